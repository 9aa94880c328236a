//! Asks feeds for what is new beside the loop: a worker with a connection of its own, which says how far it is and can
//! be stopped.
//!
//! A world in memory has no second connection, and everything there is done at once. Must not decide which feeds are
//! asked, nor anything else.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use super::importing::Say;
use crate::app::effect::Effect;
use crate::app::msg::{Asking, Msg};
use crate::domain::time::{Instant, Now};
use crate::refresh::{self, Summary, Which, refresh};
use crate::store::{Store, StoreError};

/// The worker.
#[derive(Debug, Default)]
pub struct Asker {
    stop: Arc<AtomicBool>,
    working: Option<JoinHandle<()>>,
    schedule: Option<Schedule>,
}

/// The schedule of the config file.
#[derive(Debug, Clone, Copy)]
struct Schedule {
    /// So often, in minutes.
    every: u32,
    /// When the feeds are asked next.
    next: Instant,
}

impl Asker {
    /// Does one effect of asking, or begins to; answers whether it was one.
    pub fn run(&mut self, store: &mut Store, say: &Say, now: &Now, effect: &Effect) -> bool {
        match effect {
            Effect::AskFeeds => self.begin(store, say, now, Which::All),
            Effect::StopAsking => self.stop(),
            _ => return false,
        }
        true
    }

    /// Keeps to the schedule of the config file, if it has one: what is overdue is asked at once.
    pub fn keep_to(&mut self, store: &Store, now: &Now) {
        self.schedule = store.settings().refresh_minutes.map(|every| {
            // a clock that was set back makes nothing wait for ever
            let last = store.refreshed_at().ok().flatten().filter(|last| *last <= now.at);
            Schedule { every, next: last.map_or(now.at, |last| last.plus_seconds(i64::from(every) * 60)) }
        });
    }

    /// When the schedule asks next; none without one.
    pub fn next(&self) -> Option<Instant> {
        self.schedule.map(|schedule| schedule.next)
    }

    /// Asks what the schedule asks for by now, unless feeds are being asked already.
    pub fn wake(&mut self, store: &mut Store, say: &Say, now: &Now) {
        let Some(schedule) = self.schedule.as_mut().filter(|schedule| schedule.next <= now.at) else { return };
        let every = schedule.every;
        schedule.next = now.at.plus_seconds(i64::from(every) * 60);
        if self.working.as_ref().is_none_or(JoinHandle::is_finished) {
            self.begin(store, say, now, Which::Due(every));
        }
    }

    fn begin(&mut self, store: &mut Store, say: &Say, now: &Now, which: Which) {
        self.stop();
        let (stop, say, now) = (Arc::clone(&self.stop), Arc::clone(say), now.clone());
        let mut beside = match store.beside() {
            Ok(Some(beside)) => beside,
            Ok(None) => return ask(store, &now, &which, &stop, &say),
            Err(error) => return say(Msg::Asking(failed(&error))),
        };
        self.working = Some(thread::spawn(move || {
            if catch_unwind(AssertUnwindSafe(|| ask(&mut beside, &now, &which, &stop, &say))).is_err() {
                let (what, hint) =
                    ("asking the feeds stopped by itself".to_owned(), "rounds.log says where".to_owned());
                say(Msg::Asking(Asking::Failed { what, hint }));
            }
        }));
    }

    /// Nothing more is asked; what came in is being written.
    fn stop(&mut self) {
        // whoever works keeps the old one
        mem::take(&mut self.stop).store(true, Ordering::Relaxed);
    }
}

impl Drop for Asker {
    /// Nothing is left half written.
    fn drop(&mut self) {
        self.stop();
        if let Some(working) = self.working.take() {
            // whatever went wrong there was said
            let _ = working.join();
        }
    }
}

