//! Good manners towards the hosts of feeds: who is asked when, and how long to wait after each answer.
//!
//! Pure: the time is an argument. A host is name and port. Must not know how anything is fetched or stored.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::address::Address;
use crate::domain::time::Instant;

/// How often a feed is asked without other word, in minutes.
pub const USUAL_MINUTES: u32 = 60;
/// A feed is never asked more often, in minutes.
pub const LEAST_MINUTES: u32 = 15;
/// A feed that gave nothing for so long is called quiet, in days.
pub const QUIET_DAYS: i64 = 14;
/// No wait is longer, whatever a host asks for, in seconds.
const LONGEST_WAIT: i64 = 86_400;
/// A host that wants a shorter pause than this is asked once more within the same refresh, in seconds.
pub const PATIENCE: i64 = 120;

/// How one host wants to be treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Seconds from one question to the next.
    pub spacing: i64,
    /// Seconds of silence after "too much" or "forbidden", where the host names none.
    pub cool_down: i64,
}

/// Hosts that want more than the usual: names end in the first word.
const RULES: &[(&str, Rule)] = &[
    ("reddit.com", Rule { spacing: 61, cool_down: 61 * 60 }),
    ("youtube.com", Rule { spacing: 2, cool_down: 16 * 60 }),
    // 400 an hour, and 30 in five minutes for people's pages
    ("lobste.rs", Rule { spacing: 10, cool_down: 15 * 60 }),
];
const USUAL: Rule = Rule { spacing: 2, cool_down: 15 * 60 };

/// The rule of a host, which may have a port.
pub fn rule(host: &str) -> Rule {
    let name = host.split(':').next().unwrap_or(host);
    let is = |home: &str| name.strip_suffix(home).is_some_and(|front| front.is_empty() || front.ends_with('.'));
    RULES.iter().find(|(home, _)| is(home)).map_or(USUAL, |(_, rule)| *rule)
}

/// Something to be asked of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job<T> {
    /// Name and port.
    pub host: String,
    /// Whether it was asked before in this refresh.
    pub again: bool,
    /// What for.
    pub what: T,
}

/// What is to be done now.
#[derive(Debug, PartialEq, Eq)]
pub enum Next<T> {
    /// Ask this.
    Go(Job<T>),
    /// Do not ask this: its host wants to be left alone until then.
    Leave(Job<T>, Instant),
    /// Nothing before this moment, unless an answer comes in.
    Wait(Instant),
    /// Nothing until an answer comes in.
    Busy,
    /// Nothing is left.
    Done,
}

/// What waits for one host.
struct Line<T> {
    jobs: VecDeque<Job<T>>,
    busy: bool,
    /// When it may be asked again.
    free: Instant,
    /// Whether the wait is one that the host asked for, not only good manners.
    cooling: bool,
}

/// What is to be asked of many hosts: one question at a time for each, with pauses; no host waits for another.
pub struct Queue<T> {
    lines: BTreeMap<String, Line<T>>,
    /// Hosts with something to ask and nobody asking, by when they may be.
    ready: BTreeSet<(Instant, String)>,
    busy: usize,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { lines: BTreeMap::new(), ready: BTreeSet::new(), busy: 0 }
    }
}

impl<T> Queue<T> {
    /// Puts something behind what waits for the host.
    pub fn push(&mut self, host: &str, what: T) {
        self.put(Job { host: host.to_owned(), again: false, what });
    }

    /// Puts something back that was asked already and may be asked once more.
    pub fn push_again(&mut self, job: Job<T>) {
        self.put(Job { again: true, ..job });
    }

    fn put(&mut self, job: Job<T>) {
        let fresh = || Line { jobs: VecDeque::new(), busy: false, free: Instant(0), cooling: false };
        let line = self.lines.entry(job.host.clone()).or_insert_with(fresh);
        if line.jobs.is_empty() && !line.busy {
            self.ready.insert((line.free, job.host.clone()));
        }
        line.jobs.push_back(job);
    }

