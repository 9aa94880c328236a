//! A stop that comes from outside (`kill -TSTP`) instead of from a key.
//!
//! Owns when such a stop is listened to and when it is obeyed at once. Must not know how the terminal is given back.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGTSTP;

/// Whether a shell would bring a stopped process back. One that hands out jobs gives each a group of its own; in the
/// group that leads the session nobody could, and there the system lets a stop pass by itself: that is left to it.
pub fn comes_back() -> bool {
    session_and_group().is_some_and(|(session, group)| session != group)
}

/// The numbers of the session and of the group that this process is in, as the kernel writes them. In a container they
/// may be led from outside, have no number there and read 0, which rustix takes for impossible: it panics.
#[cfg(target_os = "linux")]
fn session_and_group() -> Option<(i32, i32)> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // the name of the program stands in brackets and may hold anything; then: state, parent, group, session
    let mut numbers = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(2).map(str::parse);
    let group = numbers.next()?.ok()?;
    let session = numbers.next()?.ok()?;
    Some((session, group))
}

/// The numbers of the session and of the group that this process is in.
#[cfg(not(target_os = "linux"))]
fn session_and_group() -> Option<(i32, i32)> {
    use rustix::process::{getpgrp, getsid};
    let session = getsid(None).ok()?;
    Some((session.as_raw_nonzero().get(), getpgrp().as_raw_nonzero().get()))
}

/// From now on a stop is obeyed at once while `given` says that the terminal is not ours: it is in order then, and
/// an editor that stops wants all of its job to stop with it.
///
/// # Errors
/// When the signal cannot be listened to.
pub fn at_once(given: &Arc<AtomicBool>) -> io::Result<()> {
    if comes_back() {
        signal_hook::flag::register_conditional_default(SIGTSTP, Arc::clone(given))?;
    }
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_tells_who_leads() {
        // numbers of 0 are an answer as well: whoever leads may stand outside the container
        assert!(session_and_group().is_some_and(|(session, group)| session >= 0 && group >= 0));
    }
}
