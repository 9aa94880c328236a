//! What is owed, what is passed on or put off, and the last look.

use super::acts;
use super::work::{LINK_CHARS, Work, instant, maybe_text, number, subject_columns, text};
use crate::domain::act::NewAct;
use crate::domain::change::Created;
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::ids::{CommunityId, ContactId, OwedId, Subject};
use crate::domain::owed::{Closed, OwedSort};
use crate::domain::text::truncate;
use crate::domain::time::Day;
use crate::store::error::{Result, StoreError};
use crate::store::standing;

/// The key of the last look in our own notes.
pub(in crate::store) const LAST_LOOK: &str = "last_look";

/// Columns of what is owed that its label repeats at most.
const SAID_WIDTH: usize = 28;

pub(super) fn owe(
    work: &mut Work<'_>,
    to: Subject,
    sort: OwedSort,
    what: &str,
    due: Option<Day>,
    link: &str,
) -> Result<String> {
    let to = work.living(to)?;
    let name = work.name(to)?;
    let today = work.now.day();
    let mut sets = vec![
        ("sort", text(sort.word())),
        ("text", text(&clean_line(what, LINE_CHARS))),
        ("link", text(&clean_line(link, LINK_CHARS))),
        ("since_at", instant(work.now.at)),
        ("since_day", text(&today.to_string())),
        ("due", maybe_text(due)),
        ("fades_from", text(&due.unwrap_or(today).to_string())),
    ];
    sets.extend(subject_columns(to));
    let id = work.insert("owed", &sets)?;
    work.made(Created::Owed(OwedId(id)));
    Ok(said(&name, sort, &clean_line(what, LINE_CHARS), due))
}

/// "Ada: promised the link, by Fri 25 Sep".
fn said(name: &str, sort: OwedSort, what: &str, due: Option<Day>) -> String {
    let what = truncate(what, SAID_WIDTH);
    let mut said = match (sort, what.is_empty()) {
        (OwedSort::Reply, true) => format!("{name}: a reply owed"),
        (OwedSort::Reply, false) => format!("{name}: a reply owed, {what}"),
        (OwedSort::Thanks, true) => format!("{name}: thanks owed"),
        (OwedSort::Thanks, false) => format!("{name}: thanks owed, {what}"),
        (OwedSort::Promise, true) => format!("{name}: promised"),
        (OwedSort::Promise, false) => format!("{name}: promised {what}"),
    };
    if let Some(due) = due {
        said = format!("{said}, by {}", due.long());
    }
    said
}

pub(super) fn let_be(work: &mut Work<'_>, id: OwedId) -> Result<String> {
    let name = creditor_name(work, id)?;
    close(work, id, Closed::LetBe)?;
    Ok(format!("{name}: let be"))
}

pub(super) fn keep(work: &mut Work<'_>, id: OwedId, act: Option<&NewAct>) -> Result<String> {
    let name = creditor_name(work, id)?;
    if let Some(act) = act {
        acts::log_one(work, act)?;
    }
    close(work, id, Closed::Kept)?;
    Ok(format!("{name}: promise kept"))
}

pub(super) fn revive(work: &mut Work<'_>, id: OwedId) -> Result<String> {
    let name = creditor_name(work, id)?;
    work.update("owed", id.0, &[("fades_from", text(&work.now.day().to_string()))])?;
    Ok(format!("{name}: on the list again"))
}

/// Passes a row until the next day, or snoozes it until `until`.
pub(super) fn hold(work: &mut Work<'_>, subject: Subject, until: Option<Day>) -> Result<String> {
    let subject = work.living(subject)?;
    let name = work.name(subject)?;
    let today = work.now.day();
    if let Some(day) = until
        && day <= today
    {
        return Err(StoreError::Refused(format!("{} is not ahead: snooze until a later day", day.long())));
    }
    let day = until.unwrap_or(today.plus(1));
    let mut sets = vec![
        ("pass", number(until.is_none())),
        ("set_at", instant(work.now.at)),
        ("until_day", text(&day.to_string())),
    ];
    sets.extend(subject_columns(subject));
    work.insert("snooze", &sets)?;
    Ok(match until {
        None => format!("passed on {name} until tomorrow"),
        Some(day) => format!("{name} snoozed until {}", day.long()),
    })
}

/// Ends every pass and snooze of a subject.
pub(super) fn wake(work: &mut Work<'_>, subject: Subject) -> Result<String> {
    let subject = work.living(subject)?;
    let name = work.name(subject)?;
    let sql = match subject {
        Subject::Contact(_) => {
            "SELECT snooze.id FROM snooze JOIN contact ON contact.id = snooze.contact
             WHERE contact.person = ?1 AND snooze.gone = 0 AND snooze.until_day > ?2"
        }
        Subject::Community(_) => "SELECT id FROM snooze WHERE community = ?1 AND gone = 0 AND until_day > ?2",
    };
    let (_, id) = standing::key(subject);
    let today = work.now.day().to_string();
    let rows: Vec<i64> = work
        .connection
        .prepare_cached(sql)?
        .query_map(rusqlite::params![id, today], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    if rows.is_empty() {
        return Err(StoreError::Refused(format!("{name} is neither passed nor snoozed")));
    }
    for row in rows {
        work.remove("snooze", row)?;
    }
    Ok(format!("{name} is back"))
}

/// Notes that the counted row was looked at. It is a note of ours, so undo leaves it alone.
pub(super) fn look(work: &mut Work<'_>) -> Result<String> {
    standing::set_meta(work.connection, LAST_LOOK, &work.now.at.0.to_string())?;
    Ok("looked at".to_owned())
}

fn close(work: &mut Work<'_>, id: OwedId, how: Closed) -> Result<()> {
    if work.value::<Option<String>>("owed", id.0, "closed")?.is_some() {
        return Err(StoreError::Refused("that is closed already".to_owned()));
    }
    work.update("owed", id.0, &[("closed", text(how.word())), ("closed_at", instant(work.now.at))])
}

fn creditor_name(work: &Work<'_>, id: OwedId) -> Result<String> {
    let contact: Option<i64> = work.value("owed", id.0, "contact")?;
    let community: Option<i64> = work.value("owed", id.0, "community")?;
    match (contact, community) {
        (Some(contact), _) => work.name(Subject::Contact(ContactId(contact))),
        (None, Some(community)) => work.name(Subject::Community(CommunityId(community))),
        (None, None) => Ok("somebody".to_owned()),
    }
}
