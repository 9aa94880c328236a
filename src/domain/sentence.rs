//! Sentences: `NAME [they] KIND [xN] [NOTE] [in PLACE] [WHEN]`, as in `ada answered musl yesterday`.
//!
//! Owns reading one and saying what was understood. Must not know where names come from: who
//! fits some words is asked of a function.

use super::act::{NewAct, Target, When};
use super::ago;
use super::clean::{LINE_CHARS, clean_line};
use super::ids::{CommunityId, Subject};
use super::kind::{Clock, Direction, Kind, Kinds, Leaning, owed_as, table};
use super::kind_words::{KindWord, kind_word};
use super::naming::{Match, Wanted};
use super::platform::safe_link;
use super::time::Now;
use super::whom::Whom;

mod tail;
mod words;

pub use words::{Lookup, Refused};

use tail::{count_of, other, take_place, take_when};
use words::{NAME_WORDS, Word, joined, several_fit, several_named, words};

const HELP: &str = "say who and what, as in: ada answered musl yesterday";

/// Whom an act is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Nobody: your own.
    Me,
    /// A stranger in the place.
    Someone,
    /// A person or a place.
    Named(Match),
}

impl Who {
    fn subject(&self) -> Option<Subject> {
        match self {
            Self::Named(found) => Some(found.subject),
            Self::Me | Self::Someone => None,
        }
    }
}

/// What a sentence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// For whom.
    pub who: Who,
    /// Who acted.
    pub direction: Direction,
    /// The kind's id.
    pub kind: String,
    /// How many, ≥ 1.
    pub count: u32,
    /// Note; empty for none.
    pub note: String,
    /// Link; empty for none.
    pub link: String,
    /// The place, where one is named beside a person, *me* or *someone*.
    pub place: Option<(CommunityId, String)>,
    /// When.
    pub when: When,
    /// Inbound: owed, from anybody.
    pub owed: bool,
    /// The other person of an introduction.
    pub with: Option<Match>,
}

impl Sentence {
    /// Reads a sentence. Quoted words are always the note.
    ///
    /// # Errors
    /// Says what was not understood and what to write instead; where several fit, which.
    pub fn parse(text: &str, kinds: &Kinds, now: &Now, lookup: Lookup<'_>) -> Result<Self, Refused> {
        let text = clean_line(text, LINE_CHARS);
        let words = words(&text);
        let head = head(&words, kinds, lookup)?;
        let mut tail = &words[head.length..];
        let count = match tail.first().and_then(count_of) {
            Some(0 | 1000..) => return Err(Refused::Unclear("how many? x1 to x999".to_owned())),
            Some(count) => {
                tail = &tail[1..];
                count
            }
            None => 1,
        };
        let inbound = head.direction == Direction::In;
        let said_owed = inbound && tail.first().is_some_and(|word| word.is("owed"));
        tail = &tail[usize::from(said_owed)..];
        let introduces = !inbound && head.kind.id == "introduced";
        let with = if introduces { other(head.who.subject(), &mut tail, lookup)? } else { None };
        let (mut tail, mut when) = take_when(tail, now)?;
        let place;
        (tail, place) = take_place(tail, lookup)?;
        if place.is_some() && when.is_none() {
            (tail, when) = take_when(tail, now)?;
        }
        let link = tail.iter().find_map(|word| safe_link(word.text).filter(|link| link.starts_with("http")));
        let note: Vec<&str> =
            tail.iter().filter(|word| link.is_none() || safe_link(word.text) != link).map(|word| word.text).collect();
        let sentence = Self {
            who: head.who,
            direction: head.direction,
            kind: head.kind.id.to_owned(),
            count,
            note: note.join(" "),
            link: link.unwrap_or_default(),
            place,
            when: when.unwrap_or(When::Now),
            owed: inbound && (head.owed || said_owed),
            with,
        };
        sentence.check(head.kind, &words)?;
        Ok(sentence)
    }

    /// The act that it says.
    pub fn act(&self) -> NewAct {
        let place = self.place.as_ref().map(|(id, _)| *id);
        let target = match &self.who {
            Who::Me | Who::Someone => Target { community: place, ..Target::default() },
            Who::Named(found) => Target {
                contact: found.subject.contact(),
                community: found.subject.community().or(place),
                ..Target::default()
            },
        };
        NewAct {
            when: self.when,
            count: self.count,
            note: self.note.clone(),
            link: self.link.clone(),
            owed: self.owed,
            with: self.with.as_ref().and_then(|other| other.subject.contact()),
            ..NewAct::new(self.direction, &self.kind, target)
        }
    }

    /// What was understood: "answered Ada Lindqvist in Rust Book Club, yesterday: musl".
    pub fn echo(&self, kinds: &Kinds, now: &Now) -> String {
        let whom = match &self.who {
            Who::Me => None,
            Who::Someone => Some(Whom::Person("someone")),
            Who::Named(found) => Some(Whom::new(found.subject, &found.name)),
        };
        let mut echo = kinds.said(self.direction, &self.kind, whom, self.count);
        if let Some(other) = &self.with {
            echo = format!("{echo} to {}", other.name);
        }
        if let Some((_, place)) = &self.place {
            echo = format!("{echo} in {place}");
        }
        if self.owed {
            let sort = owed_as(kinds.get(self.direction, &self.kind));
            echo = format!("{echo}, {sort} owed");
        }
        if self.when != When::Now {
            echo = format!("{echo}, {}", ago::spoken(self.when, now));
        }
        let about = [self.note.as_str(), self.link.as_str()].into_iter().filter(|text| !text.is_empty());
        let about = about.collect::<Vec<_>>().join(" ");
        if about.is_empty() { echo } else { format!("{echo}: {about}") }
    }

