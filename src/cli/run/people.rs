//! Commands that add and change people and places, each as a change.
//!
//! Must not know what follows from a change.

use super::fields;
use crate::cli::args::people::{Add, AddCommunity, AddContact, AddHandle, Apart, Edit, Merge};
use crate::cli::args::values::{Cadence, Clearable};
use crate::cli::ask::Ask;
use crate::cli::exit::{Code, Failure, Result};
use crate::domain::alike::{Alike, Asked};
use crate::domain::change::Change;
use crate::domain::community::{CommunityFields, StepHow};
use crate::domain::contact::{ContactFields, Handle, NewHandle, Style};
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::platform;

pub(super) fn add(ask: &Ask<'_>, args: &Add) -> Result<Change> {
    let (change, anyway) = match args {
        Add::Contact(args) => (add_contact(ask, args)?, args.anyway),
        Add::Community(args) => (add_community(args)?, args.anyway),
        Add::Handle(args) => (add_handle(ask, args)?, args.anyway),
    };
    if !anyway {
        refuse_known(ask, &change)?;
    }
    Ok(change)
}

/// Refuses who shares an account or address with somebody who is here; a name alone is shared by many.
fn refuse_known(ask: &Ask<'_>, change: &Change) -> Result<()> {
    for asked in Asked::of(change) {
        let Some(alike) = ask.store.alike(&asked)?.into_iter().find(Alike::shares_account) else { continue };
        let failure = Failure::new(Code::Refused, alike.words());
        let known = alike.subject;
        return Err(match (asked.own, alike.archived) {
            (Some(own @ Subject::Contact(_)), _) => failure.next(format!("one person: rounds merge {own} {known}")),
            (None, true) => failure.next(format!("to take {} back: rounds archive {known} --back", alike.name)),
            _ => failure.next(format!("to say more of {}: rounds edit {known}, rounds add handle {known}", alike.name)),
        }
        .next("to add it all the same: --anyway"));
    }
    Ok(())
}

pub(super) fn apart(ask: &Ask<'_>, args: &Apart) -> Result<Change> {
    let (one, _) = ask.contact(&args.one)?;
    let (other, _) = ask.contact(&args.other)?;
    Ok(Change::Apart { one, other })
}

pub(super) fn edit(ask: &Ask<'_>, args: &Edit) -> Result<Change> {
    let found = ask.anyone(&args.name)?;
    if !args.names_something() {
        return Err(Failure::usage(format!("nothing of {} is to be changed", found.name))
            .next("say what, as in: rounds edit ada --tier close"));
    }
    let mut changes = match found.subject {
        Subject::Contact(id) => edit_contact(ask, id, args)?,
        Subject::Community(id) => edit_community(ask, id, args)?,
    };
    match changes.len() {
        // a batch of nothing: said, and no step
        0 => Ok(Change::Batch(format!("{}: that is so already", found.name), changes)),
        1 => Ok(changes.remove(0)),
        _ => Ok(Change::Batch(format!("changed {}", found.name), changes)),
    }
}

pub(super) fn merge(ask: &Ask<'_>, args: &Merge) -> Result<Change> {
    let (gone, _) = ask.contact(&args.gone)?;
    let (into, _) = ask.contact(&args.into)?;
    Ok(Change::Merge { gone, into })
}

fn add_contact(ask: &Ask<'_>, args: &AddContact) -> Result<Change> {
    let mut contact = ContactFields { name: args.name.clone(), ..ContactFields::default() };
    fields::shared_of_contact(&mut contact, &args.shared);
    fields::contact(&mut contact, &args.contact, &ask.house.now)?;
    contact.tier = args.contact.tier.and_then(Clearable::value);
    contact.stage = args.contact.stage;
    contact.pinned = args.shared.pin;
    match args.shared.cadence {
        Some(Cadence::Days(days)) => contact.cadence = Some(days),
        Some(Cadence::None) => contact.style = Some(Style::Triggered),
        Some(Cadence::Default) | None => {}
    }
    let handles = args.handles.iter().map(|typed| handle(typed, None, None)).collect::<Result<Vec<_>>>()?;
    Ok(Change::AddContact(contact, handles))
}

