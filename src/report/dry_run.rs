//! The dry run of an import: what would come in, in numbers and name by name. Screen and `--json` show the same.
//!
//! Must not know how files are read, nor how people are compared.

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::feed::host_of;
use crate::domain::feed_owner::FeedFate;
use crate::domain::import_plan::{Fate, Here, Plan, Who};
use crate::domain::incoming::{Bundle, Incoming, Skipped, Unreadable};
use crate::domain::number::counted;
use crate::domain::table_look::TableLook;

/// The word that asks for the days of messages, as the command line has it.
pub const MESSAGES: &str = "--messages";

/// The word that says which column is what, as the command line has it.
pub const COLUMNS: &str = "--map";

/// One file of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileLine {
    /// Its name.
    pub file: String,
    /// What it is: "LinkedIn connections"; empty where it cannot be read.
    pub format: String,
    /// People in it.
    pub people: usize,
    /// Acts in it.
    pub acts: usize,
    /// Feeds in it.
    pub feeds: usize,
    /// What was left out.
    pub skipped: Vec<Skipped>,
    /// What is to be known of the reading.
    pub notes: Vec<String>,
    /// Why it cannot be read, and on which line; empty where it can.
    pub refused: String,
    /// Whether there are messages in it whose days were not asked for.
    pub messages: bool,
    /// The table that it is, whose columns may be told apart; none for anything else.
    #[serde(skip)]
    pub table: Option<Box<TableLook>>,
}

/// One person of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonLine {
    /// Name in the file.
    pub name: String,
    /// "new", "same mail", "same card".
    pub why: &'static str,
    /// Under which name they are here; empty for new ones.
    pub here: String,
    /// What is added: "town, handles"; empty for nothing.
    pub adds: String,
}

/// One feed of it that is new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedLine {
    /// Its title, else its host.
    pub name: String,
    /// Its host: of an address no more is shown.
    pub host: String,
    /// Whose it is; empty for nobody's yet.
    pub owner: String,
    /// Why it is never asked; empty where it is.
    pub off: String,
}

/// The dry run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct DryRun {
    /// The files.
    pub files: Vec<FileLine>,
    /// New people.
    pub new: usize,
    /// Known ones to whom something is added.
    pub filled: usize,
    /// Known ones to whom nothing is added.
    pub unchanged: usize,
    /// Known ones by evidence: "same mail".
    pub by_evidence: Vec<(&'static str, usize)>,
    /// New ones who share a name with somebody who is here: offered as one person afterwards.
    pub doubts: usize,
    /// Acts with them that are new.
    pub acts: usize,
    /// Feeds that are new.
    pub feeds: Vec<FeedLine>,
    /// Feeds that are here, or were taken away here.
    pub known_feeds: usize,
    /// Everybody who is new or to whom something is added.
    pub people: Vec<PersonLine>,
}

impl FileLine {
    /// A file that was read.
    pub fn read(file: &str, incoming: &Incoming) -> Self {
        let notes = incoming.notes.clone();
        Self {
            file: file.to_owned(),
            format: incoming.format.to_owned(),
            people: incoming.people.len(),
            acts: incoming.acts.len(),
            feeds: incoming.feeds.len(),
            skipped: incoming.skipped.clone(),
            messages: notes.iter().any(|note| note.contains(MESSAGES)),
            notes,
            refused: String::new(),
            table: None,
        }
    }

    /// A file that cannot be read.
    pub fn refused(file: &str, why: &Unreadable) -> Self {
        let refused = if why.line > 0 { format!("line {}: {}", why.line, why.why) } else { why.why.clone() };
        Self {
            file: file.to_owned(),
            format: String::new(),
            people: 0,
            acts: 0,
            feeds: 0,
            skipped: Vec::new(),
            notes: Vec::new(),
            messages: refused.contains(MESSAGES),
            refused,
            table: None,
        }
    }
}

