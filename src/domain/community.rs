//! A community: a place where people gather. Facts only; the ladder stands beside.
//!
//! Must not know how it is stored or drawn.

use super::contact::{Handle, words};
use super::ids::CommunityId;
use super::time::{Day, Instant};

words! {
    /// Whether you spend blocks there.
    State { /// Looking around: every 14 days.
        Scouting = "scouting", /// Chosen: every 4 days.
        Focus = "focus", /// Left for now: only what is owed.
        Parked = "parked" }
}
words! {
    /// Your role there.
    Role { /// Not yet one of them.
        Guest = "guest", /// One of them.
        Member = "member", /// The place is yours: no ladder, the host's view.
        Host = "host" }
}
words! {
    /// How a rung or stage came.
    StepHow { /// By evidence.
        Earned = "earned", /// Said by you.
        Said = "said" }
}

/// What a person fills in about a community. Empty texts mean not filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunityFields {
    /// Name, never empty.
    pub name: String,
    /// The platform's word: `forum`, `slack`, `mastodon` …; groups rows of the queue.
    pub platform: String,
    /// The working page that `o` opens; empty for none.
    pub link: String,
    /// State.
    pub state: State,
    /// Role.
    pub role: Role,
    /// An own cadence in days (≥ 1), before the state's.
    pub cadence: Option<u32>,
    /// Days a reply may wait there, before the platform's.
    pub patience: Option<u32>,
    /// Its rules, as noted.
    pub rules: String,
    /// What it can expect of you.
    pub expects: String,
    /// Under which name you act there.
    pub acting_as: String,
    /// Long note.
    pub notes: String,
    /// No ladder for this place.
    pub no_ladder: bool,
    /// Pinned: always near the top.
    pub pinned: bool,
    /// Tags.
    pub tags: Vec<String>,
    /// Topics.
    pub topics: Vec<String>,
}

impl Default for CommunityFields {
    fn default() -> Self {
        Self {
            name: String::new(),
            platform: String::new(),
            link: String::new(),
            state: State::Scouting,
            role: Role::Guest,
            cadence: None,
            patience: None,
            rules: String::new(),
            expects: String::new(),
            acting_as: String::new(),
            notes: String::new(),
            no_ladder: false,
            pinned: false,
            tags: Vec::new(),
            topics: Vec::new(),
        }
    }
}

/// A community as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Community {
    /// Row id.
    pub id: CommunityId,
    /// Stable id across machines.
    pub uid: String,
    /// What the person filled in.
    pub fields: CommunityFields,
    /// The rung you stand on, 0 to 7.
    pub rung: u8,
    /// Every step taken, oldest first.
    pub steps: Vec<RungStep>,
    /// The day on which the cadence in force was chosen.
    pub cadence_day: Option<Day>,
    /// Archived communities are in no list but can be found.
    pub archived: bool,
    /// Handles of the place.
    pub handles: Vec<Handle>,
    /// When it was added.
    pub added: Instant,
}

/// One step on the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RungStep {
    /// The rung stepped to, 0 to 7.
    pub rung: u8,
    /// The day of the step.
    pub day: Day,
    /// How it came.
    pub how: StepHow,
}
