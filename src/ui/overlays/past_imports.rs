//! What was imported before, one a line.

use ratatui::layout::Rect;

use super::full::{LOW, fitting, top};
use super::lines::said;
use crate::app::cursor::offset;
use crate::app::model::Model;
use crate::app::overlays::past_imports::PastImports;
use crate::ui::canvas::{Canvas, span};
use crate::ui::chrome::notice;
use crate::ui::paint::Glyph;

/// Paints the screen.
pub fn draw(canvas: &mut Canvas<'_>, past: &PastImports, model: &Model) {
    let area = canvas.area();
    let paint = canvas.paint;
    let bare = area.height < LOW;
    let rows = if bare {
        canvas.put(1, 0, area.width.saturating_sub(2), &[span("all of which import?", paint.bold())]);
        Rect { y: 1, height: area.height.saturating_sub(2), ..area }
    } else {
        top(canvas, "archive all of an import", &[]);
        canvas.rule(0, area.height.saturating_sub(2), area.width, Glyph::Rule, paint.dim());
        Rect { y: 3, height: area.height.saturating_sub(5), ..area }
    };
    let inside = Rect { x: 1, width: area.width.saturating_sub(2), ..rows };
    let first = offset(past.at, past.imports.len(), usize::from(inside.height));
    for (y, (n, import)) in (inside.y..inside.bottom()).zip(past.imports.iter().enumerate().skip(first)) {
        // on a narrow screen the day gives way
        let day = if area.width < 60 { String::new() } else { format!("{}   ", import.day) };
        let left = [span(format!(" {}", import.format), paint.text())];
        canvas.row(inside, y, &left, &[span(day, paint.dim()), span(import.left(), paint.text())]);
        if n == past.at {
            canvas.select(Rect { y, height: 1, ..inside });
        }
    }
    if !model.notice.text.is_empty() {
        notice(canvas, model, area.height.saturating_sub(2));
        said(canvas, &model.notice);
    }
    let foot = fitting(
        canvas,
        &[
            &[("Enter", "archives them"), ("arrows", "choose"), ("Esc", "leaves")],
            &[("Enter", "archives them"), ("Esc", "")],
        ],
    );
    canvas.put(1, area.height.saturating_sub(1), area.width.saturating_sub(2), &foot);
}
