//! Contacts that may be the same: sure ones merged by one key, the others decided one by one.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::{Code, Key};
use crate::app::reply::Reply;
use crate::domain::change::Change;
use crate::report::duplicates::{Doubt, Duplicates, Person};

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubts {
    /// Two by two, the surest first.
    pub report: Duplicates,
    /// Which pair is shown.
    pub at: usize,
    /// The other one of the pair stays.
    pub turned: bool,
    /// How many were decided in this sitting.
    pub decided: usize,
}

impl Doubts {
    /// A sitting over these pairs.
    pub fn new(report: Duplicates) -> Self {
        Self { report, at: 0, turned: false, decided: 0 }
    }

    /// Takes pairs in anew; the one that was shown stays so where it is still there.
    pub fn take(&mut self, report: Duplicates) {
        let shown = self.current().map(|pair| (pair.stays.id, pair.goes.id));
        let same = |pair: &Doubt| Some((pair.stays.id, pair.goes.id)) == shown;
        if let Some(at) = report.pairs.iter().position(same) {
            self.at = at;
        } else {
            self.turned = false;
        }
        self.at = self.at.min(report.pairs.len().saturating_sub(1));
        self.report = report;
    }

    /// The pair shown.
    pub fn current(&self) -> Option<&Doubt> {
        self.report.pairs.get(self.at)
    }

    /// Who of a pair stays and who goes, as it is turned.
    pub fn roles<'p>(&self, pair: &'p Doubt) -> (&'p Person, &'p Person) {
        let turned = self.turned && self.current().is_some_and(|shown| shown == pair);
        if turned { (&pair.goes, &pair.stays) } else { (&pair.stays, &pair.goes) }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key) -> Reply {
        if (key.code, key.text()) == (Code::Esc, None) || key.text() == Some('q') {
            return Reply::close();
        }
        if key.text() == Some('u') {
            self.decided = self.decided.saturating_sub(1);
            return Reply { actions: vec![Action::Undo], ..Reply::default() };
        }
        let last = self.report.pairs.len().saturating_sub(1);
        let Some(pair) = self.current() else { return Reply::close() };
        let (stays, goes) = self.roles(pair);
        let (stays, goes) = (stays.id, goes.id);
        match (key.code, key.text()) {
            (Code::Up | Code::Left, _) | (_, Some('k')) => self.to(self.at.saturating_sub(1)),
            (Code::Down | Code::Right, _) | (_, Some('j' | 's' | ' ')) => self.to((self.at + 1).min(last)),
            (Code::Home, _) | (_, Some('g')) => self.to(0),
            (Code::End, _) | (_, Some('G')) => self.to(last),
            (Code::Tab, _) => self.turned = !self.turned,
            (_, Some('y')) => return self.decide(Change::Merge { gone: goes, into: stays }),
            (_, Some('n')) => return self.decide(Change::Apart { one: goes, other: stays }),
            (_, Some('a')) => return self.merge_sure(),
            _ => {}
        }
        Reply::stay()
    }

    fn to(&mut self, at: usize) {
        self.at = at;
        self.turned = false;
    }

    fn decide(&mut self, change: Change) -> Reply {
        self.decided += 1;
        Reply::effects(vec![Effect::Write(Box::new(change))])
    }

    /// All sure ones, as one step.
    fn merge_sure(&mut self) -> Reply {
        let merges = self.report.sure_merges();
        let count = merges.len();
        if count == 0 {
            return Reply::say("None of these is sure: y or n decides one by one");
        }
        let merge = |(gone, into)| Change::Merge { gone, into };
        let label = if count == 1 { "merged 1 duplicate".to_owned() } else { format!("merged {count} duplicates") };
        self.decide(Change::Batch(label, merges.into_iter().map(merge).collect()))
    }
}
