//! Lines in the place of the notice: the plan, a question, a day.

use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::overlays::date::DateLine;
use crate::app::overlays::plan::PlanLine;
use crate::app::overlays::question::Question;
use crate::app::reply::{Notice, Tone};
use crate::domain::text::width;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::paint::Glyph;
use crate::ui::wrap::even;

/// Lines that what is said takes at most.
const SAID_LINES: usize = 4;

/// `t`: "30 min  owed 12 · communities 6 · people 6 · reading 6".
pub fn plan(canvas: &mut Canvas<'_>, line: &PlanLine) {
    let paint = canvas.paint;
    let numbers = [
        ("owed", line.plan.owed),
        ("communities", line.plan.communities),
        ("people", line.plan.people),
        ("reading", line.plan.reading),
    ];
    let style = |n: usize| if n == line.chosen { paint.selected() } else { paint.text() };
    let mut spans = vec![span(format!("{} min", line.minutes), style(0))];
    if let Some((_, name)) = &line.place {
        spans.push(span(format!("  for {name} alone"), paint.bold()));
    }
    spans.push(span("  ", paint.text()));
    for (n, (word, minutes)) in numbers.into_iter().enumerate() {
        if n > 0 {
            spans.push(span(format!(" {} ", paint.glyph(Glyph::Dot)), paint.dim()));
        }
        spans.push(span(format!("{word} {minutes}"), style(n + 1)));
    }
    write(canvas, 0, &spans, &[]);
}

/// A line that asks, on as many lines as it takes: what is asked is read whole.
pub fn question(canvas: &mut Canvas<'_>, question: &Question) {
    let room = canvas.area().width.saturating_sub(2);
    let whole = width(&question.text) <= usize::from(room);
    let lines = if whole { vec![question.text.clone()] } else { even(&question.text, usize::from(room)) };
    for (up, line) in lines.into_iter().rev().enumerate() {
        let bold = canvas.paint.bold();
        write(canvas, up as u16, &[span(line, bold)], &[]);
    }
}

/// What is said where it does not fit its line: what went wrong and what to do about it is read whole.
pub fn said(canvas: &mut Canvas<'_>, notice: &Notice) {
    let style = match notice.tone {
        Tone::Info => canvas.paint.text(),
        Tone::Problem => canvas.paint.problem(),
        Tone::Done { .. } => return,
    };
    let room = usize::from(canvas.area().width.saturating_sub(2));
    if width(&notice.text) <= room {
        return;
    }
    let lines = even(&notice.text, room);
    // of a low screen the first lines stay: the clock, and who is next
    let most = SAID_LINES.min(usize::from(canvas.area().height).saturating_sub(3));
    for (up, line) in lines.into_iter().take(most).collect::<Vec<_>>().into_iter().rev().enumerate() {
        write(canvas, up as u16, &[span(line, style)], &[]);
    }
}

/// A line that wants a day.
pub fn date(canvas: &mut Canvas<'_>, line: &DateLine) {
    let paint = canvas.paint;
    let right = match &line.echo {
        Ok(day) => vec![span(day.long(), paint.good())],
        Err(why) => vec![span(why.clone(), paint.dim())],
    };
    let spans = [
        span(format!("{} ", line.title), paint.bold()),
        span(line.field.text().to_owned(), paint.text()),
        span(paint.glyph(Glyph::Edge), paint.accent()),
    ];
    // what is typed comes before examples of it
    let room = canvas.area().width.saturating_sub(2);
    let fits = |left: &[Span<'_>], right: &[Span<'_>]| columns(left) + 2 + columns(right) <= room;
    if fits(&spans, &right) {
        return write(canvas, 0, &spans, &right);
    }
    let until = span(line.title.rsplit(' ').next().map_or_else(String::new, |word| format!("{word} ")), paint.bold());
    let short = [&[until], &spans[1..]].concat();
    write(canvas, 0, &short, if fits(&short, &right) { &right } else { &[] });
}

/// Writes a line in the place of the notice, or so many above it.
fn write(canvas: &mut Canvas<'_>, up: u16, left: &[Span<'_>], right: &[Span<'_>]) {
    let area = canvas.area();
    let Some(y) = area.height.saturating_sub(2).checked_sub(up) else { return };
    let blank = " ".repeat(usize::from(area.width));
    let text = canvas.paint.text();
    canvas.put(0, y, area.width, &[span(blank, text)]);
    canvas.row(Rect { x: 1, y, width: area.width.saturating_sub(2), height: 1 }, y, left, right);
}
