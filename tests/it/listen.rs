//! Listen: posts in a list that holds still, a reader that pages and never logs, reactions in one step.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::net::TcpListener;

use rounds::app::msg::Msg;
use rounds::app::screens::listen::Item;
use rounds::domain::change::Change;
use rounds::domain::contact::{ContactFields, Tier};
use rounds::domain::feed::{FeedState, NewPost, Visit};
use rounds::domain::ids::{ContactId, FeedId, Subject};
use rounds::domain::time::frozen;
use rounds::report::listening::Whose;
use rounds::store::Created;

use crate::rig::{Outcome, Rig};

type Made<T> = Result<T, Box<dyn std::error::Error>>;

/// Somebody with tags and topics.
fn person(rig: &mut Rig, name: &str, tags: &[&str], topics: &[&str]) -> Made<ContactId> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let fields =
        ContactFields { name: name.to_owned(), tags: words(tags), topics: words(topics), ..ContactFields::default() };
    match rig.store.apply(&rig.now, &Change::AddContact(fields, Vec::new()))?.created.first() {
        Some(Created::Contact(id)) => Ok(*id),
        other => Err(format!("{other:?}").into()),
    }
}

fn feed(rig: &mut Rig, of: Option<Subject>, address: &str) -> Made<FeedId> {
    let change = Change::AddFeed { of, address: address.to_owned(), title: String::new(), off: String::new() };
    match rig.store.apply(&rig.now, &change)?.created.first() {
        Some(Created::Feed(id)) => Ok(*id),
        other => Err(format!("{other:?}").into()),
    }
}

/// A post that is so many hours old.
fn post(rig: &Rig, key: &str, title: &str, hours: i64, text: &str) -> NewPost {
    NewPost {
        key: key.to_owned(),
        title: title.to_owned(),
        link: format!("https://posts.example/{key}"),
        at: Some(rig.now.at.plus_seconds(-3_600 * hours)),
        text: text.to_owned(),
        links: vec![("the linker".to_owned(), "https://linker.example/a".to_owned())],
        ..NewPost::default()
    }
}

fn visited(rig: &mut Rig, feed: FeedId, title: &str, posts: Vec<NewPost>) -> Outcome {
    let asked = rig.now.at.plus_seconds(-1_800);
    let state = FeedState { title: title.to_owned(), asked: Some(asked), fresh: Some(asked), ..FeedState::default() };
    let now = rig.now.clone();
    rig.store.visited(&now, &[Visit { feed, state, posts }])?;
    Ok(())
}

/// Mei with two posts, the older one about a topic of hers; Noor with seven; a place with none; a feed of nobody.
struct World {
    rig: Rig,
    mei: ContactId,
    noor: FeedId,
}

fn world() -> Made<World> {
    let mut rig = Rig::empty()?;
    let mei = person(&mut rig, "Mei Tan", &["want"], &["ladders", "musl"])?;
    let noor = person(&mut rig, "Noor Visser", &["followers", "privacy"], &[])?;
    let of_mei = feed(&mut rig, Some(Subject::Contact(mei)), "https://mei.example/feed.xml")?;
    let of_noor = feed(&mut rig, Some(Subject::Contact(noor)), "https://noor.example/feed.xml")?;
    let of_nobody = feed(&mut rig, None, "https://nobody.example/feed.xml")?;
    let long = "A paragraph about builds that goes on for a while, so that it takes a line or two.\n\n".repeat(30);
    let posts =
        vec![post(&rig, "m1", "One binary", 2, &long), post(&rig, "m2", "Why I left", 31, "Ladders are tools.")];
    visited(&mut rig, of_mei, "Long way round", posts)?;
    let posts = (1..=7).map(|n| post(&rig, &format!("n{n}"), &format!("Note {n}"), n * 5, "Short.")).collect();
    visited(&mut rig, of_noor, "Noor Visser", posts)?;
    let posts = vec![post(&rig, "x1", "From nowhere", 50, "")];
    visited(&mut rig, of_nobody, "Planet Nowhere", posts)?;
    rig.open();
    rig.press("esc 5");
    Ok(World { rig, mei, noor: of_noor })
}

