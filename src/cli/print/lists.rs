//! Prints lists: people, communities, history, and what is declared.
//!
//! Must not know where the reports come from.

use super::page::Page;
use super::table::Table;
use super::today::mark;
use crate::report::duplicates::Duplicates;
use crate::report::lists::{List, Untiered};

/// Prints people or communities.
pub fn people(page: &mut Page, list: &List, empty: &str) {
    if list.lines.is_empty() && list.matching == 0 {
        page.line(empty);
        return;
    }
    let mut table = Table::new(0);
    for line in &list.lines {
        let name = format!("{} {}", mark(line.mark, page.ink().ascii), line.name);
        table.row([&name, &line.group, &line.standing, &line.platform, &line.last, &line.cadence, &line.about]);
    }
    table.print(page);
    let hidden = list.matching.saturating_sub(list.lines.len());
    if hidden > 0 {
        page.dim(&format!("{hidden} more: --limit {} shows all", list.matching));
    }
    if !list.load.is_empty() {
        page.gap();
        page.line(&list.load);
    }
}

/// Prints people without a tier.
pub fn untiered(page: &mut Page, people: &[Untiered]) {
    if people.is_empty() {
        page.line("Nobody is without a tier.");
        return;
    }
    let mut table = Table::new(0);
    for person in people {
        let acts = match person.acts {
            0 => String::new(),
            1 => "1 act".to_owned(),
            acts => format!("{acts} acts"),
        };
        table.row([&person.name, &acts, &person.about.join(", ")]);
    }
    table.print(page);
    page.gap();
    page.dim("rounds edit NAME --tier inner|close|network|wide");
}

/// Prints contacts that may be the same, two by two: who they are, why, and what to run.
pub fn duplicates(page: &mut Page, report: &Duplicates) {
    if report.pairs.is_empty() {
        page.line("Nobody looks like somebody else.");
        return;
    }
    for pair in &report.pairs {
        page.gap();
        let sure = if pair.sure { "the same" } else { "look alike" };
        page.strong(&format!("{sure}: {}", pair.evidence.join(", ")));
        let mut table = Table::new(2);
        for person in [&pair.stays, &pair.goes] {
            let about = if person.about.is_empty() { String::new() } else { format!("{}; ", person.about) };
            table.row([&person.name, &person.standing(), &format!("{about}{}", person.ways.join(", "))]);
        }
        table.print(page);
        page.dim(&format!("  one person: {}", pair.merge));
        page.dim(&format!("  two: {}", pair.apart));
    }
    if report.more > 0 {
        page.gap();
        page.dim(&format!("{} more after these", report.more));
    }
}
