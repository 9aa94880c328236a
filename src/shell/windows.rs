//! Which windows are open: each holds a shared lock on `rounds.windows`, and the one that
//! can make it its own on leaving is the last. Must not know what the last one does.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Name of the file in the data directory. It is empty: the lock is all there is to it.
pub const WINDOWS: &str = "rounds.windows";

/// This window among the open ones, for as long as it lives.
#[derive(Debug)]
pub struct Window {
    lock: File,
}

impl Window {
    /// Joins the open windows of a data directory.
    ///
    /// # Errors
    /// When the file cannot be made or locked.
    pub fn open(directory: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let lock = options.open(directory.join(WINDOWS))?;
        lock.lock_shared()?;
        Ok(Self { lock })
    }

    /// Leaves, and answers whether no other window is open. Of several that leave at once exactly
    /// one is told so: each lets go first, and the first that finds nobody else keeps the rest out
    /// until it is gone.
    pub fn is_last(&mut self) -> bool {
        self.lock.unlock().is_ok() && self.lock.try_lock().is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_window_is_the_last() -> io::Result<()> {
        let directory = tempfile::tempdir()?;
        let mut first = Window::open(directory.path())?;
        let mut second = Window::open(directory.path())?;
        assert!(!first.is_last(), "another one is open");
        assert!(second.is_last(), "the first has left");
        drop(second);
        assert!(Window::open(directory.path())?.is_last());
        Ok(())
    }

    #[test]
    fn of_two_that_leave_at_once_one_is_the_last() -> io::Result<()> {
        for _ in 0..50 {
            let directory = tempfile::tempdir()?;
            let windows: Vec<Window> = (0..3).map(|_| Window::open(directory.path())).collect::<io::Result<_>>()?;
            let threads: Vec<_> = windows
                .into_iter()
                // the window is kept until all have answered, as a process keeps it while it pauses the block
                .map(|mut window| std::thread::spawn(move || (window.is_last(), window)))
                .collect();
            let answers: Vec<_> = threads.into_iter().filter_map(|thread| thread.join().ok()).collect();
            assert_eq!(answers.iter().filter(|(last, _)| *last).count(), 1);
        }
        Ok(())
    }
}
