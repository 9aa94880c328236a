//! Bytes from a feed's address to posts: clean, keyed, dated.
//!
//! Owns by what a post is known again. Must not know the network or who wrote to whom.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use uuid::Uuid;

use super::address::{Address, opened};
use super::charset::decode;
use super::date::date;
use super::plain::{Plain, plain, plain_line};
use super::raw::{RawFeed, RawPost, Words};
use super::{json, xml};
use crate::domain::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text};
use crate::domain::feed::NewPost;
use crate::domain::link::Link;
use crate::domain::time::Instant;

/// The most that is read of one feed, in bytes.
pub const MOST_BYTES: usize = 10 << 20;
/// The most posts that are taken of one feed; it lists the newest first.
pub const MOST_POSTS: usize = 500;

/// A title made of the text is no longer, in characters.
const START_CHARS: usize = 80;
/// A key is no longer; a longer id is known by its hash.
const KEY_CHARS: usize = 200;
/// No post is older: what says so does not know its date. 1990, in milliseconds.
const OLDEST: i64 = 631_152_000_000;
/// A post may be dated ahead by as much as clocks and zones are apart, in seconds.
const AHEAD: i64 = 86_400;

/// A feed that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feed {
    /// Its title; empty for none.
    pub title: String,
    /// The page that it belongs to; empty for none.
    pub site: String,
    /// Its posts in the order in which they stand.
    pub posts: Vec<NewPost>,
    /// How many more it has than are taken.
    pub left_out: usize,
}

/// Why something is no feed: "it is a web page, not a feed".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoFeed(pub String);

/// Reads a feed. `content_type` is what the server said of it and `from` the address that it came from; links are
/// resolved against it. A date after `now` is taken for none.
///
/// # Errors
/// Where it is no feed, or broken past reading.
pub fn read(bytes: &[u8], content_type: &str, from: &str, now: Instant) -> Result<Feed, NoFeed> {
    if bytes.len() > MOST_BYTES {
        return Err(NoFeed(format!("it is larger than {} MB", MOST_BYTES >> 20)));
    }
    // nothing in here is known to panic; one that does must not end a thread that reads other feeds
    let reading = catch_unwind(AssertUnwindSafe(|| read_bytes(bytes, content_type, from, now)));
    reading.unwrap_or_else(|_| Err(NoFeed("it could not be read".to_owned())))
}

fn read_bytes(bytes: &[u8], content_type: &str, from: &str, now: Instant) -> Result<Feed, NoFeed> {
    if bytes.is_empty() {
        return Err(NoFeed("it is empty".to_owned()));
    }
    if bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0x78, 0x9c]) {
        return Err(NoFeed("it is packed, and does not say so".to_owned()));
    }
    let from = Address::parse(from);
    let text = decode(bytes, content_type);
    let raw = match text.trim_start().chars().next() {
        None => Err("it is empty".to_owned()),
        Some('{' | '[') => json::read(&text, MOST_POSTS),
        Some(_) => xml::read(&text, from.as_ref(), MOST_POSTS),
    };
    Ok(finish(&raw.map_err(NoFeed)?, from.as_ref(), now))
}

fn finish(raw: &RawFeed, from: Option<&Address>, now: Instant) -> Feed {
    let line = |words: Option<&Words>| words.map(one_line).unwrap_or_default();
    let title = line(raw.title.as_ref());
    let site = web(&raw.site, from);
    let author = clean_line(&raw.author, LINE_CHARS);
    let shared = shared_ids(&raw.posts);
    let mut feed = Feed { title, site, posts: Vec::with_capacity(raw.posts.len()), left_out: raw.left_out };
    let mut keys = BTreeSet::new();
    for post in &raw.posts {
        let Some(post) = post_of(post, from, &author, &shared, now) else { continue };
        if keys.insert(post.key.clone()) {
            feed.posts.push(post);
        }
    }
    feed
}

