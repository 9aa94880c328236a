//! People: the filter line, the list, the one in focus.

use crate::app::action::Action;
use crate::app::model::Model;
use crate::domain::time::Now;
use crate::ui::canvas::{Canvas, span};
use crate::ui::chrome::{bar, fewer, footer, header, key_label, notice, typing};
use crate::ui::layout::{body, is_line};
use crate::ui::paint::Glyph;

use super::list::{self, Parts};

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
    let empty = if screen.list.all == 0 {
        let mut first = vec![span("Nobody here yet.      ", paint.text())];
        first.extend(key_label(canvas, model, Action::New, "add people, many at once with one a line"));
        vec![first, vec![span("A name is enough; a handle or a link behind it finds the platform.", paint.dim())]]
    } else {
        vec![vec![span("Nobody matches.", paint.text())], vec![span("Esc takes the filter away", paint.dim())]]
    };
    let parts = Parts {
        list: &screen.list,
        selected: screen.cursor.selected(),
        above,
        right: vec![span(count, paint.dim())],
        heads: ["tier", "stage", "cadence", "place", "about"],
        empty,
    };
    let inside = body(area);
    list::draw(canvas, model, now, inside, &parts);
    if !model.overlays.last().is_some_and(is_line) {
        notice(canvas, model, area.height - 2);
    }
    if screen.filtering {
        return typing(canvas, area.height - 1, &[("Enter", "to the list"), ("Esc", "takes the filter away")]);
    }
    let mut keys = Vec::new();
    if let Some(row) = model.focus_row() {
        keys.push((Action::LogSuggested, format!("log \"{}\"", row.suggested.label)));
    }
    keys.extend([
        (Action::Enter, "card".to_owned()),
        (Action::Log, "log…".to_owned()),
        (Action::Filter, "filter".to_owned()),
        (Action::New, "add".to_owned()),
        (Action::Edit, "edit".to_owned()),
        (Action::Triage, "choose tiers".to_owned()),
        (Action::Merge, "merge".to_owned()),
        (Action::Duplicates, "duplicates".to_owned()),
        (Action::Archived, "archive".to_owned()),
    ]);
    footer(canvas, model, area.height - 1, &keys);
}
