//! Many changes in one transaction, for a world that is made up and kept nowhere.
//!
//! What is derived is worked out once at the end. So an act that names a person alone goes to their
//! first handle: where they were met last is not known before that. Must not know where the changes
//! come from.

use rusqlite::Connection;

use super::apply::apply;
use super::apply::work::Work;
use super::error::Result;
use super::uid::Uids;
use super::{Applied, Store, operate};
use crate::domain::change::Change;
use crate::domain::settings::Settings;
use crate::domain::time::Now;

/// Takes changes, oldest first.
#[derive(Debug)]
pub struct Bulk<'b> {
    connection: &'b Connection,
    uids: &'b mut Uids,
    settings: &'b Settings,
    origin: &'b str,
}

impl Bulk<'_> {
    /// Applies one that is past undoing.
    ///
    /// # Errors
    /// When it is refused.
    pub fn quietly(&mut self, now: &Now, change: &Change) -> Result<Applied> {
        apply(&mut Work::new(self.connection, self.uids, self.settings, now), change)
    }

    /// Applies one as an operation, which undo takes back.
    ///
    /// # Errors
    /// When it is refused.
    pub fn as_operation(&mut self, now: &Now, change: &Change) -> Result<Applied> {
        operate(self.connection, self.uids, self.settings, self.origin, now, change)
    }
}

impl Store {
    /// Applies many changes as one transaction.
    ///
    /// # Errors
    /// Nothing is written when `work` fails.
    pub fn in_bulk<T>(&mut self, work: impl FnOnce(&mut Bulk<'_>) -> Result<T>) -> Result<T> {
        let origin = self.origin.clone();
        self.write(|connection, uids, settings| work(&mut Bulk { connection, uids, settings, origin: &origin }))
    }
}
