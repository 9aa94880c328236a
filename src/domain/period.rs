//! Periods: the stretches of days that a commitment asks something of, and how each came out.
//!
//! Owns where a period begins and ends, what it asks under rest, and its outcome.
//! Must not know streaks, strength or words.

use super::commitment::{Commitment, CommitmentSpec, Measure, Rests, Rule};
use super::time::{Day, Weekday};
use calendar::Calendar;
use reader::Reader;

mod calendar;
mod reader;

/// One row of a commitment's line, with what was done of its measure.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The row.
    pub commitment: &'a Commitment,
    /// What was done by day, sorted, each day once: minutes in sessions for blocks
    /// and minutes, counts for acts.
    pub amounts: &'a [(Day, u32)],
}

/// From when one looks. Whatever happened later is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// During this day: it is still open.
    Today(Day),
    /// When this day was over: what ended with it is closed (a review of an earlier week).
    EndOf(Day),
}

impl AsOf {
    /// The last day that is seen.
    pub fn day(self) -> Day {
        match self {
            Self::Today(day) | Self::EndOf(day) => day,
        }
    }

    /// Whether `day` is over.
    pub fn over(self, day: Day) -> bool {
        match self {
            Self::Today(today) => day < today,
            Self::EndOf(seen) => day <= seen,
        }
    }

    /// The first day on which something can still be done.
    pub fn next(self) -> Day {
        match self {
            Self::Today(today) => today,
            Self::EndOf(seen) => seen.plus(1),
        }
    }
}

/// How a period came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Done what it asked; an open one may be met already.
    Met,
    /// Over, and less was done than it asked.
    Missed,
    /// It asked nothing, and nothing was done: neutral.
    Rest,
    /// Cut short by the start or the end of the commitment and not met: does not count.
    Cut,
    /// Not over and not met yet.
    Open,
}

/// One period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Period {
    /// Its first day.
    pub first: Day,
    /// Its last day; of an open window of every-so-many days, the last on which it can be met.
    pub last: Day,
    /// What the rule names.
    pub full: u32,
    /// What it asks, lowered by dated rest; 0 when all of it is rest.
    pub asked: u32,
    /// What was done in it: blocks, minutes or acts.
    pub done: u32,
    /// How it came out.
    pub outcome: Outcome,
    /// Whether days of it are still to come.
    pub open: bool,
    /// Whether a streak starts anew with it: the first of the line, of a new sort of rule, or after a break.
    pub fresh: bool,
    /// Days of its step of strength, *L* of the formula.
    pub run: f64,
    /// The share of days on which the rule asks for something, *f* of the formula.
    pub share: f64,
    /// Strength after it, 0 to 1; filled in by `streak`.
    pub strength: f64,
}

/// A run of rows of one sort without a break between them.
#[derive(Debug, Clone)]
pub struct Stretch<'a> {
    /// First day and terms of each row, oldest first, not empty.
    pub rows: Vec<(Day, Terms<'a>)>,
    /// Last day of all, where it ended.
    pub last: Option<Day>,
}

impl<'a> Stretch<'a> {
    /// Its first day.
    pub fn first(&self) -> Day {
        self.rows[0].0
    }

    /// The terms in force on `day`: a period goes by those of its first day.
    pub fn terms(&self, day: Day) -> Terms<'a> {
        let after = self.rows.partition_point(|(from, _)| *from <= day);
        self.rows[after.max(1) - 1].1
    }

    fn ended_by(&self, day: Day) -> bool {
        self.last.is_some_and(|last| last < day)
    }
}

/// Whether two specs are of one sort: they differ in numbers or weekdays alone, so a
/// change from one to the other keeps the streak.
pub fn same_sort(a: &CommitmentSpec, b: &CommitmentSpec) -> bool {
    let measure = match (&a.measure, &b.measure) {
        (Measure::Acts { kinds: a }, Measure::Acts { kinds: b }) => a == b,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    };
    measure && std::mem::discriminant(&a.rule) == std::mem::discriminant(&b.rule)
}

