//! The guided steps of Review: the items of a step with what their digits do, and the lines at the end.

use ratatui::text::Span;

use super::review_parts::LABEL;
use crate::app::action::Action;
use crate::app::cursor::offset;
use crate::app::model::Model;
use crate::app::screens::review::{Pane, Typed};
use crate::domain::text::{pad, truncate, width};
use crate::report::review::{Review, Step, StepItem};
use crate::report::row::Mark;
use crate::ui::canvas::{columns, span};
use crate::ui::chrome::key_label;
use crate::ui::detail::Writer;
use crate::ui::paint::Glyph;
use crate::ui::wrap::wrapped;

/// Columns of a name.
const NAME: usize = 22;
/// Columns of the words at the end of a reason that are kept where it is cut: ", 24 d, off the list".
const TAIL: usize = 20;

/// The guided step with its items; the digits answer the selected one.
pub fn guided(writer: &mut Writer<'_, '_>, model: &Model, report: &Review, most: usize) {
    let paint = writer.canvas.paint;
    if !report.open {
        writer.line(&[span(report.title.clone(), paint.dim())]);
        if report.plans.is_empty() && report.closed.is_none() {
            let keys = key_label(writer.canvas, model, Action::New, "a commitment, a planned block or a rest");
            writer.line(&keys);
        }
        writer.gap();
        return;
    }
    let focused = model.review.focused() == Pane::Steps;
    let Some((at, step)) = report.steps.get(model.review.step).map(|step| (model.review.step, step)) else { return };
    let title = span(
        format!("{} of {}, {}", at + 1, report.steps.len(), step.title),
        if focused { paint.accent() } else { paint.dim() },
    );
    let choices = model.review.current().map_or_else(Vec::new, |item| choices(writer, item));
    if columns(std::slice::from_ref(&title)) + 3 + columns(&choices) <= writer.width() {
        let mut head = vec![title, span("   ", paint.text())];
        head.extend(choices);
        writer.line(&head);
    } else {
        writer.line(&[title]);
        writer.line(&choices);
    }
    if model.review.on_lines() {
        return lines_to_type(writer, model);
    }
    if step.items.is_empty() {
        writer.line(&[span("nothing here this week: Enter goes on", paint.dim())]);
    }
    rows(writer, model, step, most);
    writer.gap();
}

/// The items, each whole where there is room for all of them, else a line each; below them what the selected one
/// comes to.
fn rows(writer: &mut Writer<'_, '_>, model: &Model, step: &Step, most: usize) {
    let paint = writer.canvas.paint;
    let focused = model.review.focused() == Pane::Steps;
    // an offer is a sentence of its own and widens no column
    let people = step.items.iter().filter(|item| item.subject.is_some());
    let name = people.map(|item| width(&item.name)).max().unwrap_or(0).min(NAME);
    let room = |writer: &Writer<'_, '_>, item: &StepItem| {
        let right = usize::from(columns(&answered(writer, model, item)));
        usize::from(writer.width()).saturating_sub(if right > 0 { right + 2 } else { 0 })
    };
    let long = |writer: &Writer<'_, '_>| -> Vec<Vec<String>> {
        step.items.iter().map(|item| whole(item, name, room(writer, item))).collect()
    };
    let all = if step.items.len() <= most { long(writer) } else { Vec::new() };
    let wraps = !all.is_empty() && all.iter().map(Vec::len).sum::<usize>() <= most;
    let first = offset(model.review.item, step.items.len(), most);
    for (n, item) in step.items.iter().enumerate().skip(first).take(most) {
        let selected = n == model.review.item && focused;
        let lines = if wraps { all[n].clone() } else { vec![short(item, name, room(writer, item))] };
        for (at, line) in lines.into_iter().enumerate() {
            let right = if at == 0 { answered(writer, model, item) } else { Vec::new() };
            writer.choice(&[span(line, paint.text())], &right, selected);
        }
    }
    let left = step.items.len().saturating_sub(first + most) + step.more;
    if left > 0 {
        writer.line(&[span(format!("{left} more"), paint.dim())]);
    }
    if let Some(item) = model.review.current() {
        let cut = width(&item.name) > name && item.subject.is_some()
            || !wraps && whole(item, name, room(writer, item)).len() > 1;
        exactly(writer, item, cut);
    }
}

/// An item over as many lines as it takes, what stands behind a name below itself.
fn whole(item: &StepItem, name: usize, room: usize) -> Vec<String> {
    if item.subject.is_none() {
        return wrapped(&format!("{}: {}", item.name, item.reason), room);
    }
    let lines = wrapped(&item.reason, room.saturating_sub(name + 2)).into_iter().enumerate();
    lines
        .map(|(n, line)| {
            let name = if n == 0 { pad(&truncate(&item.name, name), name) } else { " ".repeat(name) };
            format!("{name}  {line}")
        })
        .collect()
}

