//! The forms in which things leave for other programs, each a file. What comes in stands beside this folder.

pub mod calendar;
pub mod cards;
pub mod friends;
pub mod opml;
pub mod people;
pub mod tables;
