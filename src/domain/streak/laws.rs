//! What holds for every history: random rules, amounts, rests and changes.

use super::*;
use crate::domain::commitment::{Commitment, Rest, RestDays};
use crate::domain::ids::{CommitmentId, RestId};
use crate::domain::schedule_words::WEEK;
use proptest::prelude::*;
use std::collections::BTreeMap;

const LENGTH: i64 = 150;

fn start() -> Day {
    Day::new(2026, 9, 2).unwrap_or_else(|| unreachable!("a day of the calendar"))
}

/// A history: a commitment from the first day on, what was done, rests, and the day looked from.
#[derive(Debug, Clone)]
struct History {
    spec: CommitmentSpec,
    done: BTreeMap<i64, u32>,
    rests: Vec<Rest>,
    today: i64,
}

impl History {
    fn rows(&self, cuts: &[i64]) -> Vec<Commitment> {
        let mut firsts = vec![0];
        firsts.extend(cuts);
        firsts.sort_unstable();
        firsts.dedup();
        let row = |(index, from): (usize, &i64)| Commitment {
            id: CommitmentId(index as i64),
            spec: self.spec.clone(),
            from: start().plus(*from),
            until: firsts.get(index + 1).map(|next| start().plus(next - 1)),
            line: CommitmentId(0),
        };
        firsts.iter().enumerate().map(row).collect()
    }

    fn stand_in(&self, cuts: &[i64], as_of: AsOf) -> Progress {
        let rows = self.rows(cuts);
        let done: Vec<(Day, u32)> = self.done.iter().map(|(day, amount)| (start().plus(*day), *amount)).collect();
        let line: Vec<Terms<'_>> = rows.iter().map(|commitment| Terms { commitment, amounts: &done }).collect();
        let found = progress(&line, &Rests(self.rests.clone()), Weekday::Mon, as_of);
        found.unwrap_or_else(|| unreachable!("begun on its first day"))
    }

    fn today(&self) -> AsOf {
        AsOf::Today(start().plus(self.today))
    }

    fn stand(&self) -> Progress {
        self.stand_in(&[], self.today())
    }

    fn with(&self, day: i64, amount: u32) -> Self {
        let mut more = self.clone();
        *more.done.entry(day).or_default() += amount;
        more
    }

    fn resting(&self, first: Day, last: Day) -> Self {
        let mut more = self.clone();
        more.rests.push(rest(RestDays::Dates { from: first, to: last }));
        more
    }
}

fn rest(days: RestDays) -> Rest {
    Rest { id: RestId(0), days, label: String::new() }
}

fn any_rest() -> impl Strategy<Value = Rest> {
    let dated = (0..LENGTH, 0..20_i64)
        .prop_map(|(from, length)| RestDays::Dates { from: start().plus(from), to: start().plus(from + length) });
    let off =
        (0..7_usize, 0..LENGTH, proptest::option::of(0..LENGTH)).prop_map(|(weekday, from, until)| RestDays::Weekday {
            weekday: WEEK[weekday],
            from: start().plus(from),
            until: until.map(|until| start().plus(until)),
        });
    prop_oneof![dated, off].prop_map(rest)
}

fn any_history() -> impl Strategy<Value = History> {
    let measure = prop_oneof![
        (10..40_u32).prop_map(|minutes| Measure::Blocks { minutes }),
        Just(Measure::Minutes),
        Just(Measure::Acts { kinds: Vec::new() }),
    ];
    let weekdays = proptest::sample::subsequence(WEEK.to_vec(), 1..=7);
    let amount = prop_oneof![3 => Just(1_u32), 1 => 1..40_u32];
    let rule = prop_oneof![
        (1..10_u32).prop_map(Rule::Weekly),
        (1..30_u32).prop_map(Rule::Monthly),
        (1..9_u32, amount.clone()).prop_map(|(days, amount)| Rule::EveryDays { days, amount }),
        (weekdays, amount).prop_map(|(days, amount)| Rule::Weekdays { days, amount }),
    ];
    let days = prop_oneof![
        proptest::collection::btree_map(0..LENGTH, 1..60_u32, 0..30),
        proptest::collection::btree_map(0..LENGTH, 1..60_u32, 60..140),
    ];
    (measure, rule, days, proptest::collection::vec(any_rest(), 0..5), 1..LENGTH).prop_map(
        |(measure, rule, done, rests, today)| History { spec: CommitmentSpec { measure, rule }, done, rests, today },
    )
}

