//! One short line for a status bar: the block, what is owed, a streak at risk, the next block.
//!
//! Owns what is said first and how it fits. Must not know which bar shows it or where its
//! facts come from.

use serde::Serialize;

use super::today::CommitmentLine;
use crate::domain::session::Session;
use crate::domain::text::width;
use crate::domain::time::Now;

/// Columns that the line stays under, doubled signs included.
pub const COLUMNS: usize = 40;

/// What a status bar can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Status {
    /// The block, while one runs or is paused.
    pub block: Option<BlockStatus>,
    /// How many people and places something is owed to.
    pub owed: usize,
    /// How many rows are listed today, those included; only counted for bars that show it.
    pub waiting: usize,
    /// Streaks that end unless something is done today: "blocks 1 of 3, 7 weeks".
    pub at_risk: Vec<String>,
    /// "next block Thu 08:30, after coffee"; empty for none.
    pub next_block: String,
    /// Done and asked in the running period of the most urgent commitment, in percent, at most 100.
    pub percentage: u32,
}

/// The block in a status bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BlockStatus {
    /// Whole minutes left, the running one included; negative past the end.
    pub left: i64,
    /// Planned minutes.
    pub planned: u32,
    /// Paused.
    pub paused: bool,
}

/// What the line is made of.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'p> {
    /// The running or paused block.
    pub session: Option<&'p Session>,
    /// How many people and places something is owed to.
    pub owed: usize,
    /// How many rows are listed today; 0 where nobody asked.
    pub waiting: usize,
    /// The commitments, the one with the least slack first.
    pub commitments: &'p [CommitmentLine],
    /// "next block Thu 08:30"; empty for none.
    pub next_block: &'p str,
}

impl Status {
    /// The line from what it is made of, at `now`.
    pub fn of(parts: &Parts<'_>, now: &Now) -> Self {
        let block = parts.session.map(|session| {
            let left = session.left(now.at);
            BlockStatus {
                left: if left > 0 { (left + 59_999).div_euclid(60_000) } else { left / 60_000 },
                planned: session.planned,
                paused: session.paused(),
            }
        });
        let percentage = match (&block, parts.commitments.first()) {
            (Some(block), _) => share(i64::from(block.planned) - block.left, block.planned),
            (None, Some(line)) => share(line.done.into(), line.asked),
            (None, None) => 0,
        };
        Self {
            block,
            owed: parts.owed,
            waiting: parts.waiting,
            at_risk: parts.commitments.iter().filter(|line| at_risk(line)).map(risk).collect(),
            next_block: parts.next_block.to_owned(),
            percentage,
        }
    }

    /// The line: as many of its pieces, the most urgent first, as stay under [`COLUMNS`]; empty
    /// where there is nothing to say.
    pub fn line(&self) -> String {
        let mut line = String::new();
        for piece in self.pieces() {
            let longer = if line.is_empty() { piece } else { format!("{line}, {piece}") };
            if width(&longer) + longer.matches('#').count() < COLUMNS {
                line = longer;
            }
        }
        line
    }

    /// The same for tmux, where `#` opens a format.
    pub fn tmux(&self) -> String {
        self.line().replace('#', "##")
    }

    /// What a mouse over the line shows: every piece in full, a line each.
    pub fn tooltip(&self) -> String {
        let mut lines = self.pieces();
        if self.waiting > self.owed {
            lines.push(format!("{} on the list today", self.waiting));
        }
        lines.join("\n")
    }

    /// One word for colours: `over`, `running`, `paused`, `owed`, `risk`, `quiet`.
    pub fn class(&self) -> &'static str {
        match &self.block {
            Some(block) if block.paused => "paused",
            Some(block) if block.left <= 0 => "over",
            Some(_) => "running",
            None if self.owed > 0 => "owed",
            None if !self.at_risk.is_empty() => "risk",
            None => "quiet",
        }
    }

    fn pieces(&self) -> Vec<String> {
        let mut pieces = Vec::new();
        match &self.block {
            Some(block) if block.paused => pieces.push(format!("paused, {} min left", block.left.max(0))),
            Some(block) if block.left > 0 => pieces.push(format!("{} min left", block.left)),
            Some(block) => pieces.push(format!("{} min over", -block.left)),
            None => {}
        }
        if self.owed > 0 {
            pieces.push(format!("{} owed", self.owed));
        }
        pieces.extend(self.at_risk.iter().cloned());
        if self.block.is_none() && !self.next_block.is_empty() {
            pieces.push(self.next_block.strip_prefix("next block ").unwrap_or(&self.next_block).to_owned());
        }
        pieces
    }
}

/// A streak that ends unless something is done today.
fn at_risk(line: &CommitmentLine) -> bool {
    line.streak > 0 && !line.met && !line.resting && line.slack <= 0
}

fn risk(line: &CommitmentLine) -> String {
    format!("{} {} of {}", line.short, line.done, line.asked)
}

fn share(done: i64, of: u32) -> u32 {
    if of == 0 { 0 } else { (done.max(0) * 100 / i64::from(of)).min(100) as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn status() -> Status {
        Status { next_block: "next block Thu 08:30, after coffee".to_owned(), ..Status::default() }
    }

    #[test]
    fn the_most_urgent_comes_first_and_what_does_not_fit_is_left_out() {
        let running = Some(BlockStatus { left: 18, planned: 30, paused: false });
        let risk = vec!["blocks 1 of 3".to_owned()];
        for (status, line, class) in [
            (Status::default(), "", "quiet"),
            (status(), "Thu 08:30, after coffee", "quiet"),
            (Status { owed: 4, ..status() }, "4 owed, Thu 08:30, after coffee", "owed"),
            (Status { at_risk: risk.clone(), ..status() }, "blocks 1 of 3, Thu 08:30, after coffee", "risk"),
            (Status { owed: 4, at_risk: risk.clone(), ..status() }, "4 owed, blocks 1 of 3", "owed"),
            (Status { block: running, owed: 4, ..status() }, "18 min left, 4 owed", "running"),
            (
                Status { block: Some(BlockStatus { left: -2, planned: 30, paused: false }), ..status() },
                "2 min over",
                "over",
            ),
            (
                Status { block: Some(BlockStatus { left: 5, planned: 30, paused: true }), ..status() },
                "paused, 5 min left",
                "paused",
            ),
        ] {
            assert_eq!(status.line(), line);
            assert_eq!(status.class(), class);
        }
    }

    #[test]
    fn tmux_reads_a_doubled_sign() {
        let status = Status { next_block: "next block Thu 08:30, #[fg=red]".to_owned(), ..Status::default() };
        assert_eq!(status.tmux(), "Thu 08:30, ##[fg=red]");
    }

    proptest! {
        #[test]
        fn both_forms_stay_under_forty_columns(next in ".{0,60}", risk in proptest::collection::vec(".{0,30}", 0..4), owed in 0_usize..100_000) {
            let status = Status { owed, at_risk: risk, next_block: next, ..Status::default() };
            prop_assert!(width(&status.line()) < COLUMNS);
            prop_assert!(width(&status.tmux()) < COLUMNS);
        }
    }
}
