//! Worked examples: who is listed where, in which order, and what is suggested.

use rounds::domain::attention::{Facts, Hold, Lane, Mark, Post, Term, Weighed};
use rounds::domain::commitment::Rests;
use rounds::domain::community::{Role, State};
use rounds::domain::contact::{DatedSort, Stage, Style, Tier};
use rounds::domain::ids::{DatedId, PostId};
use rounds::domain::owed::{Owed, OwedSort};
use rounds::domain::settings::Settings;
use rounds::domain::terms::Ranking;
use rounds::domain::time::Weekday;
use rounds::domain::weigh::{order, weigh};

use super::*;
use rounds::domain::standing::Standing;

#[test]
fn a_new_user_sees_everybody_once() {
    let mut rows: Vec<Weighed> = ["Ada", "Tomás", "Ines"]
        .into_iter()
        .map(|name| {
            let tier = Some(Tier::Close);
            row(&Facts { tier, cadence: Some(30), cadence_day: Some(today()), ..person(name) })
        })
        .collect();
    let mut club = place("Rust Book Club", State::Focus, 0);
    (club.standing, club.cadence_day) = (Standing::default(), Some(today()));
    rows.push(row(&club));
    order(&mut rows);
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Ada", "Ines", "Tomás", "Rust Book Club"]);
    assert!(rows.iter().all(|row| row.score.lane == Lane::Queue && row.score.mark == Mark::Other));
    assert_eq!(rows[0].score.total, 35);

    // after 30 days without a word they are due as anybody
    let facts = Facts { cadence: Some(30), cadence_day: Some(today()), ..person("Ada") };
    assert_eq!(later(&facts, 29).score.of(Term::New), 20);
    assert_eq!((later(&facts, 30).score.of(Term::New), later(&facts, 30).score.of(Term::Due)), (0, 40));
    assert_eq!(later(&facts, 30).reason, "nothing logged yet: say hello");
}

#[test]
fn imported_people_never_nag() {
    // 2 000 people without a tier: no cadence, no row, whatever lies back
    let settings = Settings::default();
    let (rests, now) = (Rests::default(), now());
    let ranking = Ranking::new(&settings, &rests, &now);
    let listed = (0..2000).filter(|n| {
        let mut facts = person("somebody");
        if n % 3 > 0 {
            seen(&mut facts, n % 900);
        }
        ranking.score(&facts).listed()
    });
    assert_eq!(listed.count(), 0);
}

#[test]
fn triage_of_old_acquaintances_gives_due_and_no_wall() {
    let mut facts = every(90, 900);
    facts.cadence_day = Some(today());
    let row = row(&facts);
    assert_eq!((row.score.of(Term::Due), row.score.clock), (40, Some((90, 90))));
    assert_eq!(row.reason, "900 d, every 90");
}

#[test]
fn daily_chats_do_not_climb() {
    let mut facts = every(7, 0);
    facts.standing.gaps = vec![1; 9];
    facts.tier = Some(Tier::Inner);
    wrote(&mut facts, 0);
    assert!(!row(&facts).score.listed());
    assert_eq!(row(&facts).score.of(Term::Today), -100);
    // worth an answer by a second message: listed, but far down
    facts.standing.worth = Some(worth("replied", 0));
    assert_eq!((row(&facts).score.lane, row(&facts).score.total), (Lane::Queue, -100 + 30 + 40));
    // where something is owed, today's act draws nothing back
    facts.owed = vec![asked(0, "tonight?")];
    assert_eq!((row(&facts).score.of(Term::Today), row(&facts).score.mark), (0, Mark::Owed));
}

