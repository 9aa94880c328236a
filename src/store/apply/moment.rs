//! When an act counts: its instant, the offset there and then, and the local day.
//!
//! Must not know what was done.

use super::work::Work;
use crate::domain::act::When;
use crate::domain::time::{Day, Instant};
use crate::store::error::{Result, StoreError};

/// When an act counts.
pub(super) struct Moment {
    pub(super) at: Instant,
    pub(super) offset: i32,
    pub(super) day: Day,
    pub(super) date_only: bool,
}

impl Moment {
    pub(super) fn of(work: &Work<'_>, when: When) -> Result<Self> {
        let now = work.now;
        let (at, date_only) = match when {
            When::Now => (now.at, false),
            When::At(at) => (at, false),
            When::Day(day) if day == now.day() => (now.at, true),
            When::Day(day) => (now.noon(day), true),
        };
        let offset = now.zone.offset(at);
        let day = match when {
            When::Day(day) => day,
            _ => Day::of(at, offset, now.day_start),
        };
        // a clock that is a little ahead elsewhere is no reason to lose an act
        if day > now.day().plus(1) {
            return Err(StoreError::Refused(format!("{} lies ahead: an act has happened", day.long())));
        }
        Ok(Self { at, offset, day, date_only })
    }
}
