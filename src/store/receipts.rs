//! Receipts: a change that comes from a line of a file is applied once, whatever crashes when.
//!
//! Beside them stands where such a file lies, if that is in somebody else's folder. Must not know the file.

use rusqlite::{Connection, params};

use super::error::Result;
use super::standing::set_meta;
use super::{Applied, Store, drain, operate};
use crate::domain::change::Change;
use crate::domain::time::Now;

/// Before each receipt in `meta`; the range of keys that begin with it ends before [`AFTER`].
const PREFIX: &str = "receipt ";
const AFTER: &str = "receipt!";
/// So many sources are told, the last ones: more than one is left only where the process ended on the way.
const TOLD: usize = 100;

impl Store {
    /// Applies a change unless one with this receipt was applied already; the receipt is written
    /// in the same transaction, outside the journal: undo takes the change back, not the receipt.
    ///
    /// # Errors
    /// Nothing is written when it fails.
    pub fn apply_once(&mut self, now: &Now, change: &Change, receipt: &str) -> Result<Option<Applied>> {
        let origin = self.origin.clone();
        self.write(|connection, uids, settings| {
            if !note(connection, receipt)? {
                return Ok(None);
            }
            operate(connection, uids, settings, &origin, now, change).map(Some)
        })
    }

    /// Notes where that lies which will leave receipts that begin with `prefix`.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn note_source(&mut self, prefix: &str, source: &str) -> Result<()> {
        self.write_then(
            |connection, _, _| set_meta(connection, &format!("{PREFIX}{prefix}"), source),
            |_, _| Ok(drain::Touched::default()),
        )
    }

    /// Where that lies which was noted and not forgotten.
    ///
    /// # Errors
    /// When nothing can be read.
    pub fn sources(&self) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT value FROM meta WHERE key > ?1 AND key < ?2 AND value <> '' ORDER BY key DESC LIMIT ?3",
        )?;
        let rows = statement.query_map(params![PREFIX, AFTER, TOLD as i64], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Forgets the receipts that begin with `prefix`, and where it lay: what they came from is gone.
    pub fn forget_receipts(&mut self, prefix: &str) -> Result<()> {
        self.write(|connection, _, _| {
            let prefix = format!("{PREFIX}{prefix}");
            connection.prepare_cached("DELETE FROM meta WHERE substr(key, 1, length(?1)) = ?1")?.execute([prefix])?;
            Ok(())
        })
    }
}

/// Writes a receipt down; answers whether it is new.
fn note(connection: &Connection, receipt: &str) -> Result<bool> {
    let key = format!("{PREFIX}{receipt}");
    let added = connection
        .prepare_cached("INSERT INTO meta (key, value) VALUES (?1, '') ON CONFLICT (key) DO NOTHING")?
        .execute(params![key])?;
    Ok(added == 1)
}
