//! The list of today in its order, as it is kept between two looks.
//!
//! It holds for one day, zone and set of rests, and as long as nobody else wrote; after a write of ours only those
//! are read anew whom it touched. Must not know how facts are read, nor what Today shows besides.

use std::collections::BTreeSet;

use super::brief::Places;
use super::drain::Touched;
use crate::domain::attention::{Facts, Lane, Score};
use crate::domain::commitment::Rests;
use crate::domain::ids::Subject;
use crate::domain::queue::Wants;
use crate::domain::terms::Ranking;
use crate::domain::time::{Day, Zone};
use crate::domain::weigh::Order;
use crate::report::row::Row;

/// More than so many are not read one by one: reading all of them costs no more.
const ONE_BY_ONE: usize = 100;

/// No longer list is kept beside a review.
const KEPT_BESIDE: usize = 2_000;

/// What is kept between two looks.
#[derive(Debug, Default)]
pub(super) struct Kept {
    ranked: Option<Ranked>,
    /// Whom writes touched since.
    stale: BTreeSet<Subject>,
}

/// For what a list holds.
#[derive(Debug, PartialEq)]
pub(super) struct Holds {
    pub(super) day: Day,
    pub(super) zone: Zone,
    pub(super) day_start: u16,
    pub(super) rests: Rests,
    /// SQLite's count of commits by others.
    pub(super) version: i64,
}

/// Everybody and every place that is listed today.
#[derive(Debug)]
pub(super) struct Ranked {
    pub(super) holds: Holds,
    pub(super) places: Places,
    /// In their order.
    entries: Vec<Entry>,
    /// The briefs of those of whom no more is known, end to end.
    briefs: Vec<u8>,
}

/// One of the list. Thousands are listed and few of them looked at: the rest is no more than this.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) order: Order,
    pub(super) lane: Lane,
    pub(super) known: Known,
    /// What it asks of a block, once that was asked.
    pub(super) asked: Option<Box<Asked>>,
    /// Its row, once it was shown; it holds all day where nothing came today.
    pub(super) row: Option<Box<Row>>,
}

/// What filling a block asks of somebody.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) score: Score,
    pub(super) wants: Wants,
}

/// What is known of one of the list.
#[derive(Debug)]
pub(super) enum Known {
    /// Everything.
    Facts(Box<Facts>),
    /// The brief says everything: where it begins and how long it is.
    Brief(u32, u32),
}

impl Kept {
    /// Notes what a write touched.
    pub(super) fn touch(&mut self, touched: Touched) {
        if touched.rules || self.stale.len() + touched.subjects.len() > ONE_BY_ONE {
            *self = Self::default();
        } else if self.ranked.is_some() {
            self.stale.extend(touched.subjects);
        }
    }

    /// The list that is kept for that, without those whom writes touched since, and these.
    pub(super) fn take(&mut self, holds: &Holds) -> Option<(Ranked, BTreeSet<Subject>)> {
        let stale = std::mem::take(&mut self.stale);
        let mut ranked = self.ranked.take().filter(|ranked| ranked.holds == *holds)?;
        ranked.entries.retain(|entry| !stale.contains(&entry.order.subject()));
        Some((ranked, stale))
    }

    /// Lets go of a list so long that its room is wanted.
    pub(super) fn shorten(&mut self) {
        self.ranked.take_if(|ranked| ranked.len() > KEPT_BESIDE);
    }

    /// Keeps a list.
    pub(super) fn keep(&mut self, ranked: Ranked) -> &mut Ranked {
        self.ranked.insert(ranked)
    }
}

impl Ranked {
    /// An empty list.
    pub(super) fn new(holds: Holds) -> Self {
        Self { holds, places: Places::new(), entries: Vec::new(), briefs: Vec::new() }
    }

    /// How many are in it.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Adds somebody of whom the brief says everything, out of order; not where nothing lists them. What they ask of
    /// a block may be at hand.
    pub(super) fn add_plain(&mut self, score: &Score, brief: &[u8], asked: Option<Box<Asked>>) {
        if score.reasons.is_empty() {
            return;
        }
        let known = Known::Brief(self.briefs.len() as u32, brief.len() as u32);
        self.briefs.extend(brief);
        self.entries.push(Entry { order: score.into(), lane: score.lane, known, asked, row: None });
    }

    /// Adds others, and puts all in order.
    pub(super) fn complete(&mut self, ranking: &Ranking<'_>, others: Vec<Facts>, places: Places) {
        self.entries.extend(others.into_iter().filter_map(|facts| Entry::whole(ranking, facts)));
        self.entries.sort_unstable_by_key(|entry| entry.order);
        self.places = places;
    }

    /// Puts one where it belongs, if it is listed.
    pub(super) fn put(&mut self, ranking: &Ranking<'_>, facts: Facts) {
        if let Some(entry) = Entry::whole(ranking, facts) {
            let at = self.entries.partition_point(|other| other.order < entry.order);
            self.entries.insert(at, entry);
        }
    }

    /// The best of some lanes, `most` at most, and the briefs.
    pub(super) fn best(&mut self, lanes: &[Lane], most: usize) -> (Vec<&mut Entry>, &[u8]) {
        let found = self.entries.iter_mut().filter(|entry| lanes.contains(&entry.lane));
        (found.take(most).collect(), &self.briefs)
    }

    /// All, in their order.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Entry {
    /// One with its numbers; none where it is not listed, nor would be if no pass or snooze held it back.
    fn whole(ranking: &Ranking<'_>, facts: Facts) -> Option<Self> {
        let score = ranking.score(&facts);
        let known = Known::Facts(Box::new(facts));
        (!score.reasons.is_empty()).then(|| Self {
            order: Order::from(&score),
            lane: score.lane,
            known,
            asked: None,
            row: None,
        })
    }

    /// Its row, where it holds: what came today is so many hours ago.
    pub(super) fn row_of(&self, today: Day) -> Option<&Row> {
        let came = match &self.known {
            Known::Facts(facts) => {
                let worth = facts.standing.worth.iter().map(|worth| worth.day);
                let post = facts.post.iter().map(|post| post.day);
                facts.owed.iter().map(|item| item.since_day).chain(worth).chain(post).any(|day| day >= today)
            }
            // what came this week is a fact of its own
            Known::Brief(..) => false,
        };
        self.row.as_deref().filter(|_| !came)
    }
}
