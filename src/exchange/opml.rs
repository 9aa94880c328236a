//! Lists of feeds in OPML, folders as tags.
//!
//! Reads what a document says and nothing that it points at: no list that it includes, no command, no entity that it
//! declares. Broken documents are read as far as they go. Must not know which addresses may be fetched.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::entity::resolve;
use super::feed_list::{COMMAND, FeedList, leave_out, page};
use super::json::beginning;
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::incoming::{Incoming, IncomingFeed, Unreadable};

/// So many folders around a feed become its tags, the innermost.
const MOST_FOLDERS: usize = 10;

/// Whether it is OPML, whatever its outermost element is called.
pub fn is(text: &str) -> bool {
    let beginning = beginning(elements(text)).to_ascii_lowercase();
    beginning.starts_with('<') && ["<opml", "<outline"].iter().any(|word| beginning.contains(word))
}

/// A text from its first element on, without the declarations and comments before it.
fn elements(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let ends = [("<?", "?>"), ("<!--", "-->")].into_iter().find(|(front, _)| rest.starts_with(front));
        let Some((_, behind)) = ends.and_then(|(_, end)| rest.split_once(end)) else { return rest };
        rest = behind.trim_start();
    }
}

/// Reads it.
///
/// # Errors
/// Where it is broken before anything of it could be read.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let incoming = Incoming { format: "OPML list of feeds", source: "opml", ..Incoming::default() };
    let mut list = List { incoming, feeds: FeedList::default(), open: Vec::new(), folders: Vec::new(), started: false };
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    loop {
        let line = lines.of(reader.buffer_position());
        match reader.read_event() {
            Ok(Event::Start(tag)) => list.tag(&tag, line, true),
            Ok(Event::Empty(tag)) => list.tag(&tag, line, false),
            Ok(Event::End(tag)) if is_outline(tag.name().as_ref()) => list.close(),
            Ok(Event::DocType(declared)) if declared.contains("<!ENTITY") => {
                list.incoming.notes.push("what it declares by itself (entities) is not read".to_owned());
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                let line = lines.of(reader.error_position());
                if !list.started {
                    return Err(Unreadable {
                        line,
                        why: "it is no list of feeds: nothing in it can be read".to_owned(),
                    });
                }
                list.incoming.notes.push(format!("broken on line {line}: what stands behind was not read"));
                break;
            }
        }
    }
    if !list.open.is_empty() {
        list.incoming.notes.push("it stops in the middle: read as far as it goes".to_owned());
    }
    list.feeds.finish(&mut list.incoming);
    Ok(list.incoming)
}

/// An element that is open.
struct Open {
    line: u32,
    /// Whether it is a folder: its name is a tag of what is in it.
    folder: bool,
    /// Whether anything is in it.
    filled: bool,
}

struct List {
    incoming: Incoming,
    feeds: FeedList,
    open: Vec<Open>,
    folders: Vec<String>,
    started: bool,
}

impl List {
    fn tag(&mut self, tag: &BytesStart<'_>, line: u32, opens: bool) {
        self.started = true;
        if !is_outline(tag.name().as_ref()) {
            return;
        }
        if let Some(around) = self.open.last_mut() {
            around.filled = true;
        }
        let outline = Outline::of(tag);
        let folder = opens && outline.is_folder();
        if folder {
            self.folders.push(outline.title());
        } else {
            self.outline(&outline, line);
        }
        if opens {
            self.open.push(Open { line, folder, filled: false });
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop().filter(|open| open.folder) else { return };
        let name = self.folders.pop().unwrap_or_default();
        if !open.filled {
            leave_out(&mut self.incoming, open.line, &name, "an empty folder");
        }
    }

    fn outline(&mut self, outline: &Outline<'_>, line: u32) {
        let address = outline.get("xmlurl");
        let sort = outline.get("type").to_ascii_lowercase();
        let why = match (sort.as_str(), address.is_empty()) {
            ("include", _) => Some("another list, which is not fetched"),
            ("link", true) => Some("a link, not a feed"),
            (_, true) => Some("no address of a feed"),
            _ => None,
        };
        if let Some(why) = why {
            return leave_out(&mut self.incoming, line, &outline.title(), why);
        }
        let disabled = if outline.has("filtercmd") {
            Some(COMMAND)
        } else if ["+xpath", "+dotnotation"].iter().any(|made| sort.ends_with(made)) {
            Some("its posts are picked out of a page, which is not done here")
        } else if outline.get("iscomment").eq_ignore_ascii_case("true") {
            Some("it is commented out there")
        } else {
            None
        };
        let around = &self.folders[self.folders.len().saturating_sub(MOST_FOLDERS)..];
        let mut tags = around.to_vec();
        tags.extend(outline.get("category").split(',').map(category));
        let feed = IncomingFeed {
            line,
            title: outline.title(),
            site: page(&outline.get("htmlurl")),
            tags,
            disabled: disabled.map(str::to_owned),
            ..IncomingFeed::default()
        };
        self.feeds.take(&mut self.incoming, &address, feed);
    }
}

/// The attributes of an outline, by their names in lower case: programs write them as they like.
struct Outline<'t> {
    attributes: BTreeMap<String, Cow<'t, str>>,
}

