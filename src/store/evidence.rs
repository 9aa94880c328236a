//! The evidence of rungs and stages, from indexed reads of one subject's acts.
//!
//! Must not decide what is earned.

use rusqlite::{Connection, params};

use super::error::Result;
use super::standing;
use crate::domain::community::{RungStep, StepHow};
use crate::domain::ids::{CommunityId, ContactId};
use crate::domain::kind::{Direction, Leaning};
use crate::domain::settings::Settings;
use crate::domain::standing::Standing;
use crate::domain::time::Day;
use crate::domain::{ladder, stage};

/// Days that *about others* of a community looks back.
const BALANCE_DAYS: i64 = 90;

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
    Ok(stage::Evidence {
        you: standing.last_out.is_some(),
        they: standing.last_in.is_some(),
        days: standing.days,
        recent_days: recent,
        met: standing.met,
        last_act_day: standing.last_out.map(|last| last.1).max(standing.last_in.map(|last| last.1)),
    })
}

/// The evidence of a community's ladder.
pub(super) fn ladder(
    connection: &Connection,
    id: CommunityId,
    standing: &Standing,
    settings: &Settings,
    today: Day,
) -> Result<ladder::Evidence> {
    let mut evidence = ladder::Evidence {
        last_act_day: standing.last_out.map(|last| last.1).max(standing.last_in.map(|last| last.1)),
        ..ladder::Evidence::default()
    };
    counts(connection, id, settings, &mut evidence)?;
    let text: String =
        connection.prepare_cached("SELECT rules FROM community WHERE id = ?1")?.query_row([id.0], |row| row.get(0))?;
    evidence.rules_noted |= !text.trim().is_empty();
    evidence.about_others = about_others(connection, id, settings, today)?;
    let steps = steps(connection, id)?;
    evidence.days_on_five = ladder::days_on(&steps, 5, today);
    evidence.days_on_six = ladder::days_on(&steps, 6, today);
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

/// Counts by kind since ever, and with how many different people.
fn counts(
    connection: &Connection,
    id: CommunityId,
    settings: &Settings,
    evidence: &mut ladder::Evidence,
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, sum(CASE WHEN first IS NULL THEN count ELSE 0 END), count(DISTINCT day), max(day) FROM act
         WHERE community = ?1 AND direction = 'out' AND gone = 0 GROUP BY kind",
    )?;
    let mut rows = statement.query([id.0])?;
    let mut engaging: Vec<String> = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = settings.kinds.get(Direction::Out, &row.get::<_, String>(0)?);
        let count: u32 = row.get(1)?;
        match kind.rung {
            1 => {
                evidence.listened_days += row.get::<_, u32>(2)?;
                evidence.last_listened = evidence.last_listened.max(standing::day(row, 3)?);
            }
            2 => evidence.rules_noted = true,
            3 => evidence.provide += count,
            4 => {
                evidence.engage += count;
                engaging.push(format!("'{}'", kind.id));
            }
            5 => evidence.promote += count,
            _ => {}
        }
    }
    if engaging.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT count(DISTINCT coalesce('c' || contact.person, 'd' || act.day)) FROM act
         LEFT JOIN contact ON contact.id = act.contact
         WHERE act.community = ?1 AND act.direction = 'out' AND act.gone = 0 AND act.kind IN ({})",
        engaging.join(", ")
    );
    evidence.engage_people = connection.prepare_cached(&sql)?.query_row([id.0], |row| row.get(0))?;
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
