//! The feeds that a page names, and where one may be found that it does not name.
//!
//! Owns which links of a page are feeds. Must not know how a page is fetched.

use super::address::{Address, opened};
use super::charset::decode;
use super::markup::{Piece, Scanner, Tag, decoded};
use crate::domain::clean::{LINE_CHARS, clean_line};

/// The most of a page that is looked through, in bytes.
pub const PAGE_BYTES: usize = 2 << 20;
/// The most feeds of one page that are offered.
const MOST: usize = 20;
/// The most places that are tried where a page names none.
const MOST_PROBES: usize = 10;

/// What links to feeds call their type.
const TYPES: &[&str] = &["rss+xml", "atom+xml", "feed+json", "json", "rdf+xml"];
/// Where feeds usually are: the paths of one list of known readers and then those of another, the likeliest first.
const USUAL: &[&str] = &["feed", "rss", "atom.xml", "feed.xml", "rss.xml", "index.xml", "feed.json"];

/// A feed that a page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its address.
    pub address: String,
    /// How the page calls it; empty for nothing.
    pub title: String,
    /// Whether the page only says that it is XML, so that it has to be fetched to be known.
    pub weak: bool,
}

/// What a page says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The feeds, the first one the page's own choice.
    pub feeds: Vec<Candidate>,
    /// The address that the page calls its own; empty for none.
    pub canonical: String,
    /// Links to other profiles of the same person, as the page claims.
    pub claims: Vec<String>,
    /// The program that the page says it was made by, in lower case: `mastodon 4.5`; empty for none.
    pub generator: String,
}

/// Reads a page that came from `from`.
pub fn page(bytes: &[u8], content_type: &str, from: &str) -> Page {
    let html = decode(&bytes[..bytes.len().min(PAGE_BYTES)], content_type);
    let Some(from) = Address::parse(from) else { return Page::default() };
    let mut page = Page::default();
    let mut base: Option<Address> = None;
    let mut pieces = Scanner::new(&html);
    while let Some(piece) = pieces.next() {
        let Piece::Open(tag) = piece else { continue };
        match tag.name.to_ascii_lowercase().as_str() {
            name @ ("script" | "style" | "template" | "noscript" | "textarea") if !tag.closed && name != "noscript" => {
                pieces.skip_past(name);
            }
            // only an absolute base counts, and the first one
            "base" if base.is_none() => {
                base = tag.get("href").and_then(|href| Address::parse(&href));
            }
            "link" => page.link(&tag, base.as_ref().unwrap_or(&from)),
            "a" if relations(&tag).any(|relation| relation == "me") => {
                let claim = tag.get("href").and_then(|href| opened(&href, Some(base.as_ref().unwrap_or(&from))));
                page.claim(claim);
            }
            "meta" if tag.get("name").is_some_and(|name| name.trim().eq_ignore_ascii_case("generator")) => {
                page.generator = clean_line(&tag.get("content").unwrap_or_default(), LINE_CHARS).to_lowercase();
            }
            _ => {}
        }
    }
    page
}

impl Page {
    fn link(&mut self, tag: &Tag<'_>, base: &Address) {
        let Some(href) = tag.get("href") else { return };
        let Some(target) = opened(&href, Some(base)).filter(|target| target.starts_with("http")) else { return };
        let has = |wanted: &str| relations(tag).any(|relation| relation == wanted);
        if has("canonical") && self.canonical.is_empty() {
            self.canonical.clone_from(&target);
        }
        if has("me") {
            self.claim(Some(target.clone()));
        }
        let kind = kind(tag, &target).filter(|_| has("alternate") && !has("stylesheet"));
        let weak = match kind {
            _ if has("feed") => false,
            Some(weak) => weak,
            None => return,
        };
        if self.feeds.len() < MOST && !self.feeds.iter().any(|feed| feed.address == target) {
            let title = tag.get("title").map(|title| clean_line(&title, LINE_CHARS)).unwrap_or_default();
            self.feeds.push(Candidate { address: target, title, weak });
        }
    }

    fn claim(&mut self, link: Option<String>) {
        if let Some(link) = link.filter(|link| self.claims.len() < MOST && !self.claims.contains(link)) {
            self.claims.push(link);
        }
    }
}