fn ask(store: &mut Store, now: &Now, which: &Which, stop: &AtomicBool, say: &Say) {
    let asking = refresh::Asking::default();
    let mut progress = |progress: &refresh::Progress| {
        let refresh::Progress { done, all, name } = progress.clone();
        say(Msg::Asking(Asking::Done { done, all, name }));
    };
    let asked = refresh(store, now, &asking, which, &mut progress, stop);
    // nobody asked for it, so nothing is said where nothing came of it
    if matches!((which, &asked), (Which::Due(_), Ok(summary)) if summary.new == 0 || summary.broken_off) {
        return;
    }
    say(Msg::Asking(match asked {
        Ok(summary) => Asking::Over(words(&summary)),
        Err(error) => failed(&error),
    }));
}

fn failed(error: &StoreError) -> Asking {
    Asking::Failed { what: error.to_string(), hint: error.hint().to_owned() }
}

/// What came of it, in one line.
fn words(summary: &Summary) -> String {
    let feeds = |count: usize| if count == 1 { "1 feed".to_owned() } else { format!("{count} feeds") };
    let posts = if summary.new == 1 { "1 post is new".to_owned() } else { format!("{} posts are new", summary.new) };
    let asked = summary.answered + summary.failing.len();
    let mut said = match (asked, summary.rested + summary.left) {
        (0, 0) => "There is no feed to ask".to_owned(),
        (0, rested) => format!("Asked a short while ago: {} left in peace for now", feeds(rested)),
        (_, 0) => format!("{} asked, {posts}", feeds(asked)),
        (_, rested) => format!("{} asked, {rested} rest for now; {posts}", feeds(asked)),
    };
    match summary.failing.as_slice() {
        [] => {}
        [(name, why)] => said = format!("{said}; {name}: {why}"),
        many => said = format!("{said}; {} do not answer", many.len()),
    }
    if summary.broken_off { format!("Stopped. {said}") } else { said }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Settings;
    use crate::domain::time::frozen;
    use crate::store::Opening;

    #[test]
    fn a_schedule_is_kept_and_none_is_none() -> Result<(), Box<dyn std::error::Error>> {
        let mut now = frozen("2026-09-22T09:00:00+02:00")?;
        let say: Say = Arc::new(|_| ());
        let mut asker = Asker::default();
        let mut plain = Store::in_memory(Settings::default(), Opening::default())?;
        asker.keep_to(&plain, &now);
        assert_eq!(asker.next(), None);
        asker.wake(&mut plain, &say, &now);

        let settings = Settings { refresh_minutes: Some(60), ..Settings::default() };
        let mut store = Store::in_memory(settings, Opening::default())?;
        asker.keep_to(&store, &now);
        assert_eq!(asker.next(), Some(now.at), "what was never asked is overdue");
        asker.wake(&mut store, &say, &now);
        let hour = now.at.plus_seconds(3_600);
        assert_eq!(asker.next(), Some(hour));
        now = now.moved(now.at.plus_seconds(600));
        asker.wake(&mut store, &say, &now);
        assert_eq!(asker.next(), Some(hour), "nothing before its time");
        store.note_refresh(&now)?;
        asker.keep_to(&store, &now);
        assert_eq!(asker.next(), Some(now.at.plus_seconds(3_600)));
        Ok(())
    }

    #[test]
    fn what_came_of_it_in_one_line() {
        let failing = |count: usize| vec![("Ada".to_owned(), "no answer".to_owned()); count];
        let all = Summary { answered: 3, new: 5, failing: failing(1), ..Summary::default() };
        assert_eq!(words(&all), "4 feeds asked, 5 posts are new; Ada: no answer");
        let some =
            Summary { answered: 1, new: 1, rested: 2, failing: failing(2), broken_off: true, ..Summary::default() };
        assert_eq!(words(&some), "Stopped. 3 feeds asked, 2 rest for now; 1 post is new; 2 do not answer");
        assert_eq!(words(&Summary::default()), "There is no feed to ask");
        let rested = Summary { rested: 1, ..Summary::default() };
        assert_eq!(words(&rested), "Asked a short while ago: 1 feed left in peace for now");
    }
}
