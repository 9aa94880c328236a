//! Triage: people without a tier, one a screen, one letter each.

use crate::app::effect::{Effect, Query};
use crate::app::key::{Code, Key};
use crate::app::reply::Reply;
use crate::domain::change::Change;
use crate::domain::contact::Tier;
use crate::domain::ids::Subject;
use crate::report::lists::Untiered;

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Triage {
    /// Those to go through, twenty at a time.
    pub people: Vec<Untiered>,
    /// Which one is shown.
    pub at: usize,
    /// How many were decided in this sitting.
    pub decided: usize,
}

/// The letters, in the order shown, and what they choose.
pub const LETTERS: [(char, Tier); 4] =
    [('i', Tier::Inner), ('c', Tier::Close), ('n', Tier::Network), ('w', Tier::Wide)];

impl Triage {
    /// A sitting over these people.
    pub fn new(people: Vec<Untiered>) -> Self {
        Self { people, at: 0, decided: 0 }
    }

    /// The person shown.
    pub fn current(&self) -> Option<&Untiered> {
        self.people.get(self.at)
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key) -> Reply {
        let Some(person) = self.current() else { return Reply::close() };
        let id = person.id;
        match (key.code, key.text()) {
            (Code::Esc, _) | (_, Some('q')) => return Reply::close(),
            (Code::Up | Code::Left, _) | (_, Some('k')) => self.at = self.at.saturating_sub(1),
            (Code::Down | Code::Right, _) | (_, Some('s' | 'j' | ' ')) => return self.next(None),
            (_, Some('x')) => return self.next(Some(Change::Archive(Subject::Contact(id), true))),
            (_, Some('u')) => {
                self.at = self.at.saturating_sub(1);
                self.decided = self.decided.saturating_sub(1);
                return Reply::effects(vec![Effect::Undo { sure: false }]);
            }
            (_, Some(letter)) => {
                if let Some((_, tier)) = LETTERS.iter().find(|choice| choice.0 == letter) {
                    return self.next(Some(Change::SetTier(id, Some(*tier))));
                }
            }
            _ => {}
        }
        Reply::stay()
    }

    fn next(&mut self, change: Option<Change>) -> Reply {
        self.at += 1;
        self.decided += usize::from(change.is_some());
        let mut effects: Vec<Effect> = change.into_iter().map(|change| Effect::Write(Box::new(change))).collect();
        if self.at >= self.people.len() {
            effects.push(Effect::Load(Query::Untiered));
        }
        Reply::effects(effects)
    }
}
