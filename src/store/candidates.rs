//! Reads who could be listed: contacts by their briefs, and every community, for these are few.
//!
//! Must not know what is owed, dated or held, nor score or order.

use rusqlite::Connection;

use super::brief::{self, Places};
use super::error::Result;
use super::{evidence, standing};
use crate::domain::attention::Facts;
use crate::domain::community::{Role, State};
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::ladder;
use crate::domain::settings::Settings;
use crate::domain::time::{Day, Now};

/// How long an inbound act stays worth an answer, in days; a day more for zones.
const WORTH_DAYS: i64 = 8;

/// Shows the people whom time alone can list, with their briefs.
pub(super) fn due(connection: &Connection, now: &Now, mut show: impl FnMut(ContactId, &[u8])) -> Result<()> {
    let mut statement = connection.prepare_cached(
        // else the planner takes the primary key for "sort = 1" and reads everybody
        "SELECT id, brief FROM standing INDEXED BY standing_list WHERE list_from <= ?1 AND sort = 1",
    )?;
    let mut rows = statement.query([now.day().to_string()])?;
    while let Some(row) = rows.next()? {
        if let Some(brief) = row.get_ref(1)?.as_blob_or_null().map_err(rusqlite::Error::from)? {
            show(ContactId(row.get(0)?), brief);
        }
    }
    Ok(())
}

/// People whom a fresh act of theirs can list.
pub(super) fn fresh(connection: &Connection, now: &Now) -> Result<Vec<i64>> {
    let mut statement = connection
        .prepare_cached("SELECT id FROM standing INDEXED BY standing_worth WHERE worth_at > ?1 AND sort = 1")?;
    let from = now.at.plus_seconds(-WORTH_DAYS * 86_400).0;
    let rows = statement.query_map([from], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many columns stand before those of `standing`, of a community.
const PLACE_COLUMNS: usize = 12;
/// Where the counts of its next rung stand among those of `standing`.
const RUNG: usize = 21;

/// Facts of those among these people who are neither gone nor archived.
pub(super) fn contacts(
    connection: &Connection,
    settings: &Settings,
    places: &Places,
    ids: impl IntoIterator<Item = i64>,
) -> Result<Vec<Facts>> {
    let mut found = Vec::new();
    briefs(connection, ids, |id, brief| found.push(brief::read(id, brief, settings, places)))?;
    Ok(found)
}

/// Shows the briefs of those among these people who are neither gone nor archived.
pub(super) fn briefs(
    connection: &Connection,
    ids: impl IntoIterator<Item = i64>,
    mut show: impl FnMut(ContactId, &[u8]),
) -> Result<()> {
    let mut statement = connection.prepare_cached("SELECT brief FROM standing WHERE sort = 1 AND id = ?1")?;
    for id in ids {
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { continue };
        if let Some(brief) = row.get_ref(0)?.as_blob_or_null().map_err(rusqlite::Error::from)? {
            show(ContactId(id), brief);
        }
    }
    Ok(())
}

pub(super) fn communities(
    connection: &Connection,
    settings: &Settings,
    today: Day,
    only: Option<CommunityId>,
) -> Result<Vec<Facts>> {
    let mut statement = connection.prepare_cached(
        "SELECT community.id, community.uid, community.name, community.platform, community.state, community.role,
            community.rung, community.cadence, community.cadence_day, community.patience, community.no_ladder,
            community.pinned, standing.*
         FROM community LEFT JOIN standing ON standing.sort = 0 AND standing.id = community.id
         WHERE community.gone = 0 AND (community.id = ?1 OR (?1 IS NULL AND community.archived = 0))
         ORDER BY community.id LIMIT 10000",
    )?;
    let rows = statement.query_map([only.map(|id| id.0)], |row| {
        let id = CommunityId(row.get(0)?);
        let word = |column: usize| -> rusqlite::Result<&str> { Ok(row.get_ref(column)?.as_str()?) };
        let (state, role) =
            (State::from_word(word(4)?).unwrap_or(State::Scouting), Role::from_word(word(5)?).unwrap_or(Role::Guest));
        let mut facts = Facts::new(Subject::Community(id), word(1)?, word(2)?);
        word(3)?.clone_into(&mut facts.platform);
        facts.community = Some((state, role));
        facts.rung = row.get(6)?;
        facts.cadence = settings.community_cadence(row.get(7)?, state);
        facts.cadence_day = standing::day(row, 8)?;
        facts.patience = settings.patience(row.get(9)?, &facts.platform);
        facts.ladder = ladder::has_ladder(role, row.get(10)?);
        facts.pinned = row.get(11)?;
        if row.get::<_, Option<i64>>(PLACE_COLUMNS)?.is_some() {
            facts.standing = standing::from_row(row, PLACE_COLUMNS)?;
            let counted = row.get_ref(PLACE_COLUMNS + RUNG)?.as_str_or_null()?;
            let evidence = counted.and_then(|text| evidence::from_counted(text, &facts.standing));
            let next = evidence.and_then(|evidence| ladder::next(facts.rung, &evidence, &settings.ladder, today));
            facts.one_act_from = next.and_then(|next| next.one_act_from);
        }
        Ok(facts)
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Platform and patience of each community: where a contact's row takes place.
pub(super) fn places(communities: &[Facts]) -> Places {
    communities
        .iter()
        .filter_map(|facts| Some((facts.subject.community()?.0, (facts.platform.clone(), Some(facts.patience)))))
        .collect()
}
