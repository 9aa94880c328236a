//! The manual tells the truth: README key table, command reference, and every fenced command.
//!
//! `UPDATE_README=1 cargo test manual` writes the generated parts anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rounds::app::action::{Action, Scope};
use rounds::app::keymap::Keymap;
use rounds::cli::reference;

use crate::home::Home;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

#[test]
fn the_key_table_is_that_of_the_actions() {
    generated("keys", &keys());
}

#[test]
fn the_command_reference_is_that_of_the_parser() {
    generated("commands", &commands());
}

#[test]
fn every_fenced_command_runs() {
    let home = Home::new();
    let text = fs::read_to_string(README).unwrap_or_default();
    let mut ran = 0;
    for block in fenced(&text, "sh") {
        for line in block.lines() {
            let words = shell_words(line);
            assert_eq!(words.first().map(String::as_str), Some("rounds"), "only Rounds runs in `sh` blocks: {line}");
            let done = home.run(&words[1..]);
            assert_eq!(done.code, Some(0), "{line}\n{}{}", done.out, done.err);
            ran += 1;
        }
    }
    assert!(ran > 10, "the README shows how it is used");
}

#[test]
fn other_fenced_commands_are_those_of_the_house() {
    let text = fs::read_to_string(README).unwrap_or_default();
    let lines: Vec<&str> = fenced(&text, "console").iter().flat_map(|block| block.lines()).collect();
    assert_eq!(lines, ["cargo run --release", "cargo test"]);
    for (_, language) in text.match_indices("\n```").map(|(at, _)| (at, text[at + 4..].lines().next().unwrap_or(""))) {
        assert!(["", "sh", "console"].contains(&language), "nothing checks ```{language} blocks");
    }
}

#[test]
fn links_into_the_repository_lead_somewhere() {
    let text = fs::read_to_string(README).unwrap_or_default();
    for part in text.split("](").skip(1) {
        let target = part.split(')').next().unwrap_or_default();
        // pictures are made by a command of their own
        if !target.contains("://") && !target.starts_with("assets/pictures/") {
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(target).exists(), "{target} is missing");
        }
    }
}

fn keys() -> String {
    let keymap = Keymap::new(&[]).unwrap_or_else(|why| panic!("{why}"));
    let mut text = String::new();
    for scope in Scope::ALL {
        let _ = writeln!(text, "| {} | |\n|---|---|", scope.title());
        for action in Action::ALL.iter().filter(|action| action.scope() == scope) {
            let keys: Vec<String> =
                keymap.keys(*action).map(|key| format!("`{}`", key.label().replace('|', "\\|"))).collect();
            if !keys.is_empty() {
                let _ = writeln!(text, "| {} | {} |", keys.join(" "), action.title());
            }
        }
        text.push('\n');
    }
    text.trim_end().to_owned()
}

fn commands() -> String {
    let mut text = format!("Every command takes `{}`.\n\n", reference::globals());
    for entry in reference::entries() {
        let _ = writeln!(text, "- `{}`  \n  {}", entry.form, entry.about);
    }
    text.trim_end().to_owned()
}

/// Holds the part of the README between two markers, or writes it anew.
fn generated(name: &str, wanted: &str) {
    let text = fs::read_to_string(README).unwrap_or_default();
    let (begin, end) = (format!("<!-- {name}: begin -->\n"), format!("<!-- {name}: end -->"));
    let from = text.find(&begin).unwrap_or_else(|| panic!("README.md lacks {begin}")) + begin.len();
    let to = text.find(&end).unwrap_or_else(|| panic!("README.md lacks {end}"));
    let wanted = format!("{wanted}\n");
    if text[from..to] == wanted {
        return;
    }
    if std::env::var_os("UPDATE_README").is_some() {
        let text = format!("{}{wanted}{}", &text[..from], &text[to..]);
        fs::write(README, text).unwrap_or_else(|why| panic!("{why}"));
        return;
    }
    let missing: Vec<&str> = wanted.lines().filter(|line| !text.lines().any(|other| other == *line)).collect();
    panic!("README.md is out of date, run UPDATE_README=1 cargo test manual; it lacks\n{}", missing.join("\n"));
}

/// The fenced blocks of that language.
fn fenced<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let open = format!("\n```{language}\n");
    text.match_indices(&open)
        .map(|(at, _)| {
            let body = &text[at + open.len()..];
            &body[..body.find("```").unwrap_or(body.len())]
        })
        .collect()
}

/// Words as a shell cuts them, with double quotes.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = vec![];
    let (mut word, mut quoted, mut open) = (String::new(), false, false);
    for c in line.chars() {
        match c {
            '"' => (quoted, open) = (!quoted, true),
            ' ' if !quoted => {
                if open || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            c => word.push(c),
        }
    }
    if open || !word.is_empty() {
        words.push(word);
    }
    words
}
