//! `c`: complete the last act: note, link, time, place, person. Log first, enrich later.

use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Open, Purpose, Reply};
use crate::domain::act::{ActPatch, When};
use crate::domain::change::Change;
use crate::domain::ids::ActId;
use crate::domain::link::typed_link;
use crate::domain::when::parse_past;

/// The fields, in order.
pub const LABELS: [&str; 3] = ["note", "link", "when"];

/// The form of three lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Complete {
    /// Which acts: those of one step, one or more.
    pub acts: Vec<ActId>,
    /// What it was: "answered Ada".
    pub title: String,
    /// Note, link, when.
    pub fields: [Field; 3],
    /// Which field is typed in.
    pub on: usize,
    /// What was understood of the time, or why not; empty for nothing.
    pub said: String,
    /// Note and link as they are written.
    before: [String; 2],
}

impl Complete {
    /// The form for the acts of one step, with their note and link.
    pub fn new(acts: Vec<ActId>, title: String, note: &str, link: &str) -> Self {
        let fields = [Field::of(note), Field::of(link), Field::default()];
        Self { acts, title, fields, on: 0, said: String::new(), before: [note.to_owned(), link.to_owned()] }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Reply::close(),
            // the place and the person are found, not typed
            (Code::Char('p'), true) => {
                if let [act] = self.acts.as_slice() {
                    return Reply::turn(Open::Find(Purpose::Retarget(*act)));
                }
                "these are several: each keeps its person".clone_into(&mut self.said);
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
        let link = match typed_link(self.fields[1].text()) {
            Ok(link) => link,
            // what cannot be opened was let in by another way: it stays
            Err(_) if self.fields[1].text() == self.before[1] => self.before[1].clone(),
            Err(why) => {
                self.said = why;
                self.on = 1;
                return Reply::stay();
            }
        };
        let note = self.fields[0].text().trim().to_owned();
        let patch = ActPatch {
            note: (note != self.before[0]).then_some(note),
            link: (link != self.before[1]).then_some(link),
            when,
            ..ActPatch::default()
        };
        if patch == ActPatch::default() {
            return Reply::close();
        }
        let mut edits: Vec<Change> = self.acts.iter().map(|act| Change::EditAct(*act, patch.clone())).collect();
        match (edits.len(), edits.pop()) {
            (1, Some(edit)) => Reply::write(edit),
            (_, last) => {
                edits.extend(last);
                Reply::write(Change::Batch(format!("changed: {}", self.title), edits))
            }
        }
    }
}

fn said(when: When, env: &Env<'_>) -> String {
    match when {
        When::Now => "now".to_owned(),
        When::Day(day) => day.long(),
        When::At(at) => format!("{} {}", env.now.day_of(at).long(), env.now.clock(at)),
    }
}
