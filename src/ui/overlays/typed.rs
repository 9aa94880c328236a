//! A text that is being typed, as far as it fits: what stands around the cursor is in sight. Must not know what it is for.

use ratatui::text::Span;

use crate::app::field::Field;
use crate::domain::text::{ending, truncate, width};
use crate::ui::canvas::{Canvas, span};
use crate::ui::paint::Glyph;

/// Columns that are kept for what stands behind the cursor.
const BEHIND: usize = 8;

/// The text in at most `room` columns, with the cursor in it.
pub(super) fn typed(canvas: &Canvas<'_>, field: &Field, room: usize) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    let (before, behind) = field.around();
    let room = room.saturating_sub(1);
    let before = ending(before, room.saturating_sub(width(behind).min(BEHIND)));
    let behind = truncate(behind, room.saturating_sub(width(&before)));
    vec![
        span(before.into_owned(), paint.text()),
        span(paint.glyph(Glyph::Edge), paint.accent()),
        span(behind.into_owned(), paint.text()),
    ]
}
