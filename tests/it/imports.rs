//! What comes in from files of other programs: compared, written as one step, taken back.

use rounds::domain::act::{NewAct, Target};
use rounds::domain::change::Change;
use rounds::domain::contact::{ContactFields, NewHandle, Tier};
use rounds::domain::ids::Subject;
use rounds::domain::import_plan::Plan;
use rounds::domain::incoming::{Bundle, Incoming, IncomingAct, IncomingPerson, IncomingTime};
use rounds::domain::kind::Direction;
use rounds::domain::settings::Settings;
use rounds::domain::time::{Now, frozen};
use rounds::exchange::choices::Choices;
use rounds::intake;
use rounds::store::{Created, Opening, Store};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn world() -> Outcome<(Store, Now)> {
    let opening = Opening { origin: "test".to_owned(), seed: Some(7), brief: false };
    Ok((Store::in_memory(Settings::default(), opening)?, frozen("2026-09-22T09:00:00+02:00")?))
}

fn person(name: &str, key: &str) -> IncomingPerson {
    let fields = ContactFields {
        name: name.to_owned(),
        organisation: "Kelp & Co".to_owned(),
        birthday: "--03-09".to_owned(),
        tags: vec!["crew".to_owned()],
        ..ContactFields::default()
    };
    let handles = vec![NewHandle { platform: "github".to_owned(), name: key.to_owned(), link: String::new() }];
    IncomingPerson {
        line: 1,
        key: key.to_owned(),
        fields,
        handles,
        dates: vec![("wedding".to_owned(), "2019-05-04".to_owned())],
    }
}

fn bundle(people: Vec<IncomingPerson>, acts: Vec<IncomingAct>) -> Bundle {
    Bundle::of([Incoming { format: "cards", source: "vcard", people, acts, ..Incoming::default() }])
}

fn met(person: usize, date: &str) -> Outcome<IncomingAct> {
    let (direction, at) = (Direction::Out, IncomingTime::On(date.parse()?));
    Ok(IncomingAct { line: 1, person, direction, kind: "met", at, note: "in Lund".to_owned() })
}

fn import(store: &mut Store, now: &Now, bundle: &Bundle) -> Outcome<Plan> {
    let plan = store.plan_import(now, bundle)?.0;
    let mut import = store.start_import(now, bundle)?;
    while store.go_on(now, &mut import, bundle, &plan)? {}
    store.end_import(import.operation())?;
    Ok(plan)
}

/// What is in the file but for who wrote what when: derived and journaled tables, by their lines.
fn content(store: &Store) -> Outcome<String> {
    Ok(store.dump()?)
}