    /// What may be asked at this moment. The host of a job that goes is busy until [`Queue::answered`].
    pub fn next(&mut self, now: Instant) -> Next<T> {
        let Some((free, host)) = self.ready.first().cloned() else {
            return if self.busy > 0 { Next::Busy } else { Next::Done };
        };
        if free > now {
            // who wants to be left alone for long is no reason to wait: that is told at once
            let long = |free: &Instant| free.since(now) > PATIENCE * 1000;
            let cooling = |host: &String| self.lines.get(host).is_some_and(|line| line.cooling);
            let left =
                self.ready.iter().rev().take_while(|(free, _)| long(free)).find(|(_, host)| cooling(host)).cloned();
            return left.map_or(Next::Wait(free), |(free, host)| self.leave(free, &host));
        }
        let Some(line) = self.lines.get_mut(&host) else { return Next::Done };
        self.ready.pop_first();
        let Some(job) = line.jobs.pop_front() else { return Next::Busy };
        (line.busy, line.cooling) = (true, false);
        self.busy += 1;
        Next::Go(job)
    }

    fn leave(&mut self, free: Instant, host: &str) -> Next<T> {
        let Some(line) = self.lines.get_mut(host) else { return Next::Busy };
        let job = line.jobs.pop_front();
        if line.jobs.is_empty() {
            self.ready.remove(&(free, host.to_owned()));
        }
        job.map_or(Next::Busy, |job| Next::Leave(job, free))
    }

    /// An answer of a host came in, or none will: it may be asked again after its spacing, or after `wait` seconds where it
    /// said or showed that it wants to be left alone.
    pub fn answered(&mut self, host: &str, now: Instant, wait: Option<i64>) {
        let Some(line) = self.lines.get_mut(host) else { return };
        self.busy -= usize::from(line.busy);
        (line.busy, line.cooling) = (false, wait.is_some());
        line.free = now.plus_seconds(wait.unwrap_or_default().clamp(0, LONGEST_WAIT).max(rule(host).spacing));
        if !line.jobs.is_empty() {
            self.ready.insert((line.free, host.to_owned()));
        }
    }

    /// Takes out everything that nobody is asking yet.
    pub fn clear(&mut self) -> Vec<Job<T>> {
        self.ready.clear();
        self.lines.values_mut().flat_map(|line| std::mem::take(&mut line.jobs)).collect()
    }
}

/// What a host said about pauses, as it stands in its headers; empty where it said nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pauses {
    /// `Retry-After`: seconds or a date.
    pub retry_after: String,
    /// `X-RateLimit-Remaining`, `RateLimit-Remaining`.
    pub remaining: String,
    /// `X-RateLimit-Reset`, `RateLimit-Reset`: seconds, or seconds since 1970.
    pub reset: String,
}

impl Pauses {
    /// The seconds for which the host wants to be left alone after an answer of that status; none for no more than usual.
    pub fn wait(&self, status: u16, host: &str, now: Instant) -> Option<i64> {
        let number = |text: &str| text.trim().split('.').next().and_then(|text| text.parse::<i64>().ok());
        let seconds = |text: &str| {
            let seconds = number(text)?;
            // a moment instead of a span
            Some(if seconds > 1_000_000_000 { seconds - now.0 / 1000 } else { seconds })
        };
        let until = |text: &str| super::date::date(text).map(|at| (at.0 - now.0).max(0) / 1000);
        let asked = || seconds(&self.retry_after).or_else(|| until(&self.retry_after)).filter(|wait| *wait >= 0);
        let reset = || seconds(&self.reset).filter(|wait| *wait >= 0);
        let wait = match status {
            429 => Some(asked().or_else(reset).unwrap_or(rule(host).cool_down)),
            // who bars the door to all that ask is not asked by the next feed
            403 => Some(asked().unwrap_or(rule(host).cool_down)).filter(|_| asked().is_some() || rule(host) != USUAL),
            503 => asked(),
            _ if number(&self.remaining).is_some_and(|left| left <= 0) => reset(),
            _ => None,
        };
        wait.map(|wait| wait.min(LONGEST_WAIT))
    }
}

