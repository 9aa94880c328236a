//! The outer edge of the dashboard: terminal, the one poll, effects, the loop.
//!
//! Must not name SQL, and knows nothing of the command line.

pub mod asking;
#[cfg(unix)]
pub mod burst;
pub mod effects;
#[cfg(unix)]
pub mod events;
#[cfg(not(unix))]
#[path = "events_thread.rs"]
pub mod events;
#[cfg(unix)]
pub mod hangup;
pub mod importing;
pub mod input;
pub mod outside;
pub mod run;
mod silent;
#[cfg(unix)]
pub mod stop;
pub mod terminal;
pub mod watch;
pub mod windows;
