//! Lays the flags of `add` and `edit` over what is filled in about a person or place.
//!
//! Must not know what is stored or what follows from it.

use crate::cli::args::people::{CommunityFlags, ContactFlags, Edit, Shared};
use crate::cli::args::values::Clearable;
use crate::cli::exit::{Failure, Result};
use crate::domain::birthday;
use crate::domain::community::CommunityFields;
use crate::domain::contact::ContactFields;
use crate::domain::text::fold;
use crate::domain::time::Now;

/// Tags, topics and the long note of a person.
pub(super) fn shared_of_contact(fields: &mut ContactFields, flags: &Shared) {
    with(&mut fields.tags, &flags.tag);
    with(&mut fields.topics, &flags.topic);
    set(&mut fields.notes, flags.notes.as_ref());
}

/// Tags, topics and the long note of a place.
pub(super) fn shared_of_community(fields: &mut CommunityFields, flags: &Shared) {
    with(&mut fields.tags, &flags.tag);
    with(&mut fields.topics, &flags.topic);
    set(&mut fields.notes, flags.notes.as_ref());
}

/// What is said of a person, but tier and stage, which are changes of their own.
pub(super) fn contact(fields: &mut ContactFields, flags: &ContactFlags, now: &Now) -> Result<()> {
    fields.style = flags.style.or(fields.style);
    fields.reach = flags.reach.or(fields.reach);
    set(&mut fields.why, flags.why.as_ref());
    set(&mut fields.offer, flags.offer.as_ref());
    set(&mut fields.hope, flags.hope.as_ref());
    set(&mut fields.organisation, flags.organisation.as_ref());
    set(&mut fields.town, flags.town.as_ref());
    set(&mut fields.mail, flags.mail.as_ref());
    if let Some(typed) = &flags.birthday {
        fields.birthday = birthday::read(typed, now).map_err(Failure::usage)?;
    }
    Ok(())
}

/// What is said of a place, but its rung, which is a change of its own.
pub(super) fn community(fields: &mut CommunityFields, flags: &CommunityFlags) {
    fields.state = flags.state.unwrap_or(fields.state);
    fields.role = flags.role.unwrap_or(fields.role);
    set(&mut fields.platform, flags.platform.as_ref());
    set(&mut fields.link, flags.link.as_ref());
    set(&mut fields.rules, flags.rules.as_ref());
    set(&mut fields.expects, flags.expects.as_ref());
    set(&mut fields.acting_as, flags.acting_as.as_ref());
    if let Some(patience) = flags.patience {
        fields.patience = Clearable::value(patience);
    }
    fields.no_ladder |= flags.no_ladder;
}

/// Refuses what can only be said of places.
pub(super) fn refuse_places(args: &Edit, name: &str) -> Result<()> {
    let flags = &args.community;
    let said = [
        (flags.state.is_some(), "--state"),
        (flags.role.is_some(), "--role"),
        (args.rung.is_some(), "--rung"),
        (flags.platform.is_some(), "--platform"),
        (flags.link.is_some(), "--link"),
        (flags.patience.is_some(), "--patience"),
        (flags.rules.is_some(), "--rules"),
        (flags.expects.is_some(), "--expects"),
        (flags.acting_as.is_some(), "--acting-as"),
        (flags.no_ladder, "--no-ladder"),
        (args.ladder, "--ladder"),
    ];
    refuse(&said, &format!("is for places, and {name} is a person"))
}

/// Refuses what can only be said of people.
pub(super) fn refuse_people(flags: &ContactFlags, name: &str) -> Result<()> {
    let said = [
        (flags.tier.is_some(), "--tier"),
        (flags.style.is_some(), "--style"),
        (flags.stage.is_some(), "--stage"),
        (flags.reach.is_some(), "--reach"),
        (flags.why.is_some(), "--why"),
        (flags.offer.is_some(), "--offer"),
        (flags.hope.is_some(), "--hope"),
        (flags.organisation.is_some(), "--organisation"),
        (flags.town.is_some(), "--town"),
        (flags.mail.is_some(), "--mail"),
        (flags.birthday.is_some(), "--birthday"),
    ];
    refuse(&said, &format!("is for people, and {name} is a place"))
}

/// Takes words away, however they are written.
pub(super) fn without(words: &mut Vec<String>, typed: &[String]) {
    words.retain(|word| !typed.iter().any(|typed| fold(typed) == fold(word)));
}

fn with(words: &mut Vec<String>, typed: &[String]) {
    for word in typed {
        if !words.iter().any(|known| fold(known) == fold(word)) {
            words.push(word.clone());
        }
    }
}

fn set(field: &mut String, typed: Option<&String>) {
    if let Some(typed) = typed {
        field.clone_from(typed);
    }
}

fn refuse(said: &[(bool, &str)], why: &str) -> Result<()> {
    match said.iter().find(|(said, _)| *said) {
        Some((_, flag)) => Err(Failure::usage(format!("{flag} {why}"))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_however_they_are_written() {
        let mut words = vec!["Rust".to_owned()];
        with(&mut words, &["rust".to_owned(), "nix".to_owned()]);
        assert_eq!(words, ["Rust", "nix"]);
        without(&mut words, &["RUST".to_owned()]);
        assert_eq!(words, ["nix"]);
    }
}
