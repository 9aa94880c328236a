//! Everything that a person filled, row by row: for a file that holds all of it.
//!
//! Reads whole tables, a row at a time; derived columns stay behind. Must not know how it is written down.

pub mod listed;

use std::borrow::Cow;

use rusqlite::params_from_iter;
use rusqlite::types::ValueRef;

use super::Store;
use super::error::{Result, StoreError};
use super::shape::{Column, Empty, Shape, shapes};
use crate::domain::ids::ContactId;
use crate::domain::record::{Cell, Piece, Record};

impl Store {
    /// Hands over every row of every table that a person fills, gone ones included, table by table. Rows come in the
    /// order of their stable ids, so that the same data always comes in the same order; what hangs on a person or
    /// place comes by its owner and then in the order in which it was added, because the first handle is the best.
    /// With `only` it is what hangs on that person, and the places and blocks that are named with them.
    ///
    /// # Errors
    /// When the file cannot be read, or `each` fails.
    pub fn everything<E: From<StoreError>>(
        &self,
        only: Option<ContactId>,
        each: &mut dyn FnMut(&Piece<'_>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let _at_once = self.at_once()?;
        for shape in shapes(&self.connection)? {
            each(&Piece::Table(shape.table))?;
            self.each_row(&shape, only, each)?;
        }
        Ok(())
    }

    fn each_row<E: From<StoreError>>(
        &self,
        shape: &Shape,
        only: Option<ContactId>,
        each: &mut dyn FnMut(&Piece<'_>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut statement = self.connection.prepare(&select(shape, only.is_some())).map_err(StoreError::from)?;
        let mut rows = statement.query(params_from_iter(only.map(|id| id.0))).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let record = record(shape, row)?;
            each(&Piece::Row(&record))?;
        }
        Ok(())
    }
}

fn select(shape: &Shape, one: bool) -> String {
    let table = shape.table;
    let column = |column: &Column| match &column.names {
        // of one person the other half of an introduction stays behind
        Some(names) if one && names == "act" && table == "act" => "NULL".to_owned(),
        Some(names) => format!("(SELECT named.uid FROM {names} AS named WHERE named.id = {table}.{})", column.name),
        None => format!("{table}.{}", column.name),
    };
    let columns: Vec<String> = shape.columns.iter().map(column).collect();
    let order = match table {
        "handle" | "tag" | "topic" => format!(
            "coalesce((SELECT uid FROM contact WHERE contact.id = {table}.contact),
                (SELECT uid FROM community WHERE community.id = {table}.community), ''), {table}.id"
        ),
        _ => format!("{table}.uid"),
    };
    // a pause may outlive its block: see the schema
    let living = if table == "pause" { "EXISTS (SELECT 1 FROM session WHERE session.id = pause.session)" } else { "1" };
    let about = if one { about(table) } else { "1".to_owned() };
    format!("SELECT {} FROM {table} WHERE {living} AND {about} ORDER BY {order}", columns.join(", "))
}

/// Which rows of a table are about one person, all that was merged into them included.
fn about(table: &str) -> String {
    const MEMBERS: &str = "(SELECT id FROM contact WHERE person = ?1)";
    let acts = format!("(SELECT id FROM act WHERE contact IN {MEMBERS})");
    let owed = format!("(SELECT id FROM owed WHERE contact IN {MEMBERS})");
    match table {
        "contact" => "contact.person = ?1".to_owned(),
        "handle" => format!(
            "(handle.contact IN {MEMBERS} OR handle.id IN (SELECT handle FROM act WHERE contact IN {MEMBERS}))"
        ),
        "card" | "tag" | "topic" | "dated" | "act" | "owed" | "snooze" | "stage_step" | "feed" => {
            format!("{table}.contact IN {MEMBERS}")
        }
        "settles" => format!("settles.act IN {acts} AND settles.owed IN {owed}"),
        "post_mark" => format!("post_mark.feed IN (SELECT id FROM feed WHERE contact IN {MEMBERS})"),
        "import" => format!("import.id IN (SELECT import FROM card WHERE contact IN {MEMBERS})"),
        "session" => format!("session.id IN (SELECT session FROM act WHERE contact IN {MEMBERS})"),
        "pause" => format!("pause.session IN (SELECT session FROM act WHERE contact IN {MEMBERS})"),
        "community" => format!(
            "community.id IN (SELECT community FROM act WHERE contact IN {MEMBERS}
                UNION SELECT community FROM owed WHERE contact IN {MEMBERS}
                UNION SELECT community FROM snooze WHERE contact IN {MEMBERS}
                UNION SELECT community FROM handle WHERE contact IN {MEMBERS}
                UNION SELECT community FROM session WHERE id IN (SELECT session FROM act WHERE contact IN {MEMBERS})
                UNION SELECT handle.community FROM act JOIN handle ON handle.id = act.handle WHERE act.contact IN {MEMBERS})"
        ),
        // all else is about nobody in particular, or about two
        _ => "?1 IS NULL".to_owned(),
    }
}

fn record<'r>(shape: &'r Shape, row: &'r rusqlite::Row<'_>) -> Result<Record<'r>> {
    let mut cells = Vec::with_capacity(shape.columns.len());
    for (at, column) in shape.columns.iter().enumerate() {
        let cell = match (row.get_ref(at)?, column.empty) {
            (ValueRef::Null, Empty::Null)
            | (ValueRef::Integer(0), Empty::Zero)
            | (ValueRef::Text([]), Empty::NoText) => continue,
            (ValueRef::Integer(number), _) => Cell::Number(number),
            (ValueRef::Text(text), _) => Cell::Text(String::from_utf8_lossy(text)),
            (ValueRef::Real(real), _) => Cell::Number(real as i64),
            (ValueRef::Null | ValueRef::Blob(_), _) => Cell::Empty,
        };
        cells.push((Cow::Borrowed(column.name.as_str()), cell));
    }
    Ok(Record { cells })
}
