//! Planned blocks as words: "Tue Thu Sat 12:30, 30 min", "Mon-Fri 7:15 20m after coffee".
//!
//! Owns reading and printing them, and the sentence of what they add up to. Must
//! not know dates: when the next one is stands in `next_block`.

use super::commitment::{CommitmentSpec, Measure, Planned, Rule};
use super::schedule_words::{self, Sort, Token, WEEK, in_week_order, print_weekdays};
use super::time::Weekday;
use chrono::{NaiveTime, Timelike};

/// A planned block as said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedWords {
    /// On these weekdays, in week order, not empty.
    pub days: Vec<Weekday>,
    /// At this wall time.
    pub time: NaiveTime,
    /// For so many minutes, 1 to 1440.
    pub minutes: u32,
    /// "after coffee"; empty for none.
    pub label: String,
}

/// Why words are no planned block; each says what would be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misread {
    /// No weekday.
    #[error("Which days? For example \"Tue Thu Sat 12:30, 30 min\" or \"Mon-Fri 7:15 20m after coffee\"")]
    NoDays,
    /// No time.
    #[error("At what time? For example \"Tue Thu Sat 12:30, 30 min\" or \"Mon-Fri 7:15 20m after coffee\"")]
    NoTime,
    /// A word before days and time that is neither.
    #[error(
        "\"{0}\" is no weekday, time or length. Understood is \"Tue Thu Sat 12:30, 30 min\", with a label behind it"
    )]
    Unknown(String),
    /// A length out of range.
    #[error("A block has 1 to 1440 minutes, not {0}")]
    Minutes(u32),
}

/// Reads planned blocks, several where days with another time follow ("Tue 12:30, Sat
/// 9:00"). A length that is named once holds for all; else `block_minutes` does.
///
/// # Errors
/// [`Misread`], with what would have been understood.
pub fn parse(words: &str, block_minutes: u32) -> Result<Vec<PlannedWords>, Misread> {
    let tokens = schedule_words::tokens(words);
    let mut groups = vec![Group::default()];
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        let known = groups.last_mut().filter(|group| group.time.is_some() && !group.days.is_empty());
        let used = match (known, weekdays(rest)) {
            // other days with another time
            (Some(_), Some((days, used))) if has_time(&rest[used..]) => {
                groups.push(Group { days, ..Group::default() });
                used
            }
            (Some(group), _) => group.take_behind(words, rest),
            (None, days) => match (groups.last_mut(), days) {
                (Some(group), Some((days, used))) => {
                    group.days.extend(days);
                    used
                }
                (Some(group), None) => group.take(rest),
                (None, _) => 0,
            },
        };
        if used == 0 {
            return Err(Misread::Unknown(words[tokens[at].start..tokens[at].end].to_owned()));
        }
        at += used;
    }
    let shared = groups.iter().find_map(|group| group.minutes).unwrap_or(block_minutes);
    groups.into_iter().map(|group| group.finish(shared)).collect()
}

/// The one form of a planned block; [`parse`] reads it back.
pub fn print(days: &[Weekday], time: NaiveTime, minutes: u32, label: &str) -> String {
    let plain = format!("{} {}, {minutes} min", print_weekdays(days, " "), time.format("%H:%M"));
    if label.is_empty() { plain } else { format!("{plain}, {label}") }
}

/// The one form of a stored planned block.
pub fn print_stored(planned: &Planned) -> String {
    print(&planned.days, planned.time, planned.minutes, &planned.label)
}

/// What planned blocks add up to: "3 blocks of 30 min a week: Tue, Thu, Sat 12:30".
pub fn sentence(planned: &[PlannedWords]) -> String {
    let blocks: usize = planned.iter().map(|words| words.days.len()).sum();
    let minutes = planned.first().map_or(0, |words| words.minutes);
    let alike = planned.iter().all(|words| words.minutes == minutes);
    let plural = if blocks == 1 { "" } else { "s" };
    let what = if alike { format!("block{plural} of {minutes} min") } else { format!("block{plural}") };
    let group = |words: &PlannedWords| {
        let days: Vec<String> = words.days.iter().map(ToString::to_string).collect();
        let length = if alike { String::new() } else { format!(" for {} min", words.minutes) };
        format!("{} {}{length}", days.join(", "), words.time.format("%H:%M"))
    };
    format!("{blocks} {what} a week: {}", planned.iter().map(group).collect::<Vec<_>>().join("; "))
}

/// The commitment that planned blocks say: as many a week, each of the shortest length.
pub fn implied(planned: &[PlannedWords]) -> Option<CommitmentSpec> {
    let minutes = planned.iter().map(|words| words.minutes).min()?;
    let blocks = planned.iter().map(|words| words.days.len() as u32).sum();
    Some(CommitmentSpec { measure: Measure::Blocks { minutes }, rule: Rule::Weekly(blocks) })
}

#[derive(Debug, Default)]
struct Group {
    days: Vec<Weekday>,
    time: Option<NaiveTime>,
    minutes: Option<u32>,
    label: String,
}

