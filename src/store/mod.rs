//! The one SQLite file: the only SQL of the program.
//!
//! Fetches facts and calls the pure builders of `report`, so that screen and command
//! line share one path. Every write is one [`Change`] in one
//! IMMEDIATE transaction. Must not know screens, keys or the terminal.

mod admit;
mod apply;
mod beside;
mod brief;
pub mod bulk;
mod candidates;
mod columns;
mod cut_short;
mod dated;
mod doctor;
mod drain;
mod error;
mod evidence;
pub mod export;
mod facts;
pub mod feeds;
mod import;
mod import_feeds;
mod journal;
mod kept;
mod lookup;
mod named;
mod names;
mod open;
pub mod past_imports;
mod reader;
mod receipts;
mod reports;
mod schema;
mod settle;
mod shape;
mod standing;
pub mod take_in;
mod topics;
mod uid;
mod unread;

#[cfg(test)]
mod troubles;

use std::cell::RefCell;
use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use crate::domain::change::Created;
pub use apply::imported::Import;
pub use apply::work::Applied;
pub use error::{Result, StoreError};
pub use journal::Operation;
pub use names::NameReader;
pub use open::{BACKUPS, CHANGED, FILE};

use crate::domain::change::Change;
use crate::domain::ids::OperationId;
use crate::domain::kind::Direction;
use crate::domain::settings::Settings;
use crate::domain::time::Now;
use crate::report::lists::Names;
use crate::report::name_index::NameIndex;
use kept::Kept;

/// The open file, or a world in memory.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: Option<PathBuf>,
    origin: String,
    uids: uid::Uids,
    settings: Settings,
    /// The list of today, kept between two looks.
    kept: RefCell<Kept>,
    /// SQLite's count of commits by others, as it was seen last.
    seen: i64,
    /// Opened for one command: the write-ahead log is kept short by hand.
    brief: bool,
    /// Much is being written in many transactions.
    roomy: bool,
    /// Held while something is written in many transactions: nobody else does so meanwhile.
    claim: Option<File>,
}

/// How to open a store.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    /// Which window or command writes: named when another one undoes its step.
    pub origin: String,
    /// Fixes the random part of new ids.
    pub seed: Option<u64>,
    /// Leave the write-ahead log as it is on closing: short-lived commands.
    pub brief: bool,
}

impl Store {
    /// Opens the file in `directory`, making both if neither is there.
    ///
    /// # Errors
    /// Refuses a foreign, newer, damaged or emptied file and leaves it as it is.
    pub fn open(directory: &Path, settings: Settings, opening: Opening) -> Result<Self> {
        if !opening.brief {
            open::read_ahead(directory);
        }
        Self::opened(open::open(directory)?, settings, opening)
    }

    /// Opens the file in `directory`; none where no file was begun yet, and then none is made.
    ///
    /// # Errors
    /// As [`Self::open`] where there is one that cannot be used, or nobody can look.
    pub fn existing(directory: &Path, settings: Settings, opening: Opening) -> Result<Option<Self>> {
        open::existing(directory)?.map(|found| Self::opened(found, settings, opening)).transpose()
    }

    fn opened((connection, path): (Connection, PathBuf), settings: Settings, opening: Opening) -> Result<Self> {
        if opening.brief {
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        }
        Self::over(connection, Some(path), settings, opening)
    }

    /// A world in memory: the demo and tests.
    pub fn in_memory(settings: Settings, opening: Opening) -> Result<Self> {
        Self::over(open::in_memory()?, None, settings, opening)
    }

