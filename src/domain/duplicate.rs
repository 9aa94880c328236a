//! Duplicates: who may be the same, on what evidence, and how sure that is.
//!
//! Owns the keys that two rows share when they are the same. Linear in the rows: they meet in an
//! index, never one by one. Must not know how rows are stored or merged.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use super::fold::fold;
use super::platform::{handle_key, link_key};

/// Rows that share one key and are all compared with each other; of more, each only with the first.
const COMPARED: usize = 12;

/// Words of a name that say nothing about who it is.
const TITLES: &[&str] =
    &["dr", "prof", "mr", "mrs", "ms", "ing", "dipl", "phd", "msc", "bsc", "ma", "ba", "mba", "md", "jr", "sr", "pmp"];

/// What is compared of one contact, or of one community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a, T> {
    /// Which.
    pub id: T,
    /// Its name.
    pub name: &'a str,
    /// Its mail address; empty for none.
    pub mail: &'a str,
    /// Its handles: platform, name, link (empty for none).
    pub handles: Vec<(&'a str, &'a str, &'a str)>,
    /// Ids of the cards it was imported from: source and the card's own id.
    pub cards: Vec<(&'a str, &'a str)>,
}

/// Why two rows may be the same, the strongest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// Imported from the same card.
    Card(String),
    /// The same account on a platform.
    Handle(String),
    /// The same link that is no account.
    Link(String),
    /// The same mail address.
    Mail(String),
    /// The same name, but for case and accents.
    Name(String),
    /// The same words of a name in another order.
    NameParts(String),
}

/// Two rows that may be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair<T> {
    /// The one that stands first.
    pub one: T,
    /// The other.
    pub other: T,
    /// Why, the strongest first; never empty.
    pub evidence: Vec<Evidence>,
}

/// Keys of many rows, asked for one more: for a warning on adding and for an import.
#[derive(Debug, Clone)]
pub struct Index<T> {
    keys: HashMap<Evidence, BTreeSet<T>>,
}

impl Evidence {
    /// Whether an account or address is shared: a name alone is shared by many.
    pub fn is_account(&self) -> bool {
        !matches!(self, Self::Name(_) | Self::NameParts(_))
    }

    /// What is shared, without saying what it is: "same handle".
    pub fn sort(&self) -> &'static str {
        match self {
            Self::Card(_) => "same card",
            Self::Handle(_) => "same handle",
            Self::Link(_) => "same link",
            Self::Mail(_) => "same mail",
            Self::Name(_) => "same name",
            Self::NameParts(_) => "same words",
        }
    }
}

impl<T> Pair<T> {
    /// Whether it may be merged in bulk, without being looked at.
    pub fn is_sure(&self) -> bool {
        is_sure(&self.evidence)
    }
}

impl<T: Copy + Ord> Index<T> {
    /// An index of these rows.
    pub fn new<'a>(rows: impl IntoIterator<Item = &'a Row<'a, T>>) -> Self
    where
        T: 'a,
    {
        let mut index = Self { keys: HashMap::new() };
        rows.into_iter().for_each(|row| index.add(row));
        index
    }

    /// Adds one row.
    pub fn add(&mut self, row: &Row<'_, T>) {
        self.put(Keyed::of(row));
    }

    /// Adds one row whose keys are known.
    pub fn put(&mut self, row: Keyed<T>) {
        for key in row.keys {
            self.keys.entry(key).or_default().insert(row.id);
        }
    }

    /// Rows that may be the same as this one, which need not be in the index: the surest first, then
    /// those with the stronger evidence.
    pub fn find(&self, row: &Row<'_, T>) -> Vec<Pair<T>> {
        let mut found: BTreeMap<T, Vec<Evidence>> = BTreeMap::new();
        for key in keys(row) {
            for id in self.keys.get(&key).into_iter().flatten().filter(|id| **id != row.id) {
                found.entry(*id).or_default().push(key.clone());
            }
        }
        sorted(found.into_iter().map(|(id, evidence)| ((row.id, id), evidence)))
    }
}