/// The words of `rel`, in lower case.
fn relations(tag: &Tag<'_>) -> impl Iterator<Item = String> {
    let words = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
    words.split_ascii_whitespace().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// Whether the type of a link is one of feeds: some of them weakly, none where it is not.
fn kind(tag: &Tag<'_>, target: &str) -> Option<bool> {
    let kind = tag.get("type")?.trim().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let (family, name) = kind.split_once('/')?;
    match (family, name) {
        ("application" | "text", "xml") => Some(true),
        // the interface of a blog's program, not its feed
        (_, "json") if target.contains("/wp-json/") => None,
        ("application" | "text", name) if TYPES.contains(&name) => Some(false),
        _ => None,
    }
}

/// Where a feed may be that the page at `from` does not name, at the root and beside it. To be asked without following
/// redirects, since many sites send what they do not know to their home page.
pub fn probes(from: &str) -> Vec<String> {
    let Some(from) = Address::parse(from) else { return Vec::new() };
    let root = from.join("/");
    let beside = from.join("./").filter(|beside| Some(beside) != root.as_ref());
    let places = [beside, root].into_iter().flatten();
    let all = places.flat_map(|place| USUAL.iter().filter_map(move |path| place.join(path)).collect::<Vec<_>>());
    let mut probes: Vec<String> = Vec::new();
    for probe in all.filter_map(|probe| opened(&probe.whole(), None)) {
        if probes.len() < MOST_PROBES && !probes.contains(&probe) {
            probes.push(probe);
        }
    }
    probes
}

/// The channel of a video platform's page: the id behind `"externalId"`, else `"channelId"`, else in the page's own address.
pub fn channel(html: &str) -> Option<String> {
    let is_id = |id: &str| {
        id.len() == 24
            && id.starts_with("UC")
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let behind = |mark: &str| {
        let rest = &html[html.find(mark)? + mark.len()..];
        rest.get(..24).filter(|id| is_id(id)).map(str::to_owned)
    };
    let canonical = Scanner::new(html).find_map(|piece| match piece {
        Piece::Open(tag) if relations(&tag).any(|word| word == "canonical") => {
            let href = tag.get("href")?;
            href.split_once("/channel/").map(|(_, id)| id.get(..24).unwrap_or_default().to_owned())
        }
        _ => None,
    });
    canonical.filter(|id| is_id(id)).or_else(|| behind("\"externalId\":\"")).or_else(|| behind("\"channelId\":\""))
}

/// The profile page that an answer about a handle (RFC 7033) names; none where it names none.
pub fn profile_page(json: &[u8]) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_slice(json).ok()?;
    let links = answer.get("links")?.as_array()?;
    let of = |relation: &str| {
        let link = links.iter().find(|link| link.get("rel").and_then(|rel| rel.as_str()) == Some(relation))?;
        opened(link.get("href")?.as_str()?, None)
    };
    of("http://webfinger.net/rel/profile-page").or_else(|| of("self")).filter(|link| link.starts_with("http"))
}

/// The feed that a podcast's entry in a directory names.
pub fn directory_feed(json: &[u8]) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_slice(json).ok()?;
    opened(answer.get("results")?.get(0)?.get("feedUrl")?.as_str()?, None).filter(|link| link.starts_with("http"))
}

