//! The command line as a real process: what it prints, how it ends, what it leaves alone.

mod duplicates;
mod export;
mod feeds;
mod imports;
mod inbox;
#[cfg(unix)]
mod ink;
mod refused;
mod tables;
mod world;

use insta::assert_snapshot;
use serde_json::Value;

use crate::home::Home;
use world::world;

/// Reading commands, each with the name of its snapshot.
const READS: &[(&str, &str)] = &[
    ("today", "today"),
    ("today-limit", "today --limit 2"),
    ("show-contact", "show ada"),
    ("show-community", "show nix"),
    ("review", "review"),
    ("review-no-names", "review --no-names"),
    ("review-markdown", "review --markdown"),
    ("people", "people"),
    ("people-words", "people rust"),
    ("people-untiered", "people --untiered"),
    ("communities", "communities"),
    ("history", "history --limit 8"),
    ("status", "status"),
    ("session-status", "session status"),
    ("commit-list", "commit list"),
    ("plan-list", "plan list"),
    ("rest-list", "rest list"),
];

#[test]
fn reads_print_text() {
    let home = world();
    for (name, line) in READS {
        assert_snapshot!(*name, home.ok(line));
    }
}

#[test]
fn reads_print_json() {
    let home = world();
    for (name, line) in READS.iter().filter(|(name, _)| !name.contains("markdown") && *name != "status") {
        let out = home.ok(&format!("{line} --json"));
        let value: Value = serde_json::from_str(&out).unwrap_or_else(|why| panic!("{line}: {why}\n{out}"));
        assert_eq!(value["schema"], 1, "{line}");
        assert_eq!(value["now"], "2026-09-22T08:30:00+02:00", "{line}");
        assert_snapshot!(format!("{name}-json"), out);
    }
}

#[test]
fn today_has_what_the_screen_shows_in_full() {
    let home = world();
    let value: Value = serde_json::from_str(&home.ok("today --json")).unwrap_or_default();
    let rows = value["rows"].as_array().cloned().unwrap_or_default();
    assert!(rows.len() > 3, "{value:#}");
    for row in &rows {
        let points: f64 =
            row["terms"].as_array().into_iter().flatten().filter_map(|term| term["points"].as_f64()).sum();
        let score = row["score"].as_f64().unwrap_or_default();
        assert!((points - score).abs() < 1e-9, "{row:#}");
        for field in ["name", "reason", "platform", "lane", "mark"] {
            assert!(row[field].is_string(), "{field} is missing: {row:#}");
        }
        assert!(row["suggested"]["label"].is_string(), "{row:#}");
    }
    let ada = rows.iter().find(|row| row["name"] == "Ada Lindqvist").cloned().unwrap_or_default();
    assert_eq!(ada["owed"][0]["text"], "does it run on musl?");
    for field in ["done", "asked", "streak", "best", "strength"] {
        assert!(value["commitments"][0][field].is_number(), "{field} is missing: {value:#}");
    }
}

#[test]
fn the_status_line_fits_every_bar() {
    let home = world();
    assert_snapshot!("status-tmux", home.ok("status --format tmux"));
    assert_snapshot!("status-waybar", home.ok("status --format waybar"));
    assert_snapshot!("status-json", home.ok("status --format json"));
    let empty = Home::new();
    assert_eq!(empty.ok("status"), "");
    assert_eq!(empty.ok("status --format tmux"), "");
    let value: Value = serde_json::from_str(&empty.ok("status --format waybar")).unwrap_or_default();
    assert_eq!(value["text"], "");
}

#[test]
fn an_empty_home_says_what_fills_it_and_stays_empty() {
    let home = Home::new();
    let mut said = String::new();
    for line in ["today", "people", "communities", "history", "commit list", "plan list", "rest list", "review"] {
        said.extend(["$ rounds ", line, "\n", &home.ok(line), "\n"]);
    }
    assert_snapshot!("empty", said);
    assert!(!home.data().exists(), "reading made a folder");
    let bare: [&str; 0] = [];
    assert_eq!(home.run(&bare).out, home.ok("today"), "without a terminal it prints today");
}

