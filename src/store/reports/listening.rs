//! Listen: unread posts, what was read today, the feeds that do not answer.
//!
//! Unread posts are found by an index of their own, so that read ones cost nothing. Must not lay them out.

use rusqlite::{OptionalExtension, Row, params};

use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::feed::host_of;
use crate::domain::ids::{CommunityId, ContactId, FeedId, PostId, Subject};
use crate::domain::plan::plan_for;
use crate::domain::time::{Instant, Now};
use crate::report::listening::{FOLLOWERS, Listening, PostLine, PostLink, PostText, SilentFeed, WANT, Whose};
use crate::report::today::{POSTS_COUNTED, ToRead};
use crate::store::{Result, Store};

/// Posts that are listed at most, the newest: more than anybody goes through in a month.
const MOST: u32 = 2_000;
/// Feeds that do not answer, named at most.
const SILENT: u32 = 100;
/// Tags that are offered as lists at most.
const TAGS: u32 = 9;

/// What is read of a post and of whose it is.
const POST: &str =
    "post.id, post.feed, living.id, feed.community, coalesce(living.name, community.name, ''), feed.title,
    coalesce(state.title, ''), feed.address, post.title, post.link, post.at, post.minutes, coalesce(post.topic, ''),
    EXISTS (SELECT 1 FROM post_mark AS kept WHERE kept.feed = post.feed AND kept.post = post.key AND kept.mark = 'kept'
        AND kept.gone = 0), post.done";

/// Whose a feed is, in whatever order it was found.
const OWNER: &str =
    "LEFT JOIN contact ON contact.id = feed.contact LEFT JOIN contact AS living ON living.id = contact.person
    LEFT JOIN community ON community.id = feed.community LEFT JOIN feed_state AS state ON state.feed = feed.id";

/// What is in the archive is not listened to.
const HERE: &str = "feed.gone = 0 AND coalesce(living.archived, community.archived, 0) = 0";

impl Store {
    /// What Listen shows of these.
    pub fn listening(&self, now: &Now, whose: &Whose) -> Result<Listening> {
        let _at_once = self.at_once()?;
        let feeds: u32 = self
            .connection
            .prepare_cached("SELECT count(*) FROM feed WHERE gone = 0")?
            .query_row([], |row| row.get(0))?;
        let budget = match self.open_session()? {
            Some(session) => session.plan.reading,
            None => plan_for(self.settings.block_minutes).reading,
        };
        let mut report = Listening { whose: whose.clone(), feeds: feeds as usize, budget, ..Listening::default() };
        if feeds == 0 {
            return Ok(report);
        }
        report.posts = match whose {
            Whose::Kept => self.kept_posts()?,
            Whose::All | Whose::Tagged(_) => self.unread_posts(whose)?,
        };
        if report.posts.len() >= MOST as usize {
            report.beyond = 1;
        }
        if *whose != Whose::Kept {
            report.posts.extend(self.done_today(now)?);
        }
        report.read = self.read_today(now)?;
        report.tags = self.heard_tags()?;
        report.asked = self
            .connection
            .prepare_cached("SELECT max(asked_at) FROM feed_state")?
            .query_row([], |row| row.get::<_, Option<i64>>(0))?
            .map(Instant);
        report.silent = self.silent_feeds(now)?;
        Ok(report)
    }

    /// What a post says; none where it is gone.
    pub fn post_text(&self, id: PostId) -> Result<Option<PostText>> {
        let mut statement = self.connection.prepare_cached("SELECT author, text, links FROM post WHERE id = ?1")?;
        let found = statement.query_row([id.0], |row| {
            let links: String = row.get(2)?;
            let links: Vec<(String, String)> = serde_json::from_str(&links).unwrap_or_default();
            // cleaned on the way in; a file may have been written by another hand
            let clean = |text: &str| clean_line(text, LINE_CHARS);
            let links = links.iter().map(|(label, address)| PostLink { label: clean(label), address: clean(address) });
            let links = links.collect();
            Ok(PostText { id, author: row.get(0)?, text: row.get(1)?, links })
        });
        Ok(found.optional()?)
    }

