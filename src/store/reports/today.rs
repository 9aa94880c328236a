//! Today: the queue ranked, cut and walked; the block; what is done; what is asked.

use rusqlite::{OptionalExtension, params};

use crate::domain::attention::Lane;
use crate::domain::change::Change;
use crate::domain::commitment::{Planned, Rests};
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::kind::Direction;
use crate::domain::next_block::next_block;
use crate::domain::period::AsOf;
use crate::domain::plan::Block as Plan;
use crate::domain::review::headline;
use crate::domain::session::Session;
use crate::domain::session_rules::{LooseAct, Offer, Waiting, away, gap, keep_as_block, last_sign, unfinished};
use crate::domain::time::{Day, Instant, Now};
use crate::report::commitments;
use crate::report::today::{Asked, Block, DONE_AT_MOST, Done, Today, UNTIERED_COUNTED};
use crate::store::apply::LAST_LOOK;
use crate::store::kept::{Entry, Ranked};
use crate::store::standing::{day, meta};
use crate::store::{Result, Store};

/// Rows that are given in full; the rest is a number.
const ROWS: usize = 500;
/// Rows of each other lane.
const LANE: usize = 100;
/// Days that strangers' acts are counted at most.
const COUNTED_DAYS: i64 = 28;
/// Acts without a block that are looked through, the newest: more than anybody logs in one sitting.
const LOOSE_AT_MOST: u32 = 100;
/// In milliseconds.
const TWO_DAYS: i64 = 48 * 3_600_000;

impl Store {
    /// What Today shows.
    pub fn today(&self, now: &Now) -> Result<Today> {
        let at_once = self.at_once()?;
        let mut today = self.today_to(now, ROWS)?;
        today.asked_on_leaving = self.asked_on_leaving(now, today.block.as_ref().map(|block| &block.session))?;
        drop(at_once);
        Ok(today)
    }

    /// The same with only so many rows of the queue after those that fit the block, and without what is asked on
    /// leaving: for who looks once, and for the first look.
    pub fn today_to(&self, now: &Now, after: usize) -> Result<Today> {
        let _at_once = self.at_once()?;
        let rests = self.rests(now.day().plus(-4_000))?;
        let session = self.open_session()?;
        let planned = self.planned(now.day())?;
        let sat = self.sat_today_or_before(now)?;
        let next = next_block(&planned, &rests, now, |day| sat.contains(&day));
        let block_minutes = next
            .as_ref()
            .filter(|next| next.date == now.wall_day())
            .map_or(self.settings.block_minutes, |next| next.minutes);
        let plan = session.as_ref().map_or_else(
            || Plan::new(block_minutes),
            |session| Plan { minutes: session.planned, plan: session.plan, community: session.community },
        );
        let mut kept = self.kept.borrow_mut();
        let ranked = self.ranked(&mut kept, now, &rests)?;
        let asked = self.asked(now, session.as_ref(), &rests, ranked)?;
        let listed = ranked.entries().iter().filter(|entry| entry.lane == Lane::Queue).count();
        let filled = self.filled(now, ranked, &plan, ROWS, after)?;
        let mut others = |lanes: &[Lane]| self.lane(now, ranked, lanes, LANE);
        let progress: Vec<_> =
            self.progress(now, AsOf::Today(now.day()))?.into_iter().map(|(_, progress)| progress).collect();
        Ok(Today {
            day: now.day(),
            block: session.as_ref().map(|session| self.block(session)).transpose()?,
            next_block: next.map(|next| next.words(now)).unwrap_or_default(),
            line: self.line_for_the_week()?,
            review: self.up_for_review(now)?.map(headline).unwrap_or_default(),
            cut: filled.cut,
            beyond: listed.saturating_sub(filled.rows.len()),
            rows: filled.rows,
            reading: self.to_read(now, plan.plan.reading)?,
            waiting: others(&[Lane::Waiting])?,
            dormant: others(&[Lane::Dormant])?,
            snoozed: others(&[Lane::Snoozed, Lane::Passed])?,
            counted: self.counted(now)?,
            done: self.done_on(now, now.day())?,
            commitments: commitments::lines(&progress),
            quiet_until: if listed == 0 { self.quiet_until(now, &rests)? } else { String::new() },
            anybody: self.count("SELECT EXISTS (SELECT 1 FROM contact WHERE gone = 0) OR EXISTS (SELECT 1 FROM community WHERE gone = 0)")? > 0,
            untiered: self.count(&format!("SELECT count(*) FROM (SELECT 1 FROM contact INDEXED BY contact_untiered WHERE gone = 0 AND archived = 0 AND merged_into IS NULL AND tier IS NULL LIMIT {UNTIERED_COUNTED})"))?,
            now_mark: self.now_mark()?,
            resting: rests.covers(now.day()),
            asked,
            asked_on_leaving: None,
            block_minutes,
            first_block: self.count("SELECT count(*) FROM (SELECT 1 FROM session WHERE gone = 0 AND finished_at IS NOT NULL LIMIT 1)")? == 0,
        })
    }

