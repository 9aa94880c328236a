//! A parsed vCard as its properties: names as files give them, texts made whole.
//!
//! Owns what the versions write differently: encodings, labels, preference. Must not know what a property means for
//! a contact.

use std::collections::HashMap;

use calcard::vcard::{VCard, VCardEntry, VCardParameterName, VCardProperty, VCardValue};
use encoding_rs::WINDOWS_1252;

/// One card, its properties under the names that files give them.
pub struct Card<'c> {
    /// In the order of the card.
    pub properties: Vec<Property<'c>>,
    /// What the labels of groups say: `item1` is "homepage".
    labels: HashMap<&'c str, String>,
}

/// One property.
pub struct Property<'c> {
    /// In capitals: `X-ABDATE`.
    pub name: String,
    entry: &'c VCardEntry,
}

impl<'c> Card<'c> {
    /// A parsed card.
    pub fn of(card: &'c VCard) -> Self {
        let properties = card.entries.iter().map(|entry| Property { name: name_of(&entry.name), entry });
        let properties: Vec<Property<'c>> = properties.collect();
        let labels = properties.iter().filter(|property| property.name == "X-ABLABEL");
        let labels = labels.filter_map(|property| Some((property.entry.group.as_deref()?, label(&property.text()))));
        Self { labels: labels.collect(), properties }
    }

    /// All properties under these names, in the order of the card.
    pub fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a Property<'c>> {
        self.properties.iter().filter(move |property| names.contains(&property.name.as_str()))
    }

    /// The first text under one of these names, in the order of the names.
    pub fn first(&self, names: &[&str]) -> String {
        let mut texts = names.iter().flat_map(|name| self.properties.iter().filter(move |one| one.name == *name));
        texts.find_map(|property| Some(property.text()).filter(|text| !text.trim().is_empty())).unwrap_or_default()
    }

    /// What the label of a property's group says; empty for none.
    pub fn label(&self, property: &Property<'c>) -> &str {
        property.entry.group.as_deref().and_then(|group| self.labels.get(group)).map_or("", String::as_str)
    }
}

impl Property<'_> {
    /// All that it says, in one text.
    pub fn text(&self) -> String {
        self.texts().collect::<Vec<_>>().join(" ").trim_end().to_owned()
    }

    /// Each of its values: the names of `NICKNAME:Ollie,Oll`, the parts of an address.
    pub fn texts(&self) -> impl Iterator<Item = String> {
        self.entry.values.iter().map(text_of)
    }

    /// The part of that place of a name or an address.
    pub fn part(&self, at: usize) -> String {
        self.entry.values.get(at).map(text_of).unwrap_or_default().trim().to_owned()
    }

    /// What a parameter says: `TYPE`, `X-USER`. All of it, where it stands several times.
    pub fn parameters<'p>(&'p self, names: &'p [&'p str]) -> impl Iterator<Item = String> {
        let wanted = |name: &VCardParameterName| names.iter().any(|one| name.as_str().eq_ignore_ascii_case(one));
        let parameters = self.entry.params.iter().filter(move |one| wanted(&one.name));
        parameters.map(|one| uncaret(&one.value.clone().into_text()))
    }

    /// Whether it is of that type: `home`.
    pub fn typed(&self, word: &str) -> bool {
        self.parameters(&["TYPE"]).any(|typed| typed.eq_ignore_ascii_case(word))
    }

    /// Whether it is said to come before others of its name.
    pub fn preferred(&self) -> bool {
        // "1" is the first in 4.0, and what stands alone in 2.1
        self.typed("pref") || self.parameters(&["PREF"]).any(|rank| rank.is_empty() || rank == "1")
    }
}

fn text_of(value: &VCardValue) -> String {
    match value {
        VCardValue::Text(text) => mended(text),
        VCardValue::Component(parts) => parts.iter().map(|part| mended(part)).collect::<Vec<_>>().join(" "),
        VCardValue::Integer(number) => number.to_string(),
        VCardValue::Binary(data) if data.content_type.is_none() => WINDOWS_1252.decode(&data.data).0.into_owned(),
        value => value.as_text().unwrap_or_default().to_owned(),
    }
}

/// A text of 2.1 that does not say how it is encoded is taken for Latin, though it is UTF-8 more often.
fn mended(text: &str) -> String {
    if text.is_ascii() || text.chars().any(|c| u32::from(c) > 0xff) {
        return text.to_owned();
    }
    let bytes: Vec<u8> = text.chars().map(|c| u32::from(c) as u8).collect();
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn name_of(name: &VCardProperty) -> String {
    name.as_str().trim().to_ascii_uppercase()
}

/// `_$!<HomePage>!$_` is "homepage"; what a person wrote stays as it is.
fn label(text: &str) -> String {
    let own = text.trim().strip_prefix("_$!<").and_then(|text| text.strip_suffix(">!$_"));
    own.map_or_else(|| text.trim().to_owned(), str::to_lowercase)
}

/// What carets stand for in the parameters of 4.0.
fn uncaret(text: &str) -> String {
    if !text.contains('^') {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let meant = match (letter, letters.peek()) {
            ('^', Some('n')) => Some('\n'),
            ('^', Some('\'')) => Some('"'),
            ('^', Some('^')) => Some('^'),
            _ => None,
        };
        if meant.is_some() {
            letters.next();
        }
        plain.push(meant.unwrap_or(letter));
    }
    plain
}