#[test]
fn an_import_is_one_step_and_the_same_file_twice_changes_nothing() -> Outcome {
    let (mut store, now) = world()?;
    let people: Vec<_> = (0..250).map(|n| person(&format!("Person {n}"), &format!("k{n}"))).collect();
    let file = bundle(people, vec![met(3, "2026-08-01")?, met(249, "2026-09-01")?]);
    let before = content(&store)?;
    let plan = import(&mut store, &now, &file)?;
    assert_eq!((plan.counts().new, plan.doubts), (250, 0));
    assert_eq!(store.doctor()?, Vec::<String>::new());
    let imported = content(&store)?;
    // nobody has a cadence, and an act of long ago owes nothing
    assert_eq!(store.today(&now)?.rows.len(), 0);
    assert_eq!(store.today(&now)?.untiered, 250);

    let again = store.plan_import(&now, &file)?.0;
    assert!(again.changes_nothing());
    assert_eq!((again.counts().unchanged, again.counts().by_evidence), (250, vec![("same card", 250)]));
    // and where it is written all the same, no more than that is written
    let rows = |text: &str| text.lines().count();
    import(&mut store, &now, &file)?;
    assert_eq!(rows(&content(&store)?), rows(&imported) + 1);
    store.undo()?;
    assert!(content(&store)? == imported, "undo of the second import");
    store.undo()?;
    assert!(content(&store)? == before, "undo");
    store.redo()?;
    assert!(content(&store)? == imported, "redo");
    assert_eq!(store.doctor()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn blanks_are_filled_and_nothing_is_overwritten() -> Outcome {
    let (mut store, now) = world()?;
    let fields = ContactFields {
        name: "Ada Lindqvist".to_owned(),
        tier: Some(Tier::Close),
        organisation: "Tidal".to_owned(),
        ..ContactFields::default()
    };
    let handle = NewHandle { platform: "github".to_owned(), name: "ada".to_owned(), link: String::new() };
    let created = store.apply(&now, &Change::AddContact(fields, vec![handle]))?.created;
    let Some(Created::Contact(ada)) = created.first().copied() else { return Err("nobody was made".into()) };
    let mut card = person("A. Lindqvist", "ada");
    card.fields.town = "Lund".to_owned();
    let plan = import(&mut store, &now, &bundle(vec![card], Vec::new()))?;
    assert_eq!(plan.counts().by_evidence, [("same handle", 1)]);
    let contact = store.contact(ada)?.ok_or("she is gone")?;
    let fields = &contact.fields;
    assert_eq!(
        (fields.name.as_str(), fields.organisation.as_str(), fields.town.as_str()),
        ("Ada Lindqvist", "Tidal", "Lund")
    );
    assert_eq!((fields.birthday.as_str(), fields.tier, contact.handles.len()), ("--03-09", Some(Tier::Close), 1));
    assert_eq!(fields.tags, ["crew"]);
    Ok(())
}

#[test]
fn others_write_on_while_an_import_goes_on_and_what_is_broken_off_is_taken_back() -> Outcome {
    let (mut store, now) = world()?;
    let fields = ContactFields { name: "Bo".to_owned(), ..ContactFields::default() };
    let created = store.apply(&now, &Change::AddContact(fields, Vec::new()))?.created;
    let Some(Created::Contact(bo)) = created.first().copied() else { return Err("nobody was made".into()) };
    let people: Vec<_> = (0..150).map(|n| person(&format!("Person {n}"), &format!("k{n}"))).collect();
    let file = bundle(people, Vec::new());
    let plan = Plan::new(&file, &store.everybody_here()?);
    let mut running = store.start_import(&now, &file)?;
    assert!(store.go_on(&now, &mut running, &file, &plan)?);
    // an act in between is no part of it, and undo takes that act alone
    store.apply(&now, &Change::LogActs(vec![NewAct::new(Direction::Out, "met", Target::contact(bo))]))?;
    assert_eq!(store.next_undo()?.map(|operation| operation.label), Some("met Bo".to_owned()));
    store.break_off(running.operation())?;
    assert_eq!(store.everybody_here()?.len(), 1);
    assert!(store.facts_of(&now, Subject::Contact(bo))?.is_some_and(|facts| facts.standing.last_out.is_some()));
    assert_eq!(store.doctor()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn feeds_come_in_once_to_whom_they_belong_and_no_command_is_taken_over() -> Outcome {
    let (mut store, now) = world()?;
    let ada = ContactFields { name: "Ada".to_owned(), ..ContactFields::default() };
    let handle = NewHandle { platform: "github".to_owned(), name: "ada".to_owned(), link: String::new() };
    store.apply(&now, &Change::AddContact(ada, vec![handle]))?;
    let list = "https://github.com/ada.atom \"~Ada at work\"\nhttps://birds.example/f birds\nexec:rm -rf /\n\
                filter:~/bin/clean:https://shop.example/rss deals\nhttps://me:s3cr3t@mail.example/f\n";
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("urls");
    std::fs::write(&file, list)?;
    let read = |store: &Store| intake::read(store, &now, std::slice::from_ref(&file), &Choices::default());
    let before = store.dump()?;
    let read_once = read(&store)?;
    let shown: Vec<String> =
        read_once.dry_run.feeds.iter().map(|feed| format!("{}, {}", feed.name, feed.words())).collect();
    assert_eq!(
        shown,
        [
            "Ada at work, feed of Ada",
            "birds.example, nobody's yet",
            "shop.example, nobody's yet; off: its posts came through a command, which is not run",
            "mail.example, nobody's yet; off: it asks for a name and a password, which are not kept",
        ]
    );
    assert_eq!(read_once.dry_run.words(), "four new feeds");
    assert_eq!(read_once.dry_run.files[0].skipped.len(), 1);
    assert!(intake::write(&mut store, &now, &read_once, |_| true)?);
    let feeds = store.feeds()?;
    assert_eq!(feeds.iter().filter(|feed| feed.off.is_empty()).count(), 2);
    assert!(feeds.iter().all(|feed| !feed.written && !feed.address.contains("s3cr3t")));
    assert_eq!(store.doctor()?, Vec::<String>::new());
    // the same file again brings nothing, and what was taken away stays away
    store.apply(&now, &Change::RemoveFeed(feeds[1].id))?;
    let again = read(&store)?;
    assert!(again.plan.changes_nothing() && again.dry_run.changes_nothing());
    assert_eq!(again.dry_run.words(), "no new feeds, four feeds known already");
    store.undo()?;
    store.undo()?;
    assert_eq!(store.dump()?, before);
    Ok(())
}