/// One row and its keys, worked out once for all that is asked about it.
#[derive(Debug, Clone)]
pub struct Keyed<T> {
    id: T,
    keys: Vec<Evidence>,
}

impl<T: Copy> Keyed<T> {
    /// The keys of this row.
    pub fn of(row: &Row<'_, T>) -> Self {
        Self { id: row.id, keys: keys(row) }
    }
}

impl<T: Copy + Ord> Index<T> {
    /// The row that is surely the same as this one, which is not in the index, by the strongest evidence. Of a group
    /// that shares an account no more than its first rows are looked at, and of one that shares a name alone none: so
    /// many rows are compared in a time that grows with their number alone.
    pub fn surest(&self, row: &Keyed<T>) -> Option<Pair<T>> {
        let keys: Vec<(&Evidence, &BTreeSet<T>)> =
            row.keys.iter().filter_map(|key| self.keys.get(key).map(|group| (key, group))).collect();
        let accounts = keys.iter().filter(|(key, _)| key.is_account());
        let candidates: BTreeSet<T> = accounts.flat_map(|(_, group)| group.iter().take(COMPARED)).copied().collect();
        let evidence = |id: T| -> Vec<Evidence> {
            keys.iter().filter(|(_, group)| group.contains(&id)).map(|(key, _)| (*key).clone()).collect()
        };
        let pairs = sorted(candidates.into_iter().map(|id| ((row.id, id), evidence(id))));
        pairs.into_iter().find(Pair::is_sure)
    }

    /// The least row that shares anything with this one, a name too.
    pub fn least(&self, row: &Keyed<T>) -> Option<T> {
        row.keys.iter().filter_map(|key| self.keys.get(key)?.first().copied()).min()
    }
}

/// All pairs of rows that may be the same, each once: the surest first, then those with the stronger
/// evidence, then as the rows stand.
pub fn pairs<T: Copy + Ord>(rows: &[Row<'_, T>]) -> Vec<Pair<T>> {
    let mut places: HashMap<Evidence, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        for key in keys(row) {
            places.entry(key).or_default().push(at);
        }
    }
    let mut found: BTreeMap<(usize, usize), Vec<Evidence>> = BTreeMap::new();
    for (key, group) in places {
        for (n, one) in group.iter().enumerate().take(if group.len() > COMPARED { 1 } else { group.len() }) {
            for other in group[n + 1..].iter().filter(|other| rows[**other].id != rows[*one].id) {
                found.entry((*one, *other)).or_default().push(key.clone());
            }
        }
    }
    let at = |(one, other): (usize, usize)| (rows[one].id, rows[other].id);
    sorted(found.into_iter().map(|(place, evidence)| (at(place), evidence)))
}

/// What a row shares with another one that is the same, the strongest first, each once.
pub fn keys<T>(row: &Row<'_, T>) -> Vec<Evidence> {
    let mut keys = BTreeSet::new();
    keys.extend(row.cards.iter().map(|(source, id)| Evidence::Card(format!("{source} {id}"))));
    for (platform, name, link) in &row.handles {
        keys.insert(account(&handle_key(platform, name)));
        if !link.is_empty() {
            keys.insert(account(&link_key(link)));
        }
    }
    if !row.mail.is_empty() {
        keys.insert(account(&handle_key("mail", row.mail)));
    }
    let folded = fold(row.name);
    let mut parts = name_parts(&folded);
    if !parts.is_empty() {
        keys.insert(Evidence::Name(parts.join(" ")));
        parts.sort_unstable();
        if parts.len() > 1 {
            keys.insert(Evidence::NameParts(parts.join(" ")));
        }
    }
    keys.into_iter().collect()
}

/// The words of a name in alphabetical order, without titles: equal where two share a name, in any order.
pub fn name_key(name: &str) -> String {
    let folded = fold(name);
    let mut parts = name_parts(&folded);
    parts.sort_unstable();
    parts.join(" ")
}

