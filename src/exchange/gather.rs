//! Puts people together from the cells of a table, and keeps what is left out of it.
//!
//! Must not know what a column is called.

use std::collections::HashSet;

use crate::domain::called::called;
use crate::domain::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text};
use crate::domain::contact::NewHandle;
use crate::domain::incoming::{Incoming, IncomingPerson, Skipped};
use crate::domain::link::mail;
use crate::domain::platform::{MAIL, Whose, handle_key, recognise, safe_link};

/// So many characters of what was left out are told.
const WHAT_CHARS: usize = 60;
/// So many remarks about single lines are told; the others are counted.
const REMARKS: usize = 10;
/// So many handles are kept of one person.
const HANDLES: usize = 50;

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
        self.incoming.skipped.push(Skipped { line, what: clean_line(what, WHAT_CHARS), why: why.to_owned() });
    }

    /// Adds somebody; whoever has no name is left out. Answers their place.
    pub(super) fn add(&mut self, somebody: Somebody) -> Option<usize> {
        let Somebody { mut person, notes, odd } = somebody;
        if person.fields.name.is_empty() {
            let known = [
                person.fields.mail.as_str(),
                &person.fields.organisation,
                &person.key,
                notes.first().map_or("", |note| note),
            ];
            let what = known.into_iter().find(|what| !what.is_empty()).unwrap_or_default().to_owned();
            self.skip(person.line, &what, "no name");
            return None;
        }
        for odd in odd {
            if self.incoming.notes.len() < REMARKS {
                self.incoming.notes.push(format!("line {}: {odd}", person.line));
            } else {
                self.more += 1;
            }
        }
        person.fields.notes = clean_text(&notes.join("\n"), TEXT_BYTES);
        self.incoming.people.push(person);
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

/// Somebody, while their row is read.
#[derive(Default)]
pub(super) struct Somebody {
    person: IncomingPerson,
    notes: Vec<String>,
    odd: Vec<String>,
}

impl Somebody {
    /// Of that line.
    pub(super) fn at(line: u32) -> Self {
        Self { person: IncomingPerson { line, ..IncomingPerson::default() }, ..Self::default() }
    }

    /// Their key in the source.
    pub(super) fn keyed(&mut self, key: String) {
        self.person.key = key;
    }

    /// Their name, where they have none yet and this says something.
    pub(super) fn named(&mut self, name: &str) {
        if self.person.fields.name.is_empty() {
            self.person.fields.name = line(name);
        }
    }

    /// A name from what else is known of them: their organisation, else the front of their mail address.
    pub(super) fn named_otherwise(&mut self) {
        self.named(&self.person.fields.organisation.clone());
        let front = self.person.fields.mail.split('@').next().and_then(|front| called(Whose::Person, front));
        self.named(&front.unwrap_or_default());
    }

    /// Their mail addresses, of which a cell may hold several; what is no address is left out.
    pub(super) fn mails(&mut self, cell: &str) {
        let parts = cell.split(|letter: char| letter.is_whitespace() || ",;<>()\"".contains(letter));
        for address in parts.filter_map(|part| mail(part.strip_prefix("mailto:").unwrap_or(part))) {
            if self.person.fields.mail.is_empty() {
                self.person.fields.mail = address;
            } else if self.person.fields.mail != address {
                self.handle(NewHandle { platform: MAIL.to_owned(), name: address, link: String::new() });
            }
        }
    }

    /// A link of theirs, with or without its `https://`: a handle where its platform is known.
    pub(super) fn link(&mut self, cell: &str) {
        let bare = !cell.contains(':') && cell.contains('.');
        let Some(link) = safe_link(cell).or_else(|| bare.then(|| safe_link(&format!("https://{cell}"))).flatten())
        else {
            return;
        };
        match recognise(&link) {
            Some(found) if found.platform == MAIL => self.mails(&found.name),
            Some(found) => {
                self.handle(NewHandle { platform: found.platform.to_owned(), name: found.name, link: found.link });
            }
            None => {}
        }
    }

    fn handle(&mut self, handle: NewHandle) {
        let key = handle_key(&handle.platform, &handle.name);
        let handles = &mut self.person.handles;
        if handles.len() < HANDLES && !handles.iter().any(|one| handle_key(&one.platform, &one.name) == key) {
            handles.push(handle);
        }
    }

    /// Where they work and as what; the latter is the first line of their note.
    pub(super) fn works(&mut self, organisation: &str, position: &str) {
        let (organisation, position) = (line(organisation), line(position));
        if says(&position) && position != organisation {
            self.notes.insert(0, position);
        }
        if says(&organisation) && self.person.fields.organisation.is_empty() {
            self.person.fields.organisation = organisation;
        }
    }

    /// Their town, where none is known yet.
    pub(super) fn lives(&mut self, town: &str) {
        if self.person.fields.town.is_empty() {
            self.person.fields.town = line(town);
        }
    }

    /// More of their note.
    pub(super) fn note(&mut self, text: &str) {
        let text = clean_text(text, TEXT_BYTES).trim().to_owned();
        if !text.is_empty() {
            self.notes.push(text);
        }
    }

    /// Their tags, each once.
    pub(super) fn tags<'t>(&mut self, tags: impl Iterator<Item = &'t str>) {
        let mut seen: HashSet<String> = HashSet::new();
        let tags = tags.map(line).filter(|tag| !tag.is_empty() && seen.insert(tag.to_lowercase()));
        self.person.fields.tags = tags.collect();
    }

    /// Their birthday as it was read, none where `cell` is no date.
    pub(super) fn born(&mut self, cell: &str, read: Option<String>) {
        match read {
            Some(day) => self.person.fields.birthday = day,
            None => self.odd.push(format!("the birthday \"{}\" is no date", clean_line(cell, WHAT_CHARS))),
        }
    }

    /// Another yearly date as it was read, none where `cell` is no date.
    pub(super) fn yearly(&mut self, what: &str, cell: &str, read: Option<String>) {
        let what = Some(line(what)).filter(|what| !what.is_empty()).unwrap_or_else(|| "a date".to_owned());
        match read {
            Some(day) => self.person.dates.push((what, day)),
            None => self.odd.push(format!("{what}: \"{}\" is no date", clean_line(cell, WHAT_CHARS))),
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
