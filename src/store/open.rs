//! Opening the file: the gates before it, the stamp, the pragmas, the notice after a commit.
//!
//! Never starts empty where something was, and changes nothing about a file that it
//! refuses. Must not know what the tables mean.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::error::{Result, StoreError};
use super::schema::{APPLICATION_ID, FORMAT, migrate};

/// Name of the database in the data directory.
pub const FILE: &str = "rounds.db";
/// Name of the file that is rewritten after each commit, for other windows to see.
pub const CHANGED: &str = "rounds.changed";
/// Name of the folder of copies in the data directory.
pub const BACKUPS: &str = "backups";

/// So many bytes are fetched ahead: all of a file of a thousand contacts and ten thousand acts.
#[cfg(target_os = "linux")]
const AHEAD: u64 = 6 << 20;

/// So many pages are copied in one go.
const PAGES_AT_ONCE: i32 = 4_096;

/// How long a write waits for another process.
const BUSY: Duration = Duration::from_secs(2);

/// Opens the database in `directory`, which is made if it is missing.
pub(super) fn open(directory: &Path) -> Result<(Connection, PathBuf)> {
    let path = directory.join(FILE);
    let unwritable = |path: &Path, error: &std::io::Error| StoreError::Unwritable {
        path: path.to_path_buf(),
        detail: error.to_string(),
    };
    if !directory.exists() {
        make_private_directory(directory).map_err(|error| unwritable(directory, &error))?;
    }
    let new = first_gate(directory, &path)?;
    if new {
        make_private_file(&path).map_err(|error| unwritable(&path, &error))?;
    }
    behind_the_gate(path, new)
}

/// Opens the database in `directory`; none where no file was begun yet, and then none is made.
pub(super) fn existing(directory: &Path) -> Result<Option<(Connection, PathBuf)>> {
    let path = directory.join(FILE);
    if first_gate(directory, &path)? { Ok(None) } else { behind_the_gate(path, false).map(Some) }
}

/// One more connection to a file that this process has open already: nothing is looked at by other means than SQLite,
/// since that would drop the locks of the first connection.
pub(super) fn beside(path: &Path) -> Result<Connection> {
    behind_the_gate(path.to_path_buf(), false).map(|(connection, _)| connection)
}

fn behind_the_gate(path: PathBuf, new: bool) -> Result<(Connection, PathBuf)> {
    let sql = |doing: &'static str| {
        let path = path.clone();
        move |error| StoreError::from_sql(error, &path, doing)
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(&path, flags).map_err(sql("opening the file"))?;
    connection.busy_timeout(BUSY).map_err(sql("opening the file"))?;
    let version = verdict(&connection, &path, new)?;
    if version < FORMAT {
        if version > 0 {
            copy(&connection, &before(&path, FORMAT))?;
        }
        // stamped in DELETE mode before WAL is turned on: else the stamp would live in the WAL alone
        prepare(&mut connection).map_err(sql("setting the file up"))?;
    }
    pragmas(&connection).map_err(sql("opening the file"))?;
    if version < FORMAT {
        write_ahead(&connection).map_err(sql("setting the file up"))?;
    }
    Ok((connection, path))
}

/// A database in memory: the demo and tests.
pub(super) fn in_memory() -> Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    prepare(&mut connection)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

/// Tells other windows that something was committed: rewrites one byte, no fsync. Failing
/// costs them a refresh, never us the write.
pub(super) fn notify(path: &Path) {
    // not cut to nothing first: that would be heard twice
    let file = fs::OpenOptions::new().write(true).create(true).truncate(false).open(path.with_file_name(CHANGED));
    let _ = file.and_then(|mut file| file.write_all(b"."));
}

/// Pages of the file that are kept in memory while much is written, in KiB: those of tens of thousands of people.
const ROOM: i64 = 64 << 10;
/// The same usually: what a screen reads fits, and the system keeps the file besides.
const USUAL_ROOM: i64 = 512;
/// Pages of the write-ahead log from which it is written back while much is written, and usually.
const LOG_PAGES: i64 = 16_000;
const USUAL_LOG_PAGES: i64 = 1_000;

