//! A second store over the same file, for a worker: what is long goes on beside the dashboard.
//!
//! Must not know what the worker does.

use super::error::Result;
use super::{Opening, Operation, Store, open};

/// Rows of an operation from which a worker takes it back: below, nobody sees that it takes time.
const LONG: i64 = 2_000;

impl Store {
    /// A store of its own over the same file; none for a world in memory, which nothing else can reach. Its steps
    /// count as made by this one.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn beside(&self) -> Result<Option<Self>> {
        let Some(path) = self.path.clone() else { return Ok(None) };
        let opening = Opening { origin: self.origin.clone(), seed: None, brief: false };
        Self::over(open::beside(&path)?, Some(path), self.settings.clone(), opening).map(Some)
    }

    /// The operation that undo would take next, where that takes so long that a worker is to do it.
    pub fn long_undo(&self) -> Result<Option<Operation>> {
        let Some(next) = self.next_undo()? else { return Ok(None) };
        let mut statement = self
            .connection
            .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM journal WHERE operation = ?1 LIMIT ?2)")?;
        let rows: i64 = statement.query_row([next.id.0, LONG], |row| row.get(0))?;
        Ok((rows == LONG).then_some(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Change;
    use crate::domain::contact::ContactFields;
    use crate::domain::settings::Settings;
    use crate::domain::time::frozen;

    #[test]
    fn what_a_worker_writes_is_seen_and_is_ones_own() -> std::result::Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let now = frozen("2026-09-22T09:00:00+02:00")?;
        let opening = Opening { origin: "window 7".to_owned(), seed: Some(1), brief: false };
        let mut store = Store::open(folder.path(), Settings::default(), opening)?;
        let mut beside = store.beside()?.ok_or("no second store")?;
        let fields = ContactFields { name: "Ada".to_owned(), ..ContactFields::default() };
        let worker = std::thread::spawn(move || beside.apply(&now, &Change::AddContact(fields, Vec::new())));
        assert!(worker.join().is_ok_and(|applied| applied.is_ok()));
        assert!(store.changed_elsewhere()?);
        assert!(store.next_undo()?.is_some_and(|step| store.is_own(&step)));
        assert!(Store::in_memory(Settings::default(), Opening::default())?.beside()?.is_none());
        Ok(())
    }
}
