//! Communities, and the cadence of either sort of subject.

use super::attached::{add_handles, replace_words};
use super::people;
use super::work::{LINK_CHARS, Set, Work, instant, maybe_number, maybe_text, number, text};
use crate::domain::change::Created;
use crate::domain::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text};
use crate::domain::community::{CommunityFields, State, StepHow};
use crate::domain::contact::NewHandle;
use crate::domain::ids::{CommunityId, Subject};
use crate::store::error::{Result, StoreError};

pub(super) fn add(work: &mut Work<'_>, fields: &CommunityFields, handles: &[NewHandle]) -> Result<String> {
    let mut sets = columns(fields)?;
    sets.push(("added_at", instant(work.now.at)));
    sets.push(("cadence_day", maybe_text(cadence(work, fields).map(|_| work.now.day()))));
    let id = CommunityId(work.insert("community", &sets)?);
    work.made(Created::Community(id));
    details(work, id, fields)?;
    add_handles(work, Subject::Community(id), handles)?;
    Ok(format!("added {}", clean_line(&fields.name, LINE_CHARS)))
}

pub(super) fn save(work: &mut Work<'_>, id: CommunityId, fields: &CommunityFields) -> Result<String> {
    let mut sets = columns(fields)?;
    let former = stored_cadence(work, id)?;
    let chosen = cadence(work, fields);
    if former != chosen {
        sets.push(("cadence_day", maybe_text(chosen.map(|_| work.now.day()))));
    }
    work.update("community", id.0, &sets)?;
    details(work, id, fields)?;
    Ok(format!("changed {}", clean_line(&fields.name, LINE_CHARS)))
}

pub(super) fn set_cadence(work: &mut Work<'_>, subject: Subject, days: Option<u32>) -> Result<String> {
    if days == Some(0) {
        return Err(StoreError::Refused("a cadence is at least one day".to_owned()));
    }
    match subject {
        Subject::Contact(id) => people::set_cadence(work, id, days)?,
        Subject::Community(id) => {
            let former = stored_cadence(work, id)?;
            work.update("community", id.0, &[("cadence", maybe_number(days))])?;
            let chosen = stored_cadence(work, id)?;
            if chosen != former {
                work.update("community", id.0, &[("cadence_day", maybe_text(chosen.map(|_| work.now.day())))])?;
            }
        }
    }
    let name = work.name(subject)?;
    Ok(match (days, subject) {
        (Some(days), _) => format!("{name}: every {days} days"),
        (None, Subject::Contact(_)) => format!("{name}: no cadence until one is chosen"),
        (None, Subject::Community(_)) => format!("{name}: no cadence of its own"),
    })
}

pub(super) fn set_rung(work: &mut Work<'_>, id: CommunityId, rung: u8, how: StepHow) -> Result<String> {
    if rung > 7 {
        return Err(StoreError::Refused(format!("the ladder has rungs 0 to 7, not {rung}")));
    }
    work.update("community", id.0, &[("rung", number(rung))])?;
    work.insert(
        "rung_step",
        &[
            ("community", number(id.0)),
            ("rung", number(rung)),
            ("day", text(&work.now.day().to_string())),
            ("how", text(how.word())),
        ],
    )?;
    Ok(format!("{}: rung {rung}", work.name(Subject::Community(id))?))
}

fn columns(fields: &CommunityFields) -> Result<Vec<Set<'static>>> {
    let name = clean_line(&fields.name, LINE_CHARS);
    if name.is_empty() {
        return Err(StoreError::Refused("a community needs a name".to_owned()));
    }
    if fields.cadence == Some(0) || fields.patience == Some(0) {
        return Err(StoreError::Refused("a cadence and a patience are at least one day".to_owned()));
    }
    let line = |value: &str| text(&clean_line(value, LINE_CHARS));
    Ok(vec![
        ("name", text(&name)),
        ("platform", text(&clean_line(&fields.platform, 40).to_lowercase())),
        ("link", text(&clean_line(&fields.link, LINK_CHARS))),
        ("state", text(fields.state.word())),
        ("role", text(fields.role.word())),
        ("cadence", maybe_number(fields.cadence)),
        ("patience", maybe_number(fields.patience)),
        ("rules", text(&clean_text(&fields.rules, TEXT_BYTES))),
        ("expects", line(&fields.expects)),
        ("acting_as", line(&fields.acting_as)),
        ("notes", text(&clean_text(&fields.notes, TEXT_BYTES))),
        ("no_ladder", number(fields.no_ladder)),
        ("pinned", number(fields.pinned)),
    ])
}

fn details(work: &mut Work<'_>, id: CommunityId, fields: &CommunityFields) -> Result<()> {
    replace_words(work, "tag", Subject::Community(id), &fields.tags)?;
    replace_words(work, "topic", Subject::Community(id), &fields.topics)
}

fn cadence(work: &Work<'_>, fields: &CommunityFields) -> Option<u32> {
    work.settings.community_cadence(fields.cadence, fields.state)
}

fn stored_cadence(work: &Work<'_>, id: CommunityId) -> Result<Option<u32>> {
    let state: String = work.value("community", id.0, "state")?;
    let own: Option<u32> = work.value("community", id.0, "cadence")?;
    Ok(work.settings.community_cadence(own, State::from_word(&state).unwrap_or(State::Parked)))
}
