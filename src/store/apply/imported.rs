//! People and acts that another program kept: written as new, or as what somebody who is here lacks.
//!
//! Never overwrites what a person filled in. Must not know how a file is read, nor how it is compared.

use rusqlite::{Connection, OptionalExtension};

use super::acts;
use super::attached::{add_handle, insert_handle};
use super::people::{columns, is_day};
use super::work::{Work, instant, number, text};
use crate::domain::act::{NewAct, Target, When};
use crate::domain::change::Created;
use crate::domain::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text};
use crate::domain::contact::{DatedSort, NewHandle};
use crate::domain::duplicate::name_key;
use crate::domain::fold::fold;
use crate::domain::ids::{ContactId, OperationId, Subject};
use crate::domain::incoming::{Bundled, IncomingAct, IncomingPerson, IncomingTime};
use crate::domain::platform::same_handle;
use crate::domain::time::Now;
use crate::store::error::Result;
use crate::store::uid::Uids;

/// An import while it is written.
#[derive(Debug)]
pub struct Import {
    pub(in crate::store) operation: OperationId,
    pub(in crate::store) row: i64,
    /// Who stands for each person of the file, as far as it was written.
    pub(in crate::store) written: Vec<ContactId>,
    pub(in crate::store) acts: usize,
    pub(in crate::store) feeds: usize,
}

impl Import {
    /// How many people, acts and feeds are written.
    pub fn done(&self) -> usize {
        self.written.len() + self.acts + self.feeds
    }

    /// The step that undo takes back.
    pub fn operation(&self) -> OperationId {
        self.operation
    }
}

/// Where somebody comes from: the row of the import, and the word for the other program.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct From<'f> {
    pub(in crate::store) import: i64,
    pub(in crate::store) source: &'f str,
}

/// The row of an import.
pub(in crate::store) fn begin(work: &mut Work<'_>, format: &str) -> Result<i64> {
    work.insert("import", &[("at", instant(work.now.at)), ("format", text(&clean_line(format, LINE_CHARS)))])
}

/// Adds somebody new.
pub(in crate::store) fn add(work: &mut Work<'_>, from: &From<'_>, person: &IncomingPerson) -> Result<ContactId> {
    let mut sets = columns(&person.fields)?;
    sets.push(("added_at", instant(work.now.at)));
    let uid = match person.key.as_str() {
        "" => work.new_uid(),
        key => Uids::natural(&["person", from.source, key]),
    };
    let id = if let Some(id) = work.known("contact", &uid)? {
        // who was taken away comes back
        sets.push(("gone", number(0)));
        work.update("contact", id, &sets)?;
        work.connection.prepare_cached("UPDATE contact SET person = id WHERE id = ?1")?.execute([id])?;
        id
    } else {
        // what is derived of a row stands in it from the start: worked out afterwards it would be written twice
        let name = clean_line(&person.fields.name, LINE_CHARS);
        let id = work.next_id("contact")?;
        let derived = [("person", number(id)), ("folded", text(&fold(&name))), ("alike", text(&name_key(&name)))];
        sets.extend(derived.into_iter().chain([("id", number(id))]));
        work.insert_as("contact", &uid, &sets)?
    };
    let id = ContactId(id);
    work.made(Created::Contact(id));
    card(work, from, person, (id, &uid), true)?;
    for handle in &person.handles {
        insert_handle(work, Subject::Contact(id), &uid, handle)?;
    }
    attach(work, (id, &uid), person)?;
    Ok(id)
}

/// Gives somebody who is here what they lack.
pub(in crate::store) fn fill(
    work: &mut Work<'_>,
    from: &From<'_>,
    person: &IncomingPerson,
    id: ContactId,
) -> Result<ContactId> {
    let id = work.person(id)?;
    let fields = &person.fields;
    let lines = [
        ("mail", &fields.mail),
        ("organisation", &fields.organisation),
        ("town", &fields.town),
        ("notes", &fields.notes),
    ];
    let cleaned = columns(fields)?;
    for (column, _) in lines.into_iter().filter(|(_, theirs)| !theirs.is_empty()) {
        if work.value::<String>("contact", id.0, column)?.is_empty() {
            let set = cleaned.iter().find(|(name, _)| *name == column);
            set.into_iter().try_for_each(|set| work.update("contact", id.0, std::slice::from_ref(set)))?;
        }
    }
    let uid: String = work.value("contact", id.0, "uid")?;
    card(work, from, person, (id, &uid), false)?;
    let known = handles(work, id)?;
    let mail: String = work.value("contact", id.0, "mail")?;
    let new = |handle: &&NewHandle| {
        let own_mail = handle.platform == "mail" && handle.name.eq_ignore_ascii_case(&mail);
        !own_mail && !known.iter().any(|one| same_handle((&one.0, &one.1), (&handle.platform, &handle.name)))
    };
    for handle in person.handles.iter().filter(new) {
        add_handle(work, Subject::Contact(id), handle)?;
    }
    attach(work, (id, &uid), person)?;
    Ok(id)
}

