//! Turns a [`Change`] into all its rows.
//!
//! Owns what each change writes; each group of changes has a file. Must not know about
//! transactions, the journal or what is derived.

mod acts;
mod attached;
mod blocks;
mod cadences;
pub(super) mod feeds;
pub(super) mod imported;
mod moment;
mod owed;
mod people;
mod places;
pub(super) mod work;

pub(super) use owed::LAST_LOOK;
pub(super) use people::is_day;
use work::{Applied, Work};

use super::error::Result;
use crate::domain::change::Change;

/// Applies one change inside the transaction of its caller.
pub(super) fn apply(work: &mut Work<'_>, change: &Change) -> Result<Applied> {
    let label = dispatch(work, change)?;
    Ok(work.applied(label))
}

fn dispatch(work: &mut Work<'_>, change: &Change) -> Result<String> {
    match change {
        Change::LogActs(acts) => acts::log(work, acts),
        Change::EditAct(act, patch) => acts::edit(work, *act, patch),
        Change::RemoveAct(act) => acts::remove(work, *act),
        Change::Owe { to, sort, text, due, link } => owed::owe(work, *to, *sort, text, *due, link),
        Change::LetBe(id) => owed::let_be(work, *id),
        Change::Keep(id, act) => owed::keep(work, *id, act.as_ref()),
        Change::Revive(id) => owed::revive(work, *id),
        Change::AddDated { contact, sort, text, day } => people::add_dated(work, *contact, *sort, text, day),
        Change::StepDone(id) => people::step_done(work, *id),
        Change::RemoveDated(id) => people::remove_dated(work, *id),
        Change::Pass(subject) => owed::hold(work, *subject, None),
        Change::Snooze(subject, day) => owed::hold(work, *subject, Some(*day)),
        Change::Wake(subject) => owed::wake(work, *subject),
        Change::Pin(subject, pinned) => attached::pin(work, *subject, *pinned),
        Change::Look => owed::look(work),
        Change::AddContact(fields, handles) => people::add(work, fields, handles),
        Change::SaveContact(id, fields) => people::save(work, *id, fields),
        Change::SetTier(id, tier) => people::set_tier(work, *id, *tier),
        Change::SetCadence(subject, days) => places::set_cadence(work, *subject, *days),
        Change::SetStage(id, stage, how) => people::set_stage(work, *id, *stage, *how),
        Change::AddCommunity(fields, handles) => places::add(work, fields, handles),
        Change::SaveCommunity(id, fields) => places::save(work, *id, fields),
        Change::SetRung(id, rung, how) => places::set_rung(work, *id, *rung, *how),
        Change::AddHandle(subject, handle) => attached::add_handle(work, *subject, handle),
        Change::RemoveHandle(id) => attached::remove_handle(work, *id),
        Change::Archive(subject, archived) => attached::archive(work, *subject, *archived),
        Change::Merge { gone, into } => people::merge(work, *gone, *into),
        Change::Apart { one, other } => people::apart(work, *one, *other),
        Change::StartSession { at, planned, plan, community } => blocks::start(work, *at, *planned, *plan, *community),
        Change::PauseSession(id) => blocks::pause(work, *id),
        Change::ResumeSession(id) => blocks::resume(work, *id),
        Change::ExtendSession(id, minutes) => blocks::extend(work, *id, *minutes),
        Change::CutGap { session, from, to } => blocks::cut(work, *session, *from, *to),
        Change::FinishSession { session, at, note } => blocks::finish(work, *session, *at, note),
        Change::NoteSession(id, note) => blocks::note(work, *id, note),
        Change::AddSession { at, minutes } => blocks::add(work, *at, *minutes),
        Change::AddCommitment(spec) => cadences::commit(work, spec),
        Change::ChangeCommitment(id, spec) => cadences::change(work, *id, spec),
        Change::EndCommitment(id) => cadences::end(work, *id),
        Change::AddPlanned { days, time, minutes, label, community } => {
            cadences::plan(work, days, *time, *minutes, label, *community)
        }
        Change::EndPlanned(id) => cadences::unplan(work, *id),
        Change::AddRest(days, label) => cadences::rest(work, *days, label),
        Change::EndRest(id) => cadences::unrest(work, *id),
        Change::CloseReview { week, well, hindered, line } => {
            cadences::close_review(work, *week, [well, hindered, line])
        }
        Change::AddFeed { of, address, title, off } => feeds::add(work, *of, address, title, off),
        Change::AttachFeed(id, subject) => feeds::attach(work, *id, *subject),
        Change::RemoveFeed(id) => feeds::remove(work, *id),
        Change::NameFeed(id, title) => feeds::name(work, *id, title),
        Change::MarkPost(id, mark, set) => feeds::mark(work, *id, *mark, *set),
        Change::Batch(label, changes) => {
            for change in changes {
                dispatch(work, change)?;
            }
            Ok(label.clone())
        }
    }
}
