//! The words of the command line, as clap reads them.
//!
//! Only words: nothing here knows names, days or the store. Help, man page, completions and
//! the reference in the README all come from these types.

pub mod blocks;
pub mod exchange;
pub mod export;
pub mod feeds;
pub mod house;
pub mod log;
pub mod people;
pub mod read;
pub mod values;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Thirty minutes for the people and places you care about.
///
/// Without a command Rounds opens the dashboard; where there is no terminal it prints what
/// `rounds today` prints. Everything is kept in one file on this machine, and nothing is sent
/// anywhere. Names may be cut short where they stay unique; days are said in words ("yesterday",
/// "last fri 18:00", "in 2 weeks") or as 2026-09-24.
#[derive(Debug, Parser)]
#[command(name = "rounds", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 ambiguous, 5 busy, 6 data refused")]
pub struct Words {
    /// The folder that holds your data; else `ROUNDS_DATA_DIR`, else that of your system
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// The config file; else `ROUNDS_CONFIG`, else that of your system
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Who needs you today and why, as far as the block reaches
    Today(read::Today),
    /// Everything about one person or place
    Show(read::Show),
    /// The week in review; `review close` closes it
    Review(read::Review),
    /// People, by words over name, tag, topic, organisation and town
    People(read::People),
    /// Communities
    Communities(read::Communities),
    /// Log what you did, or what they did
    ///
    /// `rounds log ada answered -m "musl"`, or a whole sentence:
    /// `rounds log ada answered musl yesterday`. With `-` each line of the input is one sentence.
    Log(log::Log),
    /// Change a logged act, or take it away
    #[command(subcommand)]
    Act(log::Act),
    /// Owe a reply, thanks or a promise
    Owe(log::Owe),
    /// Keep a promise
    Keep(log::Keep),
    /// Something owed has faded: let it count anew from today
    Revive(log::Revive),
    /// A next step or yearly date: set, done or taken away
    Step(log::Step),
    /// Looked, left it: hide the row until tomorrow
    Pass(log::Pass),
    /// Hide the row until a day
    Snooze(log::Snooze),
    /// End a pass or snooze early
    Wake(log::Wake),
    /// Keep somebody or some place near the top
    Pin(log::Pin),
    /// New followers and comments were looked at: their count starts anew
    Look,
    /// Take back the last step, whoever made it
    Undo,
    /// Do again what was undone
    Redo,
    /// The last steps, newest first
    History(read::History),
    /// Add a person, a place or a handle
    #[command(subcommand)]
    Add(people::Add),
    /// Change what is known about a person or place
    Edit(Box<people::Edit>),
    /// Put a person or place into the archive, or take it back
    Archive(people::Archive),
    /// Two contacts are one person: GONE lives on in INTO
    Merge(people::Merge),
    /// Contacts that may be the same, with the evidence and the command that merges them
    Duplicates(read::Duplicates),
    /// Two contacts look alike and are two people: they are no longer offered as one
    Apart(people::Apart),
    /// The block: start, pause, resume, extend, finish, or record one afterwards
    #[command(subcommand)]
    Session(blocks::Session),
    /// Commitments: the cadences you chose for yourself
    #[command(subcommand)]
    Commit(blocks::Commit),
    /// Planned blocks
    #[command(subcommand)]
    Plan(blocks::Plan),
    /// Holidays and weekdays off
    #[command(subcommand)]
    Rest(blocks::Rest),
    /// What people and places publish: their feeds and posts
    #[command(subcommand)]
    Feeds(feeds::Feeds),
    /// Take people in from the files of other programs
    ///
    /// What a file is, is found out from what it holds: cards, tables, lists of other programs. First it is shown
    /// what would come in; then it is written as one step, which `rounds undo` takes back. Blanks are filled, and
    /// nothing that you filled in is overwritten; the same file twice changes nothing. A file that `rounds export` wrote
    /// comes in by the ids of its rows: what is here stays as it is, what is missing comes.
    Import(exchange::Import),
    /// Take everything out, or one person: JSON, tables, cards, a calendar, Markdown
    ///
    /// Without a form it is one JSON object with every row that you filled in, those that were taken
    /// away included; `rounds import` reads it back. It goes to the standard output, or with `--to` into
    /// a file that is written whole or not at all.
    Export(export::Export),
    /// One short line for a status bar; nothing where there is nothing to say
    Status(read::Status),
    /// Check the file, and work out anew what is derived
    Doctor(house::Doctor),
    /// The config file: where it is, what it may hold, whether it is right
    #[command(subcommand)]
    Config(house::Config),
    /// Completions for a shell
    Completions(house::Completions),
    /// The manual page, in roff
    Man,
    /// Look around in a made-up world; nothing of it is kept
    ///
    /// Opens the dashboard on half a year of forty people and six places, in memory: your own data is
    /// not touched, and all that you do there is gone when you leave. Where there is no terminal it
    /// prints what `rounds today --plain` prints of that world.
    Demo,
}
