//! The dry run of an import: who is new, who is here already and on what evidence, and what that adds.
//!
//! Fills blanks and never overwrites what a person filled in. Linear in the rows. Must not know how people are read
//! or written.

use std::collections::HashMap;

use super::contact::NewHandle;
use super::duplicate::{Evidence, Index, Keyed, Row, is_sure};
use super::feed_owner::FeedFate;
use super::ids::ContactId;
use super::incoming::{Bundle, Bundled, IncomingPerson};
use super::platform::same_handle;

/// What is compared of somebody who is here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Here {
    /// Which contact; the living one.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Mail address; empty for none.
    pub mail: String,
    /// Handles: platform, name, link (empty for none).
    pub handles: Vec<(String, String, String)>,
    /// Cards that they came from: source and key.
    pub cards: Vec<(String, String)>,
    /// Whether organisation, town, notes and birthday are filled.
    pub filled: [bool; 4],
    /// Yearly dates: what and day.
    pub dates: Vec<(String, String)>,
    /// Tags.
    pub tags: Vec<String>,
}

/// What becomes of one who is in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Somebody new.
    New,
    /// Here already, or earlier in the same file.
    Known {
        /// Who.
        who: Who,
        /// On what evidence: "same handle".
        evidence: &'static str,
        /// What is added; empty where everything is here.
        adds: Vec<&'static str>,
    },
}

/// Somebody who is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// A contact.
    Here(ContactId),
    /// The person of that place in the file.
    InFile(usize),
}

/// The dry run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// One for each of [`Bundle::people`].
    pub fates: Vec<Fate>,
    /// How many of the new ones share a name with somebody who is here: they are offered as one afterwards.
    pub doubts: usize,
    /// How many of the acts are new.
    pub acts: usize,
    /// One for each of [`Bundle::feeds`].
    pub feeds: Vec<FeedFate>,
}

/// A plan in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// New people.
    pub new: usize,
    /// Known ones to whom something is added.
    pub filled: usize,
    /// Known ones to whom nothing is added.
    pub unchanged: usize,
    /// Known ones, by the evidence: "same mail".
    pub by_evidence: Vec<(&'static str, usize)>,
}

impl Plan {
    /// Compares what comes in with those who are here.
    pub fn new(incoming: &Bundle, here: &[Here]) -> Self {
        let rows: Vec<Row<'_, Who>> = here.iter().map(Here::row).collect();
        let mut index = Index::new(&rows);
        let by_id: HashMap<i64, &Here> = here.iter().map(|one| (one.id, one)).collect();
        let mut plan = Self::default();
        for (at, bundled) in incoming.people.iter().enumerate() {
            let (row, person) = (Keyed::of(&row_of(bundled, at)), &bundled.person);
            let fate = match index.surest(&row).map(|pair| (pair.other, first_sure(&pair.evidence))) {
                None => {
                    // who is here stands before whoever is in the file
                    plan.doubts += usize::from(matches!(index.least(&row), Some(Who::Here(_))));
                    Fate::New
                }
                Some((Who::Here(id), evidence)) => {
                    let adds = by_id.get(&id.0).map(|one| one.lacks(person)).unwrap_or_default();
                    Fate::Known { who: Who::Here(id), evidence, adds }
                }
                Some((Who::InFile(first), evidence)) => {
                    let (first, adds) = match plan.fates.get(first) {
                        // what is added to somebody twice is added to the one
                        Some(Fate::Known { who, .. }) => (*who, vec!["more of the same file"]),
                        _ => (Who::InFile(first), lacks(&incoming.people[first].person, person)),
                    };
                    Fate::Known { who: first, evidence, adds }
                }
            };
            index.put(row);
            plan.fates.push(fate);
        }
        plan
    }

    /// How many feeds are new.
    pub fn new_feeds(&self) -> usize {
        self.feeds.iter().filter(|fate| matches!(fate, FeedFate::New { .. })).count()
    }

