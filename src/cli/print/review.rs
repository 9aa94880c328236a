//! Prints the review of a week.
//!
//! Must not know where the report comes from.

use super::page::Page;
use super::table::Table;
use super::today::commitments;
use crate::domain::review::{STEPS, Step};
use crate::report::review::Review;

/// The last step, which is lines to type.
const LINES: Step = Step::Lines;

/// Prints the report; without `names` nobody and no place is named.
pub fn print(page: &mut Page, review: &Review, names: bool) {
    page.strong(&format!("{}   {}", review.title, review.dates));
    page.line(&review.summary);
    page.gap();
    commitments(page, &review.commitments);
    page.gap();
    minutes(page, review);
    page.gap();
    heat(page, review);
    page.gap();
    figures(page, review, names);
    if names {
        steps(page, review);
    }
    if review.open {
        page.gap();
        page.line(&format!("{} of {}, {}", LINES.number(), STEPS.len(), LINES.word()));
        if review.missed.is_empty() || !names {
            page.dim("  rounds review close --well TEXT --line TEXT");
        } else {
            page.line(&format!("  {}", review.missed));
            page.dim("  rounds review close --well TEXT --hindered TEXT --line TEXT");
        }
    }
}

fn minutes(page: &mut Page, review: &Review) {
    let days: Vec<String> = review
        .minutes
        .iter()
        .map(|day| {
            let minutes = match (day.minutes, day.rest) {
                (0, true) => "rest".to_owned(),
                (0, false) => "-".to_owned(),
                (minutes, _) => minutes.to_string(),
            };
            format!("{} {minutes}", day.day.date().format("%a"))
        })
        .collect();
    if !days.is_empty() {
        page.line(&format!("Minutes  {}", days.join("  ")));
    }
}

/// Twenty-six weeks, a line for each day of the week.
fn heat(page: &mut Page, review: &Review) {
    if review.heat.is_empty() {
        return;
    }
    let cells: &[char] = if page.ink().ascii {
        &['.', '1', '2', '3', '4', ' ', ' ']
    } else {
        &['·', '░', '▒', '▓', '█', ' ', ' ']
    };
    page.line(&format!("{} weeks, acts a day", review.heat.len()));
    for at in 0..7 {
        let day = review.week.first.plus(at as i64);
        let row: String = review.heat.iter().filter_map(|week| cells.get(usize::from(week[at]))).collect();
        page.line(&format!("{} {row}", day.date().format("%a")));
    }
}

fn figures(page: &mut Page, review: &Review, names: bool) {
    let mut table = Table::new(0);
    let places = review.places.iter().filter(|_| names).map(|place| format!("{}: {}", place.name, place.words));
    let all = Some(review.came_back.clone()).filter(|line| !line.is_empty());
    for (at, line) in all.into_iter().chain(places).enumerate() {
        table.row([if at == 0 { "came back" } else { "" }, &line]);
    }
    let kinds: Vec<String> = review.kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let kinds = kinds.join(", ");
    let notes = [("went well", &review.well), ("in the way", &review.hindered), ("next week", &review.line)];
    let figures = [
        ("acts", &kinds),
        ("about others", &review.about_others),
        ("given", &review.given),
        ("with regulars", &review.regulars),
    ];
    for (label, figure) in figures.into_iter().chain(notes.into_iter().filter(|_| names)) {
        if !figure.is_empty() {
            table.row([label, figure]);
        }
    }
    table.print(page);
}

/// Each step with its items; the review goes through them key by key, so an offer says its command line.
fn steps(page: &mut Page, review: &Review) {
    for (at, step) in review.steps.iter().enumerate().filter(|(_, step)| step.title != LINES.word()) {
        page.gap();
        page.line(&format!("{} of {}, {}", at + 1, review.steps.len(), step.title));
        if step.items.is_empty() {
            page.dim("  nothing");
        }
        let mut table = Table::new(2);
        for item in &step.items {
            let choices: Vec<&str> = item.choices.iter().map(|choice| choice.label.as_str()).collect();
            table.row([&item.name, &item.reason, &choices.join(", ")]);
        }
        table.print(page);
        if step.more > 0 {
            page.dim(&format!("  {} more", step.more));
        }
        for item in step.items.iter().filter(|item| item.subject.is_none()) {
            let proposed = item.choices.iter().find(|choice| Some(choice.digit) == item.proposed);
            if let Some(choice) = proposed.filter(|choice| !choice.command.is_empty()) {
                page.dim(&format!("  {}: {}", choice.label, choice.command));
            }
        }
    }
}
