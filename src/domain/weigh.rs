//! Ranking, put together: numbers, words and order of rows.
//!
//! Must not know how rows are planned or drawn.

use std::cmp::Ordering;

use super::attention::{Facts, Lane, Score, Term, Weighed};
use super::commitment::Rests;
use super::ids::{Subject, Uid};
use super::owed::Owed;
use super::queue::Wants;
use super::reason;
use super::settings::Settings;
use super::suggest;
use super::terms::Ranking;
use super::time::Now;

/// One subject with its words. For many use [`Ranking::score`], put them in order with
/// [`compare`], and ask [`words`] for those that are shown.
pub fn weigh(facts: &Facts, settings: &Settings, rests: &Rests, now: &Now) -> Weighed {
    let ranking = Ranking::new(settings, rests, now);
    let score = ranking.score(facts);
    words(&ranking, facts, score)
}

/// What a subject asks of a block.
pub fn wants(ranking: &Ranking<'_>, facts: &Facts) -> Wants {
    Wants {
        platform: facts.platform.clone(),
        place: facts.place,
        debts: owed(ranking, facts).iter().map(|item| debt(ranking, item)).collect(),
        minutes: suggest::suggested(ranking, facts).minutes,
    }
}

/// What is owed, in the order in which it is settled.
fn owed<'f>(ranking: &Ranking<'_>, facts: &'f Facts) -> Vec<&'f Owed> {
    let mut owed: Vec<&Owed> = ranking.reasons_owed(facts).collect();
    owed.sort_by_key(|item| (item.sort, item.since));
    owed
}

/// Minutes of settling one of an item, and how many are left.
fn debt(ranking: &Ranking<'_>, item: &Owed) -> (u32, u32) {
    (suggest::settling(&ranking.settings.kinds, item).minutes, item.left)
}

/// The row of a subject whose numbers are known.
pub fn words(ranking: &Ranking<'_>, facts: &Facts, score: Score) -> Weighed {
    let suggested = suggest::suggested(ranking, facts);
    let owed = owed(ranking, facts);
    let (reason, when) = reason::of_row(ranking, facts, &score, suggested.kind);
    let terms = if score.lane == Lane::NotListed {
        Vec::new()
    } else {
        let shown = Term::ALL.into_iter().filter(|term| score.of(*term) != 0 || score.reasons.has(*term));
        shown.map(|term| (term, score.of(term), reason::of_term(ranking, facts, term, suggested.kind))).collect()
    };
    let quiet_place = facts.subject.community().is_some() && score.reasons.has(Term::Due);
    Weighed {
        name: facts.name.clone(),
        platform: facts.platform.clone(),
        place: facts.place,
        terms,
        reason,
        hint: if quiet_place { suggest::invitation(suggested.kind) } else { "" },
        when,
        item: owed.first().map(|item| item.id),
        debts: owed.iter().map(|item| debt(ranking, item)).collect(),
        suggested,
        score,
    }
}

/// Where a row stands: what is owed first, then the score, then the longest silence (never is longest), communities
/// before contacts, and at last the uid. What stands first is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// All but the uid in one number, since thousands are compared for one list: from the highest bit, nothing owed
    /// (1 bit), the score and the silence from above (32 and 30), a person (1).
    rank: u64,
    uid: Uid,
    subject: Subject,
}

/// Days of a silence that never ended; no calendar is so long.
const NEVER: u64 = (1 << 30) - 1;

impl Order {
    /// Whether something is owed that is a reason today.
    pub fn owed(&self) -> bool {
        self.rank >> 63 == 0
    }

    /// Who.
    pub fn subject(&self) -> Subject {
        self.subject
    }
}

impl From<&Score> for Order {
    fn from(score: &Score) -> Self {
        let nothing_owed = u64::from(!score.owed());
        let total = u64::from(i32::MAX.abs_diff(score.total));
        let silence = score.silence.map_or(NEVER, |days| (days.max(0) as u64).min(NEVER - 1));
        let person = u64::from(score.subject.contact().is_some());
        let rank = nothing_owed << 63 | total << 31 | (NEVER - silence) << 1 | person;
        Self { rank, uid: score.uid, subject: score.subject }
    }
}

/// The order of two rows.
pub fn compare(a: &Score, b: &Score) -> Ordering {
    Order::from(a).cmp(&Order::from(b))
}

/// Puts rows in order.
pub fn order(rows: &mut [Weighed]) {
    rows.sort_by(|a, b| compare(&a.score, &b.score));
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::super::attention::{Mark, Terms};
    use super::super::ids::{CommunityId, ContactId};
    use super::*;

    fn score(owed: bool, total: i32, silence: Option<i64>, person: bool, id: u8) -> Score {
        let reasons = if owed { Terms::from_iter([Term::Reply]) } else { Terms::default() };
        let subject =
            if person { Subject::Contact(ContactId(id.into())) } else { Subject::Community(CommunityId(id.into())) };
        let uid = Uid([id; 16]);
        let (lane, mark) = (Lane::Queue, Mark::Other);
        Score { subject, uid, tenths: [0; 12], total, reasons, lane, mark, silence, clock: None }
    }

    /// The same rule, part after part.
    fn by_parts(score: &Score) -> impl Ord {
        let silence = score.silence.unwrap_or(i64::MAX);
        let person = score.subject.contact().is_some();
        (Reverse(score.owed()), Reverse(score.total), Reverse(silence), person, score.uid)
    }

    fn any_score() -> impl Strategy<Value = Score> {
        let total = prop_oneof![-3..3_i32, any::<i32>()];
        let silence = proptest::option::of(prop_oneof![0..3_i64, 0..191_000_000_i64]);
        (any::<bool>(), total, silence, any::<bool>(), 0..4_u8)
            .prop_map(|(owed, total, silence, person, id)| score(owed, total, silence, person, id))
    }

    proptest! {
        #[test]
        fn one_number_orders_as_its_parts_do(a in any_score(), b in any_score()) {
            prop_assert_eq!(compare(&a, &b), by_parts(&a).cmp(&by_parts(&b)), "{:?} {:?}", a, b);
            prop_assert_eq!(Order::from(&a).owed(), a.owed());
        }
    }
}
