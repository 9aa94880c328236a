//! What can go wrong with the file, said so that a person knows what to do.
//!
//! Must not know what was being changed; callers say what they were doing.

use std::path::PathBuf;

/// An error of the store. Its text says what and where; [`StoreError::hint`] says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process holds the write lock for longer than we wait.
    #[error("{} is busy: another program is writing to it", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The file is not ours.
    #[error("{} is not a Rounds file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a newer Rounds.
    #[error("{} was written by a newer Rounds (its format is {found}, this program reads up to {known})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// The file is damaged.
    #[error("{} is damaged: {detail}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// The file is empty although it was in use.
    #[error("{} is empty, although it was in use before", path.display())]
    Emptied {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder cannot be written or opened.
    #[error("{} cannot be opened: {detail}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        detail: String,
    },
    /// The disk is full.
    #[error("the disk that holds {} is full", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The system could not read or write the file.
    #[error("{} cannot be read or written: {detail}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// What was named is not there (any more).
    #[error("{0}")]
    NotFound(String),
    /// The change makes no sense as things stand.
    #[error("{0}")]
    Refused(String),
    /// Anything else that SQLite says.
    #[error("{doing}: {source}")]
    Sql {
        /// What we were doing.
        doing: String,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

/// Stands for the file where only SQLite's error is at hand.
const UNNAMED: &str = "the database";

/// Shorthand of this layer.
pub type Result<T> = std::result::Result<T, StoreError>;

impl StoreError {
    /// What the person can do about it; empty where the text says all.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Busy { .. } => "wait a moment and try again; nothing was written",
            Self::Foreign { .. } => "name another folder with --data-dir; the file was left as it is",
            Self::Newer { .. } => "use the newer Rounds, or another folder with --data-dir; the file was left as it is",
            Self::Damaged { .. } | Self::Emptied { .. } => {
                "put a copy of the file back, or name another folder with --data-dir; the file was left as it is"
            }
            Self::Unwritable { .. } => {
                "check that the folder exists and belongs to you, or name another with --data-dir"
            }
            Self::Full { .. } => "make room and try again; nothing was lost",
            Self::Io { .. } => {
                "look whether the disk is full, gone or failing, then try again; what was written before is kept"
            }
            Self::NotFound(_) | Self::Refused(_) | Self::Sql { .. } => "",
        }
    }

    /// The same with the file it is about, where that was not at hand when it was made.
    pub(super) fn about(mut self, file: &std::path::Path) -> Self {
        if let Self::Busy { path }
        | Self::Foreign { path }
        | Self::Damaged { path, .. }
        | Self::Unwritable { path, .. }
        | Self::Full { path }
        | Self::Io { path, .. } = &mut self
            && path.as_os_str() == UNNAMED
        {
            *path = file.to_path_buf();
        }
        self
    }

    /// Sorts an error of SQLite by what a person can do about it.
    pub(super) fn from_sql(error: rusqlite::Error, path: &std::path::Path, doing: &str) -> Self {
        use rusqlite::ErrorCode as Code;
        let path = path.to_path_buf();
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy { path },
            Some(Code::DatabaseCorrupt) => Self::Damaged { path, detail },
            Some(Code::NotADatabase) => Self::Foreign { path },
            Some(Code::CannotOpen | Code::PermissionDenied | Code::ReadOnly) => Self::Unwritable { path, detail },
            Some(Code::DiskFull) => Self::Full { path },
            Some(Code::SystemIoFailure) => Self::Io { path, detail },
            _ => Self::Sql { doing: doing.to_owned(), source: error },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::from_sql(error, std::path::Path::new(UNNAMED), "the database says")
    }
}
