//! Review: one week, guided in five steps, and what is planned.

use crate::app::effect::{Effect, Query};
use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::Reply;
use crate::domain::change::Change;
use crate::report::review::{Review, StepItem};

/// Which part of the screen the keys are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The guided steps, where they are open.
    #[default]
    Steps,
    /// Commitments, planned blocks and rests.
    Plans,
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReviewScreen {
    /// The report.
    pub report: Option<Review>,
    /// Which step.
    pub step: usize,
    /// Which item of it.
    pub item: usize,
    /// Which pane.
    pub pane: Pane,
    /// Which planned line.
    pub plan: usize,
    /// "went well" and "line for the week", typed in the last step.
    pub lines: [Field; 2],
    /// Which of the two is typed in; none where neither is.
    pub typing: Option<usize>,
}

impl ReviewScreen {
    /// Takes a report in; another week starts at its first step.
    pub fn take(&mut self, report: Review) {
        let same = self.report.as_ref().is_some_and(|old| old.week == report.week);
        if !same {
            self.step = 0;
            self.item = 0;
            self.lines = [Field::of(&report.well), Field::of(&report.line)];
            self.typing = None;
        }
        self.item = self.item.min(report.steps.get(self.step).map_or(0, |step| step.items.len().saturating_sub(1)));
        self.plan = self.plan.min(report.plans.len().saturating_sub(1));
        self.report = Some(report);
    }

    /// The query that fills it anew.
    pub fn query(&self) -> Query {
        Query::Review(self.report.as_ref().map(|report| report.week))
    }

    /// Whether the guided steps are open.
    pub fn guided(&self) -> bool {
        self.report.as_ref().is_some_and(|report| report.open)
    }

    /// Whether the last step, the two lines, is shown.
    pub fn on_lines(&self) -> bool {
        self.guided() && self.report.as_ref().is_some_and(|report| self.step >= report.steps.len())
    }

    /// The item that the digits answer.
    pub fn current(&self) -> Option<&StepItem> {
        self.report.as_ref().filter(|report| report.open)?.steps.get(self.step)?.items.get(self.item)
    }

    /// `Enter`: the next step; at the last one the lines are typed, then the review closes.
    pub fn enter(&mut self) {
        if !self.guided() {
            return;
        }
        if !self.on_lines() {
            self.step += 1;
            self.item = 0;
        }
        self.typing = self.on_lines().then_some(0);
    }

    /// `Esc` in a step: one step back.
    pub fn back(&mut self) -> bool {
        if self.typing.take().is_some() || self.step > 0 {
            self.step = self.step.saturating_sub(1);
            self.item = 0;
            return true;
        }
        false
    }

    /// A digit answers the current item of a step.
    pub fn digit(&mut self, digit: char) -> Option<Reply> {
        let item = self.current()?;
        let choice = item.choices.iter().find(|choice| choice.digit == digit)?;
        let reply = match &choice.change {
            Some(change) => Reply::effects(vec![Effect::Write(Box::new(change.clone()))]),
            None => Reply::say(format!("{}: {}", item.name, choice.label)),
        };
        let items =
            self.report.as_ref().and_then(|report| report.steps.get(self.step)).map_or(0, |step| step.items.len());
        // an item that was answered leaves the list with the next load; one that writes nothing is stepped over
        if choice_is_quiet(&reply) {
            self.item = (self.item + 1).min(items.saturating_sub(1));
        }
        Some(reply)
    }

    /// A key in one of the two lines.
    pub fn type_key(&mut self, key: Key) -> Reply {
        let Some(at) = self.typing else { return Reply::stay() };
        match key.code {
            Code::Esc => self.typing = None,
            Code::Tab | Code::Down | Code::Up => self.typing = Some(1 - at),
            Code::Enter if at == 0 => self.typing = Some(1),
            Code::Enter => return self.close(),
            _ => {
                self.lines[at].key(key);
            }
        }
        Reply::stay()
    }

    fn close(&mut self) -> Reply {
        self.typing = None;
        let Some(report) = &self.report else { return Reply::stay() };
        let text = |at: usize| self.lines[at].text().trim().to_owned();
        let close = Change::CloseReview { week: report.week, well: text(0), line: text(1) };
        Reply::effects(vec![Effect::Write(Box::new(close)), Effect::Load(self.query())])
    }
}

fn choice_is_quiet(reply: &Reply) -> bool {
    reply.effects.is_empty()
}
