//! Sentences from the input and from `inbox.txt`.

use std::fs;

use super::world::world;
use crate::home::Home;

fn steps(home: &Home) -> Vec<String> {
    let value: serde_json::Value = serde_json::from_str(&home.ok("history --limit 100 --json")).unwrap_or_default();
    let labels = value["steps"].as_array().into_iter().flatten().filter_map(|step| step["label"].as_str());
    labels.map(str::to_owned).collect()
}

fn write(home: &Home, name: &str, text: &str) {
    fs::write(home.data().join(name), text).unwrap_or_else(|why| panic!("{why}"));
}

fn files(home: &Home) -> Vec<String> {
    let entries = fs::read_dir(home.data()).unwrap_or_else(|why| panic!("{why}"));
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("inbox"))
        .collect();
    names.sort();
    names
}

#[test]
fn each_line_of_the_input_is_a_step() {
    let home = world();
    let before = steps(&home).len();
    let done = home.run_with(
        &["log", "-"],
        "ada answered musl\n\n# a remark\ntomas they shared my crate yesterday\nzoe answered\nsomeone welcomed x3 in nix\n",
    );
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(done.out.contains("answered Ada Lindqvist") && done.out.contains("Tomás Rivera shared"), "{}", done.out);
    assert!(done.err.starts_with("error: 1 line was not logged") && done.err.contains("line 5"), "{}", done.err);
    assert_eq!(steps(&home).len(), before + 3);
    assert_eq!(home.run_with(&["log", "-"], "").code, Some(0));
}

#[test]
fn a_byte_that_is_no_text_costs_one_sign_and_no_line() {
    let home = world();
    let before = steps(&home).len();
    let done =
        home.run_with(&["log", "-"], b"\xef\xbb\xbf# a remark\nada answered\ntomas thanked b\xffd\nada thanked\n");
    assert_eq!(done.code, Some(0), "{done:?}");
    assert_eq!(done.out.matches("Ada Lindqvist").count(), 2, "{}", done.out);
    assert_eq!(steps(&home).len(), before + 3);
}

#[test]
fn the_inbox_is_taken_in_before_the_next_log() {
    let home = world();
    let before = steps(&home);
    write(&home, "inbox.txt", "ada answered musl\nwho knows what\nada answered musl\n");
    assert!(home.ok("today").contains("Ada"), "reading leaves it alone");
    assert_eq!(files(&home), ["inbox.txt"]);
    let done = home.run(&["log", "tomas", "thanked"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.err.contains("who knows what"), "what is kept is said: {}", done.err);
    let after = steps(&home);
    assert_eq!(after.len(), before.len() + 3);
    assert_eq!(after[..3], ["thanked Tomás Rivera", "answered Ada Lindqvist", "answered Ada Lindqvist"]);
    assert_eq!(files(&home), ["inbox.unread.txt"]);
    let kept = fs::read_to_string(home.data().join("inbox.unread.txt")).unwrap_or_default();
    assert!(kept.starts_with("# ") && kept.ends_with("who knows what\n"), "{kept}");
    // undo takes the log itself
    assert!(home.ok("undo").contains("thanked Tomás Rivera"));
}

#[test]
fn what_was_broken_off_is_taken_up_once() {
    let home = world();
    let before = steps(&home).len();
    // as if the process had ended right after the renaming
    write(&home, "inbox.1758522600000-1.reading", "ada answered musl\n");
    home.ok("log tomas thanked");
    home.ok("log tomas thanked");
    assert_eq!(steps(&home).len(), before + 3);
    assert_eq!(files(&home), [""; 0]);
    // the same words another day are another act
    write(&home, "inbox.txt", "ada answered musl\n");
    home.ok("log tomas thanked");
    assert_eq!(steps(&home).len(), before + 5);
}

/// Opens three windows at once, each of which logs, and another one after them.
fn three_at_once(home: &Home) {
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(move || home.ok("log tomas liked"));
        }
    });
    home.ok("log tomas liked");
}

#[test]
fn windows_that_open_at_once_take_a_line_in_once() {
    let mut home = world();
    home.random();
    let before = steps(&home).len();
    let lines = 20;
    write(&home, "inbox.txt", &"ada liked\n".repeat(lines));
    three_at_once(&home);
    assert_eq!(steps(&home).len(), before + lines + 4);
    assert_eq!(files(&home), [""; 0]);
}

#[test]
fn a_file_too_large_to_be_typed_is_left_alone() {
    let home = world();
    write(&home, "inbox.txt", &"x".repeat(5 * 1024 * 1024));
    let done = home.run(&["log", "tomas", "thanked"]);
    assert_eq!(done.code, Some(0), "the log itself goes on: {done:?}");
    assert!(done.err.contains("larger than 4 MiB"), "{}", done.err);
    assert_eq!(files(&home), ["inbox.txt"]);
}

