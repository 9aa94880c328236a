//! HTML as plain lines: what a post says, without its markup, and the links in it.
//!
//! One pass, linear in the text. Owns which tags break a line. Must not know where the HTML comes from or how wide a screen
//! is: a paragraph is one line.

use super::address::{Address, opened};
use super::markup::{Piece, Scanner, Tag, decoded};
use crate::domain::clean::{clean_line, clean_text};

/// The most links that are kept of one text.
pub const MOST_LINKS: usize = 50;
/// The longest label of a link, in characters.
const LABEL_CHARS: usize = 100;
/// Lists within lists are drawn in no deeper.
const DEEPEST_LIST: usize = 6;

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLink {
    /// What stands there.
    pub label: String,
    /// Where it leads; always `http`, `https` or `mailto`.
    pub address: String,
}

/// A text and its links.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plain {
    /// Lines, a paragraph each; clean.
    pub text: String,
    /// The links, each address once, in their order.
    pub links: Vec<TextLink>,
}

/// Tags whose inside is no text.
const SILENT: &[&str] = &[
    "script", "style", "head", "template", "svg", "math", "iframe", "object", "select", "textarea", "noembed", "audio",
    "video",
];
/// Tags with an empty line before and after.
const PARAGRAPHS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "ol",
    "dl",
    "pre",
    "table",
    "figure",
    "hr",
    "details",
];
/// Tags that begin a line and end it.
const LINES: &[&str] = &[
    "div",
    "li",
    "dt",
    "dd",
    "tr",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "address",
    "form",
    "fieldset",
    "figcaption",
    "caption",
    "summary",
    "body",
    "html",
    "center",
    "thead",
    "tbody",
    "tfoot",
];
/// Tags within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "noscript", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "wbr",
];

/// Reads HTML as lines of at most `max` bytes. Links are resolved against `base`.
pub fn plain(html: &str, base: Option<&Address>, max: usize) -> Plain {
    let mut reader = Reader { base, room: max.saturating_add(max / 2), ..Reader::default() };
    let mut pieces = Scanner::new(html);
    while let Some(piece) = pieces.next() {
        if reader.out.len() >= reader.room {
            break;
        }
        match piece {
            Piece::Open(tag) => reader.open(tag, &mut pieces),
            Piece::Close(name) => reader.close(&name.to_ascii_lowercase()),
            Piece::Text(text) => reader.text(&decoded(text)),
            Piece::Verbatim(text) => reader.text(text),
        }
    }
    reader.end_link();
    Plain { text: clean_text(&reader.out, max), links: reader.links }
}

/// A title that may hold markup, as one line of at most `max` characters. What looks like a tag and is none stays:
/// `Vec<T>`.
pub fn plain_line(html: &str, max: usize) -> String {
    let mut line = String::new();
    let mut pieces = Scanner::new(html);
    let mut at = 0;
    while let Some(piece) = pieces.next() {
        let end = pieces.position();
        match piece {
            Piece::Text(text) => line.push_str(&decoded(text)),
            Piece::Verbatim(text) => line.push_str(text),
            Piece::Open(Tag { name, .. }) | Piece::Close(name) => {
                let name = name.to_ascii_lowercase();
                if !is_known(&name) {
                    line.push_str(&decoded(&html[at..end]));
                } else if SILENT.contains(&name.as_str()) && matches!(piece, Piece::Open(_)) {
                    pieces.skip_past(&name);
                } else if !INLINE.contains(&name.as_str()) || name == "br" {
                    line.push(' ');
                }
            }
        }
        at = pieces.position();
    }
    clean_line(&line, max)
}

fn is_known(name: &str) -> bool {
    [SILENT, PARAGRAPHS, LINES, INLINE, &["td", "th", "title"]].iter().any(|all| all.contains(&name))
}

#[derive(Default)]
struct Reader<'b> {
    base: Option<&'b Address>,
    room: usize,
    out: String,
    /// Line ends that are due before the next letter.
    breaks: usize,
    /// Whether a blank is due before the next letter.
    blank: bool,
    /// `pre` within `pre`.
    kept: usize,
    /// The number of the next item of each open list; none where items have no number.
    lists: Vec<Option<u32>>,
    /// The open link: where its label begins, and its address.
    link: Option<(usize, String)>,
    links: Vec<TextLink>,
}

