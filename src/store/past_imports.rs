//! What was imported, and how all who came with it are archived: one step of undo over many short transactions.
//!
//! Must not know how anything came in.

use super::apply;
use super::apply::work::Work;
use super::error::{Result, StoreError};
use super::{Store, journal};
use crate::domain::change::Change;
use crate::domain::ids::{ContactId, ImportId, OperationId, Subject};
use crate::domain::number::counted;
use crate::domain::time::Now;
use crate::report::past_imports::PastImport;

/// So many imports are told at most.
const TOLD: usize = 200;
/// So many people are archived in one transaction: other windows write between two of them.
const AT_ONCE: usize = 200;

/// Everybody of an import while they are archived.
#[derive(Debug)]
pub struct Archiving {
    operation: OperationId,
    label: String,
    people: Vec<ContactId>,
    done: usize,
}

impl Archiving {
    /// The step that undo takes back.
    pub fn operation(&self) -> OperationId {
        self.operation
    }

    /// How many people these are.
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// How many of them are archived.
    pub fn done(&self) -> usize {
        self.done
    }

    /// What was done: "archived 30 people of LinkedIn connections".
    pub fn label(&self) -> &str {
        &self.label
    }
}

impl Store {
    /// What was imported, newest first, each with how many of those who came with it are still in the lists.
    pub fn past_imports(&self, now: &Now) -> Result<Vec<PastImport>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT import.id, import.at, import.format, (SELECT count(*) FROM card JOIN contact ON contact.id = card.contact
                WHERE card.import = import.id AND card.gone = 0 AND card.made = 1
                AND contact.gone = 0 AND contact.archived = 0 AND contact.merged_into IS NULL)
             FROM import WHERE gone = 0 ORDER BY import.id DESC LIMIT ?1",
        )?;
        let rows = statement.query_map([TOLD as i64], |row| {
            let at = crate::domain::time::Instant(row.get(1)?);
            Ok(PastImport {
                number: ImportId(row.get(0)?),
                at: at.rfc3339(now.zone.offset(at)),
                day: now.day_of(at).long(),
                format: row.get(2)?,
                people: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Begins to archive everybody who came with an import and is still in the lists.
    ///
    /// # Errors
    /// Where there is no such import, or nobody of it is left.
    pub fn start_archiving(&mut self, now: &Now, import: ImportId) -> Result<Archiving> {
        let past = self.past_imports(now)?.into_iter().find(|past| past.number == import);
        let past = past.ok_or_else(|| StoreError::NotFound(format!("there is no import {}", import.0)))?;
        let people: Vec<ContactId> = {
            let mut statement = self.connection.prepare_cached(
                "SELECT DISTINCT contact.id FROM card JOIN contact ON contact.id = card.contact
                 WHERE card.import = ?1 AND card.gone = 0 AND card.made = 1
                 AND contact.gone = 0 AND contact.archived = 0 AND contact.merged_into IS NULL",
            )?;
            let rows = statement.query_map([import.0], |row| row.get(0).map(ContactId))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        if people.is_empty() {
            return Err(StoreError::Refused(format!("nobody of import {} is left to be archived", import.0)));
        }
        self.claim()?;
        let origin = self.origin.clone();
        let label = format!("archived {} of {}", counted(people.len() as u32, "person", "people"), past.format);
        let operation = self.write(|connection, _, _| {
            let operation = journal::begin_long(connection, &label, &origin, now.at)?;
            journal::end(connection)?;
            Ok(operation)
        })?;
        Ok(Archiving { operation, label, people, done: 0 })
    }

    /// Archives the next ones; answers whether there are more. [`Store::end_import`] or [`Store::break_off`] ends it.
    ///
    /// # Errors
    /// What was written before stays until it is broken off.
    pub fn archive_more(&mut self, now: &Now, archiving: &mut Archiving) -> Result<bool> {
        let some = archiving.people.iter().skip(archiving.done).take(AT_ONCE);
        self.write(|connection, uids, settings| {
            journal::resume(connection, archiving.operation)?;
            for person in some {
                let mut work = Work::new(connection, uids, settings, now);
                apply::apply(&mut work, &Change::Archive(Subject::Contact(*person), true))?;
            }
            journal::end(connection)
        })?;
        archiving.done = (archiving.done + AT_ONCE).min(archiving.people.len());
        Ok(archiving.done < archiving.people.len())
    }
}
