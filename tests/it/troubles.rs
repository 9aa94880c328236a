//! When the file cannot be had: locked by another program, not writable, a disk without room. Each is
//! said with what, where and what to do, and nothing that was written is lost.

use std::fs;

use rounds::app::reply::Tone;
use rounds::domain::settings::Settings;
use rounds::store::{Opening, Store};
use rusqlite::Connection;

use crate::home::Home;
use crate::rig::{Outcome, Rig};

/// A home with Ada in it.
fn used() -> Home {
    let home = Home::new();
    home.ok("add contact Ada --tier close");
    home
}

/// Another program that holds the file.
fn lock(path: &std::path::Path) -> Result<Connection, rusqlite::Error> {
    let other = Connection::open(path)?;
    other.execute_batch("BEGIN IMMEDIATE")?;
    Ok(other)
}

#[test]
fn a_locked_file_is_read_and_a_write_says_that_it_is_busy() -> Outcome {
    let home = used();
    let other = lock(&home.database())?;
    for line in ["today", "people", "status", "show ada"] {
        home.ok(line);
    }
    let done = home.run(&["log", "ada", "answered"]);
    assert_eq!((done.code, done.out.as_str()), (Some(5), ""), "{}", done.err);
    assert_eq!(
        done.err,
        "error: ~/data/rounds.db is busy: another program is writing to it\n  wait a moment and try again; nothing was written\n"
    );
    // a line of the inbox that finds the file busy is still there afterwards
    let inbox = home.data().join("inbox.txt");
    fs::write(&inbox, "ada answered musl\n")?;
    assert_eq!(home.run(&["log", "ada", "thanked"]).code, Some(5));
    other.execute_batch("ROLLBACK")?;
    home.ok("log ada thanked");
    let shown = home.ok("show ada");
    assert!(shown.contains("thanked") && shown.contains("musl"), "{shown}");
    assert!(!inbox.exists());
    assert!(home.ok("doctor").contains("is sound"));
    Ok(())
}

#[test]
fn the_dashboard_says_that_the_file_is_busy_and_stays_usable() -> Outcome {
    let home = used();
    let mut rig = Rig::empty()?;
    let opening = Opening { origin: "window".to_owned(), seed: Some(7), brief: false };
    rig.store = Store::open(&home.data(), Settings::default(), opening)?;
    rig.open();
    let before = rig.store.dump()?;
    let other = lock(&home.database())?;
    rig.press("a m");
    assert_eq!(rig.model.notice.tone, Tone::Problem);
    assert!(
        rig.screen(160, 24).contains("is busy: another program is writing to it: wait a moment"),
        "{}",
        rig.screen(160, 24)
    );
    rig.press("2 1 z");
    assert!(rig.screen(80, 24).contains("Ada"), "reading goes on");
    assert_eq!(rig.store.dump()?, before);
    other.execute_batch("ROLLBACK")?;
    rig.press("a m");
    assert!(rig.model.notice.text.starts_with("Logged: messaged Ada"), "{}", rig.model.notice.text);
    Ok(())
}

#[test]
fn lines_that_could_not_be_added_are_there_again() -> Outcome {
    let home = used();
    let mut rig = Rig::empty()?;
    let opening = Opening { origin: "window".to_owned(), seed: Some(7), brief: false };
    rig.store = Store::open(&home.data(), Settings::default(), opening)?;
    rig.open();
    rig.press("n").type_text("Zoe Fox").press("enter").type_text("Mei Tan");
    let other = lock(&home.database())?;
    rig.press("ctrl-d");
    let screen = rig.screen(80, 24);
    assert!(
        rig.model.notice.tone == Tone::Problem && screen.contains("Zoe Fox") && screen.contains("Mei Tan"),
        "{screen}"
    );
    other.execute_batch("ROLLBACK")?;
    rig.press("ctrl-d");
    assert!(rig.model.overlays.is_empty() && rig.model.notice.text.starts_with("Added 2 people"));
    // a form as well, and nothing comes back once it is written
    rig.press("e end").type_text(" Lovelace");
    let other = lock(&home.database())?;
    rig.press("enter");
    assert!(rig.screen(80, 24).contains(" Lovelace"), "{}", rig.screen(80, 24));
    other.execute_batch("ROLLBACK")?;
    rig.press("enter");
    let other = lock(&home.database())?;
    rig.press("!");
    assert!(rig.model.notice.tone == Tone::Problem && rig.model.overlays.is_empty());
    drop(other);
    Ok(())
}

#[test]
fn what_cannot_be_written_is_named_with_what_to_do() -> Outcome {
    // each works for root as well, whom no mode keeps out
    type Spoil = fn(&Home) -> std::io::Result<()>;
    let cases: [(&str, Spoil, &str); 2] = [
        ("a folder in place of the file", |home| fs::create_dir_all(home.database()), "error: ~/data/rounds.db"),
        ("a file in place of the folder", |home| fs::write(home.data(), "mine"), "error: ~/data"),
    ];
    for (what, spoil, named) in cases {
        let home = Home::new();
        spoil(&home)?;
        let done = home.run(&["log", "me", "posted"]);
        assert_eq!((done.code, done.out.as_str()), (Some(1), ""), "{what}: {}", done.err);
        assert!(done.err.starts_with(named) && done.err.contains("belongs to you"), "{what}: {}", done.err);
    }
    let home = used();
    fs::create_dir(home.config())?;
    let done = home.run(&["today"]);
    assert_eq!(done.code, Some(1));
    assert!(done.err.contains("~/config.toml cannot be read") && done.err.contains("--config"), "{}", done.err);
    Ok(())
}

/// A limit on the size of files stands for a disk that takes no more.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_loses_nothing() -> Outcome {
    let home = used();
    let before = home.ok("show ada --json");
    let program = home.command();
    let words: Vec<String> = std::iter::once(program.get_program())
        .chain(program.get_args())
        .map(|word| format!("'{}'", word.to_string_lossy()))
        .collect();
    // 40 KB, said in blocks of 512 bytes; the signal is left out, so that the write fails as on a full disk
    let script = format!("trap '' XFSZ; ulimit -f 80; exec {} \"$@\"", words.join(" "));
    let note = "x".repeat(60_000);
    let mut shell = std::process::Command::new("sh");
    shell.env_clear();
    for (name, value) in program.get_envs() {
        if let Some(value) = value {
            shell.env(name, value);
        }
    }
    let args = ["-c", &script, "sh", "edit", "ada", "--notes", &note];
    let done = shell.args(args).output()?;
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("rounds.db") && said.contains("try again"), "{said}");
    assert_eq!(home.ok("show ada --json"), before);
    home.ok("edit ada --why musl");
    assert!(home.ok("doctor").contains("is sound"));
    Ok(())
}
