//! Readers of single words: choices from a list, spans of days.
//!
//! Must not know which command asks.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::domain::{link, when};

/// A value, or `none`: what was chosen before is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clearable<T> {
    /// This one.
    Set(T),
    /// None.
    Clear,
}

impl<T> Clearable<T> {
    /// The value, if it is not taken away.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Clear => None,
        }
    }
}

/// One of `all`, by its word.
pub fn words<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(move |value| word(*value)))
        .try_map(move |typed| all.iter().copied().find(|value| word(*value) == typed).ok_or("no such word"))
}

/// One of `all`, by its word, or `none`.
pub fn words_or_none<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = Clearable<T>> {
    PossibleValuesParser::new(all.iter().map(move |value| word(*value)).chain(["none"])).map(move |typed| {
        all.iter().copied().find(|value| word(*value) == typed).map_or(Clearable::Clear, Clearable::Set)
    })
}

/// Days: `14`, `14d`, `2w`, `3m` (thirty days each).
///
/// # Errors
/// Says what is wanted; less than a day and more than ten years are refused.
pub fn days(typed: &str) -> Result<u32, String> {
    let typed = typed.trim();
    let (digits, unit) = typed.split_at(typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len()));
    let unit = match unit.trim() {
        "" | "d" | "day" | "days" => Some(1),
        "w" | "week" | "weeks" => Some(7),
        "m" | "month" | "months" => Some(30),
        _ => None,
    };
    let days = digits.parse::<u32>().ok().zip(unit).and_then(|(number, unit)| number.checked_mul(unit));
    match days {
        Some(days) if (1..=3650).contains(&days) => Ok(days),
        Some(_) => Err("from 1 to 3650 days".to_owned()),
        None => Err("say days as 14, 2w or 3m".to_owned()),
    }
}

/// Days, or `none`.
///
/// # Errors
/// As [`days`].
pub fn days_or_none(typed: &str) -> Result<Clearable<u32>, String> {
    if typed == "none" { Ok(Clearable::Clear) } else { days(typed).map(Clearable::Set) }
}

/// A cadence as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cadence {
    /// Every so many days.
    Days(u32),
    /// What the tier or state says.
    Default,
    /// None until one is chosen again.
    None,
}

/// A cadence: days, a word for them, `default` or `none`.
///
/// # Errors
/// As [`days`].
pub fn cadence(typed: &str) -> Result<Cadence, String> {
    Ok(match typed {
        "none" => Cadence::None,
        "default" => Cadence::Default,
        "daily" => Cadence::Days(1),
        "weekly" => Cadence::Days(7),
        "fortnightly" => Cadence::Days(14),
        "monthly" => Cadence::Days(30),
        "quarterly" => Cadence::Days(90),
        "yearly" => Cadence::Days(365),
        _ => Cadence::Days(days(typed)?),
    })
}

/// Minutes: `25`, `25m`, `1h30m`.
///
/// # Errors
/// Says what is understood; nothing and more than a day are refused.
pub fn minutes(typed: &str) -> Result<u32, String> {
    when::duration(typed)
}

/// A link that can be opened; empty for none.
///
/// # Errors
/// Says what is wanted.
pub fn link(typed: &str) -> Result<String, String> {
    link::typed_link(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_say_them() {
        for (typed, wanted) in
            [("1", 1), ("14", 14), ("14d", 14), ("2w", 14), ("3m", 90), ("2 weeks", 14), ("3650", 3650)]
        {
            assert_eq!(days(typed), Ok(wanted), "{typed}");
        }
        for typed in ["", "0", "-3", "1.5", "half", "2y", "99999999999", "3651", "4294967295w"] {
            assert!(days(typed).is_err(), "{typed}");
        }
        assert_eq!(cadence("none"), Ok(Cadence::None));
        assert_eq!(cadence("monthly"), Ok(Cadence::Days(30)));
        assert_eq!(days_or_none("none"), Ok(Clearable::Clear));
    }
}
