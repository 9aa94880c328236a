//! One pure step: a message in, the state changed, effects out. Only routes.
//!
//! The key is resolved against the state before it is dispatched: the top overlay first,
//! then the bindings of the screen. On every message the day is looked at first.

use super::action::Action;
use super::dispatch::dispatch;
use super::drafts;
use super::effect::{Effect, Query};
use super::importing;
use super::key::{Code, Key};
use super::loaded;
use super::model::{Model, Reading, Screen};
use super::overlay::Overlay;
use super::overlays::find::Find;
use super::overlays::import::Import;
use super::overlays::question::Question;
use super::refresh::{refresh_detail, reload};
use super::reply::{Notice, Purpose, Reply, Tone};
use crate::domain::alike::{Alike, Asked};
use crate::domain::change::Change;
use crate::domain::clean::clean_line;
use crate::domain::session_rules::{gap, last_sign};
use crate::domain::time::{Instant, Now};

/// What a started dashboard asks for.
pub fn start() -> Vec<Effect> {
    vec![Effect::Load(Query::Opening)]
}

/// What it asks for once its first frame stands: the rows that no screen holds, and what a crash cut short.
pub fn opened(model: &Model) -> Vec<Effect> {
    let more = model.today.report.as_ref().is_some_and(|report| report.beyond > 0);
    let more = more.then_some(Effect::Load(Query::Today { rank: false }));
    more.into_iter().chain([Effect::Load(Query::CutShort)]).collect()
}

/// One step.
pub fn update(model: &mut Model, now: &Now, msg: super::msg::Msg) -> Vec<Effect> {
    use super::msg::Msg;
    let mut effects = Vec::new();
    if now.day() != model.day {
        model.day = now.day();
        effects.push(Effect::Load(Query::Today { rank: true }));
    }
    match msg {
        Msg::Key(key) => effects.extend(on_key(model, now, key)),
        Msg::Paste(text) => effects.extend(paste(model, now, &text)),
        Msg::Click(column, row) => effects
            .extend(super::mouse::click(model, column, row).map_or_else(Vec::new, |action| act(model, now, action))),
        Msg::Scroll(rows) => {
            let action = if rows > 0 { Action::Down } else { Action::Up };
            for _ in 0..rows.unsigned_abs() {
                effects.extend(act(model, now, action));
            }
        }
        Msg::Resize(columns, rows) => model.size = (columns, rows),
        Msg::Wake => effects.extend(bell(model, now)),
        Msg::Loaded(loaded) => effects.extend(loaded::take(model, now, *loaded)),
        Msg::Wrote(wrote) => effects.extend(loaded::wrote(model, now, wrote)),
        // what an import writes is shown once it is whole
        Msg::Changed if importing::is_writing(model) => {}
        Msg::Asking(asking) => effects.extend(super::listening::asking(model, asking)),
        Msg::Import(of, heard) => effects.extend(importing::take(model, of, heard)),
        Msg::Changed => {
            // the newest step may be another one now than the one that was named
            model.foreign_named = false;
            effects.extend(reload(model, false));
        }
        Msg::Quiet => {
            let names = model.names.take();
            effects.extend(reload(model, false));
            model.names = names;
        }
        Msg::Stepped { undo, label } => {
            model.notice = match label {
                Some(label) if undo => {
                    Notice::info(format!("Undone: {label}; {} does it again", model.keymap.label(Action::Redo)))
                }
                Some(label) => Notice { text: format!("Done again: {label}"), tone: Tone::Done { logged: false } },
                None => Notice::info(if undo { "Nothing to undo" } else { "Nothing to do again" }),
            };
            model.last = None;
            if undo {
                model.review.taken_back();
            }
            effects.extend(reload(model, false));
        }
        Msg::Foreign(label) => {
            model.foreign_named = true;
            let key = model.keymap.label(Action::Undo);
            model.notice =
                Notice::info(format!("The last step came from elsewhere: {label}. {key} again takes it back"));
        }
        Msg::Edited(super::effect::Editing::Note(subject), text) => {
            effects.extend(loaded::edited(model, subject, text));
        }
        Msg::Failed { what, hint } => {
            let text = if hint.is_empty() { what } else { format!("{what}: {hint}") };
            model.notice = Notice::problem(text);
            model.names_read = Reading::No;
            drafts::failed(model);
        }
        Msg::Note(text) => {
            model.sent = None;
            model.notice = Notice::info(text);
        }
    }
    effects
}

/// Does one action and what follows from it.
fn act(model: &mut Model, now: &Now, action: Action) -> Vec<Effect> {
    let reply = dispatch(model, now, action);
    apply(model, now, reply)
}

