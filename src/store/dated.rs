//! Birthdays, other yearly dates and next steps, read for the rows that they could be a reason of.
//!
//! Must not say whether they are one.

use std::collections::HashMap;

use rusqlite::{Connection, Row, params};

use super::error::Result;
use super::standing;
use crate::domain::contact::{Dated, DatedSort};
use crate::domain::ids::{ContactId, DatedId};
use crate::domain::time::{Instant, Now};

/// How far ahead and back a dated event is a reason, in days.
const DATED_DAYS: i64 = 8;

const DATED: &str = "dated.id, dated.sort, dated.text, dated.day, dated.set_at";

/// Dates and steps that could be a reason today, by person.
pub(super) fn near(connection: &Connection, now: &Now) -> Result<HashMap<i64, Vec<Dated>>> {
    let today = now.day();
    let days: Vec<String> = (-DATED_DAYS..=DATED_DAYS)
        .map(|n| format!("\"{}\"", today.plus(n).date().format("%m-%d")))
        // 29 February counts as the 28th in a year that has none
        .chain(["\"02-29\"".to_owned()])
        .collect();
    let person = standing::person("dated.contact");
    let sql = format!(
        "SELECT {person}, {DATED} FROM dated
         WHERE dated.gone = 0 AND dated.sort <> 'step' AND substr(dated.day, -5) IN (SELECT value FROM json_each(?1))
         UNION ALL
         SELECT {person}, {DATED} FROM dated
         WHERE dated.gone = 0 AND dated.sort = 'step' AND dated.done_at IS NULL AND dated.day <= ?2
         LIMIT 20000"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let until = today.plus(DATED_DAYS).to_string();
    group(statement.query_map(params![format!("[{}]", days.join(",")), until], read)?)
}

/// Every date and open step of a person.
pub(super) fn of(connection: &Connection, person: ContactId) -> Result<HashMap<i64, Vec<Dated>>> {
    let sql = format!(
        "SELECT coalesce(contact.person, contact.id), {DATED} FROM contact JOIN dated ON dated.contact = contact.id AND dated.gone = 0
            AND (dated.sort <> 'step' OR dated.done_at IS NULL)
         WHERE contact.person = ?1 ORDER BY dated.day LIMIT 500"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    group(statement.query_map([person.0], read)?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<(i64, Dated)> {
    Ok((
        row.get(0)?,
        Dated {
            id: DatedId(row.get(1)?),
            sort: DatedSort::from_word(row.get_ref(2)?.as_str()?).unwrap_or(DatedSort::Yearly),
            text: row.get(3)?,
            day: row.get(4)?,
            set: Instant(row.get(5)?),
        },
    ))
}

fn group(rows: impl Iterator<Item = rusqlite::Result<(i64, Dated)>>) -> Result<HashMap<i64, Vec<Dated>>> {
    let mut grouped: HashMap<i64, Vec<Dated>> = HashMap::new();
    for row in rows {
        let (person, dated) = row?;
        grouped.entry(person).or_default().push(dated);
    }
    Ok(grouped)
}
