//! Says what a change did, and what came in from the inbox file.
//!
//! Must not know how a change is applied.

use std::path::Path;

use crate::cli::house::House;
use crate::cli::print::page::{Page, complain};
use crate::cli::print::sieve::safe;
use crate::inbox;
use crate::store::{Applied, Created, Store};

/// What is said where an import was broken off.
pub(super) const BROKEN_OFF: &str = "Broken off: what was written is taken back.";

/// What a change did: its label, what else is worth saying, and the numbers of new rows.
pub(super) fn said(page: &mut Page, applied: &Applied) {
    page.line(&applied.label);
    for note in &applied.notes {
        page.line(&format!("  {note}"));
    }
    let numbers: Vec<String> = applied.created.iter().filter_map(number).collect();
    if !numbers.is_empty() {
        page.dim(&format!("  {}", numbers.join(", ")));
    }
}

/// The ways back from an import: the step, and the copy of what was before.
pub(super) fn back(page: &mut Page, copy: Option<&Path>) {
    if let Some(copy) = copy {
        page.dim(&format!("  your data as they were before: {}", copy.display()));
    }
    page.dim("  to take it back: rounds undo");
}

/// Takes in what lies in the inbox file; what cannot be read is kept and said.
pub(super) fn take_in(house: &House, store: &mut Store) {
    match inbox::take_in(store, &house.now, &house.paths.data) {
        Ok(taken) => {
            for label in &taken.done {
                complain(&format!("from {}: {}", inbox::FILE, safe(label)));
            }
            for (line, why) in &taken.kept {
                complain(&format!("kept in {}: {} ({})", inbox::KEPT, safe(line), safe(why)));
            }
            for why in &taken.stayed {
                complain(&format!("{}: {}", inbox::FILE, safe(why)));
            }
        }
        Err(why) => complain(&format!("{}: {why}", inbox::FILE)),
    }
}

/// The numbers that later commands ask for.
fn number(created: &Created) -> Option<String> {
    match created {
        Created::Act(id) => Some(format!("act {}", id.0)),
        Created::Owed(id) => Some(format!("owed {}", id.0)),
        Created::Commitment(id) => Some(format!("commitment {}", id.0)),
        Created::Planned(id) => Some(format!("planned block {}", id.0)),
        Created::Rest(id) => Some(format!("rest {}", id.0)),
        Created::Feed(id) => Some(format!("feed {}", id.0)),
        Created::Contact(_) | Created::Community(_) | Created::Dated(_) | Created::Session(_) => None,
    }
}
