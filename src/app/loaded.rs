//! Taking in what was loaded and written. Late answers are harmless: each names what it is of.

use super::action::Action;
use super::effect::{Effect, Query};
use super::model::{LastLog, Model, Reading, Screen};
use super::msg::{Loaded, Wrote};
use super::overlay::Overlay;
use super::overlays::duplicates::Doubts;
use super::overlays::first_run::FirstRun;
use super::overlays::past_imports::PastImports;
use super::overlays::question::Question;
use super::overlays::recap::RecapPopup;
use super::overlays::triage::Triage;
use super::refresh::{refresh_detail, reload};
use super::reply::{Notice, Tone};
use crate::domain::change::Change;
use crate::domain::commitment::RestDays;
use crate::domain::ids::{OperationId, Subject};
use crate::domain::plan::plan_for;
use crate::domain::session_rules;
use crate::domain::time::Now;
use crate::report::card::Card;
use crate::report::duplicates::Duplicates;
use crate::report::today::Today;

/// Takes loaded facts in.
pub fn take(model: &mut Model, now: &Now, loaded: Loaded) -> Vec<Effect> {
    match loaded {
        Loaded::Today { report, rank } => return today(model, report, rank),
        Loaded::Card(subject, card) => return take_card(model, subject, card),
        Loaded::People(query, list) => {
            model.people.take(&query, list);
            return refresh_detail(model);
        }
        Loaded::Communities(list) => {
            model.communities.take(list);
            return refresh_detail(model);
        }
        Loaded::Review(report) => {
            model.review.take(report);
            return refresh_detail(model);
        }
        Loaded::Listen { report, rank } => {
            model.listen.take(report, rank);
            return super::listening::moved(model);
        }
        Loaded::Post(text) => model.listen.take_text(text),
        Loaded::Names(names) => {
            if std::mem::take(&mut model.names_read) == Reading::Again {
                model.names_read = Reading::Asked;
                return vec![Effect::Load(Query::Names)];
            }
            model.names = Some(names);
            search_again(model, now);
        }
        Loaded::Untiered(people) => {
            triage(model, people);
            if model.load.is_none() && model.overlays.iter().any(Overlay::chooses_cadence) {
                return vec![Effect::Load(Query::Load)];
            }
        }
        Loaded::Load(totals) => model.load = Some(totals),
        Loaded::Alike(answers) => model.known.take(answers),
        Loaded::Duplicates(report) => doubts(model, report),
        Loaded::Recap(recap) => {
            model.overlays.push(Overlay::Recap(RecapPopup { recap, field: super::field::Field::default() }));
        }
        Loaded::PastImports(imports) if imports.is_empty() => {
            model.notice = Notice::info("Nothing was imported yet");
        }
        Loaded::PastImports(imports) => {
            model.notice = Notice::default();
            model.overlays.push(Overlay::PastImports(PastImports::new(imports)));
        }
        Loaded::CutShort(left) => {
            for (operation, label) in left {
                model.overlays.push(Overlay::Question(cut_short(operation, &label)));
            }
        }
        Loaded::Recognised { text, subject, label } => {
            if let Some(Overlay::Find(find)) = model.overlays.last_mut() {
                find.recognised(&text, subject, label);
            }
            // a link that belongs to somebody needs no Enter: a letter logs at once
            if let (Some(subject), Some(Overlay::Find(find))) = (subject, model.overlays.last())
                && find.pasted.is_some()
                && find.purpose == super::reply::Purpose::Act
            {
                model.overlays.pop();
                model.found = Some(subject);
                return vec![Effect::Load(Query::Card(subject))];
            }
        }
    }
    Vec::new()
}

/// A change was written.
pub fn wrote(model: &mut Model, now: &Now, wrote: Wrote) -> Vec<Effect> {
    model.sent = None;
    let logged = !wrote.acts.is_empty();
    let mut text = if logged { format!("Logged: {}", wrote.label) } else { capital(&wrote.label) };
    for note in wrote.notes.iter().filter(|note| !note.is_empty()) {
        text = format!("{text}; {note}");
    }
    let known = std::mem::take(&mut model.known_said);
    if !known.is_empty() {
        text = format!("{text}; {known}");
    }
    model.notice = Notice { text, tone: Tone::Done { logged } };
    let names = model.names.take().filter(|_| logged && wrote.added.is_empty());
    let mut effects = reload(model, false);
    // an act changes nobody's name
    model.names = names;
    if logged {
        model.last = Some(LastLog { acts: wrote.acts, label: wrote.label, about: std::mem::take(&mut model.about) });
        effects.extend(offer_block(model, now));
    }
    // somebody who was just added is in focus: the next letter logs
    if let ([subject], Screen::Today) = (wrote.added.as_slice(), model.screen) {
        model.found = Some(*subject);
        effects.push(Effect::Load(Query::Card(*subject)));
    }
    effects
}

/// A text came back from the editor.
pub fn edited(model: &mut Model, subject: Subject, text: Option<String>) -> Vec<Effect> {
    let Some(text) = text else {
        model.notice = Notice::info("The note was left as it was");
        return Vec::new();
    };
    let change = match &model.detail {
        Some(Card::Contact(card)) if Subject::Contact(card.id) == subject => {
            let mut fields = card.fields.clone();
            fields.notes = text;
            Change::SaveContact(card.id, fields)
        }
        Some(Card::Community(card)) if Subject::Community(card.id) == subject => {
            let mut fields = card.fields.clone();
            fields.notes = text;
            Change::SaveCommunity(card.id, fields)
        }
        _ => return Vec::new(),
    };
    vec![Effect::Write(Box::new(change))]
}

