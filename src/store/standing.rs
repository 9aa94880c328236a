//! Standing: where you are with a contact or a community, worked out and stored.
//!
//! One bounded function recomputes a subject's row from indexed reads. Must not know
//! what changed or why.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row, params};

use super::brief::{self, Told};
use super::error::Result;
use super::evidence;
use super::reader::Reader;
pub(super) use super::reader::day;
use crate::domain::cadence::list_from;
use crate::domain::community::Role;
use crate::domain::contact::{Stage, Style, Tier};
use crate::domain::fold::fold;
use crate::domain::ids::{ActId, CommunityId, ContactId, HandleId, Subject};
use crate::domain::ladder;
use crate::domain::settings::Settings;
use crate::domain::standing::{Standing, Worth};
use crate::domain::time::{Day, Instant};

/// How far back the place used last is looked for, in acts.
const PLACE_ACTS: u32 = 20;

/// A community and a handle, as stored.
type LastPlace = (Option<i64>, Option<i64>);

/// What is stored beside a standing.
#[derive(Default)]
struct Beside {
    place: LastPlace,
    /// The brief of a contact.
    brief: Option<Vec<u8>>,
    /// The counts of a community's next rung.
    rung: Option<String>,
}

/// SQL for the living person behind the contact that `column` names: only of the few that were merged into another is
/// anything read.
pub(super) fn person(column: &str) -> String {
    format!(
        "coalesce((SELECT moved.person FROM contact AS moved INDEXED BY contact_moved
            WHERE moved.id = {column} AND moved.merged_into IS NOT NULL LIMIT 1), {column})"
    )
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
    let days = |n: usize| -> rusqlite::Result<Vec<Day>> {
        Ok(row.get_ref(at(n))?.as_str()?.split_ascii_whitespace().filter_map(|word| word.parse().ok()).collect())
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
        gaps: row.get_ref(at(8))?.as_str()?.split_ascii_whitespace().filter_map(|word| word.parse().ok()).collect(),
        unanswered: days(9)?,
        recent: days(10)?,
        met: row.get(at(11))?,
        worth,
        list_from: day(row, at(16))?,
        last_kinds: row.get_ref(at(17))?.as_str()?.into(),
    })
}

