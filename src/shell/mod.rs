//! The outer edge of the dashboard: terminal, the one poll, effects, the loop.
//!
//! Must not name SQL, and knows nothing of the command line.

pub mod effects;
pub mod events;
pub mod outside;
pub mod run;
pub mod terminal;
pub mod watch;
pub mod windows;
