//! The dashboard in a pseudo-terminal: its first frame, and what each key costs until it is painted.
//!
//! Must not know how a screen is emulated or figures are worked out.

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use portable_pty::CommandBuilder;

use crate::commands::{durable_row, environment};
use crate::figures::{Figure, Times};
use crate::terminal::Screen;
use crate::worlds::{self, copy, program};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;
type Say<'a> = &'a mut dyn FnMut(Figure) -> Outcome;

/// How often a first frame, a log and a screen are measured.
const RUNS: usize = 31;
/// How often the cursor is moved: so far down, then as far up, and again.
const MOVES: usize = 200;
const DOWN: usize = 20;
/// What is typed into `/`, letter by letter, each word from an empty line.
const WORDS: [&str; 16] = [
    "ada berg",
    "kovac",
    "abel 2",
    "quinn",
    "rust",
    "nobody",
    "mbeki 12",
    "fanny g",
    "a",
    "e",
    "lena q",
    "tanaka",
    "jonas 9",
    "zeman",
    "gita",
    "pavel okafor",
];

/// Measures in copies of `world`.
pub(crate) fn measure(world: &Path, say: Say<'_>) -> Outcome {
    let (bare, ours) = (copy(world)?, copy(world)?);
    first_frames(bare.path(), ours.path(), say)?;
    let mut screen = open(ours.path(), true)?;
    cursor(&mut screen, bare.path(), say)?;
    others(&mut screen, say)?;
    letters(&mut screen, say)?;
    screen.leave()?;
    logs(bare.path(), ours.path(), say)
}

/// Starts the dashboard and waits until it shows Today.
pub(crate) fn open(data: &Path, frozen: bool) -> Outcome<Screen> {
    let mut screen = Screen::start(rounds(data, frozen))?;
    screen.press_for("", "[1 Today]")?;
    screen.watch(Duration::from_millis(500))?;
    Ok(screen)
}

fn rounds(data: &Path, frozen: bool) -> CommandBuilder {
    within(CommandBuilder::new(program()), data, frozen)
}

fn floor(arguments: &[&str], data: &Path) -> Outcome<CommandBuilder> {
    let mut command = CommandBuilder::new(worlds::floor()?);
    command.args(arguments);
    Ok(within(command, data, true))
}

fn within(mut command: CommandBuilder, data: &Path, frozen: bool) -> CommandBuilder {
    command.env_clear();
    for (name, value) in environment(data, frozen) {
        command.env(name, value);
    }
    command.cwd(data);
    command
}

/// From the start of the process to the first frame that stays as it is. The floor opens the file and paints; what
/// painting alone takes is said beside it.
fn first_frames(bare: &Path, ours: &Path, say: Say<'_>) -> Outcome {
    let opening = floor(&["frame", &bare.to_string_lossy()], bare)?;
    let commands = [floor(&["frame"], bare)?, opening, rounds(ours, true)];
    let mut complete = Vec::new();
    for command in &commands {
        let mut screen = Screen::start(command.clone())?;
        screen.watch(Duration::from_secs(2))?;
        complete.push(screen.text());
        screen.leave()?;
    }
    for (cold, how) in [(false, "warm"), (true, "files cold")] {
        let what = format!("first frame of Today, {how}");
        let mut times = [Times::new(), Times::new(), Times::new()];
        for _ in 0..RUNS {
            for ((command, complete), times) in commands.iter().zip(&complete).zip(&mut times) {
                if cold && !(forget(bare)? && forget(ours)?) {
                    return say(Figure::note(&what, "not measured: this system does not forget files".to_owned()));
                }
                let mut screen = Screen::start(command.clone())?;
                times.add(screen.until_first(complete)?);
                screen.leave()?;
            }
        }
        let [paints, opens, times] = &times;
        say(Figure::note(&format!("floor: a frame without a file, {how}"), format!("{:.2} ms", paints.median())))?;
        say(Figure::ratio(&what, opens, times, 2.0))?;
    }
    Ok(())
}

/// Drops the data and both programs from the system's cache, and nothing else of anybody's: libraries stay
/// warm. Answers whether this system can.
#[cfg(target_os = "linux")]
fn forget(data: &Path) -> Outcome<bool> {
    let mut files = vec![program(), worlds::floor()?];
    for entry in std::fs::read_dir(data)? {
        files.push(entry?.path());
    }
    for file in files.iter().filter(|file| file.is_file()) {
        let file = std::fs::File::open(file)?;
        file.sync_all()?;
        rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)?;
    }
    Ok(true)
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "on Linux files can fail")]
fn forget(_data: &Path) -> Outcome<bool> {
    Ok(false)
}

