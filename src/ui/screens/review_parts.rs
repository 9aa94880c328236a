//! The parts of Review: the week's figures, the heat map, the guided step, the plans.

use ratatui::text::Span;

use super::today_parts::sparkline;
use crate::app::action::Action;
use crate::app::cursor::offset;
use crate::app::model::Model;
use crate::app::screens::review::Pane;
use crate::domain::heatmap::CAPTIONS;
use crate::domain::text::{pad, truncate, width};
use crate::report::review::{Review, StepItem};
use crate::report::row::Mark;
use crate::report::today::CommitmentLine;
use crate::ui::canvas::{columns, span};
use crate::ui::chrome::key_label;
use crate::ui::detail::Writer;
use crate::ui::paint::Glyph;

/// Columns of a label.
const LABEL: usize = 13;
/// Columns of a name in a step, and of a kind beside its bar.
const NAME: usize = 22;
/// Columns of the longest bar.
const BAR: usize = 10;
/// Kinds with a bar of their own.
const KINDS: usize = 5;
/// Places that are named.
const PLACES: usize = 4;

/// Acts, commitments, minutes, heat map; the first line is the title of the pane.
pub fn week(writer: &mut Writer<'_, '_>, report: &Review, focused: bool) {
    let paint = writer.canvas.paint;
    writer.line(&[span(report.summary.clone(), if focused { paint.accent() } else { paint.text() })]);
    writer.gap();
    commitments(writer, &report.commitments);
    let mut minutes = vec![span("Minutes  ", paint.dim())];
    for day in &report.minutes {
        let value = match (day.rest, day.minutes) {
            (true, 0) => "rest".to_owned(),
            (false, 0) => paint.glyph(Glyph::Range).to_owned(),
            (_, minutes) => minutes.to_string(),
        };
        minutes.push(span(format!("{} ", day.day.weekday()), paint.dim()));
        minutes.push(span(format!("{value}  "), paint.text()));
    }
    writer.line(&minutes);
    writer.gap();
    heat(writer, report);
    writer.gap();
}

/// A line each; the columns are as wide as what stands in them, the sparkline takes what is left.
fn commitments(writer: &mut Writer<'_, '_>, lines: &[CommitmentLine]) {
    if lines.is_empty() {
        return;
    }
    let paint = writer.canvas.paint;
    let widest = |words: &dyn Fn(&CommitmentLine) -> String, head: &str| {
        lines.iter().map(|line| width(&words(line))).max().unwrap_or(0).max(width(head))
    };
    let far = widest(&so_far, "so far");
    let strength = width("strength");
    let room = usize::from(writer.width()).saturating_sub(2 + 2 + far + 2 + 2 + strength);
    let streak = widest(&streak_or_needs, "streak").min(room / 2);
    let name = widest(&|line| line.name.clone(), "Commitments").min(room - streak);
    let spark = (room - streak - name).min(8) + 1;
    let head = [pad("Commitments", name + 2), pad("so far", far), pad("streak", streak), "strength".to_owned()];
    writer.line(&[span(head.join("  "), paint.dim())]);
    for line in lines {
        let mark = if line.met {
            span(paint.mark(Mark::Done), paint.good())
        } else {
            span(paint.glyph(Glyph::Dot), paint.dim())
        };
        let cells = [
            pad(&truncate(&line.name, name), name),
            pad(&so_far(line), far),
            pad(&truncate(&streak_or_needs(line), streak), streak),
        ];
        let bars = sparkline(writer.canvas, &line.history, spark);
        writer.line(&[
            mark,
            span(format!(" {}", cells.join("  ")), paint.text()),
            span(format!("  {:>3} % ", line.strength), paint.dim()),
            span(bars, paint.accent()),
        ]);
    }
    writer.gap();
}

/// "12 of 20".
fn so_far(line: &CommitmentLine) -> String {
    format!("{} of {}", line.done, line.asked)
}

