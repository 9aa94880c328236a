//! About others, given and asked, and whether there is room for an ask.
//!
//! Owns the windows, the arithmetic and the wording. Must not know where the
//! counts come from. A row of count n counts n, except in windows of so many
//! acts, where it is one; an introduction of two people is one.

use std::fmt;

use serde::Serialize;

use super::ids::ActId;
use super::kind::{Direction, Kind, Kinds, Leaning};
use super::owed::OwedSort;
use super::time::Day;

/// Days of the overall window, today included.
pub const OVERALL_DAYS: u32 = 28;
/// Days of a community's window, today included.
pub const PLACE_DAYS: u32 = 90;
/// Acts of yours in a contact's window.
pub const PERSON_ACTS: usize = 12;
/// Below so many acts *about others* says nothing.
pub const SILENT_BELOW: u32 = 5;
/// Acts of yours in which more than [`ASKS_AT_MOST`] asks are too many.
pub const ASK_ACTS: usize = 10;
/// Asks that may stand among the last [`ASK_ACTS`].
pub const ASKS_AT_MOST: u32 = 1;

/// The first day of a window of `days` days that ends with `today`.
#[must_use]
pub fn window_start(today: Day, days: u32) -> Day {
    today.plus(1 - i64::from(days))
}

/// An act of yours, as far as balance looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutRow<'a> {
    /// Kind id.
    pub kind: &'a str,
    /// How many, ≥ 1.
    pub count: u32,
    /// What the two rows of an introduction share; none for a row of its own.
    pub group: Option<ActId>,
}

/// What your acts of one window lean to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Balance {
    /// Acts that point at others.
    pub points: u32,
    /// Acts about your own things.
    pub own: u32,
    /// Acts that ask.
    pub asked: u32,
    /// Acts that give.
    pub given: u32,
}

impl Balance {
    /// From counts by kind id, in which an introduction is already one.
    pub fn of_counts<'a>(kinds: &Kinds, counts: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let mut balance = Self::default();
        for (id, count) in counts {
            balance.add(kinds.get(Direction::Out, id), count);
        }
        balance
    }

    /// From the rows of a window of days.
    pub fn of_rows(kinds: &Kinds, rows: &[OutRow<'_>]) -> Self {
        Self::of_counts(kinds, once_a_group(rows).map(|row| (row.kind, row.count)))
    }

    /// From the last [`PERSON_ACTS`] of `newest_first` (kind ids), each of them one.
    pub fn of_last<'a>(kinds: &Kinds, newest_first: impl IntoIterator<Item = &'a str>) -> Self {
        Self::of_counts(kinds, newest_first.into_iter().take(PERSON_ACTS).map(|id| (id, 1)))
    }

    /// *About others* = points ÷ (points + own + asked); none while that is said by
    /// fewer than [`SILENT_BELOW`] acts.
    pub fn about_others(self) -> Option<AboutOthers> {
        let of = self.points.saturating_add(self.own).saturating_add(self.asked);
        (of >= SILENT_BELOW).then_some(AboutOthers { points: self.points, of })
    }

    /// "given 14, asked 1".
    pub fn given_asked(self) -> String {
        format!("given {}, asked {}", self.given, self.asked)
    }

    /// What is said after an ask was logged, this one included: "asked; given 4, asked 1 here".
    /// No comment: the advice came before.
    pub fn after_ask(self) -> String {
        format!("asked; {} here", self.given_asked())
    }

    fn add(&mut self, kind: &Kind, count: u32) {
        let to = |sum: &mut u32| *sum = sum.saturating_add(count);
        if kind.points {
            to(&mut self.points);
        }
        match kind.leaning {
            Leaning::Give => to(&mut self.given),
            Leaning::Own => to(&mut self.own),
            Leaning::Ask => to(&mut self.asked),
            Leaning::Neutral => {}
        }
    }
}

/// So many of your acts that point at somebody point at others; the target is half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AboutOthers {
    /// Acts that point at others.
    pub points: u32,
    /// Of so many that point at anybody.
    pub of: u32,
}

impl AboutOthers {
    /// Percent, rounded down, 0 to 100.
    pub fn percent(self) -> u32 {
        (u64::from(self.points) * 100).checked_div(u64::from(self.of)).unwrap_or(0) as u32
    }

    /// Whether at least half is about others.
    pub fn on_target(self) -> bool {
        u64::from(self.points) * 2 >= u64::from(self.of)
    }
}

/// "7 of 10".
impl fmt::Display for AboutOthers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.points, self.of)
    }
}

/// Of whom an ask would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskOf {
    /// A contact: four given before an ask.
    Person,
    /// A community: ten given before an ask.
    Place,
}

impl AskOf {
    /// Acts given before there is room.
    pub fn wants(self) -> u32 {
        match self {
            Self::Person => 4,
            Self::Place => 10,
        }
    }
}