impl Group {
    /// Takes what stands at the head of `tokens` before days and time are complete.
    fn take(&mut self, tokens: &[Token]) -> usize {
        if self.time.is_none()
            && let Some((time, used)) = time(tokens, false)
        {
            self.time = Some(time);
            return used;
        }
        if let Some((minutes, used)) = schedule_words::minutes(tokens) {
            self.minutes = Some(minutes);
            return used;
        }
        let filler =
            |word| matches!(word, "on" | "at" | "and" | "for" | "every" | "each" | "block" | "blocks" | ":" | "&");
        usize::from(tokens[0].word().is_some_and(filler) || tokens[0].sort == Sort::Dash)
    }

    /// Takes a length, or the label up to its end or up to other days with another time.
    fn take_behind(&mut self, words: &str, tokens: &[Token]) -> usize {
        let skipped = usize::from(tokens[0].word().is_some_and(|word| matches!(word, "for" | "and" | "&" | "x")));
        if skipped < tokens.len() {
            if let Some((minutes, used)) = schedule_words::minutes(&tokens[skipped..]) {
                self.minutes = Some(minutes);
                return skipped + used;
            }
            if weekdays(&tokens[skipped..]).is_some_and(|(_, used)| has_time(&tokens[skipped + used..])) && skipped > 0
            {
                return skipped;
            }
        }
        let new_days = |at: usize| {
            words[tokens[at - 1].end..tokens[at].start].contains([',', ';'])
                && weekdays(&tokens[at..]).is_some_and(|(_, used)| has_time(&tokens[at + used..]))
        };
        let end = (1..tokens.len()).find(|at| new_days(*at)).unwrap_or(tokens.len());
        let length = |at: usize| {
            schedule_words::minutes(&tokens[at..end])
                .filter(|(_, used)| at + used == end)
                .map(|(minutes, _)| (at, minutes))
        };
        let label_end = match (1..end).find_map(length).filter(|_| self.minutes.is_none()) {
            Some((at, minutes)) => {
                self.minutes = Some(minutes);
                at
            }
            None => end,
        };
        let label = words[tokens[0].start..tokens[label_end - 1].end].trim_matches(['"', '“', '”', ',', ' ']);
        self.label = if self.label.is_empty() { label.to_owned() } else { format!("{} {label}", self.label) };
        end
    }

    fn finish(self, shared: u32) -> Result<PlannedWords, Misread> {
        let days = in_week_order(&self.days);
        if days.is_empty() {
            return Err(Misread::NoDays);
        }
        let time = self.time.ok_or(Misread::NoTime)?;
        let minutes = self.minutes.unwrap_or(shared);
        if !(1..=1440).contains(&minutes) {
            return Err(Misread::Minutes(minutes));
        }
        Ok(PlannedWords { days, time, minutes, label: self.label })
    }
}

/// Weekdays, or all of them: `daily`, `every day`.
fn weekdays(tokens: &[Token]) -> Option<(Vec<Weekday>, usize)> {
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    match (word(0), word(1)) {
        (Some("daily"), _) => Some((WEEK.to_vec(), 1)),
        (Some("every" | "each"), Some("day")) => Some((WEEK.to_vec(), 2)),
        _ => schedule_words::weekdays(tokens),
    }
}

fn has_time(tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|at| time(&tokens[at..], true).is_some())
}

