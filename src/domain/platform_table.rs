//! The table of platforms: every form of handle and its link.
//!
//! Adding a platform is one row. Rows that read the same link stand the narrower first; rows for any
//! host come after those for named ones. Must not know how the rows are used.

use std::borrow::Cow;

use super::platform_form::Whose::{Person, Place};
use super::platform_form::{Form, Way, Whose};

const fn row(word: &'static str, whose: Whose, name: &'static str, link: &'static str) -> Form {
    Form { word, whose, name, link, hints: &[], way: Way::Both }
}

const fn read(word: &'static str, whose: Whose, name: &'static str, link: &'static str) -> Form {
    Form { way: Way::Read, ..row(word, whose, name, link) }
}

const fn keep(word: &'static str, whose: Whose, name: &'static str, link: &'static str) -> Form {
    Form { way: Way::Keep, ..row(word, whose, name, link) }
}

const fn on(hints: &'static [&'static str], form: Form) -> Form {
    Form { hints, ..form }
}

const PEERTUBE: &[&str] = &["peertube", "tube", "video"];
const MISSKEY: &[&str] = &["misskey", "sharkey", "iceshrimp", "firefish", "calckey"];
const MASTODON: &[&str] = &["mastodon", "mstdn", "masto", "social", "toot", "fosstodon", "hachyderm"];
const STACK: &[&str] = &["stackexchange", "serverfault", "superuser", "askubuntu", "mathoverflow"];

/// Parts of a host that say it is a forum.
pub const FORUM: &[&str] = &["forum", "discuss", "discourse", "community", "board"];

