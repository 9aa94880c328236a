//! Single things by id or name: what forms, the command line and the block's clock ask for.
//!
//! Every read is bound to one subject, one id or what is in force. Must not judge.

use rusqlite::{Connection, OptionalExtension, Row};

use super::error::Result;
use super::{Store, evidence, facts, standing};
use crate::domain::act::{Act, Opened, Target};
use crate::domain::commitment::{Commitment, Planned, Rest, RestDays, Rests};
use crate::domain::community::{Community, CommunityFields, Role, State};
use crate::domain::contact::{Contact, ContactFields, Dated, DatedSort, Handle, Reach, Stage, Style, Tier};
use crate::domain::ids::{
    ActId, CommitmentId, CommunityId, ContactId, DatedId, HandleId, PlannedId, RestId, SessionId, Subject,
};
use crate::domain::kind::Direction;
use crate::domain::owed::Owed;
use crate::domain::session::{PlanMinutes, Session};
use crate::domain::settings::Settings;
use crate::domain::time::{Day, Instant, Now, Weekday};
use crate::domain::{commitment_words, ladder, schedule_words, stage};

impl Store {
    /// A contact with all that was filled in; the living one where it was merged. None where it is gone.
    pub fn contact(&self, id: ContactId) -> Result<Option<Contact>> {
        let id = self.living(id)?;
        let connection = &self.connection;
        let mut statement = connection.prepare_cached(
            "SELECT id, uid, name, tier, cadence, cadence_day, style, stage, reach, why, offer, hope, organisation, town,
                mail, notes, pinned, archived, added_at
             FROM contact WHERE id = ?1 AND gone = 0",
        )?;
        let Some(mut contact) = statement.query_row([id.0], contact).optional()? else { return Ok(None) };
        let subject = Subject::Contact(id);
        contact.handles = handles(connection, subject)?;
        contact.fields.tags = words(connection, "tag", subject)?;
        contact.fields.topics = words(connection, "topic", subject)?;
        contact.dated = dated(connection, id)?;
        if let Some(birthday) = contact.dated.iter().find(|dated| dated.sort == DatedSort::Birthday) {
            contact.fields.birthday.clone_from(&birthday.day);
        }
        Ok(Some(contact))
    }

    /// A community with all that was filled in; none where it is gone.
    pub fn community(&self, id: CommunityId) -> Result<Option<Community>> {
        let connection = &self.connection;
        let mut statement = connection.prepare_cached(
            "SELECT id, uid, name, platform, link, state, role, cadence, patience, rules, expects, acting_as, notes,
                no_ladder, pinned, rung, cadence_day, archived, added_at
             FROM community WHERE id = ?1 AND gone = 0",
        )?;
        let Some(mut community) = statement.query_row([id.0], community).optional()? else { return Ok(None) };
        let subject = Subject::Community(id);
        community.handles = handles(connection, subject)?;
        community.fields.tags = words(connection, "tag", subject)?;
        community.fields.topics = words(connection, "topic", subject)?;
        community.steps = evidence::steps(connection, id)?;
        Ok(Some(community))
    }