    /// Whether nothing would change.
    pub fn changes_nothing(&self) -> bool {
        self.acts == 0
            && self.new_feeds() == 0
            && self.fates.iter().all(|fate| matches!(fate, Fate::Known { adds, .. } if adds.is_empty()))
    }

    /// The plan in numbers.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for fate in &self.fates {
            match fate {
                Fate::New => counts.new += 1,
                Fate::Known { evidence, adds, .. } => {
                    *(if adds.is_empty() { &mut counts.unchanged } else { &mut counts.filled }) += 1;
                    match counts.by_evidence.iter_mut().find(|(sort, _)| sort == evidence) {
                        Some((_, count)) => *count += 1,
                        None => counts.by_evidence.push((evidence, 1)),
                    }
                }
            }
        }
        counts.by_evidence.sort_by_key(|(sort, count)| (std::cmp::Reverse(*count), *sort));
        counts
    }
}

impl Here {
    fn row(&self) -> Row<'_, Who> {
        let (handles, cards) = (&self.handles, &self.cards);
        Row {
            id: Who::Here(ContactId(self.id)),
            name: &self.name,
            mail: &self.mail,
            handles: handles.iter().map(|(platform, name, link)| (&**platform, &**name, &**link)).collect(),
            cards: cards.iter().map(|(source, key)| (&**source, &**key)).collect(),
        }
    }

    /// What of `person` is not here.
    fn lacks(&self, person: &IncomingPerson) -> Vec<&'static str> {
        let fields = &person.fields;
        let texts = [&fields.organisation, &fields.town, &fields.notes, &fields.birthday];
        let handle = |handle: &NewHandle| {
            let mut known = self.handles.iter();
            let own_mail = handle.platform == "mail" && handle.name.eq_ignore_ascii_case(&self.mail);
            !own_mail && !known.any(|one| same_handle((&one.0, &one.1), (&handle.platform, &handle.name)))
        };
        said([
            (self.mail.is_empty() && !fields.mail.is_empty(), "mail"),
            (!self.filled[0] && !texts[0].is_empty(), "organisation"),
            (!self.filled[1] && !texts[1].is_empty(), "town"),
            (!self.filled[2] && !texts[2].is_empty(), "notes"),
            (!self.filled[3] && !texts[3].is_empty(), "birthday"),
            (person.handles.iter().any(handle), "handles"),
            (person.dates.iter().any(|date| !self.dates.contains(date)), "dates"),
            (fields.tags.iter().any(|tag| !self.tags.contains(tag)), "tags"),
        ])
    }
}

/// What of `person` the same person further up in the file does not say.
fn lacks(first: &IncomingPerson, person: &IncomingPerson) -> Vec<&'static str> {
    let (one, other) = (&first.fields, &person.fields);
    let blank = |ours: &str, theirs: &str| ours.is_empty() && !theirs.is_empty();
    said([
        (blank(&one.mail, &other.mail), "mail"),
        (blank(&one.organisation, &other.organisation), "organisation"),
        (blank(&one.town, &other.town), "town"),
        (blank(&one.notes, &other.notes), "notes"),
        (blank(&one.birthday, &other.birthday), "birthday"),
        (person.handles.iter().any(|handle| !first.handles.contains(handle)), "handles"),
        (person.dates.iter().any(|date| !first.dates.contains(date)), "dates"),
        (other.tags.iter().any(|tag| !one.tags.contains(tag)), "tags"),
    ])
}

