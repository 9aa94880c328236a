//! Sessions (on screen: blocks): stored from their first second, pauses beside them.

use rusqlite::OptionalExtension;

use super::work::{Work, instant, maybe_number, number, text};
use crate::domain::change::Created;
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::ids::{CommunityId, SessionId};
use crate::domain::session::PlanMinutes;
use crate::domain::time::{Day, Instant};
use crate::store::error::{Result, StoreError};

/// Longest session that can be planned or recorded, in minutes.
const LONGEST: u32 = 24 * 60;
const LONGEST_MS: i64 = LONGEST as i64 * 60_000;

pub(super) fn start(
    work: &mut Work<'_>,
    at: Option<Instant>,
    planned: u32,
    plan: PlanMinutes,
    community: Option<CommunityId>,
) -> Result<String> {
    check_minutes(planned)?;
    let open: Option<i64> = work
        .connection
        .prepare_cached("SELECT id FROM session WHERE gone = 0 AND finished_at IS NULL ORDER BY start_at DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    if open.is_some() {
        return Err(StoreError::Refused("a block is running already: finish it first".to_owned()));
    }
    let at = at.unwrap_or(work.now.at);
    if at > work.now.at {
        return Err(StoreError::Refused("a block cannot begin ahead of now".to_owned()));
    }
    if at < work.now.at {
        if work.now.at.since(at) > LONGEST_MS {
            return Err(StoreError::Refused(
                "a block that runs began within the last 24 hours; one that is over is recorded afterwards".to_owned(),
            ));
        }
        free(work, at, work.now.at)?;
    }
    let id = insert(work, at, planned, None, plan, community)?;
    if at < work.now.at {
        // what was logged since belongs to it
        let acts: Vec<i64> = work
            .connection
            .prepare_cached("SELECT id FROM act WHERE at >= ?1 AND gone = 0 AND session IS NULL")?
            .query_map([at.0], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for act in acts {
            work.update("act", act, &[("session", number(id.0))])?;
        }
    }
    Ok(format!("started a block of {planned} min"))
}

pub(super) fn pause(work: &mut Work<'_>, id: SessionId) -> Result<String> {
    running(work, id)?;
    if open_pause(work, id)?.is_some() {
        return Err(StoreError::Refused("the block is paused already".to_owned()));
    }
    work.insert("pause", &[("session", number(id.0)), ("from_at", instant(work.now.at))])?;
    Ok("paused".to_owned())
}

pub(super) fn resume(work: &mut Work<'_>, id: SessionId) -> Result<String> {
    running(work, id)?;
    let Some(pause) = open_pause(work, id)? else {
        return Err(StoreError::Refused("the block is not paused".to_owned()));
    };
    work.update("pause", pause, &[("to_at", instant(work.now.at))])?;
    Ok("going on".to_owned())
}

pub(super) fn extend(work: &mut Work<'_>, id: SessionId, minutes: u32) -> Result<String> {
    let planned: u32 = work.value("session", id.0, "planned")?;
    check_minutes(planned.saturating_add(minutes))?;
    work.update("session", id.0, &[("planned", number(planned + minutes))])?;
    Ok(format!("{minutes} minutes more"))
}

pub(super) fn cut(work: &mut Work<'_>, id: SessionId, from: Instant, to: Instant) -> Result<String> {
    work.value::<i64>("session", id.0, "id")?;
    if to <= from {
        return Err(StoreError::Refused("a gap ends after it began".to_owned()));
    }
    work.insert("pause", &[("session", number(id.0)), ("from_at", instant(from)), ("to_at", instant(to))])?;
    Ok(format!("took {} minutes out", to.since(from) / 60_000))
}

pub(super) fn finish(work: &mut Work<'_>, id: SessionId, at: Option<Instant>, line: &str) -> Result<String> {
    running(work, id)?;
    let start: i64 = work.value("session", id.0, "start_at")?;
    let at = at.unwrap_or(work.now.at);
    let at = Instant(at.0.max(start));
    if let Some(pause) = open_pause(work, id)? {
        let from: i64 = work.value("pause", pause, "from_at")?;
        work.update("pause", pause, &[("to_at", instant(Instant(at.0.max(from))))])?;
    }
    work.update("session", id.0, &[("finished_at", instant(at)), ("note", text(&clean_line(line, LINE_CHARS)))])?;
    Ok("finished the block".to_owned())
}

pub(super) fn note(work: &mut Work<'_>, id: SessionId, line: &str) -> Result<String> {
    work.update("session", id.0, &[("note", text(&clean_line(line, LINE_CHARS)))])?;
    Ok("noted".to_owned())
}

pub(super) fn add(work: &mut Work<'_>, at: Instant, minutes: u32) -> Result<String> {
    check_minutes(minutes)?;
    let end = at.plus_seconds(i64::from(minutes) * 60);
    if end > work.now.at {
        return Err(StoreError::Refused("a block that is recorded afterwards ends before now".to_owned()));
    }
    free(work, at, end)?;
    insert(work, at, minutes, Some(end), PlanMinutes::default(), None)?;
    Ok(format!("recorded a block of {minutes} min on {}", work.now.day_of(at).long()))
}

/// No minute counts twice: refuses a span that reaches into another block.
fn free(work: &Work<'_>, from: Instant, to: Instant) -> Result<()> {
    let other: Option<(i64, Option<i64>)> = work
        .connection
        .prepare_cached(
            "SELECT start_at, finished_at FROM session
             WHERE gone = 0 AND start_at < ?2 AND coalesce(finished_at, ?3) > ?1 ORDER BY start_at LIMIT 1",
        )?
        .query_row([from.0, to.0, work.now.at.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((start, end)) = other else { return Ok(()) };
    let (start, end) = (Instant(start), Instant(end.unwrap_or(work.now.at.0)));
    Err(StoreError::Refused(format!(
        "that reaches into the block of {}, {} to {}",
        work.now.day_of(start).long(),
        work.now.clock(start),
        work.now.clock(end)
    )))
}

fn insert(
    work: &mut Work<'_>,
    at: Instant,
    planned: u32,
    finished: Option<Instant>,
    plan: PlanMinutes,
    community: Option<CommunityId>,
) -> Result<SessionId> {
    work.place(community)?;
    let offset = work.now.zone.offset(at);
    let day = Day::of(at, offset, work.now.day_start);
    let id = work.insert(
        "session",
        &[
            ("start_at", instant(at)),
            ("offset", number(offset)),
            ("day", text(&day.to_string())),
            ("planned", number(planned)),
            ("finished_at", maybe_number(finished.map(|at| at.0))),
            ("community", maybe_number(community.map(|id| id.0))),
            ("plan_owed", number(plan.owed)),
            ("plan_communities", number(plan.communities)),
            ("plan_people", number(plan.people)),
            ("plan_reading", number(plan.reading)),
        ],
    )?;
    work.made(Created::Session(SessionId(id)));
    Ok(SessionId(id))
}

fn running(work: &Work<'_>, id: SessionId) -> Result<()> {
    match work.value::<Option<i64>>("session", id.0, "finished_at")? {
        None => Ok(()),
        Some(_) => Err(StoreError::Refused("that block is finished already".to_owned())),
    }
}

fn open_pause(work: &Work<'_>, id: SessionId) -> Result<Option<i64>> {
    Ok(work
        .connection
        .prepare_cached("SELECT id FROM pause WHERE session = ?1 AND gone = 0 AND to_at IS NULL LIMIT 1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?)
}

fn check_minutes(minutes: u32) -> Result<()> {
    if (1..=LONGEST).contains(&minutes) {
        Ok(())
    } else {
        Err(StoreError::Refused(format!("a block lasts 1 minute to 24 hours, not {minutes} minutes")))
    }
}
