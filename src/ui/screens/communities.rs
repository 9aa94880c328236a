//! Communities: the list and the one in focus.

use crate::app::action::Action;
use crate::app::model::Model;
use crate::domain::time::Now;
use crate::ui::canvas::{Canvas, span};
use crate::ui::chrome::{bar, fewer, footer, header, key_label, notice};
use crate::ui::layout::{body, is_line};

use super::empty::Empty;
use super::list::{self, Parts};
use super::today_parts::demo;

/// Paints the screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now) {
    let area = canvas.area();
    let paint = canvas.paint;
    let screen = &model.communities;
    let day = span(now.day().long(), paint.dim());
    header(canvas, model, &[day]);
    bar(canvas, model, now);
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
        columns: [9, 14, 11, 9],
        empty: empty(canvas, model),
    };
    let inside = body(area);
    list::draw(canvas, model, now, inside, &parts);
    if !model.overlays.last().is_some_and(is_line) {
        notice(canvas, model, area.height - 2);
    }
    footer(canvas, model, area.height - 1, &keys(model));
}

/// The keys that do something here, the nearest first.
fn keys(model: &Model) -> Vec<(Action, String)> {
    let archived = model.communities.archived;
    let said = |action, words: &str| (action, words.to_owned());
    let archive = said(Action::Archived, if archived { "back to places" } else { "archive" });
    let Some(row) = model.focus_row() else {
        return vec![said(Action::New, "add places"), said(Action::Find, "anyone"), archive];
    };
    let mut keys = vec![(Action::LogSuggested, format!("log \"{}\"", row.suggested.label))];
    if archived {
        keys.extend([said(Action::Archive, "take back"), archive.clone()]);
    }
    keys.extend([
        said(Action::Enter, "card"),
        said(Action::Log, "log…"),
        said(Action::LogTheirs, "they…"),
        said(Action::Open, "open"),
        said(Action::New, "add"),
        said(Action::Edit, "edit"),
        said(Action::StepUp, "step up"),
    ]);
    if !archived {
        keys.push(archive);
    }
    keys
}

/// What stands where no place is: in the archive, at all.
fn empty(canvas: &Canvas<'_>, model: &Model) -> Empty {
    if model.communities.archived {
        let keys = vec![
            key_label(canvas, model, Action::Archived, "goes back to places"),
            key_label(canvas, model, Action::Archive, "on a place puts it here"),
        ];
        return Empty { says: "No place is in the archive.".to_owned(), keys };
    }
    let asks = model.settings.focus;
    let says = format!(
        "No place yet. Pick two or three where your field gathers; scouting is free, focus asks for every {asks} days."
    );
    let mut keys = vec![key_label(canvas, model, Action::New, "add places, one a line")];
    keys.extend(demo(canvas, model));
    Empty { says, keys }
}
