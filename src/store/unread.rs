//! The unread post of each person and place that counts most, for the rows that it could be a reason of.
//!
//! Where there are no feeds nothing is read. Must not say whether a post is a reason.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::error::Result;
use crate::domain::attention::Post;
use crate::domain::ids::{CommunityId, ContactId, PostId, Subject};
use crate::domain::time::{Instant, Now};

/// How long a post about a topic counts, in days; a day more for zones. Others fade before that.
const TOPIC_DAYS: i64 = 31;

const POST: &str = "contact.person, feed.community, post.id, post.title, post.at, coalesce(post.topic, '')";

/// Of every person and place that has feeds.
pub(super) fn of_all(connection: &Connection, now: &Now) -> Result<HashMap<Subject, Post>> {
    // the newest of each feed, however many it has, and of those about a topic all
    let sql = format!(
        "SELECT {POST} FROM feed
            JOIN post ON post.id = (SELECT id FROM post AS newest INDEXED BY post_newest
                WHERE newest.feed = feed.id AND newest.done = 0 ORDER BY newest.at DESC LIMIT 1)
            LEFT JOIN contact ON contact.id = feed.contact
         WHERE feed.gone = 0 AND post.at > ?1
         UNION ALL
         SELECT {POST} FROM post INDEXED BY post_topic JOIN feed ON feed.id = post.feed AND feed.gone = 0
            LEFT JOIN contact ON contact.id = feed.contact
         WHERE post.done = 0 AND post.topic <> '' AND post.at > ?1
         LIMIT 20000"
    );
    // a cheap question first: without feeds not even a statement is made ready
    if !connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM feed)")?.query_row([], |row| row.get(0))? {
        return Ok(HashMap::new());
    }
    let since = now.at.plus_seconds(-TOPIC_DAYS * 86_400).0;
    let mut statement = connection.prepare_cached(&sql)?;
    best(statement.query_map([since], |row| read(row, now))?)
}

/// Of one person or place.
pub(super) fn of(connection: &Connection, now: &Now, subject: Subject) -> Result<HashMap<Subject, Post>> {
    let (bound, id) = match subject {
        Subject::Contact(id) => ("contact.person = ?2", id.0),
        Subject::Community(id) => ("feed.community = ?2", id.0),
    };
    let from = match subject {
        Subject::Contact(_) => "contact JOIN feed ON feed.contact = contact.id",
        Subject::Community(_) => "feed LEFT JOIN contact ON contact.id = feed.contact",
    };
    let sql = format!(
        "SELECT {POST} FROM {from} JOIN post INDEXED BY post_newest ON post.feed = feed.id
         WHERE {bound} AND feed.gone = 0 AND post.done = 0 AND post.at > ?1 ORDER BY post.at DESC LIMIT 5000"
    );
    let since = now.at.plus_seconds(-TOPIC_DAYS * 86_400).0;
    let mut statement = connection.prepare_cached(&sql)?;
    best(statement.query_map([since, id], |row| read(row, now))?)
}

fn read(row: &Row<'_>, now: &Now) -> rusqlite::Result<Option<(Subject, Post)>> {
    let person = row.get::<_, Option<i64>>(0)?.map(|id| Subject::Contact(ContactId(id)));
    let place = row.get::<_, Option<i64>>(1)?.map(|id| Subject::Community(CommunityId(id)));
    // a feed that belongs to nobody raises nobody
    let Some(subject) = person.or(place) else { return Ok(None) };
    let at = Instant(row.get(4)?);
    let topic = !row.get_ref(5)?.as_str()?.is_empty();
    Ok(Some((subject, Post { id: PostId(row.get(2)?), title: row.get(3)?, at, day: now.day_of(at), topic })))
}

/// Of each the one that counts most: about a topic, then the newest.
fn best(rows: impl Iterator<Item = rusqlite::Result<Option<(Subject, Post)>>>) -> Result<HashMap<Subject, Post>> {
    let mut best: HashMap<Subject, Post> = HashMap::new();
    let order = |post: &Post| (post.topic, post.at, post.id);
    for row in rows {
        let Some((subject, post)) = row? else { continue };
        match best.get_mut(&subject) {
            Some(known) if order(known) >= order(&post) => {}
            Some(known) => *known = post,
            None => drop(best.insert(subject, post)),
        }
    }
    Ok(best)
}
