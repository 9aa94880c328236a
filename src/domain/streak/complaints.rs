//! Cases after complaints that people made in public about habit trackers.

use super::testing::*;
use super::*;
use crate::domain::streak_words;
use crate::domain::time::{Now, Zone, ZoneStep, frozen};

#[test]
fn the_streak_is_there_in_the_morning_and_never_nothing_until_something_is_logged() {
    let daily = [("2026-09-01", "daily 10 min")];
    let done = "09-01..09-21=10";
    check(&daily, done, "", "09-22", "xxxxxxxxxxxxxxxxxxxxxo | 0 of 1, today | 21 days, best 21");
    check(&daily, &format!("{done} 09-22=10"), "", "09-22", "xxxxxxxxxxxxxxxxxxxxxx | 1 of 1 | 22 days, best 22");
    check(&daily, done, "", "09-23", "xxxxxxxxxxxxxxxxxxxxx-o | 0 of 1, today | best 21 days");
    let weekly = [("2026-09-07", "1 post a week")];
    check(&weekly, "09-08 09-15", "", "09-21", "xxo | 0 of 1, 7 days left | 2 weeks, best 2");
}

#[test]
fn cadences_that_are_not_daily_count_periods_and_not_days() {
    // a weekly and a monthly one: three weeks are three, not twenty-one
    check(
        &[("2026-08-31", "1 post a week")],
        "09-02 09-08 09-20",
        "",
        "09-21",
        "xxxo | 0 of 1, 7 days left | 3 weeks, best 3",
    );
    check(
        &[("2026-06-01", "20 comments a month")],
        "06-03=20 07-01..07-20=1 08-09=40 09-01=12",
        "",
        "09-22",
        "xxxo | 12 of 20, 9 days left | 3 months, best 3",
    );
    // every other day: a day between is no break, and four times are four
    check(
        &[("2026-09-01", "every other day 30 min")],
        "09-01=30 09-03=30 09-05=30 09-07=30",
        "",
        "09-09",
        "xxxxo | 0 of 1, today | 4 times, best 4",
    );
    check(&[("2026-09-01", "90 min a week")], "09-02=50", "", "09-03", "o | 50 of 90 min, 4 days left | ");
}

#[test]
fn a_weekly_target_is_asked_of_the_week_and_not_of_each_day() {
    // all on the first day, or all on the last: both are the week
    check(&[("2026-09-07", "20 comments a week")], "09-07=20", "", "09-08", "x | 20 of 20 | 1 week, best 1");
    check(
        &[("2026-09-07", "20 comments a week")],
        "09-13=20",
        "",
        "09-14",
        "xo | 0 of 20, 7 days left | 1 week, best 1",
    );
    check(&[("2026-09-07", "90 min a week")], "09-13=90", "", "09-13", "x | 90 of 90 min | 1 week, best 1");
}

#[test]
fn a_later_success_never_repaints_an_earlier_failure() {
    let terms = [("2026-09-01", "every 3 days 30 min")];
    // silent from the 2nd to the 10th: three windows missed; the 11th starts again at one
    check(&terms, "09-01=30", "", "09-11", "x---o | 0 of 1, by Sun | best 1 time");
    check(&terms, "09-01=30 09-11=30", "", "09-11", "x---x | 1 of 1 | 1 time, best 1");
    check(&terms, "09-01=30 09-11..09-12=30", "", "09-12", "x---xx | 1 of 1 | 2 times, best 2");
    // two acts in the week after do not make up for the week before
    check(&[("2026-09-07", "1 post a week")], "09-07 09-21=2", "", "09-22", "x-x | 2 of 1 | 1 week, best 1");
}