fn said<const N: usize>(what: [(bool, &'static str); N]) -> Vec<&'static str> {
    what.into_iter().filter_map(|(holds, word)| holds.then_some(word)).collect()
}

fn row_of(bundled: &Bundled, at: usize) -> Row<'_, Who> {
    let person = &bundled.person;
    let handles = person.handles.iter();
    Row {
        id: Who::InFile(at),
        name: &person.fields.name,
        mail: &person.fields.mail,
        handles: handles.map(|one| (&*one.platform, &*one.name, &*one.link)).collect(),
        cards: if person.key.is_empty() { Vec::new() } else { vec![(bundled.source, &*person.key)] },
    }
}

/// The evidence that is told: the first that is enough by itself, else the mail address, which with the name is.
fn first_sure(evidence: &[Evidence]) -> &'static str {
    let alone = evidence.iter().find(|one| is_sure(std::slice::from_ref(one)));
    alone.or_else(|| evidence.iter().find(|one| one.is_account())).map_or("same name", Evidence::sort)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::ContactFields;

    fn person(name: &str, key: &str, mail: &str) -> IncomingPerson {
        let fields = ContactFields { name: name.to_owned(), mail: mail.to_owned(), ..ContactFields::default() };
        IncomingPerson { key: key.to_owned(), fields, ..IncomingPerson::default() }
    }

    fn plan(people: Vec<IncomingPerson>, here: &[Here]) -> Plan {
        let people = people.into_iter().map(|person| Bundled { source: "cards", person }).collect();
        Plan::new(&Bundle { people, ..Bundle::default() }, here)
    }

    #[test]
    fn who_is_here_is_known_by_what_is_sure() {
        let ada = Here {
            id: 7,
            name: "Ada Lindqvist".to_owned(),
            mail: "ada@mail.example".to_owned(),
            handles: vec![("github".to_owned(), "ada".to_owned(), "https://github.com/ada".to_owned())],
            cards: vec![("cards".to_owned(), "k1".to_owned())],
            ..Here::default()
        };
        let here = std::slice::from_ref(&ada);
        let known = |evidence, adds| Fate::Known { who: Who::Here(ContactId(7)), evidence, adds };
        let one = |person| plan(vec![person], here).fates.remove(0);
        assert_eq!(one(person("Ada Byron", "k1", "")), known("same card", vec![]));
        assert_eq!(one(person("Lindqvist Ada", "", "ADA@mail.example")), known("same mail", vec![]));
        // an address alone may be that of a family, a name alone that of many
        assert_eq!(one(person("Bo", "", "ada@mail.example")), Fate::New);
        assert_eq!(plan(vec![person("Ada Lindqvist", "k9", "")], here).doubts, 1);
        let mut by_handle = person("A. L.", "", "");
        by_handle.handles =
            vec![NewHandle { platform: "github".to_owned(), name: "Ada".to_owned(), ..NewHandle::default() }];
        by_handle.fields.town = "Lund".to_owned();
        assert_eq!(one(by_handle), known("same handle", vec!["town"]));
    }

    #[test]
    fn a_name_that_thousands_share_costs_no_more_than_any_other() {
        let people = (0..20_000).map(|n| person("Ada Lindqvist", &format!("k{n}"), "")).collect();
        let plan = plan(people, &[Here { id: 1, name: "Ada Lindqvist".to_owned(), ..Here::default() }]);
        assert_eq!((plan.counts().new, plan.doubts), (20_000, 20_000));
    }

    #[test]
    fn who_stands_twice_in_a_file_is_one() {
        let mut again = person("Tobi", "k", "tobi@mail.example");
        again.fields.organisation = "Tidal".to_owned();
        let plan = plan(vec![person("Tobi", "k", ""), again, person("Tobi", "k", "")], &[]);
        let first = |adds| Fate::Known { who: Who::InFile(0), evidence: "same card", adds };
        assert_eq!(plan.fates[..2], [Fate::New, first(vec!["mail", "organisation"])]);
        assert!(matches!(plan.fates[2], Fate::Known { who: Who::InFile(0), .. }));
        let counts = plan.counts();
        assert_eq!((counts.new, counts.filled + counts.unchanged), (1, 2));
        assert_eq!(counts.by_evidence, [("same card", 2)]);
    }
}
