//! Who may be the same: for one who is about to be added, and all who are here, two by two.
//!
//! Candidates come by index alone: the words of the name, the bare name of a handle, a link, a mail
//! address. What counts as evidence is judged in `domain::duplicate`.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Params, Row as SqlRow};

use crate::domain::alike::{Alike, Asked};
use crate::domain::contact::{Contact, Handle, NewHandle, Tier};
use crate::domain::duplicate::{Index, Pair as Two, Row, name_key, pairs};
use crate::domain::ids::{CommunityId, ContactId, Subject};
use crate::domain::platform::{MAIL, handle_key, profile_link};
use crate::report::card::Pair;
use crate::report::duplicates::{Doubt, Duplicates, Person};
use crate::store::{Result, Store};

/// Rows that one key may bring to be compared.
const CANDIDATES: usize = 50;
/// Contacts that are compared with each other at a time.
const COMPARED: usize = 5_000;
/// Pairs that are shown at a time.
const SHOWN: usize = 200;

/// What is compared of one row that is here.
struct Here {
    id: i64,
    name: String,
    mail: String,
    handles: Vec<(String, String, String)>,
    archived: bool,
}

impl Here {
    fn row(&self) -> Row<'_, i64> {
        Row {
            id: self.id,
            name: &self.name,
            mail: &self.mail,
            handles: self
                .handles
                .iter()
                .map(|(platform, name, link)| (platform.as_str(), name.as_str(), link.as_str()))
                .collect(),
            cards: Vec::new(),
        }
    }
}

impl Store {
    /// Who is here already and may be the same, the surest first; those who were said to be
    /// somebody else are left out.
    pub fn alike(&self, asked: &Asked) -> Result<Vec<Alike>> {
        let here = if asked.place { self.places_compared()? } else { self.candidates(asked)? };
        let own = asked.own.map_or(-1, |own| match own {
            Subject::Contact(id) => id.0,
            Subject::Community(id) => id.0,
        });
        let rows: Vec<Row<'_, i64>> = here.iter().map(Here::row).collect();
        let found = Index::new(&rows).find(&asked.row(own));
        let parted = if asked.place || own < 0 || found.is_empty() { HashSet::new() } else { self.parted_from(own)? };
        let by_id: HashMap<i64, &Here> = here.iter().map(|one| (one.id, one)).collect();
        let alike = |pair: Two<i64>| {
            let here = by_id.get(&pair.other)?;
            let subject = if asked.place {
                Subject::Community(CommunityId(pair.other))
            } else {
                Subject::Contact(ContactId(pair.other))
            };
            Some(Alike { subject, name: here.name.clone(), archived: here.archived, evidence: pair.evidence })
        };
        Ok(found.into_iter().filter(|pair| !parted.contains(&pair.other)).filter_map(alike).collect())
    }

    /// Contacts that may be the same, two by two, the surest first, each with what merging would do.
    pub fn duplicates(&self) -> Result<Duplicates> {
        let apart = self.apart()?;
        let parted: HashSet<(i64, i64)> =
            apart.iter().flat_map(|(one, other)| [(one.0, other.0), (other.0, one.0)]).collect();
        let here = self.shared()?;
        let rows: Vec<Row<'_, i64>> = here.iter().map(Here::row).collect();
        let by_id: HashMap<i64, &Here> = here.iter().map(|one| (one.id, one)).collect();
        let archived = |id: i64| by_id.get(&id).is_none_or(|one| one.archived);
        let mut found = pairs(&rows);
        let settled =
            |pair: &Two<i64>| parted.contains(&(pair.one, pair.other)) || archived(pair.one) && archived(pair.other);
        found.retain(|pair| !settled(pair));
        let more = found.len().saturating_sub(SHOWN);
        let mut doubts = Vec::new();
        for pair in found.into_iter().take(SHOWN) {
            let (Some(one), Some(other)) = (by_id.get(&pair.one), by_id.get(&pair.other)) else { continue };
            let evidence = pair.evidence.iter().map(ToString::to_string).collect();
            doubts.push(Doubt::new(self.doubted(one)?, self.doubted(other)?, evidence, pair.is_sure()));
        }
        Ok(Duplicates { pairs: doubts, more, apart })
    }

    /// Whom a contact looks like, for its card: "A. Lindqvist (same handle @ada@social.example)".
    pub(super) fn looks_like(&self, contact: &Contact) -> Result<Option<Pair>> {
        let handle =
            |one: &Handle| NewHandle { platform: one.platform.clone(), name: one.name.clone(), link: one.link.clone() };
        let asked = Asked {
            own: Some(Subject::Contact(contact.id)),
            name: contact.fields.name.clone(),
            mail: contact.fields.mail.clone(),
            handles: contact.handles.iter().map(handle).collect(),
            ..Asked::default()
        };
        let alike = self.alike(&asked)?;
        let Some(first) = alike.first() else { return Ok(None) };
        let more = if alike.len() > 1 { format!(", {} more", alike.len() - 1) } else { String::new() };
        let value = format!("{} ({}){more}", first.name, first.why());
        Ok(Some(Pair { label: "looks like".to_owned(), value }))
    }

