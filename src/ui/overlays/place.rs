//! Where a popup stands, and how its edge names the keys. Must not know what is in it.

use ratatui::layout::Rect;
use ratatui::text::Span;

pub(super) use crate::ui::canvas::flow;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::layout::{WIDE, pane};

/// Columns of a popup where there is room.
pub(super) const WIDTH: u16 = 78;

/// A popup of `lines` lines in the lower part of the screen, above notice and footer. Beside a pane it stands over
/// the list, so that whom it is about stays in sight.
pub(super) fn place(canvas: &Canvas<'_>, lines: u16) -> Rect {
    let area = canvas.area();
    let list = canvas.list.or((area.width >= WIDE).then(|| area.width - pane(area.width) - 1));
    let room = list.unwrap_or(area.width);
    let width = WIDTH.min(room.saturating_sub(2)).max(4);
    let height = (lines + 2).min(area.height);
    let y = area.height.saturating_sub(height + 3) * 3 / 5;
    Rect { x: room.saturating_sub(width) / 2, y, width, height }
}

/// Columns inside a popup.
pub(super) fn inside(canvas: &Canvas<'_>) -> u16 {
    place(canvas, 1).width.saturating_sub(4)
}

/// Keys for the lower edge of a popup, as many as fit whole: the last go first, `Esc` stays, and what is left of the
/// first says the less.
pub(super) fn edge(canvas: &Canvas<'_>, pairs: &[(&str, &str)]) -> Vec<Span<'static>> {
    let room = inside(canvas);
    let mut left = pairs.to_vec();
    loop {
        let spans = keys(canvas, &left);
        let droppable = left.iter().skip(1).rposition(|(key, _)| *key != "Esc").map(|at| at + 1);
        match (columns(&spans) <= room, droppable, left.first_mut()) {
            (false, Some(at), _) => drop(left.remove(at)),
            (false, None, Some((_, words))) if words.contains(',') => {
                *words = words.split(',').next().unwrap_or_default();
            }
            _ => return spans,
        }
    }
}

/// Keys and what they do, for the lower edge: "Enter writes it   Tab next   Esc".
pub(super) fn keys(canvas: &Canvas<'_>, pairs: &[(&str, &str)]) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    let mut spans = Vec::new();
    for (n, (key, words)) in pairs.iter().enumerate() {
        if n > 0 {
            spans.push(span("   ", paint.dim()));
        }
        spans.push(span((*key).to_owned(), paint.key()));
        if !words.is_empty() {
            spans.push(span(format!(" {words}"), paint.dim()));
        }
    }
    spans
}
