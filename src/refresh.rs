//! Asking feeds for what is new: a few threads ask and read, one place writes.
//!
//! Owns which feeds are asked when somebody wants a refresh, and what is kept of each visit. No host waits for another.
//! Must not know who shows what.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::clock;
use crate::domain::feed::{Feed, FeedState, NewPost, Visit};
use crate::domain::ids::FeedId;
use crate::domain::time::{Instant, Now};
use crate::listen::address::Address;
use crate::listen::answer::{Request, Visited};
use crate::listen::fetch::{Client, Clock, Lookup, system};
use crate::listen::manners::{Ending, Job, LEAST_MINUTES, Next, PATIENCE, Queue, Visits};
use crate::listen::visit::visit;
use crate::store::{Store, StoreError};

/// So many feeds are asked at the same time.
const THREADS: usize = 8;
/// The most that one answer takes with all its hops.
const OVERALL: Duration = Duration::from_secs(30);
/// Whoever wants to break off waits no longer.
const BREATH: Duration = Duration::from_millis(100);
/// What came in is written after so many visits, or after so long.
const VISITS_AT_ONCE: usize = 16;
const WRITE_AFTER: i64 = 500;

/// How feeds are asked.
#[derive(Clone)]
pub struct Asking {
    /// Tells the time, never frozen.
    pub clock: Clock,
    /// Finds hosts.
    pub lookup: Lookup,
    /// The most that one answer takes.
    pub overall: Duration,
    /// So many at the same time.
    pub threads: usize,
}

impl Default for Asking {
    fn default() -> Self {
        Self { clock: clock::instant, lookup: system(), overall: OVERALL, threads: THREADS }
    }
}

impl std::fmt::Debug for Asking {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Asking({:?}, {} threads)", self.overall, self.threads)
    }
}

/// Which feeds are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// All that their hosts let us ask again by now.
    All,
    /// Those that are to be asked every so many minutes and were not.
    Due(u32),
    /// These, whenever they were asked.
    These(Vec<FeedId>),
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// So many feeds are done with.
    pub done: usize,
    /// Of so many.
    pub all: usize,
    /// The feed that is done.
    pub name: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// So many feeds answered.
    pub answered: usize,
    /// So many posts are new.
    pub new: usize,
    /// Feeds that gave nothing: what they are called, and why.
    pub failing: Vec<(String, String)>,
    /// So many were not asked, since their hosts want to be left alone for now.
    pub left: usize,
    /// So many were not due.
    pub rested: usize,
    /// So many are never asked.
    pub off: usize,
    /// Whether it was broken off.
    pub broken_off: bool,
}

/// Something that was asked and what came of it.
type Back = (Job<FeedId>, Visited);

