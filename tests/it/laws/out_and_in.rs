//! What is taken out whole and comes in again is the same, whatever was done before.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use rounds::cli::own_file;
use rounds::domain::change::Change;
use rounds::domain::ids::{ContactId, Subject};
use rounds::domain::settings::Settings;
use rounds::domain::time::{Now, frozen};
use rounds::exchange::own_json::Writer;
use rounds::store::{Opening, Store, StoreError};

use super::recipe::change;
use super::{Step, failed, peopled, same, sound, start, steps, take};

/// The whole of a store as a file.
fn out(store: &Store) -> Result<String, TestCaseError> {
    out_of(store, None)
}

fn out_of(store: &Store, only: Option<ContactId>) -> Result<String, TestCaseError> {
    let mut writer = Writer::new(Vec::new(), "2026-09-22T09:00:00+02:00").map_err(failed)?;
    store
        .everything::<StoreError>(only, &mut |piece| {
            writer.write(piece).map_err(|why| StoreError::Refused(why.to_string()))
        })
        .map_err(failed)?;
    String::from_utf8(writer.finish().map_err(failed)?).map_err(failed)
}

fn come_in(store: &mut Store, now: &Now, text: &str) -> Result<usize, TestCaseError> {
    own_file::look_over(store, text.as_bytes()).map_err(failed)?;
    let taken = own_file::take_in(store, now, text.as_bytes(), &mut |_| true).map_err(failed)?;
    taken.ok_or_else(|| TestCaseError::fail("broken off"))
}

/// What is taken out of `store` comes into an empty one and is the same when it is taken out again; once more brings
/// nothing, and undo leaves nothing.
fn goes_round(store: &Store, now: &Now) -> Result<Store, TestCaseError> {
    let text = out(store)?;
    let opening = Opening { origin: "other".to_owned(), seed: Some(8), brief: false };
    let mut other = Store::in_memory(Settings::default(), opening).map_err(failed)?;
    let empty = out(&other)?;
    come_in(&mut other, now, &text)?;
    same(&text, &out(&other)?, "out, in and out again")?;
    sound(&mut other)?;
    prop_assert_eq!(come_in(&mut other, now, &text)?, 0);
    same(&text, &out(&other)?, "the second time")?;
    other.undo().map_err(failed)?;
    let undone = other.undo().map_err(failed)?;
    prop_assert_eq!(undone.map(|step| step.label), Some("imported a file of Rounds".to_owned()));
    same(&empty, &out(&other)?, "undone")?;
    sound(&mut other)?;
    other.redo().map_err(failed)?;
    same(&text, &out(&other)?, "done again")?;
    Ok(other)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_comes_in_as_it_went_out(steps in steps()) {
        let (mut store, mut now) = peopled()?;
        for step in steps {
            now = now.moved(now.at.plus_seconds(3 * 3_600));
            match step {
                Step::Undo => drop(store.undo().map_err(failed)?),
                Step::Redo => drop(store.redo().map_err(failed)?),
                Step::Do(recipe) => drop(take(&mut store, &now, &change(recipe, &now))?),
            }
        }
        let other = goes_round(&store, &now)?;
        // what was fetched goes nowhere, so that nobody waits there for having written something
        let mut other = other;
        for store in [&mut store, &mut other] {
            for feed in store.feeds().map_err(failed)? {
                store.apply(&now, &Change::RemoveFeed(feed.id)).map_err(failed)?;
            }
        }
        let today = |store: &Store| -> Result<String, TestCaseError> {
            let rows = store.today(&now).map_err(failed)?.rows;
            let lines: Vec<String> = rows.iter().map(|row| format!("{} {} {:?}", row.name, row.reason, row.terms)).collect();
            Ok(lines.join("\n"))
        };
        same(&today(&store)?, &today(&other)?, "who needs you")?;
    }
}

#[test]
fn the_demo_comes_in_as_it_went_out() -> Result<(), TestCaseError> {
    let now = frozen("2026-09-22T09:00:00+02:00").map_err(failed)?;
    let store = rounds::demo::open(&now, Settings::default()).map_err(failed)?;
    goes_round(&store, &now).map(drop)
}

#[test]
fn what_is_here_stays_and_what_is_missing_comes() -> Result<(), TestCaseError> {
    let (mut here, now) = peopled()?;
    let text = out(&here)?;
    let other = text.replace("\"name\":\"Ada\"", "\"name\":\"Somebody else\"");
    let more =
        other.replacen("\"contact\": [", "\"contact\": [\n{\"uid\":\"zoe-1\",\"name\":\"Zoe\",\"added_at\":5},", 1);
    prop_assert_eq!(come_in(&mut here, &now, &more)?, 1);
    let after = out(&here)?;
    prop_assert!(after.contains("\"name\":\"Ada\"") && after.contains("\"name\":\"Zoe\""), "{}", after);
    prop_assert!(!after.contains("Somebody else"), "{}", after);
    sound(&mut here)
}

