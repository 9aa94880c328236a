//! Web links taken apart, and which of them may be opened.
//!
//! Owns the one gate for links: only http, https and mailto pass. Must not know
//! platforms or what opens a link.

use super::clean::clean_line;

/// The longest link that passes, in characters.
pub const LINK_CHARS: usize = 2000;

/// Query parameters that say where a reader came from, never what the page is.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "igsh",
    "igshid",
    "ref",
    "ref_src",
    "ref_url",
    "si",
    "trk",
    "trackingid",
    "lipi",
];

/// A web link taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Host in lower case without `www.`; with its port, where one is named.
    pub host: String,
    /// The parts of the path, decoded; none is empty.
    pub path: Vec<String>,
    /// The parameters of the query that may say what the page is, in their order.
    pub query: Vec<(String, String)>,
    /// What stands behind `#`.
    pub fragment: String,
}

impl Link {
    /// Takes an http or https link apart; anything else is none.
    pub fn parse(text: &str) -> Option<Self> {
        let safe = safe_link(text)?;
        let rest = safe.strip_prefix("https://").or_else(|| safe.strip_prefix("http://"))?;
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        Some(Self {
            host: host.strip_prefix("www.").unwrap_or(host).to_owned(),
            path: path.split('/').filter(|part| !part.is_empty()).map(decode).collect(),
            query: query
                .split('&')
                .filter(|pair| !pair.is_empty())
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .filter(|(key, _)| !is_tracking(key))
                .map(|(key, value)| (decode(key), decode(value)))
                .collect(),
            fragment: fragment.split('/').map(decode).collect::<Vec<_>>().join("/"),
        })
    }

    /// Host, path, the query where it has an identity, and a fragment that is a path:
    /// the same for every way of writing one address. Without scheme.
    pub fn address(&self) -> String {
        let mut address = self.host.clone();
        let last = self.path.len().saturating_sub(1);
        for (n, part) in self.path.iter().enumerate() {
            if n == last && matches!(part.as_str(), "index.html" | "index.htm" | "index.php") {
                break;
            }
            address.push('/');
            address.push_str(&encode(part));
        }
        for (n, (key, value)) in self.query.iter().enumerate() {
            address.push(if n == 0 { '?' } else { '&' });
            address.push_str(&encode(key));
            if !value.is_empty() {
                address.push('=');
                address.push_str(&encode(value));
            }
        }
        if self.fragment.starts_with(['/', '!']) {
            address.push('#');
            address.push_str(&encode_only(&self.fragment, is_plain));
        }
        address
    }
}

/// A link as a person types it, whose `https://` may be left out: as it can be opened; empty for
/// none.
///
/// # Errors
/// Says what is wanted where it is no link.
pub fn typed_link(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let bare = || (!text.contains(':') && text.contains('.')).then(|| safe_link(&format!("https://{text}")))?;
    safe_link(text)
        .or_else(bare)
        .ok_or_else(|| format!("\"{text}\" is no link: write it like https://forum.example/t/1"))
}

/// The link in a form that may be opened, shown and copied: http, https or mailto, at most
/// [`LINK_CHARS`] long, no user name or password in it, everything that is not plain ASCII encoded.
/// None for anything else.
pub fn safe_link(text: &str) -> Option<String> {
    let text = clean_line(text, LINK_CHARS + 1);
    if text.contains(' ') || text.chars().count() > LINK_CHARS {
        return None;
    }
    let (scheme, rest) = text.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let host = host(&rest[..end])?;
            let path = encode_only(&rest[end..], is_plain);
            Some(format!("{scheme}://{host}{path}"))
        }
        "mailto" => {
            let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
            let mut safe = format!("mailto:{}", mail(&decode(address))?);
            let wanted = |pair: &&str| pair.starts_with("subject=") || pair.starts_with("body=");
            for (n, pair) in query.split('&').filter(wanted).enumerate() {
                safe.push(if n == 0 { '?' } else { '&' });
                safe.push_str(&encode_only(pair, is_plain));
            }
            Some(safe)
        }
        _ => None,
    }
}

/// A mail address as it compares, or none: one `@`, a host with a dot, no odd characters.
pub fn mail(text: &str) -> Option<String> {
    let (local, domain) = text.split_once('@')?;
    let plain = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
    let domain = host(domain)?;
    let whole = !local.is_empty() && local.len() <= 64 && local.chars().all(plain) && domain.contains('.');
    (whole && !domain.contains([':', '['])).then(|| format!("{local}@{domain}").to_lowercase())
}

/// A host in lower case, with its port; none where it is not one or carries a user name.
pub fn host(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let (name, port) = match text.rfind(':') {
        Some(at) if !text.ends_with(']') => (&text[..at], Some(&text[at + 1..])),
        _ => (text.as_str(), None),
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    let numeric = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let valid = numeric.map_or_else(
        || name.len() <= 253 && name.split('.').all(is_label),
        |inside| inside.contains(':') && inside.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.')),
    );
    if !valid {
        return None;
    }
    match port {
        None | Some("" | "80" | "443") => Some(name.to_owned()),
        Some(port) => port.parse::<u16>().ok().map(|port| format!("{name}:{port}")),
    }
}

/// `text` with everything percent-encoded that is not a letter, a digit or harmless in a path;
/// what is encoded already stays.
pub fn encode(text: &str) -> String {
    encode_only(text, |c| c.is_ascii_alphanumeric() || "-._~@:+!$'()*,;%".contains(c))
}

fn encode_only(text: &str, plain: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        if plain(c) {
            encoded.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                encoded.push('%');
                for digit in [byte >> 4, byte & 15] {
                    encoded.push(char::from_digit(digit.into(), 16).unwrap_or('0').to_ascii_uppercase());
                }
            }
        }
    }
    encoded
}