    /// Refuses what cannot be.
    fn check(&self, kind: &Kind, words: &[Word<'_>]) -> Result<(), Refused> {
        let unclear = |reason: String| Err(Refused::Unclear(reason));
        match &self.who {
            Who::Me if self.direction == Direction::In => {
                unclear("me is for what you did for nobody: who did this?".to_owned())
            }
            Who::Me if self.place.is_none() && needs_somebody(kind) => {
                unclear(format!("{} whom? me is for your own: posted, listened, learned, told, asked", kind.label))
            }
            Who::Someone if self.place.is_none() => match words.iter().rposition(|word| word.is("in")) {
                Some(at) if at + 1 < words.len() => {
                    Err(Refused::NotFound { wanted: Wanted::Community, name: joined(&words[at + 1..]) })
                }
                _ => unclear("someone is where? end with: in PLACE".to_owned()),
            },
            Who::Named(found) if found.subject.community().is_some() && self.place.is_some() => {
                unclear(format!("{} is a place already: leave \"in\" out, or quote the note", found.name))
            }
            _ => Ok(()),
        }
    }
}

/// Whether an outbound kind is always for somebody. Kinds of the config may be for nobody.
fn needs_somebody(kind: &Kind) -> bool {
    let own = matches!(kind.leaning, Leaning::Own | Leaning::Ask) || kind.clock == Clock::Community;
    !own && kind.id != "other" && table(Direction::Out).iter().any(|known| known.id == kind.id)
}

/// The beginning of a sentence: who, in which direction, which kind.
struct Head<'a> {
    who: Who,
    direction: Direction,
    kind: &'a Kind,
    owed: bool,
    length: usize,
}

/// Finds the name and the kind. The longest name that is known and followed by a kind counts.
fn head<'a>(words: &[Word<'_>], kinds: &'a Kinds, lookup: Lookup<'_>) -> Result<Head<'a>, Refused> {
    let mut several = None;
    let mut unknown = None;
    let longest = words.iter().take(NAME_WORDS).take_while(|word| !word.quoted).count();
    for length in (1..=longest).rev() {
        if words[length - 1].is("they") {
            continue;
        }
        let they = words.get(length).is_some_and(|word| word.is("they"));
        let direction = if they { Direction::In } else { Direction::Out };
        let Some(word) = words.get(length + usize::from(they)).filter(|word| !word.quoted) else { continue };
        let kind = kind_word(kinds, direction, word.text);
        if kind == KindWord::None {
            continue;
        }
        let name = joined(&words[..length]);
        let found = who(&name, length, lookup);
        match (found.as_slice(), kind) {
            ([who], KindWord::One(kind, owed)) => {
                let length = length + usize::from(they) + 1;
                return Ok(Head { who: who.clone(), direction, kind, owed, length });
            }
            ([_], KindWord::Several(ids)) => several = Some(several_fit(word.text, &ids)),
            ([], KindWord::One(..)) => unknown = Some(not_found(&name)),
            ([], _) => {}
            (found, _) => {
                let named: Vec<&Match> = found.iter().filter_map(match_of).collect();
                several = Some(several_named(&name, &named));
            }
        }
    }
    Err(several.or(unknown).unwrap_or_else(|| no_kind(words, longest, kinds, lookup)))
}

fn who(name: &str, length: usize, lookup: Lookup<'_>) -> Vec<Who> {
    match name.to_lowercase().as_str() {
        "me" if length == 1 => vec![Who::Me],
        "someone" if length == 1 => vec![Who::Someone],
        _ => lookup(name, Wanted::Any).into_iter().map(Who::Named).collect(),
    }
}

fn match_of(who: &Who) -> Option<&Match> {
    match who {
        Who::Named(found) => Some(found),
        Who::Me | Who::Someone => None,
    }
}

/// No word is a kind: says so of the first one behind a name, if a name is known.
fn no_kind(words: &[Word<'_>], longest: usize, kinds: &Kinds, lookup: Lookup<'_>) -> Refused {
    // where the first words fit nobody, more of them cannot
    let known = |length: &usize| !who(&joined(&words[..*length]), *length, lookup).is_empty();
    let named = (1..=longest).take_while(known).last();
    let Some(length) = named else {
        let first = words.first().filter(|_| words.len() == 1 && longest == 1);
        return first.map_or_else(|| Refused::Unclear(HELP.to_owned()), |word| not_found(word.text));
    };
    let name = joined(&words[..length]);
    let they = words.get(length).is_some_and(|word| word.is("they"));
    let direction = if they { Direction::In } else { Direction::Out };
    let doer = if they { "they" } else { "you" };
    let Some(word) = words.get(length + usize::from(they)) else {
        return Refused::Unclear(format!("what did {doer} do? {HELP}"));
    };
    if !they && matches!(kind_word(kinds, Direction::In, word.text), KindWord::One(..)) {
        return Refused::Unclear(format!("did they? write: {name} they {}", word.text));
    }
    let ids: Vec<&str> = kinds.all(direction).map(|kind| kind.id).collect();
    Refused::Unclear(format!("\"{}\" is nothing that {doer} did. There is {}", word.text, ids.join(", ")))
}

fn not_found(name: &str) -> Refused {
    Refused::NotFound { wanted: Wanted::Any, name: name.to_owned() }
}

#[cfg(test)]
mod tests;
