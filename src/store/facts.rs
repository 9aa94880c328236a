//! The facts that ranking needs, read set-wise: the candidates, and what is owed, dated and held of them.
//!
//! Must not score or order, nor know how a candidate is found.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, Row};

use super::brief::{self, Places};
use super::candidates::{briefs, communities, contacts, due, fresh, places};
use super::error::Result;
use super::{Store, dated, evidence, standing, unread};
use crate::domain::attention::{Facts, Hold, Post, Score};
use crate::domain::contact::{Dated, Stage};
use crate::domain::ids::{ActId, CommunityId, ContactId, OwedId, Subject};
use crate::domain::ladder;
use crate::domain::owed::{Closed, Owed, OwedSort};
use crate::domain::settings::Settings;
use crate::domain::stage;
use crate::domain::terms::Ranking;
use crate::domain::time::{Day, Instant, Now};

impl Store {
    /// Facts of every subject that could be listed today.
    pub fn facts_for_today(&self, now: &Now) -> Result<Vec<Facts>> {
        let mut plain = Vec::new();
        let (mut facts, places) = self.could_be_listed(now, |id, brief, _| plain.push((id, brief.to_vec())))?;
        facts.extend(plain.into_iter().map(|(id, brief)| self.plain(now, id, &brief, &places)));
        Ok(facts)
    }

    /// The same in two parts: of those of whom a brief says everything, their briefs are shown to `plain` one after
    /// the other; answers the facts of the others, and the platform and patience of each place.
    pub(super) fn could_be_listed(
        &self,
        now: &Now,
        mut plain: impl FnMut(ContactId, &[u8], &Places),
    ) -> Result<(Vec<Facts>, Places)> {
        let (connection, settings) = (&self.connection, &self.settings);
        let mut facts = communities(connection, settings, now.day(), None)?;
        let places = places(&facts);
        let owed = owed(connection, None)?;
        let dated = dated::near(connection, now)?;
        let holds = holds(connection, now)?;
        let mut others: Vec<i64> = dated.keys().copied().collect();
        others.extend(owed.iter().filter_map(|item| item.contact).map(|id| id.0));
        others.extend(holds.keys().filter_map(|subject| subject.contact()).map(|id| id.0));
        others.extend(fresh(connection, now)?);
        let posts = unread::of_all(connection, now)?;
        others.extend(posts.keys().filter_map(|subject| subject.contact()).map(|id| id.0));
        others.sort_unstable();
        others.dedup();
        let mut met = vec![false; others.len()];
        due(connection, now, |id, brief| {
            // of those whom more than time lists, the brief is at hand here and needs not be looked for
            if let Ok(at) = others.binary_search(&id.0) {
                met[at] = true;
                facts.push(brief::read(id, brief, settings, &places));
            } else {
                plain(id, brief, &places);
            }
        })?;
        let left = others.iter().zip(&met).filter(|(_, met)| !**met).map(|(id, _)| *id);
        facts.extend(contacts(connection, settings, &places, left)?);
        attach(settings, &mut facts, &places, Attached { owed, dated, holds, posts });
        steps(connection, settings, now, &mut facts)?;
        Ok((facts, places))
    }

