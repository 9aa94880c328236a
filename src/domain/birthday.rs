//! Birthdays as people write them: with a year or without one.
//!
//! Must not know whose they are.

use super::act::When;
use super::time::{Day, Now};
use super::when::{parse_future, parse_past};

/// A birthday as it is stored, `1984-03-07` or `--03-07`, from that, `03-07`, `7 March` or
/// `7 Mar 1984`; empty for none.
///
/// # Errors
/// Says what is understood.
pub fn read(typed: &str, now: &Now) -> Result<String, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    if let Ok(day) = typed.parse::<Day>() {
        return Ok(day.to_string());
    }
    let yearly = |day: Day| format!("--{}", day.date().format("%m-%d"));
    // 2000 is a leap year: 29 February may be a birthday
    if let Ok(day) = format!("2000-{}", typed.trim_start_matches('-')).parse::<Day>() {
        return Ok(yearly(day));
    }
    let dated = typed.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    let words = typed.contains(char::is_alphabetic);
    let read = match (words, dated) {
        (true, true) => match parse_past(typed, now) {
            Ok(When::Day(day)) => Some(day.to_string()),
            _ => None,
        },
        (true, false) => parse_future(typed, now).ok().map(yearly),
        (false, _) => None,
    };
    read.ok_or_else(|| format!("\"{typed}\" is no birthday: write it as 1984-03-07, 7 March or 7 Mar 1984"))
}

/// A birthday, or another yearly date, as people write it: `7 Mar 1984`, `31 Oct`; what is no such date stays as it is.
pub fn words(stored: &str) -> String {
    let day = |text: &str, form| text.parse::<Day>().map(|day| day.date().format(form).to_string());
    match stored.strip_prefix("--") {
        Some(yearly) => day(&format!("2000-{yearly}"), "%-d %b"),
        None => day(stored, "%-d %b %Y"),
    }
    .unwrap_or_else(|_| stored.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::frozen;

    #[test]
    fn a_birthday_may_lack_its_year() -> Result<(), String> {
        let now = frozen("2026-09-22T09:00:00+02:00").map_err(|error| error.to_string())?;
        for (typed, stored) in [
            ("1984-03-07", "1984-03-07"),
            ("--03-07", "--03-07"),
            ("03-07", "--03-07"),
            ("--02-29", "--02-29"),
            ("7 March", "--03-07"),
            ("mar 7", "--03-07"),
            ("22 Sep", "--09-22"),
            ("7 Mar 1984", "1984-03-07"),
            ("", ""),
        ] {
            assert_eq!(read(typed, &now).as_deref(), Ok(stored), "{typed}");
        }
        for typed in ["--13-01", "--02-30", "1984", "1985-02-29", "31 feb", "7 Mar 2084", "soon", "12:30"] {
            assert!(read(typed, &now).is_err(), "{typed}");
        }
        Ok(())
    }

    #[test]
    fn what_is_said_is_read_back() -> Result<(), String> {
        let now = frozen("2026-09-22T09:00:00+02:00").map_err(|error| error.to_string())?;
        for (stored, said) in [
            ("--10-31", "31 Oct"),
            ("--02-29", "29 Feb"),
            ("1984-03-07", "7 Mar 1984"),
            ("2026-01-01", "1 Jan 2026"),
            ("", ""),
        ] {
            assert_eq!(words(stored), said);
            assert_eq!(read(said, &now).as_deref(), Ok(stored), "{said}");
        }
        assert_eq!(words("--13-41"), "--13-41");
        Ok(())
    }
}