fn add_community(args: &AddCommunity) -> Result<Change> {
    let mut community = CommunityFields { name: args.name.clone(), ..CommunityFields::default() };
    fields::shared_of_community(&mut community, &args.shared);
    fields::community(&mut community, &args.community);
    community.pinned = args.shared.pin;
    if let Some(Cadence::Days(days)) = args.shared.cadence {
        community.cadence = Some(days);
    }
    let handles = args.handles.iter().map(|typed| handle(typed, None, None)).collect::<Result<Vec<_>>>()?;
    if let Some(first) = handles.first() {
        if community.link.is_empty() {
            community.link.clone_from(&first.link);
        }
        if community.platform.is_empty() {
            community.platform.clone_from(&first.platform);
        }
    }
    Ok(Change::AddCommunity(community, handles))
}

fn add_handle(ask: &Ask<'_>, args: &AddHandle) -> Result<Change> {
    let found = ask.anyone(&args.name)?;
    Ok(Change::AddHandle(found.subject, handle(&args.handle, args.platform.as_deref(), args.link.as_deref())?))
}

fn edit_contact(ask: &Ask<'_>, id: ContactId, args: &Edit) -> Result<Vec<Change>> {
    let stored = ask.store.contact(id)?.ok_or_else(|| Failure::new(Code::NotFound, "that contact is gone"))?;
    fields::refuse_places(args, &stored.fields.name)?;
    let mut filled = stored.fields.clone();
    if let Some(name) = &args.new_name {
        filled.name.clone_from(name);
    }
    fields::shared_of_contact(&mut filled, &args.shared);
    fields::without(&mut filled.tags, &args.no_tag);
    fields::without(&mut filled.topics, &args.no_topic);
    fields::contact(&mut filled, &args.contact, &ask.house.now)?;
    if args.shared.cadence == Some(Cadence::Default) {
        filled.cadence = None;
        if filled.style() != Style::Rhythm {
            filled.style = Some(Style::Rhythm);
        }
    }
    let (filled_style, filled_cadence) = (filled.style(), filled.cadence);
    let mut changes = Vec::new();
    if filled != stored.fields {
        changes.push(Change::SaveContact(id, filled));
    }
    let tier = args.contact.tier.map(Clearable::value).filter(|tier| *tier != stored.fields.tier);
    changes.extend(tier.map(|tier| Change::SetTier(id, tier)));
    if let Some(stage) = args.contact.stage.filter(|stage| Some(*stage) != stored.fields.stage) {
        let earned = ask.store.offered_stage(&ask.house.now, id)? == Some(stage);
        changes.push(Change::SetStage(id, stage, how(earned)));
    }
    let rhythm = filled_style == Style::Rhythm;
    let holds = |days: Option<u32>| filled_cadence == days && rhythm == days.is_some();
    changes.extend(cadence(Subject::Contact(id), args, holds));
    changes.extend(pin(Subject::Contact(id), args, stored.fields.pinned));
    changes.extend(removed(&stored.handles, &args.no_handle)?);
    Ok(changes)
}