#[test]
fn every_other_day_over_a_change_of_the_clock_and_a_rest() {
    // clocks go back on 25 October 2026 and the 24th to the 27th are at rest
    let terms = [("2026-10-20", "every other day 30 min")];
    let done = "10-20=30 10-22=30";
    check(&terms, done, "10-23..10-27", "10-25", "xxo | 0 of 1, by Thu | 2 times, best 2");
    check(&terms, done, "10-23..10-27", "10-29", "xxo | 0 of 1, today | 2 times, best 2");
    check(&terms, done, "10-23..10-27", "10-30", "xx-o | 0 of 1, by Sat | best 2 times");
    check(&terms, &format!("{done} 10-29=30"), "10-23..10-27", "10-30", "xxxo | 0 of 1, by Sat | 3 times, best 3");
    // an act on a day of rest counts and moves the window
    check(&terms, &format!("{done} 10-24=30"), "10-23..10-27", "10-28", "xxxo | 0 of 1, by Thu | 3 times, best 3");
    // a weekday off is in no window either: Friday's act, Sunday off, Monday is day two
    check(
        &[("2026-09-04", "every other day 30 min")],
        "09-04=30",
        "Sun",
        "09-07",
        "xo | 0 of 1, today | 1 time, best 1",
    );
}

#[test]
fn the_day_ends_at_four_and_clocks_change() -> Result<(), chrono::ParseError> {
    // 01:30 on Sunday night is still Saturday, in the doubled hour too
    let zone = Zone::new(120, vec![ZoneStep { from: frozen("2026-10-25T01:00:00Z")?.at, offset: 60 }]);
    let now = |text: &str| frozen(text).map(|now| Now { zone: zone.clone(), ..now });
    for (text, expected) in [
        ("2026-10-24T23:30:00Z", "10-24"),
        ("2026-10-25T00:30:00Z", "10-24"),
        ("2026-10-25T02:30:00Z", "10-24"),
        ("2026-10-25T03:00:00Z", "10-25"),
    ] {
        assert_eq!(now(text)?.day(), day(expected), "{text}");
    }
    let daily = [("2026-10-23", "daily 10 min")];
    let late = now("2026-10-25T02:30:00Z")?.day();
    let done = format!("10-23=10 {late}=10");
    check(&daily, &done, "", "10-25", "xxo | 0 of 1, today | 2 days, best 2");
    Ok(())
}

#[test]
fn rest_is_neutral_and_lowers_what_a_week_asks() {
    let terms = [("2026-08-31", BLOCKS)];
    let done = "08-31=30 09-01=30 09-02=30";
    // a week all at rest: no division by zero, no longer streak, no shorter one
    check(&terms, done, "09-07..09-13", "09-10", "xr | 0 of 0, rest | 1 week, best 1");
    check(&terms, done, "09-07..09-13", "09-15", "xro | 0 of 3, needs 3 of 6 days | 1 week, best 1");
    check(
        &terms,
        &format!("{done} 09-10=30"),
        "09-07..09-13",
        "09-15",
        "xxo | 0 of 3, needs 3 of 6 days | 2 weeks, best 2",
    );
    // four days of seven at rest: ⌈3 × 3 ÷ 7⌉ = 2
    check(&terms, done, "09-07..09-10", "09-11", "xo | 0 of 2, needs 2 of 3 days | 1 week, best 1");
    check(
        &terms,
        &format!("{done} 09-11=30 09-08=30"),
        "09-07..09-10",
        "09-14",
        "xxo | 0 of 3, needs 3 of 7 days | 2 weeks, best 2",
    );
    // weekends off do not lower it by themselves, but five days are what a rest is measured by: ⌈3 × 1 ÷ 5⌉ = 1
    check(&terms, done, "Sat Sun", "09-12", "xo | 0 of 3, needs 3 more by Sun | 1 week, best 1");
    check(&terms, done, "Sat Sun 09-07..09-10", "09-11", "xo | 0 of 1, needs today | 1 week, best 1");
    check(&terms, done, "Sat Sun 09-07..09-11", "09-15", "xro | 0 of 3, needs 3 of 4 days | 1 week, best 1");
    // every weekday off: plain days, and still no division by zero
    check(
        &terms,
        done,
        "Mon Tue Wed Thu Fri Sat Sun 09-07..09-13",
        "09-15",
        "xro | 0 of 3, needs 3 more by Sun | 1 week, best 1",
    );
    check(
        &terms,
        done,
        "Mon Tue Wed Thu Fri Sat Sun 09-07..09-10",
        "09-14",
        "x-o | 0 of 3, needs 3 more by Sun | best 1 week",
    );
}

