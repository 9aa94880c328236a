//! Handles and links of platforms, both ways, offline.
//!
//! Owns what a pasted link or handle means and which handles are the same. The forms stand in
//! `platform_table`. Must not know who is stored or what opens a link.

use super::called::called;
use super::clean::clean_line;
use super::link::{LINK_CHARS, Link, host, mail};
use super::platform_form::{Form, Holes, Way};
use super::platform_table::{FORMS, FORUM, SHORT, known_host, reserved};

pub use super::link::safe_link;
pub use super::platform_form::Whose;

/// The word of links that no platform is known for.
pub const WEB: &str = "web";
/// The word of mail addresses.
pub const MAIL: &str = "mail";

/// What a link or handle means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The platform's word; [`WEB`] where none is known.
    pub platform: &'static str,
    /// The handle's name there: `ada`, `@ada@social.example`; host and path where there is no handle.
    pub name: String,
    /// The link that opens it.
    pub link: String,
    /// Whose it is.
    pub subject: Whose,
    /// The host without `www.`.
    pub host: String,
    /// How a person would call it, as far as the handle says; the host where it says nothing.
    pub title: String,
}

/// The link of a handle; none where the platform has none or is not known.
pub fn profile_link(platform: &str, name: &str) -> Option<String> {
    let (platform, name) = (platform_word(platform), name.trim());
    if let Some(link) = safe_link(name) {
        return Some(link);
    }
    if platform == MAIL {
        return mail(name).map(|address| format!("mailto:{address}"));
    }
    if let Some((form, holes)) = form_of(platform, name) {
        return safe_link(&form.fill_link(&holes));
    }
    let (front, _) = name.split_once(['/', '?']).unwrap_or((name, ""));
    let on_host = front.contains('.') && host(front).is_some() && is_word(platform);
    on_host.then(|| safe_link(&format!("https://{name}"))).flatten()
}

/// What a pasted link or a typed handle means, without asking anybody: a link, a bare `host/path`, a mail
/// address, `@ada@social.example`, `github:ada`, `r/rust`. None for anything else.
pub fn recognise(text: &str) -> Option<Found> {
    let text = clean_line(text, LINK_CHARS + 1);
    // what a sentence puts around a link, in any order, so that what is found is found again
    let around = |c: char| "<>()[],;\"'".contains(c);
    let text = text.trim_start_matches(around).trim_end_matches(|c| around(c) || c == '.' || c == '!');
    if text.is_empty() || text.contains(' ') {
        return None;
    }
    if let Some(link) = safe_link(text) {
        return if let Some(address) = link.strip_prefix("mailto:") {
            found_mail(address.split('?').next().unwrap_or(address))
        } else {
            Link::parse(&link).map(|parsed| found_link(&parsed, &link))
        };
    }
    handle(text).or_else(|| bare_link(text))
}

/// One text for all ways of writing the same handle, for indexes: equal keys are the same account.
pub fn handle_key(platform: &str, name: &str) -> String {
    let (platform, name) = (platform_word(platform), name.trim());
    if name.contains("://") || name.starts_with("mailto:") {
        return link_key(name);
    }
    if platform == MAIL {
        return format!("{MAIL} {}", mail(name).unwrap_or_else(|| name.to_lowercase()));
    }
    if let Some((form, holes)) = form_of(platform, name) {
        // an address of the fediverse is one account, whatever the software is called
        let group = if form.name == "@{}@{host}" { "fediverse" } else { form.word };
        return format!("{group} {}", form.fill_name(&holes).to_lowercase());
    }
    if let Some(link) = Link::parse(&format!("https://{name}")).filter(|link| link.host.contains('.')) {
        return format!("{WEB} {}", link.address());
    }
    format!("{} {}", platform.to_lowercase(), name.trim_start_matches('@').to_lowercase())
}

/// One text for all ways of writing the same link: scheme, `www.`, trailing slashes and what carries no
/// identity make no difference; a profile's is that of its handle.
pub fn link_key(link: &str) -> String {
    recognise(link).map_or_else(|| link.trim().to_lowercase(), |found| handle_key(found.platform, &found.name))
}

/// Whether two handles, each platform and name, are the same account.
pub fn same_handle(one: (&str, &str), other: (&str, &str)) -> bool {
    handle_key(one.0, one.1) == handle_key(other.0, other.1)
}

