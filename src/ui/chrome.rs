//! What every screen has: header, bar, notice, footer.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, columns, span};
use super::paint::Glyph;
use crate::app::action::Action;
use crate::app::model::{Model, Screen};
use crate::app::overlay::Overlay;
use crate::app::reply::Tone;
use crate::domain::text::width;
use crate::domain::time::Now;

/// The name, the screens with their keys, and what stands on the right. Where the names do not fit, the keys do.
pub fn header(canvas: &mut Canvas<'_>, model: &Model, right: &[Span<'_>]) {
    let paint = canvas.paint;
    let area = Rect { x: 1, y: 0, width: canvas.area().width.saturating_sub(2), height: 1 };
    let fits = |spans: &[Span<'_>], more: u16| columns(spans) + more + 2 + columns(right) <= area.width;
    let mut spans = screens(canvas, model, false);
    if area.width < 60 || !fits(&spans, 0) {
        spans = screens(canvas, model, true);
    }
    let more = ", nothing is kept";
    if model.demo && fits(&spans, width(more) as u16) {
        spans.push(span(more, paint.dim()));
    }
    canvas.row(area, 0, &spans, right);
}

/// The name and the screens; of those that are not up only the keys where it is narrow.
fn screens(canvas: &Canvas<'_>, model: &Model, narrow: bool) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    let mut spans = vec![span("rounds", paint.key()), span("  ", paint.text())];
    let screens = [
        (Screen::Today, Action::Today),
        (Screen::People, Action::People),
        (Screen::Communities, Action::Communities),
        (Screen::Review, Action::Review),
        (Screen::Listen, Action::Listen),
    ];
    for (screen, action) in screens {
        let label = format!("{} {}", model.keymap.label(action), action.title());
        if screen == model.screen {
            spans.push(span(format!("[{label}]"), paint.bold()));
        } else if narrow {
            spans.push(span(format!(" {} ", model.keymap.label(action)), paint.dim()));
        } else {
            spans.push(span(format!(" {label} "), paint.dim()));
        }
    }
    if model.demo {
        let gap = if model.screen == Screen::Listen { " " } else { "" };
        spans.push(span(format!("{gap}demo"), paint.bold()));
    }
    spans
}

/// The rule under the header: how much of the block is over, where one runs.
pub fn bar(canvas: &mut Canvas<'_>, model: &Model, now: &Now) {
    let paint = canvas.paint;
    let width = canvas.area().width;
    let Some(block) = model.block() else {
        return canvas.rule(0, 1, width, Glyph::Rule, paint.dim());
    };
    let all = i64::from(block.session.planned).max(1) * 60_000;
    let over = (block.session.spent(now.at).clamp(0, all) * i64::from(width) / all) as u16;
    canvas.rule(0, 1, over, Glyph::Bar, paint.accent());
    canvas.rule(over, 1, width - over, Glyph::Dashed, paint.dim());
}

/// The quiet line: what was said last, with the keys that belong to it.
pub fn notice(canvas: &mut Canvas<'_>, model: &Model, y: u16) {
    let paint = canvas.paint;
    let area = Rect { x: 1, y, width: canvas.area().width.saturating_sub(2), height: 1 };
    let notice = &model.notice;
    if notice.text.is_empty() {
        return;
    }
    match notice.tone {
        Tone::Info => canvas.row(area, y, &[span(notice.text.clone(), paint.text())], &[]),
        Tone::Problem => canvas.row(area, y, &[span(notice.text.clone(), paint.problem())], &[]),
        Tone::Done { logged } => {
            let mark = paint.mark(crate::report::row::Mark::Done);
            let mut right = key_label(canvas, model, Action::Undo, "undo");
            if logged {
                right.push(span("   ", paint.text()));
                let words =
                    if area.width > 100 { "add note, link, time, place, person" } else { "add note, link, place" };
                right.extend(key_label(canvas, model, Action::Complete, words));
            }
            let left = [span(format!("{mark} "), paint.good()), span(notice.text.clone(), paint.text())];
            // what was done comes before what else could be
            if columns(&left) + 2 + columns(&right) > area.width {
                right = key_label(canvas, model, Action::Undo, "undo");
            }
            canvas.row(area, y, &left, &right);
        }
    }
}

/// Keys that are no bindings, and what they do.
pub type Keys = &'static [(&'static str, &'static str)];

/// The keys that hold in what lies over a screen, for the line of the footer; none where nothing lies there.
/// A popup names its keys in its own edge.
pub fn above(model: &Model) -> Option<Keys> {
    Some(match model.overlays.last()? {
        Overlay::Question(_) => &[("y", "or Enter yes"), ("n", "or Esc no")],
        Overlay::Plan(_) => &[("arrows", "choose and change"), ("Enter", "starts the block"), ("Esc", "leaves")],
        Overlay::Date(_) => &[("Enter", "takes that day"), ("Esc", "leaves")],
        Overlay::Form(form) if form.lines.len() > 1 => &[("Enter", "writes it"), ("Tab", "next"), ("Esc", "leaves")],
        Overlay::Form(_) => &[("Enter", "writes it"), ("Esc", "leaves")],
        _ => &[],
    })
}

/// The keys that matter now, dropped from the right by priority; `?` is never lost. Under something that takes the
/// keys only those that hold there.
pub fn footer(canvas: &mut Canvas<'_>, model: &Model, y: u16, keys: &[(Action, String)]) {
    if let Some(keys) = above(model) {
        return typing(canvas, y, keys);
    }
    let paint = canvas.paint;
    let area = Rect { x: 1, y, width: canvas.area().width.saturating_sub(2), height: 1 };
    let help = key_label(canvas, model, Action::Help, "help");
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (action, words) in keys {
        let next = key_label(canvas, model, *action, words);
        if next.is_empty() {
            continue;
        }
        if columns(&spans) + columns(&next) + 3 + columns(&help) > area.width {
            continue;
        }
        spans.extend(next);
        spans.push(span("   ", paint.text()));
    }
    spans.extend(help);
    canvas.put(area.x, y, area.width, &spans);
}

/// The keys of a line that is typed into a screen: letters are text there, so that none of the others hold. Where they
/// do not fit, they say what they do in one word, the first ones before the others.
pub fn typing(canvas: &mut Canvas<'_>, y: u16, keys: &[(&str, &str)]) {
    let paint = canvas.paint;
    let room = canvas.area().width.saturating_sub(2);
    let said = |brief: usize| {
        let mut spans: Vec<Span<'static>> = Vec::new();
        for (n, (key, words)) in keys.iter().enumerate() {
            let first = words.split(' ').next().filter(|word| n < brief && *word != "or");
            let words = first.unwrap_or(words);
            let gap = if n == 0 { "" } else { "   " };
            spans.push(span(format!("{gap}{key}"), paint.key()));
            spans.push(span(format!(" {words}"), paint.text()));
        }
        spans
    };
    let spans = (0..keys.len()).map(said).find(|spans| columns(spans) <= room);
    canvas.put(1, y, room, &spans.unwrap_or_else(|| said(keys.len())));
}

/// A key and what it does; nothing where the action has no key.
pub fn key_label(canvas: &Canvas<'_>, model: &Model, action: Action, words: &str) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    let label = model.keymap.label(action);
    if label.is_empty() {
        return Vec::new();
    }
    vec![span(label, paint.key()), span(format!(" {words}"), paint.text())]
}

/// What the cadences ask and the blocks have room for, in fewer words where it would be cut.
pub fn fewer(load: &str, room: u16) -> String {
    let mut load = load.to_owned();
    for (long, short) in [("your ", ""), ("blocks have room", "room"), ("no block is planned yet", "no block yet")] {
        if width(&load) > usize::from(room) {
            load = load.replace(long, short);
        }
    }
    load
}

/// Minutes and seconds: `17:20`; past the end with a plus, and in hours once nobody reads the seconds.
pub fn minutes(milliseconds: i64) -> String {
    let sign = if milliseconds < 0 { "+" } else { "" };
    // a second that has begun counts until it is over, as on a kitchen clock
    let seconds = if milliseconds < 0 { -milliseconds / 1000 } else { (milliseconds + 999) / 1000 };
    match seconds / 60 {
        minutes @ 240.. => format!("{sign}{} h {:02}", minutes / 60, minutes % 60),
        minutes => format!("{sign}{minutes}:{:02}", seconds % 60),
    }
}
