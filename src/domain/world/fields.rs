//! The lines under a person or place of a made-up world: `why runs the forum`, `birthday +2d`.
//!
//! Must not know when they are added.

use super::moment::days;
use crate::domain::change::Change;
use crate::domain::community::{CommunityFields, Role, State};
use crate::domain::contact::{ContactFields, Reach, Stage, Style};
use crate::domain::entry::parse_entry;
use crate::domain::time::Now;

/// `person NAME HANDLES, TIER #TAGS` with its details.
pub(super) fn person(line: &str, details: &[String], now: &Now) -> Result<Change, String> {
    let entry = parse_entry(line)?;
    let mut fields = ContactFields {
        name: entry.name.clone(),
        tier: entry.tier,
        tags: entry.tags.clone(),
        mail: entry.mail().to_owned(),
        ..ContactFields::default()
    };
    for (key, value) in details.iter().map(|detail| split(detail)) {
        let text = value.to_owned();
        match key {
            "stage" => fields.stage = Some(word(Stage::from_word, value)?),
            "style" => fields.style = Some(word(Style::from_word, value)?),
            "reach" => fields.reach = Some(word(Reach::from_word, value)?),
            "cadence" => fields.cadence = Some(number(value)?),
            "pinned" => fields.pinned = true,
            "why" => fields.why = text,
            "offer" => fields.offer = text,
            "hope" => fields.hope = text,
            "at" => fields.organisation = text,
            "town" => fields.town = text,
            "note" => fields.notes = text,
            "topics" => fields.topics = list(value),
            "birthday" => fields.birthday = yearly(value, now)?,
            _ => return Err(format!("a person has no {key}")),
        }
    }
    Ok(Change::AddContact(fields, entry.handles()))
}

/// `place NAME LINK #TAGS` with its details.
pub(super) fn place(line: &str, details: &[String]) -> Result<Change, String> {
    let entry = parse_entry(line)?;
    let mut fields = CommunityFields {
        name: entry.name.clone(),
        platform: entry.found.first().map_or(String::new(), |found| found.platform.to_owned()),
        link: entry.found.first().map_or(String::new(), |found| found.link.clone()),
        tags: entry.tags.clone(),
        ..CommunityFields::default()
    };
    for (key, value) in details.iter().map(|detail| split(detail)) {
        let text = value.to_owned();
        match key {
            "platform" => fields.platform = text,
            "state" => fields.state = word(State::from_word, value)?,
            "role" => fields.role = word(Role::from_word, value)?,
            "cadence" => fields.cadence = Some(number(value)?),
            "patience" => fields.patience = Some(number(value)?),
            "rules" => fields.rules = text,
            "expects" => fields.expects = text,
            "acting-as" => fields.acting_as = text,
            "note" => fields.notes = text,
            "topics" => fields.topics = list(value),
            _ => return Err(format!("a place has no {key}")),
        }
    }
    Ok(Change::AddCommunity(fields, entry.handles()))
}

/// A day from today as one of every year: `+2d` is `--09-24`.
pub(super) fn yearly(value: &str, now: &Now) -> Result<String, String> {
    let day = days(value).ok_or_else(|| format!("\"{value}\" is no day: write +2d"))?;
    Ok(now.day().plus(day).date().format("--%m-%d").to_string())
}

/// The value of a word.
pub(super) fn word<T>(from: impl Fn(&str) -> Option<T>, value: &str) -> Result<T, String> {
    from(value).ok_or_else(|| format!("\"{value}\" is not one of its words"))
}

/// A number.
pub(super) fn number<T: std::str::FromStr>(value: &str) -> Result<T, String> {
    value.parse().map_err(|_| format!("\"{value}\" is no number"))
}

fn split(detail: &str) -> (&str, &str) {
    detail.split_once(' ').map_or((detail, ""), |(key, value)| (key, value.trim()))
}

fn list(value: &str) -> Vec<String> {
    value.split(',').map(|word| word.trim().to_owned()).collect()
}
