//! The parts of Review: the week's figures, the heat map, the guided step, the plans.

use crate::app::model::Model;
use crate::app::screens::review::Pane;
use crate::domain::text::{pad, truncate, width};
use crate::report::review::{Review, StepItem};
use crate::report::row::Mark;
use crate::ui::canvas::span;
use crate::ui::detail::Writer;
use crate::ui::paint::Glyph;

use super::today_parts::sparkline;

/// Days of the week in the order of the heat map.
const LABEL: usize = 13;

/// Acts, commitments, minutes, heat map.
pub fn week(writer: &mut Writer<'_, '_>, report: &Review, wide: bool) {
    let paint = writer.canvas.paint;
    writer.line(&[span(report.summary.clone(), paint.text())]);
    writer.gap();
    let name = report.commitments.iter().map(|line| width(&line.name)).max().unwrap_or(12).clamp(12, 34);
    if !report.commitments.is_empty() {
        let head = format!("{}  {}  {}  strength", pad("Commitments", name + 2), pad("so far", 20), pad("streak", 18));
        writer.line(&[span(head, paint.dim())]);
    }
    for line in &report.commitments {
        let mark = if line.met {
            span(paint.mark(Mark::Done), paint.good())
        } else {
            span(paint.glyph(Glyph::Dot), paint.dim())
        };
        let so_far = if line.needs.is_empty() {
            format!("{} of {}", line.done, line.asked)
        } else {
            format!("{} of {}, {}", line.done, line.asked, line.needs)
        };
        let streak = match line.streak {
            0 if line.best > 0 => format!("best {}", line.best),
            streak if line.best > streak => format!("{}, best {}", line.streak_words, line.best),
            _ => line.streak_words.clone(),
        };
        let spark = sparkline(writer.canvas, &line.history, if wide { 8 } else { 4 });
        writer.line(&[
            mark,
            span(format!(" {}", pad(&truncate(&line.name, name), name)), paint.text()),
            span(format!("  {}", pad(&truncate(&so_far, 20), 20)), paint.text()),
            span(format!("  {}", pad(&truncate(&streak, 18), 18)), paint.text()),
            span(format!("  {:>3} %  ", line.strength), paint.dim()),
            span(spark, paint.accent()),
        ]);
    }
    if !report.commitments.is_empty() {
        writer.gap();
    }
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
}

fn heat(writer: &mut Writer<'_, '_>, report: &Review) {
    let paint = writer.canvas.paint;
    let mut legend = vec![span("26 weeks, acts a day   ", paint.dim())];
    for (level, words) in [(0, "0"), (1, "1"), (2, "2-3"), (3, "4-5"), (4, "6+")] {
        legend.push(span(format!("{} ", paint.level(level)), paint.accent()));
        legend.push(span(format!("{words}  "), paint.dim()));
    }
    writer.line(&legend);
    for n in 0..7 {
        let day = report.minutes.get(n).map_or_else(String::new, |day| day.day.weekday().to_string());
        let cells: String = report.heat.iter().map(|week| paint.level(week[n])).collect();
        writer.line(&[span(format!("{} ", pad(&day, 3)), paint.dim()), span(cells, paint.accent())]);
    }
    writer.gap();
}

