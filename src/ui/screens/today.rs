//! Today: header and bar, the clock, the queue by place, the cut, done; below or beside it the
//! one in focus; commitments; notice and footer.
//!
//! ```text
//! 17:20 left of 30   3 done, 4 to go                      blocks 1 of 3, 7 weeks
//! This week  newcomers in Nix                             ✓ post 1 of 1, 3 weeks
//!
//! ▌forum     ► Ada Lindqvist      asked: does it run on musl?         now 4 min
//! ╌╌╌╌╌ the half hour ends about here ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
//!  mastodon  ◐ Tomás Rivera       15 d, usually 14
//! ```

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::today_parts::{clock, commitments, done_line, empty};
use crate::app::action::Action;
use crate::app::cursor::offset;
use crate::app::model::Model;
use crate::app::screens::today::Item;
use crate::domain::text::{pad, truncate};
use crate::domain::time::Now;
use crate::report::row::{Mark, Row};
use crate::report::today::{ToRead, Today};
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::chrome::{bar, footer, header, key_label, notice};
use crate::ui::detail;
use crate::ui::layout::{WIDE, is_line, pane};
use crate::ui::paint::Glyph;

/// Columns of the place, and of the name where there is room.
const PLACE: usize = 9;
const NAME: usize = 18;

/// Paints the screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now) {
    let area = canvas.area();
    let day = span(now.day().long(), canvas.paint.dim());
    header(canvas, model, &[day]);
    bar(canvas, model, now);
    let Some(report) = &model.today.report else { return };
    let bottom = area.height - 2;
    if area.width >= WIDE && area.height >= 20 {
        wide(canvas, model, now, report, bottom);
    } else {
        narrow(canvas, model, now, report, bottom);
    }
    if !model.overlays.last().is_some_and(is_line) {
        notice(canvas, model, bottom);
    }
    footer(canvas, model, area.height - 1, &keys(model));
}

fn wide(canvas: &mut Canvas<'_>, model: &Model, now: &Now, report: &Today, bottom: u16) {
    let area = canvas.area();
    let dim = canvas.paint.dim();
    let pane = pane(area.width);
    let divider = area.width - pane - 1;
    let top = Rect { x: 1, y: 2, width: area.width - 2, height: 1 };
    let week: Vec<Span<'static>> = line_for_the_week(canvas, report);
    let left = clock(canvas, model, now, report, top.width.saturating_sub(columns(&week) + 2));
    canvas.row(top, 2, &left, &week);
    canvas.rule(0, 3, area.width, Glyph::Rule, dim);
    canvas.rule(0, bottom - 1, area.width, Glyph::Rule, dim);
    let glyph = canvas.paint.glyph(Glyph::DividerDown);
    canvas.put(divider, 3, 1, &[span(glyph, dim)]);
    canvas.divider(divider, 4, bottom - 1, dim);
    let glyph = canvas.paint.glyph(Glyph::DividerUp);
    canvas.put(divider, bottom - 1, 1, &[span(glyph, dim)]);
    let lines = if report.commitments.is_empty() { 0 } else { report.commitments.len().min(6) as u16 + 2 };
    let list = Rect { x: 0, y: 4, width: divider, height: (bottom - 1).saturating_sub(4 + lines) };
    queue(canvas, model, now, report, list);
    let below = Rect { x: 1, y: list.bottom() + 1, width: divider - 2, height: lines.saturating_sub(1) };
    commitments(canvas, &report.commitments, below);
    let pane = Rect { x: divider + 2, y: 4, width: area.width - divider - 3, height: bottom - 5 };
    detail::pane(canvas, model, now, pane);
}

