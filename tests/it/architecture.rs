//! The rules of the house, held by reading the sources: layers, loops, banned names, headers,
//! sizes, folder names, SQL and the number of crates. Each rule is a function from sources to
//! problems, and a test beside it shows that it can fail.

mod imports;
mod source;
mod sql;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use imports::{graph, imports, loops, modules};
use source::Source;

/// One layer, by its first module.
struct Layer {
    name: &'static str,
    /// What of ours it may import beside itself.
    may: &'static [&'static str],
    /// Paths that it must not name, by consecutive parts.
    never: &'static [&'static str],
}

const DATABASE: &str = "rusqlite";
const SCREEN: [&str; 2] = ["ratatui", "crossterm"];

/// What no pure layer names: the screen, the database, the machine.
const IMPURE: &[&str] = &[
    DATABASE,
    SCREEN[0],
    SCREEN[1],
    "std::fs",
    "std::env",
    "std::thread",
    "std::process",
    "std::net",
    "std::io",
    "std::time::Instant",
    "std::time::SystemTime",
    "chrono::Local",
    "notify",
    "tempfile",
    "directories",
    "rustix",
    "signal_hook",
    "open",
];

const LAYERS: &[Layer] = &[
    Layer { name: "domain", may: &[], never: IMPURE },
    Layer { name: "report", may: &["domain"], never: IMPURE },
    Layer { name: "store", may: &["domain", "report"], never: &SCREEN },
    Layer {
        name: "exchange",
        may: &["domain"],
        never: &[DATABASE, SCREEN[0], SCREEN[1], "std::fs", "std::env", "std::net"],
    },
    Layer { name: "listen", may: &["domain"], never: &[DATABASE, SCREEN[0], SCREEN[1]] },
    Layer { name: "app", may: &["domain", "report"], never: IMPURE },
    Layer {
        name: "ui",
        may: &["domain", "report", "app"],
        never: &[DATABASE, "std::fs", "std::env", "std::thread", "std::process", "std::time::Instant", "chrono::Local"],
    },
    Layer {
        name: "cli",
        may: &[
            "domain",
            "report",
            "store",
            "exchange",
            "listen",
            "clock",
            "config",
            "paths",
            "inbox",
            "intake",
            "refresh",
            "demo",
            // the texts of the table of actions and the words of keys
            "app::action",
            "app::key",
            // whether the remapped keys of a config file hold together
            "app::keymap",
        ],
        never: &SCREEN,
    },
    Layer {
        name: "shell",
        may: &[
            "domain", "report", "store", "exchange", "listen", "app", "ui", "clock", "config", "paths", "inbox",
            "intake", "refresh", "demo",
        ],
        never: &[],
    },
    Layer { name: "clock", may: &["domain"], never: &[DATABASE, SCREEN[0], SCREEN[1]] },
    Layer { name: "paths", may: &["domain"], never: &[DATABASE, SCREEN[0], SCREEN[1]] },
    Layer { name: "config", may: &["domain"], never: &[DATABASE, SCREEN[0], SCREEN[1]] },
    // sentences from a file: reads the file, asks domain what a line means, writes through the store
    Layer { name: "inbox", may: &["domain", "report", "store"], never: &[DATABASE, SCREEN[0], SCREEN[1]] },
    // files of other programs: reads them, asks exchange what they are, writes through the store
    Layer { name: "intake", may: &["domain", "report", "store", "exchange"], never: &[DATABASE, SCREEN[0], SCREEN[1]] },
    // what feeds bring: asks through listen on a few threads, writes through the store
    Layer { name: "refresh", may: &["domain", "store", "listen", "clock"], never: &[DATABASE, SCREEN[0], SCREEN[1]] },
    // a world told as text, played into a store in memory
    Layer {
        name: "demo",
        may: &["domain", "store"],
        never: &[DATABASE, SCREEN[0], SCREEN[1], "std::fs", "std::env", "std::net"],
    },
    // the program joins them
    Layer {
        name: "main",
        may: &[
            "domain", "report", "store", "exchange", "listen", "app", "cli", "shell", "clock", "config", "paths",
            "inbox", "demo",
        ],
        never: &[DATABASE, SCREEN[0], SCREEN[1]],
    },
    Layer { name: "lib", may: &[], never: IMPURE },
];

