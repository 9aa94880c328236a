//! The dashboard in a pseudo-terminal: it starts, follows the terminal, and gives it back on
//! every way out.

use std::io::Read;
use std::time::Duration;

use rounds::shell::terminal::Terminal;
use rustix::process::{Pid, Signal, kill_process};

use crate::support::pty::{Home, Pty};

const PROGRAM: &str = env!("CARGO_BIN_EXE_rounds");
/// What the first start asks.
const FIRST_RUN: &str = "Five people";
/// What stands in the header of each screen.
const HEADER: &str = "2 People";

/// The dashboard on a file of its own, past the first run.
fn dashboard(home: &Home, columns: u16, rows: u16) -> Pty {
    let mut pty = Pty::start(home.command(PROGRAM, &[]), columns, rows);
    pty.wait_for(FIRST_RUN);
    pty.send("\x1b");
    pty.wait_for(HEADER);
    pty
}

/// Two people on file: Ada Lindqvist and Mei Tan.
fn with_people(home: &Home) -> Pty {
    let mut pty = Pty::start(home.command(PROGRAM, &[]), 80, 24);
    pty.wait_for(FIRST_RUN);
    pty.send("Ada Lindqvist\rMei Tan\r");
    pty.wait_for("Mei Tan");
    pty.send("\x1b");
    pty.wait_for(HEADER);
    pty.wait_for("Ada Lindqvist");
    pty
}

#[test]
fn the_harness_sees_and_sends() {
    let home = Home::new();
    let mut pty = Pty::start(home.command("sh", &["-c", "stty size; read line; echo \"got $line\"; exit 3"]), 80, 24);
    pty.wait_for("24 80");
    assert!(pty.is_cooked());
    pty.send("a line\n");
    pty.wait_for("got a line");
    assert_eq!(pty.wait_end().exit_code(), 3);
    pty.assert_restored();
    let raw = Pty::start(home.command("sh", &["-c", "stty raw -echo; printf '\\033[?1049hraw'; cat"]), 80, 24);
    raw.wait_for("raw");
    assert!(!raw.is_cooked() && raw.screen(vt100::Screen::alternate_screen));
    raw.signal(Signal::TERM);
    assert!(!raw.wait_end().success());
}

#[test]
fn it_starts_draws_quits_and_restores() {
    let home = Home::new();
    let mut pty = dashboard(&home, 80, 24);
    assert!(pty.screen(vt100::Screen::alternate_screen) && pty.screen(vt100::Screen::bracketed_paste));
    assert!(!pty.is_cooked());
    pty.send("2");
    pty.wait_for("[2 People]");
    pty.send("q");
    if pty.screen(vt100::Screen::alternate_screen) {
        pty.send("q");
    }
    assert!(pty.wait_end().success(), "{}", pty.text());
    pty.assert_restored();
    assert!(home.data().join("rounds.db").exists());
}

#[test]
fn signals_end_it_and_restore() {
    for (signal, name) in [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup"), (Signal::INT, "Interrupt")] {
        let home = Home::new();
        let pty = dashboard(&home, 80, 24);
        pty.signal(signal);
        let ended = pty.wait_end();
        assert_eq!(ended.signal(), Some(name), "it ends as whoever sent the signal expects");
        pty.assert_restored();
    }
}

#[test]
fn it_fills_whatever_size_the_terminal_has() {
    let home = Home::new();
    let pty = dashboard(&home, 80, 24);
    let footer = |rows: u16, columns: u16| {
        move |screen: &vt100::Screen| {
            screen.rows(0, columns).nth(usize::from(rows) - 1).is_some_and(|row| row.contains("help"))
        }
    };
    pty.wait_until("the footer in row 24", footer(24, 80));
    pty.resize(120, 36);
    pty.wait_until("the footer in row 36", footer(36, 120));
    pty.resize(60, 20);
    pty.wait_until("the footer in row 20", footer(20, 60));
    pty.resize(30, 4);
    pty.wait_gone("help");
    pty.resize(80, 24);
    pty.wait_until("the footer in row 24 again", footer(24, 80));
}

