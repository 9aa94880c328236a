//! The block: plan and start, pause, five minutes more, finish, leave.

use super::action::Action;
use super::effect::{Effect, Query};
use super::model::{Model, Screen};
use super::overlay::Overlay;
use super::overlays::plan::PlanLine;
use super::overlays::question::Question;
use super::reply::Reply;
use crate::domain::change::Change;
use crate::domain::ids::Subject;
use crate::domain::session_rules::finish_early;
use crate::domain::time::Now;

/// Minutes that `+` gives.
const MORE: u32 = 5;

/// `t`: plans where no block runs; else pauses or goes on.
pub fn session(model: &mut Model) -> Reply {
    match model.block() {
        Some(block) if block.session.paused() => write(Change::ResumeSession(block.id)),
        Some(block) => write(Change::PauseSession(block.id)),
        None => {
            let minutes =
                model.today.report.as_ref().map_or(model.settings.block_minutes, |report| report.block_minutes);
            let place = place(model);
            model.open(Overlay::Plan(PlanLine::new(minutes, place)))
        }
    }
}

/// On Communities the block is for the place in focus alone; on Today rows of places stand
/// among people, and a block for one of them would be a surprise.
fn place(model: &Model) -> Option<(crate::domain::ids::CommunityId, String)> {
    let row = model.focus_row().filter(|_| model.screen == Screen::Communities)?;
    match row.subject {
        Subject::Community(id) => Some((id, row.name)),
        Subject::Contact(_) => None,
    }
}

/// `T`: finishes; more than ten minutes before the end it asks.
pub fn finish(model: &mut Model, now: &Now) -> Reply {
    let Some(block) = model.block() else { return Reply::say("No block is running") };
    let finish = Change::FinishSession { session: block.id, at: None, note: String::new() };
    let effects = vec![Effect::Write(Box::new(finish)), Effect::Load(Query::Recap)];
    match finish_early(&block.session, now) {
        Some(offer) => model.open(Overlay::Question(Question::new(offer.words(now), effects))),
        None => Reply::effects(effects),
    }
}

/// `+`: five minutes more of the running block.
pub fn more(model: &mut Model) -> Reply {
    match model.block() {
        Some(block) => write(Change::ExtendSession(block.id, MORE)),
        None => Reply::say(format!("No block is running: {} starts one", model.keymap.label(Action::Session))),
    }
}

/// Leaving at the top: a block goes on paused; acts without one are offered as a block.
pub fn leave(model: &mut Model) -> Reply {
    let offered =
        model.today.report.as_ref().filter(|_| !model.leaving).and_then(|report| report.asked_on_leaving.clone());
    model.leaving = true;
    match offered {
        Some(asked) => {
            let mut yes: Vec<Effect> = asked.yes.into_iter().map(|change| Effect::Write(Box::new(change))).collect();
            yes.push(Effect::Quit);
            let question = Question { no: vec![Effect::Quit], ..Question::new(asked.text, yes) };
            model.open(Overlay::Question(question))
        }
        None => Reply::effects(vec![Effect::Quit]),
    }
}

fn write(change: Change) -> Reply {
    Reply::effects(vec![Effect::Write(Box::new(change))])
}
