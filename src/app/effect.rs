//! What the state machine asks of the outside world, as data.
//!
//! Must not know how any of it is done.

use crate::domain::alike::Asked;
use crate::domain::change::Change;
use crate::domain::ids::{ImportId, OperationId, PostId, Subject};
use crate::domain::table_look::Chosen;
use crate::domain::time::Week;
use crate::report::listening::Whose;

/// Facts to be loaded.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// Today. `rank` orders the queue anew; else the order of rows is kept.
    Today {
        /// Rank anew.
        rank: bool,
    },
    /// Today as it is opened: ranked, with no more rows than a screen holds beyond those that fit the block.
    Opening,
    /// The card of a subject.
    Card(Subject),
    /// People whose words match; archived ones only where asked for.
    People {
        /// Words over name, tag, topic, organisation and town.
        filter: String,
        /// Lines at most.
        limit: usize,
        /// Archived ones instead.
        archived: bool,
    },
    /// All communities.
    Communities {
        /// Archived ones instead.
        archived: bool,
    },
    /// The review of a week; none is the one that is up now.
    Review(Option<Week>),
    /// Posts.
    Listen {
        /// Whose.
        whose: Whose,
        /// Take in what is new and let go of what is done.
        rank: bool,
    },
    /// What a post says.
    Post(PostId),
    /// Everything that `/` searches.
    Names,
    /// People without a tier.
    Untiered,
    /// Who is here already and may be the same as one of these.
    Alike(Vec<Asked>),
    /// Contacts that may be the same, two by two.
    Duplicates,
    /// What the cadences ask and what there is room for.
    Load,
    /// The last session, for the recap.
    Recap,
    /// What a crash cut short.
    CutShort,
    /// What was imported before.
    PastImports,
}

/// What a text from the editor is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editing {
    /// The long note of a subject.
    Note(Subject),
}

/// Files to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// Which reading: answers name it.
    pub of: i64,
    /// Their names, as they are typed, pasted or dropped.
    pub names: String,
    /// Read the days of messages as well.
    pub messages: bool,
    /// What is said of the columns of tables.
    pub said: Vec<Chosen>,
}

/// One thing to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Load facts; answered by `Msg::Loaded`.
    Load(Query),
    /// Apply a change; answered by `Msg::Wrote` or `Msg::Failed`.
    Write(Box<Change>),
    /// Apply what the program writes by itself; answered by `Msg::Quiet`.
    WriteQuietly(Box<Change>),
    /// Take back the newest operation. One of another window or command only when `sure`.
    Undo {
        /// It was named already.
        sure: bool,
    },
    /// Do again what was undone.
    Redo,
    /// Mark a subject as being done now, or nobody.
    MarkNow(Option<Subject>),
    /// Open a link outside.
    Open(String),
    /// Copy a text.
    Copy(String),
    /// Edit a text in the person's editor; answered by `Msg::Edited`.
    Edit(Editing, String),
    /// Find whether a pasted link or handle belongs to somebody; answered by `Msg::Loaded`.
    Recognise(String),
    /// Read files of other programs, beside the dashboard; answered by `Msg::Import`.
    ReadFiles(Box<Files>),
    /// Ask the feeds for what is new, beside the dashboard; answered by `Msg::Asking`.
    AskFeeds,
    /// Ask no more of them.
    StopAsking,
    /// Write what was read, beside the dashboard; answered by `Msg::Import`.
    WriteImport(i64),
    /// Break off what is being read or written of files, and forget what was read.
    StopImport,
    /// Take back what came of an operation that was cut short, beside the dashboard.
    TakeBack(OperationId, String),
    /// Keep what came of one: from then on it is a step like any other.
    KeepPart(OperationId, String),
    /// Archive everybody who came with an import, beside the dashboard.
    ArchiveImport(ImportId),
    /// Ring the terminal bell.
    Bell,
    /// To the shell and back.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Look around in the demo, then come back.
    Demo,
    /// Leave.
    Quit,
}
