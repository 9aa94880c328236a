//! Popups, lines and forms: state and keys, a file each; `ui::overlays` paints them.

pub mod complete;
pub mod date;
pub mod duplicates;
pub mod find;
pub mod first_run;
pub mod follow;
pub mod form;
pub mod help;
pub mod import;
pub mod log;
pub mod many;
pub mod owe;
pub mod palette;
pub mod pass;
pub mod past_imports;
pub mod plan;
pub mod question;
pub mod recap;
pub mod snooze;
pub mod triage;
