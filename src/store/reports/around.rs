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
        let mut statement = self.connection.prepare_cached("SELECT link FROM act WHERE id = ?1")?;
        let mut links = HashMap::new();
        for act in acts {
            links.extend(statement.query_row([act], |row| row.get(0)).optional()?.map(|link| (*act, link)));
        }
        Ok(links)
    }
}
