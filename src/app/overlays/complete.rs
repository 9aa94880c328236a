//! `c`: complete the last act: note, link, time, place, person. Log first, enrich later.

use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Open, Purpose, Reply};
use crate::domain::act::{ActPatch, When};
use crate::domain::change::Change;
use crate::domain::ids::ActId;
use crate::domain::when::parse_past;

/// The fields, in order.
pub const LABELS: [&str; 3] = ["note", "link", "when"];

/// The form of three lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Complete {
    /// Which act.
    pub act: ActId,
    /// What it was: "answered Ada".
    pub title: String,
    /// Note, link, when.
    pub fields: [Field; 3],
    /// Which field is typed in.
    pub on: usize,
    /// What was understood of the time, or why not; empty for nothing.
    pub said: String,
}

impl Complete {
    /// The form for an act.
    pub fn new(act: ActId, title: String) -> Self {
        Self { act, title, fields: [Field::default(), Field::default(), Field::default()], on: 0, said: String::new() }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Reply::close(),
            // the place and the person are found, not typed
            (Code::Char('p'), true) => {
                return Reply::turn(Open::Find(Purpose::Retarget(self.act)));
            }
            (Code::Tab, _) if key.shift => self.on = (self.on + LABELS.len() - 1) % LABELS.len(),
            (Code::Tab | Code::Down, _) => self.on = (self.on + 1) % LABELS.len(),
            (Code::Up, _) => self.on = (self.on + LABELS.len() - 1) % LABELS.len(),
            (Code::Enter, _) => return self.write(env),
            _ => {
                self.fields[self.on].key(key);
                self.said = match self.when(env) {
                    Some(Ok(when)) => said(when, env),
                    Some(Err(why)) => why,
                    None => String::new(),
                };
            }
        }
        Reply::stay()
    }

    /// Takes a paste: a link goes where links go.
    pub fn paste(&mut self, text: &str) -> bool {
        let on = if text.contains("://") { 1 } else { self.on };
        self.fields[on].paste(text);
        true
    }

    fn when(&self, env: &Env<'_>) -> Option<Result<When, String>> {
        (!self.fields[2].is_empty()).then(|| parse_past(self.fields[2].text(), env.now))
    }

    fn write(&mut self, env: &Env<'_>) -> Reply {
        let when = match self.when(env).transpose() {
            Ok(when) => when,
            Err(why) => {
                self.said = why;
                self.on = 2;
                return Reply::stay();
            }
        };
        let text = |field: &Field| (!field.is_empty()).then(|| field.text().trim().to_owned());
        let patch = ActPatch { note: text(&self.fields[0]), link: text(&self.fields[1]), when, ..ActPatch::default() };
        if patch == ActPatch::default() { Reply::close() } else { Reply::write(Change::EditAct(self.act, patch)) }
    }
}

fn said(when: When, env: &Env<'_>) -> String {
    match when {
        When::Now => "now".to_owned(),
        When::Day(day) => day.long(),
        When::At(at) => format!("{} {}", env.now.day_of(at).long(), env.now.clock(at)),
    }
}
