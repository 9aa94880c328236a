//! Words of `export`.
//!
//! Must not know files, nor how a form is written.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// `export`.
#[derive(Debug, Default, Args)]
pub struct Export {
    /// One person alone, as JSON, card or Markdown: a unique part of the name, or a handle
    #[arg(conflicts_with_all = ["all", "csv", "ics", "opml", "friends", "reviews"])]
    pub name: Option<String>,
    /// Which form.
    #[command(flatten)]
    pub form: Form,
    /// All forms, with a README, into a folder that is new or empty
    #[arg(long, value_name = "DIR", conflicts_with_all = ["Form", "to", "force"])]
    pub all: Option<PathBuf>,
    /// Into this file; `-` is the standard output
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// With the passwords and tokens that addresses of feeds may hold; else those are left out, and such a feed is off
    /// where the file comes in
    #[arg(long, conflicts_with_all = ["csv", "vcard", "ics", "markdown", "friends", "reviews"])]
    pub with_secrets: bool,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

/// The form of an export; JSON where none is named.
#[derive(Debug, Default, Args)]
#[group(multiple = false)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line, and one of them is set at most")]
pub struct Form {
    /// One JSON object with every row; `rounds import` reads it back
    #[arg(long)]
    pub json: bool,
    /// A table for a spreadsheet
    #[arg(long, value_enum, value_name = "TABLE")]
    pub csv: Option<Table>,
    /// Cards of people, vCard 4.0
    #[arg(long)]
    pub vcard: bool,
    /// A calendar: planned blocks, birthdays, yearly dates, steps, promises with a day
    #[arg(long)]
    pub ics: bool,
    /// People as Markdown; of one person with all that was done
    #[arg(long)]
    pub markdown: bool,
    /// The feeds, for a feed reader
    #[arg(long)]
    pub opml: bool,
    /// The file of the program `friends`
    #[arg(long)]
    pub friends: bool,
    /// Every review that was closed, as Markdown
    #[arg(long)]
    pub reviews: bool,
}

/// A table for a spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Table {
    /// Everybody
    People,
    /// Places
    Communities,
    /// Acts, the oldest first
    Acts,
    /// What is or was owed
    Owed,
    /// Commitments
    Commitments,
    /// Feeds
    Feeds,
}
