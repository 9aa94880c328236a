//! Sentences from a file: `inbox.txt` in the data folder, one a line, taken in on opening.
//!
//! The file is renamed before it is read, so that what is written meanwhile starts a new one;
//! each line is an operation of its own and leaves a receipt, so that a crash on the way
//! repeats none. Where it is a link, as into a folder that is synced, the link stays and the
//! file behind it is renamed where it lies. What cannot be read is kept in a file in the data
//! folder, with the reason. Must not know who shows what was done.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::domain::change::Change;
use crate::domain::kind::Kinds;
use crate::domain::naming::Wanted;
use crate::domain::sentence::{Refused, Sentence};
use crate::domain::text::{LINE_CHARS, clean_line};
use crate::domain::time::Now;
use crate::report::lists::Names;
use crate::store::{Store, StoreError};

/// The file, in the data folder.
pub const FILE: &str = "inbox.txt";
/// Where lines are kept that cannot be read.
pub const KEPT: &str = "inbox.unread.txt";

/// The end of its name while it is read.
const READING: &str = ".reading";
/// So many links are followed, one to the next.
const LINKS: usize = 40;
/// The most that is read of one file.
const BYTES: u64 = 4 * 1024 * 1024;

/// What became of the lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// What was done, in words.
    pub done: Vec<String>,
    /// Lines that are kept, each with the reason.
    pub kept: Vec<(String, String)>,
    /// Files that could not be taken in, in words; they stay.
    pub stayed: Vec<String>,
}

impl Taken {
    /// What is to be said of it in one line; empty where nothing came in.
    pub fn words(&self) -> String {
        let mut words = Vec::new();
        if let [one] = self.done.as_slice() {
            words.push(format!("From {FILE}: {one}"));
        } else if !self.done.is_empty() {
            words.push(format!("From {FILE}: {} acts", self.done.len()));
        }
        if let [(line, why)] = self.kept.as_slice() {
            words.push(format!("Kept in {KEPT}: {line} ({why})"));
        } else if !self.kept.is_empty() {
            words.push(format!("{} lines could not be read: they are kept in {KEPT}", self.kept.len()));
        }
        words.extend(self.stayed.iter().cloned());
        words.join(". ")
    }
}

/// Why the file could not be taken in; lines that were not reached stay for the next time.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// The file system said no.
    #[error("{} cannot be taken in: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file holds more than anybody wrote by hand.
    #[error("{} is larger than 4 MiB: cut it into smaller files", path.display())]
    Large {
        /// Which file.
        path: PathBuf,
    },
    /// The store cannot be written at all.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes in the file of `folder`, and what a time before that was broken off left.
///
/// # Errors
/// Lines that were not reached stay for the next time.
pub fn take_in(store: &mut Store, now: &Now, folder: &Path) -> Result<Taken, InboxError> {
    let mut taken = Taken::default();
    let inbox = folder.join(FILE);
    if let Ok(data) = fs::metadata(&inbox) {
        if !data.is_file() {
            return Err(InboxError::File { path: inbox, source: io::Error::other("it is no file") });
        }
        if data.len() > BYTES {
            return Err(InboxError::Large { path: inbox });
        }
        put_apart(store, now, &inbox)?;
    }
    let mut files = left_over(folder);
    files.extend(store.sources()?.into_iter().map(PathBuf::from));
    for file in files {
        match take(store, now, &file, &folder.join(KEPT), &mut taken) {
            // one that cannot be read keeps none of the others out
            Err(why @ InboxError::File { .. }) => taken.stayed.push(why.to_string()),
            done => done?,
        }
    }
    Ok(taken)
}

/// Whether a line says nothing: it is empty, or a remark.
pub fn is_blank(line: &str) -> bool {
    // a mark of byte order before the first line is no part of it
    let line = clean_line(line, LINE_CHARS);
    line.is_empty() || line.starts_with('#')
}

/// The change that a line says.
///
/// # Errors
/// What was not understood, and what to write instead.
pub fn sentence(names: &Names, kinds: &Kinds, now: &Now, line: &str) -> Result<Change, Refused> {
    let lookup = |typed: &str, wanted: Wanted| names.matching(typed, wanted);
    Sentence::parse(line, kinds, now, &lookup).map(|sentence| Change::LogActs(vec![sentence.act()]))
}

