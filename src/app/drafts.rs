//! What was typed and is not in the file: there again.
//!
//! Owns which lines of many at once that were left are kept and where they come back, and what comes back when writing
//! it fails. Must not know how they are typed.

use super::action::Action;
use super::model::Model;
use super::overlay::Overlay;
use super::overlays::many::{Many, Sort};
use super::reply::Notice;

/// Opens many at once: with the lines that were left before, what `fresh` brings behind them.
pub fn open(model: &mut Model, fresh: Many) -> Overlay {
    let Some(at) = model.drafts.iter().position(|left| same(left, &fresh)) else { return Overlay::Many(fresh) };
    let mut left = model.drafts.remove(at);
    left.append(fresh);
    Overlay::Many(left)
}

/// An overlay was left without adding what is typed in it: its lines are kept, and it is said where.
pub fn keep(model: &mut Model, closed: Overlay) {
    let left = match closed {
        Overlay::Many(many) => vec![many],
        Overlay::FirstRun(first) => vec![first.people, first.places],
        _ => return,
    };
    let left: Vec<Many> = left.into_iter().filter(Many::is_typed).collect();
    if left.is_empty() {
        return;
    }
    let where_to = match left.as_slice() {
        [Many { sort: Sort::Places(_), .. }] => format!("{} on Communities", model.keymap.label(Action::New)),
        _ => model.keymap.label(Action::New),
    };
    model.notice = Notice::info(format!("Nothing is added yet; the lines are kept: {where_to} shows them again"));
    model.drafts.retain(|kept| !left.iter().any(|left| same(left, kept)));
    model.drafts.extend(left);
}

/// An overlay was closed to be written: what is typed in it is kept until that is done.
pub fn sent(model: &mut Model, closed: Overlay) {
    let typed = matches!(
        closed,
        Overlay::Many(_)
            | Overlay::FirstRun(_)
            | Overlay::Form(_)
            | Overlay::Complete(_)
            | Overlay::Owe(_)
            | Overlay::Recap(_)
    );
    model.sent = Some(closed).filter(|_| typed);
}

/// It was not written: it is there again as it was.
pub fn failed(model: &mut Model) {
    model.overlays.extend(model.sent.take());
}

/// Whether both are of people, or both of places.
fn same(one: &Many, other: &Many) -> bool {
    matches!(one.sort, Sort::People(_)) == matches!(other.sort, Sort::People(_))
}
