//! Files of other programs, from the disk into the store: read, compared, copied before, written.
//!
//! Owns which files are read and the copy of the data that is made first. Must not know formats, nor who shows what.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::domain::ids::ImportId;
use crate::domain::import_plan::Plan;
use crate::domain::incoming::{Bundle, Incoming, Unreadable};
use crate::domain::table_look::Chosen;
use crate::domain::time::Now;
use crate::exchange::choices::Choices;
use crate::exchange::decode::MOST_BYTES;
use crate::exchange::{own_json, recognise};
use crate::report::dry_run::{DryRun, FileLine};
use crate::store::{BACKUPS, Store, StoreError};

/// So many files of a folder are read.
const FILES: usize = 20_000;
/// So many bytes of a file say whether it is one of ours.
const START: usize = 1 << 12;
/// What is said of one that is.
const OWN: &str = "it is a file of Rounds, which comes in alone and by the command: rounds import FILE";

/// What is about to come in, and what that would change.
#[derive(Debug, Default)]
pub struct Intake {
    /// All of it.
    pub bundle: Bundle,
    /// Compared with who is here.
    pub plan: Plan,
    /// For the eyes.
    pub dry_run: DryRun,
    /// What was said of the columns of tables: remembered once it is written.
    pub said: Vec<Chosen>,
}

impl Intake {
    /// How many people, acts and feeds are written.
    pub fn size(&self) -> usize {
        self.bundle.people.len() + self.bundle.acts.len() + self.bundle.feeds.len()
    }
}

/// Reads files, and all files of folders; compares what they bring with who is here. Writes nothing.
///
/// # Errors
/// When the store cannot be read.
pub fn read(store: &Store, now: &Now, paths: &[PathBuf], choices: &Choices) -> Result<Intake, StoreError> {
    Ok(read_watched(store, now, paths, choices, &mut |_, _| true)?.unwrap_or_default())
}

