//! `/`: anyone or any place, the queue's first, then all; no match: `Enter` adds.
//!
//! Also what a pasted link opens, and where a second person is asked for.

use crate::app::action::Action;
use crate::app::cursor::Cursor;
use crate::app::effect::Effect;
use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Open, Purpose, Reply};
use crate::domain::act::NewAct;
use crate::domain::alike::Asked;
use crate::domain::change::Change;
use crate::domain::entry::parse_entry;
use crate::domain::fold::fold;
use crate::domain::ids::Subject;
use crate::domain::naming::Wanted;
use crate::report::lists::Name;

/// Matches shown at most.
pub const SHOWN: usize = 12;

/// A pasted link and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// Who it belongs to, if anybody is known.
    pub subject: Option<Subject>,
    /// "Mei Tan, mastodon", or the name it would be added under.
    pub label: String,
}

/// The line and its matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Find {
    /// What for.
    pub purpose: Purpose,
    /// What is typed.
    pub field: Field,
    /// Matches in order.
    pub matches: Vec<Name>,
    /// How many match in all.
    pub matching: usize,
    /// The selected match.
    pub cursor: Cursor<Subject>,
    /// What a pasted link was recognised as.
    pub pasted: Option<Pasted>,
}

impl Find {
    /// An empty line.
    pub fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            field: Field::default(),
            matches: Vec::new(),
            matching: 0,
            cursor: Cursor::default(),
            pasted: None,
        }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        let ids: Vec<Subject> = self.matches.iter().map(|name| name.subject).collect();
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Reply::close(),
            (Code::Enter, _) => return self.enter(env),
            (Code::Down | Code::Tab, _) | (Code::Char('n'), true) => self.cursor.step(1, &ids),
            (Code::Up, _) | (Code::Char('p'), true) => self.cursor.step(-1, &ids),
            _ => {
                self.pasted = None;
                self.field.key(key);
                self.search(env);
                if self.field.text().contains("://") || self.field.text().starts_with('@') {
                    return Reply::effects(vec![Effect::Recognise(self.field.text().to_owned())]);
                }
            }
        }
        Reply::stay()
    }

    /// Takes a paste: what it is comes back as recognised.
    pub fn paste(&mut self, text: &str) -> bool {
        self.field.paste(text);
        true
    }

    /// What a pasted text was recognised as.
    pub fn recognised(&mut self, text: &str, subject: Option<Subject>, label: String) {
        if self.field.text() == text {
            self.pasted = Some(Pasted { subject, label });
        }
    }

    /// Looks for what is typed: every word somewhere in the folded name or a handle.
    pub fn search(&mut self, env: &Env<'_>) {
        let Some(names) = env.names else { return };
        let wanted = match &self.purpose {
            Purpose::Introduce(act) => (Wanted::Contact, act.target.contact),
            // whoever joins two people has the first already
            Purpose::Merge(gone, _) => (Wanted::Contact, Some(*gone)),
            Purpose::Act | Purpose::Retarget(_) | Purpose::Attach(..) => (Wanted::Any, None),
        };
        (self.matches, self.matching) = names.search(&fold(self.field.text()), wanted, env.queue, SHOWN);
        let ids: Vec<Subject> = self.matches.iter().map(|name| name.subject).collect();
        self.cursor = Cursor::default();
        self.cursor.follow(&ids);
    }

    /// Whom `Enter` would add, where nobody matches: the words may stand in another order.
    pub fn asked(&self) -> Option<Asked> {
        if self.purpose != Purpose::Act || !self.matches.is_empty() || self.field.is_empty() {
            return None;
        }
        let entry = parse_entry(self.field.text()).ok()?;
        Some(Asked { name: entry.name.clone(), handles: entry.handles(), ..Asked::default() })
    }

    fn enter(&self, env: &Env<'_>) -> Reply {
        let pasted = self.pasted.as_ref().and_then(|pasted| pasted.subject);
        let Some(subject) = pasted.or_else(|| self.cursor.selected()) else {
            return if self.field.is_empty() { Reply::close() } else { self.add(env) };
        };
        match (&self.purpose, subject) {
            (Purpose::Act, _) => Reply { found: Some(subject), ..Reply::close() },
            (Purpose::Introduce(act), Subject::Contact(other)) if act.target.contact != Some(other) => {
                let both = NewAct { with: Some(other), ..act.as_ref().clone() };
                Reply::write(Change::LogActs(vec![both]))
            }
            (Purpose::Merge(gone, name), Subject::Contact(into)) if *gone != into => {
                let other = self.matches.iter().find(|name| name.subject == subject);
                let undo = env.keymap.label(Action::Undo);
                let text = format!("Merge {name} into {}? {undo} takes it back", other.map_or("", |name| &name.name));
                let merge = Effect::Write(Box::new(Change::Merge { gone: *gone, into }));
                Reply::turn(Open::Question(text, vec![merge]))
            }
            (Purpose::Retarget(act), _) => {
                let patch = crate::domain::act::ActPatch {
                    contact: subject.contact().map(Some),
                    community: subject.community().map(Some),
                    ..crate::domain::act::ActPatch::default()
                };
                Reply::write(Change::EditAct(*act, patch))
            }
            (Purpose::Attach(feed, _), _) => Reply::write(Change::AttachFeed(*feed, Some(subject))),
            _ => Reply::say("that is the same person"),
        }
    }

    /// Nobody of that name: a line of many, ready to be added.
    fn add(&self, env: &Env<'_>) -> Reply {
        match self.purpose {
            Purpose::Act => {
                let typed = match &self.pasted {
                    Some(pasted) if self.field.text().contains(' ') || pasted.label.is_empty() => {
                        self.field.text().to_owned()
                    }
                    Some(pasted) => format!("{} {}", pasted.label, self.field.text()),
                    None => self.field.text().to_owned(),
                };
                Reply::turn(Open::People(typed))
            }
            Purpose::Introduce(_) | Purpose::Merge(..) => Reply::say(format!(
                "nobody else of that name here: add them first with {}",
                env.keymap.label(Action::New)
            )),
            _ => Reply::say(format!("nobody of that name here: add them first with {}", env.keymap.label(Action::New))),
        }
    }
}
