//! One person in an export of Monica: name, birthday, ways to reach them, notes.
//!
//! Must not know about the other people in it.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde_json::Value;

use super::json::{list, said};
use crate::domain::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text};
use crate::domain::contact::{ContactFields, NewHandle};
use crate::domain::incoming::{IncomingPerson, IncomingTime};
use crate::domain::link::{mail, safe_link};
use crate::domain::platform::{Found, MAIL, platform_word, profile_link, recognise};
use crate::domain::time::Instant;

/// A property; null where there is none. Other tools write them without a level of their own.
pub(super) fn prop<'v>(value: &'v Value, key: &str) -> &'v Value {
    value
        .get("properties")
        .and_then(|properties| properties.get(key))
        .or_else(|| value.get(key))
        .unwrap_or(&Value::Null)
}

/// Everything of one sort that lies in the collections of a value: `contact`, or as other tools write it, `contacts`.
pub(super) fn all<'v>(value: &'v Value, sort: &str) -> impl Iterator<Item = &'v Value> {
    let collections = list(value, "data").iter().filter(move |one| is_sort(said(one, "type"), sort));
    collections.flat_map(|one| list(one, "values"))
}

fn is_sort(written: &str, sort: &str) -> bool {
    let written = written.to_ascii_lowercase().replace('_', "-");
    let stem = sort.strip_suffix('y').unwrap_or(sort);
    written == sort || written.strip_prefix(stem).is_some_and(|end| matches!(end, "s" | "es" | "ies"))
}

/// The name, or else the nickname; empty for neither.
pub(super) fn name(contact: &Value) -> String {
    let parts = ["first_name", "middle_name", "last_name"].map(|key| line(contact, key));
    let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() { line(contact, "nickname") } else { name };
    clean_line(&name, LINE_CHARS)
}

/// All that is said of somebody; `field_types` are the ways to reach people, by their id.
pub(super) fn read(name: String, contact: &Value, field_types: &HashMap<&str, &Value>) -> IncomingPerson {
    let key = clean_line(said(contact, "uuid"), LINE_CHARS);
    let (birthday, about) = birthday(prop(contact, "birthdate"));
    let fields = ContactFields {
        organisation: line(contact, "company"),
        town: town(contact),
        notes: notes(&name, contact, about),
        tags: tags(contact),
        birthday,
        name,
        ..ContactFields::default()
    };
    let mut person = IncomingPerson { key, fields, dates: yearly(contact), ..IncomingPerson::default() };
    for field in all(contact, "contact-field") {
        let sort = prop(field, "type").as_str().and_then(|id| field_types.get(id)).copied().unwrap_or(&Value::Null);
        let Some(found) = reached(&line(field, "data"), sort) else { continue };
        if found.platform == MAIL && person.fields.mail.is_empty() {
            person.fields.mail = found.name;
        } else {
            person.handles.push(NewHandle { platform: found.platform.to_owned(), name: found.name, link: found.link });
        }
    }
    person
}

/// When something was: midnight is a day without an hour.
pub(super) fn time(text: &str) -> Option<IncomingTime> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        let day = moment.num_seconds_from_midnight() == 0;
        let at = IncomingTime::At(Instant(moment.timestamp_millis()));
        return Some(if day { IncomingTime::On(moment.date_naive()) } else { at });
    }
    let mut forms = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"].iter();
    let wall = forms.find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    match wall {
        Some(wall) if wall.time() != NaiveTime::MIN => Some(IncomingTime::Wall(wall)),
        Some(wall) => Some(IncomingTime::On(wall.date())),
        None => text.parse().ok().map(IncomingTime::On),
    }
}

/// The way to reach somebody that a field is; phones are not kept.
fn reached(data: &str, sort: &Value) -> Option<Found> {
    let (kind, called) =
        (prop(sort, "type").as_str().unwrap_or_default(), prop(sort, "name").as_str().unwrap_or_default());
    if kind == "phone" || prop(sort, "protocol").as_str().is_some_and(|protocol| protocol.starts_with("tel")) {
        return None;
    }
    if mail(data).is_some() || safe_link(data).is_some() {
        return recognise(data);
    }
    let word = platform_word(called).to_lowercase();
    profile_link(&word, data).and_then(|link| recognise(&link)).or_else(|| recognise(data))
}

/// What is told where a birthday is no date.
pub(super) fn no_birthday(name: &str, contact: &Value) -> Option<String> {
    let date = said(prop(contact, "birthdate"), "date");
    let broken = !date.is_empty() && day(date).is_none();
    broken.then(|| format!("the birthday of {name} is no date: \"{}\"", clean_line(date, 30)))
}

