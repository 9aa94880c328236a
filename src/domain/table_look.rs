//! A table as it is looked at by whoever says which of its columns is what, and the choice that is kept of it.
//!
//! Must not know how a table is read.

use super::fold::fold;

/// Which column is what, for tables with these columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// What tells such tables from others.
    pub key: String,
    /// Which is what: `name=Full name,mail=#3`.
    pub map: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableLook {
    /// What tells tables with these columns from others.
    pub key: String,
    /// Its columns.
    pub columns: Vec<ColumnLook>,
    /// What a column may be, as it is typed; the first, which is empty, leaves it out.
    pub fields: Vec<&'static str>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnLook {
    /// Its name; empty for none.
    pub name: String,
    /// How a mapping speaks of it: its name, or `#3`.
    pub called: String,
    /// The first cells below.
    pub samples: Vec<String>,
    /// What it is taken for; empty for nothing.
    pub field: &'static str,
}

impl TableLook {
    /// What is chosen, in the form of the command line.
    pub fn map(&self) -> String {
        let chosen = self.columns.iter().filter(|column| !column.field.is_empty());
        let pairs: Vec<String> = chosen.map(|column| format!("{}={}", column.field, column.called)).collect();
        pairs.join(",")
    }

    /// The same table with what was chosen, in the form of the command line.
    #[must_use]
    pub fn with(mut self, map: &str) -> Self {
        let pairs: Vec<(&str, &str)> = map.split(',').filter_map(|pair| pair.split_once('=')).collect();
        for column in &mut self.columns {
            let meant = fold(column.called.trim());
            let word = pairs.iter().find(|(_, name)| fold(name.trim()) == meant).map_or("", |(word, _)| word.trim());
            column.field = self.fields.iter().find(|field| **field == word).copied().unwrap_or_default();
        }
        self
    }

    /// Whether somebody can be called by what is chosen.
    pub fn names_somebody(&self) -> bool {
        self.columns.iter().any(|column| ["name", "first", "last", "mail"].contains(&column.field))
    }
}
