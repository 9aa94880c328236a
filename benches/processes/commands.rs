//! Commands as whole processes, in turn with the floor: `status`, `today`, and a durable `log`.
//!
//! Also owns the environment in which everything here runs. Must not know the screen.

use std::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::figures::{Figure, Times};
use crate::terminal::stamp;
use crate::worlds::{NOW, copy, example, program};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// How often each is run; the first of each is not counted.
const RUNS: usize = 41;

/// All that a measured program sees of this machine's environment.
pub(crate) fn environment(data: &Path, frozen: bool) -> Vec<(&'static str, OsString)> {
    let mut variables = vec![
        ("HOME", data.into()),
        ("ROUNDS_DATA_DIR", data.into()),
        ("ROUNDS_CONFIG", data.join("config.toml").into()),
        ("PATH", std::env::var_os("PATH").unwrap_or_default()),
        ("TERM", "xterm-256color".into()),
        ("LANG", "C.UTF-8".into()),
    ];
    if frozen {
        variables.push(("ROUNDS_NOW", NOW.into()));
    }
    variables
}

/// Measures the commands in copies of `world`.
pub(crate) fn measure(world: &Path, say: &mut impl FnMut(Figure) -> Outcome) -> Outcome {
    let (bare, ours) = (copy(world)?, copy(world)?);
    let (bare, ours) = (bare.path(), ours.path());
    let read = || floor("read", bare);
    for command in ["status", "today"] {
        let (floor, times) = in_turn(read, || rounds(&[command], ours))?;
        say(Figure::ratio(&format!("`rounds {command}`"), &floor, &times, 2.0))?;
    }
    let place = place(ours)?;
    let words = ["log", "someone", "listened", "--in", place.as_str()];
    let (floor, times) = in_turn(|| floor("log", bare), || rounds(&words, ours))?;
    say(Figure::ratio("`rounds log`, durable", &floor, &times, 1.5))
}

/// The first community there is.
fn place(data: &Path) -> Outcome<String> {
    let output = rounds(&["communities", "--json"], data).stdout(Stdio::piped()).output()?;
    let communities: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let name = communities.pointer("/lines/0/name");
    Ok(name.and_then(serde_json::Value::as_str).ok_or("no community in this world")?.to_owned())
}

fn floor(what: &str, data: &Path) -> Command {
    let mut command = Command::new(example("floor"));
    command.arg(what).arg(data);
    quiet(command, data)
}

fn rounds(words: &[&str], data: &Path) -> Command {
    let mut command = Command::new(program());
    command.args(words);
    quiet(command, data)
}

fn quiet(mut command: Command, data: &Path) -> Command {
    command.env_clear().envs(environment(data, true));
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// Runs both in turn, so that what else the machine does weighs on both alike.
fn in_turn(floor: impl Fn() -> Command, ours: impl Fn() -> Command) -> Outcome<(Times, Times)> {
    let (mut floors, mut times) = (Times::default(), Times::default());
    for run in 0..RUNS {
        let (bare, full) = (timed(floor())?, timed(ours())?);
        if run > 0 {
            floors.add(bare);
            times.add(full);
        }
    }
    Ok((floors, times))
}

fn timed(mut command: Command) -> Outcome<Duration> {
    let begin = stamp();
    let status = command.status()?;
    let time = begin.elapsed();
    if !status.success() {
        return Err(format!("{command:?} failed: {status}").into());
    }
    Ok(time)
}