fn post_of(
    raw: &RawPost,
    from: Option<&Address>,
    author: &str,
    shared: &BTreeSet<&str>,
    now: Instant,
) -> Option<NewPost> {
    let base = raw.base.as_ref().or(from);
    let mut link = web(&raw.link, base);
    if link.is_empty() && !raw.id_is_no_link && raw.id.contains("://") {
        link = web(&raw.id, None);
    }
    if link.is_empty() {
        link = web(&raw.enclosure, base);
    }
    let words = [&raw.content, &raw.summary, &raw.caption].into_iter().flatten();
    let Plain { text, links } =
        words.map(|words| lines(words, base)).find(|plain| !plain.text.is_empty()).unwrap_or_default();
    let mut title = raw.title.as_ref().map(one_line).unwrap_or_default();
    if title.is_empty() {
        title = start(&text);
    }
    if title.is_empty() {
        title = links.first().map(|link| link.label.clone()).unwrap_or_default();
    }
    if title.is_empty() {
        title = Link::parse(&link).map(|link| clean_line(&link.address(), START_CHARS)).unwrap_or_default();
    }
    if title.is_empty() {
        return None;
    }
    let own = clean_line(&raw.author, LINE_CHARS);
    Some(NewPost {
        key: key(raw, &link, &title, &text, shared),
        at: moment(&raw.published, now).or_else(|| moment(&raw.updated, now)),
        author: if own.is_empty() { author.to_owned() } else { own },
        title,
        link,
        text,
        links: links.into_iter().map(|link| (link.label, link.address)).collect(),
    })
}

/// By what a post is known again: its id; where several share one, id and link; without an id its link, else what it says.
fn key(raw: &RawPost, link: &str, title: &str, text: &str, shared: &BTreeSet<&str>) -> String {
    // however the link is written, and whether the page moved to https or not
    let page = Link::parse(link).map(|link| link.address()).unwrap_or_default();
    let key = match (raw.id.as_str(), page.is_empty()) {
        ("", false) => page,
        ("", true) => format!("{title} {} {text}", raw.published),
        (id, _) if shared.contains(id) => format!("{id} {page}"),
        (id, _) => id.to_owned(),
    };
    let clean = clean_line(&key, KEY_CHARS);
    if clean == key { clean } else { Uuid::new_v5(&Uuid::NAMESPACE_URL, key.as_bytes()).to_string() }
}

/// Ids that posts with different links have.
fn shared_ids(posts: &[RawPost]) -> BTreeSet<&str> {
    let mut first: std::collections::BTreeMap<&str, &str> = std::collections::BTreeMap::new();
    let mut shared = BTreeSet::new();
    for post in posts.iter().filter(|post| !post.id.is_empty()) {
        if *first.entry(&post.id).or_insert(&post.link) != post.link {
            shared.insert(post.id.as_str());
        }
    }
    shared
}

fn one_line(words: &Words) -> String {
    match words {
        Words::Plain(text) => clean_line(text, LINE_CHARS),
        Words::Html(html) => plain_line(html, LINE_CHARS),
    }
}

fn lines(words: &Words, base: Option<&Address>) -> Plain {
    match words {
        Words::Plain(text) => Plain { text: clean_text(text, TEXT_BYTES), links: Vec::new() },
        Words::Html(html) => plain(html, base, TEXT_BYTES),
    }
}

/// How a text begins, cut at a word.
fn start(text: &str) -> String {
    let line = clean_line(text, START_CHARS + 1);
    if line.chars().count() <= START_CHARS {
        return line;
    }
    let cut = clean_line(&line, START_CHARS);
    let end = cut.rfind(' ').filter(|end| *end > START_CHARS / 2).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches(|letter: char| letter.is_whitespace() || ",;:–".contains(letter)))
}

/// A link as a page of the web; empty for anything else.
fn web(link: &str, base: Option<&Address>) -> String {
    opened(link, base).filter(|address| !address.starts_with("mailto:")).unwrap_or_default()
}

fn moment(text: &str, now: Instant) -> Option<Instant> {
    date(text).filter(|at| at.0 >= OLDEST && *at <= now.plus_seconds(AHEAD))
}

#[cfg(test)]
mod tests;