/// The birthday, and the year where only an age is known.
fn birthday(date: &Value) -> (String, Option<i32>) {
    let Some(day) = date.get("date").and_then(Value::as_str).and_then(day) else { return (String::new(), None) };
    let is = |key| date.get(key).is_some_and(|flag| flag.as_bool() == Some(true) || flag.as_i64() == Some(1));
    match (is("is_age_based"), is("is_year_unknown")) {
        (true, _) => (String::new(), Some(day.year())),
        (_, true) => (format!("--{}", day.format("%m-%d")), None),
        _ => (day.format("%Y-%m-%d").to_string(), None),
    }
}

/// Reminders of each year. Those that Monica makes by itself for a birthday cannot be deleted there.
fn yearly(contact: &Value) -> Vec<(String, String)> {
    let own = all(contact, "reminder").filter(|one| {
        let every = prop(one, "frequency_number").as_i64().unwrap_or(1);
        let made = prop(one, "delible");
        let by_itself = made.as_bool() == Some(false) || made.as_i64() == Some(0);
        prop(one, "frequency_type").as_str() == Some("year") && every == 1 && !by_itself
    });
    let dated = own.filter_map(|one| Some((line(one, "title"), day(prop(one, "initial_date").as_str()?)?)));
    dated.map(|(title, day)| (title, day.format("%Y-%m-%d").to_string())).collect()
}

fn notes(name: &str, contact: &Value, about: Option<i32>) -> String {
    let nickname = line(contact, "nickname");
    let labelled = |label: &str, key: &str| match line(contact, key) {
        text if text.is_empty() => text,
        text => format!("{label}: {text}"),
    };
    let met = prop(contact, "first_met_date").get("date").and_then(Value::as_str).and_then(day);
    let mut parts = vec![
        line(contact, "job"),
        if nickname.is_empty() || nickname == name { String::new() } else { format!("Nickname: {nickname}") },
        about.map_or_else(String::new, |year| format!("Born about {year}")),
        prop(contact, "description").as_str().unwrap_or_default().to_owned(),
        labelled("Food", "food_preferences"),
        met.map_or_else(String::new, |day| format!("First met: {day}")),
        labelled("How you met", "first_met_additional_info"),
    ];
    parts.extend(all(contact, "life-event").map(|event| {
        let day = prop(event, "happened_at").as_str().and_then(day).map_or_else(String::new, |day| format!("{day} "));
        let what = [line(event, "name"), line(event, "note")].into_iter().filter(|part| !part.is_empty());
        let what = what.collect::<Vec<_>>().join(": ");
        if what.is_empty() { what } else { day + &what }
    }));
    parts.extend(all(contact, "note").map(|note| prop(note, "body").as_str().unwrap_or_default().to_owned()));
    parts.retain(|part| !part.trim().is_empty());
    clean_text(&parts.join("\n"), TEXT_BYTES)
}

fn tags(contact: &Value) -> Vec<String> {
    let named = prop(contact, "tags").as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut tags: Vec<String> = named.map(|tag| clean_line(tag, LINE_CHARS)).filter(|tag| !tag.is_empty()).collect();
    let is = |key: &str, wanted: bool| {
        let flag = prop(contact, key);
        flag.as_bool().or_else(|| flag.as_i64().map(|number| number != 0)) == Some(wanted)
    };
    tags.extend(is("is_starred", true).then(|| "starred".to_owned()));
    tags.extend(is("is_active", false).then(|| "archived".to_owned()));
    tags
}

/// The first town of an address, or its country.
fn town(contact: &Value) -> String {
    let places = || all(contact, "address");
    let named = |key| places().map(|address| line(address, key)).find(|place| !place.is_empty());
    named("city").or_else(|| named("country")).unwrap_or_default()
}

fn line(value: &Value, key: &str) -> String {
    clean_line(prop(value, key).as_str().unwrap_or_default(), LINE_CHARS)
}

/// The date at the beginning of a text.
fn day(text: &str) -> Option<NaiveDate> {
    text.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_is_a_day_without_an_hour() {
        let on = |text: &str| Some(IncomingTime::On(text.parse().unwrap_or_default()));
        let table = [
            ("2023-05-01", on("2023-05-01")),
            ("2023-05-01T00:00:00.000000Z", on("2023-05-01")),
            ("2023-05-01 00:00:00", on("2023-05-01")),
            ("2023-05-01T10:00:00+02:00", Some(IncomingTime::At(Instant(1_682_928_000_000)))),
            ("2023-02-30", None),
            ("soon", None),
            ("", None),
        ];
        for (text, wanted) in table {
            assert_eq!(time(text), wanted, "{text}");
        }
    }

    #[test]
    fn an_impossible_birthday_is_none() {
        for (date, wanted) in [("1984-02-30T00:00:00Z", ""), ("1984-02-29", "1984-02-29"), ("é", ""), ("", "")] {
            assert_eq!(birthday(&serde_json::json!({ "date": date })).0, wanted, "{date}");
        }
    }
}
