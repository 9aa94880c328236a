//! Rounds: a full-screen terminal dashboard for daily social engagement.
//!
//! Layers, from the inside out: [`domain`], [`report`], [`app`].

pub mod app;
pub mod clock;
pub mod config;
pub mod domain;
pub mod paths;
pub mod report;
pub mod store;