/// The rows of a line, oldest first, joined into stretches. A row holds until its last
/// day or until the next one begins.
pub fn stretches<'a>(line: &[Terms<'a>]) -> Vec<Stretch<'a>> {
    let mut found: Vec<Stretch<'a>> = Vec::new();
    for (index, terms) in line.iter().enumerate() {
        let row = terms.commitment;
        let next = line.get(index + 1).map(|later| later.commitment.from.plus(-1));
        let last = match (row.until, next) {
            (Some(until), Some(next)) => Some(until.min(next)),
            (until, next) => until.or(next),
        };
        if last.is_some_and(|last| last < row.from) {
            continue;
        }
        match found.last_mut() {
            Some(stretch)
                if stretch.last.is_some_and(|last| last.plus(1) == row.from)
                    && stretch.rows.last().is_some_and(|(_, t)| same_sort(&t.commitment.spec, &row.spec)) =>
            {
                stretch.rows.push((row.from, *terms));
                stretch.last = last;
            }
            _ => found.push(Stretch { rows: vec![(row.from, *terms)], last }),
        }
    }
    found
}

/// The periods of a stretch that began by `as_of`, oldest first, without strength. Time
/// and memory grow with the days of the stretch.
pub fn periods(stretch: &Stretch<'_>, rests: &Rests, week_start: Weekday, as_of: AsOf) -> Vec<Period> {
    let calendar = Calendar::new(rests, stretch.first(), as_of.day());
    let mut walk = Walk { stretch, calendar, reader: Reader::new(as_of.day()), week_start, as_of, found: Vec::new() };
    match &stretch.rows[0].1.commitment.spec.rule {
        Rule::Weekly(_) | Rule::Monthly(_) => walk.blocks_of_days(),
        Rule::Weekdays { .. } => walk.chosen_days(),
        Rule::EveryDays { .. } => walk.windows(),
    }
    if let Some(first) = walk.found.first_mut() {
        first.fresh = true;
    }
    walk.found
}

/// The next chosen weekday from `from` on, as a period to come; for the rule of chosen weekdays alone.
pub fn upcoming(stretch: &Stretch<'_>, rests: &Rests, from: Day) -> Option<Period> {
    (0..14).map(|step| from.plus(step)).take_while(|day| !stretch.ended_by(*day)).find_map(|day| {
        let Rule::Weekdays { days, amount } = &stretch.terms(day).commitment.spec.rule else { return None };
        days.contains(&day.weekday()).then(|| Period {
            asked: if rests.covers(day) { 0 } else { (*amount).max(1) },
            ..blank(day, day, (*amount).max(1))
        })
    })
}

/// From when a changed commitment holds. A row that began today is corrected at once, a
/// changed number begins with the next period, a changed sort of rule today.
pub fn takes_effect(row: &Commitment, spec: &CommitmentSpec, today: Day, week_start: Weekday) -> Day {
    if row.from >= today {
        return row.from;
    }
    if !same_sort(&row.spec, spec) {
        return today;
    }
    match row.spec.rule {
        Rule::Weekly(_) => today.week_start(week_start).plus(7),
        Rule::Monthly(_) => today.next_month(),
        Rule::EveryDays { .. } | Rule::Weekdays { .. } => today.plus(1),
    }
}

fn blank(first: Day, last: Day, full: u32) -> Period {
    Period {
        first,
        last,
        full,
        asked: full,
        done: 0,
        outcome: Outcome::Open,
        open: true,
        fresh: false,
        run: 0.0,
        share: 1.0,
        strength: 0.0,
    }
}

/// ⌈full × days neither off nor at rest ÷ days not off⌉; without days that are not off, plain days.
fn asked_of(full: u32, days: calendar::Count) -> u32 {
    let (working, of) = if days.not_off > 0 { (days.working, days.not_off) } else { (days.all - days.dated, days.all) };
    if days.dated == 0 || of == 0 {
        return full;
    }
    (u64::from(full) * u64::from(working)).div_ceil(u64::from(of)) as u32
}

struct Walk<'s, 'a> {
    stretch: &'s Stretch<'a>,
    calendar: Calendar<'s>,
    reader: Reader<'a>,
    week_start: Weekday,
    as_of: AsOf,
    found: Vec<Period>,
}

