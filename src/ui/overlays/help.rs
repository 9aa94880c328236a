//! Help: every binding under the heading of its scope, in two columns where there is room.
//!
//! A group stays in one column where it fits into one. Must not know which keys there are.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::full::top;
use crate::app::model::Model;
use crate::app::overlays::help::{Help, HelpLine};
use crate::domain::text::pad;
use crate::domain::time::Now;
use crate::ui::canvas::{Canvas, span};
use crate::ui::paint::Glyph;
use crate::ui::wrap::wrapped;

/// Columns of the screen from which there are two of help.
const TWO: u16 = 100;
/// The line that the list begins on.
const FIRST: u16 = 3;
/// Columns of the keys.
const KEYS: usize = 13;

/// A line on screen, and whether a group begins with it.
type Line = (bool, Vec<Span<'static>>);

/// Paints the screen.
pub fn draw(canvas: &mut Canvas<'_>, help: &Help, model: &Model, now: &Now) {
    let area = canvas.area();
    let paint = canvas.paint;
    let all = help.lines(&model.env(now, &[]));
    top(canvas, "help", &[span("Esc", paint.key()), span(" back", paint.dim())]);
    let column = if area.width >= TWO { area.width / 2 } else { area.width };
    let height = usize::from(area.height.saturating_sub(FIRST)).max(1);
    let lines = lines(canvas, all.get(help.top..).unwrap_or_default(), usize::from(column.saturating_sub(2)));
    let groups: Vec<bool> = lines.iter().map(|line| line.0).collect();
    let left = if column < area.width { turn(&groups, height) } else { height };
    let mut shown = 0;
    let last = if column < area.width { left + height } else { height };
    for (n, (begins, spans)) in lines.iter().enumerate() {
        let (x, y) = if n < left { (0, n) } else { (column, n - left) };
        // a heading comes with what it heads
        if x < area.width && y < height && !(*begins && n + 1 == last) {
            canvas.put(x + 1, FIRST + y as u16, column.saturating_sub(2), spans);
            shown += 1;
        }
    }
    if all.is_empty() {
        canvas.put(3, FIRST, area.width.saturating_sub(4), &[span("No key does that.", paint.text())]);
    }
    let search = [
        span(format!("{} ", paint.glyph(Glyph::Search)), paint.accent()),
        span(help.field.text().to_owned(), paint.text()),
        span(paint.glyph(Glyph::Edge), paint.accent()),
        span(if help.field.is_empty() { "type to search" } else { "" }, paint.dim()),
    ];
    let more = match lines.len() - shown {
        0 => Vec::new(),
        more => vec![span("Down", paint.key()), span(format!(" {more} more lines"), paint.dim())],
    };
    canvas.row(Rect { x: 1, y: 2, width: area.width.saturating_sub(2), height: 1 }, 2, &search, &more);
}

/// The lines as they are painted: what a key does is broken beside the key.
fn lines(canvas: &Canvas<'_>, all: &[HelpLine], room: usize) -> Vec<Line> {
    let paint = canvas.paint;
    let mut lines: Vec<Line> = Vec::new();
    for line in all {
        match line {
            HelpLine::Scope(scope) => lines.push((true, vec![span(scope.title(), paint.accent())])),
            HelpLine::Binding(keys, title) => {
                for (n, part) in wrapped(title, room.saturating_sub(KEYS + 2)).into_iter().enumerate() {
                    let keys = if n == 0 { keys } else { "" };
                    lines.push((
                        false,
                        vec![span(format!("  {}", pad(keys, KEYS)), paint.key()), span(part, paint.text())],
                    ));
                }
            }
        }
    }
    lines
}

/// How many lines stand in the left column: as many as it has, or fewer where a group would be torn that fits whole
/// into the right one.
fn turn(begins: &[bool], height: usize) -> usize {
    if begins.len() <= height || begins[height] {
        return height;
    }
    let start = begins[..height].iter().rposition(|begins| *begins).unwrap_or(0);
    let end = begins[height..].iter().position(|begins| *begins).map_or(begins.len(), |at| height + at);
    // nothing else is pushed out of sight for it
    if start > 0 && end - start <= height && begins.len() - start <= height { start } else { height }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_torn_only_where_it_must_be() {
        // groups by their lengths, the height of a column, and the lines of the left one
        let table: [(&[usize], usize, usize); 6] =
            [(&[3, 3], 10, 10), (&[3, 3], 3, 3), (&[3, 4], 5, 3), (&[3, 8], 5, 5), (&[9], 5, 5), (&[2, 4, 5], 6, 6)];
        for (groups, height, left) in table {
            let begins: Vec<bool> = groups.iter().flat_map(|len| (0..*len).map(|n| n == 0)).collect();
            assert_eq!(turn(&begins, height), left, "{groups:?} in {height}");
        }
        let begins: Vec<bool> = [2, 5, 4].iter().flat_map(|len| (0..*len).map(|n| n == 0)).collect();
        assert_eq!(turn(&begins, 6), 6, "nine lines do not fit into the right column");
    }
}
