//! The terminal while it is ours: entered once, given back on every way out.
//!
//! Leaving, a panic, a signal, suspending and an editor all go through one restoring
//! function, which does nothing the second time. Must not know what is painted.

use std::io::{self, BufWriter, Stdout, Write};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, KeyboardEnhancementFlags,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;

use super::silent::Silent;

/// A whole frame of a large screen: it goes out in one piece, and comes in so. In bytes.
const FRAME: usize = 32 * 1024;

type Screen = ratatui::Terminal<Silent<CrosstermBackend<BufWriter<Stdout>>>>;

/// The terminal; given back when it is dropped.
#[derive(Debug)]
pub struct Terminal {
    screen: Screen,
    modes: Modes,
}

/// What was switched on, so that it can be switched off from wherever it must be.
#[derive(Debug, Clone)]
struct Modes {
    entered: Arc<AtomicBool>,
    /// Nothing is switched on: somebody else may have the terminal.
    given: Arc<AtomicBool>,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal: raw mode, the alternate screen, bracketed paste, reports of held keys
    /// where there are any, and the mouse if it is wanted. Nothing is asked of the terminal, so
    /// nothing waits for an answer.
    ///
    /// Panics on this thread give it back before they are told; those of other threads leave it
    /// alone and are noted in `log`.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn enter(mouse: bool, log: &Path) -> io::Result<Self> {
        let modes = Modes { entered: Arc::new(AtomicBool::new(false)), given: Arc::new(AtomicBool::new(true)), mouse };
        #[cfg(unix)]
        super::stop::at_once(&modes.given)?;
        guard_panics(modes.clone(), thread::current().id(), log.to_path_buf());
        modes.enter()?;
        Ok(Self { screen: screen()?, modes })
    }

    /// Paints one frame: only what differs from the last one is written, at once.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.screen.draw(paint).map(drop)
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// When there is no terminal any more.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        crossterm::terminal::size()
    }

    /// Forgets what is on the screen: the next frame paints all of it.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn repaint(&mut self) -> io::Result<()> {
        // ratatui's own clear asks the terminal where its cursor is, and waits for the answer
        execute!(io::stdout(), Clear(ClearType::All))?;
        self.screen = screen()?;
        Ok(())
    }

    /// Gives the terminal back for as long as `work` takes: an editor.
    ///
    /// # Errors
    /// When it cannot be taken again.
    pub fn hand_over<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        self.modes.restore();
        let answer = work();
        self.again()?;
        Ok(answer)
    }

    /// Stops the process, with all of its group, until the shell brings it back (`fg`).
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.hand_over(|| {
            // the whole group: a script that started us must stop too, or the shell would wait for it
            #[cfg(unix)]
            let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
        })
    }

    /// Takes the terminal after others had it, in whatever state they left it, and paints anew.
    ///
    /// # Errors
    /// When there is no terminal any more.
    pub fn again(&mut self) -> io::Result<()> {
        // crossterm believes that raw mode is still on when somebody else has switched it off
        disable_raw_mode()?;
        self.modes.enter()?;
        self.repaint()
    }

    /// Gives the terminal back.
    pub fn leave(&mut self) {
        self.modes.restore();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave();
    }
}

impl Modes {
    fn enter(&self) -> io::Result<()> {
        self.given.store(false, Ordering::SeqCst);
        enable_raw_mode()?;
        self.entered.store(true, Ordering::SeqCst);
        let mut out = io::stdout();
        // a terminal without a second screen still shows what stood there before
        queue!(out, EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste)?;
        if self.mouse {
            queue!(out, EnableMouseCapture)?;
        }
        out.flush()?;
        // terminals that do not know this ignore it, and Windows consoles refuse it: neither matters
        let held = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES | KeyboardEnhancementFlags::REPORT_EVENT_TYPES;
        let _ = execute!(out, PushKeyboardEnhancementFlags(held));
        Ok(())
    }

    /// Each step on its own: one that fails must not keep the others from being undone.
    fn restore(&self) {
        if !self.entered.swap(false, Ordering::SeqCst) {
            return;
        }
        let mut out = io::stdout();
        let _ = execute!(out, PopKeyboardEnhancementFlags);
        if self.mouse {
            let _ = execute!(out, DisableMouseCapture);
        }
        let _ = execute!(out, DisableBracketedPaste);
        let _ = execute!(out, LeaveAlternateScreen);
        let _ = execute!(out, Show);
        let _ = disable_raw_mode();
        self.given.store(true, Ordering::SeqCst);
    }
}

fn screen() -> io::Result<Screen> {
    ratatui::Terminal::new(Silent::new(CrosstermBackend::new(BufWriter::with_capacity(FRAME, io::stdout()))))
}

/// Puts our own hook before the one in force.
fn guard_panics(modes: Modes, painter: ThreadId, log: PathBuf) {
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == painter {
            modes.restore();
            told(info);
        } else {
            // somebody paints at the moment: the screen is left alone
            note(info, &log);
        }
    }));
}

/// Where it happened, never what was said: the words of a panic can hold names.
fn note(info: &PanicHookInfo<'_>, log: &Path) {
    let thread = thread::current();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let line = format!("a worker ({}) failed at {place}\n", thread.name().unwrap_or("unnamed"));
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // there is nobody left to tell when this fails
    let _ = options.open(log).and_then(|mut file| file.write_all(line.as_bytes()));
}
