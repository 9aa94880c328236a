//! Popups: every continuation at once.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::place::{self, edge, place};
use super::typed::typed;
use crate::app::action::Action;
use crate::app::field::Field;
use crate::app::model::Model;
use crate::app::overlays::complete::{Complete, LABELS};
use crate::app::overlays::follow::Follow;
use crate::app::overlays::log::LogPopup;
use crate::app::overlays::owe::{OwePopup, What};
use crate::app::overlays::pass::PassPopup;
use crate::app::overlays::recap::RecapPopup;
use crate::app::overlays::snooze::SnoozePopup;
use crate::domain::kind::{Direction, Kind};
use crate::domain::link::Link;
use crate::domain::owed::OwedSort;
use crate::domain::text::{pad, width};
use crate::domain::time::Now;
use crate::ui::canvas::{Canvas, columns, span};

/// Columns of a label.
pub(super) const LABEL: usize = 12;
/// How many kinds stand first in a popup that logs; the rest follow under "more".
const FIRST: usize = 10;
/// Columns of the word "more", and of what stands under it.
const MORE: u16 = 7;

/// `a` and `i`.
pub fn log(canvas: &mut Canvas<'_>, popup: &LogPopup, model: &Model) {
    let paint = canvas.paint;
    let kinds: Vec<&Kind> = model.settings.kinds.all(popup.direction).collect();
    let inside = usize::from(place(canvas, 1).width.saturating_sub(4));
    let first = if popup.direction == Direction::Out { FIRST.min(kinds.len()) } else { kinds.len() };
    let grid = grid(&kinds[..first], inside);
    let more = flow(&kinds[first..], inside.saturating_sub(usize::from(MORE)));
    let who = if popup.direction == Direction::Out { "You" } else { "They" };
    let count = if popup.digits.is_empty() { String::new() } else { format!("{} × ", popup.digits) };
    let mut title = vec![span(format!("{who} … {count}"), paint.text()), span(popup.whom(), paint.bold())];
    let others = popup.others();
    let turn = [span("   Tab ", paint.key()), span(others.clone(), paint.dim())];
    // whom it is for comes before whom else it could be
    if !others.is_empty() && columns(&title) + columns(&turn) <= inside as u16 {
        title.extend(turn);
    }
    let hint = match (popup.said.is_empty(), popup.direction) {
        (false, _) => vec![span(popup.said.clone(), paint.text())],
        (true, Direction::Out) => {
            let complete = model.keymap.label(Action::Complete);
            edge(
                canvas,
                &[("digits", "first: that often"), ("Esc", ""), (&complete, "afterwards adds note, link, time")],
            )
        }
        (true, Direction::In) => {
            // not "a capital I", which reads as the letter
            let capital =
                if inside > 40 { ("a capital letter", "says I owe an answer") } else { ("a capital", "says I owe it") };
            edge(canvas, &[capital, ("digits", "first: that many"), ("Esc", "")])
        }
    };
    let lines = grid.len() + more.len();
    let inside = canvas.popup(place(canvas, lines as u16), &title, &hint);
    let height = usize::from(inside.height);
    // where not all lines fit, the last one names the letters that are left
    let whole = if lines > height { height.saturating_sub(1) } else { lines };
    if whole < lines && height > 0 {
        let left: Vec<String> =
            grid.iter().chain(&more).skip(whole).flatten().map(|(_, kind)| kind.key.to_string()).collect();
        let spans = [span("and ", paint.dim()), span(left.join(" "), paint.key())];
        canvas.put(inside.x, inside.y + whole as u16, inside.width, &spans);
    }
    for (n, cells) in grid.iter().chain(&more).take(whole).enumerate() {
        let y = inside.y + n as u16;
        let indent = if n >= grid.len() { MORE } else { 0 };
        if n == grid.len() {
            canvas.put(inside.x, y, inside.width, &[span("more", paint.dim())]);
        }
        for (column, kind) in cells {
            let x = inside.x + indent + *column as u16;
            let spans = [span(kind.key.to_string(), paint.key()), span(format!(" {}", kind.popup), paint.text())];
            canvas.put(x, y, inside.right().saturating_sub(x), &spans);
        }
    }
}

/// Kinds with the column that each begins at, line by line.
type Cells<'k> = Vec<Vec<(usize, &'k Kind)>>;

/// Columns of a kind: its key, a blank, its word and two blanks behind it.
fn cell(kind: &Kind) -> usize {
    width(kind.popup) + 4
}

