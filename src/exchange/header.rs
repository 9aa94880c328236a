//! Where the header of a table stands: lines above it are often a title.
//!
//! Must not know what is read below it.

use super::mapping::Mapping;
use super::table::TableRow;

/// So many rows are looked through for a header.
pub(super) const WITHIN: usize = 200;

/// Where the first row stands by whose columns somebody can be called.
pub(super) fn header_of(rows: &[TableRow]) -> Option<usize> {
    rows.iter().take(WITHIN).position(|row| Mapping::guess(&row.cells).names_somebody())
}

/// Where the first row stands that has several cells.
pub(super) fn several(rows: &[TableRow]) -> Option<usize> {
    let filled = |row: &TableRow| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
    rows.iter().take(WITHIN).position(filled)
}