/// All forms, in the order in which a link is tried.
pub const FORMS: &[Form] = &[
    // code
    read("github", Person, "{}", "gist.github.com/{}"),
    read("github", Place, "{}", "github.com/orgs/{}"),
    read("github", Person, "{}", "github.com/sponsors/{}"),
    row("github", Place, "{}/{}", "github.com/{}/{}"),
    row("github", Person, "{}", "github.com/{}"),
    row("gitlab", Place, "{}/{}", "gitlab.com/{}/{}"),
    row("gitlab", Person, "{}", "gitlab.com/{}"),
    on(&["gitlab"], row("gitlab", Place, "{}/{}@{host}", "{host}/{}/{}")),
    on(&["gitlab"], row("gitlab", Person, "{}@{host}", "{host}/{}")),
    row("codeberg", Place, "{}/{}", "codeberg.org/{}/{}"),
    row("codeberg", Person, "{}", "codeberg.org/{}"),
    on(&["forgejo"], row("forgejo", Place, "{}/{}@{host}", "{host}/{}/{}")),
    on(&["forgejo"], row("forgejo", Person, "{}@{host}", "{host}/{}")),
    on(&["gitea"], row("gitea", Place, "{}/{}@{host}", "{host}/{}/{}")),
    on(&["gitea"], row("gitea", Person, "{}@{host}", "{host}/{}")),
    row("stackoverflow", Person, "{n}", "stackoverflow.com/users/{n}"),
    on(STACK, row("stackexchange", Person, "{n}@{host}", "{host}/users/{n}")),
    row("sourceforge", Place, "{}", "sourceforge.net/projects/{}"),
    row("sourceforge", Person, "u/{}", "sourceforge.net/u/{}"),
    // link aggregators and forums on hosts of their own
    row("reddit", Place, "r/{}", "www.reddit.com/r/{}"),
    row("reddit", Person, "{}", "www.reddit.com/user/{}"),
    read("reddit", Person, "{}", "reddit.com/u/{}"),
    row("hackernews", Person, "{}", "news.ycombinator.com/user?id={}"),
    read("hackernews", Person, "{}", "news.ycombinator.com/threads?id={}"),
    read("hackernews", Person, "{}", "news.ycombinator.com/submitted?id={}"),
    row("lobsters", Person, "{}", "lobste.rs/~{}"),
    read("lobsters", Person, "{}", "lobste.rs/u/{}"),
    row("lobsters", Place, "t/{}", "lobste.rs/t/{}"),
    row("tildes", Place, "~{}", "tildes.net/~{}"),
    row("tildes", Person, "{}", "tildes.net/user/{}"),
    row("googlegroups", Place, "{}", "groups.google.com/g/{}"),
    row("groupsio", Place, "{}", "groups.io/g/{}"),
    // networks
    row("bluesky", Place, "{}/feed/{}", "bsky.app/profile/{}/feed/{}"),
    row("bluesky", Place, "{}/lists/{}", "bsky.app/profile/{}/lists/{}"),
    row("bluesky", Person, "{}", "bsky.app/profile/{}"),
    row("linkedin", Person, "{}", "www.linkedin.com/in/{}"),
    read("linkedin", Person, "{}", "linkedin.com/pub/{}"),
    row("linkedin", Place, "company/{}", "www.linkedin.com/company/{}"),
    row("linkedin", Place, "school/{}", "www.linkedin.com/school/{}"),
    row("linkedin", Place, "showcase/{}", "www.linkedin.com/showcase/{}"),
    row("linkedin", Place, "groups/{}", "www.linkedin.com/groups/{}"),
    row("linkedin", Place, "newsletters/{}", "www.linkedin.com/newsletters/{}"),
    read("x", Person, "i/user/{n}", "x.com/intent/user?user_id={n}"),
    read("x", Person, "{}", "x.com/intent/user?screen_name={}"),
    row("x", Person, "i/user/{n}", "x.com/i/user/{n}"),
    row("x", Place, "i/communities/{n}", "x.com/i/communities/{n}"),
    row("x", Place, "i/lists/{n}", "x.com/i/lists/{n}"),
    row("x", Person, "{}", "x.com/{}"),
    read("facebook", Person, "{n}", "facebook.com/profile.php?id={n}"),
    read("facebook", Person, "{n}", "facebook.com/people/{skip}/{n}"),
    row("facebook", Place, "groups/{}", "www.facebook.com/groups/{}"),
    row("facebook", Person, "{}", "www.facebook.com/{}"),
    read("instagram", Person, "{}", "instagram.com/_u/{}"),
    read("instagram", Person, "{}", "instagram.com/stories/{}"),
    row("instagram", Person, "{}", "www.instagram.com/{}"),
    row("threads", Person, "{}", "www.threads.net/@{}"),
    row("tiktok", Person, "{}", "www.tiktok.com/@{}"),
    row("telegram", Place, "s/{}", "t.me/s/{}"),
    row("telegram", Place, "c/{n}", "t.me/c/{n}"),
    row("telegram", Place, "joinchat/{}", "t.me/joinchat/{}"),
    row("telegram", Place, "+{}", "t.me/+{}"),
    row("telegram", Person, "{}", "t.me/{}"),
    row("discord", Place, "{}", "discord.gg/{}"),
    read("discord", Place, "{}", "discord.com/invite/{}"),
    row("discord", Place, "channels/{n}", "discord.com/channels/{n}"),
    row("discord", Person, "users/{n}", "discord.com/users/{n}"),
    row("slack", Place, "client/{}", "app.slack.com/client/{}"),
    row("slack", Place, "{}", "{}.slack.com"),
    row("matrix", Person, "@{}:{host}", "matrix.to/#/@{}:{host}"),
    row("matrix", Place, "#{}:{host}", "matrix.to/#/#{}:{host}"),
    // blogs and newsletters
    row("substack", Person, "@{}", "substack.com/@{}"),
    row("substack", Place, "{}", "{}.substack.com"),
    row("medium", Person, "@{}", "medium.com/@{}"),
    read("medium", Person, "@{}", "{}.medium.com"),
    row("medium", Place, "{}", "medium.com/{}"),
    row("devto", Place, "t/{}", "dev.to/t/{}"),
    row("devto", Person, "{}", "dev.to/{}"),
    row("hashnode", Person, "@{}", "hashnode.com/@{}"),
    row("hashnode", Person, "{}", "{}.hashnode.dev"),
    row("blogger", Person, "{}", "{}.blogspot.com"),
    row("tumblr", Person, "{}", "{}.tumblr.com"),
    read("tumblr", Person, "{}", "tumblr.com/blog/{}"),
    read("tumblr", Person, "{}", "tumblr.com/{}"),
    row("bearblog", Person, "{}", "{}.bearblog.dev"),
    row("buttondown", Place, "{}", "buttondown.com/{}"),
    row("writeas", Person, "{}", "write.as/{}"),
    row("mataroa", Person, "{}", "{}.mataroa.blog"),
    row("wordpress", Person, "{}", "{}.wordpress.com"),
    row("ghost", Place, "{}", "{}.ghost.io"),
    row("microblog", Person, "{}", "{}.micro.blog"),
    read("microblog", Person, "{}", "micro.blog/{}"),
    // media and taste
    row("youtube", Person, "@{}", "www.youtube.com/@{}"),
    row("youtube", Person, "UC{}", "www.youtube.com/channel/UC{}"),
    row("youtube", Person, "user/{}", "www.youtube.com/user/{}"),
    row("youtube", Person, "c/{}", "www.youtube.com/c/{}"),
    row("vimeo", Place, "channels/{}", "vimeo.com/channels/{}"),
    row("vimeo", Place, "groups/{}", "vimeo.com/groups/{}"),
    row("vimeo", Person, "{}", "vimeo.com/{name}"),
    row("twitch", Person, "{}", "www.twitch.tv/{}"),
    row("soundcloud", Person, "{}", "soundcloud.com/{}"),
    row("flickr", Person, "{}", "www.flickr.com/photos/{}"),
    read("flickr", Person, "{}", "flickr.com/people/{}"),
    row("flickr", Place, "groups/{}", "www.flickr.com/groups/{}"),
    row("pinterest", Person, "{}", "www.pinterest.com/{}"),
    row("goodreads", Person, "{n}", "www.goodreads.com/user/show/{n}"),
    row("letterboxd", Person, "{}", "letterboxd.com/{}"),
    row("strava", Person, "{n}", "www.strava.com/athletes/{n}"),
    row("steam", Person, "id/{}", "steamcommunity.com/id/{}"),
    row("steam", Person, "profiles/{n}", "steamcommunity.com/profiles/{n}"),
    row("steam", Place, "groups/{}", "steamcommunity.com/groups/{}"),
    row("orcid", Person, "{}", "orcid.org/{}"),
    // any host: the narrow ones
    row("list", Place, "{}@{host}", "{host}/archives/list/{}@{host}"),
    keep("list", Place, "{}@{host}", "{via}/archives/list/{}@{host}"),
    keep("list", Place, "{}@{host}", "{via}/hyperkitty/list/{}@{host}"),
    row("phpbb", Person, "{n}@{site}", "{site}/memberlist.php?mode=viewprofile&u={n}"),
    // any host: the fediverse, where names are addresses
    read("lemmy", Place, "!{}@{host}", "{via}/c/{}@{host}"),
    read("lemmy", Person, "@{}@{host}", "{via}/u/{}@{host}"),
    on(&["lemmy"], row("lemmy", Place, "!{}@{host}", "{host}/c/{}")),
    on(&["lemmy"], row("lemmy", Person, "@{}@{host}", "{host}/u/{}")),
    on(PEERTUBE, row("peertube", Place, "c/{}@{host}", "{host}/c/{}")),
    on(PEERTUBE, read("peertube", Place, "c/{}@{host}", "{host}/video-channels/{}")),
    on(PEERTUBE, row("peertube", Person, "@{}@{host}", "{host}/a/{}")),
    on(PEERTUBE, read("peertube", Person, "@{}@{host}", "{host}/accounts/{}")),
    on(&["pixelfed"], read("pixelfed", Person, "@{}@{host}", "{host}/users/{}")),
    on(&["pixelfed"], row("pixelfed", Person, "@{}@{host}", "{host}/{}")),
    on(MISSKEY, row("misskey", Person, "@{}@{host}", "{host}/@{}")),
    on(&["gotosocial", "gts."], row("gotosocial", Person, "@{}@{host}", "{host}/@{}")),
    on(&["pleroma", "akkoma"], row("pleroma", Person, "@{}@{host}", "{host}/users/{}")),
    on(&["friendica"], row("friendica", Person, "@{}@{host}", "{host}/profile/{}")),
    on(&["bookwyrm"], row("bookwyrm", Person, "@{}@{host}", "{host}/user/{}")),
    on(FORUM, read("forum", Person, "{}@{host}", "{host}/users/{name}")),
    read("mastodon", Person, "@{}@{host}", "{via}/@{}@{host}"),
    read("mastodon", Person, "@{}@{host}", "{via}/web/@{}@{host}"),
    read("mastodon", Person, "@{}@{host}", "{via}/deck/@{}@{host}"),
    row("mastodon", Person, "@{}@{host}", "{host}/@{}"),
    read("mastodon", Person, "@{}@{host}", "{host}/web/@{}"),
    read("mastodon", Person, "@{}@{host}", "{host}/deck/@{}"),
    read("mastodon", Person, "@{}@{host}", "{host}/users/{name}"),
    on(MASTODON, row("mastodon", Place, "#{}@{host}", "{host}/tags/{}")),
    // any host: forums
    row("forum", Person, "{}@{host}", "{host}/u/{name}"),
];

