//! Dates as exports write them, with a year or without one.
//!
//! Must not know whose they are. Guesses nothing: what is no date of the calendar is none.

use chrono::NaiveDate;

use crate::domain::clean::clean_line;
use crate::domain::fold::fold;

/// The year that one maker of address books writes where none is known.
const NO_YEAR: i32 = 1604;
/// What names of months begin with, folded, in a dozen languages; the longer ones first where one begins another.
const MONTHS: &[(&str, u32)] = &[
    ("juil", 7),
    ("juin", 6),
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("feb", 2),
    ("fev", 2),
    ("mar", 3),
    ("mae", 3),
    ("mrz", 3),
    ("maa", 3),
    ("apr", 4),
    ("abr", 4),
    ("avr", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("maj", 5),
    ("mei", 5),
    ("jun", 6),
    ("giu", 6),
    ("jul", 7),
    ("lug", 7),
    ("aug", 8),
    ("ago", 8),
    ("aou", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
];

/// A date, whose year may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// None where only the day of the year is known.
    pub year: Option<i32>,
    /// From 1.
    pub month: u32,
    /// From 1.
    pub day: u32,
}

/// What comes first where a date is written with slashes or dashes and both are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum First {
    /// `12/28/1969`.
    #[default]
    Month,
    /// `28/12/1969`.
    Day,
}

impl Date {
    /// Reads `1984-03-09`, `19840309`, `--03-09`, `9 March 1984`, `9.3.1984`, `3/9/1984`, `March 9`, each with a time
    /// behind it or not. None for what is no date of the calendar.
    pub fn read(text: &str, first: First) -> Option<Self> {
        let text = clean_line(text, 60);
        let bare = text.strip_prefix("--").unwrap_or(&text);
        let yearless = bare.len() < text.len();
        if let Some(date) = compact(bare, yearless) {
            return date.valid();
        }
        let first = match () {
            () if yearless => First::Month,
            () if bare.contains('.') => First::Day,
            () => first,
        };
        let parts: Vec<Part<'_>> = parts(bare).take(3).collect();
        let date = match parts[..] {
            [Part::Number(year, 4), Part::Number(month, _), Part::Number(day, _)] => of(Some(year), month, day),
            [Part::Number(one, 1 | 2), Part::Number(two, 1 | 2), Part::Number(year, 4)] => {
                let (month, day) = ordered(one, two, first);
                of(Some(year), month, day)
            }
            [Part::Number(one, 1 | 2), Part::Number(two, 1 | 2)] => {
                let (month, day) = ordered(one, two, first);
                of(None, month, day)
            }
            [Part::Number(day, 1 | 2), Part::Word(word), Part::Number(year, 4)]
            | [Part::Word(word), Part::Number(day, 1 | 2), Part::Number(year, 4)] => of(Some(year), month(word)?, day),
            [Part::Number(day, 1 | 2), Part::Word(word)] | [Part::Word(word), Part::Number(day, 1 | 2)] => {
                of(None, month(word)?, day)
            }
            _ => return None,
        };
        date.valid()
    }

    /// As a yearly date is kept: `1984-03-09`, or `--03-09`.
    pub fn yearly(self) -> String {
        match self.year {
            Some(year) => format!("{year:04}-{:02}-{:02}", self.month, self.day),
            None => format!("--{:02}-{:02}", self.month, self.day),
        }
    }

    /// The day of the calendar; none without a year.
    pub fn on(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month, self.day)
    }

    /// The date where it is one of the calendar; years that stand for none are left out.
    pub(super) fn valid(mut self) -> Option<Self> {
        self.year = self.year.filter(|year| *year != NO_YEAR && *year != 0);
        // 2000 is a leap year: 29 February may be a birthday
        let year = self.year.unwrap_or(2000);
        ((1000..3000).contains(&year) && NaiveDate::from_ymd_opt(year, self.month, self.day).is_some()).then_some(self)
    }
}

impl First {
    /// What these dates tell of the order in which they are written: a first number over 12 is a day, a second one
    /// over 12 says that the month comes first. None where none of them tells.
    pub fn of<'t>(dates: impl Iterator<Item = &'t str>) -> Option<Self> {
        let mut found = None;
        for date in dates {
            let mut numbers = date.split(['/', '-', ' ']).map(|part| part.trim().parse::<u32>().unwrap_or_default());
            match (numbers.next(), numbers.next()) {
                (Some(13..=31), Some(1..=12)) => return Some(Self::Day),
                (Some(1..=12), Some(13..=31)) => found = Some(Self::Month),
                _ => {}
            }
        }
        found
    }
}

