//! What an empty list says: what is so, and what to do next with its key; broken where it does not fit.
//!
//! Must not know which list it is.

use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::ui::canvas::{Canvas, flow, span};
use crate::ui::wrap::even;

/// What is said, and the keys that help, each with its words.
#[derive(Debug, Default)]
pub struct Empty {
    /// What is so.
    pub says: String,
    /// What to do next.
    pub keys: Vec<Vec<Span<'static>>>,
}

/// Paints it into the upper third of an area.
pub fn draw(canvas: &mut Canvas<'_>, empty: &Empty, area: Rect) {
    let text = canvas.paint.text();
    let x = area.x + 3;
    let room = area.width.saturating_sub(5);
    let says = even(&empty.says, usize::from(room)).into_iter().map(|line| vec![span(line, text)]);
    let keys = empty.keys.iter().filter(|piece| !piece.is_empty()).cloned().collect();
    let lines: Vec<_> = says.chain(flow(keys, room)).collect();
    // what to do next is in sight before there is air above it
    let air = (area.height / 4).min(area.height.saturating_sub(lines.len() as u16));
    for (y, line) in (area.y + air..area.bottom()).zip(&lines) {
        canvas.put(x, y, room, line);
    }
}
