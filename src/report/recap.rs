//! The recap of a finished block, from what was done in it.
//!
//! Must not know where its facts come from.

use super::card::Pair;
use super::commitments;
use super::review::Recap;
use super::review_build::{about_others, counted};
use crate::domain::balance::Balance;
use crate::domain::owed::OwedSort;
use crate::domain::session::Session;
use crate::domain::streak::Progress;
use crate::domain::time::Instant;

/// Commitments that the recap names: those with the least slack.
const COMMITMENTS: usize = 3;

/// What was done in a block.
#[derive(Debug, Clone, PartialEq)]
pub struct RecapFacts<'f> {
    /// The block.
    pub session: &'f Session,
    /// Acts of yours.
    pub acts: u32,
    /// With how many people.
    pub people: u32,
    /// What is no longer owed, by sort.
    pub settled: Vec<(OwedSort, u32)>,
    /// Places of the block that are one act from the next rung, and what is missing.
    pub places: Vec<(String, String)>,
    /// What the acts of the block lean to.
    pub balance: Balance,
    /// The same over four weeks.
    pub four_weeks: Balance,
    /// How the commitments stand.
    pub progress: &'f [Progress],
}

/// The recap of a block that was finished.
pub fn recap(facts: &RecapFacts<'_>, now: Instant) -> Recap {
    let with =
        if facts.people == 0 { String::new() } else { format!(" with {}", counted(facts.people, "person", "people")) };
    let took = took(facts.session.spent(now) / 1000);
    let mut lines = vec![pair("Done", format!("{}{with} in {took}", counted(facts.acts, "act", "acts")))];
    let settled = settled(&facts.settled);
    if !settled.is_empty() {
        lines.push(pair("No longer owed", settled));
    }
    for line in commitments::lines(facts.progress).iter().take(COMMITMENTS) {
        let streak = if line.streak > 0 { format!(", {}", line.streak_words) } else { String::new() };
        lines.push(pair(&capital(&line.short), format!("{} of {}{streak}", line.done, line.asked)));
    }
    lines.extend(facts.places.iter().map(|(place, missing)| pair("Next rung", format!("{place}: {missing}"))));
    let about = about_others(facts.balance, facts.four_weeks);
    if !about.is_empty() {
        lines.push(pair("About others", about));
    }
    Recap { session: facts.session.id, planned: facts.session.planned, lines }
}

/// "28 m 40 s", "30 m".
fn took(seconds: i64) -> String {
    if seconds % 60 == 0 { format!("{} m", seconds / 60) } else { format!("{} m {:02} s", seconds / 60, seconds % 60) }
}

/// "2 replies, 1 thanks".
fn settled(settled: &[(OwedSort, u32)]) -> String {
    let words = settled.iter().filter(|(_, count)| *count > 0).map(|(sort, count)| match sort {
        OwedSort::Reply => counted(*count, "reply", "replies"),
        OwedSort::Thanks => format!("{count} thanks"),
        OwedSort::Promise => counted(*count, "promise", "promises"),
    });
    words.collect::<Vec<_>>().join(", ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn pair(label: &str, value: String) -> Pair {
    Pair { label: label.to_owned(), value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::commitment::{Commitment, Rests};
    use crate::domain::commitment_words;
    use crate::domain::ids::{CommitmentId, SessionId};
    use crate::domain::session::PlanMinutes;
    use crate::domain::settings::Settings;
    use crate::domain::streak::{AsOf, Terms, progress};
    use crate::domain::time::{Day, Weekday};

    fn stand(words: &str) -> Progress {
        let day = |text: &str| text.parse::<Day>().unwrap_or_else(|why| panic!("{text}: {why}"));
        let spec = commitment_words::parse(words, &Settings::default()).unwrap_or_else(|why| panic!("{why}"));
        let row = Commitment { id: CommitmentId(1), spec, from: day("2026-09-01"), until: None, line: CommitmentId(1) };
        let line = [Terms { commitment: &row, amounts: &[] }];
        progress(&line, &Rests::default(), Weekday::Mon, AsOf::Today(day("2026-09-22")))
            .unwrap_or_else(|| panic!("begun"))
    }

    #[test]
    fn a_block_is_told_with_the_commitments_that_have_the_least_slack() {
        let session = Session {
            id: SessionId(4),
            start: Instant(0),
            offset: 0,
            day: Day::FIRST,
            planned: 30,
            finished: Some(Instant(1_720_000)),
            pauses: Vec::new(),
            community: None,
            plan: PlanMinutes::default(),
            note: String::new(),
        };
        // in the order in which they were made
        let progress = ["1 comment a month", "1 post a week", "3 blocks of 30 min a week", "daily 10 min"].map(stand);
        let facts = RecapFacts {
            session: &session,
            acts: 11,
            people: 9,
            settled: vec![(OwedSort::Reply, 2), (OwedSort::Thanks, 1)],
            places: vec![("Nix Newcomers".to_owned(), "one share from rung 5".to_owned())],
            balance: Balance { points: 7, own: 3, ..Balance::default() },
            four_weeks: Balance { points: 21, own: 12, ..Balance::default() },
            progress: &progress,
        };
        let told: Vec<String> = recap(&facts, Instant(9_000_000))
            .lines
            .iter()
            .map(|line| format!("{}: {}", line.label, line.value))
            .collect();
        assert_eq!(
            told,
            [
                "Done: 11 acts with 9 people in 28 m 40 s",
                "No longer owed: 2 replies, 1 thanks",
                "Block: 0 of 1",
                "Blocks: 0 of 3",
                "Post: 0 of 1",
                "Next rung: Nix Newcomers: one share from rung 5",
                "About others: 7 of 10, four weeks 21 of 33",
            ]
        );
    }

    #[test]
    fn what_was_settled_is_named_by_its_sort() {
        let table: [(&[(OwedSort, u32)], &str); 4] = [
            (&[], ""),
            (&[(OwedSort::Reply, 1)], "1 reply"),
            (&[(OwedSort::Thanks, 2), (OwedSort::Promise, 1)], "2 thanks, 1 promise"),
            (&[(OwedSort::Reply, 0), (OwedSort::Promise, 3)], "3 promises"),
        ];
        for (rows, expected) in table {
            assert_eq!(settled(rows), expected);
        }
        assert_eq!([60, 1_720, 0].map(took), ["1 m", "28 m 40 s", "0 m"]);
    }
}
