//! Sentences as a table: what is understood, word for word, and what is refused, with the reason.

use super::*;
use crate::domain::fold::fold;
use crate::domain::ids::ContactId;
use crate::domain::naming::{Named, fitting};
use crate::domain::owed::OwedSort;
use crate::domain::time::frozen;
use proptest::prelude::*;

/// Tuesday afternoon.
fn now() -> Now {
    frozen("2026-09-22T14:30:00+02:00").unwrap_or_else(|error| panic!("{error}"))
}

fn lookup(typed: &str, wanted: Wanted) -> Vec<Match> {
    let contacts = [
        ("Ada Lindqvist", "@ada@social.example"),
        ("Tomás Rivera", "tomasr"),
        ("Omar Haddad", ""),
        ("Leila Haddad", ""),
        ("Mei Tan", "@mei@social.example"),
        ("Anna Post", ""),
        ("Anna Berg", ""),
        ("In Soo Kim", ""),
    ];
    let places = ["Rust Book Club", "Nix Newcomers", "Nix Berlin", "Compiler Corner"];
    let contacts = contacts.iter().enumerate().map(|(n, (name, handles))| {
        (Subject::Contact(ContactId(n as i64)), *name, format!("{} {handles}", fold(name)).trim_end().to_owned())
    });
    let places =
        places.iter().enumerate().map(|(n, name)| (Subject::Community(CommunityId(n as i64)), *name, fold(name)));
    let rows: Vec<(Subject, &str, String)> = contacts.chain(places).collect();
    let found = fitting(&rows, |row| Named { subject: row.0, name: row.1, folded: &row.2 }, typed, wanted);
    found.into_iter().map(|row| Match { subject: row.0, name: row.1.to_owned() }).collect()
}

fn read(text: &str) -> Result<Sentence, Refused> {
    Sentence::parse(text, &Kinds::default(), &now(), &lookup)
}

fn echo(text: &str) -> String {
    read(text).map_or_else(|refused| format!("! {refused}"), |sentence| sentence.echo(&Kinds::default(), &now()))
}

#[test]
fn what_is_understood() {
    let table = [
        ("ada answered musl yesterday", "answered Ada Lindqvist, yesterday: musl"),
        ("Ada Lindqvist answered", "answered Ada Lindqvist"),
        ("ada a", "answered Ada Lindqvist"),
        ("lindqvist answ the musl build", "answered Ada Lindqvist: the musl build"),
        ("@ada@social.example thanked", "thanked Ada Lindqvist"),
        ("https://social.example/@mei thanked", "thanked Mei Tan"),
        ("tomas replied: about feeds last fri 18:00", "replied to Tomás Rivera, Fri 18 Sep 18:00: about feeds"),
        ("tomas shared x3 18:00", "shared Tomás Rivera ×3, yesterday 18:00"),
        ("tomas S", "shared Tomás Rivera with a line"),
        ("omar met ×2 lunch 3 days ago", "met Omar Haddad ×2, Sat 19 Sep: lunch"),
        ("ada they asked does it run on musl?", "Ada Lindqvist asked: does it run on musl?"),
        ("ada they mentioned", "Ada Lindqvist mentioned you"),
        ("ada they Mentioned my crate", "Ada Lindqvist mentioned you, thanks owed: my crate"),
        ("ada they mentioned owed my crate", "Ada Lindqvist mentioned you, thanks owed: my crate"),
        ("ada they C", "Ada Lindqvist commented, reply owed"),
        ("ada they shared 4x yesterday", "Ada Lindqvist shared yours ×4, yesterday"),
        ("anna post replied hello", "replied to Anna Post: hello"),
        ("anna post posted", "posted in Anna Post"),
        ("rust book club shared the guide", "shared theirs in Rust Book Club: the guide"),
        ("compiler they invited", "somebody invited you in Compiler Corner"),
        ("ada answered musl in rust book club", "answered Ada Lindqvist in Rust Book Club: musl"),
        ("ada answered musl in book club 2026-09-20", "answered Ada Lindqvist in Rust Book Club, Sun 20 Sep: musl"),
        ("ada answered musl yesterday in rust", "answered Ada Lindqvist in Rust Book Club, yesterday: musl"),
        ("ada answered in detail in compiler", "answered Ada Lindqvist in Compiler Corner: in detail"),
        ("ada answered a typo in the docs", "answered Ada Lindqvist: a typo in the docs"),
        ("ada answered \"what to do in rust yesterday\"", "answered Ada Lindqvist: what to do in rust yesterday"),
        ("ada answered it takes 2 weeks", "answered Ada Lindqvist: it takes 2 weeks"),
        ("ada answered musl 1.25", "answered Ada Lindqvist: musl 1.25"),
        ("ada answered https://a.example/1 musl", "answered Ada Lindqvist: musl https://a.example/1"),
        ("me posted release notes", "posted own work: release notes"),
        ("me listened yesterday", "listened, yesterday"),
        ("me posted in compiler", "posted own work in Compiler Corner"),
        ("someone answered x9 in book club", "answered someone ×9 in Rust Book Club"),
        ("someone they followed x150 in compiler", "someone followed you ×150 in Compiler Corner"),
        ("ada introduced to tomas about feeds", "introduced Ada Lindqvist to Tomás Rivera: about feeds"),
        ("in soo kim welcomed", "welcomed In Soo Kim"),
        ("mei helped 2h ago", "answered Mei Tan, today 12:30"),
    ];
    assert!(table.len() >= 30);
    for (text, wanted) in table {
        assert_eq!(echo(text), wanted, "{text}");
    }
}

