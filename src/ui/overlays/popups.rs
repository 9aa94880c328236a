//! Popups: every continuation at once.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::place::place;
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::overlays::complete::{Complete, LABELS};
use crate::app::overlays::log::LogPopup;
use crate::app::overlays::owe::{OwePopup, What};
use crate::app::overlays::pass::PassPopup;
use crate::app::overlays::recap::RecapPopup;
use crate::app::overlays::snooze::SnoozePopup;
use crate::domain::kind::Direction;
use crate::domain::owed::OwedSort;
use crate::domain::text::{pad, width};
use crate::domain::time::Now;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::paint::Glyph;

/// Columns of a label.
pub(super) const LABEL: usize = 12;
/// Columns of a popup.
const WIDTH: u16 = 78;

/// `a` and `i`.
pub fn log(canvas: &mut Canvas<'_>, popup: &LogPopup, model: &Model) {
    let paint = canvas.paint;
    let kinds: Vec<_> = model.settings.kinds.all(popup.direction).collect();
    let area = canvas.area();
    let inner = usize::from(WIDTH.min(area.width.saturating_sub(2)).saturating_sub(4)).max(1);
    let cell = kinds.iter().map(|kind| width(kind.popup)).max().unwrap_or(8) + 4;
    let per_row = (inner / cell).max(1);
    let rows = kinds.len().div_ceil(per_row);
    let who = if popup.direction == Direction::Out { "You" } else { "They" };
    let count = if popup.digits.is_empty() { String::new() } else { format!("{} × ", popup.digits) };
    let mut title = vec![span(format!("{who} … {count}"), paint.text()), span(popup.whom(), paint.bold())];
    let others = popup.others();
    if !others.is_empty() {
        title.push(span("   Tab ", paint.key()));
        title.push(span(others, paint.dim()));
    }
    let hint = if popup.said.is_empty() {
        let words = match popup.direction {
            Direction::Out => "digits then a letter: that often   Esc   afterwards c adds note, time",
            Direction::In => "as a capital: I owe an answer   digits then a letter: that many   Esc",
        };
        span(words, paint.dim())
    } else {
        span(popup.said.clone(), paint.asks())
    };
    let inside = canvas.popup(place(canvas, WIDTH, rows as u16), &title, &[hint]);
    for (n, kind) in kinds.iter().enumerate() {
        let (row, column) = (n / per_row, n % per_row);
        let x = inside.x + (column * cell) as u16;
        if (row as u16) < inside.height && x < inside.right() {
            let spans = [span(kind.key.to_string(), paint.key()), span(format!(" {}", kind.popup), paint.text())];
            canvas.put(x, inside.y + row as u16, (inside.right() - x).min(cell as u16), &spans);
        }
    }
}

/// `p` on an owed row.
pub fn pass(canvas: &mut Canvas<'_>, popup: &PassPopup, model: &Model) {
    let paint = canvas.paint;
    let item = popup.row.owed.iter().find(|item| item.id == popup.owed);
    let what = match item.map(|item| item.sort) {
        Some(OwedSort::Thanks) => "thanks are owed",
        Some(OwedSort::Promise) => "a promise is open",
        _ => "a reply is owed",
    };
    let title = [
        span("Pass on ", paint.text()),
        span(popup.row.name.clone(), paint.bold()),
        span(format!(": {what}"), paint.text()),
    ];
    let inside = canvas.popup(place(canvas, WIDTH, 1), &title, &hint(canvas, &popup.said));
    let let_be = format!("let it be (no longer owed; {} takes it back)", model.keymap.label(Action::Undo));
    choices(canvas, inside, &[('p', "until tomorrow"), ('l', &let_be)]);
}

/// `s`.
pub fn snooze(canvas: &mut Canvas<'_>, popup: &SnoozePopup, now: &Now) {
    let paint = canvas.paint;
    let title = [span("Snooze ", paint.text()), span(popup.whom.clone(), paint.bold())];
    let inside = canvas.popup(place(canvas, WIDTH, 1), &title, &hint(canvas, &popup.said));
    let mut spans = Vec::new();
    for (letter, words, day) in SnoozePopup::choices(now) {
        spans.push(span(letter.to_string(), paint.key()));
        spans.push(span(format!(" {words}, "), paint.text()));
        spans.push(span(format!("{}    ", day.long()), paint.dim()));
    }
    spans.push(span("s", paint.key()));
    spans.push(span(" a day", paint.text()));
    canvas.put(inside.x, inside.y, inside.width, &spans);
}

