//! Who is known so far in a made-up world, by the names that its lines use.
//!
//! Must not know what the lines say.

use crate::domain::change::{Change, Created};
use crate::domain::contact::NewHandle;
use crate::domain::fold::fold;
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::naming::{Match, Named, Wanted, fitting};

/// Everybody and every place so far.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<Known>);

#[derive(Debug)]
struct Known {
    subject: Subject,
    name: String,
    folded: String,
}

impl Known {
    fn named(&self) -> Named<'_> {
        Named { subject: self.subject, name: &self.name, folded: &self.folded }
    }
}

impl Names {
    /// Takes in whom a change has made.
    pub(super) fn learn(&mut self, change: &Change, created: &[Created]) {
        let (name, handles) = match change {
            Change::AddContact(fields, handles) => (&fields.name, handles),
            Change::AddCommunity(fields, handles) => (&fields.name, handles),
            _ => return,
        };
        let subject = created.iter().find_map(|created| match created {
            Created::Contact(id) => Some(Subject::Contact(*id)),
            Created::Community(id) => Some(Subject::Community(*id)),
            _ => None,
        });
        let words = |handle: &NewHandle| format!(" {}", handle.name.to_lowercase());
        let folded = fold(name) + &handles.iter().map(words).collect::<String>();
        self.0.extend(subject.map(|subject| Known { subject, name: name.clone(), folded }));
    }

    /// Those that some words fit.
    pub(super) fn lookup(&self, typed: &str, wanted: Wanted) -> Vec<Match> {
        let found = fitting(&self.0, Known::named, typed, wanted).into_iter();
        found.map(|known| Match { subject: known.subject, name: known.name.clone() }).collect()
    }

    /// The one whom some words fit.
    pub(super) fn one(&self, typed: &str) -> Result<Subject, String> {
        match self.lookup(typed, Wanted::Any).as_slice() {
            [one] => Ok(one.subject),
            [] => Err(format!("nobody is called \"{typed}\" yet")),
            _ => Err(format!("\"{typed}\" fits several")),
        }
    }

    /// The person whom some words fit.
    pub(super) fn person(&self, typed: &str) -> Result<ContactId, String> {
        self.one(typed)?.contact().ok_or_else(|| format!("{typed} is a place"))
    }

    /// The place that some words fit.
    pub(super) fn place(&self, typed: &str) -> Result<CommunityId, String> {
        self.one(typed)?.community().ok_or_else(|| format!("{typed} is a person"))
    }
}
