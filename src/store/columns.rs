//! What somebody said of the columns of a table, remembered for the next one with the same columns.
//!
//! A note of ours: no step, and nothing for undo. Must not know what a column may be.

use super::error::Result;
use super::standing::set_meta;
use super::{Store, drain};
use crate::domain::table_look::Chosen;

/// Before each key in `meta`; the range of keys that begin with it ends before [`AFTER`].
const PREFIX: &str = "columns ";
const AFTER: &str = "columns!";
/// So many choices are told.
const TOLD: usize = 1_000;

impl Store {
    /// What was said of tables before.
    pub fn chosen_columns(&self) -> Result<Vec<Chosen>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT substr(key, ?3), value FROM meta WHERE key > ?1 AND key < ?2 LIMIT ?4")?;
        let bound = rusqlite::params![PREFIX, AFTER, PREFIX.len() as i64 + 1, TOLD as i64];
        let rows = statement.query_map(bound, |row| Ok(Chosen { key: row.get(0)?, map: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Remembers what is said of tables.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn remember_columns(&mut self, said: &[Chosen]) -> Result<()> {
        if said.is_empty() {
            return Ok(());
        }
        self.write_then(
            |connection, _, _| {
                said.iter().try_for_each(|one| set_meta(connection, &format!("{PREFIX}{}", one.key), &one.map))
            },
            |_, _| Ok(drain::Touched::default()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Settings;
    use crate::store::Opening;

    #[test]
    fn the_last_word_about_a_table_is_remembered() -> Result<()> {
        let mut store = Store::in_memory(Settings::default(), Opening::default())?;
        let chosen = |key: &str, map: &str| Chosen { key: key.to_owned(), map: map.to_owned() };
        assert!(store.chosen_columns()?.is_empty());
        store.remember_columns(&[chosen("a", "name=x"), chosen("b", "name=y")])?;
        store.remember_columns(&[chosen("a", "mail=x")])?;
        assert_eq!(store.chosen_columns()?, [chosen("a", "mail=x"), chosen("b", "name=y")]);
        assert!(store.undo()?.is_none());
        Ok(())
    }
}