/// Makes room for much that is written in many transactions: pages stay in memory instead of being written and read
/// over and over, and a commit does not wait for the disk. To be ended by [`usual`], before what shall be safe.
pub(super) fn roomy(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "cache_size", -ROOM)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // nobody waits for this writing back; the one by hand, which keeps the log short, would hold others up
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    // a machine that stops can lose the last of it, never its order: what is cut short is offered anew
    connection.pragma_update(None, "synchronous", "NORMAL")
}

/// Everything as it was before [`roomy`]; `brief` is that of the store.
pub(super) fn usual(connection: &Connection, brief: bool) -> rusqlite::Result<()> {
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "wal_autocheckpoint", if brief { 0 } else { USUAL_LOG_PAGES })?;
    connection.pragma_update(None, "temp_store", "DEFAULT")?;
    connection.pragma_update(None, "cache_size", -USUAL_ROOM)?;
    // written back while others write, so that the emptying has nothing left to do
    empty_log(connection, "PASSIVE");
    empty_log(connection, "TRUNCATE");
    connection.release_memory()
}

/// Writes the write-ahead log back; where another window is in the way it is left to the next.
fn empty_log(connection: &Connection, how: &str) {
    let _ = connection.busy_timeout(Duration::ZERO);
    let _ = connection.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(()));
    let _ = connection.busy_timeout(BUSY);
}

/// Length of the write-ahead log in bytes from which a command writes it back: some 400 pages.
const LONG_LOG: u64 = 400 * 4_120;

/// Writes a long write-ahead log back into the file and empties it. A command that is alone
/// reads the whole log anew when it opens the file, and SQLite forgets with each of them that
/// it was written back: without this it would grow for ever. Where another window is in the
/// way it is left to the next; the write itself is durable already.
pub(super) fn shorten_log(connection: &Connection, path: &Path) {
    // looked at by name alone: nothing opens the file beside SQLite
    let length = fs::metadata(path.with_file_name(format!("{FILE}-wal"))).map_or(0, |data| data.len());
    if length < LONG_LOG {
        return;
    }
    empty_log(connection, "TRUNCATE");
}

/// Looks at the bytes before SQLite does. Answers whether the file is to be made.
fn first_gate(directory: &Path, path: &Path) -> Result<bool> {
    let mut header = Vec::new();
    match fs::File::open(path) {
        Ok(file) => file.take(100).read_to_end(&mut header).map(drop),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return if traces(directory) { Err(StoreError::Emptied { path: path.to_path_buf() }) } else { Ok(true) };
        }
        Err(error) => Err(error),
    }
    .map_err(|error| StoreError::Unwritable { path: path.to_path_buf(), detail: error.to_string() })?;
    if header.is_empty() {
        // an empty file is what SQLite leaves of a first start that was cut short
        return if traces(directory) { Err(StoreError::Emptied { path: path.to_path_buf() }) } else { Ok(true) };
    }
    let number = |from: usize| header.get(from..from + 4).map(|b| i32::from_be_bytes([b[0], b[1], b[2], b[3]]));
    if !header.starts_with(b"SQLite format 3\0") || header.len() < 100 {
        return Err(StoreError::Foreign { path: path.to_path_buf() });
    }
    // a first start cut short leaves its journal: SQLite shall mend it before the verdict
    let mending = path.with_file_name(format!("{FILE}-journal")).exists();
    if number(68) != Some(APPLICATION_ID) && !mending {
        return Err(StoreError::Foreign { path: path.to_path_buf() });
    }
    match number(60) {
        Some(found) if i64::from(found) > FORMAT && !mending => {
            Err(StoreError::Newer { path: path.to_path_buf(), found: found.into(), known: FORMAT })
        }
        _ => Ok(false),
    }
}

