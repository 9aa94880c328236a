//! Waiting where there is no `poll` over terminals: a thread reads them and wakes the loop.
//!
//! The same interface as on Unix. Must not know what anything leads to.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::Event;

use super::input::{self, Input};
use crate::app::key::pasted;
use crate::app::msg::Msg;

/// How long the rest of a paste without brackets is waited for.
const REST_OF_PASTE: Duration = Duration::from_millis(15);

/// All sources of what happens.
#[derive(Debug)]
pub struct Events {
    received: Receiver<Received>,
    mailbox: Mailbox,
}

/// Where workers put what they have to say. Cheap to clone; never blocks.
#[derive(Debug, Clone)]
pub struct Mailbox {
    sender: Sender<Received>,
}

#[derive(Debug)]
enum Received {
    Terminal(Event),
    Worker(Msg),
    Gone,
}

impl Mailbox {
    /// Says it, and wakes the loop.
    pub fn send(&self, msg: Msg) {
        // nobody listens any more: the program is on its way out
        let _ = self.sender.send(Received::Worker(msg));
    }
}

impl Events {
    /// Starts to read the terminal.
    pub fn new() -> io::Result<Self> {
        let (sender, received) = channel();
        let mailbox = Mailbox { sender: sender.clone() };
        thread::Builder::new().name("terminal".to_owned()).spawn(move || {
            loop {
                let read = crossterm::event::read().map_or(Received::Gone, Received::Terminal);
                let gone = matches!(read, Received::Gone);
                if sender.send(read).is_err() || gone {
                    return;
                }
            }
        })?;
        Ok(Self { received, mailbox })
    }

    /// Where workers write to.
    pub fn mailbox(&self) -> Mailbox {
        self.mailbox.clone()
    }

    /// Waits until something happens, at most for `timeout`; nothing happened when the answer is empty.
    ///
    /// # Errors
    /// Never here; on Unix when the terminal can no longer be read.
    pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Vec<Input>> {
        let mut inputs = Vec::new();
        let first = match timeout {
            Some(timeout) => self.received.recv_timeout(timeout),
            None => self.received.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match first {
            Ok(first) => take(&mut inputs, first),
            Err(RecvTimeoutError::Timeout) => return Ok(inputs),
            Err(RecvTimeoutError::Disconnected) => inputs.push(Input::Gone),
        }
        loop {
            while let Ok(next) = self.received.try_recv() {
                take(&mut inputs, next);
            }
            let burst = matches!(inputs.last(), Some(Input::Keys(keys)) if pasted(keys).is_some());
            match self.received.recv_timeout(REST_OF_PASTE) {
                Ok(next) if burst => take(&mut inputs, next),
                Ok(next) => {
                    take(&mut inputs, next);
                    return Ok(inputs);
                }
                Err(_) => return Ok(inputs),
            }
        }
    }

    /// Forgets interrupts that were meant for a program that had the terminal meanwhile: there are none here.
    pub fn forget_meanwhile(&mut self) {}
}

fn take(inputs: &mut Vec<Input>, received: Received) {
    match received {
        Received::Terminal(event) => input::take(inputs, event),
        Received::Worker(msg) => input::message(inputs, msg),
        Received::Gone => inputs.push(Input::Gone),
    }
}
