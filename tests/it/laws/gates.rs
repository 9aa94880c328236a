//! Opening: what is refused is left as it is, and two windows may write.

use std::fs;
use std::path::Path;

use rounds::domain::change::Change;
use rounds::domain::contact::ContactFields;
use rounds::domain::settings::Settings;
use rounds::domain::time::{Now, frozen};
use rounds::store::{CHANGED, FILE, Opening, Store, StoreError};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn open(directory: &Path, seed: u64) -> Result<Store, StoreError> {
    let opening = Opening { origin: format!("window {seed}"), seed: Some(seed), brief: false };
    Store::open(directory, Settings::default(), opening)
}

fn now() -> Result<Now, Box<dyn std::error::Error>> {
    Ok(frozen("2026-09-22T09:00:00+02:00")?)
}

fn named(name: &str) -> Change {
    Change::AddContact(ContactFields { name: name.to_owned(), ..ContactFields::default() }, Vec::new())
}

/// A directory with a file of somebody's in it.
fn used() -> Result<tempfile::TempDir, Box<dyn std::error::Error>> {
    let directory = tempfile::tempdir()?;
    let mut store = open(directory.path(), 1)?;
    store.apply(&now()?, &named("Ada"))?;
    drop(store);
    Ok(directory)
}

/// Every file of a directory: name, bytes, mode.
fn everything(directory: &Path) -> Result<Vec<(String, Vec<u8>, u32)>, std::io::Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        files.push((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?, mode(&entry.path())?));
    }
    files.sort();
    Ok(files)
}

#[cfg(unix)]
fn mode(path: &Path) -> Result<u32, std::io::Error> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix the file is asked")]
fn mode(_path: &Path) -> Result<u32, std::io::Error> {
    Ok(0)
}

#[test]
fn a_file_that_is_refused_is_left_as_it_is() -> Outcome {
    type Spoil = fn(&Path) -> std::io::Result<()>;
    type Verdict = fn(&StoreError) -> bool;
    let overwrite = |path: &Path, at: usize, bytes: &[u8]| -> std::io::Result<()> {
        let mut file = fs::read(path)?;
        file[at..at + bytes.len()].copy_from_slice(bytes);
        fs::write(path, file)
    };
    let cases: [(&str, Spoil, Verdict); 6] = [
        (
            "somebody's text",
            |path| fs::write(path, "Dear diary, nothing here is a database.\n"),
            |error| matches!(error, StoreError::Foreign { .. }),
        ),
        ("another program's database", |_| Ok(()), |error| matches!(error, StoreError::Foreign { .. })),
        ("a newer format", |_| Ok(()), |error| matches!(error, StoreError::Newer { found: 99, .. })),
        (
            "cut off",
            |path| fs::write(path, &fs::read(path)?[..5_000]),
            |error| matches!(error, StoreError::Damaged { .. }),
        ),
        (
            "the header alone",
            |path| fs::write(path, &fs::read(path)?[..60]),
            |error| matches!(error, StoreError::Foreign { .. } | StoreError::Damaged { .. }),
        ),
        ("emptied", |path| fs::write(path, ""), |error| matches!(error, StoreError::Emptied { .. })),
    ];
    for (what, spoil, verdict) in cases {
        let directory = used()?;
        let path = directory.path().join(FILE);
        spoil(&path)?;
        match what {
            "another program's database" => overwrite(&path, 68, &[0, 0, 0, 7])?,
            "a newer format" => overwrite(&path, 60, &[0, 0, 0, 99])?,
            _ => {}
        }
        let before = everything(directory.path())?;
        let Err(error) = open(directory.path(), 2) else {
            return Err(format!("{what} was opened").into());
        };
        assert!(verdict(&error), "{what}: {error:?}");
        assert!(!error.hint().is_empty(), "{what}: what to do next is not said");
        assert_eq!(everything(directory.path())?, before, "{what}");
    }
    Ok(())
}

#[test]
fn an_empty_file_without_traces_of_use_is_a_first_start() -> Outcome {
    let directory = tempfile::tempdir()?;
    fs::write(directory.path().join(FILE), "")?;
    let mut store = open(directory.path(), 1)?;
    store.apply(&now()?, &named("Ada"))?;
    assert!(directory.path().join(CHANGED).exists());
    Ok(())
}

#[test]
fn a_lost_file_beside_traces_of_use_is_not_made_anew() -> Outcome {
    let directory = used()?;
    fs::remove_file(directory.path().join(FILE))?;
    assert!(matches!(open(directory.path(), 2), Err(StoreError::Emptied { .. })));
    assert!(!directory.path().join(FILE).exists());
    Ok(())
}