impl FileLine {
    /// What it is and holds, or why it cannot be read.
    pub fn words(&self) -> String {
        if !self.refused.is_empty() {
            return format!("{}: cannot be read, {}", self.file, self.refused);
        }
        let mut holds = Vec::new();
        if self.people > 0 || self.acts + self.feeds == 0 {
            holds.push(counted(self.people as u32, "person", "people"));
        }
        if self.acts > 0 {
            holds.push(counted(self.acts as u32, "act", "acts"));
        }
        if self.feeds > 0 {
            holds.push(counted(self.feeds as u32, "feed", "feeds"));
        }
        format!("{}: {}, {}", self.file, self.format, holds.join(", "))
    }
}

impl PersonLine {
    /// What becomes of them: "new", "same mail as Ada L.: adds town".
    pub fn words(&self) -> String {
        match (self.why, self.here == self.name) {
            ("new", _) => "new".to_owned(),
            (why, true) => format!("{why}: adds {}", self.adds),
            (why, false) => format!("{why} as {}: adds {}", self.here, self.adds),
        }
    }
}

impl FeedLine {
    /// Whose it is, and whether it is asked: "Ada Lindqvist's", "nobody's yet; off: …".
    pub fn words(&self) -> String {
        let owner = if self.owner.is_empty() { "nobody's yet".to_owned() } else { format!("feed of {}", self.owner) };
        if self.off.is_empty() { owner } else { format!("{owner}; off: {}", self.off) }
    }
}

/// How loud a part of the dry run is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loudness {
    /// What matters most.
    Strong,
    /// Plainly.
    Plain,
    /// By the way.
    Faint,
    /// What keeps a file out.
    Problem,
}

