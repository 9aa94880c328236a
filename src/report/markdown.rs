//! The review of a week as Markdown, ready to be pasted into a report.
//!
//! Owns what a reader outside may see: without names only figures stand in it. Must not know
//! where it is pasted.

use super::review::Review;
use crate::domain::markdown::escaped;

/// The review as Markdown; with `names` false nothing in it names a person or a place, and what
/// was noted in words is left out with them.
pub fn review(review: &Review, names: bool) -> String {
    let mut text = format!("## {}\n\n{}\n", escaped(&title(review)), escaped(&review.summary));
    section(
        &mut text,
        "Commitments",
        review.commitments.iter().map(|line| {
            let streak = match (line.streak, line.best) {
                (0, 0) => String::new(),
                (0, best) => format!("; best streak {best}"),
                (_, best) => format!("; streak {}, best {best}", line.streak_words),
            };
            format!("{}: {} of {}{streak}; strength {} %", line.name, line.done, line.asked, line.strength)
        }),
    );
    section(
        &mut text,
        "Minutes",
        review.minutes.iter().filter(|day| day.minutes > 0 || day.rest).map(|day| {
            let minutes = if day.minutes > 0 { format!("{} min", day.minutes) } else { "rest".to_owned() };
            format!("{}: {minutes}", day.day.long())
        }),
    );
    section(&mut text, "Acts", review.kinds.iter().map(|(kind, count)| format!("{kind}: {count}")));
    section(&mut text, "Balance", balance(review));
    let all = Some(review.came_back.clone()).filter(|line| !line.is_empty());
    let places = review.places.iter().filter(|_| names).map(|place| format!("{}: {}", place.name, place.words));
    section(&mut text, "Came back", all.into_iter().chain(places));
    if names {
        section(&mut text, "Went well", lines(&review.well));
        section(&mut text, "In the way", lines(&review.hindered));
        section(&mut text, "Next week", lines(&review.line));
        let open = review.steps.iter().flat_map(|step| {
            step.items.iter().map(move |item| format!("{}: {}, {}", step.title, item.name, item.reason))
        });
        section(&mut text, "Still open", open);
    }
    text
}

/// The review with everything left out that names a person or a place, or was noted in words.
#[must_use]
pub fn nameless(mut review: Review) -> Review {
    review.places.clear();
    review.steps.clear();
    review.well.clear();
    review.missed.clear();
    review.hindered.clear();
    review.line.clear();
    review.plans.retain(|plan| plan.sort == "commitment");
    review
}

fn title(review: &Review) -> String {
    if review.dates.is_empty() { review.title.clone() } else { format!("{}, {}", review.title, review.dates) }
}

fn balance(review: &Review) -> impl Iterator<Item = String> {
    let figures =
        [("about others", &review.about_others), ("given", &review.given), ("with regulars", &review.regulars)];
    figures.into_iter().filter(|(_, figure)| !figure.is_empty()).map(|(label, figure)| format!("{label}: {figure}"))
}

fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned)
}

/// A heading with a list under it; nothing where the list is empty.
fn section(text: &mut String, title: &str, items: impl Iterator<Item = String>) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    text.push_str("\n### ");
    text.push_str(title);
    text.push_str("\n\n");
    for item in items {
        text.push_str("- ");
        text.push_str(&escaped(&item));
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::balance::Balance;
    use crate::domain::community::State;
    use crate::domain::ids::{CommunityId, Subject};
    use crate::domain::review::About;
    use crate::domain::time::{Day, Week, Weekday};
    use crate::report::review::{DayMinutes, PlaceLine, Step, StepItem};

    fn sample() -> Review {
        let Some(day) = Day::new(2026, 9, 14) else { panic!("a day") };
        Review {
            week: Week::of(day, Weekday::Mon),
            title: "Review of week 38".to_owned(),
            dates: "14 – 20 September".to_owned(),
            open: true,
            closed: None,
            summary: "31 acts with 19 people   2 h 18 m in 4 blocks".to_owned(),
            acts: 31,
            people: 19,
            blocks: 4,
            commitments: Vec::new(),
            minutes: vec![
                DayMinutes { day, minutes: 32, rest: false },
                DayMinutes { day: day.plus(1), minutes: 0, rest: false },
                DayMinutes { day: day.plus(3), minutes: 0, rest: true },
            ],
            heat: Vec::new(),
            kinds: vec![("replied".to_owned(), 12)],
            came_back: "9 replies".to_owned(),
            places: vec![PlaceLine {
                name: "Nix Newcomers".to_owned(),
                acts: 13,
                came_back: 7,
                minutes: 62,
                about: false,
                words: "7 from 13 acts in 62 m".to_owned(),
            }],
            about_others: "7 of 10".to_owned(),
            given: "15, asked 1".to_owned(),
            regulars: "15 of 19".to_owned(),
            balance: Balance::default(),
            balance_four_weeks: Balance::default(),
            steps: vec![Step {
                title: "drifting".to_owned(),
                more: 0,
                items: vec![StepItem {
                    about: About::Subject(Subject::Community(CommunityId(1))),
                    subject: Some(Subject::Community(CommunityId(1))),
                    proposed: None,
                    name: "Jonas *Brandt*".to_owned(),
                    reason: "104 d, usually 40".to_owned(),
                    choices: Vec::new(),
                }],
            }],
            well: "two newcomers\nanswered at once".to_owned(),
            missed: "Thu 12:30: no block. What stood in the way?".to_owned(),
            hindered: "a dentist".to_owned(),
            line: "ask Ada about the move".to_owned(),
            plans: Vec::new(),
        }
    }

    #[test]
    fn a_report_reads_as_markdown() {
        insta::assert_snapshot!(review(&sample(), true));
    }

    #[test]
    fn without_names_nobody_and_no_place_is_named() {
        let text = review(&sample(), false);
        for name in ["Jonas", "Ada", "Nix", "newcomers", State::Focus.word()] {
            assert!(!text.contains(name), "{name} stands in\n{text}");
        }
        assert!(text.contains("9 replies"));
    }
}
