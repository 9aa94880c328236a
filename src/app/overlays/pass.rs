//! `p` on a row with something owed: until tomorrow, or let it be.

use crate::app::key::{Code, Key};
use crate::app::reply::Reply;
use crate::domain::change::Change;
use crate::domain::ids::OwedId;
use crate::report::row::Row;

/// The popup.
#[derive(Debug, Clone, PartialEq)]
pub struct PassPopup {
    /// The row.
    pub row: Row,
    /// The item that the row shows.
    pub owed: OwedId,
    /// What to say about the last key; empty for nothing.
    pub said: String,
}

impl PassPopup {
    /// Reads a key.
    pub fn key(&mut self, key: Key) -> Reply {
        match (key.code, key.text()) {
            (Code::Esc, _) => Reply::close(),
            (_, Some('p')) => Reply::write(Change::Pass(self.row.subject)),
            (_, Some('l')) => Reply::write(Change::LetBe(self.owed)),
            (_, Some(letter)) => {
                self.said = format!("{letter} does nothing here: p, l or Esc");
                Reply::stay()
            }
            _ => Reply::stay(),
        }
    }
}
