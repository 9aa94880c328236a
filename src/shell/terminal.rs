//! The terminal guard: raw mode and alternate screen on, and off again whatever happens.
//!
//! Must not know what is drawn.

use std::io::{self, Stdout, Write};
use std::sync::OnceLock;
use std::thread::{self, ThreadId};

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

/// The thread that paints: a panic on any other leaves the screen alone.
static PAINTER: OnceLock<ThreadId> = OnceLock::new();

/// The terminal in use; restored when dropped.
#[derive(Debug)]
pub struct Guard {
    /// What is drawn to.
    pub terminal: Terminal<CrosstermBackend<Stdout>>,
    mouse: bool,
}

impl Guard {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When there is none, or it cannot be set up.
    pub fn new(mouse: bool) -> io::Result<Self> {
        let _ = PAINTER.set(thread::current().id());
        enter(mouse)?;
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(Self { terminal, mouse })
    }

    /// Gives the terminal back while something else has it: the editor, the shell.
    ///
    /// # Errors
    /// When the terminal does not answer.
    pub fn leave_for<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        restore();
        let answer = work();
        enter(self.mouse)?;
        // whatever was on the screen is gone
        self.terminal.clear()?;
        Ok(answer)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Installs the panic hook: restores the screen before the message, on the painting thread only.
pub fn install_panic_hook() {
    let former = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if PAINTER.get() == Some(&thread::current().id()) {
            restore();
            former(info);
        }
    }));
}

fn enter(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    let mut out = io::stdout();
    execute!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
    if mouse {
        execute!(out, EnableMouseCapture)?;
    }
    Ok(())
}

/// Puts everything back. Safe to call twice; errors are ignored, since the terminal may be gone.
pub fn restore() {
    let mut out = io::stdout();
    let _ = execute!(out, DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
}
