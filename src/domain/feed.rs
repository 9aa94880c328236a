//! Feeds: what a person or place publishes, how the visits to it went, and the posts that came of them.
//!
//! Owns which addresses may be one and what of a feed may be shown by name. Must not know how a feed is fetched or read.

use super::ids::{FeedId, PostId, Subject};
use super::link::{LINK_CHARS, host, safe_link};
use super::time::Instant;

/// So many of the newest posts of a feed are kept; those that are marked to be kept stay besides.
pub const KEPT_POSTS: usize = 200;
/// Why a feed is never asked whose address was left out of the file that it came with.
pub const SECRET_LEFT_OUT: &str = "its address holds a secret, which was left out";
/// So many words are read in a minute.
const WORDS_A_MINUTE: usize = 220;
/// So many signs are read in a minute where words have no blanks between them.
const SIGNS_A_MINUTE: usize = 500;

/// What is done about a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Read, or let be.
    Done,
    /// Kept for later.
    Kept,
}

impl Mark {
    /// All.
    pub const ALL: &'static [Self] = &[Self::Done, Self::Kept];

    /// As it is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Kept => "kept",
        }
    }

    /// The mark of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|mark| mark.word() == word)
    }
}

/// A feed and how it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its row.
    pub id: FeedId,
    /// Whose; none for nobody's yet.
    pub of: Option<Subject>,
    /// Their name; empty for nobody's.
    pub owner: String,
    /// As it was given, whole: it may hold a secret.
    pub address: String,
    /// How the person calls it; empty for as it calls itself.
    pub title: String,
    /// Why it is never asked; empty where it is.
    pub off: String,
    /// Whether a person gave the address themselves: then it may lead to their own machine or network.
    pub written: bool,
    /// How the visits went.
    pub state: FeedState,
    /// How many of its posts are here.
    pub posts: u32,
    /// How many of them are not read.
    pub unread: u32,
}

impl std::fmt::Debug for Feed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Feed({} {:?} {})", self.id.0, self.of, self.name())
    }
}

impl Feed {
    /// What it is called: by the person, by itself, else its host.
    pub fn name(&self) -> String {
        let own = [&self.title, &self.state.title].into_iter().find(|title| !title.is_empty());
        own.cloned().unwrap_or_else(|| host_of(&self.address))
    }

    /// Where it is asked: where it moved to, else as it was given. It may hold a secret.
    pub fn asked_at_address(&self) -> &str {
        if self.state.moved.is_empty() { &self.address } else { &self.state.moved }
    }
}

/// How the visits to a feed went. Of this machine alone.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct FeedState {
    /// As it calls itself; empty for not known.
    pub title: String,
    /// The page that it belongs to; empty for not known.
    pub site: String,
    /// The tag of what was read last; empty for none.
    pub tag: String,
    /// The time of what was read last, as it stands; empty for none.
    pub modified: String,
    /// When it was asked last.
    pub asked: Option<Instant>,
    /// When it last answered as it should.
    pub fresh: Option<Instant>,
    /// Since when it gave nothing.
    pub failing_since: Option<Instant>,
    /// How often in a row it gave nothing.
    pub failures: u32,
    /// Why, the last time.
    pub trouble: String,
    /// Not to be asked before.
    pub wait_until: Option<Instant>,
    /// Where it said once that it moved for good. It may hold a secret.
    pub moving: String,
    /// Where it is asked since it said so twice. It may hold a secret.
    pub moved: String,
}

/// What a visit brought.
#[derive(Clone, PartialEq, Eq)]
pub struct Visit {
    /// To which feed.
    pub feed: FeedId,
    /// How it is with it from now on.
    pub state: FeedState,
    /// Its posts as they stand there; none where nothing came.
    pub posts: Vec<NewPost>,
}

