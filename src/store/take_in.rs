//! A file of everything comes in: rows that are not here, by their stable ids, as one step of undo over many short
//! transactions.
//!
//! A row that is here stays as it is, gone or not, whatever the file says of it: nothing here is ever overwritten.
//! What is derived is worked out at the end, once for each subject. Must not know how the file is read.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use serde::Serialize;

use super::admit::{Admitted, admit};
use super::error::{Result, StoreError};
use super::shape::{Column, Shape, shapes};
use super::{Store, drain, journal};
use crate::domain::ids::OperationId;
use crate::domain::record::Record;
use crate::domain::time::Now;

/// So many rows are written in one transaction, or worked out.
const AT_ONCE: usize = 200;

/// How many rows of a table a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The table.
    pub table: &'static str,
    /// Rows that are not here.
    pub new: usize,
    /// Rows that are not here and were taken away there: they come in, and are seen nowhere.
    pub gone: usize,
    /// Rows that are here.
    pub known: usize,
}

/// A file that is looked over before any of it is written.
#[derive(Debug)]
pub struct LookedOver<'s> {
    connection: &'s Connection,
    shapes: Vec<Shape>,
    at: usize,
    counted: Vec<Counted>,
}

/// A file while it comes in.
#[derive(Debug)]
pub struct TakeIn {
    operation: OperationId,
    shapes: Vec<Shape>,
    at: usize,
    new: usize,
    /// Rows that name one of their own table, which may come later: table, number, column, stable id.
    later: Vec<(usize, i64, String, String)>,
}

impl TakeIn {
    /// The step that undo takes back.
    pub fn operation(&self) -> OperationId {
        self.operation
    }

    /// How many rows are new.
    pub fn new_rows(&self) -> usize {
        self.new
    }
}

impl LookedOver<'_> {
    /// Looks at the next row.
    ///
    /// # Errors
    /// Where it may not come in, with what is wrong.
    pub fn row(&mut self, table: &str, record: &Record<'_>) -> Result<()> {
        self.at = next_table(&self.shapes, self.at, table)?;
        let shape = &self.shapes[self.at];
        admit(shape, record).map_err(StoreError::Refused)?;
        let counted = &mut self.counted[self.at];
        if known(self.connection, shape.table, record.uid())?.is_some() {
            counted.known += 1;
        } else if record.get("gone").is_some() {
            counted.gone += 1;
        } else {
            counted.new += 1;
        }
        Ok(())
    }

    /// How many rows of each table it holds.
    pub fn counted(self) -> Vec<Counted> {
        self.counted
    }
}