/// A part of a date as it is written.
#[derive(Debug, Clone, Copy)]
enum Part<'t> {
    /// A number and with how many digits.
    Number(u32, usize),
    Word(&'t str),
}

fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !matches!(*word, "de" | "of" | "den" | "the")).map(|word| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        // "3rd", "1er", "2026T14": what follows the digits says nothing
        match word[..digits].parse() {
            Ok(number) => Part::Number(number, digits),
            Err(_) => Part::Word(word),
        }
    })
}

/// `19840309`, or `0309` behind the two dashes of a date without a year; a time may follow.
fn compact(text: &str, yearless: bool) -> Option<Date> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ends = matches!(text.as_bytes().get(digits), None | Some(b'T' | b't' | b' ' | b'Z'));
    let number = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u32>().ok());
    match (digits, yearless) {
        (8, false) if ends => Some(of(number(0, 4), number(4, 6)?, number(6, 8)?)),
        (4, true) if ends => Some(of(None, number(0, 2)?, number(2, 4)?)),
        _ => None,
    }
}

fn of(year: Option<u32>, month: u32, day: u32) -> Date {
    Date { year: year.map(|year| year as i32), month, day }
}

fn ordered(one: u32, two: u32, first: First) -> (u32, u32) {
    let day_first = if one > 12 || two > 12 { one > 12 } else { first == First::Day };
    if day_first { (two, one) } else { (one, two) }
}

fn month(word: &str) -> Option<u32> {
    let word = fold(word);
    MONTHS.iter().find(|(start, _)| word.starts_with(start)).map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_however_they_are_written() {
        let table = [
            ("1984-03-09", Some("1984-03-09")),
            ("1984-03-09T00:00:00Z", Some("1984-03-09")),
            ("2009-08-08 14:30", Some("2009-08-08")),
            ("20090808T1430-0500", Some("2009-08-08")),
            ("19840309", Some("1984-03-09")),
            ("--0203", Some("--02-03")),
            ("--02-29", Some("--02-29")),
            ("1604-02-29", Some("--02-29")),
            ("0000-05-01", Some("--05-01")),
            ("9 March 1984", Some("1984-03-09")),
            ("March 9, 1984", Some("1984-03-09")),
            ("9. März 1984", Some("1984-03-09")),
            ("3 de fevereiro de 1990", Some("1990-02-03")),
            ("1er août", Some("--08-01")),
            ("3rd of June", Some("--06-03")),
            ("08 Feb 2026", Some("2026-02-08")),
            ("9.3.1984", Some("1984-03-09")),
            ("09.03.", Some("--03-09")),
            ("12/28/1969", Some("1969-12-28")),
            ("28/12/1969", Some("1969-12-28")),
            ("3/4/1990", Some("1990-03-04")),
            ("1985/04/12", Some("1985-04-12")),
            ("12-28", Some("--12-28")),
            ("0/0/00", None),
            ("70-7-14", None),
            ("206-12-15", None),
            ("2023-02-29", None),
            ("9999-01-01", None),
            ("circa 1800", None),
            ("1985-04", None),
            ("1985", None),
            ("soon", None),
            ("", None),
            ("日付", None),
            ("99999999999999999999", None),
        ];
        for (text, wanted) in table {
            assert_eq!(Date::read(text, First::Month).map(Date::yearly).as_deref(), wanted, "{text}");
        }
        assert_eq!(Date::read("3/4/1990", First::Day).map(Date::yearly).as_deref(), Some("1990-04-03"));
        assert_eq!(Date::read("2026-03-01", First::Month).and_then(Date::on), NaiveDate::from_ymd_opt(2026, 3, 1));
    }

    #[test]
    fn the_order_is_taken_from_dates_that_tell() {
        assert_eq!(First::of(["1/2/1990", "25/1/1980"].into_iter()), Some(First::Day));
        assert_eq!(First::of(["1/2/1990", "1/25/1980"].into_iter()), Some(First::Month));
        assert_eq!(First::of(["1/2/1990", "", "1984-03-09"].into_iter()), None);
    }
}
