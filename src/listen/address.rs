//! Addresses taken apart and put together: relative links, hosts for the network, and what of an address may be shown.
//!
//! A feed's address can be a secret: its user name, password and query never leave here but for the request itself. Must
//! not know what is fetched.

use crate::domain::link::{host, safe_link};

/// By these parameters feeds that are public are told apart.
const PUBLIC: &[&str] = &[
    "accountname",
    "alt",
    "cat",
    "category",
    "channel",
    "channel_id",
    "comments",
    "count",
    "f",
    "feed",
    "format",
    "id",
    "lang",
    "language",
    "limit",
    "max-results",
    "mode",
    "n",
    "order",
    "orderby",
    "page",
    "playlist_id",
    "points",
    "q",
    "resource",
    "shelf",
    "sort",
    "t",
    "tag",
    "tagnames",
    "tags",
    "type",
    "user",
    "v",
    "videochannelname",
];
/// The value of such a parameter is no longer, in bytes.
const LONGEST_PUBLIC: usize = 32;
/// No host is longer, in bytes.
const LONGEST_HOST: usize = 253;

/// An address of the web.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    secure: bool,
    /// User name and password; empty for none.
    user: String,
    /// Host in lower case and port, where it is not the usual one.
    host: String,
    /// Path and query.
    path: String,
}

impl std::fmt::Debug for Address {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Address({})", self.shown())
    }
}

impl Address {
    /// Takes an address apart; none where it is none of the web.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://")?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "http" => false,
            "https" => true,
            _ => return None,
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (user, named) = rest[..end].rsplit_once('@').unwrap_or(("", &rest[..end]));
        // the port of the other scheme is none of the usual ones
        let other = if secure { ":80" } else { ":443" };
        let kept = named.strip_suffix(other).filter(|bare| !bare.ends_with(']') || bare.starts_with('['));
        let host = host(named)? + kept.map_or("", |_| other);
        let path = rest[end..].split('#').next().unwrap_or_default();
        // through the one gate for links, for what may stand in a path
        let safe = safe_link(&format!("https://x{path}"))?;
        let path = safe.trim_start_matches("https://x");
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Some(Self { secure, user: user.to_owned(), host, path })
    }

    /// For the request, and nothing else: whole but for the user name, in plain ASCII.
    pub fn request(&self) -> Option<String> {
        Some(format!("{}://{}{}", self.scheme(), self.ascii_host()?, self.path))
    }

    /// For storing: whole.
    pub fn whole(&self) -> String {
        let at = if self.user.is_empty() { "" } else { "@" };
        format!("{}://{}{at}{}{}", self.scheme(), self.user, self.host, self.path)
    }

    /// User name and password, decoded; none where the address has none.
    pub fn credentials(&self) -> Option<(String, String)> {
        let (name, password) = self.user.split_once(':').unwrap_or((&self.user, ""));
        (!self.user.is_empty()).then(|| (percent_decoded(name), percent_decoded(password)))
    }

    /// Without user name, password and query; the one form that may be shown.
    pub fn shown(&self) -> String {
        let path = self.path.split('?').next().unwrap_or_default();
        let path =
            path.split('/').map(|part| if looks_secret(part) { "…" } else { part }).collect::<Vec<_>>().join("/");
        format!("{}://{}{path}{}", self.scheme(), self.host, if self.path.contains('?') { "?…" } else { "" })
    }

    /// Whether it more likely than not holds something that only its owner should know: a user name, a token in the path,
    /// or a parameter that is none of those by which public feeds are told apart.
    pub fn is_secret(&self) -> bool {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let videos = self.name() == "www.youtube.com" || self.name() == "youtube.com";
        let public = |pair: &str| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let key = key.to_ascii_lowercase();
            // the numbers of channels look like tokens and are none
            let token = value.len() > LONGEST_PUBLIC || looks_secret(value);
            PUBLIC.contains(&key.as_str()) && (!token || videos && key.ends_with("_id"))
        };
        !self.user.is_empty()
            || path.split('/').any(looks_secret)
            || !query.split('&').filter(|pair| !pair.is_empty()).all(public)
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }

    /// Host and port as written: what has one queue, and what a person has to have written to reach the own machine.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path, without the query.
    pub fn path(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    /// The name of the host without its port.
    pub fn name(&self) -> &str {
        split_port(&self.host).0
    }

    /// The host as names are asked for in the network, with its port; none where it is too long.
    fn ascii_host(&self) -> Option<String> {
        let (name, port) = split_port(&self.host);
        let name = name.split('.').map(ascii_label).collect::<Option<Vec<_>>>()?.join(".");
        (name.len() <= LONGEST_HOST).then(|| format!("{name}{port}"))
    }

    /// Where a link on the page at this address leads; none for what is none of the web. No link inherits a secret.
    pub fn join(&self, reference: &str) -> Option<Self> {
        let reference: String =
            reference.trim().chars().filter(|letter| !matches!(letter, '\t' | '\n' | '\r')).collect();
        let reference = reference.split('#').next().unwrap_or_default();
        if has_scheme(reference) {
            return Self::parse(reference);
        }
        if reference.starts_with("//") {
            return Self::parse(&format!("{}:{reference}", self.scheme()));
        }
        let own = self.path();
        let (path, query) =
            reference.split_once('?').map_or((reference, String::new()), |(path, query)| (path, format!("?{query}")));
        let path = match path {
            "" => own.to_owned(),
            _ if path.starts_with('/') => path.to_owned(),
            _ => format!("{}/{path}", own.rsplit_once('/').map_or("", |(folder, _)| folder)),
        };
        Self::parse(&format!("{}://{}{}{query}", self.scheme(), self.host, without_dots(&path)))
    }
}

