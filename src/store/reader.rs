//! Reads what the acts of one subject say, each question by a seek. Must not know what is derived from it.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::Result;
use crate::domain::standing::RECENT_DAYS;
use crate::domain::time::{Day, Instant};

/// How many distinct days give nine gaps.
const CLOCK_DAYS: usize = 10;
/// How many of your last acts decide the suggested one.
const LAST_KINDS: usize = 12;

/// Everything of one subject that the acts say, read over one column of `act`.
pub(super) struct Reader<'c> {
    pub(super) connection: &'c Connection,
    /// Ids to read: a contact and those merged into it, or one community.
    pub(super) members: Vec<i64>,
    pub(super) column: &'static str,
}

impl Reader<'_> {
    /// The newest row of a query that its first two columns order (instant, id), over all members. Answers
    /// the instant and what was read.
    pub(super) fn newest<T>(
        &self,
        sql: &str,
        map: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<(i64, T)>> {
        let sql = sql.replace("COLUMN", self.column);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut best: Option<((i64, i64), T)> = None;
        for &member in &self.members {
            let found = statement.query_row([member], |row| Ok(((row.get(0)?, row.get(1)?), map(row)?))).optional()?;
            if let Some(found) = found
                && best.as_ref().is_none_or(|best| best.0 < found.0)
            {
                best = Some(found);
            }
        }
        Ok(best.map(|((at, _), read)| (at, read)))
    }

    /// Whether there is any act at all.
    pub(super) fn any(&self) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM act WHERE {} = ?1 AND gone = 0)", self.column);
        let mut statement = self.connection.prepare_cached(&sql)?;
        for member in &self.members {
            if statement.query_row([member], |row| row.get(0))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn last(&self, direction: &str) -> Result<Option<(Instant, Day)>> {
        let sql = format!(
            "SELECT at, id, day FROM act WHERE COLUMN = ?1 AND gone = 0 AND direction = '{direction}' \
             ORDER BY at DESC, id DESC LIMIT 1"
        );
        Ok(self.newest(&sql, |row| day(row, 2))?.and_then(|(at, day)| Some((Instant(at), day?))))
    }

    /// The last distinct days that restart the clock, newest first.
    pub(super) fn clock_days(&self, which: &str) -> Result<Vec<Day>> {
        self.days(which, CLOCK_DAYS)
    }

    /// The last distinct days with any act, newest first.
    pub(super) fn recent_days(&self) -> Result<Vec<Day>> {
        self.days("1", RECENT_DAYS)
    }

    /// The last `most` distinct days of such acts, newest first, by seeks: never more steps than days asked for,
    /// however many acts a day holds.
    fn days(&self, which: &str, most: usize) -> Result<Vec<Day>> {
        let sql = format!("SELECT max(day) FROM act WHERE {} = ?1 AND day < ?2 AND gone = 0 AND {which}", self.column);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut days: Vec<Day> = Vec::new();
        let mut before = "9999".to_owned();
        while days.len() < most {
            let mut next: Option<Day> = None;
            for &member in &self.members {
                let found: Option<Day> = statement.query_row(params![member, before], |row| day(row, 0))?;
                next = next.max(found);
            }
            let Some(next) = next else { break };
            before = next.to_string();
            days.push(next);
        }
        Ok(days)
    }

    /// Rows of a query that orders by its first two columns (instant, id) downwards and takes a limit, over
    /// all members.
    pub(super) fn latest<T>(
        &self,
        sql: &str,
        limit: usize,
        map: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let sql = sql.replace("COLUMN", self.column);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows: Vec<((i64, i64), T)> = Vec::new();
        for &member in &self.members {
            let found = statement
                .query_map(params![member, limit as i64], |row| Ok(((row.get(0)?, row.get(1)?), map(row)?)))?;
            rows.extend(found.collect::<rusqlite::Result<Vec<_>>>()?);
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.0));
        rows.truncate(limit);
        Ok(rows.into_iter().map(|row| row.1).collect())
    }

    pub(super) fn last_kinds(&self) -> Result<Vec<String>> {
        self.latest(
            "SELECT at, id, kind FROM act WHERE COLUMN = ?1 AND gone = 0 AND direction = 'out' ORDER BY at DESC, id DESC LIMIT ?2",
            LAST_KINDS,
            |row| row.get(2),
        )
    }
}

/// A day column that may be null.
pub(super) fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Day>> {
    Ok(row.get_ref(column)?.as_str_or_null()?.and_then(|text| text.parse().ok()))
}
