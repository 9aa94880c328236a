//! The load: what the chosen cadences ask a week beside what the blocks have room for.
//!
//! Owns minutes a week of planned blocks and commitments, and the words. Must not
//! know whose cadences they are; the arithmetic of one week stands in `cadence`.

use super::cadence::{asks, room};
use super::commitment::{Commitment, Measure, Planned, Rule};
use super::time::Day;

/// Days of a mean month.
const MONTH: f64 = 365.25 / 12.0;

/// What is asked a week, and what there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Load {
    /// Acts a week that the cadences ask.
    pub asks: u32,
    /// Acts a week for which the blocks have room; none where no block is planned or promised.
    pub room: Option<u32>,
}

/// A load that is not rounded yet, so that a cadence can be tried in place of another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Totals {
    asks: f64,
    room: Option<u32>,
}

impl Totals {
    /// The load of these cadences in days, with blocks of `minutes` a week, the minutes of
    /// the last acts, newest first, and the usual minutes of an act before ten are known.
    pub fn new(cadences: impl IntoIterator<Item = u32>, minutes: u32, last: &[u32], usual: u32) -> Self {
        Self { asks: asks(cadences), room: (minutes > 0).then(|| room(minutes, last, usual)) }
    }

    /// With these cadences in place of the former ones.
    #[must_use]
    pub fn with(self, former: impl IntoIterator<Item = u32>, chosen: impl IntoIterator<Item = u32>) -> Self {
        Self { asks: self.asks - asks(former) + asks(chosen), ..self }
    }

    /// In whole acts.
    pub fn load(self) -> Load {
        Load { asks: self.asks.max(0.0).round() as u32, room: self.room }
    }
}

impl Load {
    /// The load of these cadences, as [`Totals::new`] takes them.
    pub fn new(cadences: impl IntoIterator<Item = u32>, minutes: u32, last: &[u32], usual: u32) -> Self {
        Totals::new(cadences, minutes, last, usual).load()
    }

    /// "your cadences ask 14 a week, your blocks have room for 11"; empty where nothing is asked.
    pub fn words(self) -> String {
        match (self.asks, self.room) {
            (0, _) => String::new(),
            (asks, Some(room)) => format!("your cadences ask {asks} a week, your blocks have room for {room}"),
            (asks, None) => format!("your cadences ask {asks} a week, no block is planned yet"),
        }
    }

    /// The same before and after a cadence is chosen: "your cadences ask 14 a week, then
    /// 16; your blocks have room for 11".
    pub fn words_then(self, after: Self) -> String {
        if self == after {
            return after.words();
        }
        let asked = format!("your cadences ask {} a week, then {}", self.asks, after.asks);
        match (self.room, after.room) {
            (_, None) => format!("{asked}; no block is planned yet"),
            (Some(before), Some(room)) if before != room => {
                format!("{asked}; your blocks have room for {before}, then {room}")
            }
            (_, Some(room)) => format!("{asked}; your blocks have room for {room}"),
        }
    }

    /// As the first run says it: "Room for 11 acts a week; what you chose asks 5."
    pub fn first_run(self) -> String {
        match self.room {
            Some(room) => format!("Room for {room} acts a week; what you chose asks {}.", self.asks),
            None => format!("What you chose asks {} acts a week.", self.asks),
        }
    }
}

/// Minutes of blocks a week: those of the planned blocks in force on `day`, else what
/// the commitments in blocks and minutes in force promise.
pub fn minutes_a_week(planned: &[Planned], commitments: &[Commitment], day: Day) -> u32 {
    let holds = |from: Day, until: Option<Day>| from <= day && until.is_none_or(|last| day <= last);
    let planned: u32 = planned
        .iter()
        .filter(|block| holds(block.from, block.until))
        .map(|block| block.minutes.saturating_mul(block.days.len() as u32))
        .sum();
    if planned > 0 {
        return planned;
    }
    let promised: f64 = commitments.iter().filter(|row| holds(row.from, row.until)).map(promised_minutes).sum();
    promised.round() as u32
}

