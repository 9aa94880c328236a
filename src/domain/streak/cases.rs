//! What the rules of streaks and strength say, case by case.

use super::testing::*;
use super::*;
use crate::domain::{commitment_words, streak_words};

#[test]
fn a_week_of_three_blocks() {
    let from = [("2026-09-07", BLOCKS)];
    let met = "09-07=30 09-09=30 09-11=30";
    check(&from, met, "", "09-14", "xo | 0 of 3, needs 3 of 7 days | 1 week, best 1");
    check(&from, &format!("{met} 09-14=30"), "", "09-15", "xo | 1 of 3, needs 2 of 6 days | 1 week, best 1");
    check(&from, &format!("{met} 09-14=30"), "", "09-19", "xo | 1 of 3, needs both days left | 1 week, best 1");
    check(&from, &format!("{met} 09-14=30 09-19=30"), "", "09-19", "xo | 2 of 3, needs Sun | 1 week, best 1");
    check(&from, &format!("{met} 09-14=30 09-19=30"), "", "09-20", "xo | 2 of 3, needs today | 1 week, best 1");
    check(&from, &format!("{met} 09-14=30 09-20=30"), "", "09-20", "xo | 2 of 3, needs 1 more today | 1 week, best 1");
    check(&from, &format!("{met} 09-14=30"), "", "09-20", "xo | 1 of 3, needs 2 more, 1 day left | 1 week, best 1");
    check(&from, &format!("{met} 09-14=50 09-16=20"), "", "09-16", "xx | 3 of 3 | 2 weeks, best 2");
    check(&from, &format!("{met} 09-14=90"), "", "09-15", "xx | 3 of 3 | 2 weeks, best 2");
    check(&from, met, "", "09-21", "x-o | 0 of 3, needs 3 of 7 days | best 1 week");
    check(&from, "", "", "09-18", "-o | 0 of 3, needs all 3 days left | ");
}

#[test]
fn every_so_many_days_the_window_opens_after_the_last_act() {
    let terms = [("2026-09-01", "every 3 days 30 min")];
    check(&terms, "", "", "09-01", "o | 0 of 1, by Thu | ");
    check(&terms, "09-03=30", "", "09-03", "x | 1 of 1 | 1 time, best 1");
    check(&terms, "09-03=30", "", "09-04", "xo | 0 of 1, by Sun | 1 time, best 1");
    check(&terms, "09-03=30", "", "09-06", "xo | 0 of 1, today | 1 time, best 1");
    check(&terms, "09-03=30", "", "09-07", "x-o | 0 of 1, by Wed | best 1 time");
    // an early one moves it: the 2nd opens 3 to 5
    check(&terms, "09-01..09-02=30", "", "09-03", "xxo | 0 of 1, by Sat | 2 times, best 2");
    // an amount a time is counted over the whole window
    let acts = [("2026-09-01", "5 acts every 3 days")];
    check(&acts, "09-01=2 09-02=2", "", "09-03", "o | 4 of 5, 1 more today | ");
    check(&acts, "09-01=2 09-02=2 09-03=1", "", "09-04", "xo | 0 of 5, 5 more by Sun | 1 time, best 1");
    check(&acts, "09-01=2 09-02=2", "", "09-04", "-o | 0 of 5, 5 more by Sun | ");
    check(
        &[("2026-09-01", "at least 30 min every other day")],
        "09-01=15 09-02=15",
        "",
        "09-02",
        "x | 30 of 30 min | 1 time, best 1",
    );
}

#[test]
fn chosen_weekdays_are_a_period_each() {
    let terms = [("2026-09-07", "Mon Wed Fri 30 min")];
    let done = "09-07=30 09-09=30 09-11=30";
    check(&terms, done, "", "09-12", "xxx | 3 of 3, next Mon | 3 times, best 3");
    check(&terms, done, "", "09-14", "xxxo | 0 of 3, today | 3 times, best 3");
    check(&terms, done, "", "09-15", "xxx- | 0 of 3, next Wed | best 3 times");
    check(&terms, &format!("{done} 09-14=30"), "", "09-15", "xxxx | 1 of 3, next Wed | 4 times, best 4");
    // on another day it is kept in the log, not for this rule
    check(&terms, "09-08=30", "", "09-08", "- | 0 of 3, next Wed | ");
    // a chosen weekday that is off or at rest asks nothing; done all the same it counts
    check(&terms, "09-07=30 09-11=30", "Wed", "09-12", "xrx | 2 of 2, next Mon | 2 times, best 2");
    check(&terms, "09-07=30 09-11=30", "09-08..09-10", "09-12", "xrx | 2 of 2, next Mon | 2 times, best 2");
    check(&terms, done, "09-08..09-10", "09-12", "xxx | 3 of 3, next Mon | 3 times, best 3");
    check(&terms, "09-07=30", "09-08..09-10", "09-09", "xr | 1 of 2, rest | 1 time, best 1");
}

