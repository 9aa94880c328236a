//! The worlds that are measured: made where they are missing or out of date, and copied before use.
//!
//! Owns `target/worlds`, `target/floor` and the building of the two examples. Must not know what is measured in them.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use rounds::store::FILE;
use rusqlite::Connection;
use tempfile::TempDir;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// When it is in each world.
pub(crate) const NOW: &str = "2026-09-22T09:00:00+02:00";

/// What a world is made from: one that was made from something else is made anew.
const SOURCES: [&str; 5] = [
    "assets/schema/0001_first.sql",
    "assets/schema/0002_fewer_pages.sql",
    "examples/world.rs",
    "src/store/schema.rs",
    "src/store/brief.rs",
];

/// The program that is measured.
pub(crate) fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_rounds"))
}

/// An example that was built as the program was.
fn example(name: &str) -> PathBuf {
    program().with_file_name("examples").join(name)
}

/// The floor: a bare program with the same libraries as they come.
pub(crate) fn floor() -> Outcome<PathBuf> {
    Ok(target()?.join("floor/release/examples/floor"))
}

/// The floor with SQLite built as it is for the program.
pub(crate) fn floor_alike() -> PathBuf {
    example("floor")
}

/// Builds the floor, twice, and the maker of worlds.
pub(crate) fn build() -> Outcome {
    let cargo = || {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
        cargo.args(["build", "--quiet", "--release", "--locked", "--example", "floor"]);
        cargo
    };
    let (mut alike, mut plain) = (cargo(), cargo());
    alike.args(["--example", "world"]);
    // what is set here comes before what `.cargo/config.toml` says
    plain.env("LIBSQLITE3_FLAGS", "").arg("--target-dir").arg(target()?.join("floor"));
    for mut cargo in [alike, plain] {
        if !cargo.status()?.success() {
            return Err("the examples did not build".into());
        }
    }
    Ok(())
}

/// The folder with the world of this size, which nothing writes to.
pub(crate) fn world(size: &str) -> Outcome<PathBuf> {
    let folder = worlds()?.join(size);
    let mut made_from = String::new();
    for source in SOURCES {
        made_from += &fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(source))?;
    }
    let stamp = folder.join("made-from");
    if fs::read_to_string(&stamp).is_ok_and(|text| text == made_from) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    if !Command::new(example("world")).arg(size).arg(&folder).status()?.success() {
        return Err(format!("the world {size} could not be made").into());
    }
    fs::write(stamp, made_from)?;
    Ok(folder)
}

/// A copy that may be written to, gone when it is let go of. Its write-ahead log is empty and all of it is
/// on the disk, so that nothing left over weighs on what is measured.
pub(crate) fn copy(world: &Path) -> Outcome<TempDir> {
    let copy = tempfile::Builder::new().prefix("copy-").tempdir_in(worlds()?)?;
    for entry in fs::read_dir(world)? {
        let entry = entry?;
        let name = entry.file_name();
        // SQLite makes its index of the log anew
        if entry.file_type()?.is_file() && !name.to_string_lossy().ends_with("-shm") {
            fs::copy(entry.path(), copy.path().join(name))?;
        }
    }
    let connection = Connection::open(copy.path().join(FILE))?;
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(connection);
    File::open(copy.path().join(FILE))?.sync_all()?;
    Ok(copy)
}

fn worlds() -> Outcome<PathBuf> {
    let folder = target()?.join("worlds");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn target() -> Outcome<PathBuf> {
    Ok(program().ancestors().nth(2).ok_or("the program lies in no target folder")?.to_path_buf())
}