fn promised_minutes(commitment: &Commitment) -> f64 {
    let each = match commitment.spec.measure {
        Measure::Blocks { minutes } => f64::from(minutes),
        Measure::Minutes => 1.0,
        Measure::Acts { .. } => return 0.0,
    };
    let times = match &commitment.spec.rule {
        Rule::Weekly(number) => f64::from(*number),
        Rule::Monthly(number) => f64::from(*number) * 7.0 / MONTH,
        Rule::EveryDays { days, amount } => f64::from(*amount) * 7.0 / f64::from((*days).max(1)),
        Rule::Weekdays { days, amount } => f64::from(*amount) * days.len() as f64,
    };
    each * times
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::commitment_words;
    use crate::domain::ids::{CommitmentId, PlannedId};
    use crate::domain::planned_words;
    use crate::domain::settings::Settings;

    fn day() -> Day {
        "2026-09-22".parse().unwrap_or(Day::FIRST)
    }

    fn planned(words: &str) -> Vec<Planned> {
        let found = planned_words::parse(words, 30).unwrap_or_default();
        let stored = |words: planned_words::PlannedWords| Planned {
            id: PlannedId(1),
            days: words.days,
            time: words.time,
            minutes: words.minutes,
            label: words.label,
            community: None,
            from: day(),
            until: None,
        };
        found.into_iter().map(stored).collect()
    }

    fn committed(words: &str) -> Commitment {
        let spec = commitment_words::parse(words, &Settings::default()).unwrap_or_else(|why| panic!("{why}"));
        Commitment { id: CommitmentId(1), spec, from: day(), until: None, line: CommitmentId(1) }
    }

    #[test]
    fn minutes_of_blocks() {
        let table = [
            ("Tue Thu Sat 12:30, 30 min", "1 block a week", 90),
            ("Tue 12:30 30m, Sat 9:00 20m", "1 block a week", 50),
            ("", "3 blocks of 30 min a week", 90),
            ("", "every other day 30 min", 105),
            ("", "Mon Wed Fri 20 min", 60),
            ("", "90 min a week", 90),
            ("", "4 blocks of 30 min a month", 28),
            ("", "20 comments a month", 0),
        ];
        for (plan, commitment, expected) in table {
            assert_eq!(
                minutes_a_week(&planned(plan), &[committed(commitment)], day()),
                expected,
                "{plan} {commitment}"
            );
        }
        let earlier = day().plus(-1);
        assert_eq!(minutes_a_week(&planned("Tue 8:30"), &[committed("daily")], earlier), 0, "not in force yet");
    }

    #[test]
    fn the_load_in_words() {
        // five close people and two places, three blocks of thirty minutes
        let first = Load::new([30, 30, 30, 30, 30, 4, 4], 90, &[], 4);
        assert_eq!(first.first_run(), "Room for 11 acts a week; what you chose asks 5.");
        let many = Load { asks: 14, room: Some(11) };
        assert_eq!(many.words(), "your cadences ask 14 a week, your blocks have room for 11");
        let more = Load { asks: 16, ..many };
        assert_eq!(many.words_then(more), "your cadences ask 14 a week, then 16; your blocks have room for 11");
        assert_eq!(many.words_then(many), many.words());
        let bare = Load::new([7], 0, &[], 4);
        assert_eq!(bare.words(), "your cadences ask 1 a week, no block is planned yet");
        assert_eq!(Load::new([], 90, &[], 4).words(), "");
        // thirds are kept until they are said
        let third = Totals::new([21, 21], 90, &[], 4);
        assert_eq!(
            (third.load().asks, third.with([], [21, 21]).load().asks, third.with([21], [7]).load().asks),
            (1, 1, 1)
        );
        assert_eq!(
            third.with([21, 21], [1, 1]).load().words(),
            "your cadences ask 14 a week, your blocks have room for 11"
        );
        assert_eq!(third.with([7, 7], []).load().asks, 0);
        // ten acts of nine minutes leave less room than four
        assert_eq!(Load::new([7], 90, &[9; 10], 4).room, Some(5));
    }
}