/// The number of a sound platform's user, as their page names it.
pub fn sound_user(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("soundcloud://users:")?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    (end > 0).then(|| decoded(&rest[..end]).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "https://a.example/blog/page.html";

    fn found(html: &str) -> Vec<String> {
        let feeds = page(html.as_bytes(), "text/html", FROM).feeds;
        feeds
            .into_iter()
            .map(|feed| format!("{}{} {}", feed.address, if feed.weak { "?" } else { "" }, feed.title))
            .collect()
    }

    #[test]
    fn feeds_are_found_by_their_links() {
        let one = "https://a.example/f ";
        let table: [(&str, &[&str]); 22] = [
            ("<link rel=alternate type='application/rss+xml' href=/f>", &[one]),
            ("<LINK REL='ALTERNATE home' TYPE=' Application/Atom+XML ' HREF='/f'>", &[one]),
            (
                "<body><p><link rel=alternate type=application/feed+json href=/f title='News &amp; more'>",
                &["https://a.example/f News & more"],
            ),
            ("<link rel=feed href=/f>", &[one]),
            ("<link rel='feed stylesheet' href=/f>", &[one]),
            ("<link rel='alternate stylesheet' type=application/rss+xml href=/f>", &[]),
            ("<link rel=alternates type=application/rss+xml href=/f>", &[]),
            ("<link rel=disabled-alternate type=application/rss+xml href=/f>", &[]),
            ("<link rel=alternate type=text/html href=/f>", &[]),
            ("<link rel=alternate type=application/rss+xml>", &[]),
            ("<link rel=alternate type=application/rss+xml href='http://['>", &[]),
            ("<link rel=alternate type=application/rss+xml href='javascript:x'>", &[]),
            ("<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/1>", &[]),
            ("<link rel=alternate type=application/json href=/f>", &[one]),
            ("<link rel=alternate type='text/rdf+xml' href=/f>", &[one]),
            ("<link rel=alternate type='application/rss+xml; charset=utf-8' href=/f>", &[one]),
            ("<link rel=alternate type=text/xml href=/f>", &["https://a.example/f? "]),
            ("<base href=https://b.example/x/><link rel=feed href=f>", &["https://b.example/x/f "]),
            ("<base href=/x/><link rel=feed href=f>", &["https://a.example/blog/f "]),
            (
                "<!-- <link rel=feed href=/no> --><script>'<link rel=feed href=/no>'</script><link rel=feed href=/f>",
                &[one],
            ),
            (
                "<link rel=feed href=/f><link rel=feed href=/g><link rel=feed href='https://a.example/f'>",
                &[one, "https://a.example/g "],
            ),
            ("", &[]),
        ];
        for (html, wanted) in table {
            assert_eq!(found(html), wanted, "{html}");
        }
        assert_eq!(found(&"<link rel=feed href=/f>".repeat(100_000)), [one]);
    }

    #[test]
    fn a_page_says_who_it_is() {
        let html = "<meta name=Generator content='Mastodon 4.5'><link rel=canonical href=/ada><a rel='me noopener' href='https://b.example/@ada'>b</a>
                    <link rel=me href='https://github.com/ada'><a rel=meh href=/x>";
        let page = page(html.as_bytes(), "", FROM);
        assert_eq!((page.canonical.as_str(), page.generator.as_str()), ("https://a.example/ada", "mastodon 4.5"));
        assert_eq!(page.claims, ["https://b.example/@ada", "https://github.com/ada"]);
    }

    #[test]
    fn the_usual_places_are_few() {
        let places = probes(FROM);
        assert_eq!((places.len(), places[0].as_str()), (MOST_PROBES, "https://a.example/blog/feed"));
        assert_eq!(probes("https://a.example").len(), USUAL.len());
        assert!(probes("no address").is_empty());
    }

    #[test]
    fn what_only_a_page_knows_is_taken_from_it() {
        let id = "UCabcdefghijklmnopqrstuv";
        assert_eq!(
            channel(&format!("<link rel=canonical href='https://v.example/channel/{id}'>")).as_deref(),
            Some(id)
        );
        assert_eq!(channel(&format!("{{\"channelId\":\"UCother\",\"externalId\":\"{id}\"}}")).as_deref(), Some(id));
        assert_eq!(channel("\"channelId\":\"UCshort\""), None);
        let finger = br#"{"subject":"acct:x","links":[{"rel":"self","type":"application/activity+json","href":"https://m.example/users/ada"},
            {"rel":"http://webfinger.net/rel/profile-page","href":"https://m.example/@ada"}]}"#;
        assert_eq!(profile_page(finger).as_deref(), Some("https://m.example/@ada"));
        assert_eq!(profile_page(b"{\"links\":[{\"rel\":\"self\",\"href\":\"file:///x\"}]}"), None);
        assert_eq!(sound_user("content=\"soundcloud://users:4711\"").as_deref(), Some("4711"));
        assert_eq!(
            directory_feed(br#"{"results":[{"feedUrl":"https://p.example/f"}]}"#).as_deref(),
            Some("https://p.example/f")
        );
        assert_eq!(directory_feed(br#"{"results":[]}"#), None);
    }

    #[test]
    fn no_page_breaks_it() {
        for piece in
            ["<link ", "<a rel=me ", "<base href='", "<", "rel=feed ", "<script>", "<meta name=generator content='"]
        {
            let html = piece.repeat(400_000 / piece.len());
            page(html.as_bytes(), "", FROM);
            channel(&html);
        }
    }
}