/// The platform's word for what a person typed: `gh` is `github`; a word of their own stays.
pub fn platform_word(typed: &str) -> &str {
    let typed = typed.trim();
    let lower = typed.to_lowercase();
    let short = SHORT.iter().find(|(short, _)| *short == lower).map(|(_, word)| *word);
    short.or_else(|| FORMS.iter().map(|form| form.word).find(|word| *word == lower)).unwrap_or(typed)
}

/// Every platform's word, each once.
pub fn words() -> impl Iterator<Item = &'static str> {
    let first = |n: &usize| FORMS[..*n].iter().all(|earlier| earlier.word != FORMS[*n].word);
    [MAIL].into_iter().chain((0..FORMS.len()).filter(first).map(|n| FORMS[n].word))
}

fn is_word(platform: &str) -> bool {
    [WEB, MAIL, "forum", "blog"].contains(&platform) || FORMS.iter().any(|form| form.word == platform)
}

/// The form that a name has on a platform; a leading `@` too many or too few makes no difference.
fn form_of(platform: &str, name: &str) -> Option<(&'static Form, Holes)> {
    let bare = name.trim_start_matches('@');
    [name.to_owned(), bare.to_owned(), format!("@{bare}")].iter().find_map(|name| {
        let both_ways = FORMS.iter().filter(|form| form.word == platform && form.way == Way::Both);
        both_ways
            .filter_map(|form| Some((form, form.read_name(name)?)))
            .find(|(_, holes)| !reserved(platform).contains(&holes.first().to_lowercase().as_str()))
    })
}

fn found_link(link: &Link, text: &str) -> Found {
    let moved = Link { host: known_host(&link.host).into_owned(), ..link.clone() };
    let fixed = FORMS.iter().any(|form| form.is_home(&moved.host));
    let forms = FORMS.iter().filter(|form| form.is_fixed() == fixed);
    for form in forms {
        let Some(holes) = form.read_link(&moved) else { continue };
        if reserved(form.word).contains(&holes.first().to_lowercase().as_str()) {
            continue;
        }
        let name = form.fill_name(&holes);
        let built = if form.way == Way::Keep { None } else { profile_link(form.word, &name) };
        let handle = match form.word {
            // a domain as a handle: its first label
            "bluesky" => name.split('.').next().unwrap_or(&name),
            // a number says nothing, the words behind it may
            _ if form.name.starts_with("{n}") => moved.path.last().unwrap_or(&name),
            _ => &name,
        };
        return Found {
            platform: form.word,
            title: called(form.whose, handle).unwrap_or_else(|| name.clone()),
            name,
            link: built.unwrap_or_else(|| text.to_owned()),
            subject: form.whose,
            host: link.host.clone(),
        };
    }
    let home = FORMS.iter().find(|form| form.is_home(&moved.host)).map(|form| form.word);
    let page = home.map_or_else(|| kind_of_page(link), |word| (word, Whose::Unknown));
    Found {
        platform: page.0,
        name: link.address(),
        link: text.to_owned(),
        subject: page.1,
        host: link.host.clone(),
        title: link.host.clone(),
    }
}

/// A page on a host that nobody knows: a forum or blog where the address says so.
fn kind_of_page(link: &Link) -> (&'static str, Whose) {
    let number = |part: Option<&String>| part.is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let first = link.path.first().map_or("", String::as_str);
    let last = link.path.last().map_or("", String::as_str);
    let board = matches!(last, "viewforum.php" | "viewtopic.php");
    let topic = matches!(first, "c" | "t") && number(link.path.get(2));
    if FORUM.iter().any(|hint| link.host.contains(hint)) || topic || board {
        ("forum", Whose::Place)
    } else if link.host.starts_with("blog.") || first == "blog" {
        ("blog", Whose::Unknown)
    } else {
        (WEB, Whose::Unknown)
    }
}

fn found_mail(address: &str) -> Option<Found> {
    let name = mail(address)?;
    let (local, domain) = name.split_once('@')?;
    Some(Found {
        platform: MAIL,
        link: format!("mailto:{name}"),
        subject: Whose::Person,
        host: domain.to_owned(),
        title: called(Whose::Person, local).unwrap_or_else(|| local.to_owned()),
        name: name.clone(),
    })
}

