//! The screens, a file each; each begins with its sketch.

pub mod card;
pub mod card_community;
pub mod card_contact;
pub mod communities;
pub mod empty;
pub mod list;
pub mod listen;
pub mod listen_reader;
pub mod people;
pub mod review;
pub mod review_parts;
pub mod review_steps;
pub mod strip;
pub mod today;
pub mod today_parts;
