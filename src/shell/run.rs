//! The loop: wait, take everything in, do what is asked, draw once.

use std::collections::VecDeque;
use std::env;
use std::io::{self, Write};

use super::effects;
use super::events::Events;
use super::outside::{Outside, Real};
use super::terminal::{Guard, install_panic_hook};
use super::watch;
use super::windows::Window;
use crate::app::effect::Effect;
use crate::app::keymap::Keymap;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::update::{start, update};
use crate::clock;
use crate::domain::change::Change;
use crate::domain::time::Now;
use crate::store::Store;
use crate::ui;

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

/// Runs the dashboard until it is left. Answers what is to be printed afterwards.
///
/// # Errors
/// When the terminal or the clock fails.
pub fn run(dashboard: Dashboard) -> anyhow::Result<String> {
    let Dashboard { mut store, demo, said } = dashboard;
    let settings = store.settings().clone();
    let keymap = Keymap::new(&settings.keys).map_err(anyhow::Error::msg)?;
    let directory = store.path().and_then(|path| path.parent()).map(std::path::Path::to_path_buf);
    let window = Window::join(directory.as_deref());
    let (_watch, reader) = watch::start(directory.as_deref())?;
    let mut events = Events::new(reader)?;
    let day_start = settings.day_start;
    let time = || clock::now(day_start).map_err(anyhow::Error::msg);
    let mut now = time()?;
    let mut model = Model::new(settings, keymap, &now, demo);
    model.plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || env::var("TERM").is_ok_and(|term| term == "dumb");
    install_panic_hook();
    let mut guard = Guard::new(model.settings.mouse)?;
    let size = guard.terminal.size()?;
    model.size = (size.width, size.height);
    let mut outside = Real;
    let mut ended =
        perform(&mut Hands { store: &mut store, outside: &mut outside, guard: &mut guard }, &mut model, &now, start())?;
    if let Some(text) = said.first() {
        update(&mut model, &now, Msg::Note(text.clone()));
    }
    while !ended {
        guard.terminal.draw(|frame| ui::draw(frame, &model, &now))?;
        let timeout = model.next_wake(&now).map(|wake| wake.0 - clock::instant().0 + 1);
        // a frozen clock never comes to its next wake
        let timeout = if env::var_os("ROUNDS_NOW").is_some() { None } else { timeout };
        let batch = events.wait(timeout, model.in_field())?;
        now = time()?;
        if batch.end {
            break;
        }
        if batch.resumed {
            guard.terminal.clear()?;
        }
        for msg in batch.msgs {
            if matches!(msg, Msg::Resize(..)) {
                guard.terminal.autoresize()?;
            }
            let asked = update(&mut model, &now, msg);
            let mut hands = Hands { store: &mut store, outside: &mut outside, guard: &mut guard };
            ended |= perform(&mut hands, &mut model, &now, asked)?;
        }
    }
    drop(guard);
    Ok(if window.is_last() { pause(&mut store, &now) } else { String::new() })
}

/// What effects are done with.
struct Hands<'h> {
    store: &'h mut Store,
    outside: &'h mut dyn Outside,
    guard: &'h mut Guard,
}

/// Does effects and what follows from them; answers whether the dashboard was left.
fn perform(hands: &mut Hands<'_>, model: &mut Model, now: &Now, asked: Vec<Effect>) -> anyhow::Result<bool> {
    let mut queue: VecDeque<Effect> = asked.into();
    while let Some(effect) = queue.pop_front() {
        let msgs = match effect {
            Effect::Quit => return Ok(true),
            Effect::Redraw => {
                hands.guard.terminal.clear()?;
                Vec::new()
            }
            Effect::Bell => {
                let mut out = io::stdout();
                out.write_all(b"\x07")?;
                out.flush()?;
                Vec::new()
            }
            Effect::Suspend => {
                hands.guard.leave_for(suspend)?;
                Vec::new()
            }
            Effect::Edit(..) => {
                let (store, outside) = (&mut *hands.store, &mut *hands.outside);
                hands.guard.leave_for(|| effects::run(store, outside, now, effect))?
            }
            Effect::Demo => {
                hands.guard.leave_for(look_around)?;
                Vec::new()
            }
            effect => effects::run(hands.store, hands.outside, now, effect),
        };
        for msg in msgs {
            queue.extend(update(model, now, msg));
        }
    }
    Ok(false)
}

/// Stops this process until the shell brings it back.
fn suspend() {
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}

/// Opens the demo in a process of its own and comes back when it is left.
fn look_around() {
    if let Ok(program) = env::current_exe() {
        let _ = std::process::Command::new(program).arg("demo").status();
    }
}

/// Pauses a running block when the last window closes; answers what is left of it.
fn pause(store: &mut Store, now: &Now) -> String {
    let Ok(Some(session)) = store.open_session() else { return String::new() };
    if !session.paused() && store.apply_quietly(now, &Change::PauseSession(session.id)).is_err() {
        return String::new();
    }
    let left = session.left(now.at);
    if left > 0 {
        format!("Paused with {}:{:02} left of {} min; t goes on", left / 60_000, left / 1000 % 60, session.planned)
    } else {
        format!("Paused after {} min; t goes on, T finishes", session.minutes(now.at))
    }
}
