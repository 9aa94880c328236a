//! The parts of Review: the week's figures, the heat map, what came back, the plans.

use super::today_parts::sparkline;
use crate::app::model::Model;
use crate::app::screens::review::Pane;
use crate::domain::heatmap::CAPTIONS;
use crate::domain::text::{pad, truncate, width};
use crate::report::review::Review;
use crate::report::row::Mark;
use crate::report::today::CommitmentLine;
use crate::ui::canvas::span;
use crate::ui::detail::Writer;
use crate::ui::paint::Glyph;

/// Columns of a label.
pub(super) const LABEL: usize = 13;
/// Columns of a kind beside its bar.
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
    let names = widest(&|line| line.name.clone(), "Commitments");
    // the strength gives way to a name
    let strong = names <= room - streak;
    let room = if strong { room } else { room + 2 + strength };
    let name = names.min(room.saturating_sub(streak));
    let spark = room.saturating_sub(streak + name).min(8) + 1;
    let mut head = vec![pad("Commitments", name + 2), pad("so far", far), pad("streak", streak)];
    head.extend(strong.then(|| "strength".to_owned()));
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
        let mut spans = vec![mark, span(format!(" {}", cells.join("  ")), paint.text())];
        if strong {
            spans.push(span(format!("  {:>3} % ", line.strength), paint.dim()));
            spans.push(span(sparkline(writer.canvas, &line.history, spark), paint.accent()));
        }
        writer.line(&spans);
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
    let lines = [("Went well", &report.well), ("In the way", &report.hindered), ("Next week", &report.line)];
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
