//! What is refused: wrong words, unknown and ambiguous names, hostile input, files that are not ours.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use insta::assert_snapshot;

use super::world::world;
use crate::home::Home;

#[test]
fn every_exit_code_has_its_cause() {
    let home = world();
    let mut said = String::new();
    for (line, code) in [
        ("today", 0),
        ("undo", 0),
        ("session start", 1),
        ("step ada --on friday", 2),
        ("log ada answered --at 2027-01-01", 2),
        ("log ada answered --at blurb", 2),
        ("log ada answered --count none", 2),
        ("log ada answered --link javascript:alert(1)", 2),
        ("dance", 2),
        ("today --plain --json", 2),
        ("log adda answered", 3),
        ("log adda answered the question", 3),
        ("log someone welcomed in nixx", 3),
        ("log ada danced", 3),
        ("show zoe", 3),
        ("act remove 4711", 3),
        ("log l answered", 4),
        ("log ada re", 4),
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let done = home.run(&words);
        assert_eq!(done.code, Some(code), "rounds {line}\n{}{}", done.out, done.err);
        if code > 0 {
            assert_eq!(done.out, "", "rounds {line} says what is wrong on the error output");
            said.extend(["$ rounds ", line, "\n", &done.err, "\n"]);
        }
    }
    assert_snapshot!("refused", said);
}

#[test]
fn an_edit_that_changes_nothing_says_so_and_leaves_undo_alone() {
    let home = world();
    let before = home.ok("history");
    assert_eq!(home.ok("edit nix --state focus"), "Nix Newcomers: that is so already\n");
    assert_eq!(home.ok("history"), before);
    let nothing = home.run(&["edit", "nix"]);
    assert_eq!(nothing.code, Some(2), "{nothing:?}");
}

#[test]
fn what_holds_already_is_not_said_twice() {
    let home = world();
    let before = home.ok("history");
    for (words, says) in [
        (&["commit", "add", "1 post a week"] as &[&str], "error: \"1 post a week\" is committed to already\n"),
        (&["plan", "add", "wed thu 12:30"], "error: a block is planned for Thu 12:30 already\n"),
        (&["wake", "ada"], "error: Ada Lindqvist is neither passed nor snoozed\n"),
        (&["edit", "ada", "--mail", "not a mail"], "error: \"not a mail\" is no mail address\n"),
        (&["add", "contact", "Zoe", "--mail", "zoe@"], "error: \"zoe@\" is no mail address\n"),
    ] {
        let done = home.run(words);
        assert_eq!((done.code, done.err.as_str()), (Some(1), says), "{words:?}");
    }
    assert_eq!(home.ok("history"), before);
    home.ok("plan add wed 12:30");
}

#[test]
fn no_minute_of_a_block_counts_twice() {
    let home = Home::new();
    let run = |words: &[&str]| home.run(words);
    assert!(
        run(&["session", "add", "25m", "--at", "yesterday 18:00"]).out.starts_with("recorded a block of 25 min on")
    );
    for words in [
        &["session", "add", "10m", "--at", "yesterday 18:20"] as &[&str],
        &["session", "add", "2h", "--at", "yesterday 17:00"],
        &["session", "start", "--at", "yesterday 18:10"],
    ] {
        let done = run(words);
        assert_eq!(done.code, Some(1), "{words:?}: {done:?}");
        assert!(done.err.contains("reaches into the block of Mon 21 Sep, 18:00 to 18:25"), "{}", done.err);
    }
    assert_eq!(run(&["session", "add", "10m", "--at", "yesterday 18:25"]).code, Some(0));
    assert!(run(&["session", "start", "--at", "last friday 18:00"]).err.contains("within the last 24 hours"));
    assert_eq!(run(&["session", "start", "--at", "08:00"]).code, Some(0));
    assert_eq!(run(&["session", "add", "10m", "--at", "08:05"]).code, Some(1));
}

#[test]
fn days_away_are_counted_as_rest_afterwards() {
    let home = Home::new();
    assert!(home.ok("rest add 2026-09-01 yesterday").starts_with("rest from Tue 01 Sep to Mon 21 Sep"));
    assert_eq!(home.run(&["rest", "add", "yesterday", "2026-09-01"]).code, Some(2));
}

