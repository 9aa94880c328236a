//! Taking everything out: the forms, and files that are written whole or not at all.

use std::fs;

use insta::assert_snapshot;
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

#[test]
fn each_form_says_what_is_here() {
    let home = world();
    for (name, line) in [
        ("people-csv", "--csv people"),
        ("communities-csv", "--csv communities"),
        ("acts-csv", "--csv acts"),
        ("owed-csv", "--csv owed"),
        ("commitments-csv", "--csv commitments"),
        ("feeds-csv", "--csv feeds"),
        ("vcard", "--vcard"),
        ("ics", "--ics"),
        ("markdown", "--markdown"),
        ("friends", "--friends"),
        ("ada-markdown", "ada --markdown"),
        ("ada-vcard", "ada --vcard"),
    ] {
        let text = home.ok(&format!("export {line}"));
        assert_eq!(text, home.ok(&format!("export {line} --to -")), "{line}");
        // lines that end in CR LF are shown by a mark
        assert_snapshot!(format!("export-{name}"), text.replace('\r', "␍"));
    }
}

#[test]
fn reviews_that_were_closed_come_as_markdown() {
    let home = world();
    assert_eq!(home.ok("export --reviews"), "# Reviews\n");
    home.run(&["review", "close", "38", "--well", "two newcomers"]);
    let text = home.ok("export --reviews");
    assert!(text.starts_with("# Reviews\n\n## ") && text.contains("two newcomers"), "{text}");
}

#[test]
fn one_person_comes_with_all_that_hangs_on_them_and_nobody_else() {
    let home = world();
    let value: Value = serde_json::from_str(&home.ok("export ada")).unwrap_or_default();
    let count = |table: &str| value[table].as_array().map(Vec::len);
    assert_eq!((count("contact"), count("act"), count("owed")), (Some(1), Some(2), Some(1)), "{value:#}");
    assert_eq!((count("commitment"), count("review")), (Some(0), Some(0)));
    let place = home.run(&["export", "nix"]);
    assert_eq!(place.code, Some(3));
    assert!(place.err.contains("Nix Newcomers is a place"), "{}", place.err);
    for words in [
        &["export", "ada", "--ics"][..],
        &["export", "--json", "--vcard"],
        &["export", "--all", "there", "--json"],
        &["export", "ada", "--all", "there"],
        &["export", "--csv", "gadgets"],
    ] {
        assert_eq!(home.run(words).code, Some(2), "{words:?}");
    }
}

#[test]
fn a_whole_folder_stands_there_or_nothing() {
    let home = world();
    let folder = home.data().with_file_name("out");
    assert_eq!(home.ok("export --all out"), "took everything out into out: 14 files\n");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_else(|why| panic!("{name}: {why}"));
    assert_eq!(read("rounds.json"), home.ok("export"));
    assert_eq!(read("people.vcf"), home.ok("export --vcard"));
    let readme = read("README.md");
    let mut files: Vec<String> = fs::read_dir(&folder)
        .map(|entries| entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    files.sort();
    assert_eq!(files.len(), 14);
    for file in files.iter().filter(|file| *file != "README.md") {
        assert!(readme.contains(&format!("`{file}`")), "{file} is not named in\n{readme}");
    }
    let refused = home.run(&["export", "--all", "out"]);
    assert_eq!(
        (refused.code, refused.err.as_str()),
        (Some(1), "error: out is not empty\n  name a folder that is new or empty\n")
    );
    // an empty one is taken
    fs::create_dir(home.data().with_file_name("empty")).unwrap_or_else(|why| panic!("{why}"));
    home.ok("export --all empty");
    assert_eq!(names(&home), ["data", "empty", "out"]);
}

#[test]
fn what_was_taken_out_comes_in_elsewhere_as_it_was() {
    let home = world();
    let other = Home::new();
    let file = other.data().with_file_name("all.txt");
    fs::write(&file, home.ok("export")).unwrap_or_else(|why| panic!("{why}"));
    let dry = other.ok("import all.txt --dry-run");
    assert_eq!(
        dry,
        "all.txt: a file of Rounds\n\nMissing here: five people, two places, 14 acts, two things owed, three blocks, 16 further rows\n"
    );
    assert!(!other.data().exists(), "looking wrote something");
    assert_eq!(other.run(&["import", "all.txt"]).code, Some(2), "nobody can be asked");
    let said = other.ok("import all.txt --yes");
    assert!(said.contains("Imported: 42 rows.\n") && said.ends_with("  to take it back: rounds undo\n"), "{said}");
    assert_eq!(other.ok("export"), home.ok("export"));
    for line in ["today", "show ada", "people", "communities", "review", "commit list"] {
        assert_eq!(other.ok(line), home.ok(line), "{line}");
    }
    let again = other.ok("import all.txt --yes");
    assert!(again.contains("Nothing of it is missing here.\n  42 rows are here already"), "{again}");
    assert!(other.ok("doctor").ends_with("is sound\n"));
    assert!(other.ok("undo").starts_with("undone: imported a file of Rounds"));
    assert_eq!(other.ok("export"), Home::new().ok("export"));
    // one that makes no sense is refused whole
    fs::write(&file, "{\"schema\": 1, \"format\": \"rounds\",\n\"contact\": [{\"uid\": \"a\"}]}")
        .unwrap_or_else(|why| panic!("{why}"));
    let refused = other.run(&["import", "all.txt", "--yes"]);
    assert_eq!(
        (refused.code, refused.err.as_str()),
        (Some(6), "error: a of contact: name is missing\n  nothing was written\n")
    );
}
