//! What was imported before: one is chosen, and all who came with it are archived.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Open, Reply};
use crate::report::past_imports::PastImport;

/// The list.
#[derive(Debug, Clone, PartialEq)]
pub struct PastImports {
    /// Newest first.
    pub imports: Vec<PastImport>,
    /// Which one is chosen.
    pub at: usize,
}

impl PastImports {
    /// A list with the newest one chosen.
    pub fn new(imports: Vec<PastImport>) -> Self {
        Self { imports, at: 0 }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        let last = self.imports.len().saturating_sub(1);
        match (key.code, key.text()) {
            (Code::Esc, _) | (_, Some('q')) => return Reply::close(),
            (Code::Down, _) | (_, Some('j')) => self.at = (self.at + 1).min(last),
            (Code::Up, _) | (_, Some('k')) => self.at = self.at.saturating_sub(1),
            (Code::Home, _) | (_, Some('g')) => self.at = 0,
            (Code::End, _) | (_, Some('G')) => self.at = last,
            (Code::Enter, _) => return self.chosen(env),
            _ => {}
        }
        Reply::stay()
    }

    fn chosen(&self, env: &Env<'_>) -> Reply {
        let Some(import) = self.imports.get(self.at) else { return Reply::close() };
        if import.people == 0 {
            return Reply::say("Nobody of it is left to be archived");
        }
        let undo = env.keymap.label(Action::Undo);
        let text = format!("Archive {} of {}, {}? {undo} takes it back", import.left(), import.format, import.day);
        Reply::turn(Open::Question(text, vec![Effect::ArchiveImport(import.number)]))
    }
}
