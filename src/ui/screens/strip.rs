//! The strip, down to 40x6 and less: the clock, who is now, the next three.
//!
//! ```text
//! 17:20 left   ► Ada Lindqvist, forum
//! next Rust Book Club · Nix · Ines Okafor
//! Space log "answered"  a…  i…  o  t
//! ```

use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::model::{Model, Screen};
use crate::app::screens::review::Typed;
use crate::domain::text::pad;
use crate::domain::time::Now;
use crate::report::row::Mark;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::chrome::{Keys, above, key_label, minutes, typing};
use crate::ui::paint::Glyph;
use crate::ui::screens::listen_reader;
use crate::ui::screens::today_parts::fewer_parts;

/// Paints the strip.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now) {
    let area = canvas.area();
    let paint = canvas.paint;
    let focus = model.focus();
    let clock = match model.block() {
        Some(block) => {
            let left = block.session.left(now.at);
            format!("{} {}", minutes(left), if left < 0 { "over" } else { "left" })
        }
        None => match (&model.today.report, focus) {
            (Some(report), None) if !report.next_block.is_empty() => fewer_parts(&report.next_block, area.width),
            _ => "no block".to_owned(),
        },
    };
    let anybody = model.today.report.as_ref().is_none_or(|report| report.anybody);
    let mut first = vec![span(format!("{clock}   "), paint.bold())];
    if let Some(row) = model.focus_row() {
        first.push(span(format!("{} ", paint.mark(Mark::Now)), paint.asks()));
        let place = if row.platform.is_empty() { String::new() } else { format!(", {}", row.platform) };
        first.push(span(format!("{}{place}", row.name), paint.bold()));
    }
    canvas.put(0, 0, area.width, &first);
    if model.screen == Screen::Listen && model.cards.is_empty() && model.found.is_none() {
        return listening(canvas, model, area);
    }
    let dot = format!(" {} ", paint.glyph(Glyph::Dot));
    let next: Vec<String> = model
        .today
        .report
        .iter()
        .flat_map(|report| &report.rows)
        .filter(|row| Some(row.subject) != focus)
        .take(3)
        .map(|row| row.name.clone())
        .collect();
    let words = match (next.is_empty(), focus) {
        (false, _) => format!("next {}", next.join(&dot)),
        (true, Some(_)) => "nobody else waits".to_owned(),
        (true, None) if anybody => "nobody waits for you".to_owned(),
        (true, None) => "nobody here yet".to_owned(),
    };
    canvas.put(0, 1, area.width, &[span(words, paint.dim())]);
    if let Some(row) = model.focus_row().filter(|_| area.height > 4) {
        canvas.put(0, 2, area.width, &[span(row.reason, paint.text())]);
    }
    if !anybody && area.height > 4 {
        canvas.put(0, 2, area.width, &[span("five people and two places are a start", paint.text())]);
    }
    let mut y = area.height.saturating_sub(1).max(2);
    if area.height > 3 && !model.notice.text.is_empty() {
        canvas.put(0, y - 1, area.width, &[span(model.notice.text.clone(), paint.text())]);
    }
    if area.height < 3 {
        y = area.height;
    }
    if let Some(keys) = above(model) {
        return typing(canvas, y, keys);
    }
    // where one types there is the line, and the keys that hold in it
    if let Some((title, text, keys)) = typed(model) {
        let line = [
            span(format!("{title} "), paint.key()),
            span(text, paint.text()),
            span(paint.glyph(Glyph::Edge), paint.accent()),
        ];
        canvas.put(0, 2, area.width, &[span(" ".repeat(usize::from(area.width)), paint.text())]);
        canvas.put(0, 2, area.width, &line);
        return typing(canvas, y, keys);
    }
    let label = |action| model.keymap.label(action);
    // nobody in focus: nothing to log
    let Some(row) = model.focus_row() else {
        let first: &[_] = if anybody {
            &[(Action::Find, "find   ")]
        } else {
            &[(Action::New, "add   "), (Action::Triage, "demo   ")]
        };
        let all = first.iter().chain(&[(Action::Session, "start   "), (Action::Help, "help")]);
        let all: Vec<_> = all.flat_map(|(action, words)| key_label(canvas, model, *action, words)).collect();
        canvas.put(0, y, area.width, &all);
        return;
    };
    let help = span(format!("{}  {}", label(Action::Session), label(Action::Help)), paint.key());
    let log = span(format!(" log \"{}\"  ", row.suggested.label), paint.text());
    let space = span(label(Action::LogSuggested), paint.key());
    let others = span(format!("{}…  {}…  ", label(Action::Log), label(Action::LogTheirs)), paint.key());
    let open = span(format!("{}  ", label(Action::Open)), paint.key());
    // the help is never lost; what opens goes first
    let whole = [space, log, others, open, help];
    let fits = columns(&whole) <= area.width;
    let spans: Vec<_> = whole.into_iter().enumerate().filter(|(n, _)| fits || *n != 3).map(|(_, span)| span).collect();
    canvas.put(0, y, area.width, &spans);
}

/// A post instead of who is next, and the keys of posts.
fn listening(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let paint = canvas.paint;
    if model.listen.post().is_some() {
        let inside = Rect { x: 0, y: 1, width: area.width, height: area.height.saturating_sub(2) };
        listen_reader::strip(canvas, model, inside);
    } else if model.listen.report.is_some() {
        canvas.put(0, 1, area.width, &[span("no post waits", paint.dim())]);
    }
    let y = area.height.saturating_sub(1).max(2);
    if area.height > 3 && !model.notice.text.is_empty() {
        canvas.put(0, y - 1, area.width, &[span(pad(&model.notice.text, usize::from(area.width)), paint.text())]);
    }
    if let Some(keys) = above(model) {
        return typing(canvas, y, keys);
    }
    let keys = [
        (Action::Page, "next  "),
        (Action::PostDone, "done  "),
        (Action::Log, "react…  "),
        (Action::PostOpen, "open  "),
        (Action::Help, "help"),
    ];
    let pieces = keys.map(|(action, words)| key_label(canvas, model, action, words));
    let whole: u16 = pieces.iter().map(|piece| columns(piece)).sum();
    // the help is never lost; what opens goes first
    let spans: Vec<_> = pieces
        .into_iter()
        .enumerate()
        .filter(|(n, _)| whole <= area.width || *n != 3)
        .flat_map(|(_, piece)| piece)
        .collect();
    canvas.put(0, y, area.width, &spans);
}

/// The line that is typed into the screen that has no room here: its name, its text, its keys.
fn typed(model: &Model) -> Option<(&'static str, String, Keys)> {
    if model.screen == Screen::People && model.people.filtering {
        return Some(("filter", model.people.filter.text().to_owned(), &[("Enter", "keeps it"), ("Esc", "")]));
    }
    let at = model.review.typing.filter(|_| model.screen == Screen::Review)?;
    let keys: Keys = if at == Typed::Week {
        &[("Enter", "closes the review"), ("Esc", "later")]
    } else {
        &[("Enter", "next line"), ("Esc", "later")]
    };
    Some((at.label(), model.review.line(at).text().to_owned(), keys))
}