fn edit_community(ask: &Ask<'_>, id: CommunityId, args: &Edit) -> Result<Vec<Change>> {
    let stored = ask.store.community(id)?.ok_or_else(|| Failure::new(Code::NotFound, "that community is gone"))?;
    fields::refuse_people(&args.contact, &stored.fields.name)?;
    let mut filled = stored.fields.clone();
    if let Some(name) = &args.new_name {
        filled.name.clone_from(name);
    }
    fields::shared_of_community(&mut filled, &args.shared);
    fields::without(&mut filled.tags, &args.no_tag);
    fields::without(&mut filled.topics, &args.no_topic);
    fields::community(&mut filled, &args.community);
    if args.ladder {
        filled.no_ladder = false;
    }
    if args.shared.cadence == Some(Cadence::Default) {
        filled.cadence = None;
    }
    let filled_cadence = filled.cadence;
    let mut changes = Vec::new();
    if filled != stored.fields {
        changes.push(Change::SaveCommunity(id, filled));
    }
    changes.extend(cadence(Subject::Community(id), args, |days| filled_cadence == days));
    changes.extend(pin(Subject::Community(id), args, stored.fields.pinned));
    if let Some(rung) = args.rung.filter(|rung| *rung != stored.rung) {
        let earned = rung > stored.rung && ask.store.rung_earned(&ask.house.now, id, rung)?;
        changes.push(Change::SetRung(id, rung, how(earned)));
    }
    changes.extend(removed(&stored.handles, &args.no_handle)?);
    Ok(changes)
}

/// The cadence that is chosen, unless it holds.
fn cadence(subject: Subject, args: &Edit, holds: impl Fn(Option<u32>) -> bool) -> Option<Change> {
    let days = match args.shared.cadence? {
        Cadence::Days(days) => Some(days),
        Cadence::None => None,
        Cadence::Default => return None,
    };
    (!holds(days)).then_some(Change::SetCadence(subject, days))
}

/// The pin that is set or taken away, unless it is so.
fn pin(subject: Subject, args: &Edit, pinned: bool) -> Option<Change> {
    ((args.shared.pin && !pinned) || (args.no_pin && pinned)).then_some(Change::Pin(subject, args.shared.pin))
}

fn how(earned: bool) -> StepHow {
    if earned { StepHow::Earned } else { StepHow::Said }
}

fn removed(handles: &[Handle], typed: &[String]) -> Result<Vec<Change>> {
    let find = |typed: &String| {
        let wanted = platform::recognise(typed).map(|found| platform::handle_key(found.platform, &found.name));
        let same = |handle: &&Handle| {
            handle.name == *typed || wanted.as_deref() == Some(&platform::handle_key(&handle.platform, &handle.name))
        };
        let names = handles.iter().map(|handle| handle.name.as_str()).collect::<Vec<_>>().join(", ");
        handles.iter().find(same).map(|handle| Change::RemoveHandle(handle.id)).ok_or_else(|| {
            let failure = Failure::new(Code::NotFound, format!("there is no handle \"{typed}\""));
            if names.is_empty() { failure } else { failure.next(format!("there is {names}")) }
        })
    };
    typed.iter().map(find).collect()
}

/// A handle from what was typed: a link, `@ada@social.example`, `github:ada`, or any word with its platform.
fn handle(typed: &str, platform: Option<&str>, link: Option<&str>) -> Result<NewHandle> {
    let link_of = |platform: &str, name: &str| {
        link.map(str::to_owned).or_else(|| platform::profile_link(platform, name)).unwrap_or_default()
    };
    if let Some(word) = platform {
        let word = platform::platform_word(word).to_owned();
        return Ok(NewHandle { link: link_of(&word, typed), platform: word, name: typed.trim().to_owned() });
    }
    if let Some(found) = platform::recognise(typed) {
        let link = link.map_or(found.link, str::to_owned);
        return Ok(NewHandle { platform: found.platform.to_owned(), name: found.name, link });
    }
    // a word of their own before the colon: `irc:ada`
    match typed.split_once(':') {
        Some((word, name)) if !word.trim().is_empty() && !name.trim().is_empty() && !name.starts_with('/') => {
            let word = platform::platform_word(word).to_owned();
            Ok(NewHandle { link: link_of(&word, name), platform: word, name: name.trim().to_owned() })
        }
        _ => Err(Failure::usage(format!("\"{typed}\" is no handle"))
            .next("write it as @ada@social.example, github:ada, ada@example.org or a link")),
    }
}