#[test]
fn three_weeks_away_keep_what_is_owed_and_let_the_rest_go() {
    let away = |mut facts: Facts| {
        facts.cadence_day = Some(today().plus(-100));
        later(&facts, 21)
    };
    let reply = away(Facts { owed: vec![asked(1, "")], ..every(30, 10) });
    assert_eq!((reply.score.mark, reply.score.of(Term::Reply)), (Mark::Owed, 100));
    let thanks = away(Facts { owed: vec![owed(OwedSort::Thanks, 1, "")], ..every(90, 10) });
    assert_eq!(thanks.score.lane, Lane::NotListed, "thanks fade after 21 days");
    let mut fresh = every(90, 10);
    fresh.standing.worth = Some(worth("replied", 0));
    assert_eq!(away(fresh).score.lane, Lane::NotListed);
    // declared as rest, no clock moved
    let facts = every(30, 10);
    let then = now().moved(now().at.plus_seconds(21 * 86_400));
    let rested = weigh(&facts, &Settings::default(), &rest(0, 20), &then);
    assert_eq!((rested.score.clock, rested.score.lane), (Some((10, 30)), Lane::NotListed));
    assert_eq!(away(facts).score.clock, Some((31, 30)));
}

#[test]
fn replies_fade_to_the_review() {
    for (item, fades) in [
        (asked(44, ""), false),
        (asked(45, ""), true),
        (Owed { contact: None, ..asked(13, "") }, false),
        (Owed { contact: None, ..asked(14, "") }, true),
        (owed(OwedSort::Thanks, 20, ""), false),
        (owed(OwedSort::Thanks, 21, ""), true),
        (owed(OwedSort::Promise, 4000, ""), false),
        (Owed { fades_from: today(), ..asked(400, "") }, false),
    ] {
        let listed = row(&Facts { owed: vec![item.clone()], ..person("Ada") }).score.listed();
        assert_eq!(listed, !fades, "{item:?}");
    }
}

#[test]
fn a_place_without_inbound_acts_is_never_waited_for() {
    let mut quiet = place("Silent list", State::Focus, 6);
    quiet.standing.unanswered = vec![today().plus(-3), today().plus(-2), today().plus(-1)];
    let row = row(&quiet);
    assert_eq!((row.score.lane, row.score.of(Term::Unanswered)), (Lane::Queue, 0));
}

#[test]
fn places_are_listed_from_half_their_cadence() {
    assert_eq!(row(&place("Nix", State::Focus, 1)).score.lane, Lane::NotListed);
    let half = row(&place("Nix", State::Focus, 2));
    assert_eq!((half.score.lane, half.score.total, half.score.mark), (Lane::Queue, 0, Mark::Other));
    assert_eq!(half.hint, "share one of theirs");
    assert_eq!(row(&place("Nix", State::Scouting, 6)).score.lane, Lane::NotListed);
    assert_eq!(row(&place("Nix", State::Scouting, 7)).score.lane, Lane::Queue);
    assert_eq!(row(&every(4, 3)).score.lane, Lane::NotListed, "people from nine tenths");
}

#[test]
fn ambient_triggered_and_parked_list_for_little() {
    let quiet = |style| Facts { style, ..every(7, 400) };
    let debt = |style| Facts { owed: vec![asked(1, "")], ..quiet(style) };
    let birthday = |style| Facts { dated: vec![dated(DatedSort::Birthday, "", "--09-22")], ..quiet(style) };
    let fresh = |style| {
        let mut facts = quiet(style);
        facts.standing.worth = Some(worth("replied", 0));
        facts
    };
    let listed = |facts: Facts| row(&facts).score.lane == Lane::Queue;
    for (style, want) in [
        (Style::Rhythm, [true, true, true, true]),
        (Style::Ambient, [false, true, true, false]),
        (Style::Triggered, [false, true, true, true]),
    ] {
        let got = [quiet(style), debt(style), birthday(style), fresh(style)].map(listed);
        assert_eq!(got, want, "{style}");
    }
    let mut parked = place("Old forum", State::Parked, 400);
    parked.one_act_from = Some("one answer from rung 3".to_owned());
    parked.standing.worth = Some(worth("replied", 0));
    assert_eq!(row(&parked).score.lane, Lane::NotListed);
    parked.owed = vec![Owed { contact: None, ..asked(1, "") }];
    assert_eq!(row(&parked).score.lane, Lane::Queue);
    assert_eq!(row(&parked).reason, "asked: waits for an answer");
}

