//! `w`: owe a reply, thanks or a promise, or set a next step of your own, with its day.

use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Reply};
use crate::domain::change::Change;
use crate::domain::contact::DatedSort;
use crate::domain::ids::Subject;
use crate::domain::owed::OwedSort;
use crate::domain::when::parse_future;

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A reply, thanks or a promise.
    Owed(OwedSort),
    /// A next step of your own.
    Step,
}

/// The popup: first the sort, then what and by when.
#[derive(Debug, Clone, PartialEq)]
pub struct OwePopup {
    /// To whom.
    pub subject: Subject,
    /// Their name.
    pub name: String,
    /// The sort, once it is chosen.
    pub what: Option<What>,
    /// What is owed.
    pub text: Field,
    /// By when, in words.
    pub day: Field,
    /// Whether the day is being typed; else the text.
    pub on_day: bool,
    /// What to say; empty for nothing.
    pub said: String,
}

impl OwePopup {
    /// The popup for a subject.
    pub fn new(subject: Subject, name: String) -> Self {
        Self {
            subject,
            name,
            what: None,
            text: Field::default(),
            day: Field::default(),
            on_day: false,
            said: String::new(),
        }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        if key.code == Code::Esc {
            return Reply::close();
        }
        let Some(what) = self.what else { return self.choose(key) };
        match key.code {
            Code::Tab | Code::Up | Code::Down => self.on_day = !self.on_day,
            Code::Enter => return self.write(what, env),
            _ => {
                let field = if self.on_day { &mut self.day } else { &mut self.text };
                field.key(key);
                self.said = match parse_future(self.day.text(), env.now) {
                    _ if self.day.is_empty() => String::new(),
                    Ok(day) => day.long(),
                    Err(why) => why,
                };
            }
        }
        Reply::stay()
    }

    /// Takes a paste.
    pub fn paste(&mut self, text: &str) -> bool {
        let field = if self.on_day { &mut self.day } else { &mut self.text };
        if self.what.is_some() {
            field.paste(text);
        }
        self.what.is_some()
    }

    fn choose(&mut self, key: Key) -> Reply {
        self.what = match key.text() {
            Some('r') => Some(What::Owed(OwedSort::Reply)),
            Some('t') => Some(What::Owed(OwedSort::Thanks)),
            Some('p') => Some(What::Owed(OwedSort::Promise)),
            Some('n') if self.subject.contact().is_some() => Some(What::Step),
            Some(letter) => {
                self.said = format!("{letter} does nothing here");
                None
            }
            None => None,
        };
        if self.what.is_some() {
            self.said.clear();
        }
        Reply::stay()
    }

    fn write(&mut self, what: What, env: &Env<'_>) -> Reply {
        let day = match parse_future(self.day.text(), env.now) {
            _ if self.day.is_empty() => None,
            Ok(day) => Some(day),
            Err(why) => {
                self.said = why;
                self.on_day = true;
                return Reply::stay();
            }
        };
        let text = self.text.text().trim().to_owned();
        match (what, self.subject.contact()) {
            (What::Step, Some(contact)) => {
                if text.is_empty() {
                    "say what the next step is".clone_into(&mut self.said);
                    self.on_day = false;
                    return Reply::stay();
                }
                // a step without a day is for today: it stays until done
                let day = day.unwrap_or(env.now.day()).to_string();
                Reply::write(Change::AddDated { contact, sort: DatedSort::Step, text, day })
            }
            (What::Owed(sort), _) => {
                Reply::write(Change::Owe { to: self.subject, sort, text, due: day, link: String::new() })
            }
            (What::Step, None) => Reply::close(),
        }
    }
}