/// The titles in the list, with what marks them.
fn list(rig: &Rig) -> String {
    let screen = &rig.model.listen;
    let mut said = String::new();
    for item in &screen.items {
        let here = if screen.cursor.selected() == Some(*item) { ">" } else { "" };
        let _ = match item {
            Item::Post(id) => match screen.post_of(*id) {
                Some(post) => {
                    let (done, kept) = (if post.done { "x" } else { "" }, if post.kept { "*" } else { "" });
                    write!(said, "{here}{done}{kept}{} | ", post.title)
                }
                None => write!(said, "? | "),
            },
            Item::More(source) => write!(said, "{here}+{} | ", screen.folded(*source).len()),
            Item::Silent(_) => write!(said, "{here}silent | "),
        };
    }
    said.trim_end_matches(" | ").to_owned()
}

fn acts(rig: &Rig) -> Made<usize> {
    Ok(rig.store.history(50)?.iter().filter(|step| step.label.starts_with("commented")).count())
}

#[test]
fn posts_stand_in_order_and_a_loud_source_is_folded() -> Outcome {
    let World { mut rig, .. } = world()?;
    let start = ">One binary | Note 1 | Note 2 | Note 3 | +4 | Why I left | From nowhere";
    assert_eq!(list(&rig), start);
    rig.press("j j j j enter");
    assert_eq!(
        list(&rig),
        "One binary | Note 1 | Note 2 | Note 3 | >Note 4 | Note 5 | Note 6 | Why I left | Note 7 | From nowhere"
    );
    // the screen is left and comes back as it was
    rig.press("1 5");
    assert_eq!(list(&rig), start);
    Ok(())
}

#[test]
fn space_pages_to_the_end_then_to_the_next_and_never_logs() -> Outcome {
    for (columns, rows) in [(80, 24), (120, 36), (44, 8)] {
        let World { mut rig, .. } = world()?;
        rig.send(Msg::Resize(columns, rows));
        let mut pages = 0;
        while list(&rig).starts_with(">One binary") {
            rig.press("space");
            pages += 1;
            assert!(pages < 60, "{columns}x{rows}: it never ends\n{}", rig.screen(columns, rows));
        }
        assert!(pages > 1, "{columns}x{rows}");
        assert!(list(&rig).starts_with("One binary | >Note 1"), "{}", list(&rig));
        // to the very end: nothing is written by it, and a held key does no harm
        for _ in 0..20 {
            rig.press("space");
        }
        assert!(rig.model.notice.text.contains("last one"), "{}", rig.model.notice.text);
        assert!(rig.store.history(1)?[0].label.contains("feed"), "something was written");
    }
    Ok(())
}

#[test]
fn a_reaction_is_one_step_with_the_link_and_the_post_is_done() -> Outcome {
    let World { mut rig, mei, .. } = world()?;
    rig.press("a");
    assert!(rig.screen(80, 24).contains("You … Mei Tan"), "{}", rig.screen(80, 24));
    rig.press("c");
    assert!(list(&rig).starts_with("xOne binary | >Note 1"), "{}", list(&rig));
    assert!(rig.model.notice.text.contains("Logged: commented on Mei Tan"), "{}", rig.model.notice.text);
    let acts_of = |rig: &Rig| -> Made<Vec<String>> {
        let card = rig.store.card(&rig.now, Subject::Contact(mei))?;
        Ok(match card {
            Some(rounds::report::card::Card::Contact(card)) => card.acts.iter().map(|act| act.what.clone()).collect(),
            _ => Vec::new(),
        })
    };
    assert_eq!(acts_of(&rig)?.len(), 1);
    // what was logged can be completed, with the link in its place
    rig.press("c");
    assert!(rig.screen(80, 24).contains("https://posts.example/m1"), "{}", rig.screen(80, 24));
    rig.press("esc u");
    assert!(list(&rig).starts_with("One binary | >Note 1"), "{}", list(&rig));
    assert_eq!(acts_of(&rig)?.len(), 0);
    rig.press("U");
    assert!(list(&rig).starts_with("xOne binary"), "{}", list(&rig));
    assert_eq!((acts(&rig)?, acts_of(&rig)?.len()), (1, 1));
    Ok(())
}