    /// What there is to read in so many minutes of today.
    pub(in crate::store) fn to_read(&self, now: &Now, minutes: u32) -> Result<Option<ToRead>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM post INDEXED BY post_unread JOIN feed ON feed.id = post.feed
             WHERE post.done = 0 AND feed.gone = 0 LIMIT ?1)",
        )?;
        let posts: u32 = statement.query_row([POSTS_COUNTED + 1], |row| row.get(0))?;
        if posts == 0 {
            return Ok(None);
        }
        let minutes = minutes.saturating_sub(self.read_today(now)?);
        Ok((minutes > 0).then_some(ToRead { minutes, posts }))
    }

    fn unread_posts(&self, whose: &Whose) -> Result<Vec<PostLine>> {
        let (tagged, tag) = match whose {
            Whose::Tagged(tag) => (
                "AND EXISTS (SELECT 1 FROM tag WHERE tag.gone = 0 AND lower(tag.name) = lower(?2)
                    AND (tag.contact = living.id OR tag.community = feed.community))",
                tag.as_str(),
            ),
            Whose::All | Whose::Kept => ("AND ?2 = ''", ""),
        };
        let sql = format!(
            "SELECT {POST} FROM post INDEXED BY post_unread JOIN feed ON feed.id = post.feed {OWNER}
             WHERE post.done = 0 AND {HERE} {tagged} ORDER BY post.at DESC LIMIT ?1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![MOST, tag], post)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn kept_posts(&self) -> Result<Vec<PostLine>> {
        let sql = format!(
            "SELECT {POST} FROM post_mark INDEXED BY post_mark_at
                JOIN post ON post.feed = post_mark.feed AND post.key = post_mark.post
                JOIN feed ON feed.id = post.feed {OWNER}
             WHERE post_mark.mark = 'kept' AND post_mark.gone = 0 AND {HERE} ORDER BY post_mark.at DESC LIMIT ?1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([MOST], post)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Posts marked as done today: they keep their place in a list that is open.
    fn done_today(&self, now: &Now) -> Result<Vec<PostLine>> {
        let sql = format!(
            "SELECT {POST} FROM post_mark INDEXED BY post_mark_at
                JOIN post ON post.feed = post_mark.feed AND post.key = post_mark.post
                JOIN feed ON feed.id = post.feed {OWNER}
             WHERE post_mark.mark = 'done' AND post_mark.gone = 0 AND post_mark.at >= ?1 AND {HERE}
             ORDER BY post_mark.at DESC LIMIT ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![now.start_of(now.day()).0, MOST], post)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Minutes read today. What was marked in one go was passed over, not read.
    fn read_today(&self, now: &Now) -> Result<u32> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(sum(minutes), 0) FROM (SELECT max(post.minutes) AS minutes
                FROM post_mark INDEXED BY post_mark_at JOIN post ON post.feed = post_mark.feed AND post.key = post_mark.post
                WHERE post_mark.mark = 'done' AND post_mark.gone = 0 AND post_mark.at >= ?1
                GROUP BY post_mark.at HAVING count(*) = 1)",
        )?;
        Ok(statement.query_row([now.start_of(now.day()).0], |row| row.get(0))?)
    }

    /// Tags of those who have feeds, those of the most of them first; not the two lists, which are always there.
    fn heard_tags(&self) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT min(tag.name) FROM feed LEFT JOIN contact ON contact.id = feed.contact
                JOIN tag ON tag.gone = 0 AND (tag.contact = contact.person OR tag.community = feed.community)
             WHERE feed.gone = 0 AND lower(tag.name) NOT IN (?1, ?2)
             GROUP BY lower(tag.name) ORDER BY count(DISTINCT feed.id) DESC, 1 LIMIT ?3",
        )?;
        let rows = statement.query_map(params![WANT, FOLLOWERS, TAGS], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Feeds that gave nothing the last time, or are never asked.
    fn silent_feeds(&self, now: &Now) -> Result<Vec<SilentFeed>> {
        let sql = format!(
            "SELECT feed.id, living.id, feed.community, coalesce(living.name, community.name, ''), feed.title,
                coalesce(state.title, ''), feed.address, feed.off, state.failing_since, coalesce(state.trouble, '')
             FROM feed {OWNER} WHERE {HERE} AND (feed.off <> '' OR state.failing_since IS NOT NULL)
             ORDER BY state.failing_since IS NULL, state.failing_since, feed.id LIMIT ?1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([SILENT], |row| {
            let (address, off): (String, String) = (row.get(6)?, row.get(7)?);
            let host = host_of(&address);
            let (name, _) = named([row.get(3)?, row.get(4)?, row.get(5)?], &host);
            let failing: Option<i64> = row.get(8)?;
            Ok(SilentFeed {
                feed: FeedId(row.get(0)?),
                subject: owner(row, 1)?,
                name,
                address: host,
                since: failing.filter(|_| off.is_empty()).map(|at| now.day_of(Instant(at))),
                why: if off.is_empty() { row.get(9)? } else { off },
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn post(row: &Row<'_>) -> rusqlite::Result<PostLine> {
    let address: String = row.get(7)?;
    let (name, source) = named([row.get(4)?, row.get(5)?, row.get(6)?], &host_of(&address));
    Ok(PostLine {
        id: PostId(row.get(0)?),
        feed: FeedId(row.get(1)?),
        subject: owner(row, 2)?,
        name,
        source,
        title: row.get(8)?,
        link: row.get(9)?,
        at: Instant(row.get(10)?),
        minutes: row.get(11)?,
        topic: row.get(12)?,
        kept: row.get(13)?,
        done: row.get(14)?,
    })
}

/// Whose a feed is: a person and a place, the one of which is none, stand from `column` on.
fn owner(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Subject>> {
    let person = row.get::<_, Option<i64>>(column)?.map(|id| Subject::Contact(ContactId(id)));
    Ok(person.or(row.get::<_, Option<i64>>(column + 1)?.map(|id| Subject::Community(CommunityId(id)))))
}

/// Whose it is, and what the feed is called where that says more: by the person, by itself, else its host.
fn named([owner, given, own]: [String; 3], host: &str) -> (String, String) {
    let feed = [given, own].into_iter().find(|title| !title.is_empty()).unwrap_or_else(|| host.to_owned());
    match (owner.is_empty(), feed == owner) {
        (true, _) => (feed, String::new()),
        (false, true) => (owner, String::new()),
        (false, false) => (owner, feed),
    }
}
