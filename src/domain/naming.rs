//! Who is meant: from typed words to a person or a place.
//!
//! Owns how exactly a name must fit: whole name or handle, else a run of whole words, else
//! beginnings of words. Must not know where names come from or what is said where none fits.

use std::fmt;

use super::fold::fold;
use super::ids::Subject;
use super::platform::recognise;

/// Which sort of subject is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A person or a place.
    Any,
    /// A person.
    Contact,
    /// A place.
    Community,
}

impl Wanted {
    /// Whether a subject is of that sort.
    pub fn takes(self, subject: Subject) -> bool {
        match self {
            Self::Any => true,
            Self::Contact => subject.contact().is_some(),
            Self::Community => subject.community().is_some(),
        }
    }
}

/// "nobody and no place", for a line that says so.
impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Any => "nobody and no place",
            Self::Contact => "nobody",
            Self::Community => "no place",
        })
    }
}

/// Somebody or some place that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Who.
    pub subject: Subject,
    /// Name as shown.
    pub name: String,
}

/// A name that may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// Who.
    pub subject: Subject,
    /// Name as shown.
    pub name: &'a str,
    /// Folded name and handles, blank-separated.
    pub folded: &'a str,
}

/// Those of `rows` that `typed` may mean, in their order: all that fit in the most exact way that fits
/// anybody. One is an answer, several are ambiguous. Linear in the names.
pub fn fitting<'a, T>(rows: &'a [T], named: impl Fn(&'a T) -> Named<'a>, typed: &str, wanted: Wanted) -> Vec<&'a T> {
    // `contact:12` is one of several of one name
    if let Ok(subject) = typed.trim().parse::<Subject>() {
        return rows.iter().filter(|row| named(row).subject == subject && wanted.takes(subject)).collect();
    }
    // a link means the handle that it leads to
    let found = if typed.contains("://") { recognise(typed) } else { None };
    let typed = fold(found.as_ref().map_or(typed, |found| &found.name));
    let words: Vec<&str> = typed.split_whitespace().map(|word| word.trim_matches([',', ';'])).collect();
    let typed = words.join(" ");
    if !typed.contains(char::is_alphanumeric) {
        return Vec::new();
    }
    let all = || rows.iter().map(|row| (row, named(row))).filter(|(_, name)| wanted.takes(name.subject));
    let run: Vec<(&T, Named<'_>)> = all().filter(|(_, name)| has_run(name.folded, &typed)).collect();
    let exact: Vec<&T> = run.iter().filter(|(_, name)| is_whole(*name, &typed)).map(|(row, _)| *row).collect();
    if !exact.is_empty() {
        exact
    } else if !run.is_empty() {
        run.into_iter().map(|(row, _)| row).collect()
    } else {
        all().filter(|(_, name)| begins(*name, &typed)).map(|(row, _)| row).collect()
    }
}

/// Whether `typed` is the whole name or a whole handle, whose `@` may be left out.
fn is_whole(name: Named<'_>, typed: &str) -> bool {
    let (named, handles) = parts(name);
    let bare = typed.trim_start_matches('@');
    named.trim_end() == typed || handles.split(' ').any(|handle| handle.trim_start_matches('@') == bare)
}

