//! Feeds in XML: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, whole or broken.
//!
//! Reads what is there in one pass and without a tree, so that neither depth nor a missing end loses a feed: a field ends
//! with its own closing tag or that of its post. Must not know what becomes of the fields.

use std::collections::BTreeMap;

use super::address::Address;
use super::markup::{Piece, Scanner, Tag, decoded, prefixed};
use super::raw::{RawFeed, RawPost, Words};
use super::vocabulary::{Space, Target, is_post, root, space_of, target, usual};

/// The most of one field that is read, in bytes.
const FIELD_BYTES: usize = 256 * 1024;
/// The most namespaces that are remembered.
const MOST_PREFIXES: usize = 64;
/// The most authors that are named.
const MOST_AUTHORS: usize = 3;

/// How the words of a field are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    Escaped,
    Inline,
    /// Neither text nor markup: a picture in letters.
    Nothing,
}

/// A field that is being read.
struct Field<'t> {
    target: Target,
    /// Its name as written.
    name: &'t str,
    /// Open tags of the same name in it.
    within: u32,
    form: Form,
    /// Its text with the entities resolved.
    text: String,
    /// The same with tags, as HTML.
    html: String,
    marked: bool,
}

struct Reader<'t> {
    feed: RawFeed,
    most: usize,
    root: Option<&'static str>,
    prefixes: BTreeMap<&'t str, Space>,
    base: Option<Address>,
    post: Option<RawPost>,
    field: Option<Field<'t>>,
    /// An element that says nothing of the post or feed, though its parts are called the same.
    aside: Option<(&'t str, u32)>,
}

/// Reads a feed of at most `most` posts.
///
/// # Errors
/// Says what it is where it is no feed: "a web page".
pub fn read(text: &str, address: Option<&Address>, most: usize) -> Result<RawFeed, String> {
    let mut reader = Reader {
        feed: RawFeed::default(),
        most,
        root: None,
        prefixes: BTreeMap::new(),
        base: address.cloned(),
        post: None,
        field: None,
        aside: None,
    };
    let mut pieces = Scanner::new(text);
    let mut from = 0;
    while let Some(piece) = pieces.next() {
        let source = &text[from..pieces.position()];
        from = pieces.position();
        match piece {
            Piece::Open(tag) => reader.open(tag, source)?,
            Piece::Close(name) => reader.close(name, source),
            Piece::Text(raw) => reader.words(&decoded(raw), raw),
            Piece::Verbatim(raw) => reader.words(raw, &raw.replace('&', "&amp;").replace('<', "&lt;")),
        }
    }
    if reader.root.is_none() {
        return Err("it holds no feed".to_owned());
    }
    reader.end_post();
    Ok(reader.feed)
}

impl<'t> Reader<'t> {
    fn open(&mut self, tag: Tag<'t>, source: &str) -> Result<(), String> {
        let post = is_post(tag.name);
        if let Some(field) = self.field.as_mut().filter(|_| !post) {
            field.marked = true;
            field.within += u32::from(tag.name == field.name && !tag.closed);
            field.push("", source);
            return Ok(());
        }
        if let Some((name, within)) = self.aside.as_mut().filter(|_| !post) {
            *within += u32::from(tag.name == *name && !tag.closed);
            return Ok(());
        }
        self.end_field();
        self.aside = None;
        let declared = self.declare(&tag);
        let (prefix, local) = prefixed(tag.name);
        let local = local.to_ascii_lowercase();
        let space = declared.unwrap_or_else(|| self.space(prefix));
        if self.root.is_none() {
            self.root = Some(root(&local)?);
        }
        match (space, local.as_str()) {
            (Space::Own, "rss" | "rdf" | "feed" | "channel") | (Space::Other, "rdf") => {
                self.base = self.based(&tag);
            }
            (Space::Own, "item" | "entry") => self.begin_post(&tag),
            (Space::Own, "source" | "image" | "textinput" | "cloud") if !tag.closed => self.aside = Some((tag.name, 0)),
            (Space::Own, "enclosure") => {
                if let Some((post, place)) = self.post.as_mut().zip(tag.get("url")) {
                    place.trim().clone_into(&mut post.enclosure);
                }
            }
            (Space::Own, "link") if tag.get("href").is_some() => self.link(&tag),
            _ => {
                if let Some(target) = target(space, &local).filter(|_| !tag.closed) {
                    self.begin_field(target, &tag);
                }
            }
        }
        Ok(())
    }

