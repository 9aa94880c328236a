//! The list of feeds that newsboat keeps: one a line, with tags behind it.
//!
//! Must not know which addresses may be fetched.

use super::feed_list::{FeedList, leave_out};
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::incoming::{Incoming, IncomingFeed, Unreadable};
use crate::domain::link::Link;

/// So many lines are looked at to tell what it is.
const LOOKED_AT: usize = 50;
/// What a line begins with.
const FRONTS: [&str; 7] = ["http://", "https://", "feed:", "file://", "exec:", "filter:", "query:"];

/// Whether it is such a list: every line begins with what newsboat fetches, and is no link to a post, as lists of
/// bookmarks are.
pub fn is(text: &str) -> bool {
    let lines = || lines(text).take(LOOKED_AT).map(|(_, line)| line);
    let first = |line| words(line).next().unwrap_or_default();
    lines().next().is_some()
        && lines().all(|line| FRONTS.iter().any(|front| first(line).starts_with(front)))
        && !lines().all(|line| first(line).contains([',', ';']))
        && !lines().all(|line| is_post(&first(line)))
}

/// Reads it. It never fails: a line that is no feed is left out.
///
/// # Errors
/// Never.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let mut incoming = Incoming { format: "newsboat urls", source: "newsboat", ..Incoming::default() };
    let mut feeds = FeedList::default();
    for (line, written) in lines(text) {
        let mut words = words(written);
        let address = words.next().unwrap_or_default();
        let mut feed = IncomingFeed { line, ..IncomingFeed::default() };
        for word in words {
            match (word.strip_prefix('~'), word.starts_with('!')) {
                (Some(title), _) => feed.title = clean_line(title, LINE_CHARS),
                (None, true) => feed.tags.push("hidden".to_owned()),
                (None, false) => feed.tags.push(word),
            }
        }
        if address.is_empty() {
            leave_out(&mut incoming, line, written, "no address");
        } else {
            feeds.take(&mut incoming, &address, feed);
        }
    }
    feeds.finish(&mut incoming);
    Ok(incoming)
}

/// The lines that say something, with their numbers. Only at its beginning `#` makes a line a comment.
fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let numbered = text.lines().zip(1..).map(|(line, number)| (number, line));
    numbered.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// The words of a line; blanks may stand in quotes, and a quote behind a backslash.
fn words(line: &str) -> impl Iterator<Item = String> {
    let mut letters = line.chars().peekable();
    std::iter::from_fn(move || {
        while letters.next_if(|letter| letter.is_whitespace()).is_some() {}
        let mut word = String::new();
        if letters.next_if_eq(&'"').is_none() {
            while let Some(letter) = letters.next_if(|letter| !letter.is_whitespace()) {
                word.push(letter);
            }
            return Some(word).filter(|word| !word.is_empty());
        }
        while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
            word.push(if letter == '\\' { letters.next().unwrap_or(letter) } else { letter });
        }
        Some(word)
    })
}

/// Whether a link leads to one post of the fediverse.
fn is_post(link: &str) -> bool {
    let Some(path) = Link::parse(link).map(|link| link.path) else { return false };
    let numbered = path.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    path.iter().any(|part| part == "statuses") || numbered && path.iter().any(|part| part.starts_with('@'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::feed_list::COMMAND;
    use crate::exchange::recognise;

    #[test]
    fn lines_are_read_with_their_tags() {
        let text = "https://river.example/atom.xml \"~River notes\" birds \"two \\\"words\\\"\"\r\n\
            \"query:New:unread = \\\"yes\\\"\"\n# paused\n  # no comment\n\nfilter:~/bin/clean:https://shop.example/rss deals !\n\
            exec:~/bin/make\nhttp://river.example/atom.xml\tboats #loud\n\"\" x\n\"https://open.example/rss\" \"never closed";
        // the odd lines are not what tells a list
        let incoming = read(text).unwrap_or_default();
        let got: Vec<_> = incoming
            .feeds
            .iter()
            .map(|feed| {
                (feed.line, feed.title.as_str(), feed.address.as_str(), feed.tags.join("|"), feed.disabled.as_deref())
            })
            .collect();
        assert_eq!(
            got,
            [
                (
                    1,
                    "River notes",
                    "https://river.example/atom.xml",
                    "birds|two \"words\"|boats|#loud".to_owned(),
                    None
                ),
                (6, "", "https://shop.example/rss", "deals|hidden".to_owned(), Some(COMMAND)),
                (10, "", "https://open.example/rss", "never closed".to_owned(), None)
            ]
        );
        let skipped: Vec<_> = incoming.skipped.iter().map(|one| (one.line, one.why.as_str())).collect();
        assert_eq!(
            skipped,
            [
                (2, "a search over other feeds, not a feed"),
                (4, "no address of the web"),
                (7, COMMAND),
                (9, "no address")
            ]
        );
    }

    #[test]
    fn a_list_is_told_from_other_texts() {
        for (text, wanted) in [
            ("https://a.example/rss\n", true),
            ("# mine\n\nhttps://a.example/rss x y\n\"query:All:\"\n", true),
            ("exec:~/x\nhttps://a.example/1,2\n", true),
            ("", false),
            ("# only words\n", false),
            ("Ada\nhttps://a.example/rss\n", false),
            ("https://a.example,Ada\nhttps://b.example,Bo\n", false),
            ("https://a.example/users/ada/statuses/1\nhttps://b.example/@bo/2\n", false),
        ] {
            assert_eq!(is(text), wanted, "{text}");
        }
    }

    #[test]
    #[expect(clippy::print_stdout, reason = "what is not tried is told")]
    fn a_real_list_is_read() {
        let Ok(corpora) = std::env::var("ROUNDS_CORPORA") else {
            return println!("ROUNDS_CORPORA is not set: no real list is read");
        };
        let path = std::path::Path::new(&corpora).join("newsboat-urls/test-duplicate-urls.txt");
        let incoming = recognise::read(&std::fs::read(path).unwrap_or_default()).unwrap_or_default();
        let got: Vec<_> = incoming.feeds.iter().map(|feed| (feed.address.as_str(), feed.tags.join(" "))).collect();
        assert_eq!(got, [("http://anotherfeed.com/", "tag1 tag2 tag3 tag4".to_owned())]);
    }
}