/// Asks feeds and writes what they bring. `progress` hears of each that is done; when `cancel` turns true nothing more
/// is asked, and what came in by then is kept.
///
/// # Errors
/// When nothing can be read or written. What was written before stays.
pub fn refresh(
    store: &mut Store,
    now: &Now,
    asking: &Asking,
    which: &Which,
    progress: &mut dyn FnMut(&Progress),
    cancel: &AtomicBool,
) -> Result<Summary, StoreError> {
    let began = (asking.clock)();
    // the time of the caller goes on from where it was
    let moment = || now.moved(now.at.plus_seconds((asking.clock)().since(began).div_euclid(1000)));
    let mut summary = Summary::default();
    let mut feeds: HashMap<FeedId, (Feed, Address)> = HashMap::new();
    let mut queue: Queue<FeedId> = Queue::default();
    for feed in store.feeds()? {
        if !wanted(&feed, which) {
            continue;
        }
        let Some(address) = Address::parse(feed.asked_at_address()).filter(|_| feed.off.is_empty()) else {
            summary.off += 1;
            continue;
        };
        if is_due(&feed.state, which, now.at) {
            queue.push(address.host(), feed.id);
            feeds.insert(feed.id, (feed, address));
        } else {
            summary.rested += 1;
        }
    }
    let all = feeds.len();
    let mut desk = Desk { store, feeds, pending: Vec::new(), written: (asking.clock)(), summary };
    let (jobs, back) = workers(asking, all);
    let (mut out, mut done) = (0, 0);
    loop {
        if cancel.load(Ordering::Relaxed) {
            desk.summary.broken_off = !queue.clear().is_empty() || out > 0;
            break;
        }
        let mut wait = BREATH;
        while out < asking.threads {
            match queue.next((asking.clock)()) {
                Next::Go(job) => {
                    let Some((feed, address)) = desk.feeds.get(&job.what) else { continue };
                    let request = request(feed, address.clone());
                    out += usize::from(jobs.send((job, request)).is_ok());
                }
                Next::Leave(job, until) => {
                    let pause = until.since((asking.clock)());
                    let name = desk.leave(job.what, moment().at.plus_seconds(pause / 1000));
                    done += 1;
                    progress(&Progress { done, all, name });
                }
                Next::Wait(until) => {
                    let ahead = until.since((asking.clock)()).max(1).unsigned_abs();
                    wait = wait.min(Duration::from_millis(ahead));
                    break;
                }
                Next::Busy => break,
                Next::Done => {
                    desk.write(&moment())?;
                    if matches!(which, Which::All | Which::Due(_)) && all > 0 {
                        desk.store.note_refresh(&moment())?;
                    }
                    return Ok(desk.summary);
                }
            }
        }
        match back.recv_timeout(wait) {
            Ok((job, visited)) => {
                out -= 1;
                queue.answered(&job.host, (asking.clock)(), visited.wait);
                // a short pause that a host asks for is waited for, once
                if visited.again && !job.again && visited.wait.is_some_and(|wait| wait <= PATIENCE) {
                    queue.push_again(job);
                } else {
                    let name = desk.take(job.what, visited, moment().at);
                    done += 1;
                    progress(&Progress { done, all, name });
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            // every thread ended: nothing more will come
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if desk.pending.len() >= VISITS_AT_ONCE || (asking.clock)().since(desk.written) >= WRITE_AFTER {
            desk.written = (asking.clock)();
            desk.write(&moment())?;
        }
    }
    desk.write(&moment())?;
    Ok(desk.summary)
}

fn wanted(feed: &Feed, which: &Which) -> bool {
    match which {
        Which::All | Which::Due(_) => true,
        Which::These(ids) => ids.contains(&feed.id),
    }
}

fn is_due(state: &FeedState, which: &Which, now: Instant) -> bool {
    match which {
        Which::All => visits(state).is_due(LEAST_MINUTES, now),
        Which::Due(every) => visits(state).is_due(*every, now),
        Which::These(_) => true,
    }
}

/// What to ask a feed for. Only a host that the person wrote may be in their own network: none that it moved to.
fn request(feed: &Feed, address: Address) -> Request {
    let own = Address::parse(&feed.address).is_some_and(|own| own.host() == address.host());
    Request::of(address, feed.written && own, &visits(&feed.state))
}

/// Threads that ask, and where their answers come from. They end when nobody hands them anything any more.
fn workers(asking: &Asking, most: usize) -> (Sender<(Job<FeedId>, Request)>, Receiver<Back>) {
    let (jobs, waiting) = channel::<(Job<FeedId>, Request)>();
    let (answers, back) = channel();
    let waiting = Arc::new(Mutex::new(waiting));
    for _ in 0..asking.threads.min(most) {
        let (asking, waiting, answers) = (asking.clone(), Arc::clone(&waiting), answers.clone());
        // where no thread can be had, those that there are do its work
        let _ = thread::Builder::new().name("listening".to_owned()).spawn(move || {
            let client = Client::new(asking.clock, Arc::clone(&asking.lookup), asking.overall);
            loop {
                let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((job, request)) = next else { return };
                // what breaks within one visit ends that visit alone
                let visited = visit(asking.clock, || client.get(&request));
                if answers.send((job, visited)).is_err() {
                    return;
                }
            }
        });
    }
    (jobs, back)
}

/// Where answers are put together and written.
struct Desk<'s> {
    store: &'s mut Store,
    feeds: HashMap<FeedId, (Feed, Address)>,
    pending: Vec<Visit>,
    /// When it wrote last.
    written: Instant,
    summary: Summary,
}

impl Desk<'_> {
    /// Takes a visit in; answers what the feed is called.
    fn take(&mut self, id: FeedId, visited: Visited, at: Instant) -> String {
        let Some((feed, _)) = self.feeds.get(&id) else { return String::new() };
        let (state, posts) = after(&feed.state, visited, at);
        let name = feed.name();
        if state.trouble.is_empty() {
            self.summary.answered += 1;
        } else {
            self.summary.failing.push((name.clone(), state.trouble.clone()));
        }
        self.pending.push(Visit { feed: id, state, posts });
        name
    }

    /// Notes that a feed is not asked before `until`.
    fn leave(&mut self, id: FeedId, until: Instant) -> String {
        self.summary.left += 1;
        let Some((feed, _)) = self.feeds.get(&id) else { return String::new() };
        let state = FeedState { wait_until: Some(until), ..feed.state.clone() };
        let name = feed.name();
        self.pending.push(Visit { feed: id, state, posts: Vec::new() });
        name
    }

    fn write(&mut self, now: &Now) -> Result<(), StoreError> {
        self.summary.new += self.store.visited(now, &self.pending)?;
        self.pending.clear();
        Ok(())
    }
}

/// How it is with a feed after a visit, and its posts.
fn after(state: &FeedState, visited: Visited, at: Instant) -> (FeedState, Vec<NewPost>) {
    let nothing = matches!(visited.ending, Ending::Nothing(_));
    let mut kept = visits(state);
    let moved = kept.after(visited.ending, visited.moved.as_ref(), visited.wait, at);
    let mut next = FeedState {
        tag: kept.tag,
        modified: kept.modified,
        asked: kept.asked.map(Instant),
        failing_since: kept.failing_since.map(Instant),
        failures: kept.failures,
        trouble: kept.why,
        wait_until: kept.not_before.map(Instant),
        moving: kept.moving,
        ..state.clone()
    };
    if nothing {
        // what gives nothing where it moved to is asked where it was
        next.moved = String::new();
    } else {
        next.fresh = Some(at);
        if let Some(moved) = moved {
            next.moved = moved;
        }
    }
    let Some(feed) = visited.feed else { return (next, Vec::new()) };
    if !feed.title.is_empty() {
        next.title = feed.title;
    }
    if !feed.site.is_empty() {
        next.site = feed.site;
    }
    (next, feed.posts)
}

fn visits(state: &FeedState) -> Visits {
    Visits {
        tag: state.tag.clone(),
        modified: state.modified.clone(),
        asked: state.asked.map(|at| at.0),
        failing_since: state.failing_since.map(|at| at.0),
        failures: state.failures,
        why: state.trouble.clone(),
        not_before: state.wait_until.map(|at| at.0),
        moving: state.moving.clone(),
    }
}
