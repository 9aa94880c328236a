//! Standing: where you are with one contact or community, as ranking needs it.
//!
//! Holds only what time alone does not change; everything else is worked out
//! from it and today. Must not know how it is stored.

use super::ids::ActId;
use super::time::{Day, Instant};

/// How many of the newest days with an act are kept: as many as a stage asks for at most.
pub const RECENT_DAYS: usize = 5;

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
    /// The newest distinct local days with any act, either way, newest first; at most [`RECENT_DAYS`].
    pub recent: Vec<Day>,
    /// Whether you ever met or called.
    pub met: bool,
    /// The freshest inbound act worth an answer that no act of yours has followed.
    pub worth: Option<Worth>,
    /// The first day on which the row can be due: clock day + ⌈0.9 × cadence⌉, or the
    /// day the cadence was chosen while new. None where there is no cadence.
    pub list_from: Option<Day>,
    /// Your last twelve acts: kind ids, newest first.
    pub last_kinds: LastKinds,
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

/// Kind ids in a row, in one piece of text: thousands are read for one list, and few of them are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LastKinds(String);

impl LastKinds {
    /// The ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split_ascii_whitespace()
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Puts one behind the others.
    pub fn push(&mut self, id: &str) {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(id);
    }

    /// The ids with a space between them.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: AsRef<str>> FromIterator<T> for LastKinds {
    fn from_iter<I: IntoIterator<Item = T>>(ids: I) -> Self {
        let mut all = Self::default();
        ids.into_iter().for_each(|id| all.push(id.as_ref()));
        all
    }
}

/// From ids with a space between them.
impl<T: Into<String>> From<T> for LastKinds {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}
