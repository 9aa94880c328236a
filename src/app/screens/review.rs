//! Review: one week, guided in five steps, and what is planned.

use crate::app::effect::{Effect, Query};
use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::Reply;
use crate::domain::change::Change;
use crate::domain::review::About;
use crate::report::review::{Review, StepItem};

/// Which part of the screen the keys are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The guided steps, where they are open.
    #[default]
    Steps,
    /// The figures of the week, to be scrolled.
    Week,
    /// Commitments, planned blocks and rests.
    Plans,
}

/// What a digit answered in this window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// In which step.
    pub step: usize,
    /// What it was about.
    pub about: About,
    /// Its word: "keep".
    pub label: String,
    /// Whether anything was written.
    pub wrote: bool,
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
    /// Which pane was chosen.
    pub pane: Pane,
    /// Which planned line.
    pub plan: usize,
    /// The first line of the figures that is shown.
    pub top: usize,
    /// What was answered, so that it is seen where it stays in the list.
    pub answered: Vec<Answer>,
    /// Where the cursor goes with the next report: past what was just answered, or to what was taken back.
    follow: Option<Follow>,
    /// What is typed in the last step, in the order of [`Typed::ALL`].
    lines: [Field; 3],
    /// Which of them is typed in; none where none is.
    pub typing: Option<Typed>,
}

/// A line of the last step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// What went well.
    Well,
    /// What stood in the way; asked where a planned block did not come about.
    Hindered,
    /// The line for the week ahead.
    Week,
}

impl Typed {
    /// All of them, from top to bottom.
    pub const ALL: [Self; 3] = [Self::Well, Self::Hindered, Self::Week];