#[test]
fn an_empty_list_names_the_first_day_that_may_bring_somebody() {
    let quiet = |lines: &[&str]| {
        let home = Home::new();
        let world = ["add contact Ada --tier close", "log ada messaged", "add contact Zoe --tier wide"];
        for line in world.iter().chain(lines) {
            home.ok(line);
        }
        let today = home.ok("today");
        let said = today.lines().find_map(|line| line.strip_prefix("Nobody waits for you, nothing is due before "));
        said.unwrap_or(&today).to_owned()
    };
    for (lines, said) in [
        (&[] as &[&str], "Mon 19 Oct (Ada)."),
        (&["add community Nix --state focus", "log nix listened"], "Thu 24 Sep (Nix)."),
        (&["add community Nix --state focus", "log nix listened", "edit nix --state parked"], "Mon 19 Oct (Ada)."),
        (&["snooze zoe 2026-09-30"], "Wed 30 Sep (Zoe)."),
        (&["add community Nix --state focus", "pass nix"], "Wed 23 Sep (Nix)."),
        (&["owe zoe promise it --on 2026-09-25"], "Thu 24 Sep (Zoe)."),
        (&["step zoe call --on 2026-10-02"], "Fri 25 Sep (Zoe)."),
        (&["edit zoe --birthday 1980-10-03"], "Sat 26 Sep (Zoe)."),
        (&["edit zoe --birthday --01-03", "log ada messaged", "edit ada --tier wide"], "Sun 27 Dec (Zoe)."),
        (&["add community Nix --state focus", "rest add today 2026-10-01"], "Fri 02 Oct (Nix)."),
    ] {
        assert_eq!(quiet(lines), said, "{lines:?}");
    }
}

#[test]
fn writes_say_what_was_done_and_how_to_take_it_back() {
    let home = world();
    let mut said = String::new();
    for words in [
        vec!["log", "ada", "answered", "-m", "musl"],
        vec!["log", "someone", "welcomed", "--in", "nix", "--count", "3"],
        vec!["log", "me", "posted", "-m", "a post", "--link", "https://mara.example/post"],
        vec!["log", "tomas", "shared", "--they", "--at", "yesterday"],
        vec!["log", "leila", "met", "--next", "send the notes", "--on", "tomorrow"],
        vec!["owe", "tomas", "promise", "the link", "--on", "friday"],
        vec!["keep", "tomas"],
        vec!["pass", "leila"],
        vec!["snooze", "jonas", "next week"],
        vec!["edit", "ada", "--tier", "inner", "--why", "runs the forum"],
        vec!["undo"],
        vec!["redo"],
        vec!["archive", "jonas"],
        vec!["session", "finish", "-m", "two newcomers"],
    ] {
        let done = home.run(&words);
        assert_eq!((done.code, done.err.as_str()), (Some(0), ""), "{words:?}: {}", done.out);
        said.extend(["$ rounds ", &words.join(" "), "\n", &done.out, "\n"]);
    }
    assert_snapshot!("writes", said);
}

#[test]
fn reading_never_writes() {
    let home = world();
    let before = rows(&home);
    for (_, line) in READS {
        home.ok(line);
    }
    home.ok("status --format waybar");
    home.ok("doctor");
    assert_eq!(rows(&home), before);
}

#[test]
fn the_file_is_sound_and_private() {
    let home = world();
    assert_eq!(home.ok("doctor"), "~/data/rounds.db is sound\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| std::fs::metadata(path).map(|data| data.permissions().mode() & 0o777);
        assert_eq!(mode(&home.database()).ok(), Some(0o600));
        assert_eq!(mode(&home.data()).ok(), Some(0o700));
    }
}

#[test]
fn house_commands_answer_without_a_file() {
    let home = Home::new();
    assert_eq!(home.ok("config path"), "config  ~/config.toml\ndata    ~/data\n");
    let default = home.ok("config default");
    assert!(default.contains("day_start"), "{default}");
    assert!(home.ok("config check").contains("is not there"));
    std::fs::write(home.config(), &default).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(home.ok("config check"), "~/config.toml is right\n");
    assert!(home.ok("completions bash").contains("_rounds"));
    assert!(home.ok("completions fish").contains("complete -c rounds"));
    let man = home.ok("man");
    assert!(man.contains(".TH rounds 1") && man.contains("rounds log NAME KIND"), "{man}");
    assert!(home.ok("--help").contains("Usage: rounds"));
    assert!(home.ok("--version").starts_with("rounds "));
}

/// How many rows every table holds.
fn rows(home: &Home) -> Vec<(String, i64)> {
    let open = || -> rusqlite::Result<Vec<(String, i64)>> {
        let connection = rusqlite::Connection::open(home.database())?;
        let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
        let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        names
            .into_iter()
            .map(|name| {
                let count = connection.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| row.get(0))?;
                Ok((name, count))
            })
            .collect()
    };
    open().unwrap_or_else(|why| panic!("{why}"))
}
