//! After a block: what was done, and one optional line for later.

use crate::app::effect::Effect;
use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::Reply;
use crate::domain::change::Change;
use crate::report::review::Recap;

/// The popup.
#[derive(Debug, Clone, PartialEq)]
pub struct RecapPopup {
    /// What was done.
    pub recap: Recap,
    /// The line for later.
    pub field: Field,
}

impl RecapPopup {
    /// Reads a key.
    pub fn key(&mut self, key: Key) -> Reply {
        match key.code {
            Code::Esc => Reply::close(),
            Code::Enter if self.field.is_empty() => Reply::close(),
            Code::Enter => {
                let note = Change::NoteSession(self.recap.session, self.field.text().trim().to_owned());
                Reply { close: true, effects: vec![Effect::Write(Box::new(note))], ..Reply::default() }
            }
            _ => {
                self.field.key(key);
                Reply::stay()
            }
        }
    }

    /// Takes a paste.
    pub fn paste(&mut self, text: &str) -> bool {
        self.field.paste(text);
        true
    }
}
