//! A commitment as words: "3 blocks of 30 min a week", "every other day 30 min", "Mon Wed Fri", "1 post a week".
//!
//! Owns reading them, generously, and printing the one form that stands on screen.
//! Must not know dates or progress.

use super::commitment::{CommitmentSpec, Measure, Rule};
use super::kind::Direction;
use super::schedule_words::{self, Token, in_week_order, print_weekdays};
use super::settings::Settings;
use super::time::Weekday;

#[cfg(test)]
mod tests;

const EXAMPLES: &str = "\"3 blocks of 30 min a week\", \"every other day 30 min\", \"Mon Wed Fri 30 min\", \
                        \"90 min a week\", \"1 post a week\", \"20 comments a month\", \"5 acts every 3 days\"";

/// Why words are no commitment; each says what would be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misread {
    /// Nothing was said.
    #[error("Say what and how often: {EXAMPLES}")]
    Empty,
    /// A word without a meaning here.
    #[error("\"{0}\" is not understood. Understood are {EXAMPLES}")]
    Unknown(String),
    /// No rule.
    #[error("How often? Add \"a week\", \"a month\", \"every 3 days\", \"daily\" or weekdays, as in {EXAMPLES}")]
    HowOften,
    /// Two rules.
    #[error("Two answers to how often. Say one of them, as in {EXAMPLES}")]
    TwoRules,
    /// Two measures.
    #[error("Minutes and acts at once. Make two commitments of them, or say \"3 blocks of 30 min a week\"")]
    TwoMeasures,
    /// A number out of range.
    #[error("{0} is too few or too many here. Blocks have 1 to 1440 minutes, windows 1 to 366 days")]
    Range(u32),
}

/// Kinds by the noun that stands for them; any other is named by its id.
const NOUNS: [(&str, &str, &str); 17] = [
    ("posted", "post", "posts"),
    ("commented", "comment", "comments"),
    ("replied", "reply", "replies"),
    ("answered", "answer", "answers"),
    ("shared", "share", "shares"),
    ("quoted", "quote", "quotes"),
    ("thanked", "thanks", "thanks"),
    ("messaged", "message", "messages"),
    ("welcomed", "welcome", "welcomes"),
    ("liked", "like", "likes"),
    ("asked", "ask", "asks"),
    ("encouraged", "encouragement", "encouragements"),
    ("introduced", "introduction", "introductions"),
    ("passed", "tip", "tips"),
    ("connected", "connection", "connections"),
    ("recommended", "recommendation", "recommendations"),
    ("met", "call", "calls"),
];

/// Reads a commitment. Minutes that are not named default to those of a block; "30 min"
/// with weekdays or days is a block of them, with a week or month the sum, "at least 30
/// min" always the sum.
///
/// # Errors
/// [`Misread`], with what would have been understood.
pub fn parse(words: &str, settings: &Settings) -> Result<CommitmentSpec, Misread> {
    let tokens = schedule_words::tokens(words);
    if tokens.is_empty() {
        return Err(Misread::Empty);
    }
    let mut draft = Draft::default();
    let mut at = 0;
    while at < tokens.len() {
        let used = draft.take(&tokens[at..], settings)?;
        if used == 0 {
            return Err(Misread::Unknown(words[tokens[at].start..tokens[at].end].to_owned()));
        }
        at += used;
    }
    draft.spec(settings)
}

/// The one form of a commitment; [`parse`] reads it back (the kind *other* aside, which has no noun).
pub fn print(spec: &CommitmentSpec) -> String {
    let alone = |amount: u32| match &spec.measure {
        Measure::Blocks { minutes } if amount == 1 => format!("{minutes} min"),
        _ => String::new(),
    };
    match &spec.rule {
        Rule::Weekly(number) => format!("{} a week", print_amount(&spec.measure, *number, false)),
        Rule::Monthly(number) => format!("{} a month", print_amount(&spec.measure, *number, false)),
        Rule::EveryDays { days, amount } => {
            let every = match days {
                1 => "daily".to_owned(),
                2 => "every other day".to_owned(),
                days => format!("every {days} days"),
            };
            match alone(*amount) {
                minutes if !minutes.is_empty() => format!("{every} {minutes}"),
                _ if *days == 1 => format!("{} a day", print_amount(&spec.measure, *amount, true)),
                _ => format!("{} {every}", print_amount(&spec.measure, *amount, true)),
            }
        }
        Rule::Weekdays { days, amount } => {
            let days = print_weekdays(days, " ");
            match alone(*amount) {
                minutes if !minutes.is_empty() => format!("{days} {minutes}"),
                _ => format!("{} on {days}", print_amount(&spec.measure, *amount, true)),
            }
        }
    }
}

