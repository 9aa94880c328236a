//! A file of everything, as `export` writes it, read back: looked over whole first, then written as one step.
//!
//! Rows that are here stay as they are; only what is missing comes in. Must not know the form of the file, nor how a
//! row is stored.

use std::io::Read;

use super::exit::{Code, Failure, Result};
use crate::domain::incoming::Unreadable;
use crate::domain::record::Record;
use crate::domain::time::Now;
use crate::exchange::own_json;
use crate::store::take_in::Counted;
use crate::store::{Store, StoreError};

/// So many rows are handed to the store at once.
const AT_ONCE: usize = 500;

/// Why a file does not come in.
#[derive(Debug)]
enum Stop {
    Unreadable(Unreadable),
    Store(StoreError),
    /// Somebody asked to break off.
    Asked,
}

impl From<Unreadable> for Stop {
    fn from(why: Unreadable) -> Self {
        Self::Unreadable(why)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Store(StoreError::Refused(why)) => Self::new(Code::Refused, why).next("nothing was written"),
            Stop::Store(error) => error.into(),
            Stop::Asked => Self::new(Code::Failed, "broken off"),
            Stop::Unreadable(Unreadable { line: 0, why }) => Self::new(Code::Refused, why),
            Stop::Unreadable(Unreadable { line, why }) => Self::new(Code::Refused, format!("line {line}: {why}")),
        }
    }
}

/// How many rows of each table the file holds, and how many of them are here; every one may come in.
///
/// # Errors
/// Where one may not, or the file is broken. Nothing is written in either case.
pub fn look_over(store: &Store, file: impl Read) -> Result<Vec<Counted>> {
    let mut looked = store.look_over()?;
    own_json::read::<Stop>(file, &mut |table, record| Ok(looked.row(table, &record)?))?;
    Ok(looked.counted())
}

/// Takes in what is missing here; answers how many rows that were. To be looked over before. `goes_on` is told how
/// many are written, and breaks off by answering false: then everything is as it was, and the answer is none.
///
/// # Errors
/// When it fails everything is as it was.
pub fn take_in(
    store: &mut Store,
    now: &Now,
    file: impl Read,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<usize>> {
    let mut taking = store.start_taking_in(now)?;
    let operation = taking.operation();
    let mut rows: Vec<(String, Record<'static>)> = Vec::with_capacity(AT_ONCE);
    let read = || -> std::result::Result<(), Stop> {
        own_json::read::<Stop>(file, &mut |table, record| {
            rows.push((table.to_owned(), record));
            if rows.len() == AT_ONCE {
                store.take_in(&mut taking, &rows)?;
                rows.clear();
                if !goes_on(taking.new_rows()) {
                    return Err(Stop::Asked);
                }
            }
            Ok(())
        })?;
        Ok(store.take_in(&mut taking, &rows)?)
    };
    let outcome = read();
    let new = taking.new_rows();
    if let Err(stop) = outcome.and_then(|()| Ok(store.end_taking_in(&taking)?)) {
        store.break_off(operation)?;
        return if matches!(stop, Stop::Asked) { Ok(None) } else { Err(stop.into()) };
    }
    Ok(Some(new))
}