/// Every-so-many-days windows with an amount a time pay partial effort by the length of
/// the window: an act that closes one early pays for fewer days, and what was done later falls
/// into a window of its own. There only what stands on the day of the act is held.
fn effort_is_whole(spec: &CommitmentSpec) -> bool {
    !matches!(spec.rule, Rule::EveryDays { amount, .. } if amount > 1)
}

fn strength(progress: &Progress) -> f64 {
    progress.periods.last().map_or(0.0, |period| period.strength)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_act_more_never_lowers_its_own_period(history in any_history(), day in 0..LENGTH, amount in 1..60_u32) {
        let day = day % (history.today + 1);
        let Some(period) = history.stand().period_of(start().plus(day)).copied() else { return Ok(()) };
        let more = history.with(day, amount);
        for as_of in [AsOf::Today(start().plus(day)), AsOf::EndOf(period.last)] {
            let (before, after) = (history.stand_in(&[], as_of), more.stand_in(&[], as_of));
            prop_assert!(after.best >= before.best);
            if effort_is_whole(&history.spec) || matches!(as_of, AsOf::Today(_)) {
                prop_assert!(after.streak >= before.streak, "{:?}\n{:?}", before.periods, after.periods);
            }
            if effort_is_whole(&history.spec) {
                prop_assert!(strength(&after) >= strength(&before) - 1e-9, "{:?}\n{:?}", before.periods, after.periods);
            }
        }
    }

    #[test]
    fn rest_over_an_empty_period_never_lowers_anything(history in any_history(), pick in 0..1000_usize) {
        let before = history.stand();
        let empty: Vec<&Period> = before.periods.iter().filter(|period| period.done == 0).collect();
        if empty.is_empty() {
            return Ok(());
        }
        let period = empty[pick % empty.len()];
        let after = history.resting(period.first, period.last).stand();
        prop_assert!(after.streak >= before.streak, "{:?}\n{:?}", before.periods, after.periods);
        prop_assert!(after.best >= before.best);
        prop_assert!(strength(&after) >= strength(&before) - 1e-9, "{:?}\n{:?}", before.periods, after.periods);
    }

    #[test]
    fn any_split_of_rows_and_rests_gives_the_same(
        history in any_history(), cuts in proptest::collection::vec(1..LENGTH, 0..4), at in 0..LENGTH
    ) {
        let whole = Progress { next: None, ..history.stand() };
        prop_assert_eq!(&Progress { next: None, ..history.stand_in(&cuts, history.today()) }, &whole);
        let mut split = history.clone();
        let middle = start().plus(at);
        split.rests = history.rests.iter().rev().flat_map(|known| match known.days {
            RestDays::Dates { from, to } if from <= middle && middle < to => vec![
                rest(RestDays::Dates { from, to: middle }),
                rest(RestDays::Dates { from: middle.plus(1), to }),
                rest(RestDays::Dates { from: middle, to: middle }),
            ],
            days => vec![rest(days)],
        }).collect();
        prop_assert_eq!(&Progress { next: None, ..split.stand() }, &whole);
    }

    #[test]
    fn what_was_closed_stays_as_it_was(history in any_history(), back in 0..LENGTH) {
        let now = history.stand();
        let then = history.stand_in(&[], AsOf::EndOf(start().plus(back % history.today)));
        let closed = then.periods.iter().take_while(|period| !period.open);
        for (earlier, later) in closed.zip(&now.periods) {
            prop_assert_eq!(
                (earlier.first, earlier.last, earlier.done, earlier.outcome),
                (later.first, later.last, later.done, later.outcome)
            );
        }
    }

    #[test]
    fn periods_are_in_order_and_figures_in_range(history in any_history()) {
        let found = history.stand();
        prop_assert!(found.strength <= 100);
        prop_assert!(found.series().iter().all(|percent| *percent <= 100) && found.series().len() <= SERIES);
        prop_assert!(found.best >= found.streak);
        prop_assert!(found.days_free <= found.days_left && found.days_left - found.days_free <= 1);
        for pair in found.periods.windows(2) {
            prop_assert!(pair[0].first <= pair[0].last && pair[0].last < pair[1].first);
            prop_assert!(!pair[0].open, "only the last is open");
            prop_assert!(pair[0].outcome != Outcome::Open);
        }
        let met = found.periods.iter().filter(|period| period.outcome == Outcome::Met).count();
        prop_assert!(met >= found.best as usize);
        // the words never panic and never speak of nothing
        prop_assert!(!super::super::streak_words::standing(&found).is_empty());
    }
}
