//! From what a person gives - a handle, a site, the address of a feed - to feeds: derived where it can be, asked for
//! where it must.
//!
//! Asks through a function that it is given. Must not know what is done with what is found.

use super::address::Address;
use super::answer::{Answer, Request, Trouble, said};
use super::charset::decode;
use super::derive::{Ask, Source, of_channel, of_profile, of_sound_user, source};
use super::discover::{Page, channel, directory_feed, page, probes, profile_page, sound_user};
use super::feed::read;
use crate::domain::feed::address;
use crate::domain::platform::{WEB, recognise};
use crate::domain::time::Instant;

/// So many pages are asked one after the other on the way to one feed.
const MOST_STEPS: usize = 4;

/// Programs whose pages name no feed and have one at an address that follows from them.
const FEDIVERSE: &[&str] = &["mastodon", "gotosocial", "misskey", "pixelfed", "akkoma", "pleroma"];

/// Asks for an address.
pub type Asker<'a> = &'a dyn Fn(&Request) -> Result<Answer, Trouble>;

/// A feed that was found.
#[derive(Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its address. It may hold a secret.
    pub address: String,
    /// What it is called or holds; empty for not known.
    pub title: String,
    /// Whether it is on a host that the person wrote.
    pub own_host: bool,
}

impl std::fmt::Debug for Choice {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = Address::parse(&self.address).map(|address| address.shown()).unwrap_or_default();
        write!(out, "Choice({shown} {:?})", self.title)
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Feeds, the likeliest first.
    Feeds(Vec<Choice>),
    /// The platform gives none.
    Nowhere {
        /// Where the person can be looked at instead; empty for nowhere.
        profile: String,
    },
    /// It was asked for, and is not there: why.
    Nothing(String),
    /// What was given is neither a handle nor an address.
    Unclear,
}

/// The feeds that `text` means: an address, a site, a handle.
pub fn of_text(text: &str, now: Instant, ask: Asker<'_>) -> Found {
    let bare = || Some(text.trim()).filter(|text| text.contains('.') && !text.contains([':', '@', ' ']));
    let whole = address(text).or_else(|| bare().and_then(|text| address(&format!("https://{text}"))));
    if let Some(address) = whole.as_ref().filter(|address| looks_like_feed(address) || has_user(address)) {
        return Seek { now, ask, written: host(address) }.page(address);
    }
    let Some(found) = recognise(text) else {
        return whole.map_or(Found::Unclear, |address| Seek { now, ask, written: host(&address) }.page(&address));
    };
    match (found.platform, whole) {
        // any page is asked as it was written
        (WEB | "blog", Some(address)) => Seek { now, ask, written: host(&address) }.page(&address),
        (platform, _) => of_handle(platform, &found.name, now, ask),
    }
}

/// The feeds of a handle.
pub fn of_handle(platform: &str, name: &str, now: Instant, ask: Asker<'_>) -> Found {
    Seek { now, ask, written: String::new() }.source(source(platform, name), MOST_STEPS)
}

fn has_user(address: &str) -> bool {
    Address::parse(address).is_some_and(|address| address.credentials().is_some())
}

fn host(address: &str) -> String {
    Address::parse(address).map(|address| address.host().to_owned()).unwrap_or_default()
}

/// Whether an address is more likely that of a feed than that of a page.
fn looks_like_feed(address: &str) -> bool {
    let Some(address) = Address::parse(address) else { return false };
    let path = address.path().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    [".xml", ".rss", ".atom", ".rdf", ".json"].iter().any(|end| last.ends_with(end))
        || matches!(last, "feed" | "rss" | "atom" | "feeds")
        || path.contains("/feeds/")
}

struct Seek<'a> {
    now: Instant,
    ask: Asker<'a>,
    /// The host that the person wrote; empty for none.
    written: String,
}

