//! The little pattern language of the platform table: a handle's name on one side, its link on the other.
//!
//! Owns reading and filling of patterns. Must not know any platform.
//!
//! Holes: `{}` a name, `{name}` one that is no number, `{n}` a number, `{host}` a host, `{site}` a host with a path, `{via}` and `{skip}`
//! a host and a name that say nothing. What follows the last hole of a link does not matter.

use super::link::{Link, encode, host};

/// Whether a link leads to a person or to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    /// A person's.
    Person,
    /// A place where people gather.
    Place,
    /// Nobody can tell without looking.
    Unknown,
}

/// One form of handle on a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// The platform's word.
    pub word: &'static str,
    /// Whose it is.
    pub whose: Whose,
    /// The pattern of the name.
    pub name: &'static str,
    /// The pattern of the link, without scheme.
    pub link: &'static str,
    /// Parts of a host, one of which must occur; empty for any host.
    pub hints: &'static [&'static str],
    /// What becomes of the link.
    pub way: Way,
}

/// Which ways a form goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Name to link and link to name.
    Both,
    /// Link to name only; the link becomes the one of the form that goes both ways.
    Read,
    /// Link to name only; the link stays as it was.
    Keep,
}

/// What stood in the holes of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holes {
    names: Vec<String>,
    host: String,
}

impl Form {
    /// The holes of a link of this form; none if it has another.
    pub fn read_link(&self, link: &Link) -> Option<Holes> {
        if !self.hints.is_empty() && !self.hints.iter().any(|hint| link.host.contains(hint)) {
            return None;
        }
        let (path, query) = self.link.split_once('?').unwrap_or((self.link, ""));
        let path = path.strip_prefix("www.").unwrap_or(path);
        let mut text = link.host.clone();
        for part in &link.path {
            text.push('/');
            text.push_str(part);
        }
        if link.fragment.starts_with('/') {
            text.push_str("/#");
            text.push_str(&link.fragment);
        }
        let mut holes = Holes::default();
        let rest = take(path, &text, &mut holes, false)?;
        let ends = if path.ends_with("{n}") { ['/', '-'] } else { ['/', '/'] };
        if !rest.is_empty() && !rest.starts_with(ends) {
            return None;
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, pattern) = pair.split_once('=')?;
            let (_, value) = link.query.iter().find(|(found, _)| found == key)?;
            take(pattern, value, &mut holes, true).filter(|rest| rest.is_empty())?;
        }
        Some(holes)
    }

    /// The holes of a name of this form; none if it has another.
    pub fn read_name(&self, name: &str) -> Option<Holes> {
        let mut holes = Holes::default();
        let rest = take(self.name, name, &mut holes, true)?;
        (rest.is_empty() && (!self.name.contains("{host}") || holes.host.contains('.'))).then_some(holes)
    }

    /// The name with these holes filled.
    pub fn fill_name(&self, holes: &Holes) -> String {
        fill(self.name, holes, str::to_owned)
    }

    /// The link with these holes filled.
    pub fn fill_link(&self, holes: &Holes) -> String {
        format!("https://{}", fill(self.link, holes, encode))
    }

    /// Whether it belongs to hosts that the table names.
    pub fn is_fixed(&self) -> bool {
        !["{host}", "{site}", "{via}"].iter().any(|hole| self.link.starts_with(hole))
    }

    /// Whether `host` is, or ends in, the host that the table names.
    pub fn is_home(&self, host: &str) -> bool {
        let home = self.link.split(['/', '?']).next().unwrap_or_default();
        let home = home.strip_prefix("www.").unwrap_or(home);
        match home.strip_prefix("{}") {
            Some(suffix) => host.ends_with(suffix),
            None => self.is_fixed() && host == home,
        }
    }
}

impl Holes {
    /// The first name.
    pub fn first(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }
}

/// Matches `pattern` at the start of `text`, collects the holes and gives what is left.
fn take<'a>(pattern: &str, text: &'a str, holes: &mut Holes, exact_case: bool) -> Option<&'a str> {
    let (mut pattern, mut text) = (pattern, text);
    loop {
        let (literal, rest) = pattern.find('{').map_or((pattern, ""), |at| pattern.split_at(at));
        text = after(literal, text, exact_case)?;
        if rest.is_empty() {
            return Some(text);
        }
        let end = rest.find('}')?;
        let (hole, after_hole) = (&rest[1..end], &rest[end + 1..]);
        let literal = &after_hole[..after_hole.find('{').unwrap_or(after_hole.len())];
        let length = match (hole, literal) {
            ("n", _) => text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()),
            ("site", "") => text.len(),
            (_, "") => text.find('/').unwrap_or(text.len()),
            _ => find(literal, text, exact_case)?,
        };
        let (value, left) = text.split_at(length);
        match hole {
            "name" if value.bytes().all(|byte| byte.is_ascii_digit()) => return None,
            "" | "n" | "name" if is_name(value) && !(literal.starts_with('.') && value.contains('.')) => {
                holes.names.push(value.to_owned());
            }
            "host" | "site" => {
                let (name, path) = value.split_once('/').map_or((value, None), |(name, path)| (name, Some(path)));
                let mut found = host(name)?;
                if let Some(path) = path {
                    if hole == "host" || !path.split('/').all(is_name) {
                        return None;
                    }
                    found = format!("{found}/{path}");
                }
                if !holes.host.is_empty() && holes.host != found {
                    return None;
                }
                holes.host = found;
            }
            "via" if host(value).is_some() => {}
            "skip" if is_name(value) => {}
            _ => return None,
        }
        (pattern, text) = (after_hole, left);
    }
}

