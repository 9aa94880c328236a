//! The evidence of rungs and stages, from indexed reads of one subject's acts.
//!
//! Must not decide what is earned.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use rusqlite::{Connection, params};

use super::error::Result;
use super::standing;
use crate::domain::community::{RungStep, StepHow};
use crate::domain::ids::{CommunityId, ContactId};
use crate::domain::kind::{Direction, Leaning};
use crate::domain::settings::{LadderSettings, Settings};
use crate::domain::standing::Standing;
use crate::domain::time::Day;
use crate::domain::{ladder, stage};

/// Days that *about others* of a community looks back.
const BALANCE_DAYS: i64 = 90;
/// Acts of each kind that are read at least: far above every threshold, or twice it where one was set higher.
const LATELY: i64 = 60;
/// Acts of each kind in which the days or people that a rung wants are looked for.
const DECIDING: i64 = 2_000;

/// The most that the evidence of a contact's stages can be: as if every day were a recent one.
pub(super) fn stage_at_most(standing: &Standing) -> stage::Evidence {
    stage::Evidence {
        you: standing.last_out.is_some(),
        they: standing.last_in.is_some(),
        days: standing.days,
        recent_days: standing.days,
        met: standing.met,
        last_act_day: standing.last_out.map(|last| last.1).max(standing.last_in.map(|last| last.1)),
    }
}

/// The evidence of a contact's stages.
pub(super) fn stage(
    connection: &Connection,
    id: ContactId,
    standing: &Standing,
    today: Day,
) -> Result<stage::Evidence> {
    let mut statement = connection.prepare_cached(
        "SELECT count(DISTINCT act.day) FROM contact JOIN act ON act.contact = contact.id AND act.gone = 0
         WHERE contact.person = ?1 AND act.direction IN ('out', 'in') AND act.at >= ?2 AND act.day > ?3",
    )?;
    let from = today.plus(-60);
    // a day earlier for zones: the day decides, the instant only bounds the read
    let bound = from.plus(-1).0.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
    let recent: u32 = statement.query_row(params![id.0, bound, from.to_string()], |row| row.get(0))?;
    Ok(stage::Evidence { recent_days: recent, ..stage_at_most(standing) })
}

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
    evidence(connection, id, standing, settings, today, &Reading { rungs: 1..=ladder::TOP, deciding: Some(next) })
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
    let reading = Reading { rungs: next..=next, deciding: deciding.then_some(next) };
    evidence(connection, id, standing, settings, today, &reading)
}

/// What is read of a ladder.
struct Reading {
    /// The evidence of these rungs; that of the others stays empty.
    rungs: RangeInclusive<u8>,
    /// The rung of which so many acts are read that they decide.
    deciding: Option<u8>,
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
    let mut evidence = ladder::Evidence {
        last_act_day: standing.last_out.map(|last| last.1).max(standing.last_in.map(|last| last.1)),
        ..ladder::Evidence::default()
    };
    counts(connection, id, settings, reading, &mut evidence)?;
    if reading.rungs.contains(&2) {
        let mut statement = connection.prepare_cached("SELECT rules FROM community WHERE id = ?1")?;
        let text: String = statement.query_row([id.0], |row| row.get(0))?;
        evidence.rules_noted |= !text.trim().is_empty();
    }
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
            day: standing::day(row, 1)?.unwrap_or(Day(chrono::NaiveDate::MIN)),
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
    let mut counted = connection.prepare_cached(
        "SELECT coalesce(sum(CASE WHEN first IS NULL THEN count ELSE 0 END), 0), count(DISTINCT day), max(day) FROM (
            SELECT first, count, day FROM act WHERE community = ?1 AND direction = 'out' AND kind = ?2 AND gone = 0
            ORDER BY at DESC LIMIT ?3)",
    )?;
    let mut with = connection.prepare_cached(
        "SELECT DISTINCT coalesce('c' || contact.person, 'd' || act.day) FROM (
            SELECT contact, day FROM act WHERE community = ?1 AND direction = 'out' AND kind = ?2 AND gone = 0
            ORDER BY at DESC LIMIT ?3) AS act
         LEFT JOIN contact ON contact.id = act.contact",
    )?;
    let mut people: BTreeSet<String> = BTreeSet::new();
    let asked = |rung: u8| (1..=5).contains(&rung) && reading.rungs.contains(&rung);
    for kind in settings.kinds.all(Direction::Out).filter(|kind| asked(kind.rung)) {
        let bound = params![id.0, kind.id, reading.most(kind.rung, &settings.ladder)];
        let (count, days, last): (u32, u32, Option<Day>) =
            counted.query_row(bound, |row| Ok((row.get(0)?, row.get(1)?, standing::day(row, 2)?)))?;
        match kind.rung {
            1 => {
                evidence.listened_days += days;
                evidence.last_listened = evidence.last_listened.max(last);
            }
            2 => evidence.rules_noted |= days > 0,
            3 => evidence.provide += count,
            4 => {
                evidence.engage += count;
                let rows = with.query_map(bound, |row| row.get(0))?;
                people.extend(rows.collect::<rusqlite::Result<Vec<String>>>()?);
            }
            _ => evidence.promote += count,
        }
    }
    evidence.engage_people = people.len() as u32;
    Ok(())
}

/// Acts there in 90 days that point at others, and all that point at anybody.
fn about_others(connection: &Connection, id: CommunityId, settings: &Settings, today: Day) -> Result<(u32, u32)> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, sum(count) FROM act WHERE community = ?1 AND direction = 'out' AND gone = 0 AND first IS NULL
         AND at >= ?2 AND day > ?3 GROUP BY kind",
    )?;
    let from = today.plus(-BALANCE_DAYS);
    let bound = from.plus(-1).0.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
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
