//! Ends the process where reading a terminal that went away never comes back.
//!
//! crossterm reads in a loop that does not end when the terminal is gone. The main loop looks
//! at the hang-up bit before it reads, but the terminal may go between the look and the read.
//! This thread waits for that bit alone, so it costs nothing until then. Must not read anything.

use std::io;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};

/// How long the main loop has to leave by itself once the terminal is gone.
const GRACE: Duration = Duration::from_millis(500);
/// What a shell shows for a program that a hang-up ended.
const EXIT: i32 = 129;

/// The guard; the process is safe from it once this is dropped.
#[derive(Debug)]
pub struct Guard {
    _alive: Sender<()>,
}

/// Begins to guard: the terminal must be ours.
///
/// # Errors
/// When there can be no more threads.
pub fn guard() -> io::Result<Guard> {
    let (alive, left) = channel::<()>();
    thread::Builder::new().name("hang-up".to_owned()).spawn(move || {
        wait_for_hang_up();
        if left.recv_timeout(GRACE) == Err(RecvTimeoutError::Timeout) {
            // what was written is committed; a running block goes on, as after a kill
            std::process::exit(EXIT);
        }
    })?;
    Ok(Guard { _alive: alive })
}

fn wait_for_hang_up() {
    let stdin = io::stdin();
    loop {
        // nothing is asked for: only what is always told, that it is gone
        let mut terminal = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut terminal, None) {
            Ok(_) if !terminal[0].revents().is_empty() => return,
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            // it cannot be told here: the main loop is on its own
            Err(_) => thread::park(),
        }
    }
}
