//! `>` and `<`: rungs and stages; and what is planned on Review.

use super::action::Action;
use super::effect::Effect;
use super::forms;
use super::model::Model;
use super::overlay::Overlay;
use super::overlays::question::Question;
use super::reply::Reply;
use super::screens::review::Pane;
use crate::domain::change::Change;
use crate::domain::community::StepHow;
use crate::domain::contact::Stage;
use crate::report::card::Card;
use crate::report::review::PlanLine;

/// `>`: an earned step is taken; else it asks "say so yourself?".
pub fn up(model: &mut Model) -> Reply {
    match card(model) {
        Some(Card::Community(card)) => {
            if card.know_offered {
                let text = "You know this place already: start on rung 2?";
                return ask(model, text, Change::SetRung(card.id, 2, StepHow::Said));
            }
            let here = card.ladder.iter().find(|line| line.here).map_or(0, |line| line.rung);
            if card.ladder.is_empty() {
                return Reply::say("This place has no ladder");
            }
            match (card.offered, here) {
                (Some(rung), _) => write(Change::SetRung(card.id, rung, StepHow::Earned)),
                (None, 7..) => Reply::say("That is the top of the ladder"),
                (None, here) => {
                    let text = format!("Rung {} is not earned yet: {}. Say so yourself?", here + 1, card.next);
                    ask(model, &text, Change::SetRung(card.id, here + 1, StepHow::Said))
                }
            }
        }
        Some(Card::Contact(card)) => match (card.offered, next_stage(&card.stage)) {
            (Some(stage), _) => write(Change::SetStage(card.id, stage, StepHow::Earned)),
            (None, Some(stage)) => {
                let text = format!("{}: {stage}? Say so yourself", card.row.name);
                ask(model, &text, Change::SetStage(card.id, stage, StepHow::Said))
            }
            (None, None) => Reply::say("Met is the last stage"),
        },
        None => Reply::say("Nobody is selected"),
    }
}

/// `<`: a step down, at any time.
pub fn down(model: &mut Model) -> Reply {
    match card(model) {
        Some(Card::Community(card)) => match card.ladder.iter().find(|line| line.here).map(|line| line.rung) {
            Some(rung @ 1..) => write(Change::SetRung(card.id, rung - 1, StepHow::Said)),
            _ => Reply::say("That is the foot of the ladder"),
        },
        Some(Card::Contact(card)) => {
            let at = Stage::ALL.iter().position(|stage| stage.word() == card.stage).unwrap_or(0);
            match at.checked_sub(1).and_then(|at| Stage::ALL.get(at)) {
                Some(&stage) => write(Change::SetStage(card.id, stage, StepHow::Said)),
                None => Reply::say("Noticed is the first stage"),
            }
        }
        None => Reply::say("Nobody is selected"),
    }
}

/// `x` on Review: ends the commitment, block or rest that is selected.
pub fn remove_planned(model: &mut Model) -> Reply {
    match selected_plan(model) {
        Some(line) => {
            let text = format!("End \"{}\"? Its past stays", line.text);
            ask(model, &text, line.remove.clone())
        }
        None => Reply::say(format!("{} goes to commitments, blocks and rests", model.keymap.label(Action::NextPane))),
    }
}

/// `e` on Review: changes the commitment that is selected, from the next period on.
pub fn edit_planned(model: &mut Model) -> Reply {
    if let Some((id, words)) = selected_plan(model).and_then(|line| Some((line.commitment?, &line.text))) {
        return model.open(Overlay::Form(forms::commitment(id, words)));
    }
    let label = |action| model.keymap.label(action);
    let (pane, end, new) = (label(Action::NextPane), label(Action::RemoveItem), label(Action::New));
    Reply::say(format!(
        "{pane} goes to the commitments; blocks and rests are ended with {end} and made anew with {new}"
    ))
}

fn selected_plan(model: &Model) -> Option<&PlanLine> {
    let focused = model.review.focused() == Pane::Plans;
    model.review.report.as_ref().filter(|_| focused)?.plans.get(model.review.plan)
}

fn card(model: &Model) -> Option<&Card> {
    model.detail.as_ref().filter(|card| Some(card.subject()) == model.focus())
}

fn next_stage(word: &str) -> Option<Stage> {
    let at = Stage::ALL.iter().position(|stage| stage.word() == word)?;
    Stage::ALL.get(at + 1).copied()
}

fn write(change: Change) -> Reply {
    Reply::effects(vec![Effect::Write(Box::new(change))])
}

fn ask(model: &mut Model, text: &str, change: Change) -> Reply {
    model.open(Overlay::Question(Question::new(text, vec![Effect::Write(Box::new(change))])))
}
