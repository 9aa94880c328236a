//! What is to be loaded anew after a write or a move.

use super::effect::{Effect, Query};
use super::model::{Model, Reading, Screen};
use super::overlay::Overlay;
use super::screens::today::Item;

/// Everything on screen anew, after a write.
pub fn reload(model: &mut Model, rank: bool) -> Vec<Effect> {
    model.names = None;
    if model.names_read == Reading::Asked {
        model.names_read = Reading::Again;
    }
    model.known.forget();
    let mut effects = vec![Effect::Load(Query::Today { rank })];
    match model.screen {
        Screen::Today => {}
        Screen::People => effects.push(Effect::Load(model.people.query())),
        Screen::Communities => effects.push(Effect::Load(model.communities.query())),
        Screen::Review => effects.push(Effect::Load(model.review.query())),
        Screen::Listen => effects.push(Effect::Load(model.listen.query(false))),
    }
    // a sitting goes on: the next letter is weighed against what the last one chose
    if model.load.take().is_some() && model.overlays.iter().any(Overlay::chooses_cadence) {
        effects.push(Effect::Load(Query::Load));
    }
    if model.overlays.iter().any(|overlay| matches!(overlay, Overlay::Duplicates(_))) {
        effects.push(Effect::Load(Query::Duplicates));
    }
    if let Some(subject) = model.focus() {
        effects.push(Effect::Load(Query::Card(subject)));
    }
    effects
}

/// A card for the subject that is in focus now, where it is not there already.
pub fn refresh_detail(model: &Model) -> Vec<Effect> {
    match model.focus() {
        Some(subject) if model.detail.as_ref().is_none_or(|card| card.subject() != subject) => {
            vec![Effect::Load(Query::Card(subject))]
        }
        _ => Vec::new(),
    }
}

/// The counted row is selected on Today.
pub fn on_counted(model: &Model) -> bool {
    on_item(model, Item::Counted)
}

/// The row of what there is to read is selected on Today.
pub fn on_reading(model: &Model) -> bool {
    on_item(model, Item::Reading)
}

fn on_item(model: &Model, item: Item) -> bool {
    model.screen == Screen::Today
        && model.found.is_none()
        && model.cards.is_empty()
        && model.today.cursor.selected() == Some(item)
}