fn today(model: &mut Model, report: Today, rank: bool) -> Vec<Effect> {
    let first = model.today.report.is_none();
    let empty = !report.anybody && report.commitments.is_empty() && !model.demo;
    let asked = report.asked.clone();
    let returned = returned(&report);
    if first && !report.review.is_empty() && model.notice.text.is_empty() {
        let key = model.keymap.label(Action::Review);
        model.notice = Notice::info(format!("{}   {key} opens it", report.review));
    }
    model.today.take(report, rank);
    if first && model.demo {
        let (quit, undo) = (model.keymap.label(Action::Quit), model.keymap.label(Action::Undo));
        let back = if model.visiting { "goes back" } else { "leaves" };
        model.notice = Notice::info(format!("A made-up world, nothing is kept. {undo} undoes, {quit} {back}"));
    }
    if first && empty && !model.first_run_offered {
        model.first_run_offered = true;
        model.overlays.push(Overlay::FirstRun(FirstRun::default()));
    }
    if first {
        if returned {
            model.overlays.push(Overlay::Question(short_block(model)));
        }
        // asked once, on opening; the first one on top
        for asked in asked.into_iter().rev() {
            let effects = |changes: Vec<Change>| -> Vec<Effect> {
                changes.into_iter().map(|change| Effect::Write(Box::new(change))).collect()
            };
            let question = Question { no: effects(asked.no), ..Question::new(asked.text, effects(asked.yes)) };
            model.overlays.push(Overlay::Question(question));
        }
    }
    refresh_detail(model)
}

/// Whether somebody is back after days away, something is listed and no block runs, or
/// one that is to be finished first.
fn returned(report: &Today) -> bool {
    let asked = |of: fn(&Change) -> bool| report.asked.iter().flat_map(|asked| &asked.yes).any(of);
    let away = asked(|change| matches!(change, Change::AddRest(RestDays::Dates { .. }, _)));
    let over = asked(|change| matches!(change, Change::FinishSession { .. }));
    away && report.cut > 0 && (over || report.block.is_none())
}

/// A return begins gently: with a block of few acts, where that is wanted.
fn short_block(model: &Model) -> Question {
    let (text, planned) = session_rules::short_block(model.settings.act_minutes);
    let start = Change::StartSession { at: None, planned, plan: plan_for(planned), community: None };
    Question::new(text, vec![Effect::Write(Box::new(start)), Effect::Load(Query::Today { rank: true })])
}

/// Something long was cut short by a crash: what came of it is taken back or kept.
fn cut_short(operation: OperationId, label: &str) -> Question {
    let text = format!("This was cut short: {label}. Take back what came of it? n keeps it");
    let no = vec![Effect::KeepPart(operation, label.to_owned())];
    Question { no, ..Question::new(text, vec![Effect::TakeBack(operation, label.to_owned())]) }
}

fn take_card(model: &mut Model, subject: Subject, card: Option<Card>) -> Vec<Effect> {
    let Some(card) = card else {
        model.cards.retain(|open| *open != subject);
        if model.found == Some(subject) {
            model.found = None;
        }
        return Vec::new();
    };
    // after a merge the card is that of the living contact
    let living = card.subject();
    for open in &mut model.cards {
        if *open == subject {
            *open = living;
        }
    }
    if model.found == Some(subject) {
        model.found = Some(living);
    }
    if model.focus() == Some(living) {
        model.detail = Some(card);
    }
    Vec::new()
}

fn search_again(model: &mut Model, now: &Now) {
    let queue = model.today.queue();
    if let Some(mut overlay) = model.overlays.pop() {
        if let Overlay::Find(find) = &mut overlay {
            find.search(&model.env(now, &queue));
        }
        model.overlays.push(overlay);
    }
}

fn triage(model: &mut Model, people: Vec<crate::report::lists::Untiered>) {
    let running = matches!(model.overlays.last(), Some(Overlay::Triage(_)));
    if people.is_empty() {
        if running {
            model.overlays.pop();
        }
        model.notice = Notice::info("Nobody is without a tier");
        return;
    }
    match model.overlays.last_mut() {
        Some(Overlay::Triage(triage)) => {
            triage.people = people;
            triage.at = 0;
        }
        _ => model.overlays.push(Overlay::Triage(Triage::new(people))),
    }
}

/// The pairs of a sitting, or a first look at them.
fn doubts(model: &mut Model, report: Duplicates) {
    let open = model.overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Duplicates(doubts) => Some(doubts),
        _ => None,
    });
    match open {
        Some(doubts) => doubts.take(report),
        None if report.pairs.is_empty() => model.notice = Notice::info("Nobody looks like somebody else"),
        None => {
            model.notice = Notice::default();
            model.overlays.push(Overlay::Duplicates(Doubts::new(report)));
        }
    }
}

/// The first log without a block offers one, once.
fn offer_block(model: &mut Model, now: &Now) -> Vec<Effect> {
    if model.block().is_none() && !model.block_offered {
        model.block_offered = true;
        let key = model.keymap.label(Action::Session);
        model.notice.text = format!("{}; {key} counts from {}", model.notice.text, now.clock(now.at));
    }
    Vec::new()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