impl<'a> Walk<'_, 'a> {
    /// Weeks and months.
    fn blocks_of_days(&mut self) {
        let mut first = self.stretch.first();
        while first <= self.as_of.day() && !self.stretch.ended_by(first) {
            let terms = self.stretch.terms(first);
            let (full, whole_first, whole_last) = match terms.commitment.spec.rule {
                Rule::Weekly(number) => {
                    let start = first.week_start(self.week_start);
                    (number, start, start.plus(6))
                }
                Rule::Monthly(number) => (number, first.month_start(), first.next_month().plus(-1)),
                Rule::EveryDays { .. } | Rule::Weekdays { .. } => return,
            };
            let last = self.stretch.last.map_or(whole_last, |end| end.min(whole_last));
            let whole_days = whole_last.minus(whole_first) + 1;
            let days = self.calendar.count(first, last);
            let mut period = Period {
                run: f64::from(days.all - days.dated),
                share: match terms.commitment.spec.measure {
                    Measure::Minutes => 1.0 / whole_days as f64,
                    _ => (f64::from(full.max(1)) / whole_days as f64).min(1.0),
                },
                ..blank(first, last, full.max(1))
            };
            period.asked = asked_of(period.full, days);
            self.close(&mut period, terms, first > whole_first || last < whole_last);
            self.found.push(period);
            first = whole_last.plus(1);
        }
    }

    /// Chosen weekdays: each is a period.
    fn chosen_days(&mut self) {
        let (mut day, mut offset) = (self.stretch.first(), 0);
        while day <= self.as_of.day() && !self.stretch.ended_by(day) {
            let terms = self.stretch.terms(day);
            if let Rule::Weekdays { days, amount } = &terms.commitment.spec.rule
                && days.contains(&day.weekday())
            {
                let rest = self.calendar.rest_at(offset, day);
                let mut period = Period {
                    run: if rest { 0.0 } else { 7.0 / days.len() as f64 },
                    share: days.len() as f64 / 7.0,
                    ..blank(day, day, (*amount).max(1))
                };
                period.asked = if rest { 0 } else { period.full };
                self.close(&mut period, terms, false);
                self.found.push(period);
            }
            (day, offset) = (day.plus(1), offset + 1);
        }
    }

    /// Every so many days: a window opens the day after the last act that met one, and
    /// closes with the act that meets it or with its last silent day. Rest is in no window.
    fn windows(&mut self) {
        let (mut first, mut offset) = (self.stretch.first(), 0);
        while first <= self.as_of.day() && !self.stretch.ended_by(first) {
            let terms = self.stretch.terms(first);
            let Rule::EveryDays { days, amount } = terms.commitment.spec.rule else { return };
            let (days, amount) = (days.max(1), amount.max(1));
            let mut period = Period { share: 1.0 / f64::from(days), ..blank(first, first, amount) };
            let (mut day, mut counted) = (first, 0);
            loop {
                period.done += self.units(terms, day, day);
                counted += u32::from(!self.calendar.rest_at(offset, day));
                offset += 1;
                if period.done >= amount {
                    (period.outcome, period.open) = (Outcome::Met, false);
                    break;
                }
                if counted >= days && self.as_of.over(day) {
                    (period.outcome, period.open) = (Outcome::Missed, false);
                    break;
                }
                let next = day.plus(1);
                if self.stretch.ended_by(next) && self.as_of.over(day) {
                    (period.outcome, period.open) = (Outcome::Cut, false);
                    break;
                }
                if next > self.as_of.day() {
                    break;
                }
                day = next;
            }
            period.run = f64::from(counted);
            period.last = if period.open {
                let last = if counted >= days { day } else { self.calendar.working_day(day.plus(1), days - counted) };
                self.stretch.last.map_or(last, |end| end.min(last))
            } else {
                day
            };
            self.found.push(period);
            first = period.last.plus(1);
        }
    }

    fn units(&mut self, terms: Terms<'a>, first: Day, last: Day) -> u32 {
        self.reader.units(terms.amounts, &terms.commitment.spec.measure, first, last)
    }

    /// Counts what was done and says how the period came out.
    fn close(&mut self, period: &mut Period, terms: Terms<'a>, cut: bool) {
        period.done = self.units(terms, period.first, period.last);
        period.open = !self.as_of.over(period.last);
        let met = period.done >= period.asked && period.done > 0;
        period.outcome = match () {
            () if met => Outcome::Met,
            () if period.asked == 0 => Outcome::Rest,
            () if period.open => Outcome::Open,
            () if cut => Outcome::Cut,
            () => Outcome::Missed,
        };
    }
}