    fn over(connection: Connection, path: Option<PathBuf>, settings: Settings, opening: Opening) -> Result<Self> {
        let operations: Option<i64> = connection.query_row("SELECT max(id) FROM operation", [], |row| row.get(0))?;
        let uids = uid::Uids::new(opening.seed, operations.unwrap_or_default() as u32);
        let seen = data_version(&connection)?;
        let (origin, brief) = (opening.origin, opening.brief);
        let kept = RefCell::default();
        let mut store = Self { connection, path, origin, uids, settings, kept, seen, brief, roomy: false, claim: None };
        follow_settings(&mut store)?;
        Ok(store)
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The file, if there is one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether another window or command committed since this was asked last. Commits of this
    /// store do not count; another's checkpoint may, which costs a needless look.
    pub fn changed_elsewhere(&mut self) -> Result<bool> {
        let version = data_version(&self.connection)?;
        let changed = std::mem::replace(&mut self.seen, version) != version;
        if changed {
            self.forget();
        }
        Ok(changed)
    }

    /// Forgets what is kept of the list of today: the next look reads everything.
    pub fn forget(&mut self) {
        self.kept.take();
    }

    /// Everybody and every place that can be found, archived ones included.
    pub fn name_index(&self) -> Result<NameIndex> {
        names::index(&self.connection)
    }

    /// The same, each name by itself: what the command line looks names up in.
    pub fn names(&self) -> Result<Names> {
        self.name_index().map(|index| index.names())
    }

    /// Reads names beside this connection, for a worker; none for a world in memory.
    pub fn name_reader(&self) -> Result<Option<NameReader>> {
        self.path.as_deref().map(NameReader::open).transpose()
    }

    /// Holds one state of the file for as long as it lives: what a report reads belongs together, and SQLite asks
    /// for its lock once instead of at every statement. Nothing where a transaction is open already.
    fn at_once(&self) -> Result<Option<Transaction<'_>>> {
        Ok(if self.connection.is_autocommit() { Some(self.connection.unchecked_transaction()?) } else { None })
    }

    /// Applies one change as one operation. Acknowledged only after its commit returned. An act on
    /// whom *now* marks takes the minutes since, and the mark ends with it.
    ///
    /// # Errors
    /// Nothing is written when it fails.
    pub fn apply(&mut self, now: &Now, change: &Change) -> Result<Applied> {
        // the last look is a note of ours: nothing in it for undo
        if *change == Change::Look {
            return self.apply_quietly(now, change);
        }
        // a batch of nothing is no step
        if let Change::Batch(label, changes) = change
            && changes.is_empty()
        {
            let label = label.clone();
            return Ok(Applied { operation: OperationId(0), label, created: Vec::new(), notes: Vec::new() });
        }
        let origin = self.origin.clone();
        let (change, ends_mark) = self.timed(now, change)?;
        self.write(|connection, uids, settings| {
            let applied = operate(connection, uids, settings, &origin, now, &change)?;
            if ends_mark {
                Self::end_mark(connection)?;
            }
            Ok(applied)
        })
    }

    /// Applies what the program writes by itself: no operation, redo is left alone.
    ///
    /// # Errors
    /// Nothing is written when it fails.
    pub fn apply_quietly(&mut self, now: &Now, change: &Change) -> Result<Applied> {
        self.write(|connection, uids, settings| {
            let mut work = apply::work::Work::new(connection, uids, settings, now);
            apply::apply(&mut work, change)
        })
    }

    /// The operation that undo would take next, if there is one.
    pub fn next_undo(&self) -> Result<Option<Operation>> {
        match self.cut_short()?.pop() {
            Some(left) => Ok(Some(left)),
            None => journal::newest(&self.connection),
        }
    }

    /// The last `limit` operations, newest first.
    pub fn history(&self, limit: u32) -> Result<Vec<Operation>> {
        journal::history(&self.connection, limit)
    }

    /// Whether an operation was made by this window or command.
    pub fn is_own(&self, operation: &Operation) -> bool {
        operation.origin == self.origin
    }

    /// Takes back the newest operation, whoever made it, and before it one that a crash cut short, which is never done
    /// again: that one stands in the answer as undone already. Answers it, or none.
    ///
    /// # Errors
    /// When something else changed its rows since: nothing is written then.
    pub fn undo(&mut self) -> Result<Option<Operation>> {
        if let Some(left) = self.cut_short()?.pop() {
            return self.break_off(left.id).map(|()| Some(left));
        }
        self.write(|connection, _, _| {
            let Some(operation) = journal::newest(connection)? else { return Ok(None) };
            journal::undo(connection, operation.id)?;
            Ok(Some(operation))
        })
    }

