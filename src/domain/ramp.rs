//! The ramp: start small, build up. Four periods met in a row propose one block more.
//!
//! Owns that proposal, its arithmetic and its words, and how many blocks a week there are.
//! Must not know how periods are counted.

use super::change::Change;
use super::commitment::{Commitment, CommitmentSpec, Measure, Planned, Rule};
use super::ids::CommitmentId;
use super::number::counted;
use super::review::{About, Choice, Item};
use super::time::Day;

/// Closed periods met in a row that propose one block more.
pub const PERIODS: usize = 4;
/// One block a day is enough: nothing more a week is proposed.
pub const MOST_A_WEEK: u32 = 7;

/// The offer of one block more for blocks a week or a month, where the last
/// [`PERIODS`] closed periods under the present terms were all met (`met`, oldest
/// first): 1 yes · 2 stay. The other rules name an amount a time, where one block
/// more would double what is asked: none is proposed there, nor for minutes and acts.
pub fn ramp_item(commitment: CommitmentId, spec: &CommitmentSpec, met: &[bool]) -> Option<Item> {
    let Measure::Blocks { minutes } = spec.measure else { return None };
    let (blocks, period, rule): (u32, &str, fn(u32) -> Rule) = match spec.rule {
        Rule::Weekly(blocks) if blocks < MOST_A_WEEK => (blocks, "week", Rule::Weekly),
        Rule::Monthly(blocks) if blocks < MOST_A_WEEK * 4 => (blocks, "month", Rule::Monthly),
        _ => return None,
    };
    let last = &met[met.len().checked_sub(PERIODS)?..];
    if !last.iter().all(|met| *met) {
        return None;
    }
    let more = blocks + 1;
    let in_a_row = counted(PERIODS as u32, period, &format!("{period}s"));
    let plural = if more == 1 { "block" } else { "blocks" };
    let changed = CommitmentSpec { measure: spec.measure.clone(), rule: rule(more) };
    Some(Item {
        about: About::Commitment(commitment),
        subject: None,
        name: format!("{more} {plural} a {period} instead of {blocks}"),
        words: format!("{in_a_row} met in a row; {} min a {period}, now {}", more * minutes, blocks * minutes),
        proposed: Some('1'),
        choices: vec![
            Choice::new('1', "one more", Some(Change::ChangeCommitment(commitment, changed)))
                .saying(format!("from the next {period} on")),
            Choice::new('2', "stay", None),
        ],
    })
}