/// What is kept of the visits to one feed.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Visits {
    /// The tag of what was last read, to be sent back; empty for none.
    pub tag: String,
    /// The time of what was last read, to be sent back as it stands; empty for none.
    pub modified: String,
    /// When it was last asked, in UTC milliseconds; none for never.
    pub asked: Option<i64>,
    /// Since when it gave nothing; none while all is well.
    pub failing_since: Option<i64>,
    /// How often in a row it gave nothing.
    pub failures: u32,
    /// Why the last time: "it does not answer"; empty while all is well.
    pub why: String,
    /// Not to be asked before.
    pub not_before: Option<i64>,
    /// Where it says that it moved to for good, said once so far; empty for nowhere. It may hold a secret.
    pub moving: String,
}

/// How a visit ended, for what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// With posts, and what to send back the next time.
    Fresh {
        /// The tag, empty for none.
        tag: String,
        /// The time as it stands, empty for none.
        modified: String,
    },
    /// With "nothing new".
    Same,
    /// With nothing, and why.
    Nothing(String),
}

impl fmt::Debug for Visits {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // all but where it moves, which may hold a secret
        let Self { tag, modified, asked, failing_since, failures, why, not_before, moving: _ } = self;
        write!(out, "Visits({tag:?} {modified:?} {asked:?} {failing_since:?} {failures} {why:?} {not_before:?})")
    }
}

impl Visits {
    /// Takes a visit in. `moved` is where every answer on the way said that the feed is for good; `wait` what the host asked
    /// for. Gives the address to keep from now on where it was named twice in a row.
    pub fn after(
        &mut self,
        ending: Ending,
        moved: Option<&Address>,
        wait: Option<i64>,
        now: Instant,
    ) -> Option<String> {
        self.asked = Some(now.0);
        self.not_before = wait.map(|wait| now.plus_seconds(wait.min(LONGEST_WAIT)).0);
        match ending {
            Ending::Fresh { tag, modified } => {
                (self.tag, self.modified) = (tag, modified);
                (self.failing_since, self.failures, self.why) = (None, 0, String::new());
            }
            Ending::Same => (self.failing_since, self.failures, self.why) = (None, 0, String::new()),
            Ending::Nothing(why) => {
                self.failing_since = self.failing_since.or(Some(now.0));
                self.failures = self.failures.saturating_add(1);
                self.why = why;
                let back = now.plus_seconds(back_off(self.failures)).0;
                self.not_before = Some(self.not_before.map_or(back, |asked| asked.max(back)));
                // what moved and gives nothing did not move
                self.moving = String::new();
                return None;
            }
        }
        let moved = moved.map(Address::whole).unwrap_or_default();
        let twice = !moved.is_empty() && moved == self.moving;
        self.moving = if twice { String::new() } else { moved.clone() };
        twice.then_some(moved)
    }

    /// Whether it may be asked in a refresh that is to happen every so many minutes.
    pub fn is_due(&self, every: u32, now: Instant) -> bool {
        let pause = i64::from(every.max(LEAST_MINUTES)) * 60_000;
        // a clock that was set back makes nothing wait for ever
        let rested = self.asked.is_none_or(|asked| now.0 - asked >= pause || asked > now.0);
        rested && self.not_before.is_none_or(|until| now.0 >= until || until > now.plus_seconds(LONGEST_WAIT).0)
    }

    /// Whether it gave nothing for so long that a person may want to know.
    pub fn is_quiet(&self, now: Instant) -> bool {
        self.failing_since.is_some_and(|since| now.0 - since >= QUIET_DAYS * 86_400_000)
    }
}

