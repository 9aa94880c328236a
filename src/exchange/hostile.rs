//! Every reader against texts as hostile as they come: cut, mixed up, with the words that readers look for in any
//! place. Tests only.

use proptest::prelude::*;
use serde_json::Value;

use super::recognise::FORMATS;
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::incoming::Incoming;
use crate::domain::link::safe_link;

/// The words that tell formats apart or stand for something in one of them.
const WORDS: &[&str] = &[
    "friends_v2",
    "relationships_following",
    "string_list_data",
    "title",
    "value",
    "href",
    "timestamp",
    "name",
    "login",
    "html_url",
    "id",
    "type",
    "follows",
    "records",
    "did",
    "handle",
    "displayName",
    "subject",
    "version",
    "app_version",
    "account",
    "data",
    "values",
    "properties",
    "instance",
    "contact",
    "contacts",
    "uuid",
    "first_name",
    "birthdate",
    "date",
    "tags",
    "notes",
    "call",
    "called_at",
    "activity",
    "conversation",
    "messages",
    "contact_field_types",
    "accountId",
    "following",
    "follower",
    "tweet",
    "entities",
    "user_mentions",
    "id_str",
    "screen_name",
    "userLink",
    "is_dead",
];
/// Pieces that texts are put together from.
const PIECES: &[&str] = &[
    "<opml>",
    "<body>",
    "<outline",
    "</outline>",
    "/>",
    ">",
    " xmlUrl=\"",
    " text='",
    "\"",
    "'",
    "&",
    "&amp;",
    "&#",
    ";",
    "http://a.example/",
    "filter:",
    "exec:",
    "query:",
    "|",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE",
    "<?xml",
    "?>",
    "window.YTD.",
    "following",
    ".part0 = ",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\n",
    "\r",
    "\t",
    " ",
    "#",
    "~",
    "!",
    "\\",
    "é",
    "\u{202e}",
    "\u{1b}[2J",
    "1604",
    "BEGIN:VCARD",
    "END:VCARD",
    "First Name",
    "-",
    "=",
    "=\r\n",
    "@",
];

fn json() -> impl Strategy<Value = Value> {
    let word = || proptest::sample::select(WORDS);
    let text = prop_oneof![
        word().prop_map(str::to_owned),
        Just("did:plc:a".to_owned()),
        Just("https://www.instagram.com/_u/".to_owned()),
        Just("2023-02-30T00:00:00Z".to_owned()),
        ".{0,12}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let pairs = proptest::collection::vec((word(), inner.clone()), 0..6);
        prop_oneof![
            proptest::collection::vec(inner, 0..6).prop_map(Value::from),
            pairs.prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Value>()),
        ]
    })
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{0,4}"];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// All readers on one text, whether it is theirs or not; what comes out is safe.
fn try_all(text: &str) -> Result<(), TestCaseError> {
    for format in FORMATS {
        let _ = (format.is)(text);
        if let Ok(incoming) = (format.read)(text) {
            is_safe(&incoming)?;
        }
    }
    Ok(())
}

fn is_safe(incoming: &Incoming) -> Result<(), TestCaseError> {
    for person in &incoming.people {
        prop_assert!(!person.fields.name.is_empty());
        prop_assert_eq!(&clean_line(&person.fields.name, LINE_CHARS), &person.fields.name);
        for handle in person.handles.iter().filter(|handle| !handle.link.is_empty()) {
            prop_assert!(safe_link(&handle.link).as_ref() == Some(&handle.link), "{}", handle.link);
        }
    }
    for feed in &incoming.feeds {
        prop_assert!(feed.address.starts_with("http"));
        prop_assert!(safe_link(&feed.address).as_ref() == Some(&feed.address), "{}", feed.address);
    }
    prop_assert!(incoming.acts.iter().all(|act| act.person < incoming.people.len()));
    prop_assert!(incoming.skipped.iter().all(|skipped| !skipped.why.is_empty()));
    Ok(())
}

proptest! {
    #[test]
    fn no_json_breaks_a_reader(value in json(), cut in any::<prop::sample::Index>(), front in 0_usize..3) {
        let front = ["", "window.YTD.following.part0 = ", "{\"version\":\"1.0-preview.1\",\"account\":"][front];
        let mut text = format!("{front}{value}");
        try_all(&text)?;
        text.truncate(text.floor_char_boundary(cut.index(text.len() + 1)));
        try_all(&text)?;
    }

    #[test]
    fn no_text_breaks_a_reader(text in pieces()) {
        try_all(&text)?;
    }
}
