//! The review of one week, and the recap of one block.
//!
//! Must not know how they are drawn or where their facts come from.

use serde::Serialize;

use super::card::Pair;
use super::today::CommitmentLine;
use crate::domain::balance::Balance;
use crate::domain::change::Change;
use crate::domain::ids::{SessionId, Subject};
use crate::domain::review::About;
use crate::domain::time::{Day, Week};

/// The review of a week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Review {
    /// Which week.
    #[serde(serialize_with = "week")]
    pub week: Week,
    /// "Review of week 38: five steps" while it is up, else "week 38" and how it stands.
    pub title: String,
    /// Its days in words: "14 – 20 September".
    pub dates: String,
    /// Whether its guided steps are open: it is up for review and not closed.
    pub open: bool,
    /// Closed on that day.
    pub closed: Option<Day>,
    /// "31 acts with 19 people   2 h 18 m in 4 blocks".
    pub summary: String,
    /// Acts of yours.
    pub acts: u32,
    /// With how many people.
    pub people: u32,
    /// Blocks.
    pub blocks: u32,
    /// Commitments at the week's end.
    pub commitments: Vec<CommitmentLine>,
    /// Minutes of each day in order; none where nothing was sat.
    pub minutes: Vec<DayMinutes>,
    /// 26 weeks by 7 days of levels 0 to 4, oldest week first; 5 is a day of rest, 6 lies ahead.
    pub heat: Vec<[u8; 7]>,
    /// Acts by kind, the most frequent first.
    pub kinds: Vec<(String, u32)>,
    /// What came back: "9 replies, 3 shares, 1 lead"; empty where nothing did.
    pub came_back: String,
    /// What each place took and brought, the one from which most came back first.
    pub places: Vec<PlaceLine>,
    /// "7 of 10, four weeks 21 of 33".
    pub about_others: String,
    /// "15, asked 1".
    pub given: String,
    /// "15 of 19": acts with regulars of all acts with people whose reach is said; empty where it
    /// is said of none.
    pub regulars: String,
    /// What the acts of the week lean to.
    pub balance: Balance,
    /// The same over four weeks.
    pub balance_four_weeks: Balance,
    /// The guided steps; empty where the week is not up for review.
    pub steps: Vec<Step>,
    /// What went well, as noted.
    pub well: String,
    /// What is asked where planned blocks did not come about; empty for none.
    pub missed: String,
    /// What stood in their way, as noted.
    pub hindered: String,
    /// The line for the week ahead, as noted.
    pub line: String,
    /// Commitments, planned blocks and rests, for editing.
    pub plans: Vec<PlanLine>,
}

/// Minutes of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayMinutes {
    /// The day.
    pub day: Day,
    /// Minutes in blocks.
    pub minutes: u32,
    /// A day of rest.
    pub rest: bool,
}

/// What one place took and brought in a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceLine {
    /// The community, else the platform.
    pub name: String,
    /// Acts of yours there.
    pub acts: u32,
    /// Acts of theirs there.
    pub came_back: u32,
    /// Minutes that your acts there took.
    pub minutes: u32,
    /// Whether some of the minutes are the usual ones of their kind, not counted ones.
    pub about: bool,
    /// "7 from 13 acts in 62 m".
    pub words: String,
}

/// One guided step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// "owed", "drifting", "communities", "ladder and stages", "your lines".
    pub title: String,
    /// Its items; the last step has none, lines are typed there.
    pub items: Vec<StepItem>,
    /// How many more there are.
    pub more: usize,
}

/// One item of a guided step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepItem {
    /// What it is about.
    pub about: About,
    /// Who; none for a commitment and for all places together.
    pub subject: Option<Subject>,
    /// Name, or what is offered: "4 blocks a week instead of 3".
    pub name: String,
    /// Why it stands here: "104 d, usually 40".
    pub reason: String,
    /// The digit that the review proposes, where it does.
    pub proposed: Option<char>,
    /// What the digits 1, 2, 3 … do; none where a digit has nothing to write.
    pub choices: Vec<Choice>,
}

/// What a digit does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// The digit: the same for the same word in every item of a step.
    pub digit: char,
    /// "keep", "widen", "stop".
    pub label: String,
    /// What exactly it comes to: "every 60"; empty where the word says it all.
    pub detail: String,
    /// The command line that does the same; empty where there is none or nothing is written.
    pub command: String,
    /// What it writes; none leaves everything as it is.
    #[serde(skip)]
    pub change: Option<Change>,
}

/// A commitment, planned block or rest in a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanLine {
    /// "commitment", "block", "rest".
    pub sort: String,
    /// "3 blocks of 30 min a week".
    pub text: String,
    /// What removing it writes.
    #[serde(skip)]
    pub remove: Change,
    /// The commitment, where it is one: it can be changed.
    #[serde(skip)]
    pub commitment: Option<crate::domain::ids::CommitmentId>,
}

/// The recap of a finished block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recap {
    /// Which.
    pub session: SessionId,
    /// Planned minutes.
    pub planned: u32,
    /// "11 acts with 9 people in 28 m 40 s".
    pub lines: Vec<Pair>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn week<S: serde::Serializer>(week: &Week, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(week)
}
