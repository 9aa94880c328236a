//! The names that `/` searches, read in the order of their rows: nothing is sorted, nothing sought one by one.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, Row};

use super::error::Result;
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::report::name_index::NameIndex;

/// A second connection for a worker that reads names while the first goes on.
#[derive(Debug)]
pub struct NameReader(Connection);

impl NameReader {
    /// A reader of the file at `path`.
    pub(super) fn open(path: &Path) -> Result<Self> {
        // SQLite itself, never a plain open: closing such a descriptor would drop the locks of the first connection
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        // every page is read once: half a megabyte of them is enough
        connection.pragma_update(None, "cache_size", -512)?;
        Ok(Self(connection))
    }

    /// Everybody and every place.
    pub fn read(&self) -> Result<NameIndex> {
        index(&self.0)
    }
}

/// Everybody and every place that can be found, archived ones included.
pub(super) fn index(connection: &Connection) -> Result<NameIndex> {
    // one state of the file for all of it
    let _at_once = if connection.is_autocommit() { Some(connection.unchecked_transaction()?) } else { None };
    let mut index = sized(connection)?;
    people(connection, &mut index)?;
    let mut statement = connection.prepare(
        "SELECT community.id, community.name, coalesce(community.folded, ''), community.platform,
            (SELECT group_concat(lower(name), ' ') FROM handle WHERE handle.community = community.id AND gone = 0),
            max(coalesce(standing.last_out_at, 0), coalesce(standing.last_in_at, 0))
         FROM community LEFT JOIN standing ON standing.sort = 0 AND standing.id = community.id
         WHERE community.gone = 0 ORDER BY community.id -- whole: communities are few",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let handles = word(row, 4)?;
        let text = searched(word(row, 2)?, handles);
        let subject = Subject::Community(CommunityId(row.get(0)?));
        let last = row.get::<_, Option<i64>>(5)?.unwrap_or_default();
        index.push(subject, word(row, 1)?, &text, word(row, 3)?, last);
    }
    Ok(index)
}

/// An index with room for what is here: one that grows leaves as much behind as it holds.
fn sized(connection: &Connection) -> Result<NameIndex> {
    let bytes = |sql: &str| connection.query_row(sql, [], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?)));
    let (people, shown) = bytes("SELECT count(*), coalesce(sum(length(CAST(name AS BLOB))), 0) FROM contact")?;
    let (handles, ways) = bytes("SELECT count(*), coalesce(sum(length(CAST(name AS BLOB))), 0) FROM handle")?;
    // folding shortens more often than it lengthens; blanks and ends between
    Ok(NameIndex::sized(people as usize, shown as usize, (shown + ways + people + handles) as usize))
}

/// People, their handles and when they were last in contact: three tables in the order of the same id.
fn people(connection: &Connection, index: &mut NameIndex) -> Result<()> {
    let merged = merged_handles(connection)?;
    let mut people = connection.prepare(
        "SELECT id, name, coalesce(folded, ''), merged_into IS NULL FROM contact NOT INDEXED WHERE gone = 0 ORDER BY id
         -- whole: it is what substring search runs over",
    )?;
    let mut handles = connection.prepare(
        "SELECT contact, lower(name), platform FROM handle INDEXED BY handle_contact
         WHERE contact IS NOT NULL AND gone = 0 ORDER BY contact
         -- whole: in the order of their people",
    )?;
    let mut standings = connection.prepare(
        "SELECT id, max(coalesce(last_out_at, 0), coalesce(last_in_at, 0)) FROM standing WHERE sort = 1 ORDER BY id
         -- whole: in the order of their people",
    )?;
    let (mut people, mut handles, mut standings) = (people.query([])?, handles.query([])?, standings.query([])?);
    let mut handle = handles.next()?;
    let mut standing = standings.next()?;
    let (mut words, mut platform) = (String::new(), String::new());
    while let Some(row) = people.next()? {
        let id: i64 = row.get(0)?;
        words.clear();
        platform.clear();
        while let Some(found) = handle {
            let contact: i64 = found.get(0)?;
            if contact > id {
                break;
            }
            if contact == id {
                if words.is_empty() {
                    platform.push_str(word(found, 2)?);
                } else {
                    words.push(' ');
                }
                words.push_str(word(found, 1)?);
            }
            handle = handles.next()?;
        }
        let mut last = 0;
        while let Some(found) = standing {
            let subject: i64 = found.get(0)?;
            if subject > id {
                break;
            }
            if subject == id {
                last = found.get(1)?;
            }
            standing = standings.next()?;
        }
        if row.get::<_, bool>(3)? {
            if let Some(more) = merged.get(&id) {
                words.push(' ');
                words.push_str(more);
            }
            let text = searched(word(row, 2)?, words.trim_start());
            index.push(Subject::Contact(ContactId(id)), word(row, 1)?, &text, &platform, last);
        }
    }
    Ok(())
}

/// Handles of contacts that were merged into somebody, by that person.
fn merged_handles(connection: &Connection) -> Result<HashMap<i64, String>> {
    let mut statement = connection.prepare(
        "SELECT contact.person, lower(handle.name) FROM contact INDEXED BY contact_merged
         JOIN handle ON handle.contact = contact.id AND handle.gone = 0
         WHERE contact.merged_into IS NOT NULL AND contact.gone = 0 ORDER BY handle.id LIMIT 100000",
    )?;
    let mut rows = statement.query([])?;
    let mut found: HashMap<i64, String> = HashMap::new();
    while let Some(row) = rows.next()? {
        let words = found.entry(row.get(0)?).or_default();
        words.push(' ');
        words.push_str(word(row, 1)?);
    }
    Ok(found)
}

/// A text, empty for null.
fn word<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(column)?.as_str_or_null()?.unwrap_or_default())
}

/// The folded name, and handles behind it.
fn searched(folded: &str, handles: &str) -> String {
    if handles.is_empty() { folded.to_owned() } else { format!("{folded} {handles}") }
}