/// Names that have one home.
const HOMES: &[(&str, &[&str])] = &[
    ("Local", &["src/clock.rs"]),
    ("Utc::now", &["src/clock.rs"]),
    ("SystemTime::now", &["src/clock.rs"]),
    ("ureq", &["src/listen/fetch.rs"]),
    ("std::net", &["src/listen/fetch.rs"]),
];

/// Lines of code that ship before a file is too long to read in five minutes, and lines with its tests.
const LONG: usize = 400;
const LONG_WITH_TESTS: usize = 650;

/// Files that may be longer, each with its ceiling and its reason.
const LONGER: &[(&str, usize)] = &[
    // the table of kinds: rows of data
    ("src/domain/kind.rs", 640),
];

/// Folder names that say nothing.
const VAGUE: [&str; 8] = ["utils", "util", "common", "helpers", "helper", "types", "misc", "shared"];

/// Crates in the lock file that the program itself can come to need, on any system.
const CRATES: usize = 260;

fn layers(sources: &[Source]) -> Vec<String> {
    let modules = modules(sources);
    let mut problems = Vec::new();
    for source in sources {
        let name = source.layer();
        let Some(layer) = LAYERS.iter().find(|layer| layer.name == name) else {
            problems.push(format!("{}: \"{name}\" is in no layer: give it a row in LAYERS", source.path));
            continue;
        };
        for import in imports(source, &modules) {
            let place = || format!("{}:{}: {} names {}", source.path, import.line, layer.name, import.shown());
            let first = import.segments.first().map_or("", String::as_str);
            let within = |path: &&str| path.split("::").eq(import.segments.iter().take(path.split("::").count()));
            if import.ours && first != name && !layer.may.iter().any(&within) {
                problems.push(format!("{}, which it may not import", place()));
            }
            if !import.ours && layer.never.iter().any(&within) {
                problems.push(format!("{}, which it must never name", place()));
            }
        }
    }
    problems
}

fn homes(sources: &[Source]) -> Vec<String> {
    let modules = modules(sources);
    let mut problems = Vec::new();
    for source in sources {
        for import in imports(source, &modules) {
            for (name, homes) in HOMES {
                let parts: Vec<&str> = name.split("::").collect();
                let named = import.segments.windows(parts.len()).any(|window| window == parts);
                if named && !homes.contains(&source.path.as_str()) {
                    problems.push(format!("{}:{}: {name} belongs to {}", source.path, import.line, homes.join(", ")));
                }
            }
        }
        let words: Vec<&str> = source.tokens.iter().map(|token| token.text.as_str()).collect();
        if source.layer() == "ui" && words.windows(3).any(|three| three == ["&", "mut", "Model"]) {
            problems.push(format!("{}: drawing must not change the model (&mut Model)", source.path));
        }
    }
    problems
}

fn file_loops(sources: &[Source]) -> Vec<String> {
    loops(&graph(sources)).iter().map(|files| format!("these import each other: {}", files.join(", "))).collect()
}

fn headers(sources: &[Source]) -> Vec<String> {
    let headless = |source: &&Source| !source.text.starts_with("//! ");
    sources.iter().filter(headless).map(|source| format!("{}: no //! header", source.path)).collect()
}

fn sizes(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources {
        let longer = LONGER.iter().find(|(path, _)| *path == source.path).map(|(_, ceiling)| *ceiling);
        let ceiling = longer.unwrap_or(LONG);
        // in a file of tests everything is test
        let code = if source.path.starts_with("src/") { source.shipped_lines } else { 0 };
        if code > ceiling {
            problems.push(format!("{}: {code} lines of code, the alarm is at {ceiling}", source.path));
        }
        let all = source.text.lines().count();
        if all > ceiling.max(LONG_WITH_TESTS - LONG + ceiling) {
            problems.push(format!("{}: {all} lines with tests: move some of it out", source.path));
        }
    }
    problems
}

fn folders<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let vague = |path: &&str| path.trim_end_matches(".rs").split('/').any(|part| VAGUE.contains(&part));
    paths.filter(vague).map(|path| format!("{path}: a name that says nothing")).collect()
}

