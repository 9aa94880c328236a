//! The one place where the program waits: for the terminal, signals, workers, or a moment.
//!
//! One `poll` over stdin, a pipe for signals and one for workers; then whatever the
//! terminal sent is drained. No thread reads keys, so an editor gets every one of them,
//! and waiting costs nothing. Must not know what any of it leads to.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};

use super::burst;
use super::input::{self, Input};
use super::stop;
use crate::app::key::pasted;
use crate::app::msg::Msg;

/// How long the rest of a paste without brackets is waited for: terminals hand a long one over in pieces.
const REST_OF_PASTE: Duration = Duration::from_millis(15);

/// The longest text that is read without a look at anything else, in bytes.
const LONGEST_BURST: usize = 1 << 20;

/// All sources of what happens.
#[derive(Debug)]
pub struct Events {
    signals: Signals,
    letters: Receiver<Msg>,
    bell: UnixStream,
    mailbox: Mailbox,
}

/// Where workers put what they have to say. Cheap to clone; never blocks.
#[derive(Debug, Clone)]
pub struct Mailbox {
    sender: Sender<Msg>,
    bell: Arc<UnixStream>,
}

#[derive(Debug)]
struct Signals {
    reader: UnixStream,
    raised: Vec<(i32, Arc<AtomicBool>)>,
    registered: Vec<SigId>,
}

impl Mailbox {
    /// Says it, and wakes the loop.
    pub fn send(&self, msg: Msg) {
        if self.sender.send(msg).is_ok() {
            // a full pipe wakes the loop as well
            let _ = (&*self.bell).write(&[1]);
        }
    }
}

impl Events {
    /// Starts to listen to signals.
    pub fn new() -> io::Result<Self> {
        let (bell, ringer) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        ringer.set_nonblocking(true)?;
        let (sender, letters) = channel();
        let mailbox = Mailbox { sender, bell: Arc::new(ringer) };
        Ok(Self { signals: Signals::new()?, letters, bell, mailbox })
    }

    /// Where workers write to.
    pub fn mailbox(&self) -> Mailbox {
        self.mailbox.clone()
    }

    /// Waits until something happens, at most for `timeout`; nothing happened when the answer is empty.
    ///
    /// # Errors
    /// When the terminal can no longer be read.
    pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Vec<Input>> {
        let mut inputs = Vec::new();
        let ready = self.poll(timeout)?;
        let resized = self.signals.take(&mut inputs);
        while let Ok(msg) = self.letters.try_recv() {
            input::message(&mut inputs, msg);
        }
        if ready.gone {
            // crossterm's own poll would spin here: it is not asked any more
            inputs.push(Input::Gone);
            return Ok(inputs);
        }
        if ready.keys {
            read(&mut inputs)?;
            // outside a field this will be a paste; in one, the rest is text as well
            while let Some(Input::Keys(keys)) = inputs.last()
                && pasted(keys).is_some()
                && terminal(REST_OF_PASTE)?.keys
            {
                read(&mut inputs)?;
            }
        }
        if resized {
            input::resized(&mut inputs);
        }
        Ok(inputs)
    }

    /// Forgets interrupts that were meant for a program that had the terminal meanwhile, and that
    /// the process was stopped and goes on: the terminal has just been taken anew.
    pub fn forget_meanwhile(&mut self) {
        for (signal, raised) in &self.signals.raised {
            if matches!(*signal, SIGINT | SIGTSTP | SIGCONT) {
                raised.store(false, Ordering::SeqCst);
            }
        }
    }

    /// The next thing that a worker says, without the terminal, which a test does not have.
    #[cfg(test)]
    pub fn letter(&self, timeout: Duration) -> Option<Msg> {
        self.letters.recv_timeout(timeout).ok()
    }

    /// One wait over the three sources.
    fn poll(&mut self, timeout: Option<Duration>) -> io::Result<Ready> {
        let stdin = io::stdin();
        let mut sources = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::new(&self.signals.reader, PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
        ];
        let limit = timeout.map(timespec);
        match poll(&mut sources, limit.as_ref()) {
            Ok(_) => {}
            // a signal: its flag is up
            Err(rustix::io::Errno::INTR) => return Ok(Ready { keys: false, gone: false }),
            Err(error) => return Err(error.into()),
        }
        let ready = Ready::of(sources[0].revents());
        empty(&mut self.signals.reader);
        empty(&mut self.bell);
        Ok(ready)
    }
}

#[derive(Debug, Clone, Copy)]
struct Ready {
    keys: bool,
    gone: bool,
}

