//! Working off what a change made dirty: persons, names, what is left of owed items, and whose standing is to be
//! worked out anew.
//!
//! Triggers note which subjects are dirty; [`drain`] works them off before the commit. Must not know what changed
//! or why, nor how a standing is worked out.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Result;
use super::standing::{collect, community, contact};
use super::topics;
use crate::domain::duplicate::name_key;
use crate::domain::fold::fold;
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::settings::Settings;

/// Whom a write touched.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Contacts and communities of whom anything changed that ranking asks.
    pub(super) subjects: BTreeSet<Subject>,
    /// What a community's own row says changed: it is asked for those who are met there too.
    pub(super) rules: bool,
}

/// Works the list of dirty rows off; answers whom it was about.
pub(super) fn drain(connection: &Connection, settings: &Settings) -> Result<Touched> {
    let dirty = collect(
        connection.prepare_cached("SELECT sort, id FROM dirty -- whole: what one transaction changed")?,
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let touched = work_off(connection, settings, &dirty)?;
    if !dirty.is_empty() {
        connection.prepare_cached("DELETE FROM dirty")?.execute([])?;
    }
    Ok(touched)
}

/// Works `most` of the dirty rows off, where many transactions left theirs standing: what is left of owed items first,
/// then people, then the places, which ask how many people are met there. Answers whether there are more.
pub(super) fn drain_some(connection: &Connection, settings: &Settings, most: usize) -> Result<bool> {
    let dirty: Vec<(u8, i64)> = collect(
        connection.prepare_cached("SELECT sort, id FROM dirty ORDER BY sort DESC, id LIMIT ?1")?,
        [most as i64],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    work_off(connection, settings, &dirty)?;
    let mut done = connection.prepare_cached("DELETE FROM dirty WHERE (sort, id) = (?1, ?2)")?;
    for row in &dirty {
        done.execute(params![row.0, row.1])?;
    }
    Ok(dirty.len() == most)
}

fn work_off(connection: &Connection, settings: &Settings, dirty: &[(u8, i64)]) -> Result<Touched> {
    let mut touched = Touched::default();
    if dirty.is_empty() {
        return Ok(touched);
    }
    let (mut persons, mut places) = (BTreeSet::new(), BTreeSet::new());
    for &(sort, id) in dirty {
        match sort {
            0 => drop(places.insert(id)),
            1 => person(connection, id, &mut persons, &mut places)?,
            2 => touched.subjects.extend(remaining(connection, id)?),
            _ => touched.rules = true,
        }
    }
    touched.subjects.extend(persons.iter().map(|id| Subject::Contact(ContactId(*id))));
    touched.subjects.extend(places.iter().map(|id| Subject::Community(CommunityId(*id))));
    for id in persons {
        contact(connection, ContactId(id), settings)?;
        topics::follow(connection, Subject::Contact(ContactId(id)))?;
    }
    for id in places {
        community(connection, CommunityId(id), settings)?;
        topics::follow(connection, Subject::Community(CommunityId(id)))?;
    }
    Ok(touched)
}

/// Recomputes every derived row of every subject.
pub(super) fn recompute_all(connection: &Connection, settings: &Settings) -> Result<()> {
    connection.execute_batch(
        "-- whole: a changed rule works everything out anew, once
         INSERT OR IGNORE INTO dirty (sort, id) SELECT 0, id FROM community;
         INSERT OR IGNORE INTO dirty (sort, id) SELECT 1, id FROM contact;
         INSERT OR IGNORE INTO dirty (sort, id) SELECT 2, id FROM owed;",
    )?;
    drain(connection, settings).map(drop)
}

/// How many of an owed item are open: its count less what living acts have settled. Answers to whom it is owed.
fn remaining(connection: &Connection, id: i64) -> Result<Option<Subject>> {
    let mut statement = connection.prepare_cached(
        "UPDATE owed SET remaining = CASE WHEN gone <> 0 OR closed IS NOT NULL THEN 0 ELSE max(0, count - (
                SELECT coalesce(sum(settles.count), 0) FROM settles JOIN act ON act.id = settles.act
                WHERE settles.owed = owed.id AND settles.gone = 0 AND act.gone = 0)) END WHERE id = ?1
             RETURNING (SELECT coalesce(person, id) FROM contact WHERE id = owed.contact), owed.community",
    )?;
    let owed = statement.query_map([id], |row| {
        let contact = row.get::<_, Option<i64>>(0)?.map(|id| Subject::Contact(ContactId(id)));
        Ok(contact.or(row.get::<_, Option<i64>>(1)?.map(|id| Subject::Community(CommunityId(id)))))
    })?;
    // walked to its end, else nothing is written
    Ok(owed.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().next())
}

/// Brings `person`, `folded` and `alike` of a contact, and of all that hang together with it by merges, up to
/// date. Notes the persons whose standing may have changed, the former ones included, and the places where one who
/// is now another person was met: how many people were met there changes with them.
fn person(connection: &Connection, id: i64, persons: &mut BTreeSet<i64>, places: &mut BTreeSet<i64>) -> Result<()> {
    persons.insert(id);
    let name: Option<String> = connection
        .prepare_cached("SELECT name FROM contact WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let Some(name) = name else { return Ok(()) };
    connection
        .prepare_cached("UPDATE contact SET folded = ?2, alike = ?3 WHERE id = ?1 AND (folded, alike) IS NOT (?2, ?3)")?
        .execute(params![id, fold(&name), name_key(&name)])?;
    let root = end_of_chain(connection, id)?;
    persons.insert(root);
    for (member, former) in family(connection, root)? {
        if former != Some(root) {
            connection.prepare_cached("UPDATE contact SET person = ?2 WHERE id = ?1")?.execute([member, root])?;
            persons.extend(former);
            persons.insert(member);
            places.extend(collect(
                connection.prepare_cached(
                    "SELECT DISTINCT community FROM act WHERE contact = ?1 AND gone = 0 AND community IS NOT NULL",
                )?,
                [member],
                |row| row.get::<_, i64>(0),
            )?);
        }
    }
    Ok(())
}

/// A contact and all that were merged into it, over any number of steps; each with the person it counted as.
fn family(connection: &Connection, root: i64) -> Result<Vec<(i64, Option<i64>)>> {
    let one = |sql: &str, id: i64| -> Result<Vec<(i64, Option<i64>)>> {
        collect(connection.prepare_cached(sql)?, [id], |row| Ok((row.get(0)?, row.get(1)?)))
    };
    let mut family = one("SELECT id, person FROM contact WHERE id = ?1", root)?;
    let mut at = 0;
    while let Some((id, _)) = family.get(at).copied() {
        let merged = one("SELECT id, person FROM contact WHERE merged_into = ?1", id)?;
        let new: Vec<_> = merged.into_iter().filter(|one| family.iter().all(|known| known.0 != one.0)).collect();
        family.extend(new);
        at += 1;
    }
    Ok(family)
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
