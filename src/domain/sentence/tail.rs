//! The end of a sentence: how many, to whom else, where and when.
//!
//! Must not know how a sentence begins.

use super::words::{Lookup, NAME_WORDS, Refused, Word, joined, several_named};
use crate::domain::act::When;
use crate::domain::ids::{CommunityId, Subject};
use crate::domain::naming::{Match, Wanted};
use crate::domain::time::Now;
use crate::domain::when::read_past;

/// Words of a time at most.
const WHEN_WORDS: usize = 6;

/// `x3`, `×3` or `3x`.
pub(super) fn count_of(word: &Word<'_>) -> Option<u32> {
    let text = word.text.to_lowercase().replace('×', "x");
    let digits = text.strip_prefix('x').or_else(|| text.strip_suffix('x'))?;
    let number = !word.quoted && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    number.then(|| digits.parse().unwrap_or(u32::MAX))
}

/// The other person of an introduction: `to NAME`, the longest that is known.
pub(super) fn other(
    who: Option<Subject>,
    tail: &mut &[Word<'_>],
    lookup: Lookup<'_>,
) -> Result<Option<Match>, Refused> {
    let [first, rest @ ..] = *tail else { return Ok(None) };
    if !["to", "and", "with"].iter().any(|joint| first.is(joint)) {
        return Ok(None);
    }
    let longest = rest.iter().take(NAME_WORDS).take_while(|word| !word.quoted).count();
    for length in (1..=longest).rev() {
        let name = joined(&rest[..length]);
        let mut found = lookup(&name, Wanted::Contact);
        if found.len() > 1 {
            return Err(several_named(&name, &found.iter().collect::<Vec<_>>()));
        }
        if let Some(other) = found.pop() {
            if Some(other.subject) == who {
                return Err(Refused::Unclear(format!("{} to whom? An introduction has two people", other.name)));
            }
            *tail = &rest[length..];
            return Ok(Some(other));
        }
    }
    Err(Refused::NotFound { wanted: Wanted::Contact, name: joined(rest) })
}

/// What is left of a sentence, and the time that stood at its end.
pub(super) type Timed<'w, 'a> = (&'w [Word<'a>], Option<When>);

/// Takes the longest time off the end.
pub(super) fn take_when<'w, 'a>(tail: &'w [Word<'a>], now: &Now) -> Result<Timed<'w, 'a>, Refused> {
    let first = tail.len().saturating_sub(WHEN_WORDS);
    for at in first..tail.len() {
        let said = &tail[at..];
        if said.iter().any(|word| word.quoted) || !reads_as_time(said) {
            continue;
        }
        if let Some(when) = read_past(&joined(said), now) {
            return Ok((&tail[..at], Some(when.map_err(|reason| quote(&reason))?)));
        }
    }
    Ok((tail, None))
}

/// A time that cannot be may be meant as a part of the note.
fn quote(reason: &str) -> Refused {
    Refused::Unclear(format!("{reason}; quote the note if that belongs to it"))
}

/// A note may end in words that would be a time elsewhere: "waits for 2 weeks", "version 1.25".
fn reads_as_time(words: &[Word<'_>]) -> bool {
    const UNITS: &[&str] = &["h", "hr", "hour", "hours", "m", "min", "mins", "minute", "minutes"];
    let text = joined(words).to_lowercase();
    let last = text.rsplit(' ').next().unwrap_or(&text);
    let plain = last.trim_start_matches(|c: char| c.is_ascii_digit());
    let length = plain.len() < last.len() && UNITS.contains(&plain);
    let spelled = words.len() > 1
        && (UNITS.contains(&last) || ["day", "week", "month", "year"].iter().any(|unit| last.starts_with(unit)))
        && !text.starts_with("last ");
    let ahead = text.starts_with("in ") || text.starts_with("next ");
    let dotted = last.contains('.') && last.ends_with(|c: char| c.is_ascii_digit());
    ahead || !(length || spelled || dotted)
}

/// What is left of a sentence, and the place that stood at its end.
pub(super) type Placed<'w, 'a> = (&'w [Word<'a>], Option<(CommunityId, String)>);

/// Takes `in PLACE` off the end; an *in* that no place follows belongs to the note.
pub(super) fn take_place<'w, 'a>(tail: &'w [Word<'a>], lookup: Lookup<'_>) -> Result<Placed<'w, 'a>, Refused> {
    for at in (0..tail.len()).filter(|&at| tail[at].is("in")) {
        let said = &tail[at + 1..];
        if said.is_empty() || said.len() > NAME_WORDS || said.iter().any(|word| word.quoted) {
            continue;
        }
        let name = joined(said);
        let found = lookup(&name, Wanted::Community);
        match found.as_slice() {
            [] => {}
            [Match { subject: Subject::Community(id), name }] => return Ok((&tail[..at], Some((*id, name.clone())))),
            several => {
                return Err(several_named(&name, &several.iter().collect::<Vec<_>>()));
            }
        }
    }
    Ok((tail, None))
}
