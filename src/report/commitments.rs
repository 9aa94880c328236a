//! Commitments in a line each, from their progress.
//!
//! Must not know how progress is counted.

use super::today::CommitmentLine;
use crate::domain::commitment::Rule;
use crate::domain::commitment_words;
use crate::domain::streak::{Outcome, Progress};
use crate::domain::streak_words;

/// A line each, the one with the least slack first; those with nothing left to do last.
pub fn lines(all: &[Progress]) -> Vec<CommitmentLine> {
    let mut lines: Vec<CommitmentLine> = all.iter().map(line).collect();
    lines.sort_by_key(|line| line.slack);
    lines
}

/// How a commitment stands, in a line.
pub fn line(progress: &Progress) -> CommitmentLine {
    let (done, asked) = progress.shown();
    let windows = matches!(progress.spec.rule, Rule::EveryDays { .. });
    let asks_nothing = progress.period.outcome == Outcome::Rest || progress.period.asked == 0;
    let waits = windows && progress.resting;
    CommitmentLine {
        name: commitment_words::print(&progress.spec),
        short: commitment_words::short(&progress.spec),
        met: progress.met(),
        done,
        asked,
        needs: streak_words::needs(progress),
        slack: progress.slack().unwrap_or(i64::MAX),
        streak: progress.streak,
        streak_words: streak_words::streak(progress),
        best: progress.best,
        strength: progress.strength.into(),
        history: progress.series().into_iter().map(u32::from).collect(),
        resting: !progress.met() && (asks_nothing || waits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::commitment::{Commitment, Rest, RestDays, Rests};
    use crate::domain::ids::{CommitmentId, RestId};
    use crate::domain::settings::Settings;
    use crate::domain::streak::{AsOf, Terms, progress};
    use crate::domain::time::{Day, Weekday};

    fn day(text: &str) -> Day {
        format!("2026-{text}").parse().unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    fn stand(words: &str, done: &[(&str, u32)], rests: &Rests) -> Progress {
        let spec = commitment_words::parse(words, &Settings::default()).unwrap_or_else(|why| panic!("{why}"));
        let row = Commitment { id: CommitmentId(1), spec, from: day("09-01"), until: None, line: CommitmentId(1) };
        let amounts: Vec<(Day, u32)> = done.iter().map(|(on, amount)| (day(on), *amount)).collect();
        let line = [Terms { commitment: &row, amounts: &amounts }];
        progress(&line, rests, Weekday::Mon, AsOf::Today(day("09-22"))).unwrap_or_else(|| panic!("begun"))
    }

    #[test]
    fn the_least_slack_comes_first_and_what_is_met_last() {
        let none = Rests::default();
        let all = [
            stand("1 post a week", &[("09-21", 1)], &none),
            stand("20 comments a month", &[("09-10", 12)], &none),
            stand("3 blocks of 30 min a week", &[("09-21", 30)], &none),
            stand("daily 10 min", &[], &none),
        ];
        let told: Vec<String> = lines(&all)
            .iter()
            .map(|line| format!("{} {} of {} {} {}", line.short, line.done, line.asked, line.needs, line.met))
            .collect();
        assert_eq!(
            told,
            [
                "block 0 of 1 today false",
                "comments 12 of 20 9 days left false",
                "blocks 1 of 3 needs 2 of 6 days false",
                "post 1 of 1  true"
            ]
        );
    }

    #[test]
    fn rest_is_said_where_nothing_is_asked_now() {
        let rest = |from: &str, to: &str| {
            let days = RestDays::Dates { from: day(from), to: day(to) };
            Rests(vec![Rest { id: RestId(0), days, label: String::new() }])
        };
        let table = [
            ("3 blocks a week", rest("09-21", "09-27"), true),
            ("3 blocks a week", rest("09-21", "09-23"), false),
            ("every 3 days 30 min", rest("09-21", "09-23"), true),
            ("Tue Thu 30 min", rest("09-22", "09-22"), true),
        ];
        for (words, rests, expected) in table {
            assert_eq!(line(&stand(words, &[], &rests)).resting, expected, "{words}");
        }
    }
}
