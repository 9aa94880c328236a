//! What each reason says and counts.

use rounds::domain::attention::{Facts, Lane, Mark, Post, Term};
use rounds::domain::community::State;
use rounds::domain::contact::{Dated, DatedSort, Tier};
use rounds::domain::ids::PostId;
use rounds::domain::owed::{Owed, OwedSort};
use rounds::domain::standing::Worth;

use super::*;
use rounds::domain::standing::Standing;

#[test]
fn words_come_first() {
    let mut rows: Vec<(Facts, &str, &str)> = Vec::new();
    let mut add = |facts: Facts, reason, when| rows.push((facts, reason, when));

    let with = |item: Owed| Facts { owed: vec![item], ..person("Ada") };
    add(with(asked(2, "does it run on musl?")), "asked: does it run on musl?", "2 d");
    add(with(asked(2, "")), "asked: waits for an answer", "2 d");
    let invited = Owed { kind: "invited".to_owned(), ..asked(2, "to read chapter 4") };
    add(with(invited), "invites you to read chapter 4", "2 d");
    let three = Owed { left: 3, ..asked(1, "the build") };
    add(with(three.clone()), "asked 3 times: the build", "1 d");
    add(with(Owed { contact: None, ..three }), "3 asked: the build", "1 d");
    add(with(owed(OwedSort::Reply, 0, "the CI")), "waits for an answer: the CI", "today");
    let shared = Owed { kind: "shared".to_owned(), ..owed(OwedSort::Thanks, 1, "") };
    add(with(shared), "shared yours: say thanks", "1 d");
    let promise = Owed { due: Some(today()), ..owed(OwedSort::Promise, 9, "the link to the talk") };
    add(with(promise.clone()), "you promised the link to the talk", "today");
    add(with(Owed { due: Some(today().plus(1)), ..promise.clone() }), "you promised the link to the talk", "Wed");
    add(with(Owed { due: Some(today().plus(-2)), ..promise }), "you promised the link to the talk", "2 d");

    let mut gaps = every(14, 15);
    add(gaps.clone(), "15 d, every 14", "");
    gaps.standing.gaps = vec![14, 15, 13];
    add(gaps, "15 d, usually 14", "");
    let mut drifting = every(40, 104);
    drifting.standing.gaps = vec![40, 38, 42];
    add(drifting, "104 d, usually 40", "");
    add(every(90, 88), "88 d, every 90", "");
    let mut quiet = place("Nix Newcomers", State::Focus, 9);
    quiet.standing.gaps = vec![7, 7, 7];
    add(quiet, "quiet 9 d, usually 7", "");

    let mut new = person("Aki");
    (new.cadence, new.cadence_day) = (Some(30), Some(today().plus(-8)));
    add(new.clone(), "nothing logged yet: say hello", "");
    wrote(&mut new, 3);
    add(new, "new since 14 Sep: say hello", "");
    let mut fresh = place("Rust Book Club", State::Focus, 0);
    (fresh.standing, fresh.rung, fresh.cadence_day) = (Standing::default(), 2, Some(today()));
    add(fresh, "nothing logged yet: answer somebody", "");

    let with = |date: Dated| Facts { dated: vec![date], ..person("Emil") };
    add(with(dated(DatedSort::Birthday, "", "--09-24")), "birthday on Thursday", "Thu");
    add(with(dated(DatedSort::Birthday, "", "1980-09-22")), "birthday today", "today");
    add(with(dated(DatedSort::Birthday, "", "1980-09-23")), "birthday tomorrow", "Wed");
    add(with(dated(DatedSort::Birthday, "", "1980-09-29")), "birthday in a week", "29 Sep");
    add(with(dated(DatedSort::Birthday, "", "1980-09-18")), "birthday was on Friday", "4 d");
    add(with(dated(DatedSort::Yearly, "name day", "--09-21")), "name day was yesterday", "1 d");
    add(with(dated(DatedSort::Step, "agree a day", "2026-09-24")), "agree a day", "Thu");

    let with = |worth: Worth| {
        let mut facts = person("Wei");
        facts.standing.worth = Some(worth);
        facts
    };
    add(with(worth("replied", 5)), "replied: worth an answer", "5 d");
    add(with(worth("mentioned", 3)), "mentioned you: worth an answer", "3 d");
    let at = now().at.plus_seconds(-2 * 3600 - 60);
    let post = Post { id: PostId(1), title: "Slow mail".to_owned(), at, day: today(), topic: false };
    add(Facts { post: Some(post), ..person("Ole") }, "wrote \"Slow mail\"", "2 h");
    let mut rung = place("Compiler Corner", State::Focus, 1);
    rung.one_act_from = Some("one answer from rung 3".to_owned());
    add(rung, "one answer from rung 3", "");

    for (facts, reason, when) in rows {
        let row = row(&facts);
        assert_eq!((row.reason.as_str(), row.when.as_str()), (reason, when));
        assert!(row.score.listed(), "{reason}");
    }
}

