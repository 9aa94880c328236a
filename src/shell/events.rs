//! The one place where the program waits: keys, signals, another window, the time.
//!
//! Blocks in one `poll` over the terminal and two pipes, then drains what came. Must not
//! know what a key does.

use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind, poll, read};
use rustix::event::{PollFd, PollFlags, Timespec};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};

use crate::app::key::{Code, Key, pasted};
use crate::app::msg::Msg;

/// What came while waiting.
#[derive(Debug, Default)]
pub struct Batch {
    /// Messages in order.
    pub msgs: Vec<Msg>,
    /// The program was told to end, or the terminal is gone.
    pub end: bool,
    /// The program came back from being suspended.
    pub resumed: bool,
}

/// Everything that is waited on.
#[derive(Debug)]
pub struct Events {
    signals: Vec<(i32, UnixStream)>,
    watch: UnixStream,
}

impl Events {
    /// Waits on signals, and on `watch`, which the watching thread writes to.
    ///
    /// # Errors
    /// When signals cannot be listened to.
    pub fn new(watch: UnixStream) -> io::Result<Self> {
        watch.set_nonblocking(true)?;
        let mut signals = Vec::new();
        for signal in [SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGCONT] {
            let (reader, writer) = UnixStream::pair()?;
            reader.set_nonblocking(true)?;
            signal_hook::low_level::pipe::register(signal, writer)?;
            signals.push((signal, reader));
        }
        Ok(Self { signals, watch })
    }

    /// Waits until something comes or `timeout` milliseconds have passed, then drains it all.
    /// `in_field`: letters are text, so a burst of them is no paste.
    ///
    /// # Errors
    /// When the terminal cannot be read.
    pub fn wait(&mut self, timeout: Option<i64>, in_field: bool) -> io::Result<Batch> {
        let mut batch = Batch::default();
        let hung_up = self.poll(timeout)?;
        if hung_up {
            batch.end = true;
            return Ok(batch);
        }
        for (signal, reader) in &mut self.signals {
            if drain(reader) {
                match *signal {
                    SIGHUP | SIGTERM | SIGINT => batch.end = true,
                    SIGCONT => batch.resumed = true,
                    _ => {}
                }
            }
        }
        if drain(&mut self.watch) {
            batch.msgs.push(Msg::Changed);
        }
        read_terminal(&mut batch, in_field)?;
        if batch.msgs.is_empty() {
            batch.msgs.push(Msg::Wake);
        }
        Ok(batch)
    }

    /// Answers whether the terminal is gone: looked at first, since reading would spin.
    fn poll(&self, timeout: Option<i64>) -> io::Result<bool> {
        let stdin = io::stdin();
        let mut descriptors = vec![PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.watch, PollFlags::IN)];
        descriptors
            .extend(self.signals.iter().map(|(_, reader)| PollFd::from_borrowed_fd(reader.as_fd(), PollFlags::IN)));
        let timeout = timeout.map(|milliseconds| {
            let milliseconds = milliseconds.clamp(0, 86_400_000);
            Timespec { tv_sec: milliseconds / 1000, tv_nsec: (milliseconds % 1000) * 1_000_000 }
        });
        match rustix::event::poll(&mut descriptors, timeout.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(descriptors[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL))
    }
}

/// Reads a pipe empty; answers whether anything was in it.
fn drain(reader: &mut UnixStream) -> bool {
    let mut buffer = [0; 64];
    let mut any = false;
    while let Ok(count) = reader.read(&mut buffer) {
        if count == 0 {
            break;
        }
        any = true;
    }
    any
}

/// Reads every event that is there.
fn read_terminal(batch: &mut Batch, in_field: bool) -> io::Result<()> {
    let mut keys: Vec<Key> = Vec::new();
    while poll(Duration::ZERO)? {
        match read()? {
            Event::Key(event) => keys.extend(key(event)),
            Event::Paste(text) => {
                flush(batch, &mut keys, in_field);
                batch.msgs.push(Msg::Paste(text));
            }
            Event::Resize(columns, rows) => batch.msgs.push(Msg::Resize(columns, rows)),
            Event::Mouse(event) => match event.kind {
                MouseEventKind::Down(MouseButton::Left) => batch.msgs.push(Msg::Click(event.column, event.row)),
                MouseEventKind::ScrollDown => batch.msgs.push(Msg::Scroll(1)),
                MouseEventKind::ScrollUp => batch.msgs.push(Msg::Scroll(-1)),
                _ => {}
            },
            Event::FocusGained | Event::FocusLost => {}
        }
    }
    flush(batch, &mut keys, in_field);
    Ok(())
}

/// Keys of one read: several keys, or a paste that the terminal did not bracket.
fn flush(batch: &mut Batch, keys: &mut Vec<Key>, in_field: bool) {
    if let Some(text) = pasted(keys).filter(|_| !in_field) {
        batch.msgs.push(Msg::Paste(text));
        keys.clear();
    }
    batch.msgs.extend(keys.drain(..).map(Msg::Key));
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let mut shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(letter) => Code::Char(letter),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            shift = true;
            Code::Tab
        }
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::Function(number),
        _ => return None,
    };
    let (ctrl, alt) = (event.modifiers.contains(KeyModifiers::CONTROL), event.modifiers.contains(KeyModifiers::ALT));
    let key = Key::new(code, ctrl, alt, shift);
    Some(if event.kind == KeyEventKind::Repeat { key.held() } else { key })
}