    fn close(&mut self, name: &str, source: &str) {
        let ends = is_post(name) || matches!(prefixed(name).1, "channel" | "feed" | "rss" | "RDF");
        if let Some(field) = &mut self.field {
            if name == field.name && field.within == 0 {
                return self.end_field();
            }
            if !ends {
                field.within -= u32::from(name == field.name);
                return field.push("", source);
            }
        } else if let Some((aside, within)) = &mut self.aside {
            if name == *aside && *within == 0 {
                self.aside = None;
                return;
            }
            if !ends {
                *within -= u32::from(name == *aside);
                return;
            }
        }
        if ends {
            self.aside = None;
            self.end_post();
        }
    }

    fn words(&mut self, text: &str, html: &str) {
        if let Some(field) = &mut self.field {
            field.push(text, html);
        }
    }

    fn begin_post(&mut self, tag: &Tag<'_>) {
        self.end_post();
        let id = tag.attributes().find(|(name, _)| prefixed(name).1 == "about").map(|(_, value)| decoded(value));
        let id = id.unwrap_or_default().trim().to_owned();
        self.post = Some(RawPost { id, base: self.based(tag), ..RawPost::default() });
    }

    fn end_post(&mut self) {
        self.end_field();
        let Some(post) = self.post.take() else { return };
        if self.feed.posts.len() < self.most {
            self.feed.posts.push(post);
        } else {
            self.feed.left_out += 1;
        }
    }

    fn begin_field(&mut self, target: Target, tag: &Tag<'t>) {
        if matches!(target, Target::Content | Target::Summary) && tag.get("xml:base").is_some() {
            let base = self.based(tag);
            if let Some(post) = &mut self.post {
                post.base = base;
            }
        }
        let target = match target {
            Target::Id { .. } => Target::Id {
                no_link: tag.get("isPermaLink").is_some_and(|says| says.trim().eq_ignore_ascii_case("false")),
            },
            other => other,
        };
        let form = self.form(tag);
        let (text, html) = (String::new(), String::new());
        self.field = Some(Field { target, name: tag.name, within: 0, form, text, html, marked: false });
    }

    /// How a field is written, by its type: RSS is HTML behind entities, Atom says it.
    fn form(&self, tag: &Tag<'_>) -> Form {
        let atom = self.root == Some("atom");
        let kind = tag.get("type").unwrap_or_default().trim().to_ascii_lowercase();
        match tag.get("mode").unwrap_or_default().trim() {
            "escaped" if kind.is_empty() || kind.contains("html") => return Form::Escaped,
            "xml" if kind.contains("html") => return Form::Inline,
            "base64" => return Form::Nothing,
            _ => {}
        }
        match kind.as_str() {
            "" | "text" | "text/plain" if atom => Form::Plain,
            "xhtml" | "application/xhtml+xml" => Form::Inline,
            kind if !atom || kind.contains("html") => Form::Escaped,
            kind if kind.ends_with("xml") || kind.starts_with("text") => Form::Plain,
            kind if kind.contains('/') => Form::Nothing,
            _ => Form::Escaped,
        }
    }

    fn end_field(&mut self) {
        let Some(field) = self.field.take() else { return };
        let value = || field.text.trim().to_owned();
        let person = || if field.marked { person_in(&field.html) } else { person(&field.text) };
        let Some(post) = &mut self.post else {
            match field.target {
                Target::Title => self.feed.title = self.feed.title.take().or_else(|| field.words()),
                Target::Link if self.feed.site.is_empty() => self.feed.site = value(),
                Target::Author => add(&mut self.feed.author, &person()),
                _ => {}
            }
            return;
        };
        match field.target {
            Target::Title => post.title = field.words().or(post.title.take()),
            Target::OtherTitle => post.title = post.title.take().or_else(|| field.words()),
            Target::Link => post.link = if value().is_empty() { std::mem::take(&mut post.link) } else { value() },
            Target::Id { no_link } => (post.id, post.id_is_no_link) = (value(), no_link),
            Target::Author => add(&mut post.author, &person()),
            Target::Published => post.published = value(),
            Target::Updated => post.updated = value(),
            Target::Content => post.content = field.words().or(post.content.take()),
            Target::Summary => post.summary = field.words().or(post.summary.take()),
            Target::Caption => post.caption = post.caption.take().or_else(|| field.words()),
        }
    }

