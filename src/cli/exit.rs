//! How a command ends: exit codes, and errors that say what, where and what to do next.
//!
//! Must not know which command ran.

use std::fmt;

use crate::domain::text::clean_text;
use crate::store::StoreError;

/// Shorthand of this layer.
pub type Result<T> = std::result::Result<T, Failure>;

/// The exit codes, as the manual lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Code {
    /// It did not work.
    Failed = 1,
    /// What was typed makes no sense.
    Usage = 2,
    /// What was named is not there.
    NotFound = 3,
    /// What was named fits several.
    Ambiguous = 4,
    /// Another program writes to the file.
    Busy = 5,
    /// The file is not ours, newer, damaged or emptied and was left as it is; or who is to be added is here already.
    Refused = 6,
}

/// Why a command did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// How the process ends.
    pub code: Code,
    /// What went wrong, and where.
    pub what: String,
    /// What to do next, a line each; empty where the text says all.
    pub next: Vec<String>,
}

impl Failure {
    /// A failure that says what went wrong.
    pub fn new(code: Code, what: impl Into<String>) -> Self {
        Self { code, what: what.into(), next: Vec::new() }
    }

    /// What was typed makes no sense.
    pub fn usage(what: impl Into<String>) -> Self {
        Self::new(Code::Usage, what)
    }

    /// With one more line of what to do next.
    #[must_use]
    pub fn next(mut self, line: impl Into<String>) -> Self {
        let line = line.into();
        if !line.is_empty() {
            self.next.push(line);
        }
        self
    }
}

/// What is printed: `error: what`, then what to do, indented. Cleaned, because it quotes what was typed.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", clean_text(&self.what, 4_000))?;
        for line in &self.next {
            write!(f, "\n  {}", clean_text(line, 4_000))?;
        }
        Ok(())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::Busy { .. } => Code::Busy,
            StoreError::Foreign { .. }
            | StoreError::Newer { .. }
            | StoreError::Damaged { .. }
            | StoreError::Emptied { .. } => Code::Refused,
            StoreError::NotFound(_) => Code::NotFound,
            StoreError::Unwritable { .. }
            | StoreError::Full { .. }
            | StoreError::Io { .. }
            | StoreError::Refused(_)
            | StoreError::Sql { .. } => Code::Failed,
        };
        Self::new(code, error.to_string()).next(error.hint())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(Code::Failed, format!("cannot write the answer: {error}"))
    }
}