#[test]
fn the_same_again_goes_with_the_next_post() -> Outcome {
    let World { mut rig, .. } = world()?;
    rig.press("a k .");
    assert!(list(&rig).starts_with("xOne binary | xNote 1 | >Note 2"), "{}", list(&rig));
    assert!(rig.model.notice.text.contains("liked Noor Visser"), "{}", rig.model.notice.text);
    rig.press("u");
    assert!(list(&rig).starts_with("xOne binary | Note 1 | >Note 2"), "{}", list(&rig));
    Ok(())
}

#[test]
fn a_post_goes_with_its_feed_to_whose_it_is() -> Outcome {
    let World { mut rig, mei, .. } = world()?;
    rig.press("G F").type_text("mei").press("enter");
    assert!(rig.model.notice.text.contains("Mei Tan"), "{}", rig.model.notice.text);
    rig.press("R tab");
    assert_eq!(list(&rig), ">One binary | Why I left | From nowhere");
    // to nobody again, with what its topics marked
    let feeds = rig.store.feeds_of(Subject::Contact(mei))?;
    rig.store.apply(&rig.now, &Change::AttachFeed(feeds[0].id, None))?;
    assert_eq!(rig.store.doctor()?, Vec::<String>::new());
    rig.send(Msg::Changed);
    rig.press("tab tab tab tab");
    assert!(!rig.screen(80, 24).contains("◆"), "{}", rig.screen(80, 24));
    rig.press("x");
    assert!(rig.model.notice.text.contains("emoved the feed"), "{}", rig.model.notice.text);
    Ok(())
}

#[test]
fn what_is_done_keeps_its_place_until_the_screen_is_left() -> Outcome {
    let World { mut rig, .. } = world()?;
    rig.press("m");
    assert!(list(&rig).starts_with("xOne binary | >Note 1 | Note 2"), "{}", list(&rig));
    rig.press("k m");
    assert!(list(&rig).starts_with(">One binary | Note 1"), "a second time takes it back: {}", list(&rig));
    rig.press("m m");
    assert!(list(&rig).starts_with("xOne binary | xNote 1 | >Note 2"), "{}", list(&rig));
    assert!(rig.screen(80, 24).contains("✓ Mei Tan"), "{}", rig.screen(80, 24));
    rig.press("1 5");
    assert_eq!(list(&rig), ">Note 2 | Note 3 | Note 4 | +3 | Why I left | From nowhere");
    // undone from here it comes back, at its own time
    rig.press("u");
    assert_eq!(rig.model.listen.fresh, 1);
    rig.press("R");
    assert_eq!(list(&rig), ">Note 1 | Note 2 | Note 3 | +4 | Why I left | From nowhere");
    Ok(())
}

#[test]
fn a_folded_row_is_done_whole_and_taken_back_whole() -> Outcome {
    let World { mut rig, .. } = world()?;
    rig.press("j j j j m");
    assert_eq!(list(&rig), "One binary | Note 1 | Note 2 | Note 3 | +0 | >Why I left | From nowhere");
    assert!(rig.screen(80, 24).contains("0 of 6 min read"), "passed over is not read\n{}", rig.screen(80, 24));
    rig.press("u");
    assert!(list(&rig).contains("+4"), "{}", list(&rig));
    Ok(())
}

#[test]
fn minutes_read_stand_against_the_budget() -> Outcome {
    let World { mut rig, .. } = world()?;
    assert!(rig.screen(80, 24).contains("0 of 6 min read"), "{}", rig.screen(80, 24));
    rig.press("m m");
    assert!(rig.screen(80, 24).contains("4 of 6 min read"), "{}", rig.screen(80, 24));
    rig.press("m m j m");
    assert!(rig.screen(80, 24).contains("7 min read, 6 planned"), "{}\n{}", list(&rig), rig.screen(80, 24));
    Ok(())
}