/// The rows of a query.
pub(super) fn collect<T, P: Params>(
    mut statement: CachedStatement<'_>,
    parameters: P,
    map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    Ok(statement.query_map(parameters, map)?.collect::<rusqlite::Result<_>>()?)
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

/// Works the standing of a community out anew.
pub(super) fn community(connection: &Connection, id: CommunityId, settings: &Settings) -> Result<()> {
    let found: Option<(String, String, bool, u8)> = connection
        .prepare_cached("SELECT name, role, no_ladder, rung FROM community WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((name, role, no_ladder, rung)) = found else { return forget(connection, Subject::Community(id)) };
    connection
        .prepare_cached("UPDATE community SET folded = ?2 WHERE id = ?1 AND folded IS NOT ?2")?
        .execute(params![id.0, fold(&name)])?;
    let reader = Reader { connection, members: vec![id.0], column: "community" };
    let mut standing = common(&reader, "clock IN (2, 3) AND direction = 'out'")?;
    standing.own_clock_day = standing.clock_day;
    let worth = "SELECT at, id, kind, day FROM act WHERE COLUMN = ?1 AND gone = 0 AND opened = 'worth' AND contact IS NULL \
                 ORDER BY at DESC, id DESC LIMIT 1";
    standing.worth = worth_of(&reader, worth, &standing, last_pass(connection, "community", &[id.0])?)?;
    let climbs = ladder::has_ladder(Role::from_word(&role).unwrap_or(Role::Guest), no_ladder) && rung < ladder::COUNTED;
    let counts = if climbs { Some(evidence::counted(connection, id, rung + 1, settings)?) } else { None };
    save(connection, Subject::Community(id), &standing, &Beside { rung: counts, ..Beside::default() })
}

/// Works the standing and the brief of a contact out anew.
pub(super) fn contact(connection: &Connection, id: ContactId, settings: &Settings) -> Result<()> {
    let living = connection
        .prepare_cached(
            "SELECT uid, name, tier, style, stage, cadence, cadence_day, pinned, archived FROM contact
             WHERE id = ?1 AND gone = 0 AND person = id",
        )?
        .query_row([id.0], |row| Ok((told(row)?, row.get::<_, bool>(8)?)))
        .optional()?;
    let Some((mut told, archived)) = living else { return forget(connection, Subject::Contact(id)) };
    let members =
        collect(connection.prepare_cached("SELECT id FROM contact WHERE person = ?1 AND gone = 0")?, [id.0], |row| {
            row.get(0)
        })?;
    let reader = Reader { connection, members, column: "contact" };
    // of the many who were only brought in there is nothing to read
    let standing = if reader.any()? { Some(of_acts(&reader)?) } else { None };
    let (mut standing, place) = standing.unwrap_or_default();
    let cadence = settings.contact_cadence(told.cadence, told.tier, told.style).filter(|_| !archived);
    let acted = standing.last_out.is_some();
    standing.list_from = list_from(told.style, cadence, told.cadence_day, standing.clock_day, acted);
    told.place = place.0;
    (told.platform, told.profile) = found_at(connection, id, place.1)?;
    let brief = (!archived).then(|| brief::write(&told, &standing));
    save(connection, Subject::Contact(id), &standing, &Beside { place, brief, rung: None })
}

/// What the acts of a contact say, and the place used last with them.
fn of_acts(reader: &Reader<'_>) -> Result<(Standing, LastPlace)> {
    let mut standing = common(reader, "clock IN (1, 3)")?;
    let own = "SELECT at, id, day FROM act WHERE COLUMN = ?1 AND gone = 0 AND direction = 'out' AND clock IN (1, 3) \
               ORDER BY at DESC, id DESC LIMIT 1";
    standing.own_clock_day = reader.newest(own, |row| day(row, 2))?.and_then(|(_, day)| day);
    standing.unanswered = unanswered(reader, &standing)?;
    standing.met = reader
        .newest("SELECT at, id FROM act WHERE COLUMN = ?1 AND gone = 0 AND kind = 'met' LIMIT 1", |_| Ok(()))?
        .is_some();
    let worth = "SELECT at, id, kind, day FROM act WHERE COLUMN = ?1 AND gone = 0 AND opened = 'worth' ORDER BY at DESC, id DESC LIMIT 1";
    standing.worth = worth_of(reader, worth, &standing, last_pass(reader.connection, "contact", &reader.members)?)?;
    standing.recent = reader.recent_days()?;
    let place = place(reader)?.unwrap_or_default();
    Ok((standing, place))
}

/// What a contact's row says; where they are found is not known from it.
fn told(row: &Row<'_>) -> rusqlite::Result<Told> {
    let word = |column: usize| row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from);
    Ok(Told {
        uid: row.get(0)?,
        name: row.get(1)?,
        tier: word(2)?.and_then(Tier::from_word),
        style: word(3)?.and_then(Style::from_word).unwrap_or(Style::Rhythm),
        stage: word(4)?.and_then(Stage::from_word).unwrap_or(Stage::Noticed),
        cadence: row.get(5)?,
        cadence_day: day(row, 6)?,
        pinned: row.get(7)?,
        place: None,
        platform: String::new(),
        profile: String::new(),
    })
}

/// The platform of the handle used last, else of the first one, and the link of a profile.
fn found_at(connection: &Connection, id: ContactId, used: Option<i64>) -> Result<(String, String)> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(
            (SELECT platform FROM handle WHERE id = ?2),
            (SELECT platform FROM handle WHERE contact = ?1 AND gone = 0 ORDER BY id LIMIT 1), ''),
         coalesce((SELECT max(handle.link) FROM contact JOIN handle ON handle.contact = contact.id AND handle.gone = 0
            WHERE contact.person = ?1), '')",
    )?;
    Ok(statement.query_row(params![id.0, used], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// What contacts and communities have in common.
fn common(reader: &Reader<'_>, clock: &str) -> Result<Standing> {
    let days = reader.clock_days(clock)?;
    let (last_out, last_in) = (reader.last("out")?, reader.last("in")?);
    Ok(Standing {
        last_out,
        last_in,
        clock_day: days.first().copied(),
        gaps: days.windows(2).rev().map(|pair| pair[0].since(pair[1]) as u32).collect(),
        last_kinds: reader.last_kinds()?.into_iter().collect(),
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

fn save(connection: &Connection, subject: Subject, standing: &Standing, beside: &Beside) -> Result<()> {
    let (sort, id) = key(subject);
    let text = |day: Option<Day>| day.map(|day| day.to_string());
    let join = |words: &mut dyn Iterator<Item = String>| words.collect::<Vec<_>>().join(" ");
    let worth = standing.worth.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO standing (sort, id, last_out_at, last_out_day, last_in_at, last_in_day, clock_day, own_clock_day,
                gaps, unanswered, recent, met, worth_act, worth_kind, worth_at, worth_day, list_from, last_kinds, place, place_handle,
                brief, rung)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
             ON CONFLICT DO UPDATE SET last_out_at = excluded.last_out_at, last_out_day = excluded.last_out_day,
                last_in_at = excluded.last_in_at, last_in_day = excluded.last_in_day, clock_day = excluded.clock_day,
                own_clock_day = excluded.own_clock_day, gaps = excluded.gaps, unanswered = excluded.unanswered,
                recent = excluded.recent, met = excluded.met, worth_act = excluded.worth_act, worth_kind = excluded.worth_kind,
                worth_at = excluded.worth_at, worth_day = excluded.worth_day, list_from = excluded.list_from,
                last_kinds = excluded.last_kinds, place = excluded.place, place_handle = excluded.place_handle,
                brief = excluded.brief, rung = excluded.rung",
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
            join(&mut standing.recent.iter().map(ToString::to_string)),
            standing.met,
            worth.map(|worth| worth.act.0),
            worth.map(|worth| worth.kind.clone()),
            worth.map(|worth| worth.at.0),
            text(worth.map(|worth| worth.day)),
            text(standing.list_from),
            standing.last_kinds.as_str(),
            beside.place.0,
            beside.place.1,
            beside.brief,
            beside.rung,
        ])?;
    Ok(())
}
