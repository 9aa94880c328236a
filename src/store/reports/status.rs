//! What a status bar shows. Reads what that needs and no more: a bar asks every few seconds.

use crate::domain::attention::Lane;
use crate::domain::next_block::next_block;
use crate::domain::period::AsOf;
use crate::domain::terms::Ranking;
use crate::domain::time::Now;
use crate::report::commitments;
use crate::report::row_build::open;
use crate::report::status::{Parts, Status};
use crate::store::{Result, Store};

impl Store {
    /// The status; `whole` counts the rows that are listed today too, which costs as much as listing them.
    pub fn status(&self, now: &Now, whole: bool) -> Result<Status> {
        let _at_once = self.at_once()?;
        let rests = self.rests(now.day().plus(-4_000))?;
        let session = self.open_session()?;
        let sat = self.sat_today_or_before(now)?;
        let next = next_block(&self.planned(now.day())?, &rests, now, |day| sat.contains(&day));
        let facts = if whole { self.facts_for_today(now)? } else { self.facts_owed(now)? };
        let ranking = Ranking::new(&self.settings, &rests, now);
        let (mut owed, mut waiting) = (0, 0);
        for facts in &facts {
            if ranking.score(facts).lane == Lane::Queue {
                owed += usize::from(open(facts, &self.settings, now.day()).next().is_some());
                waiting += usize::from(whole);
            }
        }
        let progress: Vec<_> =
            self.progress(now, AsOf::Today(now.day()))?.into_iter().map(|(_, progress)| progress).collect();
        let parts = Parts {
            session: session.as_ref(),
            owed,
            waiting,
            commitments: &commitments::lines(&progress),
            next_block: &next.map(|next| next.words(now)).unwrap_or_default(),
        };
        Ok(Status::of(&parts, now))
    }
}
