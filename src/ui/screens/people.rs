//! People: the filter line, the list, the one in focus.

use crate::app::action::Action;
use crate::app::model::Model;
use crate::domain::time::Now;
use crate::ui::canvas::{Canvas, span};
use crate::ui::chrome::{bar, fewer, footer, header, key_label, notice, typing};
use crate::ui::layout::{body, is_line};
use crate::ui::paint::Glyph;

use super::empty::Empty;
use super::list::{self, Parts};
use super::today_parts::demo;

/// Paints the screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now) {
    let area = canvas.area();
    let paint = canvas.paint;
    let screen = &model.people;
    let day = span(now.day().long(), paint.dim());
    header(canvas, model, &[day]);
    bar(canvas, model, now);
    let above = if screen.filtering || !screen.filter.is_empty() {
        let cursor = if screen.filtering { paint.glyph(Glyph::Edge) } else { "" };
        vec![
            span("filter ", paint.key()),
            span(screen.filter.text().to_owned(), paint.text()),
            span(cursor, paint.accent()),
        ]
    } else if screen.archived {
        vec![span("the archive", paint.bold())]
    } else {
        vec![span(fewer(&screen.list.load, area.width.saturating_sub(14)), paint.dim())]
    };
    let count = if screen.list.matching == screen.list.all {
        format!("{} {}", screen.list.all, if screen.list.all == 1 { "person" } else { "people" })
    } else {
        format!("{} of {} people", screen.list.matching, screen.list.all)
    };
    let parts = Parts {
        list: &screen.list,
        selected: screen.cursor.selected(),
        above,
        right: vec![span(count, paint.dim())],
        heads: ["tier", "stage", "cadence", "place", "about"],
        columns: [9, 8, 11, 9],
        empty: empty(canvas, model),
    };
    let inside = body(area);
    list::draw(canvas, model, now, inside, &parts);
    if !model.overlays.last().is_some_and(is_line) {
        notice(canvas, model, area.height - 2);
    }
    if screen.filtering && model.overlays.is_empty() {
        return typing(canvas, area.height - 1, &[("Enter", "to the list"), ("Esc", "takes the filter away")]);
    }
    footer(canvas, model, area.height - 1, &keys(model));
}

/// The keys that do something here, the nearest first.
fn keys(model: &Model) -> Vec<(Action, String)> {
    let screen = &model.people;
    let said = |action, words: &str| (action, words.to_owned());
    let archive = if screen.archived { "back to people" } else { "archive" };
    let Some(row) = model.focus_row() else {
        let filter = said(Action::Filter, "another filter");
        let back = said(Action::Back, "takes the filter away");
        let all = [said(Action::New, "add people"), said(Action::Find, "anyone"), said(Action::Archived, archive)];
        let filtered = if screen.filter.is_empty() { Vec::new() } else { vec![back, filter] };
        return filtered.into_iter().chain(all).collect();
    };
    let mut keys = vec![(Action::LogSuggested, format!("log \"{}\"", row.suggested.label))];
    if screen.archived {
        keys.extend([said(Action::Archive, "take back"), said(Action::Archived, archive)]);
    }
    keys.extend([
        said(Action::Enter, "card"),
        said(Action::Log, "log…"),
        said(Action::Filter, "filter"),
        said(Action::New, "add"),
        said(Action::Edit, "edit"),
        said(Action::Triage, "choose tiers"),
        said(Action::Merge, "merge"),
        said(Action::Duplicates, "duplicates"),
    ]);
    if !screen.archived {
        keys.push(said(Action::Archived, archive));
    }
    keys
}

/// What stands where nobody is: in a filter, in the archive, at all.
fn empty(canvas: &Canvas<'_>, model: &Model) -> Empty {
    let screen = &model.people;
    let paint = canvas.paint;
    let nobody = match (screen.list.all, screen.archived) {
        (0, true) => "Nobody is in the archive",
        (0, false) => "Nobody here yet",
        _ => "Nobody matches",
    };
    if screen.filtering || !screen.filter.is_empty() {
        let so = if screen.list.all == 0 { ", so there is nobody to match" } else { "" };
        // letters are text while one types
        let key = if screen.filtering { "Esc".to_owned() } else { model.keymap.label(Action::Back) };
        let away = vec![span(key, paint.key()), span(" takes the filter away", paint.text())];
        return Empty { says: format!("{nobody}{so}."), keys: vec![away] };
    }
    if screen.archived {
        let keys = vec![
            key_label(canvas, model, Action::Archived, "goes back to people"),
            key_label(canvas, model, Action::Archive, "on a person puts them here"),
        ];
        return Empty { says: format!("{nobody}."), keys };
    }
    let mut keys = vec![key_label(canvas, model, Action::New, "add people, many at once with one a line")];
    keys.extend(demo(canvas, model));
    Empty { says: format!("{nobody}. A name is enough; a handle or a link behind it finds the platform."), keys }
}
