//! Commands that keep house: doctor, config, completions, the manual page.
//!
//! Must not know how the file is checked.

use std::io;

use clap::CommandFactory;

use crate::app::keymap::Keymap;
use crate::cli::args::Words;
use crate::cli::args::house::{Completions, Config, Doctor};
use crate::cli::exit::{Code, Failure, Result};
use crate::cli::house::{House, find};
use crate::cli::print::page::{Ink, Page, send};
use crate::cli::reference;
use crate::config;
use crate::store::FILE;

/// Checks the file; with `--repair` works out anew what is derived.
pub(super) fn doctor(house: &House, args: &Doctor) -> Result<()> {
    let mut page = Page::new(house.ink);
    let file = house.paths.data.join(FILE);
    let Some(mut store) = house.existing()? else {
        page.line(&format!("{} is not there yet", file.display()));
        return Ok(send(&page.text())?);
    };
    let mut wrong = store.doctor()?;
    if args.repair && !wrong.is_empty() {
        for line in &wrong {
            page.line(&format!("was: {line}"));
        }
        store.repair()?;
        wrong = store.doctor()?;
        if wrong.is_empty() {
            page.line("worked out anew");
        }
    }
    if wrong.is_empty() {
        page.line(&format!("{} is sound", file.display()));
        return Ok(send(&page.text())?);
    }
    send(&page.text())?;
    let mut failure = Failure::new(Code::Failed, format!("{} is not sound", file.display()));
    for line in wrong {
        failure = failure.next(line);
    }
    let next = if args.repair { "put a copy of the file back" } else { "rounds doctor --repair mends what is derived" };
    Err(failure.next(next))
}

/// Shows where the config is, what it may hold, or whether it is right; reads it only for the last.
pub fn config(words: &Words, args: &Config) -> Result<()> {
    let paths = find(words)?;
    let mut page = Page::new(Ink::default());
    match args {
        Config::Path => {
            page.line(&format!("config  {}", paths.config.display()));
            page.line(&format!("data    {}", paths.data.display()));
        }
        Config::Default => page.block(config::DEFAULT),
        Config::Check => {
            let wrong =
                |why: String| Failure::new(Code::Failed, why).next("rounds config default prints one that is right");
            let settings = config::load(&paths.config).map_err(wrong)?;
            Keymap::new(&settings.keys).map_err(|why| wrong(format!("{}: {why}", paths.config.display())))?;
            let there = paths.config.exists();
            let said = if there { "is right" } else { "is not there, so that everything has its default" };
            page.line(&format!("{} {said}", paths.config.display()));
        }
    }
    Ok(send(&page.text())?)
}

/// Prints the completions for a shell.
pub fn completions(args: &Completions) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Words::command(), "rounds", &mut script);
    Ok(send(&String::from_utf8(script).map_err(io::Error::other)?)?)
}

/// Prints the manual page: the parser's own words, with every command and its flags.
pub fn man() -> Result<()> {
    let mut page = Vec::new();
    let manual = clap_mangen::Man::new(Words::command());
    manual.render_title(&mut page)?;
    manual.render_name_section(&mut page)?;
    manual.render_synopsis_section(&mut page)?;
    manual.render_description_section(&mut page)?;
    manual.render_options_section(&mut page)?;
    let mut text = String::from_utf8(page).map_err(io::Error::other)?;
    let commands = reference::entries();
    let commands = commands.iter().map(|entry| format!(".TP\n\\fB{}\\fR\n{}\n", roff(&entry.form), roff(&entry.about)));
    text.push_str(".SH COMMANDS\n");
    text.extend(commands);
    text.extend([".SH EXIT STATUS\n", &roff(reference::EXIT_CODES), "\n"]);
    Ok(send(&text)?)
}

/// One line in which no character means anything to roff.
fn roff(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('-', "\\-");
    if escaped.starts_with(['.', '\'']) { format!("\\&{escaped}") } else { escaped }
}
