//! What a line of a made-up world says happened: a sentence, or one of a few words of its own.
//!
//! ```text
//! person …   place …                     stage ADA known earned   rung NIX 4 earned   tier ADA close
//! owe INES promise "the link" due 0d     step LEILA "agree a day" on +1d   yearly ADA "…" on +20d
//! snooze OLE until +6d   pass WEI        pin ADA   archive THEO   merge TAN MEI into MEI TAN
//! block 30 "one line"    start 30        commit 1 post a week   plan +2d +4d 12:30 30 min after lunch
//! feed MEI https://mei.example/feed.xml "how it is called"
//! rest -40d to -34d "away"   off +5d     review -1w "went well" "line for the week"   look   now ADA
//! ```
//!
//! Must not know when it happens or who applies it.

use super::fields::{number, person, place, word, yearly};
use super::moment::days;
use super::names::Names;
use crate::domain::change::Change;
use crate::domain::commitment::RestDays;
use crate::domain::commitment_words;
use crate::domain::community::StepHow;
use crate::domain::contact::{DatedSort, Stage, Tier};
use crate::domain::ids::Subject;
use crate::domain::owed::OwedSort;
use crate::domain::plan::plan_for;
use crate::domain::planned_words;
use crate::domain::sentence::Sentence;
use crate::domain::settings::Settings;
use crate::domain::time::{Day, Now, Week};

/// A line as it is played.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'t> {
    /// What it says behind its moment.
    pub(super) words: &'t str,
    /// What is indented under it.
    pub(super) details: &'t [String],
    /// Which time it is that it happens, from 0.
    pub(super) nth: usize,
    /// The present.
    pub(super) now: &'t Now,
    /// When it happens.
    pub(super) then: &'t Now,
}

/// What is to be done for it.
#[derive(Debug)]
pub(super) enum Deed {
    /// A change.
    Change(Change),
    /// A block, and its line.
    Block {
        /// Records it.
        change: Change,
        /// Its minutes.
        minutes: u32,
        /// Empty for none.
        note: String,
    },
    /// Somebody is being done.
    Doing(Subject),
}

/// Reads what a line says.
pub(super) fn read(told: &Told<'_>, settings: &Settings, names: &Names) -> Result<Deed, String> {
    let (verb, rest) = told.words.split_once(' ').unwrap_or((told.words, ""));
    let said = Said::of(rest);
    let change = match verb {
        "person" => person(rest, told.details, told.now)?,
        "place" => place(rest, told.details)?,
        "tier" => {
            let (who, tier) = said.last_word()?;
            Change::SetTier(names.person(&who)?, Some(word(Tier::from_word, tier)?))
        }
        "stage" => {
            let (words, how) = said.last_word()?;
            let (who, stage) = words.rsplit_once(' ').ok_or("whose stage?")?;
            let how = word(StepHow::from_word, how)?;
            Change::SetStage(names.person(who)?, word(Stage::from_word, stage)?, how)
        }
        "rung" => {
            let (words, how) = said.last_word()?;
            let (which, rung) = words.rsplit_once(' ').ok_or("which place's rung?")?;
            Change::SetRung(names.place(which)?, number(rung)?, word(StepHow::from_word, how)?)
        }
        "owe" => {
            let (who, sort) = said.last_word()?;
            Change::Owe {
                to: names.one(&who)?,
                sort: word(OwedSort::from_word, sort)?,
                text: said.quote(0),
                due: said.after("due").map(|value| day(value, told.now)).transpose()?,
                link: said.after("link").unwrap_or_default().to_owned(),
            }
        }
        "step" => dated(DatedSort::Step, &said, names, |on| Ok(day(on, told.now)?.to_string()))?,
        "yearly" => dated(DatedSort::Yearly, &said, names, |on| yearly(on, told.now))?,
        "feed" => {
            let (who, address) = said.last_word()?;
            let of = Some(names.one(&who)?);
            Change::AddFeed { of, address: address.to_owned(), title: said.quote(0), off: String::new() }
        }
        "snooze" => {
            let (who, until) = rest.split_once(" until ").ok_or("until when?")?;
            Change::Snooze(names.one(who)?, day(until, told.now)?)
        }
        "pass" => Change::Pass(names.one(rest)?),
        "pin" => Change::Pin(names.one(rest)?, true),
        "archive" => Change::Archive(names.one(rest)?, true),
        "merge" => {
            let (gone, into) = rest.split_once(" into ").ok_or("into whom?")?;
            Change::Merge { gone: names.person(gone)?, into: names.person(into)? }
        }
        "block" => {
            let minutes = number(&said.front)?;
            let change = Change::AddSession { at: told.then.at, minutes };
            return Ok(Deed::Block { change, minutes, note: nth(&said.quote(0), told.nth) });
        }
        "start" => {
            let planned = number(rest)?;
            Change::StartSession { at: None, planned, plan: plan_for(planned), community: None }
        }
        "commit" => Change::AddCommitment(commitment_words::parse(rest, settings).map_err(|why| why.to_string())?),
        "plan" => plan(rest, told.now)?,
        "rest" => {
            let (from, to) = said.front.split_once(" to ").ok_or("from when to when?")?;
            let days = RestDays::Dates { from: day(from, told.now)?, to: day(to, told.now)? };
            Change::AddRest(days, said.quote(0))
        }
        "off" => {
            let weekday = day(rest, told.now)?.weekday();
            Change::AddRest(RestDays::Weekday { weekday, from: told.then.day(), until: None }, String::new())
        }
        "review" => {
            let weeks: i64 = number(said.front.trim_end_matches('w'))?;
            let week = Week::of(told.now.day(), settings.week_start).plus(weeks);
            Change::CloseReview { week, well: said.quote(0), hindered: String::new(), line: said.quote(1) }
        }
        "look" => Change::Look,
        "now" => return Ok(Deed::Doing(names.one(rest)?)),
        _ => sentence(told, settings, names)?,
    };
    Ok(Deed::Change(change))
}

