//! The store: every change and its undo, what is derived equals a recomputation.

use rounds::domain::act::{NewAct, Target, When};
use rounds::domain::change::Change;
use rounds::domain::contact::{ContactFields, Tier};
use rounds::domain::ids::{ContactId, OwedId, Subject};
use rounds::domain::kind::Direction;
use rounds::domain::owed::OwedSort;
use rounds::domain::settings::Settings;
use rounds::domain::time::{Now, frozen};
use rounds::store::{Created, Opening, Store};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn world() -> Result<(Store, Now), Box<dyn std::error::Error>> {
    let opening = Opening { origin: "test".to_owned(), seed: Some(7), brief: false };
    Ok((Store::in_memory(Settings::default(), opening)?, frozen("2026-09-22T09:00:00+02:00")?))
}

fn person(store: &mut Store, now: &Now, name: &str) -> Result<ContactId, Box<dyn std::error::Error>> {
    let fields = ContactFields { name: name.to_owned(), tier: Some(Tier::Close), ..ContactFields::default() };
    match store.apply(now, &Change::AddContact(fields, Vec::new()))?.created.first() {
        Some(Created::Contact(id)) => Ok(*id),
        other => Err(format!("{other:?}").into()),
    }
}

fn later(now: &Now, minutes: i64) -> Now {
    now.moved(now.at.plus_seconds(minutes * 60))
}

#[test]
fn an_answer_settles_what_was_asked_and_undo_reopens_it() -> Outcome {
    let (mut store, now) = world()?;
    let ada = person(&mut store, &now, "Ada Lindqvist")?;
    let asked =
        NewAct { note: "does it run on musl?".to_owned(), ..NewAct::new(Direction::In, "asked", Target::contact(ada)) };
    let applied = store.apply(&later(&now, 1), &Change::LogActs(vec![asked]))?;
    assert_eq!(applied.label, "Ada Lindqvist asked");
    assert!(applied.created.iter().any(|created| matches!(created, Created::Owed(_))));
    let before = store.dump()?;
    let answer = NewAct::new(Direction::Out, "answered", Target::contact(ada));
    let applied = store.apply(&later(&now, 2), &Change::LogActs(vec![answer]))?;
    assert_eq!(applied.label, "answered Ada Lindqvist");
    let open = store.facts_of(&later(&now, 3), Subject::Contact(ada))?.map(|facts| facts.owed.len());
    assert_eq!(open, Some(0));
    store.undo()?;
    assert_eq!(store.dump()?, before);
    let open = store.facts_of(&later(&now, 3), Subject::Contact(ada))?.map(|facts| facts.owed.len());
    assert_eq!(open, Some(1));
    store.redo()?;
    assert_eq!(store.doctor()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_promise_is_settled_by_name_alone() -> Outcome {
    let (mut store, now) = world()?;
    let ada = person(&mut store, &now, "Ada")?;
    let owe = Change::Owe {
        to: Subject::Contact(ada),
        sort: OwedSort::Promise,
        text: "the link to the talk".to_owned(),
        due: None,
        link: String::new(),
    };
    let owed = match store.apply(&now, &owe)?.created.first() {
        Some(Created::Owed(id)) => *id,
        _ => OwedId(0),
    };
    let reply = NewAct::new(Direction::Out, "replied", Target::contact(ada));
    store.apply(&later(&now, 1), &Change::LogActs(vec![reply.clone()]))?;
    let open =
        |store: &Store| store.facts_of(&now, Subject::Contact(ada)).map(|facts| facts.map(|facts| facts.owed.len()));
    assert_eq!(open(&store)?, Some(1));
    store.apply(&later(&now, 2), &Change::Keep(owed, Some(reply)))?;
    assert_eq!(open(&store)?, Some(0));
    Ok(())
}

#[test]
fn merging_and_its_undo_leave_the_same_content() -> Outcome {
    let (mut store, now) = world()?;
    let ada = person(&mut store, &now, "Ada")?;
    let other = person(&mut store, &now, "A. Lindqvist")?;
    for (id, day) in [(ada, 10), (other, 5), (other, 2)] {
        let act = NewAct {
            when: When::Day(now.day().plus(-day)),
            ..NewAct::new(Direction::Out, "replied", Target::contact(id))
        };
        store.apply(&now, &Change::LogActs(vec![act]))?;
    }
    let before = store.dump()?;
    store.apply(&now, &Change::Merge { gone: other, into: ada })?;
    let merged = store.facts_of(&now, Subject::Contact(ada))?.map(|facts| facts.standing);
    assert_eq!(merged.map(|standing| standing.gaps), Some(vec![5, 3]));
    assert_eq!(store.doctor()?, Vec::<String>::new());
    store.undo()?;
    assert_eq!(store.dump()?, before);
    Ok(())
}
