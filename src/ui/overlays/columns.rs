//! Which column of a table is what: a line for each, its name, cells of it, and what it is taken for.
//!
//! Must not know what a column may be.

use ratatui::layout::Rect;

use crate::app::cursor::offset;
use crate::domain::paragraphs::broken;
use crate::domain::table_look::{ColumnLook, TableLook};
use crate::domain::text::{pad, truncate, width};
use crate::ui::canvas::{Canvas, span};

/// Columns of the screen from which a line shows cells.
const CELLS: u16 = 56;
/// Columns of what a column is taken for.
const FIELD: usize = 16;
/// Lines from which the column that is chosen is shown whole below.
const BELOW: u16 = 10;

/// Paints the columns into an area.
pub(super) fn draw(canvas: &mut Canvas<'_>, table: &TableLook, at: usize, inside: Rect) {
    let paint = canvas.paint;
    let whole = "Which column is what? It is remembered for the next time.";
    let asks = if usize::from(inside.width) < width(whole) { "Which is what?" } else { whole };
    canvas.put(inside.x, inside.y, inside.width, &[span(asks, paint.bold())]);
    let gap = u16::from(inside.height >= BELOW);
    // the one that is chosen, with its cells whole
    let below = if inside.height >= BELOW { 4 } else { u16::from(inside.width < CELLS && inside.height > 3) };
    let height = inside.height.saturating_sub(1 + gap + below);
    let height = height.min(table.columns.len() as u16);
    let list = Rect { y: inside.y + 1 + gap, height, ..inside };
    let first = offset(at, table.columns.len(), usize::from(height));
    for (y, (n, column)) in (list.y..list.bottom()).zip(table.columns.iter().enumerate().skip(first)) {
        line(canvas, column, n, y, list);
        if n == at {
            canvas.select(Rect { y, height: 1, ..list });
        }
    }
    let Some(column) = table.columns.get(at) else { return };
    let samples: Vec<&str> = column.samples.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    let words = if samples.is_empty() { "no cells in the first rows".to_owned() } else { samples.join(", ") };
    let words = if inside.width < CELLS { words } else { format!("{}: {words}", named(column, at)) };
    let room = usize::from(inside.width.saturating_sub(1));
    for (y, line) in (list.bottom() + gap..inside.bottom()).zip(broken(&words, room)) {
        canvas.put(inside.x, y, inside.width, &[span(line, paint.dim())]);
    }
}

fn line(canvas: &mut Canvas<'_>, column: &ColumnLook, n: usize, y: u16, list: Rect) {
    let paint = canvas.paint;
    let (field, style) = match column.field {
        "" => ("left out", paint.dim()),
        "first" => ("first name", paint.accent()),
        "last" => ("last name", paint.accent()),
        "met" => ("last met on", paint.accent()),
        field => (field, paint.accent()),
    };
    let name = if list.width < CELLS { usize::from(list.width).saturating_sub(FIELD + 5) } else { 22 };
    let mut left = vec![span(format!(" {}", pad(&truncate(&named(column, n), name), name)), paint.text())];
    if list.width >= CELLS {
        left.push(span(format!("  {}", column.samples.join(" | ")), paint.dim()));
    }
    let right = [span("< ", paint.dim()), span(pad(field, FIELD - 4), style), span(" >", paint.dim())];
    canvas.row(list, y, &left, &right);
}

fn named(column: &ColumnLook, n: usize) -> String {
    if column.name.is_empty() { format!("column {}", n + 1) } else { column.name.clone() }
}
