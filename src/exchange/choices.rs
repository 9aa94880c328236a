//! What a person chose about an import before it is read.
//!
//! Must not know how any format is read.

use crate::domain::table_look::Chosen;

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// Whether the days on which messages went to and fro are read; what they say is never kept.
    pub messages: bool,
    /// Which column of a table of people is what: `name=Full name,mail=E-mail`; every file is such a table then.
    pub map: Option<String>,
    /// The same, said for tables with certain columns.
    pub said: Vec<Chosen>,
    /// The same, said before and remembered.
    pub known: Vec<Chosen>,
}

impl Choices {
    /// These, with or without messages.
    #[must_use]
    pub fn with_messages(mut self, messages: bool) -> Self {
        self.messages = messages;
        self
    }
}
