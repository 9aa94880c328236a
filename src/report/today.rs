//! Today: the running block, the queue, what is done, the commitments, what is offered.
//!
//! Must not know how it is drawn or where its facts come from.

use serde::{Serialize, Serializer};

use super::row::Row;
use crate::domain::change::Change;
use crate::domain::ids::{SessionId, Subject};
use crate::domain::session::Session;
use crate::domain::time::{Day, Instant};

/// How many people without a tier are counted: more need no number, and counting them all would take as long as
/// there are.
pub const UNTIERED_COUNTED: usize = 1_000;

/// How many of the things done today are named, the newest.
pub const DONE_AT_MOST: usize = 30;

/// What Today shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Today {
    /// The local day.
    pub day: Day,
    /// The running or paused block.
    pub block: Option<Block>,
    /// What stands on the third line while no block runs: "next block Thu 08:30, after coffee".
    pub next_block: String,
    /// The line for the week from the last review; empty for none.
    pub line: String,
    /// "Review of week 38: five steps" while a week is up for review; empty for none.
    pub review: String,
    /// The queue: the first `cut` rows fit the block, walked by place; the rest as well.
    pub rows: Vec<Row>,
    /// How many of `rows` fit the block.
    pub cut: usize,
    /// Listed rows beyond those in `rows`.
    pub beyond: usize,
    /// Acts of yours unanswered.
    pub waiting: Vec<Row>,
    /// Silent for very long.
    pub dormant: Vec<Row>,
    /// Snoozed or passed.
    pub snoozed: Vec<Row>,
    /// "150 new followers, 60 comments: look"; empty for none.
    pub counted: String,
    /// What there is to read in the minutes set aside for it; none without feeds, or once they are read.
    pub reading: Option<ToRead>,
    /// Done today, newest first, [`DONE_AT_MOST`] at most.
    pub done: Vec<Done>,
    /// Every commitment in force, the one with the least slack first.
    pub commitments: Vec<CommitmentLine>,
    /// The next thing that will be due, where the queue is empty: "nothing is due before Thu 08:30 (Leila)".
    pub quiet_until: String,
    /// Whether any contact or community is here at all.
    pub anybody: bool,
    /// How many contacts have no tier, counted up to [`UNTIERED_COUNTED`].
    pub untiered: usize,
    /// What is *now*, and since when.
    #[serde(skip)]
    pub now_mark: Option<(Subject, Instant)>,
    /// A day of rest of yours.
    pub resting: bool,
    /// What is asked in one line on opening: "Away 21 days. Count it as rest?"
    #[serde(skip)]
    pub asked: Vec<Asked>,
    /// What is asked on leaving: three acts without a block, offered as one.
    #[serde(skip)]
    pub asked_on_leaving: Option<Asked>,
    /// Minutes of the next block, for the plan.
    pub block_minutes: u32,
    /// No block was ever finished: the first `Space` shows its line as a question.
    pub first_block: bool,
}

/// A line that asks, with what its answers write.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// What it asks.
    pub text: String,
    /// What `y` writes.
    pub yes: Vec<Change>,
    /// What `n` writes.
    pub no: Vec<Change>,
}

/// How many unread posts are counted: more need no number.
pub const POSTS_COUNTED: u32 = 99;

/// What there is to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ToRead {
    /// Minutes that are left for it.
    pub minutes: u32,
    /// Unread posts, counted up to one more than [`POSTS_COUNTED`].
    pub posts: u32,
}

impl ToRead {
    /// "6 min of reading: 13 posts wait".
    pub fn words(self) -> String {
        let posts = match self.posts {
            1 => "a post waits".to_owned(),
            posts if posts > POSTS_COUNTED => format!("more than {POSTS_COUNTED} posts wait"),
            posts => format!("{posts} posts wait"),
        };
        format!("{} min of reading: {posts}", self.minutes)
    }
}

/// The running or paused block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    /// Which.
    pub id: SessionId,
    /// The stored session, for the clock.
    #[serde(skip)]
    pub session: Session,
    /// Acts logged in it.
    pub acts: u32,
    /// With how many people.
    pub people: u32,
}

/// One thing done today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Done {
    /// With whom; none for your own.
    pub subject: Option<Subject>,
    /// Name; empty for nobody.
    pub name: String,
    /// Label of the kind: `replied`.
    pub what: String,
}

/// One commitment in a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CommitmentLine {
    /// What: "3 blocks of 30 min a week".
    pub name: String,
    /// In a word, for narrow screens: "blocks", "post".
    pub short: String,
    /// Met already in this period.
    pub met: bool,
    /// Done in this period.
    pub done: u32,
    /// Asked of it.
    pub asked: u32,
    /// "needs 2 of 6 days", "9 days left"; empty where nothing is left to say.
    pub needs: String,
    /// Days to spare: what is left less what it takes; less is more urgent. The largest number, in
    /// JSON null, where nothing is left to do.
    #[serde(serialize_with = "slack")]
    pub slack: i64,
    /// Consecutive periods met.
    pub streak: u32,
    /// "7 weeks".
    pub streak_words: String,
    /// The best streak ever.
    pub best: u32,
    /// 0 to 100.
    pub strength: u32,
    /// Recent strengths, oldest first, 0 to 100, for a sparkline.
    pub history: Vec<u32>,
    /// All rest, or paused by rest.
    pub resting: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn slack<S: Serializer>(days: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    Some(*days).filter(|days| *days < i64::MAX).serialize(serializer)
}

impl Today {
    /// Before which of the rows the reading stands: at the end of the block, whose last minutes it is.
    pub fn reading_at(&self) -> usize {
        if self.cut == 0 { self.rows.len() } else { self.cut.min(self.rows.len()) }
    }

    /// What was done beyond the first `shown`: "2 more", "27 or more".
    pub fn done_beyond(&self, shown: usize) -> String {
        let left = self.done.len().saturating_sub(shown);
        if self.done.len() < DONE_AT_MOST { format!("{left} more") } else { format!("{left} or more") }
    }

    /// How many people have no tier, in words: "1 person", "12 people", "10000 people or more".
    pub fn untiered_words(&self) -> String {
        match self.untiered {
            1 => "1 person".to_owned(),
            UNTIERED_COUNTED.. => format!("{UNTIERED_COUNTED} people or more"),
            some => format!("{some} people"),
        }
    }
}