/// A sentence. Its quoted note may hold several, of which each time takes the next.
fn sentence(told: &Told<'_>, settings: &Settings, names: &Names) -> Result<Change, String> {
    let mut parts: Vec<String> = told.words.split('"').map(str::to_owned).collect();
    if let [_, note, _] = parts.as_mut_slice() {
        *note = nth(note, told.nth);
    }
    let words = parts.join("\"");
    let lookup = |typed: &str, wanted| names.lookup(typed, wanted);
    let sentence = Sentence::parse(&words, &settings.kinds, told.then, &lookup).map_err(|why| why.to_string())?;
    if sentence.when != crate::domain::act::When::Now {
        return Err("its moment stands in front here: quote the note".to_owned());
    }
    Ok(Change::LogActs(vec![sentence.act()]))
}

/// `NAME "what" on +3d`.
fn dated(
    sort: DatedSort,
    said: &Said,
    names: &Names,
    on: impl Fn(&str) -> Result<String, String>,
) -> Result<Change, String> {
    let day = on(said.after("on").ok_or("on which day?")?)?;
    Ok(Change::AddDated { contact: names.person(&said.front)?, sort, text: said.quote(0), day })
}

/// Days from today stand for their weekdays; the rest is as a person plans blocks.
fn plan(words: &str, now: &Now) -> Result<Change, String> {
    let weekday = |word: &str| match days(word) {
        Some(day) => now.day().plus(day).weekday().to_string(),
        None => word.to_owned(),
    };
    let words = words.split(' ').map(weekday).collect::<Vec<_>>().join(" ");
    let planned = planned_words::parse(&words, 30).map_err(|why| why.to_string())?;
    let [plan] = planned.as_slice() else { return Err("one time of day at once".to_owned()) };
    Ok(Change::AddPlanned {
        days: plan.days.clone(),
        time: plan.time,
        minutes: plan.minutes,
        label: plan.label.clone(),
        community: None,
    })
}

fn day(value: &str, now: &Now) -> Result<Day, String> {
    let day = days(value.trim()).ok_or_else(|| format!("\"{value}\" is no day: write +3d"))?;
    Ok(now.day().plus(day))
}

/// Of texts with `|` between them the nth, begun anew after the last.
fn nth(texts: &str, n: usize) -> String {
    let texts: Vec<&str> = texts.split('|').map(str::trim).collect();
    texts[n % texts.len()].to_owned()
}

/// What stands before the first quote, in quotes, and behind.
#[derive(Debug)]
struct Said {
    front: String,
    quotes: Vec<String>,
    behind: Vec<String>,
}

impl Said {
    fn of(text: &str) -> Self {
        let parts: Vec<&str> = text.split('"').map(str::trim).collect();
        let every_other = |from: usize| parts.iter().skip(from).step_by(2);
        Self {
            front: parts.first().copied().unwrap_or_default().to_owned(),
            quotes: every_other(1).map(|&quote| quote.to_owned()).collect(),
            behind: every_other(2).flat_map(|part| part.split_whitespace()).map(str::to_owned).collect(),
        }
    }

    fn quote(&self, at: usize) -> String {
        self.quotes.get(at).cloned().unwrap_or_default()
    }

    /// The word behind that one, behind the quote.
    fn after(&self, key: &str) -> Option<&str> {
        let at = self.behind.iter().position(|word| word == key)?;
        self.behind.get(at + 1).map(String::as_str)
    }

    /// What stands before the quote without its last word, and that word.
    fn last_word(&self) -> Result<(String, &str), String> {
        let (words, last) = self.front.rsplit_once(' ').ok_or("who, and what?")?;
        Ok((words.to_owned(), last))
    }
}