/// Blocks a week on `day`: those that commitments in force promise, else the planned ones; none
/// where there is neither.
pub fn blocks_a_week(commitments: &[Commitment], planned: &[Planned], day: Day) -> Option<u32> {
    let holds = |from: Day, until: Option<Day>| from <= day && until.is_none_or(|last| day <= last);
    let promised = commitments.iter().filter(|row| holds(row.from, row.until));
    let promised: u32 = promised
        .filter(|row| matches!(row.spec.measure, Measure::Blocks { .. }))
        .map(|row| match &row.spec.rule {
            Rule::Weekly(number) => *number,
            Rule::Monthly(number) => number.div_ceil(4),
            Rule::EveryDays { days, amount } => (7 / (*days).max(1)).max(1).saturating_mul(*amount),
            Rule::Weekdays { days, amount } => (days.len() as u32).saturating_mul(*amount),
        })
        .fold(0, u32::saturating_add);
    let planned = planned.iter().filter(|block| holds(block.from, block.until)).map(|block| block.days.len() as u32);
    let blocks = if promised > 0 { promised } else { planned.fold(0, u32::saturating_add) };
    (blocks > 0).then_some(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PlannedId;
    use crate::domain::time::Weekday;

    fn blocks(rule: Rule) -> CommitmentSpec {
        CommitmentSpec { measure: Measure::Blocks { minutes: 30 }, rule }
    }

    #[test]
    fn four_periods_met_in_a_row_propose_one_block_more() {
        let offered =
            |rule, met: &[bool]| ramp_item(CommitmentId(1), &blocks(rule), met).map(|item| (item.name, item.words));
        let week =
            ("4 blocks a week instead of 3".to_owned(), "four weeks met in a row; 120 min a week, now 90".to_owned());
        let month = (
            "11 blocks a month instead of 10".to_owned(),
            "four months met in a row; 330 min a month, now 300".to_owned(),
        );
        let cases = [
            (Rule::Weekly(3), vec![true; 4], Some(week.clone())),
            (Rule::Weekly(3), vec![false, true, true, true, true], Some(week)),
            (Rule::Weekly(3), vec![true; 3], None),
            (Rule::Weekly(3), vec![true, true, true, true, false, true, true, true], None),
            (Rule::Monthly(10), vec![true; 4], Some(month)),
            (Rule::Weekly(7), vec![true; 9], None),
            (Rule::EveryDays { days: 2, amount: 1 }, vec![true; 9], None),
        ];
        for (rule, met, item) in cases {
            assert_eq!(offered(rule.clone(), &met), item, "{rule:?} {met:?}");
        }
        let posts =
            CommitmentSpec { measure: Measure::Acts { kinds: vec!["posted".to_owned()] }, rule: Rule::Weekly(1) };
        assert_eq!(ramp_item(CommitmentId(1), &posts, &[true; 9]), None);
    }

    #[test]
    fn saying_yes_changes_the_number_and_staying_changes_nothing() {
        let item = ramp_item(CommitmentId(5), &blocks(Rule::Weekly(3)), &[true; 4]);
        let change = |digit| item.as_ref().and_then(|item| item.choice(digit)).and_then(|choice| choice.change.clone());
        assert_eq!(change('1'), Some(Change::ChangeCommitment(CommitmentId(5), blocks(Rule::Weekly(4)))));
        assert_eq!(change('2'), None);
    }

    #[test]
    fn blocks_a_week_are_the_promised_ones_else_the_planned_ones() {
        let day = |text: &str| text.parse::<Day>().unwrap_or_else(|why| panic!("{text}: {why}"));
        let today = day("2026-09-22");
        let row = |spec: CommitmentSpec, from: &str, until: Option<&str>| Commitment {
            id: CommitmentId(1),
            spec,
            from: day(from),
            until: until.map(day),
            line: CommitmentId(1),
        };
        let planned = |days: &[Weekday]| Planned {
            id: PlannedId(1),
            days: days.to_vec(),
            time: chrono::NaiveTime::MIN,
            minutes: 30,
            label: String::new(),
            community: None,
            from: day("2026-09-01"),
            until: None,
        };
        let three = || row(blocks(Rule::Weekly(3)), "2026-09-01", None);
        let posts =
            CommitmentSpec { measure: Measure::Acts { kinds: vec!["posted".to_owned()] }, rule: Rule::Weekly(1) };
        let two_days = planned(&[Weekday::Tue, Weekday::Thu]);
        let table = [
            (vec![], vec![], None),
            (vec![row(posts, "2026-09-01", None)], vec![], None),
            (vec![], vec![two_days.clone()], Some(2)),
            (vec![three()], vec![two_days.clone()], Some(3)),
            (vec![three(), row(blocks(Rule::Monthly(5)), "2026-09-01", None)], vec![], Some(5)),
            (vec![row(blocks(Rule::EveryDays { days: 3, amount: 1 }), "2026-09-01", None)], vec![], Some(2)),
            // ended, or not yet begun
            (vec![row(blocks(Rule::Weekly(3)), "2026-09-01", Some("2026-09-20"))], vec![two_days], Some(2)),
            (vec![row(blocks(Rule::Weekly(4)), "2026-09-28", None)], vec![], None),
        ];
        for (commitments, planned, expected) in table {
            assert_eq!(blocks_a_week(&commitments, &planned, today), expected, "{commitments:?} {planned:?}");
        }
    }
}
