//! From a handle to the address of its feed: what follows from the handle alone, what has to be asked, and who has none.
//!
//! Owns the rules per platform. Must not know how anything is fetched.

use crate::domain::link::{Link, safe_link};
use crate::domain::platform::{platform_word, profile_link};

/// The video platform's front of a feed.
const VIDEOS: &str = "https://www.youtube.com/feeds/videos.xml?";

/// Where the feed of a handle is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// At this address; others that it has besides, the likelier first.
    At {
        /// The feed.
        address: String,
        /// Further feeds of the same handle, each with what it holds: "with replies".
        others: Vec<(&'static str, String)>,
    },
    /// Somewhere that asking tells.
    Ask(Ask),
    /// The platform gives none.
    Nowhere {
        /// Where the person can be looked at instead; empty for nowhere.
        profile: String,
    },
}

/// What has to be asked first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// The host of the handle, where its profile really is; failing that the feed is probably at `guess`.
    Finger {
        /// The address of the question.
        address: String,
        /// Where the feed is if the host is also that of the profile.
        guess: String,
    },
    /// The page, for the feeds that it links to.
    Page(String),
    /// The page, for the number of its channel.
    Channel(String),
    /// The page, for the number of its user.
    SoundUser(String),
    /// A directory, for the feed that it knows.
    Directory(String),
}

fn at(address: impl AsRef<str>) -> Source {
    at_with(address, Vec::new())
}

