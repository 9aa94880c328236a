//! Attention: which subjects are listed, why, and in what order.
//!
//! Owns the terms of the score and the order. Computed on read, never stored.
//! Must not know where its facts come from.

use serde::Serialize;

use super::community::{Role, State};
use super::contact::{Dated, Stage, Style, Tier};
use super::ids::{CommunityId, PostId, Subject};
use super::owed::Owed;
use super::standing::Standing;
use super::time::{Day, Instant};

/// Everything that ranking needs to know about one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Who.
    pub subject: Subject,
    /// Stable id, the last tie-break.
    pub uid: String,
    /// Name.
    pub name: String,
    /// Platform that groups its row: a community's own; for a contact that of the oldest open
    /// item's place, else of the place last used with them, else of the first handle; empty for none.
    pub platform: String,
    /// The community where the row takes place: itself, or the contact's place.
    pub place: Option<CommunityId>,
    /// Tier; none for communities.
    pub tier: Option<Tier>,
    /// Style; rhythm for communities.
    pub style: Style,
    /// Stage of a contact.
    pub stage: Stage,
    /// State and role of a community.
    pub community: Option<(State, Role)>,
    /// Rung of a community, 0 to 7.
    pub rung: u8,
    /// Whether a community has a ladder (it may have it off).
    pub ladder: bool,
    /// Cadence in days in force (own, else the tier's or state's).
    pub cadence: Option<u32>,
    /// The day on which it was chosen.
    pub cadence_day: Option<Day>,
    /// Pinned.
    pub pinned: bool,
    /// Days a reply may wait there.
    pub patience: u32,
    /// The standing.
    pub standing: Standing,
    /// Open items, faded ones included, oldest first.
    pub owed: Vec<Owed>,
    /// Birthday, yearly dates and steps not done.
    pub dated: Vec<Dated>,
    /// A pass or snooze in force or over.
    pub hold: Option<Hold>,
    /// What the next rung or stage wants, where one act of yours is all that is missing.
    pub one_act_from: Option<String>,
    /// The unread post that counts most, if there is one.
    pub post: Option<Post>,
}

impl Facts {
    /// Facts of somebody or some place about whom nothing else is known: no tier or
    /// state, no cadence, nothing logged, a reply may wait three days.
    pub fn new(subject: Subject, uid: &str, name: &str) -> Self {
        Self {
            subject,
            uid: uid.to_owned(),
            name: name.to_owned(),
            platform: String::new(),
            place: subject.community(),
            tier: None,
            style: Style::Rhythm,
            stage: Stage::Noticed,
            community: None,
            rung: 0,
            ladder: true,
            cadence: None,
            cadence_day: None,
            pinned: false,
            patience: 3,
            standing: Standing::default(),
            owed: Vec::new(),
            dated: Vec::new(),
            hold: None,
            one_act_from: None,
            post: None,
        }
    }
}

/// An unread post of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The post.
    pub id: PostId,
    /// Its title.
    pub title: String,
    /// When it appeared.
    pub at: Instant,
    /// The local day of that.
    pub day: Day,
    /// Whether it matches one of their topics: it then counts in full for 30 days.
    pub topic: bool,
}

/// A pass or a snooze.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// A pass; else a snooze.
    pub pass: bool,
    /// When it was set.
    pub set: Instant,
    /// The day on which the row comes back.
    pub until: Day,
}

/// A named term of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// A reply is owed.
    Reply,
    /// Thanks or a promise are owed.
    Thanks,
    /// The cadence is due.
    Due,
    /// Worth an answer.
    Worth,
    /// Silent beyond the usual.
    Drift,
    /// A dated event or next step.
    Dated,
    /// New.
    New,
    /// One act from the next rung or stage.
    Step,
    /// Inner or close tier.
    Tier,
    /// Pinned.
    Pinned,
    /// Acted with today already.
    Today,
    /// Acts unanswered.
    Unanswered,
}
