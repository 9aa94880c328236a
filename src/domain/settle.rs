//! Settlement: which act settles which owed item of one creditor.
//!
//! Owns the rule that binds acts and items. What is bound stays bound: the rule
//! only adds. Must not know how bindings are stored, nor what a kind settles.

use std::collections::BTreeMap;

use super::ids::{ActId, OwedId};
use super::owed::OwedSort;
use super::time::{Day, Instant};

/// An item of one creditor that is neither closed nor gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenItem {
    /// The item.
    pub id: OwedId,
    /// Its sort.
    pub sort: OwedSort,
    /// Since when it is owed.
    pub since: Instant,
    /// The local day of that.
    pub since_day: Day,
    /// No time is known, only the day: it compares as a day.
    pub date_only: bool,
    /// How many were owed, settled ones included.
    pub count: u32,
    /// Whether it faded: such items come last.
    pub faded: bool,
}

/// An act for the same creditor of a kind that settles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettlingAct {
    /// The act.
    pub id: ActId,
    /// What its kind settles.
    pub sort: OwedSort,
    /// When.
    pub at: Instant,
    /// The local day of that.
    pub day: Day,
    /// No time is known, only the day: it compares as a day.
    pub date_only: bool,
    /// How many it counts, and so settles at most.
    pub count: u32,
}

/// So many of an item are settled by an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Binding {
    /// The act.
    pub act: ActId,
    /// The item.
    pub owed: OwedId,
    /// How many, ≥ 1.
    pub count: u32,
}

/// What is to be bound now, beside `bound`, which stays as it is.
///
/// Open items take acts in this order: the oldest first, faded ones last. Each takes
/// the earliest act of its sort, not older than itself, that has settled fewer than
/// its count, and then the next such act until nothing is left of it. Promises are
/// never taken: they are settled by name. A pair that is in `bound` already may come
/// again with what it settles in addition.
///
/// `items` and `acts` may come in any order; `bound` may name others too.
pub fn assign(items: &[OpenItem], acts: &[SettlingAct], bound: &[Binding]) -> Vec<Binding> {
    let mut left: BTreeMap<OwedId, u32> = items.iter().map(|item| (item.id, item.count)).collect();
    let mut room: BTreeMap<ActId, u32> = acts.iter().map(|act| (act.id, act.count)).collect();
    for binding in bound {
        if let Some(left) = left.get_mut(&binding.owed) {
            *left = left.saturating_sub(binding.count);
        }
        if let Some(room) = room.get_mut(&binding.act) {
            *room = room.saturating_sub(binding.count);
        }
    }
    let mut items: Vec<&OpenItem> = items.iter().filter(|item| item.sort != OwedSort::Promise).collect();
    items.sort_by_key(|item| (item.faded, item.since, item.id));
    let mut acts: Vec<&SettlingAct> = acts.iter().collect();
    acts.sort_by_key(|act| (act.at, act.id));

    let mut new = Vec::new();
    for item in items {
        let Some(left) = left.get_mut(&item.id) else { continue };
        for act in acts.iter().filter(|act| settles(act, item)) {
            let Some(room) = room.get_mut(&act.id) else { continue };
            let count = (*left).min(*room);
            if count > 0 {
                *left -= count;
                *room -= count;
                new.push(Binding { act: act.id, owed: item.id, count });
            }
        }
    }
    new
}

/// Settles an item by name: a promise that is kept, or the item that a link or the row
/// names, whatever its sort and age. Takes as many as are left of both; `None` where
/// nothing is. The rest of the act's count goes the usual way, through [`assign`].
pub fn by_name(item: &OpenItem, act: ActId, count: u32, bound: &[Binding]) -> Option<Binding> {
    let sum = |of: &dyn Fn(&&Binding) -> bool| -> u32 { bound.iter().filter(of).map(|binding| binding.count).sum() };
    let left = item.count.saturating_sub(sum(&|binding| binding.owed == item.id));
    let room = count.saturating_sub(sum(&|binding| binding.act == act));
    let count = left.min(room);
    (count > 0).then_some(Binding { act, owed: item.id, count })
}

