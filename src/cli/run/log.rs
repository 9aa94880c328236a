//! `log` and `act`: acts from words, each command one change.
//!
//! Must not know what an act settles or opens.

use crate::cli::args::log::{Act, EditAct, Log};
use crate::cli::ask::Ask;
use crate::cli::exit::{Code, Failure, Result};
use crate::domain::act::{ActPatch, NewAct, Target, When};
use crate::domain::change::Change;
use crate::domain::contact::DatedSort;
use crate::domain::ids::{ActId, CommunityId, OwedId, Subject};
use crate::domain::kind::Direction;
use crate::domain::naming::{Match, Wanted};
use crate::domain::sentence::Who;
use crate::domain::whom::Whom;

/// Your own, for nobody.
const ME: &str = "me";
/// A stranger in a place.
const SOMEONE: &str = "someone";

/// The change that `log` means: one act, with others as one step, with a next step.
pub(super) fn change(ask: &Ask<'_>, args: &Log) -> Result<Change> {
    let (mut act, whom) = match args.words.as_slice() {
        [name, kind] => named(ask, args, name, kind)?,
        words => sentence(ask, args, &words.join(" "))?,
    };
    flags(ask, args, &mut act)?;
    let mut acts = vec![act.clone()];
    for name in &args.also {
        let target = Target { contact: Some(ask.contact(name)?.0), handle: None, ..act.target };
        acts.push(NewAct { target, settles: None, ..act.clone() });
    }
    let Some(next) = &args.next else { return Ok(Change::LogActs(acts)) };
    let Some(contact) = act.target.contact else {
        return Err(Failure::usage("a next step is with a person").next("name one, or leave --next out"));
    };
    let day = ask.day(args.on.as_deref().unwrap_or_default())?;
    let label = ask.house.settings.kinds.said(act.direction, &act.kind, whom.as_deref().map(Whom::Person), act.count);
    let step = Change::AddDated { contact, sort: DatedSort::Step, text: next.clone(), day: day.to_string() };
    Ok(Change::Batch(format!("{label}, next {} on {}", next.trim(), day.long()), vec![Change::LogActs(acts), step]))
}

/// The change that `act` means.
pub(super) fn act(ask: &Ask<'_>, args: &Act) -> Result<Change> {
    let known = |id: i64| {
        ask.store.act(ActId(id))?.ok_or_else(|| {
            Failure::new(Code::NotFound, format!("there is no act {id}")).next("rounds show NAME prints their numbers")
        })
    };
    match args {
        Act::Remove { id } => Ok(Change::RemoveAct(known(*id)?.id)),
        Act::Edit(args) => {
            let stored = known(args.id)?;
            let patch = patch(ask, args, stored.direction)?;
            if patch.holds(&stored) {
                // a batch of nothing: said, and no step
                return Ok(Change::Batch(format!("act {}: that is so already", args.id), Vec::new()));
            }
            Ok(Change::EditAct(stored.id, patch))
        }
    }
}

/// An act from a name and a kind. Answers whom it is for, in words.
fn named(ask: &Ask<'_>, args: &Log, name: &str, kind: &str) -> Result<(NewAct, Option<String>)> {
    let direction = if args.they { Direction::In } else { Direction::Out };
    let (kind, owed) = ask.kind(direction, kind)?;
    let place = args.place.as_deref().map(|place| ask.community(place)).transpose()?;
    let (target, whom) = match (name.trim().to_lowercase().as_str(), place) {
        (ME, None) => (Target::default(), None),
        (ME | SOMEONE, Some((id, place))) => (Target::community(id), Some(place)),
        (SOMEONE, None) => {
            return Err(Failure::usage("someone is where?").next("name the place with --in"));
        }
        (_, place) => {
            let found = ask.subject(name, if place.is_some() { Wanted::Contact } else { Wanted::Any })?;
            (target(&found, place.map(|(id, _)| id)), Some(found.name))
        }
    };
    Ok((NewAct { owed, ..NewAct::new(direction, kind.id, target) }, whom))
}

fn target(found: &Match, place: Option<CommunityId>) -> Target {
    match found.subject {
        Subject::Contact(id) => Target { contact: Some(id), community: place, handle: None },
        Subject::Community(id) => Target::community(id),
    }
}

/// Lays the flags over an act.
fn flags(ask: &Ask<'_>, args: &Log, act: &mut NewAct) -> Result<()> {
    if let Some(note) = &args.note {
        act.note.clone_from(note);
    }
    if let Some(link) = &args.link {
        act.link.clone_from(link);
    }
    if let Some(at) = &args.at {
        act.when = ask.when(at)?;
    }
    if let Some(count) = args.count {
        act.count = count;
    }
    if let Some(other) = &args.with {
        act.with = Some(ask.contact(other)?.0);
    }
    act.owed |= args.owed;
    act.settles = args.settles.map(OwedId);
    act.minutes = args.minutes;
    Ok(())
}

fn patch(ask: &Ask<'_>, args: &EditAct, direction: Direction) -> Result<ActPatch> {
    let kind = args.kind.as_deref().map(|kind| ask.kind(direction, kind)).transpose()?;
    let contact = match args.contact.as_deref() {
        None => None,
        Some("nobody") => Some(None),
        Some(name) => Some(Some(ask.contact(name)?.0)),
    };
    let community = match args.place.as_deref() {
        None => None,
        Some("none") => Some(None),
        Some(name) => Some(Some(ask.community(name)?.0)),
    };
    let when: Option<When> = args.at.as_deref().map(|at| ask.when(at)).transpose()?;
    let patch = ActPatch {
        kind: kind.map(|(kind, _)| kind.id.to_owned()),
        contact,
        community,
        when,
        count: args.count,
        note: args.note.clone(),
        link: args.link.clone(),
    };
    if patch == ActPatch::default() {
        return Err(Failure::usage("nothing of it is to be changed")
            .next(format!("say what, as in: rounds act edit {} -m \"musl\"", args.id)));
    }
    Ok(patch)
}

/// An act from a sentence. Answers whom it is for, in words.
fn sentence(ask: &Ask<'_>, args: &Log, text: &str) -> Result<(NewAct, Option<String>)> {
    if args.they || args.place.is_some() {
        return Err(Failure::usage("a sentence says by itself who acted and where")
            .next("write \"they\" after the name, \"in PLACE\" at the end, or NAME and KIND alone"));
    }
    let sentence = ask.sentence(text)?;
    let whom = match &sentence.who {
        Who::Me => None,
        Who::Someone => sentence.place.as_ref().map(|(_, name)| name.clone()),
        Who::Named(found) => Some(found.name.clone()),
    };
    Ok((sentence.act(), whom))
}
