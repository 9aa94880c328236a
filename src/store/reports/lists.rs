//! People, communities, what `/` searches, triage.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

use rusqlite::params;

use crate::domain::attention::Lane;
use crate::domain::community::State;
use crate::domain::contact::{Style, Tier};
use crate::domain::fold::fold;
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::load::{Load, Totals, minutes_a_week};
use crate::domain::rhythm::usually;
use crate::domain::terms::Ranking;
use crate::domain::time::{Day, Now};
use crate::report::lists::{List, ListLine, Untiered};
use crate::report::row::Mark;
use crate::report::row_build::mark;
use crate::store::standing::day;
use crate::store::{Result, Store};

/// People of one sitting of triage.
const SITTING: u32 = 20;

impl Store {
    /// People whose words match, by name; archived ones only where asked for.
    pub fn people(&self, now: &Now, filter: &str, limit: usize, archived: bool) -> Result<List> {
        let _at_once = self.at_once()?;
        let words: Vec<String> = fold(filter).split_whitespace().map(str::to_owned).collect();
        let mut matching = "contact.gone = 0 AND contact.merged_into IS NULL AND contact.archived = ?1".to_owned();
        for n in 0..words.len() {
            let n = n + 3;
            let _ = write!(
                matching,

                " AND (contact.folded LIKE ?{n} OR lower(contact.organisation) LIKE ?{n} OR lower(contact.town) LIKE ?{n}
                  OR EXISTS (SELECT 1 FROM tag WHERE tag.contact = contact.id AND tag.gone = 0 AND lower(tag.name) LIKE ?{n})
                  OR EXISTS (SELECT 1 FROM topic WHERE topic.contact = contact.id AND topic.gone = 0 AND lower(topic.name) LIKE ?{n}))"
            );
        }
        let patterns: Vec<String> = words.iter().map(|word| format!("%{}%", word.replace(['%', '_'], "_"))).collect();
        let sql = format!(
            "SELECT contact.id, contact.name, contact.tier, contact.stage, contact.organisation, contact.town, contact.cadence,
                contact.style, standing.clock_day, standing.gaps, max(coalesce(standing.last_out_day, ''), coalesce(standing.last_in_day, '')),
                (SELECT platform FROM handle WHERE handle.contact = contact.id AND handle.gone = 0 ORDER BY handle.id LIMIT 1),
                (SELECT group_concat(name, ', ') FROM tag WHERE tag.contact = contact.id AND tag.gone = 0)
             FROM contact LEFT JOIN standing ON standing.sort = 1 AND standing.id = contact.id
             WHERE {matching} ORDER BY contact.folded, contact.id LIMIT ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        statement.raw_bind_parameter(1, archived)?;
        statement.raw_bind_parameter(2, limit as i64)?;
        for (n, pattern) in patterns.iter().enumerate() {
            statement.raw_bind_parameter(n + 3, pattern)?;
        }
        let mut rows = statement.raw_query();
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let subject = Subject::Contact(ContactId(row.get(0)?));
            let word = |column: usize| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            let tier = Tier::from_word(&word(2)?);
            let style = Style::from_word(&word(7)?).unwrap_or(Style::Rhythm);
            let cadence = self.settings.contact_cadence(row.get(6)?, tier, style);
            let gaps: Vec<u32> = word(9)?.split_whitespace().filter_map(|gap| gap.parse().ok()).collect();
            let last = day(row, 10)?;
            let about: Vec<String> =
                [word(4)?, word(5)?, word(12)?].into_iter().filter(|part| !part.is_empty()).collect();
            lines.push(ListLine {
                subject,
                name: word(1)?,
                group: tier.map_or("no tier", Tier::word).to_owned(),
                standing: Some(word(3)?).filter(|stage| !stage.is_empty()).unwrap_or_else(|| "noticed".to_owned()),
                platform: word(11)?,
                last: last_words(last, now),
                cadence: usually(&gaps, cadence).map(|usually| usually.to_string()).unwrap_or_default(),
                about: about.join(", "),
                mark: Mark::None,
                archived,
            });
        }
        let marks =
            self.marks(now, &lines.iter().filter_map(|line| line.subject.contact()).map(|id| id.0).collect())?;
        for line in &mut lines {
            line.mark = marks.get(&line.subject).copied().unwrap_or(Mark::None);
        }
        let all: u32 = self
            .connection
            .prepare_cached("SELECT count(*) FROM contact WHERE gone = 0 AND merged_into IS NULL AND archived = ?1")?
            .query_row([archived], |row| row.get(0))?;
        let all = all as usize;
        let matching = if words.is_empty() { all } else { self.matching(&matching, archived, &patterns)? };
        Ok(List { lines, matching, all, load: self.load(now)? })
    }

    fn matching(&self, matching: &str, archived: bool, patterns: &[String]) -> Result<usize> {
        // ?2 is the limit of the list; here it only keeps the numbering
        let sql = format!("SELECT count(*) FROM contact WHERE {matching} AND ?2 = 0");
        let mut statement = self.connection.prepare_cached(&sql)?;
        statement.raw_bind_parameter(1, archived)?;
        statement.raw_bind_parameter(2, 0)?;
        for (n, pattern) in patterns.iter().enumerate() {
            statement.raw_bind_parameter(n + 3, pattern)?;
        }
        let mut rows = statement.raw_query();
        Ok(match rows.next()? {
            Some(row) => row.get::<_, u32>(0)? as usize,
            None => 0,
        })
    }

    /// All communities: focus first, then scouting, then parked.
    pub fn communities(&self, now: &Now, archived: bool) -> Result<List> {
        let _at_once = self.at_once()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT community.id, community.name, community.state, community.role, community.rung, community.no_ladder,
                community.platform, community.cadence, standing.gaps,
                max(coalesce(standing.last_out_day, ''), coalesce(standing.last_in_day, '')), community.expects
             FROM community LEFT JOIN standing ON standing.sort = 0 AND standing.id = community.id
             WHERE community.gone = 0 AND community.archived = ?1
             ORDER BY CASE community.state WHEN 'focus' THEN 0 WHEN 'scouting' THEN 1 ELSE 2 END, community.folded LIMIT 10000",
        )?;
        let marks = self.marks(now, &BTreeSet::new())?;
        let rows = statement.query_map([archived], |row| {
            let subject = Subject::Community(CommunityId(row.get(0)?));
            let (state, role): (String, String) = (row.get(2)?, row.get(3)?);
            let (rung, no_ladder): (u8, bool) = (row.get(4)?, row.get(5)?);
            let standing = if role == "host" || no_ladder { role } else { format!("{role}, rung {rung}") };
            let parsed = State::from_word(&state);
            let cadence = match parsed {
                Some(parsed) => self.settings.community_cadence(row.get(7)?, parsed),
                None => None,
            };
            let gaps: String = row.get::<_, Option<String>>(8)?.unwrap_or_default();
            let gaps: Vec<u32> = gaps.split_whitespace().filter_map(|gap| gap.parse().ok()).collect();
            Ok(ListLine {
                subject,
                name: row.get(1)?,
                group: state,
                standing,
                platform: row.get(6)?,
                last: last_words(day(row, 9)?, now),
                cadence: usually(&gaps, cadence).map(|usually| usually.to_string()).unwrap_or_default(),
                about: row.get(10)?,
                mark: marks.get(&subject).copied().unwrap_or(Mark::None),
                archived,
            })
        })?;
        let lines = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(List { matching: lines.len(), all: lines.len(), lines, load: self.load(now)? })
    }

    /// People without a tier: those you have exchanged words with first.
    pub fn untiered(&self) -> Result<Vec<Untiered>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT contact.id, contact.name, contact.organisation, contact.town, contact.why,
                (SELECT count(*) FROM (SELECT 1 FROM act WHERE act.contact = contact.id AND act.gone = 0 LIMIT 100)) AS acts,
                (SELECT group_concat(handle.name || ' (' || handle.platform || ')', ', ') FROM handle
                 WHERE handle.contact = contact.id AND handle.gone = 0)
             FROM (
                SELECT contact.id AS id FROM contact INDEXED BY contact_untiered
                LEFT JOIN standing ON standing.sort = 1 AND standing.id = contact.id
                WHERE contact.gone = 0 AND contact.archived = 0 AND contact.merged_into IS NULL AND contact.tier IS NULL
                ORDER BY standing.last_in_at IS NOT NULL AND standing.last_out_at IS NOT NULL DESC,
                    length(coalesce(standing.recent, '')) DESC, coalesce(standing.last_in_at, standing.last_out_at, 0) DESC, contact.id
                LIMIT ?1) AS first
             CROSS JOIN contact ON contact.id = first.id
             ORDER BY acts DESC, contact.folded LIMIT ?1",
        )?;
        let rows = statement.query_map(params![SITTING], |row| {
            let text = |column: usize| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            let place = [text(2)?, text(3)?].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            let about = [place, text(6)?, text(4)?].into_iter().filter(|line| !line.is_empty()).collect();
            Ok(Untiered { id: ContactId(row.get(0)?), name: row.get(1)?, about, acts: row.get(5)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// "your cadences ask 14 a week, your blocks have room for 11".
    pub fn load(&self, now: &Now) -> Result<String> {
        self.load_figures(now).map(Load::words)
    }

    /// What the cadences ask a week, and what the blocks have room for.
    pub fn load_figures(&self, now: &Now) -> Result<Load> {
        self.load_totals(now).map(Totals::load)
    }

    /// The same before it is rounded, for forms that try another cadence.
    pub fn load_totals(&self, now: &Now) -> Result<Totals> {
        let mut cadences = Vec::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT tier, cadence, style, count(*) FROM contact INDEXED BY contact_asks
             WHERE gone = 0 AND archived = 0 AND merged_into IS NULL AND (tier IS NOT NULL OR cadence IS NOT NULL)
             GROUP BY 1, 2, 3 LIMIT 5000",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let tier = row.get::<_, Option<String>>(0)?.and_then(|word| Tier::from_word(&word));
            let style =
                row.get::<_, Option<String>>(2)?.and_then(|word| Style::from_word(&word)).unwrap_or(Style::Rhythm);
            if let Some(days) = self.settings.contact_cadence(row.get(1)?, tier, style) {
                cadences.extend(std::iter::repeat_n(days, row.get::<_, u32>(3)? as usize));
            }
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT state, cadence FROM community WHERE gone = 0 AND archived = 0 LIMIT 10000")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(state) = State::from_word(&row.get::<_, String>(0)?) {
                cadences.extend(self.settings.community_cadence(row.get(1)?, state));
            }
        }
        let minutes = minutes_a_week(&self.planned_blocks(now)?, &self.commitments(now.day())?, now.day());
        let mut statement = self
            .connection
            .prepare_cached("SELECT minutes FROM act INDEXED BY act_timed WHERE gone = 0 AND direction = 'out' AND minutes IS NOT NULL ORDER BY at DESC LIMIT 10")?;
        let last = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<u32>>>()?;
        Ok(Totals::new(cadences, minutes, &last, self.settings.act_minutes))
    }

    /// The marks of these people, of whom some are listed today, and of every place.
    fn marks(&self, now: &Now, people: &BTreeSet<i64>) -> Result<HashMap<Subject, Mark>> {
        let rests = self.rests(now.day().plus(-4_000))?;
        let ranking = Ranking::new(&self.settings, &rests, now);
        let facts = self.facts_among(now, people)?;
        Ok(facts
            .iter()
            .map(|facts| ranking.score(facts))
            .filter(|score| score.lane != Lane::NotListed)
            .map(|score| (score.subject, mark(score.mark)))
            .collect())
    }
}

fn last_words(last: Option<Day>, now: &Now) -> String {
    last.map_or_else(
        || "never".to_owned(),
        |day| match now.day().since(day) {
            0 => "today".to_owned(),
            days => format!("{days} d"),
        },
    )
}
