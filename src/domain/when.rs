//! Days and times in words, resolved through [`Now`].
//!
//! Acts look back, due days look ahead. Must not read a clock.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use interim::{Dialect, parse_date_string};

use super::act::When;
use super::time::{Day, Instant, Now, Weekday};

/// What is understood, for error lines.
const EXAMPLES: &str = "say a day like tomorrow, fri, 3d, 22 Sep or 2026-09-22";
/// The same for what has happened.
const PAST_EXAMPLES: &str = "say a time like yesterday, fri 18:00, 3d ago, 18:00 or 2026-09-22";

/// When something happened: "yesterday", "last fri 18:00", "3d", "18:00". A day without a time
/// stays a day.
///
/// # Errors
/// Says what is understood.
pub fn parse_past(text: &str, now: &Now) -> Result<When, String> {
    let text = text.trim().to_lowercase();
    let refuse = || format!("\"{text}\" is no time here: {PAST_EXAMPLES}");
    if text == "now" {
        return Ok(When::Now);
    }
    if let Ok(parsed) = DateTime::parse_from_rfc3339(&text.to_uppercase()) {
        return Ok(When::At(Instant(parsed.timestamp_millis())));
    }
    let (day_words, time) = split_time(&text);
    let day_words = day_words.strip_suffix(" ago").unwrap_or(&day_words).trim().to_owned();
    let day = match (day_words.is_empty(), time) {
        (true, None) => return Err(refuse()),
        (true, Some(time)) => {
            // a bare time is the last one that has passed
            let today = now.instant(now.wall_day(), time);
            let at = if today > now.at { now.instant(now.wall_day().plus(-1), time) } else { today };
            return Ok(When::At(at));
        }
        (false, _) => day(&day_words, now, false).ok_or_else(refuse)?,
    };
    Ok(match time {
        // before the day starts, the wall's date is one later than the day
        Some(time) => {
            let early = time < start_of_day(now);
            When::At(now.instant(day.plus(i64::from(early)), time))
        }
        None => When::Day(day),
    })
}

/// A day ahead, or today: "tomorrow", "fri", "next thu", "in 3 days", "2w".
///
/// # Errors
/// Says what is understood.
pub fn parse_future(text: &str, now: &Now) -> Result<Day, String> {
    let text = text.trim().to_lowercase();
    let words = text.strip_prefix("in ").unwrap_or(&text).trim();
    day(words, now, true).ok_or_else(|| format!("\"{text}\" is no day here: {EXAMPLES}"))
}

/// A duration in minutes: "25m", "1h30m", "90".
///
/// # Errors
/// Says what is understood.
pub fn duration(text: &str) -> Result<u32, String> {
    let text = text.trim();
    let refuse = || format!("\"{text}\" is no duration: say 25m, 1h30m or 90");
    let seconds = match text.parse::<u64>() {
        Ok(minutes) => minutes.saturating_mul(60),
        Err(_) => humantime::parse_duration(text).map_err(|_| refuse())?.as_secs(),
    };
    match u32::try_from(seconds / 60) {
        Ok(minutes) if minutes > 0 => Ok(minutes),
        _ => Err(refuse()),
    }
}

/// How long ago, for a right edge: "now", "4 min", "2 h", "3 d".
pub fn ago(at: Instant, now: &Now) -> String {
    match now.at.since(at) / 60_000 {
        0 => "now".to_owned(),
        minutes @ 1..60 => format!("{minutes} min"),
        minutes if now.day_of(at) == now.day() => format!("{} h", minutes / 60),
        _ => format!("{} d", now.day().since(now.day_of(at))),
    }
}

fn start_of_day(now: &Now) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(u32::from(now.day_start) * 60, 0).unwrap_or(NaiveTime::MIN)
}

/// Takes a time of day off the end or the start of some words.
fn split_time(text: &str) -> (String, Option<NaiveTime>) {
    let mut time = None;
    let rest: Vec<&str> = text
        .split_whitespace()
        .filter(|word| match NaiveTime::parse_from_str(word, "%H:%M") {
            Ok(parsed) if time.is_none() => {
                time = Some(parsed);
                false
            }
            _ => *word != "at",
        })
        .collect();
    (rest.join(" "), time)
}

/// A day in words, before or after today.
fn day(words: &str, now: &Now, ahead: bool) -> Option<Day> {
    let today = now.day();
    let sign = if ahead { 1 } else { -1 };
    match words {
        "today" => return Some(today),
        "yesterday" => return Some(today.plus(-1)),
        "tomorrow" => return Some(today.plus(1)),
        _ => {}
    }
    if let Ok(day) = words.parse::<Day>() {
        return Some(day);
    }
    let (named, rest) = match words.split_once(' ') {
        Some((first @ ("last" | "next" | "this" | "on"), rest)) => (Some(first), rest),
        _ => (None, words),
    };
    if let Ok(weekday) = rest.parse::<Weekday>() {
        return Some(weekday_near(
            today,
            weekday,
            if named == Some("last") {
                -1
            } else if named == Some("next") {
                1
            } else {
                sign
            },
        ));
    }
    if let Some(days) = counted(words) {
        return Some(today.plus(sign * days));
    }
    in_the_year(words, today, sign).or_else(|| by_library(words, now))
}

