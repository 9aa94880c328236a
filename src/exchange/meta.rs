//! Lists of Facebook and Instagram: friends, followers, whom one follows.
//!
//! Owns which of their many lists hold people, and the mending of their broken letters. Must not know how JSON is
//! read.

use std::borrow::Cow;

use serde_json::Value;

use super::account::{Account, leave_out};
use super::json::{Documents, beginning, documents, first_key, list, said, unread};
use crate::domain::incoming::{Incoming, Unreadable};
use crate::domain::link::Link;

/// A list that holds people: its key, and what it is called.
type Kept = (&'static str, &'static str);

const FACEBOOK: &[Kept] = &[
    ("friends_v2", "Facebook friends"),
    ("friends", "Facebook friends"),
    ("following_v3", "Facebook following"),
    ("following_v2", "Facebook following"),
    ("followers_v3", "Facebook followers"),
    ("followers_v2", "Facebook followers"),
];
const INSTAGRAM: &[Kept] =
    &[("relationships_following", "Instagram following"), ("relationships_followers", "Instagram followers")];
/// Lists of Facebook that hold nobody to keep up with.
const LEFT: &[(&str, &str)] = &[
    ("sent_requests_v2", "requests to be friends that were not answered"),
    ("received_requests_v2", "requests to be friends that you did not answer"),
    ("deleted_friends_v2", "friends that were removed"),
    ("rejected_requests_v2", "requests to be friends that were declined"),
    ("blocked_users_v2", "people you blocked"),
];

/// Whether it is a list of Facebook.
pub fn is_facebook(text: &str) -> bool {
    first_key(text).is_some_and(|key| match key {
        "friends" => ["\"name\"", "\"timestamp\""].iter().all(|word| beginning(text).contains(word)),
        _ => FACEBOOK.iter().any(|kept| kept.0 == key) || LEFT.iter().any(|left| left.0 == key),
    })
}

/// Reads it: a name and a day, there is nothing else.
///
/// # Errors
/// Where it is broken, or a list of people one does not keep up with.
pub fn read_facebook(text: &str) -> Result<Incoming, Unreadable> {
    let read = documents(text)?;
    if let Some(left) = LEFT.iter().find(|left| first_key(text) == Some(left.0)) {
        return Err(Unreadable::new(format!("it lists {}: import your_friends.json", left.1)));
    }
    let mut incoming = begin("facebook", &read);
    for (kept, entries) in found(&read, FACEBOOK) {
        incoming.format = kept.1;
        for (at, entry) in entries.iter().enumerate() {
            let name = mended(said(entry, "name"));
            // there is no id, but the second stays the same at each export
            let key = format!("{name} {}", entry.get("timestamp").and_then(Value::as_i64).unwrap_or_default());
            match (Account { name: &name, key: &key, ..Account::default() }).person() {
                Some(person) => incoming.people.push(person),
                None => leave_out(&mut incoming, at, "", "no name"),
            }
        }
    }
    Ok(incoming)
}

/// Whether it is a list of Instagram.
pub fn is_instagram(text: &str) -> bool {
    let listed = text.trim_start().starts_with('[') && beginning(text).contains("\"string_list_data\"");
    listed || first_key(text).is_some_and(|key| key.starts_with("relationships_"))
}

/// Reads it, in the old form and the new.
///
/// # Errors
/// Where it is broken, or a list of people one does not keep up with.
pub fn read_instagram(text: &str) -> Result<Incoming, Unreadable> {
    let read = documents(text)?;
    let mut incoming = begin("instagram", &read);
    let bare = read.values.iter().filter_map(Value::as_array).map(|entries| (&INSTAGRAM[1], entries.as_slice()));
    let lists: Vec<(&Kept, &[Value])> = bare.chain(found(&read, INSTAGRAM)).collect();
    if lists.is_empty() {
        let what = first_key(text).unwrap_or_default().trim_start_matches("relationships_").replace('_', " ");
        return Err(Unreadable::new(format!("it lists \"{what}\": import following.json or followers_1.json")));
    }
    for (kept, entries) in lists {
        incoming.format = kept.1;
        for (at, entry) in entries.iter().enumerate() {
            let data = list(entry, "string_list_data").first().unwrap_or(&Value::Null);
            let user = instagram_name(entry, data);
            let key = user.to_lowercase();
            match (Account { platform: "instagram", handle: &user, key: &key, name: "" }).person() {
                Some(person) => incoming.people.push(person),
                None => leave_out(&mut incoming, at, said(data, "href"), "no name"),
            }
        }
    }
    Ok(incoming)
}

/// The account's name: the old form has it as the value, the new one as the title, and both in the link.
fn instagram_name(entry: &Value, data: &Value) -> String {
    let written = [said(data, "value"), said(entry, "title")];
    if let Some(name) = written.into_iter().map(str::trim).find(|name| !name.is_empty()) {
        return mended(name).into_owned();
    }
    let link = Link::parse(said(data, "href"));
    link.and_then(|link| link.path.last().filter(|part| *part != "_u").cloned()).unwrap_or_default()
}

