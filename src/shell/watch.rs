//! Another window's writes: a watch of one small file that every commit rewrites.

use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::store::CHANGED;

/// A running watch; it ends when dropped.
#[derive(Debug)]
pub struct Watch {
    _watcher: Option<RecommendedWatcher>,
}

/// Starts watching the folder of the database. Where the system cannot, nothing is seen and
/// nothing fails: the next key refreshes all the same.
///
/// # Errors
/// When no pipe can be made.
pub fn start(directory: Option<&Path>) -> io::Result<(Watch, UnixStream)> {
    let (reader, writer) = UnixStream::pair()?;
    writer.set_nonblocking(true)?;
    let Some(directory) = directory else {
        // kept open, else the reader would always be ready
        std::mem::forget(writer);
        return Ok((Watch { _watcher: None }, reader));
    };
    let mut bell = writer.try_clone()?;
    std::mem::forget(writer);
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let ours = event.is_ok_and(|event| {
            !event.kind.is_access()
                && event.paths.iter().any(|path| path.file_name().is_some_and(|name| name == CHANGED))
        });
        if ours {
            // a full pipe has rung already
            let _ = bell.write(b".");
        }
    });
    let watcher = watcher.ok().and_then(|mut watcher| {
        watcher.watch(directory, RecursiveMode::NonRecursive).ok()?;
        Some(watcher)
    });
    Ok((Watch { _watcher: watcher }, reader))
}
