//! `feeds`: what people and places publish.
//!
//! Must not know how a feed is fetched or stored.

use serde::Serialize;

use super::feeds_add;
use crate::cli::args::feeds::Feeds;
use crate::cli::args::read::Look;
use crate::cli::ask::Ask;
use crate::cli::exit::{Code, Failure, Result};
use crate::cli::house::House;
use crate::cli::masked::shown;
use crate::cli::print::page::{Page, report_json, send};
use crate::cli::print::table::Table;
use crate::domain::change::Change;
use crate::domain::feed::{Feed, Mark};
use crate::domain::ids::{FeedId, PostId, Subject};
use crate::domain::number::counted;
use crate::domain::time::{Instant, Now};

/// The change that a command means.
pub(super) fn change(ask: &Ask<'_>, args: &Feeds) -> Result<Change> {
    match args {
        Feeds::Add(args) => Ok(feeds_add::plan(ask, args)?.change),
        Feeds::Attach { id, name, .. } => {
            let feed = known(ask, *id)?;
            let of = name.as_deref().map(|name| ask.anyone(name)).transpose()?.map(|found| found.subject);
            Ok(Change::AttachFeed(feed.id, of))
        }
        Feeds::Name { id, title } => Ok(Change::NameFeed(known(ask, *id)?.id, title.join(" "))),
        Feeds::Remove { id } => Ok(Change::RemoveFeed(known(ask, *id)?.id)),
        Feeds::Done { post, off } => Ok(Change::MarkPost(PostId(*post), Mark::Done, !off)),
        Feeds::Keep { post, off } => Ok(Change::MarkPost(PostId(*post), Mark::Kept, !off)),
        Feeds::List { .. } | Feeds::Posts { .. } | Feeds::Refresh(_) => Err(Failure::usage("this means no change")),
    }
}

fn known(ask: &Ask<'_>, id: i64) -> Result<Feed> {
    let missing =
        || Failure::new(Code::NotFound, format!("there is no feed {id}")).next("rounds feeds list shows them");
    ask.store.feed(FeedId(id))?.ok_or_else(missing)
}

/// What `feeds list --json` prints of one.
#[derive(Debug, Serialize)]
struct Line {
    id: FeedId,
    /// Whose; null for nobody's.
    of: Option<Subject>,
    owner: String,
    name: String,
    /// Without what of it may be a secret.
    address: String,
    site: String,
    /// `fresh`, `failing`, `off`, or `new` where it was never asked.
    state: &'static str,
    /// Why it fails or is off; empty while all is well.
    why: String,
    asked_at: Option<String>,
    fresh_at: Option<String>,
    failing_since: Option<String>,
    posts: u32,
    unread: u32,
}

#[derive(Debug, Serialize)]
struct Listed {
    feeds: Vec<Line>,
}

/// Prints the feeds.
pub(super) fn list(house: &House, name: Option<&str>, look: Look) -> Result<()> {
    let store = house.reading()?;
    let feeds = match name {
        Some(name) => store.feeds_of(Ask::new(house, &store).anyone(name)?.subject)?,
        None => store.feeds()?,
    };
    let now = &house.now;
    if look.json {
        let feeds = feeds.iter().map(|feed| line(feed, now)).collect();
        return Ok(send(&report_json(now, &Listed { feeds })?)?);
    }
    let mut page = Page::new(house.look(look));
    if feeds.is_empty() {
        page.line("No feed yet: rounds feeds add NAME");
        return Ok(send(&page.text())?);
    }
    let mut table = Table::new(0).right(&[0]);
    for feed in &feeds {
        let owner = if feed.of.is_none() { "nobody's yet" } else { &feed.owner };
        let unread = if feed.unread > 0 { format!("{} unread", feed.unread) } else { String::new() };
        let id = feed.id.0.to_string();
        table.row([id.as_str(), owner, &feed.name(), &condition(feed, now), &unread, &shown(&feed.address)]);
    }
    table.print(&mut page);
    Ok(send(&page.text())?)
}

/// How it is with a feed, in words.
fn condition(feed: &Feed, now: &Now) -> String {
    let state = &feed.state;
    if !feed.off.is_empty() {
        return format!("off: {}", feed.off);
    }
    match (state.failing_since, state.fresh) {
        (Some(since), _) => format!("nothing since {}: {}", day(since, now), state.trouble),
        (None, Some(fresh)) => format!("fresh {}", moment(fresh, now)),
        (None, None) => "not asked yet".to_owned(),
    }
}

fn day(at: Instant, now: &Now) -> String {
    now.day_of(at).long()
}

fn moment(at: Instant, now: &Now) -> String {
    at.rfc3339(now.zone.offset(at)).get(..16).unwrap_or_default().replace('T', " ")
}

fn line(feed: &Feed, now: &Now) -> Line {
    let at = |at: Option<Instant>| at.map(|at| at.rfc3339(now.zone.offset(at)));
    let state = &feed.state;
    let (word, why) = match (state.failing_since, state.fresh) {
        _ if !feed.off.is_empty() => ("off", feed.off.clone()),
        (Some(_), _) => ("failing", state.trouble.clone()),
        (None, Some(_)) => ("fresh", String::new()),
        (None, None) => ("new", String::new()),
    };
    Line {
        id: feed.id,
        of: feed.of,
        owner: feed.owner.clone(),
        name: feed.name(),
        address: shown(&feed.address),
        site: state.site.clone(),
        state: word,
        why,
        asked_at: at(state.asked),
        fresh_at: at(state.fresh),
        failing_since: at(state.failing_since),
        posts: feed.posts,
        unread: feed.unread,
    }
}

/// What `feeds posts --json` prints.
#[derive(Debug, Serialize)]
struct Posts {
    feed: FeedId,
    posts: Vec<PostLine>,
}

#[derive(Debug, Serialize)]
struct PostLine {
    id: PostId,
    title: String,
    link: String,
    at: String,
    done: bool,
    kept: bool,
}

/// Prints the newest posts of a feed.
pub(super) fn posts(house: &House, id: i64, limit: u32, look: Look) -> Result<()> {
    let store = house.reading()?;
    let feed = known(&Ask::new(house, &store), id)?;
    let now = &house.now;
    let posts = store.posts_of(feed.id, limit)?;
    if look.json {
        let lines = posts.into_iter().map(|post| PostLine {
            id: post.id,
            title: post.title,
            link: post.link,
            at: post.at.rfc3339(now.zone.offset(post.at)),
            done: post.done,
            kept: post.kept,
        });
        return Ok(send(&report_json(now, &Posts { feed: feed.id, posts: lines.collect() })?)?);
    }
    let mut page = Page::new(house.look(look));
    page.strong(&format!("{}: {}", feed.name(), counted(feed.posts, "post", "posts")));
    let mut table = Table::new(0).right(&[0]);
    for post in &posts {
        let mark = match (post.kept, post.done) {
            (true, _) => "kept",
            (false, true) => "read",
            (false, false) => "",
        };
        let id = post.id.0.to_string();
        let cells = [id.as_str(), &moment(post.at, now), &post.title, mark];
        if post.done && !post.kept { table.dim(cells) } else { table.row(cells) }
    }
    table.print(&mut page);
    Ok(send(&page.text())?)
}
