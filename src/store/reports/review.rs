//! The weekly review and the recap of a block: the facts, for the builders of the reports.
//!
//! Must not word anything.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;

use super::week::MET;
use crate::domain::attention::Facts;
use crate::domain::balance::{Balance, OVERALL_DAYS, window_start};
use crate::domain::commitment::{Commitment, Rests};
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::kind::Direction;
use crate::domain::ladder;
use crate::domain::next_block::{in_the_way, missed};
use crate::domain::owed::OwedSort;
use crate::domain::period::AsOf;
use crate::domain::review::{self as rules, Earned, PlaceFacts};
use crate::domain::session::Session;
use crate::domain::stage;
use crate::domain::streak::Progress;
use crate::domain::terms::Ranking;
use crate::domain::time::{Day, Now, Week};
use crate::report::plans;
use crate::report::recap::{RecapFacts, recap};
use crate::report::review::{PlaceLine, Recap, Review, Step};
use crate::report::review_build::{Around, WeekAct, WeekFigures, build, places};
use crate::report::review_steps::{self, StepFacts, steps};
use crate::store::{Result, Store, evidence};

/// Places of one block that the recap may name.
const RECAP_PLACES: u32 = 3;

/// The stages on offer: those of the people on today's list, then of the others.
struct Stages {
    today: Day,
    others: bool,
    offers: BTreeMap<(bool, i64), (String, Earned)>,
    seen: BTreeSet<i64>,
}

impl Stages {
    fn look(&mut self, facts: &Facts) {
        let Subject::Contact(id) = facts.subject else { return };
        self.seen.insert(id.0);
        if let Some(stage) = stage::offer(facts.stage, &stage::Evidence::of(&facts.standing, self.today)) {
            self.offers.insert((self.others, id.0), (facts.name.clone(), Earned::Stage(id, stage, facts.stage)));
        }
    }
}

impl Store {
    /// The week that is up for review; none where none is.
    pub fn up_for_review(&self, now: &Now) -> Result<Option<Week>> {
        let Some(since) = self.first_day()? else { return Ok(None) };
        let closed = |week| self.closed_on(week).map(|day| day.is_some());
        rules::up_for_review(now.day(), self.settings.week_start, since, closed)
    }

    /// The review of a week; none is the one that is up now, else the running one.
    pub fn review(&self, now: &Now, week: Option<Week>) -> Result<Review> {
        let _at_once = self.at_once()?;
        // a long list of today makes room for what a week holds; the next look at it reads it again
        self.kept.borrow_mut().shorten();
        let today = now.day();
        let up = self.up_for_review(now)?;
        let week = week.or(up).unwrap_or_else(|| Week::of(today, self.settings.week_start));
        let last = rules::figures_day(week, today);
        let as_of = if week.last() >= today { AsOf::Today(today) } else { AsOf::EndOf(last) };
        let rests = self.rests(today.plus(-4_000))?;
        let progress = self.progress(now, as_of)?;
        let figures = self.week_figures(now, week, &rests, &progress)?;
        let steps = match up {
            Some(up) if up == week => Some(self.steps(now, week, &rests, &progress, &figures.acts)?),
            _ => None,
        };
        let plans = plans::lines(&self.commitments(today)?, &self.planned(today)?, &rests, today);
        let around = Around { steps, plans, since: self.first_day()?.unwrap_or(today), today };
        Ok(build(week, figures, &rests, &self.settings.kinds, around))
    }

    fn week_figures(
        &self,
        now: &Now,
        week: Week,
        rests: &Rests,
        progress: &[(Commitment, Progress)],
    ) -> Result<WeekFigures> {
        let (first, last) = (week.first, rules::figures_day(week, now.day()));
        let minutes = self.minutes_by_day(now, first)?;
        let sat = |day: Day| minutes.iter().any(|(sat, _)| *sat == day);
        let missed = missed(&self.planned(first)?, rests, now, (first, week.last()), sat);
        Ok(WeekFigures {
            missed: in_the_way(&missed, now),
            acts: self.acts_between(first, last)?,
            blocks: self.blocks_between(first, last)?,
            minutes,
            progress: progress.iter().map(|(_, progress)| progress.clone()).collect(),
            kinds: self.kinds_between(first, last)?,
            four_weeks: self.kinds_between(window_start(last, OVERALL_DAYS), last)?,
            back: self.back_between(first, last)?,
            heat: self.heat(rests, last)?,
            closed: self.closed_on(week)?,
            lines: self.review_lines(week)?,
        })
    }