#[test]
fn a_day_of_rest_lists_only_what_is_owed() {
    let due = every(7, 8);
    let debt = Facts { owed: vec![asked(1, "")], ..every(7, 8) };
    for rests in [rest(0, 0), off(Weekday::Tue)] {
        assert_eq!(lane(&due, &rests), Lane::NotListed);
        assert_eq!(lane(&debt, &rests), Lane::Queue);
    }
    // a weekday off moves it to the next day: the clock ran on
    let then = now().moved(now().at.plus_seconds(86_400));
    let next = weigh(&due, &Settings::default(), &off(Weekday::Tue), &then);
    assert_eq!((next.score.lane, next.score.clock), (Lane::Queue, Some((9, 7))));
}

#[test]
fn unanswered_acts_hold_back() {
    let quiet = |unanswered: &[i64], stage, ever_in| {
        let mut facts = Facts { stage, ..every(7, 8) };
        facts.standing.unanswered = unanswered.iter().map(|days| today().plus(-days)).collect();
        if ever_in {
            wrote(&mut facts, 200);
        }
        facts
    };
    let of = |facts: &Facts| (row(facts).score.of(Term::Unanswered), row(facts).score.lane);
    assert_eq!(of(&quiet(&[8], Stage::Known, true)), (0, Lane::Queue));
    assert_eq!(of(&quiet(&[20, 8], Stage::Known, true)), (-40, Lane::Queue));
    assert_eq!(of(&quiet(&[30, 8], Stage::Known, true)), (0, Lane::Queue));
    assert_eq!(of(&quiet(&[25, 20, 8], Stage::Known, true)), (-40, Lane::Waiting));
    // met elsewhere, they never wrote here: no guard; at the first two stages there is one
    assert_eq!(of(&quiet(&[25, 20, 8], Stage::Known, false)), (0, Lane::Queue));
    assert_eq!(of(&quiet(&[25, 20, 8], Stage::Greeted, false)), (-40, Lane::Waiting));
    // three, unless owed
    let mut owing = quiet(&[25, 20, 8], Stage::Known, true);
    owing.owed = vec![owed(OwedSort::Promise, 3, "")];
    assert_eq!(of(&owing), (-40, Lane::Queue));
    // nobody is waited for without a reason
    let mut fine = quiet(&[25, 20, 3], Stage::Known, true);
    seen(&mut fine, 3);
    assert_eq!(of(&fine).1, Lane::NotListed);
}

#[test]
fn pass_and_snooze_hide_and_end_early() {
    let set = now().at.plus_seconds(-2 * 86_400);
    let snooze = Hold { pass: false, set, until: today().plus(10) };
    let held = |hold| Facts { hold: Some(hold), owed: vec![asked(5, "")], ..every(7, 8) };
    let facts = held(snooze);
    assert_eq!((row(&facts).score.lane, row(&facts).score.mark), (Lane::Snoozed, Mark::Snoozed));
    assert_eq!(row(&facts).when, "02 Oct");
    assert_eq!(later(&facts, 9).score.lane, Lane::Snoozed);
    assert_eq!(later(&facts, 10).score.lane, Lane::Queue);
    let pass = Hold { pass: true, set: now().at, until: today().plus(1) };
    assert_eq!(row(&held(pass)).score.lane, Lane::Passed);
    assert_eq!(later(&held(pass), 1).score.lane, Lane::Queue);

    // a newer inbound act ends it, an older one that is logged afterwards does not
    let mut written = facts.clone();
    wrote(&mut written, 1);
    assert_eq!(row(&written).score.lane, Lane::Queue);
    written.standing.last_in = Some((set, today().plus(-2)));
    assert_eq!(row(&written).score.lane, Lane::Snoozed);

    // so does the day of a promise that lay ahead; one that had come already does not
    let promise = |due: i64| Owed { due: Some(today().plus(due)), ..owed(OwedSort::Promise, 9, "the talk") };
    let promised = |due| Facts { owed: vec![promise(due)], ..facts.clone() };
    assert_eq!(row(&promised(1)).score.lane, Lane::Snoozed);
    assert_eq!(later(&promised(1), 1).score.lane, Lane::Queue);
    assert_eq!(row(&promised(0)).score.lane, Lane::Queue);
    assert_eq!(row(&promised(-2)).score.lane, Lane::Snoozed);
    let step = |day: &str| Facts { dated: vec![dated(DatedSort::Step, "call", day)], ..facts.clone() };
    assert_eq!(row(&step("2026-09-22")).score.lane, Lane::Queue);
    assert_eq!(row(&step("2026-09-23")).score.lane, Lane::Snoozed);
    assert_eq!(row(&step("2026-09-19")).score.lane, Lane::Snoozed);

    // a pass ends what was worth an answer, a snooze does not
    let mut fresh = person("Wei");
    fresh.standing.worth = Some(worth("replied", 3));
    fresh.hold = Some(Hold { pass: true, set, until: today().plus(-1) });
    assert_eq!(row(&fresh).score.lane, Lane::NotListed);
    fresh.hold = Some(Hold { pass: false, set, until: today().plus(-1) });
    assert_eq!(row(&fresh).score.lane, Lane::Queue);
}

