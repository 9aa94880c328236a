//! Logging acts, changing them, taking them away.

use rusqlite::{OptionalExtension, params};

use super::moment::Moment;
use super::people;
use super::work::{LINK_CHARS, Work, instant, maybe_number, number, text};
use crate::domain::act::{ActPatch, NewAct, Opened, Target, When};
use crate::domain::change::Created;
use crate::domain::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text};
use crate::domain::ids::{ActId, CommunityId, ContactId, OwedId, Subject};
use crate::domain::kind::{Direction, Effect, Kind, owed_as};
use crate::domain::whom::Whom;
use crate::store::error::{Result, StoreError};
use crate::store::{settle, standing};

/// Most that one act may count for.
const MOST: u32 = 9_999;

/// Logs acts as one step. Answers what was done, for the line on screen.
pub(super) fn log(work: &mut Work<'_>, acts: &[NewAct]) -> Result<String> {
    let mut labels = Vec::new();
    for act in acts {
        labels.push(log_one(work, act)?.1);
    }
    Ok(match labels.as_slice() {
        [] => return Err(StoreError::Refused("nothing to log".to_owned())),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    })
}

/// Logs one act and all that follows from it.
pub(super) fn log_one(work: &mut Work<'_>, act: &NewAct) -> Result<(ActId, String)> {
    if act.count == 0 || act.count > MOST {
        return Err(StoreError::Refused(format!("a count is 1 to {MOST}, not {}", act.count)));
    }
    let kind = work.settings.kinds.get(act.direction, &act.kind).clone();
    let target = place(work, act, &kind)?;
    let moment = Moment::of(work, act.when)?;
    let opened = opened(work, act, &kind, target)?;
    let id = insert(work, act, None, &kind, target, &moment, (opened, None))?;
    let mut names = name(work, target)?;
    if let Some(other) = act.with {
        let other = Target { contact: Some(work.person(other)?), handle: None, ..target };
        insert(work, act, None, &kind, other, &moment, (opened, Some(id)))?;
        if let (Some(names), Some(second)) = (&mut names, name(work, other)?) {
            *names = format!("{names} and {second}");
        }
    }
    if opened == Opened::Owed {
        open_item(work, act, &kind, target, &moment, id)?;
    }
    if let Some(step) = act.does {
        people::step_done(work, step)?;
    }
    if act.direction == Direction::Out {
        settle::by_act(work, id, &kind, target, act.settles)?;
    }
    if moment.day < work.now.day().week_start(work.settings.week_start) {
        work.say(format!("counts for {}: history changed", moment.day.long()));
    }
    Ok((id, work.settings.kinds.said(act.direction, &act.kind, whom(target, names.as_deref()), act.count)))
}

/// Logs an act that another program kept, under its natural key: nothing is owed for it and nothing settled, for that
/// was long ago. Answers its id; the same act comes only once.
pub(super) fn log_past(work: &mut Work<'_>, key: &[&str], act: &NewAct) -> Result<ActId> {
    let kind = work.settings.kinds.get(act.direction, &act.kind).clone();
    let target = place(work, act, &kind)?;
    let moment = Moment::of(work, act.when)?;
    insert(work, act, Some(key), &kind, target, &moment, (Opened::Nothing, None))
}