fn narrow(canvas: &mut Canvas<'_>, model: &Model, now: &Now, report: &Today, bottom: u16) {
    let area = canvas.area();
    let edge = Rect { x: 1, y: 2, width: area.width - 2, height: 1 };
    let tight = area.height < 20;
    let shown: Vec<_> = report.commitments.iter().take(2).collect();
    let short = |canvas: &Canvas<'_>, n: usize| -> Vec<Span<'static>> {
        shown.get(n).map_or_else(Vec::new, |line| super::today_parts::short(canvas, line))
    };
    let right = short(canvas, 0);
    let left = clock(canvas, model, now, report, edge.width.saturating_sub(columns(&right) + 2));
    canvas.row(edge, 2, &left, &right);
    let mut y = 3;
    let (week, second) = (line_for_the_week(canvas, report), short(canvas, 1));
    if !(week.is_empty() && second.is_empty()) {
        canvas.row(edge, y, &week, &second);
        y += 1;
    }
    if !tight {
        y += 1;
    }
    let dock = match area.height {
        0..=13 => 0,
        14..=19 => 2,
        _ => 4,
    };
    let list = Rect { x: 0, y, width: area.width, height: bottom.saturating_sub(y + dock) };
    queue(canvas, model, now, report, list);
    if dock > 0 {
        let dim = canvas.paint.dim();
        canvas.rule(0, list.bottom(), area.width, Glyph::Rule, dim);
        let below = Rect { x: 1, y: list.bottom() + 1, width: area.width - 2, height: dock - 1 };
        detail::dock(canvas, model, below);
    }
}

/// One line of the list as it is painted.
enum Line<'r> {
    Row(&'r Row, Option<&'r str>, bool),
    Cut(u32),
    Heading(&'static str),
    Reading(ToRead),
    Counted,
}

fn queue(canvas: &mut Canvas<'_>, model: &Model, now: &Now, report: &Today, area: Rect) {
    if area.height == 0 {
        return;
    }
    if model.today.items().is_empty() {
        empty(canvas, model, report, area);
        if !report.done.is_empty() {
            done_line(canvas, report, area.bottom() - 1, area.width);
        }
        return;
    }
    let lines = lines(model, report);
    let done = u16::from(!report.done.is_empty());
    let room = area.height.saturating_sub(done);
    let selected = lines.iter().position(|line| is_selected(model, line)).unwrap_or(0);
    // one line is kept for what can wait, unless everything is in sight
    let all = lines.len() <= usize::from(room) && report.beyond == 0;
    let height = if all { usize::from(room) } else { usize::from(room.saturating_sub(1)) };
    let first = offset(selected, lines.len(), height);
    let mut y = area.y;
    for line in lines.iter().skip(first).take(height) {
        let place = match line {
            Line::Row(row, place, _) if y == area.y && place.is_none() => Some(place_of(row)),
            Line::Row(_, place, _) => *place,
            _ => None,
        };
        paint_line(canvas, model, now, line, place, Rect { y, height: 1, ..area });
        if is_selected(model, line) {
            canvas.select(Rect { x: area.x, y, width: area.width, height: 1 });
            let edge = canvas.paint.glyph(Glyph::Edge);
            let style = canvas.paint.accent();
            canvas.put(area.x, y, 1, &[span(edge, style)]);
        }
        y += 1;
    }
    if !all {
        let hidden = lines.len().saturating_sub(first + height) + report.beyond;
        let (dim, key) = (canvas.paint.dim(), canvas.paint.key());
        let text = format!("{:PLACE$} {hidden} more can wait", "");
        let right = if model.today.show_all {
            Vec::new()
        } else {
            vec![span(model.keymap.label(Action::ShowAll), key), span(" shows all", dim)]
        };
        if hidden > 0 {
            canvas.row(Rect { x: 1, y, width: area.width - 2, height: 1 }, y, &[span(text, dim)], &right);
        }
        y += 1;
    }
    if done > 0 {
        done_line(canvas, report, y.min(area.bottom() - 1), area.width);
    }
}