    /// Those whom a key of `asked` names.
    fn candidates(&self, asked: &Asked) -> Result<Vec<Here>> {
        let mut ids = BTreeSet::new();
        let limit = CANDIDATES as i64;
        let words = name_key(&asked.name);
        if !words.is_empty() {
            let sql = "SELECT id FROM contact WHERE alike = ?1 AND gone = 0 AND merged_into IS NULL LIMIT ?2";
            ids.extend(self.ids(sql, (&words, limit))?);
        }
        let (bare, links) = sought(asked);
        for name in bare {
            ids.extend(self.ids(
                "SELECT contact.person FROM handle JOIN contact ON contact.id = handle.contact
                 WHERE lower(ltrim(handle.name, '@')) = ?1 AND handle.gone = 0 LIMIT ?2",
                (&name, limit),
            )?);
            let sql = "SELECT id FROM contact
                       WHERE lower(mail) = ?1 AND gone = 0 AND merged_into IS NULL AND mail <> '' LIMIT ?2";
            ids.extend(self.ids(sql, (&name, limit))?);
        }
        for link in links {
            ids.extend(self.ids(
                "SELECT contact.person FROM handle JOIN contact ON contact.id = handle.contact
                 WHERE lower(handle.link) = ?1 AND handle.gone = 0 AND handle.link <> '' LIMIT ?2",
                (&link, limit),
            )?);
        }
        self.compared(&ids)
    }