/// A post as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewPost {
    /// By what it is known again within its feed.
    pub key: String,
    /// Its title, or how its text begins.
    pub title: String,
    /// Its page; empty for none.
    pub link: String,
    /// Who wrote it; empty for nobody named.
    pub author: String,
    /// When it was published; none where that is not known.
    pub at: Option<Instant>,
    /// What it says.
    pub text: String,
    /// The links in it: the words, and where they lead.
    pub links: Vec<(String, String)>,
}

/// A post that is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its row.
    pub id: PostId,
    /// Of which feed.
    pub feed: FeedId,
    /// Its title, or how its text begins.
    pub title: String,
    /// Its page; empty for none.
    pub link: String,
    /// When it was published, else found.
    pub at: Instant,
    /// Whether it was read.
    pub done: bool,
    /// Whether it is kept.
    pub kept: bool,
}

/// The address of a feed as it is stored, user name and password included; none where it is none of the web.
pub fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (user, named) = rest[..end].rsplit_once('@').unwrap_or(("", &rest[..end]));
    let plain = |letter: char| letter.is_ascii_graphic() && !matches!(letter, '/' | '?' | '#' | '\\');
    let path = rest[end..].split('#').next().unwrap_or_default();
    let safe = safe_link(&format!("{scheme}://{named}{path}")).filter(|safe| safe.starts_with("http"))?;
    let (scheme, rest) = safe.split_once("://")?;
    let whole = if user.is_empty() { safe.clone() } else { format!("{scheme}://{user}@{rest}") };
    (user.chars().all(plain) && whole.chars().count() <= LINK_CHARS).then_some(whole)
}

/// The address without user name and password: by what a feed is known, so that no password can be guessed from it.
pub fn bare(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let from = rest[..end].rfind('@').map_or(0, |at| at + 1);
    format!("{scheme}://{}", &rest[from..])
}

/// The host of an address, which is no secret: what a feed is called that has no name.
pub fn host_of(address: &str) -> String {
    let bare = bare(address);
    let named = bare.split_once("://").map_or("", |(_, rest)| rest);
    let end = named.find(['/', '?', '#']).unwrap_or(named.len());
    let host = host(&named[..end]).unwrap_or_default();
    host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
}

/// How many minutes it takes to read a text: one at least.
pub fn reading_minutes(text: &str) -> u32 {
    let words = text.split_whitespace().count();
    // scripts that write no blanks are counted by signs
    let dense = text.chars().filter(|sign| ('\u{2e80}'..='\u{d7ff}').contains(sign)).count();
    let minutes = words.div_ceil(WORDS_A_MINUTE).max(dense.div_ceil(SIGNS_A_MINUTE)).max(1);
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_the_address_of_a_feed() {
        let table = [
            (" https://Ada.example/feed.xml#top ", Some("https://ada.example/feed.xml")),
            ("http://127.0.0.1:8080/f?a=b", Some("http://127.0.0.1:8080/f?a=b")),
            ("https://ada:s3cr3t@ada.example/f", Some("https://ada:s3cr3t@ada.example/f")),
            ("https://a da@ada.example/f", None),
            ("file:///etc/passwd", None),
            ("exec:ls", None),
            ("mailto:ada@ada.example", None),
            ("ada.example", None),
            ("", None),
        ];
        for (text, wanted) in table {
            assert_eq!(address(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn no_user_name_stays_in_what_is_shown_or_known() {
        for (text, known, host) in [
            ("https://ada:s3cr3t@ada.example/f?x=@y", "https://ada.example/f?x=@y", "ada.example"),
            ("https://www.ada.example:81", "https://www.ada.example:81", "ada.example:81"),
            ("nothing", "nothing", ""),
        ] {
            assert_eq!((bare(text).as_str(), host_of(text).as_str()), (known, host));
        }
    }

    #[test]
    fn reading_takes_a_minute_at_least() {
        for (text, minutes) in
            [(String::new(), 1), ("word ".repeat(220), 1), ("word ".repeat(221), 2), ("字".repeat(1_001), 3)]
        {
            assert_eq!(reading_minutes(&text), minutes);
        }
    }
}