#[test]
fn two_windows_write_in_turn_and_see_each_other() -> Outcome {
    let directory = used()?;
    let now = now()?;
    let (mut one, mut two) = (open(directory.path(), 3)?, open(directory.path(), 4)?);
    one.apply(&now, &named("Ben"))?;
    assert!(two.changed_elsewhere()?);
    two.apply(&now, &named("Cem"))?;
    assert!(!two.changed_elsewhere()?);
    assert!(one.changed_elsewhere()?);
    assert_eq!(one.dump()?, two.dump()?);
    let newest = one.next_undo()?.ok_or("nothing to undo")?;
    assert!(two.is_own(&newest) && !one.is_own(&newest));
    one.undo()?;
    assert_eq!(one.named("Cem")?.len(), 0);
    assert_eq!(two.named("Cem")?.len(), 0);
    assert_eq!(two.doctor()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn many_writers_at_once_lose_nothing() -> Outcome {
    let directory = used()?;
    let path = directory.path();
    let written: Result<Vec<()>, StoreError> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..3u64)
            .map(|writer| {
                scope.spawn(move || -> Result<(), StoreError> {
                    let mut store = open(path, 10 + writer)?;
                    let Ok(now) = frozen("2026-09-22T09:00:00+02:00") else { return Ok(()) };
                    for n in 0..10 {
                        store.apply(&now, &named(&format!("writer {writer} person {n}")))?;
                    }
                    Ok(())
                })
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().unwrap_or(Ok(()))).collect()
    });
    written?;
    let mut store = open(path, 2)?;
    assert_eq!(store.history(100)?.len(), 31);
    assert_eq!(store.doctor()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn hostile_text_is_stored_clean() -> Outcome {
    let directory = used()?;
    let mut store = open(directory.path(), 2)?;
    let now = now()?;
    let hostile = "\u{1b}]0;title\u{7}\u{1b}[31mMal\u{202e}lory\0\r\n\tO'Neil\"; DROP TABLE act; --\u{9b}31m";
    let fields = ContactFields {
        name: hostile.to_owned(),
        why: "long ".repeat(200_000),
        notes: "x".repeat(1_000_000),
        tags: vec![hostile.to_owned()],
        ..ContactFields::default()
    };
    store.apply(&now, &Change::AddContact(fields, Vec::new()))?;
    let stored = store.contact(rounds::domain::ids::ContactId(2))?.ok_or("no contact")?.fields;
    assert!(stored.name.starts_with("Mallory") && stored.name.contains("O'Neil\"; DROP TABLE act; --"));
    for text in [&stored.name, &stored.why, &stored.notes, &stored.tags[0]] {
        assert!(!text.contains(|c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)), "{text:?}");
    }
    assert!(stored.why.len() < 10_000 && stored.notes.len() <= 100_000, "{} {}", stored.why.len(), stored.notes.len());
    assert_eq!(store.doctor()?, Vec::<String>::new());
    Ok(())
}

/// Every table, index, trigger and view of a file, as it was made.
fn shape(file: &Path) -> Result<Vec<(String, String)>, rusqlite::Error> {
    let connection = rusqlite::Connection::open(file)?;
    let mut statement = connection.prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

#[test]
fn a_file_of_the_first_format_is_copied_and_brought_up_to_date() -> Outcome {
    let directory = used()?;
    let file = directory.path().join(FILE);
    let today = shape(&file)?;
    let connection = rusqlite::Connection::open(&file)?;
    connection.execute_batch(
        "DROP INDEX contact_moved; DROP INDEX act_contact;
         CREATE INDEX act_contact ON act (contact, gone, direction, at, day) WHERE contact IS NOT NULL;
         PRAGMA user_version = 1;",
    )?;
    drop(connection);
    let first = shape(&file)?;
    assert_ne!(first, today);

    let mut store = open(directory.path(), 2)?;
    assert_eq!(store.today(&now()?)?.untiered, 1, "Ada is still there");
    assert!(store.undo()?.is_none(), "a migration ends the undo history");
    store.apply(&now()?, &named("Bob"))?;
    assert!(store.undo()?.is_some());
    drop(store);
    assert_eq!(shape(&file)?, today);
    let copy = directory.path().join("backups/rounds-before-format-2.db");
    assert_eq!(shape(&copy)?, first);
    let names: String =
        rusqlite::Connection::open(&copy)?.query_row("SELECT group_concat(name) FROM contact", [], |row| row.get(0))?;
    assert_eq!(names, "Ada");
    // and only once
    fs::remove_file(&copy)?;
    drop(open(directory.path(), 3)?);
    assert!(!copy.exists());
    Ok(())
}
