//! Feeds and the marks on their posts.
//!
//! No label holds an address, which may be a secret. Must not know how a feed is fetched.

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use super::work::{Set, Work, instant, number, subject_columns, text};
use crate::domain::change::Created;
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::feed::{self, Mark};
use crate::domain::ids::{CommunityId, ContactId, FeedId, PostId, Subject};
use crate::domain::incoming::IncomingFeed;
use crate::store::error::{Result, StoreError};
use crate::store::uid::Uids;

/// A feed that is here.
struct Known {
    id: i64,
    gone: bool,
    of: Option<Subject>,
}

pub(super) fn add(work: &mut Work<'_>, of: Option<Subject>, address: &str, title: &str, off: &str) -> Result<String> {
    let Some(address) = feed::address(address) else {
        return Err(StoreError::Refused("a feed needs an address that begins with http:// or https://".to_owned()));
    };
    let of = of.map(|subject| work.living(subject)).transpose()?;
    let title = clean_line(title, LINE_CHARS);
    let called = if title.is_empty() { feed::host_of(&address) } else { title.clone() };
    let label = owned(work, of, &called)?;
    let same = same(work, &address)?;
    // where it is somebody's already it need not be nobody's too
    if same.iter().any(|known| of.is_none() || known.of == of) {
        return Ok(label);
    }
    if let Some(known) = same.iter().find(|known| known.of.is_none()) {
        let mut sets = columns(of).to_vec();
        if !title.is_empty() {
            sets.push(("title", text(&title)));
        }
        work.update("feed", known.id, &sets)?;
        work.made(Created::Feed(FeedId(known.id)));
        return Ok(label);
    }
    let owner = owner_uid(work, of)?;
    let bare = feed::bare(&address);
    let key = ["feed", &owner, &bare];
    let mut sets = vec![
        ("address", text(&address)),
        ("title", text(&title)),
        ("off", text(&clean_line(off, LINE_CHARS))),
        ("written", number(true)),
        ("added_at", instant(work.now.at)),
    ];
    sets.extend(columns(of));
    let id = match by_uid(work, &Uids::natural(&key))? {
        // it went to somebody else since: this is another one
        Some(known) if !known.gone && known.of != of => work.insert("feed", &sets)?,
        // it came without its secret, or with another one
        Some(known) if !known.gone => {
            work.update("feed", known.id, &sets)?;
            known.id
        }
        _ => work.insert_natural("feed", &key, &sets)?,
    };
    work.made(Created::Feed(FeedId(id)));
    Ok(label)
}

/// Takes a feed of an import in. Its address was written by nobody here, so it leads to no machine of their own; one that
/// was taken away stays away.
pub(in crate::store) fn take_in(work: &mut Work<'_>, of: Option<Subject>, feed: &IncomingFeed) -> Result<()> {
    let Some(address) = feed::address(&feed.address) else { return Ok(()) };
    let of = of.map(|subject| work.living(subject)).transpose()?;
    let (owner, bare) = (owner_uid(work, of)?, feed::bare(&address));
    let key = ["feed", &owner, &bare];
    if !same(work, &address)?.is_empty() || by_uid(work, &Uids::natural(&key))?.is_some() {
        return Ok(());
    }
    let off = feed.disabled.as_deref().unwrap_or_default();
    let mut sets = vec![
        ("address", text(&address)),
        ("title", text(&clean_line(&feed.title, LINE_CHARS))),
        ("off", text(&clean_line(off, LINE_CHARS))),
        ("added_at", instant(work.now.at)),
    ];
    sets.extend(columns(of));
    let id = work.insert_natural("feed", &key, &sets)?;
    work.made(Created::Feed(FeedId(id)));
    Ok(())
}

pub(super) fn attach(work: &mut Work<'_>, id: FeedId, of: Option<Subject>) -> Result<String> {
    let of = of.map(|subject| work.living(subject)).transpose()?;
    let called = called(work, id)?;
    // a place that is not there is refused before anything is written
    let label = owned(work, of, &called)?;
    work.update("feed", id.0, &columns(of))?;
    Ok(label)
}

pub(super) fn remove(work: &mut Work<'_>, id: FeedId) -> Result<String> {
    let called = called(work, id)?;
    work.remove("feed", id.0)?;
    Ok(format!("removed the feed {called}"))
}

pub(super) fn name(work: &mut Work<'_>, id: FeedId, title: &str) -> Result<String> {
    let title = clean_line(title, LINE_CHARS);
    let former = called(work, id)?;
    work.update("feed", id.0, &[("title", text(&title))])?;
    Ok(match title.as_str() {
        "" => format!("{former}: named as it calls itself"),
        title => format!("named the feed {title}"),
    })
}

