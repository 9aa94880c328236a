//! The one reader of the clock and of the zone of this machine.
//!
//! `ROUNDS_NOW` (RFC 3339) freezes both. Must not know what the time is for.

use std::env;
use std::sync::OnceLock;

use chrono::{DateTime, Local, Offset, TimeZone};

use crate::domain::time::{Instant, Now, Zone, ZoneStep, frozen};

/// Seconds between two samples of the zone: no zone changes its offset twice within two weeks.
const SAMPLE: i64 = 14 * 86_400;
/// How far ahead the zone is sampled, in seconds: two years.
const AHEAD: i64 = 2 * 366 * 86_400;

/// The present, with days that start `day_start` minutes after midnight.
///
/// # Errors
/// When `ROUNDS_NOW` is set and is no RFC 3339 time.
pub fn now(day_start: u16) -> Result<Now, String> {
    match env::var("ROUNDS_NOW") {
        Ok(text) if !text.is_empty() => match frozen(&text) {
            Ok(now) => Ok(Now { day_start, ..now }),
            Err(error) => Err(format!("ROUNDS_NOW is \"{text}\": {error}; write it like 2026-09-22T09:00:00+02:00")),
        },
        _ => {
            let at = instant();
            Ok(Now { at, zone: zone(at), day_start })
        }
    }
}

/// The instant alone, never frozen: for deadlines of the program itself.
pub fn instant() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    let now = Local::now();
    Instant(now.timestamp_millis())
}

/// The steps of the local zone from 1970 to two years ahead, sampled once a process.
fn zone(now: Instant) -> Zone {
    static ZONE: OnceLock<Zone> = OnceLock::new();
    ZONE.get_or_init(|| sample(offset, now.0.div_euclid(1000) + AHEAD)).clone()
}

fn offset(second: i64) -> i32 {
    match Local.timestamp_opt(second, 0) {
        chrono::LocalResult::Single(time) | chrono::LocalResult::Ambiguous(time, _) => {
            DateTime::<Local>::offset(&time).fix().local_minus_utc() / 60
        }
        chrono::LocalResult::None => 0,
    }
}

/// Samples `offset` from 1970 to `until` and looks for each step by halving.
fn sample(offset: impl Fn(i64) -> i32, until: i64) -> Zone {
    let base = offset(0);
    let (mut steps, mut from, mut last) = (Vec::new(), 0, base);
    while from < until {
        let to = from + SAMPLE;
        let next = offset(to);
        if next != last {
            let (mut low, mut high) = (from, to);
            while high - low > 1 {
                let middle = i64::midpoint(low, high);
                if offset(middle) == last { low = middle } else { high = middle }
            }
            steps.push(ZoneStep { from: Instant(high * 1000), offset: offset(high) });
        }
        (from, last) = (to, next);
    }
    Zone::new(base, steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_found_to_the_second() {
        // an hour more from one second on, and back again half a year later
        let first = 1_000_000_007;
        let second = first + 180 * 86_400;
        let zone = sample(|at| if at >= first && at < second { 120 } else { 60 }, second + 10 * SAMPLE);
        for (at, wanted) in [(0, 60), (first - 1, 60), (first, 120), (second - 1, 120), (second, 60)] {
            assert_eq!(zone.offset(Instant(at * 1000)), wanted, "{at}");
        }
    }
}