impl<'t> Outline<'t> {
    fn of(tag: &'t BytesStart<'_>) -> Self {
        let mut attributes = BTreeMap::new();
        // the way of HTML reads values without quotes too; what is broken is passed over
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            attributes.entry(attribute.key.as_ref().to_ascii_lowercase()).or_insert(attribute.value);
        }
        Self { attributes }
    }

    fn has(&self, name: &str) -> bool {
        self.attributes.contains_key(name)
    }

    fn get(&self, name: &str) -> String {
        self.attributes.get(name).map_or_else(String::new, |value| resolve(value).trim().to_owned())
    }

    /// What it is called: the text, which is meant to be shown, before the title.
    fn title(&self) -> String {
        let names = ["text", "title"].map(|name| clean_line(&self.get(name), LINE_CHARS));
        names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
    }

    /// Whether what is in it belongs under its name; some programs call their folders feeds, without an address.
    fn is_folder(&self) -> bool {
        self.get("xmlurl").is_empty() && !self.get("type").eq_ignore_ascii_case("include")
    }
}

fn is_outline(name: &str) -> bool {
    name.eq_ignore_ascii_case("outline")
}

/// A category as a tag: a path without what is empty in it.
fn category(written: &str) -> String {
    let parts = written.split('/').map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("/")
}