#[test]
fn strength_follows_its_formula() {
    let one = |share: f64, days: f64, from: f64, reached: f64| {
        let a = 0.5_f64.powf(days * share.sqrt() / 13.0);
        a * from + (1.0 - a) * reached
    };
    let table: [(&str, &str, &str, f64); 7] = [
        ("daily 10 min", "09-01=10", "09-02", one(1.0, 1.0, 0.0, 1.0)),
        ("every 3 days 30 min", "09-02=30", "09-03", one(1.0 / 3.0, 2.0, 0.0, 1.0)),
        ("every 3 days 30 min", "09-01=30", "09-05", one(1.0 / 3.0, 3.0, one(1.0 / 3.0, 1.0, 0.0, 1.0), 0.0)),
        ("Tue Thu 30 min", "09-01=30", "09-02", one(2.0 / 7.0, 3.5, 0.0, 1.0)),
        // a cut week that is met steps by its own days
        ("2 blocks a week", "09-01=30 09-02=30", "09-07", one(2.0 / 7.0, 6.0, 0.0, 1.0)),
        ("20 comments a month", "09-03=10", "10-01", one(20.0 / 30.0, 30.0, 0.0, 0.5)),
        ("300 min a month", "09-03=300", "10-01", one(1.0 / 30.0, 30.0, 0.0, 1.0)),
    ];
    for (words, done, today, expected) in table {
        let found = stand(&[("2026-09-01", words)], done, "", today);
        assert_eq!(found.strength, percent(expected), "{words}");
    }
    // a year of it is as good as full
    let year = stand(&[("2025-09-01", BLOCKS)], "2025-09-01..2026-09-20=30", "", "09-21");
    assert_eq!((year.strength, year.streak), (100, 55));
    assert_eq!(year.series().len(), SERIES);
}

#[test]
fn a_period_cut_short_by_the_start_counts_only_if_met() {
    check(&[("2026-09-10", BLOCKS)], "09-10=30", "", "09-14", "co | 0 of 3, needs 3 of 7 days | ");
    check(&[("2026-09-10", BLOCKS)], "09-10..09-12=30", "", "09-14", "xo | 0 of 3, needs 3 of 7 days | 1 week, best 1");
    check(&[("2026-09-22", BLOCKS)], "", "", "09-22", "o | 0 of 3, needs 3 of 6 days | ");
    // what was done before the start is not part of it
    check(&[("2026-09-22", BLOCKS)], "09-21=30", "", "09-22", "o | 0 of 3, needs 3 of 6 days | ");
    assert_eq!(
        streak_words::needs_in_full(&stand(&[("2026-09-22", BLOCKS)], "", "", "09-22")),
        "needs 3 of the 6 days left"
    );
    let whole = rows(&[("2026-09-22", BLOCKS)]);
    let line = [Terms { commitment: &whole[0], amounts: &[] }];
    assert_eq!(progress(&line, &Rests::default(), Weekday::Mon, AsOf::Today(day("09-21"))), None);
}

#[test]
fn changed_terms() {
    // a number: the streak goes on, old weeks keep what they asked, a row in mid-week waits for the next one
    let number = [("2026-08-31", BLOCKS), ("2026-09-16", "2 blocks of 30 min a week")];
    let done = "08-31..09-02=30 09-07..09-09=30 09-14..09-16=30 09-21..09-22=30";
    check(&number, done, "", "09-22", "xxxx | 2 of 2 | 4 weeks, best 4");
    check(&number, "08-31..09-02=30 09-14..09-15=30", "", "09-21", "x--o | 0 of 2, needs 2 of 7 days | best 1 week");
    let waiting = stand(&number, done, "", "09-15");
    assert_eq!(
        waiting.next.map(|(from, spec)| (from, commitment_words::print(&spec))),
        Some((day("09-16"), "2 blocks of 30 min a week".to_owned()))
    );
    // a sort of rule: a new streak; the best stays, and so does strength
    let sort = [("2026-08-31", "1 post a week"), ("2026-09-21", "1 post on Mon Thu")];
    check(&sort, "09-01 09-08 09-15 09-21", "", "09-22", "xxxx | 1 of 2, next Thu | 1 time, best 3 weeks");
    let (before, after) =
        (stand(&sort[..1], "09-01 09-08 09-15", "", "09-21"), stand(&sort, "09-01 09-08 09-15", "", "09-21"));
    assert_eq!(before.strength, after.strength);
    // the old week that a new sort cuts short counts only if met
    let cut = [("2026-08-31", "2 posts a week"), ("2026-09-09", "daily 10 min")];
    check(&cut, "08-31=2 09-07=1", "", "09-09", "xco | 0 of 1, today | best 1 week");
}

