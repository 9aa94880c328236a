//! Who is here already is not added twice, and who looks alike is offered as one.

use insta::assert_snapshot;
use serde_json::Value;

use crate::home::Home;

/// What was typed, `_` for a blank within a word, with the exit code.
const STORY: &[(&str, i32)] = &[
    ("add contact Ada_Lindqvist @ada@social.example --tier close", 0),
    ("add contact A._Lindqvist https://social.example/@Ada", 6),
    ("add contact A._Lindqvist https://social.example/@Ada --anyway", 0),
    ("add contact Lindqvist,_Ada github:ada", 0),
    ("add contact Ben_Okafor --mail ben@mail.example", 0),
    ("add contact Benno BEN@mail.example", 6),
    ("add handle ben github:ada", 6),
    ("add handle contact:3 github:ada", 0),
    ("add community Nix_Newcomers https://forum.example/c/nix", 0),
    ("add community NixOS https://www.forum.example/c/nix/", 6),
    ("add community nix_newcomers", 0),
    ("archive ben", 0),
    ("add contact Benno ben@mail.example", 6),
    ("duplicates", 0),
    ("apart contact:3 contact:1", 0),
    ("apart contact:1 contact:1", 1),
    ("duplicates", 0),
    ("merge contact:2 contact:1", 0),
    ("duplicates", 0),
    ("show contact:99", 3),
    ("undo", 0),
    ("undo", 0),
    ("add contact Ada_Lindqvist", 0),
    ("show ada_lindqvist", 4),
];

#[test]
fn who_is_here_already_is_said_with_the_evidence_and_what_to_do() {
    let home = Home::new();
    let mut said = String::new();
    for (line, code) in STORY {
        let words: Vec<String> = line.split(' ').map(|word| word.replace('_', " ")).collect();
        let done = home.run(&words);
        assert_eq!(done.code, Some(*code), "rounds {line}\n{}{}", done.out, done.err);
        said.extend(["$ rounds ", line, "\n", &done.out, &done.err]);
    }
    assert_snapshot!("duplicates", said);
    assert!(home.ok("doctor").contains("is sound"));
}

#[test]
fn the_pairs_have_their_commands_as_json() {
    let home = Home::new();
    home.ok("add contact Ada @ada@social.example");
    home.ok("add contact A https://social.example/@ada --anyway");
    let value: Value = serde_json::from_str(&home.ok("duplicates --json")).unwrap_or_default();
    assert_eq!(value["schema"], 1);
    let pair = &value["pairs"][0];
    assert_eq!((&pair["sure"], &pair["evidence"][0]), (&true.into(), &"same handle @ada@social.example".into()));
    let merge = pair["merge"].as_str().unwrap_or_default().trim_start_matches("rounds ").to_owned();
    assert_eq!(home.ok(&merge).lines().next(), Some("merged A into Ada"));
    assert!(home.ok("duplicates").contains("Nobody looks like"));
}
