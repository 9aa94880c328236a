//! Printing: reports as aligned text or as JSON.
//!
//! Owns the last cleaning before text leaves the program. Must not know where reports come from.

pub mod card;
pub mod lists;
pub mod page;
pub mod progress;
pub mod review;
pub mod sieve;
pub mod status;
pub mod table;
pub mod today;