/// Changes a logged act; what it settled or opened is worked out anew.
pub(super) fn edit(work: &mut Work<'_>, id: ActId, patch: &ActPatch) -> Result<String> {
    let (direction, old_kind, contact, community) = stored(work, id)?;
    let kind_id = patch.kind.clone().unwrap_or(old_kind.clone());
    let kind = work.settings.kinds.get(direction, &kind_id).clone();
    let mut sets = Vec::new();
    if patch.kind.is_some() {
        let opens_the_same = kind.effect == work.settings.kinds.get(direction, &old_kind).effect;
        sets.extend([
            ("kind", text(&kind_id)),
            ("clock", number(kind.clock.bits())),
            ("expects", number(kind.expects)),
        ]);
        if !opens_the_same && direction == Direction::In {
            close_opened(work, id)?;
            let target = Target { contact, community, handle: None };
            let again = NewAct::new(direction, &kind_id, target);
            sets.push(("opened", text(opened(work, &again, &kind, target)?.word())));
        }
    }
    if let Some(contact) = patch.contact {
        let living = contact.map(|id| work.person(id)).transpose()?;
        sets.extend([("contact", maybe_number(living.map(|id| id.0))), ("handle", maybe_number(None::<i64>))]);
    }
    if let Some(community) = patch.community {
        work.place(community)?;
        sets.push(("community", maybe_number(community.map(|id| id.0))));
        if patch.contact.is_none() {
            sets.push(("handle", maybe_number(None::<i64>)));
        }
    }
    // on the day that it has already it keeps its time
    let day: String = work.value("act", id.0, "day")?;
    let when = patch.when.filter(|when| !matches!(when, When::Day(same) if same.to_string() == day));
    if let Some(when) = when {
        let moment = Moment::of(work, when)?;
        sets.extend([
            ("at", instant(moment.at)),
            ("offset", number(moment.offset)),
            ("day", text(&moment.day.to_string())),
            ("date_only", number(moment.date_only)),
        ]);
        if moment.day < work.now.day().week_start(work.settings.week_start) {
            work.say(format!("counts for {}: history changed", moment.day.long()));
        }
    }
    if let Some(count) = patch.count {
        if count == 0 || count > MOST {
            return Err(StoreError::Refused(format!("a count is 1 to {MOST}, not {count}")));
        }
        sets.push(("count", number(count)));
    }
    if let Some(note) = &patch.note {
        sets.push(("note", text(&clean_text(note, TEXT_BYTES))));
    }
    if let Some(link) = &patch.link {
        sets.push(("link", text(&clean_line(link, LINK_CHARS))));
    }
    if !sets.is_empty() {
        work.update("act", id.0, &sets)?;
    }
    follow_opened(work, id, patch)?;
    let moves = patch.kind.is_some()
        || patch.contact.is_some()
        || patch.community.is_some()
        || when.is_some()
        || patch.count.is_some();
    if moves {
        settle::again(work, id)?;
    }
    let (direction, kind, contact, community) = stored(work, id)?;
    let target = Target { contact, community, handle: None };
    let name = name(work, target)?;
    Ok(format!("changed: {}", work.settings.kinds.said(direction, &kind, whom(target, name.as_deref()), 1)))
}