impl Ready {
    fn of(terminal: PollFlags) -> Self {
        Self {
            keys: terminal.contains(PollFlags::IN),
            gone: terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
        }
    }
}

impl Signals {
    fn new() -> io::Result<Self> {
        let (reader, writer) = UnixStream::pair()?;
        reader.set_nonblocking(true)?;
        let mut signals = Self { reader, raised: Vec::new(), registered: Vec::new() };
        let stop = stop::comes_back().then_some(SIGTSTP);
        for signal in [SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGCONT].into_iter().chain(stop) {
            let raised = Arc::new(AtomicBool::new(false));
            // the flag first: whoever wakes finds it up
            signals.registered.push(signal_hook::flag::register(signal, Arc::clone(&raised))?);
            signals.registered.push(signal_hook::low_level::pipe::register(signal, writer.try_clone()?)?);
            signals.raised.push((signal, raised));
        }
        Ok(signals)
    }

    /// Adds what was raised; answers whether the size has changed.
    fn take(&self, inputs: &mut Vec<Input>) -> bool {
        let mut resized = false;
        for (signal, raised) in &self.raised {
            if raised.swap(false, Ordering::SeqCst) {
                match *signal {
                    SIGWINCH => resized = true,
                    SIGCONT => inputs.push(Input::Continued),
                    SIGTSTP => inputs.push(Input::Stopped),
                    signal => inputs.push(Input::Ended(signal)),
                }
            }
        }
        resized
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.registered.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}

/// Everything that the terminal has sent so far.
fn read(inputs: &mut Vec<Input>) -> io::Result<()> {
    if rustix::io::ioctl_fionread(io::stdin())? > burst::AT_ONCE {
        return read_burst(inputs);
    }
    let mut any = false;
    while crossterm::event::poll(Duration::ZERO)? {
        any = true;
        input::take(inputs, crossterm::event::read()?);
    }
    // more came at the last moment than crossterm takes
    if any { Ok(()) } else { read_burst(inputs) }
}

/// The same where it is more than crossterm takes, with the rest of what is cut short.
fn read_burst(inputs: &mut Vec<Input>) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let patience = if burst::unfinished(&bytes) { REST_OF_PASTE } else { Duration::ZERO };
        let ready = terminal(patience)?;
        if !ready.keys || ready.gone || bytes.len() >= LONGEST_BURST {
            break;
        }
        match rustix::io::read(io::stdin(), &mut piece) {
            Ok(0) => break,
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    burst::take(inputs, &bytes);
    Ok(())
}

/// Whether the terminal has sent something, waited for so long at most. Signals and workers are
/// left for the next wait over all three: they must not be overheard in the middle of a text.
fn terminal(limit: Duration) -> io::Result<Ready> {
    let stdin = io::stdin();
    let mut sources = [PollFd::new(&stdin, PollFlags::IN)];
    let limit = timespec(limit);
    loop {
        match poll(&mut sources, Some(&limit)) {
            Ok(_) => return Ok(Ready::of(sources[0].revents())),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

fn timespec(limit: Duration) -> Timespec {
    Timespec { tv_sec: i64::try_from(limit.as_secs()).unwrap_or(i64::MAX), tv_nsec: limit.subsec_nanos().into() }
}

fn empty(pipe: &mut UnixStream) {
    let mut bytes = [0; 64];
    while pipe.read(&mut bytes).is_ok_and(|count| count == bytes.len()) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_wakes_the_wait_and_is_heard() {
        let Ok(mut events) = Events::new() else { panic!("no pipes") };
        let mailbox = events.mailbox();
        let worker = std::thread::spawn(move || {
            mailbox.send(Msg::Changed);
            mailbox.send(Msg::Note("done".to_owned()));
        });
        for wanted in [Msg::Changed, Msg::Note("done".to_owned())] {
            assert_eq!(events.letter(Duration::from_secs(5)), Some(wanted));
        }
        assert!(worker.join().is_ok());
        // one byte a letter: what ends the wait
        assert_eq!(events.bell.read(&mut [0; 8]).ok(), Some(2));
    }

    #[test]
    fn a_signal_is_heard_by_its_name() {
        let Ok(signals) = Signals::new() else { panic!("no pipes") };
        let mut inputs = Vec::new();
        assert!(!signals.take(&mut inputs) && inputs.is_empty());
        assert!(signal_hook::low_level::raise(SIGWINCH).is_ok());
        assert!(signal_hook::low_level::raise(SIGCONT).is_ok());
        assert!(signals.take(&mut inputs));
        assert_eq!(inputs, [Input::Continued]);
        assert!(!signals.take(&mut inputs), "a signal is heard once");
    }
}
