//! Writing what a file of another program brings: one step of undo over many short transactions.
//!
//! Owns how an import begins, goes on, ends and is broken off. Must not know how a file is read, nor what is compared.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::apply::feeds::take_in as take_feed;
use super::apply::imported::{self, Import};
use super::apply::work::Work;
use super::error::Result;
use super::{Store, journal, open};
use crate::domain::feed_owner::FeedFate;
use crate::domain::ids::{ContactId, OperationId};
use crate::domain::import_plan::{Fate, Here, Plan, Who};
use crate::domain::incoming::{Bundle, Bundled};
use crate::domain::time::Now;

/// So many rows that a person fills are written in one transaction: other windows write between two of them.
const ROWS_AT_ONCE: usize = 500;
/// So many acts are: each brings rows that are worked out of it.
const ACTS_AT_ONCE: usize = 100;

impl Store {
    /// Everybody who is here, as an import compares them.
    pub fn everybody_here(&self) -> Result<Vec<Here>> {
        let connection = &self.connection;
        let mut people = connection.prepare_cached(
            "SELECT id, name, mail, organisation <> '', town <> '', notes <> '' FROM contact
             WHERE gone = 0 AND person = id ORDER BY id -- whole: an import is compared with everybody",
        )?;
        let mut all = Vec::new();
        let mut rows = people.query([])?;
        while let Some(row) = rows.next()? {
            let filled = [row.get(3)?, row.get(4)?, row.get(5)?, false];
            let (id, name, mail) = (row.get(0)?, row.get(1)?, row.get(2)?);
            all.push(Here { id, name, mail, filled, ..Here::default() });
        }
        let at: HashMap<i64, usize> = all.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
        let mut each = |sql: &str, put: &mut dyn FnMut(&mut Here, &rusqlite::Row<'_>) -> rusqlite::Result<()>| {
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if let Some(one) = row.get::<_, Option<i64>>(0)?.and_then(|id| at.get(&id)) {
                    put(&mut all[*one], row)?;
                }
            }
            Ok::<_, super::StoreError>(())
        };
        each(
            "SELECT contact.person, handle.platform, handle.name, handle.link FROM handle
             JOIN contact ON contact.id = handle.contact WHERE handle.gone = 0 -- whole: as above",
            &mut |one, row| {
                one.handles.push((row.get(1)?, row.get(2)?, row.get(3)?));
                Ok(())
            },
        )?;
        each(
            "SELECT contact.person, card.source, card.key FROM card
             JOIN contact ON contact.id = card.contact WHERE card.gone = 0 -- whole: as above",
            &mut |one, row| {
                one.cards.push((row.get(1)?, row.get(2)?));
                Ok(())
            },
        )?;
        each(
            "SELECT contact.person, dated.sort, dated.text, dated.day FROM dated
             JOIN contact ON contact.id = dated.contact
             WHERE dated.gone = 0 AND dated.sort <> 'step' -- whole: as above",
            &mut |one, row| {
                match row.get_ref(1)?.as_str()? {
                    "birthday" => one.filled[3] = true,
                    _ => one.dates.push((row.get(2)?, row.get(3)?)),
                }
                Ok(())
            },
        )?;
        each(
            // those that were taken away too: they shall not come back
            "SELECT contact.person, tag.name FROM tag
             JOIN contact ON contact.id = tag.contact -- whole: as above",
            &mut |one, row| {
                one.tags.push(row.get(1)?);
                Ok(())
            },
        )?;
        Ok(all)
    }

    /// Compares what comes in with everybody who is here.
    pub fn plan_import(&self, now: &Now, incoming: &Bundle) -> Result<(Plan, Vec<Here>)> {
        let here = self.everybody_here()?;
        let mut plan = Plan::new(incoming, &here);
        for act in &incoming.acts {
            let known = match (plan.fates.get(act.person), incoming.people.get(act.person)) {
                (Some(Fate::Known { who: Who::Here(id), .. }), Some(bundled)) => {
                    imported::is_logged(&self.connection, now, bundled, act, *id)?
                }
                (Some(_), Some(_)) => false,
                // of nobody
                _ => true,
            };
            plan.acts += usize::from(!known);
        }
        plan.feeds = self.plan_feeds(&incoming.feeds)?;
        Ok((plan, here))
    }

    /// Copies all data to a new file; answers it. Nothing for a world in memory.
    ///
    /// # Errors
    /// When the file cannot be written: nothing of it is left then.
    pub fn copy_to(&self, file: &Path) -> Result<Option<PathBuf>> {
        if self.path.is_none() {
            return Ok(None);
        }
        open::copy(&self.connection, file)?;
        Ok(Some(file.to_path_buf()))
    }

    /// Begins an import.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn start_import(&mut self, now: &Now, incoming: &Bundle) -> Result<Import> {
        self.claim()?;
        let origin = self.origin.clone();
        let label = format!("imported {}", incoming.label);
        self.much()?;
        self.write(|connection, uids, settings| {
            let operation = journal::begin_long(connection, &label, &origin, now.at)?;
            let row = imported::begin(&mut Work::new(connection, uids, settings, now), &incoming.label)?;
            journal::end(connection)?;
            Ok(Import { operation, row, written: Vec::new(), acts: 0, feeds: 0 })
        })
    }

    /// Writes the next people, acts and feeds; answers whether there are more. `plan` is that of `incoming`.
    ///
    /// # Errors
    /// What was written before stays, and can be taken back with [`Store::break_off`].
    pub fn go_on(&mut self, now: &Now, import: &mut Import, incoming: &Bundle, plan: &Plan) -> Result<bool> {
        let (operation, row, from, acts) = (import.operation, import.row, import.written.len(), import.acts);
        let people = incoming.people.get(from..).unwrap_or_default();
        let (known, feeds) = (&import.written, import.feeds);
        let (new, logged, taken) = self.write(|connection, uids, settings| {
            journal::resume(connection, operation)?;
            let mut work = Work::new(connection, uids, settings, now);
            let mut new: Vec<ContactId> = Vec::new();
            for (bundled, fate) in people.iter().zip(plan.fates.iter().skip(from)).take(at_once(people)) {
                let (person, source) = (&bundled.person, imported::From { import: row, source: bundled.source });
                let id = match fate {
                    Fate::New => imported::add(&mut work, &source, person)?,
                    Fate::Known { who, adds, .. } => {
                        let id = match who {
                            Who::Here(id) => *id,
                            Who::InFile(at) => {
                                known.get(*at).or(new.get(at.wrapping_sub(from))).copied().unwrap_or(ContactId(0))
                            }
                        };
                        if adds.is_empty() { id } else { imported::fill(&mut work, &source, person, id)? }
                    }
                };
                new.push(id);
            }
            let mut taken = 0;
            if people.is_empty() && acts >= incoming.acts.len() {
                for (feed, fate) in incoming.feeds.iter().zip(&plan.feeds).skip(feeds).take(ROWS_AT_ONCE) {
                    if let FeedFate::New { of, .. } = fate {
                        take_feed(&mut work, *of, feed)?;
                    }
                    taken += 1;
                }
            }
            let mut logged = 0;
            if people.is_empty() {
                for act in incoming.acts.iter().skip(acts).take(ACTS_AT_ONCE) {
                    if let (Some(person), Some(bundled)) = (known.get(act.person), incoming.people.get(act.person)) {
                        imported::log(&mut work, bundled, act, *person)?;
                    }
                    logged += 1;
                }
            }
            journal::end(connection)?;
            Ok((new, logged, taken))
        })?;
        import.written.extend(new);
        import.acts += logged;
        import.feeds += taken;
        Ok(import.done() < incoming.people.len() + incoming.acts.len() + incoming.feeds.len())
    }

    /// Ends an import: from now on it is one step, which undo takes back.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn end_import(&mut self, operation: OperationId) -> Result<()> {
        self.claim_again()?;
        self.as_usual()?;
        let ended = self.write(|connection, _, _| journal::complete(connection, operation));
        self.claim = None;
        ended
    }

    /// Takes back what was written of an import that was broken off.
    ///
    /// # Errors
    /// When something else changed its rows since: nothing is taken back then.
    pub fn break_off(&mut self, operation: OperationId) -> Result<()> {
        self.claim_again()?;
        self.much()?;
        let taken_back = self.write(|connection, _, _| {
            journal::undo(connection, operation)?;
            // half of it is nothing to do again
            journal::forget(connection, operation)
        });
        self.claim = None;
        self.as_usual()?;
        taken_back
    }
}

/// How many of these people are written at once, at least one.
fn at_once(people: &[Bundled]) -> usize {
    let rows = people.iter().scan(0, |rows, bundled| {
        let (person, fields) = (&bundled.person, &bundled.person.fields);
        // themselves, their card and birthday, and what is attached
        *rows += 3 + person.handles.len() + person.dates.len() + fields.tags.len() + fields.topics.len();
        Some(*rows)
    });
    rows.take_while(|rows| *rows <= ROWS_AT_ONCE).count().max(1)
}