impl Reader<'_> {
    fn open(&mut self, tag: Tag<'_>, pieces: &mut Scanner<'_>) {
        let name = tag.name.to_ascii_lowercase();
        let name = name.as_str();
        if SILENT.contains(&name) {
            if !tag.closed {
                pieces.skip_past(name);
            }
            return;
        }
        self.edge(name);
        match name {
            "br" => self.breaks = (self.breaks + 1).min(2),
            "hr" => {
                self.push("———");
                self.edge(name);
            }
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(tag.get("start").and_then(|start| start.parse().ok()).or(Some(1))),
            "li" => self.item(),
            "pre" => self.kept += 1,
            "td" | "th" if self.breaks == 0 && !self.out.is_empty() => self.push("  "),
            "q" => self.push("“"),
            "a" => {
                self.end_link();
                let address = tag.get("href").and_then(|href| opened(&href, self.base));
                self.link = address.map(|address| (self.out.len(), address));
            }
            "img" => {
                let words = tag.get("alt").map(|words| clean_line(&words, LABEL_CHARS)).unwrap_or_default();
                if !words.is_empty() {
                    self.push(&format!("[{words}]"));
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "ul" | "ol" => {
                self.lists.pop();
            }
            "pre" => self.kept = self.kept.saturating_sub(1),
            "q" => self.push("”"),
            "a" => self.end_link(),
            _ => {}
        }
        self.edge(name);
    }

    /// The line ends that a tag asks for, at its beginning and at its end.
    fn edge(&mut self, name: &str) {
        let paragraph = PARAGRAPHS.contains(&name);
        let breaks = if paragraph && self.at_item() {
            0
        } else if paragraph && (self.lists.is_empty() || !matches!(name, "ul" | "ol")) {
            2
        } else {
            usize::from(paragraph || LINES.contains(&name))
        };
        self.breaks = self.breaks.max(breaks);
    }

    /// Whether nothing but the mark of an item stands on this line yet.
    fn at_item(&self) -> bool {
        self.breaks == 0 && (self.out.ends_with("• ") || self.out.ends_with(". "))
    }

    fn item(&mut self) {
        let depth = self.lists.len().min(DEEPEST_LIST);
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{}. ", number.saturating_sub(1))
            }
            _ => "• ".to_owned(),
        };
        self.breaks = self.breaks.max(1);
        self.lead();
        self.out.push_str(&"  ".repeat(depth.saturating_sub(1)));
        self.out.push_str(&mark);
    }

    fn text(&mut self, text: &str) {
        if self.kept > 0 {
            self.push(text);
            return;
        }
        for (n, word) in text.split(|letter: char| letter.is_ascii_whitespace()).enumerate() {
            self.blank |= n > 0;
            if !word.is_empty() {
                self.push(word);
            }
        }
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.lead();
        self.out.push_str(text);
    }

    /// What is due before the next letter.
    fn lead(&mut self) {
        if self.out.is_empty() {
            (self.breaks, self.blank) = (0, false);
        }
        if self.breaks > 0 {
            self.out.extend(std::iter::repeat_n('\n', self.breaks));
        } else if self.blank && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
        (self.breaks, self.blank) = (0, false);
    }

    fn end_link(&mut self) {
        let Some((from, address)) = self.link.take() else { return };
        let known = self.links.iter().any(|link| link.address == address);
        if self.links.len() >= MOST_LINKS || known {
            return;
        }
        let label = clean_line(self.out.get(from..).unwrap_or_default(), LABEL_CHARS);
        self.links.push(TextLink { label: if label.is_empty() { address.clone() } else { label }, address });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        plain(html, None, 10_000).text
    }

    #[test]
    fn html_becomes_lines() {
        let table = [
            ("<p>One\n  two.</p><p>Three <b>four</b>.</p>", "One two.\n\nThree four."),
            ("a<br>b<br/><br />c", "a\nb\n\nc"),
            ("<ul><li>one</li><li><p>two</p></li></ul>after", "• one\n• two\n\nafter"),
            ("<ol start=3><li>c<ul><li>deep</ul><li>d</ol>", "3. c\n  • deep\n4. d"),
            ("<h2>Head</h2>text<hr>more", "Head\n\ntext\n\n———\n\nmore"),
            ("<pre>  a\n   b</pre>", "a\n   b"),
            ("x<pre>  a\n   b</pre>", "x\n\n  a\n   b"),
            ("<table><tr><td>a<td>b</tr><tr><td>c</td><td>d</td></tr></table>", "a  b\nc  d"),
            ("a<script>if (x < 1) '</p>'</script>b<style>p{}</style>", "ab"),
            ("<img src=x alt='A heron'> stands", "[A heron] stands"),
            ("caf&eacute; &amp; &lt;b&gt; 1 < 2", "café & <b> 1 < 2"),
            ("<q>so</q> <span class=invisible>https://</span>a.example", "“so” https://a.example"),
            ("plain\ntext", "plain text"),
            ("\u{1b}[31m<b>\u{202e}red</b>", "red"),
            ("", ""),
        ];
        for (html, wanted) in table {
            assert_eq!(text(html), wanted, "{html}");
        }
    }

    #[test]
    fn links_are_listed_once_and_only_safe_ones() {
        let base = Address::parse("https://a.example/blog/");
        let html = "<a href='../x?q=1'>the x</a> <a href=\"https://a.example/x?q=1\">again</a> <a href=javascript:alert(1)>no</a> \
                    <a href=#top>up</a> <a href='mailto:ada@mail.example'>write</a> <a href=/img><img></a>";
        let links = plain(html, base.as_ref(), 1000).links;
        let shown: Vec<(&str, &str)> = links.iter().map(|link| (link.label.as_str(), link.address.as_str())).collect();
        let wanted = [
            ("the x", "https://a.example/x?q=1"),
            ("write", "mailto:ada@mail.example"),
            ("https://a.example/img", "https://a.example/img"),
        ];
        assert_eq!(shown, wanted);
    }

    #[test]
    fn titles_keep_what_is_no_tag() {
        let table = [
            ("Vec<T> and <em>care</em>", "Vec<T> and care"),
            ("I <3 birds &amp; <strong>moss</strong>", "I <3 birds & moss"),
            ("one<br>two", "one two"),
            ("<p>a</p><p>b</p>", "a b"),
            ("<script>x</script>y", "y"),
            ("&lt;em&gt;", "<em>"),
        ];
        for (html, wanted) in table {
            assert_eq!(plain_line(html, 100), wanted, "{html}");
        }
    }

    #[test]
    fn floods_end() {
        for piece in
            ["<div>", "<ul><li>", "<a href=https://a.example/>", "<pre>", "<script>", "<b><p>", "<q>", "<td>x", "&lt;"]
        {
            let html = piece.repeat(200_000 / piece.len());
            assert!(plain(&html, None, 64 * 1024).text.len() <= 64 * 1024);
            assert!(plain_line(&html, 500).chars().count() <= 500);
        }
    }
}