#[test]
fn when_changed_terms_begin() {
    let table = [
        ("3 blocks a week", "2 blocks a week", "09-28"),
        ("3 blocks a week", "3 blocks of 20 min a week", "09-28"),
        ("3 blocks a week", "daily 10 min", "09-22"),
        ("1 post a month", "2 posts a month", "10-01"),
        ("daily 10 min", "every other day 10 min", "09-23"),
        ("Mon Wed", "Mon Thu", "09-23"),
        ("1 post a week", "1 comment a week", "09-22"),
    ];
    let changed = |terms: &[(&str, &str)]| {
        let rows = rows(terms);
        period::takes_effect(&rows[0], &rows[1].spec, day("09-22"), Weekday::Mon)
    };
    for (before, after, expected) in table {
        assert_eq!(changed(&[("2026-09-01", before), ("2026-09-02", after)]), day(expected), "{before} to {after}");
        assert_eq!(changed(&[("2026-09-22", before), ("2026-09-23", after)]), day("09-22"), "{before}, of today");
    }
}

#[test]
fn figures_as_of_an_earlier_week() {
    let rows = rows(&[("2026-08-31", BLOCKS), ("2026-09-21", "4 blocks of 30 min a week")]);
    let done = amounts("08-31..09-02=30 09-07..09-09=30 09-14=30 09-21..09-24=30");
    let then = |as_of: AsOf| told(&stand_of(&rows, &done, &Rests::default(), as_of));
    assert_eq!(then(AsOf::EndOf(day("09-06"))), "x | 3 of 3 | 1 week, best 1");
    assert_eq!(then(AsOf::EndOf(day("09-13"))), "xx | 3 of 3 | 2 weeks, best 2");
    assert_eq!(then(AsOf::EndOf(day("09-20"))), "xx- | 1 of 3 | best 2 weeks");
    assert_eq!(then(AsOf::Today(day("09-20"))), "xxo | 1 of 3, needs 2 more, 1 day left | 2 weeks, best 2");
    assert_eq!(then(AsOf::EndOf(day("09-27"))), "xx-x | 4 of 4 | 1 week, best 2");
    // a month is still open at the end of a week
    let month = stand_of(
        &super::testing::rows(&[("2026-09-01", "20 comments a month")]),
        &amounts("09-01=12"),
        &Rests::default(),
        AsOf::EndOf(day("09-20")),
    );
    assert_eq!(streak_words::standing(&month), "12 of 20, 10 days left");
}

#[test]
fn the_least_slack_is_the_most_urgent() {
    let table = [
        (BLOCKS, "09-21=30", "09-22", Some(4)),
        (BLOCKS, "09-21..09-23=30", "09-23", None),
        (BLOCKS, "", "09-27", Some(-2)),
        ("1 post a week", "", "09-22", Some(5)),
        ("20 comments a month", "09-21=12", "09-22", Some(5)),
        ("90 min a week", "", "09-27", Some(-2)),
        ("every 3 days 30 min", "", "09-22", Some(1)),
        ("Mon Wed Fri", "", "09-22", Some(1)),
        ("Mon Wed Fri", "", "09-23", Some(0)),
    ];
    for (words, done, today, expected) in table {
        let found = stand(&[("2026-09-21", words)], done, "", today);
        assert_eq!(found.slack(), expected, "{words} on {today}: {}", told(&found));
    }
}

#[test]
fn an_ended_commitment_keeps_its_past() {
    let mut rows = rows(&[("2026-08-31", "1 post a week")]);
    rows[0].until = Some(day("09-09"));
    let done = amounts("09-01 09-22");
    let found = stand_of(&rows, &done, &Rests::default(), AsOf::Today(day("09-22")));
    assert_eq!(told(&found), "xc | 0 of 1 | 1 week, best 1");
}

#[test]
fn a_ramp_goes_by_closed_periods_under_the_present_terms() {
    let terms = [("2026-08-10", "1 block a week"), ("2026-08-24", "2 blocks of 30 min a week")];
    let done = "08-11=30 08-18=30 08-24..08-25=30 08-31..09-01=30 09-14=30 09-21..09-22=30";
    let found = stand(&terms, done, "09-07..09-13", "09-22");
    assert_eq!(outcomes(&found), "xxxxr-x");
    assert_eq!(found.closed_met(), [true, true, false]);
}
