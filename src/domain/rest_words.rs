//! The days of a rest in words: ahead, or days away that are counted as rest afterwards.
//!
//! Must not know what a rest does.

use super::act::When;
use super::time::{Day, Now};
use super::when::{parse_future, parse_past};

/// The first and the last day of a rest: days ahead where they may be either, but "1 Sep" to
/// "yesterday" is the first of September that has passed.
///
/// # Errors
/// Says what is understood; whether one comes before the other is left to the caller.
pub fn parse(from: &str, to: &str, now: &Now) -> Result<(Day, Day), String> {
    let past = |text: &str| match parse_past(text, now) {
        Ok(When::Day(day)) => Some(day),
        _ => None,
    };
    let either = |text: &str| parse_future(text, now).or_else(|why| past(text).ok_or(why));
    let (first, last) = (either(from)?, either(to)?);
    let over = last <= now.day() && first > last;
    Ok((if over { past(from).unwrap_or(first) } else { first }, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::frozen;

    #[test]
    fn a_rest_lies_ahead_or_is_over() -> Result<(), String> {
        let now = frozen("2026-09-22T09:00:00+02:00").map_err(|error| error.to_string())?;
        for (from, to, days) in [
            ("1 oct", "9 oct", "2026-10-01 2026-10-09"),
            ("tomorrow", "tomorrow", "2026-09-23 2026-09-23"),
            ("9 oct", "1 oct", "2026-10-09 2026-10-01"),
            ("1 sep", "yesterday", "2026-09-01 2026-09-21"),
            ("2026-09-01", "today", "2026-09-01 2026-09-22"),
            ("yesterday", "2026-09-01", "2026-09-21 2026-09-01"),
        ] {
            let read = parse(from, to, &now).map(|(from, to)| format!("{from} {to}"));
            assert_eq!(read.as_deref(), Ok(days), "{from} to {to}");
        }
        assert!(parse("blurb", "today", &now).is_err());
        Ok(())
    }
}
