//! How a commitment's progress reads: "1 of 3, needs both days left", "7 weeks, best 11".
//!
//! Must not know how anything is counted; see `streak`.

use super::commitment::{Measure, Rule};
use super::streak::{Outcome, Period, Progress, Unit};
use super::time::{Day, Week, Weekday};

/// "1 of 3", "60 of 90 min"; of chosen weekdays the times of the week.
pub fn so_far(progress: &Progress) -> String {
    let (done, asked) = progress.shown();
    match progress.spec.measure {
        Measure::Minutes if progress.week.is_none() => format!("{done} of {asked} min"),
        _ => format!("{done} of {asked}"),
    }
}

/// What is still needed, short for a column: "needs 2 of 6 days", "9 days left", "by Thu",
/// "next Wed", "rest". Empty where nothing is.
pub fn needs(progress: &Progress) -> String {
    needs_with(progress, false)
}

/// The same for a line of its own: "needs 3 of the 6 days left".
pub fn needs_in_full(progress: &Progress) -> String {
    needs_with(progress, true)
}

/// "1 of 3, needs 2 of 6 days".
pub fn standing(progress: &Progress) -> String {
    let needs = needs(progress);
    let so_far = so_far(progress);
    if needs.is_empty() { so_far } else { format!("{so_far}, {needs}") }
}

/// "7 weeks", "1 month"; empty before the first period is met.
pub fn streak(progress: &Progress) -> String {
    if progress.streak == 0 { String::new() } else { counted(progress.streak, progress.unit) }
}

/// "7 weeks, best 11"; the best names its unit where that is another one. Empty before anything was met.
pub fn streak_and_best(progress: &Progress) -> String {
    let best = if progress.best_unit == progress.unit && progress.streak > 0 {
        format!("best {}", progress.best)
    } else {
        format!("best {}", counted(progress.best, progress.best_unit))
    };
    match (progress.streak, progress.best) {
        (_, 0) => String::new(),
        (0, _) => best,
        _ => format!("{}, {best}", streak(progress)),
    }
}

/// "7 weeks".
pub fn counted(number: u32, unit: Unit) -> String {
    let (one, many) = match unit {
        Unit::Days => ("day", "days"),
        Unit::Weeks => ("week", "weeks"),
        Unit::Months => ("month", "months"),
        Unit::Times => ("time", "times"),
    };
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What an act logged, changed or taken away for an earlier `day` did to closed periods:
/// "history changed: week 34 is 3 of 3 now, streak 7 weeks, was 3". None where no closed
/// period came out otherwise.
pub fn history_changed(before: &Progress, after: &Progress, day: Day, week_start: Weekday) -> Option<String> {
    let period = after.period_of(day).filter(|period| !period.open)?;
    let closed = |progress: &Progress| -> Vec<(Day, u32, Outcome)> {
        let over = progress.periods.iter().filter(|period| !period.open);
        over.map(|period| (period.first, period.done, period.outcome)).collect()
    };
    if closed(before) == closed(after) {
        return None;
    }
    let name = period_name(period, after.unit, week_start);
    let words = format!("history changed: {name} is {} of {} now", period.done, period.asked);
    if before.streak == after.streak {
        return Some(words);
    }
    Some(format!("{words}, streak {}, was {}", counted(after.streak, after.unit), before.streak))
}

/// "week 34", "August", "17 Aug".
pub fn period_name(period: &Period, unit: Unit, week_start: Weekday) -> String {
    match unit {
        Unit::Weeks => format!("week {}", Week::of(period.first, week_start).number().1),
        Unit::Months => period.first.date().format("%B").to_string(),
        Unit::Days | Unit::Times => period.first.short(),
    }
}

fn needs_with(progress: &Progress, in_full: bool) -> String {
    let period = &progress.period;
    match period.outcome {
        Outcome::Open => {}
        Outcome::Rest => return "rest".to_owned(),
        Outcome::Met | Outcome::Missed | Outcome::Cut => return String::new(),
    }
    let left = period.asked.saturating_sub(period.done);
    match progress.spec.rule {
        Rule::Weekdays { .. } if period.asked == 0 => "rest".to_owned(),
        Rule::Weekdays { .. } if period.first == progress.seen => "today".to_owned(),
        Rule::Weekdays { .. } => format!("next {}", near(period.first, progress.seen)),
        Rule::EveryDays { .. } => {
            let by = by(period.last, progress.seen);
            if period.asked > 1 { format!("{left} more {by}") } else { by }
        }
        Rule::Weekly(_) | Rule::Monthly(_) if matches!(progress.spec.measure, Measure::Blocks { .. }) => {
            blocks_need(progress, left, in_full)
        }
        Rule::Weekly(_) | Rule::Monthly(_) => match progress.days_left {
            0 => by(period.last, progress.seen),
            1 => "1 day left".to_owned(),
            more => format!("{more} days left"),
        },
    }
}

fn blocks_need(progress: &Progress, left: u32, in_full: bool) -> String {
    match (left, progress.days_free) {
        (1, 0) if progress.days_left > 0 => "needs 1 more today".to_owned(),
        (_, 0) => format!("needs {left} more {}", by(progress.period.last, progress.seen)),
        (1, 1) => match progress.next_free {
            Some(day) if day != progress.seen => format!("needs {}", near(day, progress.seen)),
            _ => "needs today".to_owned(),
        },
        (2, 2) => "needs both days left".to_owned(),
        (needed, free) if needed == free => format!("needs all {free} days left"),
        (needed, 1) if needed > 1 => format!("needs {needed} more, 1 day left"),
        (needed, free) if needed > free => format!("needs {needed} more, {free} days left"),
        (needed, free) if in_full => format!("needs {needed} of the {free} days left"),
        (needed, free) => format!("needs {needed} of {free} days"),
    }
}

/// "Thu" within the week to come, else "22 Oct".
fn near(day: Day, from: Day) -> String {
    if day.since(from) < 7 { day.weekday().to_string() } else { day.short() }
}

fn by(day: Day, from: Day) -> String {
    if day <= from { "today".to_owned() } else { format!("by {}", near(day, from)) }
}
