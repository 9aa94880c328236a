//! The loop: wait, take everything in, do what is asked, draw once.

use std::collections::VecDeque;
use std::env;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use super::asking::Asker;
use super::effects;
use super::events::Events;
use super::importing::{Importer, Say};
use super::input::Input;
use super::outside::{Outside, Real};
use super::terminal::Terminal;
use super::watch::watch;
use super::windows::Window;
use crate::app::action::Action;
use crate::app::effect::{Effect, Query};
use crate::app::key::pasted;
use crate::app::keymap::Keymap;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::update::{opened, start, update};
use crate::clock;
use crate::demo;
use crate::domain::change::Change;
use crate::domain::time::Now;
use crate::store::{CHANGED, Store};
use crate::ui;

/// Name of the file in the data directory in which a worker that failed is noted.
const LOG: &str = "rounds.log";

/// What the dashboard is opened with.
#[derive(Debug)]
pub struct Dashboard {
    /// The world.
    pub store: Store,
    /// A world in memory: a banner says so, nothing is kept.
    pub demo: bool,
    /// What was said before the screen came up: lines taken in, lines that were not understood.
    pub said: Vec<String>,
}

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// The person left.
    Left,
    /// The process was asked to end, by this signal.
    Signal(i32),
    /// There is no terminal any more.
    Gone,
}

/// Runs the dashboard until it is left. Answers what is to be printed afterwards. A signal that
/// asks the process to end does so here, once everything is in order.
///
/// # Errors
/// When the terminal or the clock fails.
pub fn run(dashboard: Dashboard) -> anyhow::Result<String> {
    let Dashboard { mut store, demo, said } = dashboard;
    let settings = store.settings().clone();
    let keymap = Keymap::new(&settings.keys).map_err(anyhow::Error::msg)?;
    let directory = store.path().and_then(|path| path.parent()).map(std::path::Path::to_path_buf);
    // without locks this window counts as the only one: that is not worth refusing
    let mut window = directory.as_deref().and_then(|directory| Window::open(directory).ok());
    let mut events = Events::new()?;
    let mut now = clock::now(settings.day_start).map_err(anyhow::Error::msg)?;
    let mut model = Model::new(settings, keymap, &now, demo);
    model.plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || env::var("TERM").is_ok_and(|term| term == "dumb");
    let log = directory.clone().unwrap_or_else(env::temp_dir).join(LOG);
    let mut terminal = Terminal::enter(model.settings.mouse, &log)?;
    model.size = terminal.size()?;
    if let Some(text) = said.first() {
        update(&mut model, &now, Msg::Note(text.clone()));
    }
    let (mut importer, mut asker) = (Importer::default(), Asker::default());
    if !demo {
        asker.keep_to(&store, &now);
    }
    let mut hands = Hands {
        store: &mut store,
        outside: &mut Real,
        terminal: &mut terminal,
        events: &mut events,
        importer: &mut importer,
        asker: &mut asker,
    };
    let begun = first_look(&mut hands, &mut model, &mut now);
    // two threads that the first frame need not wait for; without a watch this window hears of others at the next key
    let _watch = directory.and_then(|directory| watch(&directory.join(CHANGED), hands.events.mailbox()).ok());
    // what they wrote meanwhile is asked for once
    hands.events.mailbox().send(Msg::Changed);
    #[cfg(unix)]
    let guard = super::hangup::guard()?;
    let ending = match begun {
        Ok(None) => live(&mut hands, &mut model, now),
        Ok(Some(ending)) => Ok(ending),
        Err(why) => Err(why),
    };
    // before the terminal is given back: what is half written is taken back
    drop(importer);
    drop(asker);
    #[cfg(unix)]
    drop(guard);
    drop(terminal);
    let last = window.as_mut().is_none_or(Window::is_last);
    let now = clock::now(model.settings.day_start).map_err(anyhow::Error::msg)?;
    // of the demo nothing is kept, so there is nothing to go on with
    let left = if last && !demo { pause(&mut store, &now, &model.keymap) } else { String::new() };
    drop(store);
    match ending? {
        Ending::Left => Ok(left),
        // nobody is there to read it
        Ending::Gone => Ok(String::new()),
        Ending::Signal(signal) => {
            // whoever sent it sees that it did what it does
            signal_hook::low_level::emulate_default_handler(signal)?;
            Ok(left)
        }
    }
}

