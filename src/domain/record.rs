//! One row of what a person filled, as it leaves a file whole and comes into another: columns by name, other rows
//! by their stable id, never by a number of this file.
//!
//! Must not know which tables there are, nor how a record is written down.

use std::borrow::Cow;

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'c> {
    /// Nothing.
    Empty,
    /// A number, an instant, yes (1) or no (0).
    Number(i64),
    /// Text; of a column that names another row its stable id.
    Text(Cow<'c, str>),
}

/// One row. A column that is not named holds what an empty row holds there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record<'r> {
    /// Columns and what stands in them.
    pub cells: Vec<(Cow<'r, str>, Cell<'r>)>,
}

impl<'r> Record<'r> {
    /// What stands in a column; none where it is not named.
    pub fn get(&self, column: &str) -> Option<&Cell<'r>> {
        self.cells.iter().find(|(name, _)| name == column).map(|(_, cell)| cell)
    }

    /// Its stable id; empty where it names none.
    pub fn uid(&self) -> &str {
        match self.get("uid") {
            Some(Cell::Text(uid)) => uid,
            _ => "",
        }
    }
}

/// What a whole file consists of, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'p> {
    /// From here on rows are of this table.
    Table(&'p str),
    /// A row of it.
    Row(&'p Record<'p>),
}
