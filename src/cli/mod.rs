//! The command line: words in, one report printed or one change applied, an exit code out.
//!
//! `args` reads words, `ask` and `resolve` find out what they mean, `run` does it, `print`
//! says it, `outlet` writes it into a file. Must not know the terminal screen or SQL.

pub mod args;
pub mod ask;
pub mod exit;
pub mod house;
pub mod masked;
pub mod outlet;
pub mod own_file;
pub mod print;
pub mod reference;
pub mod resolve;
pub mod run;

use std::io::{IsTerminal, stdin, stdout};
use std::process::ExitCode;

use clap::Parser;

use args::{Command, Words};
use exit::{Code, Failure, Result};
use house::House;

use crate::domain::settings::Settings;
use crate::paths::Paths;
use crate::store::StoreError;

/// What the command line leaves to its caller.
#[derive(Debug)]
pub enum Asked {
    /// Nothing: the process ends like this.
    Done(ExitCode),
    /// The dashboard, over these folders and with these settings.
    Dashboard(Paths, Box<Settings>),
    /// The dashboard over the demo, with these settings, as of this moment.
    Demo(Box<House>),
}

/// Does what the words of this process ask for.
pub fn main() -> Asked {
    let words = match Words::try_parse() {
        Ok(words) => words,
        Err(usage) => {
            // help and version are answers, not errors; where nobody reads them nothing is left to say
            let _ = usage.print();
            return Asked::Done(ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2)));
        }
    };
    match answer(&words) {
        Ok(asked) => asked,
        Err(failure) => {
            print::page::complain(&failure.to_string());
            Asked::Done(ExitCode::from(failure.code as u8))
        }
    }
}

/// Says what went wrong outside the command line, in its way.
pub fn failed(error: anyhow::Error) -> ExitCode {
    let failure = match error.downcast::<StoreError>() {
        Ok(error) => Failure::from(error),
        Err(error) => Failure::new(Code::Failed, format!("{error:#}")),
    };
    print::page::complain(&failure.to_string());
    ExitCode::from(failure.code as u8)
}

fn answer(words: &Words) -> Result<Asked> {
    let done = Ok(Asked::Done(ExitCode::SUCCESS));
    let terminal = stdin().is_terminal() && stdout().is_terminal();
    match &words.command {
        Some(Command::Config(args)) => run::config(words, args).and(done),
        Some(Command::Completions(args)) => run::completions(args).and(done),
        Some(Command::Man) => run::man().and(done),
        Some(Command::Demo) if terminal => Ok(Asked::Demo(Box::new(House::open(words)?))),
        Some(command) => run::run(&House::open(words)?, command).and(done),
        None if terminal => {
            let house = House::open(words)?;
            Ok(Asked::Dashboard(house.paths, Box::new(house.settings)))
        }
        None => run::run(&House::open(words)?, &Command::Today(args::read::Today::default())).and(done),
    }
}
