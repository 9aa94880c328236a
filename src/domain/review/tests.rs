//! Worked examples and properties of the weekly review.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
}

/// Tuesday of week 39; week 38 runs from Monday 14 to Sunday 20 September.
fn today() -> Day {
    day("2026-09-22")
}

fn digits(item: &Item) -> String {
    item.choices.iter().map(|choice| format!("{} {}", choice.digit, choice.word)).collect::<Vec<_>>().join("  ")
}

fn change(item: &Item, digit: char) -> Option<Change> {
    item.choice(digit).and_then(|choice| choice.change.clone())
}

#[test]
fn the_running_week_is_up_from_friday_and_the_last_one_until_the_next() {
    let since = day("2026-01-01");
    let up = |text, closed: &[&str]| {
        let closed = |week: Week| Ok::<_, ()>(closed.contains(&week.to_string().as_str()));
        up_for_review(day(text), Weekday::Mon, since, closed).map(|week| week.map(|week| week.to_string()))
    };
    let week = |text: &str| Some(text.to_owned());
    let cases: &[(&str, &[&str], Option<String>)] = &[
        ("2026-09-17", &[], week("2026-W37")),
        ("2026-09-17", &["2026-W37"], None),
        ("2026-09-18", &[], week("2026-W38")),
        ("2026-09-20", &[], week("2026-W38")),
        ("2026-09-20", &["2026-W38"], None),
        ("2026-09-21", &[], week("2026-W38")),
        ("2026-09-24", &["2026-W37"], week("2026-W38")),
        // the next Friday: the last one was not closed and is let go
        ("2026-09-25", &["2026-W37"], week("2026-W39")),
    ];
    for (today, closed, week) in cases {
        assert_eq!(up(today, closed), Ok(week.clone()), "{today} {closed:?}");
    }
    // what fails in asking is not taken for "open"
    assert_eq!(up_for_review(today(), Weekday::Mon, since, |_| Err("locked")), Err("locked"));
    assert_eq!(headline(Week::of(day("2026-09-18"), Weekday::Mon)), "Review of week 38: five steps");
}

#[test]
fn a_week_before_the_first_day_is_not_up() {
    let up = |since: &str| {
        up_for_review(today(), Weekday::Mon, day(since), |_| Ok::<_, ()>(false)).map(|week| week.is_some())
    };
    assert_eq!(up("2026-09-20"), Ok(true));
    assert_eq!(up("2026-09-21"), Ok(false));
}

#[test]
fn weeks_open_on_their_friday_whatever_day_they_start_on() {
    let opens_on = |start| {
        let week = Week::of(today(), start);
        (opens(week).weekday(), opens(week).minus(week.first))
    };
    assert_eq!(opens_on(Weekday::Mon), (Weekday::Fri, 4));
    assert_eq!(opens_on(Weekday::Sun), (Weekday::Fri, 5));
    assert_eq!(opens_on(Weekday::Sat), (Weekday::Fri, 6));
    assert_eq!(opens_on(Weekday::Fri), (Weekday::Tue, 4));
}

#[test]
fn figures_hold_for_the_end_of_the_week_or_today() {
    let week = Week::of(day("2026-09-14"), Weekday::Mon);
    assert_eq!(figures_day(week, today()), day("2026-09-20"));
    assert_eq!(figures_day(week, day("2026-09-18")), day("2026-09-18"));
}

#[test]
fn the_next_friday_is_never_today() {
    let fridays =
        ["2026-09-22", "2026-09-24", "2026-09-25", "2026-09-26"].map(|text| next_friday(day(text)).to_string());
    assert_eq!(fridays, ["2026-09-25", "2026-09-25", "2026-10-02", "2026-10-02"]);
}

#[test]
fn cadences_move_along_their_row_and_stop_at_its_ends() {
    let longer = |days| longer(&PEOPLE_DAYS, days);
    assert_eq!([1, 7, 30, 45, 365, 400].map(longer), [Some(7), Some(14), Some(60), Some(60), None, None]);
    let shorter = |days| shorter(&PLACE_DAYS, days);
    assert_eq!([1, 2, 4, 10, 30, 90].map(shorter), [None, None, Some(2), Some(7), Some(14), Some(30)]);
}

#[test]
fn the_steps_have_numbers_and_words() {
    let words = STEPS.map(|step| format!("{} of {}, {}", step.number(), STEPS.len(), step.word()));
    assert_eq!(
        words,
        ["1 of 5, owed", "2 of 5, drifting", "3 of 5, communities", "4 of 5, ladder and stages", "5 of 5, your lines"]
    );
}

