//! What has to hold whatever bytes a reader gets: no panic, nothing unsafe or endless in what it answers.
//!
//! Shared by the targets of cargo-fuzz and by the example `mutate`, which needs no other compiler. Must not know who
//! makes the bytes.

#![allow(dead_code, reason = "each target uses one of them")]

use rounds::cli::own_file;
use rounds::domain::clean::is_unsafe;
use rounds::domain::import_plan::Plan;
use rounds::domain::incoming::{Bundle, Incoming, Unreadable};
use rounds::domain::settings::Settings;
use rounds::domain::time::{Instant, frozen};
use rounds::exchange::choices::Choices;
use rounds::exchange::decode::decode;
use rounds::exchange::{newsboat, opml as feeds, own_json as own, people_table, recognise, vcard as cards};
use rounds::listen::discover;
use rounds::listen::feed::{MOST_POSTS, read as read_feed};
use rounds::store::{Opening, Store};

/// A reader by its name.
pub(crate) type Reader = fn(&[u8]);

/// All of them.
pub(crate) const READERS: &[(&str, Reader)] =
    &[("vcard", vcard), ("table", table), ("opml", opml), ("feed", feed), ("own_json", own_json)];

/// Cards, read as such whatever they begin with.
pub(crate) fn vcard(bytes: &[u8]) {
    if let Ok(decoded) = decode(bytes) {
        checked(cards::read(&decoded.text));
    }
    all(bytes);
}

/// Tables of every sort, by their header and by columns that somebody named.
pub(crate) fn table(bytes: &[u8]) {
    if let Ok(decoded) = decode(bytes) {
        checked(people_table::read(&decoded.text));
        checked(people_table::read_with(&decoded.text, "name=Name,mail=E-mail"));
    }
    all(bytes);
}

/// Lists of feeds, in both forms.
pub(crate) fn opml(bytes: &[u8]) {
    if let Ok(decoded) = decode(bytes) {
        checked(feeds::read(&decoded.text));
        checked(newsboat::read(&decoded.text));
    }
    all(bytes);
}

/// Feeds, and pages that name some.
pub(crate) fn feed(bytes: &[u8]) {
    let from = "https://a.example/blog/feed.xml";
    for content_type in ["", "text/xml; charset=utf-16"] {
        if let Ok(feed) = read_feed(bytes, content_type, from, Instant(1_800_000_000_000)) {
            assert!(feed.posts.len() <= MOST_POSTS);
            for post in &feed.posts {
                assert!(!post.title.is_empty() && !post.key.is_empty());
                let words = [&post.title, &post.author, &post.key].into_iter().chain([&feed.title]);
                assert!(words.clone().all(|text| safe(text, false)), "{post:?}");
                assert!(safe(&post.text, true));
                assert!(post.link.is_empty() || post.link.starts_with("http"));
            }
        }
        let page = discover::page(bytes, content_type, from);
        assert!(page.feeds.iter().all(|feed| feed.address.starts_with("http")));
    }
}

/// A file of everything, looked over and taken into a world in memory; it comes in whole or not at all.
pub(crate) fn own_json(bytes: &[u8]) {
    let _ = own::read::<Unreadable>(bytes, &mut |_, _| Ok(()));
    let Ok(mut store) = Store::in_memory(Settings::default(), Opening { seed: Some(1), ..Opening::default() }) else {
        return;
    };
    if let (Ok(_), Ok(now)) = (own_file::look_over(&store, bytes), frozen("2026-09-22T09:00:00+02:00")) {
        let taken = own_file::take_in(&mut store, &now, bytes, &mut |_| true);
        if taken.is_err() {
            assert!(store.next_undo().is_ok_and(|step| step.is_none()), "what fails leaves nothing");
        }
        assert!(store.doctor().is_ok_and(|problems| problems.is_empty()), "what came in holds together");
    }
}

/// As any file, recognised by what is in it.
fn all(bytes: &[u8]) {
    let choices = Choices { messages: true, ..Choices::default() };
    for (_, read) in recognise::read_all(bytes, &choices) {
        checked(read);
    }
}

/// What holds of everything that comes in.
fn checked(read: Result<Incoming, Unreadable>) {
    let Ok(incoming) = read else { return };
    for person in &incoming.people {
        assert!(!person.fields.name.trim().is_empty(), "somebody without a name");
        assert!(safe(&person.fields.name, false) && safe(&person.fields.notes, true), "{person:?}");
        assert!(person.handles.iter().all(|handle| !handle.name.is_empty() && safe(&handle.name, false)));
    }
    for feed in &incoming.feeds {
        let address = feed.address.as_str();
        assert!(safe(address, false) && !address.is_empty(), "{feed:?}");
    }
    let people = incoming.people.len();
    assert!(incoming.acts.iter().all(|act| act.person < people));
    let bundle = Bundle::of(vec![incoming]);
    let plan = Plan::new(&bundle, &[]);
    assert_eq!(plan.fates.len(), bundle.people.len());
}

fn safe(text: &str, lines: bool) -> bool {
    text.chars().all(|letter| !is_unsafe(letter) || lines && letter == '\n')
}
