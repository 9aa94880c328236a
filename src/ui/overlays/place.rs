//! Where a popup stands. Must not know what is in it.

use ratatui::layout::Rect;

use crate::ui::canvas::Canvas;

/// A popup of `lines` lines in the lower part of the screen, above notice and footer.
pub(super) fn place(canvas: &Canvas<'_>, columns: u16, lines: u16) -> Rect {
    let area = canvas.area();
    let width = columns.min(area.width.saturating_sub(2)).max(4);
    let height = (lines + 2).min(area.height);
    let y = area.height.saturating_sub(height + 3) * 3 / 5;
    Rect { x: area.width.saturating_sub(width) / 2, y, width, height }
}
