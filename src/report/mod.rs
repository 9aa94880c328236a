//! Plain structs that screens and `--json` both show, and their pure builders.

pub mod card;
pub mod commitments;
pub mod declared;
pub mod history;
pub mod lists;
pub mod markdown;
pub mod review;
pub mod row;
pub mod row_build;
pub mod status;
pub mod today;
