//! The strip, down to 40x6 and less: the clock, who is now, the next three.
//!
//! ```text
//! 17:20 left   ► Ada Lindqvist, forum
//! next Rust Book Club · Nix · Ines Okafor
//! Space log "answered"  a…  i…  o  t
//! ```

use crate::app::action::Action;
use crate::app::model::Model;
use crate::domain::time::Now;
use crate::report::row::Mark;
use crate::ui::canvas::{Canvas, span};
use crate::ui::chrome::minutes;
use crate::ui::paint::Glyph;

/// Paints the strip.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now) {
    let area = canvas.area();
    let paint = canvas.paint;
    let clock = match model.block() {
        Some(block) => format!("{} left", minutes(block.session.left(now.at))),
        None => "no block".to_owned(),
    };
    let mut first = vec![span(format!("{clock}   "), paint.bold())];
    if let Some(row) = model.focus_row() {
        first.push(span(format!("{} ", paint.mark(Mark::Now)), paint.asks()));
        let place = if row.platform.is_empty() { String::new() } else { format!(", {}", row.platform) };
        first.push(span(format!("{}{place}", row.name), paint.bold()));
    }
    canvas.put(0, 0, area.width, &first);
    let focus = model.focus();
    let dot = format!(" {} ", paint.glyph(Glyph::Dot));
    let next: Vec<String> = model
        .today
        .report
        .iter()
        .flat_map(|report| &report.rows)
        .filter(|row| Some(row.subject) != focus)
        .take(3)
        .map(|row| row.name.clone())
        .collect();
    let words = if next.is_empty() { "nobody else waits".to_owned() } else { format!("next {}", next.join(&dot)) };
    canvas.put(0, 1, area.width, &[span(words, paint.dim())]);
    if let Some(row) = model.focus_row().filter(|_| area.height > 4) {
        canvas.put(0, 2, area.width, &[span(row.reason, paint.text())]);
    }
    let mut y = area.height.saturating_sub(1).max(2);
    if area.height > 3 && !model.notice.text.is_empty() {
        canvas.put(0, y - 1, area.width, &[span(model.notice.text.clone(), paint.text())]);
    }
    if area.height < 3 {
        y = area.height;
    }
    let label = |action| model.keymap.label(action);
    let suggested = model.focus_row().map_or_else(String::new, |row| format!(" log \"{}\"  ", row.suggested.label));
    let spans = [
        span(label(Action::LogSuggested), paint.key()),
        span(suggested, paint.text()),
        span(format!("{}…  {}…  ", label(Action::Log), label(Action::LogTheirs)), paint.key()),
        span(format!("{}  {}  {}", label(Action::Open), label(Action::Session), label(Action::Help)), paint.key()),
    ];
    canvas.put(0, y, area.width, &spans);
}
