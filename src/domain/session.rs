//! A session (on screen: block): one timeboxed sitting, counted from stored instants.
//!
//! Owns the arithmetic of the clock. Must not know the clock itself or how a
//! session is stored.

use super::ids::{CommunityId, SessionId};
use super::time::{Day, Instant};

/// Minutes of a block over sorts of acts, as chosen in the plan line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanMinutes {
    /// For what is owed.
    pub owed: u32,
    /// For communities.
    pub communities: u32,
    /// For people.
    pub people: u32,
    /// For reading.
    pub reading: u32,
}

/// A stored session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Row id.
    pub id: SessionId,
    /// When it began.
    pub start: Instant,
    /// Minutes east of UTC then.
    pub offset: i32,
    /// The local day it counts for: the day it began.
    pub day: Day,
    /// Planned minutes, extensions included.
    pub planned: u32,
    /// When it was finished.
    pub finished: Option<Instant>,
    /// Pauses, oldest first; an open one has no end.
    pub pauses: Vec<(Instant, Option<Instant>)>,
    /// The place it is for alone, if one was chosen.
    pub community: Option<CommunityId>,
    /// The minutes chosen in the plan.
    pub plan: PlanMinutes,
    /// One line at its end; empty for none.
    pub note: String,
}

impl Session {
    /// Whether it is paused at the moment.
    pub fn paused(&self) -> bool {
        self.finished.is_none() && self.pauses.last().is_some_and(|(_, end)| end.is_none())
    }

    /// Milliseconds spent up to `at`: wall time less pauses; negative steps of the
    /// clock count as zero.
    pub fn spent(&self, at: Instant) -> i64 {
        let end = self.finished.unwrap_or(at);
        let paused: i64 =
            self.pauses.iter().map(|(from, to)| to.unwrap_or(end).min(end).since((*from).max(self.start))).sum();
        (end.since(self.start) - paused).max(0)
    }

    /// Milliseconds left of the plan at `at`; negative past its end.
    pub fn left(&self, at: Instant) -> i64 {
        i64::from(self.planned) * 60_000 - self.spent(at)
    }

    /// Whole minutes spent, half a minute rounded up.
    pub fn minutes(&self, at: Instant) -> u32 {
        ((self.spent(at) + 30_000) / 60_000) as u32
    }
}
