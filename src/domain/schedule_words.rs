//! The words that commitments and planned blocks share: numbers, weekdays, lengths and times of day.
//!
//! Owns cutting a phrase into tokens and reading the small ones. Must not know
//! commitments or planned blocks.

use super::time::Weekday;
use chrono::NaiveTime;

/// Weekdays in week order.
pub const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// A piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// Digits.
    Number(u32),
    /// `12:30`, `7.15`.
    Clock(NaiveTime),
    /// Letters, in lower case; `×` is `x`, a slash `per`, any other sign itself.
    Word(String),
    /// A dash, as in `Mon-Fri`.
    Dash,
}

/// A piece and where it stands in the phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub sort: Sort,
    /// Its first byte.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
}

impl Token {
    /// The word, if it is one.
    pub fn word(&self) -> Option<&str> {
        match &self.sort {
            Sort::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The number, in digits or as a word up to twelve.
    pub fn number(&self) -> Option<u32> {
        const WORDS: [&str; 12] =
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        match &self.sort {
            Sort::Number(number) => Some(*number),
            Sort::Word(word) => WORDS.iter().position(|known| known == word).map(|index| index as u32 + 1),
            _ => None,
        }
    }
}

/// Cuts a phrase into tokens; blanks and commas only separate.
pub fn tokens(phrase: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = phrase[at..].chars().next() {
        let rest = &phrase[at..];
        let (sort, length) = if let Some((time, length)) = clock(rest) {
            (Some(Sort::Clock(time)), length)
        } else if first.is_ascii_digit() {
            let length = run(rest, |c| c.is_ascii_digit());
            (Some(Sort::Number(rest[..length].parse().unwrap_or(u32::MAX))), length)
        } else if first.is_alphabetic() {
            let length = run(rest, |c| c.is_alphabetic() || matches!(c, '\'' | '’' | '_'));
            (Some(Sort::Word(rest[..length].to_lowercase())), length)
        } else {
            let sort = match first {
                '-' | '–' | '—' => Some(Sort::Dash),
                '/' => Some(Sort::Word("per".to_owned())),
                '×' => Some(Sort::Word("x".to_owned())),
                ',' | ';' => None,
                blank if blank.is_whitespace() => None,
                sign => Some(Sort::Word(sign.to_string())),
            };
            (sort, first.len_utf8())
        };
        if let Some(sort) = sort {
            found.push(Token { sort, start: at, end: at + length });
        }
        at += length;
    }
    found
}

/// Weekdays at the head of `tokens`: one, a range, `weekdays`, `weekends`. How many tokens they take.
pub fn weekdays(tokens: &[Token]) -> Option<(Vec<Weekday>, usize)> {
    let word = tokens.first()?.word()?;
    match word {
        "weekday" | "weekdays" | "workday" | "workdays" => return Some((WEEK[..5].to_vec(), 1)),
        "weekend" | "weekends" => return Some((WEEK[5..].to_vec(), 1)),
        _ => {}
    }
    let first = weekday(word)?;
    let joined = tokens.get(1).is_some_and(|token| {
        token.sort == Sort::Dash || matches!(token.word(), Some("to" | "till" | "until" | "through"))
    });
    if joined && let Some(last) = tokens.get(2).and_then(Token::word).and_then(weekday) {
        let length = last.days_since(first) as usize + 1;
        let from = first.num_days_from_monday() as usize;
        return Some((WEEK.iter().cycle().skip(from).take(length).copied().collect(), 3));
    }
    Some((vec![first], 1))
}

/// A length in minutes at the head of `tokens`: `30 min`, `1 h`, `1h30`, `half an hour`. How many tokens it takes.
pub fn minutes(tokens: &[Token]) -> Option<(u32, usize)> {
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    let is_minute = |at: usize| matches!(word(at), Some("m" | "min" | "mins" | "minute" | "minutes" | "'"));
    let is_hour = |at: usize| matches!(word(at), Some("h" | "hr" | "hrs" | "hour" | "hours"));
    match word(0) {
        Some("half") if word(1) == Some("an") && is_hour(2) => return Some((30, 3)),
        Some("half") if is_hour(1) => return Some((30, 2)),
        Some("an") if is_hour(1) => return Some((60, 2)),
        _ => {}
    }
    let number = tokens.first()?.number()?;
    if is_minute(1) {
        return Some((number, 2));
    }
    if !is_hour(1) {
        return None;
    }
    let hours = number.saturating_mul(60);
    match tokens.get(2).map(|token| &token.sort) {
        Some(Sort::Number(more)) if is_minute(3) => Some((hours.saturating_add(*more), 4)),
        Some(Sort::Number(more)) if tokens[2].start == tokens[1].end => Some((hours.saturating_add(*more), 3)),
        _ => Some((hours, 2)),
    }
}

/// In week order, each once.
pub fn in_week_order(days: &[Weekday]) -> Vec<Weekday> {
    WEEK.into_iter().filter(|day| days.contains(day)).collect()
}

/// `Mon Wed Fri`, `Mon-Fri`: three and more in a row as a range.
pub fn print_weekdays(days: &[Weekday], separator: &str) -> String {
    let days = in_week_order(days);
    let mut parts = Vec::new();
    let mut rest = days.as_slice();
    while let Some(first) = rest.first() {
        let row = rest.iter().zip(0_u32..).take_while(|(day, step)| day.days_since(*first) == *step).count();
        if row >= 3 {
            parts.push(format!("{first}-{}", rest[row - 1]));
            rest = &rest[row..];
        } else {
            parts.push(first.to_string());
            rest = &rest[1..];
        }
    }
    parts.join(separator)
}

/// The weekday of a lower-case word: `thu`, `thursdays`, at least three letters.
pub fn weekday(word: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = if word.len() > 4 { word.strip_suffix('s').unwrap_or(word) } else { word };
    let word = if word == "weds" { "wed" } else { word };
    let index = NAMES.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    Some(WEEK[index])
}

fn run(text: &str, keeps: impl Fn(char) -> bool) -> usize {
    text.find(|c| !keeps(c)).unwrap_or(text.len())
}

/// `12:30` or `7.15` at the head of `text`, and its length.
fn clock(text: &str) -> Option<(NaiveTime, usize)> {
    let hours = run(text, |c| c.is_ascii_digit());
    let rest = &text[hours..];
    let sign = rest.chars().next().filter(|sign| matches!(sign, ':' | '.'))?;
    let digits = &rest[sign.len_utf8()..];
    if !(1..=2).contains(&hours) || run(digits, |c| c.is_ascii_digit()) != 2 {
        return None;
    }
    let time = NaiveTime::from_hms_opt(text[..hours].parse().ok()?, digits[..2].parse().ok()?, 0)?;
    Some((time, hours + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_in_every_dress() {
        let table = [
            ("mon", "Mon"),
            ("Mondays", "Mon"),
            ("tues", "Tue"),
            ("Thurs", "Thu"),
            ("weds", "Wed"),
            ("Mon-Fri", "Mon-Fri"),
            ("mon – fri", "Mon-Fri"),
            ("fri to mon", "Mon Fri-Sun"),
            ("weekdays", "Mon-Fri"),
            ("weekend", "Sat Sun"),
            ("sun-sat", "Mon-Sun"),
        ];
        for (text, expected) in table {
            let tokens = tokens(text);
            let found = weekdays(&tokens).map(|(days, used)| (print_weekdays(&days, " "), used == tokens.len()));
            assert_eq!(found, Some((expected.to_owned(), true)), "{text}");
        }
        for text in ["mo", "month", "12", "-", "", "months", "sunny"] {
            assert_eq!(weekdays(&tokens(text)), None, "{text}");
        }
    }

    #[test]
    fn lengths_in_every_dress() {
        let table = [
            ("30 min", 30),
            ("30m", 30),
            ("30'", 30),
            ("1 h", 60),
            ("1h30", 90),
            ("1 h 30 min", 90),
            ("half an hour", 30),
            ("an hour", 60),
            ("ten minutes", 10),
        ];
        for (text, expected) in table {
            let tokens = tokens(text);
            assert_eq!(minutes(&tokens), Some((expected, tokens.len())), "{text}");
        }
        assert_eq!(minutes(&tokens("30 posts")), None);
        assert_eq!(minutes(&tokens("1 h 3 blocks")), Some((60, 2)));
    }
}
