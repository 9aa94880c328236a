//! Where a click lands: a screen's name in the header, a row of its list.
//!
//! The geometry is that of the header and of lists that fill the screen below it.

use super::action::Action;
use super::model::Model;

/// The screens' names in the header and their first columns, in the order of their keys.
const HEADER: [(u16, Action); 5] =
    [(9, Action::Today), (18, Action::People), (28, Action::Communities), (43, Action::Review), (53, Action::Listen)];

/// A click on a cell.
pub fn click(model: &Model, column: u16, row: u16) -> Option<Action> {
    if row != 0 || !model.overlays.is_empty() {
        return None;
    }
    HEADER.iter().rev().find(|(first, _)| column >= *first && column < 63).map(|(_, action)| *action)
}
