//! What was imported before: when, what it was, and how many of it are still in the lists.
//!
//! Must not know where imports are stored.

use serde::Serialize;

use crate::domain::ids::ImportId;
use crate::domain::number::counted;

/// One import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastImport {
    /// Its number.
    pub number: ImportId,
    /// When, RFC 3339.
    pub at: String,
    /// The day, as it is told.
    pub day: String,
    /// What it was: "LinkedIn connections".
    pub format: String,
    /// How many who came with it are neither archived nor merged into somebody.
    pub people: u32,
}

impl PastImport {
    /// How many are left, in words.
    pub fn left(&self) -> String {
        match self.people {
            0 => "nobody left".to_owned(),
            people => counted(people, "person", "people"),
        }
    }
}
