//! Words of the commands about blocks, commitments, planned blocks and rest.
//!
//! Must not know days or what is stored.

use clap::{Args, Subcommand};

use super::read::Look;
use super::values;

/// `session`.
#[derive(Debug, Subcommand)]
pub enum Session {
    /// Start a block
    Start(Start),
    /// Pause the block
    Pause,
    /// Go on with the block
    Resume,
    /// More time: five minutes, or as many as you say
    Extend {
        /// Minutes
        #[arg(default_value = "5", value_parser = values::minutes)]
        minutes: u32,
    },
    /// Take a gap out of the block, as if it had been paused
    Cut {
        /// From when
        from: String,
        /// To when; else now
        to: Option<String>,
    },
    /// Finish the block
    Finish {
        /// When it ended; else now
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
        /// One line for later
        #[arg(short = 'm', long = "note", value_name = "NOTE", default_value = "", hide_default_value = true)]
        note: String,
    },
    /// Set the line of the last finished block
    Note {
        /// The line
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// Record a block afterwards
    Add {
        /// How long it was: `25m`
        #[arg(value_parser = values::minutes)]
        minutes: u32,
        /// When it began
        #[arg(long, value_name = "WHEN")]
        at: String,
    },
    /// The running block
    Status {
        /// How it prints.
        #[command(flatten)]
        look: Look,
    },
}

/// `session start`.
#[derive(Debug, Args)]
pub struct Start {
    /// How long it shall be; else as planned
    #[arg(value_parser = values::minutes)]
    pub minutes: Option<u32>,
    /// When it began; else now
    #[arg(long, value_name = "WHEN")]
    pub at: Option<String>,
    /// For that place alone
    #[arg(long = "in", value_name = "PLACE")]
    pub place: Option<String>,
    /// Minutes for what is owed
    #[arg(long, value_name = "N")]
    pub owed: Option<u32>,
    /// Minutes for communities
    #[arg(long, value_name = "N")]
    pub communities: Option<u32>,
    /// Minutes for people
    #[arg(long, value_name = "N")]
    pub people: Option<u32>,
    /// Minutes for reading
    #[arg(long, value_name = "N")]
    pub reading: Option<u32>,
}

/// `commit`.
#[derive(Debug, Subcommand)]
pub enum Commit {
    /// Commit to a cadence: "3 blocks of 30 min a week"
    Add {
        /// What and how often
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// The commitments, with their streaks
    List {
        /// How it prints.
        #[command(flatten)]
        look: Look,
    },
    /// Change a commitment from the next period on
    Change {
        /// Its number, as `commit list` prints it
        id: i64,
        /// What and how often from then on
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// End a commitment; its past stays
    Remove {
        /// Its number, as `commit list` prints it
        id: i64,
    },
}

/// `plan`.
#[derive(Debug, Subcommand)]
pub enum Plan {
    /// Plan a block: "tue thu 08:30"
    Add {
        /// Weekdays and a time
        #[arg(required = true)]
        words: Vec<String>,
        /// What it comes after, or any other label
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        label: String,
        /// How long; else as the settings say
        #[arg(long, value_name = "N", value_parser = values::minutes)]
        minutes: Option<u32>,
        /// For that place alone
        #[arg(long = "in", value_name = "PLACE")]
        place: Option<String>,
    },
    /// The planned blocks
    List {
        /// How it prints.
        #[command(flatten)]
        look: Look,
    },
    /// End a planned block
    Remove {
        /// Its number, as `plan list` prints it
        id: i64,
    },
}

/// `rest`.
#[derive(Debug, Subcommand)]
pub enum Rest {
    /// Declare a rest: a day, a span of days, or a weekday off
    Add {
        /// The first day
        #[arg(required_unless_present = "weekday", conflicts_with = "weekday")]
        from: Option<String>,
        /// The last day; else the first
        #[arg(conflicts_with = "weekday")]
        to: Option<String>,
        /// A weekday off, from today on
        #[arg(long, value_name = "DAY")]
        weekday: Option<String>,
        /// What it is for
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        label: String,
    },
    /// The rests that are declared
    List {
        /// How it prints.
        #[command(flatten)]
        look: Look,
    },
    /// End a rest, or take one back that lies ahead
    Remove {
        /// Its number, as `rest list` prints it
        id: i64,
    },
}
