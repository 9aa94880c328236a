//! `t`: one line, "30 min: owed 12 · communities 6 · people 6 · reading 6"; `Enter` starts.

use crate::app::effect::{Effect, Query};
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Reply};
use crate::domain::change::Change;
use crate::domain::ids::CommunityId;
use crate::domain::plan::plan_for;
use crate::domain::session::PlanMinutes;

/// A step of the minutes by an arrow.
const STEP: u32 = 5;
/// Longest block to be planned here, in minutes.
const LONGEST: u32 = 240;

/// The line.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanLine {
    /// Minutes of the block.
    pub minutes: u32,
    /// Minutes of its sorts.
    pub plan: PlanMinutes,
    /// Which number the arrows change: 0 the whole, then owed, communities, people, reading.
    pub chosen: usize,
    /// For that place alone, with its name.
    pub place: Option<(CommunityId, String)>,
}

impl PlanLine {
    /// A line for a block of so many minutes.
    pub fn new(minutes: u32, place: Option<(CommunityId, String)>) -> Self {
        Self { minutes, plan: plan_for(minutes), chosen: 0, place }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, _env: &Env<'_>) -> Reply {
        match (key.code, key.text()) {
            (Code::Esc, _) => return Reply::close(),
            (Code::Enter, _) | (_, Some('t')) => return self.start(),
            (Code::Left, _) | (_, Some('h')) => self.chosen = self.chosen.saturating_sub(1),
            (Code::Right | Code::Tab, _) | (_, Some('l')) => self.chosen = (self.chosen + 1).min(4),
            (Code::Up, _) | (_, Some('k' | '+')) => self.change(true),
            (Code::Down, _) | (_, Some('j' | '-')) => self.change(false),
            _ => {}
        }
        Reply::stay()
    }

    fn start(&self) -> Reply {
        let start = Change::StartSession {
            at: None,
            planned: self.minutes,
            plan: self.plan,
            community: self.place.as_ref().map(|place| place.0),
        };
        Reply {
            close: true,
            effects: vec![Effect::Write(Box::new(start)), Effect::Load(Query::Today { rank: true })],
            ..Reply::default()
        }
    }

    fn change(&mut self, more: bool) {
        let step = |value: u32, step: u32| if more { value + step } else { value.saturating_sub(step) };
        if self.chosen == 0 {
            self.minutes = step(self.minutes, STEP).clamp(STEP, LONGEST);
            self.plan = plan_for(self.minutes);
            return;
        }
        let plan = &mut self.plan;
        let number = match self.chosen {
            1 => &mut plan.owed,
            2 => &mut plan.communities,
            3 => &mut plan.people,
            _ => &mut plan.reading,
        };
        *number = step(*number, 1).min(LONGEST);
        // the whole is the sum of its parts, so that no minute is promised twice
        self.minutes = (plan.owed + plan.communities + plan.people + plan.reading).max(1);
    }
}
