//! A program in a pseudo-terminal, with the moment at which each frame was complete.
//!
//! A thread reads the terminal and stamps what comes, so that emulating the screen costs the measured
//! program no time. A frame is complete when the screen is as it should be and nothing more has come for a
//! while: its moment is that of its last bytes. Must not know which program it is.

use std::error::Error;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long nothing must come for a frame to be over.
const QUIET: Duration = Duration::from_millis(12);
/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Columns and rows.
const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The present: what is measured here is the machine, not the day.
#[expect(clippy::disallowed_methods, reason = "a stopwatch needs the clock")]
pub(crate) fn stamp() -> Instant {
    Instant::now()
}

/// A running program and its screen.
pub(crate) struct Screen {
    came: Receiver<(Instant, Vec<u8>)>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    parser: vt100::Parser,
    started: Instant,
    // kept: the terminal lives as long as this
    _master: Box<dyn MasterPty + Send>,
}

impl Screen {
    /// Starts a program on a screen of 120 columns and 40 rows.
    pub(crate) fn start(command: CommandBuilder) -> Outcome<Self> {
        let pair =
            native_pty_system().openpty(PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 })?;
        let (mut reader, writer) = (pair.master.try_clone_reader()?, pair.master.take_writer()?);
        let (says, came) = channel();
        thread::spawn(move || {
            let mut bytes = vec![0; 65_536];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if says.send((stamp(), bytes[..count].to_vec())).is_err() {
                    break;
                }
            }
        });
        let cells = |cells: u16| cells.try_into().map_err(|_| "a screen without cells");
        let parser = vt100::Parser::new(cells(ROWS)?, cells(COLUMNS)?, 0);
        let started = stamp();
        let child = pair.slave.spawn_command(command)?;
        // ours would keep the terminal open after the program has left it
        drop(pair.slave);
        Ok(Self { came, writer, child, parser, started, _master: pair.master })
    }

    /// How long it took from the start until the screen was as `complete` says.
    pub(crate) fn until_first(&mut self, complete: &str) -> Outcome<Duration> {
        let end = self.until("its first frame", |screen| screen.contents() == complete)?;
        Ok(end.duration_since(self.started))
    }

    /// Presses a key; answers how long it took until the screen was as it should be and complete.
    pub(crate) fn press(&mut self, key: &str, is: impl Fn(&vt100::Screen) -> bool) -> Outcome<Duration> {
        let pressed = stamp();
        self.send(key)?;
        let end = self.until(&format!("what {key:?} does"), is)?;
        Ok(end.duration_since(pressed))
    }

    /// Presses a key; answers how long it took until the screen that it changed was complete.
    pub(crate) fn press_change(&mut self, key: &str) -> Outcome<Duration> {
        let before = self.parser.screen().contents_formatted();
        self.press(key, |screen| screen.contents_formatted() != before)
    }

    /// Presses a key; answers how long it took until the screen held `text` and was complete.
    pub(crate) fn press_for(&mut self, key: &str, text: &str) -> Outcome<Duration> {
        self.press(key, |screen| screen.contents().contains(text))
    }

    /// Presses a key and waits for nothing.
    pub(crate) fn send(&mut self, key: &str) -> Outcome {
        self.writer.write_all(key.as_bytes())?;
        self.writer.flush()?;
        Ok(())
    }

    /// What the screen shows.
    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// The process.
    pub(crate) fn pid(&self) -> Outcome<u32> {
        Ok(self.child.process_id().ok_or("the program has no id")?)
    }

    /// Takes in what comes within `time` and does nothing else.
    pub(crate) fn watch(&mut self, time: Duration) -> Outcome {
        let begin = stamp();
        while let Some(left) = time.checked_sub(begin.elapsed()).filter(|left| !left.is_zero()) {
            self.take(left)?;
        }
        Ok(())
    }

    /// Leaves with `q`, as often as it takes; a question on the way out gets a no.
    pub(crate) fn leave(mut self) -> Outcome {
        for _ in 0..10 {
            let key = if self.asks() { "n" } else { "q" };
            if self.send(key).is_err() {
                break;
            }
            let begin = stamp();
            while begin.elapsed() < Duration::from_millis(500) && !(key == "q" && self.asks()) {
                if self.take(Duration::from_millis(5)).is_err() || self.child.try_wait()?.is_some() {
                    self.child.wait()?;
                    return Ok(());
                }
            }
        }
        // only the one that was started here
        self.child.kill()?;
        Err(format!("the program did not leave; its screen:\n{}", self.text()).into())
    }

    /// Whether the screen asks something that can be answered with no.
    pub(crate) fn asks(&self) -> bool {
        self.text().contains("n or Esc no")
    }

    /// Waits until the screen is as it should be and quiet; answers when its last bytes came.
    fn until(&mut self, what: &str, is: impl Fn(&vt100::Screen) -> bool) -> Outcome<Instant> {
        let begin = stamp();
        let mut last = begin;
        let mut there = false;
        loop {
            match self.take(if there { QUIET } else { PATIENCE })? {
                Some(came) => last = came,
                None if there => return Ok(last),
                None => {}
            }
            there = is(self.parser.screen());
            if !there && begin.elapsed() >= PATIENCE {
                return Err(format!("waited in vain for {what}; the screen:\n{}", self.text()).into());
            }
        }
    }

    /// Takes in what comes within `time`; answers when it came.
    fn take(&mut self, time: Duration) -> Outcome<Option<Instant>> {
        match self.came.recv_timeout(time) {
            Ok((at, bytes)) => {
                self.parser.process(&bytes);
                Ok(Some(at))
            }
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err("the program has ended".into()),
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // only the one that was started here, and it may be gone already
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
