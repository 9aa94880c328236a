//! The evidence of rungs, from indexed reads of one community's acts.
//!
//! Must not decide what is earned.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use rusqlite::{Connection, params};

use super::error::Result;
use super::reader;
use crate::domain::community::{RungStep, StepHow};
use crate::domain::ids::CommunityId;
use crate::domain::kind::{Direction, Leaning};
use crate::domain::ladder;
use crate::domain::settings::{LadderSettings, Settings};
use crate::domain::standing::Standing;
use crate::domain::time::Day;

/// Days that *about others* of a community looks back.
const BALANCE_DAYS: i64 = 90;
/// Acts of each kind that are read at least: far above every threshold, or twice it where one was set higher.
const LATELY: i64 = 60;
/// Acts of each kind in which the days or people that a rung wants are looked for.
const DECIDING: i64 = 2_000;

/// The evidence of a community's whole ladder: of each rung enough to say that it was climbed, and of `next` so much
/// that it decides. A card costs the same however long the history is.
pub(super) fn ladder(
    connection: &Connection,
    id: CommunityId,
    next: u8,
    standing: &Standing,
    settings: &Settings,
    today: Day,
) -> Result<ladder::Evidence> {
    evidence(
        connection,
        id,
        standing,
        settings,
        today,
        &Reading { rungs: 1..=ladder::TOP, deciding: Some(next), enough: false },
    )
}

/// What the rung `next` alone asks for, from the newest acts of each kind: enough to say whether one act is missing,
/// at the same cost however long the history is. `deciding` reads so many more that it says whether the rung is
/// earned, as the review asks once a week.
pub(super) fn ladder_next(
    connection: &Connection,
    id: CommunityId,
    next: u8,
    standing: &Standing,
    settings: &Settings,
    today: Day,
    deciding: bool,
) -> Result<ladder::Evidence> {
    let reading = Reading { rungs: next..=next, deciding: deciding.then_some(next), enough: false };
    evidence(connection, id, standing, settings, today, &reading)
}

/// The counts of a rung that is earned by counts alone, as text: kept with the standing, so that the list of today
/// need not count. The same bounds as in [`ladder_next`].
pub(super) fn counted(connection: &Connection, id: CommunityId, rung: u8, settings: &Settings) -> Result<String> {
    let mut evidence = ladder::Evidence::default();
    let reading = Reading { rungs: rung..=rung, deciding: None, enough: true };
    counts(connection, id, settings, &reading, &mut evidence)?;
    let last = evidence.last_listened.map_or_else(|| "-".to_owned(), |day| day.to_string());
    Ok(format!(
        "{} {last} {} {} {} {} {}",
        evidence.listened_days,
        u8::from(evidence.rules_noted),
        evidence.provide,
        evidence.engage,
        evidence.engage_people,
        evidence.promote
    ))
}

/// The evidence that [`counted`] wrote.
pub(super) fn from_counted(text: &str, standing: &Standing) -> Option<ladder::Evidence> {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let [listened, last, rules, provide, engage, people, promote] = words.as_slice() else { return None };
    Some(ladder::Evidence {
        listened_days: listened.parse().ok()?,
        last_listened: last.parse().ok(),
        rules_noted: *rules == "1",
        provide: provide.parse().ok()?,
        engage: engage.parse().ok()?,
        engage_people: people.parse().ok()?,
        promote: promote.parse().ok()?,
        last_act_day: last_act_day(standing),
        ..ladder::Evidence::default()
    })
}

fn last_act_day(standing: &Standing) -> Option<Day> {
    standing.last_out.map(|last| last.1).max(standing.last_in.map(|last| last.1))
}

/// What is read of a ladder.
struct Reading {
    /// The evidence of these rungs; that of the others stays empty.
    rungs: RangeInclusive<u8>,
    /// The rung of which so many acts are read that they decide.
    deciding: Option<u8>,
    /// Whether it is enough to know that there are as many as a rung wants.
    enough: bool,
}

impl Reading {
    /// So many acts of a kind of `rung` are read at most.
    fn most(&self, rung: u8, settings: &LadderSettings) -> i64 {
        let highest = settings.listen_days.max(settings.provide).max(settings.engage).max(settings.promote);
        let lately = LATELY.max(2 * i64::from(highest));
        if self.deciding == Some(rung) { lately.max(DECIDING) } else { lately }
    }
}

fn evidence(
    connection: &Connection,
    id: CommunityId,
    standing: &Standing,
    settings: &Settings,
    today: Day,
    reading: &Reading,
) -> Result<ladder::Evidence> {
    let mut evidence = ladder::Evidence { last_act_day: last_act_day(standing), ..ladder::Evidence::default() };
    counts(connection, id, settings, reading, &mut evidence)?;
    if reading.rungs.contains(&6) {
        evidence.about_others = about_others(connection, id, settings, today)?;
    }
    if *reading.rungs.end() >= 6 {
        let steps = steps(connection, id)?;
        evidence.days_on_five = ladder::days_on(&steps, 5, today);
        evidence.days_on_six = ladder::days_on(&steps, 6, today);
    }
    evidence.asks_in_last_ten = standing
        .last_kinds
        .iter()
        .take(10)
        .filter(|kind| settings.kinds.get(Direction::Out, kind).leaning == Leaning::Ask)
        .count() as u32;
    Ok(evidence)
}

