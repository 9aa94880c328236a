//! Painting: the model as cells. Reads the model, writes nothing but the frame.

pub mod canvas;
pub mod chrome;
pub mod detail;
pub mod layout;
pub mod overlays;
pub mod paint;
pub mod screens;
pub mod wrap;

use ratatui::Frame;

use canvas::Canvas;
use layout::STRIP;
use paint::Paint;

use crate::app::model::{Model, Screen};
use crate::domain::time::Now;

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
    let strip = area.width < STRIP.0 || area.height < STRIP.1;
    if strip {
        screens::strip::draw(&mut canvas, model, now);
    } else if !model.cards.is_empty() || (model.found.is_some() && model.screen != Screen::Today) {
        screens::card::draw(&mut canvas, model, now);
    } else {
        match model.screen {
            Screen::Today => screens::today::draw(&mut canvas, model, now),
            Screen::People => screens::people::draw(&mut canvas, model, now),
            Screen::Communities => screens::communities::draw(&mut canvas, model, now),
            Screen::Review => screens::review::draw(&mut canvas, model, now),
            Screen::Listen => screens::listen::draw(&mut canvas, model, now),
        }
    }
    if let Some(overlay) = model.overlays.last() {
        overlays::draw(&mut canvas, overlay, model, now);
    } else {
        overlays::lines::said(&mut canvas, &model.notice);
    }
}
