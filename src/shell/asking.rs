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
use crate::domain::time::Now;
use crate::refresh::{self, Summary, Which, refresh};
use crate::store::{Store, StoreError};

/// The worker.
#[derive(Debug, Default)]
pub struct Asker {
    stop: Arc<AtomicBool>,
    working: Option<JoinHandle<()>>,
}

impl Asker {
    /// Does one effect of asking, or begins to; answers whether it was one.
    pub fn run(&mut self, store: &mut Store, say: &Say, now: &Now, effect: &Effect) -> bool {
        match effect {
            Effect::AskFeeds => self.begin(store, say, now),
            Effect::StopAsking => self.stop(),
            _ => return false,
        }
        true
    }

    fn begin(&mut self, store: &mut Store, say: &Say, now: &Now) {
        self.stop();
        let (stop, say, now) = (Arc::clone(&self.stop), Arc::clone(say), now.clone());
        let mut beside = match store.beside() {
            Ok(Some(beside)) => beside,
            Ok(None) => return ask(store, &now, &stop, &say),
            Err(error) => return say(Msg::Asking(failed(&error))),
        };
        self.working = Some(thread::spawn(move || {
            if catch_unwind(AssertUnwindSafe(|| ask(&mut beside, &now, &stop, &say))).is_err() {
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

fn ask(store: &mut Store, now: &Now, stop: &AtomicBool, say: &Say) {
    let asking = refresh::Asking::default();
    let mut progress = |progress: &refresh::Progress| {
        let refresh::Progress { done, all, name } = progress.clone();
        say(Msg::Asking(Asking::Done { done, all, name }));
    };
    let asked = refresh(store, now, &asking, &Which::All, &mut progress, stop);
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
