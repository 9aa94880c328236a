//! "import a file": names of files are typed, what is in them is looked at, then it is written.
//!
//! Owns the steps and their keys; reading and writing go on elsewhere, and what comes of them is told by
//! [`crate::app::importing`]. Must not know how a file is read.

use crate::app::effect::{Effect, Files};
use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Reply};
use crate::domain::table_look::{Chosen, TableLook};
use crate::report::dry_run::DryRun;

/// So many lines go by with one press for a page.
const PAGE: usize = 10;

/// The screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Import {
    /// Names of files.
    pub field: Field,
    /// Whether the days of messages are read as well.
    pub messages: bool,
    /// What is said of the columns of tables.
    pub said: Vec<Chosen>,
    /// How far it is.
    pub step: Step,
}

/// How far an import is.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Names are typed.
    Typing {
        /// Why the last ones could not be read; empty for nothing.
        wrong: String,
    },
    /// They are being read.
    Reading {
        /// Which reading.
        of: i64,
        /// How many files are read.
        done: usize,
        /// Of how many; 0 while nobody knows.
        all: usize,
    },
    /// What would come in is shown.
    DryRun {
        /// Which reading.
        of: i64,
        /// What would come in.
        dry_run: Box<DryRun>,
        /// The first part shown.
        top: usize,
    },
    /// It is said which column of a table is what.
    Columns {
        /// Which reading.
        of: i64,
        /// What would come in as it was read.
        dry_run: Box<DryRun>,
        /// The table, as it is said so far.
        table: Box<TableLook>,
        /// Which column is chosen.
        at: usize,
    },
    /// It is being written.
    Writing {
        /// Which reading.
        of: i64,
        /// What is written.
        dry_run: Box<DryRun>,
        /// How many people and acts are written.
        done: usize,
        /// Of how many.
        all: usize,
        /// It is to be stopped, and what was written taken back.
        stopping: bool,
    },
}

impl Default for Step {
    fn default() -> Self {
        Self::Typing { wrong: String::new() }
    }
}

impl Import {
    /// One with names in the line already.
    pub fn of(names: &str) -> Self {
        Self { field: Field::of(names), ..Self::default() }
    }

    /// Whether letters are text.
    pub fn is_typing(&self) -> bool {
        matches!(self.step, Step::Typing { .. })
    }

    /// Whether something is being written.
    pub fn is_writing(&self) -> bool {
        matches!(self.step, Step::Writing { .. })
    }

    /// Which reading is waited for or shown.
    pub fn reading(&self) -> Option<i64> {
        match self.step {
            Step::Typing { .. } => None,
            Step::Reading { of, .. }
            | Step::DryRun { of, .. }
            | Step::Columns { of, .. }
            | Step::Writing { of, .. } => Some(of),
        }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        match &mut self.step {
            Step::Typing { .. } => self.typed(key, env),
            Step::Reading { .. } if leaves(key) => self.back(),
            Step::Writing { stopping, .. } if leaves(key) => {
                *stopping = true;
                Reply::effects(vec![Effect::StopImport])
            }
            Step::Reading { .. } | Step::Writing { .. } => Reply::stay(),
            Step::Columns { table, at, .. } => match (key.code, key.text()) {
                _ if leaves(key) => self.unsaid(),
                (Code::Enter, _) if !table.names_somebody() => {
                    Reply::say("Say which column is a name or a mail address: arrows choose")
                }
                (Code::Enter, _) => self.say(env),
                (code, letter) => {
                    turn(table, at, code, letter);
                    Reply::stay()
                }
            },
            Step::DryRun { dry_run, top, .. } => {
                let last = dry_run.parts().count().saturating_sub(1);
                match (key.code, key.text()) {
                    _ if leaves(key) => return self.back(),
                    (Code::Enter, _) => return self.write(),
                    (_, Some('w')) if dry_run.leaves_messages() => {
                        self.messages = true;
                        return self.read(env);
                    }
                    (_, Some('m')) => return self.tell_columns(),
                    (Code::Down, _) | (_, Some('j')) => *top = (*top + 1).min(last),
                    (Code::Up, _) | (_, Some('k')) => *top = top.saturating_sub(1),
                    (Code::PageDown | Code::Char('d'), _) | (_, Some(' ')) => *top = (*top + PAGE).min(last),
                    (Code::PageUp | Code::Char('u'), _) => *top = top.saturating_sub(PAGE),
                    (Code::Home, _) | (_, Some('g')) => *top = 0,
                    (Code::End, _) | (_, Some('G')) => *top = (last + 1).saturating_sub(PAGE),
                    _ => {}
                }
                Reply::stay()
            }
        }
    }

