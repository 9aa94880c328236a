//! Each question with the clock moved.

use super::*;
use crate::domain::commitment::Rest;
use crate::domain::ids::RestId;
use crate::domain::session::PlanMinutes;
use crate::domain::time::frozen;

/// `22 12:30` in September 2026.
fn at(text: &str) -> Now {
    let (day, time) = text.split_once(' ').unwrap_or(("22", text));
    frozen(&format!("2026-09-{day}T{time}:00+02:00")).unwrap_or_else(|why| panic!("{text}: {why}"))
}

fn session(start: &str, planned: u32, pauses: &[(&str, Option<&str>)]) -> Session {
    let now = at(start);
    Session {
        id: SessionId(7),
        start: now.at,
        offset: 120,
        day: now.day(),
        planned,
        finished: None,
        pauses: pauses.iter().map(|(from, to)| (at(from).at, to.map(|to| at(to).at))).collect(),
        community: None,
        plan: PlanMinutes::default(),
        note: String::new(),
    }
}

fn said(offer: Option<&Offer>, now: &Now) -> String {
    offer.map_or("nothing".to_owned(), |offer| offer.words(now))
}

#[test]
fn a_gap_past_the_plan_is_asked_about() {
    let block = session("12:30", 30, &[]);
    let table = [
        // within the plan the browser has the time
        (&block, "12:35", "12:59", "nothing"),
        // fourteen minutes over, fifteen minutes over
        (&block, "12:40", "13:14", "nothing"),
        (&block, "12:40", "13:15", "No key since 12:40. Take the gap out? Then 10 of 30 min are spent"),
        // a key after the end starts the wait anew
        (&block, "13:05", "13:19", "nothing"),
        (&block, "13:05", "13:20", "No key since 13:05. Take the gap out? Then 35 of 30 min are spent"),
        // the lid closed for forty minutes
        (&block, "12:50", "13:30", "No key since 12:50. Take the gap out? Then 20 of 30 min are spent"),
        // the clock set back
        (&block, "12:50", "12:20", "nothing"),
        // paused, finished
        (&session("12:30", 30, &[("12:40", None)]), "12:40", "14:00", "nothing"),
        // a pause of ten minutes moves the planned end
        (&session("12:30", 30, &[("12:40", Some("12:50"))]), "12:55", "13:24", "nothing"),
        (
            &session("12:30", 30, &[("12:40", Some("12:50"))]),
            "12:55",
            "13:25",
            "No key since 12:55. Take the gap out? Then 15 of 30 min are spent",
        ),
    ];
    for (session, key, now, expected) in table {
        let now = at(now);
        let offer = gap(session, last_sign(session, Some(at(key).at), None), &now);
        assert_eq!(said(offer.as_ref(), &now), expected, "key {key}");
        if let Some(Change::CutGap { from, to, .. }) = offer.as_ref().and_then(Offer::accepted) {
            let mut after = session.clone();
            after.pauses.push((from, Some(to)));
            assert_eq!(gap(&after, now.at, &now), None, "taken out once");
        }
    }
    let done = Session { finished: Some(at("13:00").at), ..block };
    assert_eq!(gap(&done, at("12:40").at, &at("14:00")), None);
}

#[test]
fn after_a_kill_the_last_act_is_the_last_sign() {
    let block = session("12:30", 30, &[]);
    let now = at("13:30");
    let offer = gap(&block, last_sign(&block, None, Some(at("12:41").at)), &now);
    assert_eq!(said(offer.as_ref(), &now), "No key since 12:41. Take the gap out? Then 11 of 30 min are spent");
    // nothing was logged: from the start, or from where it was gone on with
    let offer = gap(&block, last_sign(&block, None, None), &now);
    assert_eq!(said(offer.as_ref(), &now), "No key since 12:30. Take the gap out? Then 0 of 30 min are spent");
    let resumed = session("12:30", 30, &[("12:40", Some("12:45"))]);
    let offer = gap(&resumed, last_sign(&resumed, None, Some(at("12:35").at)), &now);
    assert_eq!(said(offer.as_ref(), &now), "No key since 12:45. Take the gap out? Then 10 of 30 min are spent");
    // opened again within the plan: the same clock, no question
    assert_eq!(gap(&block, last_sign(&block, None, None), &at("12:50")), None);
    assert_eq!(block.left(at("12:50").at), 10 * MINUTE);
}

