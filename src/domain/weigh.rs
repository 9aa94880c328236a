//! Ranking, put together: numbers, words and order of rows.
//!
//! Must not know how rows are planned or drawn.

use std::cmp::{Ordering, Reverse};

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
    owed: Reverse<bool>,
    total: Reverse<i32>,
    silence: Reverse<i64>,
    person: bool,
    uid: Uid,
    subject: Subject,
}

impl Order {
    /// Whether something is owed that is a reason today.
    pub fn owed(&self) -> bool {
        self.owed.0
    }

    /// Who.
    pub fn subject(&self) -> Subject {
        self.subject
    }
}

impl From<&Score> for Order {
    fn from(score: &Score) -> Self {
        Self {
            owed: Reverse(score.owed()),
            total: Reverse(score.total),
            silence: Reverse(score.silence.unwrap_or(i64::MAX)),
            person: score.subject.contact().is_some(),
            uid: score.uid,
            subject: score.subject,
        }
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