#[test]
fn rest_costs_no_strength() {
    let terms = [("2026-06-01", BLOCKS)];
    let done = "06-01..07-31=30";
    let before = stand(&terms, done, "", "08-03");
    let rested = stand(&terms, done, "08-03..08-23", "08-24");
    let silent = stand(&terms, done, "", "08-24");
    assert_eq!((before.strength, rested.strength), (rested.strength, before.strength));
    assert!(silent.strength < rested.strength, "{} and {}", silent.strength, rested.strength);
    assert_eq!((rested.streak, silent.streak), (before.streak, 0));
    // a rest of a few days makes the step of its week smaller, never larger
    let few = stand(&terms, done, "08-03..08-06", "08-10");
    let none = stand(&terms, done, "", "08-10");
    assert!(none.strength < few.strength && few.strength < before.strength);
}

#[test]
fn skipped_days_never_lengthen_a_streak() {
    let daily = [("2026-09-01", "daily 10 min")];
    check(&daily, "09-01..09-03=10 09-11=10", "09-04..09-10", "09-11", "xxxx | 1 of 1 | 4 days, best 4");
    let weekly = [("2026-08-31", "1 post a week")];
    check(&weekly, "09-01 09-22", "09-07..09-20", "09-22", "xrrx | 1 of 1 | 2 weeks, best 2");
}

#[test]
fn weeks_over_the_turn_of_the_year_and_leap_days() {
    // 2026 has a week 53, from 28 December to 3 January
    let terms = [("2026-12-21", "1 post a week")];
    check(&terms, "12-22 2027-01-02 2027-01-04", "", "2027-01-05", "xxx | 1 of 1 | 3 weeks, best 3");
    let progress = stand(&terms, "12-22 2027-01-02", "", "2027-01-05");
    assert_eq!(streak_words::period_name(&progress.periods[1], progress.unit, Weekday::Mon), "week 53");
    // 29 February is a day like any other
    check(
        &[("2028-02-27", "daily 10 min")],
        "2028-02-27..2028-02-29=10",
        "",
        "2028-03-01",
        "xxxo | 0 of 1, today | 3 days, best 3",
    );
    check(
        &[("2028-02-01", "2 posts a month")],
        "2028-02-01 2028-02-29",
        "",
        "2028-03-01",
        "xo | 0 of 2, 31 days left | 1 month, best 1",
    );
    // weeks that start on Sunday
    let rows = rows(&[("2026-09-06", "1 post a week")]);
    let done = amounts("09-12 09-13");
    let line = [Terms { commitment: &rows[0], amounts: &done }];
    let sunday = progress_of(&line, Weekday::Sun, "09-14");
    assert_eq!(told(&sunday), "xx | 1 of 1 | 2 weeks, best 2");
}

#[test]
fn an_act_back_dated_by_a_month_counts_in_its_own_period() {
    let terms = [("2026-07-27", "1 post a week")];
    let done = "07-28 08-04 08-11 08-25 09-01 09-08 09-15 09-22";
    let before = stand(&terms, done, "", "09-22");
    let after = stand(&terms, &format!("{done} 08-20"), "", "09-22");
    assert_eq!(told(&before), "xxx-xxxxx | 1 of 1 | 5 weeks, best 5");
    assert_eq!(told(&after), "xxxxxxxxx | 1 of 1 | 9 weeks, best 9");
    assert!(after.strength > before.strength);
    let said = |before: &Progress, after: &Progress, on: &str| {
        streak_words::history_changed(before, after, day(on), Weekday::Mon)
    };
    assert_eq!(
        said(&before, &after, "08-20").as_deref(),
        Some("history changed: week 34 is 1 of 1 now, streak 9 weeks, was 5")
    );
    assert_eq!(
        said(&after, &before, "08-20").as_deref(),
        Some("history changed: week 34 is 0 of 1 now, streak 5 weeks, was 9")
    );
    assert_eq!(said(&before, &before, "08-20"), None);
    assert_eq!(said(&before, &after, "09-22"), None, "today is no history");
}
