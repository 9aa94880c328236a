//! Attention, worked out by example: the people and places that the examples are about.

mod examples;
mod properties;
mod queue;
mod terms;

use rounds::domain::attention::{Facts, Lane, Weighed};
use rounds::domain::commitment::{Rest, RestDays, Rests};
use rounds::domain::community::{Role, State};
use rounds::domain::contact::{Dated, DatedSort, Stage};
use rounds::domain::ids::{ActId, CommunityId, ContactId, DatedId, OwedId, RestId, Subject};
use rounds::domain::owed::{Owed, OwedSort};
use rounds::domain::settings::Settings;
use rounds::domain::standing::Worth;
use rounds::domain::time::{Day, Instant, Now, Weekday, frozen};
use rounds::domain::weigh::weigh;

/// Tuesday 22 September 2026, ten in the morning.
pub(crate) fn now() -> Now {
    frozen("2026-09-22T10:00:00+02:00").unwrap_or_else(|why| panic!("{why}"))
}

pub(crate) fn today() -> Day {
    now().day()
}

/// So many days ago, at noon.
pub(crate) fn ago(days: i64) -> (Instant, Day) {
    let day = today().plus(-days);
    (now().noon(day), day)
}

pub(crate) fn person(name: &str) -> Facts {
    let id = name.bytes().fold(7, |sum, byte| sum * 31 % 65_521 + i64::from(byte));
    Facts { stage: Stage::Known, ..Facts::new(Subject::Contact(ContactId(id)), name, name) }
}

/// A person met every `cadence` days, quiet for so many.
pub(crate) fn every(cadence: u32, quiet: i64) -> Facts {
    let mut facts = person("Tomás");
    facts.cadence = Some(cadence);
    facts.cadence_day = Some(today().plus(-1000));
    seen(&mut facts, quiet);
    facts
}

pub(crate) fn place(name: &str, state: State, quiet: i64) -> Facts {
    let id = name.bytes().fold(3, |sum, byte| sum * 31 % 65_521 + i64::from(byte));
    let mut facts = Facts::new(Subject::Community(CommunityId(id)), name, name);
    facts.community = Some((state, Role::Member));
    facts.cadence = Settings::default().community_cadence(None, state);
    facts.cadence_day = Some(today().plus(-1000));
    facts.rung = 4;
    seen(&mut facts, quiet);
    facts
}

/// Your last act was so many days ago.
pub(crate) fn seen(facts: &mut Facts, days: i64) {
    let (at, day) = ago(days);
    facts.standing.last_out = Some((at, day));
    facts.standing.clock_day = Some(day);
    facts.standing.own_clock_day = Some(day);
}

pub(crate) fn wrote(facts: &mut Facts, days: i64) {
    facts.standing.last_in = Some(ago(days));
}

pub(crate) fn owed(sort: OwedSort, days: i64, text: &str) -> Owed {
    let (since, since_day) = ago(days);
    Owed {
        id: OwedId(days),
        sort,
        contact: Some(ContactId(1)),
        community: None,
        text: text.to_owned(),
        link: String::new(),
        count: 1,
        left: 1,
        since,
        since_day,
        due: None,
        fades_from: since_day,
        closed: None,
        act: None,
        kind: String::new(),
    }
}

pub(crate) fn asked(days: i64, text: &str) -> Owed {
    Owed { kind: "asked".to_owned(), ..owed(OwedSort::Reply, days, text) }
}

pub(crate) fn dated(sort: DatedSort, text: &str, day: &str) -> Dated {
    Dated { id: DatedId(5), sort, text: text.to_owned(), day: day.to_owned(), set: Instant(0) }
}

pub(crate) fn worth(kind: &str, days: i64) -> Worth {
    let (at, day) = ago(days);
    Worth { act: ActId(9), kind: kind.to_owned(), at, day }
}

pub(crate) fn rest(from: i64, to: i64) -> Rests {
    let days = RestDays::Dates { from: today().plus(from), to: today().plus(to) };
    Rests(vec![Rest { id: RestId(1), days, label: String::new() }])
}

pub(crate) fn off(weekday: Weekday) -> Rests {
    let days = RestDays::Weekday { weekday, from: today().plus(-100), until: None };
    Rests(vec![Rest { id: RestId(1), days, label: String::new() }])
}

pub(crate) fn row(facts: &Facts) -> Weighed {
    weigh(facts, &Settings::default(), &Rests::default(), &now())
}

pub(crate) fn lane(facts: &Facts, rests: &Rests) -> Lane {
    weigh(facts, &Settings::default(), rests, &now()).score.lane
}

pub(crate) fn later(facts: &Facts, days: i64) -> Weighed {
    let now = now();
    let then = now.moved(now.at.plus_seconds(days * 86_400));
    weigh(facts, &Settings::default(), &Rests::default(), &then)
}
