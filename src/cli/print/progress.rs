//! How far something long is, on a terminal: one line that is written over and gone at the end.
//!
//! Must not know what is done.

use std::io::{IsTerminal, Write, stderr};

/// The line.
#[derive(Debug)]
pub struct Progress {
    all: usize,
    shows: bool,
}

impl Progress {
    /// Nothing of so many is done. Shows only where somebody sees it.
    pub fn of(all: usize) -> Self {
        Self { all, shows: stderr().is_terminal() }
    }

    /// So many are done.
    pub fn at(&self, done: usize) {
        self.write(&format!("\r{done} of {}", self.all));
    }

    /// Takes the line away.
    pub fn over(self) {
        self.write("\r\x1b[K");
    }

    fn write(&self, text: &str) {
        if self.shows {
            // who does not see it misses nothing
            let _ = stderr().write_all(text.as_bytes());
        }
    }
}
