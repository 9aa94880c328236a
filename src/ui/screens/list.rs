//! A list of people or communities, with the one in focus beside or below it.
//!
//! ```text
//!                       tier       stage         cadence               last act
//! ▌ ● Ada Lindqvist     close      talking       every 30                   3 d
//! ```

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::empty::{self, Empty};
use crate::app::cursor::offset;
use crate::app::model::Model;
use crate::domain::ids::Subject;
use crate::domain::text::{pad, truncate};
use crate::domain::time::Now;
use crate::report::lists::{List, ListLine};
use crate::report::row::Mark;
use crate::ui::canvas::{Canvas, span};
use crate::ui::detail;
use crate::ui::layout::{self, WIDE};
use crate::ui::paint::Glyph;

/// Columns of how long ago: `1234 d`. The same in every line, so that each has the same columns.
const LAST: usize = 6;
/// What stands over it: an act of either side, where the queue of Today counts what restarts a clock.
const LAST_HEAD: &str = "last act";

/// What a list screen shows beside its lines.
#[derive(Debug)]
pub struct Parts<'p> {
    /// The lines.
    pub list: &'p List,
    /// The selected one.
    pub selected: Option<Subject>,
    /// The line above the list.
    pub above: Vec<Span<'static>>,
    /// What stands at its right.
    pub right: Vec<Span<'static>>,
    /// What stands over the columns behind the name: tier or state, stage or role, cadence, platform, about.
    pub heads: [&'static str; 5],
    /// How wide they are; the last one takes what is left.
    pub columns: [usize; 4],
    /// What an empty list says.
    pub empty: Empty,
}

/// Paints the body of a list screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now, area: Rect, parts: &Parts<'_>) {
    let dim = canvas.paint.dim();
    let wide = area.width >= WIDE;
    let area = Rect { height: area.height.saturating_sub(u16::from(wide)), ..area };
    let pane = if wide { layout::pane(area.width) } else { 0 };
    let dock = if wide || area.height < 12 { 0 } else { 4 };
    let left = Rect { width: if wide { area.width - pane - 1 } else { area.width }, ..area };
    let head = Rect { x: 1, y: area.y, width: left.width.saturating_sub(2), height: 1 };
    canvas.row(head, area.y, &parts.above, &parts.right);
    if wide {
        canvas.rule(0, area.bottom(), area.width, Glyph::Rule, dim);
    }
    let lines = Rect { y: area.y + 2, height: area.height.saturating_sub(2 + dock), ..left };
    if parts.list.lines.is_empty() {
        // nobody is in focus: the whole width is free
        let whole = Rect { width: area.width, height: area.height.saturating_sub(2), ..lines };
        return empty::draw(canvas, &parts.empty, whole);
    }
    let fitting = Fitting::new(usize::from(lines.width), parts.columns);
    paint_heads(canvas, &parts.heads, &fitting, Rect { y: area.y + 1, height: 1, ..lines });
    let selected = parts.list.lines.iter().position(|line| Some(line.subject) == parts.selected).unwrap_or(0);
    let first = offset(selected, parts.list.lines.len(), usize::from(lines.height));
    for (n, line) in parts.list.lines.iter().skip(first).take(usize::from(lines.height)).enumerate() {
        let y = lines.y + n as u16;
        let row = Rect { x: lines.x, y, width: lines.width, height: 1 };
        paint_line(canvas, model, line, &fitting, row);
        if Some(line.subject) == parts.selected {
            canvas.select(row);
            let edge = canvas.paint.glyph(Glyph::Edge);
            let style = canvas.paint.accent();
            canvas.put(row.x, y, 1, &[span(edge, style)]);
        }
    }
    if wide {
        let divider = left.right();
        canvas.divider(divider, area.y, area.bottom(), dim);
        let foot = canvas.paint.glyph(Glyph::DividerUp);
        canvas.put(divider, area.bottom(), 1, &[span(foot, dim)]);
        let inside = Rect { x: divider + 2, y: area.y, width: pane.saturating_sub(3), height: area.height };
        detail::pane(canvas, model, now, inside);
    } else if dock > 0 {
        canvas.rule(0, lines.bottom(), area.width, Glyph::Rule, dim);
        let below = Rect { x: 1, y: lines.bottom() + 1, width: area.width - 2, height: dock - 1 };
        detail::dock(canvas, model, below);
    }
}

fn paint_line(canvas: &mut Canvas<'_>, model: &Model, line: &ListLine, fitting: &Fitting, area: Rect) {
    let paint = canvas.paint;
    let name = fitting.name;
    let marked = if model.marks.contains(&line.subject) { "+" } else { " " };
    let style = match (line.archived, line.mark) {
        (true, _) => paint.dim(),
        (false, Mark::Owed) => paint.bold(),
        (false, _) => paint.text(),
    };
    let mut spans = vec![
        span(marked, paint.key()),
        span(format!("{} ", paint.mark(line.mark)), paint.mark_style(line.mark)),
        span(pad(&truncate(&line.name, name), name), style),
    ];
    spans.push(span(
        fitting.cells([&line.group, &line.standing, &line.cadence, &line.platform, &line.about]),
        paint.dim(),
    ));
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    canvas.row(inner, area.y, &spans, &[span(line.last.clone(), paint.dim())]);
}

/// The columns that a line of so much room has.
struct Fitting {
    /// Columns of the name.
    name: usize,
    /// Those of the others.
    columns: [usize; 4],
    /// How many of them fit whole: the later ones go first.
    shown: usize,
    /// What is left for the last one, which is cut.
    about: usize,
}

impl Fitting {
    /// A name gives up to four of its columns where one more fits whole then.
    fn new(room: usize, columns: [usize; 4]) -> Self {
        let widest = (room / 3).clamp(14, 22);
        let all = (widest.saturating_sub(4).max(14)..=widest).map(|name| Self::beside(name, room, columns));
        all.max_by_key(|fitting| (fitting.shown, fitting.name)).unwrap_or_else(|| Self::beside(widest, room, columns))
    }

    fn beside(name: usize, room: usize, columns: [usize; 4]) -> Self {
        let mut left = room.saturating_sub(2 + 3 + name + 2 + LAST);
        let mut shown = 0;
        for column in columns {
            if left < column + 2 {
                return Self { name, columns, shown, about: 0 };
            }
            left -= column + 2;
            shown += 1;
        }
        Self { name, columns, shown, about: if left > 12 { left - 2 } else { 0 } }
    }

    /// What stands behind the name.
    fn cells(&self, texts: [&str; 5]) -> String {
        let about = (self.about > 0).then(|| format!("  {}", truncate(texts[4], self.about)));
        let whole = texts.into_iter().zip(self.columns).take(self.shown);
        whole.map(|(text, columns)| format!("  {}", pad(&truncate(text, columns), columns))).chain(about).collect()
    }
}

fn paint_heads(canvas: &mut Canvas<'_>, heads: &[&str; 5], fitting: &Fitting, area: Rect) {
    let dim = canvas.paint.dim();
    let left = format!("{:width$}{}", "", fitting.cells(*heads), width = 3 + fitting.name);
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    canvas.row(inner, area.y, &[span(left.trim_end().to_owned(), dim)], &[span(LAST_HEAD, dim)]);
}
