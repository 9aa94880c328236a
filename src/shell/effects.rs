//! Doing what the state machine asked: the store, the outside world.
//!
//! Everything here runs on the main thread and answers at once, but for the names, which a worker reads. Must not decide anything.

use crate::app::effect::{Effect, Query};
use crate::app::msg::{Loaded, Msg, Wrote};
use crate::domain::alike::Asked;
use crate::domain::called::capital;
use crate::domain::change::Change;
use crate::domain::ids::{OperationId, Subject};
use crate::domain::time::Now;
use crate::report::name_index::NameIndex;
use crate::store::{Created, Operation, Result, Store, StoreError};

use super::events::Mailbox;
use super::outside::Outside;

/// Rows that a large screen holds.
const A_SCREEN: usize = 80;

/// Does one effect; answers what came of it. `Suspend`, `Redraw`, `Bell`, `Demo` and `Quit` are the loop's.
pub fn run(store: &mut Store, outside: &mut dyn Outside, now: &Now, effect: Effect) -> Vec<Msg> {
    match effect {
        Effect::Load(query) => answer(load(store, now, query)),
        Effect::Write(change) => answer(write(store, now, &change)),
        Effect::WriteQuietly(change) => answer(store.apply_quietly(now, &change).map(|_| vec![Msg::Quiet])),
        Effect::Undo { sure } => answer(undo(store, sure)),
        Effect::Redo => {
            answer(store.redo().map(|step| vec![Msg::Stepped { undo: false, label: step.map(|step| step.label) }]))
        }
        Effect::MarkNow(subject) => answer(store.set_now_mark(now, subject).map(|()| vec![Msg::Quiet])),
        Effect::Recognise(text) => answer(recognise(store, &text)),
        Effect::KeepPart(operation, label) => answer(store.end_import(operation).map(|()| {
            vec![Msg::Changed, Msg::Note(format!("Kept what came of it: {label}; it is a step that undo takes back"))]
        })),
        Effect::Open(link) => io(outside.open(&link), "that link cannot be opened", "y copies it"),
        Effect::Copy(text) => match outside.copy(&text) {
            Ok(()) => vec![Msg::Note("Copied".to_owned())],
            Err(error) => io(Err(error), "nothing was copied", ""),
        },
        Effect::Edit(what, text) => match outside.edit(&text) {
            Ok(edited) => vec![Msg::Edited(what, edited)],
            Err(error) => io(Err(error), "the editor", ""),
        },
        // the loop's, and the importer's
        Effect::Bell
        | Effect::Suspend
        | Effect::Redraw
        | Effect::Demo
        | Effect::Quit
        | Effect::ReadFiles(_)
        | Effect::WriteImport(_)
        | Effect::TakeBack(..)
        | Effect::ArchiveImport(_)
        | Effect::StopImport
        | Effect::AskFeeds
        | Effect::StopAsking => Vec::new(),
    }
}

/// Has the names read by a worker that says when it is done; answers what came of it at once: nothing, or for a
/// world in memory the names themselves.
pub fn read_names(store: &Store, mailbox: &Mailbox) -> Vec<Msg> {
    let reader = match store.name_reader() {
        Ok(Some(reader)) => reader,
        Ok(None) => return answer(store.name_index().map(names)),
        Err(error) => return vec![failed(&error)],
    };
    let mailbox = mailbox.clone();
    std::thread::spawn(move || {
        for msg in answer(reader.read().map(names)) {
            mailbox.send(msg);
        }
    });
    Vec::new()
}

fn names(index: NameIndex) -> Vec<Msg> {
    vec![Msg::Loaded(Box::new(Loaded::Names(index)))]
}

