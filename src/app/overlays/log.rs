//! `a` and `i`: every kind at once, for whom in its first line, digits for a count.
//!
//! Never times out; an unknown letter leaves it open and says so.

use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Open, Purpose, Reply};
use crate::domain::act::{NewAct, Target};
use crate::domain::change::Change;
use crate::domain::feed::Mark;
use crate::domain::ids::{CommunityId, Subject};
use crate::domain::kind::{Direction, Kind, Leaning};
use crate::domain::whom::Whom;
use crate::report::listening::PostLine;
use crate::report::row::Row;

/// Most digits of a count.
const DIGITS: usize = 4;

/// Whom an act is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// The row, or all marked ones.
    Row,
    /// Someone in its place.
    Someone,
    /// Nobody: your own.
    Nobody,
}

/// The popup.
#[derive(Debug, Clone, PartialEq)]
pub struct LogPopup {
    /// Whose acts.
    pub direction: Direction,
    /// The rows that it is about; none means your own.
    pub rows: Vec<Row>,
    /// Whom it is for.
    pub aim: Aim,
    /// The count typed so far.
    pub digits: String,
    /// The post that it is a reaction to: it is marked as done in the same step, and its link kept on the act.
    pub post: Option<PostLine>,
    /// What to say about the last key; empty for nothing.
    pub said: String,
}

impl LogPopup {
    /// The popup about these rows.
    pub fn new(direction: Direction, rows: Vec<Row>) -> Self {
        let aim = if rows.is_empty() { Aim::Nobody } else { Aim::Row };
        Self { direction, rows, aim, digits: String::new(), post: None, said: String::new() }
    }

    /// The name of whom the next letter is for.
    pub fn whom(&self) -> String {
        let place = self.place().map(|(_, name)| name);
        match (self.aim, self.rows.as_slice()) {
            (Aim::Row, [row]) => match (row.subject, place) {
                (Subject::Contact(_), Some(place)) => format!("{}, {place}", row.name),
                (Subject::Contact(_), None) if !row.platform.is_empty() => format!("{}, {}", row.name, row.platform),
                _ => row.name.clone(),
            },
            (Aim::Row, rows) => format!("{} marked", rows.len()),
            (Aim::Someone, _) => format!("someone in {}", place.unwrap_or_default()),
            (Aim::Nobody, _) => "nobody, your own".to_owned(),
        }
    }

    /// What `Tab` turns to, in words; empty where there is nothing to turn to.
    pub fn others(&self) -> String {
        let words: Vec<String> = self
            .aims()
            .into_iter()
            .filter(|aim| *aim != self.aim)
            .map(|aim| match aim {
                Aim::Row => self.rows.first().map_or_else(String::new, |row| row.name.clone()),
                Aim::Someone => "someone there".to_owned(),
                Aim::Nobody => "nobody".to_owned(),
            })
            .collect();
        words.join(", ")
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        match key.code {
            Code::Esc => return Reply::close(),
            Code::Tab => {
                let aims = self.aims();
                let at = aims.iter().position(|aim| *aim == self.aim).unwrap_or(0);
                self.aim = aims[(at + 1) % aims.len()];
                self.said.clear();
                return Reply::stay();
            }
            Code::Backspace => {
                self.digits.pop();
                return Reply::stay();
            }
            _ => {}
        }
        let Some(letter) = key.text() else { return Reply::stay() };
        if letter.is_ascii_digit() {
            if self.digits.len() < DIGITS && !(self.digits.is_empty() && letter == '0') {
                self.digits.push(letter);
            }
            return Reply::stay();
        }
        let kinds = &env.settings.kinds;
        // a capital of an inbound letter: I owe an answer
        let (found, owed) = match (kinds.by_key(self.direction, letter), self.direction) {
            (None, Direction::In) if letter.is_ascii_uppercase() => {
                (kinds.by_key(self.direction, letter.to_ascii_lowercase()), true)
            }
            (found, _) => (found, false),
        };
        let Some(kind) = found else {
            self.said = format!("{letter} is no kind here");
            return Reply::stay();
        };
        let acts: Vec<NewAct> = self.targets(kind).into_iter().map(|target| self.act(kind, target, owed)).collect();
        if kind.id == "introduced" && self.direction == Direction::Out && self.aim == Aim::Row {
            return introduce(&acts);
        }
        Reply::write(self.change(kind, acts, env))
    }