/// Every step taken in a community, oldest first.
pub(super) fn steps(connection: &Connection, id: CommunityId) -> Result<Vec<RungStep>> {
    let mut statement = connection
        .prepare_cached("SELECT rung, day, how FROM rung_step WHERE community = ?1 AND gone = 0 ORDER BY id")?;
    let rows = statement.query_map([id.0], |row| {
        Ok(RungStep {
            rung: row.get(0)?,
            day: reader::day(row, 1)?.unwrap_or(Day::FIRST),
            how: StepHow::from_word(row.get_ref(2)?.as_str()?).unwrap_or(StepHow::Said),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Counts by kind, and with how many different people.
fn counts(
    connection: &Connection,
    id: CommunityId,
    settings: &Settings,
    reading: &Reading,
    evidence: &mut ladder::Evidence,
) -> Result<()> {
    let mut newest = connection.prepare_cached(
        "SELECT contact, day, CASE WHEN first IS NULL THEN count ELSE 0 END FROM act
         WHERE community = ?1 AND direction = 'out' AND kind = ?2 AND gone = 0 ORDER BY at DESC LIMIT ?3",
    )?;
    let mut met = People::default();
    let asked = |rung: u8| (1..=5).contains(&rung) && reading.rungs.contains(&rung);
    let wanted = &settings.ladder;
    for kind in settings.kinds.all(Direction::Out).filter(|kind| asked(kind.rung)) {
        let mut days: BTreeSet<Day> = BTreeSet::new();
        let mut count: u32 = 0;
        let mut rows = newest.query(params![id.0, kind.id, reading.most(kind.rung, wanted)])?;
        while let Some(row) = rows.next()? {
            let day = reader::day(row, 1)?.unwrap_or(Day::FIRST);
            count = count.saturating_add(row.get(2)?);
            days.insert(day);
            if kind.rung == 4 {
                met.meet(connection, row.get(0)?, day)?;
                // beyond what the rung wants only the card counts on
                let engaged = evidence.engage.saturating_add(count);
                if reading.enough && engaged >= wanted.engage && met.count() >= wanted.engage_people {
                    break;
                }
            }
        }
        match kind.rung {
            1 => {
                evidence.listened_days += days.len() as u32;
                evidence.last_listened = evidence.last_listened.max(days.last().copied());
            }
            2 => evidence.rules_noted |= !days.is_empty(),
            3 => evidence.provide += count,
            4 => evidence.engage += count,
            _ => evidence.promote += count,
        }
    }
    evidence.engage_people = met.count();
    if reading.rungs.contains(&2) {
        let mut statement = connection.prepare_cached("SELECT rules FROM community WHERE id = ?1")?;
        let text: String = statement.query_row([id.0], |row| row.get(0))?;
        evidence.rules_noted |= !text.trim().is_empty();
    }
    Ok(())
}

/// Who was met in a community: each person once, however often they were merged, and the strangers of a day as one.
#[derive(Default)]
struct People {
    contacts: BTreeSet<i64>,
    persons: BTreeSet<i64>,
    strangers: BTreeSet<Day>,
}

impl People {
    fn meet(&mut self, connection: &Connection, contact: Option<i64>, day: Day) -> Result<()> {
        let Some(contact) = contact else {
            self.strangers.insert(day);
            return Ok(());
        };
        if self.contacts.insert(contact) {
            let mut statement = connection.prepare_cached("SELECT coalesce(person, id) FROM contact WHERE id = ?1")?;
            self.persons.insert(statement.query_row([contact], |row| row.get(0))?);
        }
        Ok(())
    }

    fn count(&self) -> u32 {
        (self.persons.len() + self.strangers.len()) as u32
    }
}

/// Acts there in 90 days that point at others, and all that point at anybody.
fn about_others(connection: &Connection, id: CommunityId, settings: &Settings, today: Day) -> Result<(u32, u32)> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, sum(count) FROM act WHERE community = ?1 AND direction = 'out' AND gone = 0 AND first IS NULL
         AND at >= ?2 AND day > ?3 GROUP BY kind",
    )?;
    let from = today.plus(-BALANCE_DAYS);
    let bound = from.plus(-1).date().and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
    let mut rows = statement.query(params![id.0, bound, from.to_string()])?;
    let (mut others, mut all) = (0, 0);
    while let Some(row) = rows.next()? {
        let kind = settings.kinds.get(Direction::Out, &row.get::<_, String>(0)?);
        let count: u32 = row.get(1)?;
        if kind.points {
            others += count;
        }
        if kind.points || matches!(kind.leaning, Leaning::Own | Leaning::Ask) {
            all += count;
        }
    }
    Ok((others, all))
}
