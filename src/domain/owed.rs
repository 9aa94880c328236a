//! What you owe: replies, thanks and promises, and which acts settle them.
//!
//! Owns the facts of an item and the pure rules of patience, fading and
//! settlement. Must not know how it is stored or drawn.

use super::contact::words;
use super::ids::{ActId, CommunityId, ContactId, OwedId};
use super::time::{Day, Instant};

words! {
    /// The sort of an owed item.
    OwedSort { /// An answer.
        Reply = "reply", /// Thanks.
        Thanks = "thanks", /// A promise: settled by name only.
        Promise = "promise" }
}
words! {
    /// How an item was closed without an act.
    Closed { /// Let be, without penalty.
        LetBe = "let_be", /// A promise kept.
        Kept = "kept" }
}

/// An owed item with what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Row id.
    pub id: OwedId,
    /// Its sort.
    pub sort: OwedSort,
    /// The contact to whom it is owed (as living now), if one is named.
    pub contact: Option<ContactId>,
    /// The community where it is owed.
    pub community: Option<CommunityId>,
    /// What was asked or promised; empty for none.
    pub text: String,
    /// The link of the thing; empty for none.
    pub link: String,
    /// How many were owed, ≥ 1.
    pub count: u32,
    /// How many are still open; 0 is settled or closed.
    pub left: u32,
    /// Since when, UTC.
    pub since: Instant,
    /// The local day of it.
    pub since_day: Day,
    /// The day it is due, if one was named.
    pub due: Option<Day>,
    /// The day from which fading counts: since, due, or the day a review revived it.
    pub fades_from: Day,
    /// How it was closed, if it was.
    pub closed: Option<Closed>,
    /// The inbound act that opened it.
    pub act: Option<ActId>,
    /// The kind id of that act: `asked`, `invited`; empty where there is none.
    pub kind: String,
}
