//! What the dashboard costs while nobody presses a key, and how much memory it holds.
//!
//! Reads `/proc`, so Linux alone. While it is idle the clock runs: a frozen one would never wake anything.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::figures::Figure;
use crate::screens::open;
use crate::terminal::Screen;
use crate::worlds::copy;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;
type Say<'a> = &'a mut dyn FnMut(Figure) -> Outcome;

/// For how long it is watched.
const SECONDS: u32 = 10;
/// Most that it may hold.
const MEBIBYTES: f64 = 24.0;
/// A minute of use, less the waiting: every screen, two cards, help, a search, all of the list.
const SCRIPT: [&str; 31] = [
    "j", "j", "\r", "h", "2", "j", "j", "G", "g", "3", "j", "\r", "h", "1", "4", "\t", "1", "?", "\x1b", "/", "a", "d",
    "a", " ", "b", "\x1b", "z", "G", "g", "R", "1",
];

/// Measures in a copy of `world`.
pub(crate) fn measure(world: &Path, say: Say<'_>) -> Outcome {
    if !Path::new("/proc/self/schedstat").exists() {
        return say(Figure::note("idle and memory", "not measured: this system does not count them".to_owned()));
    }
    let copy = copy(world)?;
    memory(copy.path(), say)?;
    let mut screen = open(copy.path(), false)?;
    // the world lies some time back by now: whether that was rest is asked, and need not be answered
    for _ in 0..3 {
        if screen.asks() {
            screen.send("n")?;
            screen.watch(Duration::from_millis(500))?;
        }
    }
    idle(&mut screen, "no block", 0.0, say)?;
    screen.press_for("t", "Enter starts the block")?;
    screen.press_for("\r", "Started a block")?;
    idle(&mut screen, "a block runs", 1.0, say)?;
    screen.leave()
}

fn idle(screen: &mut Screen, when: &str, wakeups: f64, say: Say<'_>) -> Outcome {
    settle(screen)?;
    screen.watch(Duration::from_secs(1))?;
    let pid = screen.pid()?;
    let before = spent(pid)?;
    screen.watch(Duration::from_secs(SECONDS.into()))?;
    let after = spent(pid)?;
    let seconds = f64::from(SECONDS);
    // a wake-up may lie at either edge of the time watched
    let most = if wakeups > 0.0 { wakeups + 1.0 / seconds } else { 0.0 };
    let woken = (after.0 - before.0) as f64 / seconds;
    say(Figure::most(&format!("idle, {when}: wake-ups"), woken, "a second", most))?;
    let percent = (after.1 - before.1) as f64 / 1e9 / seconds * 100.0;
    say(Figure::most(&format!("idle, {when}: processor"), percent, "%", 0.1))
}

/// How often the process slept of its own will, and for how many nanoseconds it ran, over all its threads.
fn spent(pid: u32) -> Outcome<(u64, u64)> {
    let (mut woken, mut ran) = (0, 0);
    for thread in fs::read_dir(format!("/proc/{pid}/task"))? {
        let thread = thread?.path();
        woken += number(&fs::read_to_string(thread.join("status"))?, "voluntary_ctxt_switches:")?;
        let times = fs::read_to_string(thread.join("schedstat"))?;
        ran += times.split_whitespace().next().ok_or("no times")?.parse::<u64>()?;
    }
    Ok((woken, ran))
}

/// Waits until the program has nothing more to do.
fn settle(screen: &mut Screen) -> Outcome {
    let pid = screen.pid()?;
    loop {
        let before = spent(pid)?;
        screen.watch(Duration::from_millis(150))?;
        if spent(pid)?.1 - before.1 < 1_000_000 {
            return Ok(());
        }
    }
}

fn memory(data: &Path, say: Say<'_>) -> Outcome {
    let mut screen = open(data, true)?;
    settle(&mut screen)?;
    let status = fs::read_to_string(format!("/proc/{}/status", screen.pid()?))?;
    let mebibytes = |status: &str, field: &str| -> Outcome<f64> { Ok(number(status, field)? as f64 / 1_024.0) };
    say(Figure::note("memory, on Today", format!("{:.2} MiB", mebibytes(&status, "VmRSS:")?)))?;
    for key in SCRIPT {
        // some keys change nothing where a world holds little, so no text is waited for
        screen.send(key)?;
        settle(&mut screen)?;
    }
    let status = fs::read_to_string(format!("/proc/{}/status", screen.pid()?))?;
    let own = mebibytes(&status, "RssAnon:")?;
    say(Figure::note("memory, the program's own after some use", format!("{own:.2} MiB")))?;
    for (field, what) in [("VmRSS:", "memory, resident after some use"), ("VmHWM:", "memory, resident at most")] {
        say(Figure::most(what, mebibytes(&status, field)?, "MiB", MEBIBYTES))?;
    }
    screen.leave()
}

/// The number beside a field of `/proc/PID/status`.
fn number(status: &str, field: &str) -> Outcome<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(field)).ok_or("no such field")?;
    Ok(line.split_whitespace().next().ok_or("an empty field")?.parse()?)
}
