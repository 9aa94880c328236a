//! Runs a command: reads print a report, writes become one change.
//!
//! Must not know how anything is stored or drawn.

mod blocks;
mod declared;
mod export;
mod feeds;
mod feeds_add;
mod feeds_refresh;
mod fields;
mod house;
mod import;
mod import_own;
mod lines;
mod log;
mod owed;
mod past_imports;
mod people;
mod read;
mod said;
mod write;

pub use house::{completions, config, man};

use super::args::Command;
use super::args::feeds::Feeds;
use super::exit::Result;
use super::house::House;

/// Runs one command that needs the store.
///
/// # Errors
/// What went wrong, with what to do next.
pub fn run(house: &House, command: &Command) -> Result<()> {
    match command {
        Command::Today(args) => read::today(house, args),
        Command::Demo => read::demo(house),
        Command::Show(args) => read::show(house, args),
        Command::Review(args) if args.command.is_none() => read::review(house, args),
        Command::People(args) => read::people(house, args),
        Command::Communities(args) => read::communities(house, args),
        Command::Duplicates(args) => read::duplicates(house, args),
        Command::History(args) => read::history(house, args),
        Command::Status(args) => read::status(house, args),
        Command::Session(super::args::blocks::Session::Status { look }) => declared::session(house, *look),
        Command::Commit(super::args::blocks::Commit::List { look }) => declared::commitments(house, *look),
        Command::Plan(super::args::blocks::Plan::List { look }) => declared::planned(house, *look),
        Command::Rest(super::args::blocks::Rest::List { look }) => declared::rests(house, *look),
        Command::Feeds(Feeds::List { name, look }) => feeds::list(house, name.as_deref(), *look),
        Command::Feeds(Feeds::Posts { id, limit, look }) => feeds::posts(house, *id, *limit, *look),
        Command::Feeds(Feeds::Add(args)) => feeds_add::add(house, args),
        Command::Feeds(Feeds::Refresh(args)) => feeds_refresh::refresh(house, args),
        Command::Export(args) => export::export(house, args),
        Command::Doctor(args) => house::doctor(house, args),
        Command::Import(args) => import::import(house, args),
        Command::Undo => write::undo(house),
        Command::Redo => write::redo(house),
        Command::Log(args) if args.words == ["-"] => lines::log(house),
        _ => write::one(house, command),
    }
}

#[cfg(test)]
mod tests;
