//! Which act settles which owed item: reads both sides of one creditor and asks the rule.
//!
//! The rule itself is `domain::settle`. A creditor is the living contact where one is named,
//! else the community. Must not decide anything by itself.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::apply::work::Work;
use super::error::Result;
use crate::domain::act::Target;
use crate::domain::ids::{ActId, ContactId, OwedId};
use crate::domain::kind::{Direction, Kind};
use crate::domain::owed::OwedSort;
use crate::domain::settle::{Binding, OpenItem, SettlingAct, assign, by_name};
use crate::domain::time::{Day, Instant};

/// Acts looked at for one item at most: one that has waited for longer finds its act among the first.
const ACTS: u32 = 500;

/// To whom something is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Creditor {
    Person(i64),
    Place(i64),
}

/// Settles what a new act settles: the named item first, then the oldest ones of its sort.
pub(super) fn by_act(
    work: &mut Work<'_>,
    act: ActId,
    kind: &Kind,
    target: Target,
    named: Option<OwedId>,
) -> Result<()> {
    let Some(creditor) = creditor_of(target) else { return Ok(()) };
    if let Some(owed) = named {
        name(work, act, owed, creditor)?;
    }
    let Some(sort) = kind.settles else { return Ok(()) };
    let items = open_items(work, creditor, sort)?;
    if items.is_empty() {
        return Ok(());
    }
    let Some(this) = settling(work, act, sort)? else { return Ok(()) };
    let bound = bindings(work, &items, std::slice::from_ref(&this))?;
    bind(work, &assign(&items, &[this], &bound))?;
    let left: u32 = open_items(work, creditor, sort)?
        .iter()
        .map(|item| item.count.saturating_sub(settled(work, item.id).unwrap_or(0)))
        .sum();
    if left > 0 {
        work.say(match sort {
            OwedSort::Thanks => format!("{left} more to thank for"),
            _ => format!("{left} more"),
        });
    }
    Ok(())
}

/// Settles a new, reopened or merged item by acts that have room.
pub(super) fn by_item(work: &mut Work<'_>, owed: OwedId) -> Result<()> {
    let Some((creditor, item)) = item(work, owed)? else { return Ok(()) };
    let acts = acts_for(work, creditor, &item)?;
    let items = [item];
    let bound = bindings(work, &items, &acts)?;
    bind(work, &assign(&items, &acts, &bound))
}

/// The community of the oldest open item of that sort; none where nothing is open.
pub(super) fn oldest_open(work: &Work<'_>, contact: ContactId, sort: OwedSort) -> Result<Option<i64>> {
    let items = open_items(work, Creditor::Person(contact.0), sort)?;
    match items.iter().min_by_key(|item| (item.faded, item.since, item.id)) {
        Some(item) => Ok(work
            .connection
            .prepare_cached("SELECT community FROM owed WHERE id = ?1")?
            .query_row([item.id.0], |row| row.get(0))?),
        None => Ok(None),
    }
}

/// Lets go of everything that an act has settled; the items look for other acts.
pub(super) fn release(work: &mut Work<'_>, act: ActId) -> Result<Vec<OwedId>> {
    let rows = ids(work.connection, "SELECT id, owed FROM settles WHERE act = ?1 AND gone = 0", act.0)?;
    for (row, _) in &rows {
        work.remove("settles", *row)?;
    }
    Ok(rows.into_iter().map(|(_, owed)| OwedId(owed)).collect())
}

/// Lets go of every act that has settled an item; the acts have room again.
pub(super) fn release_item(work: &mut Work<'_>, owed: OwedId) -> Result<()> {
    let rows = ids(work.connection, "SELECT id, act FROM settles WHERE owed = ?1 AND gone = 0", owed.0)?;
    for (row, _) in &rows {
        work.remove("settles", *row)?;
    }
    for (_, act) in rows {
        fill(work, ActId(act))?;
    }
    Ok(())
}

/// After an act was changed: what it settled is worked out anew.
pub(super) fn again(work: &mut Work<'_>, act: ActId) -> Result<()> {
    let items = release(work, act)?;
    for item in items {
        by_item(work, item)?;
    }
    fill(work, act)
}

/// After two contacts became one: open items of either take acts of the other.
pub(super) fn after_merge(work: &mut Work<'_>, gone: ContactId, into: ContactId) -> Result<()> {
    // persons are brought up to date before the commit; here both are still themselves
    let open = "SELECT owed.id, owed.id FROM owed JOIN contact ON contact.id = owed.contact
                WHERE contact.person = ?1 AND owed.gone = 0 AND owed.closed IS NULL ORDER BY owed.since_at LIMIT 500";
    let mut items = ids(work.connection, open, gone.0)?;
    items.extend(ids(work.connection, open, into.0)?);
    work.connection.prepare_cached("UPDATE contact SET person = ?2 WHERE person = ?1")?.execute([gone.0, into.0])?;
    let mut ordered = Vec::new();
    for (id, _) in items {
        if let Some((_, item)) = item(work, OwedId(id))? {
            ordered.push((item.faded, item.since, item.id));
        }
    }
    ordered.sort_unstable();
    for (_, _, id) in ordered {
        by_item(work, id)?;
    }
    Ok(())
}