fn name_parts(folded: &str) -> Vec<&str> {
    let separate = |c: char| !c.is_alphanumeric() && c != '\'';
    folded.split(separate).filter(|part| !part.is_empty() && !TITLES.contains(part)).collect()
}

/// Whether this evidence is enough without a look: the same card or account, or a mail address and the name.
pub fn is_sure(evidence: &[Evidence]) -> bool {
    let account = evidence.iter().any(|one| matches!(one, Evidence::Card(_) | Evidence::Handle(_)));
    let mail = evidence.iter().any(|one| matches!(one, Evidence::Mail(_)));
    let name = evidence.iter().any(|one| matches!(one, Evidence::Name(_) | Evidence::NameParts(_)));
    account || mail && name
}

/// "same mail ada@mail.example".
impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Handle(key) => {
                let (platform, name) = key.split_once(' ').unwrap_or(("", key));
                let platform = if platform == "fediverse" { "handle" } else { platform };
                write!(f, "same {platform} {name}")
            }
            Self::Link(link) => write!(f, "same link {link}"),
            Self::Mail(mail) => write!(f, "same mail {mail}"),
            Self::NameParts(_) => f.write_str("same words in the name"),
            Self::Card(_) | Self::Name(_) => f.write_str(self.sort()),
        }
    }
}

/// The evidence behind the key of a handle or link.
fn account(key: &str) -> Evidence {
    match key.split_once(' ') {
        Some(("mail", mail)) => Evidence::Mail(mail.to_owned()),
        Some(("web", link)) => Evidence::Link(link.to_owned()),
        _ => Evidence::Handle(key.to_owned()),
    }
}

fn sorted<T: Copy>(found: impl Iterator<Item = ((T, T), Vec<Evidence>)>) -> Vec<Pair<T>> {
    let mut pairs: Vec<Pair<T>> = found
        .map(|((one, other), mut evidence)| {
            evidence.sort();
            // the words are the same anyway where the name is
            if evidence.iter().any(|one| matches!(one, Evidence::Name(_))) {
                evidence.retain(|one| !matches!(one, Evidence::NameParts(_)));
            }
            Pair { one, other, evidence }
        })
        .collect();
    pairs.sort_by_key(|pair| (!pair.is_sure(), pair.evidence.first().map(strength)));
    pairs
}

