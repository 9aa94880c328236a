//! What the one-line questions about blocks ask, and when: gaps, forgotten starts and finishes, time away.
//!
//! Owns the conditions, the arithmetic and the words, as pure functions of stored
//! instants and [`Now`]. Must not know keys, how a line is shown, or how its answer is
//! stored: an offer says what accepting it would write.

use super::change::Change;
use super::commitment::{RestDays, Rests};
use super::ids::SessionId;
use super::number::spelled;
use super::session::Session;
use super::time::{Day, Instant, Now};

#[cfg(test)]
mod tests;

/// Minutes over plan without a key after which the next key asks.
pub const IDLE: i64 = 15;
/// Minutes before the end up to which finishing does not ask.
pub const NEAR_THE_END: i64 = 10;
/// Acts without a block that are worth one.
pub const ACTS_OF_A_BLOCK: u32 = 3;
/// Minutes between two acts of one sitting, at most.
pub const SITTING: i64 = 30;
/// Silent days after which opening asks about rest.
pub const SILENT: i64 = 7;
/// Acts of the short block that a return proposes.
const SHORT_BLOCK: u32 = 5;

const MINUTE: i64 = 60_000;

/// A question in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// Nobody was there: take the time out of the block.
    CutGap {
        /// Which block.
        session: SessionId,
        /// From the last sign of life.
        from: Instant,
        /// To now.
        to: Instant,
        /// Minutes spent that are left then.
        spent: u32,
        /// Planned minutes.
        planned: u32,
    },
    /// A first log without a block: starting one would count from there.
    CountFrom {
        /// When the act, or what led to it, began.
        at: Instant,
    },
    /// Leaving after acts without a block: keep them as one.
    KeepAsBlock {
        /// When it began.
        at: Instant,
        /// Its minutes.
        minutes: u32,
        /// How many acts.
        acts: u32,
    },
    /// A block of an earlier day that was never finished.
    FinishAt {
        /// Which block.
        session: SessionId,
        /// The day it counts for.
        day: Day,
        /// Where it may have ended, the likeliest first; one or two.
        ends: Vec<End>,
    },
    /// Finishing well before the end.
    FinishEarly {
        /// Which block.
        session: SessionId,
        /// Minutes that are left, a begun one counted.
        left: u32,
    },
    /// Days without a sign: count them as rest.
    CountAsRest {
        /// First silent day.
        from: Day,
        /// Yesterday, or the last silent day before a rest.
        to: Day,
        /// Silent days.
        days: u32,
        /// What waits meanwhile.
        waiting: Waiting,
    },
}

/// An end that an unfinished block may have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// When.
    pub at: Instant,
    /// What happened then.
    pub why: EndedBy,
    /// Minutes of the block with that end.
    pub minutes: u32,
}

/// What speaks for an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedBy {
    /// It was paused and never gone on with.
    Pause,
    /// The last act logged in it.
    LastAct,
    /// The planned minutes were over.
    Plan,
}

/// What waits after time away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Rows to which something is owed, most often a reply.
    pub owed: u32,
    /// People listed.
    pub people: u32,
}

/// An act logged as it happened, outside a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LooseAct {
    /// When it was logged.
    pub at: Instant,
    /// Real minutes, where *now* marked its start.
    pub real: Option<u32>,
    /// Minutes it usually takes, its count included.
    pub usual: u32,
    /// How many.
    pub count: u32,
}

/// The running or paused block: of several unfinished ones (two windows met) the newest.
pub fn running(sessions: &[Session]) -> Option<&Session> {
    sessions.iter().filter(|session| session.finished.is_none()).max_by_key(|session| (session.start, session.id))
}

/// The last sign of life in a block: a key of this window, an act logged in it, its start
/// or the end of its last pause. After a kill no key is known.
pub fn last_sign(session: &Session, last_key: Option<Instant>, last_act: Option<Instant>) -> Instant {
    let resumed = session.pauses.last().and_then(|(_, end)| *end);
    [Some(session.start), resumed, last_key, last_act].into_iter().flatten().max().unwrap_or(session.start)
}

/// When the planned minutes are over, pauses taken into account; none while paused before that.
pub fn planned_end(session: &Session) -> Option<Instant> {
    let mut left = i64::from(session.planned) * MINUTE;
    let mut at = session.start;
    for (from, to) in &session.pauses {
        let run = from.since(at);
        if run >= left {
            break;
        }
        left -= run;
        at = at.max((*to)?);
    }
    Some(Instant(at.0 + left))
}