/// Binds an act to the item that was named, if it is owed to the same creditor.
fn name(work: &mut Work<'_>, act: ActId, owed: OwedId, creditor: Creditor) -> Result<()> {
    let Some((of, item)) = item(work, owed)? else { return Ok(()) };
    if of != creditor {
        return Ok(());
    }
    let count: u32 =
        work.connection.prepare_cached("SELECT count FROM act WHERE id = ?1")?.query_row([act.0], |row| row.get(0))?;
    let bound = bindings(work, std::slice::from_ref(&item), &[])?;
    match by_name(&item, act, count, &bound) {
        Some(binding) => bind(work, &[binding]),
        None => Ok(()),
    }
}

/// Fills an act that has room with open items of its creditor.
fn fill(work: &mut Work<'_>, act: ActId) -> Result<()> {
    let found = work
        .connection
        .prepare_cached(
            "SELECT act.direction, act.kind, contact.person, act.community FROM act
             LEFT JOIN contact ON contact.id = act.contact WHERE act.id = ?1 AND act.gone = 0",
        )?
        .query_row([act.0], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<i64>>(2)?,
                row.get::<_, Option<i64>>(3)?,
            ))
        })
        .optional()?;
    let Some((direction, kind, person, community)) = found else { return Ok(()) };
    let creditor = person.map(Creditor::Person).or(community.map(Creditor::Place));
    let sort = work.settings.kinds.get(Direction::Out, &kind).settles;
    let (true, Some(creditor), Some(sort)) = (direction == "out", creditor, sort) else { return Ok(()) };
    let items = open_items(work, creditor, sort)?;
    let Some(this) = settling(work, act, sort)? else { return Ok(()) };
    let acts = [this];
    let bound = bindings(work, &items, &acts)?;
    bind(work, &assign(&items, &acts, &bound))
}

fn creditor_of(target: Target) -> Option<Creditor> {
    match (target.contact, target.community) {
        (Some(contact), _) => Some(Creditor::Person(contact.0)),
        (None, community) => community.map(|id| Creditor::Place(id.0)),
    }
}

const ITEM: &str = "owed.id, owed.sort, owed.since_at, owed.since_day, owed.date_only, owed.count, owed.fades_from,
                    owed.contact, owed.community, owed.due";

/// Open items of a creditor and sort, those that are settled in part included.
fn open_items(work: &Work<'_>, creditor: Creditor, sort: OwedSort) -> Result<Vec<OpenItem>> {
    let (joined, id) = match creditor {
        Creditor::Person(id) => ("JOIN contact ON contact.id = owed.contact WHERE contact.person = ?1", id),
        Creditor::Place(id) => ("WHERE owed.contact IS NULL AND owed.community = ?1", id),
    };
    // remaining is brought up to date before the commit only: what is left is summed here
    let sql = format!(
        "SELECT {ITEM} FROM owed {joined} AND owed.sort = ?2 AND owed.gone = 0 AND owed.closed IS NULL
         AND owed.count > (SELECT coalesce(sum(settles.count), 0) FROM settles JOIN act ON act.id = settles.act
             WHERE settles.owed = owed.id AND settles.gone = 0 AND act.gone = 0)
         ORDER BY owed.since_at LIMIT 500"
    );
    let mut statement = work.connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![id, sort.word()], |row| read(work, row))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn item(work: &Work<'_>, owed: OwedId) -> Result<Option<(Creditor, OpenItem)>> {
    let sql = format!(
        "SELECT {ITEM}, contact.person FROM owed LEFT JOIN contact ON contact.id = owed.contact
         WHERE owed.id = ?1 AND owed.gone = 0 AND owed.closed IS NULL"
    );
    let mut statement = work.connection.prepare_cached(&sql)?;
    let found = statement
        .query_row([owed.0], |row| {
            let creditor = match (row.get::<_, Option<i64>>(10)?, row.get::<_, Option<i64>>(8)?) {
                (Some(person), _) => Some(Creditor::Person(person)),
                (None, community) => community.map(Creditor::Place),
            };
            Ok((creditor, read(work, row)?))
        })
        .optional()?;
    Ok(found.and_then(|(creditor, item)| Some((creditor?, item))))
}

fn read(work: &Work<'_>, row: &Row<'_>) -> rusqlite::Result<OpenItem> {
    let day = |column: usize| -> rusqlite::Result<Option<Day>> { super::standing::day(row, column) };
    let since = Instant(row.get(2)?);
    let since_day = day(3)?.unwrap_or_else(|| work.now.day_of(since));
    let sort = OwedSort::from_word(row.get_ref(1)?.as_str()?).unwrap_or(OwedSort::Reply);
    let to_contact = row.get::<_, Option<i64>>(7)?.is_some();
    let fade = work.settings.fade(sort, to_contact);
    let from = day(6)?.unwrap_or(since_day);
    Ok(OpenItem {
        id: OwedId(row.get(0)?),
        sort,
        since,
        since_day,
        date_only: row.get(4)?,
        count: row.get(5)?,
        faded: fade.is_some_and(|days| work.now.day().since(from) >= i64::from(days)),
    })
}