    /// A logged act; none where it was taken away.
    pub fn act(&self, id: ActId) -> Result<Option<Act>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT act.id, act.uid, direction, kind, contact.person, act.community, handle, at, offset, day, count, note,
                link, minutes, session, opened, first
             FROM act LEFT JOIN contact ON contact.id = act.contact WHERE act.id = ?1 AND act.gone = 0",
        )?;
        Ok(statement.query_row([id.0], act).optional()?)
    }

    /// The stage that a contact has earned beyond the present one, if there is one.
    pub fn offered_stage(&self, now: &Now, id: ContactId) -> Result<Option<Stage>> {
        let Some(facts) = self.facts_of(now, Subject::Contact(id))? else { return Ok(None) };
        let evidence = stage::Evidence::of(&facts.standing, now.day());
        Ok(stage::offer(facts.stage, &evidence))
    }

    /// Whether the evidence of a rung of a community is there.
    pub fn rung_earned(&self, now: &Now, id: CommunityId, rung: u8) -> Result<bool> {
        let Some(facts) = self.facts_of(now, Subject::Community(id))? else { return Ok(false) };
        let evidence = evidence::ladder(&self.connection, id, rung, &facts.standing, &self.settings, now.day())?;
        Ok(ladder::earned(rung, &evidence, &self.settings.ladder))
    }

    /// What is owed to one, the oldest first, faded items included.
    pub fn owed_to(&self, subject: Subject) -> Result<Vec<Owed>> {
        facts::owed(&self.connection, Some(subject))
    }

    /// The block that runs or is paused, the newest where two windows started one.
    pub fn open_session(&self) -> Result<Option<Session>> {
        session(&self.connection, "finished_at IS NULL")
    }

    /// The last block, finished or not.
    pub fn last_session(&self) -> Result<Option<Session>> {
        session(&self.connection, "1")
    }

    /// Commitments in force on `today` or ahead of it, in the order in which they were made.
    pub fn commitments(&self, today: Day) -> Result<Vec<Commitment>> {
        commitments(&self.connection, &self.settings, today)
    }

    /// Planned blocks in force on `today` or ahead of it.
    pub fn planned(&self, today: Day) -> Result<Vec<Planned>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, days, time, minutes, label, community, from_day, until_day FROM planned_block
             WHERE gone = 0 AND (until_day IS NULL OR until_day >= ?1) ORDER BY time, id LIMIT 500",
        )?;
        let rows = statement.query_map([today.to_string()], planned)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Rests that reach into or past `since`; weekdays off that ended before it are left out.
    pub fn rests(&self, since: Day) -> Result<Rests> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, weekday, from_day, to_day, label FROM rest
             WHERE gone = 0 AND (to_day IS NULL OR to_day >= ?1) ORDER BY from_day, id LIMIT 5000",
        )?;
        let rows = statement.query_map([since.to_string()], rest)?;
        Ok(Rests(rows.collect::<rusqlite::Result<_>>()?))
    }
}

fn contact(row: &Row<'_>) -> rusqlite::Result<Contact> {
    let word = |column: usize| row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from);
    Ok(Contact {
        id: ContactId(row.get(0)?),
        uid: row.get(1)?,
        fields: ContactFields {
            name: row.get(2)?,
            tier: word(3)?.and_then(Tier::from_word),
            cadence: row.get(4)?,
            style: word(6)?.and_then(Style::from_word),
            stage: word(7)?.and_then(Stage::from_word),
            reach: word(8)?.and_then(Reach::from_word),
            why: row.get(9)?,
            offer: row.get(10)?,
            hope: row.get(11)?,
            organisation: row.get(12)?,
            town: row.get(13)?,
            mail: row.get(14)?,
            notes: row.get(15)?,
            pinned: row.get(16)?,
            tags: Vec::new(),
            topics: Vec::new(),
            birthday: String::new(),
        },
        cadence_day: standing::day(row, 5)?,
        archived: row.get(17)?,
        handles: Vec::new(),
        dated: Vec::new(),
        added: Instant(row.get(18)?),
    })
}

fn community(row: &Row<'_>) -> rusqlite::Result<Community> {
    let word = |column: usize| -> rusqlite::Result<&str> { Ok(row.get_ref(column)?.as_str()?) };
    Ok(Community {
        id: CommunityId(row.get(0)?),
        uid: row.get(1)?,
        fields: CommunityFields {
            name: row.get(2)?,
            platform: row.get(3)?,
            link: row.get(4)?,
            state: State::from_word(word(5)?).unwrap_or(State::Scouting),
            role: Role::from_word(word(6)?).unwrap_or(Role::Guest),
            cadence: row.get(7)?,
            patience: row.get(8)?,
            rules: row.get(9)?,
            expects: row.get(10)?,
            acting_as: row.get(11)?,
            notes: row.get(12)?,
            no_ladder: row.get(13)?,
            pinned: row.get(14)?,
            tags: Vec::new(),
            topics: Vec::new(),
        },
        rung: row.get(15)?,
        steps: Vec::new(),
        cadence_day: standing::day(row, 16)?,
        archived: row.get(17)?,
        handles: Vec::new(),
        added: Instant(row.get(18)?),
    })
}