/// What may stand in a link as it is; the rest breaks out of a link in some terminal or shell.
fn is_plain(c: char) -> bool {
    c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c)
}

/// Percent-decoded where that gives clean text without separators; else as it was.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digit = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (bytes[at], digit(at + 1), digit(at + 2)) {
            decoded.push((high * 16 + low) as u8);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    match String::from_utf8(decoded) {
        Ok(decoded) if clean_line(&decoded, LINK_CHARS) == decoded && !decoded.contains(['/', '?', '%']) => decoded,
        _ => text.to_owned(),
    }
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && label.len() <= 63 && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

fn is_tracking(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.starts_with("utm_") || TRACKING.contains(&key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_web_and_mail_links_pass() {
        let table = [
            ("https://github.com/tomasr", Some("https://github.com/tomasr")),
            (" HTTPS://Forum.Example:443/c/Books?a=1#x ", Some("https://forum.example/c/Books?a=1#x")),
            ("http://localhost:8080/x", Some("http://localhost:8080/x")),
            ("https://[::1]:8443/", Some("https://[::1]:8443/")),
            ("https://forum.example/ü\"<x>`", Some("https://forum.example/%C3%BC%22%3Cx%3E%60")),
            ("https://müller.example./a", Some("https://müller.example/a")),
            ("mailto:Ada@Mail.Example?subject=Hi&attach=/etc/passwd", Some("mailto:ada@mail.example?subject=Hi")),
            ("https://a.example/\u{1b}]0;x\u{7}y", Some("https://a.example/y")),
            ("javascript:alert(1)", None),
            ("JaVaScRiPt://x.example/%0aalert(1)", None),
            ("file:///etc/passwd", None),
            ("data:text/html,x", None),
            ("ssh://host.example/x", None),
            ("https:/x.example", None),
            ("https://", None),
            ("https:///path", None),
            ("https://user:pass@host.example/", None),
            ("https://github.com@evil.example/", None),
            ("https://evil.example\\@github.com/", None),
            ("https://a.example/one two", None),
            ("https://a..example/", None),
            ("https://a.example:99999/", None),
            ("mailto:a@b.example,c@d.example", None),
            ("mailto:ada", None),
            ("github.com/ada", None),
            ("--help", None),
            ("", None),
        ];
        for (text, wanted) in table {
            assert_eq!(safe_link(text).as_deref(), wanted, "{text}");
        }
        assert_eq!(safe_link(&format!("https://a.example/{}", "x".repeat(LINK_CHARS))), None);
        for (typed, wanted) in [
            (" https://a.example/1 ", Some("https://a.example/1")),
            ("a.example/1", Some("https://a.example/1")),
            ("", Some("")),
            ("foo", None),
            ("javascript:alert(1)", None),
            ("two words.example", None),
        ] {
            assert_eq!(typed_link(typed).ok().as_deref(), wanted, "{typed}");
        }
    }

    #[test]
    fn one_address_for_every_way_of_writing_it() {
        let table = [
            ("https://www.forum.example/c/books/", "forum.example/c/books"),
            ("http://forum.example/c//books?utm_source=x&ref=y#top", "forum.example/c/books"),
            ("https://Forum.example/viewforum.php?f=3", "forum.example/viewforum.php?f=3"),
            ("https://a.example/index.html", "a.example"),
            ("https://a.example/tom%C3%A1s", "a.example/tom%C3%A1s"),
            ("https://a.example/tomás", "a.example/tom%C3%A1s"),
            ("https://a.example/#/room/x", "a.example#/room/x"),
        ];
        for (text, wanted) in table {
            assert_eq!(Link::parse(text).map(|link| link.address()).as_deref(), Some(wanted), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_passes_is_plain_and_passes_again(text in "(https?://|mailto:|)[a-z]{1,5}(\\.|@)[a-z]{2}.{0,30}") {
            if let Some(safe) = safe_link(&text) {
                let lower = safe.to_ascii_lowercase();
                prop_assert!(["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)));
                prop_assert!(!safe.contains(|c: char| c.is_control() || c.is_whitespace() || "\"<>`".contains(c)));
                prop_assert_eq!(safe_link(&safe), Some(safe.clone()));
                if let Some(link) = Link::parse(&safe) {
                    let again = Link::parse(&format!("https://{}", link.address()));
                    prop_assert_eq!(again.map(|link| link.address()), Some(link.address()));
                }
            }
        }

        #[test]
        fn no_text_breaks_it(text in ".{0,60}") {
            let _ = Link::parse(&text);
            let _ = mail(&text);
        }
    }
}