fn queries(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources {
        let in_store = source.layer() == "store";
        // export and doctor read everything; the schema defines views and triggers and reads nothing
        let whole = source.module().get(1).is_some_and(|name| matches!(name.as_str(), "export" | "doctor" | "schema"));
        for string in &source.strings {
            if !in_store && sql::is_sql(&string.text) {
                problems.push(format!("{}:{}: SQL outside the store", source.path, string.line));
            }
            if let Some(why) = sql::unbounded(&string.text).filter(|_| in_store && !whole) {
                problems.push(format!("{}:{}: {why}", source.path, string.line));
            }
        }
    }
    problems
}

/// How many crates of the lock file the dependencies of `manifest` lead to, those for tests left out.
fn crates(manifest: &str, lock: &str) -> usize {
    let manifest: toml::Table = toml::from_str(manifest).unwrap_or_default();
    let lock: toml::Table = toml::from_str(lock).unwrap_or_default();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let targets = manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten();
    let tables = targets.filter_map(|(_, target)| target.as_table()).chain([&manifest]);
    for table in tables {
        for section in ["dependencies", "build-dependencies"] {
            names.extend(
                table.get(section).and_then(toml::Value::as_table).into_iter().flatten().map(|(n, _)| n.clone()),
            );
        }
    }
    // a package stands in the lock as "name" or, where there are several, as "name version"
    let mut needs: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let word = |package: &toml::Value, key: &str| package.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    for package in lock.get("package").and_then(toml::Value::as_array).into_iter().flatten() {
        let Some(key) = word(package, "name").zip(word(package, "version")) else { continue };
        let listed = package.get("dependencies").and_then(toml::Value::as_array).into_iter().flatten();
        needs.insert(key, listed.filter_map(toml::Value::as_str).map(str::to_owned).collect());
    }
    let find = |entry: &str| -> Vec<(String, String)> {
        let (name, version) =
            entry.split_once(' ').map_or((entry, None), |(name, rest)| (name, rest.split(' ').next()));
        let same = |key: &&(String, String)| key.0 == name && version.is_none_or(|version| key.1 == version);
        needs.keys().filter(same).cloned().collect()
    };
    let mut open: Vec<(String, String)> = names.iter().flat_map(|name| find(name)).collect();
    let mut seen = BTreeSet::new();
    while let Some(key) = open.pop() {
        if seen.insert(key.clone()) {
            open.extend(needs[&key].iter().flat_map(|entry| find(entry)));
        }
    }
    seen.len()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(folders: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    for folder in folders {
        walk(&root().join(folder), &mut paths);
    }
    paths.sort();
    let shown = |path: &Path| path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| Source::new(&shown(path), &std::fs::read_to_string(path).unwrap_or_default())).collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|end| end == "rs") {
            paths.push(path);
        }
    }
}

#[track_caller]
fn none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[track_caller]
fn one(problems: &[String], says: &str) {
    assert!(problems.len() == 1 && problems[0].contains(says), "expected one problem with \"{says}\": {problems:#?}");
}

fn made_up(path: &str, text: &str) -> Vec<Source> {
    vec![Source::new(path, text)]
}

#[test]
fn layers_hold() {
    let sources = read(&["src"]);
    assert!(sources.len() > 10, "the sources were not found");
    none(&layers(&sources));
}

#[test]
fn layers_can_fail() {
    one(&layers(&made_up("src/domain/a.rs", "use crate::store::Store;")), "may not import");
    one(&layers(&made_up("src/domain/a.rs", "fn f() { crate::report::go() }")), "may not import");
    one(&layers(&made_up("src/domain/a.rs", "use super::super::report::go;")), "may not import");
    one(
        &layers(&made_up("src/domain/a.rs", "use {std::fmt, std::{fs::File}};")),
        "std::fs::File, which it must never name",
    );
    one(&layers(&made_up("src/app/a.rs", "fn f(frame: ratatui::Frame) {}")), "must never name");
    one(&layers(&made_up("src/ui/a.rs", "use crate::store;\n")), "may not import");
    one(&layers(&made_up("src/cli/a.rs", "use crate::app::model::Model;")), "may not import");
    none(&layers(&made_up("src/cli/a.rs", "use crate::app::action::Action;")));
    one(&layers(&made_up("src/shell/a.rs", "use crate::cli::args;")), "may not import");
    one(&layers(&made_up("src/magic.rs", "")), "no layer");
}