/// On a key: whether nobody was there for [`IDLE`] minutes past the plan. The gap runs
/// from the last sign of life ([`last_sign`]) to now, so that a lid closed in mid-block
/// takes nothing from what was spent before.
pub fn gap(session: &Session, last_sign: Instant, now: &Now) -> Option<Offer> {
    if session.finished.is_some() || session.paused() {
        return None;
    }
    let silent_from = last_sign.max(planned_end(session)?);
    if now.at.since(silent_from) < IDLE * MINUTE {
        return None;
    }
    let mut cut = session.clone();
    cut.pauses.push((last_sign, Some(now.at)));
    Some(Offer::CutGap {
        session: session.id,
        from: last_sign,
        to: now.at,
        spent: cut.minutes(now.at),
        planned: session.planned,
    })
}

/// After a first log without a block: one started now would count from there. `acts`, oldest first,
/// are those outside a block; nothing before `free_from`, the end of the last block, counts.
pub fn count_from(acts: &[LooseAct], free_from: Option<Instant>, now: &Now) -> Option<Offer> {
    Sitting::of(acts, free_from, now).map(|sitting| Offer::CountFrom { at: sitting.start })
}

/// On leaving: [`ACTS_OF_A_BLOCK`] acts of one sitting without a block are offered as one,
/// as long as they took or as such acts usually take, whichever is longer.
pub fn keep_as_block(acts: &[LooseAct], free_from: Option<Instant>, now: &Now) -> Option<Offer> {
    let sitting = Sitting::of(acts, free_from, now).filter(|sitting| sitting.acts >= ACTS_OF_A_BLOCK)?;
    let took = (sitting.last.since(sitting.start) + MINUTE - 1) / MINUTE;
    let room = free_from.map_or(i64::MAX, |free| sitting.last.since(free) / MINUTE);
    let minutes = took.max(i64::from(sitting.usual)).min(room).clamp(1, 24 * 60);
    Some(Offer::KeepAsBlock {
        at: Instant(sitting.last.0 - minutes * MINUTE),
        minutes: minutes as u32,
        acts: sitting.acts,
    })
}

/// On opening: a block of an earlier day that was never finished. One that still runs
/// within its plan over the day's start is left alone.
pub fn unfinished(session: &Session, last_act: Option<Instant>, now: &Now) -> Option<Offer> {
    if session.finished.is_some() || session.day >= now.day() {
        return None;
    }
    let last_act = last_act.filter(|at| *at >= session.start && *at <= now.at);
    let paused = session.pauses.last().filter(|_| session.paused()).map(|(from, _)| *from);
    let end = |at: Instant, why: EndedBy| End { at, why, minutes: session.minutes(at) };
    let ends = match (paused, planned_end(session)) {
        (Some(from), _) => match last_act.filter(|at| *at > from) {
            Some(act) => vec![End { minutes: session.minutes(from), ..end(act, EndedBy::LastAct) }],
            None => vec![end(from, EndedBy::Pause)],
        },
        (None, Some(plan)) if now.at.since(plan) < IDLE * MINUTE => return None,
        (None, plan) => {
            let plan = plan.map(|at| end(at, EndedBy::Plan));
            let act = last_act.map(|at| end(at, EndedBy::LastAct));
            // an act long past the plan says little about the block
            let late = matches!((act, plan), (Some(act), Some(plan)) if act.at.since(plan.at) > IDLE * MINUTE);
            let both = if late { [plan, act] } else { [act, plan] };
            both.into_iter().flatten().collect()
        }
    };
    let mut ends = ends;
    ends.dedup_by_key(|end| end.minutes);
    Some(Offer::FinishAt { session: session.id, day: session.day, ends })
}

/// On finishing: more than [`NEAR_THE_END`] minutes before the end it asks.
pub fn finish_early(session: &Session, now: &Now) -> Option<Offer> {
    let left = session.left(now.at);
    (left > NEAR_THE_END * MINUTE)
        .then(|| Offer::FinishEarly { session: session.id, left: ((left + MINUTE - 1) / MINUTE) as u32 })
}

/// On opening: [`SILENT`] days and more after the last sign (an act of yours or a block)
/// that no dated rest covers.
pub fn away(last: Option<Day>, rests: &Rests, now: &Now, waiting: Waiting) -> Option<Offer> {
    let today = now.day();
    if rests.dated(today) {
        return None;
    }
    let last = last?;
    let silent = || (1..today.since(last)).map(|step| last.plus(step)).filter(|day| !rests.dated(*day));
    let days = silent().count();
    if (days as i64) < SILENT {
        return None;
    }
    Some(Offer::CountAsRest { from: silent().next()?, to: silent().next_back()?, days: days as u32, waiting })
}

/// What a return is asked next, where somebody waits: its line, and the minutes of the block,
/// of which the queue fills four fifths.
pub fn short_block(act_minutes: u32) -> (String, u32) {
    let minutes = SHORT_BLOCK.saturating_mul(act_minutes).saturating_mul(5).div_ceil(4);
    (format!("A short block of {} to begin with, {minutes} min?", spelled(SHORT_BLOCK)), minutes)
}

