//! The first run, two steps; `Esc` skips, and what was typed is kept.

use super::many::{Many, Sort, changes};
use crate::app::action::Action;
use crate::app::effect::{Effect, Query};
use crate::app::field::Field;
use crate::app::forms::plan_change;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Open, Reply};
use crate::domain::change::Change;
use crate::domain::commitment::{Planned, Rests};
use crate::domain::community::State;
use crate::domain::contact::{Stage, Tier};
use crate::domain::ids::PlannedId;
use crate::domain::next_block::{PlannedBlock, next_block};
use crate::domain::planned_words::{PlannedWords, implied, parse};
use crate::domain::time::Now;

/// The two steps.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstRun {
    /// Five people you would hate to lose.
    pub people: Many,
    /// Two communities where your field gathers.
    pub places: Many,
    /// Which days, what time, how long.
    pub schedule: Field,
    /// 0 people, 1 communities, 2 the schedule.
    pub at: usize,
}

impl Default for FirstRun {
    fn default() -> Self {
        Self {
            people: Many::of(Sort::People(Some(Tier::Close)), ""),
            places: Many::of(Sort::Places(State::Focus), ""),
            schedule: Field::of("Tue Thu Sat 12:30, 30 min"),
            at: 0,
        }
    }
}

impl FirstRun {
    /// The schedule as understood.
    pub fn planned(&self, block_minutes: u32) -> Result<Vec<PlannedWords>, String> {
        parse(self.schedule.text(), block_minutes).map_err(|why| why.to_string())
    }

    /// The first block of what is typed, after `now`.
    pub fn first_block(&self, now: &Now, block_minutes: u32) -> Option<PlannedBlock> {
        let planned: Vec<Planned> = self
            .planned(block_minutes)
            .ok()?
            .into_iter()
            .map(|words| Planned {
                id: PlannedId(0),
                days: words.days,
                time: words.time,
                minutes: words.minutes,
                label: words.label,
                community: None,
                from: now.day(),
                until: None,
            })
            .collect();
        next_block(&planned, &Rests::default(), now, |_| true)
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return self.finish(env, false, false),
            (Code::Function(2), _) => return Reply::effects(vec![Effect::Demo]),
            (Code::Function(3), _) => return Reply { open: Some(Open::Import), ..Reply::default() },
            (Code::Tab, _) if key.shift => self.at = self.at.saturating_sub(1),
            (Code::Tab, _) | (Code::Char('d'), true) if self.at < 2 => self.at += 1,
            (Code::Enter, _) | (Code::Char('d'), true) if self.at == 2 => return self.enter(env),
            (Code::Char('t'), false) if self.at == 2 && !key.alt && self.starts_now(env) => {
                return self.finish(env, true, true);
            }
            _ => match self.at {
                0 if key.code == Code::Enter && self.people.lines[self.people.on].is_empty() => self.at = 1,
                1 if key.code == Code::Enter && self.places.lines[self.places.on].is_empty() => self.at = 2,
                0 => drop(self.people.key(key)),
                1 => drop(self.places.key(key)),
                _ => drop(self.schedule.key(key)),
            },
        }
        Reply::stay()
    }

    /// Takes a paste.
    pub fn paste(&mut self, text: &str) -> bool {
        match self.at {
            0 => self.people.paste(text),
            1 => self.places.paste(text),
            _ => {
                self.schedule.paste(text);
                true
            }
        }
    }

    /// The field says "t starts now" once the cursor stands behind a plan that is understood:
    /// no word of a plan has a t after its minutes.
    fn starts_now(&self, env: &Env<'_>) -> bool {
        self.schedule.text().trim_end().ends_with("min") && self.planned(env.settings.block_minutes).is_ok()
    }

    fn enter(&self, env: &Env<'_>) -> Reply {
        match self.planned(env.settings.block_minutes) {
            Ok(_) => self.finish(env, true, false),
            Err(why) => Reply::say(why),
        }
    }

    /// What was added, in words: "added 2 people and 1 place".
    fn label(&self) -> String {
        let count = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let people = count(self.people.entries().len(), "person", "people");
        let places = count(self.places.entries().len(), "place", "places");
        match (people, places) {
            (None, None) => "planned the blocks".to_owned(),
            (Some(one), None) | (None, Some(one)) => format!("added {one}"),
            (Some(people), Some(places)) => format!("added {people} and {places}"),
        }
    }

    /// Writes what was typed, as one step.
    fn finish(&self, env: &Env<'_>, schedule: bool, start: bool) -> Reply {
        let mut all = changes(self.people.sort, &self.people.entries(), Some(Stage::Known));
        all.extend(changes(self.places.sort, &self.places.entries(), Some(Stage::Known)));
        if let (true, Ok(plans)) = (schedule, self.planned(env.settings.block_minutes)) {
            all.extend(implied(&plans).map(Change::AddCommitment));
            all.extend(plans.into_iter().map(plan_change));
        }
        let mut effects = Vec::new();
        if !all.is_empty() {
            effects.push(Effect::Write(Box::new(Change::Batch(self.label(), all))));
        }
        effects.push(Effect::Load(Query::Today { rank: true }));
        let actions = if start { vec![Action::Session] } else { Vec::new() };
        Reply { close: true, effects, actions, ..Reply::default() }
    }
}
