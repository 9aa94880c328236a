//! Listening: what people and places publish as feeds, and how to ask for it with good manners.
//!
//! Pure outside of [`fetch`], which alone reaches the network: bytes in, values out. Must not know screens or the store.

pub mod address;
pub mod answer;
pub mod charset;
pub mod date;
pub mod derive;
pub mod discover;
pub mod feed;
pub mod fetch;
pub mod json;
pub mod manners;
pub mod markup;
pub mod plain;
pub mod raw;
pub mod seek;
pub mod visit;
pub mod vocabulary;
pub mod xml;