/// A handle as people write it.
fn handle(text: &str) -> Option<Found> {
    let on = |platform: &str, name: &str| {
        let link = profile_link(platform, name)?;
        if let Some(address) = link.strip_prefix("mailto:") {
            return found_mail(address);
        }
        let found = found_link(&Link::parse(&link)?, &link);
        let (form, holes) = form_of(platform, name)?;
        let name = form.fill_name(&holes);
        Some(Found { platform: form.word, subject: form.whose, name, ..found })
    };
    if let Some((word, name)) = text.split_once(':') {
        if word.eq_ignore_ascii_case("acct") {
            return on("mastodon", name);
        }
        if let Some(word) = Some(platform_word(word)).filter(|word| is_word(word)) {
            return on(word, name);
        }
    }
    let slash = text.trim_start_matches('/');
    let lower = slash.to_lowercase();
    if lower.starts_with("r/") || lower.starts_with("u/") {
        return on("reddit", if lower.starts_with("u/") { &slash[2..] } else { slash });
    }
    match text.chars().next()? {
        '@' if text[1..].contains('@') => on("mastodon", text),
        '@' | '#' if text.contains(':') => on("matrix", text),
        '@' => host(&text[1..]).filter(|host| host.contains('.')).and_then(|host| on("bluesky", &host)),
        '!' => on("lemmy", text),
        _ if text.ends_with(".bsky.social") && !text.contains('/') => on("bluesky", text),
        _ => found_mail(text),
    }
}