impl Seek<'_> {
    fn choice(&self, address: String, title: &str) -> Choice {
        let own_host = host(&address) == self.written;
        Choice { address, title: title.to_owned(), own_host }
    }

    fn get(&self, text: &str) -> Result<Answer, String> {
        self.get_at(text, true)
    }

    fn get_at(&self, text: &str, follow: bool) -> Result<Answer, String> {
        let address = Address::parse(text).ok_or_else(|| Trouble::BadAddress.to_string())?;
        let written = address.host() == self.written;
        let answer =
            (self.ask)(&Request { follow, ..Request::first(address, written) }).map_err(|why| why.to_string())?;
        if matches!(answer.status, 200..=299) { Ok(answer) } else { Err(said(answer.status)) }
    }

    fn source(&self, source: Source, steps: usize) -> Found {
        match source {
            Source::Nowhere { profile } => Found::Nowhere { profile },
            Source::At { address, .. } => Found::Feeds(vec![self.choice(address, "")]),
            Source::Ask(_) if steps == 0 => Found::Nothing("it leads from page to page".to_owned()),
            Source::Ask(ask) => self.asked(ask, steps - 1),
        }
    }

    fn asked(&self, ask: Ask, steps: usize) -> Found {
        let html = |page: &str| self.get(page).map(|answer| decode(&answer.body, &answer.content_type));
        let known = |found: Option<Source>, page: &str| {
            found.map_or_else(|| self.page(page), |source| self.source(source, steps))
        };
        match ask {
            Ask::Page(page) => self.page(&page),
            Ask::Finger { address, guess } => {
                match self.get(&address).ok().and_then(|answer| profile_page(&answer.body)) {
                    Some(profile) => {
                        let runs = self
                            .get(&profile)
                            .map(|answer| page(&answer.body, &answer.content_type, &answer.from.whole()).generator);
                        self.source(of_profile(&profile, &runs.unwrap_or_default()), steps)
                    }
                    None => Found::Feeds(vec![self.choice(guess, "")]),
                }
            }
            Ask::Channel(page) => match html(&page) {
                Ok(html) => known(channel(&html).map(|id| of_channel(&id)), &page),
                Err(why) => Found::Nothing(why),
            },
            Ask::SoundUser(page) => match html(&page) {
                Ok(html) => known(sound_user(&html).map(|id| of_sound_user(&id)), &page),
                Err(why) => Found::Nothing(why),
            },
            Ask::Directory(address) => match self.get(&address) {
                Ok(answer) => match directory_feed(&answer.body) {
                    Some(feed) => Found::Feeds(vec![self.choice(feed, "")]),
                    None => Found::Nothing("the directory names no feed".to_owned()),
                },
                Err(why) => Found::Nothing(why),
            },
        }
    }

    /// What is at an address: a feed, or a page that names some.
    fn page(&self, at: &str) -> Found {
        let answer = match self.get(at) {
            Ok(answer) => answer,
            Err(why) => return Found::Nothing(why),
        };
        let from = answer.from.whole();
        if let Ok(feed) = read(&answer.body, &answer.content_type, &from, self.now) {
            return Found::Feeds(vec![self.choice(at.to_owned(), &feed.title)]);
        }
        let said = page(&answer.body, &answer.content_type, &from);
        let mut feeds = self.named(&said);
        let fediverse = FEDIVERSE.iter().any(|name| said.generator.contains(name));
        if let Source::At { address, .. } = of_profile(&from, &said.generator)
            && fediverse
            && feeds.is_empty()
        {
            feeds.extend(self.feed_at(&address, true));
        }
        if feeds.is_empty() {
            feeds.extend(probes(&from).iter().find_map(|probe| self.feed_at(probe, false)));
        }
        if feeds.is_empty() { Found::Nothing("it names no feed".to_owned()) } else { Found::Feeds(feeds) }
    }

    /// The feeds that a page names; what may be one is asked.
    fn named(&self, page: &Page) -> Vec<Choice> {
        let (weak, sure): (Vec<_>, Vec<_>) = page.feeds.iter().partition(|feed| feed.weak);
        if sure.is_empty() {
            return weak.iter().filter_map(|feed| self.feed_at(&feed.address, true)).collect();
        }
        sure.into_iter().map(|feed| self.choice(feed.address.clone(), &feed.title)).collect()
    }

    fn feed_at(&self, at: &str, follow: bool) -> Option<Choice> {
        let answer = self.get_at(at, follow).ok()?;
        let feed = read(&answer.body, &answer.content_type, &answer.from.whole(), self.now).ok()?;
        Some(self.choice(at.to_owned(), &feed.title))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listen::manners::Pauses;

    const NOW: Instant = Instant(1_800_000_000_000);
    /// What is given, what stands on which page, and what comes of it.
    type Case = (&'static str, Vec<(&'static str, String)>, &'static str);
    const FEED: &str = "<rss version='2.0'><channel><title>Birds</title><item><title>a</title></item></channel></rss>";

    /// A web of pages, each with what stands on it; all else is not there.
    fn sought(text: &str, web: &[(&str, &str)]) -> String {
        let ask = |request: &Request| {
            let at = request.address.whole();
            let page = web.iter().find(|(address, _)| *address == at);
            Ok(Answer {
                status: if page.is_some() { 200 } else { 404 },
                body: page.map(|(_, body)| body.as_bytes().to_vec()).unwrap_or_default(),
                content_type: String::new(),
                tag: String::new(),
                modified: String::new(),
                pauses: Pauses::default(),
                from: request.address.clone(),
                moved: None,
            })
        };
        match of_text(text, NOW, &ask) {
            Found::Feeds(feeds) => {
                let words = feeds.iter().map(|feed| format!("{} {}", feed.address, feed.title).trim().to_owned());
                words.collect::<Vec<_>>().join(", ")
            }
            Found::Nowhere { profile } => format!("nowhere, {profile}"),
            Found::Nothing(why) => format!("nothing: {why}"),
            Found::Unclear => "unclear".to_owned(),
        }
    }

    #[test]
    fn what_a_person_gives_leads_to_feeds() {
        let site = "https://ada.example/";
        let finger = "https://social.example/.well-known/webfinger?resource=acct:ada@social.example";
        let links = |href: &str| format!("{{\"links\":[{{\"rel\":\"self\",\"href\":\"{href}\"}}]}}");
        let table: Vec<Case> = vec![
            // without asking
            ("github:ada", vec![], "https://github.com/ada.atom"),
            ("https://github.com/ada/bridge", vec![], "https://github.com/ada/bridge/releases.atom"),
            ("https://www.linkedin.com/in/ada", vec![], "nowhere, https://www.linkedin.com/in/ada"),
            ("hello", vec![], "unclear"),
            // the address of a feed is one, whatever its platform
            (
                "https://github.com/ada.atom",
                vec![("https://github.com/ada.atom", FEED.into())],
                "https://github.com/ada.atom Birds",
            ),
            (
                "https://ada:pw@ada.example/x",
                vec![("https://ada:pw@ada.example/x", FEED.into())],
                "https://ada:pw@ada.example/x Birds",
            ),
            // the host of a handle says where its profile is, and its page what runs there
            ("@ada@social.example", vec![], "https://social.example/@ada.rss"),
            ("@ada@social.example", vec![(finger, links("https://web.example/@ada"))], "https://web.example/@ada.rss"),
            (
                "@ada@social.example",
                vec![
                    (finger, links("https://web.example/@ada")),
                    ("https://web.example/@ada", "<meta name=generator content='GoToSocial 0.18'>".into()),
                ],
                "https://web.example/@ada/feed.rss",
            ),
            // a page names its feeds
            (
                site,
                vec![(site, "<link rel=alternate type=application/rss+xml href=/f title=News>".into())],
                "https://ada.example/f News",
            ),
            (
                "ada.example",
                vec![(site, "<link rel=feed href=/f><link rel=feed href=/g>".into())],
                "https://ada.example/f, https://ada.example/g",
            ),
            (
                site,
                vec![
                    (
                        site,
                        "<link rel=alternate type=text/xml href=/no><link rel=alternate type=text/xml href=/f>".into(),
                    ),
                    ("https://ada.example/f", FEED.into()),
                ],
                "https://ada.example/f Birds",
            ),
            // or it is where feeds usually are
            (
                site,
                vec![(site, "<p>".into()), ("https://ada.example/rss", FEED.into())],
                "https://ada.example/rss Birds",
            ),
            (site, vec![(site, "<p>".into())], "nothing: it names no feed"),
            (site, vec![], "nothing: there is nothing at its address"),
            (
                "https://www.youtube.com/@ada",
                vec![("https://www.youtube.com/@ada", "\"externalId\":\"UCabcdefghijklmnopqrstuv\"".into())],
                "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
            ),
        ];
        for (text, web, wanted) in table {
            let web: Vec<(&str, &str)> = web.iter().map(|(address, body)| (*address, body.as_str())).collect();
            assert_eq!(sought(text, &web), wanted, "{text}");
        }
    }

    #[test]
    fn only_the_host_that_was_written_is_trusted() {
        let asked = std::cell::RefCell::new(Vec::new());
        let ask = |request: &Request| {
            asked.borrow_mut().push((request.address.host().to_owned(), request.written));
            Err(Trouble::Slow)
        };
        let seek = Seek { now: NOW, ask: &ask, written: "ada.example".to_owned() };
        assert!(seek.feed_at("https://ada.example/f", true).is_none());
        assert!(seek.feed_at("http://127.0.0.1/f", true).is_none());
        assert_eq!(asked.into_inner(), [("ada.example".to_owned(), true), ("127.0.0.1".to_owned(), false)]);
    }
}
