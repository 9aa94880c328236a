//! Worked examples and properties of the ladder.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
}

fn today() -> Day {
    day("2026-09-22")
}

fn step(rung: u8, text: &str, how: StepHow) -> RungStep {
    RungStep { rung, day: day(text), how }
}

/// Evidence with an act there yesterday.
fn fresh() -> Evidence {
    Evidence { last_act_day: Some(day("2026-09-21")), ..Evidence::default() }
}

fn next_of(rung: u8, evidence: &Evidence) -> (bool, String, Option<String>) {
    next(rung, evidence, &LadderSettings::default(), today())
        .map_or((false, String::new(), None), |next| (next.earned, next.line, next.one_act_from))
}

#[test]
fn each_rung_has_its_name_and_says_what_it_wants() {
    let settings = LadderSettings::default();
    let words: Vec<_> = (0..=8).map(|rung| format!("{rung} {}: {}", name(rung), wanted(rung, &settings))).collect();
    assert_eq!(
        words,
        [
            "0 : ",
            "1 listen: three days",
            "2 learn: the rules noted",
            "3 provide value: five answers",
            "4 engage: ten replies with five people",
            "5 promote others: five of theirs shared",
            "6 tell about you: about others 70 %",
            "7 promote: after 60 days on 6",
            "8 : ",
        ]
    );
}

#[test]
fn the_next_line_says_what_is_missing() {
    let with = |change: &dyn Fn(&mut Evidence)| {
        let mut evidence = fresh();
        change(&mut evidence);
        evidence
    };
    let cases: Vec<(u8, Evidence, &str, Option<&str>)> = vec![
        (0, fresh(), "listen on three days and rung 1 is earned", None),
        (
            0,
            with(&|e| e.listened_days = 2),
            "listen on one more day and rung 1 is earned",
            Some("one day of listening from rung 1"),
        ),
        (
            0,
            with(&|e| {
                e.listened_days = 2;
                e.last_listened = Some(today());
            }),
            "listen on one more day and rung 1 is earned",
            None,
        ),
        (1, fresh(), "note the rules and rung 2 is earned", Some("a note of the rules from rung 2")),
        (2, fresh(), "answer five and rung 3 is earned", None),
        (2, with(&|e| e.provide = 2), "answer three more and rung 3 is earned", None),
        (2, with(&|e| e.provide = 4), "answer one more and rung 3 is earned", Some("one answer from rung 3")),
        (3, fresh(), "reply ten times, to five people, and rung 4 is earned", None),
        (
            3,
            with(&|e| (e.engage, e.engage_people) = (6, 3)),
            "reply four more times, to two more people, and rung 4 is earned",
            None,
        ),
        (3, with(&|e| (e.engage, e.engage_people) = (8, 5)), "reply twice more and rung 4 is earned", None),
        (
            3,
            with(&|e| (e.engage, e.engage_people) = (9, 6)),
            "reply once more and rung 4 is earned",
            Some("one reply from rung 4"),
        ),
        (3, with(&|e| (e.engage, e.engage_people) = (30, 2)), "reply to three more people and rung 4 is earned", None),
        (
            3,
            with(&|e| (e.engage, e.engage_people) = (9, 4)),
            "reply to one more person and rung 4 is earned",
            Some("one reply to somebody new from rung 4"),
        ),
        (4, with(&|e| e.promote = 3), "share two more of theirs and rung 5 is earned", None),
        (4, with(&|e| e.promote = 4), "share one more of theirs and rung 5 is earned", Some("one share from rung 5")),
        (
            5,
            with(&|e| e.about_others = (5, 8)),
            "point at others twice more, stay on 5 for 30 more days, and rung 6 is earned",
            None,
        ),
        (
            5,
            with(&|e| (e.about_others, e.days_on_five) = ((9, 9), 29)),
            "point at others once more, stay on 5 for one more day, and rung 6 is earned",
            None,
        ),
        (
            5,
            with(&|e| (e.about_others, e.days_on_five) = ((9, 9), 30)),
            "point at others once more and rung 6 is earned",
            Some("one share from rung 6"),
        ),
        (
            5,
            with(&|e| (e.about_others, e.days_on_five) = ((14, 20), 18)),
            "stay on 5 for twelve more days and rung 6 is earned",
            None,
        ),
        // (10 + n) ÷ (20 + n) ≥ 70 % from n = 14 on
        (
            5,
            with(&|e| (e.about_others, e.days_on_five) = ((10, 20), 99)),
            "point at others 14 more times and rung 6 is earned",
            None,
        ),
        (6, with(&|e| e.days_on_six = 20), "stay on 6 for 40 more days and rung 7 is earned", None),
        (
            6,
            with(&|e| (e.days_on_six, e.asks_in_last_ten) = (70, 2)),
            "ask nothing for a while and rung 7 is earned",
            None,
        ),
    ];
    for (rung, evidence, line, one) in cases {
        assert_eq!(next_of(rung, &evidence), (false, line.to_owned(), one.map(str::to_owned)), "{evidence:?}");
    }
}