/// Asks the system to fetch the first pages of the file in `directory` in one go: after a start of the machine they
/// would come one by one. To be called before SQLite has the file open, since closing it again gives up all locks
/// that this process holds on it.
pub(super) fn read_ahead(directory: &Path) {
    #[cfg(target_os = "linux")]
    if let Ok(file) = fs::File::open(directory.join(FILE)) {
        // a wish: where it is not granted the pages come as they are read
        let _ = rustix::fs::fadvise(file, 0, std::num::NonZeroU64::new(AHEAD), rustix::fs::Advice::WillNeed);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = directory;
}

/// Where all data are kept as they were before the file at `path` came to that format.
fn before(path: &Path, format: i64) -> PathBuf {
    path.with_file_name(BACKUPS).join(format!("rounds-before-format-{format}.db"))
}

/// Copies all data to a new file of the owner alone, which is whole or not there.
pub(super) fn copy(connection: &Connection, to: &Path) -> Result<()> {
    let unwritable = |path: &Path, error: &std::io::Error| StoreError::Unwritable {
        path: path.to_path_buf(),
        detail: error.to_string(),
    };
    if let Some(folder) = to.parent().filter(|folder| !folder.exists()) {
        make_private_directory(folder).map_err(|error| unwritable(folder, &error))?;
    }
    let half = to.with_extension("half");
    let copied = make_private_file(&half).map_err(|error| unwritable(&half, &error)).and_then(|()| {
        let sql = |error| StoreError::from_sql(error, &half, "copying the data");
        let mut copy = Connection::open(&half).map_err(sql)?;
        let backup = rusqlite::backup::Backup::new(connection, &mut copy).map_err(sql)?;
        backup.run_to_completion(PAGES_AT_ONCE, Duration::ZERO, None).map_err(sql)?;
        drop(backup);
        // a file of its own, without a log beside it
        copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(())).map_err(sql)?;
        drop(copy);
        fs::rename(&half, to).map_err(|error| unwritable(to, &error))
    });
    if copied.is_err() {
        // nothing of it is of use
        let _ = fs::remove_file(&half);
    }
    copied
}

/// Whether the folder shows that a database was in use here.
fn traces(directory: &Path) -> bool {
    let file_with_bytes = |name: &str| fs::metadata(directory.join(name)).is_ok_and(|data| data.len() > 0);
    file_with_bytes(CHANGED)
        || file_with_bytes(&format!("{FILE}-wal"))
        || file_with_bytes(&format!("{FILE}-journal"))
        || fs::read_dir(directory.join(BACKUPS)).is_ok_and(|mut entries| entries.next().is_some())
}

/// Asks SQLite itself, before any write, whose file this is. Answers its format.
fn verdict(connection: &Connection, path: &Path, new: bool) -> Result<i64> {
    let ask = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let sql = |error| StoreError::from_sql(error, path, "reading the file");
    let (application, version) = (ask("application_id").map_err(sql)?, ask("user_version").map_err(sql)?);
    if application == 0 && version == 0 {
        let tables: i64 =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(sql)?;
        return if new || tables == 0 { Ok(0) } else { Err(StoreError::Foreign { path: path.to_path_buf() }) };
    }
    if application != i64::from(APPLICATION_ID) {
        return Err(StoreError::Foreign { path: path.to_path_buf() });
    }
    if version > FORMAT {
        return Err(StoreError::Newer { path: path.to_path_buf(), found: version, known: FORMAT });
    }
    Ok(version)
}

/// Migrates in one transaction; of two first starts at once the second finds it done.
fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version < FORMAT {
        migrate(&transaction, version)?;
    }
    transaction.commit()
}

/// Turns the write-ahead log on; where the file system cannot, the rollback journal stays.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    if mode == "wal" {
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    } else {
        connection.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    }
    Ok(())
}

fn pragmas(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -USUAL_ROOM)?;
    connection.set_prepared_statement_cache_capacity(256);
    // else a file with statistics plans a statement anew for every value that is bound to it
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

#[cfg(unix)]
fn make_private_directory(directory: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)
}

#[cfg(not(unix))]
fn make_private_directory(directory: &Path) -> std::io::Result<()> {
    fs::create_dir_all(directory)
}

fn make_private_file(path: &Path) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}
