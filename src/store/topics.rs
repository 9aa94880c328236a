//! Which topic of whose it is each post is about, kept beside the post: titles and texts are looked through once, and
//! again only where the topics changed.
//!
//! Must not know what is shown of it.

use rusqlite::{Connection, params};

use super::error::Result;
use crate::domain::ids::{FeedId, Subject};
use crate::domain::listening::Topics;

/// The topics of whose a feed is, one a line, and those for which its posts were looked through.
const OF_FEED: &str = "feed.id, feed_state.topics, coalesce((SELECT group_concat(name, char(10)) FROM
    (SELECT topic.name FROM topic WHERE topic.gone = 0 AND (topic.contact = living.id OR topic.community = feed.community)
     ORDER BY topic.id LIMIT 200)), '')
    FROM feed JOIN feed_state ON feed_state.feed = feed.id LEFT JOIN contact ON contact.id = feed.contact
    LEFT JOIN contact AS living ON living.id = contact.person";

/// Looks through what is new of a feed.
pub(super) fn of_feed(connection: &Connection, feed: FeedId) -> Result<()> {
    let sql = format!("SELECT {OF_FEED} WHERE feed.id = ?1");
    look(connection, &sql, feed.0)
}

/// Looks through the posts of a person or place again, where their topics changed.
pub(super) fn follow(connection: &Connection, subject: Subject) -> Result<()> {
    match subject {
        Subject::Contact(id) => {
            let members = "SELECT id FROM contact WHERE person = ?1";
            look(connection, &format!("SELECT {OF_FEED} WHERE feed.contact IN ({members})"), id.0)
        }
        Subject::Community(id) => look(connection, &format!("SELECT {OF_FEED} WHERE feed.community = ?1"), id.0),
    }
}

fn look(connection: &Connection, sql: &str, id: i64) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let feeds: Vec<(i64, String, String)> = rows.collect::<rusqlite::Result<_>>()?;
    for (feed, looked_for, topics) in feeds {
        if looked_for != topics {
            let mut forget = connection.prepare_cached("UPDATE post SET topic = NULL WHERE feed = ?1")?;
            forget.execute([feed])?;
            let mut note = connection.prepare_cached("UPDATE feed_state SET topics = ?2 WHERE feed = ?1")?;
            note.execute(params![feed, topics])?;
        }
        if !topics.is_empty() {
            look_through(connection, feed, &Topics::new(topics.lines()))?;
        }
    }
    Ok(())
}

/// Looks through the posts of a feed that were not looked through yet.
fn look_through(connection: &Connection, feed: i64, topics: &Topics) -> Result<()> {
    let mut statement =
        connection.prepare_cached("SELECT id, title, text FROM post WHERE feed = ?1 AND topic IS NULL")?;
    let mut rows = statement.query([feed])?;
    let mut found: Vec<(i64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let word = |column| -> rusqlite::Result<&str> { Ok(row.get_ref(column)?.as_str()?) };
        found.push((row.get(0)?, topics.found_in(word(1)?, word(2)?).to_owned()));
    }
    drop(rows);
    let mut note = connection.prepare_cached("UPDATE post SET topic = ?2 WHERE id = ?1")?;
    for (post, topic) in found {
        note.execute(params![post, topic])?;
    }
    Ok(())
}