    /// The score of somebody of whom the brief says everything, made in the room of facts that are done with, and
    /// the rest of the brief.
    pub(super) fn plain_score<'b>(
        &self,
        ranking: &Ranking<'_>,
        over: &mut Facts,
        id: ContactId,
        brief: &'b [u8],
    ) -> (Score, &'b [u8]) {
        let rest = brief::read_numbers(over, id, brief, &self.settings);
        over.one_act_from = one_act_from_stage(over, ranking.today);
        (ranking.score(over), rest)
    }

    /// The facts of somebody of whom the brief says everything.
    pub(super) fn plain(&self, now: &Now, id: ContactId, brief: &[u8], places: &Places) -> Facts {
        let mut facts = Facts::new(Subject::Contact(id), "", "");
        self.plain_over(now, &mut facts, id, brief, places);
        facts
    }

    /// The same in the room of facts that are done with.
    pub(super) fn plain_over(&self, now: &Now, over: &mut Facts, id: ContactId, brief: &[u8], places: &Places) {
        brief::read_over(over, id, brief, &self.settings, places);
        over.one_act_from = one_act_from_stage(over, now.day());
    }

    /// Facts of one subject as those for today have them: none where it is gone or archived. `places` are those of
    /// today.
    pub(super) fn facts_again(&self, now: &Now, subject: Subject, places: &Places) -> Result<Option<Facts>> {
        match subject {
            Subject::Community(id) if !places.contains_key(&id.0) => Ok(None),
            _ => self.facts_by(now, subject, places),
        }
    }

    /// Facts of these people, whether they could be listed today or not, and of every place.
    pub(super) fn facts_among(&self, now: &Now, people: &BTreeSet<i64>) -> Result<Vec<Facts>> {
        let connection = &self.connection;
        let mut facts = communities(connection, &self.settings, now.day(), None)?;
        let places = places(&facts);
        facts.extend(contacts(connection, &self.settings, &places, people.iter().copied())?);
        let (owed, dated) = (owed(connection, None)?, dated::near(connection, now)?);
        let (holds, posts) = (holds(connection, now)?, unread::of_all(connection, now)?);
        attach(&self.settings, &mut facts, &places, Attached { owed, dated, holds, posts });
        steps(connection, &self.settings, now, &mut facts)?;
        Ok(facts)
    }

    /// Facts of everybody and every place that something is owed to.
    pub(super) fn facts_owed(&self, now: &Now) -> Result<Vec<Facts>> {
        let connection = &self.connection;
        let owed = owed(connection, None)?;
        let people: BTreeSet<i64> = owed.iter().filter_map(|item| item.contact).map(|id| id.0).collect();
        let owing: BTreeSet<i64> = owed
            .iter()
            .filter(|item| item.contact.is_none())
            .filter_map(|item| item.community)
            .map(|id| id.0)
            .collect();
        let mut facts = communities(connection, &self.settings, now.day(), None)?;
        let places = places(&facts);
        facts.retain(|facts| facts.subject.community().is_some_and(|id| owing.contains(&id.0)));
        facts.extend(contacts(connection, &self.settings, &places, people.iter().copied())?);
        let holds = holds(connection, now)?;
        // whoever is owed something is listed, whatever else there is: a date only ends what holds them back
        let mut dated = HashMap::new();
        for id in people.iter().filter(|id| holds.contains_key(&Subject::Contact(ContactId(**id)))) {
            dated.extend(dated::of(connection, ContactId(*id))?);
        }
        let posts = unread::of_all(connection, now)?;
        attach(&self.settings, &mut facts, &places, Attached { owed, dated, holds, posts });
        Ok(facts)
    }

    /// Facts of one subject, whether it could be listed or not; none where it is gone.
    pub fn facts_of(&self, now: &Now, subject: Subject) -> Result<Option<Facts>> {
        let places = places(&communities(&self.connection, &self.settings, now.day(), None)?);
        let subject = match subject {
            Subject::Contact(id) => Subject::Contact(self.living(id)?),
            Subject::Community(_) => subject,
        };
        self.facts_by(now, subject, &places)
    }

    fn facts_by(&self, now: &Now, subject: Subject, places: &Places) -> Result<Option<Facts>> {
        let connection = &self.connection;
        let (mut facts, dated) = match subject {
            Subject::Community(id) => (communities(connection, &self.settings, now.day(), Some(id))?, HashMap::new()),
            Subject::Contact(id) => (contacts(connection, &self.settings, places, [id.0])?, dated::of(connection, id)?),
        };
        let (owed, posts) = match facts.first() {
            Some(facts) => (owed(connection, Some(facts.subject))?, unread::of(connection, now, facts.subject)?),
            None => return Ok(None),
        };
        attach(&self.settings, &mut facts, places, Attached { owed, dated, holds: holds(connection, now)?, posts });
        steps(connection, &self.settings, now, &mut facts)?;
        Ok(facts.pop())
    }

    /// Shows who these people are and where you stand with them, one after the other; nothing of what they are owed.
    pub(super) fn look_at_people(&self, ids: &[i64], mut look: impl FnMut(&Facts)) -> Result<()> {
        let mut over = Facts::new(Subject::Contact(ContactId(0)), "", "");
        let places = Places::new();
        briefs(&self.connection, ids.iter().copied(), |id, brief| {
            brief::read_over(&mut over, id, brief, &self.settings, &places);
            look(&over);
        })
    }

    /// The living contact at the end of a chain of merges.
    pub fn living(&self, id: ContactId) -> Result<ContactId> {
        let mut statement = self.connection.prepare_cached("SELECT coalesce(person, id) FROM contact WHERE id = ?1")?;
        let mut rows = statement.query([id.0])?;
        Ok(match rows.next()? {
            Some(row) => ContactId(row.get(0)?),
            None => id,
        })
    }
}

