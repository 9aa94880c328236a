//! The one text file of the program Friends: people, and what was done with them and when.
//!
//! An activity is an act with everybody it names. Must not know who is here.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::fold::fold;
use crate::domain::incoming::{Incoming, IncomingAct, IncomingTime, Skipped, Unreadable};
use crate::domain::kind::Direction;

use super::person::{Gather, shown};

/// The headings of such a file.
const HEADINGS: [(&str, Part); 4] = [
    ("### Activities:", Part::Activities),
    ("### Notes:", Part::Notes),
    ("### Friends:", Part::Friends),
    ("### Locations:", Part::Locations),
];
/// What stands between other names.
const ALSO: &str = "a.k.a.";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Activities,
    Notes,
    Friends,
    Locations,
}

/// Whether a text is such a file: its first line is one of the headings.
pub fn is(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| heading(line).is_some())
}

/// Reads it.
///
/// # Errors
/// None so far: what cannot be understood is left out line by line.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let mut read = Read::default();
    let lines = Lines::of(text);
    for (line, text) in lines.under(Part::Friends) {
        read.friend(line, text);
    }
    for (line, text) in lines.under(Part::Activities) {
        read.event(line, text, true);
    }
    for (line, text) in lines.under(Part::Notes) {
        read.event(line, text, false);
    }
    let stray = lines.stray.iter().map(|(line, text)| left_out(*line, text, "it stands under no heading"));
    read.skipped.extend(stray);
    let mut incoming = Incoming {
        format: "friends.md",
        source: "friends",
        acts: read.acts,
        skipped: read.skipped,
        ..Incoming::default()
    };
    for who in read.people {
        match who.finish() {
            Ok(person) => incoming.people.push(person),
            // everybody was given a name
            Err(skipped) => incoming.skipped.push(skipped),
        }
    }
    incoming.skipped.sort_by_key(|skipped| skipped.line);
    let places = lines.under(Part::Locations).count();
    if places > 0 {
        incoming.notes.push(format!("of {places} locations only the towns of people are kept"));
    }
    Ok(incoming)
}

/// The lines of a file by the part in which they stand, empty ones left out.
#[derive(Default)]
struct Lines<'t> {
    rows: Vec<(Part, u32, &'t str)>,
    stray: Vec<(u32, &'t str)>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let mut lines = Self::default();
        let mut part = None;
        for (n, line) in text.lines().enumerate() {
            let number = u32::try_from(n + 1).unwrap_or(u32::MAX);
            if let Some(found) = heading(line) {
                part = Some(found);
            } else if line.trim_start().starts_with("###") {
                part = None;
                lines.stray.push((number, line));
            } else if !line.trim().is_empty() {
                match part {
                    Some(part) => lines.rows.push((part, number, line)),
                    None => lines.stray.push((number, line)),
                }
            }
        }
        lines
    }

    fn under(&self, wanted: Part) -> impl Iterator<Item = (u32, &'t str)> {
        self.rows.iter().filter(move |(part, _, _)| *part == wanted).map(|(_, line, text)| (*line, *text))
    }
}

#[derive(Default)]
struct Read {
    people: Vec<Gather>,
    /// Everybody by every name they go by, folded.
    named: HashMap<String, usize>,
    acts: Vec<IncomingAct>,
    skipped: Vec<Skipped>,
}

impl Read {
    /// `- Name (a.k.a. Nick a.k.a. Other) [Town] @tag @tag2`
    fn friend(&mut self, line: u32, text: &str) {
        let rest = entry(text);
        let end = rest.find(['(', '[', '@']).unwrap_or(rest.len());
        let name = clean_line(&rest[..end], LINE_CHARS);
        if name.is_empty() {
            return self.skipped.push(left_out(line, text, "no name"));
        }
        let at = self.person(line, &name);
        let mut others = Vec::new();
        let rest = &rest[end..];
        let inside = |open: char, close: char| {
            let from = rest.find(open)? + 1;
            Some(&rest[from..from + rest[from..].find(close)?])
        };
        if let Some(names) = inside('(', ')') {
            others.extend(names.split(ALSO).map(|name| clean_line(name, LINE_CHARS)).filter(|name| !name.is_empty()));
        }
        let who = &mut self.people[at];
        who.town(inside('[', ']').unwrap_or_default());
        let tags = rest.rsplit([')', ']']).next().unwrap_or_default();
        for tag in tags.split_whitespace().filter_map(|word| word.strip_prefix('@')) {
            who.tags(tag);
        }
        for name in others {
            self.named.entry(fold(&name)).or_insert(at);
            self.people[at].nickname(&name);
        }
    }

    /// `- 2026-03-01: Walked with **Ola Brandt** in _Lund_. @outdoors`: with an act for everybody named, or a line
    /// in their note.
    fn event(&mut self, line: u32, text: &str, is_act: bool) {
        let entry = entry(text);
        let (date, words) = entry.split_once(':').unwrap_or((entry, ""));
        let Ok(date) = NaiveDate::parse_from_str(date.trim(), "%Y-%m-%d") else {
            return self.skipped.push(left_out(line, text, "it does not begin with a date like 2026-03-01"));
        };
        let (mut people, mut seen) = (Vec::new(), HashSet::new());
        for name in words.split("**").skip(1).step_by(2).map(|name| clean_line(name, LINE_CHARS)) {
            if name.is_empty() {
                continue;
            }
            let at = self.person(line, &name);
            if seen.insert(at) {
                people.push(at);
            }
        }
        if people.is_empty() {
            return self.skipped.push(left_out(line, text, "it names nobody"));
        }
        let note = clean_line(&plain(words), LINE_CHARS);
        for person in people {
            if is_act {
                let (direction, at, note) = (Direction::Out, IncomingTime::On(date), note.clone());
                self.acts.push(IncomingAct { line, person, direction, kind: "met", at, note });
            } else {
                self.people[person].note(&format!("{date}: {note}"));
            }
        }
    }