/// Short words that people type for a platform.
pub const SHORT: &[(&str, &str)] = &[
    ("gh", "github"),
    ("masto", "mastodon"),
    ("fedi", "mastodon"),
    ("bsky", "bluesky"),
    ("twitter", "x"),
    ("fb", "facebook"),
    ("ig", "instagram"),
    ("insta", "instagram"),
    ("li", "linkedin"),
    ("in", "linkedin"),
    ("yt", "youtube"),
    ("hn", "hackernews"),
    ("so", "stackoverflow"),
    ("tg", "telegram"),
    ("email", "mail"),
    ("e-mail", "mail"),
    ("discourse", "forum"),
];

/// Names that are pages of the platform, never somebody.
pub fn reserved(word: &str) -> &'static [&'static str] {
    match word {
        "github" => &[
            "settings",
            "explore",
            "topics",
            "trending",
            "collections",
            "events",
            "sponsors",
            "about",
            "pricing",
            "search",
            "marketplace",
            "features",
            "enterprise",
            "team",
            "login",
            "join",
            "notifications",
            "new",
            "organizations",
            "orgs",
            "codespaces",
            "pulls",
            "issues",
            "apps",
            "stars",
            "readme",
            "resources",
            "customer-stories",
            "security",
            "contact",
            "site",
            "dashboard",
            "discussions",
            "gist",
            "users",
        ],
        "gitlab" | "codeberg" | "forgejo" | "gitea" => {
            &["explore", "dashboard", "users", "groups", "projects", "help", "search", "admin", "user", "org", "-"]
        }
        "x" => &[
            "home",
            "explore",
            "search",
            "i",
            "intent",
            "settings",
            "notifications",
            "messages",
            "hashtag",
            "share",
            "compose",
            "login",
            "tos",
            "privacy",
            "about",
        ],
        "facebook" => &[
            "profile.php",
            "people",
            "pages",
            "pg",
            "groups",
            "events",
            "watch",
            "marketplace",
            "gaming",
            "photo",
            "photo.php",
            "permalink.php",
            "story.php",
            "share",
            "sharer",
            "sharer.php",
            "login",
            "help",
            "reel",
        ],
        "instagram" => &["p", "reel", "reels", "explore", "stories", "accounts", "direct", "tv", "about", "_u"],
        "telegram" => &["s", "c", "joinchat", "share", "addstickers", "proxy", "iv"],
        "medium" => &["tag", "feed", "m", "me", "p", "search", "about", "topics", "membership", "new-story"],
        "devto" => &["t", "search", "tags", "feed", "about", "settings", "new", "top", "latest", "pod", "listings"],
        "tumblr" => &["blog", "dashboard", "explore", "search", "tagged", "settings", "login", "register", "assets"],
        "substack" => &["open", "support", "on"],
        "slack" => &["app", "api", "status", "my", "get", "join", "edgeapi", "files"],
        "wordpress" => &["public-api", "en", "developer", "support"],
        "hashnode" => &["blog", "support"],
        "vimeo" => &["channels", "groups", "categories", "ondemand", "watch", "search", "features", "upgrade"],
        "twitch" => &["directory", "videos", "settings", "p", "downloads", "jobs", "search", "subscriptions"],
        "soundcloud" => &["discover", "search", "stream", "you", "upload", "charts", "settings", "pages", "tags"],
        "pinterest" => &["pin", "search", "ideas", "today", "settings", "business", "explore", "_"],
        "letterboxd" => &["film", "films", "list", "lists", "members", "journal", "search", "settings", "actor"],
        "buttondown" => &["features", "pricing", "login", "register", "docs", "blog", "api", "refer"],
        "microblog" => &["about", "account", "discover", "books", "help", "www"],
        "pixelfed" => &["p", "i", "site", "discover", "login", "register", "timeline", "users"],
        _ => &[],
    }
}