#[test]
fn of_two_running_blocks_the_newer_counts() {
    let (older, mut newer) = (session("12:30", 30, &[]), session("12:31", 30, &[]));
    newer.id = SessionId(3);
    assert_eq!(running(&[older.clone(), newer.clone()]).map(|session| session.id), Some(SessionId(3)));
    newer.finished = Some(newer.start);
    assert_eq!(running(&[newer, older]).map(|session| session.id), Some(SessionId(7)));
    assert_eq!(running(&[]), None);
}

fn loose(text: &str) -> LooseAct {
    LooseAct { at: at(text).at, real: None, usual: 4, count: 1 }
}

#[test]
fn a_late_start_counts_from_the_first_log() {
    let table: [(&[LooseAct], Option<&str>, &str, &str); 8] = [
        (&[], None, "10:02", "nothing"),
        (&[loose("10:02")], None, "10:02", "counts from 10:02"),
        (&[loose("10:02"), loose("10:20")], None, "10:25", "counts from 10:02"),
        // the mark says since when it was worked on
        (&[LooseAct { real: Some(6), ..loose("10:02") }], None, "10:02", "counts from 09:56"),
        // an hour between is another sitting; half an hour after the last it is over
        (&[loose("09:00"), loose("10:02")], None, "10:05", "counts from 10:02"),
        (&[loose("10:02")], None, "10:33", "nothing"),
        // the last block ended between
        (&[loose("10:02"), loose("10:10")], Some("10:05"), "10:11", "counts from 10:10"),
        // yesterday's, before four in the morning
        (&[loose("03:50")], None, "04:05", "nothing"),
    ];
    for (acts, free_from, now, expected) in table {
        let now = at(now);
        let offer = count_from(acts, free_from.map(|free| at(free).at), &now);
        assert_eq!(said(offer.as_ref(), &now), expected, "{acts:?}");
        assert_eq!(offer.as_ref().and_then(Offer::accepted), None);
    }
}

#[test]
fn leaving_after_three_acts_offers_them_as_a_block() {
    let three = [loose("10:02"), loose("10:12"), loose("10:25")];
    let at_once = [loose("10:24"), loose("10:24"), LooseAct { usual: 16, count: 4, ..loose("10:25") }];
    let table: [(&[LooseAct], Option<&str>, &str); 5] = [
        (&three[..2], None, "nothing"),
        (&three, None, "3 acts without a block. Keep them as one of 23 min, from 10:02?"),
        // logged in one go afterwards: as long as such acts take
        (&at_once, None, "6 acts without a block. Keep them as one of 24 min, from 10:01?"),
        // never back into the block before
        (&at_once, Some("10:15"), "6 acts without a block. Keep them as one of 10 min, from 10:15?"),
        (
            &[LooseAct { count: 9, usual: 36, ..loose("10:25") }],
            None,
            "9 acts without a block. Keep them as one of 36 min, from 09:49?",
        ),
    ];
    let now = at("10:26");
    for (acts, free_from, expected) in table {
        let offer = keep_as_block(acts, free_from.map(|free| at(free).at), &now);
        assert_eq!(said(offer.as_ref(), &now), expected, "{acts:?}");
    }
    let written = keep_as_block(&three, None, &now).and_then(|offer| offer.accepted());
    assert_eq!(written, Some(Change::AddSession { at: at("10:02").at, minutes: 23 }));
}