/// The same. `goes_on` is told how many of how many files are read, and breaks off by answering false: then there is
/// nothing.
///
/// # Errors
/// As there.
pub fn read_watched(
    store: &Store,
    now: &Now,
    paths: &[PathBuf],
    choices: &Choices,
    goes_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Option<Intake>, StoreError> {
    let choices = Choices { known: store.chosen_columns()?, ..choices.clone() };
    let (mut lines, mut files): (Vec<FileLine>, Vec<Incoming>) = (Vec::new(), Vec::new());
    let paths: Vec<PathBuf> = paths.iter().flat_map(|path| inside(path)).collect();
    for (done, path) in paths.iter().enumerate() {
        if !goes_on(done, paths.len()) {
            return Ok(None);
        }
        let bytes = bytes(path);
        let read = match &bytes {
            Ok(bytes) if own_json::is(&String::from_utf8_lossy(bytes.get(..START).unwrap_or(bytes))) => {
                vec![(String::new(), Err(Unreadable::new(OWN)))]
            }
            Ok(bytes) => recognise::read_all(bytes, &choices),
            Err(why) => vec![(String::new(), Err(why.clone()))],
        };
        let table = bytes.as_ref().ok().filter(|_| may_be_table(&read)).and_then(|bytes| recognise::table(bytes));
        for (inner, read) in read {
            let name = path.display().to_string();
            let name = if inner.is_empty() { name } else { format!("{name}: {inner}") };
            match read {
                Ok(incoming) => {
                    let map = incoming.columns.as_ref().map(|chosen| chosen.map.as_str());
                    let table = table.clone().map(|table| map.map_or(table.clone(), |map| table.with(map)));
                    lines.push(FileLine { table: table.map(Box::new), ..FileLine::read(&name, &incoming) });
                    files.push(incoming);
                }
                Err(why) => {
                    let table = table.clone().map(Box::new);
                    lines.push(FileLine { table, ..FileLine::refused(&name, &why) });
                }
            }
        }
    }
    let said = files.iter().filter_map(|file| file.columns.clone()).collect();
    let bundle = Bundle::of(files);
    let (plan, here) = store.plan_import(now, &bundle)?;
    let dry_run = DryRun::new(lines, &bundle, &plan, &here);
    Ok(goes_on(paths.len(), paths.len()).then_some(Intake { bundle, plan, dry_run, said }))
}

/// Copies the data as they are into the folder of copies; answers the file. Nothing where there is no file yet.
///
/// # Errors
/// When the copy cannot be written: then nothing else shall be.
pub fn copy_before(store: &Store, now: &Now, data: &Path) -> Result<Option<PathBuf>, StoreError> {
    let folder = data.join(BACKUPS);
    let stamp = now.wall().format("%Y-%m-%d-%H%M%S");
    // a second one in the same second gets a name of its own
    let names = (1..)
        .map(|n| format!("rounds-{stamp}{}-before-import.db", if n > 1 { format!("-{n}") } else { String::new() }));
    let free = names.map(|name| folder.join(name)).find(|file| !file.exists());
    free.map_or(Ok(None), |file| store.copy_to(&file))
}

/// Writes what was read, as one step. `goes_on` is told how much is written, and breaks off by answering false: then
/// everything is taken back. Answers whether it was written.
///
/// # Errors
/// When something cannot be written: what was written before is taken back.
pub fn write(
    store: &mut Store,
    now: &Now,
    intake: &Intake,
    mut goes_on: impl FnMut(usize) -> bool,
) -> Result<bool, StoreError> {
    let mut import = store.start_import(now, &intake.bundle)?;
    let written = loop {
        match store.go_on(now, &mut import, &intake.bundle, &intake.plan) {
            Ok(more) if !goes_on(import.done()) && more => break Ok(false),
            Ok(true) => {}
            Ok(false) => break Ok(true),
            Err(why) => break Err(why),
        }
    };
    match written {
        Ok(true) => {
            store.end_import(import.operation())?;
            store.remember_columns(&intake.said)?;
        }
        _ => store.break_off(import.operation())?,
    }
    written
}

/// Archives everybody who came with an import, as one step. `goes_on` is told how many of how many are archived, and
/// breaks off by answering false: then everything is taken back. Answers what was done.
///
/// # Errors
/// When nobody is left of it, or something cannot be written: what was written before is taken back.
pub fn archive(
    store: &mut Store,
    now: &Now,
    import: ImportId,
    mut goes_on: impl FnMut(usize, usize) -> bool,
) -> Result<Option<String>, StoreError> {
    let mut archiving = store.start_archiving(now, import)?;
    let written = loop {
        match store.archive_more(now, &mut archiving) {
            Ok(true) if goes_on(archiving.done(), archiving.people()) => {}
            Ok(more) => break Ok(!more),
            Err(why) => break Err(why),
        }
    };
    match written {
        Ok(true) => store.end_import(archiving.operation())?,
        _ => store.break_off(archiving.operation())?,
    }
    Ok(written?.then(|| archiving.label().to_owned()))
}

/// Whether a file was read as a table that people keep themselves, or could not be read.
fn may_be_table(read: &[(String, Result<Incoming, Unreadable>)]) -> bool {
    matches!(read, [(inner, read)] if inner.is_empty() && read.as_ref().map_or(true, |read| read.source == "csv"))
}

/// A file itself; of a folder all its files, in the order of their names.
fn inside(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_path_buf()] };
    let hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let mut files: Vec<PathBuf> = entries
        .take(FILES)
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file() && !hidden(path))
        .collect();
    files.sort();
    files
}

fn bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let said = |why: io::Error| {
        Unreadable::new(match why.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
            _ => why.to_string(),
        })
    };
    let file = File::open(path).map_err(said)?;
    // a pipe or a device would never end
    if !file.metadata().map_err(said)?.is_file() {
        return Err(Unreadable::new("it is no file"));
    }
    let mut bytes = Vec::new();
    // one more, so that what is too long is seen to be
    file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(said)?;
    Ok(bytes)
}
