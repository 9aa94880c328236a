//! Triage: choosing a tier for people who have none, one letter each.
//!
//! Owns the order, the letters and what they mean. Must not know how a person is drawn.

use std::cmp::Reverse;

use super::change::Change;
use super::contact::{ContactFields, Style, Tier};
use super::fold::fold;
use super::ids::{ContactId, Subject};

/// People in one round.
pub const ROUND: usize = 20;

/// What a letter says about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// This tier, and with it its cadence.
    Tier(Tier),
    /// Met anyway: never nags.
    Ambient,
    /// Only when something happens.
    Triggered,
    /// Out of every list.
    Archive,
    /// Asked again another time.
    Skip,
}

/// Letter, word and verdict, in the order of the screen.
pub const LETTERS: [(char, &str, Verdict); 8] = [
    ('i', "inner", Verdict::Tier(Tier::Inner)),
    ('c', "close", Verdict::Tier(Tier::Close)),
    ('n', "network", Verdict::Tier(Tier::Network)),
    ('w', "wide", Verdict::Tier(Tier::Wide)),
    ('a', "ambient", Verdict::Ambient),
    ('t', "triggered", Verdict::Triggered),
    ('x', "archive", Verdict::Archive),
    ('s', "skip", Verdict::Skip),
];

/// The verdict behind a letter.
pub fn verdict(letter: char) -> Option<Verdict> {
    LETTERS.iter().find(|(key, ..)| *key == letter).map(|(.., verdict)| *verdict)
}

/// Somebody without a tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untiered {
    /// Who.
    pub contact: ContactId,
    /// Name.
    pub name: String,
    /// Whether words were exchanged: an act of yours and one of theirs.
    pub exchanged: bool,
}

/// The next round: those you have exchanged words with first, then by name, folded.
/// `skipped` are left out, so that a round after a skip goes on.
pub fn round(people: &[Untiered], skipped: &[ContactId]) -> Vec<ContactId> {
    let mut people: Vec<_> = people
        .iter()
        .filter(|person| !skipped.contains(&person.contact))
        .map(|person| (Reverse(person.exchanged), fold(&person.name), person.contact))
        .collect();
    people.sort();
    people.into_iter().take(ROUND).map(|(.., contact)| contact).collect()
}

/// What a verdict changes about a person; a skip changes nothing. A style without a
/// tier would bring them back here, so it comes with *wide*, which asks for nothing.
pub fn change(contact: ContactId, fields: &ContactFields, verdict: Verdict) -> Option<Change> {
    let styled = |style| {
        let tier = fields.tier.or(Some(Tier::Wide));
        Change::SaveContact(contact, ContactFields { tier, style: Some(style), ..fields.clone() })
    };
    match verdict {
        Verdict::Tier(tier) => Some(Change::SetTier(contact, Some(tier))),
        Verdict::Ambient => Some(styled(Style::Ambient)),
        Verdict::Triggered => Some(styled(Style::Triggered)),
        Verdict::Archive => Some(Change::Archive(Subject::Contact(contact), true)),
        Verdict::Skip => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn person(id: i64, name: &str, exchanged: bool) -> Untiered {
        Untiered { contact: ContactId(id), name: name.to_owned(), exchanged }
    }

    #[test]
    fn those_you_talked_with_come_first_then_names() {
        let people = [
            person(1, "zoe", false),
            person(2, "Émile", false),
            person(3, "Yuki", true),
            person(4, "ada", true),
            person(5, "Emil", false),
        ];
        let ids = |skipped: &[i64]| {
            let skipped: Vec<_> = skipped.iter().copied().map(ContactId).collect();
            round(&people, &skipped).into_iter().map(|id| id.0).collect::<Vec<_>>()
        };
        assert_eq!(ids(&[]), [4, 3, 5, 2, 1]);
        assert_eq!(ids(&[4, 5]), [3, 2, 1]);
    }

    #[test]
    fn every_letter_is_its_own_and_names_a_change() {
        let fields = ContactFields { name: "Ada".to_owned(), ..ContactFields::default() };
        let id = ContactId(3);
        let changed = |letter| verdict(letter).and_then(|verdict| change(id, &fields, verdict));
        for (n, (letter, word, _)) in LETTERS.iter().enumerate() {
            assert!(LETTERS[..n].iter().all(|(other, ..)| other != letter), "{word}");
            assert_eq!(changed(*letter).is_none(), *word == "skip");
        }
        assert_eq!(changed('c'), Some(Change::SetTier(id, Some(Tier::Close))));
        assert_eq!(changed('x'), Some(Change::Archive(Subject::Contact(id), true)));
        let ambient = ContactFields { tier: Some(Tier::Wide), style: Some(Style::Ambient), ..fields.clone() };
        assert_eq!(changed('a'), Some(Change::SaveContact(id, ambient)));
        assert_eq!(verdict('q'), None);
    }

    proptest! {
        #[test]
        fn rounds_go_through_everybody_once(exchanged in prop::collection::vec(any::<bool>(), 0..70)) {
            let people: Vec<_> =
                exchanged.iter().enumerate().map(|(n, talked)| person(n as i64, &format!("p{}", n * 7 % 10), *talked)).collect();
            let mut seen: Vec<ContactId> = Vec::new();
            loop {
                let next = round(&people, &seen);
                prop_assert!(next.len() <= ROUND && next.iter().all(|id| !seen.contains(id)));
                if next.is_empty() { break; }
                seen.extend(next);
            }
            prop_assert_eq!(seen.len(), people.len());
            let talked: Vec<bool> = seen.iter().map(|id| exchanged[id.0 as usize]).collect();
            prop_assert!(talked.is_sorted_by(|a, b| a >= b));
        }
    }
}