#[test]
fn of_one_name_each_is_called_by_its_number() {
    let home = Home::new();
    home.ok("add contact Ada --tier close");
    home.ok("add contact Ada --tier inner --anyway");
    home.ok("add contact Ben --tier inner");
    let done = home.run(&["log", "ada answered musl"]);
    assert_eq!(done.code, Some(4), "{done:?}");
    assert!(done.err.contains("Ada (contact:1), Ada (contact:2)"), "{}", done.err);
    assert!(home.ok("log contact:2 introduced to ben").starts_with("introduced Ada and Ben"));
    let done = home.run_with(&["log", "-"], "contact:1 answered musl\ncontact:9 answered\n");
    assert!(done.out.starts_with("answered Ada") && done.err.contains("called \"contact:9\""), "{done:?}");
}

#[test]
fn hostile_input_stays_text() {
    let home = world();
    let hostile = [
        "\u{1b}[31mred\u{1b}[0m",
        "\u{1b}]0;owned\u{7}",
        "a\u{202e}b\u{2066}c",
        "line\nbreak\r\ttab",
        "'; DROP TABLE act; --",
        "%s%n $(reboot) `reboot`",
        "\u{0}".trim_matches('\u{0}'),
        &"x".repeat(20_000),
        "👩‍👩‍👧 李明 Ünï",
    ];
    for text in hostile {
        for words in [
            vec!["log", "ada", "answered", "-m", text],
            vec!["add", "contact", text, "--why", text, "--tag", text, "--notes", text],
            vec!["owe", "ada", "promise", text],
            vec!["show", text],
            vec!["people", text],
            vec!["log", text, "answered"],
            vec!["commit", "add", text],
            vec!["plan", "add", text],
            vec!["snooze", "ada", text],
        ] {
            let done = home.run(&words);
            assert!(done.code.is_some_and(|code| code < 5), "{words:?}: {done:?}");
            assert!(!has_controls(&done.out) && !has_controls(&done.err), "{words:?}: {done:?}");
        }
    }
    for line in
        ["today", "people --limit 500", "history", "show ada", "today --json", "people --json", "show ada --json"]
    {
        assert!(!has_controls(&home.ok(line)), "{line}");
    }
    assert!(home.ok("doctor").contains("is sound"));
}

#[test]
fn a_closed_pipe_is_quiet() {
    let home = world();
    let mut child = home
        .command()
        .args(["today", "--json"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|why| panic!("{why}"));
    drop(child.stdout.take());
    let mut complaint = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        let _ = stderr.read_to_string(&mut complaint);
    }
    let ended = child.wait().unwrap_or_else(|why| panic!("{why}"));
    assert_eq!((ended.code(), complaint.as_str()), (Some(0), ""));
}

#[test]
fn a_file_that_is_not_ours_is_left_as_it_is() {
    for (name, bytes) in [
        ("text", b"this is no database".to_vec()),
        ("another database", another_database()),
        ("a newer one", newer_database()),
        ("an emptied one", Vec::new()),
    ] {
        let home = Home::new();
        fs::create_dir_all(home.data()).unwrap_or_else(|why| panic!("{why}"));
        fs::write(home.database(), &bytes).unwrap_or_else(|why| panic!("{why}"));
        fs::write(home.data().join("rounds.changed"), ".").unwrap_or_else(|why| panic!("{why}"));
        for line in ["today", "log me posted", "status", "doctor"] {
            let words: Vec<&str> = line.split(' ').collect();
            let done = home.run(&words);
            assert_eq!(done.code, Some(6), "{name}, rounds {line}\n{}{}", done.out, done.err);
            assert!(done.err.starts_with("error: ~/data/rounds.db") && done.err.lines().count() > 1, "{}", done.err);
        }
        assert_eq!(fs::read(home.database()).ok(), Some(bytes), "{name} was changed");
        let files = fs::read_dir(home.data()).map(Iterator::count).unwrap_or_default();
        assert_eq!(files, 2, "{name}: something was put beside it");
    }
}

#[test]
fn nothing_is_called_empty_that_nobody_could_look_into() {
    let home = Home::new();
    assert!(home.ok("doctor").contains("is not there yet"));
    assert!(home.ok("today").contains("Nobody here yet."));
    assert!(!home.data().exists(), "reading makes nothing");
    // a file where the folder should be: as with a folder that is somebody else's, nothing in it can be opened
    fs::write(home.data(), "").unwrap_or_else(|why| panic!("{why}"));
    for line in ["today", "status", "show ada", "doctor", "log me posted"] {
        let words: Vec<&str> = line.split(' ').collect();
        let done = home.run(&words);
        assert_eq!(done.code, Some(1), "rounds {line}\n{}{}", done.out, done.err);
        assert!(done.err.contains("~/data/rounds.db cannot be opened"), "{}", done.err);
    }
}

