//! The card of a community: figures, the ladder with evidence or the host's view, people, last acts.
//!
//! ```text
//! ▸ 4  engage          ten replies with five people      earned 12 Apr
//!   3  provide value   five answers                      ✓ 28 Mar
//! ```

use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::action::Action;
use crate::app::model::Model;
use crate::domain::text::{pad, width};
use crate::domain::time::Now;
use crate::report::card::{CommunityCard, Pair, RungLine};
use crate::report::row::Mark;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::detail::{Writer, act_spans, owed, since_words, weeks};
use crate::ui::paint::Glyph;

/// Columns of a label.
const LABEL: usize = 10;
/// Columns from which the ladder says what each rung wants.
const WORDS: u16 = 70;
/// The figure that stands among the words below the ladder.
const ASK: &str = "an ask";
/// Lines that one figure or text of the head takes at most.
const LONG: usize = 4;

/// Columns from which what happened stands beside the ladder.
const HALVES: u16 = 108;
/// Columns of the ladder.
const LADDER: u16 = 74;

/// Paints the card. Answers how many lines it has.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now, card: &CommunityCard, area: Rect) -> usize {
    let up = model.keymap.label(Action::StepUp);
    let beside = area.width >= HALVES;
    let left = if beside { Rect { width: LADDER, ..area } } else { area };
    let mut writer = Writer::new(canvas, left, model.card_top);
    head(&mut writer, card);
    writer.gap();
    owed(&mut writer, &card.row.owed, now);
    if card.ladder.is_empty() {
        host(&mut writer, card);
    } else {
        writer.line(&[span("Ladder", writer.canvas.paint.dim())]);
        for line in &card.ladder {
            rung(&mut writer, line);
        }
        writer.gap();
    }
    standing(&mut writer, card, &up);
    if !beside {
        writer.gap();
        happened(&mut writer, card, 8);
        return writer.written();
    }
    let lines = writer.written();
    let right = Rect { x: area.x + LADDER + 2, width: area.width - LADDER - 2, ..area };
    let mut writer = Writer::new(canvas, right, model.card_top);
    writer.line(&[span("Lately", writer.canvas.paint.dim())]);
    happened(&mut writer, card, 24);
    lines.max(writer.written())
}

/// The name and what the place is; the figures; what it may expect of you.
fn head(writer: &mut Writer<'_, '_>, card: &CommunityCard) {
    let paint = writer.canvas.paint;
    let mut title =
        vec![span(card.row.name.clone(), paint.bold()), span(format!("   {}", since_words(card)), paint.text())];
    if card.archived {
        title.push(span("   archived", paint.dim()));
    }
    writer.line(&title);
    for pairs in [
        card.figures.iter().filter(|pair| pair.label != ASK).collect::<Vec<_>>(),
        card.texts.iter().filter(|pair| is_yours(pair)).collect(),
    ] {
        let mut line: Vec<Span<'static>> = Vec::new();
        for pair in pairs {
            let next =
                [span(format!("{} ", pair.label), paint.dim()), span(format!("{}   ", pair.value), paint.text())];
            if !line.is_empty() && columns(&line) + columns(&next) > writer.width() + 3 {
                writer.line(&std::mem::take(&mut line));
            }
            if columns(&next) > writer.width() + 3 {
                writer.labelled(&pair.label, width(&pair.label) + 1, &pair.value, LONG);
                continue;
            }
            line.extend(next);
        }
        if !line.is_empty() {
            writer.line(&line);
        }
    }
}

/// What stands in the head of the card: what the place may expect of you, and your name there.
fn is_yours(pair: &Pair) -> bool {
    matches!(pair.label.as_str(), "expects me" | "acting as")
}

/// A place of your own: open questions, newcomers welcomed, how soon they get an answer.
fn host(writer: &mut Writer<'_, '_>, card: &CommunityCard) {
    let paint = writer.canvas.paint;
    if card.host.is_empty() {
        return;
    }
    writer.line(&[span("Your place", paint.dim())]);
    for pair in &card.host {
        writer
            .line(&[span(format!("  {}", pad(&pair.label, 14)), paint.text()), span(pair.value.clone(), paint.text())]);
    }
    writer.gap();
}

/// The next step, room for an ask, rules and notes, people.
fn standing(writer: &mut Writer<'_, '_>, card: &CommunityCard, up: &str) {
    let paint = writer.canvas.paint;
    if card.ladder.is_empty() {
        // a host climbs no ladder
    } else if let Some(rung) = card.offered {
        let words = format!("rung {rung} is earned: {up} takes it");
        writer.line(&[span(pad("Next", LABEL), paint.dim()), span(words, paint.bold())]);
    } else if card.know_offered {
        writer.labelled("Next", LABEL, &format!("you know this place already? {up} starts on rung 2"), 2);
    } else if !card.next.is_empty() {
        writer.labelled("Next", LABEL, &card.next, 2);
    }
    if let Some(ask) = card.figures.iter().find(|pair| pair.label == ASK) {
        writer.labelled("An ask", LABEL, &ask.value, 2);
    }
    for pair in card.texts.iter().filter(|pair| !is_yours(pair)) {
        writer.labelled(&capital(&pair.label), LABEL, &pair.value, 3);
    }
    if !card.people.is_empty() {
        let names: Vec<&str> = card.people.iter().take(5).map(|person| person.1.as_str()).collect();
        let more = if card.more_people > 0 { format!(", {} more", card.more_people) } else { String::new() };
        writer.labelled("People", LABEL, &format!("{}{more}", names.join(", ")), 2);
    }
}

/// Half a year in one line, and the last acts there.
fn happened(writer: &mut Writer<'_, '_>, card: &CommunityCard, most: usize) {
    weeks(writer, &card.weeks);
    for act in card.acts.iter().take(most) {
        let spans = act_spans(writer.canvas, act);
        writer.line(&spans);
    }
    if card.acts.is_empty() {
        let dim = writer.canvas.paint.dim();
        writer.line(&[span("nothing logged yet", dim)]);
    }
}

/// A label of the lower half begins with a capital, as "Next" does.
fn capital(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn rung(writer: &mut Writer<'_, '_>, line: &RungLine) {
    let paint = writer.canvas.paint;
    let style = match (line.here, line.reached.is_empty(), line.progress) {
        (true, ..) => paint.bold(),
        (false, true, None) => paint.dim(),
        _ => paint.text(),
    };
    // what a rung wants gives way to how far it is
    let wants = if writer.width() >= WORDS { pad(&line.wants, 32) } else { String::new() };
    let here = if line.here { paint.glyph(Glyph::Here) } else { " " };
    let mut spans =
        vec![span(format!("{here} {}  {}  {}", line.rung, pad(&line.name, 16), wants), style), span(" ", style)];
    match (line.progress, line.reached.as_str()) {
        (_, reached) if !reached.is_empty() => {
            if !line.here {
                spans.push(span(format!("{} ", paint.mark(Mark::Done)), paint.good()));
            }
            spans.push(span(reached.to_owned(), style));
        }
        (Some((done, of)), _) => {
            let done = done.min(of);
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
