//! What is derived: persons, folded names, what is left of owed items, and standing.
//!
//! One bounded function recomputes a subject's row from indexed reads after any change to
//! it; triggers note which subjects are dirty and [`drain`] works them off before the commit.
//! Must not know what changed or why.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row, params};

use super::error::Result;
use super::reader::Reader;
pub(super) use super::reader::day;
use crate::domain::cadence::list_from;
use crate::domain::contact::{Style, Tier};
use crate::domain::duplicate::name_key;
use crate::domain::fold::fold;
use crate::domain::ids::{ActId, CommunityId, ContactId, HandleId, Subject};
use crate::domain::settings::Settings;
use crate::domain::standing::{Standing, Worth};
use crate::domain::time::{Day, Instant};

/// How far back the place used last is looked for, in acts.
const PLACE_ACTS: u32 = 20;

/// A community and a handle, as stored.
type LastPlace = (Option<i64>, Option<i64>);

/// Works the list of dirty rows off.
pub(super) fn drain(connection: &Connection, settings: &Settings) -> Result<()> {
    let dirty: Vec<(u8, i64)> = collect(
        connection.prepare_cached("SELECT sort, id FROM dirty -- whole: what one transaction changed")?,
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if dirty.is_empty() {
        return Ok(());
    }
    let mut persons = Vec::new();
    for &(sort, id) in &dirty {
        match sort {
            0 => community(connection, CommunityId(id))?,
            1 => persons.extend(person(connection, id)?),
            _ => remaining(connection, id)?,
        }
    }
    persons.sort_unstable();
    persons.dedup();
    for id in persons {
        contact(connection, ContactId(id), settings)?;
    }
    connection.prepare_cached("DELETE FROM dirty")?.execute([])?;
    Ok(())
}

/// Recomputes every derived row of every subject.
pub(super) fn recompute_all(connection: &Connection, settings: &Settings) -> Result<()> {
    connection.execute_batch(
        "-- whole: a changed rule works everything out anew, once
         INSERT OR IGNORE INTO dirty (sort, id) SELECT 0, id FROM community;
         INSERT OR IGNORE INTO dirty (sort, id) SELECT 1, id FROM contact;
         INSERT OR IGNORE INTO dirty (sort, id) SELECT 2, id FROM owed;",
    )?;
    drain(connection, settings)
}

/// A word of the table of our own notes.
pub(super) fn meta(connection: &Connection, key: &str) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// Sets a word of the table of our own notes.
pub(super) fn set_meta(connection: &Connection, key: &str, value: &str) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
        )?
        .execute([key, value])?;
    Ok(())
}

/// How a subject is written in `standing` and `dirty`.
pub(super) fn key(subject: Subject) -> (u8, i64) {
    match subject {
        Subject::Community(id) => (0, id.0),
        Subject::Contact(id) => (1, id.0),
    }
}

/// Reads a standing from a row whose columns of `standing` start at `base`, in the table's order.
pub(super) fn from_row(row: &Row<'_>, base: usize) -> rusqlite::Result<Standing> {
    let at = |n: usize| base + n;
    let moment = |n: usize| -> rusqlite::Result<Option<(Instant, Day)>> {
        Ok(row.get::<_, Option<i64>>(at(n))?.map(Instant).zip(day(row, at(n + 1))?))
    };
    let words = |n: usize| -> rusqlite::Result<Vec<String>> {
        Ok(row.get_ref(at(n))?.as_str()?.split_whitespace().map(str::to_owned).collect())
    };
    let worth = match (row.get::<_, Option<i64>>(at(12))?, moment(14)?) {
        (Some(act), Some((instant, day))) => Some(Worth {
            act: ActId(act),
            kind: row.get::<_, Option<String>>(at(13))?.unwrap_or_default(),
            at: instant,
            day,
        }),
        _ => None,
    };
    Ok(Standing {
        last_out: moment(2)?,
        last_in: moment(4)?,
        clock_day: day(row, at(6))?,
        own_clock_day: day(row, at(7))?,
        gaps: words(8)?.iter().filter_map(|word| word.parse().ok()).collect(),
        unanswered: words(9)?.iter().filter_map(|word| word.parse().ok()).collect(),
        days: row.get(at(10))?,
        met: row.get(at(11))?,
        worth,
        list_from: day(row, at(16))?,
        last_kinds: words(17)?,
    })
}