#[test]
fn kept_posts_have_a_list_and_stay_when_they_are_done() -> Outcome {
    let World { mut rig, .. } = world()?;
    rig.press("* m j *");
    assert!(list(&rig).starts_with("x*One binary | Note 1 | >*Note 2"), "{}", list(&rig));
    rig.press("tab tab tab tab");
    assert_eq!((list(&rig).as_str(), &rig.model.listen.whose), (">x*One binary | *Note 2", &Whose::Kept));
    rig.press("*");
    assert_eq!(list(&rig), ">xOne binary | *Note 2", "it stays in sight until the list is left");
    rig.press("esc");
    assert_eq!(rig.model.listen.whose, Whose::All);
    Ok(())
}

#[test]
fn the_lists_of_the_method_and_of_tags() -> Outcome {
    let World { mut rig, .. } = world()?;
    rig.press("tab");
    assert_eq!(list(&rig), ">One binary | Why I left");
    assert!(rig.screen(80, 24).contains(" all [want] followers  privacy  kept"), "{}", rig.screen(80, 24));
    rig.press("tab");
    assert_eq!(list(&rig), ">Note 1 | Note 2 | Note 3 | +4");
    rig.press("tab");
    assert_eq!(list(&rig), ">Note 1 | Note 2 | Note 3 | +4");
    rig.press("tab");
    assert!(rig.screen(80, 24).contains("Nothing is kept."), "{}", rig.screen(80, 24));
    rig.press("tab");
    assert_eq!(rig.model.listen.whose, Whose::All);
    Ok(())
}

#[test]
fn what_is_new_waits_and_the_cursor_stays() -> Outcome {
    let World { mut rig, noor, .. } = world()?;
    rig.press("j j");
    let before = list(&rig);
    let posts = (0..3).map(|n| post(&rig, &format!("new{n}"), &format!("Fresh {n}"), 0, "")).collect();
    visited(&mut rig, noor, "Noor Visser", posts)?;
    rig.send(Msg::Changed);
    assert_eq!(list(&rig), before);
    assert!(rig.screen(80, 24).contains("3 new   R takes them in"), "{}", rig.screen(80, 24));
    assert!(rig.screen(120, 36).contains("3 new   R takes them in"), "{}", rig.screen(120, 36));
    rig.press("R");
    assert!(list(&rig).contains("Fresh 0 | "), "{}", list(&rig));
    assert!(!rig.screen(80, 24).contains("3 new"), "{}", rig.screen(80, 24));
    Ok(())
}

#[test]
fn a_post_is_opened_copied_and_its_links_are_followed() -> Outcome {
    let World { mut rig, mei, .. } = world()?;
    rig.press("o y f 1");
    assert_eq!(rig.outside.opened, ["https://posts.example/m1", "https://linker.example/a"]);
    assert_eq!(rig.outside.copied, ["https://posts.example/m1"]);
    assert!(rig.model.overlays.is_empty());
    let now = rig.model.today.report.as_ref().and_then(|report| report.now_mark).map(|mark| mark.0);
    assert_eq!(now, Some(Subject::Contact(mei)));
    // of nobody: it opens, and nobody is now
    rig.press("G o a l");
    assert_eq!(rig.outside.opened.last().map(String::as_str), Some("https://posts.example/x1"));
    assert!(list(&rig).ends_with("xFrom nowhere"), "{}", list(&rig));
    Ok(())
}

#[test]
fn a_topic_marks_a_post_and_a_changed_topic_marks_others() -> Outcome {
    let World { mut rig, mei, .. } = world()?;
    assert!(rig.screen(80, 24).lines().any(|line| line.contains("◆") && line.contains("Why I left")));
    let topics = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let fields = ContactFields { name: "Mei Tan".to_owned(), topics: topics(&["builds"]), ..ContactFields::default() };
    rig.store.apply(&rig.now, &Change::SaveContact(mei, fields))?;
    rig.send(Msg::Changed);
    let marked =
        |rig: &Rig, title: &str| rig.screen(80, 24).lines().any(|line| line.contains("◆") && line.contains(title));
    assert!(marked(&rig, "One binary") && !marked(&rig, "Why I left"), "{}", rig.screen(80, 24));
    rig.press("u u");
    assert!(!marked(&rig, "One binary") && marked(&rig, "Why I left"), "{}", rig.screen(80, 24));
    Ok(())
}