/// What a reply asks for.
fn apply(model: &mut Model, now: &Now, reply: Reply) -> Vec<Effect> {
    let mut effects = Vec::new();
    let closed = if reply.close { model.overlays.pop() } else { None };
    let writes = reply.effects.iter().any(|effect| matches!(effect, Effect::Write(_)));
    match closed {
        Some(closed) if writes => drafts::sent(model, closed),
        Some(closed) if reply.effects.is_empty() => drafts::keep(model, closed),
        _ => {}
    }
    let mut moved = Vec::new();
    for effect in &reply.effects {
        moved.extend(remember(model, effect));
    }
    effects.extend(reply.effects);
    effects.extend(moved);
    if let Some(open) = reply.open {
        let overlay = match Overlay::from(open) {
            Overlay::Many(fresh) => drafts::open(model, fresh),
            other => other,
        };
        model.overlays.push(overlay);
    }
    let searches = matches!(model.overlays.last(), Some(Overlay::Find(_) | Overlay::Palette(_)));
    if searches && model.names.is_none() && model.names_read == Reading::No {
        model.names_read = Reading::Asked;
        effects.push(Effect::Load(Query::Names));
    }
    if model.load.is_none() && model.overlays.last().is_some_and(Overlay::chooses_cadence) {
        effects.push(Effect::Load(Query::Load));
    }
    effects.extend(ask_alike(model, now));
    if let Some(notice) = reply.notice {
        model.notice = notice;
    }
    if let Some(subject) = reply.found {
        model.found = Some(subject);
        effects.push(Effect::Load(Query::Card(subject)));
    }
    for action in reply.actions {
        effects.extend(act(model, now, action));
    }
    effects
}

fn on_key(model: &mut Model, now: &Now, key: Key) -> Vec<Effect> {
    let before = std::mem::replace(&mut model.last_key, now.at);
    if let Some(question) = gap_question(model, now, before) {
        model.overlays.push(Overlay::Question(question));
        return Vec::new();
    }
    if key.code != Code::Char(' ') {
        // a key that is not Space ends a held one
        model.last_space = None;
    }
    if key == Key::ctrl('c') {
        return act(model, now, Action::Cancel);
    }
    if key == Key::ctrl('z') {
        return vec![Effect::Suspend];
    }
    if let Some(mut overlay) = model.overlays.pop() {
        let queue = model.today.queue();
        let reply = overlay.key(key, &model.env(now, &queue));
        model.overlays.push(overlay);
        return apply(model, now, reply);
    }
    if model.screen == Screen::Review && model.review.typing.is_some() {
        let reply = model.review.type_key(key);
        return apply(model, now, reply);
    }
    if model.screen == Screen::People && model.people.filtering && model.cards.is_empty() {
        return filter(model, key);
    }
    // digits answer a guided step before they change the screen
    if let (Screen::Review, Some(digit)) = (model.screen, key.text().filter(char::is_ascii_digit))
        && model.cards.is_empty()
        && model.found.is_none()
        && let Some(reply) = model.review.digit(digit)
    {
        return apply(model, now, reply);
    }
    match model.keymap.action(key, model.scopes()) {
        Some(action) => {
            if action != Action::Undo {
                model.foreign_named = false;
            }
            if action == Action::LogSuggested && !may_log(model, now, key) {
                model.notice = Notice::info("Held: it logged once");
                return Vec::new();
            }
            act(model, now, action)
        }
        None => Vec::new(),
    }
}

/// After time over plan without a key, the next key asks whether to take the gap out, and does nothing else.
fn gap_question(model: &Model, now: &Now, before: Instant) -> Option<Question> {
    let session = &model.block()?.session;
    let offer = gap(session, last_sign(session, Some(before), None), now)?;
    let yes = offer.accepted().map(|change| Effect::Write(Box::new(change)));
    Some(Question::new(offer.words(now), yes.into_iter().collect()))
}

/// Whether a `Space` logs: only after 700 ms without one seen, and never as a repeat.
fn may_log(model: &mut Model, now: &Now, key: Key) -> bool {
    const QUIET: i64 = 700;
    let free = model.last_space.is_none_or(|last| now.at.since(last) >= QUIET);
    model.last_space = Some(now.at);
    free && !key.repeat
}

fn filter(model: &mut Model, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Esc => {
            model.people.filtering = false;
            model.people.filter = super::field::Field::default();
        }
        Code::Enter | Code::Down | Code::Tab => {
            model.people.filtering = false;
            return refresh_detail(model);
        }
        _ => {
            model.people.filter.key(key);
        }
    }
    filtered(model)
}

/// After a filter the first match is selected.
fn filtered(model: &mut Model) -> Vec<Effect> {
    model.people.cursor = super::cursor::Cursor::default();
    model.people.limit = super::screens::people::PAGE;
    vec![Effect::Load(model.people.query())]
}