fn lines<'r>(model: &Model, report: &'r Today) -> Vec<Line<'r>> {
    let mut lines = Vec::new();
    let mut last: Option<&str> = None;
    let running = report.block.is_some();
    for (n, row) in report.rows.iter().enumerate() {
        if n == report.reading_at() {
            lines.extend(report.reading.map(Line::Reading));
        }
        if n == report.cut && n > 0 && (running || report.cut < report.rows.len()) {
            let planned = report.block.as_ref().map_or(report.block_minutes, |block| block.session.planned);
            lines.push(Line::Cut(planned));
            last = None;
        }
        let place = place_of(row);
        let shown = (last != Some(place)).then_some(place);
        last = Some(place);
        lines.push(Line::Row(row, shown, n >= report.cut && report.cut > 0));
    }
    if report.reading_at() == report.rows.len() {
        lines.extend(report.reading.map(Line::Reading));
    }
    if !report.counted.is_empty() {
        lines.push(Line::Counted);
    }
    if model.today.show_all {
        let held = [
            ("waiting on others", &report.waiting),
            ("dormant: silent for very long", &report.dormant),
            ("snoozed and passed", &report.snoozed),
        ];
        for (title, rows) in held {
            if !rows.is_empty() {
                lines.push(Line::Heading(title));
                lines.extend(rows.iter().map(|row| Line::Row(row, Some(place_of(row)), true)));
            }
        }
    }
    lines
}

fn place_of(row: &Row) -> &str {
    if row.platform.is_empty() { "no place" } else { &row.platform }
}

fn is_selected(model: &Model, line: &Line<'_>) -> bool {
    match (line, model.today.cursor.selected()) {
        (Line::Row(row, ..), Some(Item::Subject(subject))) => model.found.is_none() && row.subject == subject,
        (Line::Counted, Some(Item::Counted)) | (Line::Reading(_), Some(Item::Reading)) => model.found.is_none(),
        _ => false,
    }
}

fn paint_line(canvas: &mut Canvas<'_>, model: &Model, now: &Now, line: &Line<'_>, place: Option<&str>, area: Rect) {
    let paint = canvas.paint;
    let inner = Rect { x: 1, width: area.width - 2, ..area };
    match line {
        Line::Cut(minutes) => {
            let words = if *minutes == 30 {
                "the half hour ends about here".to_owned()
            } else {
                format!("the {minutes} minutes end about here")
            };
            canvas.rule(inner.x, area.y, inner.width, Glyph::Dashed, paint.dim());
            canvas.put(inner.x + 5, area.y, inner.width.saturating_sub(5), &[span(format!(" {words} "), paint.dim())]);
        }
        Line::Heading(title) => {
            canvas.put(inner.x, area.y, inner.width, &[span(*title, paint.accent())]);
        }
        Line::Reading(reading) => {
            let left = [
                span(pad("feeds", PLACE), paint.dim()),
                span(format!(" {} ", paint.mark(Mark::Other)), paint.text()),
                span(reading.words(), paint.text()),
            ];
            canvas.row(inner, area.y, &left, &key_label(canvas, model, Action::Listen, "opens them"));
        }
        Line::Counted => {
            let counted = model.today.report.as_ref().map(|report| report.counted.clone()).unwrap_or_default();
            let mark = paint.mark(Mark::Other);
            canvas.put(inner.x, area.y, inner.width, &[span(format!("{:PLACE$} {mark} {counted}", ""), paint.dim())]);
        }
        Line::Row(row, _, past) => paint_row(canvas, model, now, row, place, *past, inner),
    }
}