    /// The change that logs these acts; on a post with what it does to the post.
    fn change(&self, kind: &Kind, acts: Vec<NewAct>, env: &Env<'_>) -> Change {
        let Some(post) = &self.post else { return Change::LogActs(acts) };
        let name = self.rows.first().filter(|_| self.aim == Aim::Row).map(|row| Whom::new(row.subject, &row.name));
        let count = self.digits.parse().unwrap_or(1);
        reaction(post, env.settings.kinds.said(self.direction, kind.id, name, count), acts)
    }

    fn act(&self, kind: &Kind, target: Target, owed: bool) -> NewAct {
        let settles = |row: &Row| {
            let sort = kind.settles.filter(|_| self.direction == Direction::Out)?;
            row.owed.iter().find(|item| item.sort == sort).map(|item| item.id)
        };
        let row = self.rows.iter().find(|row| row.subject.contact() == target.contact && target.contact.is_some());
        NewAct {
            count: self.digits.parse().unwrap_or(1),
            owed,
            settles: row.and_then(settles),
            ..NewAct::new(self.direction, kind.id, target)
        }
    }

    /// Whom a kind is for: what is your own, and learned rules, never start at the contact.
    fn targets(&self, kind: &Kind) -> Vec<Target> {
        let own = self.direction == Direction::Out && (kind.leaning == Leaning::Own || kind.id == "learned");
        let place = || match self.place() {
            Some((id, _)) => Target::community(id),
            None => Target::default(),
        };
        match self.aim {
            Aim::Nobody => vec![Target::default()],
            Aim::Someone => vec![place()],
            Aim::Row if own && kind.id != "told" => vec![place()],
            Aim::Row => self.rows.iter().map(target).collect(),
        }
    }

    fn place(&self) -> Option<(CommunityId, String)> {
        let [row] = self.rows.as_slice() else { return None };
        match row.subject {
            Subject::Community(id) => Some((id, row.name.clone())),
            Subject::Contact(_) => row.place.map(|id| (id, row.place_name.clone())),
        }
    }

    fn aims(&self) -> Vec<Aim> {
        let mut aims = Vec::new();
        if !self.rows.is_empty() {
            aims.push(Aim::Row);
        }
        if self.place().is_some() && self.rows.iter().all(|row| row.subject.contact().is_some()) {
            aims.push(Aim::Someone);
        }
        aims.push(Aim::Nobody);
        aims
    }
}

/// Acts about a post, with its link, and the post done: one step under that label.
pub fn reaction(post: &PostLine, label: String, mut acts: Vec<NewAct>) -> Change {
    for act in &mut acts {
        act.link.clone_from(&post.link);
    }
    Change::Batch(label, vec![Change::LogActs(acts), Change::MarkPost(post.id, Mark::Done, true)])
}

/// The target of a row: the contact, or someone in the community.
pub fn target(row: &Row) -> Target {
    match row.subject {
        Subject::Contact(id) => Target { contact: Some(id), community: row.place, handle: None },
        Subject::Community(id) => Target::community(id),
    }
}

/// An introduction names two people: both marked, or the second is asked for.
fn introduce(acts: &[NewAct]) -> Reply {
    match acts {
        [one] if one.target.contact.is_some() => Reply::turn(Open::Find(Purpose::Introduce(Box::new(one.clone())))),
        [first, second] if first.target.contact.is_some() && second.target.contact.is_some() => {
            let both = NewAct { with: second.target.contact, ..first.clone() };
            Reply::write(Change::LogActs(vec![both]))
        }
        _ => Reply::say("an introduction is of two people: mark both with v, or choose one of them"),
    }
}
