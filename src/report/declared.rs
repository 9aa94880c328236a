//! What a person declared: commitments, planned blocks, rests, and the block that runs.
//!
//! Must not know how they are drawn or where their facts come from.

use serde::Serialize;

use super::today::CommitmentLine;
use crate::domain::commitment::{Commitment, Planned, RestDays, Rests};
use crate::domain::ids::{CommitmentId, PlannedId, RestId, SessionId};
use crate::domain::session::Session;
use crate::domain::time::{Day, Now};
use crate::domain::{commitment_words, planned_words};

/// The commitments in force or ahead.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Commitments {
    /// One a row, in the order in which they were made.
    pub commitments: Vec<CommitmentRow>,
}

/// One commitment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CommitmentRow {
    /// Its number.
    pub id: CommitmentId,
    /// "3 blocks of 30 min a week".
    pub name: String,
    /// The day from which it holds.
    pub from: Day,
    /// The day until which it holds, where another follows.
    pub until: Option<Day>,
    /// "from Mon 28 Sep", "until Sun 27 Sep"; empty where it simply holds.
    #[serde(skip)]
    pub from_words: String,
    /// How it stands; none before it begins.
    pub progress: Option<CommitmentLine>,
}

impl Commitments {
    /// Commitments with how they stand on `today`; `lines` are those of the ones in force.
    pub fn of(all: &[Commitment], lines: &[CommitmentLine], today: Day) -> Self {
        let row = |row: &Commitment| {
            let name = commitment_words::print(&row.spec);
            let from_words = match (row.from > today, row.until) {
                (true, _) => format!("from {}", row.from.long()),
                (false, Some(until)) => format!("until {}", until.long()),
                (false, None) => String::new(),
            };
            let progress = lines.iter().find(|line| row.from <= today && line.name == name).cloned();
            CommitmentRow { id: row.id, name, from: row.from, until: row.until, from_words, progress }
        };
        Self { commitments: all.iter().map(row).collect() }
    }
}

/// The planned blocks in force or ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedBlocks {
    /// One a row, the earliest time of day first.
    pub planned: Vec<PlannedRow>,
}

/// One planned block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedRow {
    /// Its number.
    pub id: PlannedId,
    /// "Tue, Thu 12:30, 30 min, after lunch".
    pub name: String,
    /// Weekdays: `Tue`.
    pub days: Vec<String>,
    /// Wall time: `12:30`.
    pub time: String,
    /// Its minutes.
    pub minutes: u32,
    /// "after lunch"; empty for none.
    pub label: String,
    /// The day from which it holds.
    pub from: Day,
    /// The day until which it holds, if it ends.
    pub until: Option<Day>,
}

impl PlannedBlocks {
    /// Planned blocks in a row each.
    pub fn of(all: &[Planned]) -> Self {
        let row = |block: &Planned| PlannedRow {
            id: block.id,
            name: planned_words::print_stored(block),
            days: block.days.iter().map(ToString::to_string).collect(),
            time: block.time.format("%H:%M").to_string(),
            minutes: block.minutes,
            label: block.label.clone(),
            from: block.from,
            until: block.until,
        };
        Self { planned: all.iter().map(row).collect() }
    }
}

/// The rests that are declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RestDeclared {
    /// One a row, by their first day.
    pub rests: Vec<RestRow>,
}

/// One rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RestRow {
    /// Its number.
    pub id: RestId,
    /// "Fri 25 Sep – Thu 01 Oct", "every Sat".
    pub name: String,
    /// "in the mountains"; empty for none.
    pub label: String,
    /// The weekday that is off: `Sat`.
    pub weekday: Option<String>,
    /// Its first day.
    pub from: Day,
    /// Its last day; none while a weekday stays off.
    pub to: Option<Day>,
}

impl RestDeclared {
    /// Rests in a row each.
    pub fn of(all: &Rests) -> Self {
        let row = |rest: &crate::domain::commitment::Rest| {
            let (name, weekday, from, to) = match rest.days {
                RestDays::Dates { from, to } if from == to => (from.long(), None, from, Some(to)),
                RestDays::Dates { from, to } => (format!("{} – {}", from.long(), to.long()), None, from, Some(to)),
                RestDays::Weekday { weekday, from, until } => {
                    (format!("every {weekday}"), Some(weekday.to_string()), from, until)
                }
            };
            RestRow { id: rest.id, name, label: rest.label.clone(), weekday, from, to }
        };
        Self { rests: all.0.iter().map(row).collect() }
    }
}

/// The block that runs or is paused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Running {
    /// Which.
    pub id: SessionId,
    /// When it began, RFC 3339.
    pub start: String,
    /// Planned minutes.
    pub planned: u32,
    /// Seconds spent, pauses left out.
    pub spent_seconds: i64,
    /// Seconds left; negative past the end.
    pub left_seconds: i64,
    /// Paused.
    pub paused: bool,
    /// Acts logged in it.
    pub acts: u32,
}

impl Running {
    /// A stored block at `now`.
    pub fn of(session: &Session, acts: u32, now: &Now) -> Self {
        Self {
            id: session.id,
            start: session.start.rfc3339(session.offset),
            planned: session.planned,
            spent_seconds: session.spent(now.at) / 1000,
            left_seconds: session.left(now.at) / 1000,
            paused: session.paused(),
            acts,
        }
    }
}