/// `github.com/ada` without a scheme: a host with a path, or a host that the table knows.
fn bare_link(text: &str) -> Option<Found> {
    let (front, path) = text.split_once(['/', '?', '#']).unwrap_or((text, ""));
    let host = host(front)?;
    let (_, last) = host.rsplit_once('.')?;
    let named = last.len() >= 2 && last.chars().all(char::is_alphabetic);
    let bare = host.strip_prefix("www.").unwrap_or(&host);
    let known = bare != host || FORMS.iter().any(|form| form.is_home(&known_host(bare)));
    if !named || path.is_empty() && !known {
        return None;
    }
    let link = safe_link(&format!("https://{text}"))?;
    Some(found_link(&Link::parse(&link)?, &link))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_whole_table_goes_both_ways() {
        for form in FORMS.iter().filter(|form| form.way == Way::Both) {
            let hint = form.hints.first().map_or("anywhere", |hint| hint.trim_end_matches('.'));
            let name = form.name.replacen("{}", "ada", 1).replace("{}", "bridge").replace("{n}", "4711");
            let name = name.replace("{host}", &format!("{hint}.example")).replace("{site}", "anywhere.example/board");
            let link = profile_link(form.word, &name).unwrap_or_default();
            let found = recognise(&link);
            let got = found.as_ref().map(|found| (found.platform, found.name.as_str(), found.subject, &found.link));
            assert_eq!(got, Some((form.word, name.as_str(), form.whose, &link)), "{name}: {link}");
            let bare = recognise(link.trim_start_matches("https://"));
            assert_eq!(bare.map(|found| found.name), Some(name.clone()), "{link} without scheme");
            assert!(same_handle((form.word, &name), (form.word, &link)), "{name}");
        }
    }

    #[test]
    fn every_way_of_reading_gives_a_handle_that_opens() {
        for form in FORMS.iter().filter(|form| form.way != Way::Both) {
            let hint = form.hints.first().unwrap_or(&"anywhere");
            let fill = |text: &str| {
                let text = text.replace("{}", "ada").replace("{name}", "ada").replace("{n}", "4711");
                text.replace("{host}", &format!("{hint}.example"))
                    .replace("{via}", "via.example")
                    .replace("{skip}", "x")
            };
            let found = recognise(&format!("https://{}", fill(form.link)));
            let name = fill(form.name);
            assert_eq!(
                found.map(|found| (found.platform, found.name)),
                Some((form.word, name.clone())),
                "{}",
                form.link
            );
            assert!(profile_link(form.word, &name).is_some(), "{} {name}", form.word);
        }
    }

    #[test]
    fn pasted_links_and_handles_are_understood() {
        use Whose::{Person, Place, Unknown};
        let table = [
            ("@ada@social.example", "mastodon", "@ada@social.example", Person, "Ada"),
            ("acct:ada@social.example", "mastodon", "@ada@social.example", Person, "Ada"),
            ("https://Social.Example/@Ada/109283746", "mastodon", "@Ada@social.example", Person, "Ada"),
            ("https://social.example/@mei_tan@far.example", "mastodon", "@mei_tan@far.example", Person, "Mei Tan"),
            ("https://social.example/users/ada", "mastodon", "@ada@social.example", Person, "Ada"),
            ("social.example/@ada", "mastodon", "@ada@social.example", Person, "Ada"),
            ("ada@mail.example", "mail", "ada@mail.example", Person, "Ada"),
            (
                "mailto:Ada.Lindqvist@mail.example?subject=x",
                "mail",
                "ada.lindqvist@mail.example",
                Person,
                "Ada Lindqvist",
            ),
            ("https://github.com/tomasr", "github", "tomasr", Person, "Tomasr"),
            ("http://www.github.com/tomasr/?tab=repositories#x", "github", "tomasr", Person, "Tomasr"),
            ("https://github.com/rust-lang/rust/issues/1", "github", "rust-lang/rust", Place, "rust-lang/rust"),
            ("github.com/tomasr", "github", "tomasr", Person, "Tomasr"),
            ("https://github.com/explore", "github", "github.com/explore", Unknown, "github.com"),
            ("gh:tomasr", "github", "tomasr", Person, "Tomasr"),
            ("https://forum.example/c/books", "forum", "forum.example/c/books", Place, "forum.example"),
            ("forum.example/u/aki", "forum", "aki@forum.example", Person, "Aki"),
            ("https://talk.example/t/hello/42", "forum", "talk.example/t/hello/42", Place, "talk.example"),
            ("https://lemmy.example/c/books", "lemmy", "!books@lemmy.example", Place, "books"),
            ("!books@lemmy.example", "lemmy", "!books@lemmy.example", Place, "books"),
            ("https://bsky.app/profile/mei.example/post/3k", "bluesky", "mei.example", Person, "Mei"),
            ("@mei.bsky.social", "bluesky", "mei.bsky.social", Person, "Mei"),
            ("https://de.linkedin.com/in/wanja-moreau-0a1/", "linkedin", "wanja-moreau-0a1", Person, "Wanja Moreau"),
            ("https://www.linkedin.com/in/tom%C3%A1s-rivera", "linkedin", "tomás-rivera", Person, "Tomás Rivera"),
            ("https://mobile.twitter.com/ada?s=20", "x", "ada", Person, "Ada"),
            ("https://twitter.com/intent/user?user_id=18", "x", "i/user/18", Person, "18"),
            ("https://x.com/home", "x", "x.com/home", Unknown, "x.com"),
            ("https://www.instagram.com/_u/ada", "instagram", "ada", Person, "Ada"),
            ("https://www.instagram.com/p/XYZ/", "instagram", "instagram.com/p/XYZ", Unknown, "instagram.com"),
            ("https://stackoverflow.com/users/12/ada-lindqvist", "stackoverflow", "12", Person, "Ada Lindqvist"),
            ("r/rust", "reddit", "r/rust", Place, "r/rust"),
            ("/u/ada", "reddit", "ada", Person, "Ada"),
            ("https://old.reddit.com/r/rust/comments/1", "reddit", "r/rust", Place, "r/rust"),
            ("https://news.ycombinator.com/user?id=ada", "hackernews", "ada", Person, "Ada"),
            ("https://lobste.rs/~ada", "lobsters", "ada", Person, "Ada"),
            ("@ada:chat.example", "matrix", "@ada:chat.example", Person, "Ada"),
            ("https://matrix.to/#/%23rust:chat.example", "matrix", "#rust:chat.example", Place, "#rust"),
            ("https://kelp.slack.com/archives/C1", "slack", "kelp", Place, "kelp"),
            ("https://ada.blogspot.de/2026/01/x.html", "blogger", "ada", Person, "Ada"),
            ("<https://ada.example/about>,", "web", "ada.example/about", Unknown, "ada.example"),
            ("https://blog.ada.example/?utm_source=x", "blog", "blog.ada.example", Unknown, "blog.ada.example"),
        ];
        for (text, platform, name, subject, title) in table {
            let Some(found) = recognise(text) else { panic!("{text} is not understood") };
            let got = (found.platform, found.name.as_str(), found.subject, found.title.as_str());
            assert_eq!(got, (platform, name, subject, title), "{text}");
            assert_eq!(safe_link(&found.link).as_ref(), Some(&found.link), "{text}");
        }
        for text in
            ["", "Ada", "Ada Lindqvist", "@ada", "e.g.", "and/or", "Node.js", "v1.2/3", "javascript:alert(1)", "12:30"]
        {
            assert_eq!(recognise(text), None, "{text}");
        }
    }

    #[test]
    fn the_same_account_however_it_is_written() {
        let same = [
            (("mastodon", "@Ada@social.example"), ("mastodon", "ada@Social.example")),
            (("mastodon", "@ada@pixelfed.example"), ("web", "https://pixelfed.example/ada/")),
            (("github", "TomasR"), ("gh", "@tomasr")),
            (("github", "tomasr"), ("web", "http://www.github.com/tomasr?tab=stars")),
            (("x", "ada"), ("twitter", "https://mobile.twitter.com/Ada")),
            (("mail", "Ada@Mail.example"), ("email", "ada@mail.example")),
            (("web", "ada.example/about/"), ("blog", "https://www.ada.example/about?utm_source=x#top")),
            (("signal", "Ada"), ("signal", "ada")),
        ];
        for (one, other) in same {
            assert!(same_handle(one, other), "{one:?} {other:?}");
        }
        let apart = [
            (("mastodon", "@ada@social.example"), ("mastodon", "@ada@other.example")),
            (("github", "ada"), ("codeberg", "ada")),
            (("web", "https://forum.example/viewforum.php?f=3"), ("web", "https://forum.example/viewforum.php?f=4")),
            (("medium", "@ada"), ("medium", "ada")),
            (("reddit", "rust"), ("reddit", "r/rust")),
        ];
        for (one, other) in apart {
            assert!(!same_handle(one, other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn links_come_from_names_as_people_type_them() {
        let table = [
            ("mastodon", "ada@social.example", Some("https://social.example/@ada")),
            ("GitHub", "@ada", Some("https://github.com/ada")),
            ("linkedin", "tomás-rivera", Some("https://www.linkedin.com/in/tom%C3%A1s-rivera")),
            ("youtube", "ada", Some("https://www.youtube.com/@ada")),
            ("mail", "ada@mail.example", Some("mailto:ada@mail.example")),
            ("web", "ada.example/about", Some("https://ada.example/about")),
            ("signal", "ada", None),
            ("github", "settings", None),
            ("github", "a b", None),
            ("mastodon", "ada", None),
            ("stackoverflow", "ada", None),
        ];
        for (platform, name, wanted) in table {
            assert_eq!(profile_link(platform, name).as_deref(), wanted, "{platform} {name}");
        }
    }

    #[test]
    fn what_stands_around_a_link_is_no_part_of_it() {
        for text in ["(https://ada.example/about).", "https://ada.example/about!),", "<https://ada.example/about/[.>"] {
            let link = recognise(text).map(|found| found.link);
            assert!(link.is_some_and(|link| link.trim_end_matches('/') == "https://ada.example/about"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_unsafe_comes_out(text in "(https?://|@|[a-z]{1,6}:|)[a-zA-Z./@:#?=%é ]{0,30}.{0,5}") {
            if let Some(found) = recognise(&text) {
                prop_assert_eq!(safe_link(&found.link), Some(found.link.clone()), "{:?}", &found);
                let again = recognise(&found.link).map(|again| handle_key(again.platform, &again.name));
                prop_assert_eq!(again, Some(handle_key(found.platform, &found.name)), "{:?}", &found);
            }
        }

        #[test]
        fn a_key_of_any_text_is_found(platform in "[a-z]{0,8}", name in ".{0,20}") {
            prop_assert!(same_handle((&platform, &name), (&platform, &name.to_ascii_uppercase()))
                || name.contains(['/', '.', '?', '#']));
        }
    }
}
