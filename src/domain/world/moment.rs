//! When something happens in a made-up world: told from the present, so that it fits any date.
//!
//! Must not know what happens.

use chrono::{NaiveTime, Timelike};

use crate::domain::time::{Instant, Now};

/// One moment or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// That many days from today, at a wall time: `-12d 18:20`.
    Day(i64, NaiveTime),
    /// So many seconds ago, today in any case: `-12m40s`, `-2h`.
    Ago(i64),
    /// Again and again: `every 7d from -180d to -8d 12:40`; with `about` before it some days and
    /// minutes earlier or later each time.
    Every { days: i64, from: i64, to: i64, time: NaiveTime, about: bool },
}

impl Times {
    /// Takes the moment off the front of a line; none where it begins with none.
    pub(super) fn read(line: &str) -> Result<(Option<Self>, &str), String> {
        let (first, rest) = cut(line);
        let about = first == "about";
        let (every, rest) = if about { cut(rest) } else { (first, rest) };
        if every == "every" {
            return read_every(rest, about).map(|(times, rest)| (Some(times), rest));
        }
        if let Some(day) = days(first).filter(|_| first.starts_with('-') || first == "0d") {
            let (time, rest) = cut(rest);
            return Ok((Some(Self::Day(day, wall(time)?)), rest));
        }
        match first.strip_prefix('-').map(ago) {
            Some(Some(seconds)) => Ok((Some(Self::Ago(seconds)), rest)),
            Some(None) => Err(format!("when is {first}? Write -12d 18:20, -2h or -12m40s")),
            None => Ok((None, line)),
        }
    }

    /// The moments, none of them after the present. `text` decides how far an *about* strays.
    pub(super) fn instants(self, now: &Now, text: &str) -> Vec<Instant> {
        match self {
            Self::Day(day, time) => vec![on(now, day, time)],
            Self::Ago(seconds) => {
                vec![now.at.plus_seconds(-seconds).max(now.start_of(now.day()))]
            }
            Self::Every { days, from, to, time, about } => {
                let stray = |n: i64, salt: u64, most: i64| {
                    if about { (hash(text, n as u64, salt) % (2 * most as u64 + 1)) as i64 - most } else { 0 }
                };
                (0..=(to - from) / days)
                    .map(|n| {
                        let day = (from + n * days + stray(n, 1, (days / 4).max(1))).clamp(from, to);
                        on(now, day, time).plus_seconds(60 * stray(n, 2, 25)).min(now.at)
                    })
                    .collect()
            }
        }
    }
}

/// A whole number of days from today: `-12d`, `+3d`, `0d`.
pub(super) fn days(word: &str) -> Option<i64> {
    word.strip_suffix('d')?.parse().ok()
}

fn read_every(rest: &str, about: bool) -> Result<(Times, &str), String> {
    let parts: Vec<&str> = rest.splitn(7, ' ').collect();
    let [every, "from", from, "to", to, time, rest] = parts.as_slice() else {
        return Err("how often? Write every 7d from -180d to -8d 12:40".to_owned());
    };
    let read = |word: &str| days(word).ok_or_else(|| format!("\"{word}\" is no number of days: write 7d"));
    let (every, from, to) = (read(every)?, read(from)?, read(to)?);
    if every < 1 || from > to || to > 0 {
        return Err(format!("every {every}d from {from}d to {to}d is no time that has been"));
    }
    Ok((Times::Every { days: every, from, to, time: wall(time)?, about }, rest))
}

/// The first word, and what stands behind it.
fn cut(text: &str) -> (&str, &str) {
    let (first, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    (first, rest.trim_start())
}

fn wall(word: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(word, "%H:%M").map_err(|_| format!("\"{word}\" is no time of day: write 18:20"))
}

/// `12m40s` as seconds.
fn ago(text: &str) -> Option<i64> {
    humantime::parse_duration(text).ok().map(|length| length.as_secs() as i64)
}

/// A wall time that counts for that day: before the day's start it is the night after.
fn on(now: &Now, day: i64, time: NaiveTime) -> Instant {
    let night = time.num_seconds_from_midnight() < u32::from(now.day_start) * 60;
    now.instant(now.day().plus(day + i64::from(night)), time).min(now.at)
}

/// A number that looks random and is the same each time.
fn hash(text: &str, n: u64, salt: u64) -> u64 {
    let seed = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64 ^ salt, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mixed = (seed ^ n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 31)) >> 7
}
