//! How many windows are open: each holds a shared lock on one file; the one that can turn it
//! exclusive on leaving is the last.

use std::fs::{File, OpenOptions};
use std::path::Path;

/// The file that windows lock.
pub const FILE: &str = "rounds.windows";

/// This window's lock.
#[derive(Debug)]
pub struct Window {
    file: Option<File>,
}

impl Window {
    /// Joins the open windows. Where locks are not to be had, it counts as the only one.
    pub fn join(directory: Option<&Path>) -> Self {
        let open = |path: &Path| OpenOptions::new().create(true).truncate(false).write(true).read(true).open(path).ok();
        let file = directory.and_then(|directory| open(&directory.join(FILE)));
        if let Some(file) = &file {
            let _ = file.try_lock_shared();
        }
        Self { file }
    }

    /// Whether no other window is open.
    pub fn is_last(&self) -> bool {
        self.file.as_ref().is_none_or(|file| {
            let _ = file.unlock();
            file.try_lock().is_ok()
        })
    }
}