/// "7 weeks, best 11" where it is met, else what is needed: "10 days left".
fn streak_or_needs(line: &CommitmentLine) -> String {
    if line.resting {
        return "rest".to_owned();
    }
    if !line.met && !line.needs.is_empty() {
        return line.needs.clone();
    }
    match (line.streak, line.best > line.streak) {
        (0, false) => String::new(),
        (0, true) => format!("best {}", line.best),
        (_, true) => format!("{}, best {}", line.streak_words, line.best),
        (_, false) => line.streak_words.clone(),
    }
}

fn heat(writer: &mut Writer<'_, '_>, report: &Review) {
    let paint = writer.canvas.paint;
    let title = format!("{} weeks, acts a day  ", report.heat.len());
    let mut legend = vec![span(title, paint.dim())];
    for (level, words) in (0..).zip(CAPTIONS) {
        legend.push(span(format!("  {}", paint.level(level)), paint.accent()));
        legend.push(span(format!(" {words}"), paint.dim()));
    }
    if report.heat.iter().flatten().any(|level| *level == 5) {
        legend.push(span(format!("  {}", paint.level(5)), paint.accent()));
        legend.push(span(" rest", paint.dim()));
    }
    writer.line(&legend);
    for n in 0..7 {
        let day = report.minutes.get(n).map_or_else(String::new, |day| day.day.weekday().to_string());
        let cells: String = report.heat.iter().map(|week| paint.level(week[n])).collect();
        writer.line(&[span(format!("{} ", pad(&day, 3)), paint.dim()), span(cells, paint.accent())]);
    }
}

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
    // an offer is a sentence of its own and widens no column
    let people = step.items.iter().filter(|item| item.subject.is_some());
    let name = people.map(|item| width(&item.name)).max().unwrap_or(0).min(NAME);
    let first = offset(model.review.item, step.items.len(), most);
    for (n, item) in step.items.iter().enumerate().skip(first).take(most) {
        let selected = n == model.review.item && focused;
        let left = match item.subject {
            Some(_) => format!("{}  {}", pad(&truncate(&item.name, name), name), item.reason),
            None => format!("{}: {}", item.name, item.reason),
        };
        writer.choice(&[span(left, paint.text())], &answered(writer, model, item), selected);
    }
    let left = step.items.len().saturating_sub(first + most) + step.more;
    if left > 0 {
        writer.line(&[span(format!("{left} more"), paint.dim())]);
    }
    if let Some(item) = model.review.current() {
        let right = columns(&answered(writer, model, item));
        let room = usize::from(writer.width()).saturating_sub(if right > 0 { usize::from(right) + 2 } else { 0 });
        let cut = match item.subject {
            Some(_) => name + 2 + width(&item.reason) > room || width(&item.name) > name,
            None => width(&item.name) + 2 + width(&item.reason) > room,
        };
        exactly(writer, item, cut);
    }
    writer.gap();
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

/// The two lines of the last step.
fn lines_to_type(writer: &mut Writer<'_, '_>, model: &Model) {
    let paint = writer.canvas.paint;
    for (n, label) in ["Went well", "Next week"].iter().enumerate() {
        let typing = model.review.typing == Some(n);
        let cursor = if typing { paint.glyph(Glyph::Edge) } else { "" };
        writer.line(&[
            span(pad(label, LABEL), if typing { paint.accent() } else { paint.dim() }),
            span(model.review.lines[n].text().to_owned(), paint.text()),
            span(cursor, paint.accent()),
        ]);
    }
    let hint = if model.review.typing.is_some() {
        "Enter goes on, then closes the review; the second line stands on Today"
    } else {
        "Enter writes the two lines and closes the review"
    };
    writer.faint(hint, 2);
    writer.gap();
}

