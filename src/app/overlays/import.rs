//! "import a file": names of files are typed, what is in them is looked at, then it is written.
//!
//! Owns the steps and their keys; reading and writing go on elsewhere, and what comes of them is told by
//! [`crate::app::importing`]. Must not know how a file is read.

use crate::app::effect::{Effect, Files};
use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Reply};
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
            Step::Reading { of, .. } | Step::DryRun { of, .. } | Step::Writing { of, .. } => Some(of),
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
            Step::DryRun { dry_run, top, .. } => {
                let last = dry_run.parts().count().saturating_sub(1);
                match (key.code, key.text()) {
                    _ if leaves(key) => return self.back(),
                    (Code::Enter, _) => return self.write(),
                    (_, Some('w')) if dry_run.leaves_messages() => {
                        self.messages = true;
                        return self.read(env);
                    }
                    (Code::Down, _) | (_, Some('j')) => *top = (*top + 1).min(last),
                    (Code::Up, _) | (_, Some('k')) => *top = top.saturating_sub(1),
                    (Code::PageDown | Code::Char('d'), _) | (_, Some(' ')) => *top = (*top + PAGE).min(last),
                    (Code::PageUp | Code::Char('u'), _) => *top = top.saturating_sub(PAGE),
                    (Code::Home, _) | (_, Some('g')) => *top = 0,
                    (Code::End, _) | (_, Some('G')) => *top = last,
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
        let files = Files { of, names: self.field.text().to_owned(), messages: self.messages };
        Reply::effects(vec![Effect::ReadFiles(Box::new(files))])
    }

    fn write(&mut self) -> Reply {
        let Step::DryRun { of, dry_run, .. } = std::mem::take(&mut self.step) else { return Reply::stay() };
        if dry_run.changes_nothing() {
            self.step = Step::DryRun { of, dry_run, top: 0 };
            return Reply::stay();
        }
        let all = dry_run.new + dry_run.filled + dry_run.unchanged + dry_run.acts;
        self.step = Step::Writing { of, dry_run, done: 0, all, stopping: false };
        Reply::effects(vec![Effect::WriteImport(of)])
    }

    /// Back to the names: what is read or being read is of no use any more.
    fn back(&mut self) -> Reply {
        self.messages = false;
        self.step = Step::default();
        Reply::effects(vec![Effect::StopImport])
    }
}

/// Whether a key leaves what is shown, or breaks off what goes on.
fn leaves(key: Key) -> bool {
    key.code == Code::Esc || key.text() == Some('q')
}
