//! Words of the commands that only read.
//!
//! Must not know what they print.

use clap::{Args, Subcommand, ValueEnum};

/// How a reading command prints.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Look {
    /// Plain text, without bold or dim, also on a terminal
    #[arg(long, conflicts_with = "json")]
    pub plain: bool,
    /// One JSON object with everything in full
    #[arg(long)]
    pub json: bool,
}

/// `today`.
#[derive(Debug, Default, Args)]
pub struct Today {
    /// Print at most so many rows; else those that fit the block and 20 more, and with --json all
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// How it prints.
    #[command(flatten)]
    pub look: Look,
}

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// A person or place: a unique part of the name, or a handle
    pub name: String,
    /// How it prints.
    #[command(flatten)]
    pub look: Look,
}

/// `review`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Review {
    /// The week: `2026-W39`, `39`, `this`, `last`, or a day in it; else the one that is up
    pub week: Option<String>,
    /// As Markdown, ready to be pasted
    #[arg(long, conflicts_with_all = ["json", "plain"])]
    pub markdown: bool,
    /// Leave out the names of people and places
    #[arg(long)]
    pub no_names: bool,
    /// How it prints.
    #[command(flatten)]
    pub look: Look,
    /// What to do with it.
    #[command(subcommand)]
    pub command: Option<ReviewCommand>,
}

/// `review close`.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// Close the review of a week
    Close {
        /// The week: `2026-W39`, `39`, `this`, `last`, or a day in it; else the one that is up
        week: Option<String>,
        /// What went well
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        well: String,
        /// What stood in the way of planned blocks that did not come about
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        hindered: String,
        /// The line for the week ahead; it stands on Today
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        line: String,
    },
}

/// `people`.
#[derive(Debug, Args)]
pub struct People {
    /// Words that must all be found in name, tag, topic, organisation or town
    pub words: Vec<String>,
    /// Print at most so many
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,
    /// Those in the archive instead
    #[arg(long)]
    pub archived: bool,
    /// Those without a tier instead, the ones you have exchanged words with first
    #[arg(long, conflicts_with_all = ["archived", "words"])]
    pub untiered: bool,
    /// How it prints.
    #[command(flatten)]
    pub look: Look,
}

/// `communities`.
#[derive(Debug, Args)]
pub struct Communities {
    /// Those in the archive instead
    #[arg(long)]
    pub archived: bool,
    /// How it prints.
    #[command(flatten)]
    pub look: Look,
}

/// `duplicates`.
#[derive(Debug, Args)]
pub struct Duplicates {
    /// How it prints.
    #[command(flatten)]
    pub look: Look,
}

/// `history`.
#[derive(Debug, Args)]
pub struct History {
    /// Print at most so many steps
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: u32,
    /// How it prints.
    #[command(flatten)]
    pub look: Look,
}

/// `status`.
#[derive(Debug, Args)]
pub struct Status {
    /// For whom the line is
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    pub format: Format,
}

/// The form of the status line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Plain text
    Plain,
    /// For tmux: `#` is doubled
    Tmux,
    /// For waybar: text, tooltip, class and percentage
    Waybar,
    /// Every figure
    Json,
}
