//! Days and times in words: "yesterday", "last fri 18:00", "3 days ago", "22 Sep", "2w".
//!
//! Owns two ways of reading them, for what has happened and for what is to come, and lengths in
//! minutes. Must not know what the time is for; printing stands in `ago`.
//!
//! *Today* and its neighbours are local days, which start at the day's start (04:00): at one in the
//! night "today" is still the day before by the calendar, and "yesterday 01:30" is the night that
//! followed yesterday. Weekdays and dates with a time are those of the calendar.

use chrono::{DateTime, Months, NaiveTime};
use interim::{Dialect, Interval, parse_date_string, parse_duration};

use super::act::When;
use super::clean::{LINE_CHARS, clean_line};
use super::schedule_words::weekday;
use super::time::{Day, Instant, Now, Weekday};

const PAST_HELP: &str = "try yesterday, last fri 18:00, 3 days ago, 2h ago, 22 Sep, 2026-09-22 or 18:00";
const FUTURE_HELP: &str = "try tomorrow, fri, next thu, in 3 days, 2w, 1m, end of month, 22 Sep or 2026-09-22";
/// Clocks of two machines differ a little: so far ahead still counts as now.
const AHEAD_SECONDS: i64 = 60;

/// When something happened: a bare weekday is the last one, `18:00` is today's or else yesterday's.
///
/// # Errors
/// Says what is understood, or that the time lies ahead.
pub fn parse_past(text: &str, now: &Now) -> Result<When, String> {
    read_past(text, now).unwrap_or_else(|| Err(format!("when is \"{}\"? {PAST_HELP}", shown(text))))
}

/// As [`parse_past`]; none where the text is no time at all, so that it may be something else.
pub fn read_past(text: &str, now: &Now) -> Option<Result<When, String>> {
    let said = read(text, now, Mode::Past)?;
    Some(said.and_then(|said| past(said, now)))
}

/// A day to come, today included: a bare weekday is the next one, never today.
///
/// # Errors
/// Says what is understood, that the day has passed, or that a time is too much.
pub fn parse_future(text: &str, now: &Now) -> Result<Day, String> {
    let said =
        read(text, now, Mode::Future).ok_or_else(|| format!("which day is \"{}\"? {FUTURE_HELP}", shown(text)))??;
    let day = match said {
        Said::At(at) => now.day_of(at),
        Said::Day { day, time: None, .. } => day,
        Said::Time(time) | Said::Day { time: Some(time), .. } => {
            return Err(format!("a day is enough here: leave {} out", time.format("%H:%M")));
        }
    };
    if day < now.day() {
        return Err(format!("{} has passed: name a day from today on", named(day, now)));
    }
    if day > now.day().plus(100 * 366) {
        return Err(format!("{day} is too far ahead"));
    }
    Ok(day)
}

/// The local day on which something happened.
pub fn day_of(when: When, now: &Now) -> Day {
    match when {
        When::Now => now.day(),
        When::Day(day) => day,
        When::At(at) => now.day_of(at),
    }
}

/// A length in whole minutes, one minute to 24 hours: `25m`, `1h30m`, `1h 30min`, and `90` for minutes.
///
/// # Errors
/// Says what is understood.
pub fn duration(text: &str) -> Result<u32, String> {
    let text = clean_line(text, LINE_CHARS);
    let seconds = match text.parse::<u64>() {
        Ok(minutes) => Some(minutes.saturating_mul(60)),
        Err(_) => humantime::parse_duration(&text).ok().map(|length| length.as_secs()),
    };
    match seconds {
        Some(seconds @ 60..=86_400) => Ok((seconds / 60) as u32),
        Some(_) => Err(format!("\"{text}\" is not between 1 minute and 24 hours")),
        None => Err(format!("how long is \"{text}\"? try 25m, 1h30m or 90")),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Past,
    Future,
}

/// What the words say, before it is asked whether that can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    At(Instant),
    Time(NaiveTime),
    Day {
        day: Day,
        time: Option<NaiveTime>,
        /// A word like *today*: a time before the day's start belongs to the night after.
        lived: bool,
        /// A weekday that could as well be the one a week earlier.
        weekly: bool,
    },
}

