//! Receipts: a change that comes from a line of a file is applied once, whatever crashes when.
//!
//! Must not know the file.

use rusqlite::{Connection, params};

use super::error::Result;
use super::{Applied, Store, operate};
use crate::domain::change::Change;
use crate::domain::time::Now;

/// Before each receipt in `meta`.
const PREFIX: &str = "receipt ";

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

    /// Forgets the receipts that begin with `prefix`: what they came from is gone.
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