#[test]
fn names_stay_at_home() {
    none(&homes(&read(&["src"])));
}

#[test]
fn a_name_away_from_home_is_found() {
    one(&homes(&made_up("src/shell/a.rs", "fn f() { chrono::Utc::now(); }")), "src/clock.rs");
    one(&homes(&made_up("src/cli/a.rs", "use chrono::{Local, Utc};")), "src/clock.rs");
    one(&homes(&made_up("src/listen/feed.rs", "use std::net::TcpStream;")), "fetch.rs");
    one(&homes(&made_up("src/ui/a.rs", "fn draw(model: &mut Model) {}")), "must not change");
}

#[test]
fn no_two_files_import_each_other() {
    none(&file_loops(&read(&["src"])));
}

#[test]
fn a_loop_is_found() {
    let sources = [Source::new("src/a/b.rs", "use super::c::C;"), Source::new("src/a/c.rs", "use super::b::B;")];
    one(&file_loops(&sources), "src/a/b.rs, src/a/c.rs");
}

#[test]
fn each_file_opens_with_its_header() {
    none(&headers(&read(&["src", "tests", "benches"])));
    one(&headers(&made_up("src/a.rs", "use b;")), "no //! header");
}

#[test]
fn files_can_be_read_in_five_minutes() {
    none(&sizes(&read(&["src", "tests", "benches"])));
    one(&sizes(&made_up("src/a.rs", &"x\n".repeat(401))), "401 lines");
    one(&sizes(&made_up("tests/it/a.rs", &"x\n".repeat(651))), "with tests");
    none(&sizes(&made_up(
        "src/a.rs",
        &format!("{}#[cfg(test)]\nmod t {{\n{}}}\n", "x\n".repeat(300), "y\n".repeat(200)),
    )));
}

#[test]
fn folders_say_what_is_in_them() {
    let sources = read(&["src", "tests", "benches"]);
    none(&folders(sources.iter().map(|source| source.path.as_str())));
    one(&folders(["src/ui/utils/a.rs", "src/ui/useful.rs"].into_iter()), "src/ui/utils");
    one(&folders(["src/helpers.rs"].into_iter()), "says nothing");
}

#[test]
fn no_query_reads_a_history_whole() {
    none(&queries(&read(&["src"])));
    one(&queries(&made_up("src/store/a.rs", "const Q: &str = \"SELECT * FROM act\";")), "no LIMIT");
    none(&queries(&made_up("src/store/export.rs", "const Q: &str = \"SELECT * FROM act\";")));
    one(&queries(&made_up("src/cli/a.rs", "const Q: &str = \"SELECT * FROM act LIMIT 1\";")), "outside the store");
}

#[test]
fn the_program_stays_small() {
    let file = |name: &str| std::fs::read_to_string(root().join(name)).unwrap_or_default();
    let (manifest, lock) = (file("Cargo.toml"), file("Cargo.lock"));
    let count = crates(&manifest, &lock);
    assert!((50..=CRATES).contains(&count), "{count} crates; the ceiling is {CRATES}");
    assert!(!lock.contains("\"termwiz\""), "a default feature of ratatui came back: see Cargo.toml");
}

#[test]
fn crates_are_counted_through_the_lock() {
    let manifest = "[dependencies]\na = '1'\n[target.'cfg(unix)'.dependencies]\nb = '1'\n[dev-dependencies]\nt = '1'";
    let lock = "
        [[package]]
        name = 'a'
        version = '1.0.0'
        dependencies = ['c 2.0.0']
        [[package]]
        name = 'b'
        version = '1.0.0'
        [[package]]
        name = 'c'
        version = '1.0.0'
        [[package]]
        name = 'c'
        version = '2.0.0'
        [[package]]
        name = 't'
        version = '1.0.0'
        dependencies = ['c 1.0.0']
    ";
    assert_eq!(crates(manifest, lock), 3);
}
