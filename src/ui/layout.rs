//! Which part of the screen is for what, and from which size on. Must not paint.

use ratatui::layout::Rect;

use crate::app::overlay::Overlay;

pub use crate::app::screens::{STRIP, WIDE};

/// Columns of the pane at the right, from [`WIDE`] on.
pub fn pane(width: u16) -> u16 {
    (width / 3 + 2).clamp(40, 60)
}

/// The area between header and footer: from the third line to the one above the notice.
pub fn body(area: Rect) -> Rect {
    Rect { x: area.x, y: 2, width: area.width, height: area.height.saturating_sub(4) }
}

/// Whether an overlay is a line in the place of the notice.
pub fn is_line(overlay: &Overlay) -> bool {
    matches!(overlay, Overlay::Question(_) | Overlay::Plan(_) | Overlay::Date(_))
}
