//! The *now* mark, and who a pasted link belongs to.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::act::{NewAct, When};
use crate::domain::change::Change;
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::platform::{handle_key, recognise};
use crate::domain::time::{Instant, Now};
use crate::store::standing::{meta, set_meta};
use crate::store::{Result, Store};

const NOW_MARK: &str = "now";
/// Longest time that counts as doing one thing, in minutes.
const LONGEST: i64 = 180;

impl Store {
    /// Marks a subject as being done now, or nobody. A note of ours: nothing in it for undo.
    pub fn set_now_mark(&mut self, now: &Now, subject: Option<Subject>) -> Result<()> {
        let value = match subject {
            Some(Subject::Contact(id)) => format!("1 {} {}", id.0, now.at.0),
            Some(Subject::Community(id)) => format!("0 {} {}", id.0, now.at.0),
            None => String::new(),
        };
        self.write(|connection, _, _| set_meta(connection, NOW_MARK, &value))
    }

    /// Who is being done now, and since when.
    pub fn now_mark(&self) -> Result<Option<(Subject, Instant)>> {
        let value = meta(&self.connection, NOW_MARK)?.unwrap_or_default();
        let mut words = value.split(' ').filter_map(|word| word.parse::<i64>().ok());
        let (sort, id, at) = (words.next(), words.next(), words.next());
        Ok(match (sort, id, at) {
            (Some(1), Some(id), Some(at)) => Some((Subject::Contact(self.living(ContactId(id))?), Instant(at))),
            (Some(0), Some(id), Some(at)) => Some((Subject::Community(CommunityId(id)), Instant(at))),
            _ => None,
        })
    }

    /// The change with the real minutes of an act on whom *now* marks, and whether the mark ends with it.
    pub(in crate::store) fn timed<'c>(&self, now: &Now, change: &'c Change) -> Result<(Cow<'c, Change>, bool)> {
        let as_it_is = Ok((Cow::Borrowed(change), false));
        let Change::LogActs(acts) = change else { return as_it_is };
        let [act] = acts.as_slice() else { return as_it_is };
        if act.when != When::Now {
            return as_it_is;
        }
        let Some((subject, since)) = self.now_mark()? else { return as_it_is };
        let about = match subject {
            Subject::Contact(id) => act.target.contact == Some(id),
            Subject::Community(id) => act.target.contact.is_none() && act.target.community == Some(id),
        };
        if !about {
            return as_it_is;
        }
        let minutes = (now.at.since(since) + 30_000) / 60_000;
        let real = (minutes <= LONGEST).then_some(minutes.max(1) as u32);
        // minutes that were said go before minutes that were measured
        let minutes = act.minutes.or(real);
        Ok((Cow::Owned(Change::LogActs(vec![NewAct { minutes, ..act.clone() }])), true))
    }

    /// Ends the mark, in the transaction of the act that ends it.
    pub(in crate::store) fn end_mark(connection: &Connection) -> Result<()> {
        set_meta(connection, NOW_MARK, "")
    }

    /// Who a pasted link or handle belongs to, offline; and in words who that is, or under
    /// which name it would be added.
    pub fn recognise(&self, text: &str) -> Result<(Option<Subject>, String)> {
        let Some(found) = recognise(text) else { return Ok((None, String::new())) };
        let key = handle_key(found.platform, &found.name);
        let mut statement = self.connection.prepare_cached(
            "SELECT handle.platform, handle.name, contact.person, handle.community FROM handle
             LEFT JOIN contact ON contact.id = handle.contact
             WHERE handle.gone = 0 AND handle.platform = ?1 AND handle.name LIKE ?2 LIMIT 200",
        )?;
        let core = found.name.trim_start_matches('@').split('@').next().unwrap_or_default();
        let pattern = format!("%{}%", core.replace(['%', '_'], "_"));
        let rows = statement.query_map(params![found.platform, pattern], |row| {
            let subject = match (row.get::<_, Option<i64>>(2)?, row.get::<_, Option<i64>>(3)?) {
                (Some(id), _) => Some(Subject::Contact(ContactId(id))),
                (None, id) => id.map(|id| Subject::Community(CommunityId(id))),
            };
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, subject))
        })?;
        for row in rows {
            let (platform, name, subject) = row?;
            if let Some(subject) = subject.filter(|_| handle_key(&platform, &name) == key) {
                let name = self.name_of(subject)?.unwrap_or_default();
                return Ok((Some(subject), format!("{name}, {platform}")));
            }
        }
        let place = self
            .connection
            .prepare_cached("SELECT id, name FROM community WHERE gone = 0 AND link <> '' AND (link = ?1 OR ?1 LIKE link || '/%') LIMIT 1")?
            .query_row([&found.link], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
            .optional()?;
        Ok(match place {
            Some((id, name)) => (Some(Subject::Community(CommunityId(id))), name),
            None => (None, crate::domain::entry::parse_entry(text).map(|entry| entry.name).unwrap_or_default()),
        })
    }

    /// The name of a subject; none where it is gone.
    pub fn name_of(&self, subject: Subject) -> Result<Option<String>> {
        let sql = match subject {
            Subject::Contact(_) => {
                "SELECT name FROM contact WHERE id = (SELECT person FROM contact WHERE id = ?1) AND gone = 0"
            }
            Subject::Community(_) => "SELECT name FROM community WHERE id = ?1 AND gone = 0",
        };
        let id = match subject {
            Subject::Contact(id) => id.0,
            Subject::Community(id) => id.0,
        };
        Ok(self.connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
    }
}
