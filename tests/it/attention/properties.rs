//! What holds for anybody on any day.

use proptest::prelude::*;
use rounds::domain::attention::{Facts, Hold, Lane, Score, Weighed};
use rounds::domain::cadence;
use rounds::domain::commitment::Rests;
use rounds::domain::community::{Role, State};
use rounds::domain::contact::{DatedSort, Stage, Style, Tier};
use rounds::domain::ids::{CommunityId, ContactId, Subject};
use rounds::domain::owed::{Owed, OwedSort};
use rounds::domain::settings::Settings;
use rounds::domain::time::Weekday;
use rounds::domain::weigh::{compare, order, weigh};

use super::*;

fn day_near() -> impl Strategy<Value = Option<i64>> {
    proptest::option::of(-3..500_i64)
}

fn items() -> impl Strategy<Value = Vec<Owed>> {
    let item = (0..3_usize, 0..60_i64, proptest::option::of(-9..9_i64), 1..4_u32);
    proptest::collection::vec(item, 0..3).prop_map(|rows| {
        let item = |(sort, days, due, left): (usize, i64, Option<i64>, u32)| Owed {
            due: due.map(|days| today().plus(days)),
            left,
            count: left,
            ..owed(OwedSort::ALL[sort], days, "")
        };
        rows.into_iter().map(item).collect()
    })
}

prop_compose! {
    pub(crate) fn anybody()(
        (is_place, state, style, stage, tier) in (any::<bool>(), 0..3_usize, 0..3_usize, 0..5_usize, 0..5_usize),
        (cadence, chosen) in (proptest::option::of(1..200_u32), day_near()),
        (last_out, last_in, clock, fresh) in (day_near(), day_near(), day_near(), proptest::option::of(0..9_i64)),
        gaps in proptest::collection::vec(1..60_u32, 0..10),
        unanswered in proptest::collection::vec(0..60_i64, 0..4),
        owed in items(),
        (date, pinned, step) in (proptest::option::of((0..3_usize, -20..20_i64)), any::<bool>(), any::<bool>()),
        hold in proptest::option::of((any::<bool>(), 0..20_i64, 1..20_i64)),
        uid in "[a-c]{2}",
    ) -> Facts {
        let subject = if is_place { Subject::Community(CommunityId(1)) } else { Subject::Contact(ContactId(1)) };
        let mut facts = Facts::new(subject, &uid, &uid);
        if is_place {
            facts.community = Some((State::ALL[state], Role::Member));
        } else {
            (facts.style, facts.stage, facts.tier) = (Style::ALL[style], Stage::ALL[stage], Tier::ALL.get(tier).copied());
        }
        (facts.cadence, facts.cadence_day) = (cadence, chosen.map(|days| ago(days).1));
        facts.standing.last_out = last_out.or(clock).map(ago);
        facts.standing.last_in = last_in.map(ago);
        facts.standing.clock_day = clock.map(|days| ago(days).1);
        facts.standing.own_clock_day = facts.standing.clock_day;
        facts.standing.gaps = gaps;
        facts.standing.unanswered = unanswered.into_iter().map(|days| ago(days).1).collect();
        facts.standing.worth = fresh.map(|days| worth("replied", days));
        facts.owed = owed;
        facts.dated = date.into_iter().map(|(sort, days)| {
            dated(DatedSort::ALL[sort], "", &today().plus(days).to_string())
        }).collect();
        facts.pinned = pinned;
        facts.one_act_from = step.then(|| "one answer from rung 3".to_owned());
        facts.hold = hold.map(|(pass, set, until)| Hold {
            pass,
            set: ago(set).0,
            until: ago(set).1.plus(until),
        });
        facts
    }
}

proptest! {
    #[test]
    fn printed_terms_add_up(facts in anybody()) {
        let row = row(&facts);
        if row.score.lane != Lane::NotListed {
            prop_assert_eq!(row.terms.iter().map(|(_, tenths, _)| tenths).sum::<i32>(), row.score.total);
            prop_assert!(row.terms.iter().all(|(_, _, words)| !words.is_empty()), "{:?}", row.terms);
        }
    }

    #[test]
    fn a_listed_row_says_why(facts in anybody()) {
        let row = row(&facts);
        if row.score.listed() {
            prop_assert!(!row.reason.is_empty() && !row.score.reasons.is_empty());
            prop_assert_eq!(row.score.owed(), row.item.is_some());
            prop_assert_eq!(row.suggested.settles, row.item);
        }
    }

    #[test]
    fn nobody_is_listed_before_list_from(facts in anybody(), rests in prop_oneof![
        Just(Rests::default()), Just(rest(-9, -2)), Just(off(Weekday::Mon)), Just(rest(-400, -20))
    ]) {
        let standing = &facts.standing;
        let from = cadence::list_from(
            facts.style, facts.cadence, facts.cadence_day, standing.clock_day, standing.last_out.is_some(),
        );
        let still = facts.owed.is_empty() && standing.worth.is_none() && facts.dated.is_empty();
        if still && facts.community.is_none() && from.is_none_or(|from| from > today()) {
            prop_assert!(!weigh(&facts, &Settings::default(), &rests, &now()).score.listed());
        }
    }

    #[test]
    fn the_order_is_total_and_stable(facts in proptest::collection::vec(anybody(), 0..12)) {
        // no two have the same uid, which decides where all else is equal
        let unlike = facts.into_iter().enumerate().map(|(n, one)| Facts { uid: format!("{n:06}").as_str().into(), ..one });
        let listed = |row: &Weighed| row.score.lane != Lane::NotListed;
        let mut rows: Vec<Weighed> = unlike.map(|one| row(&one)).filter(listed).collect();
        let mut back: Vec<Weighed> = rows.iter().rev().cloned().collect();
        order(&mut rows);
        order(&mut back);
        let keys = |rows: &[Weighed]| rows.iter().map(|row| row.score).collect::<Vec<Score>>();
        prop_assert_eq!(keys(&rows), keys(&back));
        for pair in rows.windows(2) {
            prop_assert!(compare(&pair[0].score, &pair[1].score).is_le());
            prop_assert!(pair[0].score.owed() || !pair[1].score.owed());
        }
    }
}
