//! What the outside world says to the state machine.

use super::effect::{Editing, Query};
use super::key::Key;
use crate::domain::alike::{Alike, Asked};
use crate::domain::ids::{ActId, OperationId, Subject};
use crate::domain::load::Totals;
use crate::domain::time::Day;
use crate::report::card::Card;
use crate::report::dry_run::DryRun;
use crate::report::duplicates::Duplicates;
use crate::report::listening::{Listening, PostText};
use crate::report::lists::{List, Untiered};
use crate::report::name_index::NameIndex;
use crate::report::past_imports::PastImport;
use crate::report::review::{Recap, Review};
use crate::report::today::Today;

/// One message.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// A cell was clicked: column and row, from 0.
    Click(u16, u16),
    /// The wheel was turned: rows, downwards positive.
    Scroll(i32),
    /// The terminal has this size now: columns and rows.
    Resize(u16, u16),
    /// Time has passed: a second of the running block, a new day.
    Wake,
    /// Another window or command wrote something.
    Changed,
    /// Facts were loaded.
    Loaded(Box<Loaded>),
    /// A change was written.
    Wrote(Wrote),
    /// Something was written quietly.
    Quiet,
    /// Undo or redo did this; none where there was nothing.
    Stepped {
        /// Undo; else redo.
        undo: bool,
        /// The label of the step.
        label: Option<String>,
    },
    /// The step to undo was made elsewhere: it is named, a second press takes it back.
    Foreign(String),
    /// A text came back from the editor; none where it was left as it was.
    Edited(Editing, Option<String>),
    /// Something did not work: what, and what to do about it.
    Failed {
        /// What.
        what: String,
        /// What to do; empty for nothing.
        hint: String,
    },
    /// Something small went well: "copied".
    Note(String),
    /// What the worker says that asks the feeds.
    Asking(Asking),
    /// What the worker of an import says, and of which reading.
    Import(i64, Heard),
}

/// What comes of reading or writing files.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// So many of so many files are read.
    Reading {
        /// How many.
        done: usize,
        /// Of how many.
        all: usize,
    },
    /// What would come in.
    Read(Box<DryRun>),
    /// So many of so many people and acts are written.
    Writing {
        /// How many.
        done: usize,
        /// Of how many.
        all: usize,
    },
    /// It is written.
    Written,
    /// It was broken off, and what was written is taken back.
    BrokenOff,
    /// It did not work: what, and what to do about it.
    Failed {
        /// What.
        what: String,
        /// What to do; empty for nothing.
        hint: String,
    },
}

/// How far asking the feeds is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asking {
    /// So many of so many are done with, this one last.
    Done {
        /// So many.
        done: usize,
        /// Of so many.
        all: usize,
        /// What it is called.
        name: String,
    },
    /// What came of it, in words.
    Over(String),
    /// It did not work.
    Failed {
        /// What.
        what: String,
        /// What to do; empty for nothing.
        hint: String,
    },
}

/// Loaded facts.
#[derive(Debug, Clone, PartialEq)]
pub enum Loaded {
    /// Today, ranked anew or refreshed.
    Today {
        /// The report.
        report: Today,
        /// The order is new.
        rank: bool,
    },
    /// A card; none where the subject is gone.
    Card(Subject, Option<Card>),
    /// People, for this query.
    People(Query, List),
    /// Communities.
    Communities(List),
    /// A review.
    Review(Review),
    /// Posts, taken in anew or as they are held.
    Listen {
        /// The report.
        report: Listening,
        /// What is new is taken in.
        rank: bool,
    },
    /// What a post says.
    Post(PostText),
    /// What `/` searches.
    Names(NameIndex),
    /// People without a tier.
    Untiered(Vec<Untiered>),
    /// Who is here already and may be the same as each of these.
    Alike(Vec<(Asked, Option<Alike>)>),
    /// Contacts that may be the same.
    Duplicates(Duplicates),
    /// What the cadences ask and what there is room for.
    Load(Totals),
    /// The recap of a finished block.
    Recap(Recap),
    /// What a crash cut short: which operations, and what they were.
    CutShort(Vec<(OperationId, String)>),
    /// What was imported before, newest first.
    PastImports(Vec<PastImport>),
    /// What a pasted text was recognised as.
    Recognised {
        /// The text as pasted, cleaned.
        text: String,
        /// Who it belongs to, if anybody is known.
        subject: Option<Subject>,
        /// "Mei Tan, mastodon", or the name it would be added under.
        label: String,
    },
}

/// What a change did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wrote {
    /// What was meant: "answered Ada".
    pub label: String,
    /// What else is worth saying.
    pub notes: Vec<String>,
    /// Acts that were logged.
    pub acts: Vec<ActId>,
    /// Subjects that were added.
    pub added: Vec<Subject>,
    /// The local day of the write.
    pub day: Option<Day>,
}
