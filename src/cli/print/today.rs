//! Prints Today: the block, the commitments, the queue with its cut, and what waits beside it.
//!
//! Must not know where the report comes from.

use super::page::Page;
use super::table::Table;
use crate::domain::time::Now;
use crate::report::row::{Mark, Row};
use crate::report::today::{Block, CommitmentLine, Today};

/// How many done acts are named.
const DONE: usize = 6;

/// Prints the report; `limit` rows of the queue at most.
pub fn print(page: &mut Page, today: &Today, now: &Now, limit: Option<usize>) {
    page.strong(&format!("{}   {}", today.day.long(), head(today, now)));
    if !today.line.is_empty() {
        page.line(&format!("This week  {}", today.line));
    }
    if !today.review.is_empty() {
        page.line(&format!("{}  (rounds review)", today.review));
    }
    if today.resting {
        page.line("A day of rest: only what is owed stands here.");
    }
    commitments(page, &today.commitments);
    page.gap();
    if today.rows.is_empty() {
        empty(page, today);
    }
    queue(page, today, limit);
    if let Some(reading) = today.reading {
        page.line(&reading.words());
    }
    if !today.counted.is_empty() {
        page.line(&format!("{}  (rounds look: looked at)", today.counted));
    }
    page.gap();
    aside(page, "Waiting on others", &today.waiting);
    aside(page, "Dormant", &today.dormant);
    aside(page, "Snoozed", &today.snoozed);
    done(page, today);
    if today.untiered > 0 {
        page.gap();
        page.dim(&format!("{} without a tier: rounds people --untiered", today.untiered_words()));
    }
}

/// The mark of a row.
pub fn mark(mark: Mark, ascii: bool) -> &'static str {
    match (mark, ascii) {
        (Mark::Owed, false) => "●",
        (Mark::Due, false) => "◐",
        (Mark::Other, false) => "○",
        (Mark::Snoozed, false) => "–",
        (Mark::Done, false) => "✓",
        (Mark::Now, false) => "►",
        (Mark::Owed, true) => "!",
        (Mark::Due, true) => "*",
        (Mark::Other, true) => "o",
        (Mark::Snoozed, true) => "-",
        (Mark::Done, true) => "x",
        (Mark::Now, true) => ">",
        (Mark::None, _) => " ",
    }
}

/// "17:20 left of 30, 3 done", "paused, 17:20 left of 30", "4:10 over 30".
pub fn clock(block: &Block, now: &Now) -> String {
    let left = block.session.left(now.at);
    let seconds = left.unsigned_abs() / 1000;
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let planned = block.session.planned;
    let paused = if block.session.paused() { "paused, " } else { "" };
    let clock = if left >= 0 {
        format!("{paused}{minutes}:{seconds:02} left of {planned}")
    } else {
        format!("{paused}{minutes}:{seconds:02} over {planned}")
    };
    if block.acts > 0 { format!("{clock}, {} done", block.acts) } else { clock }
}

/// Commitments, a line each.
pub fn commitments(page: &mut Page, lines: &[CommitmentLine]) {
    let ascii = page.ink().ascii;
    let mut table = Table::new(0);
    for line in lines {
        let met = match (line.met, ascii) {
            (true, false) => "✓",
            (true, true) => "x",
            (false, false) => "·",
            (false, true) => ".",
        };
        let so_far = format!("{} of {}", line.done, line.asked);
        let needs = if line.resting { "rest" } else { &line.needs };
        let streak = match (line.streak, line.best) {
            (0, 0) => String::new(),
            (0, best) => format!("best {best}"),
            (_, best) => format!("{}, best {best}", line.streak_words),
        };
        table.row([&format!("{met} {}", line.name), &so_far, needs, &streak, &format!("{} %", line.strength)]);
    }
    table.print(page);
}

fn head(today: &Today, now: &Now) -> String {
    today.block.as_ref().map_or_else(|| today.next_block.clone(), |block| clock(block, now))
}

fn queue(page: &mut Page, today: &Today, limit: Option<usize>) {
    let shown = limit.unwrap_or(today.rows.len()).min(today.rows.len());
    let cut = today.cut.min(shown);
    let mut table = Table::new(0);
    let mut platform = "";
    for (at, row) in today.rows.iter().take(shown).enumerate() {
        if at == today.cut {
            platform = "";
        }
        let group = if at > 0 && row.platform == platform { "" } else { group(row) };
        platform = &row.platform;
        let name = format!("{} {}", mark(row.mark, page.ink().ascii), row.name);
        let cells = [group, &name, &row.reason, &row.when];
        match (at < cut, row.mark) {
            (true, Mark::Owed | Mark::Now) => table.strong(cells),
            (true, _) => table.row(cells),
            (false, _) => table.dim(cells),
        }
    }
    print_with_cut(page, &table, cut, shown);
    let more = today.rows.len() - shown + today.beyond;
    if more > 0 {
        page.dim(&format!("{more} more can wait"));
    }
}

fn print_with_cut(page: &mut Page, table: &Table, cut: usize, shown: usize) {
    let mut rows = Page::new(page.ink());
    table.print(&mut rows);
    let text = rows.text();
    for (at, line) in text.split_inclusive('\n').enumerate() {
        if at == cut && cut < shown {
            page.dim("-- the block ends about here --");
        }
        page.printed(line);
    }
}

fn group(row: &Row) -> &str {
    if row.platform.is_empty() { "no place" } else { &row.platform }
}

fn empty(page: &mut Page, today: &Today) {
    if !today.anybody {
        page.line("Nobody here yet.");
        page.line("rounds add contact \"Ada Lindqvist\" @ada@social.example --tier close");
    } else if today.quiet_until.is_empty() {
        page.line("Nobody waits for you, nothing is due.");
    } else {
        page.line(&format!("Nobody waits for you, {}.", today.quiet_until));
    }
}

fn aside(page: &mut Page, title: &str, rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    page.line(title);
    let mut table = Table::new(2);
    for row in rows {
        table.dim([&row.name, &row.reason, &row.when]);
    }
    table.print(page);
}

fn done(page: &mut Page, today: &Today) {
    let done = &today.done;
    if done.is_empty() {
        return;
    }
    let named = done
        .iter()
        .take(DONE)
        .map(|done| if done.name.is_empty() { done.what.clone() } else { format!("{} {}", done.name, done.what) });
    let named = named.collect::<Vec<_>>().join(", ");
    let more = if done.len() > DONE { format!(", {}", today.done_beyond(DONE)) } else { String::new() };
    page.dim(&format!("Done  {named}{more}"));
}
