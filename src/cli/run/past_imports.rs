//! `import --list`, `--archive` and `--keep`: what was imported before, and what becomes of it.
//!
//! Must not know how any of it is stored.

use serde::Serialize;

use crate::cli::exit::{Code, Failure, Result};
use crate::cli::house::House;
use crate::cli::print::page::{Page, report_json, send};
use crate::cli::print::progress::Progress;
use crate::cli::print::sieve::safe;
use crate::cli::print::table::Table;
use crate::domain::ids::ImportId;
use crate::intake;
use crate::report::past_imports::PastImport;

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Report {
    imports: Vec<PastImport>,
}

/// What was imported, newest first.
pub(super) fn list(house: &House, json: bool) -> Result<()> {
    let imports = house.reading()?.past_imports(&house.now)?;
    if json {
        return Ok(send(&report_json(&house.now, &Report { imports })?)?);
    }
    let mut page = Page::new(house.ink);
    if imports.is_empty() {
        page.line("Nothing was imported yet: rounds import FILE");
    }
    let mut table = Table::new(0).right(&[0]);
    for import in &imports {
        table.row([import.number.0.to_string().as_str(), &import.day, &import.format, &import.left()]);
    }
    table.print(&mut page);
    if imports.iter().any(|import| import.people > 0) {
        page.dim("  to archive all of one: rounds import --archive NUMBER");
    }
    Ok(send(&page.text())?)
}

/// Archives everybody who came with one.
pub(super) fn archive(house: &House, number: i64) -> Result<()> {
    let mut store = house.store()?;
    let mut progress: Option<Progress> = None;
    let archived = intake::archive(&mut store, &house.now, ImportId(number), |done, all| {
        progress.get_or_insert_with(|| Progress::of(all)).at(done);
        true
    });
    if let Some(progress) = progress {
        progress.over();
    }
    let label = archived.map_err(|why| Failure::from(why).next("rounds import --list tells the numbers"))?;
    let mut page = Page::new(house.ink);
    page.line(&safe(&label.unwrap_or_default()));
    page.dim("  to take it back: rounds undo");
    Ok(send(&page.text())?)
}

/// Keeps what came of a step that was cut short.
pub(super) fn keep(house: &House) -> Result<()> {
    let mut store = house.store_to_settle()?;
    let left = store.cut_short()?;
    if left.is_empty() {
        return Err(Failure::new(Code::NotFound, "nothing was cut short"));
    }
    let mut page = Page::new(house.ink);
    for left in left {
        store.end_import(left.id)?;
        page.line(&format!("kept what came of it: {}", safe(&left.label)));
    }
    page.dim("  to take it back: rounds undo; the rest comes with the same file again");
    Ok(send(&page.text())?)
}
