//! A private home for the program: an empty folder, a cleared environment and a frozen clock.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The moment at which every test happens, unless it says otherwise: a Tuesday, half past eight.
pub(crate) const NOW: &str = "2026-09-22T08:30:00+02:00";

/// A home that is gone when it is dropped.
pub(crate) struct Home {
    folder: tempfile::TempDir,
    now: String,
    seeded: bool,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Done {
    /// The exit code; none where a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it printed.
    pub(crate) out: String,
    /// What it complained of.
    pub(crate) err: String,
}

impl Home {
    /// An empty home.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap_or_else(|why| panic!("no folder for the test: {why}"));
        Self { folder, now: NOW.to_owned(), seeded: true }
    }

    /// Moves the clock.
    pub(crate) fn at(&mut self, now: &str) {
        now.clone_into(&mut self.now);
    }

    /// Gives each process a seed of its own, as it has outside tests.
    pub(crate) fn random(&mut self) {
        self.seeded = false;
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The config file.
    pub(crate) fn config(&self) -> PathBuf {
        self.folder.path().join("config.toml")
    }

    /// The database.
    pub(crate) fn database(&self) -> PathBuf {
        self.data().join("rounds.db")
    }

    /// The program, ready to be run here.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rounds"));
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("ROUNDS_NOW", &self.now)
            .env("ROUNDS_SEED", "1")
            .env("LANG", "C.UTF-8")
            // the flag would insist that it is there
            .env("ROUNDS_CONFIG", self.config())
            .arg("--data-dir")
            .arg(self.data())
            .current_dir(self.folder.path());
        if !self.seeded {
            command.env_remove("ROUNDS_SEED");
        }
        command
    }

    /// Runs it with these words.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, words: &[S]) -> Done {
        self.run_with(words, "")
    }

    /// Runs it with these words and this input.
    pub(crate) fn run_with<S: AsRef<OsStr>>(&self, words: &[S], input: impl AsRef<[u8]>) -> Done {
        let mut command = self.command();
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|why| panic!("cannot start rounds: {why}"));
        if let Some(mut stdin) = child.stdin.take() {
            // a command that reads no input may be gone already
            let _ = stdin.write_all(input.as_ref());
        }
        let output = child.wait_with_output().unwrap_or_else(|why| panic!("cannot wait for rounds: {why}"));
        Done { code: output.status.code(), out: self.private(&output.stdout), err: self.private(&output.stderr) }
    }

    /// Runs a line that is cut at blanks, and holds that it went well; answers what it printed.
    pub(crate) fn ok(&self, line: &str) -> String {
        let words: Vec<&str> = line.split_whitespace().collect();
        let done = self.run(&words);
        assert_eq!(done.code, Some(0), "rounds {line}\n{}{}", done.out, done.err);
        done.out
    }

    /// Bytes as text, with the folder of this test named as `~`.
    fn private(&self, bytes: &[u8]) -> String {
        let path: &Path = self.folder.path();
        String::from_utf8_lossy(bytes).replace(&path.display().to_string(), "~")
    }
}