/// The cursor, in turn with the floor: where its slowest keys are slow too, it is the machine.
fn cursor(screen: &mut Screen, data: &Path, say: Say<'_>) -> Outcome {
    let mut bare = Screen::start(floor(&["frame"], data)?)?;
    bare.press_for("", "0 keys")?;
    let (mut floors, mut times) = (Times::new(), Times::new());
    for step in 0..MOVES {
        let key = if (step / DOWN).is_multiple_of(2) { "j" } else { "k" };
        floors.add(bare.press_change("x")?);
        times.add(screen.press_change(key)?);
    }
    bare.leave()?;
    say(Figure::note("floor: key to screen", format!("p99 {:.2} ms, p50 {:.2}", floors.p99(), floors.median())))?;
    say(Figure::p99("`j`, `k` on Today", &times, 5.0))
}

/// Review with its heat map, and People, each come to from Today.
fn others(screen: &mut Screen, say: Say<'_>) -> Outcome {
    // from the steps of the review to its week, where digits choose the screen again
    screen.press_for("4", "26 weeks, acts a day")?;
    screen.press_change("\t")?;
    screen.press_for("1", "[1 Today]")?;
    let visits = [("4", "`4`: Review with its heat map", "26 weeks, acts a day"), ("2", "`2`: People", "[2 People]")];
    for (key, what, text) in visits {
        let mut times = Times::new();
        for _ in 0..RUNS {
            times.add(screen.press_for(key, text)?);
            screen.press_for("1", "[1 Today]")?;
        }
        say(Figure::median(what, &times, 30.0))?;
    }
    Ok(())
}

fn letters(screen: &mut Screen, say: Say<'_>) -> Outcome {
    let opened = screen.press_for("/", "Find anyone")?;
    let first = screen.press_change("a")?;
    screen.watch(Duration::from_secs(1))?;
    let in_ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let note = format!("{:.2} ms, first letter at once {:.2}", in_ms(opened), in_ms(first));
    say(Figure::note("the first `/`", note))?;
    screen.press_change("\x7f")?;
    let mut times = Times::new();
    let mut slowest = (Duration::ZERO, String::new());
    for word in WORDS {
        // typed, and taken away again
        let typed = word.char_indices().map(|(at, letter)| (&word[..at + letter.len_utf8()], letter));
        let mut lines: Vec<(&str, char)> = typed.collect();
        lines.extend(word.char_indices().rev().map(|(at, _)| (&word[..at], '\x7f')));
        for (line, key) in lines {
            let time = screen.press_change(key.encode_utf8(&mut [0; 4]))?;
            times.add(time);
            if time > slowest.0 {
                slowest = (time, line.to_owned());
            }
        }
    }
    say(Figure::note("the slowest line of `/`", format!("\"{}\" {:.2} ms", slowest.1, in_ms(slowest.0))))?;
    say(Figure::p99("each letter of `/`", &times, 16.0))?;
    screen.press("\x1b", |screen| !screen.contents().contains("Find anyone"))?;
    Ok(())
}

/// From the second key of a log to the painted row, durable; the floor is a durable row, written by a process, and a
/// key painted. What a process takes that is open already and writes a single page is said beside it. Each log is taken
/// back, so that all of them meet the same list.
fn logs(bare: &Path, ours: &Path, say: Say<'_>) -> Outcome {
    let mut writes = Screen::start(floor(&["frame", &bare.to_string_lossy()], bare)?)?;
    let mut paints = Screen::start(floor(&["frame"], bare)?)?;
    for screen in [&mut writes, &mut paints] {
        screen.press_for("", "0 keys")?;
    }
    let mut screen = open(ours, true)?;
    let (mut floors, mut pages, mut times) = (Times::new(), Times::new(), Times::new());
    for _ in 0..RUNS {
        floors.add(durable_row(bare)? + paints.press_change("x")?);
        pages.add(writes.press_change("x")?);
        screen.press_for("a", "l listened")?;
        times.add(screen.press("l", |screen| {
            let text = screen.contents();
            text.contains("Logged") && !text.contains("l listened")
        })?);
        screen.press("u", |screen| !screen.contents().contains("Logged"))?;
    }
    say(Figure::note("floor: an open process writes a page and paints", format!("{:.2} ms", pages.median())))?;
    say(Figure::ratio("`a` `l`: logged, durable and painted", &floors, &times, 2.0))?;
    screen.leave()?;
    paints.leave()?;
    writes.leave()
}
