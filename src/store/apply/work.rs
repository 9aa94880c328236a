//! What every change works with: inserting and changing rows, and what was done so far.
//!
//! Must not know any single change.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use crate::domain::change::Created;
use crate::domain::ids::{CommunityId, ContactId, OperationId, Subject};
use crate::domain::settings::Settings;
use crate::domain::time::{Instant, Now};
use crate::store::error::{Result, StoreError};
use crate::store::uid::Uids;

/// What a change did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The operation that undo takes back; 0 for what was written quietly, and where there was nothing to write.
    pub operation: OperationId,
    /// What was meant, for the history and the line on screen: "answered Ada".
    pub label: String,
    /// New rows, in order.
    pub created: Vec<Created>,
    /// What else is worth saying: "1 more owed", "history changed: week of 14 Sep".
    pub notes: Vec<String>,
}

/// What every change works with.
pub(in crate::store) struct Work<'w> {
    pub(in crate::store) connection: &'w Connection,
    uids: &'w mut Uids,
    pub(in crate::store) settings: &'w Settings,
    pub(in crate::store) now: &'w Now,
    created: Vec<Created>,
    notes: Vec<String>,
}

/// Longest link that is kept, in characters.
pub(super) const LINK_CHARS: usize = 2_000;

/// A column and its value.
pub(super) type Set<'a> = (&'a str, Value);

impl<'w> Work<'w> {
    pub(in crate::store) fn new(
        connection: &'w Connection,
        uids: &'w mut Uids,
        settings: &'w Settings,
        now: &'w Now,
    ) -> Self {
        Self { connection, uids, settings, now, created: Vec::new(), notes: Vec::new() }
    }