/// Counts lines as it goes forward.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn of(&mut self, at: u64) -> u32 {
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(self.text.len());
        for byte in self.text.get(self.at..at).unwrap_or_default() {
            self.line = self.line.saturating_add(u32::from(*byte == b'\n'));
        }
        self.at = self.at.max(at);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::recognise;

    fn read(body: &str) -> Incoming {
        let text = format!("<opml version=\"2.0\">\n<body>\n{body}\n</body></opml>");
        recognise::read(text.as_bytes()).unwrap_or_else(|why| panic!("{why}: {text}"))
    }

    /// Line, title, address and tags of each feed.
    fn feeds(incoming: &Incoming) -> Vec<(u32, &str, &str, String)> {
        let feeds = incoming.feeds.iter();
        feeds.map(|feed| (feed.line, feed.title.as_str(), feed.address.as_str(), feed.tags.join("|"))).collect()
    }

    fn skipped(incoming: &Incoming) -> Vec<(u32, &str, &str)> {
        incoming.skipped.iter().map(|one| (one.line, one.what.as_str(), one.why.as_str())).collect()
    }

    #[test]
    fn feeds_come_with_what_is_said_of_them() {
        let table = [
            (r#"<outline type="rss" text="A" title="B" xmlUrl="https://a.example/f"/>"#, "A", ""),
            (r#"<outline text=" " title="B" xmlurl=" https://a.example/f "/>"#, "B", ""),
            (r"<OUTLINE TITLE='B' XMLURL='https://a.example/f'></OUTLINE>", "B", ""),
            (r#"<outline type="pie" xmlURL="https://a.example/f"/>"#, "", ""),
            (r"<outline type=link text=A xmlUrl=https://a.example/f />", "A", ""),
            (
                r#"<outline text="Kelp &amp; Caf&eacute; & &odd;" xmlUrl="https://a.example/f"/>"#,
                "Kelp & Café & &odd;",
                "",
            ),
            (r#"<outline text="A" category=" / , a / , /b// c ,x y" xmlUrl="https://a.example/f"/>"#, "A", "a|b/c|x y"),
            (
                r#"<outline text="Near" title="x"><outline title="Boats" type="rss"><outline text="A" xmlUrl="https://a.example/f"/></outline></outline>"#,
                "A",
                "Near|Boats",
            ),
            (
                r#"<outline text="A" xmlUrl="https://a.example/f" fz:options='{"a":"<b>"}' frss:CURLOPT_COOKIE="secret"/>"#,
                "A",
                "",
            ),
        ];
        for (body, title, tags) in table {
            let incoming = read(body);
            assert_eq!(feeds(&incoming), [(3, title, "https://a.example/f", tags.to_owned())], "{body}");
            assert_eq!((incoming.skipped.len(), incoming.notes.len()), (0, 0), "{body}: {incoming:?}");
        }
        let sites = read(
            r#"<outline xmlUrl="http://a.example" htmlUrl="http://b.example/"/><outline xmlUrl="http://c.example" htmlUrl="javascript:x"/>"#,
        );
        let sites: Vec<_> = sites.feeds.iter().map(|feed| feed.site.as_str()).collect();
        assert_eq!(sites, ["http://b.example/", ""]);
    }

    #[test]
    fn what_stands_twice_is_joined_and_what_is_no_feed_is_told() {
        let incoming = read(
            "<outline text='One'><outline text='A' xmlUrl='http://a.example/f'/></outline>\n<outline text='Two'>\n\
             <outline text='A' xmlUrl='http://a.example/f'/></outline>\n<outline type='include' text='More' url='http://b.example/x.opml'/>\n\
             <outline type='link' text='Page' url='http://c.example/'/>\n<outline text='Alaska'/><outline text='Empty'>\n</outline>\n\
             <outline type='include' text='List' xmlUrl='http://b.example/x.opml'><outline text='B' xmlUrl='http://b.example/f'/></outline>",
        );
        assert_eq!(
            feeds(&incoming),
            [(3, "A", "http://a.example/f", "One|Two".to_owned()), (10, "B", "http://b.example/f", String::new())]
        );
        assert_eq!(incoming.notes, ["one feed stood there again: joined"]);
        assert_eq!(
            skipped(&incoming),
            [
                (6, "More", "another list, which is not fetched"),
                (7, "Page", "a link, not a feed"),
                (8, "Alaska", "no address of a feed"),
                (8, "Empty", "an empty folder"),
                (10, "List", "another list, which is not fetched")
            ]
        );
    }

    #[test]
    fn no_command_is_taken_over() {
        let incoming = read(
            r#"<outline text="Shop" xmlUrl="https://shop.example/rss" filtercmd="rm -rf ~"/>
               <outline text="Birds" xmlUrl="|~/fetch.py"/>
               <outline text="Page" type="HTML+XPath" xmlUrl="https://page.example/"/>
               <outline text="Old" isComment="true" xmlUrl="https://old.example/rss"/>
               <outline text="Own" xmlUrl="https://ada:secret@own.example/rss"/>"#,
        );
        let disabled: Vec<_> =
            incoming.feeds.iter().map(|feed| (feed.title.as_str(), feed.disabled.as_deref())).collect();
        assert_eq!(
            disabled,
            [
                ("Shop", Some(COMMAND)),
                ("Page", Some("its posts are picked out of a page, which is not done here")),
                ("Old", Some("it is commented out there")),
                ("Own", Some("it asks for a name and a password, which are not kept"))
            ]
        );
        assert_eq!(skipped(&incoming), [(4, "Birds", COMMAND)]);
        assert!(!format!("{incoming:?}").contains("secret") && !format!("{incoming:?}").contains("rm -rf"));
    }

    #[test]
    fn broken_documents_are_read_as_far_as_they_go() {
        let one = r#"<outline text="A" xmlUrl="https://a.example/f"/>"#;
        let table = [
            (format!("<opml><body>\n{one}\n<outline text=\"B\" xmlUrl=\"https://b.ex"), Some("broken on line 3")),
            (format!("<opml><body>{one}<outline text='Folder'>"), Some("it stops in the middle")),
            (format!("<opml><body>{one}"), None),
            (format!("<opml>{one}</opml>\n<!-- x --><opml><body></body></opml>"), None),
            (format!("<list>{one}</list>"), None),
            (format!("<opml></body>{one}</outline></outline></nothing>"), None),
            (
                format!(
                    "<?xml version=\"1.0\"?><!DOCTYPE opml SYSTEM \"http://x.example/opml.dtd\"><opml>{one}</opml>"
                ),
                None,
            ),
            (format!("<opml> a & b &x; {one}</opml>"), None),
            (format!("<?xml version='1.0'?>\n<!-- {} -->\n<opml>{one}</opml>", "long ".repeat(2_000)), None),
        ];
        for (text, note) in table {
            let incoming = recognise::read(text.as_bytes()).unwrap_or_else(|why| panic!("{why}: {text}"));
            assert_eq!(feeds(&incoming).iter().filter(|feed| feed.2 == "https://a.example/f").count(), 1, "{text}");
            assert_eq!(incoming.feeds.len(), 1, "{text}");
            assert_eq!(
                incoming.notes.first().map(|got| got.starts_with(note.unwrap_or("-"))),
                note.map(|_| true),
                "{text}"
            );
        }
        let broken = recognise::read(b"<opml\n");
        assert!(broken.as_ref().is_err_and(|why| why.line == 1), "{broken:?}");
        for text in ["<rss><channel/></rss>", "<html><body>outline</body></html>", "opml", ""] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn entities_are_left_alone() {
        let declared = (1..30).map(|n| format!("<!ENTITY a{n} \"&a{0};&a{0};\">", n - 1)).collect::<Vec<_>>().concat();
        let text = format!(
            "<!DOCTYPE opml [<!ENTITY a0 \"ha\">{declared}{}",
            "<!ENTITY file SYSTEM \"file:///etc/passwd\">]><opml><outline text='&a29;&file;' xmlUrl='https://a.example/f'/></opml>"
        );
        let incoming = recognise::read(text.as_bytes()).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(incoming.feeds[0].title, "&a29;&file;");
        assert_eq!(incoming.notes, ["what it declares by itself (entities) is not read"]);
    }

    #[test]
    fn deep_nesting_costs_no_more_than_its_length() {
        let deep = 50_000;
        let text = format!("<opml>{}", "<outline text='f'><outline xmlUrl='http://a.example/f'>".repeat(deep));
        let incoming = recognise::read(text.as_bytes()).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!((incoming.feeds.len(), incoming.feeds[0].tags.len()), (1, 1));
    }

    #[test]
    #[expect(clippy::print_stdout, reason = "what is not tried is told")]
    fn real_lists_are_read_or_refused_with_a_reason() {
        let Ok(corpora) = std::env::var("ROUNDS_CORPORA") else {
            return println!("ROUNDS_CORPORA is not set: no real lists are read");
        };
        // the name of a file, and how many feeds it has
        let wanted = [
            ("crate_category.opml", 0),
            ("crate_invalid_opml_no_outlines.opml", 0),
            ("crate_simpleScript.opml", 0),
            ("crate_states.opml", 0),
            ("crate_subscriptionList.opml", 13),
            ("crate_valid_opml_with_everything.opml", 0),
            ("listparser_cats-4-bad.xml", 1),
            ("listparser_head_dateCreated-invalid.xml", 0),
            ("listparser_hier-4-mixed.xml", 1),
            ("listparser_outline-duplication-1.xml", 1),
            ("listparser_outline-duplication-2.xml", 1),
            ("listparser_outline_title-text_empty.xml", 1),
            ("listparser_outline_title-text_missing.xml", 1),
            ("listparser_outline_type-link.xml", 1),
            ("listparser_outline_type-unknown.xml", 1),
            ("listparser_outline_xmlUrl-miscapitalized.xml", 1),
            ("malformed_concatenated-documents.xml", 2),
            ("malformed_undefined-entity-attribute.xml", 1),
            ("newsboat_category.opml", 1),
            ("newsboat_example.opml", 7),
            ("newsboat_example2.opml", 7),
            ("newsboat_piped.opml", 1),
            ("newsboat_test-urls+.opml", 4),
        ];
        let folder = std::path::Path::new(&corpora).join("opml");
        let mut seen = 0;
        for file in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let (name, bytes) = (file.file_name(), std::fs::read(file.path()).unwrap_or_default());
            let name = name.to_string_lossy();
            seen += 1;
            match (recognise::read(&bytes), wanted.iter().find(|one| one.0 == name)) {
                (Ok(incoming), Some((_, feeds))) => {
                    assert_eq!(incoming.feeds.len(), *feeds, "{name}: {incoming:?}");
                    assert!(incoming.skipped.iter().all(|one| one.line > 0 && !one.why.is_empty()), "{name}");
                }
                (Err(why), None) => println!("{name}: {why}"),
                (read, _) => panic!("{name}: {read:?}"),
            }
        }
        assert_eq!(seen, wanted.len() + 1);
    }
}
