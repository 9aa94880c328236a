//! Who is here already and may be the same as what is being typed: what was asked, and the answers.
//!
//! Holds answers of the store until something is written. Must not know who asks.

use crate::domain::alike::{Alike, Asked};

/// More answers than these are forgotten, all at once.
const KEPT: usize = 2_000;

/// Answers by what was asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known(Vec<(Asked, Option<Alike>)>);

impl Known {
    /// Who may be the same; none where nobody is, or the answer is on its way.
    pub fn get(&self, asked: &Asked) -> Option<&Alike> {
        self.0.iter().find(|(known, _)| known == asked)?.1.as_ref()
    }

    /// Those of `asked` that have no answer yet.
    pub fn missing(&self, asked: Vec<Asked>) -> Vec<Asked> {
        asked.into_iter().filter(|asked| self.0.iter().all(|(known, _)| known != asked)).collect()
    }

    /// Takes answers in.
    pub fn take(&mut self, answers: Vec<(Asked, Option<Alike>)>) {
        if self.0.len() + answers.len() > KEPT {
            self.forget();
        }
        self.0.extend(answers);
    }

    /// Something was written: every answer may be another one now.
    pub fn forget(&mut self) {
        self.0.clear();
    }
}
