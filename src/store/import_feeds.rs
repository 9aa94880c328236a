//! What becomes of the feeds of an import: which are here, and whose the others are.
//!
//! Must not know how they are written, nor what tells whose a feed is.

use std::collections::{HashMap, HashSet};

use super::Store;
use super::error::Result;
use crate::domain::feed::bare;
use crate::domain::feed_owner::{FeedFate, Owners};
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::incoming::IncomingFeed;

impl Store {
    /// One fate for each.
    pub(super) fn plan_feeds(&self, feeds: &[IncomingFeed]) -> Result<Vec<FeedFate>> {
        if feeds.is_empty() {
            return Ok(Vec::new());
        }
        let mut here = self.addresses()?;
        let (owners, names) = self.owners()?;
        Ok(feeds
            .iter()
            .map(|feed| {
                if !here.insert(bare(&feed.address)) {
                    return FeedFate::Known;
                }
                let of = owners.of(feed);
                let owner = of.and_then(|of| names.get(&of).cloned()).unwrap_or_default();
                FeedFate::New { of, owner }
            })
            .collect())
    }

    /// Where feeds are or were asked; those that were taken away too: they shall not come back.
    fn addresses(&self) -> Result<HashSet<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT address FROM feed UNION SELECT moved FROM feed_state WHERE moved <> '' -- whole: feeds are few",
        )?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|address| Ok(bare(&address?))).collect()
    }

    /// Everybody and every place by where they are found, and their names.
    fn owners(&self) -> Result<(Owners, HashMap<Subject, String>)> {
        let (mut owners, mut names) = (Owners::default(), HashMap::new());
        let mut people = self.connection.prepare_cached(
            "SELECT living.id, living.name, handle.platform, handle.name, handle.link FROM handle
             JOIN contact ON contact.id = handle.contact JOIN contact AS living ON living.id = contact.person
             WHERE handle.gone = 0 AND living.gone = 0 -- whole: an import is compared with everybody",
        )?;
        let mut rows = people.query([])?;
        while let Some(row) = rows.next()? {
            let subject = Subject::Contact(ContactId(row.get(0)?));
            let handle: (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
            owners.handle(subject, &handle.0, &handle.1, &handle.2);
            names.insert(subject, row.get(1)?);
        }
        let mut places = self.connection.prepare_cached(
            "SELECT community.id, community.name, community.link, handle.platform, handle.name, handle.link
             FROM community LEFT JOIN handle ON handle.community = community.id AND handle.gone = 0
             WHERE community.gone = 0 -- whole: communities are few",
        )?;
        let mut rows = places.query([])?;
        while let Some(row) = rows.next()? {
            let subject = Subject::Community(CommunityId(row.get(0)?));
            owners.link(subject, &row.get::<_, String>(2)?);
            if let (Some(platform), Some(name), Some(link)) =
                (row.get::<_, Option<String>>(3)?, row.get::<_, Option<String>>(4)?, row.get::<_, Option<String>>(5)?)
            {
                owners.handle(subject, &platform, &name, &link);
            }
            names.insert(subject, row.get(1)?);
        }
        Ok((owners, names))
    }
}