/// What it counts in a word, for narrow places: "blocks", "post", "comments", "min", "acts".
pub fn short(spec: &CommitmentSpec) -> String {
    let number = match spec.rule {
        Rule::Weekly(number) | Rule::Monthly(number) => number,
        Rule::EveryDays { amount, .. } => amount,
        Rule::Weekdays { ref days, amount } => amount.max(days.len() as u32),
    };
    match &spec.measure {
        Measure::Blocks { .. } if number == 1 => "block".to_owned(),
        Measure::Blocks { .. } => "blocks".to_owned(),
        Measure::Minutes => "min".to_owned(),
        Measure::Acts { kinds } => nouns(kinds, number),
    }
}

fn print_amount(measure: &Measure, amount: u32, a_time: bool) -> String {
    match measure {
        Measure::Blocks { minutes } if amount == 1 => format!("1 block of {minutes} min"),
        Measure::Blocks { minutes } => format!("{amount} blocks of {minutes} min"),
        Measure::Minutes if a_time => format!("at least {amount} min"),
        Measure::Minutes => format!("{amount} min"),
        Measure::Acts { kinds } => format!("{amount} {}", nouns(kinds, amount)),
    }
}

fn nouns(kinds: &[String], number: u32) -> String {
    if kinds.is_empty() {
        return if number == 1 { "act" } else { "acts" }.to_owned();
    }
    let noun = |kind: &String| match NOUNS.iter().find(|(id, _, _)| id == kind) {
        Some((_, one, _)) if number == 1 => (*one).to_owned(),
        Some((_, _, many)) => (*many).to_owned(),
        None => kind.clone(),
    };
    kinds.iter().map(noun).collect::<Vec<_>>().join(" or ")
}

/// How often, while it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Often {
    Week,
    Month,
    Days(u32),
}

/// What was said so far.
#[derive(Debug, Default)]
struct Draft {
    often: Option<Often>,
    weekdays: Vec<Weekday>,
    count: Option<u32>,
    minutes: Option<u32>,
    block: bool,
    sum: bool,
    acts: bool,
    kinds: Vec<String>,
}

impl Draft {
    /// Takes what stands at the head of `tokens`; how many of them, 0 for not understood.
    fn take(&mut self, tokens: &[Token], settings: &Settings) -> Result<usize, Misread> {
        let word = |at: usize| tokens.get(at).and_then(Token::word);
        if let Some((minutes, used)) = schedule_words::minutes(tokens) {
            self.minutes = Some(minutes);
            return Ok(used);
        }
        if let Some((often, used)) = often(tokens) {
            if self.often.is_some_and(|known| known != often) {
                return Err(Misread::TwoRules);
            }
            self.often = Some(often);
            return Ok(used);
        }
        if let Some((days, used)) = schedule_words::weekdays(tokens) {
            self.weekdays.extend(days);
            return Ok(used);
        }
        if let Some(number) = tokens[0].number() {
            let times = matches!(word(1), Some("x" | "time" | "times" | "day" | "days"));
            if times && !matches!(word(1), Some("x")) {
                self.block = true;
            }
            self.count = Some(number);
            return Ok(1 + usize::from(times));
        }
        let Some(word) = word(0) else { return Ok(0) };
        match word {
            "once" | "twice" | "thrice" => {
                self.count = Some(match word {
                    "once" => 1,
                    "twice" => 2,
                    _ => 3,
                });
                self.block = true;
            }
            "block" | "blocks" | "session" | "sessions" => self.block = true,
            "least" | "total" | "sum" | "altogether" => self.sum = true,
            "a" | "an" => {
                let noun = tokens.get(1).and_then(Token::word);
                if noun.is_some_and(|noun| noun.starts_with("block") || kind(noun, settings).is_some()) {
                    self.count = Some(1);
                }
            }
            "act" | "acts" | "interaction" | "interactions" => self.acts = true,
            ":" | "." | "of" | "on" | "and" | "or" | "at" | "in" | "with" | "every" | "each" | "for" | "about"
            | "minimum" | "+" | "my" | "own" | "all" | "x" | "i" | "do" => {}
            _ => match kind(word, settings) {
                Some(id) => {
                    if !self.kinds.contains(&id) {
                        self.kinds.push(id);
                    }
                }
                None => return Ok(0),
            },
        }
        Ok(1)
    }

