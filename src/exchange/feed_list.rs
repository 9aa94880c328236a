//! Lists of feeds: which addresses may be fetched, and one feed for all places where it stands.
//!
//! Owns that no command of another program is ever taken over. Must not know how a list is written.

use std::collections::HashMap;

use crate::domain::clean::clean_line;
use crate::domain::incoming::{Incoming, IncomingFeed, Skipped};
use crate::domain::link::{LINK_CHARS, safe_link};

/// The most tags of one feed.
const MOST_TAGS: usize = 20;
/// The longest tag, in characters.
const TAG_CHARS: usize = 80;
/// So much is shown of what was left out, in characters.
const SHOWN: usize = 80;

/// Why a feed that came through a command is not fetched.
pub const COMMAND: &str = "its posts came through a command, which is not run";

/// What an address in a list comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// To be fetched.
    Fetched(String),
    /// A feed, but not to be fetched, and why.
    Disabled(String, &'static str),
    /// No feed, and why.
    Left(&'static str),
}

/// Judges an address as it stands in a list.
pub fn address(written: &str) -> Address {
    let written = written.trim();
    let lower = written.get(..8).unwrap_or(written).to_ascii_lowercase();
    let begins = |front: &str| lower.starts_with(front);
    if written.is_empty() {
        return Address::Left("no address");
    }
    if begins("|") || begins("exec:") {
        return Address::Left(COMMAND);
    }
    if begins("filter:") {
        let behind = written["filter:".len()..].split_once(':').map(|(_, link)| address(link));
        return match behind {
            Some(Address::Fetched(link) | Address::Disabled(link, _)) => Address::Disabled(link, COMMAND),
            _ => Address::Left(COMMAND),
        };
    }
    if begins("query:") {
        return Address::Left("a search over other feeds, not a feed");
    }
    if begins("file:") {
        return Address::Left("a file of that machine, not a feed of the web");
    }
    let link = match written.get("feed:".len()..).filter(|_| begins("feed:")) {
        Some(rest) if rest.starts_with("//") => format!("http:{rest}"),
        Some(rest) => rest.to_owned(),
        None => written.to_owned(),
    };
    if !["http://", "https://"]
        .iter()
        .any(|scheme| link.get(..scheme.len()).is_some_and(|front| front.eq_ignore_ascii_case(scheme)))
    {
        return Address::Left("no address of the web");
    }
    match (safe_link(&link), without_login(&link).and_then(|link| safe_link(&link))) {
        (Some(link), _) => Address::Fetched(link),
        (None, Some(link)) => Address::Disabled(link, "it asks for a name and a password, which are not kept"),
        _ => Address::Left("its address is broken"),
    }
}

/// A link without the name and password in it; none where it has none.
fn without_login(link: &str) -> Option<String> {
    let (scheme, rest) = link.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (_, host) = rest[..end].rsplit_once('@')?;
    Some(format!("{scheme}://{host}{}", &rest[end..]))
}

/// Feeds as they come in, each once.
#[derive(Debug, Default)]
pub struct FeedList {
    places: HashMap<String, usize>,
    joined: usize,
}

impl FeedList {
    /// Takes an address in with what is said of it, or tells why not. What stands twice has the tags of both.
    pub fn take(&mut self, incoming: &mut Incoming, written: &str, feed: IncomingFeed) {
        let (address, disabled) = match address(written) {
            Address::Fetched(address) => (address, None),
            Address::Disabled(address, why) => (address, Some(why.to_owned())),
            Address::Left(why) => {
                let shown = without_login(written).unwrap_or_else(|| written.to_owned());
                let what = if feed.title.is_empty() { &shown } else { &feed.title };
                return leave_out(incoming, feed.line, what, why);
            }
        };
        let disabled = disabled.or(feed.disabled);
        let tags = feed.tags.iter().map(|tag| clean_line(tag, TAG_CHARS));
        let key = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
        let key = key.split('#').next().unwrap_or(key).trim_end_matches('/').to_owned();
        let place = *self.places.entry(key).or_insert(incoming.feeds.len());
        if let Some(first) = incoming.feeds.get_mut(place) {
            self.joined += 1;
            // where it can be fetched in one place it can be fetched
            first.disabled = first.disabled.take().filter(|_| disabled.is_some());
            for (ours, theirs) in [(&mut first.title, feed.title), (&mut first.site, feed.site)] {
                if ours.is_empty() {
                    *ours = theirs;
                }
            }
            add_tags(&mut first.tags, tags);
        } else {
            let mut all = Vec::new();
            add_tags(&mut all, tags);
            incoming.feeds.push(IncomingFeed { address, disabled, tags: all, ..feed });
        }
    }

    /// Notes how many stood in several places.
    pub fn finish(self, incoming: &mut Incoming) {
        match self.joined {
            0 => {}
            1 => incoming.notes.push("one feed stood there again: joined".to_owned()),
            count => incoming.notes.push(format!("{count} times a feed stood there again: joined")),
        }
    }
}

fn add_tags(tags: &mut Vec<String>, more: impl Iterator<Item = String>) {
    for tag in more {
        if !tag.is_empty() && tags.len() < MOST_TAGS && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
}

/// Tells that what stands on that line was left out.
pub fn leave_out(incoming: &mut Incoming, line: u32, what: &str, why: &str) {
    incoming.skipped.push(Skipped { line, what: clean_line(what, SHOWN), why: why.to_owned() });
}

/// A page of the web as it may be opened; empty for anything else.
pub fn page(written: &str) -> String {
    let link = safe_link(&clean_line(written, LINK_CHARS)).filter(|link| !link.starts_with("mailto:"));
    link.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_judged() {
        let fetched = |link: &str| Address::Fetched(link.to_owned());
        let disabled = |link: &str, why| Address::Disabled(link.to_owned(), why);
        let login = "it asks for a name and a password, which are not kept";
        let table = [
            (" https://river.example/atom.xml\n", fetched("https://river.example/atom.xml")),
            ("HTTP://River.example/rss", fetched("http://river.example/rss")),
            ("feed://river.example/rss", fetched("http://river.example/rss")),
            ("feed:https://river.example/rss", fetched("https://river.example/rss")),
            ("https://ada:secret@river.example/rss", disabled("https://river.example/rss", login)),
            ("filter:~/bin/clean:https://shop.example/rss", disabled("https://shop.example/rss", COMMAND)),
            ("filter:~/bin/clean:file:///etc/passwd", Address::Left(COMMAND)),
            ("filter:x", Address::Left(COMMAND)),
            ("|~/fetch.py", Address::Left(COMMAND)),
            ("exec:~/fetch.py https://river.example/rss", Address::Left(COMMAND)),
            ("query:New:unread = \"yes\"", Address::Left("a search over other feeds, not a feed")),
            ("file:///home/ada/feed.xml", Address::Left("a file of that machine, not a feed of the web")),
            ("javascript:alert(1)", Address::Left("no address of the web")),
            ("river.example/rss", Address::Left("no address of the web")),
            ("Ünsinn", Address::Left("no address of the web")),
            ("https://", Address::Left("its address is broken")),
            ("https://a b.example/", Address::Left("its address is broken")),
            (" ", Address::Left("no address")),
        ];
        for (written, wanted) in table {
            assert_eq!(address(written), wanted, "{written}");
        }
    }

    #[test]
    fn what_stands_twice_is_one_feed() {
        let (mut incoming, mut list) = (Incoming::default(), FeedList::default());
        let feed = |title: &str, tag: &str| IncomingFeed {
            title: title.to_owned(),
            tags: vec![tag.to_owned(), tag.to_owned()],
            ..IncomingFeed::default()
        };
        list.take(&mut incoming, "filter:x:https://a.example/rss", feed("", "one"));
        list.take(&mut incoming, "http://a.example/rss/", feed("A", "two"));
        list.take(&mut incoming, "http://ada:secret@/", feed("", "two"));
        list.finish(&mut incoming);
        assert_eq!(incoming.feeds.len(), 1);
        let one = &incoming.feeds[0];
        assert_eq!(
            (one.title.as_str(), one.disabled.as_ref(), one.tags.as_slice()),
            ("A", None, ["one".to_owned(), "two".to_owned()].as_slice())
        );
        assert_eq!(incoming.notes, ["one feed stood there again: joined"]);
        // a password is never shown
        assert_eq!((incoming.skipped[0].what.as_str(), incoming.skipped.len()), ("http:///", 1));
    }
}
