//! Everything that a person filled, row by row: for a file that holds all of it.
//!
//! Reads whole tables, a row at a time; derived columns stay behind. Must not know how it is written down.

use std::borrow::Cow;

use rusqlite::types::ValueRef;

use super::Store;
use super::error::{Result, StoreError};
use super::shape::{Column, Empty, Shape, shapes};
use crate::domain::record::{Cell, Piece, Record};

impl Store {
    /// Hands over every row of every table that a person fills, gone ones included, table by table. Rows come in the
    /// order of their stable ids, so that the same data always comes in the same order; what hangs on a person or
    /// place comes by its owner and then in the order in which it was added, because the first handle is the best.
    ///
    /// # Errors
    /// When the file cannot be read, or `each` fails.
    pub fn everything<E: From<StoreError>>(
        &self,
        each: &mut dyn FnMut(&Piece<'_>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let _at_once = self.at_once()?;
        for shape in shapes(&self.connection)? {
            each(&Piece::Table(shape.table))?;
            self.each_row(&shape, each)?;
        }
        Ok(())
    }

    fn each_row<E: From<StoreError>>(
        &self,
        shape: &Shape,
        each: &mut dyn FnMut(&Piece<'_>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut statement = self.connection.prepare(&select(shape)).map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let record = record(shape, row)?;
            each(&Piece::Row(&record))?;
        }
        Ok(())
    }
}

fn select(shape: &Shape) -> String {
    let table = shape.table;
    let column = |column: &Column| match &column.names {
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
    let only =
        if table == "pause" { "WHERE EXISTS (SELECT 1 FROM session WHERE session.id = pause.session)" } else { "" };
    format!("SELECT {} FROM {table} {only} ORDER BY {order} -- whole: all of it is taken out", columns.join(", "))
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
