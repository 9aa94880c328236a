//! A line that wants a day, or a day and a time, in words; it says what it understood.

use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Reply, Wanted};
use crate::domain::time::Day;
use crate::domain::when::parse_future;

use super::snooze::snooze;

/// The line.
#[derive(Debug, Clone, PartialEq)]
pub struct DateLine {
    /// What it is for.
    pub wanted: Wanted,
    /// What it asks.
    pub title: String,
    /// What is typed.
    pub field: Field,
    /// What was understood, or why not.
    pub echo: Result<Day, String>,
}

impl DateLine {
    /// An empty line.
    pub fn new(wanted: Wanted, title: String) -> Self {
        Self {
            wanted,
            title,
            field: Field::default(),
            echo: Err("a day: tomorrow, fri, 3d, 22 Sep, 2026-09-22".to_owned()),
        }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        match (key.code, &self.echo) {
            (Code::Esc, _) => return Reply::close(),
            (Code::Enter, Ok(day)) => {
                let Wanted::Snooze(subjects, whom) = &self.wanted;
                return Reply::write(snooze(subjects, whom, *day));
            }
            (Code::Enter, Err(_)) => return Reply::stay(),
            _ => {}
        }
        self.field.key(key);
        self.echo = parse_future(self.field.text(), env.now);
        Reply::stay()
    }

    /// Takes a paste, and reads it as if it were typed.
    pub fn paste(&mut self, text: &str, env: &Env<'_>) -> bool {
        self.field.paste(text);
        self.echo = parse_future(self.field.text(), env.now);
        true
    }
}
