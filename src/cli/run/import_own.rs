//! `import` of a file that `export` wrote: shows how much of it is missing here, asks, takes it in as one step.
//!
//! Must not know the form of the file, nor how a row is stored.

use std::fs::File;
use std::io::Read;
use std::mem::ManuallyDrop;
use std::path::Path;

use serde::Serialize;

use super::said::{BROKEN_OFF, back};
use crate::cli::args::exchange::Import;
use crate::cli::exit::{Code, Failure, Result};
use crate::cli::house::House;
use crate::cli::own_file;
use crate::cli::print::page::{Page, report_json, send};
use crate::cli::print::progress::Progress;
use crate::domain::number::counted;
use crate::exchange::own_json;
use crate::intake;
use crate::store::Store;
use crate::store::take_in::Counted;

/// So many bytes of a file say what it is.
const START: u64 = 1 << 12;
/// Tables that are told by name, and the words for one row and for several; all others are told together.
const TOLD: &[(&str, &str, &str)] = &[
    ("contact", "person", "people"),
    ("community", "place", "places"),
    ("act", "act", "acts"),
    ("owed", "thing owed", "things owed"),
    ("session", "block", "blocks"),
    ("review", "review", "reviews"),
];

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Report<'r> {
    /// Whether it was written.
    written: bool,
    /// The file.
    file: String,
    /// Rows of each table.
    tables: &'r [Counted],
}

/// Whether a file is one of ours, by its beginning.
pub(super) fn is_own(path: &Path) -> bool {
    let mut start = Vec::new();
    // what cannot be read is told by whoever reads it
    let read = File::open(path).and_then(|file| file.take(START).read_to_end(&mut start));
    read.is_ok() && own_json::is(&String::from_utf8_lossy(&start))
}

/// Takes one in.
pub(super) fn import(
    house: &House,
    args: &Import,
    path: &Path,
    asks: impl FnOnce() -> Result<bool>,
    goes_on: &dyn Fn() -> bool,
) -> Result<()> {
    let open = || {
        let unreadable =
            |why: std::io::Error| Failure::new(Code::Failed, format!("{} cannot be read: {why}", path.display()));
        File::open(path).map_err(unreadable)
    };
    let store = house.reading()?;
    let counted = own_file::look_over(&store, open()?)?;
    let (new, known) =
        (counted.iter().map(|one| one.new + one.gone).sum::<usize>(), counted.iter().map(|one| one.known).sum());
    if !args.json {
        let mut page = Page::new(house.ink);
        page.line(&format!("{}: a file of Rounds", path.display()));
        page.gap();
        page.strong(&words(&counted));
        if known > 0 {
            page.line(&format!("  {} here already: as they are here they stay", rows(known, "is", "are")));
        }
        send(&page.text())?;
    }
    let writes = new > 0 && !args.dry_run && (args.yes || !args.json && asks()?);
    let written = writes && take_in(house, house.writing(store)?, args, open()?, Progress::of(new), goes_on)?;
    if args.json {
        send(&report_json(&house.now, &Report { written, file: path.display().to_string(), tables: &counted })?)?;
    }
    Ok(())
}

fn take_in(
    house: &House,
    mut store: ManuallyDrop<Store>,
    args: &Import,
    file: File,
    progress: Progress,
    goes_on: &dyn Fn() -> bool,
) -> Result<bool> {
    let copy = intake::copy_before(&store, &house.now, &house.paths.data)?;
    let taken = own_file::take_in(&mut store, &house.now, file, &mut |done| {
        progress.at(done);
        goes_on()
    });
    progress.over();
    let taken = taken?;
    if args.json {
        return Ok(taken.is_some());
    }
    let mut page = Page::new(house.ink);
    match taken {
        Some(new) => {
            page.line(&format!("Imported: {}.", rows(new, "", "").trim_end()));
            back(&mut page, copy.as_deref());
        }
        None => page.line(BROKEN_OFF),
    }
    send(&page.text())?;
    Ok(taken.is_some())
}

/// "2 people and 14 acts come in, and 3 further rows".
fn words(tables: &[Counted]) -> String {
    let of = |table: &str| tables.iter().find(|one| one.table == table).map_or(0, |one| one.new);
    let told = TOLD.iter().map(|(table, one, many)| (of(table), *one, *many)).filter(|(new, ..)| *new > 0);
    let mut parts: Vec<String> = told.map(|(new, one, many)| counted(new as u32, one, many)).collect();
    let all: usize = tables.iter().map(|one| one.new + one.gone).sum();
    let named: usize = TOLD.iter().map(|(table, ..)| of(table)).sum();
    if all == 0 {
        return "Nothing of it is missing here.".to_owned();
    }
    if all > named {
        parts.push(counted((all - named) as u32, "further row", "further rows"));
    }
    format!("Missing here: {}", parts.join(", "))
}

fn rows(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", counted(number as u32, "row", "rows"), if number == 1 { one } else { many })
}
