//! Whom one follows in an archive of X, and who follows: numbers, with names where the same text mentions them.
//!
//! Must not know how JSON is read.

use std::collections::HashMap;

use serde_json::{Deserializer, Value};

use super::account::{Account, leave_out};
use super::json::{check, id, list, said, unread, unreadable};
use crate::domain::incoming::{Incoming, Unreadable};
use crate::domain::number::counted;
use crate::domain::platform::{Whose, recognise};

/// What each part of an archive begins with; the name of the part follows.
const PREFIX: &str = "window.YTD.";

/// A part of an archive.
struct Part {
    name: String,
    value: Value,
}

/// Account and name, by number.
type Mentions = HashMap<String, (String, String)>;

/// Whether it is a part of an archive.
pub fn is(text: &str) -> bool {
    text.trim_start().starts_with(PREFIX)
}

/// Reads one part, or several behind each other.
///
/// # Errors
/// Where it is broken from the beginning, or no part tells of people.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    check(text)?;
    let (parts, broken) = parts(text);
    if let Some(why) = broken.as_ref().filter(|_| parts.is_empty()) {
        return Err(why.clone());
    }
    let has = |name: &str| parts.iter().any(|part| part.name == name);
    let format = match (has("following"), has("follower")) {
        (true, true) => "X following and followers",
        (true, false) => "X following",
        (false, true) => "X followers",
        (false, false) => {
            let name = parts.first().map_or("", |part| &part.name);
            let why = format!("it is \"{name}\" of an X archive: import data/following.js or data/follower.js");
            return Err(Unreadable::new(why));
        }
    };
    let mut incoming =
        Incoming { format, source: "x", notes: broken.iter().map(unread).collect(), ..Incoming::default() };
    let mentions = mentions(&parts);
    for part in parts.iter().filter(|part| matches!(&*part.name, "following" | "follower")) {
        for (at, entry) in part.value.as_array().into_iter().flatten().enumerate() {
            account_of(&mut incoming, &mentions, at, entry.get(&part.name).unwrap_or(&Value::Null));
        }
    }
    let unknown = incoming.people.iter().filter(|one| one.fields.name.starts_with("X id ")).count();
    if unknown > 0 {
        let unknown = counted(u32::try_from(unknown).unwrap_or(u32::MAX), "account is", "accounts are");
        incoming.notes.push(format!(
            "{unknown} known by number only: data/tweets.js, put behind them in the same file, names whom you mentioned"
        ));
    }
    Ok(incoming)
}

fn account_of(incoming: &mut Incoming, mentions: &Mentions, at: usize, entry: &Value) {
    let number = id(entry, "accountId");
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return leave_out(incoming, at, &number, "no number of an account");
    }
    let by_number = (format!("i/user/{number}"), format!("X id {number}"));
    // rarely the link has the account's name in place of the number
    let linked = recognise(said(entry, "userLink"))
        .filter(|found| found.platform == "x" && found.subject == Whose::Person && !found.name.contains('/'))
        .map(|found| (found.name, String::new()));
    let (handle, name) = mentions.get(&number).cloned().or(linked).unwrap_or(by_number);
    if let Some(person) = (Account { platform: "x", handle: &handle, name: &name, key: &number }).person() {
        incoming.people.push(person);
    }
}

/// Who is mentioned in posts.
fn mentions(parts: &[Part]) -> Mentions {
    let posts = parts.iter().filter(|part| part.name.starts_with("tweet")).filter_map(|part| part.value.as_array());
    let posts = posts.flatten().filter_map(|post| post.get("tweet").unwrap_or(post).get("entities"));
    let mentioned = posts.flat_map(|entities| list(entities, "user_mentions")).filter_map(|user| {
        let (number, handle) = (id(user, "id_str"), said(user, "screen_name"));
        (!number.is_empty() && !handle.is_empty()).then(|| (number, (handle.to_owned(), said(user, "name").to_owned())))
    });
    mentioned.collect()
}