/// What came back, acts by kind, balance, lines; these not while they are typed.
pub fn figures(writer: &mut Writer<'_, '_>, report: &Review, typed: bool) {
    let paint = writer.canvas.paint;
    if !report.came_back.is_empty() || !report.places.is_empty() {
        let all = if report.came_back.is_empty() { "nothing this week" } else { &report.came_back };
        writer.labelled("Came back", LABEL, all, 3);
    }
    places(writer, report);
    if !report.came_back.is_empty() || !report.places.is_empty() {
        writer.gap();
    }
    bars(writer, report);
    let given = [
        span("Given ", paint.dim()),
        span(report.given.clone(), paint.text()),
        span(if report.regulars.is_empty() { "" } else { "   with regulars " }, paint.dim()),
        span(report.regulars.clone(), paint.text()),
    ];
    if !report.about_others.is_empty() {
        writer.labelled("About others", LABEL, &report.about_others, 2);
    }
    if report.acts > 0 {
        writer.line(&given);
        writer.gap();
    }
    let lines = [("Went well", &report.well), ("Next week", &report.line)];
    let mut lines = lines.iter().filter(|(_, text)| !typed && !text.is_empty()).peekable();
    let any = lines.peek().is_some();
    for (label, text) in lines {
        writer.labelled(label, LABEL, text, 2);
    }
    if any {
        writer.gap();
    }
}

/// A place a line, as far in as the label where that leaves them whole.
fn places(writer: &mut Writer<'_, '_>, report: &Review) {
    let paint = writer.canvas.paint;
    let shown = &report.places[..report.places.len().min(PLACES)];
    let words = shown.iter().map(|place| width(&place.words)).max().unwrap_or(0);
    let name = shown.iter().map(|place| width(&place.name)).max().unwrap_or(0).min(NAME);
    let room = usize::from(writer.width()).saturating_sub(words + 2);
    let indent = if LABEL + name <= room { LABEL } else { 0 };
    let name = name.min(room.saturating_sub(indent));
    for place in shown {
        writer.line(&[
            span(" ".repeat(indent), paint.dim()),
            span(pad(&truncate(&place.name, name), name), paint.text()),
            span(format!("  {}", place.words), paint.text()),
        ]);
    }
}

/// The kinds most used with a bar each, the others as a number.
fn bars(writer: &mut Writer<'_, '_>, report: &Review) {
    if report.kinds.is_empty() {
        return;
    }
    let paint = writer.canvas.paint;
    let most = report.kinds.iter().map(|kind| kind.1).max().unwrap_or(1).max(1);
    let shown = &report.kinds[..report.kinds.len().min(KINDS)];
    let others: u32 = report.kinds[shown.len()..].iter().map(|kind| kind.1).sum();
    let name = shown.iter().map(|kind| width(&kind.0)).max().unwrap_or(0).min(NAME);
    for (n, (kind, count)) in shown.iter().enumerate() {
        let label = if n == 0 { "Acts" } else { "" };
        let bar = paint.glyph(Glyph::Block).repeat((*count as usize * BAR).div_ceil(most as usize));
        writer.line(&[
            span(pad(label, LABEL), paint.dim()),
            span(format!("{} ", pad(&truncate(kind, name), name)), paint.text()),
            span(pad(&bar, BAR), paint.accent()),
            span(format!(" {count:>3}"), paint.text()),
        ]);
    }
    if others > 0 {
        writer.line(&[span(format!("{}{} {others:>3}", " ".repeat(LABEL), pad("other", name + 1 + BAR)), paint.dim())]);
    }
    writer.gap();
}

/// Commitments, planned blocks and rests.
pub fn plans(writer: &mut Writer<'_, '_>, model: &Model, report: &Review) {
    let paint = writer.canvas.paint;
    let focused = model.review.focused() == Pane::Plans;
    writer.line(&[span("Plans", if focused { paint.accent() } else { paint.dim() })]);
    for (n, line) in report.plans.iter().enumerate() {
        let left = [span(pad(&line.sort, LABEL), paint.dim()), span(line.text.clone(), paint.text())];
        writer.choice(&left, &[], focused && n == model.review.plan);
    }
    if report.plans.is_empty() {
        writer.line(&[span("none yet", paint.dim())]);
    }
}