#[test]
fn a_feed_that_does_not_answer_says_since_when_and_why() -> Outcome {
    let World { mut rig, noor, .. } = world()?;
    let state = FeedState {
        title: "Noor Visser".to_owned(),
        failing_since: Some(rig.now.at.plus_seconds(-3 * 86_400)),
        trouble: "the server says 503".to_owned(),
        ..FeedState::default()
    };
    let now = rig.now.clone();
    rig.store.visited(&now, &[Visit { feed: noor, state, posts: Vec::new() }])?;
    rig.press("R G");
    for (columns, rows) in [(80, 24), (120, 36)] {
        let screen = rig.screen(columns, rows);
        for found in ["1 feed does not answer", "since 19 Sep", "the server says 503", "noor.example", "stays"] {
            assert!(screen.contains(found), "{found} in\n{screen}");
        }
        assert!(screen.contains("Note 1"), "its posts stay\n{screen}");
    }
    rig.press("m space o *");
    assert!(list(&rig).ends_with(">silent"), "nothing is done to it: {}", list(&rig));
    Ok(())
}

#[test]
fn a_fresh_post_raises_its_person_and_space_there_reads_it() -> Outcome {
    let World { mut rig, mei, .. } = world()?;
    rig.press("1");
    let row = rig.model.today.row_of(Subject::Contact(mei)).cloned().ok_or("Mei is not on Today")?;
    // what is about a topic counts more than what is newer
    assert_eq!((row.reason.as_str(), row.when.as_str()), ("wrote \"Why I left\"", "2 d"));
    assert_eq!((row.suggested.kind.as_str(), row.link.as_str()), ("commented", "https://posts.example/m2"));
    let screen = rig.screen(80, 24);
    assert!(screen.contains("6 min of reading: 10 posts wait"), "{screen}");
    rig.press("g o");
    assert_eq!(rig.outside.opened, ["https://posts.example/m2"]);
    rig.press("space");
    if !rig.model.overlays.is_empty() {
        rig.press("enter");
    }
    assert!(rig.model.notice.text.contains("commented on Mei Tan"), "{}", rig.model.notice.text);
    rig.press("5");
    assert!(!list(&rig).contains("Why I left"), "{}", list(&rig));
    rig.press("1 u 5");
    assert!(list(&rig).contains("Why I left"), "one step: {}", list(&rig));
    Ok(())
}

#[test]
fn the_reading_row_opens_the_posts() -> Outcome {
    for key in ["enter", "space"] {
        let World { mut rig, .. } = world()?;
        rig.press("1 G").press(key);
        assert_eq!(rig.model.screen, rounds::app::model::Screen::Listen, "{key}\n{}", rig.screen(80, 24));
    }
    let mut rig = Rig::lively()?;
    assert!(rig.model.today.report.as_ref().is_some_and(|report| report.reading.is_none()));
    rig.press("5");
    assert!(rig.screen(80, 24).contains("No feed yet"), "{}", rig.screen(80, 24));
    Ok(())
}

#[test]
fn the_verbs_on_people_hold_and_those_of_posts_only_here() -> Outcome {
    let World { mut rig, mei, .. } = world()?;
    rig.press("enter enter");
    assert_eq!(rig.model.cards, [Subject::Contact(mei)], "Enter reads, then opens the card");
    rig.press("esc esc esc");
    assert!(rig.model.cards.is_empty() && !rig.model.listen.reading);
    rig.press("i t");
    assert!(rig.model.notice.text.contains("Mei Tan"), "{}", rig.model.notice.text);
    assert!(list(&rig).starts_with(">One binary"), "what they did marks no post: {}", list(&rig));
    // somebody who was found has the keys until they are let go
    rig.press("/").type_text("noor").press("enter m");
    assert!(rig.screen(80, 24).contains("A way to reach Noor Visser"), "{}", rig.screen(80, 24));
    rig.press("esc esc 2 :").type_text("keep for later").press("enter");
    assert!(rig.model.notice.text.contains("5 shows them"), "{}", rig.model.notice.text);
    Ok(())
}