    /// Inserts a row with a new uid; answers its id.
    pub(super) fn insert(&mut self, table: &str, sets: &[Set<'_>]) -> Result<i64> {
        let uid = self.new_uid();
        self.insert_as(table, &uid, sets)
    }

    /// Inserts a row under a natural key. A row of that key that is gone comes back instead.
    pub(super) fn insert_natural(&mut self, table: &str, key: &[&str], sets: &[Set<'_>]) -> Result<i64> {
        let uid = Uids::natural(key);
        match self.known(table, &uid)? {
            Some(id) => {
                let mut again = sets.to_vec();
                again.push(("gone", Value::Integer(0)));
                self.update(table, id, &again)?;
                Ok(id)
            }
            None => self.insert_as(table, &uid, sets),
        }
    }

    /// A new uid.
    pub(super) fn new_uid(&mut self) -> String {
        self.uids.next(self.now.at)
    }

    /// The row with that uid, gone or not.
    pub(super) fn known(&self, table: &str, uid: &str) -> Result<Option<i64>> {
        let sql = format!("SELECT id FROM {table} WHERE uid = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([uid], |row| row.get(0)).optional()?)
    }

    /// The id that the next row of a table gets.
    pub(super) fn next_id(&self, table: &str) -> Result<i64> {
        let sql = format!("SELECT coalesce(max(id), 0) + 1 FROM {table} -- whole: the end of it alone");
        Ok(self.connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }

    /// Inserts a row under a uid that no row has.
    pub(super) fn insert_as(&mut self, table: &str, uid: &str, sets: &[Set<'_>]) -> Result<i64> {
        let names: Vec<&str> = sets.iter().map(|set| set.0).collect();
        let marks: Vec<String> = (2..sets.len() + 2).map(|n| format!("?{n}")).collect();
        let sql = format!("INSERT INTO {table} (uid, {}) VALUES (?1, {})", names.join(", "), marks.join(", "));
        let values = std::iter::once(Value::Text(uid.to_owned())).chain(sets.iter().map(|set| set.1.clone()));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Binds an act to an item, each by its uid, for `count` in all.
    pub(in crate::store) fn bind(
        &mut self,
        act: &str,
        owed: &str,
        binding: &crate::domain::settle::Binding,
        count: u32,
    ) -> Result<()> {
        let sets = [("act", number(binding.act.0)), ("owed", number(binding.owed.0)), ("count", number(count))];
        self.insert_natural("settles", &["settles", act, owed], &sets)?;
        Ok(())
    }

    /// Changes columns of a row.
    pub(super) fn update(&self, table: &str, id: i64, sets: &[Set<'_>]) -> Result<()> {
        let names: Vec<String> = sets.iter().enumerate().map(|(n, set)| format!("{} = ?{}", set.0, n + 2)).collect();
        let sql = format!("UPDATE {table} SET {} WHERE id = ?1", names.join(", "));
        let values = std::iter::once(Value::Integer(id)).chain(sets.iter().map(|set| set.1.clone()));
        match self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))? {
            0 => Err(StoreError::NotFound(format!("there is no such {} any more", table.replace('_', " ")))),
            _ => Ok(()),
        }
    }

    /// Takes a row out of everything that reads; it stays in the file.
    pub(in crate::store) fn remove(&self, table: &str, id: i64) -> Result<()> {
        self.update(table, id, &[("gone", Value::Integer(1))])
    }

    /// One value of a row, or a refusal that says what is not there.
    pub(super) fn value<T: rusqlite::types::FromSql>(&self, table: &str, id: i64, column: &str) -> Result<T> {
        let sql = format!("SELECT {column} FROM {table} WHERE id = ?1 AND gone = 0");
        self.connection
            .prepare_cached(&sql)?
            .query_row([id], |row| row.get(0))
            .optional()?
            .ok_or_else(|| StoreError::NotFound(format!("there is no such {} any more", table.replace('_', " "))))
    }

    /// Refuses a place that is not there.
    pub(super) fn place(&self, community: Option<CommunityId>) -> Result<()> {
        match community {
            Some(id) => self.value::<i64>("community", id.0, "id").map(drop),
            None => Ok(()),
        }
    }

    /// The living contact of a row's contact.
    pub(super) fn person(&self, id: ContactId) -> Result<ContactId> {
        let person: Option<i64> = self.value("contact", id.0, "person")?;
        Ok(ContactId(person.unwrap_or(id.0)))
    }

    /// The living subject.
    pub(super) fn living(&self, subject: Subject) -> Result<Subject> {
        Ok(match subject {
            Subject::Contact(id) => Subject::Contact(self.person(id)?),
            Subject::Community(id) => Subject::Community(id),
        })
    }

    /// The name of a subject.
    pub(super) fn name(&self, subject: Subject) -> Result<String> {
        match subject {
            Subject::Contact(id) => self.value("contact", self.person(id)?.0, "name"),
            Subject::Community(id) => self.value("community", id.0, "name"),
        }
    }

    /// What was done, under its label; the next change starts anew.
    pub(super) fn applied(&mut self, label: String) -> Applied {
        Applied {
            operation: OperationId(0),
            label,
            created: std::mem::take(&mut self.created),
            notes: std::mem::take(&mut self.notes),
        }
    }

    pub(super) fn made(&mut self, created: Created) {
        self.created.push(created);
    }

    pub(in crate::store) fn say(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }
}

pub(super) fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

pub(super) fn number(value: impl Into<i64>) -> Value {
    Value::Integer(value.into())
}

pub(super) fn maybe_number<T: Into<i64>>(value: Option<T>) -> Value {
    value.map_or(Value::Null, |value| Value::Integer(value.into()))
}

pub(super) fn maybe_text(value: Option<impl ToString>) -> Value {
    value.map_or(Value::Null, |value| Value::Text(value.to_string()))
}

pub(super) fn instant(value: Instant) -> Value {
    Value::Integer(value.0)
}

/// The two columns that name a subject.
pub(super) fn subject_columns(subject: Subject) -> [Set<'static>; 2] {
    [
        ("contact", maybe_number(subject.contact().map(|id| id.0))),
        ("community", maybe_number(subject.community().map(|id| id.0))),
    ]
}
