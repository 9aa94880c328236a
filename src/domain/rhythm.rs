//! Rhythm: how often you usually meet somebody or visit a place, from the gaps between days.
//!
//! Owns the median of gaps, the words *usually* and *every*, and the weekly
//! counts of a sparkline. Must not know what is due or drifting.

use std::fmt;

use serde::Serialize;

use super::time::{Day, Week, Weekday};

/// Gaps that count: the last nine.
pub const GAPS: usize = 9;
/// Gaps without which there is no median.
pub const LEAST_GAPS: usize = 3;
/// Weeks of a sparkline, the running one included.
pub const WEEKS: usize = 26;

/// The median of gaps in days. The mean of two whole days may end in a half,
/// so it is kept doubled: comparisons stay exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Median {
    doubled: i64,
}

impl Median {
    /// Twice the median, in days.
    pub fn doubled(self) -> i64 {
        self.doubled
    }

    /// Whole days, a half rounded up: for the screen.
    pub fn days(self) -> u32 {
        ((self.doubled + 1) / 2) as u32
    }
}

/// "2" or "2.5".
impl fmt::Display for Median {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.doubled % 2 == 0 { "" } else { ".5" };
        write!(f, "{}{half}", self.doubled / 2)
    }
}

/// Days as a number, with its half.
impl Serialize for Median {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.doubled as f64 / 2.0)
    }
}

/// The median of the last [`GAPS`] of `gaps` (days between distinct days of contact,
/// oldest first); the mean of the middle two where their number is even; none below
/// [`LEAST_GAPS`].
pub fn median_gap(gaps: &[u32]) -> Option<Median> {
    // asked of everybody who is due: nothing is put on the heap for it
    let (mut last, from) = ([(0, 1); GAPS], gaps.len().saturating_sub(GAPS));
    let gaps = &gaps[from..];
    last.iter_mut().zip(gaps).for_each(|(place, gap)| place.0 = *gap);
    if gaps.len() < LEAST_GAPS { None } else { median(&mut last[..gaps.len()]) }
}

/// The median of days, each with how often it stands (≥ 1); the mean of the middle two
/// where their number is even; none of nothing.
pub fn median(days: &mut [(u32, u32)]) -> Option<Median> {
    days.sort_unstable();
    let total: u64 = days.iter().map(|(_, often)| u64::from(*often)).sum();
    let at = |position: u64| {
        let mut passed = 0;
        days.iter().find_map(|(day, often)| {
            passed += u64::from(*often);
            (position < passed).then_some(i64::from(*day))
        })
    };
    Some(Median { doubled: at(total.checked_sub(1)? / 2)? + at(total / 2)? })
}

/// What is usual: what was, or while too little is known what was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "from", content = "days", rename_all = "lowercase")]
pub enum Usually {
    /// The median gap in days: "usually 14".
    Gaps(u32),
    /// The cadence in days, before three gaps: "every 14".
    Cadence(u32),
}

impl Usually {
    /// The days of either.
    pub fn days(self) -> u32 {
        match self {
            Self::Gaps(days) | Self::Cadence(days) => days,
        }
    }
}

/// "usually 14" or "every 14", as it stands beside the days of silence.
impl fmt::Display for Usually {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gaps(days) => write!(f, "usually {days}"),
            Self::Cadence(days) => write!(f, "every {days}"),
        }
    }
}

/// What is usual with these gaps and that cadence; none where neither says anything.
pub fn usually(gaps: &[u32], cadence: Option<u32>) -> Option<Usually> {
    median_gap(gaps).map(|median| Usually::Gaps(median.days())).or(cadence.map(Usually::Cadence))
}

/// Gaps in days between distinct `days`, which may come in any order and doubled.
/// Oldest first, all of them.
pub fn gaps(days: &[Day]) -> Vec<u32> {
    let mut days = days.to_vec();
    days.sort_unstable();
    days.dedup();
    days.windows(2).map(|pair| pair[1].since(pair[0]) as u32).collect()
}

/// Acts a week over the last [`WEEKS`] weeks, oldest first, the week of `today` last.
/// `acts` are days with the count of each row; other days are left out.
pub fn weekly(acts: impl IntoIterator<Item = (Day, u32)>, today: Day, week_start: Weekday) -> [u32; WEEKS] {
    let first = Week::of(today, week_start).plus(1 - WEEKS as i64).first;
    let mut weeks = [0_u32; WEEKS];
    for (day, count) in acts {
        let week = day.minus(first).div_euclid(7);
        if let Some(sum) = usize::try_from(week).ok().and_then(|week| weeks.get_mut(week)) {
            *sum = sum.saturating_add(count);
        }
    }
    weeks
}

