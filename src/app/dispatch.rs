//! What each action does: an exhaustive match, one arm an action.

use super::action::Action;
use super::drafts;
use super::effect::{Editing, Effect, Query};
use super::forms;
use super::key::{Code, Key};
use super::listening;
use super::model::{Model, Screen};
use super::movement;
use super::overlay::Overlay;
use super::overlays::complete::Complete;
use super::overlays::find::Find;
use super::overlays::help::Help;
use super::overlays::import::Import;
use super::overlays::many::Many;
use super::overlays::palette::Palette;
use super::reply::{Notice, Purpose, Reply};
use super::verbs;
use crate::domain::kind::Direction;
use crate::domain::time::Now;
use crate::report::card::Card;

/// Does one action.
pub fn dispatch(model: &mut Model, now: &Now, action: Action) -> Reply {
    match action {
        Action::LogSuggested => verbs::suggested(model),
        Action::Log => verbs::log(model, Direction::Out),
        Action::LogTheirs => verbs::log(model, Direction::In),
        Action::Again => verbs::again(model),
        Action::Complete => complete(model),
        Action::Open => verbs::open(model),
        Action::CopyLink => verbs::copy_link(model),
        Action::Owe => verbs::owe(model),
        Action::Pass => verbs::pass(model),
        Action::Snooze => verbs::snooze(model),
        Action::Pin => verbs::pin(model),
        Action::Mark => Reply::effects(movement::mark(model)),
        Action::Edit => edit(model),
        Action::EditNote => edit_note(model),
        Action::Archive => verbs::archive(model),
        Action::Merge => merge(model),
        Action::StepUp => super::steps::up(model),
        Action::StepDown => super::steps::down(model),
        Action::ShowAll => Reply::effects(movement::show_all(model)),
        Action::Rank => Reply::effects(vec![Effect::Load(Query::Today { rank: true })]).with_notice("Ranked anew"),
        Action::AddHandle => add_handle(model),
        Action::AddFeed => add_feed(model),
        Action::RemoveFeed => on_listen(model, |model| listening::remove_feed(model)),
        Action::Filter => filter(model),
        Action::Archived => Reply::effects(movement::archived(model)),
        Action::Earlier => movement::week(model, -1),
        Action::Later => movement::week(model, 1),
        Action::CopyReview => copy_review(model),
        Action::RemoveItem => super::steps::remove_planned(model),
        Action::EditItem => super::steps::edit_planned(model),
        Action::Page => on_listen(model, listening::page),
        Action::PostDone => on_listen(model, listening::done),
        Action::PostKeep => on_listen(model, |model| listening::keep(model)),
        Action::PostOpen => on_listen(model, |model| listening::open(model)),
        Action::PostLink => on_listen(model, |model| listening::copy(model)),
        Action::Follow => on_listen(model, listening::follow),
        Action::AskFeeds => on_listen(model, listening::ask),
        Action::TakeIn => on_listen(model, |model| Reply::effects(vec![Effect::Load(model.listen.query(true))])),
        Action::Find => model.open(Overlay::Find(Find::new(Purpose::Act))),
        Action::Palette => model.open(Overlay::Palette(Palette::default())),
        Action::Help => model.open(Overlay::Help(Help::default())),
        Action::New => new(model),
        Action::Duplicates => Reply::effects(vec![Effect::Load(Query::Duplicates)]),
        Action::Import => import(model),
        Action::PastImports => Reply::effects(vec![Effect::Load(Query::PastImports)]),
        Action::Triage => triage(model),
        Action::Session => super::block::session(model),
        Action::Finish => super::block::finish(model, now),
        Action::More => super::block::more(model),
        Action::Undo => Reply::effects(vec![Effect::Undo { sure: std::mem::take(&mut model.foreign_named) }]),
        Action::Redo => Reply::effects(vec![Effect::Redo]),
        Action::Today => Reply::effects(movement::screen(model, Screen::Today)),
        Action::People => Reply::effects(movement::screen(model, Screen::People)),
        Action::Communities => Reply::effects(movement::screen(model, Screen::Communities)),
        Action::Review => Reply::effects(movement::screen(model, Screen::Review)),
        Action::Listen => Reply::effects(movement::screen(model, Screen::Listen)),
        Action::Enter => Reply::effects(movement::enter(model)),
        Action::Back => Reply::effects(movement::back(model)),
        Action::Quit => quit(model),
        Action::Cancel => cancel(model, now),
        Action::Down => Reply::effects(movement::step(model, 1)),
        Action::Up => Reply::effects(movement::step(model, -1)),
        Action::Top => Reply::effects(movement::step(model, isize::MIN)),
        Action::Bottom => Reply::effects(movement::step(model, isize::MAX)),
        Action::HalfDown => Reply::effects(movement::half(model, 1)),
        Action::HalfUp => Reply::effects(movement::half(model, -1)),
        Action::NextPane => Reply::effects(movement::next_pane(model)),
        Action::Suspend => Reply::effects(vec![Effect::Suspend]),
        Action::Redraw => Reply::effects(vec![Effect::Redraw]),
    }
}

