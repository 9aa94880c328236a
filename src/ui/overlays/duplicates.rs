//! Contacts that may be the same: the pairs, below them both of one pair with what tells them apart.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::full::{fitting, top};
use crate::app::cursor::offset;
use crate::app::model::Model;
use crate::app::overlays::duplicates::Doubts;
use crate::domain::text::{pad, shorten, truncate, width};
use crate::report::duplicates::{Doubt, Person};
use crate::ui::canvas::{Canvas, span};
use crate::ui::chrome::notice;
use crate::ui::paint::Glyph;
use crate::ui::wrap::bounded;

/// Lines of the lower part: two for each of both, and two for why.
const BELOW: u16 = 6;
/// Columns before what is said of one of both.
const ROLE: usize = 8;

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
    why(canvas, pair, y + 5, 2);
    let mut pairs = vec![("y", "one person"), ("n", "two")];
    if sure > 0 {
        pairs.push(("a", "all sure"));
    }
    pairs.extend([("Tab", "turn"), ("s", "later"), ("u", "undo"), ("Esc", "")]);
    foot(canvas, model, &pairs);
}

/// One pair where there are but a few lines.
fn low(canvas: &mut Canvas<'_>, doubts: &Doubts, pair: &Doubt, right: &str) {
    let paint = canvas.paint;
    let area = canvas.area();
    let width = area.width.saturating_sub(1);
    let (stays, goes) = doubts.roles(pair);
    canvas.row(Rect { width, ..area }, 0, &[span(" the same?", paint.bold())], &[span(right, paint.dim())]);
    for (y, role, person) in [(1, "stays", stays), (2, "goes", goes)] {
        named(canvas, role, person, "", y);
    }
    why(canvas, pair, 3, 1);
    let foot = as_fits(canvas, &[("y", "one person"), ("n", "two"), ("u", "undo"), ("Esc", "")]);
    canvas.put(1, area.height.saturating_sub(1), width, &foot);
}

/// Why they may be the same, in so many lines at most.
fn why(canvas: &mut Canvas<'_>, pair: &Doubt, y: u16, most: usize) {
    let paint = canvas.paint;
    let width = canvas.area().width.saturating_sub(1);
    let lines = bounded(&pair.evidence.join(", "), usize::from(width).saturating_sub(ROLE), most);
    for (n, line) in lines.into_iter().enumerate() {
        let before = if n == 0 { " why" } else { "" };
        canvas.put(0, y + n as u16, width, &[span(pad(before, ROLE), paint.dim()), span(line, paint.text())]);
    }
}

/// Who it is and how you stand; a long name gives way to that, and what is said behind it ends with a whole word.
fn named(canvas: &mut Canvas<'_>, role: &str, person: &Person, about: &str, y: u16) {
    let paint = canvas.paint;
    let wide = canvas.area().width.saturating_sub(1);
    let room = usize::from(wide).saturating_sub(ROLE);
    let standing = person.standing();
    let name = shorten(&person.name, room.saturating_sub(width(&standing) + 3)).into_owned();
    let left = room.saturating_sub(width(&name) + 3);
    let words = [
        span(pad(&format!(" {role}"), ROLE), paint.dim()),
        span(name, paint.bold()),
        span(format!("   {}", shorten(&format!("{standing}{about}"), left)), paint.text()),
    ];
    canvas.put(0, y, wide, &words);
}

fn person(canvas: &mut Canvas<'_>, role: &str, person: &Person, y: u16) {
    let paint = canvas.paint;
    let wide = canvas.area().width.saturating_sub(1);
    let about = if person.about.is_empty() { String::new() } else { format!(", {}", person.about) };
    named(canvas, role, person, &about, y);
    let ways = ways(&person.ways, usize::from(wide).saturating_sub(ROLE));
    canvas.put(ROLE as u16, y + 1, wide.saturating_sub(ROLE as u16), &[span(ways, paint.dim())]);
}

/// As many ways as fit whole, and how many more there are.
fn ways(all: &[String], room: usize) -> String {
    if all.is_empty() {
        return "no handle or address noted".to_owned();
    }
    let said = |whole: usize| match all.len() - whole {
        0 => all.join(", "),
        more => format!("{}, {more} more", all[..whole].join(", ")),
    };
    let fits = (1..=all.len()).rev().map(said).find(|said| width(said) <= room);
    fits.unwrap_or_else(|| shorten(&said(1), room).into_owned())
}

/// As many keys as fit; those that decide stay.
fn as_fits(canvas: &Canvas<'_>, pairs: &[(&str, &str)]) -> Vec<Span<'static>> {
    let without = |gone: &[&str]| pairs.iter().copied().filter(|(key, _)| !gone.contains(key)).collect::<Vec<_>>();
    fitting(canvas, &[pairs, &without(&["s"]), &without(&["s", "Tab"]), &without(&["s", "Tab", "a"])])
}

fn foot(canvas: &mut Canvas<'_>, model: &Model, pairs: &[(&str, &str)]) {
    let area = canvas.area();
    let foot = as_fits(canvas, pairs);
    notice(canvas, model, area.height.saturating_sub(2));
    canvas.put(1, area.height.saturating_sub(1), area.width.saturating_sub(2), &foot);
}
