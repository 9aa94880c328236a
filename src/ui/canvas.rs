//! Writing spans into the cell buffer: cut by columns, left and right edges, rules, popups.
//!
//! The one place that knows cells. Must not know what is written.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::{Clear, Widget};

use super::paint::{Glyph, Paint};
use crate::domain::text::{truncate, truncate_ascii, width};

/// A screen being painted.
#[derive(Debug)]
pub struct Canvas<'b> {
    buffer: &'b mut Buffer,
    /// Styles and marks.
    pub paint: Paint,
    /// Columns of the list, where a screen has its pane begin elsewhere than others.
    pub list: Option<u16>,
}

/// A piece of a line.
pub fn span(text: impl Into<String>, style: Style) -> Span<'static> {
    Span::styled(text.into(), style)
}

/// Columns of several pieces.
pub fn columns(spans: &[Span<'_>]) -> u16 {
    spans.iter().map(|span| width(&span.content)).sum::<usize>().min(usize::from(u16::MAX)) as u16
}

/// Pieces one after the other, as many on a line as fit.
pub fn flow(pieces: Vec<Vec<Span<'static>>>, room: u16) -> Vec<Vec<Span<'static>>> {
    let mut lines: Vec<Vec<Span<'static>>> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if columns(line) + 4 + columns(&piece) <= room => {
                line.push(Span::raw("    "));
                line.extend(piece);
            }
            _ => lines.push(piece),
        }
    }
    lines
}

/// The few signs of our own sentences in ASCII; each keeps its one column.
fn plain<'t>(text: &std::borrow::Cow<'t, str>) -> std::borrow::Cow<'t, str> {
    let sign = |letter: char| match letter {
        '…' => '~',
        '–' => '-',
        '×' => 'x',
        '·' => '.',
        other => other,
    };
    if text.is_ascii() { text.clone() } else { text.chars().map(sign).collect::<String>().into() }
}

impl<'b> Canvas<'b> {
    /// A canvas over a buffer, painted with its background.
    pub fn new(buffer: &'b mut Buffer, paint: Paint) -> Self {
        let area = buffer.area;
        buffer.set_style(area, paint.text());
        Self { buffer, paint, list: None }
    }

    /// The whole screen.
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Writes pieces from the left, cut at `width` columns. Answers how many columns it took.
    pub fn put(&mut self, x: u16, y: u16, width_left: u16, spans: &[Span<'_>]) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() {
            return 0;
        }
        let room = width_left.min(area.right() - x);
        let mut used = 0;
        for span in spans {
            let left = room - used;
            if left == 0 {
                break;
            }
            let content = if self.paint.is_ascii() { plain(&span.content) } else { span.content.clone() };
            let text = if self.paint.is_ascii() {
                truncate_ascii(&content, usize::from(left))
            } else {
                truncate(&content, usize::from(left))
            };
            let cut = text.len() < content.len();
            // what stood here keeps nothing: styles are patched, and a rule below would dim its title
            let cells = Rect { x: x + used, y, width: width(&text) as u16, height: 1 };
            self.buffer.set_style(cells, Style::reset());
            self.buffer.set_stringn(x + used, y, &text, usize::from(left), span.style);
            used += width(&text) as u16;
            if cut {
                break;
            }
        }
        used
    }

    /// Writes a line with a left and a right part; the left one gives way.
    pub fn row(&mut self, area: Rect, y: u16, left: &[Span<'_>], right: &[Span<'_>]) {
        let taken = columns(right).min(area.width);
        let gap = if taken > 0 { 2 } else { 0 };
        self.put(area.x, y, area.width.saturating_sub(taken + gap), left);
        if taken > 0 {
            self.put(area.right() - taken, y, taken, right);
        }
    }

    /// Fills a line with one glyph.
    pub fn rule(&mut self, x: u16, y: u16, columns: u16, glyph: Glyph, style: Style) {
        let glyph = self.paint.glyph(glyph);
        self.put(x, y, columns, &[span(glyph.repeat(usize::from(columns)), style)]);
    }

    /// A vertical divider.
    pub fn divider(&mut self, x: u16, top: u16, bottom: u16, style: Style) {
        let glyph = self.paint.glyph(Glyph::Divider);
        for y in top..bottom {
            self.put(x, y, 1, &[span(glyph, style)]);
        }
    }

    /// Turns a line of cells into the selection.
    pub fn select(&mut self, area: Rect) {
        let style = self.paint.selected();
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                let cell = &mut self.buffer[(x, y)];
                cell.set_style(Style::reset());
                cell.set_style(style);
            }
        }
    }

    /// Dims everything in an area: it lies under a popup.
    pub fn dim(&mut self, area: Rect) {
        let style = self.paint.dim();
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// A popup with its margins where these are a column or two: what lies below would show there as crumbs.
    fn beside(&self, area: Rect) -> Rect {
        let whole = self.buffer.area;
        let left = if area.x <= 2 { whole.x } else { area.x };
        let right = if whole.right() - area.right() <= 2 { whole.right() } else { area.right() + 1 };
        Rect { x: left, width: right - left, ..area }
    }

    /// A rounded popup of so many lines, its title in the upper edge, a hint in the lower one.
    /// Answers the area inside.
    pub fn popup(&mut self, area: Rect, title: &[Span<'_>], hint: &[Span<'_>]) -> Rect {
        let area = area.intersection(self.buffer.area);
        if area.width < 4 || area.height < 3 {
            return Rect { width: 0, height: 0, ..area };
        }
        Clear.render(self.beside(area), self.buffer);
        let text = self.paint.text();
        self.buffer.set_style(area, text);
        let dim = self.paint.dim();
        let (last_x, last_y) = (area.right() - 1, area.bottom() - 1);
        self.rule(area.x, area.y, area.width, Glyph::Rule, dim);
        self.rule(area.x, last_y, area.width, Glyph::Rule, dim);
        self.divider(area.x, area.y, area.bottom(), dim);
        self.divider(last_x, area.y, area.bottom(), dim);
        for (x, y, glyph) in [
            (area.x, area.y, Glyph::TopLeft),
            (last_x, area.y, Glyph::TopRight),
            (area.x, last_y, Glyph::BottomLeft),
            (last_x, last_y, Glyph::BottomRight),
        ] {
            let glyph = self.paint.glyph(glyph);
            self.put(x, y, 1, &[span(glyph, dim)]);
        }
        for (y, spans) in [(area.y, title), (last_y, hint)] {
            if !spans.is_empty() {
                let used = self.put(area.x + 2, y, area.width - 4, spans);
                for x in [area.x + 1, area.x + 2 + used] {
                    if x < last_x {
                        self.put(x, y, 1, &[span(" ", dim)]);
                    }
                }
            }
        }
        Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
    }
}
