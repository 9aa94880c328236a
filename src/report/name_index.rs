//! What `/` searches: every name and handle, kept close together.
//!
//! Owns the search and its order. A hundred thousand people take some seven megabytes and are read through between
//! two keys. Must not know where the names come from.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::lists::{Name, Names};
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::naming::{Match, Named, Wanted, fitting};

/// Ends the searched text of one name: no folded text holds it.
const END: char = '\n';

/// Everybody and every place that can be found, archived ones included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameIndex {
    /// Folded name and handles of each, ended by [`END`].
    texts: String,
    /// Names as shown, one behind the other.
    names: String,
    platforms: Vec<String>,
    entries: Vec<Entry>,
}

/// One name: where it begins in the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    /// A contact's id; a community's below zero.
    id: i64,
    text: u32,
    name: u32,
    /// Minutes since 1970 of the last contact.
    last: u32,
    platform: u16,
}

impl NameIndex {
    /// An empty index with room for so many names, so many bytes of them as shown and as searched.
    pub fn sized(names: usize, shown: usize, searched: usize) -> Self {
        Self {
            texts: String::with_capacity(searched),
            names: String::with_capacity(shown),
            platforms: Vec::new(),
            entries: Vec::with_capacity(names),
        }
    }

    /// Adds a name: as shown, as searched, its platform, and the milliseconds of the last contact.
    pub fn push(&mut self, subject: Subject, name: &str, folded: &str, platform: &str, last: i64) {
        let known = self.platforms.iter().position(|known| known == platform);
        let platform = known.unwrap_or_else(|| {
            self.platforms.push(platform.to_owned());
            self.platforms.len() - 1
        });
        self.entries.push(Entry {
            id: match subject {
                Subject::Contact(id) => id.0,
                Subject::Community(id) => -id.0,
            },
            text: self.texts.len() as u32,
            name: self.names.len() as u32,
            last: (last / 60_000).clamp(0, i64::from(u32::MAX)) as u32,
            platform: platform as u16,
        });
        self.texts.extend(folded.split(END));
        self.texts.push(END);
        self.names.push_str(name);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nobody is here.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every name by itself, people before places.
    pub fn names(&self) -> Names {
        Names((0..self.len()).map(|n| self.name(n)).collect())
    }

    /// Those who are wanted, but for one, in whose text every word of `folded` stands, and how many they are: the best `most` of them, words that
    /// begin a word first, then whom `queue` holds in its order, then the last contact.
    pub fn search(
        &self,
        folded: &str,
        (wanted, but): (Wanted, Option<ContactId>),
        queue: &[Subject],
        most: usize,
    ) -> (Vec<Name>, usize) {
        let words: Vec<&str> = folded.split_whitespace().collect();
        let first = words.first().copied().unwrap_or_default();
        let queued: HashMap<Subject, usize> = queue.iter().enumerate().map(|(n, subject)| (*subject, n)).collect();
        // the worst of the best on top: it makes room for a better one
        let mut best: BinaryHeap<(bool, usize, Reverse<u32>, usize)> = BinaryHeap::with_capacity(most + 1);
        let mut all = 0;
        for n in self.holding(&words) {
            let entry = &self.entries[n];
            let text = self.text(n);
            let subject = entry.subject();
            let meant = wanted.takes(subject) && but.is_none_or(|but| subject != Subject::Contact(but));
            if !meant || !words.iter().all(|word| text.contains(word)) {
                continue;
            }
            let place = if queued.is_empty() { None } else { queued.get(&entry.subject()) };
            all += 1;
            best.push((!begins(text, first), place.copied().unwrap_or(usize::MAX), Reverse(entry.last), n));
            if best.len() > most {
                best.pop();
            }
        }
        (best.into_sorted_vec().into_iter().map(|found| self.name(found.3)).collect(), all)
    }

    /// Those whom `typed` may mean, as sentences ask for it.
    pub fn matching(&self, typed: &str, wanted: Wanted) -> Vec<Match> {
        let numbers: Vec<usize> = (0..self.len()).collect();
        let named =
            |n: &usize| Named { subject: self.entries[*n].subject(), name: self.shown(*n), folded: self.text(*n) };
        let found = fitting(&numbers, named, typed, wanted);
        found
            .into_iter()
            .map(|n| Match { subject: self.entries[*n].subject(), name: self.shown(*n).to_owned() })
            .collect()
    }

    /// Those in whose text the longest word stands: one pass over all texts at once.
    fn holding(&self, words: &[&str]) -> Vec<usize> {
        let Some(longest) = words.iter().max_by_key(|word| word.len()) else { return (0..self.len()).collect() };
        let mut found: Vec<usize> = Vec::new();
        let mut next = 0;
        for (at, _) in self.texts.match_indices(longest) {
            if at < next {
                continue;
            }
            let n = self.entries.partition_point(|entry| entry.text as usize <= at) - 1;
            found.push(n);
            next = self.end(n);
        }
        found
    }

    fn end(&self, n: usize) -> usize {
        self.entries.get(n + 1).map_or(self.texts.len(), |entry| entry.text as usize)
    }

    fn text(&self, n: usize) -> &str {
        &self.texts[self.entries[n].text as usize..self.end(n) - END.len_utf8()]
    }

    fn shown(&self, n: usize) -> &str {
        let end = self.entries.get(n + 1).map_or(self.names.len(), |entry| entry.name as usize);
        &self.names[self.entries[n].name as usize..end]
    }

    fn name(&self, n: usize) -> Name {
        let entry = &self.entries[n];
        Name {
            subject: entry.subject(),
            name: self.shown(n).to_owned(),
            folded: self.text(n).to_owned(),
            platform: self.platforms[usize::from(entry.platform)].clone(),
            last: i64::from(entry.last) * 60_000,
        }
    }
}

impl Entry {
    fn subject(&self) -> Subject {
        if self.id < 0 { Subject::Community(CommunityId(-self.id)) } else { Subject::Contact(ContactId(self.id)) }
    }
}

/// Whether `word` begins a word of `text`.
fn begins(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| at == 0 || text.as_bytes()[at - 1] == b' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn index(rows: &[(i64, &str, i64)]) -> NameIndex {
        let mut index = NameIndex::default();
        for (id, folded, last) in rows {
            let subject = if *id < 0 { Subject::Community(CommunityId(-id)) } else { Subject::Contact(ContactId(*id)) };
            index.push(subject, &folded.to_uppercase(), folded, if *id < 0 { "forum" } else { "mail" }, *last);
        }
        index
    }