/// Whether a part of a path is more likely a token than a word: long, of digits and letters in disorder.
fn looks_secret(part: &str) -> bool {
    let bare = part.split('.').next().unwrap_or_default();
    let digits = part.bytes().filter(u8::is_ascii_digit).count();
    // a token in parts, as signed ones are, is one whatever its letters
    part.matches('.').count() >= 2 && part.len() >= 60
        || bare.len() >= 24 && digits >= 4 && !bare.contains('-') && digits < bare.len()
}

fn has_scheme(text: &str) -> bool {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '+' | '-' | '.'));
    end.is_some_and(|end| end > 0 && text.as_bytes()[end] == b':' && text.as_bytes()[0].is_ascii_alphabetic())
}

fn split_port(host: &str) -> (&str, &str) {
    match host.rfind(':') {
        Some(at) if !host.ends_with(']') => host.split_at(at),
        _ => (host, ""),
    }
}

/// A path with its `.` and `..` taken out.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => kept.push(part),
        }
    }
    // what ends in dots is a folder
    if path.ends_with("/.") || path.ends_with("/..") {
        kept.push("");
    }
    format!("/{}", kept.join("/"))
}

/// A label of a host in ASCII: as it stands, or in the encoding of RFC 3492.
fn ascii_label(label: &str) -> Option<String> {
    if label.is_ascii() {
        return Some(label.to_owned());
    }
    let letters: Vec<u32> = label.chars().map(u32::from).collect();
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let plain = out.len() as u32;
    if plain > 0 {
        out.push('-');
    }
    let (mut letter, mut delta, mut bias, mut done) = (128_u32, 0_u32, 72_u32, plain);
    while (done as usize) < letters.len() {
        let next = letters.iter().copied().filter(|each| *each >= letter).min()?;
        delta = delta.checked_add((next - letter).checked_mul(done + 1)?)?;
        letter = next;
        for each in &letters {
            delta += u32::from(*each < letter);
            if *each != letter {
                continue;
            }
            let mut rest = delta;
            for step in (36_u32..).step_by(36) {
                let threshold = step.saturating_sub(bias).clamp(1, 26);
                if rest < threshold {
                    break;
                }
                out.push(digit(threshold + (rest - threshold) % (36 - threshold)));
                rest = (rest - threshold) / (36 - threshold);
            }
            out.push(digit(rest));
            bias = adapted(delta, done + 1, done == plain);
            delta = 0;
            done += 1;
        }
        delta += 1;
        letter += 1;
    }
    (out.len() <= 59).then(|| format!("xn--{out}"))
}

fn digit(value: u32) -> char {
    char::from(if value < 26 { b'a' + value as u8 } else { b'0' + (value as u8).wrapping_sub(26) })
}