/// Acts of a creditor that may settle an item, the earliest first.
fn acts_for(work: &Work<'_>, creditor: Creditor, item: &OpenItem) -> Result<Vec<SettlingAct>> {
    let kinds: Vec<&str> = work
        .settings
        .kinds
        .all(Direction::Out)
        .filter(|kind| kind.settles == Some(item.sort))
        .map(|kind| kind.id)
        .collect();
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let (joined, id) = match creditor {
        Creditor::Person(id) => ("JOIN contact ON contact.id = act.contact WHERE contact.person = ?1", id),
        Creditor::Place(id) => ("WHERE act.contact IS NULL AND act.community = ?1", id),
    };
    let listed: Vec<String> = kinds.iter().map(|kind| format!("'{kind}'")).collect();
    let sql = format!(
        "SELECT act.id, act.at, act.day, act.date_only, act.count FROM act {joined} AND act.gone = 0
         AND act.direction = 'out' AND act.at >= ?2 AND act.kind IN ({}) ORDER BY act.at, act.id LIMIT {ACTS}",
        listed.join(", ")
    );
    // a day without a time compares as a day: one day earlier is early enough in any zone
    let from = item.since.plus_seconds(-26 * 3600).0;
    let mut statement = work.connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![id, from], |row| act_row(work, row, item.sort))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn settling(work: &Work<'_>, act: ActId, sort: OwedSort) -> Result<Option<SettlingAct>> {
    let mut statement =
        work.connection.prepare_cached("SELECT id, at, day, date_only, count FROM act WHERE id = ?1 AND gone = 0")?;
    Ok(statement.query_row([act.0], |row| act_row(work, row, sort)).optional()?)
}

fn act_row(work: &Work<'_>, row: &Row<'_>, sort: OwedSort) -> rusqlite::Result<SettlingAct> {
    let at = Instant(row.get(1)?);
    Ok(SettlingAct {
        id: ActId(row.get(0)?),
        sort,
        at,
        day: super::standing::day(row, 2)?.unwrap_or_else(|| work.now.day_of(at)),
        date_only: row.get(3)?,
        count: row.get(4)?,
    })
}

/// What is bound already of these items and acts.
fn bindings(work: &Work<'_>, items: &[OpenItem], acts: &[SettlingAct]) -> Result<Vec<Binding>> {
    let mut bound: Vec<Binding> = Vec::new();
    let mut read = |column: &str, id: i64| -> Result<()> {
        let sql = format!(
            "SELECT settles.act, settles.owed, settles.count FROM settles JOIN act ON act.id = settles.act
             WHERE settles.{column} = ?1 AND settles.gone = 0 AND act.gone = 0"
        );
        let mut statement = work.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([id], |row| {
            Ok(Binding { act: ActId(row.get(0)?), owed: OwedId(row.get(1)?), count: row.get(2)? })
        })?;
        for row in rows {
            let row = row?;
            if bound.iter().all(|other| (other.act, other.owed) != (row.act, row.owed)) {
                bound.push(row);
            }
        }
        Ok(())
    };
    for item in items {
        read("owed", item.id.0)?;
    }
    for act in acts {
        read("act", act.id.0)?;
    }
    Ok(bound)
}

fn settled(work: &Work<'_>, owed: OwedId) -> Result<u32> {
    let mut statement = work.connection.prepare_cached(
        "SELECT coalesce(sum(settles.count), 0) FROM settles JOIN act ON act.id = settles.act
         WHERE settles.owed = ?1 AND settles.gone = 0 AND act.gone = 0",
    )?;
    Ok(statement.query_row([owed.0], |row| row.get(0))?)
}

/// Writes bindings down; one of the same pair that is there already grows.
fn bind(work: &mut Work<'_>, bindings: &[Binding]) -> Result<()> {
    for binding in bindings {
        let uid = |table: &str, id: i64| -> Result<String> {
            let sql = format!("SELECT uid FROM {table} WHERE id = ?1");
            Ok(work.connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
        };
        let (act, owed) = (uid("act", binding.act.0)?, uid("owed", binding.owed.0)?);
        let mut there = work
            .connection
            .prepare_cached("SELECT coalesce(sum(count), 0) FROM settles WHERE act = ?1 AND owed = ?2 AND gone = 0")?;
        let former: u32 = there.query_row([binding.act.0, binding.owed.0], |row| row.get(0))?;
        work.bind(&act, &owed, binding, former + binding.count)?;
    }
    Ok(())
}

fn ids(connection: &Connection, sql: &str, id: i64) -> Result<Vec<(i64, i64)>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
