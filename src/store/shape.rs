//! The tables that a person fills as they travel: their columns, what an empty one holds, and which of them name
//! rows of other tables.
//!
//! Read from the database itself, so that a new column travels without a word here. Must not know rows.

use rusqlite::Connection;

use super::error::Result;
use super::schema::{JOURNALED, journaled_columns};

/// References that the database does not know: see the schema.
const LOOSE: &[(&str, &str, &str)] = &[("pause", "session", "session")];

/// A table that travels.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// Its name.
    pub(super) table: &'static str,
    /// Its columns, the stable id first; the number of the row is none of them.
    pub(super) columns: Vec<Column>,
}

/// A column that travels.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) name: String,
    /// Holds numbers, or names a row; else text.
    pub(super) number: bool,
    /// May hold nothing.
    pub(super) nullable: bool,
    /// Must hold something, and holds nothing by itself.
    pub(super) needed: bool,
    /// What stands there in a row that says nothing.
    pub(super) empty: Empty,
    /// The table whose rows it names.
    pub(super) names: Option<String>,
}

/// What a column holds by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Empty {
    Null,
    Zero,
    NoText,
    /// Something that is always written out.
    Said,
}

/// Every table that travels, those that others name first.
pub(super) fn shapes(connection: &Connection) -> Result<Vec<Shape>> {
    JOURNALED.iter().map(|table| shape(connection, table)).collect()
}

fn shape(connection: &Connection, table: &'static str) -> Result<Shape> {
    let travel = journaled_columns(connection, table)?;
    let mut references: Vec<(String, String)> = connection
        .prepare_cached("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let loose = LOOSE.iter().filter(|(of, ..)| *of == table);
    references.extend(loose.map(|(_, column, names)| ((*column).to_owned(), (*names).to_owned())));
    let mut statement = connection.prepare_cached(
        "SELECT name, type, \"notnull\", dflt_value FROM pragma_table_xinfo(?1) WHERE hidden = 0 AND pk = 0 ORDER BY cid",
    )?;
    let columns = statement.query_map([table], |row| {
        let name: String = row.get(0)?;
        let kept: bool = row.get(2)?;
        let default: Option<String> = row.get(3)?;
        let empty = match default.as_deref() {
            None if kept => Empty::Said,
            None => Empty::Null,
            Some("0") => Empty::Zero,
            Some("''") => Empty::NoText,
            Some(_) => Empty::Said,
        };
        let names = references.iter().find(|(column, _)| *column == name).map(|(_, table)| table.clone());
        let number = row.get_ref(1)?.as_str()? == "INTEGER";
        Ok(Column { number, nullable: !kept, needed: kept && default.is_none(), empty, names, name })
    })?;
    let columns = columns.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(Shape { table, columns: columns.into_iter().filter(|column| travel.contains(&column.name)).collect() })
}
