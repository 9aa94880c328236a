//! Whose a feed of a list is: by the page that it belongs to, its own address, and the handles of those who are here.
//!
//! Pure and offline. Must not know how a list is read or a feed fetched.

use std::collections::HashMap;

use super::ids::Subject;
use super::incoming::IncomingFeed;
use super::platform::{handle_key, link_key};

/// How addresses of feeds end that begin with the page of their owner, the longer ones first.
const ENDINGS: &[&str] = &[
    "/activity.rss",
    "/stories.rss",
    "/releases.atom",
    "/feed.rss",
    "/feed.xml",
    "/feed.json",
    "/atom.xml",
    "/rss.xml",
    "/index.xml",
    "/videos/rss",
    "/feed",
    "/.rss",
    "/rss",
    "/atom",
    ".atom",
    ".rss",
    ".json",
];

/// What becomes of a feed of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedFate {
    /// It comes in.
    New {
        /// Whose it is; none for nobody's yet.
        of: Option<Subject>,
        /// Their name; empty for nobody's.
        owner: String,
    },
    /// It is here, or was taken away here.
    Known,
}

/// Everybody and every place that is here, by where they are found.
#[derive(Debug, Default)]
pub struct Owners {
    /// None where two are found in one place.
    by_key: HashMap<String, Option<Subject>>,
}

impl Owners {
    /// Adds a handle of somebody; `link` may be empty.
    pub fn handle(&mut self, subject: Subject, platform: &str, name: &str, link: &str) {
        self.put(handle_key(platform, name), subject);
        self.link(subject, link);
    }

    /// Adds a page of somebody; empty for none.
    pub fn link(&mut self, subject: Subject, link: &str) {
        if !link.is_empty() {
            self.put(link_key(link), subject);
        }
    }

    fn put(&mut self, key: String, subject: Subject) {
        let known = self.by_key.entry(key).or_insert(Some(subject));
        *known = known.filter(|known| *known == subject);
    }

    /// Whose a feed is; none where nobody is found, or several are.
    pub fn of(&self, feed: &IncomingFeed) -> Option<Subject> {
        pages(feed).iter().find_map(|page| self.by_key.get(&link_key(page)).copied().flatten())
    }
}

/// The pages that a feed may belong to, the likeliest first.
fn pages(feed: &IncomingFeed) -> Vec<String> {
    let address = feed.address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let page = ENDINGS.iter().find_map(|ending| address.strip_suffix(ending));
    let found = [Some(feed.site.as_str()), page].into_iter().flatten().filter(|page| !page.is_empty());
    found.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{CommunityId, ContactId};

    #[test]
    fn feeds_find_whose_they_are() {
        let (ada, ben, nix) =
            (Subject::Contact(ContactId(1)), Subject::Contact(ContactId(2)), Subject::Community(CommunityId(1)));
        let mut owners = Owners::default();
        owners.handle(ada, "mastodon", "@ada@social.example", "https://social.example/@ada");
        owners.handle(ada, "github", "ada", "");
        owners.handle(ben, "web", "ben.example", "https://ben.example/");
        owners.link(nix, "https://forum.example/c/nix");
        // two who share a page
        owners.link(ada, "https://both.example/");
        owners.link(ben, "https://both.example/");
        let table = [
            ("https://social.example/@ada.rss", "", Some(ada)),
            ("https://github.com/ada.atom", "", Some(ada)),
            ("https://elsewhere.example/f", "https://social.example/@ada", Some(ada)),
            ("https://ben.example/feed.xml", "", Some(ben)),
            ("https://ben.example/feed/", "", Some(ben)),
            ("https://www.ben.example/x", "https://www.ben.example", Some(ben)),
            ("https://forum.example/c/nix.rss", "", Some(nix)),
            ("https://both.example/feed.xml", "https://both.example", None),
            ("https://nobody.example/feed.xml", "https://nobody.example", None),
        ];
        for (address, site, wanted) in table {
            let feed = IncomingFeed { address: address.to_owned(), site: site.to_owned(), ..IncomingFeed::default() };
            assert_eq!(owners.of(&feed), wanted, "{address}");
        }
    }
}
