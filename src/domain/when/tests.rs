//! Days and times in words, as a table for each way of reading, around the night and the zone's steps.

use super::*;
use crate::domain::time::{Zone, ZoneStep, frozen};
use proptest::prelude::*;

/// Tuesday afternoon, two hours east.
fn tuesday() -> Now {
    at("2026-09-22T14:30:00+02:00")
}

fn at(text: &str) -> Now {
    frozen(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The words for a result: a day, or the local wall time.
fn said(result: Result<When, String>, now: &Now) -> String {
    match result {
        Ok(When::Now) => "now".to_owned(),
        Ok(When::Day(day)) => day.to_string(),
        Ok(When::At(at)) => at.wall(now.zone.offset(at)).format("%Y-%m-%d %H:%M").to_string(),
        Err(reason) => format!("! {reason}"),
    }
}

#[test]
fn what_has_happened() {
    let now = tuesday();
    let table = [
        ("now", "now"),
        ("today", "2026-09-22"),
        ("Yesterday", "2026-09-21"),
        ("last night", "2026-09-21"),
        ("the day before yesterday", "2026-09-20"),
        ("tue", "2026-09-22"),
        ("last tue", "2026-09-15"),
        ("fri", "2026-09-18"),
        ("on Friday", "2026-09-18"),
        ("last fri", "2026-09-18"),
        ("last fri 18:00", "2026-09-18 18:00"),
        ("fri at 9am", "2026-09-18 09:00"),
        ("tue 18:00", "2026-09-15 18:00"),
        ("tue 9:15", "2026-09-22 09:15"),
        ("last sunday", "2026-09-20"),
        ("18:00", "2026-09-21 18:00"),
        ("14:30", "2026-09-22 14:30"),
        ("9.15", "2026-09-22 09:15"),
        ("6 pm", "2026-09-21 18:00"),
        ("12am", "2026-09-22 00:00"),
        ("yesterday 18:00", "2026-09-21 18:00"),
        ("18:00 yesterday", "2026-09-21 18:00"),
        ("yesterday 01:30", "2026-09-22 01:30"),
        ("today 01:30", "2026-09-22 01:30"),
        ("3d", "2026-09-19"),
        ("3 days ago", "2026-09-19"),
        ("two weeks ago", "2026-09-08"),
        ("a week ago 18:00", "2026-09-15 18:00"),
        ("2w", "2026-09-08"),
        ("2 months ago", "2026-07-22"),
        ("last week", "2026-09-15"),
        ("last month", "2026-08-22"),
        ("2h ago", "2026-09-22 12:30"),
        ("25 min", "2026-09-22 14:05"),
        ("25m ago", "2026-09-22 14:05"),
        ("1m", "! 1m: write 1 min or 1 months"),
        ("22 Sep", "2026-09-22"),
        ("23 sep", "2025-09-23"),
        ("Sep 1st", "2026-09-01"),
        ("1st of September", "2026-09-01"),
        ("22 Dec 2025", "2025-12-22"),
        ("December 22, 2025", "2025-12-22"),
        ("Sun 20 Sep", "2026-09-20"),
        ("sun 20 sep 18:00", "2026-09-20 18:00"),
        ("Sat 20 Sep", "! Sun 20 Sep is a Sunday"),
        ("29 feb", "2024-02-29"),
        ("2026-09-20", "2026-09-20"),
        ("2026-09-20 18:00", "2026-09-20 18:00"),
        ("2026-09-20T18:00", "2026-09-20 18:00"),
        ("2026-09-20T18:00:00+00:00", "2026-09-20 20:00"),
        ("2026-09-22T14:30:30+02:00", "2026-09-22 14:30"),
    ];
    for (text, wanted) in table {
        assert_eq!(said(parse_past(text, &now), &now), wanted, "{text}");
    }
}

#[test]
fn what_is_to_come() {
    let now = tuesday();
    let table = [
        ("today", "2026-09-22"),
        ("tomorrow", "2026-09-23"),
        ("the day after tomorrow", "2026-09-24"),
        ("fri", "2026-09-25"),
        ("this fri", "2026-09-25"),
        ("tue", "2026-09-29"),
        ("this tue", "2026-09-22"),
        ("next tue", "2026-09-29"),
        ("next thu", "2026-09-24"),
        ("Monday", "2026-09-28"),
        ("in 3 days", "2026-09-25"),
        ("3 days", "2026-09-25"),
        ("3d", "2026-09-25"),
        ("2w", "2026-10-06"),
        ("1m", "2026-10-22"),
        ("in a month", "2026-10-22"),
        ("6 months from now", "2027-03-22"),
        ("1y", "2027-09-22"),
        ("next week", "2026-09-29"),
        ("next month", "2026-10-22"),
        ("end of month", "2026-09-30"),
        ("22 Sep", "2026-09-22"),
        ("21 Sep", "2027-09-21"),
        ("29 February", "2028-02-29"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-01T01:00:00+02:00", "2026-11-30"),
        ("in 12h", "2026-09-22"),
    ];
    for (text, wanted) in table {
        let got = parse_future(text, &now).map(|day| day.to_string());
        assert_eq!(got, Ok(wanted.to_owned()), "{text}");
    }
}

#[test]
fn what_cannot_be_is_refused_with_a_reason() {
    let now = tuesday();
    let past = [
        ("tomorrow", "lies ahead"),
        ("next fri", "Fri 25 Sep lies ahead"),
        ("in 3 days", "lies ahead"),
        ("2027-01-01", "Fri 01 Jan 2027 lies ahead"),
        ("today 18:00", "Tue 22 Sep 18:00 lies ahead"),
        ("2h ago 18:00", "two times"),
        ("1969-12-31", "too long ago"),
        ("9999 weeks ago", "too long ago"),
    ];
    for (text, wanted) in past {
        let reason = parse_past(text, &now).err().unwrap_or_default();
        assert!(reason.contains(wanted), "{text}: {reason}");
    }
    let future = [
        ("yesterday", "Mon 21 Sep has passed"),
        ("3 days ago", "has passed"),
        ("2026-09-01", "has passed"),
        ("fri 18:00", "leave 18:00 out"),
        ("18:00", "leave 18:00 out"),
        ("9999 months", "too far ahead"),
    ];
    for (text, wanted) in future {
        let reason = parse_future(text, &now).err().unwrap_or_default();
        assert!(reason.contains(wanted), "{text}: {reason}");
    }
    let nothing = [
        "",
        " ",
        "musl",
        "5",
        "may",
        "march",
        "sunny",
        "maybe",
        "week",
        "last",
        "second",
        "22",
        "2026",
        "9/22",
        "25:00",
        "18:60",
        "13pm",
        "31 feb",
        "22 sep 26",
        "fri sat",
        "in",
        "ago",
        "18:00 19:00",
        "12345 days",
        "1:2:3:4",
        "0x5 d",
    ];
    for text in nothing {
        assert_eq!(read_past(text, &now), None, "{text}");
        let reason = parse_past(text, &now).err().unwrap_or_default();
        assert!(reason.contains("last fri 18:00"), "{text}: {reason}");
        assert!(parse_future(text, &now).is_err(), "{text}");
    }
}

#[test]
fn at_night_the_day_is_still_the_one_before() {
    // Wednesday by the calendar, Tuesday as lived
    let now = at("2026-09-23T01:00:00+02:00");
    let table = [
        ("today", "2026-09-22"),
        ("yesterday", "2026-09-21"),
        ("today 18:00", "2026-09-22 18:00"),
        ("today 00:30", "2026-09-23 00:30"),
        ("00:30", "2026-09-23 00:30"),
        ("02:00", "2026-09-22 02:00"),
        ("18:00", "2026-09-22 18:00"),
        ("tue", "2026-09-22"),
        ("wed", "2026-09-16"),
    ];
    for (text, wanted) in table {
        assert_eq!(said(parse_past(text, &now), &now), wanted, "{text}");
    }
    assert_eq!(parse_future("tomorrow", &now).map(|day| day.to_string()), Ok("2026-09-23".to_owned()));
}

#[test]
fn wall_times_follow_the_steps_of_the_zone() {
    // Central Europe: summer time ends on 25 Oct 2026 at 01:00 UTC and began on 29 Mar
    let step = |text: &str, offset: i32| ZoneStep { from: at(text).at, offset };
    let steps = vec![step("2026-03-29T01:00:00Z", 120), step("2026-10-25T01:00:00Z", 60)];
    let now = Now { zone: Zone::new(60, steps), ..at("2026-10-26T12:00:00+01:00") };
    let utc = |text: &str| match parse_past(text, &now) {
        Ok(When::At(at)) => at.rfc3339(0),
        other => format!("{other:?}"),
    };
    assert_eq!(utc("2026-10-24 18:00"), "2026-10-24T16:00:00Z");
    assert_eq!(utc("2026-10-25 02:30"), "2026-10-25T00:30:00Z", "a doubled time takes the first");
    assert_eq!(utc("2026-03-29 02:30"), "2026-03-29T01:30:00Z", "a skipped one moves forward");
    assert_eq!(utc("24h ago"), "2026-10-25T11:00:00Z");
}

#[test]
fn lengths_are_whole_minutes() {
    let table = [
        ("25m", 25),
        ("1h30m", 90),
        ("1h 30min", 90),
        ("90", 90),
        ("2 hours", 120),
        ("1.5h", 90),
        ("90s", 1),
        ("24h", 1440),
    ];
    for (text, wanted) in table {
        assert_eq!(duration(text), Ok(wanted), "{text}");
    }
    for text in ["", "x", "0", "10s", "25h", "1M", "-5", "99999999999999999999"] {
        assert!(duration(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_words_give_a_time_or_a_reason(text in "[a-z0-9 :.,-]{0,16}|.{0,20}") {
        let now = tuesday();
        match parse_past(&text, &now) {
            Ok(when) => prop_assert!(day_of(when, &now) <= now.day()),
            Err(reason) => prop_assert!(!reason.is_empty()),
        }
        if let Ok(day) = parse_future(&text, &now) {
            prop_assert!(day >= now.day());
        }
        let _ = duration(&text);
    }

    #[test]
    fn a_written_day_reads_as_itself(ago in 0_i64..15_000, hour in 0_u32..24, minute in 0_u32..60) {
        let now = tuesday();
        let day = now.day().plus(-ago);
        prop_assert_eq!(parse_past(&day.to_string(), &now), Ok(When::Day(day)));
        prop_assert_eq!(parse_past(&day.date().format("%d %b %Y").to_string(), &now), Ok(When::Day(day)));
        prop_assert_eq!(parse_future(&now.day().plus(ago).to_string(), &now), Ok(now.day().plus(ago)));
        let earlier = day.plus(-1);
        let wall = format!("{earlier} {hour:02}:{minute:02}");
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        prop_assert_eq!(parse_past(&wall, &now), Ok(When::At(now.instant(earlier, time))));
    }

    #[test]
    fn a_weekday_is_never_more_than_a_week_away(away in 0_i64..400) {
        let now = tuesday();
        let now = now.moved(now.at.plus_seconds(away * 86_400 / 3));
        for name in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
            let Ok(When::Day(past)) = parse_past(name, &now) else { panic!("{name}") };
            prop_assert!((0..7).contains(&now.day().minus(past)));
            let ahead = parse_future(name, &now).map(|day| day.minus(now.day()));
            prop_assert!(ahead.is_ok_and(|days| (1..=7).contains(&days)));
        }
    }
}