    /// The guided steps of the week that is up: they act on today.
    fn steps(
        &self,
        now: &Now,
        week: Week,
        rests: &Rests,
        progress: &[(Commitment, Progress)],
        acts: &[WeekAct],
    ) -> Result<Vec<Step>> {
        let today = now.day();
        let ranking = Ranking::new(&self.settings, rests, now);
        let mut silent = Vec::new();
        let mut stages = Stages { today, others: false, offers: BTreeMap::new(), seen: BTreeSet::new() };
        let mut look = |facts: &Facts| {
            silent.extend(review_steps::silent(&ranking, facts));
            stages.look(facts);
        };
        let mut over = Facts::new(Subject::Contact(ContactId(0)), "", "");
        let (facts, _) = self.could_be_listed(now, |id, brief, places| {
            self.plain_over(now, &mut over, id, brief, places);
            look(&over);
        })?;
        facts.iter().for_each(look);
        self.look_at_met(week, acts, &mut stages)?;
        let mut earned = self.rungs_earned(&facts, today)?;
        earned.extend(stages.offers.into_values());
        let given = StepFacts {
            facts: &facts,
            silent: &silent,
            places: &self.place_facts(&facts, &places(acts, &self.settings.kinds))?,
            earned: &earned,
            progress,
            commitments: &self.commitments(today)?,
            planned: &self.planned(today)?,
        };
        Ok(steps(&given, &ranking, &self.settings, today))
    }

    /// Rungs on offer.
    fn rungs_earned(&self, facts: &[Facts], today: Day) -> Result<Vec<(String, Earned)>> {
        let mut earned = Vec::new();
        for facts in facts.iter().filter(|facts| facts.ladder) {
            let Subject::Community(id) = facts.subject else { continue };
            let next = self.next_rung(id, facts, today)?.filter(|next| next.earned);
            earned.extend(next.map(|next| (facts.name.clone(), Earned::Rung(id, next.rung))));
        }
        Ok(earned)
    }

    /// Stages on offer of everybody with whom anything was logged since the week began; of so many people that nobody
    /// looks at all of them, those met last.
    fn look_at_met(&self, week: Week, acts: &[WeekAct], stages: &mut Stages) -> Result<()> {
        let mut met = BTreeSet::new();
        if week.last() < stages.today {
            met.extend(self.met_between(week.last().plus(1), stages.today)?);
        }
        for id in acts.iter().rev().filter_map(|act| act.person) {
            if met.len() >= MET as usize {
                break;
            }
            met.insert(id.0);
        }
        let others: Vec<i64> = met.difference(&stages.seen).copied().collect();
        stages.others = true;
        self.look_at_people(&others, |facts| stages.look(facts))
    }

    /// The next rung of a place. Mostly the newest acts of each kind say that it is earned; more are read
    /// only where they do not and it rests on counts.
    fn next_rung(&self, id: CommunityId, facts: &Facts, today: Day) -> Result<Option<ladder::Next>> {
        let (connection, settings) = (&self.connection, &self.settings);
        let next = |deciding: bool| -> Result<Option<ladder::Next>> {
            let rung = facts.rung.saturating_add(1);
            let evidence = evidence::ladder_next(connection, id, rung, &facts.standing, settings, today, deciding)?;
            Ok(ladder::next(facts.rung, &evidence, &settings.ladder, today))
        };
        let lately = next(false)?;
        if lately.as_ref().is_none_or(|next| next.earned || next.rung > ladder::COUNTED) {
            return Ok(lately);
        }
        next(true)
    }

