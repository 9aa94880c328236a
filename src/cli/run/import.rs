//! `import`: shows what would come in, asks, writes it as one step.
//!
//! Must not know formats, nor how anybody is compared.

use std::io::{IsTerminal, Write, stderr, stdin};
use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use super::said::{BROKEN_OFF, back};
use super::{import_own, past_imports};
use crate::cli::args::exchange::Import;
use crate::cli::exit::{Code, Failure, Result};
use crate::cli::house::House;
use crate::cli::print::page::{Ink, Page, report_json, send};
use crate::cli::print::progress::Progress;
use crate::cli::print::table::Table;
use crate::domain::number::counted;
use crate::exchange::choices::Choices;
use crate::intake::{self, Intake};
use crate::report::dry_run::{DryRun, FileLine, doubts};
use crate::store::Store;

/// Names, and lines that were left out, which are shown without `--all`.
const SHOWN: usize = 10;

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Report<'r> {
    /// Whether it was written.
    written: bool,
    #[serde(flatten)]
    dry_run: &'r DryRun,
}

/// Takes people in.
pub(super) fn import(house: &House, args: &Import) -> Result<()> {
    if args.list {
        return past_imports::list(house, args.json);
    }
    if let Some(number) = args.archive {
        return past_imports::archive(house, number);
    }
    if args.keep {
        return past_imports::keep(house);
    }
    if let Some(own) = args.files.iter().find(|path| import_own::is_own(path)) {
        return match args.files.as_slice() {
            [_] => {
                let stop = stops();
                import_own::import(house, args, own, asks, &|| !stop.load(Ordering::Relaxed))
            }
            _ => Err(Failure::usage(format!("{} is a file of Rounds, which comes in alone", own.display()))
                .next("import it first, then the others")),
        };
    }
    let choices = Choices { messages: args.messages, map: args.map.clone(), ..Choices::default() };
    let store = house.reading()?;
    let intake = intake::read(&store, &house.now, &args.files, &choices)?;
    let dry_run = &intake.dry_run;
    if !args.json {
        send(&shown(house.ink, dry_run, args.all))?;
    }
    let refused = || {
        let why = Failure::new(Code::Refused, "not every file can be read: nothing was written");
        why.next("leave out what cannot be read, and import the others")
    };
    let writes = !args.dry_run && !dry_run.refuses() && !intake.plan.changes_nothing();
    let written =
        writes && (args.yes || !args.json && asks()?) && written(house, house.writing(store)?, &intake, args)?;
    if args.json {
        send(&report_json(&house.now, &Report { written, dry_run })?)?;
    }
    if dry_run.refuses() { Err(refused()) } else { Ok(()) }
}

/// Writes it; answers whether it was.
fn written(house: &House, mut store: ManuallyDrop<Store>, intake: &Intake, args: &Import) -> Result<bool> {
    let copy = intake::copy_before(&store, &house.now, &house.paths.data)?;
    let stop = stops();
    let progress = Progress::of(intake.size());
    let written = intake::write(&mut store, &house.now, intake, |done| {
        progress.at(done);
        !stop.load(Ordering::Relaxed)
    });
    progress.over();
    let written = written?;
    if args.json {
        return Ok(written);
    }
    let mut page = Page::new(house.ink);
    if written {
        page.line(&format!("Imported: {}.", intake.dry_run.words()));
        if intake.dry_run.new > 0 {
            page.line("  Nobody has a cadence until you choose one: rounds people --untiered, or F2 in the dashboard");
        }
        if !intake.dry_run.feeds.is_empty() {
            page.line(
                "  to fetch what the feeds hold: rounds feeds refresh; to say whose they are: rounds feeds attach",
            );
        }
        if intake.dry_run.doubts > 0 {
            page.line("  some may be here under the same name: rounds duplicates");
        }
        back(&mut page, copy.as_deref());
    } else {
        page.line(BROKEN_OFF);
    }
    send(&page.text())?;
    Ok(written)
}

/// Turns true when somebody asks to break off.
pub(super) fn stops() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // where it cannot be heard, the signal ends the process as it would any other
        let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
    }
    stop
}

/// Asks on the terminal; where there is none, nothing is written without `--yes`.
fn asks() -> Result<bool> {
    if !stdin().is_terminal() {
        return Err(
            Failure::usage("nobody can be asked here: nothing was written").next("--yes writes it without asking")
        );
    }
    let _ = write!(stderr(), "Import this? y n ");
    let mut answer = String::new();
    stdin().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("y") || answer.trim().eq_ignore_ascii_case("yes"))
}

/// The dry run as text.
fn shown(ink: Ink, dry_run: &DryRun, all: bool) -> String {
    let most = if all { usize::MAX } else { SHOWN };
    let mut page = Page::new(ink);
    for file in &dry_run.files {
        shown_file(&mut page, file, most);
    }
    if dry_run.files.iter().all(|file| !file.refused.is_empty()) {
        return page.text();
    }
    page.gap();
    page.strong(&dry_run.words());
    for (evidence, count) in &dry_run.by_evidence {
        page.line(&format!("  here already by the {evidence}: {count}"));
    }
    if dry_run.doubts > 0 {
        page.line(&format!("  {}", doubts(dry_run.doubts)));
    }
    let mut table = Table::new(2);
    for person in dry_run.people.iter().take(most) {
        table.row([person.name.as_str(), &person.words()]);
    }
    table.print(&mut page);
    more(&mut page, dry_run.people.len(), most);
    let mut table = Table::new(2);
    for feed in dry_run.feeds.iter().take(most) {
        table.row([feed.name.as_str(), &feed.host, &feed.words()]);
    }
    table.print(&mut page);
    more(&mut page, dry_run.feeds.len(), most);
    page.text()
}

fn shown_file(page: &mut Page, file: &FileLine, most: usize) {
    page.line(&file.words());
    if !file.refused.is_empty() {
        return;
    }
    for note in &file.notes {
        page.line(&format!("  {note}"));
    }
    if !file.skipped.is_empty() {
        page.line(&format!("  left out: {}", counted(file.skipped.len() as u32, "entry", "entries")));
    }
    for skipped in file.skipped.iter().take(most) {
        page.dim(&format!("    {}", skipped.words()));
    }
    more(page, file.skipped.len(), most);
}

fn more(page: &mut Page, all: usize, most: usize) {
    if all > most {
        page.dim(&format!("    {} more: --all", all - most));
    }
}