/// The host under which the table knows another one: countries, phones and old names.
pub fn known_host(host: &str) -> Cow<'_, str> {
    let host =
        FRONTS.iter().find_map(|front| host.strip_prefix(front).filter(|rest| MOVED.contains(rest))).unwrap_or(host);
    let country = |home: &str| host.strip_suffix(home).is_some_and(|front| front.len() == 3 && front.ends_with('.'));
    if let Some((blog, _)) = host.split_once(".blogspot.") {
        return Cow::Owned(format!("{blog}.blogspot.com"));
    }
    if let Some(home) = ["linkedin.com", "pinterest.com"].into_iter().find(|home| country(home)) {
        return Cow::Borrowed(home);
    }
    if host.starts_with("pinterest.") {
        return Cow::Borrowed("pinterest.com");
    }
    Cow::Borrowed(ALIASES.iter().find(|(alias, _)| *alias == host).map_or(host, |(_, home)| home))
}

const FRONTS: &[&str] = &["m.", "mobile.", "old.", "new.", "np.", "mbasic.", "web.", "music."];
const MOVED: &[&str] = &[
    "reddit.com",
    "facebook.com",
    "youtube.com",
    "twitter.com",
    "x.com",
    "twitch.tv",
    "tiktok.com",
    "linkedin.com",
    "instagram.com",
    "tumblr.com",
    "goodreads.com",
    "vimeo.com",
    "flickr.com",
];
const ALIASES: &[(&str, &str)] = &[
    ("twitter.com", "x.com"),
    ("threads.com", "threads.net"),
    ("telegram.me", "t.me"),
    ("telegram.dog", "t.me"),
    ("fb.com", "facebook.com"),
    ("buttondown.email", "buttondown.com"),
    ("discordapp.com", "discord.com"),
    ("staging.bsky.app", "bsky.app"),
];
