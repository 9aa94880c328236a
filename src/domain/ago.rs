//! Days and instants as people say them: `2 d`, `2 h`, `now`, `Thu`, `yesterday 18:00`.
//!
//! Owns the short forms of the right edge and the spoken ones of echoes. Must not know what happened.

use chrono::{Datelike, Weekday};

use super::act::When;
use super::time::{Day, Instant, Now};

/// How long ago an instant is: `now` within a minute, `12 min`, `2 h` within a day, then local days, `2 d`.
/// What lies ahead is `now`.
pub fn ago(at: Instant, now: &Now) -> String {
    let minutes = now.at.since(at) / 60_000;
    match minutes {
        0 => "now".to_owned(),
        1..60 => format!("{minutes} min"),
        60..1440 => format!("{} h", minutes / 60),
        _ => days_ago(now.day_of(at), now.day()),
    }
}

/// How long ago a local day is: `today`, then `2 d`. What lies ahead is `today`.
pub fn days_ago(day: Day, today: Day) -> String {
    match today.since(day) {
        0 => "today".to_owned(),
        days => format!("{days} d"),
    }
}

/// A day to come in few letters: `today`, `Thu` within six days, then `29 Sep`, with its year where that
/// is another; one that has passed as [`days_ago`].
pub fn coming(day: Day, today: Day) -> String {
    match day.minus(today) {
        ..=0 => days_ago(day, today),
        1..=6 => day.date().format("%a").to_string(),
        _ if day.date().year() == today.date().year() => day.short(),
        _ => format!("{} {}", day.short(), day.date().year()),
    }
}

/// A day as it is said: `today`, `yesterday`, `tomorrow`, else `Tue 22 Sep`, with its year where that is another.
pub fn day_spoken(day: Day, today: Day) -> String {
    match day.minus(today) {
        0 => "today".to_owned(),
        -1 => "yesterday".to_owned(),
        1 => "tomorrow".to_owned(),
        _ if day.date().year() == today.date().year() => day.long(),
        _ => format!("{} {}", day.long(), day.date().year()),
    }
}

/// A time as it is said: `now`, a day, or the lived day and the clock, `yesterday 18:00`.
pub fn spoken(when: When, now: &Now) -> String {
    match when {
        When::Now => "now".to_owned(),
        When::Day(day) => day_spoken(day, now.day()),
        When::At(at) => format!("{} {}", day_spoken(now.day_of(at), now.day()), now.clock(at)),
    }
}

/// The name of a weekday in full: `Thursday`.
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::frozen;
    use crate::domain::when::{parse_future, parse_past};
    use proptest::prelude::*;

    fn at(text: &str) -> Now {
        frozen(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn the_right_edge() {
        let now = at("2026-09-22T14:30:00+02:00");
        let table = [
            ("2026-09-22T14:29:30+02:00", "now"),
            ("2026-09-22T14:31:00+02:00", "now"),
            ("2026-09-22T14:18:00+02:00", "12 min"),
            ("2026-09-22T12:00:00+02:00", "2 h"),
            ("2026-09-21T15:00:00+02:00", "23 h"),
            ("2026-09-21T12:00:00+02:00", "1 d"),
            ("2026-09-20T02:00:00+02:00", "3 d"),
            ("2026-06-10T12:00:00+02:00", "104 d"),
        ];
        for (text, wanted) in table {
            assert_eq!(ago(at(text).at, &now), wanted, "{text}");
        }
        let table = [
            (0, "today"),
            (1, "Wed"),
            (2, "Thu"),
            (6, "Mon"),
            (7, "29 Sep"),
            (101, "01 Jan 2027"),
            (-1, "1 d"),
            (-15, "15 d"),
        ];
        for (away, wanted) in table {
            assert_eq!(coming(now.day().plus(away), now.day()), wanted, "{away}");
        }
    }

    #[test]
    fn echoes() {
        let now = at("2026-09-22T14:30:00+02:00");
        let table = [
            ("now", "now"),
            ("today", "today"),
            ("yesterday 18:00", "yesterday 18:00"),
            ("last fri 18:00", "Fri 18 Sep 18:00"),
            ("22 Dec 2025", "Mon 22 Dec 2025"),
            ("2026-09-22 01:30", "yesterday 01:30"),
        ];
        for (text, wanted) in table {
            assert_eq!(parse_past(text, &now).map(|when| spoken(when, &now)), Ok(wanted.to_owned()), "{text}");
        }
        assert_eq!(day_spoken(now.day().plus(1), now.day()), "tomorrow");
        assert_eq!(weekday_name(now.day().weekday()), "Tuesday");
    }

    proptest! {
        #[test]
        fn what_is_said_reads_back(back in 0_i64..2_000_000, ahead in 2_i64..6) {
            let now = at("2026-09-22T14:30:00+02:00");
            let minute = now.at.plus_seconds(-60 * back);
            for when in [When::Day(now.day_of(minute)), When::At(minute)] {
                let text = spoken(when, &now);
                let night = matches!(when, When::At(_)) && now.clock(minute).as_str() < "04:00";
                // a clock before the day's start is said with the day it was lived in
                if !night && minute < now.at {
                    prop_assert_eq!(parse_past(&text, &now), Ok(when), "{}", text);
                }
            }
            let day = now.day().plus(ahead);
            prop_assert_eq!(parse_future(&coming(day, now.day()), &now), Ok(day));
        }
    }
}