#[test]
fn it_comes_back_from_the_shell() {
    let home = Home::new();
    let mut pty = Pty::start(home.command("bash", &["--noprofile", "--norc", "-i"]), 80, 24);
    pty.wait_for("shell>");
    pty.send(&format!("{PROGRAM}\n"));
    pty.wait_for(FIRST_RUN);
    pty.send("\x1b");
    pty.wait_for(HEADER);
    for _ in 0..2 {
        pty.send("\x1a");
        pty.wait_for("Stopped");
        pty.wait_until("the cursor and the first screen", |screen| !screen.alternate_screen() && !screen.hide_cursor());
        pty.send("clear; stty -a | grep -o ' icanon'; echo back in the shell\n");
        pty.wait_for(" icanon\r\nback in".replace("\r\n", "\n").as_str());
        pty.send("fg\n");
        pty.wait_for(HEADER);
        pty.wait_until("the terminal taken anew", |screen| screen.alternate_screen() && !pty.is_cooked());
    }
    // keys arrive one by one again
    pty.send("3");
    pty.wait_for("[3 Communities]");
    pty.send("1");
    pty.wait_for("[1 Today]");
    pty.send("q");
    pty.wait_until("the shell again", |screen| !screen.alternate_screen());
    pty.send("exit\n");
    pty.wait_end();
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_too() {
    let home = Home::new();
    let editor = home.script("editor", "#!/bin/sh\necho \"the editor has it\"\nkill -TSTP 0\necho later > \"$1\"\n");
    drop(with_people(&home));
    let mut command = home.command("bash", &["--noprofile", "--norc", "-i"]);
    command.env("EDITOR", &editor);
    let mut pty = Pty::start(command, 80, 24);
    pty.wait_for("shell>");
    pty.send(&format!("sh -c 'echo $$ > pid; exec {PROGRAM}'\n"));
    pty.wait_for(HEADER);
    let pid = std::fs::read_to_string(home.path().join("pid")).unwrap_or_default();
    let pid = pid.trim().parse().ok().and_then(Pid::from_raw);
    for _ in 0..2 {
        assert!(pid.is_some_and(|pid| kill_process(pid, Signal::TSTP).is_ok()));
        pty.wait_for("Stopped");
        pty.wait_until("the cursor and the first screen", |screen| !screen.alternate_screen() && !screen.hide_cursor());
        pty.send("clear; stty -a | grep -o ' icanon'; echo back in the shell\n");
        pty.wait_for(" icanon\nback in");
        pty.send("fg\n");
        pty.wait_for(HEADER);
        pty.wait_until("the terminal taken anew", |screen| screen.alternate_screen() && !pty.is_cooked());
    }
    // an editor that stops takes the dashboard along
    pty.send("E");
    pty.wait_for("the editor has it");
    pty.wait_for("Stopped");
    pty.send("clear; echo back in the shell; fg\n");
    pty.wait_until("the terminal taken anew", |screen| screen.alternate_screen() && !pty.is_cooked());
    pty.wait_for("Changed Ada Lindqvist");
    pty.send("q");
    pty.wait_until("the shell again", |screen| !screen.alternate_screen());
    pty.send("exit\n");
    pty.wait_end();
}

#[test]
fn a_stop_from_outside_is_survived() {
    let home = Home::new();
    let mut pty = dashboard(&home, 80, 24);
    pty.signal(Signal::STOP);
    pty.signal(Signal::CONT);
    pty.send("3");
    pty.wait_for("[3 Communities]");
    assert!(!pty.is_cooked());
}

#[test]
fn a_vanished_terminal_ends_it() {
    let home = Home::new();
    let mut pty = dashboard(&home, 80, 24);
    pty.vanish();
    // a second is what it may take; the rest is for a machine that is busy with other tests
    pty.wait_end_within(Duration::from_secs(5));
}

#[test]
fn a_vanished_terminal_ends_it_without_a_signal_too() {
    // in a session of its own no signal tells it, so that only the poll can
    let home = Home::new();
    let wrapped = format!("trap '' HUP; setsid --wait {PROGRAM}; echo ended > ended");
    let mut pty = Pty::start(home.command("sh", &["-c", &wrapped]), 80, 24);
    pty.wait_for(FIRST_RUN);
    pty.vanish();
    pty.wait_end_within(Duration::from_secs(5));
    assert!(home.path().join("ended").exists(), "the wrapper went first");
}

#[test]
fn an_editor_gets_the_terminal_and_every_key() {
    let home = Home::new();
    let editor =
        home.script("editor", "#!/bin/sh\necho \"the editor has it\"\nread line\necho \"wrote: $line\" > \"$2\"\n");
    let mut command = home.command(PROGRAM, &[]);
    command.env("EDITOR", format!("'{}' --wait", editor.display()));
    drop(with_people(&home));
    let mut pty = Pty::start(command, 80, 24);
    pty.wait_for("Ada Lindqvist");
    pty.send("E");
    pty.wait_for("the editor has it");
    assert!(pty.is_cooked() && !pty.screen(vt100::Screen::alternate_screen));
    // letters that mean something to the dashboard, and an interrupt that is the editor's own business
    pty.send("q3q likes short answers\n");
    pty.wait_until("the dashboard again", vt100::Screen::alternate_screen);
    pty.wait_for(HEADER);
    pty.wait_gone("the editor has it");
    pty.send("\r");
    pty.wait_for("wrote: q3q likes short answers");
}

#[test]
fn a_paste_is_whole_however_it_comes() {
    let home = Home::new();
    let mut pty = Pty::start(home.command(PROGRAM, &[]), 80, 24);
    pty.wait_for(FIRST_RUN);
    // far more than one read of the terminal takes
    let long = format!("\x1b[200~{}\x1b[201~", "Name Of Somebody\n".repeat(400));
    pty.send(&long);
    pty.wait_for("Name Of Somebody");
    // and still it listens
    pty.send("\x1b");
    pty.wait_for(HEADER);
    // the same from a terminal that does not bracket: more than one read of the terminal takes
    let other = Home::new();
    let mut typed = Pty::start(other.command(PROGRAM, &[]), 80, 24);
    typed.wait_for(FIRST_RUN);
    typed.send(&format!("{}\rlast of all", "x".repeat(3_000)));
    typed.wait_for("last of all");
    let mut bare = dashboard(&Home::new(), 80, 24);
    bare.send(&format!("https://hachyderm.io/@mei {}", "and more ".repeat(400)));
    // of a long line its end is what is being typed
    bare.wait_for("Find anyone");
    bare.wait_for("more and more");
}

#[test]
fn characters_of_many_bytes_are_whole_wherever_a_read_ends() {
    // each beginning shifts where a read ends within a character
    for before in ["", "a", "ab"] {
        let home = Home::new();
        let mut pty = Pty::start(home.command(PROGRAM, &[]), 80, 24);
        pty.wait_for(FIRST_RUN);
        pty.send(&format!("{before}{}\rlast of all", "\u{65e5}".repeat(1_100)));
        pty.wait_for("last of all");
        assert!(!pty.text().contains('\u{fffd}'), "{}", pty.text());
        // nothing is half read: the next key and a signal are heard at once
        pty.send("!");
        pty.wait_for("last of all!");
        pty.signal(Signal::TERM);
        pty.wait_end();
        pty.assert_restored();
    }
}

#[test]
fn what_another_process_logs_is_seen_without_a_key() {
    let home = Home::new();
    drop(with_people(&home));
    // the clock is frozen, so the open window never wakes by itself
    let mut pty = Pty::start(home.command(PROGRAM, &[]), 80, 24);
    pty.wait_for("Ada Lindqvist");
    let asked = ["log", "ada", "asked", "--they", "-m", "does it run on musl?"];
    let log = Pty::start(home.command(PROGRAM, &asked), 80, 24);
    assert!(log.wait_end().success(), "{}", log.text());
    pty.wait_for("does it run on musl?");
    // the newest step was made elsewhere: it is named first, and named anew when it is another one
    pty.send("u");
    pty.wait_for("elsewhere: Ada Lindqvist asked");
    let log = Pty::start(home.command(PROGRAM, &["log", "mei", "thanked"]), 80, 24);
    assert!(log.wait_end().success(), "{}", log.text());
    pty.send("u");
    pty.wait_for("elsewhere: thanked Mei");
    pty.send("u");
    pty.wait_for("Undone: thanked Mei");
}

#[test]
fn only_the_last_window_pauses_the_block() {
    let home = Home::new();
    drop(with_people(&home));
    let mut first = Pty::start(home.command(PROGRAM, &[]), 80, 24);
    first.wait_for("Ada Lindqvist");
    first.send("t");
    first.send("\r");
    first.wait_for("left of 30");
    let mut second = Pty::start(home.command(PROGRAM, &[]), 80, 24);
    second.wait_for("left of 30");
    first.send("q");
    assert!(first.wait_end().success());
    first.assert_restored();
    assert!(!first.text().contains("Paused"), "another window is open: {}", first.text());
    second.send("q");
    assert!(second.wait_end().success());
    second.assert_restored();
    second.wait_for("Paused with 30:00 left of 30 min");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    let home = Home::new();
    let pty = Pty::start(itself(&home, "pty::painter_that_panics"), 80, 24);
    assert!(!pty.wait_end().success());
    pty.assert_restored();
    pty.wait_for("the painter failed");
}

#[test]
fn a_panic_of_a_worker_leaves_the_screen_alone() {
    let home = Home::new();
    let mut pty = Pty::start(itself(&home, "pty::worker_that_panics"), 80, 24);
    pty.wait_for("still painting");
    assert!(pty.screen(vt100::Screen::alternate_screen) && !pty.is_cooked());
    assert!(!pty.text().contains("a name"), "{}", pty.text());
    pty.send("q");
    pty.wait_end();
    pty.assert_restored();
    let log = std::fs::read_to_string(home.path().join("log")).unwrap_or_default();
    assert!(log.contains("a worker (reader) failed at") && !log.contains("a name"), "{log}");
}

/// This very program, to run one of the two below in a terminal of its own.
fn itself(home: &Home, test: &str) -> portable_pty::CommandBuilder {
    let program = std::env::current_exe().unwrap_or_default();
    home.command(&program.to_string_lossy(), &["--ignored", "--exact", "--nocapture", test])
}

#[test]
#[ignore = "run in a pseudo-terminal by the test of panics"]
fn painter_that_panics() {
    let Ok(mut terminal) = Terminal::enter(true, std::path::Path::new("log")) else { panic!("no terminal") };
    assert!(terminal.draw(|frame| frame.render_widget("painting", frame.area())).is_ok());
    panic!("the painter failed");
}

#[test]
#[ignore = "run in a pseudo-terminal by the test of panics"]
fn worker_that_panics() {
    let Ok(mut terminal) = Terminal::enter(false, std::path::Path::new("log")) else { panic!("no terminal") };
    let worker = std::thread::Builder::new().name("reader".to_owned()).spawn(|| panic!("a name"));
    assert!(worker.is_ok_and(|worker| worker.join().is_err()));
    assert!(terminal.draw(|frame| frame.render_widget("still painting", frame.area())).is_ok());
    assert!(std::io::stdin().read(&mut [0]).is_ok());
}

#[test]
fn the_first_run_looks_around_in_the_demo_and_comes_back_with_its_lines() {
    for leaves in ["q", "\x1b"] {
        let home = Home::new();
        let mut pty = Pty::start(home.command(PROGRAM, &[]), 80, 24);
        pty.wait_for(FIRST_RUN);
        pty.send("Ada Lovelace");
        pty.wait_for("Ada Lovelace");
        pty.send("\x1bOQ");
        pty.wait_for("q goes back");
        pty.resize(100, 30);
        pty.wait_for("Rust Book Club");
        pty.send(leaves);
        pty.wait_for(FIRST_RUN);
        pty.wait_for("Ada Lovelace");
        pty.send("\x1b");
        pty.wait_for(HEADER);
        pty.wait_for("Ada Lovelace");
        pty.wait_gone("demo");
        // the first goes back from who was just added
        pty.send("qq");
        assert!(pty.wait_end().success(), "{}", pty.text());
        pty.assert_restored();
    }
}

#[test]
fn the_demo_leaves_no_trace_and_a_signal_in_it_ends_the_process() {
    let home = Home::new();
    let mut pty = Pty::start(home.command(PROGRAM, &["demo"]), 80, 24);
    pty.wait_for("nothing is kept");
    pty.send(" q");
    assert!(pty.wait_end().success(), "{}", pty.text());
    pty.assert_restored();
    assert!(!home.data().exists(), "no folder is made");
    assert!(!pty.text().contains("Paused"), "{}", pty.text());
    let mut pty = Pty::start(home.command(PROGRAM, &[]), 80, 24);
    pty.wait_for(FIRST_RUN);
    pty.send("\x1bOQ");
    pty.wait_for("q goes back");
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_end().signal(), Some("Terminated"));
    pty.assert_restored();
}
