//! Whom an act is for, as sentences name them.
//!
//! Must not know acts.

use super::ids::Subject;

/// Whom an act is for, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom<'n> {
    /// A contact.
    Person(&'n str),
    /// A community, and nobody in particular there.
    Place(&'n str),
}

impl<'n> Whom<'n> {
    /// A subject by its name.
    pub fn new(subject: Subject, name: &'n str) -> Self {
        match subject {
            Subject::Contact(_) => Self::Person(name),
            Subject::Community(_) => Self::Place(name),
        }
    }
}