/// Whether the act can settle the item: same sort, and the item is not younger.
/// Instants decide, days where either has no time.
fn settles(act: &SettlingAct, item: &OpenItem) -> bool {
    let not_younger = if act.date_only || item.date_only { item.since_day <= act.day } else { item.since <= act.at };
    act.sort == item.sort && not_younger
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3_600_000;

    fn day_of(hour: i64) -> Day {
        Day::of(Instant(hour * HOUR), 0, 0)
    }

    fn item(id: i64, hour: i64, count: u32) -> OpenItem {
        let (since, since_day) = (Instant(hour * HOUR), day_of(hour));
        OpenItem { id: OwedId(id), sort: OwedSort::Reply, since, since_day, date_only: false, count, faded: false }
    }

    fn act(id: i64, hour: i64, count: u32) -> SettlingAct {
        let (at, day) = (Instant(hour * HOUR), day_of(hour));
        SettlingAct { id: ActId(id), sort: OwedSort::Reply, at, day, date_only: false, count }
    }

    fn pair(act: i64, owed: i64, count: u32) -> Binding {
        Binding { act: ActId(act), owed: OwedId(owed), count }
    }

    #[test]
    fn an_act_takes_its_count_off_the_oldest_items() {
        let items = [item(2, 20, 2), item(1, 10, 1), item(3, 30, 5)];
        assert_eq!(assign(&items, &[act(1, 40, 1)], &[]), [pair(1, 1, 1)]);
        assert_eq!(assign(&items, &[act(1, 40, 4)], &[]), [pair(1, 1, 1), pair(1, 2, 2), pair(1, 3, 1)]);
        assert_eq!(assign(&items, &[act(1, 40, 9)], &[]).iter().map(|new| new.count).sum::<u32>(), 8);
    }

    #[test]
    fn faded_items_come_last() {
        let items = [OpenItem { faded: true, ..item(1, 10, 1) }, item(2, 20, 1)];
        assert_eq!(assign(&items, &[act(1, 40, 1)], &[]), [pair(1, 2, 1)]);
        assert_eq!(assign(&items, &[act(1, 40, 2)], &[]), [pair(1, 2, 1), pair(1, 1, 1)]);
    }

    #[test]
    fn an_act_settles_nothing_younger_than_itself() {
        let items = [item(1, 30, 1)];
        assert_eq!(assign(&items, &[act(1, 29, 1)], &[]), []);
        assert_eq!(assign(&items, &[act(1, 30, 1)], &[]), [pair(1, 1, 1)]);
        // 05:00 and a date alone of the same day compare as days, in both directions
        let dated = SettlingAct { date_only: true, ..act(1, 29, 1) };
        assert_eq!(assign(&items, &[dated], &[]), [pair(1, 1, 1)]);
        assert_eq!(assign(&[OpenItem { date_only: true, ..items[0] }], &[act(1, 29, 1)], &[]), [pair(1, 1, 1)]);
        assert_eq!(assign(&[item(1, 50, 1)], &[dated], &[]), []);
    }

    #[test]
    fn sorts_do_not_mix_and_promises_wait_for_their_name() {
        let thanks = OpenItem { sort: OwedSort::Thanks, ..item(1, 10, 1) };
        let promise = OpenItem { sort: OwedSort::Promise, ..item(2, 10, 1) };
        assert_eq!(assign(&[thanks, promise], &[act(1, 20, 5)], &[]), []);
        let odd = SettlingAct { sort: OwedSort::Promise, ..act(1, 20, 1) };
        assert_eq!(assign(&[promise], &[odd], &[]), []);
        assert_eq!(by_name(&promise, ActId(1), 3, &[]), Some(pair(1, 2, 1)));
        assert_eq!(by_name(&promise, ActId(1), 3, &[pair(7, 2, 1)]), None);
        assert_eq!(by_name(&item(4, 10, 5), ActId(1), 3, &[pair(1, 9, 1)]), Some(pair(1, 4, 2)));
    }

    #[test]
    fn a_new_or_reopened_item_takes_the_earliest_act_with_room() {
        let acts = [act(2, 60, 1), act(1, 50, 2), act(3, 5, 9)];
        // act 1 has settled one of its two
        let bound = [pair(1, 7, 1)];
        assert_eq!(assign(&[item(9, 40, 1)], &acts, &bound), [pair(1, 9, 1)]);
        assert_eq!(assign(&[item(9, 40, 2)], &acts, &bound), [pair(1, 9, 1), pair(2, 9, 1)]);
        // a back-dated item older than all takes the earliest of all
        assert_eq!(assign(&[item(9, 1, 1)], &acts, &bound), [pair(3, 9, 1)]);
    }

    #[test]
    fn what_is_settled_is_never_rebound() {
        // the act settled the younger item before the older one was entered
        let bound = [pair(1, 2, 1)];
        assert_eq!(assign(&[item(1, 10, 1), item(2, 20, 1)], &[act(1, 30, 1)], &bound), []);
        // more of a pair comes as an addition
        assert_eq!(assign(&[item(2, 20, 3)], &[act(1, 30, 2)], &bound), [pair(1, 2, 1)]);
    }

    fn items() -> impl Strategy<Value = Vec<OpenItem>> {
        proptest::collection::vec((0..3usize, 0..120i64, 1..4u32, any::<bool>(), any::<bool>()), 0..8).prop_map(
            |rows| {
                let item = |(n, (sort, hour, count, faded, date_only))| OpenItem {
                    sort: OwedSort::ALL[sort],
                    faded,
                    date_only,
                    ..item(n as i64, hour, count)
                };
                rows.into_iter().enumerate().map(item).collect()
            },
        )
    }

    fn acts() -> impl Strategy<Value = Vec<SettlingAct>> {
        proptest::collection::vec((0..2usize, 0..120i64, 1..4u32, any::<bool>()), 0..8).prop_map(|rows| {
            let act = |(n, (sort, hour, count, date_only))| SettlingAct {
                sort: OwedSort::ALL[sort],
                date_only,
                ..act(n as i64, hour, count)
            };
            rows.into_iter().enumerate().map(act).collect()
        })
    }

    fn sum(bound: &[Binding], of: impl Fn(&Binding) -> bool) -> u32 {
        bound.iter().filter(|binding| of(binding)).map(|binding| binding.count).sum()
    }

    proptest! {
        #[test]
        fn nobody_gives_or_takes_more_than_there_is(items in items(), acts in acts()) {
            let new = assign(&items, &acts, &[]);
            for item in &items {
                prop_assert!(sum(&new, |binding| binding.owed == item.id) <= item.count);
            }
            for act in &acts {
                prop_assert!(sum(&new, |binding| binding.act == act.id) <= act.count);
            }
            for binding in &new {
                let item = items.iter().find(|item| item.id == binding.owed);
                let act = acts.iter().find(|act| act.id == binding.act);
                prop_assert!(binding.count > 0 && item.zip(act).is_some_and(|(item, act)| settles(act, item)));
            }
        }

        #[test]
        fn nothing_open_is_left_beside_an_act_with_room(items in items(), acts in acts()) {
            let new = assign(&items, &acts, &[]);
            for item in items.iter().filter(|item| item.sort != OwedSort::Promise) {
                let open = sum(&new, |binding| binding.owed == item.id) < item.count;
                let idle = |act: &&SettlingAct| sum(&new, |binding| binding.act == act.id) < act.count;
                prop_assert!(!(open && acts.iter().filter(idle).any(|act| settles(act, item))));
            }
            // so a second look finds nothing to do
            prop_assert_eq!(assign(&items, &acts, &new), []);
        }

        #[test]
        fn the_order_of_rows_does_not_matter(items in items(), acts in acts()) {
            let new = assign(&items, &acts, &[]);
            let (mut items, mut acts) = (items, acts);
            items.reverse();
            acts.reverse();
            prop_assert_eq!(assign(&items, &acts, &[]), new);
        }

        #[test]
        fn logging_in_the_order_of_time_settles_the_same_as_all_at_once(items in items(), acts in acts()) {
            // instants only, nothing faded: then one rule looked at from both sides
            let plain = |item: &OpenItem| OpenItem { date_only: false, faded: false, ..*item };
            let items: Vec<OpenItem> = items.iter().map(plain).collect();
            let mut acts: Vec<SettlingAct> = acts.iter().map(|act| SettlingAct { date_only: false, ..*act }).collect();
            acts.sort_by_key(|act| (act.at, act.id));
            let mut bound: Vec<Binding> = Vec::new();
            for n in 1..=acts.len() {
                bound.extend(assign(&items, &acts[..n], &bound));
            }
            let once = assign(&items, &acts, &[]);
            for item in &items {
                let of = |binding: &Binding| binding.owed == item.id;
                prop_assert_eq!(sum(&bound, of), sum(&once, of));
            }
        }
    }
}
