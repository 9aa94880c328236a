//! `s`: tomorrow, in a week, in a month, or a day.

use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Open, Reply, Wanted};
use crate::domain::change::Change;
use crate::domain::ids::Subject;
use crate::domain::time::{Day, Now};

/// The popup.
#[derive(Debug, Clone, PartialEq)]
pub struct SnoozePopup {
    /// Whom to snooze.
    pub subjects: Vec<Subject>,
    /// Their name, or how many.
    pub whom: String,
    /// What to say about the last key; empty for nothing.
    pub said: String,
}

impl SnoozePopup {
    /// The letters, what they say and the day they mean.
    pub fn choices(now: &Now) -> [(char, &'static str, Day); 3] {
        let today = now.day();
        [('d', "tomorrow", today.plus(1)), ('w', "a week", today.plus(7)), ('m', "a month", today.plus(30))]
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        let Some(letter) = key.text() else {
            return if key.code == Code::Esc { Reply::close() } else { Reply::stay() };
        };
        if letter == 's' {
            let wanted = Wanted::Snooze(self.subjects.clone(), self.whom.clone());
            return Reply::turn(Open::Date(wanted, format!("Snooze {} until", self.whom)));
        }
        if let Some((_, _, day)) = Self::choices(env.now).into_iter().find(|choice| choice.0 == letter) {
            return Reply::write(snooze(&self.subjects, &self.whom, day));
        }
        self.said = format!("{letter} does nothing here: d, w, m, s or Esc");
        Reply::stay()
    }
}

/// The change that snoozes these subjects until `day`, as one step.
pub fn snooze(subjects: &[Subject], whom: &str, day: Day) -> Change {
    match subjects {
        [one] => Change::Snooze(*one, day),
        many => Change::Batch(
            format!("{whom} snoozed until {}", day.long()),
            many.iter().map(|subject| Change::Snooze(*subject, day)).collect(),
        ),
    }
}
