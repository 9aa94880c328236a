//! A form as data: what it is about, its labelled lines, what they must keep.
//!
//! Must not know how it is typed into, drawn or what its words mean.

use super::field::Field;
use crate::domain::community::CommunityFields;
use crate::domain::contact::ContactFields;
use crate::domain::ids::{CommitmentId, CommunityId, ContactId, Subject};

/// What the lines do not show and a change must keep.
#[derive(Debug, Clone, PartialEq)]
pub enum Before {
    /// A contact.
    Contact(Box<ContactFields>),
    /// A community.
    Community(Box<CommunityFields>),
    /// Nothing.
    Nothing,
}

/// What a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A contact.
    Contact(ContactId),
    /// A community.
    Community(CommunityId),
    /// A handle of a subject.
    Handle(Subject),
    /// A feed, of somebody or of nobody yet.
    Feed(Option<Subject>),
    /// A new commitment, planned block or rest, in words.
    Plan,
    /// A commitment to be changed.
    Commitment(CommitmentId),
}

/// One labelled line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its label.
    pub label: &'static str,
    /// What is typed.
    pub field: Field,
    /// The words to choose from with the arrows, where it is a choice.
    pub choices: &'static [&'static str],
    /// What may stand here, dimmed while it is empty.
    pub hint: &'static str,
}

/// The form.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// What it is about.
    pub about: About,
    /// Its title.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Which line is typed in.
    pub on: usize,
    /// What is wrong, and on which line.
    pub problem: Option<(usize, String)>,
    /// What it would mean: the load before and after, an echo.
    pub echo: String,
    /// Everything as it was before, which the lines do not show.
    pub before: Before,
}

impl Form {
    /// What stands in the line of that label.
    pub fn text(&self, label: &str) -> &str {
        self.lines.iter().find(|line| line.label == label).map_or("", |line| line.field.text().trim())
    }
}