/// Whether `typed` stands in `text` as a run of whole words.
fn has_run(text: &str, typed: &str) -> bool {
    text.match_indices(typed).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + typed.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether each word of `typed` begins a word of the name, in a row; or the only one a handle.
fn begins(name: Named<'_>, typed: &str) -> bool {
    let apart = [' ', '-', '\''];
    // one quick look turns most names away
    let first = typed.trim_start_matches('@').split(apart).find(|word| !word.is_empty()).unwrap_or(typed);
    if !name.folded.contains(first) {
        return false;
    }
    let (named, handles) = parts(name);
    let mut at = named;
    loop {
        let words = at.split(apart).filter(|word| !word.is_empty());
        let mut starts = typed.split(apart).filter(|word| !word.is_empty());
        let mut run = words.zip(starts.by_ref()).map(|(word, start)| word.starts_with(start));
        let fits = run.by_ref().all(|fits| fits);
        if fits && starts.next().is_none() {
            return true;
        }
        match at.find(apart) {
            Some(next) => at = &at[next + 1..],
            None => break,
        }
    }
    let bare = typed.trim_start_matches('@');
    !typed.contains(' ') && handles.split(' ').any(|handle| handle.trim_start_matches('@').starts_with(bare))
}

/// The folded name, and its handles.
fn parts(name: Named<'_>) -> (&str, &str) {
    let words = name.name.split_whitespace().count();
    let end = name.folded.match_indices(' ').nth(words.saturating_sub(1)).map_or(name.folded.len(), |(at, _)| at);
    name.folded.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{CommunityId, ContactId};
    use proptest::prelude::*;

    fn rows() -> Vec<(Subject, &'static str, String)> {
        let contacts = [
            ("Ada Lindqvist", "@ada@social.example ada-l"),
            ("Tomás Rivera", "tomasr"),
            ("Omar Haddad", ""),
            ("Leila Haddad", "@leila@social.example"),
            ("Ada", "@ada@other.example"),
            ("Jean-Luc O’Brien", ""),
            ("李明", ""),
        ];
        let places =
            [("Nix Newcomers", "nix.example"), ("Rust Book Club", "forum.example/c/books"), ("Leila's Forum", "")];
        let folded = |name: &str, handles: &str| format!("{} {handles}", fold(name)).trim_end().to_owned();
        let contact = |n: usize| Subject::Contact(ContactId(n as i64));
        let place = |n: usize| Subject::Community(CommunityId(n as i64));
        let contacts =
            contacts.iter().enumerate().map(|(n, (name, handles))| (contact(n), *name, folded(name, handles)));
        let places = places.iter().enumerate().map(|(n, (name, handles))| (place(n), *name, folded(name, handles)));
        contacts.chain(places).collect()
    }

    fn found(typed: &str, wanted: Wanted) -> String {
        let rows = rows();
        let named = |row: &'static str| row;
        let found = fitting(&rows, |row| Named { subject: row.0, name: row.1, folded: &row.2 }, typed, wanted);
        found.iter().map(|row| named(row.1)).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn the_most_exact_fit_counts() {
        let table = [
            ("Ada Lindqvist", "Ada Lindqvist"),
            ("  LINDQVIST ", "Ada Lindqvist"),
            ("ada", "Ada"),
            ("ada,", "Ada"),
            ("@ada@social.example", "Ada Lindqvist"),
            ("ada@social.example", "Ada Lindqvist"),
            ("https://social.example/@ada", "Ada Lindqvist"),
            ("ada-l", "Ada Lindqvist"),
            ("tomas", "Tomás Rivera"),
            ("Tomás", "Tomás Rivera"),
            ("tom", "Tomás Rivera"),
            ("tomasr", "Tomás Rivera"),
            ("t riv", "Tomás Rivera"),
            ("haddad", "Omar Haddad, Leila Haddad"),
            ("o had", "Omar Haddad"),
            ("luc o'brien", "Jean-Luc O’Brien"),
            ("o’bri", "Jean-Luc O’Brien"),
            ("李", "李明"),
            ("leila", "Leila Haddad, Leila's Forum"),
            ("nix", "Nix Newcomers"),
            ("ru bo", "Rust Book Club"),
            ("https://forum.example/c/books", "Rust Book Club"),
            ("book nix", ""),
            ("lindqvist social", ""),
            ("contact:4", "Ada"),
            ("community:1", "Rust Book Club"),
            ("contact:99", ""),
            ("", ""),
            ("@", ""),
            ("zoe", ""),
        ];
        for (typed, wanted) in table {
            assert_eq!(found(typed, Wanted::Any), wanted, "{typed}");
        }
        assert_eq!(found("leila", Wanted::Community), "Leila's Forum");
        assert_eq!(found("leila", Wanted::Contact), "Leila Haddad");
    }

    proptest! {
        #[test]
        fn a_whole_name_always_fits(n in 0_usize..10, case in any::<bool>()) {
            let rows = rows();
            let typed = if case { rows[n].1.to_uppercase() } else { rows[n].1.to_owned() };
            prop_assert_eq!(found(&typed, Wanted::Any), rows[n].1);
        }

        #[test]
        fn any_words_are_looked_up(typed in ".{0,20}") {
            let _ = found(&typed, Wanted::Any);
        }
    }
}
