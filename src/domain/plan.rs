//! The plan of a block: its minutes over sorts of acts.
//!
//! Owns the default split and how one sort gives to another. Must not know which
//! rows fill it.

use super::contact::words;
use super::ids::CommunityId;
use super::session::PlanMinutes;

words! {
    /// A sort of acts in the plan line, in its order.
    PlanSort { /// What is owed.
        Owed = "owed", /// Communities to which nothing is owed.
        Communities = "communities", /// People to whom nothing is owed.
        People = "people", /// Reading: left empty without feeds.
        Reading = "reading" }
}

/// A block that is to be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its minutes.
    pub minutes: u32,
    /// How they are planned.
    pub plan: PlanMinutes,
    /// The place it is for alone.
    pub community: Option<CommunityId>,
}

impl Block {
    /// A block of so many minutes as it is planned before anybody changes it.
    pub fn new(minutes: u32) -> Self {
        Self { minutes, plan: plan_for(minutes), community: None }
    }

    /// Whether a person changed the minutes of a sort.
    pub fn chosen(&self) -> bool {
        self.plan != plan_for(self.minutes)
    }
}

/// The plan before anybody changes it: two fifths for what is owed, one each for
/// communities, people and reading. 30 minutes give 12, 6, 6 and 6.
pub fn plan_for(minutes: u32) -> PlanMinutes {
    let (filled, fifth) = (filled(minutes), minutes / 5);
    PlanMinutes { owed: filled - 2 * fifth, communities: fifth, people: fifth, reading: minutes - filled }
}

/// Minutes of a block that the queue fills: four fifths.
pub fn filled(minutes: u32) -> u32 {
    (u64::from(minutes) * 4 / 5) as u32
}

/// Minutes of one sort.
pub fn minutes_of(plan: PlanMinutes, sort: PlanSort) -> u32 {
    match sort {
        PlanSort::Owed => plan.owed,
        PlanSort::Communities => plan.communities,
        PlanSort::People => plan.people,
        PlanSort::Reading => plan.reading,
    }
}

/// The plan with so many minutes for one sort, at most all there are. The sum stays: what
/// it gains comes from reading first, then people, communities, owed; what it gives up
/// goes to reading, and what reading gives up to what is owed.
#[must_use]
pub fn adjusted(plan: PlanMinutes, sort: PlanSort, minutes: u32) -> PlanMinutes {
    let all: u32 = PlanSort::ALL.iter().map(|sort| minutes_of(plan, *sort)).sum();
    let (before, minutes) = (minutes_of(plan, sort), minutes.min(all));
    let mut plan = plan;
    *minutes_mut(&mut plan, sort) = minutes;
    let mut gained = minutes.saturating_sub(before);
    for giver in PlanSort::ALL.iter().rev().filter(|giver| **giver != sort) {
        let of = minutes_mut(&mut plan, *giver);
        let given = gained.min(*of);
        *of -= given;
        gained -= given;
    }
    let heir = if sort == PlanSort::Reading { PlanSort::Owed } else { PlanSort::Reading };
    *minutes_mut(&mut plan, heir) += before.saturating_sub(minutes);
    plan
}

fn minutes_mut(plan: &mut PlanMinutes, sort: PlanSort) -> &mut u32 {
    match sort {
        PlanSort::Owed => &mut plan.owed,
        PlanSort::Communities => &mut plan.communities,
        PlanSort::People => &mut plan.people,
        PlanSort::Reading => &mut plan.reading,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(plan: PlanMinutes) -> [u32; 4] {
        [plan.owed, plan.communities, plan.people, plan.reading]
    }

    #[test]
    fn the_default_leaves_a_fifth_for_reading() {
        for (minutes, want) in [
            (30, [12, 6, 6, 6]),
            (25, [10, 5, 5, 5]),
            (20, [8, 4, 4, 4]),
            (31, [12, 6, 6, 7]),
            (4, [3, 0, 0, 1]),
            (0, [0; 4]),
        ] {
            assert_eq!(of(plan_for(minutes)), want, "{minutes}");
        }
    }

    #[test]
    fn a_sort_takes_from_reading_first_and_gives_back_to_it() {
        let plan = plan_for(30);
        assert_eq!(of(adjusted(plan, PlanSort::Owed, 15)), [15, 6, 6, 3]);
        assert_eq!(of(adjusted(plan, PlanSort::Owed, 20)), [20, 6, 4, 0]);
        assert_eq!(of(adjusted(plan, PlanSort::Owed, 99)), [30, 0, 0, 0]);
        assert_eq!(of(adjusted(plan, PlanSort::People, 0)), [12, 6, 0, 12]);
        assert_eq!(of(adjusted(plan, PlanSort::Reading, 0)), [18, 6, 6, 0]);
        assert_eq!(of(adjusted(plan, PlanSort::Reading, 15)), [12, 3, 0, 15]);
        let block = Block { plan: adjusted(plan, PlanSort::People, 6), ..Block::new(30) };
        assert!(!block.chosen());
    }

    proptest! {
        #[test]
        fn the_sum_stays(minutes in 0..500_u32, sort in 0..4_usize, to in 0..600_u32) {
            let plan = adjusted(plan_for(minutes), PlanSort::ALL[sort], to);
            prop_assert_eq!(of(plan_for(minutes)).iter().sum::<u32>(), minutes);
            prop_assert_eq!(of(plan).iter().sum::<u32>(), minutes);
            prop_assert_eq!(minutes_of(plan, PlanSort::ALL[sort]), to.min(minutes));
        }
    }
}