#[test]
fn a_file_that_cannot_be_read_keeps_no_other_out() {
    let home = world();
    let before = steps(&home).len();
    fs::create_dir(home.data().join("inbox.1-1.reading")).unwrap_or_else(|why| panic!("{why}"));
    write(&home, "inbox.txt", "ada answered musl\n");
    let done = home.run(&["log", "tomas", "thanked"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.err.contains("answered Ada Lindqvist") && done.err.contains("inbox.1-1.reading"), "{}", done.err);
    assert_eq!(steps(&home).len(), before + 2);
    assert_eq!(files(&home), ["inbox.1-1.reading"]);
    // a folder of that name is no inbox: it is said and left where it is
    fs::create_dir(home.data().join("inbox.txt")).unwrap_or_else(|why| panic!("{why}"));
    let done = home.run(&["log", "tomas", "thanked"]);
    assert!(done.code == Some(0) && done.err.contains("it is no file"), "{done:?}");
    assert_eq!(files(&home), ["inbox.1-1.reading", "inbox.txt"]);
}

/// A folder beside the data folder that holds the inbox, and a link to it: what people do with a synced folder.
#[cfg(unix)]
fn linked(home: &Home, text: &str) -> std::path::PathBuf {
    let synced = home.data().with_file_name("synced");
    fs::create_dir(&synced).unwrap_or_else(|why| panic!("{why}"));
    fs::write(synced.join("rounds.txt"), text).unwrap_or_else(|why| panic!("{why}"));
    // one link after the other, and from where it stands
    std::os::unix::fs::symlink("../synced/rounds.txt", home.data().join("first")).unwrap_or_else(|why| panic!("{why}"));
    std::os::unix::fs::symlink("first", home.data().join("inbox.txt")).unwrap_or_else(|why| panic!("{why}"));
    synced
}

#[cfg(unix)]
fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|why| panic!("{why}"));
    entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_the_file_behind_it_is_taken_in_once() {
    let home = world();
    let before = steps(&home).len();
    let synced = linked(&home, "ada answered musl\nwho knows what\n");
    for _ in 0..2 {
        home.ok("log tomas thanked");
        assert_eq!(steps(&home)[1..].iter().filter(|label| *label == "answered Ada Lindqvist").count(), 1);
        assert_eq!(names(&synced), [""; 0]);
        assert_eq!(files(&home), ["inbox.txt", "inbox.unread.txt"]);
    }
    assert_eq!(steps(&home).len(), before + 3);
    // what is written through the link starts a new file where it leads
    write(&home, "inbox.txt", "ada answered musl\n");
    assert_eq!(names(&synced), ["rounds.txt"]);
    home.ok("log tomas thanked");
    assert_eq!(steps(&home).len(), before + 5);
    assert!(home.data().join("inbox.txt").is_symlink());
    assert!(home.ok("doctor").contains("is sound"));
}

#[cfg(unix)]
#[test]
fn what_was_broken_off_behind_a_link_is_taken_up_once() -> Result<(), Box<dyn std::error::Error>> {
    use rounds::domain::settings::Settings;
    use rounds::store::{Opening, Store};

    let home = world();
    let before = steps(&home).len();
    let synced = linked(&home, "ada thanked\n");
    // as if the process had ended after the renaming, and another machine had left one there too
    let ours = synced.join("inbox.1758522600000-1.reading");
    fs::write(&ours, "ada answered musl\n")?;
    fs::write(synced.join("inbox.1758522600000-2.reading"), "tomas answered\n")?;
    let mut store = Store::open(&home.data(), Settings::default(), Opening::default())?;
    store.note_source("inbox.1758522600000-1.reading:", &ours.to_string_lossy())?;
    // as if it had ended before: there is no such file
    store.note_source(
        "inbox.1758522600000-3.reading:",
        &synced.join("inbox.1758522600000-3.reading").to_string_lossy(),
    )?;
    drop(store);
    // the link leads elsewhere by now
    fs::remove_file(home.data().join("inbox.txt"))?;
    std::os::unix::fs::symlink("../elsewhere.txt", home.data().join("inbox.txt"))?;
    home.ok("log tomas thanked");
    home.ok("log tomas thanked");
    assert_eq!(steps(&home).len(), before + 3);
    assert!(!ours.exists() && synced.join("inbox.1758522600000-2.reading").exists());
    assert_eq!(files(&home), ["inbox.txt"]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn windows_that_open_at_once_take_in_once_what_is_behind_a_link() {
    let mut home = world();
    home.random();
    let before = steps(&home).len();
    let lines = 20;
    let synced = linked(&home, &"ada liked\n".repeat(lines));
    three_at_once(&home);
    assert_eq!(steps(&home).len(), before + lines + 4);
    assert_eq!(names(&synced), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_link_into_a_folder_that_may_not_be_written_loses_nothing() {
    use std::os::unix::fs::PermissionsExt;

    let home = world();
    let before = steps(&home).len();
    let synced = linked(&home, "ada answered musl\n");
    let allow = |mode| fs::set_permissions(&synced, fs::Permissions::from_mode(mode));
    allow(0o555).unwrap_or_else(|why| panic!("{why}"));
    // who may do anything is not kept out
    if fs::write(synced.join("probe"), "").is_err() {
        let done = home.run(&["log", "tomas", "thanked"]);
        assert_eq!(done.code, Some(0), "{done:?}");
        assert!(done.err.contains("rounds.txt cannot be taken in"), "{}", done.err);
        assert_eq!(steps(&home).len(), before + 1);
        allow(0o755).unwrap_or_else(|why| panic!("{why}"));
        home.ok("log tomas thanked");
        assert_eq!(steps(&home).len(), before + 3);
    }
    allow(0o755).unwrap_or_else(|why| panic!("{why}"));
}
