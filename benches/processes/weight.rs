//! How heavy the program is to build and to carry: its size and the crates that are built for it.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::process::Command;

use crate::figures::Figure;
use crate::worlds::program;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Measures what is the same in every world.
pub(crate) fn measure(say: &mut dyn FnMut(Figure) -> Outcome) -> Outcome {
    let bytes = fs::metadata(program())?.len();
    say(Figure::most("release binary", bytes as f64 / 1e6, "MB", 14.0))?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo.args(["tree", "--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"]);
    let tree = String::from_utf8(cargo.output()?.stdout)?;
    let crates: BTreeSet<&str> = tree.lines().filter(|line| !line.is_empty()).collect();
    say(Figure::most("crates built", crates.len() as f64, "crates", 260.0))
}
