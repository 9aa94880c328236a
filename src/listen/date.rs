//! The dates of feeds, as exactly as they are and as loosely as they are written.
//!
//! RFC 3339, RFC 2822, what C writes, and what people make of them. Must not know the present.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::time::Instant;

/// Zones that have a name in feeds, in minutes east of UTC.
const ZONES: &[(&str, i64)] = &[
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("wet", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("bst", 60),
    ("ist", 330),
    ("cet", 60),
    ("cest", 120),
    ("met", 60),
    ("mest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// No date is written longer, in bytes.
const LONGEST: usize = 80;

/// The moment that a text names; none where it names none. Without a zone it is read as UTC.
pub fn date(text: &str) -> Option<Instant> {
    let text = text.trim();
    if text.len() > LONGEST || !text.is_ascii() {
        return None;
    }
    let (wall, minutes) = international(text).or_else(|| spoken(&text.to_ascii_lowercase()))?;
    let utc = wall.checked_sub_signed(chrono::TimeDelta::minutes(minutes))?;
    Some(Instant(utc.and_utc().timestamp_millis()))
}

/// `2026-03-04T05:06:07+01:00` and what is left of it: the day alone, no seconds, no zone, a blank for the `T`.
fn international(text: &str) -> Option<(NaiveDateTime, i64)> {
    let (day, rest) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
    let mut parts = day.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut next = || parts.next().map_or(Some(1), |part| part.parse::<u32>().ok());
    let day = NaiveDate::from_ymd_opt(year, next()?, next()?)?;
    let rest = rest.trim();
    let zone_at = rest.find(['+', '-', 'Z', 'z', ' ']).unwrap_or(rest.len());
    let time = if rest.is_empty() { NaiveTime::MIN } else { time(&rest[..zone_at])? };
    Some((day.and_time(time), zone(rest[zone_at..].trim()).unwrap_or(0)))
}

/// `Wed, 04 Mar 2026 05:06:07 GMT`, `Wed Mar 4 05:06:07 PST 2026`, `4 March 2026`.
fn spoken(text: &str) -> Option<(NaiveDateTime, i64)> {
    let (mut day, mut month, mut year, mut clock, mut minutes) = (None, None, None, None, 0);
    let mut afternoon = None;
    for word in text.split(|letter: char| letter.is_ascii_whitespace() || matches!(letter, ',' | '(' | ')')) {
        let number = word.trim_end_matches(['.', 't', 'h', 's', 'n', 'd', 'r']).parse::<u32>().ok();
        let begins = |name: &str| word.starts_with(name);
        if word.contains(':') && clock.is_none() {
            let zone_at = word.find(['+', '-']).unwrap_or(word.len());
            clock = Some(time(&word[..zone_at])?);
            minutes = zone(&word[zone_at..]).unwrap_or(minutes);
        } else if let Some(offset) = zone(word) {
            minutes = offset;
        } else if word.contains('-') && day.is_none() {
            // 04-Mar-2026
            let mut parts = word.split('-');
            day = parts.next()?.parse().ok();
            month = parts.next().and_then(|part| MONTHS.iter().position(|name| part.starts_with(name)));
            year = parts.next().and_then(|part| part.parse().ok()).map(full_year);
        } else if let Some(number) = number {
            if word.len() < 4 && day.is_none() && number <= 31 {
                day = Some(number);
            } else if year.is_none() {
                year = Some(full_year(number as i32));
            }
        } else if let Some(at) = MONTHS.iter().position(|name| begins(name)).filter(|_| month.is_none()) {
            month = Some(at);
        } else if matches!(word, "am" | "pm") {
            afternoon = Some(word == "pm");
        }
    }
    let day = NaiveDate::from_ymd_opt(year?, month? as u32 + 1, day?)?;
    let mut at = day.and_time(clock.unwrap_or(NaiveTime::MIN));
    if let Some(afternoon) = afternoon {
        let hour = chrono::Timelike::hour(&at);
        let shift = if afternoon && hour < 12 {
            12
        } else if !afternoon && hour == 12 {
            -12
        } else {
            0
        };
        at += chrono::TimeDelta::hours(shift);
    }
    Some((at, minutes))
}

fn full_year(year: i32) -> i32 {
    match year {
        0..=68 => 2000 + year,
        69..=99 => 1900 + year,
        _ => year,
    }
}

/// `5:06`, `05:06:07.89`; midnight may be 24, and a second may be the leap one.
fn time(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let mut next = || parts.next().map(|part| part.split(['.', ',']).next().unwrap_or_default().parse::<u32>());
    let hour = next()?.ok()?;
    let minute = next().unwrap_or(Ok(0)).ok()?;
    let second = next().unwrap_or(Ok(0)).ok()?;
    NaiveTime::from_hms_opt(if hour == 24 { 0 } else { hour }, minute, second.min(59))
}

/// Minutes east of UTC of `+0100`, `-05:00`, `GMT`, `EST`.
fn zone(text: &str) -> Option<i64> {
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)) {
        return Some(*minutes);
    }
    let text = text.strip_prefix("gmt").or_else(|| text.strip_prefix("utc")).unwrap_or(text);
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|letter| *letter != ':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i64>().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_however_they_are_written() {
        let table = [
            ("2026-03-04T05:06:07Z", "2026-03-04T05:06:07Z"),
            ("2026-03-04T05:06:07.123456+01:00", "2026-03-04T04:06:07Z"),
            ("2026-03-04T05:06:07-0530", "2026-03-04T10:36:07Z"),
            ("2026-03-04 05:06:07", "2026-03-04T05:06:07Z"),
            ("2026-03-04 05:06:07 +0200", "2026-03-04T03:06:07Z"),
            ("2026-03-04T05:06Z", "2026-03-04T05:06:00Z"),
            ("2026-03-04", "2026-03-04T00:00:00Z"),
            ("2026-03", "2026-03-01T00:00:00Z"),
            ("2026", "2026-01-01T00:00:00Z"),
            ("Wed, 04 Mar 2026 05:06:07 GMT", "2026-03-04T05:06:07Z"),
            ("Thurs, 4 March 2026 5:06:07 +0100", "2026-03-04T04:06:07Z"),
            ("4 Mar 26 05:06 EST", "2026-03-04T10:06:00Z"),
            ("Wed, 04 Mar 1998 24:00:60 UT", "1998-03-04T00:00:59Z"),
            ("Wed Mar  4 05:06:07 PST 2026", "2026-03-04T13:06:07Z"),
            ("March 4th, 2026 5:06 PM", "2026-03-04T17:06:00Z"),
            ("04-Mar-2026 05:06:07", "2026-03-04T05:06:07Z"),
            ("Mi, 04 Mar 2026 05:06:07 GMT+2", "2026-03-04T03:06:07Z"),
            ("Wed, 04 Mar 2026 05:06:07 Nowhere", "2026-03-04T05:06:07Z"),
        ];
        for (text, wanted) in table {
            assert_eq!(date(text).map(|at| at.rfc3339(0)).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "yesterday",
            "Wed, 31 Feb 2026 05:06:07 GMT",
            "2026-13-04",
            "0000-00-00T00:00:00Z",
            "2026-03-04T99:00:00Z",
            "é 2026",
            "999999-01-01",
            "Mar 2026",
            "12:30",
            "Wed, 04 Mar 99999999999 05:06:07 GMT",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(date(&"4 ".repeat(1000)), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[0-9a-zA-Z:+., T-]{0,40}") {
            let _ = date(&text);
        }
    }
}
