//! Feeds with their state, what a refresh brought, and the posts that are kept.
//!
//! What was fetched is of this machine alone: written outside the history, thinned, never exported. Must not know how a
//! feed is fetched.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::drain::{self, Touched};
use super::error::Result;
use super::{Store, standing, topics};
use crate::domain::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text};
use crate::domain::feed::{Feed, FeedState, KEPT_POSTS, NewPost, Post, Visit, reading_minutes};
use crate::domain::ids::{CommunityId, ContactId, FeedId, PostId, Subject};
use crate::domain::link::LINK_CHARS;
use crate::domain::time::{Instant, Now};

/// So many rows are written in one transaction, one feed at least: a person's key waits for no more.
const ROWS_AT_ONCE: usize = 500;
/// Of one post so many links are kept.
const MOST_LINKS: usize = 100;

/// What is read of a feed, its owner's name included.
const FEED: &str = "SELECT feed.id, living.id, feed.community, coalesce(living.name, community.name, ''), feed.address,
        feed.title, feed.off, state.title, state.site, state.tag, state.modified, state.asked_at, state.fresh_at,
        state.failing_since, state.failures, state.trouble, state.wait_until, state.moving, state.moved,
        (SELECT count(*) FROM post WHERE post.feed = feed.id),
        (SELECT count(*) FROM post WHERE post.feed = feed.id AND NOT EXISTS (SELECT 1 FROM post_mark
            WHERE post_mark.feed = feed.id AND post_mark.post = post.key AND post_mark.mark = 'done'
            AND post_mark.gone = 0)), feed.written
     FROM feed LEFT JOIN contact ON contact.id = feed.contact LEFT JOIN contact AS living ON living.id = contact.person
        LEFT JOIN community ON community.id = feed.community LEFT JOIN feed_state AS state ON state.feed = feed.id
     WHERE feed.gone = 0";

impl Store {
    /// Every feed, by the name of whose it is; nobody's at the end.
    ///
    /// # Errors
    /// When the file cannot be read; so it is with all below.
    pub fn feeds(&self) -> Result<Vec<Feed>> {
        let order = "ORDER BY living.id IS NULL AND feed.community IS NULL, 4 COLLATE NOCASE, feed.id";
        self.feeds_where(&format!("{FEED} {order} -- whole: feeds are few"), None)
    }

    /// The feeds of one person or place, those of who was merged into them included.
    pub fn feeds_of(&self, subject: Subject) -> Result<Vec<Feed>> {
        let (column, id) = match subject {
            Subject::Contact(id) => ("contact.person", id.0),
            Subject::Community(id) => ("feed.community", id.0),
        };
        self.feeds_where(&format!("{FEED} AND {column} = ?1 ORDER BY feed.id"), Some(id))
    }

    /// One feed.
    pub fn feed(&self, id: FeedId) -> Result<Option<Feed>> {
        Ok(self.feeds_where(&format!("{FEED} AND feed.id = ?1"), Some(id.0))?.into_iter().next())
    }

