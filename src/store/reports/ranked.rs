//! Brings the list of today up to date, and makes rows of what of it is shown.
//!
//! Must not know what Today shows besides, nor how long a list is kept.

use std::borrow::Cow;

use crate::domain::attention::{Facts, Lane, Weighed};
use crate::domain::commitment::Rests;
use crate::domain::ids::{ContactId, Subject};
use crate::domain::plan::Block;
use crate::domain::queue::{self, Claim};
use crate::domain::terms::Ranking;
use crate::domain::time::Now;
use crate::domain::weigh::{wants, words};
use crate::report::row::Row;
use crate::store::brief::{self, Places};
use crate::store::kept::{Asked, Entry, Holds, Kept, Known, Ranked};
use crate::store::{Result, Store, data_version};

/// So many are asked at once what they want of a block: as many as fill one at most.
const ASKED_AT_ONCE: usize = 500;

/// The queue, filled into a block.
pub(super) struct Filled {
    /// In the order in which they are walked.
    pub(super) rows: Vec<Row>,
    /// How many of them fit the block.
    pub(super) cut: usize,
}

impl Store {
    /// The list of today, up to date. To be called within one state of the file.
    pub(super) fn ranked<'k>(&self, kept: &'k mut Kept, now: &Now, rests: &Rests) -> Result<&'k mut Ranked> {
        let holds = Holds {
            day: now.day(),
            zone: now.zone.clone(),
            day_start: now.day_start,
            rests: rests.clone(),
            version: data_version(&self.connection)?,
        };
        let ranking = Ranking::new(&self.settings, rests, now);
        let Some((mut ranked, stale)) = kept.take(&holds) else {
            let mut ranked = Ranked::new(holds);
            let mut over = Facts::new(Subject::Contact(ContactId(0)), "", "");
            let (others, places) = self.could_be_listed(now, |id, brief, places| {
                let (score, rest) = self.plain_score(&ranking, &mut over, id, brief);
                // of few all will be asked, and now the facts are at hand
                let asked = (ranked.len() < ASKED_AT_ONCE).then(|| {
                    brief::read_words(&mut over, rest, &self.settings, places);
                    Box::new(Asked { score, wants: wants(&ranking, &over) })
                });
                ranked.add_plain(&score, brief, asked);
            })?;
            ranked.complete(&ranking, others, places);
            return Ok(kept.keep(ranked));
        };
        for subject in stale {
            if let Some(facts) = self.facts_again(now, subject, &ranked.places)? {
                ranked.put(&ranking, facts);
            }
        }
        Ok(kept.keep(ranked))
    }

    /// The best `most` of the queue, filled into a block: the rows that fit it and `after` more.
    pub(super) fn filled(
        &self,
        now: &Now,
        ranked: &mut Ranked,
        block: &Block,
        most: usize,
        after: usize,
    ) -> Result<Filled> {
        let rests = ranked.holds.rests.clone();
        let ranking = Ranking::new(&self.settings, &rests, now);
        let places = ranked.places.clone();
        let (mut best, briefs) = ranked.best(&[Lane::Queue], most);
        for entry in best.iter_mut().filter(|entry| entry.asked.is_none()) {
            let facts = self.known(now, entry, briefs, &places);
            let asked = Asked { score: ranking.score(&facts), wants: wants(&ranking, &facts) };
            entry.asked = Some(Box::new(asked));
        }
        let claims = best.iter().filter_map(|entry| entry.asked.as_deref());
        let claims: Vec<Claim<'_>> = claims.map(|asked| Claim { score: &asked.score, wants: &asked.wants }).collect();
        let queue = queue::fill(&claims, block);
        let wanted: Vec<usize> =
            queue.rows.iter().take(queue.cut.saturating_add(after)).map(|placed| placed.row).collect();
        let rows = self.rows_of(now, &ranking, &mut best, &wanted, (briefs, &places))?;
        Ok(Filled { rows, cut: queue.cut })
    }

    /// The best of some lanes, `most` at most.
    pub(super) fn lane(&self, now: &Now, ranked: &mut Ranked, lanes: &[Lane], most: usize) -> Result<Vec<Row>> {
        let rests = ranked.holds.rests.clone();
        let ranking = Ranking::new(&self.settings, &rests, now);
        let places = ranked.places.clone();
        let (mut best, briefs) = ranked.best(lanes, most);
        let wanted: Vec<usize> = (0..best.len()).collect();
        self.rows_of(now, &ranking, &mut best, &wanted, (briefs, &places))
    }

    /// The rows of those that are wanted, in that order; they are kept.
    fn rows_of(
        &self,
        now: &Now,
        ranking: &Ranking<'_>,
        entries: &mut [&mut Entry],
        wanted: &[usize],
        (briefs, places): (&[u8], &Places),
    ) -> Result<Vec<Row>> {
        let bare: Vec<usize> = wanted.iter().copied().filter(|n| entries[*n].row_of(ranking.today).is_none()).collect();
        let facts: Vec<Cow<'_, Facts>> = bare.iter().map(|n| self.known(now, entries[*n], briefs, places)).collect();
        let weighed: Vec<Weighed> = facts.iter().map(|facts| words(ranking, facts, ranking.score(facts))).collect();
        let pairs: Vec<(&Facts, &Weighed)> = facts.iter().map(Cow::as_ref).zip(&weighed).collect();
        let rows = self.rows(now, &pairs)?;
        drop(pairs);
        drop(facts);
        for (n, row) in bare.iter().zip(rows) {
            entries[*n].row = Some(Box::new(row));
        }
        Ok(wanted.iter().filter_map(|n| entries[*n].row.as_deref().cloned()).collect())
    }

    fn known<'e>(&self, now: &Now, entry: &'e Entry, briefs: &[u8], places: &Places) -> Cow<'e, Facts> {
        match &entry.known {
            Known::Facts(facts) => Cow::Borrowed(facts),
            Known::Brief(start, length) => {
                let (start, length) = (*start as usize, *length as usize);
                let brief = briefs.get(start..start + length).unwrap_or_default();
                // of a place there is no brief
                let id = entry.order.subject().contact().unwrap_or(ContactId(0));
                Cow::Owned(self.plain(now, id, brief, places))
            }
        }
    }
}
