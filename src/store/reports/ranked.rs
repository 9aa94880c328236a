//! Brings the list of today up to date, and finds words for what of it is shown.
//!
//! Must not know what Today shows besides, nor how long a list is kept.

use crate::domain::attention::{Facts, Lane, Weighed};
use crate::domain::commitment::Rests;
use crate::domain::terms::Ranking;
use crate::domain::time::Now;
use crate::domain::weigh::words;
use crate::report::row::Row;
use crate::store::kept::{Entry, Holds, Kept, Ranked};
use crate::store::{Result, Store, data_version};

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
            let (facts, places) = self.facts_and_places(now)?;
            return Ok(kept.keep(Ranked::new(&ranking, facts, places, holds)));
        };
        for subject in stale {
            if let Some(facts) = self.facts_again(now, subject, &ranked.places)? {
                ranked.put(&ranking, facts);
            }
        }
        Ok(kept.keep(ranked))
    }

    /// The best of some lanes, `most` at most, with their words and rows.
    pub(super) fn shown<'r>(
        &self,
        now: &Now,
        ranked: &'r mut Ranked,
        lanes: &[Lane],
        most: usize,
    ) -> Result<Vec<(&'r Weighed, &'r Row)>> {
        let today = now.day();
        let rests = ranked.holds.rests.clone();
        let ranking = Ranking::new(&self.settings, &rests, now);
        let mut best = ranked.best(lanes, most);
        let bare = best.iter_mut().filter(|entry| entry.shown.is_none() || !entry.still(today));
        let mut bare: Vec<&mut Entry> = bare.map(|entry| &mut **entry).collect();
        let weighed: Vec<Weighed> =
            bare.iter().map(|entry| words(&ranking, &entry.facts, entry.score.clone())).collect();
        let pairs: Vec<(&Facts, &Weighed)> = bare.iter().map(|entry| &entry.facts).zip(&weighed).collect();
        let rows = self.rows(now, &pairs)?;
        for (entry, shown) in bare.iter_mut().zip(weighed.into_iter().zip(rows)) {
            entry.shown = Some(shown);
        }
        let shown = best.into_iter().filter_map(|entry| entry.shown.as_ref());
        Ok(shown.map(|(weighed, row)| (weighed, row)).collect())
    }
}
