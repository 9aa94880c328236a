//! Contacts that may be the same: the pairs, below them both of one pair with what tells them apart.

use ratatui::layout::Rect;

use super::full::top;
use super::place::keys;
use crate::app::cursor::offset;
use crate::app::model::Model;
use crate::app::overlays::duplicates::Doubts;
use crate::domain::text::{pad, truncate};
use crate::report::duplicates::{Doubt, Person};
use crate::ui::canvas::{Canvas, span};
use crate::ui::chrome::notice;
use crate::ui::paint::Glyph;

/// Lines of the lower part: two for each of both, and why.
const BELOW: u16 = 6;

/// Columns of a row that no name has: "into" and the evidence.
const REST: usize = 30;

/// Paints the screen.
pub fn draw(canvas: &mut Canvas<'_>, doubts: &Doubts, model: &Model) {
    let area = canvas.area();
    let paint = canvas.paint;
    let sure = doubts.report.sure();
    let more = if doubts.report.more > 0 { format!(", {} more", doubts.report.more) } else { String::new() };
    let right = format!("{sure} sure, {} to look at{more}", doubts.report.pairs.len() - sure);
    let inner = Rect { x: 1, y: 3, width: area.width.saturating_sub(2), height: area.height.saturating_sub(BELOW + 6) };
    let Some(pair) = doubts.current() else {
        top(canvas, "who may be the same", &[span(right, paint.dim())]);
        canvas.put(3, 3, area.width.saturating_sub(6), &[span("Nobody looks like somebody else now.", paint.text())]);
        foot(canvas, model, &[("u", "takes the last one back"), ("Esc", "")]);
        return;
    };
    if area.height < BELOW + 6 {
        return low(canvas, doubts, pair, &right);
    }
    top(canvas, "who may be the same", &[span(right, paint.dim())]);
    let first = offset(doubts.at, doubts.report.pairs.len(), usize::from(inner.height));
    let name = (usize::from(inner.width).saturating_sub(REST) / 2).clamp(8, 34);
    for (n, pair) in doubts.report.pairs.iter().enumerate().skip(first).take(usize::from(inner.height)) {
        let y = inner.y + (n - first) as u16;
        let (stays, goes) = doubts.roles(pair);
        let style = if pair.sure { paint.bold() } else { paint.text() };
        let left = [
            span(format!(" {}", pad(&truncate(&goes.name, name), name)), style),
            span("  into  ", paint.dim()),
            span(truncate(&stays.name, name).into_owned(), style),
        ];
        let why =
            pair.evidence.first().map_or_else(String::new, |why| why.split(' ').take(2).collect::<Vec<_>>().join(" "));
        let sure = if pair.sure { "sure: " } else { "" };
        canvas.row(inner, y, &left, &[span(sure, paint.asks()), span(why, paint.dim())]);
        if n == doubts.at {
            canvas.select(Rect { y, height: 1, ..inner });
        }
    }
    let y = area.height.saturating_sub(BELOW + 3);
    canvas.rule(0, y, area.width, Glyph::Rule, paint.dim());
    let (stays, goes) = doubts.roles(pair);
    person(canvas, "stays", stays, y + 1);
    person(canvas, "goes", goes, y + 3);
    let why = [span(pad(" why", 8), paint.dim()), span(pair.evidence.join(", "), paint.text())];
    canvas.put(0, y + 5, area.width.saturating_sub(1), &why);
    let mut pairs = vec![("y", "one person"), ("n", "two")];
    if sure > 0 {
        pairs.push(("a", "all sure"));
    }
    if area.width > 62 {
        pairs.extend([("Tab", "turn"), ("s", "later")]);
    }
    pairs.extend([("u", "undo"), ("Esc", "")]);
    foot(canvas, model, &pairs);
}

/// One pair where there are but a few lines.
fn low(canvas: &mut Canvas<'_>, doubts: &Doubts, pair: &Doubt, right: &str) {
    let paint = canvas.paint;
    let area = canvas.area();
    let width = area.width.saturating_sub(1);
    let (stays, goes) = doubts.roles(pair);
    canvas.row(Rect { width, ..area }, 0, &[span(" the same?", paint.bold())], &[span(right, paint.dim())]);
    for (y, role, person) in [(1, " stays", stays), (2, " goes", goes)] {
        let words = [
            span(pad(role, 8), paint.dim()),
            span(person.name.clone(), paint.bold()),
            span(format!("   {}", person.standing()), paint.text()),
        ];
        canvas.put(0, y, width, &words);
    }
    let why = [span(pad(" why", 8), paint.dim()), span(pair.evidence.join(", "), paint.text())];
    canvas.put(0, 3, width, &why);
    let pairs = [("y", "one person"), ("n", "two"), ("u", "undo"), ("Esc", "")];
    let foot = keys(canvas, &pairs);
    canvas.put(1, area.height.saturating_sub(1), width, &foot);
}

fn person(canvas: &mut Canvas<'_>, role: &str, person: &Person, y: u16) {
    let paint = canvas.paint;
    let width = canvas.area().width.saturating_sub(1);
    let about = if person.about.is_empty() { String::new() } else { format!(", {}", person.about) };
    let line = [
        span(pad(&format!(" {role}"), 8), paint.dim()),
        span(person.name.clone(), paint.bold()),
        span(format!("   {}{about}", person.standing()), paint.text()),
    ];
    canvas.put(0, y, width, &line);
    let ways = if person.ways.is_empty() { "no handle or address noted".to_owned() } else { person.ways.join(", ") };
    canvas.put(8, y + 1, width.saturating_sub(8), &[span(ways, paint.dim())]);
}

fn foot(canvas: &mut Canvas<'_>, model: &Model, pairs: &[(&str, &str)]) {
    let area = canvas.area();
    let foot = keys(canvas, pairs);
    notice(canvas, model, area.height.saturating_sub(2));
    canvas.put(1, area.height.saturating_sub(1), area.width.saturating_sub(2), &foot);
}
