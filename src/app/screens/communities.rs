//! Communities: a short list, and the card of one.

use crate::app::cursor::Cursor;
use crate::app::effect::Query;
use crate::domain::ids::Subject;
use crate::report::lists::List;

/// The screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CommunitiesScreen {
    /// The lines.
    pub list: List,
    /// The selection.
    pub cursor: Cursor<Subject>,
    /// The archive instead.
    pub archived: bool,
}

impl CommunitiesScreen {
    /// The query that fills it.
    pub fn query(&self) -> Query {
        Query::Communities { archived: self.archived }
    }

    /// Takes lines in.
    pub fn take(&mut self, list: List) {
        self.list = list;
        self.cursor.follow(&self.ids());
    }

    /// Every place in the list, in order.
    pub fn ids(&self) -> Vec<Subject> {
        self.list.lines.iter().map(|line| line.subject).collect()
    }
}
