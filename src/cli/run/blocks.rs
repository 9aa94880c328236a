//! Commands about blocks, commitments, planned blocks, rest and the review, each as a change.
//!
//! Must not know how streaks are counted.

use crate::cli::args::blocks::{Commit, Plan, Rest, Session, Start};
use crate::cli::args::read::{Review, ReviewCommand};
use crate::cli::ask::Ask;
use crate::cli::exit::{Code, Failure, Result};
use crate::domain::change::Change;
use crate::domain::commitment::{CommitmentSpec, RestDays};
use crate::domain::ids::{CommitmentId, PlannedId, RestId};
use crate::domain::next_block::next_block;
use crate::domain::plan::plan_for;
use crate::domain::session::{PlanMinutes, Session as Stored};
use crate::domain::{commitment_words, planned_words, rest_words};

pub(super) fn session(ask: &Ask<'_>, args: &Session) -> Result<Change> {
    let now = ask.house.now.at;
    match args {
        Session::Start(args) => start(ask, args),
        Session::Pause => Ok(Change::PauseSession(running(ask)?.id)),
        Session::Resume => Ok(Change::ResumeSession(running(ask)?.id)),
        Session::Extend { minutes } => Ok(Change::ExtendSession(running(ask)?.id, *minutes)),
        Session::Cut { from, to } => {
            let session = last(ask)?.id;
            let from = ask.instant(from)?;
            let to = to.as_deref().map(|to| ask.instant(to)).transpose()?.unwrap_or(now);
            Ok(Change::CutGap { session, from, to })
        }
        Session::Finish { at, note } => {
            let session = running(ask)?.id;
            let at = at.as_deref().map(|at| ask.instant(at)).transpose()?;
            Ok(Change::FinishSession { session, at, note: note.clone() })
        }
        Session::Note { text } => Ok(Change::NoteSession(last(ask)?.id, text.join(" "))),
        Session::Add { minutes, at } => Ok(Change::AddSession { at: ask.instant(at)?, minutes: *minutes }),
        Session::Status { .. } => Err(Failure::usage("the status changes nothing")),
    }
}

pub(super) fn commit(ask: &Ask<'_>, args: &Commit) -> Result<Change> {
    match args {
        Commit::Add { words } => Ok(Change::AddCommitment(spec(ask, words)?)),
        Commit::Change { id, words } => {
            Ok(Change::ChangeCommitment(CommitmentId(known_commitment(ask, *id)?), spec(ask, words)?))
        }
        Commit::Remove { id } => Ok(Change::EndCommitment(CommitmentId(known_commitment(ask, *id)?))),
        Commit::List { .. } => Err(Failure::usage("a list changes nothing")),
    }
}

pub(super) fn plan(ask: &Ask<'_>, args: &Plan) -> Result<Change> {
    match args {
        Plan::Add { words, label, minutes, place } => {
            let usual = minutes.unwrap_or(ask.house.settings.block_minutes);
            let read = planned_words::parse(&words.join(" "), usual).map_err(|why| Failure::usage(why.to_string()))?;
            let community = place.as_deref().map(|place| ask.community(place)).transpose()?.map(|(id, _)| id);
            let whole = planned_words::sentence(&read);
            let mut changes: Vec<Change> = read
                .into_iter()
                .map(|block| Change::AddPlanned {
                    days: block.days,
                    time: block.time,
                    minutes: minutes.unwrap_or(block.minutes),
                    label: if label.is_empty() { block.label } else { label.clone() },
                    community,
                })
                .collect();
            Ok(if changes.len() == 1 { changes.remove(0) } else { Change::Batch(format!("planned {whole}"), changes) })
        }
        Plan::Remove { id } => {
            let known = ask.store.planned(ask.house.now.day())?;
            if !known.iter().any(|block| block.id.0 == *id) {
                return Err(no_number("planned block", *id, "plan"));
            }
            Ok(Change::EndPlanned(PlannedId(*id)))
        }
        Plan::List { .. } => Err(Failure::usage("a list changes nothing")),
    }
}

