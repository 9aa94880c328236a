//! The words of a week in tables.

use super::*;
use crate::domain::time::Weekday;

fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
}

fn week(text: &str) -> Week {
    Week::of(day(text), Weekday::Mon)
}

#[test]
fn acts_people_and_time_stand_in_one_line() {
    let table = [
        ((31, 19, 138, 4), "31 acts with 19 people   2 h 18 m in 4 blocks"),
        ((1, 1, 60, 1), "1 act with 1 person   1 h 00 m in 1 block"),
        ((2, 0, 45, 2), "2 acts   45 m in 2 blocks"),
        ((0, 0, 0, 0), "0 acts   no block"),
    ];
    for ((acts, people, minutes, blocks), expected) in table {
        assert_eq!(summary(acts, people, minutes, blocks), expected);
    }
}

#[test]
fn days_of_a_week_name_the_year_only_where_it_is_another_one() {
    let today = day("2026-09-22");
    let table = [
        ("2026-09-14", "14 – 20 September"),
        ("2026-08-31", "31 August – 6 September"),
        ("2025-09-15", "15 – 21 September 2025"),
        ("2025-07-28", "28 July – 3 August 2025"),
        // week 53 of 2026
        ("2026-12-28", "28 December 2026 – 3 January 2027"),
    ];
    for (first, expected) in table {
        assert_eq!(dates(week(first), today), expected);
    }
    assert_eq!(dates(Week::of(today, Weekday::Sat), today), "19 – 25 September");
}

#[test]
fn the_title_says_how_a_week_stands() {
    let long_ago = day("2026-01-01");
    let closed = day("2026-09-21");
    let table = [
        ("2026-09-14", true, None, long_ago, "2026-09-22", "Review of week 38: five steps"),
        ("2026-09-14", false, Some(closed), long_ago, "2026-09-22", "Week 38, closed Mon 21 Sep"),
        ("2026-09-21", false, None, long_ago, "2026-09-22", "Week 39 so far; its review waits on Friday"),
        ("2026-09-21", false, None, day("2026-09-22"), "2026-09-22", "The first review waits on Friday"),
        ("2026-09-07", false, None, long_ago, "2026-09-22", "Week 37"),
        ("2026-12-28", true, None, long_ago, "2027-01-03", "Review of week 53: five steps"),
        ("2027-01-04", false, None, long_ago, "2027-01-20", "Week 1"),
    ];
    for (first, open, closed, since, today, expected) in table {
        assert_eq!(title(week(first), open, closed, since, day(today)), expected);
    }
}

#[test]
fn what_came_back_is_named_by_its_sort() {
    let back = |rows: &[(&str, u32)]| {
        came_back(&rows.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect::<Vec<_>>())
    };
    assert_eq!(back(&[]), "");
    assert_eq!(back(&[("replied", 9), ("shared", 3), ("became", 1)]), "9 replies, 3 shares, 1 lead");
    assert_eq!(back(&[("other", 4), ("thanked", 2), ("juggled", 1)]), "2 thanks, 5 other");
    let many = [("replied", 7), ("asked", 6), ("shared", 5), ("linked", 4), ("followed", 3), ("thanked", 2)];
    assert_eq!(back(&many), "7 replies, 6 questions, 5 shares, 4 links, 3 followers, 2 other");
}

fn act(community: Option<i64>, place: &str, direction: Direction, kind: &str, count: u32) -> WeekAct {
    WeekAct {
        community: community.map(CommunityId),
        place: place.into(),
        direction,
        kind: kind.into(),
        person: None,
        reach: None,
        count,
        second: false,
        minutes: None,
    }
}

#[test]
fn a_place_says_what_it_took_and_brought() {
    let (out, back) = (Direction::Out, Direction::In);
    let took = |minutes, act: WeekAct| WeekAct { minutes: Some(minutes), ..act };
    let rows = [
        took(48, act(None, "linkedin", out, "messaged", 9)),
        act(None, "linkedin", back, "replied", 1),
        took(56, act(Some(1), "forum", out, "answered", 12)),
        // no minutes were counted: three each are usual
        act(Some(1), "forum", out, "replied", 2),
        act(Some(1), "forum", back, "asked", 5),
        act(Some(1), "forum", back, "thanked", 2),
        took(65, act(Some(2), "chat", out, "listened", 1)),
        WeekAct { second: true, ..act(Some(2), "chat", out, "introduced", 1) },
        act(Some(3), "list", back, "mentioned", 2),
        took(60, act(None, "", out, "posted", 4)),
    ];
    let told: Vec<String> =
        places(&rows, &Kinds::default()).iter().map(|(_, place)| format!("{} {}", place.name, place.words)).collect();
    assert_eq!(
        told,
        [
            "forum 7 from 14 acts in about 62 m",
            "list 2 from no act",
            "linkedin 1 from 9 acts in 48 m",
            "chat 0 from 1 act in 65 m"
        ]
    );
}

#[test]
fn acts_count_n_and_people_once() {
    let with = |person, act: WeekAct| WeekAct { person: Some(ContactId(person)), ..act };
    let rows = [
        with(1, act(None, "", Direction::Out, "answered", 9)),
        with(1, act(None, "", Direction::Out, "replied", 1)),
        with(1, act(None, "", Direction::Out, "introduced", 1)),
        // one act, and a second person
        WeekAct { second: true, ..with(2, act(None, "", Direction::Out, "introduced", 1)) },
        with(3, act(None, "", Direction::In, "replied", 4)),
        act(None, "", Direction::Out, "posted", 1),
    ];
    assert_eq!(acts_and_people(&rows), (12, 2));
}

#[test]
fn about_others_says_the_week_and_four_weeks() {
    let balance = |points, own| Balance { points, own, ..Balance::default() };
    let table = [
        (balance(7, 3), balance(21, 12), "7 of 10, four weeks 21 of 33"),
        (balance(1, 1), balance(3, 4), "four weeks 3 of 7"),
        (balance(2, 2), balance(1, 1), ""),
        (balance(5, 0), balance(1, 1), "5 of 5"),
    ];
    for (week, four, expected) in table {
        assert_eq!(about_others(week, four), expected);
    }
}

#[test]
fn regulars_are_said_only_where_reach_is_said_of_somebody() {
    let with = |reach, direction, count| WeekAct { reach, ..act(None, "", direction, "replied", count) };
    let (regular, star) = (Some(Reach::Regular), Some(Reach::Influencer));
    let table = [
        (
            vec![with(regular, Direction::Out, 15), with(star, Direction::Out, 4), with(None, Direction::Out, 9)],
            "15 of 19",
        ),
        (vec![with(star, Direction::Out, 2), with(regular, Direction::In, 7)], "0 of 2"),
        (vec![with(None, Direction::Out, 9)], ""),
        (Vec::new(), ""),
    ];
    for (acts, expected) in table {
        assert_eq!(regulars(&acts), expected, "{acts:?}");
    }
}