    /// Living contacts that share a key with somebody.
    fn shared(&self) -> Result<Vec<Here>> {
        let limit = COMPARED as i64;
        let names = "SELECT id FROM contact WHERE gone = 0 AND merged_into IS NULL AND alike IN (
                        SELECT alike FROM contact WHERE gone = 0 AND merged_into IS NULL AND alike <> ''
                        GROUP BY alike HAVING count(*) > 1)
                     ORDER BY alike, id LIMIT ?1";
        let handles = "SELECT contact.person FROM handle JOIN contact ON contact.id = handle.contact
                       WHERE handle.gone = 0 AND lower(ltrim(handle.name, '@')) IN (
                          SELECT lower(ltrim(name, '@')) FROM handle WHERE gone = 0 AND contact IS NOT NULL
                          GROUP BY 1 HAVING count(DISTINCT contact) > 1)
                       LIMIT ?1";
        let links = "SELECT contact.person FROM handle JOIN contact ON contact.id = handle.contact
                     WHERE handle.gone = 0 AND handle.link <> '' AND lower(handle.link) IN (
                        SELECT lower(link) FROM handle WHERE gone = 0 AND link <> '' AND contact IS NOT NULL
                        GROUP BY 1 HAVING count(DISTINCT contact) > 1)
                     LIMIT ?1";
        let mails = "SELECT id FROM contact WHERE gone = 0 AND merged_into IS NULL AND mail <> '' AND lower(mail) IN (
                        SELECT lower(mail) FROM contact WHERE gone = 0 AND merged_into IS NULL AND mail <> ''
                        GROUP BY 1 HAVING count(*) > 1)
                     LIMIT ?1";
        // an address that is a field of one and a handle of another
        let crossed = "SELECT contact.id FROM contact
                       WHERE contact.gone = 0 AND contact.merged_into IS NULL AND contact.mail <> '' AND EXISTS (
                          SELECT 1 FROM handle WHERE lower(ltrim(handle.name, '@')) = lower(contact.mail)
                          AND handle.gone = 0 AND handle.contact IS NOT contact.id)
                       LIMIT ?1";
        let crossing = "SELECT owner.person FROM contact
                        JOIN handle ON lower(ltrim(handle.name, '@')) = lower(contact.mail) AND handle.gone = 0
                        JOIN contact AS owner ON owner.id = handle.contact
                        WHERE contact.gone = 0 AND contact.merged_into IS NULL AND contact.mail <> ''
                           AND owner.person IS NOT contact.id
                        LIMIT ?1";
        let mut ids = BTreeSet::new();
        // the strongest evidence first, in case there is more than can be compared at a time
        for sql in [handles, links, mails, crossed, crossing, names] {
            ids.extend(self.ids(sql, [limit])?);
            if ids.len() >= COMPARED {
                break;
            }
        }
        self.compared(&ids)
    }

    fn ids(&self, sql: &str, parameters: impl Params) -> Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map(parameters, |row| row.get::<_, Option<i64>>(0))?;
        Ok(ids.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
    }

    fn compared(&self, ids: &BTreeSet<i64>) -> Result<Vec<Here>> {
        let mut contact = self.connection.prepare_cached(
            "SELECT id, name, mail, archived FROM contact WHERE id = ?1 AND gone = 0 AND merged_into IS NULL",
        )?;
        let mut handles = self.connection.prepare_cached(
            "SELECT handle.platform, handle.name, handle.link FROM contact JOIN handle ON handle.contact = contact.id
             WHERE contact.person = ?1 AND handle.gone = 0 ORDER BY handle.id LIMIT 100",
        )?;
        let mut here = Vec::with_capacity(ids.len());
        for id in ids {
            let mut rows = contact.query([id])?;
            let Some(row) = rows.next()? else { continue };
            here.push(Here {
                id: row.get(0)?,
                name: row.get(1)?,
                mail: row.get(2)?,
                archived: row.get(3)?,
                handles: handles.query_map([id], three)?.collect::<rusqlite::Result<_>>()?,
            });
        }
        Ok(here)
    }

    /// Places are few: all of them are compared, each with its page.
    fn places_compared(&self) -> Result<Vec<Here>> {
        let mut community = self
            .connection
            .prepare_cached("SELECT id, name, link, archived FROM community WHERE gone = 0 LIMIT 10000")?;
        let mut handles = self
            .connection
            .prepare_cached("SELECT platform, name, link FROM handle WHERE community = ?1 AND gone = 0 LIMIT 100")?;
        let mut here = Vec::new();
        let mut rows = community.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let link: String = row.get(2)?;
            let mut ways: Vec<_> = handles.query_map([id], three)?.collect::<rusqlite::Result<_>>()?;
            if !link.is_empty() {
                ways.push((String::new(), link, String::new()));
            }
            here.push(Here { id, name: row.get(1)?, mail: String::new(), handles: ways, archived: row.get(3)? });
        }
        Ok(here)
    }

    /// Pairs that were said to be two people, by the living ones.
    fn apart(&self) -> Result<Vec<(ContactId, ContactId)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT one.person, other.person FROM apart JOIN contact AS one ON one.id = apart.one
             JOIN contact AS other ON other.id = apart.other WHERE apart.gone = 0 LIMIT 20000",
        )?;
        let rows = statement.query_map([], |row| Ok((ContactId(row.get(0)?), ContactId(row.get(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whom this contact was said not to be.
    fn parted_from(&self, id: i64) -> Result<HashSet<i64>> {
        let sql = "SELECT other.person FROM contact JOIN apart ON apart.one = contact.id AND apart.gone = 0
                   JOIN contact AS other ON other.id = apart.other WHERE contact.person = ?1
                   UNION SELECT other.person FROM contact JOIN apart ON apart.other = contact.id AND apart.gone = 0
                   JOIN contact AS other ON other.id = apart.one WHERE contact.person = ?1";
        Ok(self.ids(sql, [id])?.into_iter().collect())
    }

    /// What helps to tell one of two.
    fn doubted(&self, here: &Here) -> Result<Person> {
        let mut statement = self.connection.prepare_cached(
            "SELECT tier, organisation, town, (SELECT count(*) FROM (SELECT 1 FROM contact AS one
                JOIN act ON act.contact = one.id AND act.gone = 0 WHERE one.person = contact.id LIMIT 1000))
             FROM contact WHERE id = ?1",
        )?;
        let mut ways: Vec<String> =
            here.handles.iter().map(|(platform, name, _)| format!("{name} ({platform})")).collect();
        if !here.mail.is_empty() && here.handles.iter().all(|(_, name, _)| *name != here.mail) {
            ways.push(here.mail.clone());
        }
        let person = statement.query_row([here.id], |row| {
            let about: [String; 2] = [row.get(1)?, row.get(2)?];
            Ok(Person {
                id: ContactId(here.id),
                name: here.name.clone(),
                tier: row.get::<_, Option<String>>(0)?.and_then(|word| Tier::from_word(&word)),
                acts: row.get(3)?,
                ways: ways.clone(),
                about: about.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "),
                archived: here.archived,
            })
        })?;
        Ok(person)
    }
}

/// The bare names and the links under which the handles and the address of `asked` may be kept.
fn sought(asked: &Asked) -> (BTreeSet<String>, BTreeSet<String>) {
    let lower = |text: &str| text.trim().trim_start_matches('@').to_ascii_lowercase();
    let (mut bare, mut links) = (BTreeSet::new(), BTreeSet::new());
    let mail = (!asked.mail.is_empty()).then_some((MAIL, asked.mail.as_str(), ""));
    let handles = asked.handles.iter().map(|one| (one.platform.as_str(), one.name.as_str(), one.link.as_str()));
    for (platform, name, link) in handles.chain(mail) {
        bare.insert(lower(name));
        bare.extend(handle_key(platform, name).split_once(' ').map(|(_, name)| lower(name)));
        links.insert(link.to_ascii_lowercase());
        links.extend(profile_link(platform, name).map(|link| link.to_ascii_lowercase()));
    }
    bare.remove("");
    links.remove("");
    (bare, links)
}

fn three(row: &SqlRow<'_>) -> rusqlite::Result<(String, String, String)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}
