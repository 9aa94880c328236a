//! Contacts that may be the same, two by two, with the evidence, and what merging them would do.
//!
//! Owns which of two stays. Must not know how they were found, drawn or printed.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::contact::Tier;
use crate::domain::ids::{ContactId, Subject};

/// One of two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Which.
    pub id: ContactId,
    /// Name.
    pub name: String,
    /// Tier, if one was chosen.
    pub tier: Option<Tier>,
    /// Acts exchanged, a thousand at most.
    pub acts: u32,
    /// Ways: "@ada@social.example (mastodon)", the mail address.
    pub ways: Vec<String>,
    /// Organisation and town.
    pub about: String,
    /// Archived.
    pub archived: bool,
}

/// Two that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// The one that would stay.
    pub stays: Person,
    /// The one that would go.
    pub goes: Person,
    /// Why, the strongest first.
    pub evidence: Vec<String>,
    /// Sure without a look.
    pub sure: bool,
    /// The command that merges them.
    pub merge: String,
    /// The command that keeps them apart.
    pub apart: String,
}

/// All of them, the surest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Duplicates {
    /// Two by two.
    pub pairs: Vec<Doubt>,
    /// How many pairs there are that are not among these.
    pub more: usize,
    /// Pairs that were said to be two people.
    #[serde(skip)]
    pub apart: Vec<(ContactId, ContactId)>,
}

impl Person {
    /// "close, 12 acts".
    pub fn standing(&self) -> String {
        let tier = self.tier.map_or("no tier", Tier::word);
        let acts = match self.acts {
            0 => "no acts".to_owned(),
            1 => "1 act".to_owned(),
            1_000.. => "1000 acts and more".to_owned(),
            acts => format!("{acts} acts"),
        };
        let archived = if self.archived { ", in the archive" } else { "" };
        format!("{tier}, {acts}{archived}")
    }

    /// What speaks for staying, the least first: not archived, a close tier, acts, age.
    fn weight(&self) -> (bool, usize, std::cmp::Reverse<u32>, ContactId) {
        let tier = self.tier.and_then(|tier| Tier::ALL.iter().position(|one| *one == tier));
        (self.archived, tier.unwrap_or(usize::MAX), std::cmp::Reverse(self.acts), self.id)
    }
}

impl Doubt {
    /// Two people in doubt: the one better known stays.
    pub fn new(one: Person, other: Person, evidence: Vec<String>, sure: bool) -> Self {
        let (stays, goes) = if one.weight() <= other.weight() { (one, other) } else { (other, one) };
        let command =
            |verb: &str| format!("rounds {verb} {} {}", Subject::Contact(goes.id), Subject::Contact(stays.id));
        Self { merge: command("merge"), apart: command("apart"), evidence, sure, stays, goes }
    }
}

impl Duplicates {
    /// How many are sure.
    pub fn sure(&self) -> usize {
        self.pairs.iter().filter(|pair| pair.sure).count()
    }

    /// The merges of all that are sure, who goes and into whom, each contact going once. Where two of
    /// several were said to be two people, none of these is merged: somebody has to look.
    pub fn sure_merges(&self) -> Vec<(ContactId, ContactId)> {
        let mut people: BTreeMap<ContactId, &Person> = BTreeMap::new();
        let mut of: BTreeMap<ContactId, ContactId> = BTreeMap::new();
        for pair in self.pairs.iter().filter(|pair| pair.sure) {
            let (one, other) = (root(&of, pair.stays.id), root(&of, pair.goes.id));
            people.insert(pair.stays.id, &pair.stays);
            people.insert(pair.goes.id, &pair.goes);
            if one != other {
                of.insert(other, one);
            }
        }
        let mut groups: BTreeMap<ContactId, Vec<&Person>> = BTreeMap::new();
        for (id, person) in people {
            groups.entry(root(&of, id)).or_default().push(person);
        }
        let parted = |group: &[&Person]| {
            let here = |id: ContactId| group.iter().any(|person| person.id == id);
            self.apart.iter().any(|(one, other)| here(*one) && here(*other))
        };
        let mut merges = Vec::new();
        for group in groups.values().filter(|group| !parted(group)) {
            let Some(stays) = group.iter().min_by_key(|person| person.weight()) else { continue };
            merges.extend(group.iter().filter(|goes| goes.id != stays.id).map(|goes| (goes.id, stays.id)));
        }
        merges
    }
}

fn root(of: &BTreeMap<ContactId, ContactId>, mut id: ContactId) -> ContactId {
    while let Some(next) = of.get(&id) {
        id = *next;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: i64, tier: Option<Tier>, acts: u32) -> Person {
        Person {
            id: ContactId(id),
            name: format!("Person {id}"),
            tier,
            acts,
            ways: Vec::new(),
            about: String::new(),
            archived: false,
        }
    }

    fn doubt(one: &Person, other: &Person, sure: bool) -> Doubt {
        Doubt::new(one.clone(), other.clone(), vec!["same name".to_owned()], sure)
    }

    #[test]
    fn the_one_better_known_stays() {
        let close = person(9, Some(Tier::Close), 0);
        let busy = person(5, None, 7);
        let old = person(1, None, 0);
        let archived = Person { archived: true, ..person(2, Some(Tier::Inner), 90) };
        for (one, other, stays) in
            [(&close, &busy, 9), (&busy, &old, 5), (&old, &person(3, None, 0), 1), (&archived, &old, 1)]
        {
            assert_eq!(doubt(one, other, true).stays.id.0, stays);
            assert_eq!(doubt(other, one, true).stays.id.0, stays);
        }
        assert_eq!(doubt(&old, &busy, true).merge, "rounds merge contact:1 contact:5");
        assert_eq!(doubt(&old, &busy, true).apart, "rounds apart contact:1 contact:5");
    }

    #[test]
    fn each_goes_once_and_nobody_against_what_was_said() {
        let people: Vec<Person> = (1..=6).map(|id| person(id, None, 0)).collect();
        let pairs = |of: &[(usize, usize, bool)]| -> Vec<Doubt> {
            of.iter().map(|(one, other, sure)| doubt(&people[one - 1], &people[other - 1], *sure)).collect()
        };
        let merges = |pairs: Vec<Doubt>, apart: &[(i64, i64)]| -> Vec<(i64, i64)> {
            let apart = apart.iter().map(|(one, other)| (ContactId(*one), ContactId(*other))).collect();
            let all = Duplicates { pairs, more: 0, apart };
            all.sure_merges().iter().map(|(gone, into)| (gone.0, into.0)).collect()
        };
        let three = [(1, 2, true), (2, 3, true), (1, 3, true), (4, 5, false), (5, 6, true)];
        assert_eq!(merges(pairs(&three), &[]), [(2, 1), (3, 1), (6, 5)]);
        assert_eq!(merges(pairs(&three), &[(3, 1)]), [(6, 5)]);
        assert_eq!(merges(Vec::new(), &[]), []);
    }
}
