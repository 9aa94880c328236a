//! The figures of a week: acts, people, blocks, what came back, the heat map.

use std::collections::HashSet;
use std::rc::Rc;

use rusqlite::{OptionalExtension, params};

use crate::domain::commitment::Rests;
use crate::domain::contact::Reach;
use crate::domain::heatmap::HeatMap;
use crate::domain::ids::{CommunityId, ContactId};
use crate::domain::kind::Direction;
use crate::domain::time::{Day, Week};
use crate::report::review_build::WeekAct;
use crate::store::standing::day;
use crate::store::{Result, Store};

/// People met since a week began that are looked at.
pub(super) const MET: u32 = 1_500;

impl Store {
    pub(super) fn first_day(&self) -> Result<Option<Day>> {
        let mut statement = self.connection.prepare_cached("SELECT min(day) FROM tally")?;
        Ok(statement.query_row([], |row| day(row, 0))?)
    }

    pub(super) fn closed_on(&self, week: Week) -> Result<Option<Day>> {
        let mut statement =
            self.connection.prepare_cached("SELECT closed_day FROM review WHERE week = ?1 AND gone = 0")?;
        Ok(statement.query_row([week.first.to_string()], |row| day(row, 0)).optional()?.flatten())
    }

    pub(super) fn review_lines(&self, week: Week) -> Result<[String; 3]> {
        let mut statement =
            self.connection.prepare_cached("SELECT well, hindered, line FROM review WHERE week = ?1 AND gone = 0")?;
        let found = statement
            .query_row([week.first.to_string()], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    pub(super) fn blocks_between(&self, from: Day, to: Day) -> Result<u32> {
        let mut statement =
            self.connection.prepare_cached("SELECT count(*) FROM session WHERE gone = 0 AND day BETWEEN ?1 AND ?2")?;
        Ok(statement.query_row([from.to_string(), to.to_string()], |row| row.get(0))?)
    }

    /// Acts of yours by kind id, the most frequent first.
    pub(super) fn kinds_between(&self, from: Day, to: Day) -> Result<Vec<(String, u32)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, sum(acts) FROM tally WHERE day BETWEEN ?1 AND ?2 AND direction = 'out' GROUP BY kind ORDER BY 2 DESC, 1",
        )?;
        let rows = statement.query_map([from.to_string(), to.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Acts of theirs by kind id, the most frequent first.
    pub(super) fn back_between(&self, from: Day, to: Day) -> Result<Vec<(String, u32)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, sum(acts) FROM tally WHERE day BETWEEN ?1 AND ?2 AND direction = 'in' GROUP BY kind ORDER BY 2 DESC, 1",
        )?;
        let rows = statement.query_map([from.to_string(), to.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every act of these days in one read: where, with whom, how many.
    pub(super) fn acts_between(&self, from: Day, to: Day) -> Result<Vec<WeekAct>> {
        let mut statement = self.connection.prepare_cached(
            // sought only where it is asked for: a week may hold thousands of acts
            "SELECT act.community,
                coalesce(CASE WHEN act.community IS NULL THEN (SELECT platform FROM handle WHERE id = act.handle)
                    ELSE (SELECT name FROM community WHERE id = act.community) END, ''),
                act.direction, act.kind, contact.person,
                CASE WHEN contact.person = contact.id THEN contact.reach
                    ELSE (SELECT reach FROM contact AS living WHERE living.id = contact.person) END,
                act.count, act.first IS NOT NULL, act.minutes
             FROM act LEFT JOIN contact ON contact.id = act.contact
             WHERE act.day BETWEEN ?1 AND ?2 AND act.gone = 0 AND act.direction IN ('out', 'in')",
        )?;
        // thousands of acts, some dozens of words
        let mut words: HashSet<Rc<str>> = HashSet::new();
        let rows = statement.query_map([from.to_string(), to.to_string()], |row| {
            let mut word = |column: usize| -> rusqlite::Result<Rc<str>> {
                let text = row.get_ref(column)?.as_str()?;
                if let Some(known) = words.get(text) {
                    return Ok(Rc::clone(known));
                }
                let word: Rc<str> = text.into();
                words.insert(Rc::clone(&word));
                Ok(word)
            };
            let theirs = row.get_ref(2)?.as_str()? == "in";
            Ok(WeekAct {
                community: row.get::<_, Option<i64>>(0)?.map(CommunityId),
                place: word(1)?,
                direction: if theirs { Direction::In } else { Direction::Out },
                kind: word(3)?,
                person: row.get::<_, Option<i64>>(4)?.map(ContactId),
                reach: row.get_ref(5)?.as_str_or_null()?.and_then(Reach::from_word),
                count: row.get(6)?,
                second: row.get(7)?,
                minutes: row.get(8)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Everybody with whom anything was logged in these days, either way.
    pub(super) fn met_between(&self, from: Day, to: Day) -> Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT contact.person FROM act JOIN contact ON contact.id = act.contact
             WHERE act.day BETWEEN ?1 AND ?2 AND act.gone = 0 LIMIT ?3",
        )?;
        let rows = statement.query_map(params![from.to_string(), to.to_string(), MET], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(super) fn heat(&self, rests: &Rests, last: Day) -> Result<HeatMap> {
        let from = last.plus(-27 * 7);
        let mut statement = self.connection.prepare_cached(
            "SELECT day, sum(acts) FROM tally WHERE day BETWEEN ?1 AND ?2 AND direction = 'out' GROUP BY day",
        )?;
        let rows = statement
            .query_map([from.to_string(), last.to_string()], |row| Ok((day(row, 0)?, row.get::<_, u32>(1)?)))?;
        let mut acts = Vec::new();
        for row in rows {
            if let (Some(day), count) = row? {
                acts.push((day, count));
            }
        }
        Ok(HeatMap::new(acts, rests, last, self.settings.week_start))
    }
}