    fn ids(found: &[Name]) -> Vec<i64> {
        let id = |name: &Name| match name.subject {
            Subject::Contact(id) => id.0,
            Subject::Community(id) => -id.0,
        };
        found.iter().map(id).collect()
    }

    #[test]
    fn words_that_begin_a_word_come_first_then_the_queue_then_the_last_contact() {
        let index = index(&[
            (1, "ada lindqvist @ada@social.example", 60_000),
            (2, "mada ruiz", 180_000),
            (3, "aki adams", 120_000),
            (-4, "adapter club", 0),
        ]);
        let queue = [Subject::Community(CommunityId(4))];
        for (typed, whom, most, wanted, all) in [
            ("ada", (Wanted::Any, None), 9, vec![-4, 3, 1, 2], 4),
            ("ada", (Wanted::Contact, None), 9, vec![3, 1, 2], 3),
            ("ada", (Wanted::Contact, Some(ContactId(3))), 9, vec![1, 2], 2),
            ("ada", (Wanted::Any, None), 2, vec![-4, 3], 4),
            ("ada soc", (Wanted::Any, None), 9, vec![1], 1),
            ("lind ada", (Wanted::Any, None), 9, vec![1], 1),
            ("zed", (Wanted::Any, None), 9, vec![], 0),
            ("", (Wanted::Any, None), 9, vec![-4, 2, 3, 1], 4),
        ] {
            let (found, count) = index.search(typed, whom, &queue, most);
            assert_eq!((ids(&found), count), (wanted, all), "{typed}");
        }
        let (found, _) = index.search("club", (Wanted::Any, None), &queue, 1);
        assert_eq!((found[0].name.as_str(), found[0].platform.as_str()), ("ADAPTER CLUB", "forum"));
    }

    #[test]
    fn sentences_find_whom_they_mean() {
        let index = index(&[(1, "ada lindqvist", 0), (2, "aki sato", 0)]);
        assert_eq!(index.matching("aki", Wanted::Any).len(), 1);
        assert!(index.matching("bob", Wanted::Any).is_empty());
    }

    proptest! {
        #[test]
        fn it_finds_what_a_look_at_every_name_finds(
            texts in proptest::collection::vec("[ab \u{e9}]{0,8}", 0..12),
            typed in "[ab \u{e9}]{0,4}",
            most in 0_usize..6,
        ) {
            let rows: Vec<(i64, &str, i64)> = texts.iter().enumerate().map(|(n, text)| (n as i64 + 1, text.as_str(), 0)).collect();
            let (found, all) = index(&rows).search(&typed, (Wanted::Any, None), &[], most);
            let holds = |text: &str| typed.split_whitespace().all(|word| text.contains(word));
            let wanted: Vec<i64> = rows.iter().filter(|row| holds(row.1)).map(|row| row.0).collect();
            prop_assert_eq!(all, wanted.len());
            prop_assert_eq!(found.len(), most.min(all));
            prop_assert!(ids(&found).iter().all(|id| wanted.contains(id)));
        }
    }
}
