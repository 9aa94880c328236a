//! Reads and writes files of other programs beside the loop: a worker with a connection of its own, which says how far
//! it is and can be stopped.
//!
//! What was read is kept here until it is written: the state machine sees its dry run alone. A world in memory has no
//! second connection, and everything there is done at once. Must not decide anything.

use std::env;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::effects::taken_back;
use crate::app::effect::{Effect, Files};
use crate::app::msg::{Heard, Msg, Wrote};
use crate::domain::ids::ImportId;
use crate::domain::time::Now;
use crate::domain::typed_paths::{plain, split};
use crate::exchange::choices::Choices;
use crate::intake::{self, Intake};
use crate::report::dry_run::FileLine;
use crate::store::{Operation, Store, StoreError};

/// Where a worker says what it has to say.
pub type Say = Arc<dyn Fn(Msg) + Send + Sync>;

/// What was read last, and of which reading.
type Held = Arc<Mutex<Option<(i64, Intake)>>>;

/// The worker and what it read.
#[derive(Debug, Default)]
pub struct Importer {
    stop: Arc<AtomicBool>,
    writing: Option<JoinHandle<()>>,
    held: Held,
}

/// One piece of work: what it needs to be done anywhere.
struct Work {
    of: i64,
    now: Now,
    stop: Arc<AtomicBool>,
    held: Held,
    say: Say,
}

impl Importer {
    /// Does one effect of an import, or begins to; answers whether it was one.
    pub fn run(&mut self, store: &mut Store, say: &Say, now: &Now, effect: &Effect) -> bool {
        match effect {
            Effect::ReadFiles(files) => {
                self.stop();
                let (work, files) = (self.work(files.of, now, say), files.as_ref().clone());
                self.begin(store, work, false, move |work, store| work.read(store, &files));
            }
            Effect::WriteImport(of) => {
                self.settle();
                let work = self.work(*of, now, say);
                // now: whoever stops it a moment later shall be heard
                let held = work.held().take().filter(|(read, _)| read == of);
                if let Some((_, intake)) = held {
                    self.begin(store, work, true, move |work, store| work.write(store, intake));
                }
            }
            Effect::ArchiveImport(import) => {
                self.settle();
                let import = *import;
                self.begin(store, self.work(0, now, say), true, move |work, store| work.archive(store, import));
            }
            Effect::Undo { sure } => {
                let long = store.long_undo().ok().flatten().filter(|step| *sure || store.is_own(step));
                // what is short is done at once, and what is somebody else's is named first
                let Some(step) = long.filter(|_| store.path().is_some()) else { return false };
                self.settle();
                say(Msg::Note(format!("Taking back: {}", step.label)));
                self.begin(store, self.work(0, now, say), true, move |work, store| work.undo(store, &step));
            }
            Effect::TakeBack(operation, label) => {
                self.settle();
                let (operation, label) = (*operation, label.clone());
                self.begin(store, self.work(0, now, say), true, move |work, store| match store.break_off(operation) {
                    Ok(()) => {
                        (work.say)(Msg::Changed);
                        (work.say)(Msg::Note(format!("Taken back: {label}")));
                    }
                    Err(error) => (work.say)(failed(&error)),
                });
            }
            Effect::StopImport => self.stop(),
            _ => return false,
        }
        true
    }

    /// Waits for what is being written.
    pub fn settle(&mut self) {
        if let Some(writing) = self.writing.take() {
            // whatever went wrong there was said
            let _ = writing.join();
        }
    }

    fn stop(&mut self) {
        // whoever works keeps the old one
        mem::take(&mut self.stop).store(true, Ordering::Relaxed);
        self.held.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    fn work(&self, of: i64, now: &Now, say: &Say) -> Work {
        let (stop, held) = (Arc::clone(&self.stop), Arc::clone(&self.held));
        Work { of, now: now.clone(), stop, held, say: Arc::clone(say) }
    }

    /// Does the work in a thread of its own, where the store can be opened a second time.
    fn begin(
        &mut self,
        store: &mut Store,
        work: Work,
        writes: bool,
        job: impl FnOnce(&Work, &mut Store) + Send + 'static,
    ) {
        let mut beside = match store.beside() {
            Ok(Some(beside)) => beside,
            Ok(None) => return job(&work, store),
            Err(error) => return work.failed(&error),
        };
        let thread = thread::spawn(move || {
            if catch_unwind(AssertUnwindSafe(|| job(&work, &mut beside))).is_err() {
                let (what, hint) = ("the import stopped by itself".to_owned(), "rounds.log says where".to_owned());
                work.say(Heard::Failed { what, hint });
            }
        });
        if writes {
            self.writing = Some(thread);
        }
    }
}

fn failed(error: &StoreError) -> Msg {
    Msg::Failed { what: error.to_string(), hint: error.hint().to_owned() }
}

impl Drop for Importer {
    /// Nothing is left half written.
    fn drop(&mut self) {
        self.stop();
        self.settle();
    }
}

impl Work {
    fn say(&self, heard: Heard) {
        (self.say)(Msg::Import(self.of, heard));
    }

