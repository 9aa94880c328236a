//! People: a list that is filtered by words, and the card of one.

use crate::app::cursor::Cursor;
use crate::app::effect::Query;
use crate::app::field::Field;
use crate::domain::ids::Subject;
use crate::report::lists::List;

/// Lines loaded at first, and more with each reach of the end.
pub const PAGE: usize = 200;

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleScreen {
    /// The lines.
    pub list: List,
    /// The selection.
    pub cursor: Cursor<Subject>,
    /// The filter.
    pub filter: Field,
    /// Whether keys go to the filter.
    pub filtering: bool,
    /// How many lines are asked for.
    pub limit: usize,
    /// The archive instead.
    pub archived: bool,
}

impl Default for PeopleScreen {
    fn default() -> Self {
        Self {
            list: List::default(),
            cursor: Cursor::default(),
            filter: Field::default(),
            filtering: false,
            limit: PAGE,
            archived: false,
        }
    }
}

impl PeopleScreen {
    /// The query that fills it.
    pub fn query(&self) -> Query {
        Query::People { filter: self.filter.text().trim().to_owned(), limit: self.limit, archived: self.archived }
    }

    /// Takes lines in, unless the filter has moved on meanwhile.
    pub fn take(&mut self, query: &Query, list: List) {
        if *query == self.query() {
            self.list = list;
            self.cursor.follow(&self.ids());
        }
    }

    /// Everybody in the list, in order.
    pub fn ids(&self) -> Vec<Subject> {
        self.list.lines.iter().map(|line| line.subject).collect()
    }

    /// Whether the end of the lines is near and more can be asked for.
    pub fn wants_more(&self) -> bool {
        self.list.lines.len() < self.list.matching && self.cursor.index() + 20 > self.list.lines.len()
    }
}