#[test]
fn an_earned_rung_says_so_and_the_top_has_no_next() {
    let evidence = Evidence { promote: 5, ..fresh() };
    assert_eq!(next_of(4, &evidence), (true, "rung 5 is earned".to_owned(), None));
    let evidence = Evidence { about_others: (7, 10), days_on_five: 30, ..fresh() };
    assert!(next_of(5, &evidence).0);
    let evidence = Evidence { days_on_six: 60, asks_in_last_ten: 1, ..fresh() };
    assert!(next_of(6, &evidence).0);
    assert_eq!(next(7, &evidence, &LadderSettings::default(), today()), None);
}

#[test]
fn one_act_from_wants_something_there_within_thirty_days() {
    let evidence = |text| Evidence { provide: 4, last_act_day: Some(day(text)), ..Evidence::default() };
    assert!(next_of(2, &evidence("2026-08-23")).2.is_some());
    assert!(next_of(2, &evidence("2026-08-22")).2.is_none());
    assert!(next_of(2, &Evidence { provide: 4, ..Evidence::default() }).2.is_none());
}

#[test]
fn a_share_of_all_cannot_be_reached_by_acts_once_something_was_your_own() {
    let settings = LadderSettings { about_others: 100, ..LadderSettings::default() };
    let evidence = Evidence { about_others: (9, 10), days_on_five: 30, ..fresh() };
    let line = next(5, &evidence, &settings, today()).map(|next| next.line);
    assert_eq!(line.as_deref(), Some("let your own pass out of the last 90 days and rung 6 is earned"));
}

#[test]
fn the_card_shows_all_rungs_with_days_and_progress() {
    use StepHow::{Earned, Said};
    let steps = [step(2, "2026-03-05", Said), step(3, "2026-03-28", Earned), step(4, "2026-04-12", Earned)];
    let evidence = Evidence { engage: 12, engage_people: 6, promote: 3, ..fresh() };
    let rungs = rungs(4, &steps, &evidence, &LadderSettings::default());
    let shown: Vec<_> = rungs
        .iter()
        .map(|rung| {
            let progress = rung.progress().map(|want| want.words.clone()).unwrap_or_default();
            let since = rung.since.map(|(day, how)| format!("{how} {}", day.short()));
            (rung.rung, rung.lies, since, progress, rung.earned)
        })
        .collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        shown,
        [
            (1, Lies::Behind, some("said 05 Mar"), "0 of 3".to_owned(), false),
            (2, Lies::Behind, some("said 05 Mar"), "not noted yet".to_owned(), false),
            (3, Lies::Behind, some("earned 28 Mar"), "0 of 5".to_owned(), false),
            (4, Lies::Here, some("earned 12 Apr"), "6 of 5 people".to_owned(), true),
            (5, Lies::Next, None, "3 of 5".to_owned(), false),
            (6, Lies::Ahead, None, "0 of 10 acts".to_owned(), false),
            (7, Lies::Ahead, None, "0 of 60 days on 6".to_owned(), false),
        ]
    );
}

#[test]
fn days_on_a_rung_run_from_the_step_that_reached_it_without_a_break() {
    use StepHow::{Earned, Said};
    let steps = [
        step(5, "2026-01-01", Earned),
        step(4, "2026-02-01", Said),
        step(5, "2026-08-23", Earned),
        step(6, "2026-09-01", Said),
        step(5, "2026-09-12", Said),
    ];
    assert_eq!([4, 5, 6, 7].map(|rung| days_on(&steps, rung, today())), [264, 30, 0, 0]);
    assert_eq!(days_on(&[], 1, today()), 0);
}

