//! Markup read leniently: tags, their attributes and the text between them, of XML and HTML as they are found.
//!
//! One pass, linear in the text whatever it holds; it never fails. Owns where broken markup is cut. Must not know what a
//! tag means.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

/// So many attributes of one tag are looked at.
pub const MOST_ATTRIBUTES: usize = 64;
/// No name between `&` and `;` is longer, in bytes.
const LONGEST_ENTITY: usize = 32;
/// What pages written for Windows mean by the numbers 128 to 159.
pub const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A piece of a marked-up text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// `<name …>`
    Open(Tag<'t>),
    /// `</name>`
    Close(&'t str),
    /// Text with its entities as they stand.
    Text(&'t str),
    /// Text that means what it says: the inside of a CDATA section.
    Verbatim(&'t str),
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'t> {
    /// Its name as written, with its prefix.
    pub name: &'t str,
    /// Everything between its name and its end.
    inside: &'t str,
    /// Whether it closes itself: `<br/>`.
    pub closed: bool,
}

impl<'t> Tag<'t> {
    /// Names and raw values of its first [`MOST_ATTRIBUTES`] attributes.
    pub fn attributes(&self) -> impl Iterator<Item = (&'t str, &'t str)> + use<'t> {
        Attributes { inside: self.inside, at: 0 }.take(MOST_ATTRIBUTES)
    }

    /// The value of the attribute of that name, whatever its capitals, with its entities resolved.
    pub fn get(&self, name: &str) -> Option<Cow<'t, str>> {
        self.attributes().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| decoded(value))
    }

    /// Whether the tag says anything beside its name.
    pub fn is_bare(&self) -> bool {
        self.inside.trim_matches(|letter: char| letter.is_whitespace() || letter == '/').is_empty()
    }
}

/// The pieces of a text, one after the other. Comments, declarations and instructions are left out.
#[derive(Debug, Clone)]
pub struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    /// From the beginning of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// How far the text is read, in bytes.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Goes on behind the closing tag of that name: for what holds no markup, such as scripts.
    pub fn skip_past(&mut self, name: &str) {
        while let Some(found) = find(self.text, "</", self.at) {
            self.at = found + 2;
            let rest = &self.text.as_bytes()[self.at..];
            if rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
                self.at = find(self.text, ">", self.at).map_or(self.text.len(), |end| end + 1);
                return;
            }
        }
        self.at = self.text.len();
    }

    /// What begins with `<` here: where it ends, and a piece where it is one. None where it is a mere `<`.
    fn tag(&self) -> Option<(usize, Option<Piece<'t>>)> {
        let (text, from) = (self.text, self.at);
        let rest = text.as_bytes().get(from + 1..)?;
        let all = text.len();
        let past = |mark: &str, at: usize| find(text, mark, at).map_or(all, |end| end + mark.len());
        match rest.first()? {
            b'!' if rest.starts_with(b"!--") => Some((past("-->", from + 4), None)),
            b'!' if rest.starts_with(b"![CDATA[") => {
                let start = from + 9;
                let end = find(text, "]]>", start).unwrap_or(all);
                Some(((end + 3).min(all), Some(Piece::Verbatim(&text[start..end]))))
            }
            b'!' => {
                // a document type may hold declarations in brackets
                let end = past(">", from);
                let bracket = find(&text[..end], "[", from);
                Some((bracket.map_or(end, |bracket| past(">", past("]", bracket).saturating_sub(1))), None))
            }
            b'?' => Some((past(">", from), None)),
            b'/' => {
                let end = past(">", from);
                let name = text[from + 2..end].trim_end_matches('>');
                let name = name.split(char::is_whitespace).next().unwrap_or_default();
                Some((end, (!name.is_empty()).then_some(Piece::Close(name))))
            }
            first if first.is_ascii_alphabetic() || *first == b'_' || *first >= 0x80 => {
                let name_end = after_name(text, from + 1);
                let mut attributes = Attributes { inside: text, at: name_end };
                while attributes.next().is_some() {}
                let end = attributes.at;
                let inside = &text[name_end..end];
                let tag = Tag { name: &text[from + 1..name_end], inside, closed: inside.ends_with('/') };
                Some(((end + 1).min(all), Some(Piece::Open(tag))))
            }
            _ => None,
        }
    }
}

