//! `doctor`: is the file sound, and does everything derived equal a recomputation?
//!
//! Reads whole tables: it is asked for by name, never on the way.

use std::fmt::Write;

use rusqlite::Connection;

use super::drain::recompute_all;
use super::error::Result;
use super::schema::JOURNALED;
use super::{Store, StoreError};

/// What a dump holds: every journaled and derived table, ordered by id.
const DERIVED_TABLES: &[(&str, &str)] = &[("standing", "sort, id"), ("tally", "day, direction, kind")];

/// What is derived of posts, from their marks; their topics are looked for again with whose they are.
const POSTS: &str = "UPDATE post SET topic = NULL, done = EXISTS (SELECT 1 FROM post_mark
        WHERE post_mark.feed = post.feed AND post_mark.post = post.key AND post_mark.mark = 'done' AND post_mark.gone = 0);
     UPDATE feed_state SET topics = '';";

impl Store {
    /// Checks the file; answers what is wrong, in words. Nothing is changed.
    pub fn doctor(&mut self) -> Result<Vec<String>> {
        let mut wrong: Vec<String> = Vec::new();
        let said = |sql: &str, connection: &Connection| -> Result<Vec<String>> {
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        wrong.extend(
            said("SELECT integrity_check FROM pragma_integrity_check", &self.connection)?
                .into_iter()
                .filter(|line| line != "ok"),
        );
        let orphans = "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' names a missing row of ' || parent
                       FROM pragma_foreign_key_check";
        wrong.extend(said(orphans, &self.connection)?);
        let stored = derived(&self.connection)?;
        // recomputed in a transaction that is rolled back
        let transaction = self.connection.transaction()?;
        transaction.execute_batch(
            "DELETE FROM tally;
             INSERT INTO tally (day, direction, kind, acts)
             SELECT day, direction, kind, sum(count) FROM act WHERE gone = 0 AND first IS NULL GROUP BY 1, 2, 3;",
        )?;
        transaction.execute_batch(POSTS)?;
        recompute_all(&transaction, &self.settings)?;
        let fresh = derived(&transaction)?;
        transaction.rollback()?;
        for (stored, fresh) in stored.iter().zip(&fresh) {
            if stored != fresh {
                wrong.push(format!("derived rows of {} differ from a recomputation", stored.0));
            }
        }
        Ok(wrong)
    }

    /// Recomputes everything derived.
    pub fn repair(&mut self) -> Result<()> {
        self.write(|connection, _, settings| {
            connection.execute_batch(
                "DELETE FROM tally;
                 INSERT INTO tally (day, direction, kind, acts)
                 SELECT day, direction, kind, sum(count) FROM act WHERE gone = 0 AND first IS NULL GROUP BY 1, 2, 3;
                 DELETE FROM standing;",
            )?;
            connection.execute_batch(POSTS)?;
            recompute_all(connection, settings)
        })
    }

    /// Every journaled and derived row, ordered, in words: for comparing two states of a store.
    pub fn dump(&self) -> Result<String> {
        let mut text = String::new();
        for table in JOURNALED {
            dump_table(&self.connection, table, "id", &mut text)?;
        }
        for (table, order) in DERIVED_TABLES {
            dump_table(&self.connection, table, order, &mut text)?;
        }
        Ok(text)
    }
}

/// The derived tables and columns, each with its rows in words.
fn derived(connection: &Connection) -> Result<Vec<(&'static str, String)>> {
    let mut parts = Vec::new();
    for (table, order) in DERIVED_TABLES {
        let mut text = String::new();
        dump_table(connection, table, order, &mut text)?;
        parts.push((*table, text));
    }
    let columns =
        [("contact", "person, folded, alike"), ("community", "folded"), ("owed", "remaining"), ("post", "done, topic")];
    for (table, columns) in columns {
        let mut text = String::new();
        dump_table(connection, &format!("(SELECT id, {columns} FROM {table})"), "id", &mut text)?;
        parts.push((table, text));
    }
    Ok(parts)
}

fn dump_table(connection: &Connection, table: &str, order: &str, text: &mut String) -> Result<()> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY {order}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    text.push_str(table);
    text.push('\n');
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            let value: rusqlite::types::Value = row.get(column).map_err(StoreError::from)?;
            let _ = write!(text, "{value:?} ");
        }
        text.push('\n');
    }
    Ok(())
}
