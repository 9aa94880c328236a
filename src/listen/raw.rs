//! What a feed says before anybody makes sense of it: the same for every format.
//!
//! Must not know any format.

use super::address::Address;

/// Words, and whether there is markup in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// They mean what they say.
    Plain(String),
    /// HTML.
    Html(String),
}

impl Words {
    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        let (Self::Plain(text) | Self::Html(text)) = self;
        text.trim().is_empty()
    }
}

/// A feed.
#[derive(Debug, Clone, Default)]
pub struct RawFeed {
    /// Its title.
    pub title: Option<Words>,
    /// The page that it belongs to, as it stands.
    pub site: String,
    /// Whose it is.
    pub author: String,
    /// Its posts, in their order.
    pub posts: Vec<RawPost>,
    /// Posts past the most that are read.
    pub left_out: usize,
}

/// A post.
#[derive(Debug, Clone, Default)]
pub struct RawPost {
    /// Its own id.
    pub id: String,
    /// Whether the id says that it is no link.
    pub id_is_no_link: bool,
    /// Its title.
    pub title: Option<Words>,
    /// Its page, as it stands.
    pub link: String,
    /// A sound, film or picture that comes with it, as it stands.
    pub enclosure: String,
    /// Who wrote it.
    pub author: String,
    /// When it was published, as it stands.
    pub published: String,
    /// When it was changed, as it stands.
    pub updated: String,
    /// The whole of it.
    pub content: Option<Words>,
    /// Some of it.
    pub summary: Option<Words>,
    /// What an attached picture, film or sound says of itself.
    pub caption: Option<Words>,
    /// Against what its links are resolved; none for the feed's own address.
    pub base: Option<Address>,
}
