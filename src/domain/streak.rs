//! Streak and strength of a commitment: how many periods in a row were met, and how firm the habit is.
//!
//! Owns the counting of streaks, the formula of strength and what is asked of the
//! days that are left. Must not know where amounts come from, or wording
//! (`streak_words`).

use super::commitment::{CommitmentSpec, Measure, Rests, Rule};
use super::period::{self, Stretch};
pub use super::period::{AsOf, Outcome, Period, Terms};
use super::time::{Day, Weekday};

#[cfg(test)]
mod cases;
#[cfg(test)]
mod complaints;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod testing;

/// Points of a sparkline.
pub const SERIES: usize = 26;
/// Silent days after which the strength of a daily rule is halved.
const HALF_LIFE: f64 = 13.0;
/// Minutes that one day can be expected to give to a commitment in minutes.
const MINUTES_A_DAY: u32 = 30;

/// What a streak counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Days, of a daily rule.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Times: chosen weekdays, every so many days.
    Times,
}

/// Of the chosen weekdays of a week, how many asked for something and how many were met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekTally {
    /// Met so far.
    pub met: u32,
    /// Asked in the whole week.
    pub of: u32,
}

/// How a commitment stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The terms of the period.
    pub spec: CommitmentSpec,
    /// The first day of these terms.
    pub since: Day,
    /// Terms that are chosen already and begin later, with their first day.
    pub next: Option<(Day, CommitmentSpec)>,
    /// The period that one is in; of chosen weekdays on another day the next one.
    pub period: Period,
    /// The week, where weekdays are chosen.
    pub week: Option<WeekTally>,
    /// Days left in the period that are neither off nor at rest, today included.
    pub days_left: u32,
    /// Those of them on which nothing was done yet: all, or all but today.
    pub days_free: u32,
    /// The next day that is left, if any.
    pub next_free: Option<Day>,
    /// Whether the day looked from is a day of rest, dated or off.
    pub resting: bool,
    /// Periods met in a row, the open one included once met.
    pub streak: u32,
    /// What `streak` counts.
    pub unit: Unit,
    /// The best streak ever.
    pub best: u32,
    /// What `best` counts.
    pub best_unit: Unit,
    /// Strength in percent, 0 to 100.
    pub strength: u8,
    /// Every period that began by then, oldest first, with the strength after each; the
    /// open one last.
    pub periods: Vec<Period>,
    /// The first day on which something can still be done: today, or the day after a day that is over.
    pub seen: Day,
}

impl Progress {
    /// Whether the period is met.
    pub fn met(&self) -> bool {
        self.period.outcome == Outcome::Met
    }

    /// The last [`SERIES`] strengths in percent, oldest first.
    pub fn series(&self) -> Vec<u8> {
        let from = self.periods.len().saturating_sub(SERIES);
        self.periods[from..].iter().map(|period| percent(period.strength)).collect()
    }

    /// Done and asked as they are shown: of chosen weekdays the times of the week, else of the period.
    pub fn shown(&self) -> (u32, u32) {
        self.week.map_or((self.period.done, self.period.asked), |week| (week.met, week.of))
    }

    /// Days to spare: those free less those it takes at a daily pace; less is more
    /// urgent. None once met, at rest or over.
    pub fn slack(&self) -> Option<i64> {
        if self.period.outcome != Outcome::Open || self.period.asked == 0 {
            return None;
        }
        if matches!(self.spec.rule, Rule::Weekdays { .. } | Rule::EveryDays { .. }) {
            return Some(self.period.last.since(self.seen));
        }
        let left = self.period.asked.saturating_sub(self.period.done);
        let length = (self.period.last.since(self.period.first) + 1) as u32;
        let even = self.period.full.div_ceil(length).max(1);
        let pace = if self.spec.measure == Measure::Minutes { even.max(MINUTES_A_DAY) } else { even };
        Some(i64::from(self.days_free) - i64::from(left.div_ceil(pace)))
    }

