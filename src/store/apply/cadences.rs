//! Commitments, planned blocks, rests and the closing of a review.

use super::work::{Work, instant, maybe_number, maybe_text, number, text};
use crate::domain::change::Created;
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::commitment::{CommitmentSpec, RestDays, Rule};
use crate::domain::commitment_words::{parse, print};
use crate::domain::ids::{CommitmentId, CommunityId, PlannedId, RestId};
use crate::domain::time::{Day, Week, Weekday};
use crate::store::error::{Result, StoreError};
use chrono::NaiveTime;

pub(super) fn commit(work: &mut Work<'_>, spec: &CommitmentSpec) -> Result<String> {
    let words = print(spec);
    if exists(work, "SELECT 1 FROM commitment WHERE gone = 0 AND until_day IS NULL AND spec = ?1", &[&words])? {
        return Err(StoreError::Refused(format!("\"{words}\" is committed to already")));
    }
    let id = work.insert("commitment", &[("spec", text(&words)), ("from_day", text(&work.now.day().to_string()))])?;
    work.made(Created::Commitment(CommitmentId(id)));
    Ok(words)
}

/// The new terms begin with the next period, so that what is past keeps its own.
pub(super) fn change(work: &mut Work<'_>, id: CommitmentId, spec: &CommitmentSpec) -> Result<String> {
    if work.value::<Option<String>>("commitment", id.0, "until_day")?.is_some() {
        return Err(StoreError::Refused("that commitment has ended: make a new one".to_owned()));
    }
    let former: String = work.value("commitment", id.0, "spec")?;
    let words = print(spec);
    if former == words {
        return Ok(words);
    }
    let from: Day = day(&work.value::<String>("commitment", id.0, "from_day")?);
    let start = next_period(work, &former).max(from);
    let line: Option<i64> = work.value("commitment", id.0, "line")?;
    if start == from {
        // it has not begun, or began today: its terms are simply others
        work.update("commitment", id.0, &[("spec", text(&words))])?;
        return Ok(words);
    }
    work.update("commitment", id.0, &[("until_day", text(&start.plus(-1).to_string()))])?;
    let new = work.insert(
        "commitment",
        &[
            ("spec", text(&words)),
            ("from_day", text(&start.to_string())),
            ("line", maybe_number(Some(line.unwrap_or(id.0)))),
        ],
    )?;
    work.made(Created::Commitment(CommitmentId(new)));
    Ok(format!("{words}, from {}", start.long()))
}

pub(super) fn end(work: &mut Work<'_>, id: CommitmentId) -> Result<String> {
    let words: String = work.value("commitment", id.0, "spec")?;
    if work.value::<Option<String>>("commitment", id.0, "until_day")?.is_some() {
        return Err(StoreError::Refused("that commitment has ended already".to_owned()));
    }
    let from: Day = day(&work.value::<String>("commitment", id.0, "from_day")?);
    let yesterday = work.now.day().plus(-1);
    if from > yesterday {
        work.remove("commitment", id.0)?;
    } else {
        work.update("commitment", id.0, &[("until_day", text(&yesterday.to_string()))])?;
    }
    Ok(format!("ended: {words}"))
}

pub(super) fn plan(
    work: &mut Work<'_>,
    days: &[Weekday],
    time: NaiveTime,
    minutes: u32,
    label: &str,
    community: Option<CommunityId>,
) -> Result<String> {
    if days.is_empty() {
        return Err(StoreError::Refused("a planned block needs a weekday".to_owned()));
    }
    if !(1..=24 * 60).contains(&minutes) {
        return Err(StoreError::Refused(format!("a block lasts 1 minute to 24 hours, not {minutes} minutes")));
    }
    work.place(community)?;
    let mut digits: Vec<String> = days.iter().map(|day| day.number_from_monday().to_string()).collect();
    digits.sort();
    digits.dedup();
    let at = time.format("%H:%M").to_string();
    for (day, digit) in days.iter().map(|day| (day, day.number_from_monday().to_string())) {
        let sql =
            "SELECT 1 FROM planned_block WHERE gone = 0 AND until_day IS NULL AND time = ?1 AND instr(days, ?2) > 0";
        if exists(work, sql, &[&at, &digit])? {
            return Err(StoreError::Refused(format!("a block is planned for {day} {at} already")));
        }
    }
    let id = work.insert(
        "planned_block",
        &[
            ("days", text(&digits.concat())),
            ("time", text(&at)),
            ("minutes", number(minutes)),
            ("label", text(&clean_line(label, LINE_CHARS))),
            ("community", maybe_number(community.map(|id| id.0))),
            ("from_day", text(&work.now.day().to_string())),
        ],
    )?;
    work.made(Created::Planned(PlannedId(id)));
    let names: Vec<String> = days.iter().map(ToString::to_string).collect();
    Ok(format!("planned: {} {at}, {minutes} min", names.join(" ")))
}