fn after<'a>(literal: &str, text: &'a str, exact_case: bool) -> Option<&'a str> {
    let head = text.get(..literal.len())?;
    let same = if exact_case { head == literal } else { head.eq_ignore_ascii_case(literal) };
    same.then(|| &text[literal.len()..])
}

fn find(literal: &str, text: &str, exact_case: bool) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).find(|&at| after(literal, &text[at..], exact_case).is_some())
}

fn fill(pattern: &str, holes: &Holes, written: impl Fn(&str) -> String) -> String {
    let mut names = holes.names.iter();
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((literal, tail)) = rest.split_once('{') {
        let (hole, tail) = tail.split_once('}').unwrap_or((tail, ""));
        filled.push_str(literal);
        match hole {
            "host" | "site" => filled.push_str(&holes.host),
            _ => filled.push_str(&names.next().map(|name| written(name)).unwrap_or_default()),
        }
        rest = tail;
    }
    filled + rest
}

fn is_name(text: &str) -> bool {
    text.len() <= 120
        && text.contains(char::is_alphanumeric)
        && text.chars().all(|c| c.is_alphanumeric() || "_-.~:+'!".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(name: &'static str, link: &'static str) -> Form {
        Form { word: "x", whose: Whose::Person, name, link, hints: &[], way: Way::Both }
    }

    #[test]
    fn patterns_read_and_fill() {
        let table = [
            ("{}", "www.hub.example/{}", "https://hub.example/Ada/more?x=1", "Ada", "https://www.hub.example/Ada"),
            ("{}", "{}.blog.example", "https://ada.blog.example/post", "ada", "https://ada.blog.example"),
            ("@{}@{host}", "{host}/@{}", "https://Soc.example/@ada/12", "@ada@soc.example", "https://soc.example/@ada"),
            ("{}/{}", "hub.example/{}/{}", "https://hub.example/a/b/c", "a/b", "https://hub.example/a/b"),
            ("{n}", "so.example/users/{n}", "https://so.example/USERS/12-ada", "12", "https://so.example/users/12"),
            (
                "{}",
                "hn.example/user?id={}",
                "https://hn.example/user?x=1&id=ada",
                "ada",
                "https://hn.example/user?id=ada",
            ),
            (
                "{n}@{site}",
                "{site}/m.php?u={n}",
                "https://f.example/b/m.php?u=4",
                "4@f.example/b",
                "https://f.example/b/m.php?u=4",
            ),
            (
                "#{}:{host}",
                "m.example/#/#{}:{host}",
                "https://m.example/#/%23r:h.example",
                "#r:h.example",
                "https://m.example/#/#r:h.example",
            ),
        ];
        for (name, link, text, wanted_name, wanted_link) in table {
            let form = form(name, link);
            let holes = Link::parse(text).and_then(|link| form.read_link(&link)).unwrap_or_default();
            assert_eq!(form.fill_name(&holes), wanted_name, "{text}");
            assert_eq!(form.fill_link(&holes), wanted_link, "{text}");
            assert_eq!(form.read_name(wanted_name), Some(holes), "{text}");
        }
    }

    #[test]
    fn other_links_are_refused() {
        let table = [
            ("{}", "hub.example/{}", "https://hub.example/"),
            ("{}", "hub.example/{}", "https://hub.example.evil.example/ada"),
            ("{}", "{}.blog.example", "https://a.b.blog.example/"),
            ("{}", "{}.blog.example", "https://blog.example/"),
            ("{n}", "so.example/users/{n}", "https://so.example/users/ada"),
            ("{n}", "so.example/users/{n}", "https://so.example/users/12ada"),
            ("{}", "hn.example/user?id={}", "https://hn.example/user?x=ada"),
        ];
        for (name, link, text) in table {
            assert_eq!(Link::parse(text).and_then(|parsed| form(name, link).read_link(&parsed)), None, "{text}");
        }
    }
}
