//! Rounds: a full-screen terminal dashboard for daily social engagement.
//!
//! Layers, from the inside out: [`domain`], [`report`], [`app`].

pub mod app;
pub mod domain;
pub mod report;
pub mod store;
