//! What is written in many transactions, such as an import: one at a time, and what a crash left of one.
//!
//! A lock on `rounds.import` says that somebody writes at this moment; the system lets go of it with the process. What
//! is begun and not ended while nobody holds it was cut short. Must not know what is written.

use std::fs::{File, OpenOptions};
use std::path::Path;

use super::error::{Result, StoreError};
use super::{Operation, Store, journal};

/// Name of the file in the data directory. It is empty: the lock is all there is to it.
pub(super) const IMPORTING: &str = "rounds.import";

impl Store {
    /// Imports that a crash cut short: for [`Store::break_off`], or [`Store::end_import`] to keep what is there. None
    /// where somebody is still writing, and in a world in memory, which ends with its process.
    pub fn cut_short(&self) -> Result<Vec<Operation>> {
        let Some(path) = self.path.as_deref() else { return Ok(Vec::new()) };
        let begun = journal::unfinished(&self.connection)?;
        let is_written = || self.claim.is_some() || lock(path).is_err();
        Ok(if begun.is_empty() || is_written() { Vec::new() } else { begun })
    }

    /// Claims the right to write in many transactions, until [`Store::end_import`] or [`Store::break_off`]. Nothing for
    /// a world in memory, which is nobody else's.
    pub(super) fn claim(&mut self) -> Result<()> {
        let Some(path) = self.path.as_deref() else { return Ok(()) };
        let file = lock(path)?;
        if let Some(left) = journal::unfinished(&self.connection)?.first() {
            return Err(StoreError::Refused(format!(
                "nothing was written, since a step before was cut short ({}): rounds undo takes back what came of it, \
                 rounds import --keep keeps it",
                left.label
            )));
        }
        self.claim = file;
        Ok(())
    }

    /// The same for what was cut short before.
    pub(super) fn claim_again(&mut self) -> Result<()> {
        if let (Some(path), None) = (self.path.as_deref(), &self.claim) {
            self.claim = lock(path)?;
        }
        Ok(())
    }
}

/// Takes the lock; none where the file system has no locks.
fn lock(database: &Path) -> Result<Option<File>> {
    let path = database.with_file_name(IMPORTING);
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let Ok(file) = options.open(path) else { return Ok(None) };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => {
            Err(StoreError::Refused("nothing was written, since another import goes on: wait for its end".to_owned()))
        }
        Err(std::fs::TryLockError::Error(_)) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::ContactFields;
    use crate::domain::import_plan::Plan;
    use crate::domain::incoming::{Bundle, Incoming, IncomingPerson};
    use crate::domain::settings::Settings;
    use crate::domain::time::{Now, frozen};
    use crate::store::Opening;

    type Outcome<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

    fn file() -> Bundle {
        let person = |n: usize| {
            let fields = ContactFields { name: format!("Person {n}"), ..ContactFields::default() };
            IncomingPerson { key: format!("k{n}"), fields, ..IncomingPerson::default() }
        };
        let people = (0..250).map(person).collect();
        Bundle::of([Incoming { format: "cards", source: "vcard", people, ..Incoming::default() }])
    }

    fn open(folder: &Path) -> Outcome<(Store, Now)> {
        let store = Store::open(folder, Settings::default(), Opening::default())?;
        Ok((store, frozen("2026-09-22T09:00:00+02:00")?))
    }

    /// Begins an import, writes a part of it, and goes away.
    fn crash(folder: &Path) -> Outcome {
        let (mut store, now) = open(folder)?;
        let (file, here) = (file(), store.everybody_here()?);
        let plan = Plan::new(&file, &here);
        let mut import = store.start_import(&now, &file)?;
        assert!(store.go_on(&now, &mut import, &file, &plan)?);
        // while it is written nobody takes it for cut short, and nobody writes a second one
        let (mut other, now) = open(folder)?;
        assert!(store.cut_short()?.is_empty() && other.cut_short()?.is_empty());
        let why = other.start_import(&now, &file).err().map(|why| why.to_string());
        assert!(why.is_some_and(|why| why.contains("another import goes on")));
        assert_eq!(other.next_undo()?, None);
        Ok(())
    }

    #[test]
    fn what_was_cut_short_is_taken_back_by_undo() -> Outcome {
        let folder = tempfile::tempdir()?;
        let before = open(folder.path())?.0.dump()?;
        crash(folder.path())?;
        let (mut store, now) = open(folder.path())?;
        assert_eq!(store.cut_short()?.len(), 1);
        let why = store.start_import(&now, &file()).err().map(|why| why.to_string());
        assert!(why.is_some_and(|why| why.contains("rounds undo") && why.contains("imported cards")));
        assert_eq!(store.undo()?.map(|step| step.label), Some("imported cards".to_owned()));
        assert!(store.cut_short()?.is_empty() && store.undo()?.is_none() && store.redo()?.is_none());
        assert_eq!(store.dump()?, before);
        let import = store.start_import(&now, &file())?;
        store.break_off(import.operation())?;
        Ok(())
    }

    #[test]
    fn what_came_of_it_is_kept_as_a_step() -> Outcome {
        let folder = tempfile::tempdir()?;
        crash(folder.path())?;
        let (mut store, now) = open(folder.path())?;
        let cut = store.cut_short()?;
        let cut = cut.first().ok_or("nothing was cut short")?;
        store.end_import(cut.id)?;
        assert!(store.cut_short()?.is_empty());
        let here = store.everybody_here()?.len();
        assert!(here > 0 && here < 250);
        assert_eq!(store.doctor()?, Vec::<String>::new());
        // the same file again brings the rest
        let (plan, _) = store.plan_import(&now, &file())?;
        assert_eq!(plan.counts().new, 250 - here);
        assert_eq!(store.undo()?.map(|step| step.id), Some(cut.id));
        assert!(store.everybody_here()?.is_empty());
        Ok(())
    }
}
