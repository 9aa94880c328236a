//! Lists of what is declared: the running block, commitments, planned blocks, rests.
//!
//! Must not know how streaks are counted.

use crate::cli::args::read::Look;
use crate::cli::exit::{Code, Failure, Result};
use crate::cli::house::House;
use crate::cli::print::page::{Page, report_json, send};
use crate::cli::print::table::Table;
use crate::cli::print::today;
use crate::report::declared::{Commitments, PlannedBlocks, RestDeclared, Running};

/// The running block.
pub(super) fn session(house: &House, look: Look) -> Result<()> {
    let store = house.reading()?;
    let report = store.today(&house.now)?;
    let Some(block) = &report.block else {
        return Err(Failure::new(Code::NotFound, "no block is running").next("rounds session start"));
    };
    if look.json {
        return Ok(send(&report_json(&house.now, &Running::of(&block.session, block.acts, &house.now))?)?);
    }
    let mut page = Page::new(house.look(look));
    page.line(&today::clock(block, &house.now));
    Ok(send(&page.text())?)
}

/// Commitments, with their numbers and streaks.
pub(super) fn commitments(house: &House, look: Look) -> Result<()> {
    let store = house.reading()?;
    let today = house.now.day();
    let lines = store.today(&house.now)?.commitments;
    let report = Commitments::of(&store.commitments(today)?, &lines, today);
    if look.json {
        return Ok(send(&report_json(&house.now, &report)?)?);
    }
    let mut page = Page::new(house.look(look));
    let mut table = Table::new(0).right(&[0]);
    for row in &report.commitments {
        let (so_far, streak, strength) = row.progress.as_ref().map_or_else(Default::default, |line| {
            let streak = if line.streak > 0 { line.streak_words.clone() } else { String::new() };
            (format!("{} of {}", line.done, line.asked), streak, format!("{} %", line.strength))
        });
        table.row([row.id.0.to_string(), row.name.clone(), row.from_words.clone(), so_far, streak, strength]);
    }
    finish(page_of(&mut page, &table, "No commitment yet: rounds commit add \"3 blocks of 30 min a week\""))
}

/// Planned blocks, with their numbers.
pub(super) fn planned(house: &House, look: Look) -> Result<()> {
    let store = house.reading()?;
    let report = PlannedBlocks::of(&store.planned(house.now.day())?);
    if look.json {
        return Ok(send(&report_json(&house.now, &report)?)?);
    }
    let mut page = Page::new(house.look(look));
    let mut table = Table::new(0).right(&[0]);
    for row in &report.planned {
        table.row([row.id.0.to_string(), row.name.clone()]);
    }
    finish(page_of(&mut page, &table, "No block is planned: rounds plan add \"tue thu 08:30\""))
}

/// Rests, with their numbers.
pub(super) fn rests(house: &House, look: Look) -> Result<()> {
    let store = house.reading()?;
    let report = RestDeclared::of(&store.rests(house.now.day())?);
    if look.json {
        return Ok(send(&report_json(&house.now, &report)?)?);
    }
    let mut page = Page::new(house.look(look));
    let mut table = Table::new(0).right(&[0]);
    for row in &report.rests {
        table.row([row.id.0.to_string(), row.name.clone(), row.label.clone()]);
    }
    finish(page_of(&mut page, &table, "No rest is declared: rounds rest add FROM TO, or --weekday sat"))
}

fn page_of<'p>(page: &'p mut Page, table: &Table, empty: &str) -> &'p mut Page {
    if table.is_empty() {
        page.line(empty);
    } else {
        table.print(page);
    }
    page
}

fn finish(page: &mut Page) -> Result<()> {
    Ok(send(&std::mem::take(page).text())?)
}
