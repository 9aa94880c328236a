//! The cards of contacts and communities: bounded reads of one subject, for the builders of the reports.
//!
//! Must not word anything.

use rusqlite::{Row as SqlRow, params};

use crate::domain::attention::Facts;
use crate::domain::community::Role;
use crate::domain::host::{Answered, HostView};
use crate::domain::ids::{ActId, CommunityId, ContactId, Subject};
use crate::domain::kind::Direction;
use crate::domain::owed::OwedSort;
use crate::domain::rhythm::weekly;
use crate::domain::stage;
use crate::domain::time::{Day, Now};
use crate::domain::weigh::weigh;
use crate::report::card::{ActLine, Card, CommunityCard, ContactCard};
use crate::report::card_build::{self, Common, Out, PlaceParts, act_words};
use crate::store::standing::day;
use crate::store::{Result, Store, evidence};

/// Acts that a card shows.
const ACTS: usize = 12;
/// Acts of yours that balance and room for an ask look back.
const WINDOW: u32 = 200;
/// Acts in a place over which its people are counted.
const PEOPLE_ACTS: i64 = 500;
/// People of a place that are named.
const PEOPLE: usize = 6;
/// Days of the weekly sparkline.
const WEEKS_DAYS: i64 = 26 * 7;

impl Store {
    /// The card of a subject; none where it is gone.
    pub fn card(&self, now: &Now, subject: Subject) -> Result<Option<Card>> {
        let _at_once = self.at_once()?;
        match subject {
            Subject::Contact(id) => {
                let card = self.contact_card(now, self.living(id)?)?;
                Ok(card.map(|card| Card::Contact(Box::new(card))))
            }
            Subject::Community(id) => Ok(self.community_card(now, id)?.map(|card| Card::Community(Box::new(card)))),
        }
    }

    fn contact_card(&self, now: &Now, id: ContactId) -> Result<Option<ContactCard>> {
        let Some(contact) = self.contact(id)? else { return Ok(None) };
        let subject = Subject::Contact(id);
        let facts = match self.facts_of(now, subject)? {
            Some(facts) => facts,
            // archived: nothing ranks it
            None => Facts::new(subject, &contact.uid, &contact.fields.name),
        };
        let rests = self.rests(now.day().plus(-4_000))?;
        let weighed = weigh(&facts, &self.settings, &rests, now);
        let Some(row) = self.rows(now, &[(&facts, &weighed)])?.pop() else { return Ok(None) };
        let bound =
            if self.merged(id)? { "contact IN (SELECT id FROM contact WHERE person = ?1)" } else { "contact = ?1" };
        let evidence = stage::Evidence::of(&facts.standing, now.day());
        let common = Common {
            facts: &facts,
            row,
            outs: &self.outs(bound, id.0)?,
            weeks: self.weeks(bound, id.0, now)?,
            acts: self.act_lines(&format!("act.{bound}"), id.0, false)?,
            settings: &self.settings,
            rests: &rests,
            today: now.day(),
        };
        let mut card = card_build::contact(&contact, &evidence, common);
        card.figures.extend(self.looks_like(&contact)?);
        Ok(Some(card))
    }

    fn community_card(&self, now: &Now, id: CommunityId) -> Result<Option<CommunityCard>> {
        let Some(community) = self.community(id)? else { return Ok(None) };
        let Some(facts) = self.facts_of(now, Subject::Community(id))? else { return Ok(None) };
        let rests = self.rests(now.day().plus(-4_000))?;
        let weighed = weigh(&facts, &self.settings, &rests, now);
        let Some(row) = self.rows(now, &[(&facts, &weighed)])?.pop() else { return Ok(None) };
        let host = community.fields.role == Role::Host;
        let parts = PlaceParts {
            evidence: evidence::ladder(
                &self.connection,
                id,
                facts.rung.saturating_add(1),
                &facts.standing,
                &self.settings,
                now.day(),
            )?,
            added: now.day_of(community.added),
            host: if host { Some(self.host_view(now, &facts, id)?) } else { None },
            people: self.people_in(id)?,
        };
        let bound = "community = ?1";
        let common = Common {
            facts: &facts,
            row,
            outs: &self.outs(bound, id.0)?,
            weeks: self.weeks(bound, id.0, now)?,
            acts: self.act_lines(&format!("act.{bound}"), id.0, true)?,
            settings: &self.settings,
            rests: &rests,
            today: now.day(),
        };
        Ok(Some(card_build::community(&community, parts, common)))
    }