#[test]
fn screens_at_both_sizes() -> Outcome {
    for (name, keys) in
        [("list", ""), ("reader", "space"), ("done", "m j * a k"), ("links", "f"), ("want", "tab"), ("react", "a")]
    {
        for (columns, rows) in [(80, 24), (120, 36)] {
            let World { mut rig, .. } = world()?;
            rig.send(Msg::Resize(columns, rows));
            rig.press(keys);
            insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), rig.screen(columns, rows));
        }
    }
    Ok(())
}

#[test]
fn empty_ones_say_what_fills_them() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("5");
    insta::assert_snapshot!("empty_no_feed", rig.screen(80, 24));
    feed(&mut rig, None, "https://nobody.example/feed.xml")?;
    rig.press("R");
    assert!(rig.screen(80, 24).contains("not asked yet"), "{}", rig.screen(80, 24));
    let World { mut rig, .. } = world()?;
    rig.press("m m m m m m 5 m m m m m m 5");
    insta::assert_snapshot!("empty_all_read", rig.screen(80, 24));
    Ok(())
}

/// Posts that are long, wide, many and written to harm.
fn overflowing() -> Made<Rig> {
    let mut rig = Rig::empty()?;
    for n in 0..30 {
        let name = format!("{n:02} {}", "A very long name 漢字 👩‍👩‍👧 مرحبا ".repeat(3));
        let id = rig.person(&name, Some(Tier::Wide), "forum", "x")?;
        let topics = vec!["thing".to_owned()];
        let fields = ContactFields { name, topics, ..ContactFields::default() };
        rig.store.apply(&rig.now, &Change::SaveContact(id, fields))?;
        let id = feed(&mut rig, Some(Subject::Contact(id)), &format!("https://s{n}.example/feed"))?;
        let hostile = "\u{1b}[31mred \u{202e}thing\u{7} \u{9b}2J 漢字漢字漢字 https://a.example/".repeat(40);
        let posts = (0..6)
            .map(|k| {
                let text = format!("{hostile}\n\n{}", "x".repeat(3_000));
                let mut post = post(&rig, &format!("{k}"), &hostile, n * 3 + k, &text);
                post.links =
                    (0..60).map(|l| (hostile.clone(), format!("https://{l}.example/{}", "y".repeat(90)))).collect();
                post.author.clone_from(&hostile);
                post
            })
            .collect();
        visited(&mut rig, id, &hostile, posts)?;
    }
    rig.open();
    rig.press("esc 5");
    Ok(rig)
}

#[test]
fn hostile_posts_keep_to_their_cells() -> Outcome {
    for (keys, name) in [("", "list"), ("j space space", "reader"), ("f", "links")] {
        for (columns, rows) in [(80, 24), (120, 36)] {
            let mut rig = overflowing()?;
            rig.send(Msg::Resize(columns, rows));
            rig.press(keys);
            let screen = rig.screen(columns, rows);
            assert!(screen.lines().count() <= usize::from(rows));
            assert!(!screen.contains(['\u{202e}', '\u{1b}', '\u{7}', '\u{9b}']), "{name}");
            insta::assert_snapshot!(format!("overflowing_{name}_{columns}x{rows}"), screen);
        }
    }
    Ok(())
}

#[test]
fn nothing_panics_at_any_size() -> Outcome {
    let sizes = |rig: &mut Rig, keys: &str, step: usize| {
        for columns in (1..=40).step_by(step).chain([49, 50, 59, 79, 80, 109, 110, 160, 200]) {
            for rows in (1..=14).step_by(step).chain([16, 19, 20, 22, 24, 36, 60]) {
                rig.send(Msg::Resize(columns, rows));
                assert!(rig.screen(columns, rows).lines().count() <= usize::from(rows), "{keys} at {columns}x{rows}");
            }
        }
    };
    for keys in ["", "space", "j j j j", "f", "a", "tab tab tab tab"] {
        let World { mut rig, .. } = world()?;
        rig.press(keys);
        sizes(&mut rig, keys, 1);
    }
    let mut rig = overflowing()?;
    sizes(&mut rig, "overflowing", 4);
    let mut rig = Rig::lively()?;
    rig.press("5");
    sizes(&mut rig, "no feeds", 1);
    Ok(())
}