    /// Takes a paste, or a file that is dropped on the terminal.
    pub fn paste(&mut self, text: &str) -> bool {
        if self.is_typing() {
            // two files dropped one after the other are two
            if !self.field.is_empty() && !self.field.text().ends_with(' ') {
                self.field.paste(" ");
            }
            self.field.paste(text.trim());
            self.step = Step::default();
        }
        true
    }

    fn typed(&mut self, key: Key, env: &Env<'_>) -> Reply {
        match key.code {
            Code::Esc => return Reply::close(),
            Code::Enter if self.field.is_empty() => {}
            Code::Enter => return self.read(env),
            _ => {
                self.field.key(key);
                self.step = Step::default();
            }
        }
        Reply::stay()
    }

    fn read(&mut self, env: &Env<'_>) -> Reply {
        let of = env.now.at.0;
        self.step = Step::Reading { of, done: 0, all: 0 };
        let files = Files { of, names: self.field.text().to_owned(), messages: self.messages, said: self.said.clone() };
        Reply::effects(vec![Effect::ReadFiles(Box::new(files))])
    }

    fn write(&mut self) -> Reply {
        let Step::DryRun { of, dry_run, .. } = std::mem::take(&mut self.step) else { return Reply::stay() };
        if dry_run.changes_nothing() {
            self.step = Step::DryRun { of, dry_run, top: 0 };
            return Reply::stay();
        }
        let feeds = dry_run.feeds.len() + dry_run.known_feeds;
        let all = dry_run.new + dry_run.filled + dry_run.unchanged + dry_run.acts + feeds;
        self.step = Step::Writing { of, dry_run, done: 0, all, stopping: false };
        Reply::effects(vec![Effect::WriteImport(of)])
    }

    /// What was read: where a table cannot be read, it is asked which of its columns is what.
    pub fn was_read(&mut self, of: i64, dry_run: Box<DryRun>) {
        let asks =
            dry_run.refuses() && dry_run.table().is_some_and(|table| !self.said.iter().any(|one| one.key == table.key));
        self.step = Step::DryRun { of, dry_run, top: 0 };
        if asks {
            self.tell_columns();
        }
    }

    /// To the columns of the first table.
    fn tell_columns(&mut self) -> Reply {
        self.step = match std::mem::take(&mut self.step) {
            Step::DryRun { of, dry_run, top } => match dry_run.table().cloned() {
                Some(table) => Step::Columns { of, dry_run, table: Box::new(table), at: 0 },
                None => Step::DryRun { of, dry_run, top },
            },
            other => other,
        };
        Reply::stay()
    }

    /// The file is read anew as it is said.
    fn say(&mut self, env: &Env<'_>) -> Reply {
        if let Step::Columns { table, .. } = &self.step {
            let said = Chosen { key: table.key.clone(), map: table.map() };
            self.said.retain(|one| one.key != said.key);
            self.said.push(said);
        }
        // what was said about the last try is of no use any more
        self.read(env).with_notice("")
    }

    /// Back from the columns, as if nothing had been said.
    fn unsaid(&mut self) -> Reply {
        match std::mem::take(&mut self.step) {
            Step::Columns { of, dry_run, .. } if !dry_run.files.iter().all(|file| !file.refused.is_empty()) => {
                self.step = Step::DryRun { of, dry_run, top: 0 };
                Reply::stay()
            }
            _ => self.back(),
        }
    }

    /// Back to the names: what is read or being read is of no use any more.
    fn back(&mut self) -> Reply {
        self.messages = false;
        self.said.clear();
        self.step = Step::default();
        Reply::effects(vec![Effect::StopImport])
    }
}

/// Another column, or something else for the one that is chosen.
fn turn(table: &mut TableLook, at: &mut usize, code: Code, letter: Option<char>) {
    let last = table.columns.len().saturating_sub(1);
    let by = match (code, letter) {
        (Code::Down, _) | (_, Some('j')) => return *at = (*at + 1).min(last),
        (Code::Up, _) | (_, Some('k')) => return *at = at.saturating_sub(1),
        (Code::Right, _) | (_, Some('l' | ' ')) => 1,
        (Code::Left, _) | (_, Some('h')) => table.fields.len().saturating_sub(1),
        (Code::Delete | Code::Backspace, _) => 0,
        _ => return,
    };
    if let (Some(column), false) = (table.columns.get_mut(*at), table.fields.is_empty()) {
        let now = table.fields.iter().position(|field| *field == column.field).unwrap_or_default();
        column.field = if by == 0 { "" } else { table.fields[(now + by) % table.fields.len()] };
    }
}

/// Whether a key leaves what is shown, or breaks off what goes on.
fn leaves(key: Key) -> bool {
    key.code == Code::Esc || key.text() == Some('q')
}
