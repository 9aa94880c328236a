//! Lists of people and communities, what `/` searches, and triage.
//!
//! Must not know how they are drawn or where their facts come from.

use serde::Serialize;

use crate::domain::ids::{ContactId, Subject};
use crate::domain::naming::{Match, Named, Wanted, fitting};

/// One line of People or Communities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListLine {
    /// Who.
    pub subject: Subject,
    /// Name.
    pub name: String,
    /// Tier or state.
    pub group: String,
    /// Stage, or role and rung.
    pub standing: String,
    /// Platform; empty for none.
    pub platform: String,
    /// "5 d", "never".
    pub last: String,
    /// "every 30", "usually 14"; empty for none.
    pub cadence: String,
    /// Organisation, town, tags in a few words.
    pub about: String,
    /// Owed or due now.
    pub mark: super::row::Mark,
    /// Archived.
    pub archived: bool,
}

/// A page of People or all Communities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct List {
    /// The lines shown, in order.
    pub lines: Vec<ListLine>,
    /// How many match in all.
    pub matching: usize,
    /// How many there are in all.
    pub all: usize,
    /// "your cadences ask 14 a week, your blocks have room for 11"; empty where there is nothing to say.
    pub load: String,
}

/// What `/` searches: one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Who.
    pub subject: Subject,
    /// Name as shown.
    pub name: String,
    /// Folded name and handles, blank-separated: what typing is looked for in.
    pub folded: String,
    /// Platform; empty for none.
    pub platform: String,
    /// Orders those that are not in the queue: last contact first.
    pub last: i64,
}

/// Everybody and every place that can be found, archived ones included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names(pub Vec<Name>);

impl Name {
    /// As it is looked for.
    fn named(&self) -> Named<'_> {
        Named { subject: self.subject, name: &self.name, folded: &self.folded }
    }
}

impl Names {
    /// Those whom `typed` may mean: one is an answer, several are ambiguous.
    pub fn fitting(&self, typed: &str, wanted: Wanted) -> Vec<&Name> {
        fitting(&self.0, Name::named, typed, wanted)
    }

    /// The same, as sentences ask for it.
    pub fn matching(&self, typed: &str, wanted: Wanted) -> Vec<Match> {
        let found = |name: &Name| Match { subject: name.subject, name: name.name.clone() };
        self.fitting(typed, wanted).into_iter().map(found).collect()
    }
}

/// One person in triage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Untiered {
    /// Who.
    pub id: ContactId,
    /// Name.
    pub name: String,
    /// What is known: organisation, handles, last words.
    pub about: Vec<String>,
    /// Acts exchanged.
    pub acts: u32,
}
