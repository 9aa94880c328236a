//! Yearly dates as tables write them, years of two digits too: `1984-03-09`, `3/9/1984`, `9.3.1984`, `9 Mar 84`, `--03-09`.
//!
//! Must not know whose they are, nor what day it is.

use super::date::{Date, First};

/// The first three letters of the months.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// What Outlook writes where no year is known, beside those that stand for none anywhere.
const NO_YEAR: i32 = 1601;

/// Whether a cell holds no date at all.
pub(super) fn is_empty(cell: &str) -> bool {
    !cell.contains(|letter: char| letter.is_alphabetic() || letter.is_numeric() && letter != '0')
}

/// A yearly date as it is stored: `1984-03-09`, or `--03-09` where the year is not known; none where it is no date of
/// the calendar.
pub(super) fn yearly(cell: &str, first: First) -> Option<String> {
    // what stands behind is the time of midnight
    let cell = cell.trim().split(['T', '\u{a0}']).next().unwrap_or_default();
    let cell = cell.split_once(' ').filter(|(_, rest)| rest.contains(':')).map_or(cell, |(date, _)| date);
    if let Some(bare) = cell.strip_prefix("--") {
        let digits: String = bare.chars().filter(|letter| *letter != '-').collect();
        return (digits.len() == 4).then(|| stored(0, number(&digits[..2])?, number(&digits[2..])?))?;
    }
    if cell.len() == 8 && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return stored(number(&cell[..4])? as i32, number(&cell[4..6])?, number(&cell[6..])?);
    }
    if cell.contains(|letter: char| letter.is_alphabetic()) {
        return in_words(cell);
    }
    match three(cell) {
        [Some(year), Some(month), Some(day)] if digits(cell) >= 3 => stored(year as i32, month, day),
        [Some(one), Some(other), year] => {
            let day_first = cell.contains('.') || first == First::Day;
            let (month, day) = if other > 12 || one <= 12 && !day_first { (one, other) } else { (other, one) };
            stored(year.map_or(0, |year| century(cell, year)), month, day)
        }
        _ => None,
    }
}

/// As [`yearly`], from year, month and day in cells of their own; the year may be missing.
pub(super) fn of_parts(year: &str, month: &str, day: &str) -> Option<String> {
    let year = if is_empty(year) { 0 } else { century(year, number(year)?) };
    stored(year, number(month).or_else(|| month_of(month))?, number(day)?)
}

/// The three numbers of a date; more than three are none.
fn three(cell: &str) -> [Option<u32>; 3] {
    let mut parts = cell.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty());
    let three = [(); 3].map(|()| parts.next().and_then(number));
    if parts.next().is_some() { [None; 3] } else { three }
}

/// How many digits a date begins with.
fn digits(cell: &str) -> usize {
    cell.bytes().take_while(u8::is_ascii_digit).count()
}

/// `08 Feb 2026`, `7-Feb-22`, `Feb 8, 2026`, `8 February`.
fn in_words(cell: &str) -> Option<String> {
    let (mut day, mut month, mut year) = (None, None, 0);
    for part in cell.split([' ', '-', ',', '.', '/']).filter(|part| !part.is_empty()) {
        match number(part) {
            Some(read) if day.is_none() && part.len() <= 2 => day = Some(read),
            Some(read) => year = century(part, read),
            None if month.is_none() => month = Some(month_of(part)?),
            None => return None,
        }
    }
    stored(year, month?, day?)
}

fn month_of(word: &str) -> Option<u32> {
    let front = word.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|month| *month == front).map(|at| at as u32 + 1)
}

/// The year of two digits: nobody who is written down so is from before 1930.
fn century(cell: &str, year: u32) -> i32 {
    let short = cell.bytes().rev().take_while(u8::is_ascii_digit).count() <= 2;
    match year {
        0 => 0,
        1..=29 if short => 2000 + year as i32,
        30..=99 if short => 1900 + year as i32,
        _ => year as i32,
    }
}

fn stored(year: i32, month: u32, day: u32) -> Option<String> {
    let year = Some(year).filter(|year| *year != NO_YEAR);
    Date { year, month, day }.valid().map(Date::yearly)
}

fn number(text: &str) -> Option<u32> {
    (!text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_programs_write_them() {
        for (cell, first, read) in [
            ("1984-03-09", First::Month, Some("1984-03-09")),
            ("1984/3/9", First::Day, Some("1984-03-09")),
            ("19840309", First::Month, Some("1984-03-09")),
            ("1984-03-09T00:00:00Z", First::Month, Some("1984-03-09")),
            ("3/9/1984 12:00:00 AM", First::Month, Some("1984-03-09")),
            ("3/9/1984", First::Month, Some("1984-03-09")),
            ("3/9/1984", First::Day, Some("1984-09-03")),
            ("12/28/1969", First::Day, Some("1969-12-28")),
            ("28/12/1969", First::Month, Some("1969-12-28")),
            ("9.3.1984", First::Month, Some("1984-03-09")),
            ("09.03.84", First::Month, Some("1984-03-09")),
            ("7-Feb-22", First::Month, Some("2022-02-07")),
            ("08 Feb 2026", First::Month, Some("2026-02-08")),
            ("February 8, 1971", First::Month, Some("1971-02-08")),
            ("8 Feb", First::Month, Some("--02-08")),
            ("--03-09", First::Month, Some("--03-09")),
            ("--0309", First::Month, Some("--03-09")),
            ("--02-29", First::Month, Some("--02-29")),
            ("3/9", First::Month, Some("--03-09")),
            ("1604-03-09", First::Month, Some("--03-09")),
            ("0000-03-09", First::Month, Some("--03-09")),
            ("3/9/0", First::Month, Some("--03-09")),
            ("1985-02-29", First::Month, None),
            ("31/02/1980", First::Month, None),
            ("13/13/1980", First::Month, None),
            ("--13-01", First::Month, None),
            ("circa 1800", First::Month, None),
            ("1984", First::Month, None),
            ("1/2/3/4", First::Month, None),
            ("9 Mär 1984", First::Month, None),
            ("--é", First::Month, None),
            ("99999999999", First::Month, None),
            ("0/0/00", First::Month, None),
            ("", First::Month, None),
        ] {
            assert_eq!(yearly(cell, first).as_deref(), read, "{cell} {first:?}");
        }
    }

    #[test]
    fn dates_may_stand_in_three_cells() {
        for (cells, read) in [
            (["1984", "3", "9"], Some("1984-03-09")),
            (["", "03", "09"], Some("--03-09")),
            (["84", "March", "9"], Some("1984-03-09")),
            (["1985", "2", "29"], None),
            (["1984", "", ""], None),
            (["x", "3", "9"], None),
        ] {
            assert_eq!(of_parts(cells[0], cells[1], cells[2]).as_deref(), read, "{cells:?}");
        }
    }

    #[test]
    fn a_column_tells_its_order() {
        for (cells, order_of) in [
            (&["1/2/1980", "28/12/1969"][..], First::Day),
            (&["1/2/1980", "12/28/1969"], First::Month),
            (&["1/2/1980", "", "x", "1980-12-28", "31"], First::Day),
        ] {
            assert_eq!(First::of(cells.iter().copied()).unwrap_or(First::Day), order_of, "{cells:?}");
        }
        assert!(["", "0/0/00", " ", "00.00.0000"].into_iter().all(is_empty) && !is_empty("1/0/00"));
    }
}