/// Reads what the first frame shows, and draws it.
fn first_look(hands: &mut Hands<'_>, model: &mut Model, now: &mut Now) -> anyhow::Result<Option<Ending>> {
    let ending = perform(hands, model, now, start())?;
    if ending.is_none() {
        hands.terminal.draw(|frame| ui::draw(frame, model, now))?;
    }
    Ok(ending)
}

/// Waits, takes everything in, draws once; until the end.
fn live(hands: &mut Hands<'_>, model: &mut Model, mut now: Now) -> anyhow::Result<Ending> {
    // a frozen clock never comes to its next wake
    let frozen = env::var_os("ROUNDS_NOW").is_some_and(|value| !value.is_empty());
    if let Some(ending) = perform(hands, model, &mut now, opened(model))? {
        return Ok(ending);
    }
    loop {
        hands.terminal.draw(|frame| ui::draw(frame, model, &now))?;
        let wake = [model.next_wake(&now), hands.asker.next()].into_iter().flatten().min().filter(|_| !frozen);
        let timeout = wake.map(|at| Duration::from_millis(at.since(clock::instant()).max(0) as u64 + 1));
        let inputs = hands.events.wait(timeout)?;
        now = clock::now(model.settings.day_start).map_err(anyhow::Error::msg)?;
        if !frozen {
            hands.asker.wake(hands.store, &say(hands.events), &now);
        }
        let nothing = inputs.is_empty();
        // before any key, so that none acts on what another window has changed meanwhile
        if hands.store.changed_elsewhere()?
            && let Some(ending) = step(hands, model, &mut now, vec![Msg::Changed])?
        {
            return Ok(ending);
        }
        for input in inputs {
            let msgs = match input {
                Input::Ended(signal) => return Ok(Ending::Signal(signal)),
                Input::Gone => return Ok(Ending::Gone),
                Input::Keys(keys) => match pasted(&keys).filter(|_| !model.in_field()) {
                    Some(text) => vec![Msg::Paste(text)],
                    None => keys.into_iter().map(Msg::Key).collect(),
                },
                Input::Paste(text) => vec![Msg::Paste(text)],
                Input::Click(column, row) => vec![Msg::Click(column, row)],
                Input::Scroll(rows) => vec![Msg::Scroll(rows)],
                Input::Resized => {
                    let (columns, rows) = hands.terminal.size()?;
                    vec![Msg::Resize(columns, rows)]
                }
                Input::Stopped => {
                    if let Some(ending) = perform(hands, model, &mut now, vec![Effect::Suspend])? {
                        return Ok(ending);
                    }
                    vec![Msg::Wake]
                }
                Input::Continued => {
                    hands.terminal.again()?;
                    vec![Msg::Wake]
                }
                // it has ended the wait, and was looked for above; our own commits are heard as well
                Input::Message(Msg::Changed) => Vec::new(),
                Input::Message(msg) => vec![msg],
            };
            if let Some(ending) = step(hands, model, &mut now, msgs)? {
                return Ok(ending);
            }
        }
        if nothing && let Some(ending) = step(hands, model, &mut now, vec![Msg::Wake])? {
            return Ok(ending);
        }
    }
}

/// Takes messages in, one after the other; answers how the loop ends, once it does.
fn step(hands: &mut Hands<'_>, model: &mut Model, now: &mut Now, msgs: Vec<Msg>) -> anyhow::Result<Option<Ending>> {
    for msg in msgs {
        let asked = update(model, now, msg);
        if let Some(ending) = perform(hands, model, now, asked)? {
            return Ok(Some(ending));
        }
    }
    Ok(None)
}

/// What effects are done with.
struct Hands<'h> {
    store: &'h mut Store,
    outside: &'h mut dyn Outside,
    terminal: &'h mut Terminal,
    events: &'h mut Events,
    importer: &'h mut Importer,
    asker: &'h mut Asker,
}