impl Store {
    /// Looks a file over: nothing is written.
    pub fn look_over(&self) -> Result<LookedOver<'_>> {
        let shapes = shapes(&self.connection)?;
        let counted = shapes.iter().map(|shape| Counted { table: shape.table, new: 0, gone: 0, known: 0 }).collect();
        Ok(LookedOver { connection: &self.connection, shapes, at: 0, counted })
    }

    /// Begins to take a file in.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn start_taking_in(&mut self, now: &Now) -> Result<TakeIn> {
        self.claim()?;
        let origin = self.origin.clone();
        let shapes = shapes(&self.connection)?;
        self.much()?;
        let operation = self.write(|connection, _, _| {
            let operation = journal::begin_long(connection, "imported a file of Rounds", &origin, now.at)?;
            journal::end(connection)?;
            Ok(operation)
        })?;
        Ok(TakeIn { operation, shapes, at: 0, new: 0, later: Vec::new() })
    }

    /// Writes the next rows in one transaction: 500 at most, so that others write between two of them.
    ///
    /// # Errors
    /// What was written before stays, and can be taken back with [`Store::break_off`].
    pub fn take_in(&mut self, taking: &mut TakeIn, rows: &[(String, Record<'_>)]) -> Result<()> {
        self.write_later(|connection| {
            journal::resume(connection, taking.operation)?;
            for (table, record) in rows {
                taking.at = next_table(&taking.shapes, taking.at, table)?;
                insert(connection, taking, record)?;
            }
            journal::end(connection)
        })
    }

    /// Ends what [`Store::take_in`] began: rows find the rows of their own table, and what is derived is worked out.
    ///
    /// # Errors
    /// As there.
    pub fn end_taking_in(&mut self, taking: &TakeIn) -> Result<()> {
        for some in taking.later.chunks(AT_ONCE) {
            self.write_later(|connection| {
                journal::resume(connection, taking.operation)?;
                for (at, row, column, uid) in some {
                    let table = taking.shapes[*at].table;
                    let id = known(connection, table, uid)?.ok_or_else(|| nowhere(table, uid))?;
                    let sql = format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1");
                    connection.prepare_cached(&sql)?.execute([*row, id])?;
                }
                journal::end(connection)
            })?;
        }
        let mut more = true;
        while more {
            more = self.write_then(
                |connection, _, settings| drain::drain_some(connection, settings, AT_ONCE),
                |_, _| Ok(drain::Touched::default()),
            )?;
        }
        self.forget();
        self.end_import(taking.operation)
    }

    /// Runs `work` in one transaction and leaves what it makes dirty to a later one.
    fn write_later(&mut self, work: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
        self.write_then(|connection, _, _| work(connection), |_, _| Ok(drain::Touched::default()))
    }
}

/// The place of a table; tables come in the order in which they name each other.
fn next_table(shapes: &[Shape], at: usize, table: &str) -> Result<usize> {
    let found = shapes.iter().position(|shape| shape.table == table);
    match found {
        Some(found) if found >= at => Ok(found),
        Some(_) => Err(StoreError::Refused(format!(
            "the rows of {table} stand too far below: a list must stand above those that name its rows, as an export writes them"
        ))),
        None => Err(StoreError::Refused(format!(
            "no list is called {}; a newer Rounds may have written it",
            crate::domain::clean::clean_line(table, 40)
        ))),
    }
}

fn known(connection: &Connection, table: &str, uid: &str) -> Result<Option<i64>> {
    let sql = format!("SELECT id FROM {table} WHERE uid = ?1");
    Ok(connection.prepare_cached(&sql)?.query_row([uid], |row| row.get(0)).optional()?)
}

fn nowhere(table: &str, uid: &str) -> StoreError {
    let uid = crate::domain::clean::clean_line(uid, 64);
    StoreError::Refused(format!("a row names {uid} of {table}, which is neither here nor in the file"))
}

/// Inserts a row that is not here yet.
fn insert(connection: &Connection, taking: &mut TakeIn, record: &Record<'_>) -> Result<()> {
    let shape = &taking.shapes[taking.at];
    if known(connection, shape.table, record.uid())?.is_some() {
        return Ok(());
    }
    let admitted = admit(shape, record).map_err(StoreError::Refused)?;
    let mut names = vec!["uid"];
    let mut values = vec![Value::Text(record.uid().to_owned())];
    let mut later: Vec<(&Column, String)> = Vec::new();
    for (column, what) in admitted {
        let value = match what {
            Admitted::Value(value) => value,
            Admitted::Row(uid) => {
                let of = column.names.as_deref().unwrap_or_default();
                match known(connection, of, &uid)? {
                    Some(id) => Value::Integer(id),
                    None if of == shape.table && column.nullable => {
                        later.push((column, uid));
                        continue;
                    }
                    None => return Err(nowhere(of, &uid)),
                }
            }
        };
        names.push(&column.name);
        values.push(value);
    }
    let marks: Vec<String> = (1..=names.len()).map(|n| format!("?{n}")).collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", shape.table, names.join(", "), marks.join(", "));
    connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    let row = connection.last_insert_rowid();
    let later: Vec<_> = later.into_iter().map(|(column, uid)| (taking.at, row, column.name.clone(), uid)).collect();
    taking.later.extend(later);
    taking.new += 1;
    Ok(())
}