#[test]
fn a_config_file_that_is_named_must_be_there() {
    let home = Home::new();
    let done = home.run(&["today", "--config", "elsewhere.toml"]);
    assert_eq!(done.code, Some(2), "{done:?}");
    assert!(done.err.contains("there is no file elsewhere.toml"), "{}", done.err);
    assert!(home.ok("config check").contains("is not there, so that everything has its default"));
}

#[test]
fn a_wrong_config_or_clock_is_named() {
    let mut home = Home::new();
    fs::write(home.config(), "day_start = \"25:00\"\n").unwrap_or_else(|why| panic!("{why}"));
    for line in ["today", "config check"] {
        let words: Vec<&str> = line.split(' ').collect();
        let done = home.run(&words);
        assert_eq!(done.code, Some(1), "{done:?}");
        assert!(done.err.contains("~/config.toml") && done.err.contains("day_start"), "{}", done.err);
    }
    fs::remove_file(home.config()).unwrap_or_else(|why| panic!("{why}"));
    home.at("yesterday");
    let done = home.run(&["today"]);
    assert_eq!(done.code, Some(2), "{done:?}");
    assert!(done.err.contains("ROUNDS_NOW"), "{}", done.err);
}

#[test]
fn loops_of_logs_lose_nothing() {
    let mut home = world();
    // one seed for all would give each window the ids of the others
    home.random();
    let home = home;
    let count = |home: &Home| -> i64 {
        rusqlite::Connection::open(home.database())
            .and_then(|connection| connection.query_row("SELECT count(*) FROM act", [], |row| row.get(0)))
            .unwrap_or_else(|why| panic!("{why}"))
    };
    let before = count(&home);
    let (windows, each) = (4, 6);
    std::thread::scope(|scope| {
        for window in 0..windows {
            let home = &home;
            scope.spawn(move || {
                for n in 0..each {
                    let note = format!("window {window}, {n}");
                    let done = home.run(&["log", "ada", "liked", "-m", &note]);
                    assert_eq!(done.code, Some(0), "{done:?}");
                }
            });
        }
    });
    assert_eq!(count(&home), before + windows * each);
    assert!(home.ok("doctor").contains("is sound"));
}

fn has_controls(text: &str) -> bool {
    text.chars()
        .any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

fn another_database() -> Vec<u8> {
    made("CREATE TABLE plants (name TEXT); INSERT INTO plants VALUES ('kelp');")
}

/// A file of ours, of a format that is not known yet.
fn newer_database() -> Vec<u8> {
    let home = Home::new();
    home.ok("log me posted");
    let connection = rusqlite::Connection::open(home.database()).unwrap_or_else(|why| panic!("{why}"));
    connection
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; PRAGMA user_version = 4711;")
        .unwrap_or_else(|why| panic!("{why}"));
    drop(connection);
    fs::read(home.database()).unwrap_or_else(|why| panic!("{why}"))
}

fn made(sql: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap_or_else(|why| panic!("{why}"));
    let path = folder.path().join("made.db");
    let connection = rusqlite::Connection::open(&path).unwrap_or_else(|why| panic!("{why}"));
    connection.execute_batch(sql).unwrap_or_else(|why| panic!("{why}"));
    drop(connection);
    fs::read(&path).unwrap_or_else(|why| panic!("{why}"))
}

#[test]
fn many_commands_leave_a_short_log_behind() {
    let home = Home::new();
    home.ok("add contact Ada");
    let mut longest = 0;
    for _ in 0..60 {
        home.ok("log ada liked");
        let log = fs::metadata(home.data().join("rounds.db-wal")).map_or(0, |data| data.len());
        longest = longest.max(log);
    }
    // SQLite's own threshold would be 1 000 pages
    assert!(longest < 500 * 4_120, "the write-ahead log grew to {longest} bytes");
    assert!(home.ok("show ada").contains("Ada"));
    assert!(home.ok("doctor").contains("is sound"));
}
