//! Feeds on the command line: added, attached, taken away, and what of their addresses goes out.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

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
    home.ok("feeds add ada https://ada.example/feed.xml --unasked");
    let again = home.ok("feeds add ada https://ada.example/feed.xml --unasked");
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
    home.ok("feeds add adele https://ada.example/feed.xml --unasked");
    home.ok("merge adele lindqvist");
    assert_eq!(row(&home, "feeds list lindqvist --json")["owner"], "Ada Lindqvist");
    let again = home.ok("feeds add lindqvist https://ada.example/feed.xml --unasked");
    assert!(again.ends_with("that is so already\n"), "{again}");
    home.ok("undo");
    assert_eq!(row(&home, "feeds list adele --json")["owner"], "Adele");
}

#[test]
fn a_secret_is_never_printed_and_goes_out_only_where_it_was_asked_for() {
    let home = world();
    let mut said = home.ok(&format!("feeds add ada {SECRET} --unasked"));
    for line in ["feeds list", "feeds list --json", "history", "export", "export --json", "export ada", "show ada"] {
        said += &home.ok(line);
    }
    assert!(!said.contains("s3cr3t"), "{said}");
    let table = home.ok("export --csv feeds");
    assert!(table.starts_with("feed,of,address,site,never asked\r\n") && !table.contains(SECRET), "{table}");
    assert_eq!(table.lines().count(), 2, "{table}");
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
    other.ok(&format!("feeds add ada {SECRET} --unasked"));
    assert_eq!(row(&other, "feeds list --json")["state"], "new");
    assert_eq!(other.ok("export --with-secrets"), home.ok("export --with-secrets"));
    assert!(other.ok("doctor").ends_with("is sound\n"));
}

const FEED: &str =
    "<rss version='2.0'><channel><title>Birds</title><item><guid>1</guid><title>weirs</title></item></channel></rss>";

/// A site of this machine with two feeds, for as long as the test runs.
fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|why| panic!("{why}"));
    let port = listener.local_addr().map_or(0, |address| address.port());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut asked = [0; 2048];
            let length = stream.read(&mut asked).unwrap_or_default();
            let asked = String::from_utf8_lossy(&asked[..length]).into_owned();
            let page = "<link rel=feed href=/one.xml title=One><link rel=feed href=/two.xml title=Two>";
            let body = if asked.starts_with("GET / ") { page } else { FEED };
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            let _ = stream.write_all((head + body).as_bytes());
        }
    });
    format!("http://127.0.0.1:{port}/")
}

#[test]
fn a_site_is_asked_for_its_feeds_and_those_for_their_posts() {
    let home = world();
    let site = site();
    let several = home.run(&["feeds", "add", "ada", &site]);
    assert_eq!(several.code, Some(4));
    let wanted = format!(
        "error: several feeds are named there\n  1  One  {site}one.xml\n  2  Two  {site}two.xml\n  --pick 1 takes the first\n"
    );
    assert_eq!(several.err, wanted);
    let said = home.ok(&format!("feeds add ada {site} --pick 2"));
    assert!(said.starts_with("Ada Lindqvist: feed 127.0.0.1:") && said.contains("rounds feeds refresh"), "{said}");
    assert_eq!(home.ok("feeds refresh"), "one feed answered, one post is new\n");
    assert_eq!(home.ok("feeds refresh"), "Nothing to ask yet: every feed was asked a short while ago.\n");
    let feed = row(&home, "feeds list --json");
    assert_eq!((&feed["state"], &feed["name"], &feed["unread"]), (&"fresh".into(), &"Birds".into(), &1.into()));
    home.ok("feeds done 1");
    assert_eq!(row(&home, "feeds list --json")["unread"], 0);
    let posts: Value = serde_json::from_str(&home.ok("feeds posts 1 --json")).unwrap_or_default();
    assert_eq!((&posts["posts"][0]["title"], &posts["posts"][0]["done"]), (&"weirs".into(), &true.into()));
    // without an address it is what follows from the handles
    let schedule = home.run(&["feeds", "refresh", "--due"]);
    assert_eq!(schedule.code, Some(2));
    assert!(schedule.err.contains("no schedule is set"), "{}", schedule.err);
    home.ok("add handle ada github:ada");
    home.ok("add contact Zoe https://www.linkedin.com/in/zoe");
    let none = home.run(&["feeds", "add", "zoe"]);
    assert_eq!(none.code, Some(3));
    assert!(none.err.contains("gives no feed, look at https://www.linkedin.com/in/zoe"), "{}", none.err);
    assert!(home.ok("doctor").ends_with("is sound\n"));
}

#[test]
fn feeds_go_out_for_another_reader_and_come_in_from_it() {
    let home = world();
    home.ok("feeds add ada https://ada.example/feed.xml --unasked --as Birds");
    home.ok(&format!("feeds add ada {SECRET} --unasked"));
    let text = home.ok("export --opml");
    assert!(text.contains("<outline type=\"rss\" text=\"Birds\"") && text.contains("<!-- 1 left out"), "{text}");
    assert!(!text.contains("s3cr3t") && home.ok("export --opml --with-secrets").contains("s3cr3t"));
    let other = Home::new();
    fs::write(other.data().with_file_name("feeds.opml"), text).unwrap_or_else(|why| panic!("{why}"));
    let dry = other.ok("import feeds.opml --dry-run");
    assert!(dry.contains("OPML") && dry.contains("one new feed") && dry.contains("nobody's yet"), "{dry}");
    other.ok("import feeds.opml --yes");
    let again = other.ok("import feeds.opml --yes");
    assert!(again.contains("no new feeds, one feed known already"), "{again}");
    assert_eq!(row(&other, "feeds list --json")["name"], "Birds");
    other.ok("undo");
    assert!(other.ok("feeds list").starts_with("No feed yet"));
}
