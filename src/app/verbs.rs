//! The verbs on people and places: log, open, owe, pass, snooze, pin, archive.
//!
//! Each acts on the marked ones as one step, else on the one in focus.

use super::action::Action;
use super::effect::Effect;
use super::model::{Model, Screen};
use super::overlay::Overlay;
use super::overlays::log::{LogPopup, reaction, target};
use super::overlays::owe::OwePopup;
use super::overlays::pass::PassPopup;
use super::overlays::question::Question;
use super::overlays::snooze::SnoozePopup;
use super::reply::Reply;
use crate::domain::act::NewAct;
use crate::domain::change::Change;
use crate::domain::feed::Mark;
use crate::domain::ids::Subject;
use crate::domain::kind::{Direction, Kinds};
use crate::domain::whom::Whom;
use crate::report::listening::PostLine;
use crate::report::row::Row;

const NOBODY: &str = "Nobody is selected";

/// `Space`: logs the suggested act of each.
pub fn suggested(model: &mut Model) -> Reply {
    if super::refresh::on_counted(model) {
        return Reply::effects(vec![Effect::Write(Box::new(Change::Look))]);
    }
    if super::refresh::on_reading(model) {
        return Reply { actions: vec![Action::Listen], ..Reply::default() };
    }
    let rows = model.targets();
    if rows.is_empty() {
        return Reply::say(NOBODY);
    }
    let change = together("logged", rows.iter().map(|row| suggested_change(row, &model.settings.kinds)).collect());
    // in the first block the line is a question: what Space does is seen before it is done
    let first = model.today.report.as_ref().is_some_and(|report| report.first_block) && model.last.is_none();
    if first && rows.len() == 1 {
        let text = format!(
            "Log \"{}\"?",
            model.settings.kinds.said(Direction::Out, &rows[0].suggested.kind, Some(named(&rows[0])), 1)
        );
        let question = Question::new(text, vec![Effect::Write(Box::new(change))]);
        return model.open(Overlay::Question(question));
    }
    Reply::effects(vec![Effect::Write(Box::new(change))])
}

/// Whom a row is about.
pub fn named(row: &Row) -> Whom<'_> {
    Whom::new(row.subject, &row.name)
}

/// `a`, `i`.
pub fn log(model: &mut Model, direction: Direction) -> Reply {
    let mut popup = LogPopup::new(direction, model.targets());
    popup.post = post(model, direction).cloned();
    model.open(Overlay::Log(popup))
}

/// `.`: the same kind again, for whom is in focus.
pub fn again(model: &mut Model) -> Reply {
    let Some((direction, kind)) = &model.again else { return Reply::say("Nothing was logged in this window yet") };
    let rows = model.targets();
    if rows.is_empty() {
        return Reply::say("Nobody is selected to log that for again");
    }
    let acts = rows.iter().map(|row| NewAct::new(*direction, kind, target(row))).collect();
    let change = match (post(model, *direction), rows.as_slice()) {
        (Some(post), [row]) => reaction(post, model.settings.kinds.said(*direction, kind, Some(named(row)), 1), acts),
        _ => Change::LogActs(acts),
    };
    Reply::effects(vec![Effect::Write(Box::new(change))])
}

/// The post that an act of yours would be a reaction to.
fn post(model: &Model, direction: Direction) -> Option<&PostLine> {
    let here = model.screen == Screen::Listen && model.cards.is_empty() && model.found.is_none();
    model.listen.post().filter(|_| here && direction == Direction::Out && model.marks.is_empty())
}

/// `o`: the thing itself, and the row is *now*.
pub fn open(model: &mut Model) -> Reply {
    let Some(row) = model.focus_row() else { return Reply::say(NOBODY) };
    let mark = Effect::MarkNow(Some(row.subject));
    if row.link.is_empty() {
        return Reply::effects(vec![mark]).with_notice(format!("{} has no link to open; marked as now", row.name));
    }
    Reply::effects(vec![Effect::Open(row.link), mark])
}

/// `y`.
pub fn copy_link(model: &mut Model) -> Reply {
    match model.focus_row() {
        Some(row) if !row.link.is_empty() => Reply::effects(vec![Effect::Copy(row.link)]),
        Some(row) => Reply::say(format!("{} has no link", row.name)),
        None => Reply::say(NOBODY),
    }
}