fn begin(source: &'static str, read: &Documents) -> Incoming {
    Incoming { source, notes: read.broken.iter().map(unread).collect(), ..Incoming::default() }
}

/// The lists that hold people, in the order of the file's documents.
fn found<'v>(read: &'v Documents, kept: &'static [Kept]) -> impl Iterator<Item = (&'static Kept, &'v [Value])> {
    read.values
        .iter()
        .flat_map(move |value| kept.iter().filter_map(|kept| Some((kept, value.get(kept.0)?.as_array()?.as_slice()))))
}

/// A text as it was meant: these exports write each byte of UTF-8 as a letter of its own, `ZoÃ«` for `Zoë`. What
/// makes no sense that way is right already.
fn mended(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::recognise;

    fn read(text: &str) -> Incoming {
        recognise::read(text.as_bytes()).unwrap_or_else(|why| panic!("{why}: {text}"))
    }

    fn names(incoming: &Incoming) -> Vec<&str> {
        incoming.people.iter().map(|person| person.fields.name.as_str()).collect()
    }

    #[test]
    fn broken_letters_are_mended_each_text_for_itself() {
        let table = [
            ("Zo\u{c3}\u{ab} Pind", "Zoë Pind"),
            ("\u{f0}\u{9f}\u{a6}\u{86}", "🦆"),
            ("Zoë Pind", "Zoë Pind"),
            ("Ada", "Ada"),
            ("Łucja \u{c3}\u{ab}", "Łucja \u{c3}\u{ab}"),
            ("", ""),
        ];
        for (text, wanted) in table {
            assert_eq!(mended(text), wanted, "{text}");
        }
    }

    #[test]
    fn friends_are_a_name_and_a_day() {
        let text = r#"{"friends_v2":[{"name":"Zo\u00c3\u00ab Pind","timestamp":1700000000},{"timestamp":5},
            {"name":"Bo Falk","timestamp":0}]}"#;
        let incoming = read(text);
        assert_eq!((incoming.format, incoming.source), ("Facebook friends", "facebook"));
        assert_eq!(names(&incoming), ["Zoë Pind", "Bo Falk"]);
        assert_eq!(incoming.people[0].key, "Zoë Pind 1700000000");
        assert_eq!((incoming.skipped[0].what.as_str(), incoming.skipped[0].why.as_str()), ("entry 2", "no name"));
        let older = read(r#" { "friends" : [{"name": "Bo Falk", "timestamp": 1700000000}] }"#);
        assert_eq!((older.format, names(&older)), ("Facebook friends", vec!["Bo Falk"]));
        assert_eq!(read(r#"{"followers_v3":[{"name":"Bo","timestamp":1}]}"#).format, "Facebook followers");
    }

    #[test]
    fn lists_of_instagram_are_read_in_every_form() {
        let table = [
            (
                r#"[{"title":"","media_list_data":[],"string_list_data":[{"href":"https://www.instagram.com/kelp.ines","value":"kelp.ines","timestamp":1700000000}]}]"#,
                "Instagram followers",
            ),
            (
                r#"{"relationships_followers":[{"title":"","string_list_data":[{"value":"kelp.ines","timestamp":1700000000}]}]}"#,
                "Instagram followers",
            ),
            (
                r#"{"relationships_following":[{"title":"kelp.ines","string_list_data":[{"href":"https://www.instagram.com/_u/kelp.ines","timestamp":1700000000}]}]}"#,
                "Instagram following",
            ),
            (
                r#"{"relationships_following":[{"title":"","string_list_data":[{"href":"https://www.instagram.com/_u/kelp.ines?x=1","timestamp":1700000000}]}]}"#,
                "Instagram following",
            ),
        ];
        for (text, format) in table {
            let incoming = read(text);
            assert_eq!((incoming.format, names(&incoming)), (format, vec!["Kelp Ines"]), "{text}");
            let person = &incoming.people[0];
            assert_eq!((person.key.as_str(), person.handles[0].name.as_str()), ("kelp.ines", "kelp.ines"));
            assert_eq!(person.handles[0].link, "https://www.instagram.com/kelp.ines");
        }
        let none = read(r#"{"relationships_following":[{"string_list_data":[]},{}]}"#);
        assert_eq!((none.people.len(), none.skipped.len()), (0, 2));
    }

    #[test]
    fn lists_of_others_are_refused_with_a_reason() {
        for (text, why) in [
            (r#"{"relationships_blocked_users":[{"title":"a"}]}"#, "it lists \"blocked users\""),
            (r#"{"deleted_friends_v2":[{"name":"Bo","timestamp":1}]}"#, "friends that were removed"),
        ] {
            let refused = recognise::read(text.as_bytes());
            assert!(refused.as_ref().is_err_and(|got| got.why.contains(why)), "{refused:?}");
        }
        for text in [r#"{"friends":{"count":2}}"#, "[]", "{}", r#"[{"title":"x"}]"#] {
            assert!(!is_facebook(text) && !is_instagram(text), "{text}");
        }
    }
}
