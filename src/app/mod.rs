//! The state machine of the dashboard: keys and loaded facts in, effects out; no screen, no store, no clock.

pub mod action;
pub mod key;
pub mod keymap;
