//! Words of the commands that log acts and say what is owed.
//!
//! Must not know names, kinds or days.

use clap::{Args, Subcommand, ValueEnum};

use super::values;

/// `log`.
#[derive(Debug, Args)]
pub struct Log {
    /// Who and what: NAME KIND, or a sentence. NAME may be `me` (your own, for nobody) or `someone` (with --in)
    #[arg(required = true, num_args = 1.., value_names = ["NAME", "KIND"])]
    pub words: Vec<String>,
    /// What it was about
    #[arg(short = 'm', long = "note", value_name = "NOTE")]
    pub note: Option<String>,
    /// Its link
    #[arg(long, value_name = "URL", value_parser = values::link)]
    pub link: Option<String>,
    /// When it was; else now
    #[arg(long, value_name = "WHEN")]
    pub at: Option<String>,
    /// The place where it was: a community
    #[arg(long = "in", value_name = "PLACE")]
    pub place: Option<String>,
    /// The other person of an introduction
    #[arg(long, value_name = "NAME")]
    pub with: Option<String>,
    /// The same act with others too, all as one step
    #[arg(long, value_name = "NAME")]
    pub also: Vec<String>,
    /// How many
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=9_999))]
    pub count: Option<u32>,
    /// They did it
    #[arg(long)]
    pub they: bool,
    /// You owe an answer to it
    #[arg(long, requires = "they")]
    pub owed: bool,
    /// The owed item that it settles, by its number
    #[arg(long, value_name = "ID", conflicts_with = "they")]
    pub settles: Option<i64>,
    /// Minutes it took
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
    /// A next step of your own with them
    #[arg(long, value_name = "TEXT", requires = "on")]
    pub next: Option<String>,
    /// The day of that step
    #[arg(long, value_name = "DATE", requires = "next")]
    pub on: Option<String>,
}

/// `act`.
#[derive(Debug, Subcommand)]
pub enum Act {
    /// Change a logged act; what it settled is worked out anew
    Edit(EditAct),
    /// Take a logged act away
    Remove {
        /// Its number, as `show` prints it
        id: i64,
    },
}

/// `act edit`.
#[derive(Debug, Args)]
pub struct EditAct {
    /// Its number, as `show` prints it
    pub id: i64,
    /// Another kind
    #[arg(long)]
    pub kind: Option<String>,
    /// Another person; `nobody` for none
    #[arg(long = "for", value_name = "NAME")]
    pub contact: Option<String>,
    /// Another place; `none` for none
    #[arg(long = "in", value_name = "PLACE")]
    pub place: Option<String>,
    /// Another time
    #[arg(long, value_name = "WHEN")]
    pub at: Option<String>,
    /// Another count
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=9_999))]
    pub count: Option<u32>,
    /// Another note
    #[arg(short = 'm', long = "note", value_name = "NOTE")]
    pub note: Option<String>,
    /// Another link
    #[arg(long, value_name = "URL", value_parser = values::link)]
    pub link: Option<String>,
}

/// `owe`.
#[derive(Debug, Args)]
pub struct Owe {
    /// To whom: a person or place
    pub name: String,
    /// What sort
    #[arg(value_enum)]
    pub sort: Sort,
    /// What it is about
    pub text: Vec<String>,
    /// The day it is due
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// The link of the thing
    #[arg(long, value_name = "URL", value_parser = values::link)]
    pub link: Option<String>,
}

/// What can be owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// An answer
    Reply,
    /// Thanks
    Thanks,
    /// A promise, settled by name only
    Promise,
}

/// `keep`.
#[derive(Debug, Args)]
pub struct Keep {
    /// To whom it was promised
    pub name: String,
    /// Words of the promise, where there are several
    pub text: Vec<String>,
    /// Keep it without logging a reply
    #[arg(long)]
    pub quietly: bool,
}

/// `revive`.
#[derive(Debug, Args)]
pub struct Revive {
    /// To whom it is owed
    pub name: String,
    /// Words of the item, where there are several
    pub text: Vec<String>,
}

/// `step`.
#[derive(Debug, Args)]
pub struct Step {
    /// With whom
    pub name: String,
    /// What it is; with --done or --remove words of it, where there are several
    pub text: Vec<String>,
    /// The day
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// It comes back every year
    #[arg(long)]
    pub yearly: bool,
    /// It is done
    #[arg(long, conflicts_with_all = ["on", "yearly"])]
    pub done: bool,
    /// Take it away
    #[arg(long, conflicts_with_all = ["on", "yearly", "done"])]
    pub remove: bool,
}

/// `pass`.
#[derive(Debug, Args)]
pub struct Pass {
    /// Whom or what
    pub name: String,
    /// Words of the owed item to let be, where there are several
    #[arg(requires = "let_be")]
    pub text: Vec<String>,
    /// What is owed is let be: no longer owed
    #[arg(long)]
    pub let_be: bool,
}

/// `snooze`.
#[derive(Debug, Args)]
pub struct Snooze {
    /// Whom or what
    pub name: String,
    /// Until which day
    #[arg(required = true, value_name = "DATE")]
    pub until: Vec<String>,
}

/// `wake`.
#[derive(Debug, Args)]
pub struct Wake {
    /// Whom or what
    pub name: String,
}

/// `pin`.
#[derive(Debug, Args)]
pub struct Pin {
    /// Whom or what
    pub name: String,
    /// Take the pin away
    #[arg(long)]
    pub off: bool,
}