impl<'t> Iterator for Scanner<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let (mut from, mut look) = (self.at, self.at);
        while let Some(found) = find(self.text, "<", look) {
            self.at = found;
            match self.tag() {
                None => look = found + 1,
                // the text before it goes first
                Some(_) if found > from => return Some(Piece::Text(&self.text[from..found])),
                Some((end, piece)) => {
                    self.at = end;
                    if piece.is_some() {
                        return piece;
                    }
                    (from, look) = (end, end);
                }
            }
        }
        self.at = self.text.len();
        (self.at > from).then(|| Piece::Text(&self.text[from..]))
    }
}

/// Walks over attributes up to the end of their tag; `at` is then where its `>` stands.
struct Attributes<'t> {
    inside: &'t str,
    at: usize,
}

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.inside.as_bytes();
        let blank = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
        while blank(self.at) || bytes.get(self.at) == Some(&b'/') {
            self.at += 1;
        }
        if matches!(bytes.get(self.at), None | Some(b'>')) {
            return None;
        }
        let start = self.at;
        // a stray `=` is a name, as it is for a browser
        self.at += 1;
        while bytes.get(self.at).is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/'))
        {
            self.at += 1;
        }
        let name = self.inside.get(start..self.at).unwrap_or_default();
        let mut look = self.at;
        while blank(look) {
            look += 1;
        }
        if bytes.get(look) != Some(&b'=') {
            return Some((name, ""));
        }
        look += 1;
        while blank(look) {
            look += 1;
        }
        if let Some(quote) = bytes.get(look).filter(|byte| matches!(byte, b'"' | b'\'')) {
            let mark = if *quote == b'"' { "\"" } else { "'" };
            if let Some(end) = find(self.inside, mark, look + 1) {
                self.at = end + 1;
                return Some((name, &self.inside[look + 1..end]));
            }
        }
        let from = look;
        while bytes.get(look).is_some_and(|byte| !byte.is_ascii_whitespace() && *byte != b'>') {
            look += 1;
        }
        self.at = look;
        Some((name, self.inside.get(from..look).unwrap_or_default()))
    }
}

/// `text` with its entities resolved, each once; what is none stays as it stands.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((letter, length)) = twice_encoded(rest) {
            out.push(letter);
            rest = &rest[length..];
            continue;
        }
        let end = rest.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
        let entity = end.and_then(|end| Some((end, entity(&rest[1..end])?)));
        if let Some((end, meaning)) = entity {
            out.push_str(&meaning);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A letter whose bytes of UTF-8 stand as a number each, `&#226;&#128;&#166;` for `…`, and how much of the text that is.
fn twice_encoded(text: &str) -> Option<(char, usize)> {
    let mut rest = text;
    let mut bytes = [0_u8; 4];
    let mut wanted = 1;
    for at in 0..4 {
        let (number, after) =
            rest.strip_prefix("&#")?.get(..4)?.split_once(';').map(|(number, _)| (number, number.len() + 3))?;
        bytes[at] = number.parse().ok()?;
        if at == 0 {
            wanted = match bytes[0] {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return None,
            };
        }
        rest = &rest[after..];
        if at + 1 == wanted {
            break;
        }
    }
    let letter = std::str::from_utf8(&bytes[..wanted]).ok()?.chars().next()?;
    Some((letter, text.len() - rest.len()))
}

fn entity(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else { return resolve_html5_entity(name).map(Cow::Borrowed) };
    let hex = number.strip_prefix(['x', 'X']);
    let number = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16)).ok()?;
    let letter = match number {
        128..=159 => WINDOWS[number as usize - 128],
        _ => char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some(Cow::Owned(letter.to_string()))
}