#[test]
fn what_is_owed_is_done_put_off_or_let_be() {
    let to = Subject::Contact(ContactId(3));
    let mut facts = OwedFacts {
        id: OwedId(8),
        to,
        name: "Ada".to_owned(),
        words: "asked: does it run on musl?".to_owned(),
        passed: false,
    };
    let item = owed_item(&facts, today(), Weekday::Mon);
    assert_eq!(digits(&item), "1 do  2 next week  3 let be");
    assert_eq!(change(&item, '1'), Some(Change::Revive(OwedId(8))));
    let later = vec![Change::Revive(OwedId(8)), Change::Snooze(to, day("2026-09-28"))];
    assert_eq!(change(&item, '2'), Some(Change::Batch("next week: Ada".to_owned(), later)));
    assert_eq!(item.choice('2').map(|choice| choice.detail.as_str()), Some("Mon 28 Sep"));
    assert_eq!(change(&item, '3'), Some(Change::LetBe(OwedId(8))));
    assert_eq!(item.choice('4'), None);

    // what is to be done must be seen again
    facts.passed = true;
    let woken = vec![Change::Wake(to), Change::Revive(OwedId(8))];
    let item = owed_item(&facts, today(), Weekday::Mon);
    assert_eq!(change(&item, '1'), Some(Change::Batch("do: Ada".to_owned(), woken)));
}

fn silent(days: u32, cadence: u32, usually: Option<Usually>, drifting: bool) -> SilentFacts {
    SilentFacts { contact: ContactId(4), name: "Jonas".to_owned(), days, cadence, usually, drifting }
}

#[test]
fn who_drifts_is_kept_widened_or_stopped() {
    let subject = Subject::Contact(ContactId(4));
    let Some(item) = drifting_item(&silent(104, 30, Some(Usually::Gaps(40)), true), today()) else {
        panic!("drifting");
    };
    assert_eq!((item.words.as_str(), digits(&item).as_str()), ("104 d, usually 40", "1 keep  2 widen  3 stop"));
    assert_eq!(change(&item, '1'), Some(Change::Snooze(subject, day("2026-09-25"))));
    assert_eq!(change(&item, '2'), Some(Change::SetCadence(subject, Some(60))));
    assert_eq!(item.choice('2').map(|choice| choice.detail.as_str()), Some("every 60, now 30"));
    assert_eq!(change(&item, '3'), Some(Change::SetCadence(subject, None)));
}

#[test]
fn only_who_drifts_or_stands_at_twice_the_cadence_is_asked_about() {
    let words = |facts: &SilentFacts| drifting_item(facts, today()).map(|item| (item.words.clone(), digits(&item)));
    assert_eq!(words(&silent(59, 30, None, false)), None);
    let all = "1 keep  2 widen  3 stop".to_owned();
    assert_eq!(words(&silent(60, 30, None, false)), Some(("60 d, every 30".to_owned(), all)));
    // at the end of the row there is nothing wider
    let short = "1 keep  3 stop".to_owned();
    assert_eq!(words(&silent(800, 365, None, false)), Some(("800 d, every 365".to_owned(), short)));
}

fn place(id: i64, state: State, cadence: Option<u32>, acts: u32, came_back: u32) -> PlaceFacts {
    let fields =
        CommunityFields { name: format!("place {id}"), state, rules: "kind".to_owned(), ..CommunityFields::default() };
    PlaceFacts { community: CommunityId(id), fields, cadence, acts, minutes: acts * 5, about: false, came_back }
}

fn park(name: &str, id: CommunityId, parked: CommunityFields) -> Change {
    Change::Batch(format!("parked {name}"), vec![Change::SaveCommunity(id, parked)])
}

#[test]
fn a_community_gets_more_less_the_same_or_is_parked() {
    let items = community_items(
        &[
            place(1, State::Focus, Some(4), 13, 7),
            place(2, State::Focus, Some(2), 1, 0),
            place(3, State::Scouting, Some(30), 0, 0),
            place(4, State::Parked, None, 0, 0),
        ],
        Some(3),
    );
    let shown: Vec<_> = items.iter().map(|item| (item.words.as_str(), digits(item), item.proposed)).collect();
    assert_eq!(
        shown,
        [
            ("focus, every 4: 7 back from 13 acts in 65 m", "1 more  2 less  3 same  4 park".to_owned(), None),
            ("focus, every 2: 0 back from 1 act in 5 m", "2 less  3 same  4 park".to_owned(), None),
            ("scouting, every 30: nothing this week", "1 more  3 same  4 park".to_owned(), None),
        ]
    );
    let subject = Subject::Community(CommunityId(1));
    assert_eq!(change(&items[0], '1'), Some(Change::SetCadence(subject, Some(2))));
    assert_eq!(change(&items[0], '2'), Some(Change::SetCadence(subject, Some(7))));
    assert_eq!(change(&items[0], '3'), None);
    // parking keeps everything else that was filled in
    let parked = CommunityFields { state: State::Parked, ..place(1, State::Focus, None, 0, 0).fields };
    assert_eq!(change(&items[0], '4'), Some(park("place 1", CommunityId(1), parked)));
}

