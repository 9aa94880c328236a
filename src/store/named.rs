//! Names that could be meant, without reading every name: by index where a name is whole, else
//! by a look over the folded names and handles alone.
//!
//! Must not decide who is meant.

use rusqlite::{Row, params};

use super::Store;
use super::error::Result;
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::text::fold;
use crate::report::lists::{Name, Names};

/// With more candidates than these every name is read instead.
const MANY: usize = 1_000;

impl Store {
    /// Those whose whole name or whole handle `typed` is, by index: the quick way.
    pub fn named(&self, typed: &str) -> Result<Vec<Name>> {
        let folded = fold(typed);
        let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = folded.trim_start_matches('@');
        let mut statement = self.connection.prepare_cached(
            "SELECT 1, id, name FROM contact WHERE folded = ?1 AND gone = 0 AND merged_into IS NULL
             UNION SELECT 0, id, name FROM community WHERE folded = ?1 AND gone = 0
             UNION SELECT 1, living.id, living.name FROM handle JOIN contact ON contact.id = handle.contact
                JOIN contact AS living ON living.id = contact.person
                WHERE handle.name IN (?2, '@' || ?2) AND handle.gone = 0 AND living.gone = 0
             UNION SELECT 0, community.id, community.name FROM handle JOIN community ON community.id = handle.community
                WHERE handle.name IN (?2, '@' || ?2) AND handle.gone = 0 AND community.gone = 0
             LIMIT 20",
        )?;
        let rows = statement.query_map(params![folded, bare], |row| {
            let name: String = row.get(2)?;
            Ok(Name { subject: subject(row)?, folded: fold(&name), name, platform: String::new(), last: 0 })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Those in whose folded name or handles `part` stands, people first; none where there are so
    /// many that reading every name is the better way. `part` is folded, without blanks or `@`.
    pub fn named_like(&self, part: &str) -> Result<Option<Names>> {
        let mut statement = self.connection.prepare_cached(
            "WITH found (sort, id) AS (
                SELECT 1, id FROM contact WHERE gone = 0 AND merged_into IS NULL AND instr(folded, ?1)
                UNION SELECT 0, id FROM community WHERE gone = 0 AND instr(folded, ?1)
                UNION SELECT 1, contact.person FROM handle JOIN contact ON contact.id = handle.contact
                    WHERE handle.gone = 0 AND instr(lower(handle.name), ?1)
                UNION SELECT 0, community FROM handle
                    WHERE gone = 0 AND community IS NOT NULL AND instr(lower(name), ?1)
                LIMIT ?2)
             SELECT 1, contact.id, contact.name, contact.folded, NULL,
                (SELECT group_concat(lower(handle.name), ' ') FROM handle JOIN contact AS one ON one.id = handle.contact
                 WHERE one.person = contact.id AND handle.gone = 0),
                (SELECT platform FROM handle WHERE handle.contact = contact.id AND handle.gone = 0 ORDER BY id LIMIT 1)
             FROM found CROSS JOIN contact ON contact.id = found.id WHERE found.sort = 1 AND contact.gone = 0
             UNION ALL
             SELECT 0, community.id, community.name, community.folded, community.platform,
                (SELECT group_concat(lower(name), ' ') FROM handle WHERE handle.community = community.id AND gone = 0), NULL
             FROM found CROSS JOIN community ON community.id = found.id WHERE found.sort = 0 AND community.gone = 0
             LIMIT ?2",
        )?;
        let rows = statement.query_map(params![part, MANY as i64 + 1], |row| {
            let text = |column: usize| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            let (folded, handles) = (text(3)?, text(5)?);
            Ok(Name {
                subject: subject(row)?,
                name: row.get(2)?,
                folded: if handles.is_empty() { folded } else { format!("{folded} {handles}") },
                platform: text(4)? + &text(6)?,
                last: 0,
            })
        })?;
        let names = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok((names.len() <= MANY).then_some(Names(names)))
    }
}

/// The subject in the first two columns: whether it is a contact, and its id.
fn subject(row: &Row<'_>) -> rusqlite::Result<Subject> {
    let id = row.get(1)?;
    Ok(if row.get(0)? { Subject::Contact(ContactId(id)) } else { Subject::Community(CommunityId(id)) })
}