fn paint_row(
    canvas: &mut Canvas<'_>,
    model: &Model,
    now: &Now,
    row: &Row,
    place: Option<&str>,
    past: bool,
    area: Rect,
) {
    let paint = canvas.paint;
    let marked = model.marks.contains(&row.subject);
    let doing = model.today.report.as_ref().and_then(|report| report.now_mark).filter(|mark| mark.0 == row.subject);
    let mark = if doing.is_some() { Mark::Now } else { row.mark };
    let name_style = match (past, row.mark) {
        (true, _) => paint.dim(),
        (false, Mark::Owed) => paint.bold(),
        (false, _) => paint.text(),
    };
    let body = if past { paint.dim() } else { paint.text() };
    let heads = place.is_some();
    let place = pad(&truncate(place.unwrap_or_default(), PLACE), PLACE);
    let name_width = NAME.min(usize::from(area.width) / 4);
    let name = pad(&truncate(&row.name, name_width), name_width);
    let left = [
        span(place, paint.dim()),
        span(if marked { "+" } else { " " }, paint.key()),
        span(
            paint.mark(mark),
            if past && mark != Mark::Now { paint.dim().patch(paint.mark_style(mark)) } else { paint.mark_style(mark) },
        ),
        span(" ", body),
        span(name, name_style),
        span(" ", body),
        span(row.reason.clone(), body),
    ];
    let when = match doing {
        Some((_, since)) => format!("now {} min", now.at.since(since) / 60_000),
        None => row.when.clone(),
    };
    let presses = doing.is_some() || (when == "today" && !past);
    let when_style = if presses { paint.bold() } else { paint.dim() };
    let right = if when.is_empty() { Vec::new() } else { vec![span(when, when_style)] };
    if right.is_empty() && (heads || model.focus() == Some(row.subject)) {
        let hint = way(canvas, model, row);
        // why somebody is here comes before what is missing of them
        if columns(&left) + 2 + columns(&hint) <= area.width {
            return canvas.row(area, area.y, &left, &hint);
        }
    }
    canvas.row(area, area.y, &left, &right);
}

/// "m add a way", where nobody knows yet how to reach a person.
fn way(canvas: &Canvas<'_>, model: &Model, row: &Row) -> Vec<Span<'static>> {
    if row.subject.contact().is_none() || !row.platform.is_empty() {
        return Vec::new();
    }
    let mut hint = key_label(canvas, model, Action::AddHandle, "add a way");
    for words in hint.iter_mut().skip(1) {
        words.style = canvas.paint.dim();
    }
    hint
}

fn line_for_the_week(canvas: &Canvas<'_>, report: &Today) -> Vec<Span<'static>> {
    if report.line.is_empty() {
        return Vec::new();
    }
    vec![span("This week  ", canvas.paint.dim()), span(report.line.clone(), canvas.paint.text())]
}

fn keys(model: &Model) -> Vec<(Action, String)> {
    let mut keys = Vec::new();
    if crate::app::refresh::on_counted(model) {
        keys.push((Action::LogSuggested, "looked at".to_owned()));
    } else if crate::app::refresh::on_reading(model) {
        keys.push((Action::LogSuggested, "read".to_owned()));
    } else if let Some(row) = model.focus_row() {
        let several = model.marks.len();
        let words = if several > 1 { format!("log {several}") } else { format!("log \"{}\"", row.suggested.label) };
        keys.push((Action::LogSuggested, words));
        keys.push((Action::Open, "open".to_owned()));
        keys.push((Action::Log, "log…".to_owned()));
        keys.push((Action::LogTheirs, "they…".to_owned()));
    }
    let running = model.block();
    let session = match running {
        Some(block) if block.session.paused() => "go on",
        Some(_) => "pause",
        None => "start",
    };
    let over = running.is_some();
    if model.today.report.as_ref().is_some_and(|report| !report.anybody) {
        keys.push((Action::New, "add people".to_owned()));
        keys.push((Action::Session, session.to_owned()));
        return keys;
    }
    keys.push((Action::Find, "anyone".to_owned()));
    keys.push((Action::Session, session.to_owned()));
    if model.focus().is_some() {
        keys.push((Action::Owe, "owe".to_owned()));
        keys.push((Action::Pass, "pass".to_owned()));
        keys.push((Action::Snooze, "snooze".to_owned()));
    }
    if over {
        keys.push((Action::Finish, "finish".to_owned()));
    }
    keys.push((Action::New, "add".to_owned()));
    keys
}
