//! The card of a community: figures, the ladder with evidence or the host's view, people, last acts.
//!
//! ```text
//! ▸ 4  engage          ten replies with five people      earned 12 Apr
//!   3  provide value   five answers                      ✓ 28 Mar
//! ```

use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::model::Model;
use crate::domain::text::pad;
use crate::domain::time::Now;
use crate::report::card::{CommunityCard, RungLine};
use crate::report::row::Mark;
use crate::ui::canvas::{Canvas, span};
use crate::ui::detail::{Writer, act_spans, owed, since_words};
use crate::ui::paint::Glyph;

/// Columns of a label.
const LABEL: usize = 10;

/// Paints the card.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now, card: &CommunityCard, area: Rect) {
    let paint = canvas.paint;
    let up = model.keymap.label(Action::StepUp);
    let mut writer = Writer::new(canvas, area, model.card_top);
    let mut title =
        vec![span(card.row.name.clone(), paint.bold()), span(format!("   {}", since_words(card)), paint.text())];
    if card.archived {
        title.push(span("   archived", paint.dim()));
    }
    writer.line(&title);
    let figures: Vec<String> = card.figures.iter().map(|pair| format!("{} {}", pair.label, pair.value)).collect();
    writer.line(&[span(figures.join("   "), paint.text())]);
    let texts: Vec<String> = card
        .texts
        .iter()
        .filter(|pair| matches!(pair.label.as_str(), "expects me" | "acting as"))
        .map(|pair| format!("{} {}", pair.label, pair.value))
        .collect();
    if !texts.is_empty() {
        writer.line(&[span(texts.join("   "), paint.text())]);
    }
    writer.gap();
    owed(&mut writer, &card.row.owed, now);
    if card.ladder.is_empty() {
        if !card.host.is_empty() {
            writer.line(&[span("Your place", paint.dim())]);
            for pair in &card.host {
                writer.line(&[
                    span(format!("  {}", pad(&pair.label, 24)), paint.text()),
                    span(pair.value.clone(), paint.text()),
                ]);
            }
            writer.gap();
        }
    } else {
        writer.line(&[span("Ladder", paint.dim())]);
        for line in &card.ladder {
            rung(&mut writer, line);
        }
        writer.gap();
        if let Some(rung) = card.offered {
            let words = format!("rung {rung} is earned: {up} takes it");
            writer.line(&[span(pad("Next", LABEL), paint.dim()), span(words, paint.bold())]);
        } else if card.know_offered {
            let words = format!("you know this place already? {up} starts on rung 2");
            writer.line(&[span(pad("Next", LABEL), paint.dim()), span(words, paint.text())]);
        } else if !card.next.is_empty() {
            writer.line(&[span(pad("Next", LABEL), paint.dim()), span(card.next.clone(), paint.text())]);
        }
    }
    for pair in card.texts.iter().filter(|pair| !matches!(pair.label.as_str(), "expects me" | "acting as")) {
        writer.line(&[span(pad(&pair.label, LABEL), paint.dim()), span(pair.value.clone(), paint.text())]);
    }
    if !card.people.is_empty() {
        let names: Vec<&str> = card.people.iter().take(5).map(|person| person.1.as_str()).collect();
        let more = if card.more_people > 0 { format!(", {} more", card.more_people) } else { String::new() };
        writer.line(&[
            span(pad("People", LABEL), paint.dim()),
            span(format!("{}{more}", names.join(", ")), paint.text()),
        ]);
    }
    writer.gap();
    for act in card.acts.iter().take(8) {
        let spans = act_spans(writer.canvas, act);
        writer.line(&spans);
    }
}

fn rung(writer: &mut Writer<'_, '_>, line: &RungLine) {
    let paint = writer.canvas.paint;
    let style = match (line.here, line.reached.is_empty(), line.progress) {
        (true, ..) => paint.bold(),
        (false, true, None) => paint.dim(),
        _ => paint.text(),
    };
    let here = if line.here { paint.glyph(Glyph::Here) } else { " " };
    let mut spans = vec![
        span(format!("{here} {}  {}  {}", line.rung, pad(&line.name, 16), pad(&line.wants, 32)), style),
        span(" ", style),
    ];
    match (line.progress, line.reached.as_str()) {
        (_, reached) if !reached.is_empty() => {
            if !line.here {
                spans.push(span(format!("{} ", paint.mark(Mark::Done)), paint.good()));
            }
            spans.push(span(reached.to_owned(), style));
        }
        (Some((done, of)), _) => {
            let parts = 5_u32;
            let full = (done * parts / of.max(1)).min(parts) as usize;
            spans.push(span(paint.glyph(Glyph::Full).repeat(full), paint.accent()));
            spans.push(span(paint.glyph(Glyph::Empty).repeat(parts as usize - full), paint.dim()));
            spans.push(span(format!("  {done} of {of}"), paint.text()));
        }
        (None, _) => spans.push(span(paint.glyph(Glyph::Dot), paint.dim())),
    }
    writer.line(&spans);
}