/// Heights 0 to 7 of a sparkline: one step an act while the highest week has seven at
/// most, so that quiet contacts look quiet; beyond that in proportion to the highest,
/// where a week with any act keeps at least one step.
pub fn spark_levels(counts: &[u32]) -> Vec<u8> {
    let top = u64::from(counts.iter().copied().max().unwrap_or(0).max(7));
    counts.iter().map(|count| (u64::from(*count) * 7).div_ceil(top) as u8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    #[test]
    fn the_median_takes_the_last_nine_gaps_and_the_mean_of_the_middle_two() {
        let cases: &[(&[u32], Option<i64>, Option<u32>)] = &[
            (&[], None, None),
            (&[7, 7], None, None),
            (&[7, 9, 8], Some(16), Some(8)),
            (&[1, 30, 7], Some(14), Some(7)),
            (&[1, 2, 5, 90], Some(7), Some(4)),
            (&[10, 20, 12, 14], Some(26), Some(13)),
            // a burst of old short gaps falls out of the window of nine
            (&[1, 1, 1, 1, 1, 30, 30, 30, 30, 30, 30, 30, 30, 30], Some(60), Some(30)),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9], Some(10), Some(5)),
        ];
        for (gaps, doubled, days) in cases {
            let median = median_gap(gaps);
            assert_eq!(median.map(Median::doubled), *doubled, "{gaps:?}");
            assert_eq!(median.map(Median::days), *days, "{gaps:?}");
        }
    }

    #[test]
    fn before_three_gaps_the_cadence_is_what_is_usual() {
        let says = |gaps: &[u32], cadence| usually(gaps, cadence).map(|usual| usual.to_string());
        assert_eq!(says(&[9, 5], Some(14)), Some("every 14".to_owned()));
        assert_eq!(says(&[9, 5, 7], Some(14)), Some("usually 7".to_owned()));
        assert_eq!(says(&[9, 5, 7], None), Some("usually 7".to_owned()));
        assert_eq!(says(&[], None), None);
    }

    #[test]
    fn gaps_run_between_distinct_days() {
        let days = ["2026-09-10", "2026-09-01", "2026-09-01", "2026-09-03"].map(day);
        assert_eq!(gaps(&days), [2, 7]);
        assert_eq!(gaps(&days[..1]), Vec::<u32>::new());
    }

    #[test]
    fn weeks_start_where_the_settings_say_and_the_running_one_is_last() {
        // Tuesday 22 September; Monday 21 starts its week, Sunday 20 that of weeks that start on Sunday
        let today = day("2026-09-22");
        let acts = [(day("2026-09-22"), 2), (day("2026-09-20"), 3), (day("2026-03-30"), 1), (day("2026-03-29"), 9)];
        let monday = weekly(acts, today, Weekday::Mon);
        assert_eq!((monday[25], monday[24], monday[0]), (2, 3, 1));
        let sunday = weekly(acts, today, Weekday::Sun);
        assert_eq!((sunday[25], sunday[24], sunday[0]), (5, 0, 10));
    }

    #[test]
    fn a_sparkline_counts_up_to_seven_and_scales_beyond() {
        assert_eq!(spark_levels(&[0, 1, 2, 3]), [0, 1, 2, 3]);
        assert_eq!(spark_levels(&[0, 1, 7, 14]), [0, 1, 4, 7]);
        assert!(spark_levels(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn a_median_lies_among_its_gaps_whatever_their_order(mut gaps in prop::collection::vec(1_u32..400, 3..=9)) {
            let before = median_gap(&gaps);
            let (least, most) = (gaps.iter().min().copied(), gaps.iter().max().copied());
            gaps.reverse();
            prop_assert_eq!(before, median_gap(&gaps));
            let days = before.map(Median::days);
            prop_assert!(days >= least && days <= most);
        }

        #[test]
        fn weekly_loses_no_act_of_its_weeks(days in prop::collection::vec((0_i64..240, 1_u32..9), 0..40), start in 0_u8..7) {
            let (today, start) = (day("2026-09-22"), Weekday::try_from(start).unwrap_or(Weekday::Mon));
            let first = Week::of(today, start).plus(-25).first;
            let acts: Vec<_> = days.iter().map(|(ago, count)| (today.plus(-ago), *count)).collect();
            let inside: u32 = acts.iter().filter(|(day, _)| *day >= first).map(|(_, count)| count).sum();
            prop_assert_eq!(weekly(acts, today, start).iter().sum::<u32>(), inside);
        }

        #[test]
        fn sparkline_heights_keep_the_order_of_weeks(counts in prop::collection::vec(0_u32..u32::MAX, 1..26)) {
            let levels = spark_levels(&counts);
            for (a, b) in counts.iter().zip(&levels) {
                prop_assert!(*b <= 7 && (*a == 0) == (*b == 0));
            }
            for pair in counts.iter().zip(&levels).collect::<Vec<_>>().windows(2) {
                if pair[0].0 <= pair[1].0 { prop_assert!(pair[0].1 <= pair[1].1); }
            }
        }
    }
}
