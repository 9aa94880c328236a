//! Puts people together from the cells of a table, and keeps what is left out of it.
//!
//! Must not know what a column is called.

use std::collections::HashSet;

use super::person::{Gather, shown};
use crate::domain::called::called;
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::incoming::{Incoming, Skipped};
use crate::domain::platform::Whose;

/// So many remarks about single lines are told; the others are counted.
const REMARKS: usize = 10;
/// What a file brings, while it is read.
pub(super) struct Gathered {
    incoming: Incoming,
    /// Remarks beyond the first ones.
    more: usize,
}

impl Gathered {
    /// Of that format, from there.
    pub(super) fn new(format: &'static str, source: &'static str) -> Self {
        Self { incoming: Incoming { format, source, ..Incoming::default() }, more: 0 }
    }

    /// Leaves something out.
    pub(super) fn skip(&mut self, line: u32, what: &str, why: &str) {
        self.incoming.skipped.push(Skipped { line, what: shown(what), why: why.to_owned() });
    }

    /// Adds somebody; whoever has no name is left out. Answers their place.
    pub(super) fn add(&mut self, somebody: Somebody) -> Option<usize> {
        let Somebody { gather, odd } = somebody;
        let (person, at) = (&gather.person, gather.person.line);
        if person.fields.name.is_empty() {
            let known = [&person.fields.mail, &person.fields.organisation, &person.key];
            let what = known.into_iter().find(|what| !what.is_empty()).cloned();
            self.skip(at, &what.or(gather.first_note()).unwrap_or_default(), "no name");
            return None;
        }
        for odd in odd {
            if self.incoming.notes.len() < REMARKS {
                self.incoming.notes.push(format!("line {at}: {odd}"));
            } else {
                self.more += 1;
            }
        }
        self.incoming.people.push(gather.finish().ok()?);
        Some(self.incoming.people.len() - 1)
    }

    /// All of it.
    pub(super) fn done(mut self) -> Incoming {
        if self.more > 0 {
            self.incoming.notes.push(format!("and {} more lines with dates that are none", self.more));
        }
        self.incoming
    }
}

/// Somebody, while their row is read: one cell may hold several addresses, and a date that is none is told with its
/// line.
#[derive(Default)]
pub(super) struct Somebody {
    gather: Gather,
    odd: Vec<String>,
}

impl Somebody {
    /// Of that line.
    pub(super) fn at(line: u32) -> Self {
        Self { gather: Gather::at(line), odd: Vec::new() }
    }

    /// Their key in the source.
    pub(super) fn keyed(&mut self, key: String) {
        self.gather.person.key = key;
    }

    /// Their name, where they have none yet and this says something.
    pub(super) fn named(&mut self, name: &str) {
        self.gather.name(name);
    }

    /// A name from what else is known of them: their organisation, else the front of their mail address.
    pub(super) fn named_otherwise(&mut self) {
        let fields = &self.gather.person.fields;
        let front = fields.mail.split('@').next().and_then(|front| called(Whose::Person, front));
        let (organisation, front) = (fields.organisation.clone(), front.unwrap_or_default());
        self.named(&organisation);
        self.named(&front);
    }

    /// Their mail addresses, of which a cell may hold several; what is no address is left out.
    pub(super) fn mails(&mut self, cell: &str) {
        for part in cell.split(|letter: char| letter.is_whitespace() || ",;<>()\"".contains(letter)) {
            self.gather.mail(part);
        }
    }

    /// A link of theirs, with or without its `https://`: a handle where its platform is known.
    pub(super) fn link(&mut self, cell: &str) {
        self.gather.link(cell);
    }

    /// Where they work and as what; the latter is the first line of their note.
    pub(super) fn works(&mut self, organisation: &str, position: &str) {
        let (organisation, position) = (line(organisation), line(position));
        if says(&position) && position != organisation {
            self.gather.position(&position);
        }
        if says(&organisation) {
            self.gather.organisation(&organisation);
        }
    }

    /// Their town, where none is known yet.
    pub(super) fn lives(&mut self, town: &str) {
        self.gather.town(town);
    }

    /// More of their note.
    pub(super) fn note(&mut self, text: &str) {
        self.gather.note(text.trim());
    }

    /// Their tags, each once.
    pub(super) fn tags<'t>(&mut self, tags: impl Iterator<Item = &'t str>) {
        let mut seen: HashSet<String> = HashSet::new();
        let tags = tags.map(line).filter(|tag| !tag.is_empty() && seen.insert(tag.to_lowercase()));
        self.gather.person.fields.tags = tags.collect();
    }

    /// Their birthday as it was read, none where `cell` is no date.
    pub(super) fn born(&mut self, cell: &str, read: Option<String>) {
        match read {
            Some(day) => self.gather.person.fields.birthday = day,
            None => self.odd.push(format!("the birthday \"{}\" is no date", shown(cell))),
        }
    }

    /// Another yearly date as it was read, none where `cell` is no date.
    pub(super) fn yearly(&mut self, what: &str, cell: &str, read: Option<String>) {
        let what = Some(line(what)).filter(|what| !what.is_empty()).unwrap_or_else(|| "a date".to_owned());
        match read {
            Some(day) => self.gather.person.dates.push((what, day)),
            None => self.odd.push(format!("{what}: \"{}\" is no date", shown(cell))),
        }
    }
}

/// Names one after the other, those that are empty left out.
pub(super) fn joined(names: &[&str]) -> String {
    let names: Vec<&str> = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    names.join(" ")
}

fn line(text: &str) -> String {
    clean_line(text, LINE_CHARS)
}

/// Whether a cell is more than a placeholder.
fn says(text: &str) -> bool {
    text.contains(char::is_alphanumeric) && !["n/a", "none", "null"].contains(&text.to_lowercase().as_str())
}
