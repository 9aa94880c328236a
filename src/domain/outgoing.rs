//! What leaves in the forms that other programs read: acts, what is owed, dates and planned blocks, with the names that
//! a person knows instead of numbers.
//!
//! The counterpart of `incoming`. Must not know any form.

use super::commitment::Planned;
use super::contact::DatedSort;
use super::kind::Direction;
use super::time::{Day, Instant};

/// A logged act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingAct {
    /// Its stable id.
    pub uid: String,
    /// The local day for which it counts.
    pub day: Day,
    /// The instant; none where only the day is known.
    pub at: Option<Instant>,
    /// Minutes east of UTC then and there.
    pub offset: i32,
    /// Who acted.
    pub direction: Direction,
    /// Kind id.
    pub kind: String,
    /// The stable id of the person, as living now; empty for nobody.
    pub person_uid: String,
    /// Their name.
    pub person: String,
    /// The name of the community; empty for none.
    pub community: String,
    /// The platform: of the handle, else of the community; empty for none.
    pub platform: String,
    /// How many.
    pub count: u32,
    /// Note; empty for none.
    pub note: String,
    /// Link; empty for none.
    pub link: String,
    /// Real minutes, where they are known.
    pub minutes: Option<u32>,
}

/// Something owed, open or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingOwed {
    /// Its stable id.
    pub uid: String,
    /// To whom, by name; empty for a place alone.
    pub person: String,
    /// Where; empty for no place.
    pub community: String,
    /// The word of its sort.
    pub sort: String,
    /// What was asked or promised.
    pub text: String,
    /// Link; empty for none.
    pub link: String,
    /// How many were owed.
    pub count: u32,
    /// How many are open.
    pub left: u32,
    /// Since when.
    pub since: Day,
    /// The day it is due.
    pub due: Option<Day>,
    /// How it was closed; empty where it was not.
    pub closed: String,
}

/// A birthday, yearly date or step that is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingDate {
    /// Its stable id.
    pub uid: String,
    /// Whose.
    pub person: String,
    /// Its sort.
    pub sort: DatedSort,
    /// What; empty for a birthday.
    pub text: String,
    /// `YYYY-MM-DD`, or `--MM-DD` for a yearly date without a year.
    pub day: String,
}

/// A planned block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingPlanned {
    /// Its stable id.
    pub uid: String,
    /// When.
    pub planned: Planned,
    /// For that place alone; empty for all.
    pub community: String,
}

/// A commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingCommitment {
    /// Its stable id.
    pub uid: String,
    /// Its words: "3 blocks of 30 min a week".
    pub words: String,
    /// First day.
    pub from: Day,
    /// Last day, where it ended.
    pub until: Option<Day>,
}