/// The verbs of posts, where posts are: the palette offers them everywhere.
fn on_listen(model: &mut Model, verb: impl FnOnce(&mut Model) -> Reply) -> Reply {
    if model.screen == Screen::Listen {
        return verb(model);
    }
    let key = model.keymap.label(Action::Listen);
    Reply::say(format!("That is for posts: {key} shows them"))
}

fn complete(model: &mut Model) -> Reply {
    match model.last.as_ref().filter(|last| !last.acts.is_empty()) {
        Some(last) => {
            let (note, link) = &last.about;
            let form = Complete::new(last.acts.clone(), last.label.clone(), note, link);
            model.open(Overlay::Complete(form))
        }
        None => Reply::say("Nothing was logged in this window yet"),
    }
}

fn edit(model: &mut Model) -> Reply {
    match (model.focus(), &model.detail) {
        (Some(subject), Some(card)) if card.subject() == subject => model.open(Overlay::Form(forms::edit(card))),
        _ => Reply::say("Nobody is selected"),
    }
}

fn edit_note(model: &Model) -> Reply {
    match (model.focus(), &model.detail) {
        (Some(subject), Some(card)) if card.subject() == subject => {
            let notes = match card {
                Card::Contact(card) => &card.fields.notes,
                Card::Community(card) => &card.fields.notes,
            };
            Reply::effects(vec![Effect::Edit(Editing::Note(subject), notes.clone())])
        }
        _ => Reply::say("Nobody is selected"),
    }
}

fn merge(model: &mut Model) -> Reply {
    match model.focus_row().and_then(|row| Some((row.subject.contact()?, row.name))) {
        Some((id, name)) => model.open(Overlay::Find(Find::new(Purpose::Merge(id, name)))),
        None => Reply::say("Only contacts are merged"),
    }
}

fn add_handle(model: &mut Model) -> Reply {
    match model.focus_row() {
        Some(row) => model.open(Overlay::Form(forms::handle(row.subject, &row.name))),
        None => Reply::say("Nobody is selected"),
    }
}

/// A feed of whom is in focus; on a post of nobody, whose it is.
fn add_feed(model: &mut Model) -> Reply {
    if let Some(row) = model.focus_row() {
        return model.open(Overlay::Form(forms::feed(Some(row.subject), &row.name)));
    }
    match model.listen.feed().filter(|_| model.screen == Screen::Listen) {
        Some((feed, name)) => model.open(Overlay::Find(Find::new(Purpose::Attach(feed, name)))),
        None => Reply::say("Nobody is selected"),
    }
}

/// Where nobody is, there is nobody to choose a tier for: the key looks around in the demo, as in the first run.
fn triage(model: &Model) -> Reply {
    let nobody = model.today.report.as_ref().is_some_and(|report| !report.anybody);
    Reply::effects(vec![if nobody && !model.demo { Effect::Demo } else { Effect::Load(Query::Untiered) }])
}

fn import(model: &mut Model) -> Reply {
    model.notice = Notice::default();
    model.open(Overlay::Import(Import::default()))
}

fn filter(model: &mut Model) -> Reply {
    model.people.filtering = true;
    Reply::stay()
}

fn copy_review(model: &Model) -> Reply {
    match &model.review.report {
        Some(report) => Reply::effects(vec![Effect::Copy(crate::report::markdown::review(report, true))]),
        None => Reply::stay(),
    }
}

fn new(model: &mut Model) -> Reply {
    match model.screen {
        Screen::Today | Screen::People => many(model, Many::people("")),
        Screen::Communities => many(model, Many::places()),
        Screen::Review => model.open(Overlay::Form(forms::plan())),
        Screen::Listen => model.open(Overlay::Form(forms::feed(None, ""))),
    }
}

fn many(model: &mut Model, fresh: Many) -> Reply {
    let many = drafts::open(model, fresh);
    model.open(many)
}

fn quit(model: &mut Model) -> Reply {
    if let Some(effects) = movement::close_one(model) {
        return Reply::effects(effects);
    }
    super::block::leave(model)
}

fn cancel(model: &mut Model, now: &Now) -> Reply {
    // what goes on elsewhere is broken off first, as by Esc
    if let Some(Overlay::Import(mut import)) = model.overlays.pop_if(|top| is_busy(top)) {
        let reply = import.key(Key::of(Code::Esc), &model.env(now, &[]));
        model.overlays.push(Overlay::Import(import));
        return reply;
    }
    if let Some(closed) = model.overlays.pop() {
        drafts::keep(model, closed);
        return Reply::stay();
    }
    if model.in_field() {
        model.people.filtering = false;
        model.review.typing = None;
        return Reply::stay();
    }
    model.notice = Notice::default();
    quit(model)
}

/// Whether an overlay waits for something that goes on elsewhere.
fn is_busy(overlay: &Overlay) -> bool {
    matches!(overlay, Overlay::Import(import) if !import.is_typing())
}