fn past(said: Said, now: &Now) -> Result<When, String> {
    let limit = now.at.plus_seconds(AHEAD_SECONDS);
    let at = match said {
        Said::At(at) if at == now.at => return Ok(When::Now),
        Said::At(at) => at,
        Said::Day { day, time: None, .. } if day > now.day() => {
            return Err(format!("{} lies ahead: acts are logged once they happened", named(day, now)));
        }
        Said::Day { day, time: None, .. } => return too_old(day, now).map_or(Ok(When::Day(day)), Err),
        Said::Time(time) => {
            let today = lived(now, now.day(), time);
            if today <= limit { today } else { lived(now, now.day().plus(-1), time) }
        }
        Said::Day { day, time: Some(time), lived: true, .. } => {
            // at noon "today 01:30" is the night that has been, not the one to come
            Some(lived(now, day, time)).filter(|at| *at <= limit).unwrap_or_else(|| now.instant(day, time))
        }
        Said::Day { day, time: Some(time), weekly, .. } => {
            let at = now.instant(day, time);
            if weekly && at > limit { now.instant(day.plus(-7), time) } else { at }
        }
    };
    if at > limit {
        let day = Day::from(at.wall(now.zone.offset(at)).date());
        return Err(format!("{} {} lies ahead: acts are logged once they happened", named(day, now), now.clock(at)));
    }
    too_old(now.day_of(at), now).map_or(Ok(When::At(at.min(now.at))), Err)
}

fn too_old(day: Day, now: &Now) -> Option<String> {
    let first = Day::new(1970, 1, 2)?;
    (day < first).then(|| format!("{} is too long ago", named(day, now)))
}

/// The instant of `time` within a local day.
fn lived(now: &Now, day: Day, time: NaiveTime) -> Instant {
    let at = now.instant(day, time);
    if at < now.start_of(day) { now.instant(day.plus(1), time) } else { at }
}

/// None where the words are no time at all.
fn read(text: &str, now: &Now, mode: Mode) -> Option<Result<Said, String>> {
    let text = clean_line(text, LINE_CHARS);
    if let Ok(exact) = DateTime::parse_from_rfc3339(&text) {
        return Some(Ok(Said::At(Instant(exact.timestamp_millis()))));
    }
    let lower = text.to_lowercase().replace(',', " ");
    let mut words: Vec<&str> = lower.split_whitespace().filter(|word| !matches!(*word, "at" | "the")).collect();
    // 2026-09-22T18:00, without an offset
    if let Some((date, time)) = words.first().and_then(|word| word.split_once('t')).filter(|(date, _)| is_date(date)) {
        words.splice(0..1, [date, time]);
    }
    let time = match clock(&words) {
        Some((at, length, time)) => {
            words.drain(at..at + length);
            Some(time?)
        }
        None => None,
    };
    while words.len() > 1 && matches!(words[0], "on" | "just") {
        words.remove(0);
    }
    if words.is_empty() {
        return time.map(|time| Ok(Said::Time(time)));
    }
    let said = date(&words, now, mode)?;
    Some(said.and_then(|said| match (said, time) {
        (Said::Day { day, lived, weekly, .. }, time) => Ok(Said::Day { day, time, lived, weekly }),
        (said, None) => Ok(said),
        (_, Some(time)) => Err(format!("\"{text}\" says two times: leave {} out", time.format("%H:%M"))),
    }))
}

