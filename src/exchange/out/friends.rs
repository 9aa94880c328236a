//! The file of the program `friends`, strictly in its grammar: activities, notes, friends, locations.
//!
//! Names, places and tags are cut down to what that grammar can hold. Must not know where people come from.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::domain::contact::Contact;
use crate::domain::kind::Kinds;
use crate::domain::outgoing::OutgoingAct;
use crate::domain::text::is_unsafe;
use crate::domain::whom::Whom;

/// The names of people as they may stand there: each once.
#[derive(Debug, Default)]
pub struct Names {
    by_uid: HashMap<String, String>,
    taken: HashSet<String>,
    places: BTreeSet<String>,
}

impl Names {
    /// The line of somebody; nothing where no letter of the name may stand there. To be asked for everybody before
    /// any act.
    pub fn friend(&mut self, contact: &Contact) -> Option<(String, String)> {
        let bare = bare(&contact.fields.name);
        if bare.is_empty() {
            return None;
        }
        let mut name = bare.clone();
        let mut n = 1;
        while !self.taken.insert(name.to_lowercase()) {
            n += 1;
            name = format!("{bare} {n}");
        }
        self.by_uid.insert(contact.uid.clone(), name.clone());
        let mut line = format!("- {name}");
        let town = bare_place(&contact.fields.town);
        if !town.is_empty() {
            line.extend([" [", &town, "]"]);
            self.places.insert(town);
        }
        for tag in contact.fields.tags.iter().filter_map(|tag| self::tag(tag)) {
            line.extend([" ", &tag]);
        }
        line.push('\n');
        Some((name, line))
    }

    /// The line of a meeting, for the activities; none for any other act.
    pub fn activity(&self, act: &OutgoingAct, kinds: &Kinds) -> Option<String> {
        if act.kind == "met" { self.event(act, kinds) } else { None }
    }

    /// The line of any other act that has a note.
    pub fn note(&self, act: &OutgoingAct, kinds: &Kinds) -> Option<String> {
        if act.kind == "met" || act.note.is_empty() { None } else { self.event(act, kinds) }
    }

    /// The places of people, in order, a line each.
    pub fn places(&self) -> impl Iterator<Item = String> + '_ {
        self.places.iter().map(|place| format!("- {place}\n"))
    }

    fn event(&self, act: &OutgoingAct, kinds: &Kinds) -> Option<String> {
        let name = format!("**{}**", self.by_uid.get(&act.person_uid)?);
        let said = capital(&kinds.said(act.direction, &act.kind, Some(Whom::Person(&name)), act.count));
        let what = plain(&act.note);
        Some(if what.is_empty() {
            format!("- {}: {said}\n", act.day)
        } else {
            format!("- {}: {said}: {what}\n", act.day)
        })
    }
}

/// The head of a part.
pub fn head(part: &str) -> String {
    format!("### {part}:\n")
}

/// A name without what ends one, or marks one in an activity.
fn bare(name: &str) -> String {
    let kept = |c: char| if is_unsafe(c) || "()[]@*_".contains(c) { ' ' } else { c };
    squeezed(&name.chars().map(kept).collect::<String>())
}

fn bare_place(town: &str) -> String {
    bare(town)
}

/// Free text in which nothing is a name, a place or a tag.
fn plain(text: &str) -> String {
    let kept = |c: char| match c {
        // the full-width one reads the same, and begins no tag
        '@' => '＠',
        '*' | '_' => ' ',
        c if is_unsafe(c) => ' ',
        c => c,
    };
    squeezed(&text.chars().map(kept).collect::<String>())
}

/// `@` and letters and digits, joined by single hyphens.
fn tag(word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| format!("@{}", parts.join("-")))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::cards::tests::ada;
    use super::*;
    use crate::domain::kind::Direction;
    use crate::domain::time::Day;
    use proptest::prelude::*;

    fn act(kind: &str, note: &str) -> OutgoingAct {
        OutgoingAct {
            uid: "a-1".to_owned(),
            day: Day::new(2026, 9, 19).unwrap_or_else(|| panic!("a day")),
            at: None,
            offset: 0,
            direction: Direction::Out,
            kind: kind.to_owned(),
            person_uid: "0190-ada".to_owned(),
            person: "Ada".to_owned(),
            community: String::new(),
            platform: String::new(),
            count: 1,
            note: note.to_owned(),
            link: String::new(),
            minutes: None,
        }
    }

    fn named(name: &str) -> Contact {
        let mut ada = ada();
        ada.fields.name = name.to_owned();
        ada
    }

    #[test]
    fn lines_keep_to_the_grammar() {
        let mut names = Names::default();
        let kinds = Kinds::default();
        assert_eq!(names.activity(&act("met", ""), &kinds), None, "nobody is known yet");
        for (name, line) in [
            ("Ada (Kelp) @work", "- Ada Kelp work [Malmö] @rust @musl-static\n"),
            ("ada kelp [work]", "- ada kelp work 2 [Malmö] @rust @musl-static\n"),
        ] {
            assert_eq!(names.friend(&named(name)).map(|(_, line)| line), Some(line.to_owned()));
        }
        assert_eq!(names.friend(&named("(@)")), None);
        assert_eq!(
            names.activity(&act("met", "in _Lund_, with @ben\nand **Cem**"), &kinds).unwrap_or_default(),
            "- 2026-09-19: Met **ada kelp work 2**: in Lund , with ＠ben and Cem\n"
        );
        assert_eq!(names.activity(&act("replied", "musl"), &kinds), None);
        assert_eq!(
            names.note(&act("replied", "musl"), &kinds).unwrap_or_default(),
            "- 2026-09-19: Replied to **ada kelp work 2**: musl\n"
        );
        assert_eq!(names.note(&act("replied", ""), &kinds), None);
        assert_eq!(names.places().collect::<String>(), "- Malmö\n");
    }

    proptest! {
        #[test]
        fn any_text_stays_within_it(text in any::<String>()) {
            let mut names = Names::default();
            let mut ada = named(&text);
            ada.fields.tags = vec![text.clone()];
            if let Some((name, line)) = names.friend(&ada) {
                prop_assert!(!name.contains(['(', '[', '@', '*', '\n']), "{:?}", name);
                prop_assert_eq!(line.lines().count(), 1);
                let line = names.activity(&act("met", &text), &Kinds::default()).unwrap_or_default();
                prop_assert_eq!(line.lines().count(), 1, "{:?}", line);
                prop_assert!(line.matches("**").count() == 2 && !line.contains(['_', '@']), "{:?}", line);
            }
        }
    }
}