/// Logs what was done with somebody, once: one that was logged stays as it is now, and one that was taken away
/// stays away.
pub(in crate::store) fn log(work: &mut Work<'_>, who: &Bundled, act: &IncomingAct, person: ContactId) -> Result<()> {
    let id = work.person(person)?;
    if is_logged(work.connection, work.now, who, act, id)? {
        return Ok(());
    }
    let (when, key) = natural(work.connection, work.now, who, act, id)?;
    let target = Target { contact: Some(id), ..Target::default() };
    let new = NewAct { when, note: act.note.clone(), ..NewAct::new(act.direction, act.kind, target) };
    acts::log_past(work, &key.iter().map(String::as_str).collect::<Vec<_>>(), &new)?;
    Ok(())
}

/// Whether an act of somebody who is here came in before.
pub(in crate::store) fn is_logged(
    connection: &Connection,
    now: &Now,
    who: &Bundled,
    act: &IncomingAct,
    person: ContactId,
) -> Result<bool> {
    let (_, key) = natural(connection, now, who, act, person)?;
    let uid = Uids::natural(&key.iter().map(String::as_str).collect::<Vec<_>>());
    let sql = "SELECT EXISTS (SELECT 1 FROM act WHERE uid = ?1)";
    Ok(connection.prepare_cached(sql)?.query_row([uid], |row| row.get(0))?)
}

/// When an act was, and what tells it from all others.
fn natural(
    connection: &Connection,
    now: &Now,
    who: &Bundled,
    act: &IncomingAct,
    person: ContactId,
) -> Result<(When, [String; 7])> {
    let (when, at) = match act.at {
        IncomingTime::At(at) => (When::At(at), at.0.to_string()),
        IncomingTime::Wall(wall) => (When::At(now.zone.resolve(wall)), wall.to_string()),
        IncomingTime::On(date) => (When::Day(date.into()), date.to_string()),
    };
    // their own key there, which a merge leaves as it is
    let key = match who.person.key.as_str() {
        "" => connection
            .prepare_cached("SELECT uid FROM contact WHERE id = ?1")?
            .query_row([person.0], |row| row.get(0))?,
        key => key.to_owned(),
    };
    let (word, note) = (|word: &str| word.to_owned(), clean_text(&act.note, TEXT_BYTES));
    let key = [word("act"), word(who.source), key, word(act.direction.id()), word(act.kind), at, note];
    Ok((when, key))
}

/// Notes from which card somebody is.
fn card(
    work: &mut Work<'_>,
    from: &From<'_>,
    person: &IncomingPerson,
    (id, uid): (ContactId, &str),
    made: bool,
) -> Result<()> {
    let key = if person.key.is_empty() { uid } else { person.key.as_str() };
    let known: Option<i64> = work
        .connection
        .prepare_cached("SELECT contact FROM card WHERE source = ?1 AND key = ?2 AND gone = 0")?
        .query_row([from.source, key], |row| row.get(0))
        .optional()?;
    if known.is_some() {
        return Ok(());
    }
    let sets = [
        ("contact", number(id.0)),
        ("source", text(from.source)),
        ("key", text(&clean_line(key, LINE_CHARS))),
        ("import", number(from.import)),
        ("made", number(made)),
    ];
    work.insert_natural("card", &["card", from.source, key], &sets)?;
    Ok(())
}

/// Tags, topics, birthday and dates that are not there yet.
fn attach(work: &mut Work<'_>, (id, uid): (ContactId, &str), person: &IncomingPerson) -> Result<()> {
    for (table, words) in [("tag", &person.fields.tags), ("topic", &person.fields.topics)] {
        for word in words.iter().map(|word| clean_line(word, 80)).filter(|word| !word.is_empty()) {
            let sets = [("name", text(&word)), ("contact", number(id.0))];
            work.insert_natural(table, &[table, uid, &word], &sets)?;
        }
    }
    let birthday = Some((DatedSort::Birthday, String::new(), person.fields.birthday.clone()));
    let yearly = person.dates.iter().map(|(what, day)| (DatedSort::Yearly, clean_line(what, LINE_CHARS), day.clone()));
    for (sort, what, day) in birthday.into_iter().chain(yearly).filter(|(.., day)| is_day(day, true)) {
        let known: Option<i64> = work
            .connection
            .prepare_cached(
                "SELECT id FROM dated WHERE contact = ?1 AND gone = 0 AND sort = ?2 AND (sort = 'birthday' OR (text, day) = (?3, ?4)) LIMIT 1",
            )?
            .query_row(rusqlite::params![id.0, sort.word(), what, day], |row| row.get(0))
            .optional()?;
        if known.is_none() {
            let sets = [
                ("contact", number(id.0)),
                ("sort", text(sort.word())),
                ("text", text(&what)),
                ("day", text(&day)),
                ("set_at", instant(work.now.at)),
            ];
            work.insert("dated", &sets)?;
        }
    }
    Ok(())
}

fn handles(work: &Work<'_>, id: ContactId) -> Result<Vec<(String, String)>> {
    let mut statement = work.connection.prepare_cached(
        "SELECT handle.platform, handle.name FROM contact JOIN handle ON handle.contact = contact.id
         WHERE contact.person = ?1 AND handle.gone = 0 LIMIT 500",
    )?;
    let rows = statement.query_map([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
