//! The command reference, read from the parser: one entry for each command.
//!
//! The manual page and the README print it. Must not know what a command does.

use clap::builder::ValueRange;
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Words;

/// What the exit codes mean.
pub const EXIT_CODES: &str = "0 done, 1 failed, 2 usage, 3 not found, 4 ambiguous, 5 busy, 6 data refused";

/// More choices than these are not spelled out.
const CHOICES: usize = 8;

/// One command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// How it is typed: `rounds log NAME KIND [-m NOTE]`.
    pub form: String,
    /// What it does, in a line.
    pub about: String,
}

/// Every command, in the order of the help.
pub fn entries() -> Vec<Entry> {
    let mut root = Words::command();
    root.build();
    let mut entries = Vec::new();
    collect(&root, "rounds", &mut entries);
    entries
}

/// The flags that every command takes: `[--data-dir DIR] [--config FILE]`.
pub fn globals() -> String {
    let mut root = Words::command();
    root.build();
    let flags: Vec<String> =
        root.get_arguments().filter(|arg| arg.is_global_set()).filter(|arg| is_ours(arg)).map(form).collect();
    flags.join(" ")
}

/// Commands that do something by themselves, each before its subcommands.
fn collect(command: &Command, path: &str, entries: &mut Vec<Entry>) {
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let path = format!("{path} {}", sub.get_name());
        if !sub.is_subcommand_required_set() {
            let arguments = sub.get_arguments().filter(|arg| !arg.is_global_set() && is_ours(arg));
            let mut form = arguments.fold(path.clone(), |line, arg| format!("{line} {}", self::form(arg)));
            form.truncate(form.trim_end().len());
            entries.push(Entry { form, about: sub.get_about().map(ToString::to_string).unwrap_or_default() });
        }
        collect(sub, &path, entries);
    }
}

fn is_ours(arg: &Arg) -> bool {
    !["help", "version"].contains(&arg.get_id().as_str())
}

/// `NAME`, `[-m NOTE]`, `[--tag WORD]…`.
fn form(arg: &Arg) -> String {
    let range = arg.get_num_args().unwrap_or(ValueRange::EMPTY);
    let takes = range.takes_values();
    let names = arg.get_value_names().map(|names| names.join(" ")).unwrap_or_default();
    let choices: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let value = if !takes || choices.is_empty() || choices.len() > CHOICES { names } else { choices.join("|") };
    let form = match (arg.get_long(), arg.get_short()) {
        (Some(long), _) if takes => format!("--{long} {value}"),
        (Some(long), _) => format!("--{long}"),
        (None, Some(short)) if takes => format!("-{short} {value}"),
        (None, Some(short)) => format!("-{short}"),
        (None, None) => value,
    };
    let dots = if matches!(arg.get_action(), ArgAction::Append) || range.max_values() > 1 { "…" } else { "" };
    if arg.is_required_set() { format!("{form}{dots}") } else { format!("[{form}]{dots}") }
}