/// An item in one line.
fn short(item: &StepItem, name: usize, room: usize) -> String {
    if item.subject.is_none() {
        return format!("{}: {}", item.name, item.reason);
    }
    let reason = shortened(&item.reason, room.saturating_sub(name + 2));
    format!("{}  {reason}", pad(&truncate(&item.name, name), name))
}

/// A reason in `room` columns: the few words behind its last commas, since when and how it stands, are kept, and what
/// stands before them gives way.
fn shortened(reason: &str, room: usize) -> String {
    if width(reason) <= room {
        return reason.to_owned();
    }
    let behind = reason.rmatch_indices(", ").take(2).map(|(at, _)| at).take_while(|at| width(&reason[*at..]) <= TAIL);
    match behind.last() {
        Some(at) if room > 2 * TAIL => {
            let (words, tail) = reason.split_at(at);
            format!("{}{tail}", truncate(words, room - width(tail)))
        }
        _ => truncate(reason, room).into_owned(),
    }
}

/// What the selected item comes to: its row in full where it was cut, and what each digit does.
fn exactly(writer: &mut Writer<'_, '_>, item: &StepItem, cut: bool) {
    if cut {
        writer.faint(&format!("{}: {}", item.name, item.reason), 3);
    }
    let digits = item.choices.iter().filter(|choice| !choice.detail.is_empty());
    let digits: Vec<String> = digits.map(|choice| format!("{} {}", choice.label, choice.detail)).collect();
    if !digits.is_empty() {
        writer.faint(&digits.join("; "), 3);
    }
}

/// At the right edge of an item: what was answered, else what is proposed.
fn answered(writer: &Writer<'_, '_>, model: &Model, item: &StepItem) -> Vec<Span<'static>> {
    let paint = writer.canvas.paint;
    if let Some(answer) = model.review.answer(item.about) {
        return vec![
            span(format!("{} ", paint.mark(Mark::Done)), paint.good()),
            span(answer.label.clone(), paint.dim()),
        ];
    }
    // where every item proposes its first digit that says nothing
    let proposed = item.choices.iter().find(|choice| Some(choice.digit) == item.proposed && choice.digit != '1');
    proposed.map_or_else(Vec::new, |choice| vec![span(format!("{}?", choice.label), paint.dim())])
}

fn choices(writer: &Writer<'_, '_>, item: &StepItem) -> Vec<Span<'static>> {
    let paint = writer.canvas.paint;
    let mut spans = Vec::new();
    for choice in &item.choices {
        spans.push(span(format!("{} ", choice.digit), paint.key()));
        spans.push(span(format!("{}  ", choice.label), paint.text()));
    }
    spans
}

/// The lines of the last step, with what is asked of planned blocks that did not come about.
fn lines_to_type(writer: &mut Writer<'_, '_>, model: &Model) {
    let paint = writer.canvas.paint;
    let asked = model.review.asked();
    let missed = model.review.report.as_ref().map_or("", |report| report.missed.as_str());
    for line in &asked {
        if *line == Typed::Hindered {
            writer.faint(missed, 2);
        }
        let typing = model.review.typing == Some(*line);
        let cursor = if typing { paint.glyph(Glyph::Edge) } else { "" };
        writer.line(&[
            span(pad(line.label(), LABEL), if typing { paint.accent() } else { paint.dim() }),
            span(model.review.line(*line).text().to_owned(), paint.text()),
            span(cursor, paint.accent()),
        ]);
    }
    let hint = if model.review.typing.is_some() {
        "Enter goes on, then closes the review; the last line stands on Today"
    } else {
        "Enter writes the lines and closes the review"
    };
    writer.faint(hint, 2);
    writer.gap();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn since_when_is_kept_where_a_reason_is_cut() {
        let table = [
            ("does it run on musl?, 3 d", 42, "does it run on musl?, 3 d"),
            ("does it grow in brackish water?, 20 d, off the list", 42, "does it grow in brack…, 20 d, off the list"),
            ("thanks, for the long word about it all, and more, 3 d", 42, "thanks, for the long word…, and more, 3 d"),
            (
                "the link to the talk that you gave in the spring, for Thu 24 Sep",
                44,
                "the link to the talk that y…, for Thu 24 Sep",
            ),
            ("focus, every 7: 1 back from 1 act in about 3 m", 42, "focus, every 7: 1 back from 1 act in abou…"),
            ("does it grow in brackish water?, 20 d, off the list", 20, "does it grow in bra…"),
        ];
        for (reason, room, wanted) in table {
            let short = shortened(reason, room);
            assert!(width(&short) <= room, "{short}");
            assert_eq!(short, wanted);
        }
    }
}
