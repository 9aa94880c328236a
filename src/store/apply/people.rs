//! Contacts: adding, filling in, tier, stage, dates and steps, merging.

use super::attached::{add_handles, replace_words};
use super::work::{Set, Work, instant, maybe_number, maybe_text, number, text};
use crate::domain::change::Created;
use crate::domain::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text};
use crate::domain::community::StepHow;
use crate::domain::contact::{ContactFields, DatedSort, NewHandle, Stage, Tier};
use crate::domain::ids::{ContactId, DatedId, Subject};
use crate::domain::link::mail;
use crate::domain::time::Day;
use crate::store::error::{Result, StoreError};
use crate::store::settle;
use rusqlite::OptionalExtension;
use rusqlite::types::Value;

pub(super) fn add(work: &mut Work<'_>, fields: &ContactFields, handles: &[NewHandle]) -> Result<String> {
    checked(&fields.mail)?;
    let mut sets = columns(fields)?;
    sets.push(("added_at", instant(work.now.at)));
    if cadence(work, fields).is_some() {
        sets.push(("cadence_day", text(&work.now.day().to_string())));
    }
    let id = ContactId(work.insert("contact", &sets)?);
    work.made(Created::Contact(id));
    // a new row is its own person; merges are worked out before the commit
    work.connection.prepare_cached("UPDATE contact SET person = id WHERE id = ?1")?.execute([id.0])?;
    details(work, id, fields)?;
    add_handles(work, Subject::Contact(id), handles)?;
    if let Some(stage) = fields.stage {
        note_stage(work, id, stage, StepHow::Said)?;
    }
    Ok(format!("added {}", clean_line(&fields.name, LINE_CHARS)))
}

pub(super) fn save(work: &mut Work<'_>, id: ContactId, fields: &ContactFields) -> Result<String> {
    let id = work.person(id)?;
    // what a file brought in stays as it is
    if work.value::<String>("contact", id.0, "mail")? != fields.mail {
        checked(&fields.mail)?;
    }
    let mut sets = columns(fields)?;
    let former = stored_cadence(work, id)?;
    let chosen = cadence(work, fields);
    if former != chosen {
        sets.push(("cadence_day", maybe_text(chosen.map(|_| work.now.day()))));
    }
    let stage: Option<String> = work.value("contact", id.0, "stage")?;
    work.update("contact", id.0, &sets)?;
    details(work, id, fields)?;
    if let Some(chosen) = fields.stage
        && stage.as_deref() != Some(chosen.word())
    {
        note_stage(work, id, chosen, StepHow::Said)?;
    }
    Ok(format!("changed {}", clean_line(&fields.name, LINE_CHARS)))
}

/// A mail address is one, or nothing.
fn checked(address: &str) -> Result<()> {
    let address = clean_line(address, LINE_CHARS);
    if address.is_empty() || mail(&address).is_some() {
        return Ok(());
    }
    Err(StoreError::Refused(format!("\"{address}\" is no mail address")))
}

pub(super) fn set_tier(work: &mut Work<'_>, id: ContactId, tier: Option<Tier>) -> Result<String> {
    let id = work.person(id)?;
    let former = stored_cadence(work, id)?;
    work.update("contact", id.0, &[("tier", maybe_text(tier))])?;
    follow_cadence(work, id, former)?;
    let name = work.name(Subject::Contact(id))?;
    Ok(match tier {
        Some(tier) => format!("{name}: {tier}"),
        None => format!("{name}: no tier"),
    })
}

/// Sets an own cadence; `None` takes every cadence away until one is chosen: the tier stays, the
/// style becomes triggered.
pub(super) fn set_cadence(work: &mut Work<'_>, id: ContactId, days: Option<u32>) -> Result<()> {
    let id = work.person(id)?;
    let former = stored_cadence(work, id)?;
    let style: Option<String> = work.value("contact", id.0, "style")?;
    let mut sets = vec![("cadence", maybe_number(days))];
    match (days, style.as_deref()) {
        (None, Some("rhythm") | None) => sets.push(("style", text("triggered"))),
        (Some(_), Some("triggered" | "ambient")) => sets.push(("style", text("rhythm"))),
        _ => {}
    }
    work.update("contact", id.0, &sets)?;
    follow_cadence(work, id, former)
}

pub(super) fn set_stage(work: &mut Work<'_>, id: ContactId, stage: Stage, how: StepHow) -> Result<String> {
    let id = work.person(id)?;
    work.update("contact", id.0, &[("stage", text(stage.word()))])?;
    note_stage(work, id, stage, how)?;
    Ok(format!("{}: {stage}", work.name(Subject::Contact(id))?))
}