#[test]
fn the_suggested_act_follows_the_reason() {
    let of = |facts: &Facts| {
        let suggested = row(facts).suggested;
        (suggested.kind, suggested.settles.map(|id| id.0), suggested.keeps)
    };
    let with = |items: Vec<Owed>| Facts { owed: items, ..every(7, 8) };
    let (reply, thanks, promise) =
        (owed(OwedSort::Reply, 2, ""), owed(OwedSort::Thanks, 3, ""), owed(OwedSort::Promise, 4, ""));
    assert_eq!(of(&with(vec![asked(1, ""), promise.clone()])), ("answered", Some(1), false));
    assert_eq!(of(&with(vec![thanks.clone(), reply])), ("replied", Some(2), false));
    assert_eq!(of(&with(vec![promise.clone(), thanks])), ("thanked", Some(3), false));
    assert_eq!(of(&with(vec![promise])), ("replied", Some(4), true));
    let mut fresh = every(7, 8);
    fresh.standing.worth = Some(worth("mentioned", 1));
    assert_eq!(of(&fresh).0, "replied");
    let step = Facts { dated: vec![dated(DatedSort::Step, "call", "2026-09-24")], ..every(7, 8) };
    assert_eq!((row(&step).suggested.kind, row(&step).suggested.does), ("messaged", Some(DatedId(5))));
    let post = Post { id: PostId(4), title: String::new(), at: now().at, day: today(), topic: false };
    let read = row(&Facts { post: Some(post), ..every(7, 8) }).suggested;
    assert_eq!((read.kind, read.reads), ("commented", Some(PostId(4))));
    let mut noticed = Facts { stage: Stage::Noticed, ..every(7, 8) };
    assert_eq!(of(&noticed).0, "connected");
    noticed.standing.last_kinds = "connected".into();
    assert_eq!(of(&noticed).0, "connected", "the kind used most");
    noticed.standing.last_kinds = "connected commented commented".into();
    assert_eq!(of(&noticed).0, "commented");
    for (rung, role, ladder, want) in [
        (0, Role::Guest, true, "listened"),
        (1, Role::Guest, true, "learned"),
        (2, Role::Member, true, "answered"),
        (3, Role::Member, true, "commented"),
        (4, Role::Member, true, "shared"),
        (7, Role::Member, true, "shared"),
        (0, Role::Host, true, "shared"),
        (0, Role::Member, false, "shared"),
    ] {
        let mut facts = place("Nix", State::Focus, 9);
        (facts.community, facts.rung, facts.ladder) = (Some((State::Focus, role)), rung, ladder);
        assert_eq!(of(&facts).0, want, "rung {rung}, {role}");
    }
}

#[test]
fn equal_rows_follow_silence_then_sort_then_uid() {
    let plain = |name: &str, silence: Option<i64>, community: bool| {
        let mut facts = if community { place(name, State::Focus, 4) } else { person(name) };
        facts.cadence = None;
        facts.pinned = true;
        facts.standing.last_out = silence.map(ago);
        facts.owed = vec![asked(3, "")];
        row(&facts)
    };
    let mut rows = [
        plain("b", Some(3), false),
        plain("a", Some(3), false),
        plain("c", Some(3), true),
        plain("d", None, false),
        plain("e", Some(9), false),
    ];
    order(&mut rows);
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["d", "e", "c", "a", "b"]);
}
