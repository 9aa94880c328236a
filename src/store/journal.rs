//! History: operations, what they changed row by row, undo and redo.
//!
//! Replays data, never SQL. Must not know what a change means.

use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde_json::{Map, Value};

use super::error::{Result, StoreError};
use super::schema::journaled_columns;
use crate::domain::ids::OperationId;
use crate::domain::time::Instant;

/// Stands as `undone` of an operation whose last transaction is still to come.
const UNFINISHED: i64 = 3;

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its id.
    pub id: OperationId,
    /// What was meant: "answered Ada".
    pub label: String,
    /// Which window or command made it.
    pub origin: String,
    /// When.
    pub at: Instant,
    /// Whether it is undone at present.
    pub undone: bool,
}

/// Opens an operation: from here on row changes are written down under it. Anything that
/// was undone can no longer be redone.
pub(super) fn begin(connection: &Connection, label: &str, origin: &str, at: Instant) -> Result<OperationId> {
    connection.prepare_cached("UPDATE operation SET undone = 2 WHERE undone = 1")?.execute([])?;
    connection
        .prepare_cached("INSERT INTO operation (label, origin, at) VALUES (?1, ?2, ?3)")?
        .execute(params![label, origin, at.0])?;
    let id = connection.last_insert_rowid();
    connection.prepare_cached("UPDATE journal_op SET id = ?1")?.execute([id])?;
    Ok(OperationId(id))
}

/// Opens an operation that is written in many transactions: until [`complete`] undo and redo pass it by. Each of
/// them begins with [`resume`] and ends with [`end`].
pub(super) fn begin_long(connection: &Connection, label: &str, origin: &str, at: Instant) -> Result<OperationId> {
    let id = begin(connection, label, origin, at)?;
    connection.prepare_cached("UPDATE operation SET undone = ?2 WHERE id = ?1")?.execute(params![id.0, UNFINISHED])?;
    // found again without a look at every operation
    connection
        .prepare_cached("INSERT INTO meta (key, value) VALUES ('begun ' || ?1, '') ON CONFLICT (key) DO NOTHING")?
        .execute([id.0])?;
    Ok(id)
}

/// Goes on with an operation: from here on row changes are written down under it again.
pub(super) fn resume(connection: &Connection, id: OperationId) -> Result<()> {
    connection.prepare_cached("UPDATE journal_op SET id = ?1")?.execute([id.0])?;
    Ok(())
}

/// An operation of many transactions is whole, as far as it went: undo takes it from here on.
pub(super) fn complete(connection: &Connection, id: OperationId) -> Result<()> {
    ended(connection, id, 0)
}

/// An operation that was taken back is never done again.
pub(super) fn forget(connection: &Connection, id: OperationId) -> Result<()> {
    ended(connection, id, 2)
}

fn ended(connection: &Connection, id: OperationId, undone: i64) -> Result<()> {
    connection.prepare_cached("UPDATE operation SET undone = ?2 WHERE id = ?1")?.execute(params![id.0, undone])?;
    connection.prepare_cached("DELETE FROM meta WHERE key = 'begun ' || ?1")?.execute([id.0])?;
    Ok(())
}

/// The operations that were begun and not ended: they are being written, or a crash cut them short.
pub(super) fn unfinished(connection: &Connection) -> Result<Vec<Operation>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, label, origin, at, undone FROM operation WHERE undone = ?1
             AND id IN (SELECT CAST(substr(key, 7) AS INTEGER) FROM meta WHERE key > 'begun ' AND key < 'begun:')
             ORDER BY id LIMIT 10",
    )?;
    let rows = statement.query_map([UNFINISHED], operation)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Closes the operation that is open.
pub(super) fn end(connection: &Connection) -> Result<()> {
    connection.prepare_cached("UPDATE journal_op SET id = NULL")?.execute([])?;
    Ok(())
}

/// Whether an operation left any row other than it was: what was changed and changed back does not count.
pub(super) fn changed(connection: &Connection, id: OperationId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM journal AS began WHERE began.operation = ?1
         AND NOT EXISTS (SELECT 1 FROM journal AS before WHERE before.operation = ?1
             AND before.tbl = began.tbl AND before.row = began.row AND before.id < began.id)
         AND began.old IS NOT (SELECT ended.new FROM journal AS ended WHERE ended.operation = ?1
             AND ended.tbl = began.tbl AND ended.row = began.row ORDER BY ended.id DESC LIMIT 1))";
    Ok(connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?)
}

/// Gives an operation its label, once it is known.
pub(super) fn relabel(connection: &Connection, id: OperationId, label: &str) -> Result<()> {
    connection.prepare_cached("UPDATE operation SET label = ?2 WHERE id = ?1")?.execute(params![id.0, label])?;
    Ok(())
}

/// The operation that `u` would take, if there is one.
pub(super) fn newest(connection: &Connection) -> Result<Option<Operation>> {
    one(connection, "SELECT id, label, origin, at, undone FROM operation WHERE undone = 0 ORDER BY id DESC LIMIT 1")
}