/// Does effects and what follows from them; answers how the loop ends, once it does. Time goes on
/// while somebody else has the terminal: `now` is the present again afterwards.
fn perform(
    hands: &mut Hands<'_>,
    model: &mut Model,
    now: &mut Now,
    asked: Vec<Effect>,
) -> anyhow::Result<Option<Ending>> {
    let mut queue: VecDeque<Effect> = asked.into();
    while let Some(effect) = queue.pop_front() {
        let msgs = match effect {
            Effect::Quit => return Ok(Some(Ending::Left)),
            Effect::Demo => match look_around(hands, model, now)? {
                Visit::Over(msgs) => msgs,
                Visit::Ended(ending) => return Ok(Some(ending)),
            },
            Effect::Redraw => {
                hands.terminal.repaint()?;
                Vec::new()
            }
            Effect::Bell => {
                let mut out = io::stdout();
                out.write_all(b"\x07")?;
                out.flush()?;
                Vec::new()
            }
            Effect::Suspend => {
                hands.terminal.suspend()?;
                hands.events.forget_meanwhile();
                *now = clock::now(model.settings.day_start).map_err(anyhow::Error::msg)?;
                Vec::new()
            }
            Effect::Edit(..) => {
                let (store, outside) = (&mut *hands.store, &mut *hands.outside);
                let msgs = hands.terminal.hand_over(|| effects::run(store, outside, now, effect))?;
                hands.events.forget_meanwhile();
                *now = clock::now(model.settings.day_start).map_err(anyhow::Error::msg)?;
                msgs
            }
            Effect::Load(Query::Names) => effects::read_names(hands.store, &hands.events.mailbox()),
            effect if hands.importer.run(hands.store, &say(hands.events), now, &effect) => Vec::new(),
            effect if hands.asker.run(hands.store, &say(hands.events), now, &effect) => Vec::new(),
            effect => effects::run(hands.store, hands.outside, now, effect),
        };
        for msg in msgs {
            queue.extend(update(model, now, msg));
        }
    }
    Ok(None)
}

/// Where a worker says what it has to say.
fn say(events: &Events) -> Say {
    let mailbox = events.mailbox();
    Arc::new(move |msg| mailbox.send(msg))
}

/// How looking around in the demo ends.
enum Visit {
    /// Back in one's own world, with what is to be said there.
    Over(Vec<Msg>),
    /// The process or the terminal ended meanwhile.
    Ended(Ending),
}

/// Opens the demo over the dashboard, on the same terminal, and comes back when it is left.
fn look_around(hands: &mut Hands<'_>, model: &mut Model, now: &mut Now) -> anyhow::Result<Visit> {
    let mut store = match demo::open(now, model.settings.clone()) {
        Ok(store) => store,
        Err(why) => return Ok(Visit::Over(vec![Msg::Failed { what: why.to_string(), hint: String::new() }])),
    };
    let mut visitor = Model::new(model.settings.clone(), model.keymap.clone(), now, true);
    (visitor.visiting, visitor.plain, visitor.size) = (true, model.plain, model.size);
    let mut inside = Hands {
        store: &mut store,
        outside: hands.outside,
        terminal: hands.terminal,
        events: hands.events,
        importer: &mut Importer::default(),
        asker: &mut Asker::default(),
    };
    let ending = match first_look(&mut inside, &mut visitor, now)? {
        Some(ending) => ending,
        None => live(&mut inside, &mut visitor, now.clone())?,
    };
    model.size = visitor.size;
    *now = clock::now(model.settings.day_start).map_err(anyhow::Error::msg)?;
    Ok(if ending == Ending::Left { Visit::Over(Vec::new()) } else { Visit::Ended(ending) })
}

/// Pauses a running block when the last window closes; answers what is left of it.
fn pause(store: &mut Store, now: &Now, keymap: &Keymap) -> String {
    let Ok(Some(session)) = store.open_session() else { return String::new() };
    if !session.paused() && store.apply_quietly(now, &Change::PauseSession(session.id)).is_err() {
        return String::new();
    }
    let (go_on, finish) = (keymap.label(Action::Session), keymap.label(Action::Finish));
    let left = session.left(now.at);
    if left > 0 {
        format!(
            "Paused with {}:{:02} left of {} min; {go_on} goes on",
            left / 60_000,
            left / 1000 % 60,
            session.planned
        )
    } else {
        format!("Paused after {} min; {go_on} goes on, {finish} finishes", session.minutes(now.at))
    }
}