fn at_with(address: impl AsRef<str>, others: Vec<(&'static str, String)>) -> Source {
    match safe_link(address.as_ref()) {
        Some(address) => Source::At { address, others },
        None => Source::Nowhere { profile: String::new() },
    }
}

/// Where the feed of a handle is, by its platform and name: without asking anybody.
pub fn source(platform: &str, name: &str) -> Source {
    let word = platform_word(platform);
    // a number of this platform looks like an address and has no page of that form
    if word == "flickr" && name.split_once("@N").is_some_and(|(front, end)| is_number(front) && is_number(end)) {
        return at(format!("https://www.flickr.com/services/feeds/photos_public.gne?id={name}"));
    }
    let profile = profile_link(word, name).filter(|link| link.starts_with("http")).unwrap_or_default();
    let Some(link) = Link::parse(&profile) else { return Source::Nowhere { profile: String::new() } };
    let nowhere = || Source::Nowhere { profile: profile.clone() };
    let parts: Vec<&str> = link.path.iter().map(String::as_str).collect();
    let origin = profile.match_indices('/').nth(2).map_or(profile.as_str(), |(at, _)| &profile[..at]);
    let on = |path: &str| format!("{origin}{path}");
    let bare = profile.trim_end_matches('/');
    match word {
        "github" => code(&parts, bare, &["releases", "tags", "commits"]),
        "gitlab" => match parts[..] {
            [_] => at(format!("{bare}.atom")),
            _ => at_with(format!("{bare}.atom"), vec![("releases", format!("{bare}/-/releases.atom"))]),
        },
        "codeberg" | "forgejo" | "gitea" => code(&parts, bare, &["releases", "tags"]),
        "stackoverflow" | "stackexchange" => {
            last_number(&parts).map_or_else(nowhere, |id| at(on(&format!("/feeds/user/{id}"))))
        }
        "sourceforge" => match parts[..] {
            ["projects", project] => at(on(&format!("/p/{project}/activity/feed"))),
            _ => Source::Ask(Ask::Page(profile.clone())),
        },
        "reddit" => at(format!("{bare}/.rss")),
        "hackernews" => {
            let user =
                link.query.iter().find(|(key, _)| key == "id").map(|(_, user)| user.as_str()).unwrap_or_default();
            let other = |what: &str| format!("https://hnrss.org/{what}?id={user}");
            at_with(
                other("user"),
                vec![
                    ("posts", other("submitted")),
                    ("comments", other("threads")),
                    ("replies to them", other("replies")),
                ],
            )
        }
        "lobsters" => match parts[..] {
            ["t", _] => at(format!("{bare}.rss")),
            _ => at_with(format!("{bare}/stories.rss"), vec![("comments", format!("{bare}/comments.rss"))]),
        },
        "bluesky" => match parts[..] {
            ["profile", _] => at(format!("{bare}/rss")),
            _ => nowhere(),
        },
        "mastodon" => fediverse(&link, &parts),
        "gotosocial" | "pinterest" => at(format!("{bare}/feed.rss")),
        "pixelfed" => parts.last().map_or_else(nowhere, |user| at(on(&format!("/users/{user}.atom")))),
        "misskey" | "pleroma" => at(format!("{bare}.atom")),
        "lemmy" => at(on(&format!("/feeds/{}.xml?sort=New", parts.join("/")))),
        "peertube" => match parts[..] {
            ["c", channel] => at(on(&format!("/feeds/videos.xml?videoChannelName={channel}"))),
            ["a", account] => at(on(&format!("/feeds/videos.xml?accountName={account}"))),
            _ => nowhere(),
        },
        "forum" => forum(&link, &parts, bare),
        "phpbb" => at(profile.split("/memberlist.php").next().unwrap_or_default().to_owned() + "/feed.php"),
        "list" => at(format!("{bare}/feed/")),
        "groupsio" | "tumblr" => at(format!("{bare}/rss")),
        "substack" if parts.is_empty() => at(format!("{bare}/feed")),
        "medium" => at(on(&format!("/feed/{}", parts.join("/")))),
        "devto" => match parts[..] {
            ["t", tag] => at(on(&format!("/feed/tag/{tag}"))),
            _ => at(on(&format!("/feed/{}", parts.join("/")))),
        },
        "hashnode" if parts.is_empty() => at(format!("{bare}/rss.xml")),
        "blogger" => at(format!("{bare}/feeds/posts/default")),
        "wordpress" => at_with(format!("{bare}/feed/"), vec![("comments", format!("{bare}/comments/feed/"))]),
        "ghost" | "letterboxd" => at(format!("{bare}/rss/")),
        "youtube" => video(&parts, &profile),
        "vimeo" => at(format!("{bare}/videos/rss")),
        "soundcloud" => Source::Ask(Ask::SoundUser(profile.clone())),
        "flickr" => Source::Ask(Ask::Page(profile.clone())),
        "goodreads" => last_number(&parts).map_or_else(nowhere, |id| at(on(&format!("/user/updates_rss/{id}")))),
        "friendica" | "bookwyrm" | "microblog" | "tildes" | "bearblog" | "buttondown" | "writeas" | "mataroa"
        | "steam" | "hashnode" | "blog" | "web" => page(&link, &parts, &profile),
        _ => nowhere(),
    }
}

/// A person's or project's page on a host of code.
fn code(parts: &[&str], bare: &str, lists: &[&'static str]) -> Source {
    match (parts, lists) {
        ([_], _) => at(format!("{bare}.atom")),
        ([_, _], [first, rest @ ..]) => at_with(
            format!("{bare}/{first}.atom"),
            rest.iter().map(|list| (*list, format!("{bare}/{list}.atom"))).collect(),
        ),
        _ => Source::Ask(Ask::Page(bare.to_owned())),
    }
}

/// A name of the fediverse: its host need not be that of its profile, so that host is asked.
fn fediverse(link: &Link, parts: &[&str]) -> Source {
    let host = &link.host;
    match parts {
        ["tags", tag] => at(format!("https://{host}/tags/{tag}.rss")),
        [user] => {
            let user = user.trim_start_matches('@');
            let address = format!("https://{host}/.well-known/webfinger?resource=acct:{user}@{host}");
            Source::Ask(Ask::Finger { address, guess: format!("https://{host}/@{user}.rss") })
        }
        _ => Source::Nowhere { profile: format!("https://{}", link.address()) },
    }
}

/// The feed of a profile page of the fediverse, by the program that its host runs: `generator` as the page says it.
pub fn of_profile(profile: &str, generator: &str) -> Source {
    let bare = profile.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let Some(link) = Link::parse(bare) else { return Source::Nowhere { profile: String::new() } };
    let user = link.path.last().map(|user| user.trim_start_matches('@').to_owned()).unwrap_or_default();
    let runs = |names: &[&str]| names.iter().any(|name| generator.contains(name));
    if runs(&["gotosocial"]) {
        at(format!("{bare}/feed.rss"))
    } else if runs(&["pixelfed"]) {
        at(format!("https://{}/users/{user}.atom", link.host))
    } else if runs(&["misskey", "sharkey", "iceshrimp", "firefish", "calckey", "pleroma", "akkoma"]) {
        at(format!("{bare}.atom"))
    } else if runs(&["friendica", "bookwyrm", "wordpress", "ghost", "peertube", "lemmy", "write", "hubzilla"]) {
        Source::Ask(Ask::Page(bare.to_owned()))
    } else {
        at_with(
            format!("{bare}.rss"),
            vec![("with replies", format!("{bare}/with_replies.rss")), ("pictures", format!("{bare}/media.rss"))],
        )
    }
}

fn forum(link: &Link, parts: &[&str], bare: &str) -> Source {
    let on = |path: &str| format!("https://{}{path}", link.host);
    match parts {
        ["u", user, ..] => at(on(&format!("/u/{user}/activity.rss"))),
        ["c" | "t", ..] if last_number(parts).is_some() => at(format!("{bare}.rss")),
        ["tag", tag] => at(on(&format!("/tag/{tag}.rss"))),
        [.., "viewforum.php"] => {
            let forum = link.query.iter().find(|(key, _)| key == "f").map(|(_, id)| id.as_str()).unwrap_or_default();
            at(bare.split("/viewforum.php").next().unwrap_or_default().to_owned() + &format!("/feed.php?f={forum}"))
        }
        _ => Source::Ask(Ask::Page(format!("https://{}", link.address()))),
    }
}

fn video(parts: &[&str], profile: &str) -> Source {
    match parts {
        ["channel", id] if id.starts_with("UC") => {
            let rest = &id[2..];
            let list = |kind: &str| format!("{VIDEOS}playlist_id={kind}{rest}");
            at_with(
                format!("{VIDEOS}channel_id={id}"),
                vec![("videos", list("UULF")), ("shorts", list("UUSH")), ("live", list("UULV"))],
            )
        }
        ["user", name] => at(format!("{VIDEOS}user={name}")),
        _ => Source::Ask(Ask::Channel(profile.to_owned())),
    }
}

/// The feed of a channel, once its number is known.
pub fn of_channel(id: &str) -> Source {
    video(&["channel", id], "")
}

/// The feed of a sound platform's user, once their number is known.
pub fn of_sound_user(id: &str) -> Source {
    at(format!("https://feeds.soundcloud.com/users/soundcloud:users:{id}/sounds.rss"))
}

/// Any other page: a podcast's entry in a directory is known by its address.
fn page(link: &Link, parts: &[&str], profile: &str) -> Source {
    if link.host == "podcasts.apple.com"
        && let Some(id) = parts.last().and_then(|part| part.strip_prefix("id"))
        && is_number(id)
    {
        return Source::Ask(Ask::Directory(format!("https://itunes.apple.com/lookup?id={id}&entity=podcast")));
    }
    Source::Ask(Ask::Page(profile.to_owned()))
}

/// The last part that begins with a number: `4711`, `4711-ada`.
fn last_number<'p>(parts: &[&'p str]) -> Option<&'p str> {
    let number = |part: &&'p str| part.split('-').next().filter(|id| is_number(id));
    parts.iter().rev().find_map(number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::platform::words;

    fn shown(source: &Source) -> String {
        match source {
            Source::At { address, .. } => address.clone(),
            Source::Ask(Ask::Finger { address, guess }) => format!("finger {address}, else {guess}"),
            Source::Ask(Ask::Page(page)) => format!("page {page}"),
            Source::Ask(Ask::Channel(page)) => format!("channel {page}"),
            Source::Ask(Ask::SoundUser(page)) => format!("user {page}"),
            Source::Ask(Ask::Directory(address)) => format!("directory {address}"),
            Source::Nowhere { profile } => format!("none {profile}"),
        }
    }

    #[test]
    fn feeds_follow_from_handles() {
        let table = [
            ("github", "ada", "https://github.com/ada.atom"),
            ("gh", "ada/bridge", "https://github.com/ada/bridge/releases.atom"),
            ("gitlab", "ada", "https://gitlab.com/ada.atom"),
            ("codeberg", "ada/bridge", "https://codeberg.org/ada/bridge/releases.atom"),
            ("stackoverflow", "4711", "https://stackoverflow.com/feeds/user/4711"),
            ("reddit", "r/rust", "https://www.reddit.com/r/rust/.rss"),
            ("reddit", "ada", "https://www.reddit.com/user/ada/.rss"),
            ("hackernews", "ada", "https://hnrss.org/user?id=ada"),
            ("lobsters", "ada", "https://lobste.rs/~ada/stories.rss"),
            ("lobsters", "t/rust", "https://lobste.rs/t/rust.rss"),
            ("bluesky", "ada.example", "https://bsky.app/profile/ada.example/rss"),
            ("bluesky", "ada.example/feed/birds", "none https://bsky.app/profile/ada.example/feed/birds"),
            (
                "mastodon",
                "@ada@social.example",
                "finger https://social.example/.well-known/webfinger?resource=acct:ada@social.example, else https://social.example/@ada.rss",
            ),
            ("mastodon", "#moss@social.example", "https://social.example/tags/moss.rss"),
            ("gotosocial", "@ada@gts.example", "https://gts.example/@ada/feed.rss"),
            ("pixelfed", "@ada@pixelfed.example", "https://pixelfed.example/users/ada.atom"),
            ("misskey", "@ada@misskey.example", "https://misskey.example/@ada.atom"),
            ("pleroma", "@ada@pleroma.example", "https://pleroma.example/users/ada.atom"),
            ("lemmy", "!moss@lemmy.example", "https://lemmy.example/feeds/c/moss.xml?sort=New"),
            ("peertube", "c/moss@tube.example", "https://tube.example/feeds/videos.xml?videoChannelName=moss"),
            ("forum", "ada@forum.example", "https://forum.example/u/ada/activity.rss"),
            ("forum", "forum.example/c/moss/12", "https://forum.example/c/moss/12.rss"),
            ("forum", "board.example/b/viewforum.php?f=3", "https://board.example/b/feed.php?f=3"),
            ("forum", "forum.example", "page https://forum.example"),
            ("list", "moss@lists.example", "https://lists.example/archives/list/moss@lists.example/feed/"),
            ("substack", "moss", "https://moss.substack.com/feed"),
            ("substack", "@ada", "none https://substack.com/@ada"),
            ("medium", "@ada", "https://medium.com/feed/@ada"),
            ("devto", "ada", "https://dev.to/feed/ada"),
            ("devto", "t/rust", "https://dev.to/feed/tag/rust"),
            ("hashnode", "ada", "https://ada.hashnode.dev/rss.xml"),
            ("hashnode", "@ada", "page https://hashnode.com/@ada"),
            ("blogger", "ada", "https://ada.blogspot.com/feeds/posts/default"),
            ("tumblr", "ada", "https://ada.tumblr.com/rss"),
            ("wordpress", "ada", "https://ada.wordpress.com/feed/"),
            ("ghost", "ada", "https://ada.ghost.io/rss/"),
            ("youtube", "@ada", "channel https://www.youtube.com/@ada"),
            (
                "youtube",
                "UCabcdefghijklmnopqrstuv",
                "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
            ),
            ("youtube", "user/ada", "https://www.youtube.com/feeds/videos.xml?user=ada"),
            ("vimeo", "ada", "https://vimeo.com/ada/videos/rss"),
            ("soundcloud", "ada", "user https://soundcloud.com/ada"),
            ("flickr", "12345@N01", "https://www.flickr.com/services/feeds/photos_public.gne?id=12345@N01"),
            ("flickr", "ada", "page https://www.flickr.com/photos/ada"),
            ("pinterest", "ada", "https://www.pinterest.com/ada/feed.rss"),
            ("goodreads", "4711", "https://www.goodreads.com/user/updates_rss/4711"),
            ("letterboxd", "ada", "https://letterboxd.com/ada/rss/"),
            ("web", "https://a.example/about", "page https://a.example/about"),
            (
                "web",
                "https://podcasts.apple.com/se/podcast/moss/id4711",
                "directory https://itunes.apple.com/lookup?id=4711&entity=podcast",
            ),
            ("linkedin", "ada", "none https://www.linkedin.com/in/ada"),
            ("x", "ada", "none https://x.com/ada"),
            ("instagram", "ada", "none https://www.instagram.com/ada"),
            ("telegram", "ada", "none https://t.me/ada"),
            ("twitch", "ada", "none https://www.twitch.tv/ada"),
            ("mail", "ada@mail.example", "none "),
            ("signal", "ada", "none "),
        ];
        for (platform, name, wanted) in table {
            assert_eq!(shown(&source(platform, name)), wanted, "{platform} {name}");
        }
    }

    #[test]
    fn what_was_asked_leads_to_a_feed() {
        let table = [
            ("https://m.example/@ada", "mastodon 4.5", "https://m.example/@ada.rss"),
            ("https://m.example/@ada/?x=1", "", "https://m.example/@ada.rss"),
            ("https://g.example/@ada", "gotosocial 0.20", "https://g.example/@ada/feed.rss"),
            ("https://p.example/ada", "pixelfed", "https://p.example/users/ada.atom"),
            ("https://s.example/@ada", "sharkey", "https://s.example/@ada.atom"),
            ("https://f.example/profile/ada", "friendica", "page https://f.example/profile/ada"),
            ("ftp://x", "", "none "),
        ];
        for (profile, generator, wanted) in table {
            assert_eq!(shown(&of_profile(profile, generator)), wanted, "{profile}");
        }
        let Source::At { others, .. } = of_channel("UCabcdefghijklmnopqrstuv") else { panic!("a feed") };
        assert_eq!(others[0].1, "https://www.youtube.com/feeds/videos.xml?playlist_id=UULFabcdefghijklmnopqrstuv");
        assert_eq!(shown(&of_sound_user("7")), "https://feeds.soundcloud.com/users/soundcloud:users:7/sounds.rss");
    }

    #[test]
    fn every_platform_has_an_answer() {
        for word in words() {
            for name in ["ada", "ada/bridge", "@ada@x.example", "4711", "https://x.example/a/b?c=d", ""] {
                source(word, name);
            }
        }
    }
}
