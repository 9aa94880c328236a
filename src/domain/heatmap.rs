//! The heat map: 26 weeks of acts a day, as levels.
//!
//! Owns its shape and levels. Must not know how a level is drawn.

use std::collections::HashMap;

use serde::Serialize;

use super::commitment::Rests;
use super::rhythm::WEEKS;
use super::time::{Day, Week, Weekday};

/// Captions of the levels 0 to 4, in acts a day.
pub const CAPTIONS: [&str; 5] = ["0", "1", "2–3", "4–5", "6+"];

/// One day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Which.
    pub day: Day,
    /// Acts on it.
    pub acts: u32,
    /// 0 to 4, see [`CAPTIONS`].
    pub level: u8,
    /// A day of rest, dated or a weekday off.
    pub rest: bool,
    /// It lies past the last day that is shown: neither done nor missed.
    pub ahead: bool,
}

/// [`WEEKS`] weeks by weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeatMap {
    /// One row a weekday, the first day of the week first; cells from the oldest week on.
    pub rows: [Vec<Cell>; 7],
}

impl HeatMap {
    /// The weeks up to the one that holds `last`, the last day that is shown: the week's
    /// end, or today. `acts` are days with the count of each row, in any order.
    pub fn new(acts: impl IntoIterator<Item = (Day, u32)>, rests: &Rests, last: Day, week_start: Weekday) -> Self {
        let first = Week::of(last, week_start).plus(1 - WEEKS as i64).first;
        let mut sums: HashMap<Day, u32> = HashMap::new();
        for (day, count) in acts {
            if first <= day && day <= last {
                let sum = sums.entry(day).or_default();
                *sum = sum.saturating_add(count);
            }
        }
        let cell = |day: Day| {
            let acts = sums.get(&day).copied().unwrap_or(0);
            Cell { day, acts, level: level(acts), rest: rests.covers(day), ahead: day > last }
        };
        let row = |weekday: usize| (0..WEEKS).map(|week| cell(first.plus((week * 7 + weekday) as i64))).collect();
        Self { rows: std::array::from_fn(row) }
    }

    /// Weekday of each row.
    pub fn weekdays(&self) -> [Option<Weekday>; 7] {
        std::array::from_fn(|n| self.rows[n].first().map(|cell| cell.day.weekday()))
    }
}

/// The level of so many acts a day: 0, 1, 2–3, 4–5, 6 and more.
pub fn level(acts: u32) -> u8 {
    match acts {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=5 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::commitment::{Rest, RestDays};
    use crate::domain::ids::RestId;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    #[test]
    fn five_levels() {
        assert_eq!([0, 1, 2, 3, 4, 5, 6, 99].map(level), [0, 1, 2, 2, 3, 3, 4, 4]);
        assert_eq!(CAPTIONS.len(), usize::from(level(u32::MAX)) + 1);
    }

    #[test]
    fn days_stand_by_weekday_from_the_oldest_week_on() {
        // Tuesday 22 September 2026 in the middle of its week
        let (tuesday, friday) = (day("2026-09-22"), day("2026-09-18"));
        let off = RestDays::Weekday { weekday: Weekday::Sun, from: day("2026-09-01"), until: None };
        let away = RestDays::Dates { from: friday, to: friday };
        let rest = |days| Rest { id: RestId(1), days, label: String::new() };
        let rests = Rests(vec![rest(off), rest(away)]);
        let acts = [(tuesday, 3), (friday, 1), (tuesday, 2), (day("2026-09-23"), 9), (day("2026-03-29"), 9)];
        let map = HeatMap::new(acts, &rests, tuesday, Weekday::Mon);

        assert_eq!(
            map.weekdays().map(|weekday| weekday.map_or(String::new(), |day| day.to_string())),
            ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        );
        assert_eq!(map.rows[0][0].day, day("2026-03-30"));
        assert_eq!(map.rows[1][25], Cell { day: tuesday, acts: 5, level: 3, rest: false, ahead: false });
        assert_eq!(map.rows[4][24], Cell { day: friday, acts: 1, level: 1, rest: true, ahead: false });
        // what lies ahead is neither done nor missed, even where something is dated there
        assert_eq!(map.rows[2][25], Cell { day: day("2026-09-23"), acts: 0, level: 0, rest: false, ahead: true });
        assert!(map.rows[6][24].rest && !map.rows[6][21].rest);
    }

    proptest! {
        #[test]
        fn every_day_of_the_weeks_stands_once_and_no_act_is_lost(
            days in prop::collection::vec((-9_i64..240, 1_u32..9), 0..40), start in 0_u8..7, ago in 0_i64..7,
        ) {
            let start = Weekday::try_from(start).unwrap_or(Weekday::Mon);
            let last = day("2026-09-22").plus(-ago);
            let acts: Vec<_> = days.iter().map(|(ago, count)| (last.plus(-ago), *count)).collect();
            let map = HeatMap::new(acts.clone(), &Rests::default(), last, start);
            let mut all: Vec<Cell> = map.rows.iter().flatten().copied().collect();
            all.sort_by_key(|cell| cell.day);
            prop_assert_eq!(all.len(), WEEKS * 7);
            prop_assert!(all.windows(2).all(|pair| pair[1].day == pair[0].day.plus(1)));
            prop_assert!(map.rows.iter().all(|row| row.len() == WEEKS));
            let inside: u32 =
                acts.iter().filter(|(day, _)| all[0].day <= *day && *day <= last).map(|(_, count)| count).sum();
            prop_assert_eq!(all.iter().map(|cell| cell.acts).sum::<u32>(), inside);
            prop_assert!(all.iter().all(|cell| cell.ahead == (cell.day > last)));
        }
    }
}