/// Kinds in columns of their own widths: five, or as many as fit.
fn grid<'k>(kinds: &[&'k Kind], room: usize) -> Cells<'k> {
    let widths = |columns: usize| -> Vec<usize> {
        let widest = |column| kinds.iter().skip(column).step_by(columns).map(|kind| cell(kind)).max().unwrap_or(0);
        (0..columns).map(widest).collect()
    };
    let columns = (1..=5).rev().find(|columns| widths(*columns).iter().sum::<usize>() <= room + 2).unwrap_or(1);
    let widths = widths(columns);
    // what is left over goes between the columns, two at most
    let spare = (room + 2).saturating_sub(widths.iter().sum()) / columns;
    let left = |column: usize| widths[..column].iter().sum::<usize>() + column * spare.min(2);
    kinds.chunks(columns).map(|line| line.iter().enumerate().map(|(n, kind)| (left(n), *kind)).collect()).collect()
}

/// Kinds one after the other, as many on a line as fit.
fn flow<'k>(kinds: &[&'k Kind], room: usize) -> Cells<'k> {
    let mut lines: Cells<'k> = Vec::new();
    let mut left = 0;
    for kind in kinds {
        if lines.is_empty() || left + cell(kind) > room + 2 {
            lines.push(Vec::new());
            left = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push((left, *kind));
        }
        left += cell(kind);
    }
    lines
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
    let let_be = format!("let it be (no longer owed; {} takes it back)", model.keymap.label(Action::Undo));
    let all = [choice(canvas, 'p', "until tomorrow"), choice(canvas, 'l', &let_be)];
    choices(canvas, all.to_vec(), &title, &popup.said);
}

/// `f` on Listen.
pub fn follow(canvas: &mut Canvas<'_>, popup: &Follow) {
    let paint = canvas.paint;
    let title = [span("Follow a link: its number", paint.text())];
    let hint = match (popup.said.is_empty(), popup.digits.as_str()) {
        (false, _) => vec![span(popup.said.clone(), paint.text())],
        (true, "") => edge(canvas, &[("Enter", "the first"), ("Esc", "")]),
        (true, digits) => {
            let mut hint = vec![span(format!("{digits} "), paint.key())];
            hint.extend(edge(canvas, &[("Enter", "opens it"), ("Esc", "")]));
            hint
        }
    };
    let inside = canvas.popup(place(canvas, popup.links.len() as u16), &title, &hint);
    // of more than fit those are in sight that the typed digit begins
    let begins = |n: usize| popup.digits.is_empty() || (n + 1).to_string().starts_with(&popup.digits);
    let links = popup.links.iter().enumerate().filter(|(n, _)| begins(*n));
    for (y, (n, link)) in links.take(usize::from(inside.height)).enumerate() {
        let host = Link::parse(&link.address).map_or_else(|| link.address.clone(), |link| link.host);
        let left = [span(format!("{:>2} ", n + 1), paint.key()), span(link.label.clone(), paint.text())];
        canvas.row(inside, inside.y + y as u16, &left, &[span(host, paint.dim())]);
    }
}

/// `s`.
pub fn snooze(canvas: &mut Canvas<'_>, popup: &SnoozePopup, now: &Now) {
    let paint = canvas.paint;
    let title = [span("Snooze ", paint.text()), span(popup.whom.clone(), paint.bold())];
    // the days are said where they fit beside the letters
    let all = |days: bool| -> Vec<Vec<Span<'static>>> {
        let mut all: Vec<Vec<Span<'static>>> = Vec::new();
        for (letter, words, day) in SnoozePopup::choices(now) {
            let mut spans = choice(canvas, letter, words);
            if days {
                spans.push(span(format!(" {}", day.long()), paint.dim()));
            }
            all.push(spans);
        }
        all.push(choice(canvas, 's', "a day"));
        all
    };
    let whole = all(true);
    let fits = place::flow(whole.clone(), place::inside(canvas)).len() == 1;
    let all = if fits { whole } else { all(false) };
    choices(canvas, all, &title, &popup.said);
}

