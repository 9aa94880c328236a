//! Standing: where you are with one contact or community, as ranking needs it.
//!
//! Holds only what time alone does not change; everything else is worked out
//! from it and today. Must not know how it is stored.

use super::ids::ActId;
use super::time::{Day, Instant};

/// Where you are with one subject. Recomputed from the log after any change to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Your last act, any kind.
    pub last_out: Option<(Instant, Day)>,
    /// Their last act, any kind.
    pub last_in: Option<(Instant, Day)>,
    /// The last day of a *clk* act: the cadence clock (contacts: either way, communities: yours).
    pub clock_day: Option<Day>,
    /// The last day of a *clk* act of yours.
    pub own_clock_day: Option<Day>,
    /// The last nine gaps in days between distinct *clk* days, oldest first.
    pub gaps: Vec<u32>,
    /// Days of your *exp* acts since their last act, newest last, three at most.
    pub unanswered: Vec<Day>,
    /// Distinct local days with any act, either way, counted to two at most.
    pub days: u32,
    /// Whether you ever met or called.
    pub met: bool,
    /// The freshest inbound act worth an answer that no act of yours has followed.
    pub worth: Option<Worth>,
    /// The first day on which the row can be due: clock day + ⌈0.9 × cadence⌉, or the
    /// day the cadence was chosen while new. None where there is no cadence.
    pub list_from: Option<Day>,
    /// Your last twelve acts: kind ids, newest first.
    pub last_kinds: Vec<String>,
}

/// An inbound act worth an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worth {
    /// The act.
    pub act: ActId,
    /// Its kind id.
    pub kind: String,
    /// When.
    pub at: Instant,
    /// Its local day.
    pub day: Day,
}
