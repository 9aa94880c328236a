//! Which days are at rest, as one flag a day, so that a period is counted without asking every rest for every day.
//!
//! Must not know commitments.

use crate::domain::commitment::{RestDays, Rests};
use crate::domain::time::Day;

/// Days kept beyond the day looked from: more than any week or month that is open then.
const AHEAD: i64 = 40;
/// Days after which the search for a working day gives up: weekdays may all be off for ever.
const FAR: i64 = 4000;

const DATED: u8 = 1;
const OFF: u8 = 2;

/// Days of a period by sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Count {
    /// All of them.
    pub(super) all: u32,
    /// In a dated rest.
    pub(super) dated: u32,
    /// Not a weekday off.
    pub(super) not_off: u32,
    /// Neither off nor at rest.
    pub(super) working: u32,
}

/// Flags of rest from a first day on.
#[derive(Debug, Clone)]
pub(super) struct Calendar<'a> {
    rests: &'a Rests,
    first: Day,
    flags: Vec<u8>,
}

impl<'a> Calendar<'a> {
    /// Flags from `first` to a while after `seen`.
    pub(super) fn new(rests: &'a Rests, first: Day, seen: Day) -> Self {
        if rests.0.is_empty() {
            return Self { rests, first, flags: Vec::new() };
        }
        let length = seen.since(first) + AHEAD;
        let mut flags = vec![0_u8; length as usize];
        let mut mark = |from: i64, to: i64, step: usize, flag: u8| {
            let (from, to) = (from.max(0), to.min(length - 1));
            if from <= to {
                flags[from as usize..=to as usize].iter_mut().step_by(step).for_each(|day| *day |= flag);
            }
        };
        for rest in &rests.0 {
            match rest.days {
                RestDays::Dates { from, to } => mark(from.minus(first), to.minus(first), 1, DATED),
                RestDays::Weekday { weekday, from, until } => {
                    let begin = from.max(first);
                    let begin = begin.plus(i64::from(weekday.days_since(begin.weekday())));
                    mark(begin.minus(first), until.map_or(length, |last| last.minus(first)), 7, OFF);
                }
            }
        }
        Self { rests, first, flags }
    }

    /// Whether `day`, `offset` days after the first, is at rest, dated or off. The offset
    /// spares the walk over all days the arithmetic of the calendar.
    pub(super) fn rest_at(&self, offset: usize, day: Day) -> bool {
        !self.rests.0.is_empty() && self.flags.get(offset).map_or_else(|| self.flag(day) != 0, |flag| *flag != 0)
    }

    /// The days from `first` to `last` by sort.
    pub(super) fn count(&self, first: Day, last: Day) -> Count {
        let all = (last.minus(first) + 1).max(0) as u32;
        if self.rests.0.is_empty() {
            return Count { all, dated: 0, not_off: all, working: all };
        }
        let mut count = Count { all, ..Count::default() };
        // one look for the whole period where it lies within the flags
        let from = usize::try_from(first.minus(self.first)).unwrap_or(usize::MAX);
        let kept = self.flags.get(from..from.saturating_add(all as usize));
        for step in 0..all {
            let flag = kept.map_or_else(|| self.flag(first.plus(step.into())), |flags| flags[step as usize]);
            count.dated += u32::from(flag & DATED != 0);
            count.not_off += u32::from(flag & OFF == 0);
            count.working += u32::from(flag == 0);
        }
        count
    }

    /// The day on which `number` working days, counted from `from` on, are reached.
    pub(super) fn working_day(&self, from: Day, number: u32) -> Day {
        if self.rests.0.is_empty() {
            return from.plus(i64::from(number.max(1)) - 1);
        }
        let mut left = number.max(1);
        for step in 0..FAR {
            let day = from.plus(step);
            left -= u32::from(self.flag(day) == 0);
            if left == 0 {
                return day;
            }
        }
        from.plus(FAR)
    }

    fn flag(&self, day: Day) -> u8 {
        if self.rests.0.is_empty() {
            return 0;
        }
        match usize::try_from(day.minus(self.first)).ok().and_then(|index| self.flags.get(index)) {
            Some(flag) => *flag,
            None => u8::from(self.rests.dated(day)) * DATED + u8::from(self.rests.off(day)) * OFF,
        }
    }
}
