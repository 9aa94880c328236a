//! The card of a contact or a community over the whole body.

use crate::app::action::Action;
use crate::app::model::Model;
use crate::domain::time::Now;
use crate::report::card::Card;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::chrome::{bar, footer, header, key_label, notice};
use crate::ui::layout::{body, is_line};
use ratatui::layout::Rect;

use super::{card_community, card_contact};

/// Paints the screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now) {
    let area = canvas.area();
    let paint = canvas.paint;
    let back = [span(model.keymap.label(Action::Back), paint.key()), span(" back", paint.dim())];
    header(canvas, model, &back);
    bar(canvas, model, now);
    let inside = body(area);
    let inside = Rect { x: 1, width: inside.width - 2, height: inside.height.saturating_sub(1), ..inside };
    let lines = match model.detail.as_ref().filter(|card| Some(card.subject()) == model.focus()) {
        Some(Card::Contact(card)) => card_contact::draw(canvas, model, now, card, inside),
        Some(Card::Community(card)) => card_community::draw(canvas, model, now, card, inside),
        None => 0,
    };
    canvas.rule(0, area.height - 3, area.width, crate::ui::paint::Glyph::Rule, paint.dim());
    let below = lines.saturating_sub(model.card_top + usize::from(inside.height));
    if below > 0 {
        let mut words = vec![span(" ", paint.dim())];
        words.extend(key_label(canvas, model, Action::Down, &format!("{below} more lines ")));
        let width = columns(&words);
        canvas.put(area.width.saturating_sub(width + 2), area.height - 3, width, &words);
    }
    if !model.overlays.last().is_some_and(is_line) {
        notice(canvas, model, area.height - 2);
    }
    footer(canvas, model, area.height - 1, &keys(model));
}

fn keys(model: &Model) -> Vec<(Action, String)> {
    let suggested = model.focus_row().map_or_else(String::new, |row| format!("log \"{}\"", row.suggested.label));
    let mut keys = vec![
        (Action::LogSuggested, suggested),
        (Action::Log, "log…".to_owned()),
        (Action::LogTheirs, "they…".to_owned()),
        (Action::Open, "open".to_owned()),
        (Action::Edit, "edit".to_owned()),
        (Action::StepUp, "step up".to_owned()),
        (Action::AddHandle, "add a way".to_owned()),
        (Action::EditNote, "note".to_owned()),
        (Action::Owe, "owe".to_owned()),
        (Action::Archive, "archive".to_owned()),
    ];
    if model.focus().is_some_and(|subject| subject.contact().is_some()) {
        keys.push((Action::Merge, "merge".to_owned()));
    }
    keys
}