/// A paste goes to the field that has the keys; outside one, a link finds its person or place.
fn paste(model: &mut Model, now: &Now, text: &str) -> Vec<Effect> {
    if let Some(mut overlay) = model.overlays.pop() {
        let queue = model.today.queue();
        let taken = overlay.paste(text, &model.env(now, &queue));
        let find = matches!(overlay, Overlay::Find(_));
        model.overlays.push(overlay);
        if taken && find {
            return find_typed(model, now);
        }
        if taken {
            return ask_alike(model, now).into_iter().collect();
        }
    }
    if model.screen == Screen::People && model.people.filtering {
        model.people.filter.paste(text);
        return filtered(model);
    }
    if let (Screen::Review, Some(at)) = (model.screen, model.review.typing) {
        model.review.line_mut(at).paste(text);
        return Vec::new();
    }
    let text = clean_line(text, 2_000);
    // a file that is dropped on the terminal
    if text.starts_with("file://") {
        model.overlays.push(Overlay::Import(Import::of(&text)));
        return Vec::new();
    }
    let mut find = Find::new(Purpose::Act);
    find.paste(&text);
    model.overlays.push(Overlay::Find(find));
    apply(model, now, Reply::effects(vec![Effect::Recognise(text)]))
}

/// The find line searches what was pasted into it.
fn find_typed(model: &mut Model, now: &Now) -> Vec<Effect> {
    let queue = model.today.queue();
    let Some(Overlay::Find(mut find)) = model.overlays.pop() else { return Vec::new() };
    find.search(&model.env(now, &queue));
    let text = find.field.text().to_owned();
    model.overlays.push(Overlay::Find(find));
    vec![Effect::Recognise(text)]
}

/// Asks who is here already and may be the same as what is typed, each once.
fn ask_alike(model: &Model, now: &Now) -> Option<Effect> {
    let asked = model.overlays.last()?.asked(&model.env(now, &[]));
    let missing = model.known.missing(asked);
    (!missing.is_empty()).then_some(Effect::Load(Query::Alike(missing)))
}

/// What is to be said once somebody is added who may be here already; nothing for everybody else.
fn known_words(model: &Model, change: &Change) -> String {
    let added = |asked: &Asked| asked.own.is_none() && !asked.place;
    let asked = Asked::of(change);
    let alike: Vec<&Alike> = asked.iter().filter(|one| added(one)).filter_map(|one| model.known.get(one)).collect();
    let key = model.keymap.label(Action::Duplicates);
    match alike.as_slice() {
        [] => String::new(),
        [one] => format!("{} was here already ({}): {key} merges", one.name, one.why()),
        many => format!("{} may have been here already: {key} shows them", many.len()),
    }
}

/// What `.` repeats is remembered as it is written; answers what is to be loaded where the selection moves on with it.
fn remember(model: &mut Model, effect: &Effect) -> Vec<Effect> {
    let Effect::Write(change) = effect else { return Vec::new() };
    model.known_said = known_words(model, change);
    about(model, change);
    let logged = match change.as_ref() {
        Change::Batch(_, changes) => changes.first(),
        change => Some(change),
    };
    if let Some(Change::LogActs(acts)) = logged
        && let Some(act) = acts.first()
    {
        model.again = Some((act.direction, act.kind.clone()));
        // the cursor comes back after the log
        model.found = None;
        model.marks.clear();
    }
    super::listening::reacted(model, change)
}

/// Note and link of what is logged, or of the last log where they change: completing it again shows them.
fn about(model: &mut Model, change: &Change) {
    match change {
        Change::LogActs(acts) => {
            model.about = acts.first().map(|act| (act.note.clone(), act.link.clone())).unwrap_or_default();
        }
        Change::Keep(_, Some(act)) => model.about = (act.note.clone(), act.link.clone()),
        Change::EditAct(act, patch) => {
            if let Some(last) = model.last.as_mut().filter(|last| last.acts.contains(act)) {
                last.about.0 = patch.note.clone().unwrap_or_else(|| std::mem::take(&mut last.about.0));
                last.about.1 = patch.link.clone().unwrap_or_else(|| std::mem::take(&mut last.about.1));
            }
        }
        Change::Batch(_, changes) => changes.iter().for_each(|change| about(model, change)),
        _ => {}
    }
}

fn bell(model: &mut Model, now: &Now) -> Vec<Effect> {
    let over = model.block().is_some_and(|block| !block.session.paused() && block.session.left(now.at) <= 0);
    if over && !model.rung_bell {
        model.rung_bell = true;
        let key = model.keymap.label(Action::More);
        let finish = model.keymap.label(Action::Finish);
        model.notice =
            Notice { text: format!("The time is up. {finish} finishes, {key} five minutes more"), tone: Tone::Info };
        return if model.settings.bell { vec![Effect::Bell] } else { Vec::new() };
    }
    if !over {
        model.rung_bell = false;
    }
    Vec::new()
}
