//! Applies the one change that a writing command means, and says what was done.
//!
//! Must not know how a change is applied.

use super::said::{said, take_in};
use super::{blocks, feeds, log, owed, people};
use crate::cli::args::Command;
use crate::cli::ask::Ask;
use crate::cli::exit::{Code, Failure, Result};
use crate::cli::house::House;
use crate::cli::print::page::{Page, send};
use crate::cli::print::sieve::safe;
use crate::cli::print::table::Table;
use crate::domain::alike::Asked;
use crate::domain::change::Change;
use crate::domain::ids::Subject;
use crate::store::{Applied, Created, Operation, Store};

/// Applies what one command means.
pub(super) fn one(house: &House, command: &Command) -> Result<()> {
    let mut store = house.store()?;
    if matches!(command, Command::Log(_)) {
        take_in(house, &mut store);
    }
    let change = change(&Ask::new(house, &store), command)?;
    let before = chooses_cadence(&change).then(|| store.load_figures(&house.now)).transpose()?;
    let applied = store.apply(&house.now, &change)?;
    let mut page = Page::new(house.ink);
    said(&mut page, &applied);
    if let Some(before) = before {
        let load = before.words_then(store.load_figures(&house.now)?);
        if !load.is_empty() {
            page.line(&format!("  {load}"));
        }
    }
    if matches!(command, Command::Add(_)) {
        namesakes(&mut page, &store, &change, &applied)?;
    }
    if matches!(change, Change::FinishSession { .. }) {
        recap(&mut page, &store, house)?;
    }
    if applied.operation.0 != 0 {
        page.dim("  to take it back: rounds undo");
    }
    Ok(send(&page.text())?)
}

/// Whether a cadence is chosen with it: the load then stands before and after.
fn chooses_cadence(change: &Change) -> bool {
    match change {
        Change::SetTier(..) | Change::SetCadence(..) | Change::AddCommunity(..) => true,
        Change::AddContact(fields, _) | Change::SaveContact(_, fields) => fields.tier.is_some(),
        Change::Batch(_, changes) => changes.iter().any(chooses_cadence),
        _ => false,
    }
}

/// Who looks like somebody that was just added, and what to do about it.
fn namesakes(page: &mut Page, store: &Store, change: &Change, applied: &Applied) -> Result<()> {
    let made = applied.created.iter().find_map(|created| match created {
        Created::Contact(id) => Some(Subject::Contact(*id)),
        Created::Community(id) => Some(Subject::Community(*id)),
        _ => None,
    });
    for asked in Asked::of(change) {
        let Some(alike) = store.alike(&Asked { own: asked.own.or(made), ..asked })?.into_iter().next() else {
            continue;
        };
        page.line(&format!("  {}", alike.words()));
        if let (Some(new @ Subject::Contact(_)), known @ Subject::Contact(_)) = (made, alike.subject) {
            page.dim(&format!("  one person: rounds merge {new} {known}"));
            page.dim(&format!("  two: rounds apart {new} {known}"));
        }
    }
    Ok(())
}

/// What the finished block came to.
fn recap(page: &mut Page, store: &Store, house: &House) -> Result<()> {
    let mut table = Table::new(2);
    for line in store.recap(&house.now)?.map(|recap| recap.lines).unwrap_or_default() {
        table.row([line.label, line.value]);
    }
    table.print(page);
    Ok(())
}

/// The change that a command means; every writing command means exactly one.
pub(crate) fn change(ask: &Ask<'_>, command: &Command) -> Result<Change> {
    match command {
        Command::Log(args) => log::change(ask, args),
        Command::Act(args) => log::act(ask, args),
        Command::Owe(args) => owed::owe(ask, args),
        Command::Keep(args) => owed::keep(ask, args),
        Command::Revive(args) => owed::revive(ask, args),
        Command::Step(args) => owed::step(ask, args),
        Command::Pass(args) => owed::pass(ask, args),
        Command::Snooze(args) => owed::snooze(ask, args),
        Command::Wake(args) => Ok(Change::Wake(ask.anyone(&args.name)?.subject)),
        Command::Pin(args) => Ok(Change::Pin(ask.anyone(&args.name)?.subject, !args.off)),
        Command::Look => Ok(Change::Look),
        Command::Add(args) => people::add(ask, args),
        Command::Edit(args) => people::edit(ask, args),
        Command::Archive(args) => Ok(Change::Archive(ask.anyone(&args.name)?.subject, !args.back)),
        Command::Merge(args) => people::merge(ask, args),
        Command::Apart(args) => people::apart(ask, args),
        Command::Session(args) => blocks::session(ask, args),
        Command::Commit(args) => blocks::commit(ask, args),
        Command::Plan(args) => blocks::plan(ask, args),
        Command::Rest(args) => blocks::rest(ask, args),
        Command::Feeds(args) => feeds::change(ask, args),
        Command::Review(args) => blocks::close_review(ask, args),
        Command::Today(_)
        | Command::Show(_)
        | Command::People(_)
        | Command::Communities(_)
        | Command::Duplicates(_)
        | Command::History(_)
        | Command::Status(_)
        | Command::Undo
        | Command::Redo
        | Command::Import(_)
        | Command::Export(_)
        | Command::Doctor(_)
        | Command::Config(_)
        | Command::Completions(_)
        | Command::Man
        | Command::Demo => Err(Failure::new(Code::Failed, "this command changes nothing")),
    }
}

/// Takes back the newest step, whoever made it.
pub(super) fn undo(house: &House) -> Result<()> {
    let mut store = house.store_to_settle()?;
    // half of a step is nothing to do again
    if let Some(left) = store.cut_short()?.pop() {
        store.break_off(left.id)?;
        return Ok(send(&format!("undone: {}, which was cut short\n", safe(&left.label)))?);
    }
    let step = store.undo()?;
    stepped(house, &store, step.as_ref(), "undone", "to do it again: rounds redo", "there is nothing to undo")
}

/// Does again what was undone last.
pub(super) fn redo(house: &House) -> Result<()> {
    let mut store = house.store()?;
    let step = store.redo()?;
    stepped(house, &store, step.as_ref(), "done again", "to take it back: rounds undo", "there is nothing to redo")
}

fn stepped(
    house: &House,
    store: &Store,
    step: Option<&Operation>,
    what: &str,
    back: &str,
    nothing: &str,
) -> Result<()> {
    let Some(step) = step else { return Err(Failure::new(Code::NotFound, nothing)) };
    let mut page = Page::new(house.ink);
    let elsewhere = if store.is_own(step) { String::new() } else { format!(" ({})", step.origin) };
    page.line(&format!("{what}: {}{elsewhere}", step.label));
    page.dim(&format!("  {back}"));
    Ok(send(&page.text())?)
}
