//! Names and links of rows that are shown, read set-wise.

use std::collections::HashMap;

use rusqlite::OptionalExtension;

use crate::domain::attention::{Facts, Weighed};
use crate::domain::ids::Subject;
use crate::domain::time::Now;
use crate::report::row::Row;
use crate::report::row_build::{Around, row};
use crate::store::{Result, Store};

impl Store {
    /// The rows of what was weighed, in the same order.
    pub(in crate::store) fn rows(&self, now: &Now, weighed: &[(&Facts, &Weighed)]) -> Result<Vec<Row>> {
        if weighed.is_empty() {
            return Ok(Vec::new());
        }
        let places = self.place_names()?;
        let acts: Vec<i64> =
            weighed.iter().filter_map(|(facts, _)| facts.standing.worth.as_ref()).map(|worth| worth.act.0).collect();
        let worth = self.links(&acts)?;
        let posts: Vec<i64> =
            weighed.iter().filter_map(|(facts, _)| facts.post.as_ref()).map(|post| post.id.0).collect();
        let posts = self.links_of("SELECT link FROM post WHERE id = ?1", &posts)?;
        Ok(weighed
            .iter()
            .map(|(facts, weighed)| {
                let place = facts.place.and_then(|id| places.get(&id.0));
                let page = place.map(|place| place.1.clone()).unwrap_or_default();
                let profile = match facts.subject {
                    Subject::Contact(_) if !facts.profile.is_empty() => facts.profile.clone(),
                    _ => page,
                };
                let act = facts.standing.worth.as_ref().map(|worth| worth.act.0);
                let around = Around {
                    place_name: place.map(|place| place.0.clone()).unwrap_or_default(),
                    worth_link: act.and_then(|act| worth.get(&act)).cloned().unwrap_or_default(),
                    post_link: facts.post.as_ref().and_then(|post| posts.get(&post.id.0)).cloned().unwrap_or_default(),
                    profile,
                };
                row(facts, weighed, around, &self.settings, now.day())
            })
            .collect())
    }

    /// Name and working page of every community, which are few.
    pub(in crate::store) fn place_names(&self) -> Result<HashMap<i64, (String, String)>> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, name, link FROM community WHERE gone = 0 LIMIT 10000")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The link of each of these acts.
    fn links(&self, acts: &[i64]) -> Result<HashMap<i64, String>> {
        self.links_of("SELECT link FROM act WHERE id = ?1", acts)
    }

    fn links_of(&self, sql: &str, ids: &[i64]) -> Result<HashMap<i64, String>> {
        let mut links = HashMap::new();
        if ids.is_empty() {
            return Ok(links);
        }
        let mut statement = self.connection.prepare_cached(sql)?;
        for id in ids {
            links.extend(statement.query_row([id], |row| row.get(0)).optional()?.map(|link| (*id, link)));
        }
        Ok(links)
    }
}
