//! What a file of another program brings: people, acts, feeds, and what of it could not be read.
//!
//! The common form of all formats. Must not know how a file is read, nor who is here already.

use serde::Serialize;

use super::contact::{ContactFields, NewHandle};
use super::kind::Direction;
use super::number::counted;
use super::table_look::Chosen;
use super::time::Instant;

/// All that one file brings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Incoming {
    /// What the file is, as it is told: "LinkedIn connections".
    pub format: &'static str,
    /// The word for where it is from, which with a person's own key makes a stable id: `linkedin`, `vcard`.
    pub source: &'static str,
    /// People, in the order of the file.
    pub people: Vec<IncomingPerson>,
    /// Acts with them.
    pub acts: Vec<IncomingAct>,
    /// Feeds.
    pub feeds: Vec<IncomingFeed>,
    /// What was left out.
    pub skipped: Vec<Skipped>,
    /// What is to be known of the reading: "read as Windows-1252, since it is not UTF-8".
    pub notes: Vec<String>,
    /// What somebody said of the columns of a table; none where nobody did.
    pub columns: Option<Chosen>,
}

/// Somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IncomingPerson {
    /// The line on which they begin, from 1; 0 where the file has no lines.
    pub line: u32,
    /// Their own key in that source, the same at each export: the slug of a profile, the UID of a card; empty where
    /// there is none.
    pub key: String,
    /// What is said of them. Name never empty; tier, cadence, style, stage and reach are never set, but where the
    /// file is our own.
    pub fields: ContactFields,
    /// Handles and further mail addresses (platform `mail`), the best first.
    pub handles: Vec<NewHandle>,
    /// Yearly dates besides the birthday: what, and `YYYY-MM-DD` or `--MM-DD`.
    pub dates: Vec<(String, String)>,
}

/// Something that was done with one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingAct {
    /// The line, from 1; 0 for none.
    pub line: u32,
    /// With whom: the place in [`Incoming::people`].
    pub person: usize,
    /// Who acted.
    pub direction: Direction,
    /// Kind id: `messaged`, `met`.
    pub kind: &'static str,
    /// When.
    pub at: IncomingTime,
    /// Note; empty for none.
    pub note: String,
}

/// When something was, as exactly as a file says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncomingTime {
    /// At this moment.
    At(Instant),
    /// On this date of the calendar, whatever the hour.
    On(chrono::NaiveDate),
    /// At this wall time, wherever that was: read in the zone of whoever imports.
    Wall(chrono::NaiveDateTime),
}

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IncomingFeed {
    /// The line, from 1; 0 for none.
    pub line: u32,
    /// Its title; empty for none.
    pub title: String,
    /// Where it is fetched; always `http` or `https`.
    pub address: String,
    /// The page that it belongs to; empty for none.
    pub site: String,
    /// Tags and folders.
    pub tags: Vec<String>,
    /// Why it is not to be fetched: "its posts came through a command, which is not run"; none where it is.
    pub disabled: Option<String>,
}

/// All files of one import, as they are compared and written: one step of undo.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bundle {
    /// What they are: "LinkedIn connections and one more file".
    pub label: String,
    /// People, file by file.
    pub people: Vec<Bundled>,
    /// Acts with them; [`IncomingAct::person`] is the place in [`Bundle::people`].
    pub acts: Vec<IncomingAct>,
    /// Feeds.
    pub feeds: Vec<IncomingFeed>,
}

/// Somebody and where they are from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundled {
    /// The word for the other program.
    pub source: &'static str,
    /// Them.
    pub person: IncomingPerson,
}

impl Bundle {
    /// These files as one.
    pub fn of(files: impl IntoIterator<Item = Incoming>) -> Self {
        let mut bundle = Self::default();
        let mut formats: Vec<&'static str> = Vec::new();
        for file in files {
            let before = bundle.people.len();
            let source = file.source;
            formats.push(file.format);
            bundle.people.extend(file.people.into_iter().map(|person| Bundled { source, person }));
            bundle.acts.extend(file.acts.into_iter().map(|act| IncomingAct { person: act.person + before, ..act }));
            bundle.feeds.extend(file.feeds);
        }
        let more = formats.len().saturating_sub(1) as u32;
        bundle.label = match formats.first() {
            Some(first) if more > 0 => format!("{first} and {}", counted(more, "more file", "more files")),
            first => first.copied().unwrap_or_default().to_owned(),
        };
        bundle
    }
}

/// Something that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The line, from 1; 0 for none.
    pub line: u32,
    /// What stood there, made safe and short; empty for nothing to show.
    pub what: String,
    /// Why: "no name".
    pub why: String,
}

impl Skipped {
    /// In words: "line 3: no name (12 Elm Street)".
    pub fn words(&self) -> String {
        let at = if self.line > 0 { format!("line {}: ", self.line) } else { String::new() };
        let what = if self.what.is_empty() { String::new() } else { format!(" ({})", self.what) };
        format!("{at}{}{what}", self.why)
    }
}

/// A file that is none of ours, or is broken past reading.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Unreadable {
    /// The line, from 1; 0 for none.
    pub line: u32,
    /// What is wrong and what to do: "no column is a name; say which with --map".
    pub why: String,
}

impl Unreadable {
    /// One without a line.
    pub fn new(why: impl Into<String>) -> Self {
        Self { line: 0, why: why.into() }
    }
}