pub(super) fn add_dated(
    work: &mut Work<'_>,
    contact: ContactId,
    sort: DatedSort,
    what: &str,
    day: &str,
) -> Result<String> {
    let contact = work.person(contact)?;
    if !is_day(day, sort != DatedSort::Step) {
        return Err(StoreError::Refused(format!(
            "\"{day}\" is no day: write it like 2026-09-22, or --09-22 for every year"
        )));
    }
    let what = clean_line(what, LINE_CHARS);
    if sort == DatedSort::Step && what.is_empty() {
        return Err(StoreError::Refused("say what the next step is".to_owned()));
    }
    let id = work.insert(
        "dated",
        &[
            ("contact", number(contact.0)),
            ("sort", text(sort.word())),
            ("text", text(&what)),
            ("day", text(day)),
            ("set_at", instant(work.now.at)),
        ],
    )?;
    work.made(Created::Dated(DatedId(id)));
    let name = work.name(Subject::Contact(contact))?;
    // a date that comes every year may have no year
    let when = day.parse::<Day>().map_or_else(|_| day.to_owned(), Day::long);
    Ok(if what.is_empty() { format!("{name}: {sort}, {when}") } else { format!("{name}: {what}, {when}") })
}

pub(super) fn step_done(work: &mut Work<'_>, id: DatedId) -> Result<String> {
    let what: String = work.value("dated", id.0, "text")?;
    work.update("dated", id.0, &[("done_at", instant(work.now.at))])?;
    Ok(format!("done: {what}"))
}

pub(super) fn remove_dated(work: &mut Work<'_>, id: DatedId) -> Result<String> {
    let what: String = work.value("dated", id.0, "text")?;
    work.remove("dated", id.0)?;
    Ok(format!("removed: {}", if what.is_empty() { "a date" } else { &what }))
}

/// One contact is another: only `merged_into` is written, and what the living one lacks is filled in.
pub(super) fn merge(work: &mut Work<'_>, gone: ContactId, into: ContactId) -> Result<String> {
    let (gone, into) = (work.person(gone)?, work.person(into)?);
    if gone == into {
        return Err(StoreError::Refused("both are the same contact already".to_owned()));
    }
    let (gone_name, into_name) = (work.name(Subject::Contact(gone))?, work.name(Subject::Contact(into))?);
    for column in ["why", "offer", "hope", "organisation", "town", "mail", "notes"] {
        let (theirs, ours): (String, String) =
            (work.value("contact", gone.0, column)?, work.value("contact", into.0, column)?);
        if ours.is_empty() && !theirs.is_empty() {
            work.update("contact", into.0, &[(column, text(&theirs))])?;
        }
    }
    let own_tier: Option<String> = work.value("contact", into.0, "tier")?;
    if own_tier.is_none() {
        for column in ["tier", "cadence", "cadence_day", "style"] {
            let theirs: Value = work.value("contact", gone.0, column)?;
            work.update("contact", into.0, &[(column, theirs)])?;
        }
    }
    for column in ["stage", "reach"] {
        let (theirs, ours): (Option<String>, Option<String>) =
            (work.value("contact", gone.0, column)?, work.value("contact", into.0, column)?);
        if ours.is_none() && theirs.is_some() {
            work.update("contact", into.0, &[(column, maybe_text(theirs))])?;
        }
    }
    work.update("contact", gone.0, &[("merged_into", number(into.0))])?;
    settle::after_merge(work, gone, into)?;
    Ok(format!("merged {gone_name} into {into_name}"))
}

/// Two contacts are two people, however alike they look: said once for each pair, on any machine.
pub(super) fn apart(work: &mut Work<'_>, one: ContactId, other: ContactId) -> Result<String> {
    let (one, other) = (work.person(one)?, work.person(other)?);
    if one == other {
        return Err(StoreError::Refused("that is one contact, not two".to_owned()));
    }
    let uid = |id: ContactId| -> Result<String> { work.value("contact", id.0, "uid") };
    let mut pair = [(uid(one)?, one), (uid(other)?, other)];
    pair.sort();
    let [(first_uid, first), (second_uid, second)] = &pair;
    let sets = [("one", number(first.0)), ("other", number(second.0))];
    work.insert_natural("apart", &["apart", first_uid, second_uid], &sets)?;
    let (one, other) = (work.name(Subject::Contact(one))?, work.name(Subject::Contact(other))?);
    Ok(format!("not the same: {one} and {other}"))
}