/// `w`.
pub fn owe(canvas: &mut Canvas<'_>, popup: &OwePopup) {
    let paint = canvas.paint;
    let title = [span("I owe ", paint.text()), span(popup.name.clone(), paint.bold())];
    let Some(what) = popup.what else {
        let inside = canvas.popup(place(canvas, WIDTH, 1), &title, &hint(canvas, &popup.said));
        let mut all = vec![('r', "a reply"), ('t', "thanks"), ('p', "a promise")];
        if popup.subject.contact().is_some() {
            all.push(('n', "a next step of mine"));
        }
        return choices(canvas, inside, &all);
    };
    let word = match what {
        What::Owed(OwedSort::Reply) => "a reply to",
        What::Owed(OwedSort::Thanks) => "thanks for",
        What::Owed(OwedSort::Promise) => "that I",
        What::Step => "next step",
    };
    let said = if popup.said.is_empty() {
        vec![span("Enter writes it   Tab the day   Esc", paint.dim())]
    } else {
        vec![span(popup.said.clone(), paint.asks())]
    };
    let inside = canvas.popup(place(canvas, WIDTH, 2), &title, &said);
    field(canvas, inside, 0, word, popup.text.text(), !popup.on_day, "");
    field(canvas, inside, 1, "by", popup.day.text(), popup.on_day, "no day: fri, 3d, 22 Sep");
}

/// `c`.
pub fn complete(canvas: &mut Canvas<'_>, form: &Complete) {
    let paint = canvas.paint;
    let title = [span("Complete: ", paint.text()), span(form.title.clone(), paint.bold())];
    let said = if form.said.is_empty() {
        vec![span("Enter writes it   Tab next   Ctrl-P another person or place   Esc", paint.dim())]
    } else {
        vec![span(form.said.clone(), paint.asks())]
    };
    let inside = canvas.popup(place(canvas, WIDTH, LABELS.len() as u16), &title, &said);
    let hints = ["what it was about", "https://…", "now; yesterday, fri 18:00, 2026-09-20"];
    for (n, label) in LABELS.iter().enumerate() {
        field(canvas, inside, n as u16, label, form.fields[n].text(), n == form.on, hints[n]);
    }
}

/// After a block.
pub fn recap(canvas: &mut Canvas<'_>, popup: &RecapPopup, model: &Model) {
    let paint = canvas.paint;
    let title = [span(format!("{} minutes, done", popup.recap.planned), paint.bold())];
    let more = model.keymap.label(Action::More);
    let undo = model.keymap.label(Action::Undo);
    let words = format!("Enter close   Esc then {undo} takes the finish back, {more} gives five minutes");
    let lines = popup.recap.lines.len() as u16;
    let inside = canvas.popup(place(canvas, WIDTH, lines + 1), &title, &[span(words, paint.dim())]);
    for (n, pair) in popup.recap.lines.iter().enumerate() {
        let spans = [span(pad(&pair.label, 16), paint.dim()), span(pair.value.clone(), paint.text())];
        canvas.put(inside.x, inside.y + n as u16, inside.width, &spans);
    }
    field(canvas, inside, lines, "One line for later", popup.field.text(), true, "");
}

/// A labelled field in a popup.
pub fn field(canvas: &mut Canvas<'_>, inside: Rect, line: u16, label: &str, text: &str, on: bool, empty: &str) {
    if line >= inside.height {
        return;
    }
    let paint = canvas.paint;
    let style = if on { paint.accent() } else { paint.dim() };
    let mut spans: Vec<Span<'static>> = vec![span(format!("{} ", pad(label, LABEL)), style)];
    let room = usize::from(inside.width.saturating_sub(columns(&spans) + 1));
    // the end of a long text is what is being typed
    let shown: String = if on && width(text) > room {
        let skip = text.chars().count().saturating_sub(room);
        text.chars().skip(skip).collect()
    } else {
        text.to_owned()
    };
    spans.push(span(shown, paint.text()));
    if on {
        spans.push(span(paint.glyph(Glyph::Edge), paint.accent()));
    }
    if text.is_empty() {
        spans.push(span(empty.to_owned(), paint.dim()));
    }
    canvas.put(inside.x, inside.y + line, inside.width, &spans);
}

fn choices(canvas: &mut Canvas<'_>, inside: Rect, all: &[(char, &str)]) {
    let paint = canvas.paint;
    let spans: Vec<Span<'static>> = all
        .iter()
        .flat_map(|(letter, words)| {
            [span(letter.to_string(), paint.key()), span(format!(" {words}    "), paint.text())]
        })
        .collect();
    canvas.put(inside.x, inside.y, inside.width, &spans);
}

fn hint(canvas: &Canvas<'_>, said: &str) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    if said.is_empty() { vec![span("Esc", paint.dim())] } else { vec![span(said.to_owned(), paint.asks())] }
}