/// `w`.
pub fn owe(canvas: &mut Canvas<'_>, popup: &OwePopup) {
    let paint = canvas.paint;
    let title = [span("I owe ", paint.text()), span(popup.name.clone(), paint.bold())];
    let Some(what) = popup.what else {
        let mut all = vec![('r', "a reply"), ('t', "thanks"), ('p', "a promise")];
        if popup.subject.contact().is_some() {
            all.push(('n', "a next step of mine"));
        }
        let all = all.into_iter().map(|(letter, words)| choice(canvas, letter, words)).collect();
        return choices(canvas, all, &title, &popup.said);
    };
    let word = match what {
        What::Owed(OwedSort::Reply) => "a reply to",
        What::Owed(OwedSort::Thanks) => "thanks for",
        What::Owed(OwedSort::Promise) => "that I",
        What::Step => "next step",
    };
    let said = if popup.said.is_empty() {
        edge(canvas, &[("Enter", "writes it"), ("Tab", "the day"), ("Esc", "")])
    } else {
        vec![span(popup.said.clone(), paint.text())]
    };
    let inside = canvas.popup(place(canvas, 2), &title, &said);
    field(canvas, inside, 0, word, &popup.text, !popup.on_day, "");
    field(canvas, inside, 1, "by", &popup.day, popup.on_day, "no day: fri, 3d, 22 Sep");
}

/// `c`.
pub fn complete(canvas: &mut Canvas<'_>, form: &Complete) {
    let paint = canvas.paint;
    let title = [span("Complete: ", paint.text()), span(form.title.clone(), paint.bold())];
    let said = if form.said.is_empty() {
        edge(canvas, &[("Enter", "writes it"), ("Tab", "next"), ("Ctrl-P", "another person or place"), ("Esc", "")])
    } else {
        vec![span(form.said.clone(), paint.text())]
    };
    let inside = canvas.popup(place(canvas, LABELS.len() as u16), &title, &said);
    let hints = ["what it was about", "https://…", "now; yesterday, fri 18:00, 2026-09-20"];
    for (n, label) in LABELS.iter().enumerate() {
        field(canvas, inside, n as u16, label, &form.fields[n], n == form.on, hints[n]);
    }
}

/// After a block.
pub fn recap(canvas: &mut Canvas<'_>, popup: &RecapPopup, model: &Model) {
    let paint = canvas.paint;
    let title = [span(format!("{} minutes, done", popup.recap.planned), paint.bold())];
    let more = model.keymap.label(Action::More);
    let undo = model.keymap.label(Action::Undo);
    let words =
        [("Enter", "closes"), ("Esc", ""), (&*more, "then five minutes more"), (&*undo, "takes the finish back")];
    let hint = edge(canvas, &words);
    let lines = popup.recap.lines.len() as u16;
    let inside = canvas.popup(place(canvas, lines + 1), &title, &hint);
    // the line that is typed stays in sight
    let lines = lines.min(inside.height.saturating_sub(1));
    for (n, pair) in popup.recap.lines.iter().take(usize::from(lines)).enumerate() {
        let spans = [span(pad(&pair.label, 16), paint.dim()), span(pair.value.clone(), paint.text())];
        canvas.put(inside.x, inside.y + n as u16, inside.width, &spans);
    }
    field(canvas, inside, lines, "For later", &popup.field, true, "one line, if you like");
}

/// A labelled field in a popup.
pub fn field(canvas: &mut Canvas<'_>, inside: Rect, line: u16, label: &str, field: &Field, on: bool, empty: &str) {
    if line >= inside.height {
        return;
    }
    let paint = canvas.paint;
    let style = if on { paint.accent() } else { paint.dim() };
    // a form of one line says in its title what is wanted: the line begins where its explanation does
    let label = if label.is_empty() { String::new() } else { format!("{} ", pad(label, LABEL)) };
    let mut spans: Vec<Span<'static>> = vec![span(label, style)];
    if on {
        let room = usize::from(inside.width.saturating_sub(columns(&spans)));
        spans.extend(typed(canvas, field, room));
    } else {
        spans.push(span(field.text().to_owned(), paint.text()));
    }
    if field.text().is_empty() {
        spans.push(span(empty.to_owned(), paint.dim()));
    }
    canvas.put(inside.x, inside.y + line, inside.width, &spans);
}

/// A letter and what it chooses.
fn choice(canvas: &Canvas<'_>, letter: char, words: &str) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    vec![span(letter.to_string(), paint.key()), span(format!(" {words}"), paint.text())]
}

/// A popup of a few letters, on as many lines as they take.
fn choices(canvas: &mut Canvas<'_>, all: Vec<Vec<Span<'static>>>, title: &[Span<'_>], said: &str) {
    let paint = canvas.paint;
    let hint = if said.is_empty() { edge(canvas, &[("Esc", "")]) } else { vec![span(said.to_owned(), paint.text())] };
    let lines = place::flow(all, place::inside(canvas));
    let inside = canvas.popup(place(canvas, lines.len() as u16), title, &hint);
    for (n, line) in lines.iter().take(usize::from(inside.height)).enumerate() {
        canvas.put(inside.x, inside.y + n as u16, inside.width, line);
    }
}