    fn place_facts(&self, facts: &[Facts], places: &[(Option<CommunityId>, PlaceLine)]) -> Result<Vec<PlaceFacts>> {
        let week: BTreeMap<CommunityId, &PlaceLine> =
            places.iter().filter_map(|(community, place)| Some(((*community)?, place))).collect();
        let mut found = Vec::new();
        for facts in facts {
            let Subject::Community(id) = facts.subject else { continue };
            let Some(community) = self.community(id)? else { continue };
            let (acts, came_back, minutes, about) = week
                .get(&id)
                .map_or((0, 0, 0, false), |place| (place.acts, place.came_back, place.minutes, place.about));
            let cadence = facts.cadence;
            let fields = community.fields;
            found.push(PlaceFacts { community: id, fields, cadence, acts, minutes, about, came_back });
        }
        Ok(found)
    }

    /// The recap of the last finished block; none where there is none.
    pub fn recap(&self, now: &Now) -> Result<Option<Recap>> {
        let _at_once = self.at_once()?;
        let Some(session) = self.last_session()?.filter(|session| session.finished.is_some()) else { return Ok(None) };
        let (acts, people): (u32, u32) = self
            .connection
            .prepare_cached(
                "SELECT coalesce(sum(CASE WHEN act.first IS NULL THEN act.count ELSE 0 END), 0), count(DISTINCT contact.person)
                 FROM act LEFT JOIN contact ON contact.id = act.contact
                 WHERE act.at >= ?1 AND act.session = ?2 AND act.gone = 0 AND act.direction = 'out'",
            )?
            .query_row(params![session.start.0, session.id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let progress: Vec<Progress> =
            self.progress(now, AsOf::Today(now.day()))?.into_iter().map(|(_, progress)| progress).collect();
        let kinds = &self.settings.kinds;
        let of = |rows: &[(String, u32)]| {
            Balance::of_counts(kinds, rows.iter().map(|(kind, count)| (kind.as_str(), *count)))
        };
        let today = now.day();
        let facts = RecapFacts {
            session: &session,
            acts,
            people,
            settled: self.settled_in(&session)?,
            places: self.one_act_from_in(now, &session)?,
            balance: of(&self.kinds_in(&session)?),
            four_weeks: of(&self.kinds_between(window_start(today, OVERALL_DAYS), today)?),
            progress: &progress,
        };
        Ok(Some(recap(&facts, now.at)))
    }

    /// What the acts of a block settled, by sort.
    fn settled_in(&self, session: &Session) -> Result<Vec<(OwedSort, u32)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT owed.sort, sum(settles.count) FROM act JOIN settles ON settles.act = act.id AND settles.gone = 0
             JOIN owed ON owed.id = settles.owed AND owed.gone = 0
             WHERE act.at >= ?1 AND act.session = ?2 AND act.gone = 0 GROUP BY owed.sort",
        )?;
        let rows = statement.query_map(params![session.start.0, session.id.0], |row| {
            Ok((OwedSort::from_word(row.get_ref(0)?.as_str()?), row.get(1)?))
        })?;
        let mut settled: Vec<(OwedSort, u32)> = Vec::new();
        for row in rows {
            if let (Some(sort), count) = row? {
                settled.push((sort, count));
            }
        }
        settled.sort_unstable_by_key(|(sort, _)| *sort);
        Ok(settled)
    }

    /// Acts of a block by kind id.
    fn kinds_in(&self, session: &Session) -> Result<Vec<(String, u32)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, sum(count) FROM act WHERE at >= ?1 AND session = ?2 AND gone = 0 AND direction = 'out'
             AND first IS NULL GROUP BY kind",
        )?;
        let rows = statement.query_map(params![session.start.0, session.id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The places of a block that are one act from the next rung.
    fn one_act_from_in(&self, now: &Now, session: &Session) -> Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT community, sum(count) FROM act WHERE at >= ?1 AND session = ?2 AND gone = 0 AND direction = ?3
             AND community IS NOT NULL GROUP BY community ORDER BY 2 DESC LIMIT ?4",
        )?;
        let out = Direction::Out.id();
        let rows = statement.query_map(params![session.start.0, session.id.0, out, RECAP_PLACES], |row| row.get(0))?;
        let mut found = Vec::new();
        for id in rows.collect::<rusqlite::Result<Vec<i64>>>()? {
            let facts = self.facts_of(now, Subject::Community(CommunityId(id)))?;
            found.extend(facts.and_then(|facts| Some((facts.name, facts.one_act_from?))));
        }
        Ok(found)
    }
}