/// The guided step with its items; the digits answer the selected one.
pub fn guided(writer: &mut Writer<'_, '_>, model: &Model, report: &Review, most: usize) {
    let paint = writer.canvas.paint;
    if !report.open {
        let words = match report.closed {
            Some(day) => format!("closed {}", day.long()),
            None => report.title.clone(),
        };
        writer.line(&[span(words, paint.dim())]);
        writer.gap();
        return;
    }
    let steps = report.steps.len() + 1;
    let at = model.review.step.min(steps - 1);
    let title = report.steps.get(at).map_or("two lines", |step| step.title.as_str());
    let mut head = vec![span(format!("{} of {steps}, {title}", at + 1), paint.accent())];
    if let Some(item) = model.review.current() {
        head.extend(choices(writer, item));
    }
    writer.line(&head);
    let items = report.steps.get(at).map_or(&[][..], |step| &step.items);
    let first = crate::app::cursor::offset(model.review.item, items.len(), most);
    for (n, item) in items.iter().enumerate().skip(first).take(most) {
        let selected = n == model.review.item && model.review.pane == Pane::Steps;
        let style = if selected { paint.selected() } else { paint.text() };
        writer.line(&[
            span(format!(" {}  ", pad(&truncate(&item.name, 18), 18)), style),
            span(format!("{} ", item.reason), style),
        ]);
    }
    if let Some(item) = model.review.current() {
        let exact = item.choices.iter().filter(|choice| !choice.detail.is_empty());
        let words: Vec<String> = exact.map(|choice| format!("{} {}", choice.label, choice.detail)).collect();
        if !words.is_empty() {
            writer.line(&[span(words.join("; "), paint.dim())]);
        }
    }
    if items.is_empty() && at < report.steps.len() {
        writer.line(&[span("nothing here this week: Enter goes on", paint.dim())]);
    }
    for offer in report.offers.iter().filter(|_| at == report.steps.len()) {
        writer.line(&[span(offer.text.clone(), paint.text())]);
    }
    writer.gap();
}

fn choices(writer: &Writer<'_, '_>, item: &StepItem) -> Vec<ratatui::text::Span<'static>> {
    let paint = writer.canvas.paint;
    let mut spans = vec![span("   ", paint.text())];
    for choice in &item.choices {
        spans.push(span(format!("{} ", choice.digit), paint.key()));
        spans.push(span(format!("{}  ", choice.label), paint.text()));
    }
    spans
}

/// The two lines of the last step.
pub fn lines_to_type(writer: &mut Writer<'_, '_>, model: &Model) {
    if !model.review.on_lines() {
        return;
    }
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
    writer.line(&[span("Enter twice closes the review; the second line stands on Today", paint.dim())]);
    writer.gap();
}

/// What came back, acts by kind, balance, lines.
pub fn figures(writer: &mut Writer<'_, '_>, report: &Review) {
    let paint = writer.canvas.paint;
    for (n, line) in report.came_back.iter().enumerate() {
        let label = if n == 0 { "Came back" } else { "" };
        writer.line(&[span(pad(label, LABEL), paint.dim()), span(line.clone(), paint.text())]);
    }
    if !report.came_back.is_empty() {
        writer.gap();
    }
    let most = report.kinds.iter().map(|kind| kind.1).max().unwrap_or(1).max(1);
    for (n, (kind, count)) in report.kinds.iter().take(5).enumerate() {
        let label = if n == 0 { "Acts" } else { "" };
        let bar = paint.glyph(Glyph::Block).repeat((count * 10).div_ceil(most) as usize);
        writer.line(&[
            span(pad(label, LABEL), paint.dim()),
            span(format!("{} ", pad(&truncate(kind, 16), 16)), paint.text()),
            span(pad(&bar, 10), paint.accent()),
            span(format!(" {count:>3}"), paint.text()),
        ]);
    }
    if !report.kinds.is_empty() {
        writer.gap();
    }
    for (label, value) in [
        ("About others", &report.about_others),
        ("Given", &report.given),
        ("Regulars", &report.regulars),
        ("Went well", &report.well),
        ("Next week", &report.line),
    ] {
        if !value.is_empty() {
            writer.line(&[span(pad(label, LABEL), paint.dim()), span(value.clone(), paint.text())]);
        }
    }
    writer.gap();
}

/// Commitments, planned blocks and rests.
pub fn plans(writer: &mut Writer<'_, '_>, model: &Model, report: &Review) {
    let paint = writer.canvas.paint;
    let focused = model.review.pane == Pane::Plans || !report.open;
    writer.line(&[span("Plans", if focused { paint.accent() } else { paint.dim() })]);
    for (n, line) in report.plans.iter().enumerate() {
        let selected = focused && n == model.review.plan;
        let style = if selected { paint.selected() } else { paint.text() };
        writer.line(&[span(format!(" {}", pad(&line.sort, 12)), paint.dim()), span(format!("{} ", line.text), style)]);
    }
    if report.plans.is_empty() {
        writer.line(&[span(" none yet", paint.dim())]);
    }
}
