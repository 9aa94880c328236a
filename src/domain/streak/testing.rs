//! Histories as words, for the tests of streaks.

use super::*;
use crate::domain::commitment::{Commitment, Rest, RestDays};
use crate::domain::commitment_words;
use crate::domain::ids::{CommitmentId, RestId};
use crate::domain::settings::Settings;
use crate::domain::streak_words;

/// `09-22` of 2026, or a whole date.
pub(super) fn day(text: &str) -> Day {
    let whole = if text.len() == 5 { format!("2026-{text}") } else { text.to_owned() };
    whole.parse().unwrap_or_else(|_| panic!("no day: {text}"))
}

pub(super) fn span(text: &str) -> (Day, Day) {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    (day(first), day(last))
}

/// `09-01=30 09-03..09-05=20`: what was done by day.
pub(super) fn amounts(text: &str) -> Vec<(Day, u32)> {
    let mut found = Vec::new();
    for part in text.split_whitespace() {
        let (days, amount) = part.split_once('=').unwrap_or((part, "1"));
        let (first, last) = span(days);
        found.extend(days_between(first, last).map(|day| (day, amount.parse().unwrap_or(0))));
    }
    found.sort_unstable();
    found
}

/// `09-01..09-05` a dated rest, `Sat` a weekday off for ever, `Sat@09-01` from a day on.
pub(super) fn rests(text: &str) -> Rests {
    let rest = |part: &str| {
        let (name, from) = part.split_once('@').unwrap_or((part, "2000-01-01"));
        match name.parse::<Weekday>() {
            Ok(weekday) => RestDays::Weekday { weekday, from: day(from), until: None },
            Err(_) => RestDays::Dates { from: span(part).0, to: span(part).1 },
        }
    };
    Rests(text.split_whitespace().map(|part| Rest { id: RestId(0), days: rest(part), label: String::new() }).collect())
}

pub(super) fn rows(terms: &[(&str, &str)]) -> Vec<Commitment> {
    let mut rows: Vec<Commitment> = Vec::new();
    for (index, (from, words)) in terms.iter().enumerate() {
        if let Some(last) = rows.last_mut() {
            last.until = Some(day(from).plus(-1));
        }
        let spec = commitment_words::parse(words, &Settings::default()).unwrap_or_else(|error| panic!("{error}"));
        rows.push(Commitment {
            id: CommitmentId(index as i64 + 1),
            spec,
            from: day(from),
            until: None,
            line: CommitmentId(1),
        });
    }
    rows
}

pub(super) fn stand_of(rows: &[Commitment], done: &[(Day, u32)], at_rest: &Rests, as_of: AsOf) -> Progress {
    let line: Vec<Terms<'_>> = rows.iter().map(|commitment| Terms { commitment, amounts: done }).collect();
    progress(&line, at_rest, Weekday::Mon, as_of).unwrap_or_else(|| panic!("not begun"))
}

pub(super) fn stand(terms: &[(&str, &str)], done: &str, at_rest: &str, today: &str) -> Progress {
    stand_of(&rows(terms), &amounts(done), &rests(at_rest), AsOf::Today(day(today)))
}

/// One letter a period: `x` met, `-` missed, `r` rest, `c` cut short, `o` open.
pub(super) fn outcomes(progress: &Progress) -> String {
    let letter = |period: &Period| match period.outcome {
        Outcome::Met => 'x',
        Outcome::Missed => '-',
        Outcome::Rest => 'r',
        Outcome::Cut => 'c',
        Outcome::Open => 'o',
    };
    progress.periods.iter().map(letter).collect()
}

pub(super) fn told(progress: &Progress) -> String {
    let streak = streak_words::streak_and_best(progress);
    format!("{} | {} | {streak}", outcomes(progress), streak_words::standing(progress))
}

#[track_caller]
pub(super) fn check(terms: &[(&str, &str)], done: &str, at_rest: &str, today: &str, expected: &str) {
    assert_eq!(told(&stand(terms, done, at_rest, today)), expected, "{terms:?} {done} rest {at_rest} on {today}");
}

pub(super) fn progress_of(line: &[Terms<'_>], week_start: Weekday, today: &str) -> Progress {
    progress(line, &Rests::default(), week_start, AsOf::Today(day(today))).unwrap_or_else(|| panic!("not begun"))
}

pub(super) const BLOCKS: &str = "3 blocks of 30 min a week";