#[test]
fn more_places_in_focus_than_blocks_propose_what_to_park() {
    let places = [
        place(1, State::Focus, Some(4), 13, 7),
        place(2, State::Focus, Some(4), 9, 1),
        place(3, State::Focus, Some(4), 2, 1),
        place(4, State::Scouting, Some(14), 0, 0),
    ];
    let proposed = |blocks| {
        let items = community_items(&places, blocks);
        items.iter().filter(|item| item.about != About::Focus).map(|item| item.proposed).collect::<Vec<_>>()
    };
    assert_eq!(proposed(None), [None; 4]);
    assert_eq!(proposed(Some(3)), [None; 4]);
    assert_eq!(proposed(Some(2)), [None, None, Some('4'), None]);
    assert_eq!(proposed(Some(1)), [None, Some('4'), Some('4'), None]);

    let note = |in_focus, blocks| focus_note(in_focus, blocks).map(|(name, words)| format!("{name}: {words}"));
    assert_eq!(note(3, 3), None);
    let five = "5 places in focus, 3 blocks a week: 2 more than you can visit each week";
    assert_eq!(note(5, 3).as_deref(), Some(five));
    let two = "2 places in focus, 1 block a week: 1 more than you can visit each week";
    assert_eq!(note(2, 1).as_deref(), Some(two));
}

#[test]
fn the_note_on_too_many_places_offers_to_park_the_one_that_brings_least() {
    let places = [place(1, State::Focus, Some(4), 13, 7), place(2, State::Focus, Some(4), 2, 1)];
    let items = community_items(&places, Some(1));
    assert_eq!((items[0].about, items[0].subject, items[0].proposed), (About::Focus, None, Some('4')));
    assert_eq!(digits(&items[0]), "3 same  4 park");
    assert_eq!(items[0].choice('4').map(|choice| choice.detail.as_str()), Some("place 2: 1 back from 2 acts in 10 m"));
    let parked = CommunityFields { state: State::Parked, ..place(2, State::Focus, None, 0, 0).fields };
    assert_eq!(change(&items[0], '4'), Some(park("place 2", CommunityId(2), parked)));
    assert_eq!(change(&items[0], '3'), None);
    assert!(community_items(&places, Some(2)).iter().all(|item| item.about != About::Focus));
}

#[test]
fn what_was_earned_is_proposed_not_taken() {
    let rung = earned_item("Nix Newcomers", &Earned::Rung(CommunityId(2), 5));
    assert_eq!(
        (rung.words.as_str(), digits(&rung).as_str()),
        ("rung 5 is earned: promote others", "1 step up  2 not yet")
    );
    assert_eq!(change(&rung, '1'), Some(Change::SetRung(CommunityId(2), 5, StepHow::Earned)));
    assert_eq!(change(&rung, '2'), None);
    let stage = earned_item("Ada", &Earned::Stage(ContactId(3), Stage::Known, Stage::Talking));
    assert_eq!(stage.words, "talking; known is earned");
    assert_eq!(change(&stage, '1'), Some(Change::SetStage(ContactId(3), Stage::Known, StepHow::Earned)));
}

proptest! {
    #[test]
    fn one_week_at_most_is_up_and_it_is_this_or_the_last(ago in 0_i64..400, start in 0_u8..7, closed in any::<bool>()) {
        let (today, start) = (today().plus(-ago), Weekday::try_from(start).unwrap_or(Weekday::Mon));
        let Ok(up) = up_for_review(today, start, day("2020-01-01"), |_| Ok::<_, ()>(closed)) else {
            return Err(TestCaseError::fail("nothing failed"));
        };
        let running = Week::of(today, start);
        prop_assert_eq!(up.is_none(), closed);
        if let Some(week) = up {
            prop_assert_eq!(week, if today >= opens(running) { running } else { running.plus(-1) });
            prop_assert!(figures_day(week, today) <= today && figures_day(week, today) >= week.first);
        }
    }

    #[test]
    fn widening_ends_and_narrowing_takes_it_back(days in 1_u32..500) {
        for row in [&PEOPLE_DAYS[..], &PLACE_DAYS[..]] {
            let mut steps = 0;
            let mut at = days;
            while let Some(next) = longer(row, at) {
                prop_assert!(next > at);
                prop_assert!(shorter(row, next).is_none_or(|back| back <= at));
                at = next;
                steps += 1;
            }
            prop_assert!(steps <= row.len());
        }
    }

    #[test]
    fn as_many_are_proposed_to_park_as_there_are_too_many(
        states in prop::collection::vec((prop::sample::select(State::ALL), 0_u32..9, 0_u32..9), 0..9), blocks in 0_u32..6,
    ) {
        let places: Vec<_> =
            states.iter().enumerate().map(|(n, (state, acts, back))| place(n as i64, *state, Some(4), *acts, *back)).collect();
        let focus = states.iter().filter(|(state, ..)| *state == State::Focus).count() as u32;
        let items = community_items(&places, Some(blocks));
        let places = items.iter().filter(|item| item.about != About::Focus);
        let proposed = places.filter(|item| item.proposed.is_some()).count() as u32;
        prop_assert_eq!(proposed, focus.saturating_sub(blocks));
        prop_assert_eq!(focus_note(focus, blocks).is_some(), proposed > 0);
    }
}