fn collect<T, P: Params>(
    mut statement: CachedStatement<'_>,
    parameters: P,
    map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    Ok(statement.query_map(parameters, map)?.collect::<rusqlite::Result<_>>()?)
}

/// How many of an owed item are open: its count less what living acts have settled.
fn remaining(connection: &Connection, id: i64) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE owed SET remaining = CASE WHEN gone <> 0 OR closed IS NOT NULL THEN 0 ELSE max(0, count - (
                SELECT coalesce(sum(settles.count), 0) FROM settles JOIN act ON act.id = settles.act
                WHERE settles.owed = owed.id AND settles.gone = 0 AND act.gone = 0)) END WHERE id = ?1",
        )?
        .execute([id])?;
    Ok(())
}

/// Brings `person`, `folded` and `alike` of a contact, and of all that hang together with it by merges, up to
/// date. Answers the persons whose standing may have changed, the former ones included.
fn person(connection: &Connection, id: i64) -> Result<Vec<i64>> {
    let name: Option<String> = connection
        .prepare_cached("SELECT name FROM contact WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let Some(name) = name else { return Ok(vec![id]) };
    connection
        .prepare_cached("UPDATE contact SET folded = ?2, alike = ?3 WHERE id = ?1 AND (folded, alike) IS NOT (?2, ?3)")?
        .execute(params![id, fold(&name), name_key(&name)])?;
    let root = end_of_chain(connection, id)?;
    let family: Vec<(i64, Option<i64>)> = collect(
        connection.prepare_cached(
            "WITH RECURSIVE family (id) AS (
                SELECT ?1 UNION SELECT contact.id FROM contact JOIN family ON contact.merged_into = family.id)
             SELECT contact.id, contact.person FROM contact JOIN family USING (id)",
        )?,
        [root],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut touched = vec![id, root];
    for (member, former) in family {
        if former != Some(root) {
            connection.prepare_cached("UPDATE contact SET person = ?2 WHERE id = ?1")?.execute([member, root])?;
            touched.extend(former);
            touched.push(member);
        }
    }
    Ok(touched)
}

/// The living contact at the end of a chain of merges; in a ring the one with the smallest uid.
fn end_of_chain(connection: &Connection, id: i64) -> Result<i64> {
    let mut next = connection.prepare_cached("SELECT merged_into FROM contact WHERE id = ?1")?;
    let mut chain = vec![id];
    loop {
        let into: Option<i64> = next.query_row([chain[chain.len() - 1]], |row| row.get(0)).optional()?.flatten();
        let Some(into) = into else { return Ok(chain[chain.len() - 1]) };
        if let Some(start) = chain.iter().position(|&seen| seen == into) {
            let mut uid = connection.prepare_cached("SELECT uid FROM contact WHERE id = ?1")?;
            let mut ring = Vec::new();
            for &member in &chain[start..] {
                ring.push((uid.query_row([member], |row| row.get::<_, String>(0))?, member));
            }
            return Ok(ring.into_iter().min().map_or(id, |(_, member)| member));
        }
        chain.push(into);
    }
}

/// The place used last with a contact: a community, a handle.
pub(super) fn last_place(
    connection: &Connection,
    contact: ContactId,
) -> Result<(Option<CommunityId>, Option<HandleId>)> {
    let mut statement =
        connection.prepare_cached("SELECT place, place_handle FROM standing WHERE sort = 1 AND id = ?1")?;
    let found = statement
        .query_row([contact.0], |row| {
            Ok((row.get::<_, Option<i64>>(0)?.map(CommunityId), row.get::<_, Option<i64>>(1)?.map(HandleId)))
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

fn community(connection: &Connection, id: CommunityId) -> Result<()> {
    let name: Option<String> = connection
        .prepare_cached("SELECT name FROM community WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    let Some(name) = name else { return forget(connection, Subject::Community(id)) };
    connection
        .prepare_cached("UPDATE community SET folded = ?2 WHERE id = ?1 AND folded IS NOT ?2")?
        .execute(params![id.0, fold(&name)])?;
    let reader = Reader { connection, members: vec![id.0], column: "community" };
    let mut standing = common(&reader, "clock IN (2, 3) AND direction = 'out'")?;
    standing.own_clock_day = standing.clock_day;
    let worth = "SELECT at, id, kind, day FROM act WHERE COLUMN = ?1 AND gone = 0 AND opened = 'worth' AND contact IS NULL \
                 ORDER BY at DESC, id DESC LIMIT 1";
    standing.worth = worth_of(&reader, worth, &standing, last_pass(connection, "community", &[id.0])?)?;
    save(connection, Subject::Community(id), &standing, None)
}

fn contact(connection: &Connection, id: ContactId, settings: &Settings) -> Result<()> {
    let living = connection
        .prepare_cached("SELECT tier, cadence, cadence_day, style, archived FROM contact WHERE id = ?1 AND gone = 0 AND person = id")?
        .query_row([id.0], |row| {
            Ok((
                row.get::<_, Option<String>>(0)?,
                row.get::<_, Option<u32>>(1)?,
                day(row, 2)?,
                row.get::<_, Option<String>>(3)?,
                row.get::<_, bool>(4)?,
            ))
        })
        .optional()?;
    let Some((tier, cadence, cadence_day, style, archived)) = living else {
        return forget(connection, Subject::Contact(id));
    };
    let members =
        collect(connection.prepare_cached("SELECT id FROM contact WHERE person = ?1 AND gone = 0")?, [id.0], |row| {
            row.get(0)
        })?;
    let reader = Reader { connection, members, column: "contact" };
    let mut standing = common(&reader, "clock IN (1, 3)")?;
    let own = "SELECT at, id, day FROM act WHERE COLUMN = ?1 AND gone = 0 AND direction = 'out' AND clock IN (1, 3) \
               ORDER BY at DESC, id DESC LIMIT 1";
    standing.own_clock_day = reader.newest(own, |row| day(row, 2))?.and_then(|(_, day)| day);
    standing.unanswered = unanswered(&reader, &standing)?;
    standing.met = reader
        .newest("SELECT at, id FROM act WHERE COLUMN = ?1 AND gone = 0 AND kind = 'met' LIMIT 1", |_| Ok(()))?
        .is_some();
    let worth = "SELECT at, id, kind, day FROM act WHERE COLUMN = ?1 AND gone = 0 AND opened = 'worth' ORDER BY at DESC, id DESC LIMIT 1";
    standing.worth = worth_of(&reader, worth, &standing, last_pass(connection, "contact", &reader.members)?)?;
    let style = style.as_deref().and_then(Style::from_word).unwrap_or(Style::Rhythm);
    let tier = tier.as_deref().and_then(Tier::from_word);
    let cadence = settings.contact_cadence(cadence, tier, style).filter(|_| !archived);
    standing.list_from = list_from(style, cadence, cadence_day, standing.clock_day, standing.last_out.is_some());
    let place = place(&reader)?;
    save(connection, Subject::Contact(id), &standing, place)
}

/// What contacts and communities have in common.
fn common(reader: &Reader<'_>, clock: &str) -> Result<Standing> {
    let days = reader.clock_days(clock)?;
    let (last_out, last_in) = (reader.last("out")?, reader.last("in")?);
    let last_day = last_out.map(|last| last.1).max(last_in.map(|last| last.1));
    let first_day = reader.first_day()?;
    Ok(Standing {
        last_out,
        last_in,
        clock_day: days.first().copied(),
        gaps: days.windows(2).rev().map(|pair| pair[0].since(pair[1]) as u32).collect(),
        days: u32::from(first_day.is_some()) + u32::from(first_day != last_day),
        last_kinds: reader.last_kinds()?,
        ..Standing::default()
    })
}

fn unanswered(reader: &Reader<'_>, standing: &Standing) -> Result<Vec<Day>> {
    let after = standing.last_in.map_or(i64::MIN, |last| last.0.0);
    let rows: Vec<(i64, Option<Day>)> = reader.latest(
        "SELECT at, id, day FROM act WHERE COLUMN = ?1 AND gone = 0 AND expects = 1 ORDER BY at DESC, id DESC LIMIT ?2",
        3,
        |row| Ok((row.get(0)?, day(row, 2)?)),
    )?;
    let mut days: Vec<Day> = rows.into_iter().filter(|row| row.0 > after).filter_map(|row| row.1).collect();
    days.reverse();
    Ok(days)
}

/// The freshest inbound act worth an answer that neither an act of yours nor a pass has followed.
fn worth_of(reader: &Reader<'_>, sql: &str, standing: &Standing, passed: Option<i64>) -> Result<Option<Worth>> {
    let ended = standing.last_out.map(|last| last.0.0).max(passed);
    let found = reader.newest(sql, |row| Ok((row.get(1)?, row.get(2)?, day(row, 3)?)))?;
    Ok(found
        .filter(|(at, _)| ended.is_none_or(|ended| *at > ended))
        .and_then(|(at, (act, kind, day))| Some(Worth { act: ActId(act), kind, at: Instant(at), day: day? })))
}

fn last_pass(connection: &Connection, column: &str, members: &[i64]) -> Result<Option<i64>> {
    let sql =
        format!("SELECT set_at FROM snooze WHERE {column} = ?1 AND gone = 0 AND pass = 1 ORDER BY set_at DESC LIMIT 1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut last = None;
    for member in members {
        last = last.max(statement.query_row([member], |row| row.get(0)).optional()?);
    }
    Ok(last)
}

/// The place used last with a contact: a community or a handle, among its last acts.
fn place(reader: &Reader<'_>) -> Result<Option<LastPlace>> {
    let mut rows: Vec<((i64, i64), LastPlace)> = Vec::new();
    for direction in ["out", "in"] {
        let sql = format!(
            "SELECT at, id, community, handle FROM act WHERE COLUMN = ?1 AND gone = 0 AND direction = '{direction}' \
             ORDER BY at DESC, id DESC LIMIT ?2"
        );
        rows.extend(
            reader.latest(&sql, PLACE_ACTS as usize, |row| {
                Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?)))
            })?,
        );
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.0));
    Ok(rows.into_iter().map(|row| row.1).find(|place| place.0.is_some() || place.1.is_some()))
}

fn forget(connection: &Connection, subject: Subject) -> Result<()> {
    let (sort, id) = key(subject);
    connection.prepare_cached("DELETE FROM standing WHERE sort = ?1 AND id = ?2")?.execute(params![sort, id])?;
    Ok(())
}

fn save(connection: &Connection, subject: Subject, standing: &Standing, place: Option<LastPlace>) -> Result<()> {
    let (sort, id) = key(subject);
    let text = |day: Option<Day>| day.map(|day| day.to_string());
    let join = |words: &mut dyn Iterator<Item = String>| words.collect::<Vec<_>>().join(" ");
    let worth = standing.worth.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO standing (sort, id, last_out_at, last_out_day, last_in_at, last_in_day, clock_day, own_clock_day,
                gaps, unanswered, days, met, worth_act, worth_kind, worth_at, worth_day, list_from, last_kinds, place, place_handle)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
             ON CONFLICT DO UPDATE SET last_out_at = excluded.last_out_at, last_out_day = excluded.last_out_day,
                last_in_at = excluded.last_in_at, last_in_day = excluded.last_in_day, clock_day = excluded.clock_day,
                own_clock_day = excluded.own_clock_day, gaps = excluded.gaps, unanswered = excluded.unanswered,
                days = excluded.days, met = excluded.met, worth_act = excluded.worth_act, worth_kind = excluded.worth_kind,
                worth_at = excluded.worth_at, worth_day = excluded.worth_day, list_from = excluded.list_from,
                last_kinds = excluded.last_kinds, place = excluded.place, place_handle = excluded.place_handle",
        )?
        .execute(params![
            sort,
            id,
            standing.last_out.map(|last| last.0.0),
            text(standing.last_out.map(|last| last.1)),
            standing.last_in.map(|last| last.0.0),
            text(standing.last_in.map(|last| last.1)),
            text(standing.clock_day),
            text(standing.own_clock_day),
            join(&mut standing.gaps.iter().map(ToString::to_string)),
            join(&mut standing.unanswered.iter().map(ToString::to_string)),
            standing.days,
            standing.met,
            worth.map(|worth| worth.act.0),
            worth.map(|worth| worth.kind.clone()),
            worth.map(|worth| worth.at.0),
            text(worth.map(|worth| worth.day)),
            text(standing.list_from),
            join(&mut standing.last_kinds.iter().cloned()),
            place.and_then(|place| place.0),
            place.and_then(|place| place.1),
        ])?;
    Ok(())
}
