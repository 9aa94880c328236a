//! What was done a day, for commitments: minutes of blocks, counts of acts.

use std::collections::BTreeMap;

use rusqlite::params;

use crate::domain::commitment::{Commitment, Measure, Rests};
use crate::domain::commitment_words;
use crate::domain::ids::CommitmentId;
use crate::domain::period::{AsOf, Terms};
use crate::domain::streak::{Progress, progress};
use crate::domain::time::{Day, Now};
use crate::store::standing::day;
use crate::store::{Result, Store};

impl Store {
    /// How every commitment stands that is in force `as_of` a day.
    pub(in crate::store) fn progress(&self, now: &Now, as_of: AsOf) -> Result<Vec<(Commitment, Progress)>> {
        let rows = self.commitment_rows()?;
        let rests = self.rests(rows.iter().map(|row| row.from).min().unwrap_or(now.day()))?;
        let mut lines: BTreeMap<CommitmentId, Vec<Commitment>> = BTreeMap::new();
        for row in rows {
            lines.entry(row.line).or_default().push(row);
        }
        let mut found = Vec::new();
        for line in lines.into_values() {
            let Some(last) = line.iter().rev().find(|row| row.from <= as_of.day()).cloned() else { continue };
            if last.until.is_some_and(|until| until < as_of.day()) {
                continue;
            }
            if let Some(progress) = self.progress_of(now, &line, &rests, as_of)? {
                found.push((last, progress));
            }
        }
        Ok(found)
    }

    fn progress_of(&self, now: &Now, line: &[Commitment], rests: &Rests, as_of: AsOf) -> Result<Option<Progress>> {
        let amounts = line
            .iter()
            .map(|row| match &row.spec.measure {
                Measure::Blocks { .. } | Measure::Minutes => self.minutes_by_day(now, row.from),
                Measure::Acts { kinds } => self.acts_by_day(kinds, row.from),
            })
            .collect::<Result<Vec<_>>>()?;
        let terms: Vec<Terms<'_>> =
            line.iter().zip(&amounts).map(|(commitment, amounts)| Terms { commitment, amounts }).collect();
        Ok(progress(&terms, rests, self.settings.week_start, as_of))
    }

    /// Every row of every line, oldest first.
    pub(in crate::store) fn commitment_rows(&self) -> Result<Vec<Commitment>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, spec, from_day, until_day, coalesce(line, id) FROM commitment WHERE gone = 0 ORDER BY id LIMIT 1000",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let words: String = row.get(1)?;
            // a later version may know more words: what is not understood is left alone
            let (Ok(spec), Some(from)) = (commitment_words::parse(&words, &self.settings), day(row, 2)?) else {
                continue;
            };
            found.push(Commitment {
                id: CommitmentId(row.get(0)?),
                spec,
                from,
                until: day(row, 3)?,
                line: CommitmentId(row.get(4)?),
            });
        }
        Ok(found)
    }

    /// Minutes in blocks of each day from `from` on.
    pub(in crate::store) fn minutes_by_day(&self, now: &Now, from: Day) -> Result<Vec<(Day, u32)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT day, sum(max(0, (coalesce(finished_at, ?2) - start_at - coalesce((
                 SELECT sum(max(0, min(coalesce(to_at, ?2), coalesce(finished_at, ?2)) - max(from_at, start_at)))
                 FROM pause WHERE pause.session = session.id AND pause.gone = 0), 0) + 30000) / 60000))
             FROM session WHERE gone = 0 AND day >= ?1 GROUP BY day ORDER BY day",
        )?;
        let rows = statement
            .query_map(params![from.to_string(), now.at.0], |row| Ok((day(row, 0)?, row.get::<_, u32>(1)?)))?;
        collect(rows)
    }

    /// Acts of yours of each day from `from` on; no kinds means any.
    fn acts_by_day(&self, kinds: &[String], from: Day) -> Result<Vec<(Day, u32)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT day, sum(acts) FROM tally WHERE day >= ?1 AND direction = 'out'
             AND (?2 = '[]' OR kind IN (SELECT value FROM json_each(?2))) GROUP BY day ORDER BY day",
        )?;
        let kinds = serde_json::to_string(kinds).unwrap_or_else(|_| "[]".to_owned());
        let rows =
            statement.query_map(params![from.to_string(), kinds], |row| Ok((day(row, 0)?, row.get::<_, u32>(1)?)))?;
        collect(rows)
    }
}

fn collect(rows: impl Iterator<Item = rusqlite::Result<(Option<Day>, u32)>>) -> Result<Vec<(Day, u32)>> {
    let mut found = Vec::new();
    for row in rows {
        if let (Some(day), amount) = row? {
            found.push((day, amount));
        }
    }
    Ok(found)
}
