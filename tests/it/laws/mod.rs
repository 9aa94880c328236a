//! Laws of the store over random histories: what is derived equals a recomputation, undo and
//! redo restore what was there, merged contacts count like one.

mod gates;
mod out_and_in;
mod recipe;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use recipe::{ARMS, Recipe, arm, change, recipes};
use rounds::domain::act::{NewAct, Target, When};
use rounds::domain::change::Change;
use rounds::domain::community::{CommunityFields, State};
use rounds::domain::contact::{ContactFields, Tier};
use rounds::domain::feed::{FeedState, NewPost, Visit};
use rounds::domain::ids::{CommunityId, ContactId, FeedId, OperationId, Subject};
use rounds::domain::kind::Direction;
use rounds::domain::settings::Settings;
use rounds::domain::time::{Now, frozen};
use rounds::store::{Opening, Store, StoreError};

fn failed(error: impl std::fmt::Display) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

fn start() -> Result<(Store, Now), TestCaseError> {
    let opening = Opening { origin: "test".to_owned(), seed: Some(7), brief: false };
    let store = Store::in_memory(Settings::default(), opening).map_err(failed)?;
    Ok((store, frozen("2026-09-22T09:00:00+02:00").map_err(failed)?))
}

fn add(store: &mut Store, now: &Now, name: &str) -> Result<(), TestCaseError> {
    let fields = ContactFields { name: name.to_owned(), tier: Some(Tier::Close), ..ContactFields::default() };
    store.apply(now, &Change::AddContact(fields, Vec::new())).map(drop).map_err(failed)
}

/// Three people, two places and a feed with posts, so that changes have something to meet.
fn peopled() -> Result<(Store, Now), TestCaseError> {
    let (mut store, now) = start()?;
    for name in ["Ada", "Ben", "Cem"] {
        add(&mut store, &now, name)?;
    }
    for state in [State::Focus, State::Scouting] {
        let fields = CommunityFields { name: format!("the {state}"), state, ..CommunityFields::default() };
        store.apply(&now, &Change::AddCommunity(fields, Vec::new())).map_err(failed)?;
    }
    let of = Some(Subject::Contact(ContactId(1)));
    let add = Change::AddFeed {
        of,
        address: "https://cem.example/feed".to_owned(),
        title: String::new(),
        off: String::new(),
    };
    store.apply(&now, &add).map_err(failed)?;
    let post = |key: &str| NewPost { key: key.to_owned(), title: format!("post {key}"), ..NewPost::default() };
    let visit = Visit { feed: FeedId(1), state: FeedState::default(), posts: ["a", "b", "c", "d"].map(post).to_vec() };
    store.visited(&now, &[visit]).map_err(failed)?;
    Ok((store, now))
}

/// Applies a change; answers whether it was taken. A refusal must leave everything as it was.
fn take(store: &mut Store, now: &Now, change: &Change) -> Result<bool, TestCaseError> {
    let before = store.dump().map_err(failed)?;
    match store.apply(now, change) {
        Ok(applied) if applied.operation == OperationId(0) => {
            if *change != Change::Look {
                prop_assert_eq!(store.dump().map_err(failed)?, before, "no step, and traces: {:?}", change);
            }
            Ok(false)
        }
        Ok(_) => Ok(true),
        Err(StoreError::Refused(_) | StoreError::NotFound(_)) => {
            prop_assert_eq!(store.dump().map_err(failed)?, before, "a refusal left traces: {:?}", change);
            Ok(false)
        }
        Err(error) => Err(TestCaseError::fail(format!("{change:?}: {error}"))),
    }
}

fn sound(store: &mut Store) -> Result<(), TestCaseError> {
    let wrong = store.doctor().map_err(failed)?;
    prop_assert!(wrong.is_empty(), "{:?}", wrong);
    Ok(())
}

fn same(was: &str, is: &str, what: &str) -> Result<(), TestCaseError> {
    if was == is {
        return Ok(());
    }
    let lines = |a: &str, b: &str| {
        let others: Vec<&str> = b.lines().collect();
        a.lines().filter(|line| !others.contains(line)).collect::<Vec<_>>().join("\n")
    };
    Err(TestCaseError::fail(format!("{what}\nwas:\n{}\nis:\n{}", lines(was, is), lines(is, was))))
}

/// What Today keeps between two looks is what a look at everything would show.
fn kept_is_fresh(store: &mut Store, now: &Now) -> Result<(), TestCaseError> {
    let kept = store.today(now).map_err(failed)?;
    store.forget();
    let fresh = store.today(now).map_err(failed)?;
    same(&format!("{fresh:#?}"), &format!("{kept:#?}"), "what is kept of Today")
}

