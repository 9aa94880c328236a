//! What a person declared, a line each, for the Review screen.
//!
//! Must not know how it is drawn or where its facts come from.

use super::review::PlanLine;
use crate::domain::change::Change;
use crate::domain::commitment::{Commitment, Planned, RestDays, Rests};
use crate::domain::time::Day;
use crate::domain::{commitment_words, planned_words};

/// Commitments, planned blocks and the rests that are not over.
pub fn lines(commitments: &[Commitment], planned: &[Planned], rests: &Rests, today: Day) -> Vec<PlanLine> {
    let line =
        |sort: &str, text: String, remove: Change| PlanLine { sort: sort.to_owned(), text, remove, commitment: None };
    let commitments = commitments.iter().map(|row| {
        let when = match (row.from > today, row.until) {
            (true, _) => format!(", from {}", row.from.long()),
            (false, Some(until)) => format!(", until {}", until.long()),
            (false, None) => String::new(),
        };
        let text = commitment_words::print(&row.spec) + &when;
        PlanLine { commitment: Some(row.id), ..line("commitment", text, Change::EndCommitment(row.id)) }
    });
    let planned =
        planned.iter().map(|block| line("block", planned_words::print_stored(block), Change::EndPlanned(block.id)));
    let rests = rests.0.iter().filter_map(|rest| {
        let text = match rest.days {
            RestDays::Dates { to, .. } if to < today => return None,
            RestDays::Weekday { until: Some(until), .. } if until < today => return None,
            RestDays::Dates { from, to } if from == to => from.long(),
            RestDays::Dates { from, to } => format!("{} to {}", from.long(), to.long()),
            RestDays::Weekday { weekday, .. } => format!("every {weekday}"),
        };
        let text = if rest.label.is_empty() { text } else { format!("{text}, {}", rest.label) };
        Some(line("rest", text, Change::EndRest(rest.id)))
    });
    commitments.chain(planned).chain(rests).collect()
}
