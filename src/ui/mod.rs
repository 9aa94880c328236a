//! Painting: the model as cells. Reads the model, writes nothing but the frame.

pub mod canvas;
pub mod chrome;
pub mod detail;
pub mod overlays;
pub mod paint;
pub mod screens;

use ratatui::Frame;
use ratatui::layout::Rect;

use canvas::Canvas;
use paint::Paint;

use crate::app::model::{Model, Screen};
use crate::app::overlay::Overlay;
use crate::domain::time::Now;

/// Columns from which list and detail stand side by side.
pub const WIDE: u16 = 110;
/// Less than this and a strip is drawn instead of a screen.
pub const STRIP: (u16, u16) = (50, 10);

/// Paints everything.
pub fn draw(frame: &mut Frame<'_>, model: &Model, now: &Now) {
    let paint = Paint::new(model.settings.theme, model.plain, model.settings.ascii);
    let mut canvas = Canvas::new(frame.buffer_mut(), paint);
    let area = canvas.area();
    if area.width == 0 || area.height == 0 {
        return;
    }
    if let Some(overlay) = model.overlays.last().filter(|overlay| overlay.full_screen()) {
        overlays::draw(&mut canvas, overlay, model, now);
        return;
    }
    if area.width < STRIP.0 || area.height < STRIP.1 {
        screens::strip::draw(&mut canvas, model, now);
    } else if !model.cards.is_empty() || (model.found.is_some() && model.screen != Screen::Today) {
        screens::card::draw(&mut canvas, model, now);
    } else {
        match model.screen {
            Screen::Today => screens::today::draw(&mut canvas, model, now),
            Screen::People => screens::people::draw(&mut canvas, model, now),
            Screen::Communities => screens::communities::draw(&mut canvas, model, now),
            Screen::Review => screens::review::draw(&mut canvas, model, now),
        }
    }
    if let Some(overlay) = model.overlays.last() {
        overlays::draw(&mut canvas, overlay, model, now);
    }
}

/// The area between header and footer: from the third line to the one above the notice.
pub fn body(area: Rect) -> Rect {
    Rect { x: area.x, y: 2, width: area.width, height: area.height.saturating_sub(4) }
}

/// Whether an overlay is a line in the place of the notice.
pub fn is_line(overlay: &Overlay) -> bool {
    matches!(overlay, Overlay::Question(_) | Overlay::Plan(_) | Overlay::Date(_))
}