    fn feeds_where(&self, sql: &str, bound: Option<i64>) -> Result<Vec<Feed>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(bound), feed)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The newest posts of a feed, `most` at most.
    pub fn posts_of(&self, id: FeedId, most: u32) -> Result<Vec<Post>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, feed, title, link, at,
                EXISTS (SELECT 1 FROM post_mark WHERE post_mark.feed = post.feed AND post_mark.post = post.key
                    AND mark = 'done' AND gone = 0),
                EXISTS (SELECT 1 FROM post_mark WHERE post_mark.feed = post.feed AND post_mark.post = post.key
                    AND mark = 'kept' AND gone = 0)
             FROM post WHERE feed = ?1 ORDER BY at DESC, id LIMIT ?2",
        )?;
        let rows = statement.query_map([id.0, i64::from(most)], |row| {
            Ok(Post {
                id: PostId(row.get(0)?),
                feed: FeedId(row.get(1)?),
                title: row.get(2)?,
                link: row.get(3)?,
                at: Instant(row.get(4)?),
                done: row.get(5)?,
                kept: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes what visits to feeds brought, in short transactions outside the history. A post that is here is not written
    /// twice; of each feed the newest stay, and those that are marked to be kept. Answers how many posts are new.
    ///
    /// # Errors
    /// What was written before stays.
    pub fn visited(&mut self, now: &Now, visits: &[Visit]) -> Result<usize> {
        let mut new = 0;
        let mut rest = visits;
        while !rest.is_empty() {
            let mut rows = 0;
            let fits = rest.iter().take_while(|visit| {
                rows += visit.posts.len().min(KEPT_POSTS) + 1;
                rows <= ROWS_AT_ONCE
            });
            let (some, after) = rest.split_at(fits.count().max(1));
            rest = after;
            let mut touched = Touched::default();
            new += self.write_then(
                |connection, _, _| {
                    some.iter().try_fold(0, |new, visit| Ok(new + write(connection, now, visit, &mut touched)?))
                },
                drain::drain,
            )?;
            self.kept.get_mut().touch(touched);
        }
        Ok(new)
    }

    /// When feeds were last asked all together; none for never.
    pub fn refreshed_at(&self) -> Result<Option<Instant>> {
        let at: Option<String> = standing::meta(&self.connection, "refreshed_at")?;
        Ok(at.and_then(|at| at.parse().ok()).map(Instant))
    }

    /// Notes that feeds were asked all together now.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn note_refresh(&mut self, now: &Now) -> Result<()> {
        self.write(|connection, _, _| standing::set_meta(connection, "refreshed_at", &now.at.0.to_string()))
    }
}

/// Writes one visit; answers how many posts are new. Nothing where the feed was taken away meanwhile.
fn write(connection: &Connection, now: &Now, visit: &Visit, touched: &mut Touched) -> Result<usize> {
    let sql = "SELECT contact.person, feed.community FROM feed LEFT JOIN contact ON contact.id = feed.contact
               WHERE feed.id = ?1 AND feed.gone = 0";
    let owner = connection.prepare_cached(sql)?.query_row([visit.feed.0], |row| {
        let contact = row.get::<_, Option<i64>>(0)?.map(|id| Subject::Contact(ContactId(id)));
        Ok(contact.or(row.get::<_, Option<i64>>(1)?.map(|id| Subject::Community(CommunityId(id)))))
    });
    let Some(owner) = owner.optional()? else { return Ok(0) };
    touched.subjects.extend(owner);
    state(connection, visit)?;
    let mut posts: Vec<(Instant, &NewPost)> = Vec::with_capacity(visit.posts.len());
    for (place, post) in visit.posts.iter().enumerate() {
        // those without a date keep the order in which they stand
        posts.push((post.at.unwrap_or(Instant(now.at.0 - place as i64)), post));
    }
    posts.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let mut new = 0;
    for (at, post) in posts.into_iter().take(KEPT_POSTS) {
        new += usize::from(write_post(connection, now, visit.feed, at, post)?);
    }
    thin(connection, visit.feed)?;
    topics::of_feed(connection, visit.feed)?;
    Ok(new)
}

fn state(connection: &Connection, visit: &Visit) -> Result<()> {
    let state = &visit.state;
    let at = |instant: Option<Instant>| instant.map(|instant| instant.0);
    let line = |text: &str| clean_line(text, LINE_CHARS);
    let address = |text: &str| clean_line(text, LINK_CHARS);
    connection
        .prepare_cached(
            "INSERT INTO feed_state (feed, title, site, tag, modified, asked_at, fresh_at, failing_since, failures,
                trouble, wait_until, moving, moved)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
             ON CONFLICT (feed) DO UPDATE SET title = ?2, site = ?3, tag = ?4, modified = ?5, asked_at = ?6,
                fresh_at = ?7, failing_since = ?8, failures = ?9, trouble = ?10, wait_until = ?11, moving = ?12,
                moved = ?13",
        )?
        .execute(params![
            visit.feed.0,
            line(&state.title),
            address(&state.site),
            address(&state.tag),
            line(&state.modified),
            at(state.asked),
            at(state.fresh),
            at(state.failing_since),
            state.failures,
            line(&state.trouble),
            at(state.wait_until),
            address(&state.moving),
            address(&state.moved),
        ])?;
    Ok(())
}

/// Writes a post, or what changed in one that is here; answers whether it is new. Its moment stays, so that no list
/// jumps.
fn write_post(connection: &Connection, now: &Now, feed: FeedId, at: Instant, post: &NewPost) -> Result<bool> {
    let key = clean_line(&post.key, LINE_CHARS);
    let text = clean_text(&post.text, TEXT_BYTES);
    let title = clean_line(&post.title, LINE_CHARS);
    let (link, author) = (clean_line(&post.link, LINK_CHARS), clean_line(&post.author, LINE_CHARS));
    let links: Vec<_> = post.links.iter().take(MOST_LINKS).collect();
    let links = serde_json::to_string(&links).unwrap_or_else(|_| "[]".to_owned());
    let minutes = reading_minutes(&text);
    if key.is_empty() {
        return Ok(false);
    }
    let changed = connection
        .prepare_cached(
            "UPDATE post SET title = ?3, link = ?4, author = ?5, text = ?6, links = ?7, minutes = ?8
             WHERE feed = ?1 AND key = ?2 AND (title, link, author, text, links) <> (?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![feed.0, key, title, link, author, text, links, minutes])?;
    if changed > 0 {
        return Ok(false);
    }
    let new = connection
        .prepare_cached(
            "INSERT INTO post (feed, key, title, link, author, text, links, minutes, at, found_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (feed, key) DO NOTHING",
        )?
        .execute(params![feed.0, key, title, link, author, text, links, minutes, at.0, now.at.0])?;
    Ok(new > 0)
}

/// Takes the oldest posts of a feed away, but for those that are kept.
fn thin(connection: &Connection, feed: FeedId) -> Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM post WHERE feed = ?1
             AND id IN (SELECT id FROM post WHERE feed = ?1 ORDER BY at DESC, id LIMIT -1 OFFSET ?2)
             AND NOT EXISTS (SELECT 1 FROM post_mark WHERE post_mark.feed = post.feed AND post_mark.post = post.key
                AND mark = 'kept' AND gone = 0)",
        )?
        .execute(params![feed.0, KEPT_POSTS as i64])?;
    Ok(())
}

fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    let text = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(at)?.unwrap_or_default());
    let instant = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(at)?.map(Instant));
    let contact = row.get::<_, Option<i64>>(1)?.map(|id| Subject::Contact(ContactId(id)));
    let community = row.get::<_, Option<i64>>(2)?.map(|id| Subject::Community(CommunityId(id)));
    Ok(Feed {
        id: FeedId(row.get(0)?),
        of: contact.or(community),
        owner: row.get(3)?,
        address: row.get(4)?,
        title: row.get(5)?,
        off: row.get(6)?,
        state: FeedState {
            title: text(7)?,
            site: text(8)?,
            tag: text(9)?,
            modified: text(10)?,
            asked: instant(11)?,
            fresh: instant(12)?,
            failing_since: instant(13)?,
            failures: row.get::<_, Option<u32>>(14)?.unwrap_or_default(),
            trouble: text(15)?,
            wait_until: instant(16)?,
            moving: text(17)?,
            moved: text(18)?,
        },
        posts: row.get(19)?,
        unread: row.get(20)?,
        written: row.get(21)?,
    })
}
