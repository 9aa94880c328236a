//! Follows and followers as Bluesky lists them: answers of its programming interface, and the records of follows.
//!
//! Must not know how JSON is read.

use serde_json::Value;

use super::account::{Account, leave_out};
use super::json::{beginning, documents, first_key, list, said, unread};
use crate::domain::clean::{TEXT_BYTES, clean_text};
use crate::domain::incoming::{Incoming, Unreadable};

/// The word for a follow in a record.
const FOLLOW: &str = "app.bsky.graph.follow";
/// What stands for a handle that leads nowhere.
const NO_HANDLE: &str = "handle.invalid";

/// Whether it is a list of accounts of Bluesky.
pub fn is(text: &str) -> bool {
    let beginning = beginning(text);
    let object =
        first_key(text).is_some_and(|key| matches!(key, "follows" | "followers" | "records" | "cursor" | "subject"));
    let listed = beginning.starts_with('[') && (beginning.contains("\"handle\"") || beginning.contains(FOLLOW));
    (object || listed) && beginning.contains("\"did:")
}

/// Reads it, one page or several behind each other.
///
/// # Errors
/// Where it is broken from the first page on.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let read = documents(text)?;
    let mut incoming = Incoming { format: "Bluesky accounts", source: "bluesky", ..Incoming::default() };
    for value in &read.values {
        for (key, format) in
            [("follows", "Bluesky follows"), ("followers", "Bluesky followers"), ("records", "Bluesky follows")]
        {
            let entries = list(value, key);
            if !entries.is_empty() {
                incoming.format = format;
            }
            entries.iter().enumerate().for_each(|(at, entry)| entry_of(&mut incoming, at, entry));
        }
        let bare = value.as_array().into_iter().flatten();
        bare.enumerate().for_each(|(at, entry)| entry_of(&mut incoming, at, entry));
    }
    incoming.notes.extend(read.broken.as_ref().map(unread));
    Ok(incoming)
}

fn entry_of(incoming: &mut Incoming, at: usize, entry: &Value) {
    let record = entry.get("value").unwrap_or(entry);
    let did = Some(said(entry, "did")).filter(|did| !did.is_empty()).unwrap_or_else(|| said(record, "subject"));
    let handle = said(entry, "handle");
    let known = !handle.is_empty() && handle != NO_HANDLE;
    if !known && !did.starts_with("did:") {
        return leave_out(incoming, at, handle, "no handle");
    }
    let number = did.rsplit(':').next().unwrap_or_default();
    let stub = if known { String::new() } else { format!("Bluesky {number}") };
    let name = Some(said(entry, "displayName")).filter(|name| !name.trim().is_empty()).unwrap_or(&stub);
    let account = Account { platform: "bluesky", handle: if known { handle } else { did }, name, key: did };
    if let Some(mut person) = account.person() {
        person.fields.notes = clean_text(said(entry, "description"), TEXT_BYTES);
        incoming.people.push(person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::recognise;

    fn read(text: &str) -> Incoming {
        recognise::read(text.as_bytes()).unwrap_or_else(|why| panic!("{why}: {text}"))
    }

    #[test]
    fn pages_of_accounts_are_read() {
        let text = r#"{"follows":[{"did":"did:plc:aa","handle":"ren.example","displayName":"Ren 🦆","createdAt":"2024-01-01T00:00:00Z","description":"Birds.\nBoats."},
            {"did":"did:plc:bb","handle":"mei-tan.bsky.social","displayName":""}],"cursor":"x"}
            {"subject":{"did":"did:plc:me","handle":"me.example"},"follows":[{"did":"did:plc:cc","handle":"handle.invalid"},{"handle":""}]}"#;
        let incoming = read(text);
        assert_eq!((incoming.format, incoming.source), ("Bluesky follows", "bluesky"));
        let got: Vec<_> =
            incoming.people.iter().map(|one| (&*one.fields.name, &*one.key, &*one.handles[0].name)).collect();
        assert_eq!(
            got,
            [
                ("Ren 🦆", "did:plc:aa", "ren.example"),
                ("Mei Tan", "did:plc:bb", "mei-tan.bsky.social"),
                ("Bluesky cc", "did:plc:cc", "did:plc:cc")
            ]
        );
        assert_eq!(incoming.people[0].fields.notes, "Birds.\nBoats.");
        assert_eq!(incoming.people[2].handles[0].link, "https://bsky.app/profile/did:plc:cc");
        assert_eq!(incoming.skipped.len(), 1);
        assert_eq!(
            read(r#"{"cursor":"x","followers":[{"did":"did:plc:aa","handle":"ren.example"}]}"#).format,
            "Bluesky followers"
        );
        assert_eq!(read(r#"[{"did":"did:plc:aa","handle":"ren.example"}]"#).people.len(), 1);
    }

    #[test]
    fn records_of_follows_are_numbers() {
        let incoming = read(
            r#"{"records":[{"uri":"at://did:plc:me/app.bsky.graph.follow/3k","value":{"$type":"app.bsky.graph.follow","subject":"did:plc:dd","createdAt":"2025-03-01T10:00:00.000Z"}}]}"#,
        );
        assert_eq!(incoming.people[0].fields.name, "Bluesky dd");
    }

    #[test]
    fn other_lists_are_not_taken_for_it() {
        for text in ["[]", r#"{"follows":[]}"#, r#"[{"handle":"x"}]"#, r#"{"note":"did:plc:x","follows":[]}"#] {
            assert!(!is(text), "{text}");
        }
    }
}
