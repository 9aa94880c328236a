//! Commitments in many words, and the round trip of the one printed form.

use super::*;
use crate::domain::kind::{Kinds, Leaning, OwnKind};
use proptest::prelude::*;

fn settings() -> Settings {
    let own = OwnKind { key: 'P', name: "podcasted".to_owned(), leaning: Leaning::Own, minutes: 30 };
    Settings { kinds: Kinds::new(&[own]).unwrap_or_default(), ..Settings::default() }
}

#[test]
fn words_and_the_form_they_are_printed_in() {
    let table = [
        ("3 blocks of 30 min a week", "3 blocks of 30 min a week"),
        ("three blocks of half an hour per week", "3 blocks of 30 min a week"),
        ("3x30 min a week", "3 blocks of 30 min a week"),
        ("3 × 30min / week", "3 blocks of 30 min a week"),
        ("30 min 3 times a week", "3 blocks of 30 min a week"),
        ("3 times a week", "3 blocks of 30 min a week"),
        ("weekly 3 blocks", "3 blocks of 30 min a week"),
        ("a block a week", "1 block of 30 min a week"),
        ("4 days a week, 20 minutes", "4 blocks of 20 min a week"),
        ("twice a month 1h", "2 blocks of 60 min a month"),
        ("every other day 30 min", "every other day 30 min"),
        ("30 minutes every second day", "every other day 30 min"),
        ("half an hour every 2 days", "every other day 30 min"),
        ("every 3rd day", "every 3 days 30 min"),
        ("every third day 25m", "every 3 days 25 min"),
        ("every other week 45 min", "every 14 days 45 min"),
        ("daily 10 min", "daily 10 min"),
        ("10 min a day", "daily 10 min"),
        ("every day ten minutes", "daily 10 min"),
        ("2 blocks a day", "2 blocks of 30 min a day"),
        ("Mon Wed Fri", "Mon Wed Fri 30 min"),
        ("Mon Wed Fri 30 min", "Mon Wed Fri 30 min"),
        ("fri, wed and mon: 45m", "Mon Wed Fri 45 min"),
        ("every Monday", "Mon 30 min"),
        ("Mon-Fri 20 min", "Mon-Fri 20 min"),
        ("weekdays 15 min", "Mon-Fri 15 min"),
        ("every weekday", "Mon-Fri 30 min"),
        ("2 blocks of 15 min on Tue Thu", "2 blocks of 15 min on Tue Thu"),
        ("90 min a week", "90 min a week"),
        ("1h30 per week", "90 min a week"),
        ("an hour a week", "60 min a week"),
        ("at least 20 min every other day", "at least 20 min every other day"),
        ("1 post a week", "1 post a week"),
        ("A POST EVERY WEEK", "1 post a week"),
        ("one article per month", "1 post a month"),
        ("2 posts a month", "2 posts a month"),
        ("20 comments a month", "20 comments a month"),
        ("5 acts every 3 days", "5 acts every 3 days"),
        ("1 act daily", "1 act a day"),
        ("3 comments on Mon Thu", "3 comments on Mon Thu"),
        ("10 comments or replies a week", "10 comments or replies a week"),
        ("2 answered a week", "2 answers a week"),
        ("1 podcasted a month", "1 podcasted a month"),
        ("5 thanks a week", "5 thanks a week"),
    ];
    for (words, printed) in table {
        let spec = parse(words, &settings());
        assert_eq!(spec.as_ref().map(print), Ok(printed.to_owned()), "{words}");
        assert_eq!(parse(printed, &settings()), spec, "{printed}");
    }
}

#[test]
fn what_is_refused_says_what_is_understood() {
    let table = [
        ("", Misread::Empty),
        ("  , ", Misread::Empty),
        ("3 frobs a week", Misread::Unknown("frobs".to_owned())),
        ("3 blocks", Misread::HowOften),
        ("30 min", Misread::HowOften),
        ("5 comments", Misread::HowOften),
        ("3 blocks a week every 3 days", Misread::TwoRules),
        ("Mon Wed a month", Misread::TwoRules),
        ("20 comments 30 min a week", Misread::TwoMeasures),
        ("0 blocks a week", Misread::Range(0)),
        ("0 min a day", Misread::Range(0)),
        ("every 0 days", Misread::Range(0)),
        ("every 400 days", Misread::Range(400)),
        ("3 blocks of 2000 min a week", Misread::Range(2000)),
        ("99999999999999 posts a week", Misread::Range(u32::MAX)),
        ("every other Tuesday", Misread::Unknown("other".to_owned())),
        ("3 blocks a year", Misread::Unknown("year".to_owned())),
    ];
    for (words, expected) in table {
        let found = parse(words, &settings());
        assert_eq!(found, Err(expected), "{words}");
        if let Err(error) = found {
            let said = error.to_string();
            assert!(said.contains("week") || said.contains("1440"), "{said}");
        }
    }
}

#[test]
fn a_word_for_narrow_places() {
    let table = [
        ("3 blocks a week", "blocks"),
        ("1 post a week", "post"),
        ("20 comments a month", "comments"),
        ("90 min a week", "min"),
        ("5 acts every 3 days", "acts"),
        ("Mon Wed", "blocks"),
        ("Mon", "block"),
    ];
    for (words, expected) in table {
        assert_eq!(parse(words, &settings()).map(|spec| short(&spec)), Ok(expected.to_owned()), "{words}");
    }
}

fn any_spec() -> impl Strategy<Value = CommitmentSpec> {
    let ids: Vec<String> =
        settings().kinds.all(Direction::Out).map(|kind| kind.id.to_owned()).filter(|id| id != "other").collect();
    let measure = prop_oneof![
        (1..=1440_u32).prop_map(|minutes| Measure::Blocks { minutes }),
        Just(Measure::Minutes),
        proptest::sample::subsequence(ids, 0..4).prop_map(|kinds| Measure::Acts { kinds }),
    ];
    let days = proptest::sample::subsequence(schedule_words::WEEK.to_vec(), 1..=7);
    let rule = prop_oneof![
        (1..=300_u32).prop_map(Rule::Weekly),
        (1..=300_u32).prop_map(Rule::Monthly),
        (1..=366_u32, 1..=60_u32).prop_map(|(days, amount)| Rule::EveryDays { days, amount }),
        (days, 1..=60_u32).prop_map(|(days, amount)| Rule::Weekdays { days, amount }),
    ];
    (measure, rule).prop_map(|(measure, rule)| CommitmentSpec { measure, rule })
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(spec in any_spec()) {
        prop_assert_eq!(parse(&print(&spec), &settings()), Ok(spec));
    }

    #[test]
    fn any_text_is_read_or_refused(words in "\\PC{0,40}") {
        let _ = parse(&words, &settings());
    }
}