/// One thing that a screen says of a dry run.
#[derive(Debug, Clone, Copy)]
pub enum Part<'r> {
    /// What all of it comes to.
    Sum(&'r DryRun),
    /// So many are here already, by that evidence.
    Known(&'static str, usize),
    /// So many new ones have the name of somebody who is here.
    Doubts(usize),
    /// A file.
    File(&'r FileLine),
    /// What is to be known of its reading.
    Note(&'r str),
    /// An entry of it that is left out.
    Skipped(&'r Skipped),
    /// Somebody.
    Person(&'r PersonLine),
    /// A feed.
    Feed(&'r FeedLine),
}

impl Part<'_> {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Sum(dry_run) => dry_run.words(),
            Self::Known(evidence, count) => format!("here already by the {evidence}: {count}"),
            Self::Doubts(count) => doubts(*count),
            Self::File(file) => file.words(),
            Self::Note(note) => (*note).to_owned(),
            Self::Skipped(skipped) => format!("left out: {}", skipped.words()),
            Self::Person(person) => format!("{}: {}", person.name, person.words()),
            Self::Feed(feed) => format!("{}: {}", feed.name, feed.words()),
        }
    }

    /// How loud.
    pub fn loudness(&self) -> Loudness {
        match self {
            Self::Sum(_) => Loudness::Strong,
            Self::File(file) if !file.refused.is_empty() => Loudness::Problem,
            Self::File(_) | Self::Person(_) | Self::Feed(_) => Loudness::Plain,
            Self::Known(..) | Self::Doubts(_) | Self::Note(_) | Self::Skipped(_) => Loudness::Faint,
        }
    }

    /// Columns by which it stands in.
    pub fn indent(&self) -> u16 {
        match self {
            Self::Sum(_) | Self::File(_) | Self::Person(_) | Self::Feed(_) => 0,
            Self::Known(..) | Self::Doubts(_) | Self::Note(_) | Self::Skipped(_) => 2,
        }
    }
}

/// What is said of new ones that share a name with somebody.
pub fn doubts(count: usize) -> String {
    let (count, verb) = (counted(count as u32, "new one", "new ones"), if count == 1 { "has" } else { "have" });
    format!("{count} {verb} the name of somebody who is here: looked at afterwards")
}

impl DryRun {
    /// All that is said of it, in order: what it comes to, the files, everybody.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let known = self.by_evidence.iter().map(|(evidence, count)| Part::Known(evidence, *count));
        let doubts = (self.doubts > 0).then_some(Part::Doubts(self.doubts));
        let files = self.files.iter().flat_map(|file| {
            let notes = file.notes.iter().map(|note| Part::Note(note));
            std::iter::once(Part::File(file)).chain(notes).chain(file.skipped.iter().map(Part::Skipped))
        });
        let all = std::iter::once(Part::Sum(self)).chain(known).chain(doubts);
        all.chain(files).chain(self.people.iter().map(Part::Person)).chain(self.feeds.iter().map(Part::Feed))
    }

    /// Puts the dry run together.
    pub fn new(files: Vec<FileLine>, bundle: &Bundle, plan: &Plan, here: &[Here]) -> Self {
        let counts = plan.counts();
        let names: HashMap<i64, &str> = here.iter().map(|one| (one.id, one.name.as_str())).collect();
        let name_of = |who: Who| match who {
            Who::Here(id) => names.get(&id.0).copied().unwrap_or_default(),
            Who::InFile(at) => bundle.people.get(at).map_or("", |one| one.person.fields.name.as_str()),
        };
        let lines = bundle.people.iter().zip(&plan.fates).filter_map(|(bundled, fate)| {
            let name = bundled.person.fields.name.clone();
            match fate {
                Fate::New => Some(PersonLine { name, why: "new", here: String::new(), adds: String::new() }),
                Fate::Known { adds, .. } if adds.is_empty() => None,
                Fate::Known { who, evidence, adds } => {
                    Some(PersonLine { name, why: evidence, here: name_of(*who).to_owned(), adds: adds.join(", ") })
                }
            }
        });
        Self {
            files,
            new: counts.new,
            filled: counts.filled,
            unchanged: counts.unchanged,
            by_evidence: counts.by_evidence,
            doubts: plan.doubts,
            acts: plan.acts,
            feeds: feed_lines(bundle, plan),
            known_feeds: plan.feeds.len() - plan.new_feeds(),
            people: lines.collect(),
        }
    }

    /// Whether nothing would change.
    pub fn changes_nothing(&self) -> bool {
        self.new + self.filled + self.acts + self.feeds.len() == 0
    }

    /// Whether days of messages are in a file and were not asked for.
    pub fn leaves_messages(&self) -> bool {
        self.files.iter().any(|file| file.messages)
    }

    /// The first table whose columns may be told apart.
    pub fn table(&self) -> Option<&TableLook> {
        let refused = self.files.iter().filter(|file| !file.refused.is_empty());
        refused.chain(&self.files).find_map(|file| file.table.as_deref())
    }

    /// Whether a file cannot be read.
    pub fn refuses(&self) -> bool {
        self.files.iter().any(|file| !file.refused.is_empty())
    }

    /// "12 new people, two filled in, 30 here already, 14 acts".
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        // a list of feeds says nothing of people
        if self.new + self.filled + self.unchanged + self.acts > 0 || self.feeds.len() + self.known_feeds == 0 {
            parts.push(counted(self.new as u32, "new person", "new people"));
        }
        if self.filled > 0 {
            parts.push(format!("{} filled in", counted(self.filled as u32, "person", "people")));
        }
        if self.unchanged > 0 {
            parts.push(format!("{} here already", counted(self.unchanged as u32, "person", "people")));
        }
        if self.acts > 0 {
            parts.push(counted(self.acts as u32, "act", "acts"));
        }
        if self.feeds.len() + self.known_feeds > 0 {
            parts.push(counted(self.feeds.len() as u32, "new feed", "new feeds"));
        }
        if self.known_feeds > 0 {
            parts.push(format!("{} known already", counted(self.known_feeds as u32, "feed", "feeds")));
        }
        parts.join(", ")
    }
}

fn feed_lines(bundle: &Bundle, plan: &Plan) -> Vec<FeedLine> {
    let new = bundle.feeds.iter().zip(&plan.feeds).filter_map(|(feed, fate)| match fate {
        FeedFate::New { owner, .. } => Some((feed, owner)),
        FeedFate::Known => None,
    });
    new.map(|(feed, owner)| {
        let host = host_of(&feed.address);
        let name = if feed.title.is_empty() { host.clone() } else { feed.title.clone() };
        FeedLine { name, host, owner: owner.clone(), off: feed.disabled.clone().unwrap_or_default() }
    })
    .collect()
}
