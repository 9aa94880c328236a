//! People, places and what hangs on them, one by one, for the forms that other programs read.
//!
//! Reads whole tables, a row at a time; gone rows stay behind. Must not know any form.

use rusqlite::Row;

use crate::domain::community::Community;
use crate::domain::contact::{Contact, DatedSort};
use crate::domain::ids::{CommunityId, ContactId};
use crate::domain::kind::Direction;
use crate::domain::outgoing::{OutgoingAct, OutgoingCommitment, OutgoingDate, OutgoingOwed, OutgoingPlanned};
use crate::domain::time::{Day, Instant, Week};
use crate::store::error::{Result, StoreError};
use crate::store::reader::day;
use crate::store::{Store, lookup};

/// What takes one thing after the other.
type Each<'e, T, E> = &'e mut dyn FnMut(&T) -> std::result::Result<(), E>;

/// Which acts are handed over, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acts {
    /// All, the oldest first.
    All,
    /// All, the newest first.
    NewestFirst,
    /// Those with one person, the newest first.
    With(ContactId),
}

impl Store {
    /// Everybody by name, archived people included.
    ///
    /// # Errors
    /// When the file cannot be read, or `each` fails; so it is with all below.
    pub fn every_contact<E: From<StoreError>>(&self, each: Each<'_, Contact, E>) -> std::result::Result<(), E> {
        let _at_once = self.at_once()?;
        self.each(
            "SELECT id FROM contact WHERE gone = 0 AND person = id ORDER BY folded, uid",
            &[],
            |row| row.get(0),
            &mut |id| match self.contact(ContactId(*id))? {
                Some(contact) => each(&contact),
                None => Ok(()),
            },
        )
    }

    /// Every place by name, archived ones included.
    pub fn every_community<E: From<StoreError>>(&self, each: Each<'_, Community, E>) -> std::result::Result<(), E> {
        let _at_once = self.at_once()?;
        self.each("SELECT id FROM community WHERE gone = 0 ORDER BY folded, uid", &[], |row| row.get(0), &mut |id| {
            match self.community(CommunityId(*id))? {
                Some(community) => each(&community),
                None => Ok(()),
            }
        })
    }

    /// Acts.
    pub fn every_act<E: From<StoreError>>(
        &self,
        which: Acts,
        each: Each<'_, OutgoingAct, E>,
    ) -> std::result::Result<(), E> {
        let (only, order) = match which {
            Acts::All => ("", "act.at, act.id"),
            Acts::NewestFirst => ("", "act.at DESC, act.id DESC"),
            Acts::With(_) => ("AND contact.person = ?1", "act.at DESC, act.id DESC"),
        };
        let bound: &[i64] = if let Acts::With(person) = which { &[person.0] } else { &[] };
        let sql = format!(
            "SELECT act.uid, act.day, act.at, act.date_only, act.offset, act.direction, act.kind, living.uid, living.name,
                community.name, coalesce(handle.platform, community.platform), act.count, act.note, act.link, act.minutes
             FROM act LEFT JOIN contact ON contact.id = act.contact LEFT JOIN contact AS living ON living.id = contact.person
                LEFT JOIN community ON community.id = act.community LEFT JOIN handle ON handle.id = act.handle
             WHERE act.gone = 0 {only} ORDER BY {order}"
        );
        self.each(&sql, bound, act, each)
    }

    /// All that is or was owed, the oldest first.
    pub fn every_owed<E: From<StoreError>>(&self, each: Each<'_, OutgoingOwed, E>) -> std::result::Result<(), E> {
        self.each(
            "SELECT owed.uid, living.name, community.name, owed.sort, owed.text, owed.link, owed.count, owed.remaining,
                owed.since_day, owed.due, owed.closed
             FROM owed LEFT JOIN contact ON contact.id = owed.contact LEFT JOIN contact AS living ON living.id = contact.person
                LEFT JOIN community ON community.id = owed.community
             WHERE owed.gone = 0 ORDER BY owed.since_at, owed.id",
            &[],
            owed,
            each,
        )
    }