    /// Does again what was undone last. Answers it, or none.
    ///
    /// # Errors
    /// When something else changed its rows since: nothing is written then.
    pub fn redo(&mut self) -> Result<Option<Operation>> {
        self.write(|connection, _, _| {
            let Some(operation) = journal::redoable(connection)? else { return Ok(None) };
            journal::redo(connection, operation.id)?;
            Ok(Some(operation))
        })
    }

    /// From here on much is written in many transactions; to be ended by [`Store::as_usual`].
    fn much(&mut self) -> Result<()> {
        self.roomy = true;
        Ok(open::roomy(&self.connection)?)
    }

    /// What is written from here on is safe when its write returns, and all that was written before with it.
    fn as_usual(&mut self) -> Result<()> {
        self.roomy = false;
        Ok(open::usual(&self.connection, self.brief)?)
    }

    /// Runs `work` in one IMMEDIATE transaction, brings what is derived up to date, commits,
    /// and tells other windows.
    fn write<T>(&mut self, work: impl FnOnce(&Connection, &mut uid::Uids, &Settings) -> Result<T>) -> Result<T> {
        self.write_then(work, drain::drain)
    }

    /// The same, with something else than all that is derived brought up to date by `then`.
    fn write_then<T>(
        &mut self,
        work: impl FnOnce(&Connection, &mut uid::Uids, &Settings) -> Result<T>,
        then: impl FnOnce(&Connection, &Settings) -> Result<drain::Touched>,
    ) -> Result<T> {
        let path = self.path.clone().unwrap_or_else(|| PathBuf::from("the database in memory"));
        let sorted = |error: StoreError| match error {
            StoreError::Sql { source, doing } => StoreError::from_sql(source, &path, &doing),
            other => other.about(&path),
        };
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| StoreError::from_sql(error, &path, "starting to write"))?;
        let answer = work(&transaction, &mut self.uids, &self.settings).map_err(sorted)?;
        let touched = then(&transaction, &self.settings).map_err(sorted)?;
        transaction.commit().map_err(|error| StoreError::from_sql(error, &path, "committing"))?;
        self.kept.get_mut().touch(touched);
        if let Some(path) = &self.path {
            open::notify(path);
            if self.brief && !self.roomy {
                open::shorten_log(&self.connection, path);
            }
        }
        Ok(answer)
    }
}

/// Where a change of settings changes what is stored (`list_from`, the counts of rungs), works it out anew, once.
fn follow_settings(store: &mut Store) -> Result<()> {
    let rungs: Vec<(&str, u8)> = store
        .settings
        .kinds
        .all(Direction::Out)
        .filter(|kind| kind.rung > 0)
        .map(|kind| (kind.id, kind.rung))
        .collect();
    let rules = format!("{:?} {:?} {rungs:?}", store.settings.tiers, store.settings.ladder);
    let connection = &store.connection;
    let known: Option<String> = standing::meta(connection, "rules")?;
    if known.as_deref() == Some(&rules) {
        return Ok(());
    }
    store.write(|connection, _, settings| {
        if known.is_some() {
            drain::recompute_all(connection, settings)?;
        }
        standing::set_meta(connection, "rules", &rules)
    })
}

fn data_version(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

/// One change as one operation, inside the transaction of its caller.
fn operate(
    connection: &Connection,
    uids: &mut uid::Uids,
    settings: &Settings,
    origin: &str,
    now: &Now,
    change: &Change,
) -> Result<Applied> {
    // an act is always something new
    let always = matches!(change, Change::LogActs(_));
    if !always {
        connection.prepare_cached("SAVEPOINT step")?.execute([])?;
    }
    let operation = journal::begin(connection, "", origin, now.at)?;
    let mut work = apply::work::Work::new(connection, uids, settings, now);
    let mut applied = apply::apply(&mut work, change)?;
    applied.operation = operation;
    journal::relabel(connection, operation, &applied.label)?;
    journal::end(connection)?;
    if always {
        return Ok(applied);
    }
    if !journal::changed(connection, operation)? {
        // no step: what was undone before can still be done again
        connection.prepare_cached("ROLLBACK TO step")?.execute([])?;
        applied = Applied { operation: OperationId(0), notes: Vec::new(), created: Vec::new(), ..applied };
        applied.label.push_str(": that is so already");
    }
    connection.prepare_cached("RELEASE step")?.execute([])?;
    Ok(applied)
}
