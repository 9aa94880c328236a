//! The cadence clock: how long a contact or place has been quiet, and from when it is due.
//!
//! Owns the arithmetic of cadences and the load they add up to. Must not know why
//! else somebody is listed.

use super::commitment::Rests;
use super::contact::Style;
use super::points::Part;
use super::time::Day;

/// What a cadence clock runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The cadence in days, ≥ 1.
    pub cadence: u32,
    /// The day from which it counts.
    start: Day,
}

impl Clock {
    /// The clock of a cadence that was chosen on `chosen` where the last act that
    /// restarts it was on `last`. Without one it starts on the day of the choice, and it
    /// counts at most one cadence back from that day, so that old acquaintances come as
    /// due and not as a wall of debts. None where there is no cadence, a style without
    /// rhythm, or no day at all to count from.
    pub fn new(style: Style, cadence: Option<u32>, chosen: Option<Day>, last: Option<Day>) -> Option<Self> {
        let cadence = cadence.filter(|_| style == Style::Rhythm)?.max(1);
        let start = match (last, chosen) {
            (Some(last), Some(chosen)) => last.max(chosen.plus(-i64::from(cadence))),
            (last, chosen) => last.or(chosen)?,
        };
        Some(Self { cadence, start })
    }

    /// Days counted on `today`: plain days less those of dated rest.
    pub fn days(self, rests: &Rests, today: Day) -> i64 {
        quiet(self.start, rests, today)
    }

    /// The first day on which it can be due: start + ⌈0.9 × cadence⌉. Rest only postpones.
    pub fn due_from(self) -> Day {
        self.start.plus((i64::from(self.cadence) * 9 + 9).div_euclid(10))
    }

    /// The first day on which a place can be listed: from half of its cadence. Rest only postpones.
    pub fn half_from(self) -> Day {
        self.start.plus(i64::from(self.cadence.div_ceil(2)))
    }
}

/// Days since `since` less those of dated rest, never negative.
pub fn quiet(since: Day, rests: &Rests, today: Day) -> i64 {
    (today.since(since) - rests.stopped_between(since, today)).max(0)
}

/// Whether r = days ÷ cadence has reached 0.9.
pub fn due(days: i64, cadence: u32) -> bool {
    10 * days >= 9 * i64::from(cadence)
}

/// How much *due* counts: nothing below r = 0.9, linear to ½ at 1 and to 1 at 3, flat after.
pub fn urgency(days: i64, cadence: u32) -> Part {
    let cadence = i64::from(cadence);
    if 10 * days < 9 * cadence {
        Part::ZERO
    } else if days <= cadence {
        Part::new(10 * days - 9 * cadence, 2 * cadence)
    } else {
        Part::new(cadence + days, 4 * cadence)
    }
}

/// `list_from`: the first day on which time alone can list a contact, as it is stored and
/// indexed: from when the clock can be due, or the day the cadence was chosen while
/// nothing of yours is logged (`acted` is false). A lower bound that ignores rest, snooze
/// and pass, which only postpone.
pub fn list_from(
    style: Style,
    cadence: Option<u32>,
    chosen: Option<Day>,
    last: Option<Day>,
    acted: bool,
) -> Option<Day> {
    let due = Clock::new(style, cadence, chosen, last)?.due_from();
    Some(match chosen {
        Some(chosen) if !acted => due.min(chosen),
        _ => due,
    })
}

/// Acts a week that these cadences ask for: Σ 7 ÷ cadence; said to the nearest whole one.
pub fn asks(cadences: impl IntoIterator<Item = u32>) -> f64 {
    cadences.into_iter().map(|days| 7.0 / f64::from(days.max(1))).sum()
}

/// Acts a week for which blocks of `minutes` a week have room: minutes ÷ what an act
/// takes, half of it left for what is owed. An act takes the median of your last ten, and
/// `usual` minutes before there were ten.
pub fn room(minutes: u32, last: &[u32], usual: u32) -> u32 {
    let mut ten: Vec<u32> = last.iter().copied().take(10).collect();
    // kept doubled: the median of ten is the mean of two
    let doubled = if ten.len() < 10 {
        2 * usual
    } else {
        ten.sort_unstable();
        ten[4] + ten[5]
    };
    minutes / doubled.max(1)
}

