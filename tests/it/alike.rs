//! Who may be the same: what the store finds for one, and two by two, over merges, marks and the archive.

use rounds::domain::alike::Asked;
use rounds::domain::change::Change;
use rounds::domain::contact::{ContactFields, NewHandle, Tier};
use rounds::domain::entry::parse_entry;
use rounds::domain::ids::{ContactId, Subject};
use rounds::domain::settings::Settings;
use rounds::domain::time::{Now, frozen};
use rounds::store::{Created, Opening, Store};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn world() -> Outcome<(Store, Now)> {
    let opening = Opening { origin: "test".to_owned(), seed: Some(7), brief: false };
    Ok((Store::in_memory(Settings::default(), opening)?, frozen("2026-09-22T09:00:00+02:00")?))
}

/// Adds `Ada Lindqvist @ada@social.example`; an address after `mail=` is the field, not a handle.
fn add(store: &mut Store, now: &Now, line: &str) -> Outcome<ContactId> {
    let (line, mail) = line.split_once(" mail=").unwrap_or((line, ""));
    let entry = parse_entry(line)?;
    let fields =
        ContactFields { name: entry.name.clone(), mail: mail.to_owned(), tier: entry.tier, ..ContactFields::default() };
    match store.apply(now, &Change::AddContact(fields, entry.handles()))?.created.first() {
        Some(Created::Contact(id)) => Ok(*id),
        other => Err(format!("{other:?}").into()),
    }
}

fn asked(line: &str) -> Outcome<Asked> {
    let (line, mail) = line.split_once(" mail=").unwrap_or((line, ""));
    let entry = parse_entry(line)?;
    Ok(Asked { name: entry.name.clone(), mail: mail.to_owned(), handles: entry.handles(), ..Asked::default() })
}

#[test]
fn one_who_is_here_is_found_by_each_evidence() -> Outcome {
    let (mut store, now) = world()?;
    for line in [
        "Ada Lindqvist @ada@social.example",
        "Tomás Rivera github:tomasr",
        "Ben Okafor mail=ben@mail.example",
        "Mei Tan https://mei.example/blog",
        "Cem cem@mail.example",
    ] {
        add(&mut store, &now, line)?;
    }
    let table = [
        ("A https://social.example/@ADA", "Ada Lindqvist: same handle @ada@social.example"),
        ("ada lindqvist", "Ada Lindqvist: same name"),
        ("Lindqvist, Ada", "Ada Lindqvist: same words in the name"),
        ("Dr. Ada Lindqvist", "Ada Lindqvist: same name"),
        ("Tomas Rivera", "Tomás Rivera: same name"),
        ("T https://github.com/TomasR", "Tomás Rivera: same github tomasr"),
        ("T codeberg:tomasr", ""),
        ("B Ben@Mail.example", "Ben Okafor: same mail ben@mail.example"),
        ("B mail=ben@mail.example", "Ben Okafor: same mail ben@mail.example"),
        ("C mail=CEM@mail.example", "Cem: same mail cem@mail.example"),
        ("M http://www.mei.example/blog/", "Mei Tan: same link mei.example/blog"),
        ("Ada", ""),
        ("Zoe", ""),
    ];
    for (line, wanted) in table {
        let found = store.alike(&asked(line)?)?;
        let said = found.first().map_or_else(String::new, |alike| format!("{}: {}", alike.name, alike.why()));
        assert_eq!(said, wanted, "{line}");
    }
    Ok(())
}

#[test]
fn what_was_merged_or_taken_away_is_not_found_and_its_handles_are() -> Outcome {
    let (mut store, now) = world()?;
    let ada = add(&mut store, &now, "Ada Lindqvist @ada@social.example close")?;
    let old = add(&mut store, &now, "A. L. github:ada-l")?;
    store.apply(&now, &Change::Merge { gone: old, into: ada })?;
    let found = store.alike(&asked("Somebody github:ada-l")?)?;
    assert_eq!(found.first().map(|alike| alike.subject), Some(Subject::Contact(ada)));
    assert!(store.alike(&asked("A. L.")?)?.is_empty(), "a name that went with the merge");
    assert!(store.duplicates()?.pairs.is_empty());
    let handle = store.contact(ada)?.ok_or("gone")?.handles[0].id;
    store.apply(&now, &Change::RemoveHandle(handle))?;
    assert!(store.alike(&asked("Somebody @ada@social.example")?)?.is_empty());
    Ok(())
}

#[test]
fn pairs_are_offered_until_merged_or_kept_apart() -> Outcome {
    let (mut store, now) = world()?;
    let ada = add(&mut store, &now, "Ada Lindqvist @ada@social.example close")?;
    let twin = add(&mut store, &now, "A https://social.example/@ada")?;
    let namesake = add(&mut store, &now, "Lindqvist Ada")?;
    let crossed = add(&mut store, &now, "Ben ben@mail.example")?;
    let other = add(&mut store, &now, "Benno mail=ben@mail.example")?;
    let said = |store: &Store| -> Outcome<Vec<(i64, i64, bool)>> {
        Ok(store.duplicates()?.pairs.iter().map(|pair| (pair.goes.id.0, pair.stays.id.0, pair.sure)).collect())
    };
    assert_eq!(said(&store)?, [(twin.0, ada.0, true), (other.0, crossed.0, false), (namesake.0, ada.0, false)]);
    let merges = store.duplicates()?.sure_merges();
    assert_eq!(merges, [(twin, ada)]);
    // kept apart, whoever of the two is asked about, and after a merge too
    store.apply(&now, &Change::Apart { one: ada, other: namesake })?;
    assert_eq!(said(&store)?, [(twin.0, ada.0, true), (other.0, crossed.0, false)]);
    let own = Asked { own: Some(Subject::Contact(ada)), ..asked("Ada Lindqvist")? };
    assert!(store.alike(&own)?.is_empty());
    store.apply(&now, &Change::Merge { gone: ada, into: twin })?;
    assert_eq!(said(&store)?, [(other.0, crossed.0, false)]);
    store.undo()?;
    store.undo()?;
    assert_eq!(said(&store)?.len(), 3);
    // two in the archive are nobody's trouble
    for id in [other, crossed] {
        store.apply(&now, &Change::Archive(Subject::Contact(id), true))?;
    }
    assert_eq!(said(&store)?, [(twin.0, ada.0, true), (namesake.0, ada.0, false)]);
    assert_eq!(store.doctor()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn many_of_one_name_stay_few() -> Outcome {
    let (mut store, now) = world()?;
    let fields = |n: usize| ContactFields { name: format!("John Smith{}", "e".repeat(n % 2)), ..Default::default() };
    let all = (0..400).map(|n| {
        let handle = NewHandle { platform: "github".to_owned(), name: format!("john-{n}"), link: String::new() };
        Change::AddContact(ContactFields { tier: Some(Tier::Wide), ..fields(n) }, vec![handle])
    });
    store.apply(&now, &Change::Batch("many".to_owned(), all.collect()))?;
    let found = store.duplicates()?;
    assert_eq!(found.pairs.len() + found.more, 398);
    assert!(found.pairs.len() <= 200 && found.sure_merges().is_empty());
    assert!(store.alike(&asked("john smith")?)?.len() <= 50);
    Ok(())
}
