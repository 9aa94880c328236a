//! The card of a contact: who, what is owed, the last acts; beside it figures, ways, the score with its terms.

use ratatui::layout::Rect;

use crate::app::model::Model;
use crate::domain::attention::Term;
use crate::domain::text::{pad, width};
use crate::domain::time::Now;
use crate::report::card::ContactCard;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::detail::{Writer, contact_figures, contact_head, contact_notes, contact_story};

/// Columns from which the card stands in two halves.
const HALVES: u16 = 72;
/// Columns that the right half takes at least: a label and the sparkline of 26 weeks.
const RIGHT: u16 = 40;

/// Paints the card. Answers how many lines it has.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now, card: &ContactCard, area: Rect) -> usize {
    let top = model.card_top;
    if area.width < HALVES {
        let mut writer = Writer::new(canvas, area, top);
        contact_head(&mut writer, card);
        writer.gap();
        contact_story(&mut writer, card, now, true);
        writer.gap();
        figures(&mut writer, card);
        writer.gap();
        contact_notes(&mut writer, card, 12);
        return writer.written();
    }
    let half = (area.width / 2).max(RIGHT);
    let left = Rect { width: area.width - half - 2, ..area };
    let right = Rect { x: area.right() - half, width: half, ..area };
    let mut writer = Writer::new(canvas, left, top);
    contact_head(&mut writer, card);
    writer.gap();
    contact_story(&mut writer, card, now, false);
    writer.gap();
    contact_notes(&mut writer, card, 12);
    let lines = writer.written();
    let mut writer = Writer::new(canvas, right, top);
    figures(&mut writer, card);
    lines.max(writer.written())
}

fn figures(writer: &mut Writer<'_, '_>, card: &ContactCard) {
    contact_figures(writer, card);
    writer.gap();
    ways(writer, card);
    points(writer, card);
}

fn ways(writer: &mut Writer<'_, '_>, card: &ContactCard) {
    let paint = writer.canvas.paint;
    writer.line(&[span("Ways", paint.dim())]);
    if card.handles.is_empty() {
        writer.line(&[span("  none yet", paint.dim())]);
    }
    for handle in &card.handles {
        let mut way = vec![
            span(format!("  {}  ", pad(&handle.platform, 9)), paint.dim()),
            span(handle.name.clone(), paint.text()),
        ];
        // half a link leads nowhere, and `o` opens it anyway
        if columns(&way) + 2 + width(&handle.link) as u16 <= writer.width() {
            way.push(span(format!("  {}", handle.link), paint.dim()));
        }
        writer.line(&way);
    }
    writer.gap();
}

/// Why the row stands where it stands: the terms add up to the score.
fn points(writer: &mut Writer<'_, '_>, card: &ContactCard) {
    let paint = writer.canvas.paint;
    if card.row.terms.is_empty() {
        return;
    }
    writer.line(&[span("Points today", paint.dim())]);
    for term in &card.row.terms {
        let points = format!("{:>6.1}", f64::from(term.tenths) / 10.0);
        writer.line(&[span(format!("  {}", pad(term_words(term.term), 24)), paint.text()), span(points, paint.text())]);
    }
    let sum = format!("{:>6.1}", f64::from(card.row.score) / 10.0);
    writer.line(&[span(format!("  {}", pad("together", 24)), paint.bold()), span(sum, paint.bold())]);
}

/// A term in words.
pub fn term_words(term: Term) -> &'static str {
    match term {
        Term::Reply => "a reply is owed",
        Term::Thanks => "thanks or a promise",
        Term::Due => "the cadence is due",
        Term::Worth => "worth an answer",
        Term::Drift => "silent beyond the usual",
        Term::Dated => "a date or step",
        Term::New => "new",
        Term::Step => "one act from a step",
        Term::Tier => "close to you",
        Term::Pinned => "pinned",
        Term::Today => "acted today already",
        Term::Unanswered => "acts unanswered",
    }
}
