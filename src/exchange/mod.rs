//! Import and export: the files of other programs, as text or bytes, to and from [`crate::domain`].
//!
//! Pure: bytes in, values out. Must not know files, the store, or who is here already.

pub mod abook;
pub mod account;
pub mod archive;
pub mod bluesky;
mod calendar;
pub mod choices;
pub mod columns;
pub mod date;
pub mod decode;
pub mod entity;
pub mod feed_list;
pub mod friends;
mod gather;
pub mod github;
pub mod google;
mod header;
pub mod json;
pub mod linkedin;
pub mod linkedin_messages;
pub mod mapping;
pub mod mastodon;
pub mod meta;
pub mod monica;
mod monica_person;
pub mod newsboat;
pub mod opml;
pub mod out;
pub mod outlook;
pub mod own_json;
pub mod people_table;
pub mod person;
pub mod recognise;
pub mod table;
pub mod table_look;
pub mod thunderbird;
pub mod vcard;
pub mod vcard_cards;
pub mod vcard_property;
pub mod x_archive;

#[cfg(test)]
mod hostile;
