//! Attention: what ranking is told about a subject and what it answers.
//!
//! Owns the facts, the terms, the lanes and the marks; `terms` weighs them, `weigh`
//! finds the words and the order. Computed on read, never stored. Must not know where
//! its facts come from.

use serde::Serialize;

use super::community::{Role, State};
use super::contact::{Dated, Stage, Style, Tier};
use super::ids::{CommunityId, DatedId, OwedId, PostId, Subject, Uid};
use super::owed::Owed;
use super::standing::Standing;
use super::time::{Day, Instant};

/// Everything that ranking needs to know about one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Who.
    pub subject: Subject,
    /// Stable id, the last tie-break.
    pub uid: Uid,
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
    /// The link of a contact's profile; empty for none.
    pub profile: String,
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
            uid: uid.into(),
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
            profile: String::new(),
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
    /// Worth an answer, or an unread post.
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

impl Term {
    /// Every term, in the order in which points are shown.
    pub const ALL: [Self; 12] = [
        Self::Reply,
        Self::Thanks,
        Self::Due,
        Self::Worth,
        Self::Drift,
        Self::Dated,
        Self::New,
        Self::Step,
        Self::Tier,
        Self::Pinned,
        Self::Today,
        Self::Unanswered,
    ];
}

/// Some of the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terms(u16);

impl Terms {
    /// Adds a term.
    pub fn insert(&mut self, term: Term) {
        self.0 |= 1 << term as u16;
    }

    /// Whether the term is among them.
    pub fn has(self, term: Term) -> bool {
        self.0 & 1 << term as u16 != 0
    }

    /// Those that are in both.
    #[must_use]
    pub fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Term> for Terms {
    fn from_iter<I: IntoIterator<Item = Term>>(terms: I) -> Self {
        let mut set = Self::default();
        terms.into_iter().for_each(|term| set.insert(term));
        set
    }
}

/// Where a subject stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// In the list, and in the plan where it fits.
    Queue,
    /// Quiet for so long that only the review asks; never in the plan.
    Dormant,
    /// Waiting on others: three acts of yours are unanswered; never in the plan.
    Waiting,
    /// Snoozed until a day.
    Snoozed,
    /// Passed on until the next day.
    Passed,
    /// No reason to list it.
    NotListed,
}

impl Lane {
    /// Whether who stands there is listed today: in the queue, dormant or waiting on others.
    pub fn listed(self) -> bool {
        matches!(self, Self::Queue | Self::Dormant | Self::Waiting)
    }
}

/// The mark at the left of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Something is owed.
    Owed,
    /// Due (r ≥ 1) or drifting.
    Due,
    /// Any other reason.
    Other,
    /// Snoozed or passed on.
    Snoozed,
}

/// The numbers of one subject on one day: cheap, no words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// Who.
    pub subject: Subject,
    /// Stable id, the last tie-break.
    pub uid: Uid,
    /// Tenths of a point of each term, in the order of [`Term::ALL`].
    pub tenths: [i32; 12],
    /// Their sum.
    pub total: i32,
    /// The terms for which the row is listed today; what a rest, the style or a parked
    /// place silences is not among them.
    pub reasons: Terms,
    /// Where it stands.
    pub lane: Lane,
    /// Its mark.
    pub mark: Mark,
    /// Days since the last act either way; none where there never was one.
    pub silence: Option<i64>,
    /// Days that the cadence clock counts, and the cadence.
    pub clock: Option<(i64, u32)>,
}

impl Score {
    /// Tenths of one term.
    pub fn of(&self, term: Term) -> i32 {
        self.tenths[term as usize]
    }

    /// Whether something is owed that is a reason today.
    pub fn owed(&self) -> bool {
        self.reasons.has(Term::Reply) || self.reasons.has(Term::Thanks)
    }

    /// Whether it is listed today: in the queue, dormant or waiting on others.
    pub fn listed(&self) -> bool {
        self.lane.listed()
    }
}

/// A row with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// The numbers.
    pub score: Score,
    /// Name.
    pub name: String,
    /// Platform that groups it; empty for none.
    pub platform: String,
    /// The community where it takes place.
    pub place: Option<CommunityId>,
    /// The terms that count or for which it is listed, with tenths and words; the tenths
    /// add up to the score.
    pub terms: Vec<(Term, i32, String)>,
    /// Why, in words: "asked: does it run on musl?"; empty where it is not listed.
    pub reason: String,
    /// What the suggested act is, as an invitation: "share one of theirs".
    pub hint: &'static str,
    /// The right column: "2 d", "today", "Thu", "2 h"; empty for none.
    pub when: String,
    /// The owed item that the row shows and `l` closes.
    pub item: Option<OwedId>,
    /// What is owed today, the shown item first: minutes that settling one takes, and how
    /// many are left.
    pub debts: Vec<(u32, u32)>,
    /// What `Space` logs.
    pub suggested: Suggested,
}

/// The suggested act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggested {
    /// Kind id of the act.
    pub kind: &'static str,
    /// How the footer names it: "answered".
    pub label: &'static str,
    /// Minutes it usually takes.
    pub minutes: u32,
    /// The owed item that it settles.
    pub settles: Option<OwedId>,
    /// Whether that item is a promise, which is kept by name.
    pub keeps: bool,
    /// The next step that it does.
    pub does: Option<DatedId>,
    /// The post that it reads.
    pub reads: Option<PostId>,
}
