//! Rules and facts: pure values and functions, no store, no screen, no clock.

pub mod act;
pub mod attention;
pub mod balance;
pub mod change;
pub mod clean;
pub mod commitment;
pub mod community;
pub mod contact;
pub mod fold;
pub mod heatmap;
pub mod host;
pub mod ids;
pub mod kind;
pub mod ladder;
pub mod number;
pub mod owed;
pub mod points;
pub mod rhythm;
pub mod session;
pub mod settings;
pub mod settle;
pub mod stage;
pub mod standing;
pub mod text;
pub mod time;