pub(super) fn rest(ask: &Ask<'_>, args: &Rest) -> Result<Change> {
    let today = ask.house.now.day();
    match args {
        Rest::Add { weekday: Some(weekday), label, .. } => {
            let weekday = ask.weekday(weekday)?;
            Ok(Change::AddRest(RestDays::Weekday { weekday, from: today, until: None }, label.clone()))
        }
        Rest::Add { from, to, label, .. } => {
            let from = from.as_deref().unwrap_or_default();
            let read = rest_words::parse(from, to.as_deref().unwrap_or(from), &ask.house.now);
            let (from, to) = read.map_err(Failure::usage)?;
            if to < from {
                return Err(Failure::usage(format!("{} comes before {}", to.long(), from.long()))
                    .next("say the first day, then the last"));
            }
            Ok(Change::AddRest(RestDays::Dates { from, to }, label.clone()))
        }
        Rest::Remove { id } => {
            if !ask.store.rests(today)?.0.iter().any(|rest| rest.id.0 == *id) {
                return Err(no_number("rest", *id, "rest"));
            }
            Ok(Change::EndRest(RestId(*id)))
        }
        Rest::List { .. } => Err(Failure::usage("a list changes nothing")),
    }
}

pub(super) fn close_review(ask: &Ask<'_>, args: &Review) -> Result<Change> {
    let Some(ReviewCommand::Close { week, well, hindered, line }) = &args.command else {
        return Err(Failure::usage("a review is closed with: rounds review close"));
    };
    let week = match week {
        Some(week) => ask.week(week)?,
        None => ask.store.review(&ask.house.now, None)?.week,
    };
    Ok(Change::CloseReview { week, well: well.clone(), hindered: hindered.clone(), line: line.clone() })
}

fn start(ask: &Ask<'_>, args: &Start) -> Result<Change> {
    let now = &ask.house.now;
    let today = now.day();
    let block = next_block(&ask.store.planned(today)?, &ask.store.rests(today)?, now, |_| false)
        .filter(|block| now.day_of(block.at) == today);
    let place = args.place.as_deref().map(|place| ask.community(place)).transpose()?.map(|(id, _)| id);
    let usual = block.as_ref().map_or(ask.house.settings.block_minutes, |block| block.minutes);
    let planned = args.minutes.unwrap_or(usual);
    let filled = plan_for(planned);
    Ok(Change::StartSession {
        at: args.at.as_deref().map(|at| ask.instant(at)).transpose()?,
        planned,
        plan: PlanMinutes {
            owed: args.owed.unwrap_or(filled.owed),
            communities: args.communities.unwrap_or(filled.communities),
            people: args.people.unwrap_or(filled.people),
            reading: args.reading.unwrap_or(filled.reading),
        },
        community: place.or(block.and_then(|block| block.community)),
    })
}

fn running(ask: &Ask<'_>) -> Result<Stored> {
    ask.store
        .open_session()?
        .ok_or_else(|| Failure::new(Code::NotFound, "no block is running").next("rounds session start"))
}

fn last(ask: &Ask<'_>) -> Result<Stored> {
    ask.store
        .last_session()?
        .ok_or_else(|| Failure::new(Code::NotFound, "there is no block yet").next("rounds session start"))
}

fn spec(ask: &Ask<'_>, words: &[String]) -> Result<CommitmentSpec> {
    commitment_words::parse(&words.join(" "), &ask.house.settings).map_err(|why| Failure::usage(why.to_string()))
}

/// The commitment of that number; where it was changed, the terms that follow it.
fn known_commitment(ask: &Ask<'_>, id: i64) -> Result<i64> {
    let known = ask.store.commitments(ask.house.now.day())?;
    let row = known.iter().find(|row| row.id.0 == id).ok_or_else(|| no_number("commitment", id, "commit"))?;
    let last = known.iter().filter(|other| other.line == row.line).max_by_key(|other| other.from);
    Ok(last.map_or(id, |last| last.id.0))
}

fn no_number(what: &str, id: i64, command: &str) -> Failure {
    Failure::new(Code::NotFound, format!("there is no {what} {id}")).next(format!("rounds {command} list shows them"))
}