    /// Whether each closed period under the present terms was met, oldest first; those that
    /// were all rest or cut short are left out. What a ramp goes by.
    pub fn closed_met(&self) -> Vec<bool> {
        self.periods
            .iter()
            .filter(|period| period.first >= self.since && !period.open)
            .filter(|period| matches!(period.outcome, Outcome::Met | Outcome::Missed))
            .map(|period| period.outcome == Outcome::Met)
            .collect()
    }

    /// The period that holds `day`.
    pub fn period_of(&self, day: Day) -> Option<&Period> {
        let after = self.periods.partition_point(|period| period.first <= day);
        self.periods[..after].last().filter(|period| day <= period.last)
    }
}

/// How the commitment of these rows, oldest first, stands. None before its first day.
/// Linear in the days since then.
pub fn progress(line: &[Terms<'_>], rests: &Rests, week_start: Weekday, as_of: AsOf) -> Option<Progress> {
    let stretches = period::stretches(line);
    let mut count = Count::default();
    for stretch in stretches.iter().filter(|stretch| stretch.first() <= as_of.day()) {
        count.add(stretch, period::periods(stretch, rests, week_start, as_of));
    }
    let stretch = stretches.iter().rev().find(|stretch| stretch.first() <= as_of.day())?;
    let period = current(stretch, &count.periods, rests, as_of)?;
    let spec = stretch.terms(period.first).commitment.spec.clone();
    let unit = unit(&spec.rule);
    let seen = as_of.next();
    let left: Vec<Day> = days_between(seen.max(period.first), period.last).filter(|day| !rests.covers(*day)).collect();
    let today_used = matches!(as_of, AsOf::Today(today) if acted_on(stretch, today));
    let free = |day: &&Day| !(today_used && **day == seen);
    Some(Progress {
        next: line
            .iter()
            .find(|terms| terms.commitment.from > period.first.max(as_of.day()))
            .map(|terms| (terms.commitment.from, terms.commitment.spec.clone())),
        week: matches!(spec.rule, Rule::Weekdays { .. })
            .then(|| week_tally(stretch, &count.periods, rests, as_of, as_of.day().week_start(week_start))),
        days_left: left.len() as u32,
        days_free: left.iter().filter(free).count() as u32,
        next_free: left.iter().find(free).copied(),
        since: since(stretch, period.first),
        resting: rests.covers(as_of.day()),
        streak: count.streak,
        unit,
        best: count.best,
        best_unit: count.best_unit.unwrap_or(unit),
        strength: percent(count.strength),
        periods: count.periods,
        spec,
        period,
        seen,
    })
}

/// What a streak of this rule counts.
pub fn unit(rule: &Rule) -> Unit {
    match rule {
        Rule::Weekly(_) => Unit::Weeks,
        Rule::Monthly(_) => Unit::Months,
        Rule::EveryDays { days: 1, .. } => Unit::Days,
        Rule::EveryDays { .. } | Rule::Weekdays { .. } => Unit::Times,
    }
}

/// The first day from which the terms of `day` hold without a change.
fn since(stretch: &Stretch<'_>, day: Day) -> Day {
    let spec = &stretch.terms(day).commitment.spec;
    let until = stretch.rows.partition_point(|(from, _)| *from <= day);
    let same = stretch.rows[..until].iter().rev().take_while(|(_, terms)| terms.commitment.spec == *spec);
    same.last().map_or(stretch.first(), |(from, _)| *from)
}

fn percent(strength: f64) -> u8 {
    (strength.clamp(0.0, 1.0) * 100.0).round() as u8
}

fn days_between(first: Day, last: Day) -> impl Iterator<Item = Day> {
    (0..=last.minus(first)).map(move |step| first.plus(step))
}

fn acted_on(stretch: &Stretch<'_>, day: Day) -> bool {
    let amounts = stretch.terms(day).amounts;
    amounts.binary_search_by_key(&day, |(day, _)| *day).is_ok_and(|index| amounts[index].1 > 0)
}

/// The last period, unless weekdays are chosen and it is over while one looks from today.
fn current(stretch: &Stretch<'_>, periods: &[Period], rests: &Rests, as_of: AsOf) -> Option<Period> {
    let last = periods.last().filter(|period| period.first >= stretch.first()).copied();
    let chosen = matches!(stretch.rows[0].1.commitment.spec.rule, Rule::Weekdays { .. });
    let passed = last.is_none_or(|period| as_of.over(period.last));
    let next = if chosen && passed { period::upcoming(stretch, rests, as_of.next()) } else { None };
    match as_of {
        AsOf::Today(_) => next.or(last),
        AsOf::EndOf(_) => last.or(next),
    }
}

fn week_tally(stretch: &Stretch<'_>, past: &[Period], rests: &Rests, as_of: AsOf, first: Day) -> WeekTally {
    let mut tally = WeekTally { met: 0, of: 0 };
    for period in past.iter().rev().take_while(|period| period.first >= first.max(stretch.first())) {
        tally.met += u32::from(period.outcome == Outcome::Met);
        tally.of += u32::from(period.asked > 0 || period.outcome == Outcome::Met);
    }
    let mut day = as_of.day().plus(1);
    while let Some(period) = period::upcoming(stretch, rests, day).filter(|period| period.first < first.plus(7)) {
        tally.of += u32::from(period.asked > 0);
        day = period.first.plus(1);
    }
    tally
}

/// The running count over periods.
#[derive(Default)]
struct Count {
    streak: u32,
    best: u32,
    best_unit: Option<Unit>,
    strength: f64,
    periods: Vec<Period>,
}

impl Count {
    fn add(&mut self, stretch: &Stretch<'_>, found: Vec<Period>) {
        let unit = unit(&stretch.rows[0].1.commitment.spec.rule);
        let mut kept = Decay::default();
        let known = self.periods.len();
        self.periods.extend(found);
        for period in &mut self.periods[known..] {
            if period.fresh {
                self.streak = 0;
            }
            match period.outcome {
                Outcome::Met => self.streak += 1,
                Outcome::Missed => self.streak = 0,
                Outcome::Rest | Outcome::Cut | Outcome::Open => {}
            }
            if self.streak > self.best || (self.streak == self.best && self.best > 0) {
                (self.best, self.best_unit) = (self.streak, Some(unit));
            }
            self.strength = kept.step(self.strength, period);
            period.strength = self.strength;
        }
    }
}

/// The factor *a* of the last step; most periods of a line are alike.
#[derive(Default)]
struct Decay {
    run: f64,
    share: f64,
    kept: Option<f64>,
}

impl Decay {
    /// S' = a·S + (1 − a)·min(1, done ÷ asked) with a = 0.5^(L·√f ÷ 13), after the score
    /// of Loop Habit Tracker, where every day of the rule is a step.
    fn step(&mut self, strength: f64, period: &Period) -> f64 {
        let counts = match period.outcome {
            Outcome::Met | Outcome::Missed => true,
            Outcome::Open => period.done > 0,
            Outcome::Rest | Outcome::Cut => false,
        };
        if !counts {
            return strength;
        }
        let a = match self.kept {
            Some(a) if self.run.to_bits() == period.run.to_bits() && self.share.to_bits() == period.share.to_bits() => {
                a
            }
            _ => 0.5_f64.powf(period.run * period.share.sqrt() / HALF_LIFE),
        };
        *self = Self { run: period.run, share: period.share, kept: Some(a) };
        let reached = if period.outcome == Outcome::Met {
            1.0
        } else {
            (f64::from(period.done) / f64::from(period.asked.max(1))).min(1.0)
        };
        let stepped = (a * strength + (1.0 - a) * reached).clamp(0.0, 1.0);
        // an open period can only raise it
        if period.open { stepped.max(strength) } else { stepped }
    }
}
