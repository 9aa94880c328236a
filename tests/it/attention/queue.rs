//! What fits a block, where the cut falls, and how a list holds still.

use proptest::prelude::*;
use rounds::domain::attention::{Facts, Lane, Weighed};
use rounds::domain::community::State;
use rounds::domain::contact::{Stage, Tier};
use rounds::domain::ids::{CommunityId, ContactId, Subject};
use rounds::domain::owed::{Owed, OwedSort};
use rounds::domain::plan::{Block, PlanSort, adjusted, filled};
use rounds::domain::queue::{self, Claim, Queue, Wants, keep_order};
use rounds::domain::weigh::order;

use super::properties::anybody;
use super::*;

/// Fills a block with rows that have their words.
fn fill(rows: &[Weighed], block: &Block) -> Queue {
    let wants: Vec<Wants> = rows
        .iter()
        .map(|row| Wants {
            platform: row.platform.clone(),
            place: row.place,
            debts: row.debts.clone(),
            minutes: row.suggested.minutes,
        })
        .collect();
    let claims: Vec<Claim<'_>> =
        rows.iter().zip(&wants).map(|(row, wants)| Claim { score: &row.score, wants }).collect();
    queue::fill(&claims, block)
}

/// Rows in order.
fn ranked(facts: &[Facts]) -> Vec<Weighed> {
    let mut rows: Vec<Weighed> = facts.iter().map(row).collect();
    order(&mut rows);
    rows
}

/// Names and minutes of the rows that fit.
fn plan(rows: &[Weighed], block: &Block) -> Vec<(String, u32)> {
    fill(rows, block).before().iter().map(|placed| (rows[placed.row].name.clone(), placed.minutes)).collect()
}

fn names(planned: &[(String, u32)]) -> Vec<&str> {
    planned.iter().map(|(name, _)| name.as_str()).collect()
}

/// Somebody who asked something (8 minutes).
fn asker(name: &str, days: i64) -> Facts {
    Facts { owed: vec![asked(days, "")], ..person(name) }
}

/// Somebody who is due (4 minutes), r = quiet ÷ 10.
fn due(name: &str, quiet: i64) -> Facts {
    Facts { subject: person(name).subject, uid: name.into(), name: name.to_owned(), ..every(10, quiet) }
}

#[test]
fn a_block_takes_owed_a_place_and_a_person() {
    let rows = ranked(&[
        asker("Ada", 3),
        asker("Bob", 2),
        asker("Cy", 1),
        due("Tomás", 15),
        due("Jonas", 30),
        due("Mei", 12),
        place("Nix", State::Focus, 9),
        place("Kelp", State::Focus, 12),
    ]);
    // 24 minutes: Kelp (2) and Jonas (4) are set aside, of the owed only one fits 14, then the rest
    let planned = plan(&rows, &Block::new(30));
    assert_eq!(names(&planned), ["Ada", "Jonas", "Kelp", "Nix", "Tomás", "Mei"]);
    assert_eq!(planned.iter().map(|(_, minutes)| minutes).sum::<u32>(), 8 + 2 + 4 + 2 + 4 + 4);
    let queue = fill(&rows, &Block::new(30));
    let filled = queue.filled();
    assert_eq!((filled.owed, filled.communities, filled.people, filled.reading), (8, 4, 12, 0));
    assert_eq!(queue.cost(), 24);
    let rest: Vec<&str> = queue.after().iter().map(|placed| rows[placed.row].name.as_str()).collect();
    assert_eq!(rest, ["Bob", "Cy"]);

    // below 20 minutes nothing is set aside; a row that does not fit is skipped
    assert_eq!(names(&plan(&rows, &Block::new(19))), ["Ada", "Jonas", "Kelp"]);
    let few = ranked(&[asker("Ada", 3), due("Jonas", 30), place("Nix", State::Focus, 9)]);
    assert_eq!(names(&plan(&few, &Block::new(15))), ["Ada", "Jonas"]);
    assert_eq!(names(&plan(&few, &Block::new(13))), ["Ada", "Nix"]);
}

#[test]
fn the_first_debt_is_always_taken() {
    let rows = ranked(&[asker("Ada", 3), asker("Bob", 2), due("Jonas", 30)]);
    assert_eq!(plan(&rows, &Block::new(5)), [("Ada".to_owned(), 8)]);
    assert_eq!(plan(&rows, &Block::new(1)), [("Ada".to_owned(), 8)]);
    assert_eq!(plan(&rows, &Block::new(0)), []);
}

