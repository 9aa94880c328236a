//! What every command has at hand: the moment, the settings, the folders, the look of the output.
//!
//! Opens the store where a command wants it. Must not know commands.

use std::env;
use std::io::{IsTerminal, stdout};
use std::mem::ManuallyDrop;

use super::args::Words;
use super::args::read::Look;
use super::exit::{Code, Failure, Result};
use super::print::page::{Ink, complain};
use super::print::sieve::safe;
use crate::domain::settings::Settings;
use crate::domain::time::Now;
use crate::paths::Paths;
use crate::store::{Opening, Store};
use crate::{clock, config};

/// Who made a step, as the history and other windows name it.
pub const ORIGIN: &str = "command line";

/// What every command has at hand.
#[derive(Debug)]
pub struct House {
    /// The moment.
    pub now: Now,
    /// The settings.
    pub settings: Settings,
    /// Folders and files.
    pub paths: Paths,
    /// How text may look.
    pub ink: Ink,
}

impl House {
    /// Reads the settings and the clock.
    ///
    /// # Errors
    /// A config file that cannot be read, or a wrong `ROUNDS_NOW`.
    pub fn open(words: &Words) -> Result<Self> {
        let paths = find(words)?;
        // a file that was named is meant; the usual one may well be missing
        if words.config.as_ref().is_some_and(|named| !named.exists()) {
            return Err(Failure::usage(format!("there is no file {}", paths.config.display()))
                .next("rounds config default prints one to start from"));
        }
        let settings = config::load(&paths.config)
            .map_err(|why| Failure::new(Code::Failed, why).next("mend it, or name another with --config"))?;
        let now = clock::now(settings.day_start).map_err(Failure::usage)?;
        let ink = Ink { styled: styled(), ascii: settings.ascii || ascii_locale() };
        Ok(Self { now, settings, paths, ink })
    }

    /// How text may look for a command: without bold and dim where plain text was asked for.
    pub fn look(&self, look: Look) -> Ink {
        Ink { styled: self.ink.styled && !look.plain, ..self.ink }
    }

    /// The store, to be written. It is not closed: what was written is on the disk once it was acknowledged, and
    /// the process ends with the command, which lets go of everything at once.
    ///
    /// # Errors
    /// As the store says.
    pub fn store(&self) -> Result<ManuallyDrop<Store>> {
        let store = self.store_to_settle()?;
        tell_cut_short(&store);
        Ok(store)
    }

    /// The same for a command that settles what a crash cut short: nothing is said of it.
    ///
    /// # Errors
    /// As the store says.
    pub fn store_to_settle(&self) -> Result<ManuallyDrop<Store>> {
        Ok(ManuallyDrop::new(Store::open(&self.paths.data, self.settings.clone(), opening())?))
    }

    /// The store, to be read alone: where there is none yet, none is made.
    ///
    /// # Errors
    /// As the store says.
    pub fn reading(&self) -> Result<ManuallyDrop<Store>> {
        match self.existing()? {
            Some(store) => Ok(store),
            None => Ok(ManuallyDrop::new(Store::in_memory(self.settings.clone(), opening())?)),
        }
    }

    /// The store where there is one.
    ///
    /// # Errors
    /// As the store says.
    pub fn existing(&self) -> Result<Option<ManuallyDrop<Store>>> {
        let store = Store::existing(&self.paths.data, self.settings.clone(), opening())?.map(ManuallyDrop::new);
        if let Some(store) = &store {
            tell_cut_short(store);
        }
        Ok(store)
    }

    /// A store that was read, to be written: the same, so that nothing else opens its file, or a new one where there
    /// was none yet.
    ///
    /// # Errors
    /// As the store says.
    pub fn writing(&self, read: ManuallyDrop<Store>) -> Result<ManuallyDrop<Store>> {
        if read.path().is_some() { Ok(read) } else { self.store() }
    }
}

/// Says beside the output what a crash cut short, and how that is settled.
fn tell_cut_short(store: &Store) {
    // what cannot be looked at here is told by whatever is asked next
    for left in store.cut_short().unwrap_or_default() {
        complain(&format!(
            "a step was cut short ({}): rounds undo takes back what came of it, rounds import --keep keeps it",
            safe(&left.label)
        ));
    }
}

/// The folders and files in force.
///
/// # Errors
/// Where there is no home and nothing is named.
pub fn find(words: &Words) -> Result<Paths> {
    Paths::find(words.data_dir.clone(), words.config.clone()).map_err(Failure::usage)
}

fn opening() -> Opening {
    let seed = env::var("ROUNDS_SEED").ok().and_then(|text| text.parse().ok());
    Opening { origin: ORIGIN.to_owned(), seed, brief: true }
}

/// Whether the output is a terminal that shows bold and dim, and nobody asked for none.
fn styled() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    stdout().is_terminal() && !set("NO_COLOR") && env::var_os("TERM").is_some_and(|term| term != "dumb")
}

/// Whether the locale is named and is not UTF-8.
fn ascii_locale() -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| env::var(name).ok().filter(|set| !set.is_empty()));
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}