fn date(words: &[&str], now: &Now, mode: Mode) -> Option<Result<Said, String>> {
    let today = now.day();
    let day = |day: Day| Some(Ok(Said::Day { day, time: None, lived: false, weekly: false }));
    let near = |days: i64| Some(Ok(Said::Day { day: today.plus(days), time: None, lived: true, weekly: false }));
    match words {
        ["now"] => return Some(Ok(Said::At(now.at))),
        ["today" | "tonight"] | ["this", "morning" | "afternoon" | "evening"] => return near(0),
        ["yesterday"] | ["last", "night"] => return near(-1),
        ["tomorrow"] => return near(1),
        ["day", "before", "yesterday"] => return near(-2),
        ["day", "after", "tomorrow"] => return near(2),
        ["end", "of", "month"] | ["end", "of", "this", "month"] => return day(today.next_month().plus(-1)),
        [name] | ["this" | "last" | "next", name] if weekday(name).is_some() => {
            let front = if words.len() == 1 { "" } else { words[0] };
            return Some(Ok(on_weekday(front, weekday(name)?, today, mode)));
        }
        _ => {}
    }
    if let Some(said) = span(words, now, mode) {
        return Some(said);
    }
    match words {
        [name, rest @ ..] if weekday(name).is_some() => {
            let found = calendar(rest, today, mode)?;
            if Some(found.weekday()) == weekday(name) {
                return day(found);
            }
            Some(Err(format!("{} is a {}", named(found, now), found.date().format("%A"))))
        }
        _ => calendar(words, today, mode).and_then(day),
    }
}

fn on_weekday(front: &str, name: Weekday, today: Day, mode: Mode) -> Said {
    let back = i64::from(today.weekday().days_since(name));
    let ahead = i64::from(name.days_since(today.weekday()));
    let or_week = |days: i64| if days == 0 { 7 } else { days };
    let (days, weekly) = match (front, mode) {
        ("last", _) => (-or_week(back), false),
        ("next", _) | ("", Mode::Future) => (or_week(ahead), false),
        ("this", Mode::Future) => (ahead, false),
        _ => (-back, true),
    };
    Said::Day { day: today.plus(days), time: None, lived: false, weekly }
}

/// A length of time from now: `3 days ago`, `in 2 weeks`, `2w`, `last month`.
fn span(words: &[&str], now: &Now, mode: Mode) -> Option<Result<Said, String>> {
    let (words, ahead) = match words {
        ["in", rest @ ..] | [rest @ .., "from", "now"] => (rest, Some(true)),
        [rest @ .., "ago"] => (rest, Some(false)),
        _ => (words, None),
    };
    let (number, unit, ahead) = match words {
        [front @ ("last" | "next"), unit] if ahead.is_none() => (1, *unit, Some(*front == "next")),
        [number, unit] => (number_of(number)?, *unit, ahead),
        [compact] => {
            let digits = compact.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0)?;
            (number_of(&compact[..digits])?, &compact[digits..], ahead)
        }
        _ => return None,
    };
    let back = !ahead.unwrap_or(mode == Mode::Future);
    let unit = match unit {
        "m" if ahead == Some(false) => "minutes",
        "m" if mode == Mode::Past => return Some(Err(format!("{number}m: write {number} min or {number} months"))),
        "m" | "mo" | "mos" | "month" | "months" => "months",
        "d" | "day" | "days" => "days",
        "w" | "wk" | "wks" | "week" | "weeks" => "weeks",
        "y" | "yr" | "year" | "years" => "years",
        "h" | "hr" | "hrs" | "hour" | "hours" => "hours",
        "min" | "mins" | "minute" | "minutes" => "minutes",
        _ => return None,
    };
    let sign = if back { -1 } else { 1 };
    let (today, number) = (now.day(), format!("{number} {unit}"));
    let day = match parse_duration(&number).ok()? {
        Interval::Seconds(seconds) => return Some(Ok(Said::At(now.at.plus_seconds(sign * i64::from(seconds))))),
        Interval::Days(days) => today.plus(sign * i64::from(days)),
        Interval::Months(months) => {
            let months = Months::new(months.unsigned_abs());
            Day::from(if back {
                today.date().checked_sub_months(months)?
            } else {
                today.date().checked_add_months(months)?
            })
        }
    };
    Some(Ok(Said::Day { day, time: None, lived: false, weekly: false }))
}

