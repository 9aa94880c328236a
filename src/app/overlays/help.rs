//! `?`: every binding, searchable, from the live key map.

use crate::app::action::{Action, Scope};
use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Reply};

/// One line of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// A heading.
    Scope(Scope),
    /// Keys and what they do.
    Binding(String, &'static str),
}

/// The popup.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Help {
    /// What is searched for.
    pub field: Field,
    /// The first line shown.
    pub top: usize,
}

impl Help {
    /// The lines that match what is typed, under their headings.
    pub fn lines(&self, env: &Env<'_>) -> Vec<HelpLine> {
        let wanted = self.field.text().to_lowercase();
        let mut lines = Vec::new();
        for scope in Scope::ALL {
            let mut under: Vec<HelpLine> = Vec::new();
            for &action in Action::ALL.iter().filter(|action| action.scope() == scope) {
                let keys: Vec<String> = env.keymap.keys(action).map(Key::label).collect();
                let keys = keys.join(" ");
                // what has no key of its own is in the palette alone
                if keys.is_empty() {
                    continue;
                }
                if action.title().to_lowercase().contains(&wanted) || keys.to_lowercase().contains(&wanted) {
                    under.push(HelpLine::Binding(keys, action.title()));
                }
            }
            if !under.is_empty() {
                lines.push(HelpLine::Scope(scope));
                lines.extend(under);
            }
        }
        lines
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        let last = self.lines(env).len().saturating_sub(1);
        match key.code {
            Code::Esc | Code::Enter => return Reply::close(),
            Code::Down => self.top = (self.top + 1).min(last),
            Code::Up => self.top = self.top.saturating_sub(1),
            Code::PageDown => self.top = (self.top + 10).min(last),
            Code::PageUp => self.top = self.top.saturating_sub(10),
            _ => {
                self.field.key(key);
                self.top = 0;
            }
        }
        Reply::stay()
    }

    /// Takes a paste.
    pub fn paste(&mut self, text: &str) -> bool {
        self.field.paste(text);
        self.top = 0;
        true
    }
}
