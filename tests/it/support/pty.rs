//! A program in a pseudo-terminal, as a person sees it: text is waited for, keys are sent.
//!
//! Nothing here sleeps: every wait ends with what it waits for, or fails with the screen as it
//! was. Must not know what the program is.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use portable_pty::{ChildKiller, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// How long anything may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running program and its terminal.
pub(crate) struct Pty {
    /// None once the terminal has vanished.
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    shared: Arc<(Mutex<Shown>, Condvar)>,
    ended: Receiver<ExitStatus>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    pid: Option<u32>,
}

/// What the thread that reads the terminal and the test share.
struct Shown {
    parser: vt100::Parser,
    /// The terminal is to be let go of, at the next thing it says.
    leaving: bool,
    /// Nobody reads the terminal any more.
    left: bool,
}

/// A private home with a data directory, for programs that must not see the real one.
pub(crate) struct Home {
    directory: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        let Ok(directory) = tempfile::tempdir() else { panic!("no folder for a home") };
        Self { directory }
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Writes a file of the home that can be run.
    #[track_caller]
    pub(crate) fn script(&self, name: &str, text: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = self.path().join(name);
        let written = std::fs::write(&path, text)
            .and_then(|()| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)));
        assert!(written.is_ok(), "{name} could not be written");
        path
    }

    /// A command with nothing in its environment but this home and a frozen clock.
    pub(crate) fn command(&self, program: &str, arguments: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in [
            ("HOME", self.path().to_string_lossy().as_ref()),
            ("ROUNDS_DATA_DIR", self.data().to_string_lossy().as_ref()),
            ("ROUNDS_CONFIG", self.path().join("config.toml").to_string_lossy().as_ref()),
            ("ROUNDS_NOW", "2026-09-22T09:00:00+02:00"),
            ("ROUNDS_SEED", "7"),
            ("PATH", std::env::var("PATH").unwrap_or_default().as_str()),
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("PS1", "shell> "),
        ] {
            command.env(name, value);
        }
        command.cwd(self.path());
        command
    }
}

impl Pty {
    /// Starts a program on a screen of `columns` and `rows`.
    #[track_caller]
    pub(crate) fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let Ok(pair) = native_pty_system().openpty(size(columns, rows)) else { panic!("no pseudo-terminal") };
        let Ok(mut child) = pair.slave.spawn_command(command) else { panic!("the program did not start") };
        // ours would keep the terminal open after the program has left it
        drop(pair.slave);
        let (Ok(mut reader), Ok(writer)) = (pair.master.try_clone_reader(), pair.master.take_writer()) else {
            panic!("the pseudo-terminal has no ends");
        };
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let shared = Arc::new((Mutex::new(Shown { parser, leaving: false, left: false }), Condvar::new()));
        let screen = Arc::clone(&shared);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let mut shown = locked(&screen.0);
                shown.parser.process(&bytes[..count]);
                let leaving = shown.leaving;
                drop(shown);
                screen.1.notify_all();
                if leaving {
                    break;
                }
            }
            drop(reader);
            locked(&screen.0).left = true;
            screen.1.notify_all();
        });
        let (killer, pid) = (child.clone_killer(), child.process_id());
        let (says, ended) = channel();
        thread::spawn(move || child.wait().map(|status| says.send(status)));
        Self { master: Some(pair.master), writer: Some(writer), shared, ended, killer, pid }
    }

    /// Sends keys as a terminal does: `\r` is Enter, `\x1b` is Esc.
    #[track_caller]
    pub(crate) fn send(&mut self, keys: &str) {
        let sent = self.writer.as_mut().map(|writer| writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()));
        assert!(matches!(sent, Some(Ok(()))), "the program does not read: {}", self.text());
    }

    /// Waits until the screen shows `text`.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(&format!("\"{text}\""), |screen| screen.contents().contains(text));
    }

    /// Waits until the screen does not show `text` any more.
    #[track_caller]
    pub(crate) fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("no \"{text}\""), |screen| !screen.contents().contains(text));
    }

    /// Waits until the screen is as it should be; `what` names that where it never comes.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
        let shown = locked(&self.shared.0);
        let (shown, waited) = self
            .shared
            .1
            .wait_timeout_while(shown, PATIENCE, |shown| !is(shown.parser.screen()))
            .unwrap_or_else(PoisonError::into_inner);
        assert!(!waited.timed_out(), "waited in vain for {what}; the screen:\n{}", shown.parser.screen().contents());
    }

    /// What the screen shows.
    pub(crate) fn text(&self) -> String {
        locked(&self.shared.0).parser.screen().contents()
    }

    /// Looks at the screen as it is.
    pub(crate) fn screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(locked(&self.shared.0).parser.screen())
    }

    /// Gives the terminal another size; the program is told by the system.
    #[track_caller]
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        locked(&self.shared.0).parser.screen_mut().set_size(cells(rows), cells(columns));
        let resized = self.master.as_ref().map(|master| master.resize(size(columns, rows)));
        assert!(matches!(resized, Some(Ok(()))), "the terminal kept its size");
    }

    /// Sends a signal to the program.
    #[track_caller]
    pub(crate) fn signal(&self, signal: Signal) {
        let pid = self.pid.and_then(|pid| Pid::from_raw(pid.cast_signed()));
        assert!(pid.is_some_and(|pid| kill_process(pid, signal).is_ok()), "the program is gone");
    }

    /// The terminal goes away, as when its window is closed or a connection breaks. The program
    /// must answer a key: that is how the reading thread is brought to let go.
    #[track_caller]
    pub(crate) fn vanish(&mut self) {
        locked(&self.shared.0).leaving = true;
        self.send("x");
        let shown = locked(&self.shared.0);
        let waited = self.shared.1.wait_timeout_while(shown, PATIENCE, |shown| !shown.left);
        assert!(waited.is_ok_and(|(_, waited)| !waited.timed_out()), "the terminal is still read");
        self.writer = None;
        self.master = None;
    }

    /// Whether the kernel's side of the terminal is as a shell wants it: lines are edited and echoed.
    pub(crate) fn is_cooked(&self) -> bool {
        let flags = self.master.as_ref().and_then(|master| master.get_termios());
        flags.is_some_and(|termios| {
            let local = format!("{:?}", termios.local_flags);
            local.contains("ICANON") && local.contains("ECHO")
        })
    }

    /// Waits for the end of the program.
    #[track_caller]
    pub(crate) fn wait_end(&self) -> ExitStatus {
        self.wait_end_within(PATIENCE)
    }

    /// Waits for the end of the program, so long at most.
    #[track_caller]
    pub(crate) fn wait_end_within(&self, limit: Duration) -> ExitStatus {
        let Ok(status) = self.ended.recv_timeout(limit) else {
            panic!("the program goes on; the screen:\n{}", self.text());
        };
        status
    }

    /// Fails unless the terminal is as it was before: the cursor shown, the first screen back,
    /// lines edited, no pastes in brackets, no mouse.
    #[track_caller]
    pub(crate) fn assert_restored(&self) {
        // what was written last may still be on its way to us
        self.wait_until("the screen as it was before", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert_eq!(self.screen(vt100::Screen::mouse_protocol_mode), vt100::MouseProtocolMode::None);
        assert!(self.is_cooked(), "the terminal was left raw");
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // only the one that was started here, and it may be gone already
        let _ = self.killer.kill();
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

fn locked(shown: &Mutex<Shown>) -> MutexGuard<'_, Shown> {
    shown.lock().unwrap_or_else(PoisonError::into_inner)
}