fn load(store: &Store, now: &Now, query: Query) -> Result<Vec<Msg>> {
    let loaded = match query {
        Query::Opening => Loaded::Today { report: store.today_to(now, A_SCREEN)?, rank: true },
        Query::Today { rank } => Loaded::Today { report: store.today(now)?, rank },
        Query::Card(subject) => Loaded::Card(subject, store.card(now, subject)?),
        Query::People { ref filter, limit, archived } => {
            let list = store.people(now, filter, limit, archived)?;
            Loaded::People(query, list)
        }
        Query::Communities { archived } => Loaded::Communities(store.communities(now, archived)?),
        Query::Review(week) => Loaded::Review(store.review(now, week)?),
        Query::Listen { whose, rank } => Loaded::Listen { report: store.listening(now, &whose)?, rank },
        Query::Post(id) => match store.post_text(id)? {
            Some(text) => Loaded::Post(text),
            None => return Ok(Vec::new()),
        },
        Query::Names => Loaded::Names(store.name_index()?),
        Query::Untiered => Loaded::Untiered(store.untiered()?),
        Query::Alike(asked) => {
            let answer = |asked: Asked| Ok((asked.clone(), store.alike(&asked)?.into_iter().next()));
            Loaded::Alike(asked.into_iter().map(answer).collect::<Result<_>>()?)
        }
        Query::Load => Loaded::Load(store.load_totals(now)?),
        Query::Duplicates => Loaded::Duplicates(store.duplicates()?),
        Query::PastImports => Loaded::PastImports(store.past_imports(now)?),
        Query::CutShort => Loaded::CutShort(store.cut_short()?.into_iter().map(|left| (left.id, left.label)).collect()),
        Query::Recap => match store.recap(now)? {
            Some(recap) => Loaded::Recap(recap),
            None => return Ok(Vec::new()),
        },
    };
    Ok(vec![Msg::Loaded(Box::new(loaded))])
}

fn write(store: &mut Store, now: &Now, change: &Change) -> Result<Vec<Msg>> {
    // where a cadence is chosen the load stands before and after
    let before = match change {
        Change::SetCadence(..) => Some(store.load_figures(now)?),
        _ => None,
    };
    let applied = store.apply(now, change)?;
    if applied.operation == OperationId(0) && *change != Change::Look {
        // it was so already: nothing for undo
        return Ok(vec![Msg::Note(capital(&applied.label))]);
    }
    let mut wrote = Wrote { label: applied.label, notes: applied.notes, ..Wrote::default() };
    if let Some(before) = before {
        wrote.notes.push(before.words_then(store.load_figures(now)?));
    }
    for created in applied.created {
        match created {
            Created::Act(id) => wrote.acts.push(id),
            Created::Contact(id) => wrote.added.push(Subject::Contact(id)),
            Created::Community(id) => wrote.added.push(Subject::Community(id)),
            _ => {}
        }
    }
    Ok(vec![Msg::Wrote(wrote)])
}

fn undo(store: &mut Store, sure: bool) -> Result<Vec<Msg>> {
    let Some(next) = store.next_undo()? else { return Ok(vec![Msg::Stepped { undo: true, label: None }]) };
    if !sure && !store.is_own(&next) {
        return Ok(vec![Msg::Foreign(next.label)]);
    }
    let done = store.undo()?;
    Ok(done.map_or_else(|| vec![Msg::Stepped { undo: true, label: None }], taken_back))
}

/// What is said of a step that was taken back: one that a crash cut short is never done again.
pub(super) fn taken_back(step: Operation) -> Vec<Msg> {
    if step.undone {
        return vec![Msg::Changed, Msg::Note(format!("Taken back: {}, which was cut short", step.label))];
    }
    vec![Msg::Stepped { undo: true, label: Some(step.label) }]
}

fn recognise(store: &Store, text: &str) -> Result<Vec<Msg>> {
    let (subject, label) = store.recognise(text)?;
    Ok(vec![Msg::Loaded(Box::new(Loaded::Recognised { text: text.to_owned(), subject, label }))])
}

fn answer(result: Result<Vec<Msg>>) -> Vec<Msg> {
    result.unwrap_or_else(|error| vec![failed(&error)])
}

fn failed(error: &StoreError) -> Msg {
    Msg::Failed { what: error.to_string(), hint: error.hint().to_owned() }
}

fn io(result: std::io::Result<()>, what: &str, hint: &str) -> Vec<Msg> {
    match result {
        Ok(()) => Vec::new(),
        Err(error) => vec![Msg::Failed { what: format!("{what}: {error}"), hint: hint.to_owned() }],
    }
}