    /// Birthdays, yearly dates and steps that are not done, of all who are not in the archive.
    pub fn every_date<E: From<StoreError>>(&self, each: Each<'_, OutgoingDate, E>) -> std::result::Result<(), E> {
        self.each(
            "SELECT dated.uid, living.name, dated.sort, dated.text, dated.day
             FROM dated JOIN contact ON contact.id = dated.contact JOIN contact AS living ON living.id = contact.person
             WHERE dated.gone = 0 AND dated.done_at IS NULL AND living.gone = 0 AND living.archived = 0 ORDER BY dated.uid",
            &[],
            |row| {
                let sort = DatedSort::from_word(row.get_ref(2)?.as_str()?).unwrap_or(DatedSort::Yearly);
                Ok(OutgoingDate { uid: row.get(0)?, person: row.get(1)?, sort, text: row.get(3)?, day: row.get(4)? })
            },
            each,
        )
    }

    /// Planned blocks, ended ones included.
    pub fn every_planned<E: From<StoreError>>(&self, each: Each<'_, OutgoingPlanned, E>) -> std::result::Result<(), E> {
        self.each(
            "SELECT planned_block.id, days, time, minutes, label, planned_block.community, from_day, until_day,
                planned_block.uid, community.name
             FROM planned_block LEFT JOIN community ON community.id = planned_block.community
             WHERE planned_block.gone = 0 ORDER BY planned_block.uid",
            &[],
            |row| Ok(OutgoingPlanned { planned: lookup::planned(row)?, uid: row.get(8)?, community: word(row, 9)? }),
            each,
        )
    }

    /// Commitments, ended ones included, the oldest first.
    pub fn every_commitment<E: From<StoreError>>(
        &self,
        each: Each<'_, OutgoingCommitment, E>,
    ) -> std::result::Result<(), E> {
        self.each(
            "SELECT uid, spec, from_day, until_day FROM commitment WHERE gone = 0 ORDER BY from_day, uid",
            &[],
            |row| {
                Ok(OutgoingCommitment {
                    uid: row.get(0)?,
                    words: row.get(1)?,
                    from: known_day(row, 2)?,
                    until: day(row, 3)?,
                })
            },
            each,
        )
    }

    /// The weeks whose review was closed, the oldest first.
    pub fn closed_weeks(&self) -> Result<Vec<Week>> {
        let mut weeks = Vec::new();
        self.each::<Day, StoreError>(
            "SELECT DISTINCT week FROM review WHERE gone = 0 ORDER BY week",
            &[],
            |row| known_day(row, 0),
            &mut |first| {
                weeks.push(Week { first: *first });
                Ok(())
            },
        )?;
        Ok(weeks)
    }

    fn each<T, E: From<StoreError>>(
        &self,
        sql: &str,
        bound: &[i64],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        each: Each<'_, T, E>,
    ) -> std::result::Result<(), E> {
        let mut statement = self.connection.prepare(sql).map_err(StoreError::from)?;
        let mut rows = statement.query(rusqlite::params_from_iter(bound)).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            each(&read(row).map_err(StoreError::from)?)?;
        }
        Ok(())
    }
}

fn act(row: &Row<'_>) -> rusqlite::Result<OutgoingAct> {
    let direction = if row.get_ref(5)?.as_str()? == Direction::In.id() { Direction::In } else { Direction::Out };
    let date_only: bool = row.get(3)?;
    Ok(OutgoingAct {
        uid: row.get(0)?,
        day: known_day(row, 1)?,
        at: if date_only { None } else { Some(Instant(row.get(2)?)) },
        offset: row.get(4)?,
        direction,
        kind: row.get(6)?,
        person_uid: word(row, 7)?,
        person: word(row, 8)?,
        community: word(row, 9)?,
        platform: word(row, 10)?,
        count: row.get(11)?,
        note: row.get(12)?,
        link: row.get(13)?,
        minutes: row.get(14)?,
    })
}

fn owed(row: &Row<'_>) -> rusqlite::Result<OutgoingOwed> {
    Ok(OutgoingOwed {
        uid: row.get(0)?,
        person: word(row, 1)?,
        community: word(row, 2)?,
        sort: row.get(3)?,
        text: row.get(4)?,
        link: row.get(5)?,
        count: row.get(6)?,
        left: row.get(7)?,
        since: known_day(row, 8)?,
        due: day(row, 9)?,
        closed: word(row, 10)?,
    })
}

/// A text, empty for null.
fn word(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
}

/// A day that is always stored.
fn known_day(row: &Row<'_>, column: usize) -> rusqlite::Result<Day> {
    Ok(day(row, column)?.unwrap_or(Day::FIRST))
}