fn number_of(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let spelled = WORDS.iter().position(|known| *known == word).map(|at| at as u32 + 1);
    spelled.or_else(|| word.parse().ok().filter(|number| *number <= 9999))
}

/// A date of the calendar: `2026-09-22`, `22 Sep`, `Sep 22 2026`, `22nd of September`. Without a year
/// it is the nearest one on the side of `mode`.
fn calendar(words: &[&str], today: Day, mode: Mode) -> Option<Day> {
    let base = today.date().and_time(NaiveTime::MIN).and_utc();
    let exact = |text: &str| parse_date_string(text, base, Dialect::Us).ok().map(|found| found.date_naive().into());
    let plain: Vec<&str> = words.iter().copied().filter(|word| *word != "of").collect();
    let (number, month, year) = match plain[..] {
        [date] if is_date(date) => return exact(date),
        [one, two] => (one, two, None),
        [one, two, year] if year.len() == 4 && is_number(year) => (one, two, Some(year)),
        _ => return None,
    };
    let (number, month) = if is_month(month) { (number, month) } else { (month, number) };
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| number.strip_suffix(end)).unwrap_or(number);
    if !is_month(month) || !is_number(number) || number.len() > 2 {
        return None;
    }
    let month = &month[..3];
    if let Some(year) = year {
        return exact(&format!("{number} {month} {year}"));
    }
    let this = chrono::Datelike::year(&today.date());
    // eight years reach every 29 February
    (0..=8).find_map(|away| {
        let year = if mode == Mode::Past { this - away } else { this + away };
        let found = exact(&format!("{number} {month} {year}"))?;
        let fits = if mode == Mode::Past { found <= today } else { found >= today };
        fits.then_some(found)
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 3 && parts[0].len() == 4 && parts.iter().all(|part| is_number(part))
}

fn is_month(word: &str) -> bool {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    word == "sept" || word.len() >= 3 && NAMES.iter().any(|name| name.starts_with(word))
}

/// The one time of day among the words: where, how many words, and the time; inner none where
/// it looks like one and cannot be.
fn clock(words: &[&str]) -> Option<(usize, usize, Option<NaiveTime>)> {
    (0..words.len()).find_map(|at| {
        let (word, mut length) = (words[at], 1);
        let mut half = ["am", "pm"].into_iter().find(|half| word.strip_suffix(half).is_some_and(starts_with_digit));
        let digits = half.map_or(word, |half| &word[..word.len() - half.len()]);
        if half.is_none() && starts_with_digit(word) {
            half = words.get(at + 1).and_then(|next| ["am", "pm"].into_iter().find(|half| half == next));
            length += usize::from(half.is_some());
        }
        let (hour, minute) = digits.split_once([':', '.']).map_or((digits, None), |(hour, rest)| (hour, Some(rest)));
        if !is_number(hour) || half.is_none() && minute.is_none() {
            return None;
        }
        Some((at, length, time_of(hour, minute.unwrap_or("00"), half)))
    })
}

fn time_of(hour: &str, rest: &str, half: Option<&str>) -> Option<NaiveTime> {
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "00"));
    let whole = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() == 2 && is_number(part));
    let hour: u32 = hour.parse().ok()?;
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some("am") => hour % 12,
        Some(_) => hour % 12 + 12,
    };
    NaiveTime::from_hms_opt(hour, whole(minute)?, whole(second)?)
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn named(day: Day, now: &Now) -> String {
    let same_year = chrono::Datelike::year(&day.date()) == chrono::Datelike::year(&now.day().date());
    if same_year { day.long() } else { format!("{} {}", day.long(), chrono::Datelike::year(&day.date())) }
}

fn shown(text: &str) -> String {
    clean_line(text, 60)
}

#[cfg(test)]
mod tests;
