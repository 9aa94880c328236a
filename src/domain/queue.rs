//! The queue: which rows fit a block, where the cut falls, and in which order they are walked.
//!
//! Must not know why a row is listed beyond what its score says, nor how it is drawn.

use std::collections::HashMap;

use super::attention::{Lane, Score, Term};
use super::ids::{CommunityId, Subject};
use super::plan::{self, Block, PlanSort};
use super::session::PlanMinutes;

/// From so many minutes on a block sets one community and one person aside.
const SET_ASIDE: u32 = 20;

/// What a subject asks of a block on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wants {
    /// The platform that groups its row; empty for none.
    pub platform: String,
    /// The community where it takes place.
    pub place: Option<CommunityId>,
    /// What is owed, in the order in which it is settled: minutes each, and how often.
    pub debts: Vec<(u32, u32)>,
    /// Minutes of the suggested act.
    pub minutes: u32,
}

/// A row that may fit a block.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Its numbers.
    pub score: &'a Score,
    /// What it asks.
    pub wants: &'a Wants,
}

/// A row in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Its index in the rows that were given.
    pub row: usize,
    /// Who.
    pub subject: Subject,
    /// What it counts as in the plan.
    pub sort: PlanSort,
    /// Minutes that the block has for it; past the cut what it would take whole.
    pub minutes: u32,
}

/// A filled block and the rest of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Queue {
    /// Rows in the order in which they are walked: those that fit, then the others.
    pub rows: Vec<Placed>,
    /// How many of them fit the block.
    pub cut: usize,
}

impl Queue {
    /// The rows that fit.
    pub fn before(&self) -> &[Placed] {
        &self.rows[..self.cut.min(self.rows.len())]
    }

    /// The rows past the cut.
    pub fn after(&self) -> &[Placed] {
        &self.rows[self.cut.min(self.rows.len())..]
    }

    /// Minutes of the rows that fit, by sort; reading is never filled.
    pub fn filled(&self) -> PlanMinutes {
        let of = |sort| self.before().iter().filter(|row| row.sort == sort).map(|row| row.minutes).sum();
        PlanMinutes {
            owed: of(PlanSort::Owed),
            communities: of(PlanSort::Communities),
            people: of(PlanSort::People),
            reading: 0,
        }
    }

    /// Minutes of the rows that fit, all together.
    pub fn cost(&self) -> u32 {
        self.before().iter().map(|row| row.minutes).sum()
    }
}

/// Fills `block` with `rows`, which stand in order of rank; only those in the queue are
/// taken, dormant and waiting ones never.
///
/// Four fifths of the minutes are filled. From 20 minutes on one community and one person
/// to whom nothing is owed are set aside first, each the one with the largest r, a new one
/// where none is due. Then comes what is owed, for at most three fifths of what is filled,
/// and then the rest in order; a row that does not fit is skipped. A row that is owed
/// costs the minutes of as many of its debts as fit, always the first, and the first debt
/// of all is taken whatever it costs. Where a person chose the minutes of the sorts, these
/// are the bounds instead. Rows are then walked by place, those past the cut as well.
pub fn fill(rows: &[Claim<'_>], block: &Block) -> Queue {
    let listed: Vec<usize> = (0..rows.len()).filter(|n| rows[*n].score.lane == Lane::Queue).collect();
    let here = |n: &&usize| block.community.is_none_or(|place| is_at(&rows[**n], place));
    let here: Vec<usize> = listed.iter().filter(here).copied().collect();
    let mut filling = Filling::new(rows, block);
    if block.minutes >= SET_ASIDE {
        for place in [true, false] {
            let fits = |n: &&usize| {
                let row = &rows[**n];
                !row.score.owed() && row.subject_is_place() == place && filling.cost(row).is_some()
            };
            if let Some(n) = largest(rows, here.iter().filter(fits).copied()) {
                filling.take(n);
            }
        }
    }
    let (owed, rest): (Vec<usize>, Vec<usize>) = here.iter().partition(|n| rows[**n].score.owed());
    for n in owed.into_iter().chain(rest) {
        filling.take(n);
    }

    let taken = filling.taken;
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for n in listed {
        let row = &rows[n];
        let placed = |minutes| Placed { row: n, subject: row.score.subject, sort: sort_of(row), minutes };
        match taken.get(&n) {
            Some(minutes) => before.push(placed(*minutes)),
            None => after.push(placed(whole(row))),
        }
    }
    let cut = before.len();
    let walked = walk(rows, before).into_iter().chain(walk(rows, after)).collect();
    Queue { rows: walked, cut }
}

/// Holds a list still: `fresh` rows, the first `cut` of which fit, in the order of the
/// subjects that stood `before` and `after` the cut. Each stays in its part, those that are
/// gone leave, and new ones go to the end of their part. Returns the rows and the cut.
pub fn keep_order<T>(
    before: &[Subject],
    after: &[Subject],
    fresh: Vec<T>,
    cut: usize,
    subject: impl Fn(&T) -> Subject,
) -> (Vec<T>, usize) {
    let known = before.iter().map(|id| (id, true)).chain(after.iter().map(|id| (id, false)));
    let known: HashMap<Subject, (bool, usize)> = known.enumerate().map(|(at, (id, fits))| (*id, (fits, at))).collect();
    let last = known.len();
    let mut rows: Vec<((bool, usize), T)> = Vec::with_capacity(fresh.len());
    for (n, row) in fresh.into_iter().enumerate() {
        let place = known.get(&subject(&row)).copied().unwrap_or((n < cut, last + n));
        rows.push((place, row));
    }
    rows.sort_by_key(|((fits, at), _)| (!fits, *at));
    let cut = rows.iter().filter(|((fits, _), _)| *fits).count();
    (rows.into_iter().map(|(_, row)| row).collect(), cut)
}

impl Claim<'_> {
    fn subject_is_place(&self) -> bool {
        self.score.subject.community().is_some()
    }
}

