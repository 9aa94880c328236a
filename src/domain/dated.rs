//! Dates of a contact: when a birthday, a yearly date or a next step comes, and when it is a reason.
//!
//! Must not know what else is known about the contact.

use chrono::Datelike;

use super::contact::{Dated, DatedSort};
use super::points::Part;
use super::time::Day;

/// Days before and after a yearly date in which it is a reason.
const WEEK: i64 = 7;

/// A dated fact that is a reason today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The day it is about: of a yearly date the occurrence that is meant.
    pub day: Day,
    /// ½ in the week before, 1 on the day and after.
    pub urgency: Part,
}

/// Whether and how much `dated` is a reason on `today`, where your last act with them was
/// on `last_out`. A step is one until it is done; a yearly date until an act of yours on
/// the day before or later, or until a week has passed.
pub fn reason(dated: &Dated, last_out: Option<Day>, today: Day) -> Option<Reason> {
    let day = match dated.sort {
        DatedSort::Step => step_day(dated).filter(|day| today >= day.plus(-WEEK))?,
        DatedSort::Birthday | DatedSort::Yearly => {
            let near = |day: &Day| (-WEEK..WEEK).contains(&today.minus(*day));
            let year = today.date().year();
            let day = (year - 1..=year + 1).filter_map(|year| occurrence(dated, year)).find(near)?;
            if last_out.is_some_and(|acted| acted >= day.plus(-1)) {
                return None;
            }
            day
        }
    };
    Some(Reason { day, urgency: if today >= day { Part::ONE } else { Part::HALF } })
}

/// The day of a step.
pub fn step_day(dated: &Dated) -> Option<Day> {
    dated.day.parse().ok()
}

/// The day of a yearly date in `year`; 29 February counts as 28 where there is none.
pub fn occurrence(dated: &Dated, year: i32) -> Option<Day> {
    // `YYYY-MM-DD` or `--MM-DD`: the last five are the same
    let (month, day) = dated.day.get(dated.day.len().checked_sub(5)?..)?.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Day::new(year, month, day).or_else(|| (month == 2 && day == 29).then(|| Day::new(year, 2, 28)).flatten())
}

#[cfg(test)]
mod tests {
    use super::super::ids::DatedId;
    use super::super::time::Instant;
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    fn dated(sort: DatedSort, text: &str) -> Dated {
        Dated { id: DatedId(1), sort, text: String::new(), day: text.to_owned(), set: Instant(0) }
    }

    #[test]
    fn a_yearly_date_counts_from_a_week_before_to_a_week_after() {
        let birthday = dated(DatedSort::Birthday, "1984-09-24");
        for (today, last_out, want) in [
            ("2026-09-16", None, None),
            ("2026-09-17", None, Some(Part::HALF)),
            ("2026-09-23", Some("2026-09-22"), Some(Part::HALF)),
            ("2026-09-23", Some("2026-09-23"), None),
            ("2026-09-24", Some("2026-09-22"), Some(Part::ONE)),
            ("2026-09-30", None, Some(Part::ONE)),
            ("2026-09-30", Some("2026-09-25"), None),
            ("2026-10-01", None, None),
        ] {
            let found = reason(&birthday, last_out.map(day), day(today));
            assert_eq!(found.map(|reason| reason.urgency), want, "{today} {last_out:?}");
            assert!(found.is_none_or(|reason| reason.day == day("2026-09-24")));
        }
    }

    #[test]
    fn a_yearly_date_comes_across_the_new_year() {
        let eve = dated(DatedSort::Yearly, "--12-31");
        assert_eq!(reason(&eve, None, day("2027-01-03")).map(|reason| reason.day), Some(day("2026-12-31")));
        let first = dated(DatedSort::Yearly, "--01-01");
        assert_eq!(reason(&first, None, day("2026-12-28")).map(|reason| reason.day), Some(day("2027-01-01")));
        assert_eq!(reason(&dated(DatedSort::Yearly, "soon"), None, day("2026-12-28")), None);
        assert_eq!(reason(&dated(DatedSort::Yearly, "--13-41"), None, day("2026-12-28")), None);
    }

    #[test]
    fn the_29th_of_february_counts_as_the_28th() {
        let leap = dated(DatedSort::Birthday, "2000-02-29");
        assert_eq!(reason(&leap, None, day("2026-02-28")), Some(Reason { day: day("2026-02-28"), urgency: Part::ONE }));
        // in a leap year the day itself
        assert_eq!(reason(&leap, None, day("2028-02-28")).map(|reason| reason.day), Some(day("2028-02-29")));
        assert_eq!(occurrence(&leap, 2028), Some(day("2028-02-29")));
        assert_eq!(occurrence(&leap, 2100), Some(day("2100-02-28")));
    }

    #[test]
    fn a_step_counts_until_it_is_done() {
        let step = dated(DatedSort::Step, "2026-09-24");
        for (today, want) in [
            ("2026-09-16", None),
            ("2026-09-17", Some(Part::HALF)),
            ("2026-09-23", Some(Part::HALF)),
            ("2026-09-24", Some(Part::ONE)),
            ("2027-09-24", Some(Part::ONE)),
        ] {
            // acts of yours do not end it
            let found = reason(&step, Some(day("2026-09-23")), day(today));
            assert_eq!(found.map(|reason| reason.urgency), want, "{today}");
        }
    }
}
