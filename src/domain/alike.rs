//! Somebody who is about to be added or changed, and who is here already and may be the same.
//!
//! Owns what of a change is compared, and how a match is said. Must not know where the rows
//! come from; what counts as evidence stands in `duplicate`.

use super::change::Change;
use super::contact::NewHandle;
use super::duplicate::{Evidence, Row, is_sure};
use super::ids::Subject;

/// What is compared of somebody who is about to be added or changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// A community; else a contact.
    pub place: bool,
    /// Who it is already, where somebody is changed: nobody is like themselves.
    pub own: Option<Subject>,
    /// The name; empty where it is not in question.
    pub name: String,
    /// The mail address; empty for none.
    pub mail: String,
    /// The handles.
    pub handles: Vec<NewHandle>,
}

/// Somebody, or a place, that is here already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Who.
    pub subject: Subject,
    /// Under which name.
    pub name: String,
    /// In the archive.
    pub archived: bool,
    /// Why, the strongest first; never empty.
    pub evidence: Vec<Evidence>,
}

impl Asked {
    /// Everybody whom a change adds, or gives a name, an address or a handle.
    pub fn of(change: &Change) -> Vec<Self> {
        match change {
            Change::AddContact(fields, handles) => vec![Self {
                name: fields.name.clone(),
                mail: fields.mail.clone(),
                handles: handles.clone(),
                ..Self::default()
            }],
            Change::AddCommunity(fields, handles) => vec![Self {
                place: true,
                name: fields.name.clone(),
                handles: handles.iter().cloned().chain(page(&fields.link)).collect(),
                ..Self::default()
            }],
            Change::SaveContact(id, fields) => vec![Self {
                own: Some(Subject::Contact(*id)),
                name: fields.name.clone(),
                mail: fields.mail.clone(),
                ..Self::default()
            }],
            Change::SaveCommunity(id, fields) => vec![Self {
                place: true,
                own: Some(Subject::Community(*id)),
                name: fields.name.clone(),
                handles: page(&fields.link).into_iter().collect(),
                ..Self::default()
            }],
            Change::AddHandle(subject, handle) => vec![Self {
                place: subject.community().is_some(),
                own: Some(*subject),
                handles: vec![handle.clone()],
                ..Self::default()
            }],
            Change::Batch(_, changes) => changes.iter().flat_map(Self::of).collect(),
            _ => Vec::new(),
        }
    }

    /// As it is compared; `id` tells it from those that are here.
    pub fn row<T>(&self, id: T) -> Row<'_, T> {
        Row {
            id,
            name: &self.name,
            mail: &self.mail,
            handles: self
                .handles
                .iter()
                .map(|handle| (handle.platform.as_str(), handle.name.as_str(), handle.link.as_str()))
                .collect(),
            cards: Vec::new(),
        }
    }
}

impl Alike {
    /// Whether an account or address is shared.
    pub fn shares_account(&self) -> bool {
        self.evidence.iter().any(Evidence::is_account)
    }

    /// Whether it is the same without a look.
    pub fn is_sure(&self) -> bool {
        is_sure(&self.evidence)
    }

    /// "same handle @ada@social.example, same name".
    pub fn why(&self) -> String {
        self.evidence.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    /// "Ada Lindqvist is here already: same handle @ada@social.example".
    pub fn words(&self) -> String {
        let here = if self.archived { "in the archive" } else { "here" };
        let may = if self.shares_account() { "is" } else { "may be the same, and is" };
        format!("{} {may} {here} already: {}", self.name, self.why())
    }

    /// The same in few words, beside what was typed; the name left out where it is the one that was typed.
    pub fn brief(&self, typed: &str) -> String {
        let here = if self.archived { "in the archive" } else { "here" };
        let why = self.evidence.first().map_or("", |evidence| evidence.sort());
        if self.name == typed { format!("{here} already: {why}") } else { format!("{} is {here}: {why}", self.name) }
    }
}

/// The page of a place is compared like a handle.
fn page(link: &str) -> Option<NewHandle> {
    (!link.is_empty()).then(|| NewHandle { name: link.to_owned(), ..NewHandle::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::ContactFields;
    use crate::domain::ids::ContactId;

    #[test]
    fn what_a_change_adds_is_compared() {
        let ada = ContactFields { name: "Ada".to_owned(), mail: "ada@mail.example".to_owned(), ..Default::default() };
        let add = Change::AddContact(ada.clone(), Vec::new());
        let both = Change::Batch("two".to_owned(), vec![add.clone(), add, Change::Look]);
        let asked = Asked::of(&both);
        assert_eq!(asked.len(), 2);
        assert_eq!((asked[0].name.as_str(), asked[0].mail.as_str(), asked[0].own), ("Ada", "ada@mail.example", None));
        let saved = Asked::of(&Change::SaveContact(ContactId(4), ada));
        assert_eq!(saved[0].own, Some(Subject::Contact(ContactId(4))));
    }

    #[test]
    fn a_match_is_said_with_its_evidence() {
        let handle = Evidence::Handle("fediverse @ada@social.example".to_owned());
        let name = Evidence::Name("ada lindqvist".to_owned());
        let alike = |evidence: &[Evidence], archived| Alike {
            subject: Subject::Contact(ContactId(1)),
            name: "Ada Lindqvist".to_owned(),
            archived,
            evidence: evidence.to_vec(),
        };
        let table = [
            (
                alike(&[handle.clone(), name.clone()], false),
                "Ada Lindqvist is here already: same handle @ada@social.example, same name",
            ),
            (alike(&[handle], true), "Ada Lindqvist is in the archive already: same handle @ada@social.example"),
            (
                alike(std::slice::from_ref(&name), false),
                "Ada Lindqvist may be the same, and is here already: same name",
            ),
        ];
        for (alike, said) in table {
            assert_eq!(alike.words(), said);
        }
        assert_eq!(alike(&[name], false).brief("Ada Lindqvist"), "here already: same name");
    }
}