/// `w`.
pub fn owe(model: &mut Model) -> Reply {
    match model.focus_row() {
        Some(row) => model.open(Overlay::Owe(OwePopup::new(row.subject, row.name))),
        None => Reply::say(NOBODY),
    }
}

/// `p`: until tomorrow; on a row with something owed it asks which.
pub fn pass(model: &mut Model) -> Reply {
    let rows = model.targets();
    match rows.as_slice() {
        [] => Reply::say(NOBODY),
        [row] => match row.shown {
            Some(owed) => model.open(Overlay::Pass(PassPopup { row: row.clone(), owed, said: String::new() })),
            None => Reply::effects(vec![Effect::Write(Box::new(Change::Pass(row.subject)))]),
        },
        many => on_all(model, "passed on", many, Change::Pass),
    }
}

/// `s`.
pub fn snooze(model: &mut Model) -> Reply {
    let rows = model.targets();
    match rows.as_slice() {
        [] => Reply::say(NOBODY),
        rows => model.open(Overlay::Snooze(SnoozePopup {
            subjects: rows.iter().map(|row| row.subject).collect(),
            whom: whom(rows),
            said: String::new(),
        })),
    }
}

/// `!`.
pub fn pin(model: &mut Model) -> Reply {
    let rows = model.targets();
    let Some(first) = rows.first() else { return Reply::say(NOBODY) };
    let pinned = !first.pinned;
    on_all(model, if pinned { "pinned" } else { "unpinned" }, &rows, |subject| Change::Pin(subject, pinned))
}

/// `x`: into the archive, or back where the archive is shown.
pub fn archive(model: &mut Model) -> Reply {
    let rows = model.targets();
    if rows.is_empty() {
        return Reply::say(NOBODY);
    }
    let lines = model.people.list.lines.iter().chain(&model.communities.list.lines);
    let shown_archived =
        lines.into_iter().any(|line| line.archived && Some(line.subject) == rows.first().map(|row| row.subject));
    let archived = !shown_archived;
    on_all(model, if archived { "archived" } else { "took back" }, &rows, |subject| Change::Archive(subject, archived))
}

/// The change that logs what a row suggests.
pub fn suggested_change(row: &Row, kinds: &Kinds) -> Change {
    let suggestion = &row.suggested;
    let act = NewAct {
        settles: suggestion.settles,
        does: suggestion.does,
        ..NewAct::new(Direction::Out, &suggestion.kind, target(row))
    };
    match (suggestion.keeps, suggestion.reads) {
        (Some(owed), _) => Change::Keep(owed, Some(act)),
        (None, Some(post)) => {
            let label = kinds.said(Direction::Out, &suggestion.kind, Some(named(row)), 1);
            let act = NewAct { link: row.link.clone(), ..act };
            Change::Batch(label, vec![Change::LogActs(vec![act]), Change::MarkPost(post, Mark::Done, true)])
        }
        (None, None) => Change::LogActs(vec![act]),
    }
}

/// Several rows in words.
pub fn whom(rows: &[Row]) -> String {
    match rows {
        [one] => one.name.clone(),
        many => format!("{} marked", many.len()),
    }
}

fn on_all(model: &mut Model, what: &str, rows: &[Row], change: impl Fn(Subject) -> Change) -> Reply {
    model.marks.clear();
    let changes = rows.iter().map(|row| change(row.subject)).collect();
    Reply::effects(vec![Effect::Write(Box::new(together(what, changes)))])
}

/// One change as it is; several as one step. Logs alone stay one log.
fn together(what: &str, mut changes: Vec<Change>) -> Change {
    if changes.len() == 1
        && let Some(change) = changes.pop()
    {
        return change;
    }
    let count = changes.len();
    if changes.iter().all(|change| matches!(change, Change::LogActs(_))) {
        let acts = changes.into_iter().flat_map(|change| match change {
            Change::LogActs(acts) => acts,
            _ => Vec::new(),
        });
        return Change::LogActs(acts.collect());
    }
    Change::Batch(format!("{what} {count}"), changes)
}