/// Renames the file, or the one behind the link, beside where it lies: another folder may be another disk.
fn put_apart(store: &mut Store, now: &Now, inbox: &Path) -> Result<(), InboxError> {
    let name = format!("inbox.{}-{}{READING}", now.at.0, std::process::id());
    let file = behind(inbox);
    let wrong = |source: io::Error| InboxError::File { path: file.clone(), source };
    let apart = std::path::absolute(file.with_file_name(&name)).map_err(wrong)?;
    let linked = file != inbox;
    if linked {
        // others may sync that folder, and the link may lead elsewhere tomorrow: only what is noted here is ours
        let place = apart.to_str().ok_or_else(|| wrong(io::Error::other("its name is no text")))?;
        store.note_source(&receipts(&name), place)?;
    }
    let renamed = fs::rename(&file, &apart);
    if renamed.is_err() && linked {
        store.forget_receipts(&receipts(&name))?;
    }
    match renamed {
        // another process was faster
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(()),
        renamed => renamed.map(|()| settle(&apart)).map_err(wrong),
    }
}

/// What a link leads to in the end, whether it is there or not; anything else is itself.
fn behind(path: &Path) -> PathBuf {
    let mut file = path.to_path_buf();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&file) else { break };
        file = file.parent().map(|folder| folder.join(&next)).unwrap_or(next);
    }
    file
}

/// Waits until what was renamed or removed in a folder would be so after a power cut too, where the system can.
fn settle(path: &Path) {
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        folder.sync_all().ok();
    }
}

/// How the receipts of a file begin.
fn receipts(name: &str) -> String {
    format!("{name}:")
}

/// Files of the data folder that were renamed and not finished, the oldest first.
fn left_over(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let named = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with("inbox.") && name.ends_with(READING)
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(named).collect();
    files.sort();
    files
}

fn take(store: &mut Store, now: &Now, path: &Path, beside: &Path, taken: &mut Taken) -> Result<(), InboxError> {
    let wrong = |source: io::Error| InboxError::File { path: path.to_path_buf(), source };
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(why) => return Err(wrong(why)),
    };
    // whoever holds it takes it in; who held it has removed it before letting go
    match file.try_lock() {
        Ok(()) if path.exists() => {}
        Ok(()) | Err(TryLockError::WouldBlock) => return Ok(()),
        Err(TryLockError::Error(why)) => return Err(wrong(why)),
    }
    let mut bytes = Vec::new();
    Read::by_ref(&mut file).take(BYTES).read_to_end(&mut bytes).map_err(wrong)?;
    let text = String::from_utf8_lossy(&bytes);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (names, kinds) = (store.names()?, store.settings().kinds.clone());
    let mut kept = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !is_blank(line)) {
        let line = clean_line(line, LINE_CHARS);
        let receipt = format!("{}{number}", receipts(&name));
        match sentence(&names, &kinds, now, &line) {
            Ok(change) => match store.apply_once(now, &change, &receipt) {
                Ok(applied) => taken.done.extend(applied.map(|applied| applied.label)),
                Err(why @ (StoreError::Refused(_) | StoreError::NotFound(_))) => kept.push((line, why.to_string())),
                Err(why) => return Err(why.into()),
            },
            Err(why) => kept.push((line, why.to_string())),
        }
    }
    keep(beside, &kept)?;
    fs::remove_file(path).map_err(wrong)?;
    settle(path);
    store.forget_receipts(&receipts(&name))?;
    taken.kept.extend(kept);
    Ok(())
}

/// Adds lines to the file of those that could not be read, each after its reason; one that
/// stands there already is not added again.
fn keep(path: &Path, lines: &[(String, String)]) -> Result<(), InboxError> {
    if lines.is_empty() {
        return Ok(());
    }
    let there = fs::read_to_string(path).unwrap_or_default();
    let mut text = String::new();
    for (line, why) in lines.iter().filter(|(line, _)| !there.lines().any(|known| known == line)) {
        text.push_str("# ");
        text.push_str(&clean_line(why, LINE_CHARS));
        text.push('\n');
        text.push_str(line);
        text.push('\n');
    }
    let append = || {
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    append().map_err(|source| InboxError::File { path: path.to_path_buf(), source })
}
