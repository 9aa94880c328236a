//! Commands that only read: each loads one report and prints it as text or JSON.
//!
//! Must not write anything.

use crate::cli::args::read::{Communities, Duplicates, Format, History, Look, People, Review, Show, Status, Today};
use crate::cli::ask::Ask;
use crate::cli::exit::{Code, Failure, Result};
use crate::cli::house::House;
use crate::cli::print::page::{Page, report_json, send};
use crate::cli::print::sieve::safe;
use crate::cli::print::table::Table;
use crate::cli::print::{card, lists, review as print_review, status as print_status, today as print_today};
use crate::demo;
use crate::report::declared::Running;
use crate::report::history::{self, Step};
use crate::report::lists::List;
use crate::report::markdown;

/// Rows that are printed after those that fit the block, where nobody said how many.
const NEXT: usize = 20;

pub(super) fn today(house: &House, args: &Today) -> Result<()> {
    let store = house.reading()?;
    // whoever reads on a terminal wants the block and what comes next; a script gets all
    let after = args.limit.unwrap_or(if args.look.json { usize::MAX } else { NEXT });
    let mut report = store.today_to(&house.now, after)?;
    if args.look.json {
        if let Some(limit) = args.limit.filter(|limit| *limit < report.rows.len()) {
            report.beyond += report.rows.len() - limit;
            report.rows.truncate(limit);
            report.cut = report.cut.min(limit);
        }
        let running = report.block.as_ref().map(|block| Running::of(&block.session, block.acts, &house.now));
        return Ok(send(&report_json(&house.now, &WithClock { running, report })?)?);
    }
    let mut page = Page::new(house.look(args.look));
    print_today::print(&mut page, &report, &house.now, args.limit);
    Ok(send(&page.text())?)
}

/// Today of the demo, where there is no terminal to look around in it.
pub(super) fn demo(house: &House) -> Result<()> {
    let store =
        demo::open(&house.now, house.settings.clone()).map_err(|why| Failure::new(Code::Failed, why.to_string()))?;
    let mut page = Page::new(house.look(Look { plain: true, json: false }));
    print_today::print(&mut page, &store.today_to(&house.now, NEXT)?, &house.now, None);
    Ok(send(&page.text())?)
}

pub(super) fn show(house: &House, args: &Show) -> Result<()> {
    let store = house.reading()?;
    let found = Ask::new(house, &store).anyone(&args.name)?;
    let report = store
        .card(&house.now, found.subject)?
        .ok_or_else(|| Failure::new(Code::NotFound, format!("{} is gone", found.name)))?;
    if args.look.json {
        return Ok(send(&report_json(&house.now, &report)?)?);
    }
    let mut page = Page::new(house.look(args.look));
    card::print(&mut page, &report);
    Ok(send(&page.text())?)
}

pub(super) fn review(house: &House, args: &Review) -> Result<()> {
    let store = house.reading()?;
    let week = args.week.as_deref().map(|week| Ask::new(house, &store).week(week)).transpose()?;
    let mut report = store.review(&house.now, week)?;
    if args.markdown {
        let text = markdown::review(&report, !args.no_names);
        return Ok(send(&clean_lines(&text))?);
    }
    if args.look.json {
        if args.no_names {
            report = markdown::nameless(report);
        }
        return Ok(send(&report_json(&house.now, &report)?)?);
    }
    let mut page = Page::new(house.look(args.look));
    print_review::print(&mut page, &report, !args.no_names);
    Ok(send(&page.text())?)
}

pub(super) fn people(house: &House, args: &People) -> Result<()> {
    let store = house.reading()?;
    let mut page = Page::new(house.look(args.look));
    if args.untiered {
        let mut people = store.untiered()?;
        people.truncate(args.limit);
        if args.look.json {
            return Ok(send(&report_json(&house.now, &Untiered { people })?)?);
        }
        lists::untiered(&mut page, &people);
        return Ok(send(&page.text())?);
    }
    let filter = args.words.join(" ");
    let report = store.people(&house.now, &filter, args.limit, args.archived)?;
    let empty = if !filter.is_empty() {
        format!("Nobody fits \"{filter}\".")
    } else if args.archived {
        "The archive is empty.".to_owned()
    } else {
        "Nobody here yet: rounds add contact \"Ada Lindqvist\" @ada@social.example".to_owned()
    };
    list(house, page, &report, args.look, &empty)
}

pub(super) fn communities(house: &House, args: &Communities) -> Result<()> {
    let store = house.reading()?;
    let report = store.communities(&house.now, args.archived)?;
    let empty = if args.archived {
        "The archive is empty."
    } else {
        "No place yet: rounds add community \"Nix Newcomers\" https://forum.example/c/nix --state focus"
    };
    list(house, Page::new(house.look(args.look)), &report, args.look, empty)
}

pub(super) fn duplicates(house: &House, args: &Duplicates) -> Result<()> {
    let report = house.reading()?.duplicates()?;
    if args.look.json {
        return Ok(send(&report_json(&house.now, &report)?)?);
    }
    let mut page = Page::new(house.look(args.look));
    lists::duplicates(&mut page, &report);
    Ok(send(&page.text())?)
}

pub(super) fn history(house: &House, args: &History) -> Result<()> {
    let store = house.reading()?;
    let steps = store.history(args.limit)?.into_iter().map(|operation| Step {
        id: operation.id,
        at: operation.at.rfc3339(house.now.zone.offset(operation.at)),
        label: operation.label,
        origin: operation.origin,
        undone: operation.undone,
    });
    let report = history::History { steps: steps.collect() };
    if args.look.json {
        return Ok(send(&report_json(&house.now, &report)?)?);
    }
    let mut page = Page::new(house.look(args.look));
    if report.steps.is_empty() {
        page.line("Nothing was done yet.");
    }
    let mut table = Table::new(0).right(&[0]);
    for step in &report.steps {
        let at = step.at.get(..16).unwrap_or_default().replace('T', " ");
        let (id, undone) = (step.id.0.to_string(), if step.undone { "undone" } else { "" });
        let cells = [id.as_str(), &at, &step.label, &step.origin, undone];
        if step.undone { table.dim(cells) } else { table.row(cells) }
    }
    table.print(&mut page);
    Ok(send(&page.text())?)
}

pub(super) fn status(house: &House, args: &Status) -> Result<()> {
    let store = house.reading()?;
    let whole = matches!(args.format, Format::Waybar | Format::Json);
    let line = store.status(&house.now, whole)?;
    Ok(send(&print_status::text(&line, args.format, &house.now)?)?)
}

fn list(house: &House, mut page: Page, report: &List, look: Look, empty: &str) -> Result<()> {
    if look.json {
        return Ok(send(&report_json(&house.now, report)?)?);
    }
    lists::people(&mut page, report, empty);
    Ok(send(&page.text())?)
}

fn clean_lines(text: &str) -> String {
    text.lines().fold(String::new(), |clean, line| clean + &safe(line) + "\n")
}

/// Today as JSON, with the clock of its block.
#[derive(serde::Serialize)]
struct WithClock {
    running: Option<Running>,
    #[serde(flatten)]
    report: crate::report::today::Today,
}

/// People without a tier, as JSON.
#[derive(serde::Serialize)]
struct Untiered {
    people: Vec<crate::report::lists::Untiered>,
}
