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
use crate::domain::weigh::compare;
use crate::report::row::Row;

/// More than so many are not read one by one: reading all of them costs no more.
const ONE_BY_ONE: usize = 100;

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
#[expect(clippy::vec_box, reason = "an entry is large, and all behind one that is put in are moved")]
pub(super) struct Ranked {
    pub(super) holds: Holds,
    pub(super) places: Places,
    /// In their order.
    entries: Vec<Box<Entry>>,
}

/// One of the list.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) score: Score,
    pub(super) known: Known,
    /// What it asks of a block, once that was asked.
    pub(super) wants: Option<Box<Wants>>,
    /// Its row, once it was shown; it holds all day where nothing came today.
    pub(super) row: Option<Box<Row>>,
}

/// What is known of one of the list.
#[derive(Debug)]
pub(super) enum Known {
    /// Everything.
    Facts(Box<Facts>),
    /// The brief says everything: thousands are listed, and few of them are looked at.
    Brief(Box<str>),
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
        ranked.entries.retain(|entry| !stale.contains(&entry.score.subject));
        Some((ranked, stale))
    }

    /// Keeps a list.
    pub(super) fn keep(&mut self, ranked: Ranked) -> &mut Ranked {
        self.ranked.insert(ranked)
    }
}

impl Ranked {
    /// Puts a list in order.
    pub(super) fn new(entries: impl Iterator<Item = Box<Entry>>, places: Places, holds: Holds) -> Self {
        let mut entries: Vec<_> = entries.collect();
        entries.sort_unstable_by(|one, other| compare(&one.score, &other.score));
        Self { holds, places, entries }
    }

    /// Puts one where it belongs, if it is listed.
    pub(super) fn put(&mut self, ranking: &Ranking<'_>, facts: Facts) {
        if let Some(entry) = Entry::whole(ranking, facts) {
            let at = self.entries.partition_point(|other| compare(&other.score, &entry.score).is_lt());
            self.entries.insert(at, entry);
        }
    }

    /// The best of some lanes, `most` at most.
    pub(super) fn best(&mut self, lanes: &[Lane], most: usize) -> Vec<&mut Entry> {
        let found = self.entries.iter_mut().filter(|entry| lanes.contains(&entry.score.lane));
        found.take(most).map(Box::as_mut).collect()
    }

    /// The numbers of all, in their order.
    pub(super) fn scores(&self) -> impl Iterator<Item = &Score> {
        self.entries.iter().map(|entry| &entry.score)
    }
}

impl Entry {
    /// One with its numbers; none where it is not listed, nor would be if no pass or snooze held it back.
    pub(super) fn whole(ranking: &Ranking<'_>, facts: Facts) -> Option<Box<Self>> {
        let score = ranking.score(&facts);
        let listed = !score.reasons.is_empty();
        listed.then(|| Box::new(Self { score, known: Known::Facts(Box::new(facts)), wants: None, row: None }))
    }

    /// The same of somebody of whom the brief says everything.
    pub(super) fn plain(ranking: &Ranking<'_>, facts: &Facts, brief: &str) -> Option<Box<Self>> {
        let score = ranking.score(facts);
        let listed = !score.reasons.is_empty();
        listed.then(|| Box::new(Self { score, known: Known::Brief(brief.into()), wants: None, row: None }))
    }

    /// Its row, where it holds: what came today is so many hours ago.
    pub(super) fn row_of(&self, today: Day) -> Option<&Row> {
        let came = match &self.known {
            Known::Facts(facts) => {
                let worth = facts.standing.worth.iter().map(|worth| worth.day);
                facts.owed.iter().map(|item| item.since_day).chain(worth).any(|day| day >= today)
            }
            // what came this week is a fact of its own
            Known::Brief(_) => false,
        };
        self.row.as_deref().filter(|_| !came)
    }
}