impl Offer {
    /// The line, without its keys: "Away 21 days. Count it as rest?". Before that of
    /// [`Self::CountFrom`] stands the key that starts a block: "t counts from 10:02".
    pub fn words(&self, now: &Now) -> String {
        match self {
            Self::CutGap { from, spent, planned, .. } => {
                format!("No key since {}. Take the gap out? Then {spent} of {planned} min are spent", now.clock(*from))
            }
            Self::CountFrom { at } => format!("counts from {}", now.clock(*at)),
            Self::KeepAsBlock { at, minutes, acts } => {
                format!("{acts} acts without a block. Keep them as one of {minutes} min, from {}?", now.clock(*at))
            }
            Self::FinishAt { day, ends, .. } => ends.first().map_or(String::new(), |end| end.words(*day, now)),
            Self::FinishEarly { left, .. } => {
                format!("{left} min {} left. Finish now?", if *left == 1 { "is" } else { "are" })
            }
            Self::CountAsRest { days, .. } => format!("Away {days} days. Count it as rest?"),
        }
    }

    /// What stands behind the question of [`Self::CountAsRest`]: "Waiting: 6 owed, 9 people".
    /// Empty where nothing waits, and for the others.
    pub fn waiting_words(&self) -> String {
        let Self::CountAsRest { waiting, .. } = self else { return String::new() };
        let counted = |number: u32, one: &str, many: &str| {
            (number > 0).then(|| format!("{number} {}", if number == 1 { one } else { many }))
        };
        let parts: Vec<String> = [counted(waiting.owed, "owed", "owed"), counted(waiting.people, "person", "people")]
            .into_iter()
            .flatten()
            .collect();
        if parts.is_empty() {
            return String::new();
        }
        format!("Waiting: {}", parts.join(", "))
    }

    /// What saying yes writes; none where it only changes how a block would start. Of an
    /// unfinished block it is its first end.
    pub fn accepted(&self) -> Option<Change> {
        match self {
            Self::CutGap { session, from, to, .. } => Some(Change::CutGap { session: *session, from: *from, to: *to }),
            Self::CountFrom { .. } => None,
            Self::KeepAsBlock { at, minutes, .. } => Some(Change::AddSession { at: *at, minutes: *minutes }),
            Self::FinishAt { session, ends, .. } => {
                Some(Change::FinishSession { session: *session, at: Some(ends.first()?.at), note: String::new() })
            }
            Self::FinishEarly { session, .. } => {
                Some(Change::FinishSession { session: *session, at: None, note: String::new() })
            }
            Self::CountAsRest { from, to, .. } => {
                Some(Change::AddRest(RestDays::Dates { from: *from, to: *to }, String::new()))
            }
        }
    }

    /// What is asked after a no: the other end of an unfinished block.
    pub fn declined(&self) -> Option<Self> {
        match self {
            Self::FinishAt { session, day, ends } if ends.len() > 1 => {
                Some(Self::FinishAt { session: *session, day: *day, ends: ends[1..].to_vec() })
            }
            _ => None,
        }
    }
}

impl End {
    fn words(&self, day: Day, now: &Now) -> String {
        let whose = match now.day().since(day) {
            1 => "Yesterday's block".to_owned(),
            2..=6 => format!("The block of {}", day.weekday()),
            _ => format!("The block of {}", day.short()),
        };
        let place = match self.why {
            EndedBy::Pause => "where it was paused",
            EndedBy::LastAct => "at your last act",
            EndedBy::Plan => "at its planned end",
        };
        format!("{whose} is still open. Finish it {place}, {}, {} min?", now.clock(self.at), self.minutes)
    }
}

/// The last acts outside a block that lie close together, up to now.
struct Sitting {
    start: Instant,
    last: Instant,
    usual: u32,
    acts: u32,
}

impl Sitting {
    fn of(acts: &[LooseAct], free_from: Option<Instant>, now: &Now) -> Option<Self> {
        let mut found: Option<Self> = None;
        for act in acts.iter().rev().filter(|act| act.at <= now.at) {
            let next = found.as_ref().map_or(now.at, |sitting| sitting.start);
            let inside = free_from.is_none_or(|free| act.at >= free) && now.day_of(act.at) == now.day();
            if !inside || next.since(act.at) > SITTING * MINUTE {
                break;
            }
            let began = act.at.plus_seconds(-60 * i64::from(act.real.unwrap_or(0)));
            let start = free_from.map_or(began, |free| began.max(free)).min(next);
            let sitting = found.get_or_insert(Self { start, last: act.at, usual: 0, acts: 0 });
            sitting.start = sitting.start.min(start);
            sitting.usual += act.real.unwrap_or(act.usual);
            sitting.acts += act.count;
        }
        found
    }
}
