//! What happens when the disk is full: the change is refused whole, nothing that was there is lost.

use super::{Opening, Store, StoreError};
use crate::domain::change::Change;
use crate::domain::contact::ContactFields;
use crate::domain::settings::Settings;
use crate::domain::time::frozen;

fn named(name: &str) -> Change {
    let notes = "x".repeat(60_000);
    Change::AddContact(ContactFields { name: name.to_owned(), notes, ..ContactFields::default() }, Vec::new())
}

#[test]
fn a_full_disk_takes_nothing_in_and_loses_nothing() -> Result<(), Box<dyn std::error::Error>> {
    let directory = tempfile::tempdir()?;
    let now = frozen("2026-09-22T09:00:00+02:00")?;
    for brief in [true, false] {
        let opening = Opening { origin: "test".to_owned(), seed: None, brief };
        let mut store = Store::open(directory.path(), Settings::default(), opening)?;
        store.apply(&now, &named("Ada"))?;
        let before = store.dump()?;
        let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
        // no page more than there are: to SQLite the same as a disk without room
        store.connection.pragma_update_and_check(None, "max_page_count", pages, |row| row.get::<_, i64>(0))?;
        let Err(error) = store.apply(&now, &named("Ben")) else { return Err("there was room".into()) };
        assert!(matches!(&error, StoreError::Full { path } if path.starts_with(directory.path())), "{error:?}");
        assert!(error.to_string().ends_with("is full") && error.hint().contains("make room"), "{error}");
        assert_eq!(store.dump()?, before);
        assert_eq!(store.history(1)?.first().map(|step| step.label.as_str()), Some("added Ada"));
        // once there is room the same change goes through
        store.connection.pragma_update_and_check(None, "max_page_count", pages + 500, |row| row.get::<_, i64>(0))?;
        store.apply(&now, &named("Ben"))?;
        assert_eq!(store.doctor()?, Vec::<String>::new());
    }
    Ok(())
}
