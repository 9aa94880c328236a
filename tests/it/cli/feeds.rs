//! Feeds on the command line: added, attached, taken away, and what of their addresses goes out.

use std::fs;

use serde_json::Value;

use super::world::world;
use crate::home::Home;

const SECRET: &str = "https://ada:s3cr3t@ada.example/feed.xml?token=s3cr3t";

fn row(home: &Home, words: &str) -> Value {
    let value: Value = serde_json::from_str(&home.ok(words)).unwrap_or_else(|why| panic!("{why}"));
    value["feeds"][0].clone()
}

#[test]
fn a_feed_is_added_once_named_attached_and_taken_away() {
    let home = world();
    assert!(home.ok("feeds list").starts_with("No feed yet"));
    home.ok("feeds add ada https://ada.example/feed.xml");
    let again = home.ok("feeds add ada https://ada.example/feed.xml");
    assert_eq!(again, "Ada Lindqvist: feed ada.example: that is so already\n");
    home.ok("feeds name 1 birds and weirs");
    let feed = row(&home, "feeds list --json");
    assert_eq!((&feed["name"], &feed["owner"]), (&"birds and weirs".into(), &"Ada Lindqvist".into()));
    assert_eq!((&feed["state"], &feed["address"]), (&"new".into(), &"https://ada.example/feed.xml".into()));
    home.ok("feeds attach 1 nix");
    assert_eq!(row(&home, "feeds list --json")["owner"], "Nix Newcomers");
    assert!(home.ok("feeds list ada").starts_with("No feed yet"));
    home.ok("feeds remove 1");
    assert!(home.ok("feeds list").starts_with("No feed yet"));
    home.ok("undo");
    assert_eq!(row(&home, "feeds list nix --json")["name"], "birds and weirs");
}

#[test]
fn the_feeds_of_two_who_are_merged_are_those_of_one() {
    let home = world();
    home.ok("add contact Adele");
    home.ok("feeds add adele https://ada.example/feed.xml");
    home.ok("merge adele lindqvist");
    assert_eq!(row(&home, "feeds list lindqvist --json")["owner"], "Ada Lindqvist");
    let again = home.ok("feeds add lindqvist https://ada.example/feed.xml");
    assert!(again.ends_with("that is so already\n"), "{again}");
    home.ok("undo");
    assert_eq!(row(&home, "feeds list adele --json")["owner"], "Adele");
}

#[test]
fn a_secret_is_never_printed_and_goes_out_only_where_it_was_asked_for() {
    let home = world();
    let mut said = home.ok(&format!("feeds add ada {SECRET}"));
    for line in ["feeds list", "feeds list --json", "history", "export", "export --json", "export ada", "show ada"] {
        said += &home.ok(line);
    }
    assert!(!said.contains("s3cr3t"), "{said}");
    assert!(home.ok("export --with-secrets").contains(SECRET));
    assert_eq!(home.run(&["export", "--csv", "people", "--with-secrets"]).code, Some(2));

    // without its secret it comes in, and is never asked; the same goes out again
    let other = Home::new();
    let file = other.data().with_file_name("all.json");
    fs::write(&file, home.ok("export")).unwrap_or_else(|why| panic!("{why}"));
    other.ok("import all.json --yes");
    assert_eq!(other.ok("export"), home.ok("export"));
    let feed = row(&other, "feeds list --json");
    assert_eq!(
        (&feed["state"], &feed["why"]),
        (&"off".into(), &"its address holds a secret, which was left out".into())
    );
    // once it is known again it is asked again
    other.ok(&format!("feeds add ada {SECRET}"));
    assert_eq!(row(&other, "feeds list --json")["state"], "new");
    assert_eq!(other.ok("export --with-secrets"), home.ok("export --with-secrets"));
    assert!(other.ok("doctor").ends_with("is sound\n"));
}
