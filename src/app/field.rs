//! A one-line text field: letters are text, `q` and `?` too.
//!
//! Wraps the library's editing; must not know where the text goes.

use tui_input::{Input, InputRequest};

use super::key::{Code, Key};
use crate::domain::clean::{LINE_CHARS, clean_line};

/// A text being typed.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Field {
    /// A field that holds `text`, the cursor at its end.
    pub fn of(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()) }
    }

    /// What stands in it.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What stands before the cursor, and from there on.
    pub fn around(&self) -> (&str, &str) {
        let text = self.text();
        let at = text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at);
        text.split_at(at)
    }

    /// Whether nothing stands in it but blanks.
    pub fn is_empty(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// Types a key; answers whether it was one for a field.
    pub fn key(&mut self, key: Key) -> bool {
        let request = match (key.code, key.ctrl, key.alt) {
            (Code::Backspace, false, false) => InputRequest::DeletePrevChar,
            (Code::Backspace, ..) | (Code::Char('w'), true, _) => InputRequest::DeletePrevWord,
            (Code::Delete, ..) => InputRequest::DeleteNextChar,
            (Code::Left, false, false) | (Code::Char('b'), true, _) => InputRequest::GoToPrevChar,
            (Code::Right, false, false) | (Code::Char('f'), true, _) => InputRequest::GoToNextChar,
            (Code::Left, ..) | (Code::Char('b'), false, true) => InputRequest::GoToPrevWord,
            (Code::Right, ..) | (Code::Char('f'), false, true) => InputRequest::GoToNextWord,
            (Code::Home, ..) | (Code::Char('a'), true, _) => InputRequest::GoToStart,
            (Code::End, ..) | (Code::Char('e'), true, _) => InputRequest::GoToEnd,
            (Code::Char('k'), true, _) => InputRequest::DeleteTillEnd,
            (Code::Char('u'), true, _) => InputRequest::DeleteLine,
            _ => match key.text() {
                Some(letter) if self.text().chars().count() < LINE_CHARS => InputRequest::InsertChar(letter),
                Some(_) => return true,
                None => return false,
            },
        };
        self.input.handle(request);
        true
    }

    /// Puts a pasted text in at the cursor, as one line.
    pub fn paste(&mut self, text: &str) {
        for letter in clean_line(text, LINE_CHARS).chars() {
            self.key(Key::char(letter));
        }
    }
}