/// The operation that `U` would take, if there is one.
pub(super) fn redoable(connection: &Connection) -> Result<Option<Operation>> {
    one(connection, "SELECT id, label, origin, at, undone FROM operation WHERE undone = 1 ORDER BY id LIMIT 1")
}

/// The last `limit` operations, newest first, those undone for good left out.
pub(super) fn history(connection: &Connection, limit: u32) -> Result<Vec<Operation>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, label, origin, at, undone FROM operation WHERE undone < 2 ORDER BY id DESC LIMIT ?1",
    )?;
    let rows = statement.query_map([limit], operation)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Takes an operation back, row by row in reverse.
pub(super) fn undo(connection: &Connection, id: OperationId) -> Result<()> {
    replay(connection, id, true)
}

/// Does an undone operation again.
pub(super) fn redo(connection: &Connection, id: OperationId) -> Result<()> {
    replay(connection, id, false)
}

fn one(connection: &Connection, sql: &str) -> Result<Option<Operation>> {
    Ok(connection.prepare_cached(sql)?.query_row([], operation).optional()?)
}

fn operation(row: &rusqlite::Row<'_>) -> rusqlite::Result<Operation> {
    Ok(Operation {
        id: OperationId(row.get(0)?),
        label: row.get(1)?,
        origin: row.get(2)?,
        at: Instant(row.get(3)?),
        undone: row.get::<_, i64>(4)? != 0,
    })
}

struct Entry {
    table: String,
    row: i64,
    old: Option<String>,
    new: Option<String>,
}

fn replay(connection: &Connection, id: OperationId, back: bool) -> Result<()> {
    // each step leads to a state that was there before, so no reference breaks on the way; putting foreign keys off
    // until the commit would make SQLite forget every statement that it has prepared
    let order = if back { "DESC" } else { "ASC" };
    let mut statement = connection
        .prepare_cached(&format!("SELECT tbl, row, old, new FROM journal WHERE operation = ?1 ORDER BY id {order}"))?;
    let entries = statement.query_map([id.0], |row| {
        Ok(Entry { table: row.get(0)?, row: row.get(1)?, old: row.get(2)?, new: row.get(3)? })
    })?;
    for entry in entries {
        let entry = entry?;
        let (from, to) = if back { (&entry.new, &entry.old) } else { (&entry.old, &entry.new) };
        step(connection, &entry, from.as_deref(), to.as_deref())?;
    }
    connection
        .prepare_cached("UPDATE operation SET undone = ?2 WHERE id = ?1")?
        .execute(params![id.0, i64::from(back)])?;
    Ok(())
}

/// One row from what the journal says it is to what the journal says it was.
fn step(connection: &Connection, entry: &Entry, from: Option<&str>, to: Option<&str>) -> Result<()> {
    let columns = journaled_columns(connection, &entry.table)?;
    if current(connection, entry, &columns)?.as_deref() != from {
        return Err(StoreError::Refused(format!(
            "this step cannot be taken: row {} of {} has been changed since by something else",
            entry.row, entry.table
        )));
    }
    let Some(to) = to else {
        connection.prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", entry.table))?.execute([entry.row])?;
        return Ok(());
    };
    let values: Map<String, Value> = serde_json::from_str(to)
        .map_err(|error| StoreError::Refused(format!("the history of row {} is not readable: {error}", entry.row)))?;
    let id = rusqlite::types::Value::Integer(entry.row);
    let bound = columns.iter().map(|column| match values.get(column) {
        Some(Value::Number(number)) => rusqlite::types::Value::Integer(number.as_i64().unwrap_or_default()),
        Some(Value::String(text)) => rusqlite::types::Value::Text(text.clone()),
        _ => rusqlite::types::Value::Null,
    });
    let names = columns.join(", ");
    let sql = if from.is_none() {
        let marks: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
        format!("INSERT INTO {} ({names}) VALUES ({})", entry.table, marks.join(", "))
    } else {
        let sets: Vec<String> =
            columns.iter().enumerate().map(|(n, column)| format!("{column} = ?{}", n + 1)).collect();
        format!("UPDATE {} SET {} WHERE id = ?{}", entry.table, sets.join(", "), columns.len() + 1)
    };
    // the last of the values says which row, where one is there
    let bound = bound.chain(from.map(|_| id));
    connection.prepare_cached(&sql)?.execute(params_from_iter(bound))?;
    Ok(())
}

/// The row as it is now, written as the journal writes it.
fn current(connection: &Connection, entry: &Entry, columns: &[String]) -> Result<Option<String>> {
    let pairs: Vec<String> = columns.iter().map(|column| format!("'{column}', {column}")).collect();
    let sql = format!("SELECT json_object({}) FROM {} WHERE id = ?1", pairs.join(", "), entry.table);
    Ok(connection.prepare_cached(&sql)?.query_row([entry.row], |row| row.get(0)).optional()?)
}
