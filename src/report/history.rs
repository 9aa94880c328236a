//! The last steps, newest first: what undo would take.
//!
//! Must not know where steps are stored.

use serde::Serialize;

use crate::domain::ids::OperationId;

/// The last steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct History {
    /// Newest first.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its number.
    pub id: OperationId,
    /// When, RFC 3339.
    pub at: String,
    /// "answered Ada Lindqvist".
    pub label: String,
    /// Which window or command made it.
    pub origin: String,
    /// Undone at present: redo would do it again.
    pub undone: bool,
}
