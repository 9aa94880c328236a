//! Hears of commits by other windows and commands: the watch of `rounds.changed` alone.
//!
//! Whoever commits rewrites that file afterwards, so what it tells of can be read. (The
//! write-ahead log is no use for it: its events come before the commit can be seen.)
//! Must not know what has changed: the database is asked.

use std::fs::OpenOptions;
use std::path::Path;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};

use super::events::Mailbox;
use crate::app::msg::Msg;

/// A running watch; it ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// Watches `file`, which is made if it is missing: each rewriting sends [`Msg::Changed`].
///
/// # Errors
/// When the system gives no watch; the program goes on without hearing of others.
pub fn watch(file: &Path, mailbox: Mailbox) -> notify::Result<Watch> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?;
    let mut watcher = recommended_watcher(move |event: notify::Result<Event>| {
        // opening and reading the file say nothing
        if event.is_ok_and(|event| event.kind.is_modify() || event.kind.is_create()) {
            mailbox.send(Msg::Changed);
        }
    })?;
    watcher.watch(file, RecursiveMode::NonRecursive)?;
    Ok(Watch { _watcher: watcher })
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;
    use crate::shell::events::Events;

    #[test]
    fn each_rewriting_is_heard() -> Result<(), Box<dyn std::error::Error>> {
        let directory = tempfile::tempdir()?;
        let file = directory.path().join("rounds.changed");
        let events = Events::new()?;
        let _watch = watch(&file, events.mailbox())?;
        for _ in 0..20 {
            fs::write(&file, b".")?;
            assert_eq!(events.letter(Duration::from_secs(5)), Some(Msg::Changed));
            // one rewriting may be several events
            while events.letter(Duration::from_millis(1)).is_some() {}
        }
        Ok(())
    }
}
