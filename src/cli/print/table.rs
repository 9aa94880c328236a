//! Columns that line up, measured as a terminal measures them.
//!
//! Must not know what stands in them.

use super::page::Page;
use super::sieve::safe;
use crate::domain::text::{clean_line, width};

/// A column is filled up to this width; longer cells are printed whole and push their row.
const WIDEST: usize = 48;

/// The longest text of a cell, in characters.
const CELL_CHARS: usize = 2_000;

/// One cell.
pub type Cell = String;

/// How a row is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Weight {
    #[default]
    Plain,
    Strong,
    Dim,
}

/// Rows of cells. The last column is never filled up.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<(Weight, Vec<Cell>)>,
    indent: usize,
    right: Vec<usize>,
}

impl Table {
    /// An empty table that starts `indent` columns from the left.
    pub fn new(indent: usize) -> Self {
        Self { rows: Vec::new(), indent, right: Vec::new() }
    }

    /// Aligns these columns (from 0) to the right.
    #[must_use]
    pub fn right(mut self, columns: &[usize]) -> Self {
        self.right = columns.to_vec();
        self
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a row.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.push(Weight::Plain, cells);
    }

    /// Adds a row that matters.
    pub fn strong<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.push(Weight::Strong, cells);
    }

    /// Adds a row in the background.
    pub fn dim<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.push(Weight::Dim, cells);
    }

    /// Prints it.
    pub fn print(&self, page: &mut Page) {
        let columns = self.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
        let mut widths = vec![0; columns];
        for (_, cells) in &self.rows {
            for (at, cell) in cells.iter().enumerate() {
                let wide = width(cell);
                if wide <= WIDEST || at + 1 == columns {
                    widths[at] = widths[at].max(wide);
                }
            }
        }
        for (weight, cells) in &self.rows {
            let mut line = " ".repeat(self.indent);
            let mut wanted = self.indent;
            let mut used = self.indent;
            for (at, cell) in cells.iter().enumerate() {
                if widths[at] == 0 && cell.is_empty() {
                    continue;
                }
                let start = wanted;
                wanted += widths[at] + 2;
                let shift = if self.right.contains(&at) { widths[at].saturating_sub(width(cell)) } else { 0 };
                let missing = (start + shift).saturating_sub(used).max(if used > self.indent { 2 } else { shift });
                line.extend(std::iter::repeat_n(' ', missing));
                line.push_str(cell);
                used += missing + width(cell);
            }
            match weight {
                Weight::Plain => page.line(&line),
                Weight::Strong => page.strong(&line),
                Weight::Dim => page.dim(&line),
            }
        }
    }

    fn push<T: AsRef<str>>(&mut self, weight: Weight, cells: impl IntoIterator<Item = T>) {
        let clean = |cell: T| {
            let cell = cell.as_ref();
            // a blank in the place of a mark keeps names in line
            let blanks = cell.bytes().take_while(|byte| *byte == b' ').count().min(2);
            format!("{}{}", " ".repeat(blanks), clean_line(&safe(cell), CELL_CHARS))
        };
        self.rows.push((weight, cells.into_iter().map(clean).collect()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::print::page::Ink;

    fn printed(table: &Table) -> String {
        let mut page = Page::new(Ink::default());
        table.print(&mut page);
        page.text()
    }

    #[test]
    fn columns_line_up_whatever_the_script() {
        let mut table = Table::new(1).right(&[2]);
        table.row(["李明", "x", "1 d"]);
        table.row(["Tomás", "", "104 d"]);
        table.row(["", "yy", ""]);
        assert_eq!(printed(&table), " 李明   x     1 d\n Tomás      104 d\n        yy\n");
    }

    #[test]
    fn empty_columns_take_no_room_and_long_cells_push_their_row() {
        let long = "x".repeat(60);
        let mut table = Table::new(0);
        table.row(["a", "", &long, "1"]);
        table.row(["b", "", "short", "2"]);
        assert_eq!(printed(&table), format!("a  {long}  1\nb  short  2\n"));
    }

    #[test]
    fn cells_are_one_line() {
        let mut table = Table::new(0);
        table.row(["a\nb\u{1b}[0m", "c"]);
        assert_eq!(printed(&table).lines().count(), 1);
    }
}
