//! Feeds in JSON: JSON Feed 1 and 1.1, with the liberties that people take.
//!
//! An item that is none is passed over, a number is as good as a word. Must not know what becomes of the fields.

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::raw::{RawFeed, RawPost, Words};

/// The most items that are looked at.
const MOST_ITEMS: usize = 10_000;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Top<'j> {
    #[serde(borrow)]
    version: Loose<'j>,
    title: Loose<'j>,
    home_page_url: Loose<'j>,
    author: Loose<'j>,
    authors: Loose<'j>,
    items: Option<Items<'j>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Item<'j> {
    #[serde(borrow)]
    id: Loose<'j>,
    url: Loose<'j>,
    external_url: Loose<'j>,
    title: Loose<'j>,
    content_html: Loose<'j>,
    content_text: Loose<'j>,
    summary: Loose<'j>,
    date_published: Loose<'j>,
    date_modified: Loose<'j>,
    author: Loose<'j>,
    authors: Loose<'j>,
}

#[derive(Deserialize)]
struct Person {
    name: Option<String>,
}

/// Any value, made sense of later.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(transparent)]
struct Loose<'j>(#[serde(borrow)] Option<&'j RawValue>);

impl Loose<'_> {
    /// As words: a text, or a number as it stands; else empty.
    fn text(self) -> String {
        let Some(raw) = self.0 else { return String::new() };
        let number = || raw.get().chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '.'));
        serde_json::from_str(raw.get()).ok().or_else(|| number().then(|| raw.get().to_owned())).unwrap_or_default()
    }

    /// As the names of one person or several.
    fn names(self) -> Vec<String> {
        let Some(raw) = self.0 else { return Vec::new() };
        if let Ok(people) = serde_json::from_str::<Vec<Person>>(raw.get()) {
            return people.into_iter().filter_map(|person| person.name).collect();
        }
        serde_json::from_str::<Person>(raw.get()).ok().and_then(|person| person.name).into_iter().collect()
    }
}

/// Items, no more than [`MOST_ITEMS`] of them kept.
struct Items<'j>(Vec<&'j RawValue>);

impl<'de: 'j, 'j> Deserialize<'de> for Items<'j> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Kept;
        impl<'de> Visitor<'de> for Kept {
            type Value = Items<'de>;

            fn expecting(&self, words: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                words.write_str("a list of items")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while items.len() < MOST_ITEMS {
                    let Some(item) = list.next_element()? else { return Ok(Items(items)) };
                    items.push(item);
                }
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(Kept)
    }
}

/// Reads a feed of at most `most` posts.
///
/// # Errors
/// Says what it is where it is no feed.
pub fn read(text: &str, most: usize) -> Result<RawFeed, String> {
    let text = text.trim();
    let top: Top<'_> = serde_json::from_str(text).map_err(|why| {
        if why.is_data() {
            "it is JSON, but not a feed".to_owned()
        } else {
            format!("its JSON is broken in line {}", why.line())
        }
    })?;
    let version = top.version.text();
    let Some(items) = top.items.filter(|_| version.contains("jsonfeed.org") || version.starts_with('1')) else {
        return Err("it is JSON, but not a feed".to_owned());
    };
    let title = Some(Words::Plain(top.title.text())).filter(|title| !title.is_empty());
    let author = authors(top.author, top.authors);
    let mut feed = RawFeed { title, site: top.home_page_url.text(), author, ..RawFeed::default() };
    for item in items.0.iter().filter_map(|item| serde_json::from_str::<Item<'_>>(item.get()).ok()) {
        if feed.posts.len() < most {
            feed.posts.push(post(&item));
        } else {
            feed.left_out += 1;
        }
    }
    Ok(feed)
}

fn post(item: &Item<'_>) -> RawPost {
    let words = |words: Words| Some(words).filter(|words| !words.is_empty());
    let link = item.url.text();
    RawPost {
        id: item.id.text().trim().to_owned(),
        id_is_no_link: false,
        title: words(Words::Plain(item.title.text())),
        link: if link.trim().is_empty() { item.external_url.text() } else { link },
        enclosure: String::new(),
        author: authors(item.author, item.authors),
        published: item.date_published.text(),
        updated: item.date_modified.text(),
        content: words(Words::Html(item.content_html.text())).or_else(|| words(Words::Plain(item.content_text.text()))),
        summary: words(Words::Plain(item.summary.text())),
        caption: None,
        base: None,
    }
}

fn authors(one: Loose<'_>, several: Loose<'_>) -> String {
    let mut names = several.names();
    if names.is_empty() {
        names = one.names();
    }
    names.truncate(3);
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_read_with_the_liberties_people_take() {
        let text = r#" {"version": "https://jsonfeed.org/version/1.1", "title": "River notes", "home_page_url": "/", "author": "x",
            "authors": [{"name": "Ada"}, {"url": "x"}], "items": [
            {"id": 7, "url": "/a", "content_html": "<p>A</p>", "author": {"name": "Bo"}, "attachments": [{}]},
            "no item", 4, null,
            {"external_url": "https://b.example/", "content_text": "B <b>", "date_published": "2026-03-04", "tags": 5}]}"#;
        let feed = read(text, 10).unwrap_or_default();
        assert_eq!((feed.author.as_str(), feed.site.as_str(), feed.posts.len()), ("Ada", "/", 2));
        let [first, second] = &feed.posts[..] else { panic!("two posts") };
        assert_eq!((first.id.as_str(), first.author.as_str()), ("7", "Bo"));
        assert_eq!(
            (second.link.as_str(), second.content.clone()),
            ("https://b.example/", Some(Words::Plain("B <b>".to_owned())))
        );
        assert_eq!(read(text, 1).map(|feed| feed.left_out), Ok(1));
    }

    #[test]
    fn what_is_no_feed_is_refused() {
        for (text, wanted) in [
            ("{\"items\": []}", "it is JSON, but not a feed"),
            ("{\"version\": \"https://jsonfeed.org/version/1\"}", "it is JSON, but not a feed"),
            ("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": 4}", "it is JSON, but not a feed"),
            ("{\"version\": \n", "its JSON is broken in line"),
            (&"{\"a\":".repeat(100_000), "its JSON is broken in line 1"),
        ] {
            let why = read(text, 10).err().unwrap_or_default();
            assert!(why.starts_with(wanted), "{why}");
        }
    }
}
