//! The host's view: what a place of your own shows instead of a ladder.
//!
//! Owns its arithmetic and words. Must not know where the facts come from.

use serde::Serialize;

use super::number::counted;
use super::rhythm::{Median, median};
use super::time::Day;

/// Days of the window for welcomes and answers, today included.
pub const DAYS: u32 = 90;

/// A question that was answered: a reply owed in the place, and the act that settled it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// The day it was asked.
    pub asked: Day,
    /// The day of the answer.
    pub answered: Day,
    /// How many were answered by it, ≥ 1.
    pub count: u32,
}

/// How the place is looked after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HostView {
    /// Replies owed there that are still open, faded ones included.
    pub open_questions: u32,
    /// Newcomers welcomed within [`DAYS`].
    pub newcomers_welcomed: u32,
    /// Median days from question to answer, of answers within [`DAYS`]; none without one.
    pub days_to_answer: Option<Median>,
}

impl HostView {
    /// From what is left of each open reply there, the newcomers welcomed and the
    /// questions answered within [`DAYS`].
    pub fn new(open: impl IntoIterator<Item = u32>, newcomers_welcomed: u32, answered: &[Answered]) -> Self {
        let mut waited: Vec<(u32, u32)> =
            answered.iter().map(|one| (one.answered.since(one.asked) as u32, one.count)).collect();
        Self {
            open_questions: open.into_iter().fold(0, u32::saturating_add),
            newcomers_welcomed,
            days_to_answer: median(&mut waited),
        }
    }

    /// Label and text of each of the three, in the order of the card.
    pub fn rows(&self) -> [(&'static str, String); 3] {
        let answers = match self.days_to_answer {
            None => "none yet".to_owned(),
            Some(days) if days.doubled() == 0 => "on the same day".to_owned(),
            Some(days) if days.doubled() == 2 => "after 1 day".to_owned(),
            Some(days) => format!("after {days} days"),
        };
        [
            ("Questions", format!("{} open", self.open_questions)),
            ("Welcomed", counted(self.newcomers_welcomed, "newcomer", "newcomers")),
            ("Answers", answers),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn answered(waited: i64, count: u32) -> Answered {
        let asked: Day = "2026-09-01".parse().unwrap_or_else(|why| panic!("{why}"));
        Answered { asked, answered: asked.plus(waited), count }
    }

    fn says(answers: &[Answered]) -> String {
        HostView::new([], 0, answers).rows()[2].1.clone()
    }

    #[test]
    fn answers_take_the_median_of_their_days() {
        assert_eq!(says(&[]), "none yet");
        assert_eq!(says(&[answered(0, 1)]), "on the same day");
        assert_eq!(says(&[answered(4, 1), answered(0, 1), answered(1, 1)]), "after 1 day");
        assert_eq!(says(&[answered(3, 1), answered(2, 1)]), "after 2.5 days");
        // nine of one row weigh as nine
        assert_eq!(says(&[answered(6, 9), answered(1, 1), answered(2, 1)]), "after 6 days");
    }

    #[test]
    fn what_is_left_of_open_questions_adds_up() {
        let view = HostView::new([1, 3], 1, &[]);
        assert_eq!(
            view.rows().map(|(label, text)| format!("{label}: {text}"))[..2],
            ["Questions: 4 open", "Welcomed: one newcomer"]
        );
    }

    proptest! {
        #[test]
        fn the_median_is_that_of_the_answers_one_by_one(
            answers in prop::collection::vec((0_i64..40, 1_u32..5), 1..20)
        ) {
            let rows: Vec<_> = answers.iter().map(|(waited, count)| answered(*waited, *count)).collect();
            let mut each: Vec<i64> =
                answers.iter().flat_map(|(waited, count)| vec![*waited; *count as usize]).collect();
            each.sort_unstable();
            let doubled = each[(each.len() - 1) / 2] + each[each.len() / 2];
            prop_assert_eq!(HostView::new([], 0, &rows).days_to_answer.map(Median::doubled), Some(doubled));
        }
    }
}
