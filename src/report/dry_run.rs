//! The dry run of an import: what would come in, in numbers and name by name. Screen and `--json` show the same.
//!
//! Must not know how files are read, nor how people are compared.

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::import_plan::{Fate, Here, Plan, Who};
use crate::domain::incoming::{Bundle, Incoming, Skipped, Unreadable};
use crate::domain::number::counted;

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
    /// What was left out.
    pub skipped: Vec<Skipped>,
    /// What is to be known of the reading.
    pub notes: Vec<String>,
    /// Why it cannot be read, and on which line; empty where it can.
    pub refused: String,
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
    /// Everybody who is new or to whom something is added.
    pub people: Vec<PersonLine>,
}

impl FileLine {
    /// A file that was read.
    pub fn read(file: &str, incoming: &Incoming) -> Self {
        let mut notes = incoming.notes.clone();
        if !incoming.feeds.is_empty() {
            let feeds = counted(incoming.feeds.len() as u32, "feed", "feeds");
            notes.push(format!("{feeds} left out: feeds are not kept"));
        }
        Self {
            file: file.to_owned(),
            format: incoming.format.to_owned(),
            people: incoming.people.len(),
            acts: incoming.acts.len(),
            skipped: incoming.skipped.clone(),
            notes,
            refused: String::new(),
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
            skipped: Vec::new(),
            notes: Vec::new(),
            refused,
        }
    }
}

impl DryRun {
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
            people: lines.collect(),
        }
    }

    /// Whether nothing would change.
    pub fn changes_nothing(&self) -> bool {
        self.new + self.filled + self.acts == 0
    }

    /// Whether a file cannot be read.
    pub fn refuses(&self) -> bool {
        self.files.iter().any(|file| !file.refused.is_empty())
    }

    /// "12 new people, two filled in, 30 here already, 14 acts".
    pub fn words(&self) -> String {
        let mut parts = vec![counted(self.new as u32, "new person", "new people")];
        if self.filled > 0 {
            parts.push(format!("{} filled in", counted(self.filled as u32, "person", "people")));
        }
        if self.unchanged > 0 {
            parts.push(format!("{} here already", counted(self.unchanged as u32, "person", "people")));
        }
        if self.acts > 0 {
            parts.push(counted(self.acts as u32, "act", "acts"));
        }
        parts.join(", ")
    }
}
