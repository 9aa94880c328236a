//! One row of a list of people and places: who, why, when, and what `Space` would log.
//!
//! Must not know how it is drawn or where its facts come from.

use serde::{Serialize, Serializer};

use crate::domain::attention::Term;
use crate::domain::ids::{CommunityId, DatedId, OwedId, PostId, Subject};
use crate::domain::owed::{Owed, OwedSort};
use crate::domain::time::Day;

/// The mark before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Something is owed.
    Owed,
    /// Due (r ≥ 1) or drifting.
    Due,
    /// Any other reason.
    Other,
    /// Snoozed or passed.
    Snoozed,
    /// Done today.
    Done,
    /// Doing now.
    Now,
    /// No reason: a row of a list that is not a queue.
    None,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// In the queue.
    Queue,
    /// Waiting on others: acts of yours unanswered.
    Waiting,
    /// Dormant, apart from due.
    Dormant,
    /// Snoozed or passed.
    Snoozed,
    /// Not listed.
    Unlisted,
}

/// A named term with its points in tenths, as `--json` and the card print it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermPoints {
    /// Which.
    pub term: Term,
    /// Tenths of a point; the terms of a row add up to its score.
    #[serde(rename = "points", serialize_with = "tenths")]
    pub tenths: i32,
}

/// The act that `Space` logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// Kind id of an outbound act.
    pub kind: String,
    /// As the footer names it: `answered`.
    pub label: String,
    /// The owed item that it settles.
    pub settles: Option<OwedId>,
    /// The promise that it keeps.
    pub keeps: Option<OwedId>,
    /// The next step that it does.
    pub does: Option<DatedId>,
    /// The post that it is a reaction to, and marks as read.
    pub reads: Option<PostId>,
}

/// An open item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwedLine {
    /// Which.
    pub id: OwedId,
    /// Its sort.
    pub sort: OwedSort,
    /// What was asked or promised; empty for none.
    pub text: String,
    /// Link; empty for none.
    pub link: String,
    /// How many are open.
    pub left: u32,
    /// Since which day.
    pub since: Day,
    /// The day it is due, if one was named.
    pub due: Option<Day>,
}

impl From<&Owed> for OwedLine {
    fn from(owed: &Owed) -> Self {
        Self {
            id: owed.id,
            sort: owed.sort,
            text: owed.text.clone(),
            link: owed.link.clone(),
            left: owed.left,
            since: owed.since_day,
            due: owed.due,
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Who.
    pub subject: Subject,
    /// Stable id.
    pub uid: String,
    /// Name.
    pub name: String,
    /// Platform that groups it; empty for none.
    pub platform: String,
    /// The community where it takes place, if there is one.
    pub place: Option<CommunityId>,
    /// Its name; empty for none.
    pub place_name: String,
    /// Mark.
    pub mark: Mark,
    /// The reason in words.
    pub reason: String,
    /// The right column: `2 d`, `today`, `Thu`; empty for none.
    pub when: String,
    /// Where it stands.
    pub lane: Lane,
    /// The terms of its score.
    pub terms: Vec<TermPoints>,
    /// Score in tenths of a point.
    #[serde(rename = "score", serialize_with = "tenths")]
    pub score: i32,
    /// Open items that have not faded, oldest first.
    pub owed: Vec<OwedLine>,
    /// The item that the row shows, which `l` lets be.
    pub shown: Option<OwedId>,
    /// What `Space` logs.
    pub suggested: Suggestion,
    /// What `o` opens: link of the reason, working page, profile; empty for none.
    pub link: String,
    /// Pinned.
    pub pinned: bool,
}

impl Row {
    /// A row that knows no more than who it is: of a list that is not a queue.
    pub fn plain(subject: Subject, name: &str) -> Self {
        Self {
            subject,
            uid: String::new(),
            name: name.to_owned(),
            platform: String::new(),
            place: None,
            place_name: String::new(),
            mark: Mark::None,
            reason: String::new(),
            when: String::new(),
            lane: Lane::Unlisted,
            terms: Vec::new(),
            score: 0,
            owed: Vec::new(),
            shown: None,
            suggested: Suggestion {
                kind: "messaged".to_owned(),
                label: "messaged".to_owned(),
                settles: None,
                keeps: None,
                does: None,
                reads: None,
            },
            link: String::new(),
            pinned: false,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn tenths<S: Serializer>(tenths: &i32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(f64::from(*tenths) / 10.0)
}
