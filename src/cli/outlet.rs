//! Where an export goes: the standard output, a file, or a folder of files.
//!
//! A file or folder is written beside its place and moved there once it is whole, so that nobody ever sees half of
//! one. Must not know what is written.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::exit::{Code, Failure, Result};
use crate::store::StoreError;

/// Why writing stopped.
#[derive(Debug)]
pub enum Stop {
    /// The output.
    Output(io::Error),
    /// What was to be written.
    Failure(Failure),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failure(error.into())
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Whether a name stands for the standard output.
pub fn is_standard(to: Option<&Path>) -> bool {
    to.is_none_or(|to| to.as_os_str() == "-")
}

/// Writes to the standard output. A closed pipe is no error: whoever read it had enough.
///
/// # Errors
/// Any other error of the output, and what `write` says.
pub fn print(write: impl FnOnce(&mut dyn Write) -> std::result::Result<(), Stop>) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush().map_err(Stop::from)) {
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            // what is left in the buffer has no reader
            let _ = out.into_parts();
            Ok(())
        }
        Err(Stop::Output(error)) => Err(error.into()),
        Err(Stop::Failure(failure)) => Err(failure),
        Ok(()) => Ok(()),
    }
}

/// Writes a file whole or not at all; over one that is there only by `force`.
///
/// # Errors
/// Where one is there, the folder cannot be written, or what `write` says.
pub fn file(
    path: &Path,
    force: bool,
    write: impl FnOnce(&mut dyn Write) -> std::result::Result<(), Stop>,
) -> Result<()> {
    if path.is_dir() {
        return Err(Failure::new(Code::Usage, format!("{} is a folder", path.display()))
            .next(format!("--to {}/FILE names a file in it", path.display())));
    }
    let there =
        || Failure::new(Code::Failed, format!("{} is there already", path.display())).next("--force writes over it");
    if !force && fs::symlink_metadata(path).is_ok() {
        return Err(there());
    }
    // a link stays a link: what it leads to is replaced
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let unwritable = |error: &io::Error| cannot_write(&path, error);
    let beside = Builder::new().prefix(".rounds-").tempfile_in(folder_of(&path)).map_err(|error| unwritable(&error))?;
    let whole = fill(beside, &path, write)?;
    let placed = if force { whole.persist(&path) } else { whole.persist_noclobber(&path) };
    placed.map(drop).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => there(),
        _ => unwritable(&error.error),
    })
}

/// A folder of files that comes to stand whole in its place.
#[derive(Debug)]
pub struct Folder {
    place: PathBuf,
    beside: tempfile::TempDir,
}

impl Folder {
    /// Begins one; its place must be new or an empty folder.
    ///
    /// # Errors
    /// Where something is there, or nothing can be written.
    pub fn new(place: &Path) -> Result<Self> {
        let unwritable = |error: &io::Error| cannot_write(place, error);
        match fs::read_dir(place) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    return Err(Failure::new(Code::Failed, format!("{} is not empty", place.display()))
                        .next("name a folder that is new or empty"));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(unwritable(&error)),
        }
        let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_path_buf());
        let beside =
            Builder::new().prefix(".rounds-").tempdir_in(folder_of(&place)).map_err(|error| unwritable(&error))?;
        Ok(Self { place, beside })
    }

    /// Writes a file of it.
    ///
    /// # Errors
    /// When it cannot be written, or what `write` says.
    pub fn file(&self, name: &str, write: impl FnOnce(&mut dyn Write) -> std::result::Result<(), Stop>) -> Result<()> {
        let path = self.beside.path().join(name);
        file(&path, false, write)
    }

    /// Moves it to its place.
    ///
    /// # Errors
    /// When it cannot be moved there.
    pub fn finish(self) -> Result<()> {
        fs::rename(self.beside.path(), &self.place).map_err(|error| cannot_write(&self.place, &error))?;
        // it is no longer where it would be taken away from
        let _ = self.beside.keep();
        Ok(())
    }
}

fn fill(
    beside: NamedTempFile,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::result::Result<(), Stop>,
) -> Result<NamedTempFile> {
    let mut out = BufWriter::with_capacity(1 << 16, beside);
    let whole = write(&mut out).and_then(|()| out.into_inner().map_err(|error| Stop::from(error.into_error())));
    let synced = whole.and_then(|file| file.as_file().sync_all().map(|()| file).map_err(Stop::from));
    synced.map_err(|stop| match stop {
        Stop::Output(error) => cannot_write(path, &error),
        Stop::Failure(failure) => failure,
    })
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::new(Code::Failed, format!("{} cannot be written: {error}", path.display()))
        .next("nothing was written; check that its folder is there and belongs to you")
}
