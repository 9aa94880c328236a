//! Which rows of a file of everything may come in: each column known, of its kind, within its range, and clean.
//!
//! Such a file may have been edited by hand, or be made up: nothing in it may make the program stumble later. Must
//! not know which rows are here.

use std::ops::RangeInclusive;

use rusqlite::types::Value;

use super::apply::is_day;
use super::shape::{Column, Shape};
use crate::domain::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text};
use crate::domain::feed::{self, Mark};
use crate::domain::link::LINK_CHARS;
use crate::domain::record::{Cell, Record};

/// Columns of many lines; all others hold one.
const TEXTS: &[(&str, &str)] = &[("contact", "notes"), ("community", "rules"), ("community", "notes"), ("act", "note")];
/// The longest stable id.
const UID_CHARS: usize = 64;
/// Instants between the years 1 and 9999.
const INSTANTS: RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_799_999;

/// What may be written into a column.
#[derive(Debug)]
pub(super) enum Admitted {
    /// This.
    Value(Value),
    /// The number of the row with this stable id.
    Row(String),
}

/// The row as it may be written, its own stable id left out; else why it may not.
pub(super) fn admit<'s>(shape: &'s Shape, record: &Record<'_>) -> Result<Vec<(&'s Column, Admitted)>, String> {
    let uid = record.uid();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if uid.is_empty() || uid.len() > UID_CHARS || !uid.chars().all(plain) {
        return Err(format!("a row of {} has no id that can be read", shape.table));
    }
    let wrong = |why: String| format!("{} of {}: {why}", clean_line(uid, UID_CHARS), shape.table);
    let known = |name: &str| shape.columns.iter().find(|column| column.name == name);
    let mut admitted = Vec::with_capacity(record.cells.len());
    for (name, cell) in &record.cells {
        let column = known(name).ok_or_else(|| {
            wrong(format!("no column is called {}; a newer Rounds may have written it", clean_line(name, 40)))
        })?;
        if name != "uid" {
            admitted.push((column, value(shape.table, column, cell).map_err(wrong)?));
        }
    }
    let missing = |column: &&Column| column.needed && record.get(&column.name).is_none();
    match shape.columns.iter().find(missing) {
        Some(column) => Err(wrong(format!("{} is missing", column.name))),
        None => Ok(admitted),
    }
}

fn value(table: &str, column: &Column, cell: &Cell<'_>) -> Result<Admitted, String> {
    let name = column.name.as_str();
    match cell {
        Cell::Empty if column.nullable => Ok(Admitted::Value(Value::Null)),
        Cell::Empty => Err(format!("{name} holds nothing")),
        Cell::Text(uid) if column.names.is_some() => Ok(Admitted::Row(uid.to_string())),
        Cell::Number(number) if column.number && column.names.is_none() => {
            let range = range(name);
            if range.contains(number) {
                Ok(Admitted::Value(Value::Integer(*number)))
            } else {
                Err(format!("{name} is {number}, which is not between {} and {}", range.start(), range.end()))
            }
        }
        Cell::Text(text) if !column.number => words(table, name, text).map(|text| Admitted::Value(Value::Text(text))),
        Cell::Number(_) | Cell::Text(_) => Err(format!("{name} is of the wrong kind")),
    }
}

/// What a number may be.
fn range(column: &str) -> RangeInclusive<i64> {
    match column {
        "gone" | "pinned" | "archived" | "no_ladder" | "date_only" | "expects" | "pass" | "made" | "written" => 0..=1,
        "at" => INSTANTS,
        _ if column.ends_with("_at") => INSTANTS,
        "offset" => -1_440..=1_440,
        "rung" => 0..=7,
        "weekday" => 1..=7,
        "clock" => 0..=3,
        "cadence" => 1..=100_000,
        _ => 0..=10_000_000,
    }
}

/// A text made safe, or why it makes no sense.
fn words(table: &str, column: &str, text: &str) -> Result<String, String> {
    if TEXTS.contains(&(table, column)) {
        return Ok(clean_text(text, TEXT_BYTES));
    }
    // what may be opened is asked where it is opened
    let line = clean_line(text, if matches!(column, "link" | "address") { LINK_CHARS } else { LINE_CHARS });
    let is_date = column.ends_with("day") || matches!(column, "due" | "fades_from" | "week");
    let sense = match (table, column) {
        ("contact" | "community", "name") | ("post_mark", "post") => !line.is_empty(),
        ("feed", "address") => feed::address(&line).is_some(),
        ("post_mark", "mark") => Mark::from_word(&line).is_some(),
        ("act", "direction") => matches!(line.as_str(), "in" | "out"),
        ("dated", "day") => is_day(&line, true),
        ("planned_block", "days") => !line.is_empty() && line.chars().all(|day| ('1'..='7').contains(&day)),
        ("planned_block", "time") => chrono::NaiveTime::parse_from_str(&line, "%H:%M").is_ok(),
        _ => !is_date || is_day(&line, false),
    };
    if sense { Ok(line) } else { Err(format!("{column} cannot be \"{}\"", clean_line(text, 40))) }
}