#[test]
fn terms_count_as_weighed() {
    let tenths = |facts: &Facts, term| row(facts).score.of(term);
    let with = |item: Owed| Facts { owed: vec![item], ..person("Ada") };
    for (days, want) in [(0, 50), (1, 67), (2, 83), (3, 100), (40, 100)] {
        assert_eq!(tenths(&with(asked(days, "")), Term::Reply), want, "reply after {days}");
    }
    for (days, want) in [(0, 35), (1, 47), (2, 58), (3, 70)] {
        assert_eq!(tenths(&with(owed(OwedSort::Promise, days, "")), Term::Thanks), want, "promise after {days}");
    }
    for (quiet, want) in [(26, 0), (27, 0), (28, 13), (30, 40), (60, 60), (90, 80), (900, 80)] {
        assert_eq!(tenths(&every(30, quiet), Term::Due), want, "due after {quiet}");
    }
    for (days, want) in [(0, 40), (1, 34), (3, 23), (6, 6), (7, 0)] {
        let mut facts = person("Wei");
        facts.standing.worth = Some(worth("replied", days));
        assert_eq!(tenths(&facts, Term::Worth), want, "worth after {days}");
        let post =
            |topic, days: i64| Post { id: PostId(1), title: String::new(), at: ago(days).0, day: ago(days).1, topic };
        assert_eq!(tenths(&Facts { post: Some(post(false, days)), ..person("Ole") }, Term::Worth), want);
        assert_eq!(tenths(&Facts { post: Some(post(true, days)), ..person("Ole") }, Term::Worth), 40);
        assert_eq!(tenths(&Facts { post: Some(post(true, 30)), ..person("Ole") }, Term::Worth), 0);
    }
    for (day, want) in [("--09-30", 0), ("--09-29", 20), ("--09-22", 40), ("--09-16", 40), ("--09-15", 0)] {
        let facts = Facts { dated: vec![dated(DatedSort::Birthday, "", day)], ..person("Emil") };
        assert_eq!(tenths(&facts, Term::Dated), want, "{day}");
    }
    let mut facts = every(30, 10);
    facts.one_act_from = Some("one more day from known".to_owned());
    assert_eq!(tenths(&facts, Term::Step), 20);
    assert!(!row(&facts).score.listed(), "a contact is not listed for it");
    seen(&mut facts, 31);
    assert_eq!(tenths(&facts, Term::Step), 0);
    for (tier, want) in [(None, 0), (Some(Tier::Inner), 30), (Some(Tier::Close), 15), (Some(Tier::Wide), 0)] {
        assert_eq!(tenths(&Facts { tier, ..person("Ada") }, Term::Tier), want);
    }
    assert_eq!(tenths(&Facts { pinned: true, ..person("Ada") }, Term::Pinned), 50);
    assert!(!row(&Facts { pinned: true, ..person("Ada") }).score.listed());
}

#[test]
fn drift_and_dormancy_start_beyond_the_usual() {
    let quiet = |cadence, gaps: &[u32], days| {
        let mut facts = every(cadence, days);
        facts.standing.gaps = gaps.to_vec();
        let row = row(&facts);
        (row.score.of(Term::Drift), row.score.lane, row.score.mark)
    };
    // max(2 × 14, 14 + 14) = 28
    assert_eq!(quiet(14, &[14, 14, 14], 28), (0, Lane::Queue, Mark::Due));
    assert_eq!(quiet(14, &[14, 14, 14], 29), (40, Lane::Queue, Mark::Due));
    // the mean of the middle two: 2 × 16.5 = 33
    assert_eq!(quiet(14, &[14, 16, 17, 60], 33).0, 0);
    assert_eq!(quiet(14, &[14, 16, 17, 60], 34).0, 40);
    // two gaps are too few
    assert_eq!(quiet(14, &[14, 14], 400), (0, Lane::Queue, Mark::Due));
    // drifting, yet not due: nothing
    assert_eq!(quiet(90, &[2, 2, 2], 30), (0, Lane::NotListed, Mark::Other));
    assert_eq!(quiet(30, &[2, 2, 2], 27), (40, Lane::Queue, Mark::Due));
    // max(12 × 14, 14 + 90) = 168
    assert_eq!(quiet(14, &[14, 14, 14], 168).1, Lane::Queue);
    assert_eq!(quiet(14, &[14, 14, 14], 169).1, Lane::Dormant);
    // a long cadence: r < 3
    assert_eq!(quiet(90, &[14, 14, 14], 200).1, Lane::Queue);

    // anything but due takes it back into the queue
    let mut facts = every(14, 300);
    facts.standing.gaps = vec![14, 14, 14];
    assert_eq!(row(&facts).score.lane, Lane::Dormant);
    assert!(row(&facts).score.listed());
    facts.dated = vec![dated(DatedSort::Birthday, "", "--09-24")];
    assert_eq!(row(&facts).score.lane, Lane::Queue);
}