#[test]
fn a_row_costs_as_many_of_its_debts_as_fit() {
    let three = Owed { left: 3, ..asked(3, "") };
    let thanks = owed(OwedSort::Thanks, 2, "");
    let rows = ranked(&[Facts { owed: vec![thanks, three], ..person("Ada") }]);
    assert_eq!(rows[0].debts, [(8, 3), (1, 1)]);
    for (minutes, want) in [(5, 8), (20, 9), (30, 9), (35, 16), (38, 17), (60, 25), (120, 25)] {
        assert_eq!(plan(&rows, &Block::new(minutes)), [("Ada".to_owned(), want)], "{minutes}");
    }
}

#[test]
fn where_none_is_due_a_new_one_is_set_aside() {
    let mut new = Facts { cadence: Some(30), cadence_day: Some(today()), stage: Stage::Noticed, ..person("Aki") };
    new.tier = Some(Tier::Network);
    let mut fresh = Facts { pinned: true, ..person("Wei") };
    fresh.standing.worth = Some(worth("replied", 0));
    let debts: Vec<Facts> = ["a", "b", "c", "d", "e"].map(|name| asker(name, 3)).to_vec();
    let block = Block::new(20);
    let facts = |more: &[Facts]| [&debts[..], more].concat();
    // 16 minutes, 9 of them for what is owed; Wei ranks higher, Aki is set aside
    let planned = plan(&ranked(&facts(&[new.clone(), fresh.clone()])), &block);
    assert_eq!(names(&planned), ["a", "Wei", "Aki"]);
    let mut busy = facts(&[new, fresh]);
    busy.extend(["f", "g", "h"].map(|name| Facts { pinned: true, ..due(name, 8) }));
    busy.extend(["i", "k"].map(|name| Facts { pinned: true, ..due(name, 20) }));
    let planned = plan(&ranked(&busy), &block);
    assert!(names(&planned).contains(&"i") && !names(&planned).contains(&"Aki"), "{planned:?}");
}

#[test]
fn dormant_waiting_and_hidden_rows_are_never_in_it() {
    let mut dormant = due("Jonas", 300);
    dormant.standing.gaps = vec![10, 10, 10];
    let mut waiting = due("Mei", 30);
    wrote(&mut waiting, 90);
    waiting.standing.unanswered = vec![today().plus(-9), today().plus(-8), today().plus(-7)];
    let rows = ranked(&[dormant, waiting, due("Rested", 3), due("Tomás", 12)]);
    let lanes: Vec<Lane> = rows.iter().map(|row| row.score.lane).collect();
    assert!([Lane::Dormant, Lane::Waiting, Lane::NotListed].iter().all(|lane| lanes.contains(lane)));
    let queue = fill(&rows, &Block::new(60));
    assert_eq!(names(&plan(&rows, &Block::new(60))), ["Tomás"]);
    assert!(queue.after().is_empty());
}

#[test]
fn rows_are_walked_by_place() {
    let on = |platform: &str, facts: Facts| Facts { platform: platform.to_owned(), ..facts };
    let rows = ranked(&[
        on("forum", asker("Ada", 3)),
        on("mail", due("Jonas", 30)),
        on("forum", due("Mei", 11)),
        on("", due("Ines", 20)),
        on("mail", due("Ole", 9)),
        on("slack", due("Kay", 10)),
    ]);
    let walked = |block: &Block| {
        let queue = fill(&rows, block);
        let name = |placed: &rounds::domain::queue::Placed| rows[placed.row].name.clone();
        (queue.before().iter().map(name).collect::<Vec<_>>(), queue.after().iter().map(name).collect::<Vec<_>>())
    };
    assert_eq!(walked(&Block::new(60)).0, ["Ada", "Mei", "Jonas", "Ole", "Ines", "Kay"]);
    let (before, after) = walked(&Block::new(20));
    assert_eq!(before, ["Ada", "Jonas", "Ines"]);
    assert_eq!(after, ["Mei", "Kay", "Ole"]);
}

