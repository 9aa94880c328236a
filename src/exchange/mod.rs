//! Import and export: the files of other programs, as text or bytes, to and from [`crate::domain`].
//!
//! Pure: bytes in, values out. Must not know files, the store, or who is here already.

pub mod decode;
pub mod recognise;
pub mod table;