fn adapted(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut turns = 0;
    while delta > 455 {
        delta /= 35;
        turns += 36;
    }
    turns + 36 * delta / (delta + 38)
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex =
            text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| bytes[at] == b'%');
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Where a link in a text leads; none where it may not be opened.
pub fn opened(href: &str, base: Option<&Address>) -> Option<String> {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') {
        return None;
    }
    if has_scheme(href) {
        return safe_link(href);
    }
    // a link may name a place within its page
    let place = href.split_once('#').map(|(_, place)| format!("#{place}")).unwrap_or_default();
    safe_link(&(base?.join(href)?.whole() + &place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_links_are_resolved() {
        let base = Address::parse("https://a.example/blog/2026/post.html?x=1#y");
        let table = [
            ("b", Some("https://a.example/blog/2026/b")),
            ("./b?c=d#e", Some("https://a.example/blog/2026/b?c=d#e")),
            ("../b/", Some("https://a.example/blog/b/")),
            ("../../../b", Some("https://a.example/b")),
            ("..", Some("https://a.example/blog/")),
            ("/b/./c/../d", Some("https://a.example/b/d")),
            ("//b.example/c", Some("https://b.example/c")),
            ("?q=ä b", None),
            ("?q=ä", Some("https://a.example/blog/2026/post.html?q=%C3%A4")),
            ("http://b.example", Some("http://b.example")),
            ("mailto:ada@mail.example", Some("mailto:ada@mail.example")),
            ("javascript:alert(1)", None),
            ("a/b\n/c", Some("https://a.example/blog/2026/a/b/c")),
            ("#top", None),
            ("", None),
        ];
        for (href, wanted) in table {
            assert_eq!(opened(href, base.as_ref()).as_deref(), wanted, "{href}");
        }
        assert_eq!(opened("b", None), None);
    }

    #[test]
    fn secrets_are_told_from_the_numbers_of_public_feeds() {
        let table = [
            ("https://a.example/feed.xml", false),
            ("https://www.youtube.com/feeds/videos.xml?channel_id=UC1234567890abcdefghij1a", false),
            ("https://hnrss.org/user?id=ada", false),
            ("https://l.example/feeds/c/moss.xml?sort=New", false),
            ("https://www.flickr.com/services/feeds/photos_public.gne?id=123@N01&format=atom", false),
            ("https://a.example/?feed=rss2", false),
            ("https://ada:pass@a.example/feed.xml", true),
            ("https://a.example/f?token=x", true),
            ("https://a.example/f?a", true),
            ("https://www.reddit.com/.rss?feed=0a1b2c3d4e5f60718293a4b5c60a1b2c3d4e5f60&user=ada", true),
            ("https://a.example/private/0a1b2c3d4e5f60718293a4b5c6/feed.xml", true),
            ("https://github.com/ada.private.atom?token=ABCDEF", true),
        ];
        for (text, wanted) in table {
            assert_eq!(Address::parse(text).map(|address| address.is_secret()), Some(wanted), "{text}");
        }
    }

    #[test]
    fn no_secret_is_shown_or_inherited() {
        let table = [
            ("https://ada:s3cr3t@a.example/f?token=s3cr3t#s3cr3t", "https://a.example/f?…"),
            ("http://s3cr3t@a.example:8080", "http://a.example:8080/"),
            (
                "https://l.example/feeds/front/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.s3cr3ts3cr3ts3cr3ts3cr3t.xml",
                "https://l.example/feeds/front/…",
            ),
            ("https://a.example/private/0a1b2c3d4e5f60718293a4b5c6/feed.xml", "https://a.example/private/…/feed.xml"),
            (
                "https://a.example/2026/11/a-long-title-of-a-post-with-words-1234",
                "https://a.example/2026/11/a-long-title-of-a-post-with-words-1234",
            ),
        ];
        for (text, wanted) in table {
            let Some(address) = Address::parse(text) else { panic!("{text}") };
            assert_eq!(address.shown(), wanted);
            assert!(!format!("{address:?}").contains("s3cr3t"), "{text}");
        }
        let base = Address::parse("https://ada:s3cr3t@a.example/f?token=s3cr3t");
        assert_eq!(opened("g", base.as_ref()).as_deref(), Some("https://a.example/g"));
        assert_eq!(base.as_ref().and_then(Address::credentials), Some(("ada".to_owned(), "s3cr3t".to_owned())));
        assert_eq!(base.as_ref().and_then(Address::request).as_deref(), Some("https://a.example/f?token=s3cr3t"));
    }

    #[test]
    fn hosts_are_asked_for_in_ascii() {
        for (text, wanted) in [
            ("https://Müller.example/", "https://xn--mller-kva.example/"),
            ("https://bücher.example:8080/ü", "https://xn--bcher-kva.example:8080/%C3%BC"),
            ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
            ("http://a.example:443/", "http://a.example:443/"),
            ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ] {
            assert_eq!(Address::parse(text).and_then(|address| address.request()).as_deref(), Some(wanted), "{text}");
        }
        for text in [
            "",
            "a.example",
            "ftp://a.example/",
            "file:///x",
            "https://",
            "https://a b/",
            "data:text/xml,x",
            "http://a..b/",
        ] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(base in "https?://[a-zé.@:]{1,20}.{0,20}", reference in ".{0,40}") {
            if let Some(joined) = Address::parse(&base).and_then(|base| base.join(&reference)) {
                let again = Address::parse(&joined.whole());
                proptest::prop_assert_eq!(again, Some(joined.clone()));
                let _ = (joined.request(), joined.shown());
            }
        }
    }
}