#[cfg(test)]
mod tests {
    use super::super::commitment::{Rest, RestDays};
    use super::super::ids::RestId;
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    fn rests(from: &str, to: &str) -> Rests {
        let days = RestDays::Dates { from: day(from), to: day(to) };
        Rests(vec![Rest { id: RestId(1), days, label: String::new() }])
    }

    #[test]
    fn due_starts_at_nine_tenths() {
        for (days, cadence, of, whole) in [
            (6, 7, 0, 1),
            (7, 7, 1, 2),
            (26, 30, 0, 1),
            (27, 30, 0, 1),
            (28, 30, 10, 60),
            (30, 30, 1, 2),
            (60, 30, 3, 4),
            (90, 30, 1, 1),
            (9000, 30, 1, 1),
            (1, 1, 1, 2),
            (3, 1, 1, 1),
        ] {
            assert_eq!(urgency(days, cadence), Part::new(of, whole), "{days} of {cadence}");
        }
        assert!(due(27, 30) && !due(26, 30) && due(7, 7) && !due(6, 7));
    }

    #[test]
    fn the_clock_counts_one_cadence_back_from_the_choice() {
        let none = Rests::default();
        let days = |cadence, chosen: Option<&str>, last: Option<&str>, today| {
            Clock::new(Style::Rhythm, cadence, chosen.map(day), last.map(day))
                .map(|clock| clock.days(&none, day(today)))
        };
        // an acquaintance of years, chosen today: due, no more
        assert_eq!(days(Some(30), Some("2026-09-01"), Some("2020-01-01"), "2026-09-01"), Some(30));
        assert_eq!(days(Some(30), Some("2026-09-01"), Some("2020-01-01"), "2026-09-11"), Some(40));
        // nothing yet: from the day of the choice
        assert_eq!(days(Some(30), Some("2026-09-01"), None, "2026-09-11"), Some(10));
        assert_eq!(days(Some(30), Some("2026-09-01"), Some("2026-09-09"), "2026-09-11"), Some(2));
        assert_eq!(days(Some(30), None, Some("2026-09-09"), "2026-09-11"), Some(2));
        assert_eq!(days(Some(30), None, None, "2026-09-11"), None);
        assert_eq!(days(None, Some("2026-09-01"), None, "2026-09-11"), None);
        assert_eq!(Clock::new(Style::Ambient, Some(7), Some(day("2026-09-01")), None), None);
        assert_eq!(days(Some(30), Some("2026-09-01"), Some("2026-09-12"), "2026-09-11"), Some(0));
    }

    #[test]
    fn dated_rest_stops_the_clock() {
        let last = day("2026-08-01");
        let clock = Clock::new(Style::Rhythm, Some(7), None, Some(last));
        let counted = |rests: &Rests, today| clock.map(|clock| clock.days(rests, day(today)));
        assert_eq!(counted(&rests("2026-08-03", "2026-08-23"), "2026-08-02"), Some(1));
        assert_eq!(counted(&rests("2026-08-03", "2026-08-23"), "2026-08-23"), Some(1));
        assert_eq!(counted(&rests("2026-08-03", "2026-08-23"), "2026-08-25"), Some(3));
        assert_eq!(counted(&rests("2026-07-01", "2026-08-03"), "2026-08-05"), Some(2));
    }

    #[test]
    fn the_load_is_said_in_acts_a_week() {
        // five close people and two places in focus; three half hours
        assert_eq!((asks([30, 30, 30, 30, 30, 4, 4]) * 6.0).round() as u32, 28);
        assert_eq!(room(90, &[], 4), 11);
        assert_eq!(room(90, &[1; 9], 4), 11);
        assert_eq!(room(90, &[2, 9, 9, 2, 2, 2, 9, 9, 3, 4, 90, 90], 4), 12);
        assert_eq!(room(90, &[0; 10], 4), 90);
    }

    proptest! {
        #[test]
        fn nothing_is_due_before_due_from(cadence in 1..400u32, gap in 0..500i64) {
            let last = day("2026-01-01");
            let clock = Clock::new(Style::Rhythm, Some(cadence), None, Some(last));
            let from = clock.map_or(last, Clock::due_from);
            prop_assert_eq!(due(gap, cadence), last.plus(gap) >= from);
        }

        #[test]
        fn urgency_never_falls(cadence in 1..400u32, days in 0..2000i64) {
            prop_assert!(urgency(days, cadence) <= urgency(days + 1, cadence));
        }
    }
}
