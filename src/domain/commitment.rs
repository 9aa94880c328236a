//! Commitments: the cadences a person chose for themselves, and rests.
//!
//! Owns the facts; streak and strength stand in `streak`. Must not know how
//! they are stored or drawn.

use super::ids::{CommitmentId, CommunityId, PlannedId, RestId};
use super::time::{Day, Weekday};
use chrono::NaiveTime;

/// What a commitment counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// Blocks of so many minutes: a day's m minutes give ⌊(m + M⁄3) ÷ M⌋.
    Blocks {
        /// Minutes of one block.
        minutes: u32,
    },
    /// Minutes in sessions.
    Minutes,
    /// Acts of yours of these kinds (ids); empty means any kind. A post
    /// commitment counts the kind *posted*.
    Acts {
        /// Kind ids.
        kinds: Vec<String>,
    },
}

/// How often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// So many a week.
    Weekly(u32),
    /// So many a month.
    Monthly(u32),
    /// Every so many days, `amount` a time.
    EveryDays {
        /// Days of the window, ≥ 1.
        days: u32,
        /// Blocks, minutes or acts a time, ≥ 1.
        amount: u32,
    },
    /// On these weekdays, `amount` a time.
    Weekdays {
        /// Chosen weekdays, in week order, not empty.
        days: Vec<Weekday>,
        /// Blocks, minutes or acts a time, ≥ 1.
        amount: u32,
    },
}

/// What and how often, without dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentSpec {
    /// What counts.
    pub measure: Measure,
    /// How often.
    pub rule: Rule,
}

/// A commitment in force from a day, as stored. A changed cadence is a new row
/// of the same `line`, so old periods keep the terms they had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Row id.
    pub id: CommitmentId,
    /// What it asks.
    pub spec: CommitmentSpec,
    /// First day.
    pub from: Day,
    /// Last day, where it ended.
    pub until: Option<Day>,
    /// The row that it changed, for one line of streaks.
    pub line: CommitmentId,
}

/// A planned block: weekdays and a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Row id.
    pub id: PlannedId,
    /// On these weekdays, in week order, not empty.
    pub days: Vec<Weekday>,
    /// At this wall time.
    pub time: NaiveTime,
    /// For so many minutes.
    pub minutes: u32,
    /// "after coffee"; empty for none.
    pub label: String,
    /// For that place alone, if one is named.
    pub community: Option<CommunityId>,
    /// First day in force.
    pub from: Day,
    /// Last day in force, where it ended.
    pub until: Option<Day>,
}

/// A rest: a dated holiday, or a weekday off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// Row id.
    pub id: RestId,
    /// Which days.
    pub days: RestDays,
    /// "in the mountains"; empty for none.
    pub label: String,
}

/// Which days a rest covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestDays {
    /// A dated holiday, both days included: stops clocks, drift and streaks.
    Dates {
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
    },
    /// A weekday off from a day on: clocks run on, the list moves to the next day.
    Weekday {
        /// The weekday.
        weekday: Weekday,
        /// First day in force.
        from: Day,
        /// Last day in force, where it ended.
        until: Option<Day>,
    },
}

/// All rests, asked by day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rests(pub Vec<Rest>);

impl Rests {
    /// Whether `day` lies in a dated holiday.
    pub fn dated(&self, day: Day) -> bool {
        self.0.iter().any(|rest| matches!(rest.days, RestDays::Dates { from, to } if from <= day && day <= to))
    }

    /// Whether `day` is a weekday off.
    pub fn off(&self, day: Day) -> bool {
        self.0.iter().any(|rest| {
            matches!(rest.days, RestDays::Weekday { weekday, from, until }
                if weekday == day.weekday() && from <= day && until.is_none_or(|last| day <= last))
        })
    }

    /// Whether `day` is a day of rest, dated or off.
    pub fn covers(&self, day: Day) -> bool {
        self.dated(day) || self.off(day)
    }

    /// Days of dated rest in the half-open range after `from` up to and with `to`:
    /// what a cadence clock that stands at `from` does not count on `to`.
    pub fn stopped_between(&self, from: Day, to: Day) -> i64 {
        let dated = self.0.iter().filter_map(|rest| match rest.days {
            RestDays::Dates { from: first, to: last } => Some((first, last.min(to))),
            RestDays::Weekday { .. } => None,
        });
        let (mut total, mut counted) = (0, from);
        // asked of everybody who is due: the few rests are looked through again instead of being put in order
        while let Some((first, last)) = dated.clone().filter(|(first, last)| first <= last && *last > counted).min() {
            total += last.minus(first.max(counted.plus(1))) + 1;
            counted = last;
        }
        total
    }
}