#[test]
fn a_block_of_an_earlier_day_is_finished_where_it_ended() {
    let now = at("23 08:00");
    let told = |session: &Session, act: Option<&str>, now: &Now| {
        let mut offer = unfinished(session, act.map(|act| at(act).at), now);
        let mut lines = Vec::new();
        while let Some(asked) = offer {
            lines.push(asked.words(now));
            offer = asked.declined();
        }
        lines
    };
    let block = session("12:30", 30, &[]);
    let plan = "Yesterday's block is still open. Finish it at its planned end, 13:00, 30 min?";
    let act = |clock: &str, minutes: u32| {
        format!("Yesterday's block is still open. Finish it at your last act, {clock}, {minutes} min?")
    };
    assert_eq!(told(&block, None, &now), [plan]);
    assert_eq!(told(&block, Some("12:41"), &now), [act("12:41", 11), plan.to_owned()]);
    assert_eq!(told(&block, Some("13:10"), &now), [act("13:10", 40), plan.to_owned()]);
    assert_eq!(told(&block, Some("15:00"), &now), [plan.to_owned(), act("15:00", 150)]);
    assert_eq!(told(&block, Some("13:00"), &now), [act("13:00", 30)]);
    // paused on leaving: it ended there
    let paused = session("12:30", 30, &[("12:35", Some("12:40")), ("12:50", None)]);
    assert_eq!(
        told(&paused, Some("12:45"), &now),
        ["Yesterday's block is still open. Finish it where it was paused, 12:50, 15 min?"]
    );
    let written = unfinished(&paused, None, &now).and_then(|offer| offer.accepted());
    let Some(Change::FinishSession { at: Some(end), .. }) = written else { panic!("{written:?}") };
    let finished = Session { finished: Some(end), ..paused };
    assert_eq!(finished.minutes(now.at), 15);
    // the same day, or still within its plan over the day's start: left alone
    assert_eq!(told(&block, None, &at("22 20:00")), [""; 0]);
    assert_eq!(told(&session("23 03:50", 30, &[]), None, &at("23 04:10")), [""; 0]);
    assert_eq!(told(&session("23 03:50", 30, &[]), None, &at("23 04:34")), [""; 0]);
    assert_eq!(told(&session("23 03:50", 30, &[]), None, &at("23 04:35")).len(), 1);
    // longer ago
    assert_eq!(
        told(&session("18 12:30", 30, &[]), None, &now),
        ["The block of Fri is still open. Finish it at its planned end, 13:00, 30 min?"]
    );
    assert_eq!(
        told(&session("10 12:30", 30, &[]), None, &now),
        ["The block of 10 Sep is still open. Finish it at its planned end, 13:00, 30 min?"]
    );
}

#[test]
fn finishing_well_before_the_end_asks() {
    let block = session("12:30", 30, &[]);
    for (now, expected) in [
        ("12:43", "17 min are left. Finish now?"),
        ("12:49", "11 min are left. Finish now?"),
        ("12:50", "nothing"),
        ("13:20", "nothing"),
    ] {
        let now = at(now);
        assert_eq!(said(finish_early(&block, &now).as_ref(), &now), expected);
    }
    let longer = Session { planned: 35, ..block };
    let now = at("12:50");
    assert_eq!(said(finish_early(&longer, &now).as_ref(), &now), "15 min are left. Finish now?", "five minutes more");
}

#[test]
fn seven_silent_days_ask_about_rest() {
    let day = |number: u32| Day::new(2026, 9, number).unwrap_or(Day::FIRST);
    let rests = |from: u32, to: u32| {
        let days = RestDays::Dates { from: day(from), to: day(to) };
        Rests(vec![Rest { id: RestId(0), days, label: String::new() }])
    };
    let waiting = Waiting { owed: 6, people: 9 };
    let now = at("22 09:00");
    let table = [
        (None, Rests::default(), "nothing"),
        (Some(day(22)), Rests::default(), "nothing"),
        (Some(day(15)), Rests::default(), "nothing"),
        (Some(day(14)), Rests::default(), "Away 7 days. Count it as rest?"),
        (Some(day(1)), Rests::default(), "Away 20 days. Count it as rest?"),
        // the rest was declared, all of it or a part
        (Some(day(1)), rests(2, 21), "nothing"),
        (Some(day(1)), rests(2, 15), "nothing"),
        (Some(day(1)), rests(5, 12), "Away 12 days. Count it as rest?"),
        // still on holiday
        (Some(day(1)), rests(20, 25), "nothing"),
        // a day ahead of today, from another zone
        (Some(day(23)), Rests::default(), "nothing"),
    ];
    for (last, rests, expected) in table {
        assert_eq!(said(away(last, &rests, &now, waiting).as_ref(), &now), expected, "{last:?} {rests:?}");
    }
    let offer = away(Some(day(1)), &rests(2, 4), &now, waiting);
    assert_eq!(
        offer.as_ref().and_then(Offer::accepted),
        Some(Change::AddRest(RestDays::Dates { from: day(5), to: day(21) }, String::new()))
    );
    assert_eq!(offer.map(|offer| offer.waiting_words()).as_deref(), Some("Waiting: 6 owed, 9 people"));
    let none = away(Some(day(1)), &Rests::default(), &now, Waiting { owed: 1, people: 0 });
    assert_eq!(none.map(|offer| offer.waiting_words()).as_deref(), Some("Waiting: 1 owed"));
    assert_eq!(short_block(4), ("A short block of five to begin with, 25 min?".to_owned(), 25));
    // half past three in the night still belongs to the 21st
    let night = at("22 03:30");
    assert_eq!(away(Some(day(14)), &Rests::default(), &night, waiting), None);
}
