//! The guided steps of the review, from facts to items with their digits.
//!
//! Owns their order and what stays out of them. Must not know where the facts come from.

use super::command;
use super::review::{Choice, Step, StepItem};
use crate::domain::attention::Facts;
use crate::domain::commitment::{Commitment, Planned};
use crate::domain::owed::Owed;
use crate::domain::ramp::{blocks_a_week, ramp_item};
use crate::domain::review::{self as rules, Earned, Item, OwedFacts, PlaceFacts, STEPS, SilentFacts};
use crate::domain::rhythm::usually;
use crate::domain::settings::Settings;
use crate::domain::streak::Progress;
use crate::domain::terms::Ranking;
use crate::domain::time::Day;

/// Items of one step at most; what is beyond them comes up as they are answered.
pub const ITEMS: usize = 60;

/// What the steps are built from.
#[derive(Debug, Clone, Copy)]
pub struct StepFacts<'f> {
    /// Every place, and everybody of whom more is known than the brief says, those who are owed something among them.
    pub facts: &'f [Facts],
    /// Who is silent for long, with the score that orders them.
    pub silent: &'f [(i32, SilentFacts)],
    /// What each community took and brought in the week.
    pub places: &'f [PlaceFacts],
    /// Rungs and stages on offer, each with the name.
    pub earned: &'f [(String, Earned)],
    /// Commitments with how they stood at the week's end.
    pub progress: &'f [(Commitment, Progress)],
    /// Every commitment in force or ahead.
    pub commitments: &'f [Commitment],
    /// The planned blocks.
    pub planned: &'f [Planned],
}

/// The five steps; the last one, the lines, has no items.
pub fn steps(given: &StepFacts<'_>, ranking: &Ranking<'_>, settings: &Settings, today: Day) -> Vec<Step> {
    let blocks = blocks_a_week(given.commitments, given.planned, today);
    let ramps = given
        .progress
        .iter()
        // other terms are chosen already from the next period on
        .filter(|(commitment, _)| commitment.until.is_none())
        .filter_map(|(commitment, progress)| ramp_item(commitment.id, &commitment.spec, &progress.closed_met()));
    let earned = given.earned.iter().take(ITEMS).map(|(name, earned)| rules::earned_item(name, earned));
    STEPS
        .into_iter()
        .map(|step| {
            let mut beyond = 0;
            let items = match step {
                rules::Step::Owed => owed(given.facts, ranking, settings, today),
                rules::Step::Drifting => {
                    beyond = given.silent.len().saturating_sub(ITEMS);
                    drifting(given.silent, today)
                }
                rules::Step::Communities => rules::community_items(given.places, blocks),
                rules::Step::Ladder => {
                    beyond = given.earned.len().saturating_sub(ITEMS);
                    ramps.clone().chain(earned.clone()).collect()
                }
                rules::Step::Lines => Vec::new(),
            };
            Step {
                title: step.word().to_owned(),
                more: beyond + items.len().saturating_sub(ITEMS),
                items: items.into_iter().take(ITEMS).map(step_item).collect(),
            }
        })
        .collect()
}

/// Step 1: what is owed and not snoozed, the oldest first; what faded stands here alone.
fn owed(facts: &[Facts], ranking: &Ranking<'_>, settings: &Settings, today: Day) -> Vec<Item> {
    let mut items: Vec<(&Facts, &Owed)> = facts
        .iter()
        .filter(|facts| !snoozed(ranking, facts))
        .flat_map(|facts| facts.owed.iter().filter(|item| item.left > 0).map(move |item| (facts, item)))
        .collect();
    items.sort_by_key(|(_, item)| (item.since, item.id));
    items
        .into_iter()
        .map(|(facts, item)| {
            let faded = item.faded(settings.fade_days(item), today);
            let given = OwedFacts {
                id: item.id,
                to: facts.subject,
                name: facts.name.clone(),
                words: owed_words(item, faded, today),
                passed: ranking.held(facts).is_some(),
            };
            rules::owed_item(&given, today, settings.week_start)
        })
        .collect()
}