pub(super) fn unplan(work: &mut Work<'_>, id: PlannedId) -> Result<String> {
    end_from_today(work, "planned_block", id.0, "until_day")?;
    Ok("ended the planned block".to_owned())
}

pub(super) fn rest(work: &mut Work<'_>, days: RestDays, label: &str) -> Result<String> {
    let (weekday, from, to) = match days {
        RestDays::Dates { from, to } if to < from => {
            return Err(StoreError::Refused(format!(
                "{} is before {}: a rest ends after it begins",
                to.long(),
                from.long()
            )));
        }
        RestDays::Dates { from, to } => (None, from, Some(to)),
        RestDays::Weekday { weekday, from, until } => (Some(weekday), from, until),
    };
    let id = work.insert(
        "rest",
        &[
            ("weekday", maybe_number(weekday.map(|day| day.number_from_monday()))),
            ("from_day", text(&from.to_string())),
            ("to_day", maybe_text(to)),
            ("label", text(&clean_line(label, LINE_CHARS))),
        ],
    )?;
    work.made(Created::Rest(RestId(id)));
    Ok(match (weekday, to) {
        (Some(weekday), _) => format!("{weekday} off from {}", from.long()),
        (None, Some(to)) if to != from => format!("rest from {} to {}", from.long(), to.long()),
        _ => format!("rest on {}", from.long()),
    })
}

/// Ends a weekday off today; a dated rest that has begun ends yesterday, one ahead is taken back.
pub(super) fn unrest(work: &mut Work<'_>, id: RestId) -> Result<String> {
    end_from_today(work, "rest", id.0, "to_day")?;
    Ok("ended the rest".to_owned())
}

pub(super) fn close_review(work: &mut Work<'_>, week: Week, [well, hindered, line]: [&str; 3]) -> Result<String> {
    let first = week.first.to_string();
    work.insert_natural(
        "review",
        &["review", &first],
        &[
            ("week", text(&first)),
            ("well", text(&clean_line(well, LINE_CHARS))),
            ("hindered", text(&clean_line(hindered, LINE_CHARS))),
            ("line", text(&clean_line(line, LINE_CHARS))),
            ("closed_at", instant(work.now.at)),
            ("closed_day", text(&work.now.day().to_string())),
        ],
    )?;
    Ok(format!("closed the review of week {}", week.number().1))
}

/// Whether a query finds anything.
fn exists(work: &Work<'_>, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<bool> {
    Ok(work.connection.prepare_cached(sql)?.exists(values)?)
}

/// What began before today ends yesterday; what has not is taken back.
fn end_from_today(work: &Work<'_>, table: &str, id: i64, column: &str) -> Result<()> {
    let yesterday = work.now.day().plus(-1);
    let from: Day = day(&work.value::<String>(table, id, "from_day")?);
    if from > yesterday {
        return work.remove(table, id);
    }
    let until: Option<String> = work.value(table, id, column)?;
    if until.is_some_and(|until| day(&until) <= yesterday) {
        return Err(StoreError::Refused("that has ended already".to_owned()));
    }
    work.update(table, id, &[(column, text(&yesterday.to_string()))])
}

/// The first day of the period after the running one.
fn next_period(work: &Work<'_>, former: &str) -> Day {
    let today = work.now.day();
    match parse(former, work.settings).map(|spec| spec.rule) {
        Ok(Rule::Weekly(_)) => today.week_start(work.settings.week_start).plus(7),
        Ok(Rule::Monthly(_)) => today.next_month(),
        _ => today.plus(1),
    }
}

/// A stored day; they are written by us alone.
fn day(text: &str) -> Day {
    text.parse().unwrap_or(Day::FIRST)
}
