//! From words to what they mean: names to ids, days in words to days, kinds by their beginning.
//!
//! Reads the store, writes nothing. Must not know which command asks.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::exit::{Code, Failure, Result};
use super::house::House;
use super::resolve;
use crate::domain::act::When;
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::kind::{Direction, Kind};
use crate::domain::kind_words::{KindWord, kind_word};
use crate::domain::naming::{Match, Wanted};
use crate::domain::near::nearest;
use crate::domain::sentence::{Refused, Sentence};
use crate::domain::text::{LINE_CHARS, clean_line, fold};
use crate::domain::time::{Day, Instant, Week, Weekday};
use crate::domain::when;
use crate::report::lists::{Name, Names};
use crate::store::Store;

/// Answers what words mean.
#[derive(Debug)]
pub struct Ask<'a> {
    /// What is at hand.
    pub house: &'a House,
    /// The open store.
    pub store: &'a Store,
    names: OnceCell<Names>,
    like: RefCell<HashMap<String, Option<Rc<Names>>>>,
}

impl<'a> Ask<'a> {
    /// Asks this store.
    pub fn new(house: &'a House, store: &'a Store) -> Self {
        Self { house, store, names: OnceCell::new(), like: RefCell::default() }
    }

    /// Every name, read once.
    ///
    /// # Errors
    /// As the store says.
    pub fn names(&self) -> Result<&Names> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let names = self.store.names()?;
        Ok(self.names.get_or_init(|| names))
    }

    /// A person or a place. A whole name or handle is found by index; only else every name is read.
    ///
    /// # Errors
    /// Not found or ambiguous.
    pub fn subject(&self, typed: &str, wanted: Wanted) -> Result<Match> {
        let found = |name: &Name| Match { subject: name.subject, name: name.name.clone() };
        if let Some(subject) = typed.trim().parse().ok().filter(|subject| wanted.takes(*subject)) {
            let name = self.store.name_of(subject)?;
            let gone = || Failure::new(Code::NotFound, format!("there is no {}", typed.trim()));
            return name.map(|name| Match { subject, name }).ok_or_else(gone);
        }
        let named: Vec<Name> = self.store.named(typed)?.into_iter().filter(|name| wanted.takes(name.subject)).collect();
        if let [one] = named.as_slice() {
            return Ok(found(one));
        }
        match self.fitting(typed, wanted)?.as_slice() {
            [one] => Ok(found(one)),
            [] => Err(resolve::not_found(self.names()?, typed, wanted)),
            several => Err(resolve::ambiguous(several, typed)),
        }
    }

    /// Those whom `typed` may mean, from the names in which it stands.
    fn fitting(&self, typed: &str, wanted: Wanted) -> Result<Vec<Name>> {
        let fitting = |names: &Names| names.fitting(typed, wanted).into_iter().cloned().collect();
        let folded = fold(&clean_line(typed, LINE_CHARS));
        let apart = |c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '@' | ',' | ';');
        let part = folded.trim_start_matches(apart).split(apart).next().unwrap_or_default();
        // a link stands for a handle, which is not written in it
        if part.is_empty() || folded.contains("://") || typed.trim().parse::<Subject>().is_ok() {
            return Ok(fitting(self.names()?));
        }
        if !self.like.borrow().contains_key(part) {
            let like = self.store.named_like(part)?.map(Rc::new);
            self.like.borrow_mut().insert(part.to_owned(), like);
        }
        match self.like.borrow().get(part).and_then(Option::as_ref) {
            Some(names) => Ok(fitting(names)),
            None => Ok(fitting(self.names()?)),
        }
    }

    /// A person or a place.
    ///
    /// # Errors
    /// Not found or ambiguous.
    pub fn anyone(&self, typed: &str) -> Result<Match> {
        self.subject(typed, Wanted::Any)
    }

    /// A person.
    ///
    /// # Errors
    /// Not found or ambiguous.
    pub fn contact(&self, typed: &str) -> Result<(ContactId, String)> {
        let found = self.subject(typed, Wanted::Contact)?;
        match found.subject {
            Subject::Contact(id) => Ok((id, found.name)),
            Subject::Community(_) => Err(Failure::usage(format!("{} is a place, not a person", found.name))),
        }
    }

    /// A place.
    ///
    /// # Errors
    /// Not found or ambiguous.
    pub fn community(&self, typed: &str) -> Result<(CommunityId, String)> {
        let found = self.subject(typed, Wanted::Community)?;
        match found.subject {
            Subject::Community(id) => Ok((id, found.name)),
            Subject::Contact(_) => Err(Failure::usage(format!("{} is a person, not a place", found.name))),
        }
    }

    /// A kind by its letter, its word or a unique beginning, and whether it was written as owed.
    ///
    /// # Errors
    /// Not found or ambiguous, with the kinds there are.
    pub fn kind(&self, direction: Direction, typed: &str) -> Result<(&'a Kind, bool)> {
        let (kinds, typed) = (&self.house.settings.kinds, typed.trim());
        match kind_word(kinds, direction, typed) {
            KindWord::One(kind, owed) => Ok((kind, owed)),
            KindWord::Several(ids) => {
                Err(Failure::new(Code::Ambiguous, format!("\"{typed}\" fits {}", ids.join(", ")))
                    .next("say more of it"))
            }
            KindWord::None => {
                let who = if direction == Direction::Out { "you did" } else { "they did" };
                let ids = kinds.all(direction).map(|kind| kind.id).collect::<Vec<_>>().join(", ");
                let failure = Failure::new(Code::NotFound, format!("\"{typed}\" is nothing that {who}"));
                let failure = match nearest(kinds.all(direction).map(|kind| kind.id), typed) {
                    Some(meant) => failure.next(format!("did you mean {meant}?")),
                    None => failure,
                }
                .next(format!("there is {ids}"));
                let theirs =
                    direction == Direction::Out && matches!(kind_word(kinds, Direction::In, typed), KindWord::One(..));
                Err(if theirs { failure.next("they did it? add --they") } else { failure })
            }
        }
    }

    /// What a sentence says.
    ///
    /// # Errors
    /// What was not understood, and what to write instead.
    pub fn sentence(&self, text: &str) -> Result<Sentence> {
        let unread = RefCell::new(None);
        let lookup = |typed: &str, wanted: Wanted| match self.fitting(typed, wanted) {
            Ok(names) => names.into_iter().map(|name| Match { subject: name.subject, name: name.name }).collect(),
            Err(why) => {
                unread.replace(Some(why));
                Vec::new()
            }
        };
        let read = Sentence::parse(text, &self.house.settings.kinds, &self.house.now, &lookup);
        if let Some(why) = unread.into_inner() {
            return Err(why);
        }
        read.map_err(|why| match &why {
            Refused::Unclear(_) => Failure::usage(why.to_string()),
            Refused::NotFound { wanted, name } => match self.names() {
                Ok(names) => resolve::not_found(names, name, *wanted),
                Err(unread) => unread,
            },
            Refused::Ambiguous(_) => Failure::new(Code::Ambiguous, why.to_string()),
        })
    }

    /// When something happened.
    ///
    /// # Errors
    /// Words that are no time.
    pub fn when(&self, typed: &str) -> Result<When> {
        when::parse_past(typed, &self.house.now).map_err(Failure::usage)
    }

    /// The instant of something; a day without a time is no answer.
    ///
    /// # Errors
    /// Words that are no time of day.
    pub fn instant(&self, typed: &str) -> Result<Instant> {
        match self.when(typed)? {
            When::Now => Ok(self.house.now.at),
            When::At(at) => Ok(at),
            When::Day(day) => Err(Failure::usage(format!("\"{typed}\" is {}: at what time?", day.long()))
                .next("for example \"yesterday 18:00\"")),
        }
    }

    /// A day, today or ahead where it may be either: "friday" is the next one.
    ///
    /// # Errors
    /// Words that are no day.
    pub fn day(&self, typed: &str) -> Result<Day> {
        when::parse_future(typed, &self.house.now).map_err(Failure::usage)
    }

    /// A week: `2026-W39`, `39`, `this`, `last`, or a day in it.
    ///
    /// # Errors
    /// Words that are no week.
    pub fn week(&self, typed: &str) -> Result<Week> {
        let start = self.house.settings.week_start;
        let this = Week::of(self.house.now.day(), start);
        match typed.trim().to_lowercase().as_str() {
            "this" | "this week" => return Ok(this),
            "last" | "last week" => return Ok(this.plus(-1)),
            _ => {}
        }
        if let Some(week) = numbered(typed, this, start) {
            return Ok(week);
        }
        let day = match self.when(typed) {
            Ok(When::Day(day)) => Ok(day),
            Ok(When::At(at)) => Ok(self.house.now.day_of(at)),
            Ok(When::Now) => Ok(self.house.now.day()),
            Err(_) => self.day(typed),
        };
        day.map(|day| Week::of(day, start)).map_err(|_| {
            Failure::usage(format!("\"{typed}\" is no week"))
                .next("say it like 2026-W39, 39, this, last, or name a day in it")
        })
    }

    /// A weekday by its name or the beginning of it.
    ///
    /// # Errors
    /// Words that are no weekday.
    pub fn weekday(&self, typed: &str) -> Result<Weekday> {
        typed.trim().parse().map_err(|_| {
            Failure::usage(format!("\"{typed}\" is no weekday")).next("say mon, tue, wed, thu, fri, sat or sun")
        })
    }
}