/// What decides on room for an ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AskFacts {
    /// The sort of the first thing owed to them; none where nothing is.
    pub owed: Option<OwedSort>,
    /// Given to them since your last ask of them; from the start where there was none.
    pub given: u32,
    /// Asks among your last [`ASK_ACTS`] acts with them.
    pub recent: u32,
}

impl AskFacts {
    /// From all acts of yours with them, or the latest down to an ask, newest first.
    pub fn of_rows(kinds: &Kinds, newest_first: &[OutRow<'_>], owed: Option<OwedSort>) -> Self {
        let leaning = |row: &OutRow<'_>| kinds.get(Direction::Out, row.kind).leaning;
        let since: Vec<OutRow<'_>> =
            newest_first.iter().take_while(|row| leaning(row) != Leaning::Ask).copied().collect();
        Self {
            owed,
            given: Balance::of_rows(kinds, &since).given,
            recent: asks_among(kinds, newest_first.iter().map(|row| row.kind)),
        }
    }
}

/// Asks among the last [`ASK_ACTS`] of `newest_first` (kind ids of yours), each of them one.
pub fn asks_among<'a>(kinds: &Kinds, newest_first: impl IntoIterator<Item = &'a str>) -> u32 {
    Balance::of_counts(kinds, newest_first.into_iter().take(ASK_ACTS).map(|id| (id, 1))).asked
}

/// Whether there is room for an ask, else the first thing missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Room {
    /// There is.
    Yes,
    /// Something is owed to them.
    AnswerFirst(OwedSort),
    /// So many more given, ≥ 1.
    MoreGiven(u32),
    /// Asked too often of late.
    Recently,
}

/// The rule: nothing owed, enough given since the last ask, at most one ask of late.
pub fn room_for_ask(of: AskOf, facts: AskFacts) -> Room {
    let missing = of.wants().saturating_sub(facts.given);
    match facts.owed {
        Some(sort) => Room::AnswerFirst(sort),
        None if missing > 0 => Room::MoreGiven(missing),
        None if facts.recent > ASKS_AT_MOST => Room::Recently,
        None => Room::Yes,
    }
}

impl fmt::Display for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yes => f.write_str("there is room"),
            Self::AnswerFirst(OwedSort::Reply) => f.write_str("answer first"),
            Self::AnswerFirst(OwedSort::Thanks) => f.write_str("thank them first"),
            Self::AnswerFirst(OwedSort::Promise) => f.write_str("keep the promise first"),
            Self::MoreGiven(n) => write!(f, "not yet, about {n} more given"),
            Self::Recently => f.write_str("not yet, asked twice of late"),
        }
    }
}

