//! What contacts and communities share: handles, tags, topics, pin, archive.

use super::work::{LINK_CHARS, Work, number, subject_columns, text};
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::contact::NewHandle;
use crate::domain::ids::{HandleId, Subject};
use crate::store::error::{Result, StoreError};

pub(super) fn pin(work: &mut Work<'_>, subject: Subject, pinned: bool) -> Result<String> {
    let subject = work.living(subject)?;
    let (table, id) = row(subject);
    work.update(table, id, &[("pinned", number(pinned))])?;
    Ok(format!("{} {}", if pinned { "pinned" } else { "unpinned" }, work.name(subject)?))
}

pub(super) fn archive(work: &mut Work<'_>, subject: Subject, archived: bool) -> Result<String> {
    let subject = work.living(subject)?;
    let (table, id) = row(subject);
    work.update(table, id, &[("archived", number(archived))])?;
    Ok(format!("{} {}", if archived { "archived" } else { "took back" }, work.name(subject)?))
}

pub(super) fn add_handle(work: &mut Work<'_>, subject: Subject, handle: &NewHandle) -> Result<String> {
    let subject = work.living(subject)?;
    let owner = owner_uid(work, subject)?;
    let (platform, name) = insert_handle(work, subject, &owner, handle)?;
    Ok(format!("{}: {name} ({platform})", work.name(subject)?))
}

/// Adds a handle to a living subject with that uid; answers its platform and name as they are written.
pub(super) fn insert_handle(
    work: &mut Work<'_>,
    subject: Subject,
    owner: &str,
    handle: &NewHandle,
) -> Result<(String, String)> {
    let platform = clean_line(&handle.platform, 40).to_lowercase();
    let name = clean_line(&handle.name, LINE_CHARS);
    if platform.is_empty() || name.is_empty() {
        return Err(StoreError::Refused("a handle needs a platform and a name".to_owned()));
    }
    let link = clean_line(&handle.link, LINK_CHARS);
    let mut sets = vec![("platform", text(&platform)), ("name", text(&name)), ("link", text(&link))];
    sets.extend(subject_columns(subject));
    work.insert_natural("handle", &["handle", owner, &platform, &name], &sets)?;
    Ok((platform, name))
}

pub(super) fn add_handles(work: &mut Work<'_>, subject: Subject, handles: &[NewHandle]) -> Result<()> {
    for handle in handles {
        add_handle(work, subject, handle)?;
    }
    Ok(())
}

pub(super) fn remove_handle(work: &mut Work<'_>, id: HandleId) -> Result<String> {
    let name: String = work.value("handle", id.0, "name")?;
    work.remove("handle", id.0)?;
    Ok(format!("removed {name}"))
}

/// Makes the words (tags or topics) of a subject those of `words`.
pub(super) fn replace_words(work: &mut Work<'_>, table: &str, subject: Subject, words: &[String]) -> Result<()> {
    let (column, id) = match subject {
        Subject::Contact(id) => ("contact", id.0),
        Subject::Community(id) => ("community", id.0),
    };
    let mut wanted: Vec<String> =
        words.iter().map(|word| clean_line(word, 80)).filter(|word| !word.is_empty()).collect();
    wanted.dedup();
    let stored: Vec<(i64, String)> = work
        .connection
        .prepare_cached(&format!("SELECT id, name FROM {table} WHERE {column} = ?1 AND gone = 0"))?
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (row, word) in &stored {
        if !wanted.contains(word) {
            work.remove(table, *row)?;
        }
    }
    let owner = owner_uid(work, subject)?;
    for word in wanted {
        if stored.iter().all(|stored| stored.1 != word) {
            let mut sets = vec![("name", text(&word))];
            sets.extend(subject_columns(subject));
            work.insert_natural(table, &[table, &owner, &word], &sets)?;
        }
    }
    Ok(())
}

fn row(subject: Subject) -> (&'static str, i64) {
    match subject {
        Subject::Contact(id) => ("contact", id.0),
        Subject::Community(id) => ("community", id.0),
    }
}

fn owner_uid(work: &Work<'_>, subject: Subject) -> Result<String> {
    let (table, id) = row(subject);
    work.value(table, id, "uid")
}
