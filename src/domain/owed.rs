//! What you owe: replies, thanks and promises, how long they can wait and when they fade.
//!
//! Owns the facts of an item and the rules of patience and fading; which act
//! settles what stands in `settle`. Must not know how it is stored or drawn.

use super::contact::words;
use super::ids::{ActId, CommunityId, ContactId, OwedId};
use super::points::Part;
use super::time::{Day, Instant};

words! {
    /// The sort of an owed item.
    OwedSort { /// An answer.
        Reply = "reply", /// Thanks.
        Thanks = "thanks", /// A promise: settled by name only.
        Promise = "promise" }
}
words! {
    /// How an item was closed without an act.
    Closed { /// Let be, without penalty.
        LetBe = "let_be", /// A promise kept.
        Kept = "kept" }
}

/// An owed item with what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Row id.
    pub id: OwedId,
    /// Its sort.
    pub sort: OwedSort,
    /// The contact to whom it is owed (as living now), if one is named.
    pub contact: Option<ContactId>,
    /// The community where it is owed.
    pub community: Option<CommunityId>,
    /// What was asked or promised; empty for none.
    pub text: String,
    /// The link of the thing; empty for none.
    pub link: String,
    /// How many were owed, ≥ 1.
    pub count: u32,
    /// How many are still open; 0 is settled or closed.
    pub left: u32,
    /// Since when, UTC.
    pub since: Instant,
    /// The local day of it.
    pub since_day: Day,
    /// The day it is due, if one was named.
    pub due: Option<Day>,
    /// The day from which fading counts: since, due, or the day a review revived it.
    pub fades_from: Day,
    /// How it was closed, if it was.
    pub closed: Option<Closed>,
    /// The inbound act that opened it.
    pub act: Option<ActId>,
    /// The kind id of that act: `asked`, `invited`; empty where there is none.
    pub kind: String,
}

impl Owed {
    /// How much of a reason it is today: ½ at once, rising by the day to 1 when it has
    /// waited `patience` days. One with a due day is no reason until the day before
    /// (½) and counts in full on the day. Does not ask whether it faded.
    pub fn urgency(&self, patience: u32, today: Day) -> Part {
        match self.due {
            Some(due) if today >= due => Part::ONE,
            Some(due) if today == due.plus(-1) => Part::HALF,
            Some(_) => Part::ZERO,
            None => {
                let (waited, patience) = (today.since(self.since_day), i64::from(patience));
                if waited >= patience { Part::ONE } else { Part::new(patience + waited, 2 * patience) }
            }
        }
    }

    /// Whether it has faded today: `fade` whole days have passed since fading began to
    /// count. `fade` is `None` for what never fades.
    pub fn faded(&self, fade: Option<u32>, today: Day) -> bool {
        fade.is_some_and(|days| today.minus(self.fades_from) >= i64::from(days))
    }
}

/// The item that a row shows and the list closes: the oldest reply, else the oldest
/// thanks, else the oldest promise of `items`; of equals the first.
pub fn top<'a>(items: impl IntoIterator<Item = &'a Owed>) -> Option<&'a Owed> {
    items.into_iter().min_by_key(|item| (item.sort, item.since))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    fn item(sort: OwedSort, since: &str) -> Owed {
        let since_day = day(since);
        Owed {
            id: OwedId(1),
            sort,
            contact: Some(ContactId(1)),
            community: None,
            text: String::new(),
            link: String::new(),
            count: 1,
            left: 1,
            since: Instant(since_day.minus(day("1970-01-01")) * 86_400_000),
            since_day,
            due: None,
            fades_from: since_day,
            closed: None,
            act: None,
            kind: String::new(),
        }
    }

    #[test]
    fn urgency_rises_by_the_day_to_the_patience() {
        for (patience, waited, of, whole) in [
            (3, 0, 1, 2),
            (3, 1, 4, 6),
            (3, 2, 5, 6),
            (3, 3, 1, 1),
            (3, 90, 1, 1),
            (1, 0, 1, 2),
            (1, 1, 1, 1),
            (5, 4, 9, 10),
            (0, 0, 1, 1),
        ] {
            let owed = item(OwedSort::Reply, "2026-09-01");
            let value = owed.urgency(patience, day("2026-09-01").plus(waited));
            assert_eq!(value, Part::new(of, whole), "patience {patience}, waited {waited}");
        }
        // a day that lies ahead (a zone was left behind) counts as none
        assert_eq!(item(OwedSort::Reply, "2026-09-02").urgency(3, day("2026-09-01")), Part::HALF);
    }

    #[test]
    fn a_due_day_is_no_reason_until_the_day_before() {
        let owed = Owed { due: Some(day("2026-09-10")), ..item(OwedSort::Promise, "2026-08-01") };
        for (today, want) in [
            ("2026-08-01", Part::ZERO),
            ("2026-09-08", Part::ZERO),
            ("2026-09-09", Part::HALF),
            ("2026-09-10", Part::ONE),
            ("2026-10-10", Part::ONE),
        ] {
            assert_eq!(owed.urgency(3, day(today)), want, "{today}");
        }
    }

    #[test]
    fn items_fade_from_their_day() {
        let mut owed = item(OwedSort::Thanks, "2026-09-01");
        assert!(!owed.faded(Some(21), day("2026-09-21")));
        assert!(owed.faded(Some(21), day("2026-09-22")));
        assert!(!owed.faded(None, day("2036-09-22")));
        // the review revived it
        owed.fades_from = day("2026-09-20");
        assert!(!owed.faded(Some(21), day("2026-10-10")));
        assert!(owed.faded(Some(21), day("2026-10-11")));
    }

    #[test]
    fn a_row_shows_the_oldest_reply_first() {
        let items = [
            item(OwedSort::Promise, "2026-01-01"),
            item(OwedSort::Thanks, "2026-02-01"),
            item(OwedSort::Reply, "2026-04-01"),
            item(OwedSort::Reply, "2026-03-01"),
        ];
        assert_eq!(top(&items).map(|item| item.since_day), Some(day("2026-03-01")));
        assert_eq!(top(&items[..2]).map(|item| item.sort), Some(OwedSort::Thanks));
        assert_eq!(top(&items[..0]), None);
    }

    proptest! {
        #[test]
        fn urgency_never_falls(patience in 0..20u32, start in 0..60i64, due in proptest::option::of(0..60i64)) {
            let first = day("2026-01-01");
            let owed = Owed { due: due.map(|days| first.plus(days)), ..item(OwedSort::Reply, "2026-01-01") };
            prop_assert!(owed.urgency(patience, first.plus(start)) <= owed.urgency(patience, first.plus(start + 1)));
        }
    }
}