#[test]
fn the_ascii_set_covers_it() -> Outcome {
    for keys in ["", "space", "m", "j j j j", "f", "G"] {
        for (columns, rows) in [(120, 36), (80, 24), (40, 6)] {
            let World { mut rig, .. } = world()?;
            rig.model.settings.ascii = true;
            rig.send(Msg::Resize(columns, rows));
            rig.press(keys);
            let screen = rig.screen(columns, rows);
            assert!(screen.is_ascii(), "{keys}\n{screen}");
        }
    }
    Ok(())
}

/// A server of this machine that gives one feed of two posts, or lets whoever asks wait; gives its port.
fn server(answers: bool) -> Made<u16> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        let mut waiting = Vec::new();
        for mut stream in listener.incoming().flatten() {
            if !answers {
                waiting.push(stream);
                continue;
            }
            let mut request = BufReader::new(stream.try_clone()?);
            let mut line = String::new();
            while request.read_line(&mut line)? > 2 {
                line.clear();
            }
            let entry = |n: i32| {
                format!(
                    "<entry><id>{n}</id><title>Fetched {n}</title><updated>2026-09-2{n}T07:00:00Z</updated></entry>"
                )
            };
            let body = format!(
                "<feed xmlns='http://www.w3.org/2005/Atom'><title>Birds</title>{}{}</feed>",
                entry(1),
                entry(0)
            );
            write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())?;
        }
        Ok::<(), std::io::Error>(())
    });
    Ok(port)
}

#[test]
fn asking_the_feeds_goes_on_beside_the_screen() -> Outcome {
    let folder = tempfile::tempdir()?;
    let mut rig = Rig::in_folder(folder.path())?;
    rig.open();
    rig.press("esc 5 n").type_text(&format!("http://127.0.0.1:{}/feed", server(true)?)).press("enter");
    assert!(rig.screen(80, 24).contains("r asks them"), "{}", rig.screen(80, 24));
    rig.press("r");
    for (columns, rows) in [(80, 24), (120, 36)] {
        assert!(rig.screen(columns, rows).contains("asking the feeds   Esc stops"), "{}", rig.screen(columns, rows));
    }
    rig.hear(|model| model.listen.asking.is_none())?;
    rig.send(Msg::Changed);
    assert_eq!(list(&rig), ">Fetched 1 | Fetched 0");
    assert_eq!(rig.model.notice.text, "1 feed asked, 2 posts are new");
    // a host is not asked again at once
    rig.press("r").hear(|model| model.listen.asking.is_none())?;
    assert!(rig.model.notice.text.contains("left in peace"), "{}", rig.model.notice.text);
    Ok(())
}

#[test]
fn asking_is_stopped_with_esc_and_the_screen_never_waits() -> Outcome {
    let folder = tempfile::tempdir()?;
    let mut rig = Rig::in_folder(folder.path())?;
    rig.open();
    rig.press("esc 5 n").type_text(&format!("http://127.0.0.1:{}/feed", server(false)?)).press("enter r 1 5");
    assert!(rig.model.listen.asking.is_some() && rig.screen(80, 24).contains("Esc stops"), "{}", rig.screen(80, 24));
    rig.press("esc").hear(|model| model.listen.asking.is_none())?;
    assert!(rig.model.notice.text.starts_with("Stopped."), "{}", rig.model.notice.text);
    Ok(())
}

#[test]
fn the_demo_asks_nobody() -> Outcome {
    let mut rig = Rig::demo(&frozen("2026-09-22T09:00:00+02:00")?)?;
    rig.press("5 r");
    assert!(
        rig.model.listen.asking.is_none() && rig.model.notice.text.contains("asks nobody"),
        "{}",
        rig.model.notice.text
    );
    Ok(())
}
