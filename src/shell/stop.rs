//! A stop that comes from outside (`kill -TSTP`) instead of from a key.
//!
//! Owns when such a stop is listened to and when it is obeyed at once. Must not know how the terminal is given back.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::process::{getpgrp, getsid};
use signal_hook::consts::SIGTSTP;

/// Whether a shell would bring a stopped process back. One that hands out jobs gives each a group of its own; in the
/// group that leads the session nobody could, and there the system lets a stop pass by itself: that is left to it.
pub fn comes_back() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
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