#[test]
fn one_that_is_broken_off_leaves_everything_as_it_was() -> Result<(), TestCaseError> {
    let now = frozen("2026-09-22T09:00:00+02:00").map_err(failed)?;
    let text = out(&rounds::demo::open(&now, Settings::default()).map_err(failed)?)?;
    let (mut store, _) = peopled()?;
    let before = store.dump().map_err(failed)?;
    let taken = own_file::take_in(&mut store, &now, text.as_bytes(), &mut |done| done < 300).map_err(failed)?;
    prop_assert_eq!(taken, None);
    same(&before, &store.dump().map_err(failed)?, "broken off")?;
    sound(&mut store)
}

#[test]
fn a_file_that_makes_no_sense_leaves_everything_as_it_was() -> Result<(), TestCaseError> {
    let (mut store, now) = start()?;
    let before = store.dump().map_err(failed)?;
    let file = |tables: &str| format!("{{\"schema\":1,\"format\":\"rounds\",{tables}}}");
    let ada = "\"contact\":[{\"uid\":\"a\",\"name\":\"Ada\",\"added_at\":5}]";
    for (tables, says) in [
        ("\"gadget\":[{\"uid\":\"a\"}]".to_owned(), "no list is called gadget"),
        ("\"contact\":[{\"name\":\"Ada\",\"added_at\":5}]".to_owned(), "no id"),
        ("\"contact\":[{\"uid\":\"a\",\"added_at\":5}]".to_owned(), "name is missing"),
        ("\"contact\":[{\"uid\":\"a\",\"name\":\" \",\"added_at\":5}]".to_owned(), "name cannot be"),
        ("\"contact\":[{\"uid\":\"a\",\"name\":null,\"added_at\":5}]".to_owned(), "name holds nothing"),
        ("\"contact\":[{\"uid\":\"a\",\"name\":5,\"added_at\":5}]".to_owned(), "wrong kind"),
        ("\"contact\":[{\"uid\":\"a\",\"name\":\"A\",\"added_at\":5,\"cadence\":0}]".to_owned(), "cadence is 0"),
        (
            "\"contact\":[{\"uid\":\"a\",\"name\":\"A\",\"added_at\":5,\"cadence_day\":\"soon\"}]".to_owned(),
            "cadence_day",
        ),
        (
            "\"contact\":[{\"uid\":\"a\",\"name\":\"A\",\"added_at\":5,\"person\":1}]".to_owned(),
            "no column is called person",
        ),
        (
            "\"contact\":[{\"uid\":\"a\",\"name\":\"A\",\"added_at\":5,\"merged_into\":\"b\"}]".to_owned(),
            "neither here nor",
        ),
        (format!("{ada},\"tag\":[{{\"uid\":\"t\",\"name\":\"x\",\"contact\":\"b\"}}]"), "neither here nor"),
        (format!("\"tag\":[{{\"uid\":\"t\",\"name\":\"x\"}}],{ada}"), "too far below"),
        (format!("{ada},\"tag\":[{{\"uid\":\"t\",\"name\":\"x\""), "EOF"),
    ] {
        let text = file(&tables);
        let outcome = own_file::look_over(&store, text.as_bytes());
        let outcome = outcome.and_then(|_| own_file::take_in(&mut store, &now, text.as_bytes(), &mut |_| true));
        match outcome {
            Err(failure) => prop_assert!(failure.what.contains(says), "{}: {}", tables, failure),
            Ok(rows) => return Err(failed(format!("{tables}: {rows:?} rows"))),
        }
        let after = store.dump().map_err(failed)?;
        same(&before, &after, &tables)?;
        prop_assert!(store.next_undo().map_err(failed)?.is_none());
    }
    sound(&mut store)
}

#[test]
fn one_person_comes_into_an_empty_file() -> Result<(), TestCaseError> {
    let now = frozen("2026-09-22T09:00:00+02:00").map_err(failed)?;
    let demo = rounds::demo::open(&now, Settings::default()).map_err(failed)?;
    for name in demo.names().map_err(failed)?.0 {
        let Subject::Contact(id) = name.subject else { continue };
        let text = out_of(&demo, Some(id))?;
        let (mut other, _) = start()?;
        come_in(&mut other, &now, &text)?;
        same(&text, &out(&other)?, &name.name)?;
        sound(&mut other)?;
    }
    Ok(())
}
