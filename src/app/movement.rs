//! Moving: screens, cursors, cards, panes, weeks. Selection is by id.

use super::effect::{Effect, Query};
use super::field::Field;
use super::listening;
use super::model::{Model, Screen};
use super::refresh::refresh_detail;
use super::reply::{Notice, Reply};
use super::screens::today::Item;
use crate::report::listening::Whose;

/// To a screen; its facts are loaded as it comes up.
pub fn screen(model: &mut Model, screen: Screen) -> Vec<Effect> {
    model.screen = screen;
    model.cards.clear();
    model.found = None;
    model.marks.clear();
    model.notice = Notice::default();
    model.listen.reading = false;
    model.listen.top = 0;
    let mut effects = vec![Effect::Load(match screen {
        Screen::Today => Query::Today { rank: false },
        Screen::People => model.people.query(),
        Screen::Communities => model.communities.query(),
        // the week that is up now, wherever one was the last time
        Screen::Review => Query::Review(None),
        Screen::Listen => model.listen.query(true),
    })];
    effects.extend(refresh_detail(model));
    effects
}

/// Moves the cursor, or scrolls the open card.
pub fn step(model: &mut Model, step: isize) -> Vec<Effect> {
    if !model.cards.is_empty() {
        model.card_top = model.card_top.saturating_add_signed(step).min(200);
        return Vec::new();
    }
    model.found = None;
    match model.screen {
        Screen::Today => {
            let items = model.today.items();
            model.today.cursor.step(step, &items);
        }
        Screen::People => {
            let ids = model.people.ids();
            model.people.cursor.step(step, &ids);
            if model.people.wants_more() {
                model.people.limit += super::screens::people::PAGE;
                let mut effects = vec![Effect::Load(model.people.query())];
                effects.extend(refresh_detail(model));
                return effects;
            }
        }
        Screen::Communities => {
            let ids = model.communities.ids();
            model.communities.cursor.step(step, &ids);
        }
        Screen::Review => model.review.step_by(step),
        Screen::Listen => {
            if !listening::scroll(model, step) {
                model.listen.step(step);
            }
            return listening::moved(model);
        }
    }
    refresh_detail(model)
}

/// Half of the screen's height.
pub fn half(model: &mut Model, direction: isize) -> Vec<Effect> {
    let rows = isize::from(i16::try_from(model.size.1 / 2).unwrap_or(10)).max(1);
    step(model, direction * rows)
}

/// Opens the card of the selection, or the next step of the review.
pub fn enter(model: &mut Model) -> Vec<Effect> {
    if model.screen == Screen::Review && model.cards.is_empty() && model.found.is_none() {
        model.review.enter();
        return refresh_detail(model);
    }
    if model.screen == Screen::Listen
        && model.cards.is_empty()
        && model.found.is_none()
        && let Some(effects) = listening::enter(model)
    {
        return effects;
    }
    if super::refresh::on_reading(model) {
        return screen(model, Screen::Listen);
    }
    let Some(subject) = model.focus() else { return Vec::new() };
    if model.cards.last() == Some(&subject) {
        return Vec::new();
    }
    model.found = None;
    model.cards.push(subject);
    model.card_top = 0;
    vec![Effect::Load(Query::Card(subject))]
}

/// One level back; at the top nothing.
pub fn back(model: &mut Model) -> Vec<Effect> {
    if let Some(effects) = close_one(model) {
        return effects;
    }
    if model.screen == Screen::Review && model.review.back() {
        return refresh_detail(model);
    }
    // at the top there is nowhere to go back to, but for who only looks around
    if model.visiting { vec![Effect::Quit] } else { Vec::new() }
}

/// Closes what is open, the innermost first: somebody found, a filter, marks, a card, the archive. Answers what is to
/// be loaded then; none where nothing was open.
pub fn close_one(model: &mut Model) -> Option<Vec<Effect>> {
    let filtered = model.screen == Screen::People && model.cards.is_empty() && !model.people.filter.is_empty();
    let archive = match model.screen {
        Screen::People => model.people.archived,
        Screen::Communities => model.communities.archived,
        Screen::Today | Screen::Review | Screen::Listen => false,
    };
    if model.found.take().is_some() {
    } else if filtered {
        model.people.filter = Field::default();
        return Some(vec![Effect::Load(model.people.query())]);
    } else if !model.marks.is_empty() {
        model.marks.clear();
    } else if model.cards.pop().is_some() {
        model.card_top = 0;
    } else if model.screen == Screen::Today && model.today.show_all {
        model.today.show_all = false;
        let items = model.today.items();
        model.today.cursor.follow(&items);
    } else if model.screen == Screen::Listen && model.cards.is_empty() && model.listen.asking.is_some() {
        return Some(vec![Effect::StopAsking]);
    } else if model.screen == Screen::Listen && model.listen.reading {
        model.listen.reading = false;
    } else if model.screen == Screen::Listen && model.listen.whose != Whose::All {
        model.listen.show(Whose::All);
        return Some(vec![Effect::Load(model.listen.query(true))]);
    } else if archive {
        return Some(archived(model));
    } else {
        return None;
    }
    Some(refresh_detail(model))
}

/// Marks or unmarks the one in focus and moves on.
pub fn mark(model: &mut Model) -> Vec<Effect> {
    let Some(subject) = model.focus() else { return Vec::new() };
    match model.marks.iter().position(|marked| *marked == subject) {
        Some(at) => drop(model.marks.remove(at)),
        None => model.marks.push(subject),
    }
    step(model, 1)
}

/// Shows what lies past the cut and the other lanes, or hides them again.
pub fn show_all(model: &mut Model) -> Vec<Effect> {
    model.today.show_all = !model.today.show_all;
    let items = model.today.items();
    model.today.cursor.follow(&items);
    Vec::new()
}

/// The archive instead of the list, or back.
pub fn archived(model: &mut Model) -> Vec<Effect> {
    match model.screen {
        Screen::People => {
            model.people.archived = !model.people.archived;
            vec![Effect::Load(model.people.query())]
        }
        Screen::Communities => {
            model.communities.archived = !model.communities.archived;
            vec![Effect::Load(model.communities.query())]
        }
        Screen::Today | Screen::Review | Screen::Listen => Vec::new(),
    }
}

/// A week back or forward in Review.
pub fn week(model: &Model, weeks: i64) -> Reply {
    match &model.review.report {
        Some(report) => {
            let week = report.week.plus(weeks);
            if week.first > model.day {
                return Reply::say("That week lies ahead");
            }
            Reply::effects(vec![Effect::Load(Query::Review(Some(week)))])
        }
        None => Reply::effects(vec![Effect::Load(Query::Review(None))]),
    }
}

/// The other pane.
pub fn next_pane(model: &mut Model) -> Vec<Effect> {
    if model.screen == Screen::Review {
        model.review.next_pane();
    }
    if model.screen == Screen::Listen && model.cards.is_empty() {
        return listening::turn(model);
    }
    Vec::new()
}

/// Selects a row of Today by its subject.
pub fn select(model: &mut Model, subject: crate::domain::ids::Subject) {
    let items = model.today.items();
    model.today.cursor.select(Item::Subject(subject), &items);
}