#[test]
fn what_is_refused() {
    let table = [
        ("", "say who and what"),
        ("   ", "say who and what"),
        ("\"ada answered\"", "say who and what"),
        ("bob", "nobody and no place here is called \"bob\""),
        ("bob blah blah", "say who and what"),
        ("ada", "what did you do?"),
        ("ada they", "what did they do?"),
        ("answered", "nobody and no place here is called \"answered\""),
        ("answered ada", "say who and what"),
        ("bob answered musl", "nobody and no place here is called \"bob\""),
        ("ada blah", "\"blah\" is nothing that you did. There is replied, answered"),
        ("ada they blah", "\"blah\" is nothing that they did. There is asked, messaged"),
        ("ada they posted", "\"posted\" is nothing that they did"),
        ("ada mentioned musl", "did they? write: ada they mentioned"),
        ("ada re", "\"re\" fits replied, recommended: say more of it"),
        ("ada they in", "\"in\" fits introduced, invited: say more of it"),
        ("haddad answered", "\"haddad\" fits Omar Haddad, Leila Haddad: say more of it"),
        ("anna answered", "\"anna\" fits Anna Post, Anna Berg"),
        ("ada answered musl in nix", "\"nix\" fits Nix Newcomers, Nix Berlin: say more of it"),
        ("nix answered", "\"nix\" fits Nix Newcomers, Nix Berlin"),
        ("ada answered x0", "how many? x1 to x999"),
        ("ada answered x1000", "how many? x1 to x999"),
        ("ada answered x99999999999", "how many? x1 to x999"),
        ("ada answered musl tomorrow", "Wed 23 Sep lies ahead"),
        ("ada answered next fri", "Fri 25 Sep lies ahead"),
        ("ada answered in 3 days", "lies ahead: acts are logged once they happened; quote the note"),
        ("ada answered 2027-01-01", "Fri 01 Jan 2027 lies ahead"),
        ("ada answered 1960-01-01", "too long ago"),
        ("someone answered", "someone is where? end with: in PLACE"),
        ("someone answered in", "someone is where?"),
        ("someone answered musl in nowhere", "no place here is called \"nowhere\""),
        ("me thanked", "thanked whom? me is for your own"),
        ("me they asked", "me is for what you did"),
        ("rust book club answered in compiler", "Rust Book Club is a place already"),
        ("ada introduced to bob", "nobody here is called \"bob\""),
        ("ada introduced to haddad", "\"haddad\" fits Omar Haddad, Leila Haddad"),
        ("ada introduced to ada", "Ada Lindqvist to whom? An introduction has two people"),
    ];
    assert!(table.len() >= 30);
    for (text, wanted) in table {
        let refused = read(text).err().map(|refused| refused.to_string()).unwrap_or_default();
        assert!(refused.contains(wanted), "{text}: {refused}");
    }
}

#[test]
fn refusals_say_of_which_sort_they_are() {
    assert!(matches!(read("bob answered"), Err(Refused::NotFound { .. })));
    assert!(matches!(read("haddad answered"), Err(Refused::Ambiguous(_))));
    assert!(matches!(read("ada re"), Err(Refused::Ambiguous(_))));
    assert!(matches!(read("ada blah"), Err(Refused::Unclear(_))));
}

#[test]
fn a_sentence_becomes_an_act() {
    let act = |text: &str| read(text).map_or_else(|refused| panic!("{refused}"), |sentence| sentence.act());
    let one = act("ada they Mentioned x2 musl https://a.example/1 in rust book club yesterday");
    let (ada, club) = (Some(ContactId(0)), Some(CommunityId(0)));
    assert_eq!(one.target, Target { contact: ada, community: club, handle: None });
    assert_eq!((one.direction, one.kind.as_str(), one.count, one.owed), (Direction::In, "mentioned", 2, true));
    assert_eq!((one.note.as_str(), one.link.as_str()), ("musl", "https://a.example/1"));
    assert_eq!(one.when, When::Day(now().day().plus(-1)));
    assert_eq!(owed_as(Kinds::default().get(one.direction, &one.kind)), OwedSort::Thanks);
    assert_eq!(act("someone answered in rust book club").target, Target::community(CommunityId(0)));
    assert_eq!(act("rust book club answered").target, Target::community(CommunityId(0)));
    assert_eq!(act("me posted").target, Target::default());
    assert_eq!(act("ada introduced to tomas").with, Some(ContactId(1)));
    assert_eq!(act("ada answered").when, When::Now);
}

proptest! {
    #[test]
    fn any_words_are_read_or_refused(
        words in proptest::collection::vec(proptest::sample::select(vec![
            "ada", "tomas", "haddad", "rust", "nix", "me", "someone", "they", "answered", "re", "S", "x3", "x0", "in",
            "book", "club", "musl", "yesterday", "18:00", "last", "fri", "tomorrow", "\"", "introduced", "to", "owed",
        ]), 0..9),
        rest in ".{0,10}",
    ) {
        let text = format!("{} {rest}", words.join(" "));
        match read(&text) {
            Ok(sentence) => {
                prop_assert!((1..1000).contains(&sentence.count));
                prop_assert!(!sentence.echo(&Kinds::default(), &now()).is_empty());
                prop_assert!(crate::domain::when::day_of(sentence.when, &now()) <= now().day());
            }
            Err(refused) => prop_assert!(!refused.to_string().is_empty()),
        }
    }
}
