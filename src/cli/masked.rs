//! What of a feed is shown and goes out: its address without what may be a secret, unless secrets were asked for.
//!
//! Must not know what else goes out, nor in which form.

use std::borrow::Cow;

use crate::domain::feed::SECRET_LEFT_OUT;
use crate::domain::record::{Cell, Record};
use crate::listen::address::Address;

/// What of an address may be shown.
pub fn shown(address: &str) -> String {
    // what was masked in a file that it came from stays as it is
    match Address::parse(address) {
        Some(whole) if !address.contains('…') => whole.shown(),
        Some(_) => address.to_owned(),
        None => String::new(),
    }
}

/// The address that goes out instead, where this one holds a secret.
pub fn masked(address: &str) -> Option<String> {
    // it came in masked already
    if address.contains('…') {
        return None;
    }
    Address::parse(address).filter(Address::is_secret).map(|address| address.shown())
}

/// The row of a feed that goes out instead, where its address holds a secret: it can come in again, and is never asked.
pub fn masked_row<'r>(record: &Record<'r>) -> Option<Record<'r>> {
    let Some(Cell::Text(address)) = record.get("address") else { return None };
    let shown = masked(address)?;
    let mut cells: Vec<(Cow<'r, str>, Cell<'r>)> = Vec::with_capacity(record.cells.len() + 1);
    let mut said = record.get("off").is_some();
    for (name, cell) in &record.cells {
        match name.as_ref() {
            "address" => {
                cells.push((name.clone(), Cell::Text(Cow::Owned(shown.clone()))));
                continue;
            }
            // the columns behind it
            "written" | "added_at" if !said => {
                cells.push((Cow::Borrowed("off"), Cell::Text(Cow::Borrowed(SECRET_LEFT_OUT))));
                said = true;
            }
            _ => {}
        }
        cells.push((name.clone(), cell.clone()));
    }
    Some(Record { cells })
}
