//! An interaction (on screen: act), stored and about to be.
//!
//! Must not know how it is stored or drawn.

use super::ids::{ActId, CommunityId, ContactId, DatedId, HandleId, OwedId, SessionId};
use super::kind::Direction;
use super::time::{Day, Instant};

/// Whom an act is for: at most one contact, one community and one handle.
/// A community without a contact is *someone* there; neither is your own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Target {
    /// The contact.
    pub contact: Option<ContactId>,
    /// The place, where it is a community.
    pub community: Option<CommunityId>,
    /// The handle it went through.
    pub handle: Option<HandleId>,
}

impl Target {
    /// A contact; the store finds the place.
    pub fn contact(id: ContactId) -> Self {
        Self { contact: Some(id), ..Self::default() }
    }

    /// Someone in a community.
    pub fn community(id: CommunityId) -> Self {
        Self { community: Some(id), ..Self::default() }
    }
}

/// What an inbound act opened, decided when it was logged and stored with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Opened {
    /// Nothing.
    Nothing,
    /// An owed item.
    Owed,
    /// Worth an answer.
    Worth,
    /// Counted since the last look.
    Counted,
}

impl Opened {
    /// The stored word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Owed => "owed",
            Self::Worth => "worth",
            Self::Counted => "counted",
        }
    }

    /// The value of that word; anything else is nothing.
    pub fn from_word(word: &str) -> Self {
        match word {
            "owed" => Self::Owed,
            "worth" => Self::Worth,
            "counted" => Self::Counted,
            _ => Self::Nothing,
        }
    }
}

/// A stored act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Row id.
    pub id: ActId,
    /// Stable id across machines.
    pub uid: String,
    /// Who acted.
    pub direction: Direction,
    /// Kind id as stored; an unknown one reads as *other*.
    pub kind: String,
    /// Whom it was for.
    pub target: Target,
    /// When, UTC.
    pub at: Instant,
    /// Minutes east of UTC then and there.
    pub offset: i32,
    /// The local day it counts for.
    pub day: Day,
    /// How many, ≥ 1.
    pub count: u32,
    /// Free note; empty for none.
    pub note: String,
    /// Link; empty for none.
    pub link: String,
    /// Real minutes, where *now* marked its start.
    pub minutes: Option<u32>,
    /// The session it was logged in.
    pub session: Option<SessionId>,
    /// What it opened, if inbound.
    pub opened: Opened,
    /// First of its group (an introduction of two), if it has one.
    pub group: Option<ActId>,
}

/// An act to be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAct {
    /// Who acted.
    pub direction: Direction,
    /// Kind id.
    pub kind: String,
    /// Whom it is for.
    pub target: Target,
    /// When.
    pub when: When,
    /// How many, ≥ 1.
    pub count: u32,
    /// Note; empty for none.
    pub note: String,
    /// Link; empty for none.
    pub link: String,
    /// Inbound: owed, from anybody (a capital letter).
    pub owed: bool,
    /// The item it is known to answer; else the oldest ones of its sort.
    pub settles: Option<OwedId>,
    /// The next step that it does.
    pub does: Option<DatedId>,
    /// The other person of an introduction.
    pub with: Option<ContactId>,
    /// Real minutes, where they are known.
    pub minutes: Option<u32>,
}

impl NewAct {
    /// An act of `kind` for `target`, now, once.
    pub fn new(direction: Direction, kind: &str, target: Target) -> Self {
        Self {
            direction,
            kind: kind.to_owned(),
            target,
            when: When::Now,
            count: 1,
            note: String::new(),
            link: String::new(),
            owed: false,
            settles: None,
            does: None,
            with: None,
            minutes: None,
        }
    }
}

/// When an act happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// As it is logged.
    Now,
    /// On that day, at no known time: it compares as a day.
    Day(Day),
    /// At that instant.
    At(Instant),
}

/// Changes to a stored act (`c`, `act edit`); `None` leaves a field alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActPatch {
    /// Another kind of the same direction.
    pub kind: Option<String>,
    /// Another contact (`Some(None)`: nobody).
    pub contact: Option<Option<ContactId>>,
    /// Another place (`Some(None)`: none).
    pub community: Option<Option<CommunityId>>,
    /// Another time.
    pub when: Option<When>,
    /// Another count, ≥ 1.
    pub count: Option<u32>,
    /// Another note.
    pub note: Option<String>,
    /// Another link.
    pub link: Option<String>,
}

impl ActPatch {
    /// Whether all that it names holds for an act already.
    pub fn holds(&self, act: &Act) -> bool {
        self.kind.as_ref().is_none_or(|kind| *kind == act.kind)
            && self.contact.is_none_or(|contact| contact == act.target.contact)
            && self.community.is_none_or(|community| community == act.target.community)
            && self.when.is_none_or(|when| when == When::At(act.at))
            && self.count.is_none_or(|count| count == act.count)
            && self.note.as_ref().is_none_or(|note| *note == act.note)
            && self.link.as_ref().is_none_or(|link| *link == act.link)
    }
}
