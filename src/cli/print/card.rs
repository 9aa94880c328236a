//! Prints a card: everything about one person or place.
//!
//! Must not know where the report comes from.

use super::page::Page;
use super::table::Table;
use super::today::mark;
use crate::domain::attention::Term;
use crate::report::card::{ActLine, Card, CommunityCard, ContactCard, HandleLine, Pair, RungLine};
use crate::report::row::{OwedLine, Row};

/// Prints the card of a contact or a community.
pub fn print(page: &mut Page, card: &Card) {
    match card {
        Card::Contact(card) => contact(page, card),
        Card::Community(card) => community(page, card),
    }
}

fn contact(page: &mut Page, card: &ContactCard) {
    head(page, &card.row, &[&card.headline, &card.places, &card.stage], card.archived);
    let mut facts = Table::new(0);
    pairs(&mut facts, &card.texts);
    owed(&mut facts, &card.row);
    pairs(&mut facts, &card.figures);
    pairs(&mut facts, &card.dated);
    fact(&mut facts, "next", &card.next);
    fact(&mut facts, "26 weeks", &weeks(&card.weeks));
    fact(&mut facts, "tags", &card.tags.join(", "));
    fact(&mut facts, "topics", &card.topics.join(", "));
    facts.print(page);
    handles(page, &card.handles);
    notes(page, &card.notes);
    acts(page, &card.acts);
}

fn community(page: &mut Page, card: &CommunityCard) {
    head(page, &card.row, &[&card.platforms, &card.state, &card.role, &card.since], card.archived);
    let people: Vec<&str> = card.people.iter().map(|(_, name)| name.as_str()).collect();
    let more = if card.more_people > 0 { format!(", {} more", card.more_people) } else { String::new() };
    let mut facts = Table::new(0);
    pairs(&mut facts, &card.texts);
    owed(&mut facts, &card.row);
    pairs(&mut facts, &card.figures);
    pairs(&mut facts, &card.host);
    fact(&mut facts, "next", &card.next);
    fact(&mut facts, "people", &format!("{}{more}", people.join(", ")));
    fact(&mut facts, "26 weeks", &weeks(&card.weeks));
    fact(&mut facts, "tags", &card.tags.join(", "));
    fact(&mut facts, "topics", &card.topics.join(", "));
    facts.print(page);
    ladder(page, &card.ladder);
    handles(page, &card.handles);
    acts(page, &card.acts);
}

/// A label and what stands beside it; nothing where there is nothing.
fn fact(table: &mut Table, label: &str, value: &str) {
    if !value.is_empty() {
        table.row([label, value]);
    }
}

fn head(page: &mut Page, row: &Row, facts: &[&str], archived: bool) {
    let facts: Vec<&str> = facts.iter().copied().filter(|fact| !fact.is_empty()).collect();
    page.strong(&format!("{}   {}", row.name, facts.join(" · ")));
    if archived {
        page.line("in the archive");
    }
    if !row.reason.is_empty() {
        page.line(&format!("{} {}  {}", mark(row.mark, page.ink().ascii), row.reason, row.when));
        let terms: Vec<String> =
            row.terms.iter().map(|term| format!("{} {}", term_word(term.term), points(term.tenths))).collect();
        if !terms.is_empty() {
            page.dim(&format!("  {} = {} points", terms.join(" + ").replace("+ -", "- "), points(row.score)));
        }
    }
    page.gap();
}

fn term_word(term: Term) -> &'static str {
    match term {
        Term::Reply => "reply owed",
        Term::Thanks => "thanks or promise",
        Term::Due => "due",
        Term::Worth => "worth an answer",
        Term::Drift => "drift",
        Term::Dated => "dated",
        Term::New => "new",
        Term::Step => "one act from a step",
        Term::Tier => "tier",
        Term::Pinned => "pinned",
        Term::Today => "acted today",
        Term::Unanswered => "unanswered",
    }
}

fn points(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
}

fn pairs(table: &mut Table, pairs: &[Pair]) {
    for pair in pairs {
        fact(table, &pair.label, &pair.value);
    }
}

fn owed(table: &mut Table, row: &Row) {
    for item in &row.owed {
        table.strong([&format!("owed {}", item.id.0), &owed_words(item), &item.link]);
    }
}

/// "reply: does it run on musl?, since 19 Sep, 2 open".
fn owed_words(item: &OwedLine) -> String {
    let text = if item.text.is_empty() { String::new() } else { format!(": {}", item.text) };
    let due = item.due.map(|due| format!(", for {}", due.long())).unwrap_or_default();
    let left = if item.left > 1 { format!(", {} open", item.left) } else { String::new() };
    format!("{}{text}, since {}{due}{left}", item.sort, item.since.short())
}

fn ladder(page: &mut Page, rungs: &[RungLine]) {
    if rungs.is_empty() {
        return;
    }
    page.gap();
    let mut table = Table::new(0);
    for rung in rungs {
        let here = match (rung.here, page.ink().ascii) {
            (true, false) => "▸",
            (true, true) => ">",
            (false, _) => " ",
        };
        let standing = match rung.progress {
            Some((done, wanted)) if rung.reached.is_empty() => format!("{done} of {wanted}"),
            _ => rung.reached.clone(),
        };
        table.row([here, &rung.rung.to_string(), &rung.name, &rung.wants, &standing]);
    }
    table.print(page);
}

fn handles(page: &mut Page, handles: &[HandleLine]) {
    let mut table = Table::new(0);
    for handle in handles {
        table.row([&handle.platform, &handle.name, &handle.link]);
    }
    if !table.is_empty() {
        page.gap();
    }
    table.print(page);
}

fn notes(page: &mut Page, notes: &str) {
    if !notes.is_empty() {
        page.gap();
        page.block(notes);
    }
}

fn acts(page: &mut Page, acts: &[ActLine]) {
    if acts.is_empty() {
        return;
    }
    page.gap();
    let mut table = Table::new(0).right(&[0]);
    for act in acts {
        let who = match (act.theirs, act.who.is_empty()) {
            (false, true) => "you".to_owned(),
            (false, false) => format!("you, {}", act.who),
            (true, true) => "they".to_owned(),
            (true, false) => act.who.clone(),
        };
        table.row([&act.id.0.to_string(), &act.day.long(), &who, &act.what, &act.link]);
    }
    table.print(page);
}

/// Acts a week as a line of digits; `+` stands for ten and more, `·` for none.
fn weeks(weeks: &[u32]) -> String {
    let digit = |count: &u32| match count {
        0 => '.',
        1..=9 => char::from_digit(*count, 10).unwrap_or('+'),
        _ => '+',
    };
    weeks.iter().map(digit).collect()
}