/// `12:30`, `7:15 pm`, `7am`, `0730`, `8h30`, `noon`, `at 8`, and unless `strict` a bare hour.
fn time(tokens: &[Token], strict: bool) -> Option<(NaiveTime, usize)> {
    let half = |at: usize| tokens.get(at).and_then(Token::word).filter(|word| matches!(*word, "am" | "pm"));
    let of = |hour: u32, minute: u32, half: Option<&str>| {
        let hour = match half {
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some("am") => hour % 12,
            Some(_) => hour % 12 + 12,
            None => hour,
        };
        NaiveTime::from_hms_opt(hour, minute, 0)
    };
    let first = tokens.first()?;
    if first.word() == Some("at") {
        return time(&tokens[1..], false).map(|(time, used)| (time, used + 1));
    }
    match &first.sort {
        Sort::Word(word) if word == "noon" => NaiveTime::from_hms_opt(12, 0, 0).map(|noon| (noon, 1)),
        Sort::Clock(clock) => Some((of(clock.hour(), clock.minute(), half(1))?, 1 + usize::from(half(1).is_some()))),
        Sort::Number(number) if half(1).is_some() => Some((of(*number, 0, half(1))?, 2)),
        Sort::Number(number) if first.end - first.start == 4 => Some((of(number / 100, number % 100, None)?, 1)),
        Sort::Number(hour) if tokens.get(1).and_then(Token::word) == Some("h") => match tokens.get(2)?.sort {
            Sort::Number(minute) if tokens[2].start == tokens[1].end => Some((of(*hour, minute, None)?, 3)),
            _ => None,
        },
        Sort::Number(hour) if !strict && schedule_words::minutes(tokens).is_none() => Some((of(*hour, 0, None)?, 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(words: &str) -> Result<String, Misread> {
        let print = |words: &PlannedWords| print(&words.days, words.time, words.minutes, &words.label);
        parse(words, 30).map(|all| all.iter().map(print).collect::<Vec<_>>().join(" / "))
    }

    #[test]
    fn words_and_the_form_they_are_printed_in() {
        let table = [
            ("Tue Thu Sat 12:30, 30 min", "Tue Thu Sat 12:30, 30 min"),
            ("tue 08:30", "Tue 08:30, 30 min"),
            ("tuesdays at 8.30", "Tue 08:30, 30 min"),
            ("Mon-Fri 7:15 20m after coffee", "Mon-Fri 07:15, 20 min, after coffee"),
            ("Mon-Fri 7:15 after coffee, 20 min", "Mon-Fri 07:15, 20 min, after coffee"),
            ("Mon–Fri 7:15 after coffee for Ines", "Mon-Fri 07:15, 30 min, after coffee for Ines"),
            ("weekdays 8am for 25 minutes", "Mon-Fri 08:00, 25 min"),
            ("sat and sun at 9, 1 h", "Sat Sun 09:00, 60 min"),
            ("every day 7:15 pm", "Mon-Sun 19:15, 30 min"),
            ("daily noon half an hour", "Mon-Sun 12:00, 30 min"),
            ("20 min on Fri, Wed 0730", "Wed Fri 07:30, 20 min"),
            ("12:30 Tue", "Tue 12:30, 30 min"),
            ("8h30 mon", "Mon 08:30, 30 min"),
            ("Tue 12am", "Tue 00:00, 30 min"),
            ("Tue 8:30 sun room", "Tue 08:30, 30 min, sun room"),
            ("Tue 8:30 \"with a view\"", "Tue 08:30, 30 min, with a view"),
            ("Tue 12:30, Sat 9:00", "Tue 12:30, 30 min / Sat 09:00, 30 min"),
            ("Tue Thu 12:30 and Sat 9:00, 20 min", "Tue Thu 12:30, 20 min / Sat 09:00, 20 min"),
            ("Tue 12:30 after lunch, Sat 9:00 in bed", "Tue 12:30, 30 min, after lunch / Sat 09:00, 30 min, in bed"),
        ];
        for (words, expected) in table {
            assert_eq!(printed(words), Ok(expected.to_owned()), "{words}");
        }
        for (words, expected) in [
            ("", Misread::NoDays),
            ("12:30", Misread::NoDays),
            ("Tue Thu", Misread::NoTime),
            ("Tue 30 min", Misread::NoTime),
            ("Tue after coffee", Misread::Unknown("after".to_owned())),
            ("sometimes 12:30", Misread::Unknown("sometimes".to_owned())),
            ("Tue 25:00", Misread::Unknown("25".to_owned())),
            ("Tue 13pm", Misread::Unknown("13".to_owned())),
            ("Tue 12:30, 0 min", Misread::Minutes(0)),
            ("Tue 12:30, 30 h", Misread::Minutes(1800)),
        ] {
            assert_eq!(printed(words), Err(expected), "{words}");
        }
    }

    #[test]
    fn what_they_add_up_to() -> Result<(), Misread> {
        let table = [
            (
                "Tue Thu Sat 12:30, 30 min",
                "3 blocks of 30 min a week: Tue, Thu, Sat 12:30",
                "3 blocks of 30 min a week",
            ),
            ("tue 08:30", "1 block of 30 min a week: Tue 08:30", "1 block of 30 min a week"),
            (
                "Tue Thu 12:30, Sat 9:00",
                "3 blocks of 30 min a week: Tue, Thu 12:30; Sat 09:00",
                "3 blocks of 30 min a week",
            ),
            (
                "Tue 12:30 30m, Sat 9:00 20m",
                "2 blocks a week: Tue 12:30 for 30 min; Sat 09:00 for 20 min",
                "2 blocks of 20 min a week",
            ),
        ];
        for (words, expected, commitment) in table {
            let planned = parse(words, 30)?;
            assert_eq!(sentence(&planned), expected);
            let spec = implied(&planned).map(|spec| super::super::commitment_words::print(&spec));
            assert_eq!(spec.as_deref(), Some(commitment));
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(
            days in proptest::sample::subsequence(WEEK.to_vec(), 1..=7),
            minute in 0..1440_u32, minutes in 1..=1440_u32, label in "(|after coffee|on the train|at 8 sharp|for Ines)",
        ) {
            let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap_or_default();
            let words = PlannedWords { days, time, minutes, label };
            prop_assert_eq!(parse(&print(&words.days, time, minutes, &words.label), 7), Ok(vec![words]));
        }

        #[test]
        fn any_text_is_read_or_refused(words in "\\PC{0,40}") {
            let _ = parse(&words, 30);
        }
    }
}