    /// Whether others were merged into a contact.
    fn merged(&self, id: ContactId) -> Result<bool> {
        let mut statement =
            self.connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM contact WHERE person = ?1 AND id <> ?1)")?;
        Ok(statement.query_row([id.0], |row| row.get(0))?)
    }

    /// Your last acts, newest first.
    fn outs(&self, bound: &str, id: i64) -> Result<Vec<Out>> {
        let sql = format!(
            "SELECT kind, count, first, id, day FROM act WHERE {bound} AND gone = 0 AND direction = 'out' ORDER BY at DESC, id DESC LIMIT {WINDOW}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([id], |row| {
            Ok(Out {
                kind: row.get(0)?,
                count: row.get(1)?,
                // both rows of an introduction share the id of its first
                group: ActId(row.get::<_, Option<i64>>(2)?.unwrap_or(row.get(3)?)),
                day: day(row, 4)?.unwrap_or(Day::FIRST),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn weeks(&self, bound: &str, id: i64, now: &Now) -> Result<Vec<u32>> {
        let from = now.day().plus(-WEEKS_DAYS);
        let sql = format!(
            "SELECT day, count FROM act WHERE {bound} AND gone = 0 AND direction IN ('in', 'out') AND at >= ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let bound = now.start_of(from).0;
        let rows = statement.query_map(params![id, bound], |row| Ok((day(row, 0)?, row.get::<_, u32>(1)?)))?;
        let mut days = Vec::new();
        for row in rows {
            if let (Some(day), count) = row? {
                days.push((day, count));
            }
        }
        Ok(weekly(days, now.day(), self.settings.week_start).to_vec())
    }

    fn act_lines(&self, bound: &str, id: i64, with_who: bool) -> Result<Vec<ActLine>> {
        let mut lines: Vec<(i64, ActLine)> = Vec::new();
        for direction in ["out", "in"] {
            let sql = format!(
                "SELECT act.id, act.day, act.direction, act.kind, act.note, act.count, act.link, living.name, act.at FROM act
                 LEFT JOIN contact ON contact.id = act.contact LEFT JOIN contact AS living ON living.id = contact.person
                 WHERE {bound} AND act.gone = 0 AND act.direction = '{direction}' ORDER BY act.at DESC, act.id DESC LIMIT {ACTS}"
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map([id], |row| Ok((row.get(8)?, self.act_line(row, with_who)?)))?;
            lines.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        }
        lines.sort_by_key(|line| std::cmp::Reverse((line.0, line.1.id)));
        Ok(lines.into_iter().take(ACTS).map(|line| line.1).collect())
    }

    fn act_line(&self, row: &SqlRow<'_>, with_who: bool) -> rusqlite::Result<ActLine> {
        let theirs = row.get_ref(2)?.as_str()? == "in";
        let direction = if theirs { Direction::In } else { Direction::Out };
        let kind: String = row.get(3)?;
        let (note, count): (String, u32) = (row.get(4)?, row.get(5)?);
        let what = act_words(&self.settings.kinds, direction, &kind, count, &note);
        let who = if with_who { row.get::<_, Option<String>>(7)?.unwrap_or_default() } else { String::new() };
        Ok(ActLine {
            id: ActId(row.get(0)?),
            day: day(row, 1)?.unwrap_or(Day::FIRST),
            theirs,
            what,
            who,
            link: row.get(6)?,
        })
    }

    /// People met in a place over its last acts, the most frequent first, and how many more.
    fn people_in(&self, id: CommunityId) -> Result<(Vec<(ContactId, String)>, usize)> {
        // as many rows as acts at most, so that none is lost from the count
        let mut statement = self.connection.prepare_cached(
            "SELECT living.id, living.name, count(*) FROM (
                 SELECT contact FROM act WHERE community = ?1 AND gone = 0 AND contact IS NOT NULL AND direction = 'out'
                 ORDER BY at DESC LIMIT ?2)
             AS recent JOIN contact ON contact.id = recent.contact JOIN contact AS living ON living.id = contact.person
             GROUP BY living.id ORDER BY 3 DESC, living.name LIMIT ?2",
        )?;
        let rows =
            statement.query_map([id.0, PEOPLE_ACTS], |row| Ok((ContactId(row.get(0)?), row.get::<_, String>(1)?)))?;
        let mut all = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        let more = all.len().saturating_sub(PEOPLE);
        all.truncate(PEOPLE);
        Ok((all, more))
    }

    fn host_view(&self, now: &Now, facts: &Facts, id: CommunityId) -> Result<HostView> {
        let from = now.start_of(now.day().plus(-i64::from(crate::domain::host::DAYS))).0;
        let welcomed: u32 = self
            .connection
            .prepare_cached(
                "SELECT coalesce(sum(count), 0) FROM act WHERE community = ?1 AND direction = 'out' AND gone = 0 AND at >= ?2 AND kind = 'welcomed'",
            )?
            .query_row(params![id.0, from], |row| row.get(0))?;
        let mut statement = self.connection.prepare_cached(
            "SELECT owed.since_day, act.day, settles.count FROM owed
             JOIN settles ON settles.owed = owed.id AND settles.gone = 0 JOIN act ON act.id = settles.act AND act.gone = 0
             WHERE owed.community = ?1 AND owed.gone = 0 AND owed.sort = 'reply' AND act.at >= ?2 LIMIT 2000",
        )?;
        let rows =
            statement.query_map(params![id.0, from], |row| Ok((day(row, 0)?, day(row, 1)?, row.get::<_, u32>(2)?)))?;
        let mut answered = Vec::new();
        for row in rows {
            if let (Some(asked), Some(day), count) = row? {
                answered.push(Answered { asked, answered: day, count });
            }
        }
        let open = facts.owed.iter().filter(|item| item.sort == OwedSort::Reply).map(|item| item.left);
        Ok(HostView::new(open, welcomed, &answered))
    }
}