    fn block(&self, session: &Session) -> Result<Block> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(sum(act.count), 0), count(DISTINCT contact.person) FROM act
             LEFT JOIN contact ON contact.id = act.contact
             WHERE act.at >= ?1 AND act.gone = 0 AND act.direction = 'out' AND act.session = ?2 AND act.first IS NULL",
        )?;
        let (acts, people) =
            statement.query_row(params![session.start.0, session.id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Block { id: session.id, session: session.clone(), acts, people })
    }

    /// On which of today and the day before a block was sat.
    pub(in crate::store) fn sat_today_or_before(&self, now: &Now) -> Result<Vec<Day>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT DISTINCT day FROM session WHERE day >= ?1 AND gone = 0 ORDER BY day LIMIT 10")?;
        let rows = statement.query_map([now.day().plus(-1).to_string()], |row| day(row, 0))?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// The line that the last closed review left for the week.
    fn line_for_the_week(&self) -> Result<String> {
        let mut statement =
            self.connection.prepare_cached("SELECT line FROM review WHERE gone = 0 ORDER BY week DESC LIMIT 1")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    /// Acts of strangers and the untiered since the last look, in one line.
    fn counted(&self, now: &Now) -> Result<String> {
        let look = meta(&self.connection, LAST_LOOK)?.and_then(|value| value.parse::<i64>().ok()).unwrap_or(i64::MIN);
        let since = look.max(now.at.plus_seconds(-COUNTED_DAYS * 86_400).0);
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, sum(count) FROM act WHERE gone = 0 AND opened = 'counted' AND at > ?1 GROUP BY kind ORDER BY 2 DESC LIMIT 4",
        )?;
        let rows = statement.query_map([since], |row| Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?)))?;
        let mut parts = Vec::new();
        for row in rows {
            let (kind, count) = row?;
            let word = match kind.as_str() {
                "followed" => "new follower",
                "commented" => "comment",
                "mentioned" => "mention",
                "shared" => "share",
                "linked" => "link",
                _ => "act",
            };
            parts.push(format!("{count} {word}{}", if count == 1 { "" } else { "s" }));
        }
        Ok(if parts.is_empty() { String::new() } else { format!("{}: look", parts.join(", ")) })
    }

    /// What you did today, newest first.
    fn done_on(&self, now: &Now, today: Day) -> Result<Vec<Done>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT act.kind, living.id, living.name, community.id, community.name FROM act INDEXED BY act_at
             LEFT JOIN contact ON contact.id = act.contact LEFT JOIN contact AS living ON living.id = contact.person
             LEFT JOIN community ON community.id = act.community
             WHERE act.at BETWEEN ?2 AND ?3 AND act.day = ?1 AND act.gone = 0 AND act.direction = 'out' AND act.first IS NULL
             ORDER BY act.at DESC, act.id DESC LIMIT ?4",
        )?;
        // by the instant, so that the newest are read alone; two days around its noon, for every zone
        let noon = now.noon(today).0;
        let rows = statement.query_map(
            params![today.to_string(), noon - TWO_DAYS, noon + TWO_DAYS, DONE_AT_MOST as i64],
            |row| {
                let kind: String = row.get(0)?;
                let person = row.get::<_, Option<i64>>(1)?.map(|id| Subject::Contact(ContactId(id)));
                let place = row.get::<_, Option<i64>>(3)?.map(|id| Subject::Community(CommunityId(id)));
                let name = row.get::<_, Option<String>>(2)?.or(row.get(4)?).unwrap_or_default();
                let what = self.settings.kinds.get(Direction::Out, &kind).label.to_owned();
                Ok(Done { subject: person.or(place), name, what })
            },
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn count(&self, sql: &str) -> Result<usize> {
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get::<_, u32>(0))? as usize)
    }

    /// What is asked on opening, one line each.
    fn asked(&self, now: &Now, session: Option<&Session>, rests: &Rests, ranked: &Ranked) -> Result<Vec<Asked>> {
        let last: Option<(i64, Option<Day>)> = self
            .connection
            .prepare_cached("SELECT at, day FROM act WHERE gone = 0 ORDER BY at DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, day(row, 1)?)))
            .optional()?;
        let last_session = self.last_session()?;
        let mut offers = Vec::new();
        if let Some(session) = session {
            let last_act = last.map(|last| Instant(last.0));
            let open = unfinished(session, last_act, now);
            // after a kill no key is known: what is on the file speaks
            offers.extend(open.or_else(|| gap(session, last_sign(session, None, last_act), now)));
        }
        let last_day = last.and_then(|last| last.1).max(last_session.map(|session| session.day));
        let count = |counts: fn(&&Entry) -> bool| ranked.entries().iter().filter(counts).count() as u32;
        let owed = count(|entry| entry.order.owed());
        let people = count(|entry| entry.lane.listed() && entry.order.subject().contact().is_some());
        offers.extend(away(last_day, rests, now, Waiting { owed, people }));
        Ok(offers.iter().filter_map(|offer| asked(offer, now)).collect())
    }

    /// Three acts of this sitting without a block are offered as one on leaving.
    fn asked_on_leaving(&self, now: &Now, session: Option<&Session>) -> Result<Option<Asked>> {
        if session.is_some() {
            return Ok(None);
        }
        let free_from = self.last_session()?.and_then(|session| session.finished);
        let mut statement = self.connection.prepare_cached(
            "SELECT at, minutes, kind, count FROM act WHERE at >= ?1 AND gone = 0 AND direction = 'out' AND session IS NULL
             AND date_only = 0 AND first IS NULL ORDER BY at DESC LIMIT ?2",
        )?;
        let since = now.at.plus_seconds(-4 * 3_600).0;
        let rows = statement.query_map(params![since, LOOSE_AT_MOST], |row| {
            let kind: String = row.get(2)?;
            let count: u32 = row.get(3)?;
            let usual = self.settings.kinds.get(Direction::Out, &kind).minutes.saturating_mul(count);
            Ok(LooseAct { at: Instant(row.get(0)?), real: row.get(1)?, usual, count })
        })?;
        let mut acts = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        acts.reverse();
        Ok(keep_as_block(&acts, free_from, now).and_then(|offer| asked(&offer, now)))
    }

    /// Planned blocks in force, for lists.
    pub(in crate::store) fn planned_blocks(&self, now: &Now) -> Result<Vec<Planned>> {
        self.planned(now.day())
    }
}

/// An offer as a line that asks.
fn asked(offer: &Offer, now: &Now) -> Option<Asked> {
    let yes: Vec<Change> = offer.accepted().into_iter().collect();
    let waiting = offer.waiting_words();
    let text = if waiting.is_empty() { offer.words(now) } else { format!("{}  {waiting}", offer.words(now)) };
    let no = offer.declined().and_then(|next| next.accepted()).into_iter().collect();
    (!yes.is_empty()).then_some(Asked { text, yes, no })
}