    fn spec(self, settings: &Settings) -> Result<CommitmentSpec, Misread> {
        let acts = self.acts || !self.kinds.is_empty();
        if acts && self.minutes.is_some() {
            return Err(Misread::TwoMeasures);
        }
        if let Some(minutes) = self.minutes.filter(|minutes| !(1..=10_080).contains(minutes)) {
            return Err(Misread::Range(minutes));
        }
        let weekdays = in_week_order(&self.weekdays);
        let summed = self.often.is_some_and(|often| !matches!(often, Often::Days(_))) && weekdays.is_empty();
        let (measure, amount) = match self.minutes {
            _ if acts => (Measure::Acts { kinds: self.kinds }, self.count.unwrap_or(1)),
            Some(minutes) if self.sum || (summed && !self.block && self.count.is_none()) => (Measure::Minutes, minutes),
            minutes => {
                let minutes = minutes.unwrap_or(settings.block_minutes);
                if minutes > 1440 {
                    return Err(Misread::Range(minutes));
                }
                (Measure::Blocks { minutes }, self.count.unwrap_or(1))
            }
        };
        if !(1..=10_080).contains(&amount) {
            return Err(Misread::Range(amount));
        }
        let rule = match (self.often, weekdays) {
            (None, days) if days.is_empty() => return Err(Misread::HowOften),
            (None | Some(Often::Week), days) if !days.is_empty() => Rule::Weekdays { days, amount },
            (_, days) if !days.is_empty() => return Err(Misread::TwoRules),
            (Some(Often::Month), _) => Rule::Monthly(amount),
            (Some(Often::Days(days)), _) if !(1..=366).contains(&days) => return Err(Misread::Range(days)),
            (Some(Often::Days(days)), _) => Rule::EveryDays { days, amount },
            _ => Rule::Weekly(amount),
        };
        Ok(CommitmentSpec { measure, rule })
    }
}

/// The kind that a noun, an id or another word for it names.
fn kind(word: &str, settings: &Settings) -> Option<String> {
    let id = match word {
        "piece" | "pieces" | "article" | "articles" => "posted",
        "help" | "helps" => "answered",
        "meeting" | "meetings" => "met",
        "thank" => "thanked",
        _ => NOUNS.iter().find(|(_, one, many)| *one == word || *many == word).map_or(word, |(id, _, _)| id),
    };
    // "other" is a word of rules: every other day
    settings.kinds.find(Direction::Out, id).filter(|kind| kind.id != "other").map(|kind| kind.id.to_owned())
}

/// `a week`, `every other day`, `every 3 days`, `daily` at the head of `tokens`, and how many they take.
fn often(tokens: &[Token]) -> Option<(Often, usize)> {
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    match word(0)? {
        "daily" => return Some((Often::Days(1), 1)),
        "weekly" => return Some((Often::Week, 1)),
        "monthly" => return Some((Often::Month, 1)),
        "fortnightly" => return Some((Often::Days(14), 1)),
        "a" | "an" | "per" | "each" | "every" | "in" => {}
        _ => return None,
    }
    let (number, used) = match tokens.get(1)? {
        token if matches!(token.word(), Some("other" | "second")) => (2, 2),
        token if token.word() == Some("third") => (3, 2),
        token if token.word() == Some("fourth") => (4, 2),
        token => match token.number() {
            Some(number) => (number, 2 + usize::from(matches!(word(2), Some("st" | "nd" | "rd" | "th")))),
            None => (1, 1),
        },
    };
    let often = match (word(used)?, number) {
        ("day" | "days", number) => Often::Days(number),
        ("week" | "weeks", 1) => Often::Week,
        ("week" | "weeks", number) => Often::Days(number.saturating_mul(7)),
        ("fortnight", 1) => Often::Days(14),
        ("month", 1) => Often::Month,
        _ => return None,
    };
    Some((often, used + 1))
}