pub(super) fn mark(work: &mut Work<'_>, id: PostId, mark: Mark, set: bool) -> Result<String> {
    let found: Option<(i64, String, String, String)> = work
        .connection
        .prepare_cached(
            "SELECT feed.id, feed.uid, post.key, post.title FROM post JOIN feed ON feed.id = post.feed
             WHERE post.id = ?1 AND feed.gone = 0",
        )?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let (feed, uid, post, title) =
        found.ok_or_else(|| StoreError::NotFound("there is no such post any more".to_owned()))?;
    let marked: Option<i64> = work
        .connection
        .prepare_cached("SELECT id FROM post_mark WHERE feed = ?1 AND post = ?2 AND mark = ?3 AND gone = 0 LIMIT 1")?
        .query_row(rusqlite::params![feed, post, mark.word()], |row| row.get(0))
        .optional()?;
    match marked {
        Some(row) if !set => work.remove("post_mark", row)?,
        None if set => {
            let sets = [
                ("feed", Value::Integer(feed)),
                ("post", text(&post)),
                ("mark", text(mark.word())),
                ("at", instant(work.now.at)),
            ];
            work.insert_natural("post_mark", &["post_mark", &uid, &post, mark.word()], &sets)?;
        }
        _ => {}
    }
    let title = clean_line(&title, 60);
    Ok(match (mark, set) {
        (Mark::Done, true) => format!("read \"{title}\""),
        (Mark::Done, false) => format!("not read: \"{title}\""),
        (Mark::Kept, true) => format!("kept \"{title}\""),
        (Mark::Kept, false) => format!("no longer kept: \"{title}\""),
    })
}

/// The stable id of whose it is; empty for nobody's.
fn owner_uid(work: &Work<'_>, of: Option<Subject>) -> Result<String> {
    match of {
        Some(Subject::Contact(id)) => work.value("contact", id.0, "uid"),
        Some(Subject::Community(id)) => work.value("community", id.0, "uid"),
        None => Ok(String::new()),
    }
}

/// The two columns that say whose it is.
fn columns(of: Option<Subject>) -> [Set<'static>; 2] {
    of.map_or([("contact", Value::Null), ("community", Value::Null)], subject_columns)
}

/// "Ada: feed ada.example".
fn owned(work: &Work<'_>, of: Option<Subject>, called: &str) -> Result<String> {
    Ok(match of {
        Some(subject) => format!("{}: feed {called}", work.name(subject)?),
        None => format!("feed {called}: nobody's yet"),
    })
}

/// What a feed is called, without its address.
fn called(work: &Work<'_>, id: FeedId) -> Result<String> {
    let title: String = work.value("feed", id.0, "title")?;
    let own: Option<String> = work
        .connection
        .prepare_cached("SELECT title FROM feed_state WHERE feed = ?1 AND title <> ''")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    let host = || work.value::<String>("feed", id.0, "address").map(|address| feed::host_of(&address));
    match own.filter(|_| title.is_empty()) {
        Some(own) => Ok(own),
        None if title.is_empty() => host(),
        None => Ok(title),
    }
}

/// The feeds that are asked at that address, as they were given or since they moved.
fn same(work: &Work<'_>, address: &str) -> Result<Vec<Known>> {
    let mut statement = work.connection.prepare_cached(
        "SELECT feed.id, feed.gone, coalesce(contact.person, feed.contact), feed.community FROM feed
         LEFT JOIN contact ON contact.id = feed.contact LEFT JOIN feed_state ON feed_state.feed = feed.id
         WHERE feed.gone = 0 AND (feed.address = ?1 OR feed_state.moved = ?1)",
    )?;
    let rows = statement.query_map([address], known)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn by_uid(work: &Work<'_>, uid: &str) -> Result<Option<Known>> {
    let sql = "SELECT feed.id, feed.gone, coalesce(contact.person, feed.contact), feed.community FROM feed
               LEFT JOIN contact ON contact.id = feed.contact WHERE feed.uid = ?1";
    Ok(work.connection.prepare_cached(sql)?.query_row([uid], known).optional()?)
}

fn known(row: &rusqlite::Row<'_>) -> rusqlite::Result<Known> {
    let contact = row.get::<_, Option<i64>>(2)?.map(|id| Subject::Contact(ContactId(id)));
    let community = row.get::<_, Option<i64>>(3)?.map(|id| Subject::Community(CommunityId(id)));
    Ok(Known { id: row.get(0)?, gone: row.get(1)?, of: contact.or(community) })
}
