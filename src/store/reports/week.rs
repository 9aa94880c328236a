//! The figures of a week: acts, people, blocks, what came back, the heat map.

use rusqlite::OptionalExtension;

use crate::domain::balance::Balance;
use crate::domain::commitment::Rests;
use crate::domain::heatmap::HeatMap;
use crate::domain::time::{Day, Week};
use crate::store::standing::day;
use crate::store::{Result, Store};

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

    pub(super) fn review_lines(&self, week: Week) -> Result<(String, String)> {
        let mut statement =
            self.connection.prepare_cached("SELECT well, line FROM review WHERE week = ?1 AND gone = 0")?;
        let found = statement.query_row([week.first.to_string()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(found.unwrap_or_default())
    }

    pub(super) fn acts_and_people(&self, from: Day, to: Day) -> Result<(u32, u32)> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(sum(CASE WHEN act.first IS NULL THEN act.count ELSE 0 END), 0), count(DISTINCT contact.person)
             FROM act LEFT JOIN contact ON contact.id = act.contact
             WHERE act.day BETWEEN ?1 AND ?2 AND act.gone = 0 AND act.direction = 'out'",
        )?;
        Ok(statement.query_row([from.to_string(), to.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?)
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

    pub(super) fn about_others(&self, week: &[(String, u32)], month: Day, last: Day) -> Result<String> {
        let of = |kinds: &[(String, u32)]| {
            Balance::of_counts(&self.settings.kinds, kinds.iter().map(|(kind, count)| (kind.as_str(), *count)))
                .about_others()
        };
        let four = of(&self.kinds_between(month, last)?);
        Ok(match (of(week), four) {
            (Some(week), Some(four)) => format!("{week}, four weeks {four}"),
            (None, Some(four)) => format!("four weeks {four}"),
            (Some(week), None) => week.to_string(),
            (None, None) => String::new(),
        })
    }

    /// "9 replies, 3 shares, 1 lead", then the places that answered most.
    pub(super) fn came_back(&self, from: Day, to: Day) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, sum(acts) FROM tally WHERE day BETWEEN ?1 AND ?2 AND direction = 'in' GROUP BY kind ORDER BY 2 DESC LIMIT 5",
        )?;
        let rows = statement.query_map([from.to_string(), to.to_string()], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?))
        })?;
        let mut parts = Vec::new();
        for row in rows {
            let (kind, count) = row?;
            let (one, many) = match kind.as_str() {
                "replied" => ("reply", "replies"),
                "asked" => ("question", "questions"),
                "messaged" => ("message", "messages"),
                "commented" => ("comment", "comments"),
                "mentioned" => ("mention", "mentions"),
                "shared" => ("share", "shares"),
                "linked" => ("link", "links"),
                "thanked" => ("thanks", "thanks"),
                "followed" => ("follower", "followers"),
                "invited" => ("invitation", "invitations"),
                "became" => ("lead", "leads"),
                "introduced" => ("introduction", "introductions"),
                _ => ("act of theirs", "acts of theirs"),
            };
            parts.push(counted(count, one, many));
        }
        let mut lines = if parts.is_empty() { Vec::new() } else { vec![parts.join(", ")] };
        let mut statement = self.connection.prepare_cached(
            "SELECT community.name, sum(CASE WHEN act.direction = 'in' THEN act.count ELSE 0 END) AS back,
                sum(CASE WHEN act.direction = 'out' THEN act.count ELSE 0 END)
             FROM act JOIN community ON community.id = act.community
             WHERE act.day BETWEEN ?1 AND ?2 AND act.gone = 0 GROUP BY community.id HAVING back > 0 ORDER BY back DESC LIMIT 3",
        )?;
        let rows = statement.query_map([from.to_string(), to.to_string()], |row| {
            Ok(format!(
                "{} {} from {}",
                row.get::<_, String>(0)?,
                row.get::<_, u32>(1)?,
                counted(row.get(2)?, "act", "acts")
            ))
        })?;
        for row in rows {
            lines.push(row?);
        }
        Ok(lines)
    }

    /// "15 of 19": acts with regulars of all acts with contacts whose reach is said.
    pub(super) fn regulars(&self, from: Day, to: Day) -> Result<String> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(sum(CASE WHEN coalesce(living.reach, 'regular') = 'regular' THEN act.count ELSE 0 END), 0), coalesce(sum(act.count), 0)
             FROM act JOIN contact ON contact.id = act.contact JOIN contact AS living ON living.id = contact.person
             WHERE act.day BETWEEN ?1 AND ?2 AND act.gone = 0 AND act.direction = 'out'",
        )?;
        let (regular, all): (u32, u32) =
            statement.query_row([from.to_string(), to.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(if all == 0 { String::new() } else { format!("{regular} of {all} acts with people") })
    }

    pub(super) fn heat(&self, rests: &Rests, last: Day) -> Result<Vec<[u8; 7]>> {
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
        let map = HeatMap::new(acts, rests, last, self.settings.week_start);
        let weeks = map.rows[0].len();
        Ok((0..weeks)
            .map(|week| {
                std::array::from_fn(|n| {
                    let cell = &map.rows[n][week];
                    match (cell.ahead, cell.rest && cell.level == 0) {
                        (true, _) => 6,
                        (false, true) => 5,
                        (false, false) => cell.level,
                    }
                })
            })
            .collect())
    }
}

/// A number and its noun.
pub(super) fn counted(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