    /// Where somebody of that name stands, who is new where nobody is called so.
    fn person(&mut self, line: u32, name: &str) -> usize {
        match self.named.entry(fold(name)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                let at = self.people.len();
                let mut who = Gather::at(line);
                who.person.key = fold(name);
                who.name(name);
                self.people.push(who);
                *free.insert(at)
            }
        }
    }
}

fn heading(line: &str) -> Option<Part> {
    let line = line.trim();
    HEADINGS.iter().find(|(words, _)| words.eq_ignore_ascii_case(line)).map(|(_, part)| *part)
}

fn entry(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix(['-', '*']).unwrap_or(text).trim_start()
}

fn left_out(line: u32, what: &str, why: &str) -> Skipped {
    Skipped { line, what: shown(what), why: why.to_owned() }
}

/// Words without the marks of names and places.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for word in words.replace("**", "").split_inclusive(' ') {
        let bare = word.trim_start_matches('_');
        match (bare.len() < word.len(), bare.rfind('_')) {
            // the end of a place: "_Lund_." or "Yard_"
            (_, Some(at)) if !bare[at + 1..].contains(char::is_alphanumeric) => {
                plain.push_str(&bare[..at]);
                plain.push_str(&bare[at + 1..]);
            }
            (true, _) => plain.push_str(bare),
            (false, _) => plain.push_str(word),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Incoming {
        assert!(is(text), "{text}");
        read(text).unwrap_or_else(|why| panic!("{why}"))
    }

    const FILE: &str = "### Activities:\n\
        - 2026-03-01: Walked the weir with **Ola Brandt** and **Mei Tan** in _Lund_. @outdoors\n\
        - 2026-02-28: Rang **Ollie** from _Marie's Diner_\n\
        - 2026-02-30: Dreamt of **Ola Brandt**\n\
        - 2026-02-01: Sat alone\n\
        - someday\n\n\
        ### Notes:\n- 2026-01-05: **Mei Tan** moved: she has_two cats\n\n\
        ### Friends:\n- Mei Tan\n- Ola Brandt (a.k.a. Ollie a.k.a. The Weir) [Lund] @choir @work:old-crew\n- (a.k.a. Nobody)\n\n\
        ### Locations:\n- Lund\n- Marie's Diner\n\n### Weather:\n- rain\n";

    #[test]
    fn people_come_with_names_town_and_tags() {
        let incoming = all(FILE);
        let told = incoming.people.iter().map(|person| {
            let fields = &person.fields;
            format!("{} {} | {} | {} | {}", person.line, fields.name, fields.town, fields.tags.join("+"), fields.notes)
        });
        let wanted = [
            "12 Mei Tan |  |  | 2026-01-05: Mei Tan moved: she has_two cats",
            "13 Ola Brandt | Lund | choir+work:old-crew | Also called Ollie, The Weir",
        ];
        assert_eq!(told.collect::<Vec<_>>(), wanted);
        assert_eq!(incoming.people[0].key, "mei tan");
        assert_eq!(incoming.notes, ["of 2 locations only the towns of people are kept"]);
    }

    #[test]
    fn activities_are_acts_with_everybody_they_name() {
        let acts = all(FILE).acts;
        let told = acts.iter().map(|act| {
            let IncomingTime::On(date) = act.at else { panic!("{act:?}") };
            assert_eq!((act.direction, act.kind), (Direction::Out, "met"));
            format!("{} {date} {} {}", act.line, act.person, act.note)
        });
        let wanted = [
            "2 2026-03-01 1 Walked the weir with Ola Brandt and Mei Tan in Lund. @outdoors",
            "2 2026-03-01 0 Walked the weir with Ola Brandt and Mei Tan in Lund. @outdoors",
            "3 2026-02-28 1 Rang Ollie from Marie's Diner",
        ];
        assert_eq!(told.collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn what_is_not_understood_is_told() {
        let skipped = all(FILE).skipped;
        let told: Vec<String> = skipped.iter().map(|one| format!("{} {}", one.line, one.why)).collect();
        let wanted = [
            "4 it does not begin with a date like 2026-03-01",
            "5 it names nobody",
            "6 it does not begin with a date like 2026-03-01",
            "14 no name",
            "20 it stands under no heading",
            "21 it stands under no heading",
        ];
        assert_eq!(told, wanted);
    }

    #[test]
    fn whoever_is_only_in_an_activity_is_read_too() {
        let incoming = all("### Activities:\r\n- 2026-03-01: Tea with **Bo**\r\n### Friends:\r\n");
        assert_eq!((incoming.people[0].fields.name.as_str(), incoming.acts[0].person), ("Bo", 0));
    }

    #[test]
    fn only_its_headings_tell() {
        for text in ["", "# Activities\n", "- Ola Brandt\n### Friends:\n", "### Friends\n"] {
            assert!(!is(text), "{text}");
        }
        assert!(is("\n### friends: \n"));
    }

    #[test]
    fn thousands_are_read_once() {
        let friends: Vec<String> = (0..5_000).map(|n| format!("- Person {n} [Lund]")).collect();
        let acts: Vec<String> = (0..5_000).map(|n| format!("- 2026-03-01: Tea with **Person {n}**")).collect();
        let long = format!("- 2026-03-01: {}", "**_".repeat(50_000));
        let text = format!("### Activities:\n{}\n{long}\n### Friends:\n{}\n", acts.join("\n"), friends.join("\n"));
        let incoming = all(&text);
        assert_eq!(incoming.people.len(), 5_001);
        assert_eq!(incoming.acts.len(), 5_001);
    }
}