/// `2026-W39`, `W39`, `39`: of a number alone the one of this week's year.
fn numbered(typed: &str, this: Week, start: Weekday) -> Option<Week> {
    let typed = typed.trim().to_uppercase();
    let (year, number) = typed.split_once("-W").unwrap_or(("", typed.trim_start_matches('W')));
    let number: u32 = number.parse().ok()?;
    let year: i32 = if year.is_empty() { this.number().0 } else { year.parse().ok()? };
    let thursday = chrono::NaiveDate::from_isoywd_opt(year, number, Weekday::Thu)?;
    Some(Week::of(thursday.into(), start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_read_by_their_number() {
        let Some(day) = Day::new(2026, 9, 22) else { panic!("a day") };
        for start in [Weekday::Mon, Weekday::Sun, Weekday::Sat, Weekday::Fri] {
            let this = Week::of(day, start);
            for (typed, wanted) in
                [("2026-W39", "2026-W39"), ("w39", "2026-W39"), ("1", "2026-W01"), ("2020-w53", "2020-W53")]
            {
                assert_eq!(
                    numbered(typed, this, start).map(|week| week.to_string()).as_deref(),
                    Some(wanted),
                    "{typed}"
                );
            }
            for typed in ["", "0", "54", "2026-W54", "2025-W53", "W", "x-W3", "99999999999"] {
                assert_eq!(numbered(typed, this, start), None, "{typed}");
            }
        }
    }
}
