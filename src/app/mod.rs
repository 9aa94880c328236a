//! The state machine of the dashboard: keys and loaded facts in, effects out; no screen, no store, no clock.

pub mod action;
pub mod alike;
pub mod block;
pub mod cursor;
pub mod dispatch;
pub mod drafts;
pub mod effect;
pub mod field;
pub mod form;
pub mod forms;
pub mod key;
pub mod keymap;
pub mod loaded;
pub mod model;
pub mod mouse;
pub mod movement;
pub mod msg;
pub mod overlay;
pub mod overlays;
pub mod refresh;
pub mod reply;
pub mod screens;
pub mod sentences;
pub mod steps;
pub mod update;
pub mod verbs;