/// A block while it is filled.
struct Filling<'a> {
    rows: &'a [Claim<'a>],
    left: u32,
    owed: u32,
    communities: u32,
    people: u32,
    /// The first debt of all is still to come, and is taken whatever it costs.
    first: bool,
    taken: HashMap<usize, u32>,
}

impl<'a> Filling<'a> {
    fn new(rows: &'a [Claim<'a>], block: &Block) -> Self {
        let plan = block.plan;
        let (left, owed, communities, people) = if block.chosen() {
            (plan.owed + plan.communities + plan.people, plan.owed, plan.communities, plan.people)
        } else {
            let filled = plan::filled(block.minutes);
            (filled, (u64::from(filled) * 3 / 5) as u32, filled, filled)
        };
        // a block with time takes the first debt, unless somebody left none for what is owed
        let first = block.minutes > 0 && (!block.chosen() || owed > 0);
        Self { rows, left, owed, communities, people, first, taken: HashMap::new() }
    }

    /// Minutes that the block would have for a row; none where it does not fit.
    fn cost(&self, row: &Claim<'_>) -> Option<u32> {
        match sort_of(row) {
            PlanSort::Owed => self.debts(&row.wants.debts),
            PlanSort::Communities => fits(row.wants.minutes, self.left.min(self.communities)),
            PlanSort::People | PlanSort::Reading => fits(row.wants.minutes, self.left.min(self.people)),
        }
    }

    /// Minutes of as many debts as fit, always the first.
    fn debts(&self, debts: &[(u32, u32)]) -> Option<u32> {
        let room = self.left.min(self.owed);
        let (first, _) = debts.first()?;
        let mut cost = if self.first { *first } else { fits(*first, room)? };
        for (n, (minutes, left)) in debts.iter().enumerate() {
            let left = if n == 0 { left.saturating_sub(1) } else { *left };
            let more = room.saturating_sub(cost).checked_div(*minutes).unwrap_or(left);
            cost += minutes * left.min(more);
        }
        Some(cost)
    }

    fn take(&mut self, n: usize) {
        let rows = self.rows;
        let row = &rows[n];
        if self.taken.contains_key(&n) {
            return;
        }
        let Some(cost) = self.cost(row) else { return };
        self.left = self.left.saturating_sub(cost);
        let sort = match sort_of(row) {
            PlanSort::Owed => {
                self.first = false;
                &mut self.owed
            }
            PlanSort::Communities => &mut self.communities,
            PlanSort::People | PlanSort::Reading => &mut self.people,
        };
        *sort = sort.saturating_sub(cost);
        self.taken.insert(n, cost);
    }
}

fn fits(minutes: u32, room: u32) -> Option<u32> {
    (minutes <= room).then_some(minutes)
}

fn sort_of(row: &Claim<'_>) -> PlanSort {
    if row.score.owed() {
        PlanSort::Owed
    } else if row.subject_is_place() {
        PlanSort::Communities
    } else {
        PlanSort::People
    }
}

/// Minutes of a row with all its debts.
fn whole(row: &Claim<'_>) -> u32 {
    if row.score.owed() {
        row.wants.debts.iter().map(|(minutes, left)| minutes.saturating_mul(*left)).fold(0, u32::saturating_add)
    } else {
        row.wants.minutes
    }
}

fn is_at(row: &Claim<'_>, place: CommunityId) -> bool {
    row.wants.place == Some(place) || row.score.subject == Subject::Community(place)
}

/// The row with the largest r among those that are due, else the first new one.
fn largest(rows: &[Claim<'_>], candidates: impl Iterator<Item = usize>) -> Option<usize> {
    let candidates: Vec<usize> = candidates.collect();
    let r = |n: usize| rows[n].score.clock.filter(|_| rows[n].score.reasons.has(Term::Due));
    let more = |(a, c): (i64, u32), (b, d): (i64, u32)| (a * i64::from(d)).cmp(&(b * i64::from(c)));
    let due = candidates.iter().copied().filter_map(|n| Some((n, r(n)?)));
    // of equals the first in order: `max_by` takes the last
    let due = due.max_by(|(n, a), (m, b)| more(*a, *b).then(m.cmp(n)));
    due.map(|(n, _)| n).or_else(|| candidates.into_iter().find(|n| rows[*n].score.reasons.has(Term::New)))
}

/// Groups rows by platform, the group of the most urgent row first.
fn walk(rows: &[Claim<'_>], placed: Vec<Placed>) -> Vec<Placed> {
    let mut groups: HashMap<&str, usize> = HashMap::new();
    let mut keyed: Vec<(usize, Placed)> = Vec::with_capacity(placed.len());
    for row in placed {
        let next = groups.len();
        keyed.push((*groups.entry(rows[row.row].wants.platform.as_str()).or_insert(next), row));
    }
    keyed.sort_by_key(|(group, _)| *group);
    keyed.into_iter().map(|(_, row)| row).collect()
}
