//! Taking everything out: the forms, and files that are written whole or not at all.

use std::fs;

use serde_json::Value;

use super::world::world;
use crate::home::Home;

/// The names in the folder of a home, hidden ones included.
fn names(home: &Home) -> Vec<String> {
    let folder = home.data().parent().map(std::path::Path::to_path_buf).unwrap_or_default();
    let entries = fs::read_dir(folder).unwrap_or_else(|why| panic!("{why}"));
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn everything_comes_as_one_object_and_the_same_each_time() {
    let home = world();
    let text = home.ok("export");
    assert_eq!(text, home.ok("export --json --to -"));
    let value: Value = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{why}\n{text}"));
    assert_eq!((&value["schema"], &value["format"]), (&1.into(), &"rounds".into()));
    assert_eq!(value["exported_at"], "2026-09-22T08:30:00+02:00");
    let list = |table: &str| value[table].as_array().cloned().unwrap_or_else(|| panic!("no {table}"));
    let ada = list("contact").into_iter().find(|row| row["name"] == "Ada Lindqvist").unwrap_or_default();
    assert!(ada["uid"].is_string() && ada["why"] == "runs the Rust forum", "{ada}");
    for derived in ["id", "person", "folded", "alike"] {
        assert!(ada[derived].is_null(), "{derived} is derived: {ada}");
    }
    let asked = list("act").into_iter().find(|row| row["kind"] == "asked").unwrap_or_default();
    assert_eq!((&asked["contact"], &asked["note"]), (&ada["uid"], &"does it run on musl?".into()));
    assert!(list("owed").iter().any(|row| row["contact"] == ada["uid"] && row["act"] == asked["uid"]));
    for table in ["community", "handle", "tag", "topic", "session", "commitment", "planned_block", "rest", "import"] {
        list(table);
    }
}

#[test]
fn a_file_is_written_whole_and_over_none_that_is_there() {
    let home = world();
    let there = |name: &str| home.data().with_file_name(name);
    assert_eq!(home.ok("export --to all.json"), "");
    let first = fs::read_to_string(there("all.json")).unwrap_or_default();
    assert_eq!(first, home.ok("export"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(there("all.json")).map(|data| data.permissions().mode() & 0o777);
        assert_eq!(mode.ok(), Some(0o600));
    }
    home.ok("log ada thanked");
    let refused = home.run(&["export", "--to", "all.json"]);
    assert_eq!(refused.code, Some(1));
    assert_eq!(refused.err, "error: all.json is there already\n  --force writes over it\n");
    assert_eq!(fs::read_to_string(there("all.json")).ok().as_ref(), Some(&first));
    home.ok("export --to all.json --force");
    assert_ne!(fs::read_to_string(there("all.json")).ok(), Some(first));
    for (words, says) in [
        (&["export", "--to", "data"][..], "data is a folder"),
        (&["export", "--to", "nowhere/all.json"], "nowhere/all.json cannot be written"),
    ] {
        let refused = home.run(words);
        assert_ne!(refused.code, Some(0), "{words:?}");
        assert!(refused.err.contains(says), "{words:?}: {}", refused.err);
    }
    assert_eq!(names(&home), ["all.json", "data"]);
}

#[test]
fn an_empty_home_gives_an_empty_file_and_stays_empty() {
    let home = Home::new();
    let value: Value = serde_json::from_str(&home.ok("export")).unwrap_or_default();
    assert_eq!(value["contact"], Value::Array(Vec::new()));
    assert!(!home.data().exists());
}