fn act(row: &Row<'_>) -> rusqlite::Result<Act> {
    Ok(Act {
        id: ActId(row.get(0)?),
        uid: row.get(1)?,
        direction: if row.get_ref(2)?.as_str()? == Direction::In.id() { Direction::In } else { Direction::Out },
        kind: row.get(3)?,
        target: Target {
            contact: row.get::<_, Option<i64>>(4)?.map(ContactId),
            community: row.get::<_, Option<i64>>(5)?.map(CommunityId),
            handle: row.get::<_, Option<i64>>(6)?.map(HandleId),
        },
        at: Instant(row.get(7)?),
        offset: row.get(8)?,
        day: stored_day(row, 9)?,
        count: row.get(10)?,
        note: row.get(11)?,
        link: row.get(12)?,
        minutes: row.get(13)?,
        session: row.get::<_, Option<i64>>(14)?.map(SessionId),
        opened: Opened::from_word(row.get_ref(15)?.as_str()?),
        group: row.get::<_, Option<i64>>(16)?.map(ActId),
    })
}

/// Handles, those of merged contacts included, in the order in which they were added.
fn handles(connection: &Connection, subject: Subject) -> Result<Vec<Handle>> {
    let mut statement = connection.prepare_cached(
        "SELECT handle.id, platform, handle.name, handle.link FROM handle JOIN contact ON contact.id = handle.contact
         WHERE contact.person = ?1 AND handle.gone = 0
         UNION ALL SELECT id, platform, name, link FROM handle WHERE community = ?2 AND gone = 0
         ORDER BY 1 LIMIT 500",
    )?;
    let rows = statement.query_map(of(subject), |row| {
        Ok(Handle { id: HandleId(row.get(0)?), platform: row.get(1)?, name: row.get(2)?, link: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Tags or topics.
fn words(connection: &Connection, table: &str, subject: Subject) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {table}.name FROM {table} JOIN contact ON contact.id = {table}.contact
         WHERE contact.person = ?1 AND {table}.gone = 0
         UNION SELECT name FROM {table} WHERE community = ?2 AND gone = 0 ORDER BY 1 LIMIT 500"
    ))?;
    let rows = statement.query_map(of(subject), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The two columns that name a subject; the other one is none.
fn of(subject: Subject) -> [Option<i64>; 2] {
    [subject.contact().map(|id| id.0), subject.community().map(|id| id.0)]
}

fn dated(connection: &Connection, id: ContactId) -> Result<Vec<Dated>> {
    let mut statement = connection.prepare_cached(
        "SELECT dated.id, dated.sort, dated.text, dated.day, dated.set_at
         FROM contact JOIN dated ON dated.contact = contact.id AND dated.gone = 0 AND dated.done_at IS NULL
         WHERE contact.person = ?1 ORDER BY dated.day, dated.id LIMIT 500",
    )?;
    let rows = statement.query_map([id.0], |row| {
        Ok(Dated {
            id: DatedId(row.get(0)?),
            sort: DatedSort::from_word(row.get_ref(1)?.as_str()?).unwrap_or(DatedSort::Yearly),
            text: row.get(2)?,
            day: row.get(3)?,
            set: Instant(row.get(4)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn session(connection: &Connection, which: &str) -> Result<Option<Session>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id, start_at, offset, day, planned, finished_at, community, plan_owed, plan_communities, plan_people,
            plan_reading, note
         FROM session WHERE gone = 0 AND {which} ORDER BY start_at DESC, id DESC LIMIT 1"
    ))?;
    let found = statement
        .query_row([], |row| {
            Ok(Session {
                id: SessionId(row.get(0)?),
                start: Instant(row.get(1)?),
                offset: row.get(2)?,
                day: stored_day(row, 3)?,
                planned: row.get(4)?,
                finished: row.get::<_, Option<i64>>(5)?.map(Instant),
                pauses: Vec::new(),
                community: row.get::<_, Option<i64>>(6)?.map(CommunityId),
                plan: PlanMinutes {
                    owed: row.get(7)?,
                    communities: row.get(8)?,
                    people: row.get(9)?,
                    reading: row.get(10)?,
                },
                note: row.get(11)?,
            })
        })
        .optional()?;
    let Some(mut session) = found else { return Ok(None) };
    let mut statement = connection
        .prepare_cached("SELECT from_at, to_at FROM pause WHERE session = ?1 AND gone = 0 ORDER BY from_at, id")?;
    let rows = statement
        .query_map([session.id.0], |row| Ok((Instant(row.get(0)?), row.get::<_, Option<i64>>(1)?.map(Instant))))?;
    session.pauses = rows.collect::<rusqlite::Result<_>>()?;
    Ok(Some(session))
}

fn commitments(connection: &Connection, settings: &Settings, today: Day) -> Result<Vec<Commitment>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, spec, from_day, until_day, coalesce(line, id) FROM commitment
         WHERE gone = 0 AND (until_day IS NULL OR until_day >= ?1) ORDER BY 5, from_day, id LIMIT 500",
    )?;
    let rows = statement.query_map([today.to_string()], |row| {
        let words: String = row.get(1)?;
        // what is stored was printed by the same words; a row that is not is left out, not guessed
        Ok(match commitment_words::parse(&words, settings) {
            Ok(spec) => Some(Commitment {
                id: CommitmentId(row.get(0)?),
                spec,
                from: stored_day(row, 2)?,
                until: standing::day(row, 3)?,
                line: CommitmentId(row.get(4)?),
            }),
            Err(_) => None,
        })
    })?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

/// A planned block: id, days, time, minutes, label, community, first and last day.
pub(super) fn planned(row: &Row<'_>) -> rusqlite::Result<Planned> {
    let digits: String = row.get(1)?;
    let time: String = row.get(2)?;
    Ok(Planned {
        id: PlannedId(row.get(0)?),
        days: digits.bytes().filter_map(weekday).collect(),
        time: chrono::NaiveTime::parse_from_str(&time, "%H:%M").unwrap_or_default(),
        minutes: row.get(3)?,
        label: row.get(4)?,
        community: row.get::<_, Option<i64>>(5)?.map(CommunityId),
        from: stored_day(row, 6)?,
        until: standing::day(row, 7)?,
    })
}

fn rest(row: &Row<'_>) -> rusqlite::Result<Rest> {
    let from = stored_day(row, 2)?;
    let to = standing::day(row, 3)?;
    let off = row.get::<_, Option<u8>>(1)?.and_then(|digit| weekday(b'0' + digit));
    let days = match off {
        Some(weekday) => RestDays::Weekday { weekday, from, until: to },
        None => RestDays::Dates { from, to: to.unwrap_or(from) },
    };
    Ok(Rest { id: RestId(row.get(0)?), days, label: row.get(4)? })
}

/// 1 is Monday, 7 Sunday.
fn weekday(digit: u8) -> Option<Weekday> {
    schedule_words::WEEK.get(usize::from(digit.checked_sub(b'1')?)).copied()
}

/// A day that is always stored; the first of all days where a file says otherwise.
fn stored_day(row: &Row<'_>, column: usize) -> rusqlite::Result<Day> {
    Ok(standing::day(row, column)?.unwrap_or(Day::FIRST))
}