    /// A link in an attribute, as Atom has it: the page is the alternate one.
    fn link(&mut self, tag: &Tag<'_>) {
        let role = tag.get("rel").unwrap_or_default().trim().to_ascii_lowercase();
        let href = tag.get("href").unwrap_or_default().trim().to_owned();
        if !matches!(role.as_str(), "" | "alternate") || href.is_empty() {
            return;
        }
        let page = tag.get("type").is_none_or(|kind| kind.contains("html"));
        let base = self.based(tag);
        let place = self.post.as_mut().map_or(&mut self.feed.site, |post| &mut post.link);
        if place.is_empty() && page {
            // the base of the link itself, where it has one of its own
            let resolved = tag.get("xml:base").and(base).and_then(|base| base.join(&href));
            *place = resolved.map_or(href, |resolved| resolved.whole());
        } else if place.is_empty() {
            *place = href;
        }
    }

    /// The base within a tag.
    fn based(&self, tag: &Tag<'_>) -> Option<Address> {
        let outer = self.post.as_ref().and_then(|post| post.base.clone()).or_else(|| self.base.clone());
        let own = tag.get("xml:base").filter(|base| !base.trim().is_empty());
        let Some(own) = own else { return outer };
        let joined = outer.as_ref().map_or_else(|| Address::parse(&own), |outer| outer.join(&own));
        joined.or(outer)
    }

    /// Remembers the namespaces of a tag; gives its own where it declares a default one.
    fn declare(&mut self, tag: &Tag<'t>) -> Option<Space> {
        let mut default = None;
        for (name, value) in tag.attributes().filter(|(name, _)| name.starts_with("xmlns")) {
            match name.strip_prefix("xmlns:") {
                Some(prefix) if self.prefixes.len() < MOST_PREFIXES || self.prefixes.contains_key(prefix) => {
                    self.prefixes.insert(prefix, space_of(&decoded(value)));
                }
                None if name == "xmlns" && !tag.name.contains(':') => default = Some(space_of(&decoded(value))),
                _ => {}
            }
        }
        // a default that nobody knows on the feed itself is one more name for RSS
        default.map(|space| if self.root.is_none() || is_post(tag.name) { Space::Own } else { space })
    }

    fn space(&self, prefix: &str) -> Space {
        if prefix.is_empty() {
            return Space::Own;
        }
        self.prefixes.get(prefix).copied().unwrap_or_else(|| usual(prefix))
    }
}

impl Field<'_> {
    fn push(&mut self, text: &str, html: &str) {
        if self.text.len().max(self.html.len()) < FIELD_BYTES {
            self.text.push_str(text);
            self.html.push_str(html);
        }
    }

    fn words(&self) -> Option<Words> {
        let words = match self.form {
            Form::Nothing => return None,
            Form::Plain if !self.marked => Words::Plain(self.text.clone()),
            Form::Escaped if !self.marked => Words::Html(self.text.clone()),
            _ => Words::Html(self.html.clone()),
        };
        (!words.is_empty()).then_some(words)
    }
}

fn add(authors: &mut String, name: &str) {
    let known = authors.split(", ").any(|known| known == name);
    if name.is_empty() || known || authors.split(", ").count() >= MOST_AUTHORS {
        return;
    }
    if !authors.is_empty() {
        authors.push_str(", ");
    }
    authors.push_str(name);
}

/// The name in a person's element of Atom.
fn person_in(html: &str) -> String {
    let mut named = None;
    let mut name = String::new();
    for piece in Scanner::new(html) {
        match piece {
            Piece::Open(tag) => named = Some(prefixed(tag.name).1),
            Piece::Close(_) => named = None,
            Piece::Text(text) if named == Some("name") => name.push_str(&decoded(text)),
            Piece::Verbatim(text) if named == Some("name") => name.push_str(text),
            _ => {}
        }
    }
    person(&name)
}

/// A person's name without the mail address around or behind it: `ada@mail.example (Ada)`; empty where there is no name.
pub fn person(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| !word.contains('@') && *word != "mailto:");
    let name = words.collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(|letter: char| "()<>[]\"',;".contains(letter) || letter.is_whitespace());
    // a bracket within the name stays closed
    let open = name.matches('(').count() > name.matches(')').count();
    if open { format!("{name})") } else { name.to_owned() }
}