/// The nearest such weekday before today, or after it; never today itself.
fn weekday_near(today: Day, weekday: Weekday, sign: i64) -> Day {
    (1..=7).map(|n| today.plus(sign * n)).find(|day| day.weekday() == weekday).unwrap_or(today)
}

/// "3d", "2 weeks", "1m": a count of days, weeks, months of thirty days.
fn counted(words: &str) -> Option<i64> {
    let digits = words.find(|letter: char| !letter.is_ascii_digit())?;
    let count: i64 = words[..digits].parse().ok()?;
    let unit = match words[digits..].trim() {
        "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        "m" | "month" | "months" => 30,
        "y" | "year" | "years" => 365,
        _ => return None,
    };
    (count <= 4_000).then_some(count * unit)
}

/// "22 sep" or "sep 22": the nearest one in the direction asked for.
fn in_the_year(words: &str, today: Day, sign: i64) -> Option<Day> {
    let year = chrono::Datelike::year(&today.0);
    let of = |year: i32| {
        ["%d %b %Y", "%b %d %Y", "%d %B %Y", "%B %d %Y"]
            .iter()
            .find_map(|form| NaiveDate::parse_from_str(&format!("{words} {year}"), form).ok())
            .map(Day)
    };
    let this = of(year)?;
    let wrong = if sign > 0 { this < today } else { this > today };
    if wrong { of(year + sign as i32) } else { Some(this) }
}

/// Whatever else the library reads.
fn by_library(words: &str, now: &Now) -> Option<Day> {
    let zone = FixedOffset::east_opt(now.offset() * 60)?;
    let wall = zone.from_local_datetime(&now.day().0.and_hms_opt(12, 0, 0)?).single()?;
    let parsed = parse_date_string(words, wall, Dialect::Us).ok()?;
    Some(Day(parsed.date_naive()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::frozen;

    fn now(text: &str) -> Result<Now, String> {
        frozen(text).map_err(|error| error.to_string())
    }

    #[test]
    fn days_ahead() -> Result<(), String> {
        let now = now("2026-09-22T09:00:00+02:00")?; // a Tuesday
        for (words, wanted) in [
            ("today", "2026-09-22"),
            ("tomorrow", "2026-09-23"),
            ("thu", "2026-09-24"),
            ("next thu", "2026-09-24"),
            ("tue", "2026-09-29"),
            ("in 3 days", "2026-09-25"),
            ("2w", "2026-10-06"),
            ("22 Sep", "2026-09-22"),
            ("1 Mar", "2027-03-01"),
            ("2026-12-24", "2026-12-24"),
        ] {
            assert_eq!(parse_future(words, &now).map(|day| day.to_string()), Ok(wanted.to_owned()), "{words}");
        }
        assert!(parse_future("soonish", &now).is_err_and(|why| why.contains("tomorrow")));
        assert!(parse_future("", &now).is_err());
        Ok(())
    }

    #[test]
    fn times_that_have_passed() -> Result<(), String> {
        let now = now("2026-09-22T09:00:00+02:00")?;
        let day = |text: &str| text.parse::<Day>().map(When::Day).map_err(|error| error.to_string());
        assert_eq!(parse_past("yesterday", &now), Ok(day("2026-09-21")?));
        assert_eq!(parse_past("fri", &now), Ok(day("2026-09-18")?));
        assert_eq!(parse_past("3 days ago", &now), Ok(day("2026-09-19")?));
        assert_eq!(parse_past("24 Dec", &now), Ok(day("2025-12-24")?));
        let at = |text: &str| frozen(text).map(|now| When::At(now.at)).map_err(|error| error.to_string());
        assert_eq!(parse_past("last fri 18:00", &now), Ok(at("2026-09-18T18:00:00+02:00")?));
        assert_eq!(parse_past("08:30", &now), Ok(at("2026-09-22T08:30:00+02:00")?));
        assert_eq!(parse_past("18:00", &now), Ok(at("2026-09-21T18:00:00+02:00")?));
        assert_eq!(parse_past("yesterday 01:00", &now), Ok(at("2026-09-22T01:00:00+02:00")?));
        Ok(())
    }

    #[test]
    fn at_two_in_the_morning_it_is_still_yesterday() -> Result<(), String> {
        let now = now("2026-09-23T02:00:00+02:00")?;
        assert_eq!(parse_future("today", &now).map(|day| day.to_string()), Ok("2026-09-22".to_owned()));
        assert_eq!(duration("1h30m"), Ok(90));
        assert_eq!(duration("25"), Ok(25));
        assert!(duration("soon").is_err());
        Ok(())
    }
}
