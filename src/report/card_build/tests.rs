//! The words of the cards in tables.

use super::*;
use crate::domain::attention::Mark;
use crate::domain::ids::CommunityId;
use crate::domain::ladder::Want;
use crate::domain::time::frozen;
use crate::domain::weigh::weigh;
use crate::report::row_build::{Around, row};

fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
}

#[test]
fn the_headline_says_how_close_and_how_often() {
    let table = [
        (Some(Tier::Close), Some(30), "close, about monthly"),
        (Some(Tier::Inner), Some(7), "inner, about weekly"),
        (Some(Tier::Inner), Some(14), "inner, about every two weeks"),
        (Some(Tier::Network), Some(90), "network, about every three months"),
        (Some(Tier::Wide), Some(365), "wide, about yearly"),
        (Some(Tier::Close), Some(45), "close, every 45 days"),
        (Some(Tier::Inner), Some(1), "inner, every day"),
        (Some(Tier::Wide), None, "wide, only when something happens"),
        (None, Some(30), "no tier yet"),
    ];
    for (tier, cadence, expected) in table {
        assert_eq!(headline(tier, cadence), expected);
    }
}

#[test]
fn since_names_the_year_only_where_it_is_another_one() {
    let today = day("2026-09-22");
    let table = [
        ("2026-03-05", "since March"),
        ("2026-09-22", "since September"),
        ("2025-09-22", "since September 2025"),
        ("2024-12-31", "since December 2024"),
    ];
    for (added, expected) in table {
        assert_eq!(since(day(added), today), expected);
    }
}

#[test]
fn an_act_says_its_kind_how_often_and_the_first_line_of_its_note() {
    let kinds = Kinds::default();
    let words = |direction, kind, count, note| act_words(&kinds, direction, kind, count, note);
    assert_eq!(words(Direction::Out, "answered", 1, ""), "answered");
    assert_eq!(words(Direction::Out, "answered", 9, "musl\nand more"), "answered ×9: musl");
    assert_eq!(words(Direction::In, "shared", 1, "my crate"), "shared yours: my crate");
}

#[test]
fn a_rung_says_how_and_when_it_was_reached_or_how_far_it_is() {
    let april = day("2026-04-12");
    let rung = |lies, since| Rung {
        rung: 4,
        name: "engage",
        wanted: "ten replies with five people".to_owned(),
        wants: vec![Want { done: 3, of: 10, words: String::new() }],
        earned: false,
        lies,
        since,
    };
    let table = [
        (rung(Lies::Here, Some((april, StepHow::Earned))), "earned 12 Apr", None),
        (rung(Lies::Here, Some((april, StepHow::Said))), "said 12 Apr", None),
        (rung(Lies::Here, None), "yes", None),
        (rung(Lies::Behind, Some((april, StepHow::Said))), "12 Apr", None),
        (rung(Lies::Next, Some((april, StepHow::Said))), "", Some((3, 10))),
        (rung(Lies::Ahead, None), "", None),
    ];
    for (rung, reached, progress) in table {
        let line = rung_line(&rung);
        assert_eq!((line.reached.as_str(), line.progress), (reached, progress), "{rung:?}");
        assert_eq!(line.here, rung.lies == Lies::Here);
    }
}

#[test]
fn figures_say_silence_balance_and_room_for_an_ask() {
    let Ok(now) = frozen("2026-09-22T09:00:00+02:00") else { panic!("a time") };
    let (settings, rests) = (Settings::default(), Rests::default());
    let told = |subject, gaps: Vec<u32>, outs: &[(&str, u32, &str)]| {
        let mut facts = Facts::new(subject, "", "somebody");
        facts.cadence = Some(4);
        facts.standing.clock_day = Some(day("2026-09-13"));
        facts.standing.gaps = gaps;
        let outs: Vec<Out> = (1..)
            .zip(outs)
            .map(|(id, (kind, count, on))| Out {
                kind: (*kind).to_owned(),
                count: *count,
                group: ActId(id),
                day: day(on),
            })
            .collect();
        let weighed = weigh(&facts, &settings, &rests, &now);
        assert_ne!(weighed.score.mark, Mark::Owed);
        let row = row(&facts, &weighed, Around::default(), &settings, now.day());
        let common = Common {
            facts: &facts,
            row,
            outs: &outs,
            weeks: Vec::new(),
            acts: Vec::new(),
            settings: &settings,
            rests: &rests,
            today: now.day(),
        };
        let of = if subject.contact().is_some() { AskOf::Person } else { AskOf::Place };
        figures(&common, of).iter().map(|pair| format!("{} {}", pair.label, pair.value)).collect::<Vec<_>>()
    };
    let place = Subject::Community(CommunityId(1));
    assert_eq!(
        told(
            place,
            vec![7, 7, 8],
            &[("shared", 5, "2026-09-13"), ("posted", 3, "2026-09-01"), ("asked", 9, "2026-01-01")]
        ),
        [
            "quiet 9 d",
            "usually every 7 d",
            "given, asked 5 and 0",
            "about others 5 of 8",
            "an ask not yet, about 5 more given"
        ]
    );
    let person = Subject::Contact(ContactId(1));
    assert_eq!(
        told(person, Vec::new(), &[("answered", 4, "2026-09-13")]),
        ["quiet 9 d", "usually every 4", "given, asked 1 and 0", "an ask there is room"]
    );
    assert_eq!(told(person, Vec::new(), &[]), ["quiet 9 d", "usually every 4", "an ask not yet, about 4 more given"]);
}
