//! Tables: rows of cells from comma, semicolon, tab or bar separated text, with the line of each.
//!
//! The header is found by what it holds, never by its place. Must not know what a column means.

use csv::{ReaderBuilder, Trim};

/// So many bytes tell what a text is.
const BEGINNING: usize = 32_768;
/// So many rows are looked through for a header.
const HEADER_WITHIN: usize = 200;
/// What separates cells, the most usual first.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// A row: the line on which it begins, from 1, and its cells without blanks around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The line.
    pub line: u32,
    /// The cells; rows need not be of one length.
    pub cells: Vec<String>,
}

/// A header and the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns as they stand.
    pub header: Vec<String>,
    /// The rows below it, empty ones left out.
    pub rows: Vec<TableRow>,
}

/// As much of a text as tells what it is.
pub fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(BEGINNING)]
}

/// All rows of a text, those without any cell left out. What separates cells is guessed from its beginning.
pub fn rows(text: &str) -> Vec<TableRow> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let records = reader.records().filter_map(std::result::Result::ok);
    let rows = records.map(|record| TableRow {
        line: record.position().map_or(0, |position| lines.of(position.byte() as usize)),
        cells: record.iter().map(str::to_owned).collect(),
    });
    rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect()
}

impl TableRow {
    /// The cell in that column; empty where there is none.
    pub fn at(&self, column: Option<usize>) -> &str {
        column.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }
}

impl Table {
    /// The table below the first row that names all of these columns, however they are written in capitals.
    pub fn below(text: &str, wanted: &[&str]) -> Option<Self> {
        Self::below_any(text, |header| wanted.iter().all(|name| column(header, &[name]).is_some()))
    }

    /// The table below the first row that is a header.
    pub fn below_any(text: &str, is_header: impl Fn(&[String]) -> bool) -> Option<Self> {
        let mut rows = rows(text);
        let at = rows.iter().take(HEADER_WITHIN).position(|row| is_header(&row.cells))?;
        let below = rows.split_off(at + 1);
        Some(Self { header: rows.pop()?.cells, rows: below })
    }

    /// Where the column of that name stands.
    pub fn column(&self, name: &str) -> Option<usize> {
        column(&self.header, &[name])
    }

    /// The cell of a row under the column of that name; empty where there is none.
    pub fn cell<'r>(&self, row: &'r TableRow, name: &str) -> &'r str {
        row.at(self.column(name))
    }
}

/// Counts lines as it goes forward: a record is said to begin before the line ends that precede it.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn of(&mut self, from: usize) -> u32 {
        let text = self.text;
        let gap = text.iter().skip(from).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let end = (from + gap).min(text.len());
        for at in self.at.min(end)..end {
            let ends = text[at] == b'\n' || text[at] == b'\r' && text.get(at + 1) != Some(&b'\n');
            self.line = self.line.saturating_add(u32::from(ends));
        }
        self.at = end;
        self.line
    }
}

/// Where in a header the first of these names that is there stands.
pub fn column(header: &[String], names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| header.iter().position(|cell| is(cell, name)))
}

fn is(cell: &str, name: &str) -> bool {
    let cell = cell.trim_matches(|letter: char| letter.is_whitespace() || letter == '"');
    let same = || !cell.is_ascii() && cell.len() <= 200 && cell.to_lowercase() == name.to_lowercase();
    cell.eq_ignore_ascii_case(name) || same()
}

/// What stands most often between cells in the first lines, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut quoted = false;
    for byte in text.bytes().take(8_192) {
        quoted ^= byte == b'"';
        if !quoted && let Some(at) = SEPARATORS.iter().position(|one| *one == byte) {
            counts[at] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    counts.iter().position(|count| *count == most).map_or(b',', |at| SEPARATORS[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_found_wherever_it_stands() {
        let text = "Notes:\r\n\"A long, long sentence.\"\r\n\r\n,,,\r\nFirst Name,Company\r\nWanja,\"Kelp & Co,\r\nLtd\"\r\n,\r\nBo,\r\n";
        let table = Table::below(text, &["first name", "COMPANY"]);
        let table = table.unwrap_or_else(|| panic!("no header"));
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [6, 9]);
        assert_eq!(table.cell(&table.rows[0], "Company"), "Kelp & Co,\r\nLtd");
        assert_eq!((table.cell(&table.rows[1], "Company"), table.cell(&table.rows[1], "Town")), ("", ""));
        assert_eq!(Table::below(text, &["Surname"]), None);
    }

    #[test]
    fn cells_are_told_apart_whatever_separates_them() {
        for text in ["a,b\n1,2", "a;b\n1;2", "a\tb\r\n1\t2\r\n", "a|b\r1|2", "\"a\";\"b\"\n\"1\";\"2\""] {
            let cells: Vec<Vec<String>> = rows(text).into_iter().map(|row| row.cells).collect();
            assert_eq!(cells, [["a", "b"], ["1", "2"]], "{text:?}");
        }
        assert!(rows("").is_empty() && rows("\n,,\n").is_empty());
    }
}