/// The parts of a text, and why the last of them could not be read.
fn parts(text: &str) -> (Vec<Part>, Option<Unreadable>) {
    let (mut parts, mut from) = (Vec::new(), 0);
    while let Some(at) = text[from..].find(PREFIX) {
        let start = from + at + PREFIX.len();
        let Some(open) = text[start..].find(['[', '{']).map(|open| start + open) else { break };
        let name = text[start..open].split(['.', '=', ' ']).next().unwrap_or_default();
        let mut values = Deserializer::from_str(&text[open..]).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => parts.push(Part { name: name.to_owned(), value }),
            Some(Err(error)) => {
                let why = unreadable(&error);
                let before = text[..open].bytes().filter(|byte| *byte == b'\n').count();
                let line = why.line.saturating_add(u32::try_from(before).unwrap_or(u32::MAX));
                return (parts, Some(Unreadable { line, ..why }));
            }
            None => break,
        }
        from = open + values.byte_offset();
    }
    let none = parts.is_empty().then(|| Unreadable::new("it is a part of an X archive without a list"));
    (parts, none)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::recognise;

    fn read(text: &str) -> Incoming {
        recognise::read(text.as_bytes()).unwrap_or_else(|why| panic!("{why}: {text}"))
    }

    fn entry(part: &str, number: &str, link: &str) -> String {
        format!(r#"{{"{part}":{{"accountId":"{number}","userLink":"{link}"}}}}"#)
    }

    #[test]
    fn numbers_become_stubs_and_mentions_name_them() {
        let by_number = "https://twitter.com/intent/user?user_id=18";
        let text = format!(
            "window.YTD.following.part0 = [\n{},{},{},{}\n];\nwindow.YTD.tweets.part0 = [ {} ]\nwindow.YTD.follower.part0 = [{}]",
            entry("following", "18", by_number),
            entry("following", "19", "https://twitter.com/adalind"),
            entry("following", "20", by_number),
            entry("following", "x1", by_number),
            r#"{"tweet":{"full_text":"window.YTD.following [","entities":{"user_mentions":[{"id_str":"20","screen_name":"wanja_m","name":"Wanja Moreau"}]}}}"#,
            entry("follower", "18", by_number),
        );
        let incoming = read(&text);
        assert_eq!((incoming.format, incoming.source), ("X following and followers", "x"));
        let got: Vec<_> =
            incoming.people.iter().map(|one| (&*one.fields.name, &*one.key, &*one.handles[0].name)).collect();
        assert_eq!(
            got,
            [
                ("X id 18", "18", "i/user/18"),
                ("Adalind", "19", "adalind"),
                ("Wanja Moreau", "20", "wanja_m"),
                ("X id 18", "18", "i/user/18")
            ]
        );
        assert_eq!(incoming.people[0].handles[0].link, "https://x.com/i/user/18");
        assert_eq!((incoming.skipped.len(), incoming.notes.len()), (1, 1));
    }

    #[test]
    fn parts_without_people_are_refused_and_broken_ones_told() {
        let table = [
            ("window.YTD.like.part0 = [ ]", 0, "it is \"like\""),
            ("window.YTD.following.part0 = [\n{\"following\":", 2, "stops in the middle"),
            ("window.YTD.following.part0 = ", 0, "without a list"),
        ];
        for (text, line, why) in table {
            let refused = recognise::read(text.as_bytes());
            assert!(refused.as_ref().is_err_and(|got| got.line == line && got.why.contains(why)), "{refused:?}");
        }
        let text =
            format!("window.YTD.follower.part0 = [{}]\nwindow.YTD.following.part0 = [1 2]", entry("follower", "7", ""));
        let incoming = read(&text);
        assert_eq!((incoming.people.len(), incoming.format), (1, "X followers"));
        assert!(incoming.notes[0].starts_with("from line 2 on"), "{:?}", incoming.notes);
        assert!(recognise::read(format!("window.YTD.following.part0 = {}", "[".repeat(500_000)).as_bytes()).is_err());
    }
}