/// What happens in a random history.
#[derive(Debug, Clone)]
enum Step {
    Do(Recipe),
    Undo,
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![8 => recipes().prop_map(Step::Do), 2 => Just(Step::Undo), 1 => Just(Step::Redo)];
    proptest::collection::vec(step, 1..28)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_is_derived_rightly_undone_whole_and_redone_whole(steps in steps()) {
        let (mut store, mut now) = peopled()?;
        for step in steps {
            now = now.moved(now.at.plus_seconds(3 * 3_600));
            match step {
                Step::Undo => drop(store.undo().map_err(failed)?),
                Step::Redo => drop(store.redo().map_err(failed)?),
                Step::Do(recipe) => {
                    let change = change(recipe, &now);
                    let before = store.dump().map_err(failed)?;
                    if take(&mut store, &now, &change)? {
                        let after = store.dump().map_err(failed)?;
                        store.undo().map_err(failed)?;
                        same(&before, &store.dump().map_err(failed)?, &format!("undo of {change:?}"))?;
                        store.redo().map_err(failed)?;
                        same(&after, &store.dump().map_err(failed)?, &format!("redo of {change:?}"))?;
                    }
                }
            }
            kept_is_fresh(&mut store, &now)?;
        }
        sound(&mut store)?;
        // what is redoable at this point is redone first: undo below makes it redoable again
        while store.redo().map_err(failed)?.is_some() {}
        let whole = store.dump().map_err(failed)?;
        while store.undo().map_err(failed)?.is_some() {}
        let (empty, _) = start()?;
        same(&empty.dump().map_err(failed)?, &store.dump().map_err(failed)?, "undo of everything")?;
        sound(&mut store)?;
        while store.redo().map_err(failed)?.is_some() {}
        same(&whole, &store.dump().map_err(failed)?, "redo of everything")?;
        sound(&mut store)?;
    }

    #[test]
    fn merged_contacts_count_like_one(
        acts in proptest::collection::vec((0..2i64, 0..60i64, 0..12usize, 1..4u32, 0..2i64), 1..20),
    ) {
        let ((mut two, now), (mut one, _)) = (peopled()?, peopled()?);
        for (whose, day, kind, count, place) in acts {
            // kinds that settle nothing: what is bound before a merge stays bound by the rules
            let (direction, kind) = [
                (Direction::Out, "encouraged"), (Direction::Out, "liked"), (Direction::Out, "passed"),
                (Direction::Out, "recommended"), (Direction::Out, "asked"), (Direction::Out, "connected"),
                (Direction::Out, "told"), (Direction::In, "asked"), (Direction::In, "replied"),
                (Direction::In, "thanked"), (Direction::In, "shared"), (Direction::In, "mentioned"),
            ][kind];
            let act = |id| NewAct {
                when: When::Day(now.day().plus(-day)),
                count,
                ..NewAct::new(direction, kind, Target {
                    community: Some(CommunityId(1 + place)),
                    ..Target::contact(ContactId(id))
                })
            };
            two.apply(&now, &Change::LogActs(vec![act(1 + whose)])).map_err(failed)?;
            one.apply(&now, &Change::LogActs(vec![act(1)])).map_err(failed)?;
        }
        two.apply(&now, &Change::Merge { gone: ContactId(2), into: ContactId(1) }).map_err(failed)?;
        let ada = Subject::Contact(ContactId(1));
        let cards = |store: &Store| -> Result<String, TestCaseError> {
            Ok(format!("{:#?}\n{:#?}", store.card(&now, ada).map_err(failed)?, store.facts_of(&now, ada).map_err(failed)?))
        };
        same(&cards(&one)?, &cards(&two)?, "one against merged")?;
        sound(&mut two)?;
    }
}

#[test]
fn the_generator_reaches_every_variant() -> Result<(), TestCaseError> {
    let mut taken = [0u32; ARMS];
    // several worlds: one is soon used up, everybody merged and every block finished
    for world in 0..6u64 {
        let (mut store, mut now) = peopled()?;
        for round in 0..6u64 {
            let seed = (world * 6 + round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut order: Vec<usize> = (0..ARMS).collect();
            // in another order each time: what one ends is not there for the next
            order.sort_by_key(|&arm| (arm as u64 + 1).wrapping_mul(seed | 1) >> 20);
            for wanted in order {
                now = now.moved(now.at.plus_seconds(60));
                let change = change(Recipe { arm: wanted, seed: seed.rotate_left(wanted as u32) }, &now);
                assert_eq!(arm(&change), wanted);
                taken[wanted] += u32::from(take(&mut store, &now, &change)?);
            }
        }
        sound(&mut store)?;
    }
    // the last look is a note of ours, and no operation
    let never: Vec<usize> = (0..ARMS).filter(|&arm| taken[arm] == 0 && arm != 14).collect();
    assert_eq!(never, Vec::<usize>::new(), "{taken:?}");
    Ok(())
}