/// What stands before the first colon of a name, and behind it.
pub fn prefixed(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

fn find(text: &str, what: &str, from: usize) -> Option<usize> {
    text.get(from..)?.find(what).map(|at| from + at)
}

fn after_name(text: &str, from: usize) -> usize {
    let end = text[from..].find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '>'));
    end.map_or(text.len(), |end| from + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let piece = |piece: Piece<'_>| match piece {
            Piece::Open(tag) => {
                let attributes: Vec<String> =
                    tag.attributes().map(|(name, value)| format!(" {name}={value}")).collect();
                format!("<{}{}{}>", tag.name, attributes.concat(), if tag.closed { "/" } else { "" })
            }
            Piece::Close(name) => format!("</{name}>"),
            Piece::Text(text) => text.to_owned(),
            Piece::Verbatim(text) => format!("[{text}]"),
        };
        Scanner::new(text).map(piece).collect()
    }

    #[test]
    fn markup_is_cut_into_pieces() {
        let table: [(&str, &[&str]); 18] = [
            ("a<b>c</b>", &["a", "<b>", "c", "</b>"]),
            ("<a href=\"x>y\" b='1' c=2 d>t</a >", &["<a href=x>y b=1 c=2 d=>", "t", "</a>"]),
            ("<br/><br /><a b=c />", &["<br/>", "<br/>", "<a b=c/>"]),
            ("<?xml version=\"1.0\"?><!-- <no> --><r/>", &["<r/>"]),
            ("<!DOCTYPE r [ <!ENTITY a \"b\"> ]><r>", &["<r>"]),
            ("<!DOCTYPE html PUBLIC \"-//W3C//DTD\"><r>", &["<r>"]),
            ("<d><![CDATA[a <b> & ]] c]]></d>", &["<d>", "[a <b> & ]] c]", "</d>"]),
            ("1 < 2 <3 > 0 & <", &["1 < 2 <3 > 0 & <"]),
            ("x<!-- a --><!-- b -->y", &["x", "y"]),
            ("<a b=\"never ends>t</a>", &["<a b=\"never ends=>", "t", "</a>"]),
            ("<dc:creator>", &["<dc:creator>"]),
            ("<a", &["<a>"]),
            ("<a b", &["<a b=>"]),
            ("</", &[]),
            ("<!-- open", &[]),
            ("<![CDATA[open", &["[open]"]),
            ("<é>ü</é>", &["<é>", "ü", "</é>"]),
            ("<a =b>", &["<a =b=>"]),
        ];
        for (text, wanted) in table {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }

    #[test]
    fn scripts_are_passed_over_whole() {
        let mut scanner = Scanner::new("<script>if (a</b) '<i>'</SCRIPT >t");
        scanner.next();
        scanner.skip_past("script");
        assert_eq!(scanner.next(), Some(Piece::Text("t")));
    }

    #[test]
    fn entities_are_resolved_once() {
        let table = [
            ("a &amp; b &lt;i&gt;", "a & b <i>"),
            ("&amp;lt;", "&lt;"),
            ("AT&T & more &nothing; &;", "AT&T & more &nothing; &;"),
            ("caf&eacute;&nbsp;&#252;&#xFC;", "café\u{a0}üü"),
            ("&#147;so&#148; &#x1F986;", "“so” 🦆"),
            ("&#226;&#128;&#166; &#195;&#169; &#226; &#252;&#252;", "… é â üü"),
            ("&#xD800;&#99999999999;", "\u{fffd}&#99999999999;"),
        ];
        for (text, wanted) in table {
            assert_eq!(decoded(text), wanted, "{text}");
        }
    }

    #[test]
    fn floods_are_read_once() {
        for piece in
            ["<", "<a b=\"", "<a b='\"", "<!--", "<![CDATA[", "<!", "<a ", "a=b ", "&", "</", "<a><!-- -->", "<!-- -->"]
        {
            for front in ["", "<a ", "<!DOCTYPE ["] {
                let text = front.to_owned() + &piece.repeat(200_000 / piece.len());
                assert!(Scanner::new(&text).count() <= text.len() + 1, "{piece}");
                decoded(&text);
            }
        }
        let many = format!("<a {}>", "b=c ".repeat(1000));
        let Some(Piece::Open(tag)) = Scanner::new(&many).next() else { panic!("no tag") };
        assert_eq!((tag.attributes().count(), tag.get("nothing")), (MOST_ATTRIBUTES, None));
    }
}
