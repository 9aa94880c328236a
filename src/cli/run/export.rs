//! `export`: everything, or one person, in the form that was asked for.
//!
//! Reads from the store and writes through `exchange`. Must not know where it is written.

use std::io::Write;

use crate::cli::args::export::Export;
use crate::cli::exit::Result;
use crate::cli::house::House;
use crate::cli::outlet::{self, Stop};
use crate::exchange::own_json::Writer;
use crate::store::Store;

/// Takes out what was asked for.
pub(super) fn export(house: &House, args: &Export) -> Result<()> {
    let store = house.reading()?;
    put(args, |out| everything(house, &store, out))
}

/// Writes where it was asked for.
fn put(args: &Export, write: impl FnOnce(&mut dyn Write) -> std::result::Result<(), Stop>) -> Result<()> {
    match args.to.as_deref() {
        Some(path) if !outlet::is_standard(Some(path)) => outlet::file(path, args.force, write),
        _ => outlet::print(write),
    }
}

/// Every row.
fn everything(house: &House, store: &Store, out: &mut dyn Write) -> std::result::Result<(), Stop> {
    let mut writer = Writer::new(out, &house.now.at.rfc3339(house.now.offset()))?;
    store.everything::<Stop>(&mut |piece| Ok(writer.write(piece)?))?;
    writer.finish()?;
    Ok(())
}