/// Whether `day` is a day; `yearly` allows one without a year.
/// Whether a text is a day; with `yearly` it may lack its year.
pub(in crate::store) fn is_day(day: &str, yearly: bool) -> bool {
    // a leap year, so that 29 February passes
    let full = day.strip_prefix("--").filter(|_| yearly).map_or_else(|| day.to_owned(), |rest| format!("2024-{rest}"));
    full.len() == 10 && full.parse::<crate::domain::time::Day>().is_ok()
}

pub(super) fn columns(fields: &ContactFields) -> Result<Vec<Set<'static>>> {
    let name = clean_line(&fields.name, LINE_CHARS);
    if name.is_empty() {
        return Err(StoreError::Refused("a contact needs a name".to_owned()));
    }
    if fields.cadence == Some(0) {
        return Err(StoreError::Refused("a cadence is at least one day".to_owned()));
    }
    if !fields.birthday.is_empty() && !is_day(&fields.birthday, true) {
        return Err(StoreError::Refused(format!(
            "the birthday \"{}\" is no day: write it like 1980-09-22, or --09-22 without the year",
            clean_line(&fields.birthday, 40)
        )));
    }
    let line = |value: &str| text(&clean_line(value, LINE_CHARS));
    Ok(vec![
        ("name", text(&name)),
        ("tier", maybe_text(fields.tier)),
        ("cadence", maybe_number(fields.cadence)),
        ("style", maybe_text(fields.style)),
        ("stage", maybe_text(fields.stage)),
        ("reach", maybe_text(fields.reach)),
        ("why", line(&fields.why)),
        ("offer", line(&fields.offer)),
        ("hope", line(&fields.hope)),
        ("organisation", line(&fields.organisation)),
        ("town", line(&fields.town)),
        ("mail", line(&fields.mail)),
        ("notes", text(&clean_text(&fields.notes, TEXT_BYTES))),
        ("pinned", number(fields.pinned)),
    ])
}

/// Tags, topics and the birthday, which have rows of their own.
fn details(work: &mut Work<'_>, id: ContactId, fields: &ContactFields) -> Result<()> {
    replace_words(work, "tag", Subject::Contact(id), &fields.tags)?;
    replace_words(work, "topic", Subject::Contact(id), &fields.topics)?;
    let stored: Option<(i64, String)> = work
        .connection
        .prepare_cached(
            "SELECT id, day FROM dated WHERE contact = ?1 AND sort = 'birthday' AND gone = 0 AND done_at IS NULL",
        )?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if stored.as_ref().map_or("", |stored| &stored.1) == fields.birthday {
        return Ok(());
    }
    if let Some((old, _)) = stored {
        work.remove("dated", old)?;
    }
    if !fields.birthday.is_empty() {
        add_dated(work, id, DatedSort::Birthday, "", &fields.birthday)?;
    }
    Ok(())
}

fn cadence(work: &Work<'_>, fields: &ContactFields) -> Option<u32> {
    work.settings.contact_cadence(fields.cadence, fields.tier, fields.style())
}

fn stored_cadence(work: &Work<'_>, id: ContactId) -> Result<Option<u32>> {
    let tier: Option<String> = work.value("contact", id.0, "tier")?;
    let style: Option<String> = work.value("contact", id.0, "style")?;
    let fields = ContactFields {
        cadence: work.value("contact", id.0, "cadence")?,
        tier: tier.as_deref().and_then(Tier::from_word),
        style: style.as_deref().and_then(crate::domain::contact::Style::from_word),
        ..ContactFields::default()
    };
    Ok(cadence(work, &fields))
}

/// A cadence other than the former one was chosen today.
fn follow_cadence(work: &Work<'_>, id: ContactId, former: Option<u32>) -> Result<()> {
    let chosen = stored_cadence(work, id)?;
    if chosen == former {
        return Ok(());
    }
    work.update("contact", id.0, &[("cadence_day", maybe_text(chosen.map(|_| work.now.day())))])
}

fn note_stage(work: &mut Work<'_>, id: ContactId, stage: Stage, how: StepHow) -> Result<()> {
    work.insert(
        "stage_step",
        &[
            ("contact", number(id.0)),
            ("stage", text(stage.word())),
            ("day", text(&work.now.day().to_string())),
            ("how", text(how.word())),
        ],
    )?;
    Ok(())
}
