//! Communities: the list and the one in focus.

use crate::app::action::Action;
use crate::app::model::Model;
use crate::domain::time::Now;
use crate::ui::canvas::{Canvas, span};
use crate::ui::chrome::{bar, fewer, footer, header, key_label, notice};
use crate::ui::layout::{body, is_line};

use super::list::{self, Parts};

/// Paints the screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now) {
    let area = canvas.area();
    let paint = canvas.paint;
    let screen = &model.communities;
    let day = span(now.day().long(), paint.dim());
    header(canvas, model, &[day]);
    bar(canvas, model, now);
    let mut first = vec![span("No place yet. Pick two or three where your field gathers.   ", paint.text())];
    first.extend(key_label(canvas, model, Action::New, "add one"));
    let above = if screen.archived {
        span("the archive", paint.bold())
    } else {
        span(fewer(&screen.list.load, area.width.saturating_sub(14)), paint.dim())
    };
    let parts = Parts {
        list: &screen.list,
        selected: screen.cursor.selected(),
        above: vec![above],
        right: vec![span(
            format!("{} {}", screen.list.all, if screen.list.all == 1 { "place" } else { "places" }),
            paint.dim(),
        )],
        heads: ["state", "role", "cadence", "place", "expects you"],
        empty: vec![first, vec![span("scouting is free, focus asks for every 4 days", paint.dim())]],
    };
    let inside = body(area);
    list::draw(canvas, model, now, inside, &parts);
    if !model.overlays.last().is_some_and(is_line) {
        notice(canvas, model, area.height - 2);
    }
    let mut keys = Vec::new();
    if let Some(row) = model.focus_row() {
        keys.push((Action::LogSuggested, format!("log \"{}\"", row.suggested.label)));
    }
    keys.extend([
        (Action::Enter, "card".to_owned()),
        (Action::Log, "log…".to_owned()),
        (Action::LogTheirs, "they…".to_owned()),
        (Action::Open, "open".to_owned()),
        (Action::New, "add".to_owned()),
        (Action::Edit, "edit".to_owned()),
        (Action::StepUp, "step up".to_owned()),
        (Action::Archived, "archive".to_owned()),
    ]);
    footer(canvas, model, area.height - 1, &keys);
}
