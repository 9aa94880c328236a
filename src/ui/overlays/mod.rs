//! Popups, lines and forms as cells.

mod columns;
pub mod duplicates;
pub mod entry;
pub mod form;
pub mod full;
pub mod help;
pub mod import;
pub mod lines;
pub mod past_imports;
mod place;
pub mod popups;
mod typed;

use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::domain::time::Now;

use super::canvas::Canvas;

/// Paints an overlay over what is there.
pub fn draw(canvas: &mut Canvas<'_>, overlay: &Overlay, model: &Model, now: &Now) {
    match overlay {
        Overlay::Log(popup) => popups::log(canvas, popup, model),
        Overlay::Follow(popup) => popups::follow(canvas, popup),
        Overlay::Pass(popup) => popups::pass(canvas, popup, model),
        Overlay::Snooze(popup) => popups::snooze(canvas, popup, now),
        Overlay::Owe(popup) => popups::owe(canvas, popup),
        Overlay::Complete(form) => popups::complete(canvas, form),
        Overlay::Recap(popup) => popups::recap(canvas, popup, model),
        Overlay::Find(find) => entry::find(canvas, find, model),
        Overlay::Palette(palette) => entry::palette(canvas, palette, model),
        Overlay::Form(data) => form::form(canvas, data, model, now),
        Overlay::Many(many) => entry::many(canvas, many, model, now),
        Overlay::Plan(line) => lines::plan(canvas, line),
        Overlay::Question(question) => lines::question(canvas, question),
        Overlay::Date(line) => lines::date(canvas, line),
        Overlay::Help(shown) => help::draw(canvas, shown, model, now),
        Overlay::FirstRun(first) => full::first_run(canvas, first, model, now),
        Overlay::Duplicates(doubts) => duplicates::draw(canvas, doubts, model),
        Overlay::Import(data) => import::draw(canvas, data, model),
        Overlay::PastImports(past) => past_imports::draw(canvas, past, model),
        Overlay::Triage(triage) => full::triage(canvas, triage, model),
    }
}
