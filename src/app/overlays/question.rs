//! A line that asks: `y` or `n`, `Enter` is `y`, `Esc` is `n`; it takes no other letter.

use crate::app::effect::Effect;
use crate::app::key::{Code, Key};
use crate::app::reply::Reply;

/// The line.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What it asks, without the keys.
    pub text: String,
    /// What `y` does.
    pub yes: Vec<Effect>,
    /// What `n` does.
    pub no: Vec<Effect>,
}

impl Question {
    /// A question whose `n` does nothing.
    pub fn new(text: impl Into<String>, yes: Vec<Effect>) -> Self {
        Self { text: text.into(), yes, no: Vec::new() }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key) -> Reply {
        match (key.code, key.text()) {
            (Code::Enter, _) | (_, Some('y')) => Reply { close: true, effects: self.yes.clone(), ..Reply::default() },
            (Code::Esc, _) | (_, Some('n')) => Reply { close: true, effects: self.no.clone(), ..Reply::default() },
            _ => Reply::stay(),
        }
    }
}