#[test]
fn stepping_up_takes_what_is_earned_and_asks_for_the_rest() {
    let settings = LadderSettings::default();
    let evidence = Evidence { promote: 3, engage: 10, engage_people: 5, ..fresh() };
    assert_eq!(step_up(3, &evidence, &settings), StepUp::Earned(4));
    let question = "Rung 5, promote others: not earned yet (3 of 5). Say so yourself?";
    assert_eq!(step_up(4, &evidence, &settings), StepUp::Ask(5, question.to_owned()));
    assert_eq!(step_up(7, &evidence, &settings), StepUp::Top);
    assert_eq!([0, 1, 7].map(step_down), [None, Some(0), Some(6)]);
    assert_eq!([0, 1, 2].map(know_this_place), [Some(2), None, None]);
}

#[test]
fn guest_and_member_have_a_ladder_unless_it_is_off() {
    let has = |role| (has_ladder(role, false), has_ladder(role, true));
    assert_eq!([Role::Guest, Role::Member, Role::Host].map(has), [(true, false), (true, false), (false, false)]);
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let counts = (0_u32..5, any::<bool>(), 0_u32..8, 0_u32..14, 0_u32..8, 0_u32..8);
    let late = (0_u32..16, 0_u32..16, 0_u32..40, 0_u32..80, 0_u32..4, 0_i64..40);
    (counts, late).prop_map(|((listened_days, rules_noted, provide, engage, people, promote), late)| {
        let (points, rest, days_on_five, days_on_six, asks_in_last_ten, ago) = late;
        Evidence {
            listened_days,
            last_listened: None,
            rules_noted,
            provide,
            engage,
            engage_people: people.min(engage),
            promote,
            about_others: (points, points + rest),
            days_on_five,
            days_on_six,
            asks_in_last_ten,
            last_act_day: Some(today().plus(-ago)),
        }
    })
}

/// The evidence after the one act that the words name.
fn after_one(rung: u8, evidence: Evidence) -> Evidence {
    let (points, of) = evidence.about_others;
    let mut after = evidence;
    match rung {
        1 => after.listened_days += 1,
        2 => after.rules_noted = true,
        3 => after.provide += 1,
        4 => (after.engage, after.engage_people) = (after.engage + 1, after.engage_people + 1),
        5 => after.promote += 1,
        _ => after.about_others = (points + 1, of + 1),
    }
    after
}

proptest! {
    #[test]
    fn exactly_one_act_is_missing_where_it_is_said(evidence in evidence(), rung in 0_u8..7) {
        let settings = LadderSettings::default();
        let one = next(rung, &evidence, &settings, today()).and_then(|next| next.one_act_from);
        let fresh = evidence.last_act_day.is_some_and(|day| today().since(day) <= FRESH_DAYS);
        let missing_one = !earned(rung + 1, &evidence, &settings) && earned(rung + 1, &after_one(rung + 1, evidence), &settings);
        prop_assert_eq!(one.is_some(), fresh && missing_one);
    }

    #[test]
    fn points_missing_is_the_least_number_that_earns(evidence in evidence(), share in 1_u32..100) {
        let settings = LadderSettings { about_others: share, ..LadderSettings::default() };
        let ready = Evidence { days_on_five: 30, ..evidence };
        let (points, of) = ready.about_others;
        let with = |n: u32| Evidence { about_others: (points + n, of + n), ..ready };
        let missing = points_missing(&ready, &settings).unwrap_or(u32::MAX);
        prop_assert!(earned(6, &with(missing), &settings));
        if missing > 0 { prop_assert!(!earned(6, &with(missing - 1), &settings)); }
    }

    #[test]
    fn stepping_up_and_the_next_line_agree(evidence in evidence(), rung in 0_u8..=7) {
        let settings = LadderSettings::default();
        let earned = next(rung, &evidence, &settings, today()).map(|next| (next.rung, next.earned));
        let stepped = match step_up(rung, &evidence, &settings) {
            StepUp::Earned(rung) => Some((rung, true)),
            StepUp::Ask(rung, _) => Some((rung, false)),
            StepUp::Top => None,
        };
        prop_assert_eq!(earned, stepped);
    }

    #[test]
    fn more_evidence_never_takes_a_rung_away(evidence in evidence(), rung in 1_u8..=6) {
        let settings = LadderSettings::default();
        if earned(rung, &evidence, &settings) {
            prop_assert!(earned(rung, &after_one(rung, evidence), &settings));
        }
    }
}