fn strength(evidence: &Evidence) -> u8 {
    match evidence {
        Evidence::Card(_) => 0,
        Evidence::Handle(_) => 1,
        Evidence::Link(_) => 2,
        Evidence::Mail(_) => 3,
        Evidence::Name(_) => 4,
        Evidence::NameParts(_) => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `name | mail | platform handle; platform handle | card`
    fn row(id: usize, line: &str) -> Row<'_, usize> {
        let mut parts = line.split('|').map(str::trim).chain(std::iter::repeat(""));
        let mut next = || parts.next().unwrap_or_default();
        let (name, mail, handles, card) = (next(), next(), next(), next());
        let handles = handles.split(';').filter_map(|text| text.trim().split_once(' '));
        Row {
            id,
            name,
            mail,
            handles: handles.map(|(platform, name)| (platform, name, "")).collect(),
            cards: card.split_once(' ').into_iter().collect(),
        }
    }

    fn why(one: &str, other: &str) -> (String, bool) {
        let rows = [row(1, one), row(2, other)];
        let found = pairs(&rows);
        let said = |pair: &Pair<usize>| pair.evidence.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        found.first().map_or_else(Default::default, |pair| (said(pair), pair.is_sure()))
    }

    #[test]
    fn evidence_is_found_and_weighed() {
        let table = [
            ("Ada | | | linkedin ada-1", "A. L. | | | linkedin ada-1", "same card", true),
            (
                "Ada | | mastodon @ada@social.example",
                "A | | web https://social.example/@Ada/",
                "same handle @ada@social.example",
                true,
            ),
            ("Ada | | github ada", "A | | gh @Ada", "same github ada", true),
            (
                "Ada | | web ada.example/about",
                "A | | blog https://www.ada.example/about/?utm_source=x",
                "same link ada.example/about",
                false,
            ),
            ("Ada | ada@mail.example", "A | Ada@Mail.example", "same mail ada@mail.example", false),
            ("Ada | ada@mail.example", "A | | mail ada@mail.example", "same mail ada@mail.example", false),
            ("Ada L | ada@mail.example", "ada l | ada@mail.example", "same mail ada@mail.example, same name", true),
            ("Zoë Müller", "zoe muller", "same name", false),
            ("Wanja Moreau, MSc", "Dr. Wanja Moreau", "same name", false),
            ("Lindqvist, Ada", "Ada Lindqvist", "same words in the name", false),
            ("Jean-Luc Martin", "Martin Jean Luc", "same words in the name", false),
            ("Ada", "Ada Lindqvist", "", false),
            ("Ada | | github ada", "Ben | | codeberg ada", "", false),
            ("Ada | | | linkedin 1", "Ben | | | google 1", "", false),
            ("", "", "", false),
        ];
        for (one, other, evidence, sure) in table {
            assert_eq!(why(one, other), (evidence.to_owned(), sure), "{one} / {other}");
            assert_eq!(why(other, one), (evidence.to_owned(), sure), "{other} / {one}");
        }
    }

    #[test]
    fn a_link_of_a_handle_counts_too() {
        let one = Row { handles: vec![("mastodon", "ada", "https://social.example/@ada")], ..row(1, "Ada") };
        let index = Index::new([&one]);
        let found = index.find(&row(2, "A | | mastodon @ada@social.example"));
        assert!(found.len() == 1 && found[0].is_sure() && found[0].other == 1);
        assert!(index.find(&one).is_empty(), "nobody is a duplicate of themselves");
    }

    #[test]
    fn the_surest_come_first() {
        let lines = ["Ada L", "L Ada", "Ben | | github ben", "B | | github ben", "Ada L"];
        let rows: Vec<Row<'_, usize>> = lines.iter().enumerate().map(|(id, line)| row(id, line)).collect();
        let found: Vec<(usize, usize)> = pairs(&rows).iter().map(|pair| (pair.one, pair.other)).collect();
        assert_eq!(found, [(2, 3), (0, 4), (0, 1), (1, 4)]);
    }

    #[test]
    fn many_of_one_name_stay_few_pairs() {
        let names: Vec<String> = (0..30_000).map(|n| format!("Person {}", n % 10)).collect();
        let rows: Vec<Row<'_, usize>> = names.iter().enumerate().map(|(id, name)| row(id, name)).collect();
        assert_eq!(pairs(&rows).len(), 30_000 - 10);
    }

    proptest! {
        #[test]
        fn the_index_finds_what_comparing_all_finds(
            lines in proptest::collection::vec(
                ("[ab]{1,2} ?[ab]{0,1}", "(a@b.example)?", "(github [ab])?(; web a.example)?", "(x [12])?"), 0..10),
        ) {
            let lines: Vec<String> =
                lines.iter().map(|(name, mail, handles, card)| format!("{name}|{mail}|{handles}|{card}")).collect();
            let rows: Vec<Row<'_, usize>> = lines.iter().enumerate().map(|(id, line)| row(id, line)).collect();
            let found = pairs(&rows);
            let index = Index::new(&rows);
            for one in &rows {
                for other in &rows[one.id + 1..] {
                    let shared = keys(one).iter().any(|key| keys(other).contains(key));
                    let pair = found.iter().find(|pair| (pair.one, pair.other) == (one.id, other.id));
                    prop_assert_eq!(pair.is_some(), shared);
                    let asked = index.find(one).into_iter().find(|pair| pair.other == other.id);
                    prop_assert_eq!(asked.map(|pair| pair.evidence), pair.map(|pair| pair.evidence.clone()));
                }
            }
        }
    }
}
