//! The words of a sentence, and how it is refused.
//!
//! Must not know what the words mean.

use crate::domain::naming::{Match, Wanted};

/// Words of a name at most.
pub(super) const NAME_WORDS: usize = 8;
/// Candidates that are named at most.
const NAMED: usize = 8;

/// Why a sentence is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is no sentence, or one that cannot be.
    #[error("{0}")]
    Unclear(String),
    /// A name fits nobody.
    #[error("{wanted} here is called \"{name}\"")]
    NotFound {
        /// What was looked for.
        wanted: Wanted,
        /// The name.
        name: String,
    },
    /// A name or kind fits several.
    #[error("{0}")]
    Ambiguous(String),
}

/// Who fits some words: one is meant, several are ambiguous, none is not found.
pub type Lookup<'a> = &'a dyn Fn(&str, Wanted) -> Vec<Match>;

/// A word, or what stood in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) quoted: bool,
}

impl Word<'_> {
    /// Whether it is that word, unquoted, in any case.
    pub(super) fn is(&self, word: &str) -> bool {
        !self.quoted && self.text.eq_ignore_ascii_case(word)
    }
}

/// Cuts a sentence into words; what stands in quotes is one.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for (n, part) in text.split('"').enumerate() {
        // an odd quote at the end opens nothing
        let quoted = n % 2 == 1;
        if quoted {
            words.extend(Some(Word { text: part.trim(), quoted }).filter(|word| !word.text.is_empty()));
        } else {
            words.extend(part.split_whitespace().map(|text| Word { text, quoted }));
        }
    }
    words
}

/// The words as text.
pub(super) fn joined(words: &[Word<'_>]) -> String {
    words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

/// Those whom a name fits; of some with the same name each with its number, which is understood too.
pub(super) fn several_named(word: &str, found: &[&Match]) -> Refused {
    let alike = |name: &str| found.iter().filter(|other| other.name == name).count() > 1;
    let told = |found: &&Match| {
        if alike(&found.name) { format!("{} ({})", found.name, found.subject) } else { found.name.clone() }
    };
    let names: Vec<String> = found.iter().map(told).collect();
    several_fit(word, &names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A word that fits several names.
pub(super) fn several_fit(word: &str, names: &[&str]) -> Refused {
    let mut listed = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    if names.len() > NAMED {
        listed = format!("{listed} and {} more", names.len() - NAMED);
    }
    Refused::Ambiguous(format!("\"{word}\" fits {listed}: say more of it"))
}