    fn failed(&self, error: &StoreError) {
        self.say(Heard::Failed { what: error.to_string(), hint: error.hint().to_owned() });
    }

    fn goes_on(&self) -> bool {
        !self.stop.load(Ordering::Relaxed)
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Option<(i64, Intake)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, store: &mut Store, files: &Files) {
        let choices = Choices { messages: files.messages, said: files.said.clone(), ..Choices::default() };
        let read = intake::read_watched(store, &self.now, &paths(&files.names), &choices, &mut |done, all| {
            self.say(Heard::Reading { done, all });
            self.goes_on()
        });
        match read {
            Ok(Some(intake)) => self.was_read(intake),
            // nobody waits for it any more
            Ok(None) => {}
            Err(error) => self.failed(&error),
        }
    }

    /// Takes a step back that changed much, where it is still the newest.
    fn undo(&self, store: &mut Store, step: &Operation) {
        let is_newest = |next: Option<Operation>| next.is_some_and(|next| next.id == step.id);
        let undone = store.next_undo().and_then(|next| if is_newest(next) { store.undo() } else { Ok(None) });
        let said = match undone {
            Ok(Some(step)) => taken_back(step),
            Ok(None) => vec![Msg::Note("Something newer came meanwhile: undo takes that first".to_owned())],
            Err(error) => vec![failed(&error)],
        };
        for msg in said {
            (self.say)(msg);
        }
    }

    /// Archives everybody who came with an import; where that cannot be done, nobody.
    fn archive(&self, store: &mut Store, import: ImportId) {
        match intake::archive(store, &self.now, import, |_, _| self.goes_on()) {
            Ok(Some(label)) => (self.say)(Msg::Wrote(Wrote { label, ..Wrote::default() })),
            // nobody is there any more
            Ok(None) => {}
            Err(error) => (self.say)(failed(&error)),
        }
    }

    fn was_read(&self, intake: Intake) {
        if let Some(what) = unreadable(&intake.dry_run.files) {
            return self.say(Heard::Failed { what, hint: String::new() });
        }
        let dry_run = Box::new(intake.dry_run.clone());
        *self.held() = Some((self.of, intake));
        self.say(Heard::Read(dry_run));
    }

    fn write(&self, store: &mut Store, intake: Intake) {
        let all = intake.size();
        let folder = store.path().and_then(Path::parent).map(Path::to_path_buf);
        let copied = folder.map_or(Ok(None), |folder| intake::copy_before(store, &self.now, &folder));
        let written = copied.and_then(|_| {
            intake::write(store, &self.now, &intake, |done| {
                self.say(Heard::Writing { done, all });
                self.goes_on()
            })
        });
        if matches!(written, Ok(true)) {
            return self.say(Heard::Written);
        }
        // it may be tried again
        *self.held() = Some((self.of, intake));
        written.map_or_else(|error| self.failed(&error), |_| self.say(Heard::BrokenOff));
    }
}

/// Why none of the files can be read, where nothing else can be done about it.
fn unreadable(files: &[FileLine]) -> Option<String> {
    let hopeless = files.iter().all(|file| !file.refused.is_empty() && !file.messages && file.table.is_none());
    if files.is_empty() {
        return Some("there is no file in that folder".to_owned());
    }
    hopeless.then(|| files.iter().map(FileLine::words).collect::<Vec<_>>().join("; "))
}

/// The files that somebody means: the whole line where there is such a file, else each name in it.
fn paths(names: &str) -> Vec<PathBuf> {
    let whole = at_home(&plain(names));
    if whole.exists() { vec![whole] } else { split(names).iter().map(|name| at_home(name)).collect() }
}

/// A path whose `~` is the home of whoever types it.
fn at_home(name: &str) -> PathBuf {
    let home = || env::var_os("HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    match name.strip_prefix('~') {
        Some("") => home().unwrap_or_else(|| PathBuf::from(name)),
        Some(rest) if rest.starts_with('/') => {
            home().map_or_else(|| PathBuf::from(name), |home| home.join(rest.trim_start_matches('/')))
        }
        _ => PathBuf::from(name),
    }
}