/// Open items of everybody, or of one; those of archived people too, the oldest first.
pub(super) fn owed(connection: &Connection, only: Option<Subject>) -> Result<Vec<Owed>> {
    let person = standing::person("owed.contact");
    let columns = format!(
        "owed.id, owed.sort, {person}, owed.community, owed.text, owed.link, owed.count, owed.remaining,
        owed.since_at, owed.since_day, owed.due, owed.fades_from, owed.closed, owed.act, act.kind"
    );
    let map = |row: &Row<'_>| {
        let since = Instant(row.get(8)?);
        let since_day = standing::day(row, 9)?.unwrap_or(Day::FIRST);
        Ok(Owed {
            id: OwedId(row.get(0)?),
            sort: OwedSort::from_word(row.get_ref(1)?.as_str()?).unwrap_or(OwedSort::Reply),
            contact: row.get::<_, Option<i64>>(2)?.map(ContactId),
            community: row.get::<_, Option<i64>>(3)?.map(CommunityId),
            text: row.get(4)?,
            link: row.get(5)?,
            count: row.get(6)?,
            left: row.get(7)?,
            since,
            since_day,
            due: standing::day(row, 10)?,
            fades_from: standing::day(row, 11)?.unwrap_or(since_day),
            closed: row.get_ref(12)?.as_str_or_null()?.and_then(Closed::from_word),
            act: row.get::<_, Option<i64>>(13)?.map(ActId),
            kind: row.get::<_, Option<String>>(14)?.unwrap_or_default(),
        })
    };
    let (from, bound, id) = match only {
        None => ("owed", "?1 IS NULL", None),
        Some(Subject::Contact(id)) => {
            ("contact JOIN owed ON owed.contact = contact.id", "contact.person = ?1", Some(id.0))
        }
        // of a place the open items are few and its items since ever many
        Some(Subject::Community(id)) => {
            ("owed INDEXED BY owed_open", "owed.community = ?1 AND owed.contact IS NULL", Some(id.0))
        }
    };
    let sql = format!(
        "SELECT {columns} FROM {from} LEFT JOIN act ON act.id = owed.act
         WHERE {bound} AND owed.remaining > 0 ORDER BY owed.since_at, owed.id LIMIT 20000"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([id], map)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What is known of somebody besides where you stand with them.
struct Attached {
    owed: Vec<Owed>,
    dated: HashMap<i64, Vec<Dated>>,
    holds: HashMap<Subject, Hold>,
    posts: HashMap<Subject, Post>,
}

/// Adds what is owed, dated, held and unread.
fn attach(settings: &Settings, facts: &mut [Facts], places: &Places, attached: Attached) {
    let Attached { owed, mut dated, mut holds, mut posts } = attached;
    let mut by_subject: HashMap<Subject, Vec<Owed>> = HashMap::new();
    for item in owed {
        let subject = item.contact.map(Subject::Contact).or(item.community.map(Subject::Community));
        if let Some(subject) = subject {
            by_subject.entry(subject).or_default().push(item);
        }
    }
    for facts in facts {
        facts.owed = by_subject.remove(&facts.subject).unwrap_or_default();
        facts.hold = holds.remove(&facts.subject);
        facts.post = posts.remove(&facts.subject);
        if let Some(id) = facts.subject.contact() {
            facts.dated = dated.remove(&id.0).unwrap_or_default();
            // the place of the oldest open item comes before the one used last
            if let Some(place) = facts.owed.iter().find_map(|item| item.community) {
                facts.place = Some(place);
                if let Some((platform, patience)) = places.get(&place.0) {
                    facts.platform.clone_from(platform);
                    facts.patience = settings.patience(*patience, platform);
                }
            }
        }
    }
}

/// Passes and snoozes that are in force, the newest of each subject.
fn holds(connection: &Connection, now: &Now) -> Result<HashMap<Subject, Hold>> {
    let mut statement = connection.prepare_cached(
        "SELECT contact.person, snooze.community, snooze.pass, snooze.set_at, snooze.until_day FROM snooze
         LEFT JOIN contact ON contact.id = snooze.contact
         WHERE snooze.gone = 0 AND snooze.until_day > ?1 ORDER BY snooze.set_at, snooze.id LIMIT 20000",
    )?;
    let rows = statement.query_map([now.day().to_string()], |row| {
        let subject = match (row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?) {
            (Some(id), _) => Some(Subject::Contact(ContactId(id))),
            (None, id) => id.map(|id| Subject::Community(CommunityId(id))),
        };
        let until = standing::day(row, 4)?;
        Ok(subject.zip(until).map(|(subject, until)| {
            Ok::<_, rusqlite::Error>((subject, Hold { pass: row.get(2)?, set: Instant(row.get(3)?), until }))
        }))
    })?;
    let mut holds = HashMap::new();
    for row in rows {
        if let Some(found) = row? {
            let (subject, hold) = found?;
            holds.insert(subject, hold);
        }
    }
    Ok(holds)
}

/// Adds what the next rung or stage wants, where one act is missing and there was one within thirty days. The counts
/// of the lower rungs lie with the standing and are there already; above them time and balance decide.
fn steps(connection: &Connection, settings: &Settings, now: &Now, facts: &mut [Facts]) -> Result<()> {
    let today = now.day();
    for facts in facts {
        let balance = (ladder::COUNTED..ladder::TOP).contains(&facts.rung);
        match facts.subject {
            Subject::Contact(_) => facts.one_act_from = one_act_from_stage(facts, today),
            Subject::Community(id) if facts.ladder && balance && lately(facts, today) => {
                let next = facts.rung.saturating_add(1);
                let evidence = evidence::ladder_next(connection, id, next, &facts.standing, settings, today, false)?;
                let next = ladder::next(facts.rung, &evidence, &settings.ladder, today);
                facts.one_act_from = next.and_then(|next| next.one_act_from);
            }
            Subject::Community(_) => {}
        }
    }
    Ok(())
}

fn one_act_from_stage(facts: &Facts, today: Day) -> Option<String> {
    let climbs = facts.stage < Stage::Known && lately(facts, today);
    if climbs { stage::one_act_from(facts.stage, &stage::Evidence::of(&facts.standing, today), today) } else { None }
}

/// Whether there was an act, either way, so lately that a next step is spoken of.
fn lately(facts: &Facts, today: Day) -> bool {
    let standing = &facts.standing;
    let last = standing.last_out.map(|last| last.1).max(standing.last_in.map(|last| last.1));
    last.is_some_and(|last| today.since(last) <= stage::FRESH_DAYS)
}