#[test]
fn a_block_for_one_place_alone() {
    let nix = place("Nix", State::Focus, 9);
    let at_nix = Facts { place: nix.subject.community(), ..due("Mei", 12) };
    let rows = ranked(&[nix.clone(), at_nix, due("Jonas", 30), asker("Ada", 3)]);
    let block = Block { community: nix.subject.community(), ..Block::new(30) };
    assert_eq!(names(&plan(&rows, &block)), ["Nix", "Mei"]);
    assert_eq!(fill(&rows, &block).after().len(), 2);
}

#[test]
fn chosen_minutes_are_the_bounds() {
    let rows = ranked(&[
        asker("Ada", 3),
        asker("Bob", 2),
        due("Tomás", 15),
        due("Jonas", 30),
        place("Nix", State::Focus, 9),
        place("Kelp", State::Focus, 12),
    ]);
    let with = |sort, minutes| Block { plan: adjusted(Block::new(30).plan, sort, minutes), ..Block::new(30) };
    assert_eq!(names(&plan(&rows, &with(PlanSort::Owed, 16))), ["Ada", "Bob", "Jonas", "Kelp", "Nix"]);
    assert_eq!(names(&plan(&rows, &with(PlanSort::Owed, 0))), ["Jonas", "Kelp", "Nix"]);
    assert_eq!(names(&plan(&rows, &with(PlanSort::Communities, 0))), ["Ada", "Jonas"]);
    assert_eq!(names(&plan(&rows, &with(PlanSort::People, 8))), ["Ada", "Jonas", "Kelp", "Nix", "Tomás"]);
    assert_eq!(names(&plan(&rows, &with(PlanSort::Reading, 30))), [""; 0]);
}

#[test]
fn the_list_holds_still() {
    let id = |n: i64| Subject::Contact(ContactId(n));
    let hold = |before: &[i64], after: &[i64], fresh: &[i64], cut| {
        let ids = |list: &[i64]| list.iter().map(|n| id(*n)).collect::<Vec<_>>();
        let (rows, cut) = keep_order(&ids(before), &ids(after), fresh.to_vec(), cut, |n| id(*n));
        (rows[..cut].to_vec(), rows[cut..].to_vec())
    };
    // 2 is done, 7 came into the part that fits, 9 past the cut; 4 would fit now and stays
    assert_eq!(hold(&[3, 2, 1], &[5, 4], &[7, 1, 4, 3, 9, 5], 4), (vec![3, 1, 7], vec![5, 4, 9]));
    assert_eq!(hold(&[], &[], &[2, 1], 1), (vec![2], vec![1]));
    assert_eq!(hold(&[1], &[2], &[], 0), (vec![], vec![]));
}

proptest! {
    #[test]
    fn a_block_is_never_overfilled(
        facts in proptest::collection::vec(anybody(), 0..20), minutes in 0..90_u32, platforms in "[abc]{20}",
    ) {
        let facts: Vec<Facts> = facts.into_iter().zip(platforms.chars()).enumerate().map(|(n, (facts, platform))| {
            let subject = match facts.subject {
                Subject::Contact(_) => Subject::Contact(ContactId(n as i64)),
                Subject::Community(_) => Subject::Community(CommunityId(n as i64)),
            };
            Facts { subject, platform: platform.to_string(), ..facts }
        }).collect();
        let rows = ranked(&facts);
        let queue: Queue = fill(&rows, &Block::new(minutes));
        let listed = rows.iter().filter(|row| row.score.lane == Lane::Queue).count();
        prop_assert_eq!(queue.rows.len(), listed);

        let owed: Vec<_> = queue.before().iter().filter(|placed| placed.sort == PlanSort::Owed).collect();
        let any_owed = rows.iter().any(|row| row.score.lane == Lane::Queue && row.score.owed());
        prop_assert!(minutes == 0 || !any_owed || !owed.is_empty());
        let all = filled(minutes);
        // only the first debt may go beyond, by what it takes itself
        prop_assert!(queue.filled().owed <= (all * 3 / 5).max(8));
        prop_assert!(queue.cost() <= all.max(8) || queue.filled().owed == 8);

        // each part is walked by place: a platform left is not come back to
        for part in [queue.before(), queue.after()] {
            let mut seen: Vec<&str> = part.iter().map(|placed| rows[placed.row].platform.as_str()).collect();
            seen.dedup();
            let mut once = seen.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(seen.len(), once.len());
        }
    }
}