/// "does it run on musl?, 4 d"; "thanks, 3 of them, 30 d, off the list"; "the link, for Thu 24 Sep".
fn owed_words(item: &Owed, faded: bool, today: Day) -> String {
    let what = if item.text.is_empty() { item.sort.word() } else { &item.text };
    let many = if item.left > 1 { format!(", {} of them", item.left) } else { String::new() };
    let when = match (item.due, today.since(item.since_day)) {
        (Some(due), _) if due == today => "for today".to_owned(),
        (Some(due), _) => format!("for {}", due.long()),
        (None, 0) => "today".to_owned(),
        (None, days) => format!("{days} d"),
    };
    let faded = if faded { ", off the list" } else { "" };
    format!("{what}{many}, {when}{faded}")
}

/// Somebody who drifts or stands at twice the cadence and is not put off, with the score; none for all others.
pub fn silent(ranking: &Ranking<'_>, facts: &Facts) -> Option<(i32, SilentFacts)> {
    let contact = facts.subject.contact()?;
    let score = ranking.score(facts);
    let (days, cadence) = score.clock?;
    let mut silent = SilentFacts {
        contact,
        name: String::new(),
        days: days.max(0) as u32,
        cadence,
        drifting: ranking.drifts(facts),
        usually: None,
    };
    if !silent.asks() || snoozed(ranking, facts) {
        return None;
    }
    facts.name.clone_into(&mut silent.name);
    silent.usually = usually(&facts.standing.gaps, facts.cadence);
    Some((score.total, silent))
}

/// Step 2: those that [`silent`] found, the most urgent first, [`ITEMS`] at most.
fn drifting(silent: &[(i32, SilentFacts)], today: Day) -> Vec<Item> {
    let mut silent: Vec<&(i32, SilentFacts)> = silent.iter().collect();
    silent.sort_by_key(|(total, silent)| (-total, silent.contact));
    silent.into_iter().take(ITEMS).filter_map(|(_, silent)| rules::drifting_item(silent, today)).collect()
}

/// Put off until its day: it is not asked about before.
fn snoozed(ranking: &Ranking<'_>, facts: &Facts) -> bool {
    ranking.held(facts).is_some_and(|hold| !hold.pass)
}

fn step_item(item: Item) -> StepItem {
    let name = item.name;
    let choices = item.choices.into_iter().map(|choice| Choice {
        digit: choice.digit,
        label: choice.word.to_owned(),
        detail: choice.detail,
        command: choice.change.as_ref().map(|change| command::line(change, &name)).unwrap_or_default(),
        change: choice.change,
    });
    StepItem {
        about: item.about,
        subject: item.subject,
        reason: item.words,
        proposed: item.proposed,
        choices: choices.collect(),
        name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{ContactId, OwedId};
    use crate::domain::owed::OwedSort;
    use crate::domain::time::Instant;

    #[test]
    fn what_is_owed_says_since_when_and_whether_it_faded() {
        let day = |text: &str| text.parse::<Day>().unwrap_or_else(|why| panic!("{text}: {why}"));
        let item = |sort, text: &str, left, since: &str, due: Option<&str>| Owed {
            id: OwedId(1),
            sort,
            contact: Some(ContactId(1)),
            community: None,
            text: text.to_owned(),
            link: String::new(),
            count: left,
            left,
            since: Instant(0),
            since_day: day(since),
            due: due.map(day),
            fades_from: day(since),
            closed: None,
            act: None,
            kind: String::new(),
        };
        let today = day("2026-09-22");
        let table = [
            (item(OwedSort::Reply, "does it run on musl?", 1, "2026-09-18", None), false, "does it run on musl?, 4 d"),
            (item(OwedSort::Reply, "", 1, "2026-09-22", None), false, "reply, today"),
            (item(OwedSort::Thanks, "", 3, "2026-08-23", None), true, "thanks, 3 of them, 30 d, off the list"),
            (
                item(OwedSort::Promise, "the link", 1, "2026-09-01", Some("2026-09-24")),
                false,
                "the link, for Thu 24 Sep",
            ),
            (item(OwedSort::Promise, "the link", 1, "2026-09-01", Some("2026-09-22")), false, "the link, for today"),
        ];
        for (item, faded, expected) in table {
            assert_eq!(owed_words(&item, faded, today), expected);
        }
    }
}
