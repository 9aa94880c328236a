//! Rounds: a full-screen terminal dashboard for daily social engagement.
//!
//! Layers, from the inside out: [`domain`], [`report`], [`app`], [`ui`]; beside them [`store`].

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod domain;
pub mod exchange;
pub mod inbox;
pub mod intake;
pub mod listen;
pub mod paths;
pub mod refresh;
pub mod report;
pub mod shell;
pub mod store;
pub mod ui;
