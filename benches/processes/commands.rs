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
use crate::worlds::{NOW, copy, floor, floor_alike, program};

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
    let place = place(ours)?;
    let log = ["log", "someone", "listened", "--in", place.as_str()];
    for (what, does, words, most) in [
        ("`rounds status`", "read", &["status"][..], 2.0),
        ("`rounds today`", "read", &["today"], 2.0),
        ("`rounds log`, durable", "log", &log, 1.5),
    ] {
        let [plain, alike, times] = in_turn(&[
            &|| Ok(does_nothing_more(&floor()?, does, bare)),
            &|| Ok(does_nothing_more(&floor_alike(), does, bare)),
            &|| Ok(rounds(words, ours)),
        ])?;
        say(Figure::ratio(what, &plain, &times, most))?;
        if does == "log" || words == ["status"] {
            let name = format!("floor: `{does}` with SQLite built like ours");
            say(Figure::note(&name, format!("{:.2} ms", alike.median())))?;
        }
    }
    Ok(())
}

/// How long the floor takes for one durable row, as a process.
pub(crate) fn durable_row(data: &Path) -> Outcome<Duration> {
    timed(does_nothing_more(&floor()?, "log", data))
}

/// The first community there is.
fn place(data: &Path) -> Outcome<String> {
    let output = rounds(&["communities", "--json"], data).stdout(Stdio::piped()).output()?;
    let communities: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let name = communities.pointer("/lines/0/name");
    Ok(name.and_then(serde_json::Value::as_str).ok_or("no community in this world")?.to_owned())
}

fn does_nothing_more(floor: &Path, what: &str, data: &Path) -> Command {
    let mut command = Command::new(floor);
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

/// Runs all in turn, so that what else the machine does weighs on all alike.
fn in_turn<const N: usize>(commands: &[&dyn Fn() -> Outcome<Command>; N]) -> Outcome<[Times; N]> {
    let mut times = [const { Times::new() }; N];
    for run in 0..RUNS {
        for (command, times) in commands.iter().zip(&mut times) {
            let took = timed(command()?)?;
            if run > 0 {
                times.add(took);
            }
        }
    }
    Ok(times)
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