/// Takes an act away, with the other row of its introduction, what it opened and what it settled.
pub(super) fn remove(work: &mut Work<'_>, id: ActId) -> Result<String> {
    let (direction, kind, contact, community) = stored(work, id)?;
    let first: Option<i64> = work.value("act", id.0, "first")?;
    let first = first.unwrap_or(id.0);
    let rows: Vec<i64> = work
        .connection
        .prepare_cached("SELECT ?1 UNION SELECT id FROM act WHERE first = ?1 AND gone = 0")?
        .query_map([first], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for row in rows {
        close_opened(work, ActId(row))?;
        let items = settle::release(work, ActId(row))?;
        work.remove("act", row)?;
        for item in items {
            settle::by_item(work, item)?;
        }
    }
    let target = Target { contact, community, handle: None };
    let name = name(work, target)?;
    Ok(format!("removed: {}", work.settings.kinds.said(direction, &kind, whom(target, name.as_deref()), 1)))
}

/// The place of an act that names a contact alone: that of the item it settles, else the one
/// used last with them, else their first handle.
fn place(work: &Work<'_>, act: &NewAct, kind: &Kind) -> Result<Target> {
    let mut target = act.target;
    work.place(target.community)?;
    let Some(contact) = target.contact else { return Ok(target) };
    let contact = work.person(contact)?;
    target.contact = Some(contact);
    if target.community.is_some() || target.handle.is_some() {
        return Ok(target);
    }
    let item = match (act.settles, kind.settles) {
        (Some(OwedId(id)), _) => work.value::<Option<i64>>("owed", id, "community")?,
        (None, Some(sort)) if act.direction == Direction::Out => settle::oldest_open(work, contact, sort)?,
        _ => None,
    };
    if let Some(community) = item {
        target.community = Some(CommunityId(community));
        return Ok(target);
    }
    let (community, handle) = standing::last_place(work.connection, contact)?;
    target.community = community;
    target.handle = handle;
    if community.is_none() && handle.is_none() {
        target.handle = first_handle(work, contact)?;
    }
    Ok(target)
}

fn first_handle(work: &Work<'_>, contact: ContactId) -> Result<Option<crate::domain::ids::HandleId>> {
    let mut statement = work.connection.prepare_cached(
        "SELECT min(handle.id) FROM handle JOIN contact ON contact.id = handle.contact
         WHERE contact.person = ?1 AND handle.gone = 0",
    )?;
    let id: Option<i64> = statement.query_row([contact.0], |row| row.get(0))?;
    Ok(id.map(crate::domain::ids::HandleId))
}

/// What an inbound act opens: decided now, whatever tier is chosen later.
fn opened(work: &Work<'_>, act: &NewAct, kind: &Kind, target: Target) -> Result<Opened> {
    if act.direction == Direction::Out {
        return Ok(Opened::Nothing);
    }
    if act.owed {
        return Ok(Opened::Owed);
    }
    let tiered = match target.contact {
        Some(id) => work.value::<Option<String>>("contact", id.0, "tier")?.is_some(),
        None => false,
    };
    Ok(match kind.effect {
        Effect::None => Opened::Nothing,
        Effect::Reply | Effect::Thanks => Opened::Owed,
        Effect::Worth => Opened::Worth,
        Effect::ThanksIfTiered if tiered => Opened::Owed,
        Effect::WorthIfTiered if tiered => Opened::Worth,
        Effect::ThanksIfTiered | Effect::WorthIfTiered => Opened::Counted,
    })
}

/// Inserts an act; under a natural key where it has one.
fn insert(
    work: &mut Work<'_>,
    act: &NewAct,
    key: Option<&[&str]>,
    kind: &Kind,
    target: Target,
    moment: &Moment,
    (opened, first): (Opened, Option<ActId>),
) -> Result<ActId> {
    let session: Option<i64> = work
        .connection
        .prepare_cached(
            "SELECT id FROM session WHERE gone = 0 AND finished_at IS NULL AND start_at <= ?1 ORDER BY start_at DESC LIMIT 1",
        )?
        .query_row([moment.at.0], |row| row.get(0))
        .optional()?;
    let sets = vec![
        ("direction", text(act.direction.id())),
        ("kind", text(&act.kind)),
        ("contact", maybe_number(target.contact.map(|id| id.0))),
        ("community", maybe_number(target.community.map(|id| id.0))),
        ("handle", maybe_number(target.handle.map(|id| id.0))),
        ("at", instant(moment.at)),
        ("offset", number(moment.offset)),
        ("day", text(&moment.day.to_string())),
        ("date_only", number(moment.date_only)),
        ("count", number(act.count)),
        ("note", text(&clean_text(&act.note, TEXT_BYTES))),
        ("link", text(&clean_line(&act.link, LINK_CHARS))),
        ("minutes", maybe_number(act.minutes)),
        ("session", maybe_number(session.filter(|_| act.when == When::Now))),
        ("opened", text(opened.word())),
        ("clock", number(kind.clock.bits())),
        ("expects", number(kind.expects && act.direction == Direction::Out)),
        ("first", maybe_number(first.map(|id| id.0))),
    ];
    let id = match key {
        Some(key) => work.insert_natural("act", key, &sets)?,
        None => work.insert("act", &sets)?,
    };
    work.made(Created::Act(ActId(id)));
    Ok(ActId(id))
}

/// The owed item that an inbound act opens.
fn open_item(work: &mut Work<'_>, act: &NewAct, kind: &Kind, target: Target, moment: &Moment, id: ActId) -> Result<()> {
    let sort = match kind.effect {
        Effect::Thanks | Effect::ThanksIfTiered => crate::domain::owed::OwedSort::Thanks,
        _ if act.owed => owed_as(kind),
        _ => crate::domain::owed::OwedSort::Reply,
    };
    let owed = work.insert(
        "owed",
        &[
            ("contact", maybe_number(target.contact.map(|id| id.0))),
            ("community", maybe_number(target.community.map(|id| id.0))),
            ("sort", text(sort.word())),
            ("text", text(&clean_line(&act.note, LINE_CHARS))),
            ("link", text(&clean_line(&act.link, LINK_CHARS))),
            ("count", number(act.count)),
            ("since_at", instant(moment.at)),
            ("since_day", text(&moment.day.to_string())),
            ("date_only", number(moment.date_only)),
            ("fades_from", text(&moment.day.to_string())),
            ("act", number(id.0)),
        ],
    )?;
    work.made(Created::Owed(OwedId(owed)));
    settle::by_item(work, OwedId(owed))
}

/// Takes the item away that an act opened.
fn close_opened(work: &mut Work<'_>, id: ActId) -> Result<()> {
    let items: Vec<i64> = work
        .connection
        .prepare_cached("SELECT id FROM owed WHERE act = ?1 AND gone = 0")?
        .query_map([id.0], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for item in items {
        settle::release_item(work, OwedId(item))?;
        work.remove("owed", item)?;
    }
    Ok(())
}

/// Lets the item that an act opened follow it to another person, place, time, count, note or link.
fn follow_opened(work: &mut Work<'_>, id: ActId, patch: &ActPatch) -> Result<()> {
    let items: Vec<i64> = work
        .connection
        .prepare_cached("SELECT id FROM owed WHERE act = ?1 AND gone = 0")?
        .query_map([id.0], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for item in items {
        let mut sets = Vec::new();
        for (changed, column, of_act) in [
            (patch.contact.is_some(), "contact", "contact"),
            (patch.community.is_some(), "community", "community"),
            (patch.when.is_some(), "since_at", "at"),
            (patch.when.is_some(), "since_day", "day"),
            (patch.when.is_some(), "fades_from", "day"),
            (patch.when.is_some(), "date_only", "date_only"),
            (patch.count.is_some(), "count", "count"),
            (patch.note.is_some(), "text", "note"),
            (patch.link.is_some(), "link", "link"),
        ] {
            if changed {
                sets.push((column, work.value("act", id.0, of_act)?));
            }
        }
        if !sets.is_empty() {
            work.update("owed", item, &sets)?;
        }
        if patch.contact.is_some() || patch.community.is_some() || patch.when.is_some() || patch.count.is_some() {
            settle::release_item(work, OwedId(item))?;
            settle::by_item(work, OwedId(item))?;
        }
    }
    Ok(())
}

/// What is stored of an act: direction, kind, living contact, community.
fn stored(work: &Work<'_>, id: ActId) -> Result<(Direction, String, Option<ContactId>, Option<CommunityId>)> {
    let mut statement = work.connection.prepare_cached(
        "SELECT act.direction, act.kind, contact.person, act.community FROM act
         LEFT JOIN contact ON contact.id = act.contact WHERE act.id = ?1 AND act.gone = 0",
    )?;
    statement
        .query_row(params![id.0], |row| {
            let direction = if row.get_ref(0)?.as_str()? == "in" { Direction::In } else { Direction::Out };
            Ok((
                direction,
                row.get(1)?,
                row.get::<_, Option<i64>>(2)?.map(ContactId),
                row.get::<_, Option<i64>>(3)?.map(CommunityId),
            ))
        })
        .optional()?
        .ok_or_else(|| StoreError::NotFound("there is no such act any more".to_owned()))
}

/// Whom an act is for, by that name: the contact, else the place, else nobody.
fn whom(target: Target, name: Option<&str>) -> Option<Whom<'_>> {
    name.map(|name| if target.contact.is_some() { Whom::Person(name) } else { Whom::Place(name) })
}

/// The name of whom an act is for.
fn name(work: &Work<'_>, target: Target) -> Result<Option<String>> {
    Ok(match (target.contact, target.community) {
        (Some(id), _) => Some(work.name(Subject::Contact(id))?),
        (None, Some(id)) => Some(work.name(Subject::Community(id))?),
        (None, None) => None,
    })
}
