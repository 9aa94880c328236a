//! Rounds: a full-screen terminal dashboard for daily social engagement.
//!
//! Layers, from the inside out: [`domain`], [`app`].

pub mod app;
pub mod domain;