/// Seconds to wait after so many failures in a row: a quarter of an hour, doubled each time, a day at most.
fn back_off(failures: u32) -> i64 {
    (900_i64 << failures.saturating_sub(1).min(10)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_800_000_000_000);

    fn after(seconds: i64) -> Instant {
        NOW.plus_seconds(seconds)
    }

    fn go(queue: &mut Queue<u32>, seconds: i64) -> u32 {
        match queue.next(after(seconds)) {
            Next::Go(job) => job.what,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_host_is_asked_one_thing_at_a_time_with_pauses() {
        let mut queue = Queue::default();
        for (host, what) in [("a.example", 1), ("a.example", 2), ("b.example", 3), ("a.example:8080", 4)] {
            queue.push(host, what);
        }
        let mut first = [go(&mut queue, 0), go(&mut queue, 0), go(&mut queue, 0)];
        first.sort_unstable();
        assert_eq!(first, [1, 3, 4], "hosts and ports do not wait for each other");
        assert_eq!(queue.next(NOW), Next::Busy);
        queue.answered("b.example", after(1), None);
        assert_eq!(queue.next(after(1)), Next::Busy);
        queue.answered("a.example", after(5), None);
        assert_eq!(queue.next(after(5)), Next::Wait(after(7)));
        assert_eq!(go(&mut queue, 7), 2);
        queue.answered("a.example", after(8), None);
        queue.answered("a.example:8080", after(8), None);
        assert_eq!(queue.next(after(8)), Next::Done);
    }

    #[test]
    fn a_host_that_wants_to_be_left_alone_is() {
        let mut queue = Queue::default();
        for what in 1..=3 {
            queue.push("a.example", what);
        }
        queue.push("b.example", 9);
        assert_eq!((go(&mut queue, 0), go(&mut queue, 0)), (1, 9));
        // a short pause is waited for, a long one is told
        queue.answered("a.example", NOW, Some(30));
        assert_eq!(queue.next(after(1)), Next::Wait(after(30)));
        assert_eq!(go(&mut queue, 30), 2);
        queue.answered("a.example", after(30), Some(3600));
        let Next::Leave(job, until) = queue.next(after(31)) else { panic!("left alone") };
        assert_eq!((job.what, until), (3, after(3630)));
        assert_eq!(queue.next(after(31)), Next::Busy);
        queue.answered("b.example", after(32), None);
        assert_eq!(queue.next(after(32)), Next::Done);
        // what comes later for the same host is told too, behind a host that waits a little
        queue.push("a.example", 4);
        queue.push("b.example", 5);
        assert!(matches!(queue.next(after(33)), Next::Leave(Job { what: 4, .. }, _)));
        assert_eq!(queue.next(after(33)), Next::Wait(after(34)));
        assert_eq!(queue.clear().len(), 1);
        assert_eq!(queue.next(after(40)), Next::Done);
    }

    #[test]
    fn some_hosts_want_more_than_others() {
        assert_eq!(rule("www.reddit.com").spacing, 61);
        assert_eq!(rule("reddit.com:443").spacing, 61);
        assert_eq!(rule("notreddit.com").spacing, 2);
        assert_eq!(rule("www.youtube.com").cool_down, 16 * 60);
        assert_eq!(rule("lobste.rs").spacing, 10);
    }

    #[test]
    fn pauses_are_read_from_what_hosts_say() {
        let pauses = |retry_after: &str, remaining: &str, reset: &str| Pauses {
            retry_after: retry_after.to_owned(),
            remaining: remaining.to_owned(),
            reset: reset.to_owned(),
        };
        let later = NOW.plus_seconds(90).rfc3339(0);
        let moment = (NOW.0 / 1000 + 45).to_string();
        let table = [
            (429, pauses("120", "", ""), "a.example", Some(120)),
            (429, pauses(&later, "", ""), "a.example", Some(90)),
            (429, pauses("Wed, 04 Mar 1998 05:06:07 GMT", "", ""), "a.example", Some(0)),
            (429, pauses("soon", "", ""), "a.example", Some(900)),
            (429, pauses("-5", "", ""), "a.example", Some(900)),
            (429, pauses("99999999", "", ""), "a.example", Some(LONGEST_WAIT)),
            (429, pauses("", "0.0", "33.5"), "www.reddit.com", Some(33)),
            (429, pauses("", "", &moment), "a.example", Some(45)),
            (429, pauses("", "", ""), "www.reddit.com", Some(3660)),
            (403, pauses("", "", ""), "www.youtube.com", Some(960)),
            (403, pauses("", "", ""), "a.example", None),
            (503, pauses("60", "", ""), "a.example", Some(60)),
            (503, pauses("", "", ""), "a.example", None),
            (200, pauses("", "0", "30"), "www.reddit.com", Some(30)),
            (200, pauses("", "7", "30"), "www.reddit.com", None),
            (200, pauses("", "", ""), "a.example", None),
        ];
        for (status, pauses, host, wanted) in table {
            assert_eq!(pauses.wait(status, host, NOW), wanted, "{status} {host} {pauses:?}");
        }
    }

    fn nothing(visits: &mut Visits, seconds: i64) {
        visits.after(Ending::Nothing("it says 500".to_owned()), None, None, after(seconds));
    }

    #[test]
    fn a_feed_that_gives_nothing_is_asked_less_and_never_dropped() {
        let mut visits = Visits { tag: "\"x\"".to_owned(), ..Visits::default() };
        assert!(visits.is_due(60, NOW));
        nothing(&mut visits, 0);
        assert_eq!(visits.not_before, Some(after(900).0));
        for _ in 0..40 {
            nothing(&mut visits, 1000);
        }
        assert_eq!(visits.not_before, Some(after(1000 + 86_400).0));
        assert!(!visits.is_quiet(after(13 * 86_400)) && visits.is_quiet(after(14 * 86_400)));
        assert_eq!((visits.tag.as_str(), visits.failing_since), ("\"x\"", Some(NOW.0)));
        visits.after(Ending::Same, None, None, after(20 * 86_400));
        assert!(!visits.is_quiet(after(40 * 86_400)) && visits.why.is_empty() && visits.not_before.is_none());
    }

    #[test]
    fn a_feed_is_asked_no_more_often_than_its_host_bears() {
        let mut visits = Visits::default();
        let fresh = || Ending::Fresh { tag: "t".to_owned(), modified: "m".to_owned() };
        visits.after(fresh(), None, None, NOW);
        assert!(!visits.is_due(60, after(59 * 60)) && visits.is_due(60, after(3600)));
        assert!(!visits.is_due(1, after(14 * 60)) && visits.is_due(1, after(15 * 60)));
        visits.after(fresh(), None, Some(7200), NOW);
        assert!(!visits.is_due(60, after(7199)) && visits.is_due(60, after(7200)));
        // the clock was a year ahead when it was asked
        visits.after(fresh(), None, Some(7200), after(365 * 86_400));
        assert!(visits.is_due(60, NOW));
        assert_eq!((visits.tag.as_str(), visits.modified.as_str()), ("t", "m"));
    }

    #[test]
    fn a_feed_moves_when_it_said_so_twice() {
        let (new, other) = (Address::parse("https://b.example/f"), Address::parse("https://c.example/f"));
        let mut visits = Visits::default();
        let mut visit = |moved: &Option<Address>| visits.after(Ending::Same, moved.as_ref(), None, NOW);
        assert_eq!(visit(&new), None);
        assert_eq!(visit(&other), None);
        assert_eq!(visit(&None), None);
        assert_eq!(visit(&new), None);
        assert_eq!(visit(&new).as_deref(), Some("https://b.example/f"));
        assert_eq!(visit(&new), None);
        visits.moving = "https://b.example/f".to_owned();
        let ending = Ending::Nothing("it is a web page, not a feed".to_owned());
        assert_eq!(visits.after(ending, new.as_ref(), None, NOW), None);
        assert_eq!(visits.moving, "");
    }
}
