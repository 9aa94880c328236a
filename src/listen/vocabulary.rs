//! The vocabularies of feeds in XML: which namespaces and names mean what.
//!
//! Must not know how a feed is read.

/// Vocabularies that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// RSS, RDF or Atom.
    Own,
    /// Dublin Core.
    Dublin,
    /// The whole text beside the summary.
    Content,
    /// Pictures, sounds, films.
    Media,
    /// Podcasts.
    Podcast,
    /// XHTML.
    Page,
    /// All others.
    Other,
}

/// What a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Its title.
    Title,
    /// A title where there is no other.
    OtherTitle,
    /// The page.
    Link,
    /// Its own id.
    Id {
        /// Whether the id says that it is no link.
        no_link: bool,
    },
    /// A person's name.
    Author,
    /// When it was published.
    Published,
    /// When it was changed.
    Updated,
    /// The whole text.
    Content,
    /// Some of the text.
    Summary,
    /// What an attached picture or film says of itself.
    Caption,
}

/// What sort of feed begins with an element of that name.
///
/// # Errors
/// Says what it is where it is no feed.
pub fn root(local: &str) -> Result<&'static str, String> {
    match local {
        "rss" | "rdf" | "channel" => Ok("rss"),
        "feed" | "entry" => Ok("atom"),
        "html" | "head" | "body" | "title" | "meta" | "div" => Err("it is a web page, not a feed".to_owned()),
        _ => Err("it is XML, but not a feed".to_owned()),
    }
}

/// Whether an element of that name as written is a post.
pub fn is_post(name: &str) -> bool {
    matches!(name, "item" | "entry" | "rss:item" | "atom:entry" | "atom03:entry")
}

/// What an element of a vocabulary is to a post or feed.
pub fn target(space: Space, local: &str) -> Option<Target> {
    Some(match (space, local) {
        (Space::Own, "title") => Target::Title,
        (Space::Dublin | Space::Media, "title") => Target::OtherTitle,
        (Space::Own, "link") | (Space::Other, "origlink") => Target::Link,
        (Space::Own, "guid" | "id") => Target::Id { no_link: false },
        (Space::Own, "author" | "managingeditor")
        | (Space::Dublin, "creator" | "author")
        | (Space::Podcast, "author") => Target::Author,
        (Space::Own, "published" | "pubdate" | "issued" | "created" | "date")
        | (Space::Dublin, "date" | "issued" | "created" | "available") => Target::Published,
        (Space::Own, "updated" | "modified" | "lastbuilddate") | (Space::Dublin, "modified") => Target::Updated,
        (Space::Own, "content" | "fulltext") | (Space::Content, "encoded") | (Space::Page, "body" | "div") => {
            Target::Content
        }
        (Space::Own, "description" | "summary" | "abstract") | (Space::Dublin, "description" | "abstract") => {
            Target::Summary
        }
        (Space::Media, "description" | "text") | (Space::Podcast, "summary" | "subtitle") => Target::Caption,
        _ => return None,
    })
}

/// The vocabulary of a namespace.
pub fn space_of(address: &str) -> Space {
    let address = address.trim().to_ascii_lowercase();
    let bare = address.trim_start_matches("http://").trim_start_matches("https://").trim_end_matches(['/', '#']);
    match bare {
        "purl.org/rss/1.0/modules/content" => Space::Content,
        "" | "www.w3.org/1999/02/22-rdf-syntax-ns" => Space::Own,
        "www.w3.org/1999/xhtml" => Space::Page,
        _ if bare.starts_with("www.w3.org/2005/atom") || bare.starts_with("purl.org/atom/ns") => Space::Own,
        _ if bare.starts_with("purl.org/rss/1.0/modules") => Space::Other,
        _ if bare.starts_with("purl.org/rss") || bare.contains("netscape.com") || bare.contains("userland.com") => {
            Space::Own
        }
        _ if bare.starts_with("blogs.law.harvard.edu") || bare.starts_with("cyber.law.harvard.edu") => Space::Own,
        _ if bare.starts_with("purl.org/dc/") => Space::Dublin,
        _ if bare.starts_with("search.yahoo.com/mrss") || bare.contains("video.search.yahoo.com") => Space::Media,
        _ if bare.contains("itunes.com/dtds") => Space::Podcast,
        _ => Space::Other,
    }
}

/// The vocabulary that an undeclared prefix usually has.
pub fn usual(prefix: &str) -> Space {
    match prefix.to_ascii_lowercase().as_str() {
        "atom" | "rss" | "rdf" => Space::Own,
        "dc" | "dcterms" => Space::Dublin,
        "content" => Space::Content,
        "media" => Space::Media,
        "itunes" => Space::Podcast,
        "xhtml" => Space::Page,
        _ => Space::Other,
    }
}
