//! One line for one person or place: a name, then handles or links, a tier and tags.
//!
//! Owns how such a line is read, at first run and for many at once. Must not know whether
//! the line is for a person or a place: the list it stands in decides that.

use super::clean::{LINE_CHARS, clean_line};
use super::contact::{NewHandle, Tier};
use super::platform::{Found, MAIL, recognise};

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The name; derived from the first handle where none was written. Never empty.
    pub name: String,
    /// Handles and links, in their order.
    pub found: Vec<Found>,
    /// The tier, if one was said.
    pub tier: Option<Tier>,
    /// Tags, without `#`.
    pub tags: Vec<String>,
}

impl Entry {
    /// Its handles, ready to be added; mail addresses are among them.
    pub fn handles(&self) -> Vec<NewHandle> {
        let handle = |found: &Found| NewHandle {
            platform: found.platform.to_owned(),
            name: found.name.clone(),
            link: found.link.clone(),
        };
        self.found.iter().map(handle).collect()
    }

    /// The first mail address; empty for none.
    pub fn mail(&self) -> &str {
        self.found.iter().find(|found| found.platform == MAIL).map_or("", |found| &found.name)
    }
}

/// Reads `Ada Lindqvist @ada@social.example close #rust`: a name, then what is recognised as a handle or
/// link, `#tags`, and a tier after a comma, a handle or a tag (so that Glenn Close keeps her name).
/// A line that is only a link or handle takes its name from there.
///
/// # Errors
/// Says what is missing or not understood, and what to write instead.
pub fn parse_entry(line: &str) -> Result<Entry, String> {
    let line = clean_line(line, 4 * LINE_CHARS);
    let mut entry = Entry::default();
    let mut words: Vec<&str> = Vec::new();
    let mut named = false;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let bare = word.trim_matches(|c| ",;<>()".contains(c));
        if let Some(found) = recognise(word) {
            if !entry.found.contains(&found) {
                entry.found.push(found);
            }
            named = true;
        } else if let Some(tag) = bare.strip_prefix('#').filter(|tag| !tag.is_empty()) {
            entry.tags.push(tag.to_owned());
            named = true;
        } else if let Some(tier) = Tier::from_word(bare).filter(|_| named) {
            entry.tier = Some(tier);
        } else if bare.starts_with('@') {
            return Err(format!("{bare}: where? Write @name@host, github:name or a link"));
        } else if bare.contains("://") {
            return Err(format!("{bare}: only links with http or https are kept"));
        } else {
            words.push(word);
            named = word.ends_with([',', ';']);
        }
    }
    let written = words.join(" ");
    let written = written.trim_matches(|c: char| c == ' ' || ",;:–—|·-".contains(c));
    let named = if written.is_empty() { entry.found.first().map_or("", |found| &found.title) } else { written };
    entry.name = clean_line(named, LINE_CHARS);
    if entry.name.is_empty() {
        Err("write a name, then a handle or link if there is one".to_owned())
    } else {
        Ok(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_read() {
        let table = [
            ("Ada Lindqvist", "Ada Lindqvist", "", None, ""),
            ("Ada Lindqvist @ada@social.example", "Ada Lindqvist", "mastodon @ada@social.example", None, ""),
            ("Tomás Rivera https://github.com/tomasr", "Tomás Rivera", "github tomasr", None, ""),
            ("Rust Book Club https://forum.example/c/books", "Rust Book Club", "forum forum.example/c/books", None, ""),
            ("Ines Okafor <ines@mail.example>, close", "Ines Okafor", "mail ines@mail.example", Some(Tier::Close), ""),
            ("Ada gh:ada bsky:ada.example", "Ada", "github ada, bluesky ada.example", None, ""),
            (
                "Mei Tan – mei.bsky.social inner #rust #meetup-2026",
                "Mei Tan",
                "bluesky mei.bsky.social",
                Some(Tier::Inner),
                "rust meetup-2026",
            ),
            ("Glenn Close", "Glenn Close", "", None, ""),
            ("Glenn close", "Glenn close", "", None, ""),
            ("Glenn Close, close", "Glenn Close", "", Some(Tier::Close), ""),
            ("Close, Glenn", "Close, Glenn", "", None, ""),
            ("https://forum.example/u/aki", "Aki", "forum aki@forum.example", None, ""),
            ("https://forum.example/c/books", "forum.example", "forum forum.example/c/books", None, ""),
            ("@ada-l@social.example #x", "Ada L", "mastodon @ada-l@social.example", None, "x"),
            ("r/rust", "r/rust", "reddit r/rust", None, ""),
            ("Node.js Berlin", "Node.js Berlin", "", None, ""),
            ("Jean-Luc O’Brien Jr.", "Jean-Luc O’Brien Jr.", "", None, ""),
            ("Ada https://github.com/ada https://github.com/ada", "Ada", "github ada", None, ""),
        ];
        for (line, name, handles, tier, tags) in table {
            let Ok(entry) = parse_entry(line) else { panic!("{line} is not understood") };
            let found: Vec<String> =
                entry.handles().iter().map(|handle| format!("{} {}", handle.platform, handle.name)).collect();
            let got = (entry.name.as_str(), found.join(", "), entry.tier, entry.tags.join(" "));
            assert_eq!(got, (name, handles.to_owned(), tier, tags.to_owned()), "{line}");
        }
        assert_eq!(parse_entry("Ada a@b.example").map(|entry| entry.mail().to_owned()), Ok("a@b.example".to_owned()));
    }

    #[test]
    fn what_is_not_understood_says_so() {
        let table = [
            ("", "write a name"),
            ("  \u{1b}[31m ", "write a name"),
            ("#rust", "write a name"),
            ("Ada @ada", "@ada: where?"),
            ("Ada javascript://x", "only links"),
        ];
        for (line, wanted) in table {
            let error = parse_entry(line).err().unwrap_or_default();
            assert!(error.contains(wanted), "{line}: {error}");
        }
    }

    proptest! {
        #[test]
        fn any_line_gives_a_clean_name_or_a_reason(line in ".{0,60}") {
            match parse_entry(&line) {
                Ok(entry) => prop_assert_eq!(clean_line(&entry.name, LINE_CHARS), entry.name),
                Err(reason) => prop_assert!(!reason.is_empty()),
            }
        }
    }
}