/// The rows with each group once, at its first row.
fn once_a_group<'a, 'b>(rows: &'b [OutRow<'a>]) -> impl Iterator<Item = &'b OutRow<'a>> {
    let mut seen: Vec<ActId> = Vec::new();
    rows.iter().filter(move |row| match row.group {
        Some(group) if seen.contains(&group) => false,
        Some(group) => {
            seen.push(group);
            true
        }
        None => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Acts<'a> = &'a [(&'a str, u32)];

    fn row(kind: &str, count: u32) -> OutRow<'_> {
        OutRow { kind, count, group: None }
    }

    fn rows<'a>(kinds: &[(&'a str, u32)]) -> Vec<OutRow<'a>> {
        kinds.iter().map(|(kind, count)| row(kind, *count)).collect()
    }

    #[test]
    fn about_others_is_what_points_at_others_of_all_that_points() {
        let cases: &[(Acts<'_>, Option<&str>, bool)] = &[
            (&[], None, false),
            // replies point at nobody: silent however many
            (&[("replied", 30)], None, false),
            (&[("shared", 2), ("posted", 1), ("asked", 1)], None, false),
            (&[("shared", 2), ("posted", 2), ("asked", 1)], Some("2 of 5"), false),
            (&[("shared", 3), ("told", 2), ("asked", 1)], Some("3 of 6"), true),
            (
                &[("quoted", 1), ("recommended", 1), ("passed", 1), ("introduced", 1), ("shared", 3), ("posted", 3)],
                Some("7 of 10"),
                true,
            ),
            // an unknown kind is *other*: neutral
            (&[("shared", 5), ("juggled", 9)], Some("5 of 5"), true),
        ];
        for (acts, words, target) in cases {
            let about = Balance::of_rows(&Kinds::default(), &rows(acts)).about_others();
            assert_eq!(about.map(|about| about.to_string()).as_deref(), *words, "{acts:?}");
            assert_eq!(about.is_some_and(AboutOthers::on_target), *target, "{acts:?}");
        }
    }

    #[test]
    fn a_count_counts_n_in_days_and_one_in_windows_of_acts() {
        let kinds = Kinds::default();
        let balance = Balance::of_rows(&kinds, &rows(&[("answered", 9), ("asked", 1), ("thanked", 2)]));
        assert_eq!(balance.given_asked(), "given 11, asked 1");
        let last = ["answered"; 11].into_iter().chain(["asked", "asked", "asked"]);
        assert_eq!(Balance::of_last(&kinds, last).given_asked(), "given 11, asked 1");
    }

    #[test]
    fn an_introduction_of_two_is_one() {
        let pair = OutRow { kind: "introduced", count: 1, group: Some(ActId(7)) };
        let other = OutRow { group: Some(ActId(9)), ..pair };
        let balance = Balance::of_rows(&Kinds::default(), &[pair, row("answered", 1), pair, other, other]);
        assert_eq!((balance.points, balance.given), (2, 3));
    }

    #[test]
    fn after_an_ask_the_balance_is_said_without_comment() {
        let balance = Balance { given: 4, asked: 1, ..Balance::default() };
        assert_eq!(balance.after_ask(), "asked; given 4, asked 1 here");
    }

    #[test]
    fn windows_hold_today() {
        let day = |text: &str| text.parse::<Day>().unwrap_or_else(|why| panic!("{text}: {why}"));
        assert_eq!(window_start(day("2026-09-28"), 28), day("2026-09-01"));
    }

    #[test]
    fn room_says_the_first_thing_missing() {
        use AskOf::{Person, Place};
        let facts = |owed, given, recent| AskFacts { owed, given, recent };
        let cases = [
            (Person, facts(Some(OwedSort::Reply), 9, 0), "answer first"),
            (Person, facts(Some(OwedSort::Thanks), 0, 2), "thank them first"),
            (Place, facts(Some(OwedSort::Promise), 30, 0), "keep the promise first"),
            (Place, facts(None, 7, 0), "not yet, about 3 more given"),
            (Place, facts(None, 0, 4), "not yet, about 10 more given"),
            (Person, facts(None, 3, 0), "not yet, about 1 more given"),
            (Person, facts(None, 4, 1), "there is room"),
            (Place, facts(None, 10, 1), "there is room"),
            (Place, facts(None, 40, 2), "not yet, asked twice of late"),
        ];
        for (of, facts, words) in cases {
            assert_eq!(room_for_ask(of, facts).to_string(), words, "{of:?} {facts:?}");
        }
    }

    #[test]
    fn giving_counts_from_the_last_ask() {
        let kinds = Kinds::default();
        let facts = |acts: &[(&str, u32)]| AskFacts::of_rows(&kinds, &rows(acts), None);
        assert_eq!(facts(&[("answered", 2), ("replied", 1), ("shared", 1), ("asked", 1), ("answered", 8)]).given, 3);
        assert_eq!(facts(&[("answered", 2), ("thanked", 8)]).given, 10);
        // two asks of late, though one row gave twelve since
        let often = facts(&[("answered", 12), ("asked", 1), ("posted", 1), ("asked", 1)]);
        assert_eq!((often.given, often.recent), (12, 2));
        assert_eq!(room_for_ask(AskOf::Place, often), Room::Recently);
    }

    fn any_kind() -> impl Strategy<Value = &'static str> {
        prop::sample::select(crate::domain::kind::OUT.iter().map(|kind| kind.id).collect::<Vec<_>>())
    }

    proptest! {
        #[test]
        fn a_row_of_n_is_n_rows_of_one(acts in prop::collection::vec((any_kind(), 1_u32..9), 0..30)) {
            let kinds = Kinds::default();
            let single: Vec<_> =
                acts.iter().flat_map(|(kind, count)| std::iter::repeat_n(row(kind, 1), *count as usize)).collect();
            prop_assert_eq!(Balance::of_rows(&kinds, &rows(&acts)), Balance::of_rows(&kinds, &single));
        }

        #[test]
        fn shares_stay_within_bounds(acts in prop::collection::vec((any_kind(), 1_u32..9), 0..30)) {
            if let Some(about) = Balance::of_rows(&Kinds::default(), &rows(&acts)).about_others() {
                prop_assert!(about.points <= about.of && about.of >= SILENT_BELOW);
                prop_assert_eq!(about.on_target(), about.percent() >= 50);
            }
        }

        #[test]
        fn giving_never_takes_room_away(acts in prop::collection::vec(any_kind(), 0..30), more in 1_u32..9) {
            let kinds = Kinds::default();
            let before: Vec<_> = acts.iter().map(|kind| row(kind, 1)).collect();
            let after: Vec<_> = std::iter::once(row("answered", more)).chain(before.clone()).collect();
            let room = |rows: &[OutRow<'_>]| room_for_ask(AskOf::Person, AskFacts::of_rows(&kinds, rows, None));
            if room(&before) == Room::Yes { prop_assert_eq!(room(&after), Room::Yes); }
        }

        #[test]
        fn asking_takes_room_until_enough_was_given(acts in prop::collection::vec(any_kind(), 0..30)) {
            let kinds = Kinds::default();
            let mut all = vec![row("asked", 1)];
            all.extend(acts.iter().map(|kind| row(kind, 1)));
            let facts = AskFacts::of_rows(&kinds, &all, None);
            prop_assert_eq!(room_for_ask(AskOf::Person, facts), Room::MoreGiven(4));
        }
    }
}
