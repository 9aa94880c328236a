//! Plain structs that screens and `--json` both show, and their pure builders.

pub mod card;
pub mod card_build;
pub mod command;
pub mod commitments;
pub mod declared;
pub mod dry_run;
pub mod duplicates;
pub mod history;
pub mod listening;
pub mod lists;
pub mod markdown;
pub mod name_index;
pub mod past_imports;
pub mod plans;
pub mod recap;
pub mod review;
pub mod review_build;
pub mod review_steps;
pub mod row;
pub mod row_build;
pub mod status;
pub mod today;