    /// What stands before it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Well => "Went well",
            Self::Hindered => "In the way",
            Self::Week => "Next week",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follow {
    Past(About),
    To(usize, About),
}

impl ReviewScreen {
    /// Takes a report in; another week starts at its first step. The cursor follows its item.
    pub fn take(&mut self, report: Review) {
        let same = self.report.as_ref().is_some_and(|old| old.week == report.week);
        let current = self.current().map(|item| item.about);
        let follow = self.follow.take();
        if !same {
            self.step = 0;
            self.item = 0;
            self.top = 0;
            self.answered.clear();
            self.lines = [&report.well, &report.hindered, &report.line].map(|line| Field::of(line));
            self.typing = None;
        }
        if !report.open {
            self.typing = None;
        }
        if let Some(Follow::To(step, _)) = follow.filter(|_| same) {
            self.step = step.min(report.steps.len().saturating_sub(1));
        }
        let items = report.steps.get(self.step).map_or(&[][..], |step| &step.items);
        let place = |about: About| items.iter().position(|item| item.about == about);
        let found = match follow.filter(|_| same) {
            // what is gone from the list makes room for the next one
            Some(Follow::Past(about)) => place(about).map(|at| at + 1),
            Some(Follow::To(_, about)) => place(about),
            None => current.and_then(place),
        };
        self.item = found.unwrap_or(self.item).min(items.len().saturating_sub(1));
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

    /// The pane that has the keys: without guided steps the week comes first.
    pub fn focused(&self) -> Pane {
        if self.pane == Pane::Steps && !self.guided() { Pane::Week } else { self.pane }
    }

    /// The other pane.
    pub fn next_pane(&mut self) {
        self.pane = match self.focused() {
            Pane::Steps => Pane::Week,
            Pane::Week => Pane::Plans,
            Pane::Plans => Pane::Steps,
        };
    }

    /// Moves in the pane that has the keys.
    pub fn step_by(&mut self, step: isize) {
        let Some(report) = &self.report else { return };
        let (at, count) = match self.focused() {
            Pane::Steps => (&mut self.item, report.steps.get(self.step).map_or(0, |step| step.items.len())),
            Pane::Week => (&mut self.top, lines(report)),
            Pane::Plans => (&mut self.plan, report.plans.len()),
        };
        *at = at.saturating_add_signed(step).min(count.saturating_sub(1));
    }

    /// The lines that are asked for.
    pub fn asked(&self) -> Vec<Typed> {
        let missed =
            self.report.as_ref().is_some_and(|report| !report.missed.is_empty() || !report.hindered.is_empty());
        Typed::ALL.into_iter().filter(|line| missed || *line != Typed::Hindered).collect()
    }

    /// What stands in a line.
    pub fn line(&self, line: Typed) -> &Field {
        &self.lines[line as usize]
    }

    /// The same, to be typed in.
    pub fn line_mut(&mut self, line: Typed) -> &mut Field {
        &mut self.lines[line as usize]
    }

    /// Whether the last step, the lines, is shown.
    pub fn on_lines(&self) -> bool {
        self.report.as_ref().is_some_and(|report| report.open && self.step + 1 >= report.steps.len())
    }

    /// The item that the digits answer.
    pub fn current(&self) -> Option<&StepItem> {
        self.report.as_ref().filter(|report| report.open)?.steps.get(self.step)?.items.get(self.item)
    }

    /// What was answered about an item of the step that is shown.
    pub fn answer(&self, about: About) -> Option<&Answer> {
        self.answered.iter().rev().find(|answer| answer.step == self.step && answer.about == about)
    }

    /// `Enter`: the next step; at the last one the lines are typed, then the review closes.
    pub fn enter(&mut self) {
        if !self.guided() {
            return;
        }
        if self.pane != Pane::Steps {
            self.pane = Pane::Steps;
            return;
        }
        if !self.on_lines() {
            self.step += 1;
            self.item = 0;
        }
        self.typing = self.on_lines().then_some(Typed::Well);
    }

    /// `Esc`: back to the steps, and in them one step back.
    pub fn back(&mut self) -> bool {
        if self.guided() && self.pane != Pane::Steps {
            self.pane = Pane::Steps;
            return true;
        }
        if self.guided() && self.step > 0 {
            self.step -= 1;
            self.item = 0;
            return true;
        }
        false
    }

    /// A digit answers the current item of a step; while the steps have the keys it does nothing else.
    pub fn digit(&mut self, digit: char) -> Option<Reply> {
        if self.pane != Pane::Steps {
            return None;
        }
        let item = self.current()?;
        let (about, name) = (item.about, item.name.clone());
        let Some(choice) = item.choices.iter().find(|choice| choice.digit == digit) else {
            let own = ('1'..='4').contains(&digit);
            return own.then(|| Reply::say(format!("{digit} is not offered for {name}")));
        };
        let (label, change) = (choice.label.clone(), choice.change.clone());
        self.answered.retain(|answer| answer.step != self.step || answer.about != about);
        self.answered.push(Answer { step: self.step, about, label: label.clone(), wrote: change.is_some() });
        if let Some(change) = change {
            self.follow = Some(Follow::Past(about));
            return Some(Reply::effects(vec![Effect::Write(Box::new(change))]));
        }
        // nothing is written: it is stepped over
        let items =
            self.report.as_ref().and_then(|report| report.steps.get(self.step)).map_or(0, |step| step.items.len());
        self.item = (self.item + 1).min(items.saturating_sub(1));
        Some(Reply::say(format!("{name}: {label}")))
    }

    /// The last step was taken back: what it answered is asked again.
    pub fn taken_back(&mut self) {
        if let Some(at) = self.answered.iter().rposition(|answer| answer.wrote) {
            let answer = self.answered.remove(at);
            self.follow = Some(Follow::To(answer.step, answer.about));
        }
    }

    /// A key in one of the lines.
    pub fn type_key(&mut self, key: Key) -> Reply {
        let Some(at) = self.typing else { return Reply::stay() };
        match key.code {
            Code::Esc => self.typing = None,
            Code::Tab | Code::Down => self.typing = Some(self.beside(at, 1)),
            Code::Up => self.typing = Some(self.beside(at, -1)),
            Code::Enter if at != Typed::Week => self.typing = Some(self.beside(at, 1)),
            Code::Enter => return self.close(),
            _ => {
                self.line_mut(at).key(key);
            }
        }
        Reply::stay()
    }

    /// The line that is asked for so many further on, round and round.
    fn beside(&self, at: Typed, step: isize) -> Typed {
        let asked = self.asked();
        let place = asked.iter().position(|line| *line == at).unwrap_or(0);
        asked[(place as isize + step).rem_euclid(asked.len() as isize) as usize]
    }

    fn close(&mut self) -> Reply {
        self.typing = None;
        let Some(report) = &self.report else { return Reply::stay() };
        let [well, hindered, line] = Typed::ALL.map(|line| self.line(line).text().trim().to_owned());
        let close = Change::CloseReview { week: report.week, well, hindered, line };
        Reply::effects(vec![Effect::Write(Box::new(close)), Effect::Load(self.query())])
    }
}

/// Lines that the figures take at most.
fn lines(report: &Review) -> usize {
    let kinds = report.kinds.len().min(6);
    18 + report.commitments.len() + report.places.len() + kinds + report.plans.len()
}
