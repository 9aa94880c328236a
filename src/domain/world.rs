//! A made-up world told as text: who is in it, what happened when, relative to the present.
//!
//! Owns reading such a text and playing it as changes in the order of time. Must not know who
//! applies them or where the text comes from.
//!
//! A line is a moment and what happened then; a moment alone on its line holds for the lines below
//! that have none. What is indented belongs to the person or place above. `#` begins a remark.
//!
//! ```text
//! -190d 09:00
//! person Ada Lindqvist @ada@social.example, close
//!   why runs the Rust forum
//! -12d 18:20 ada they asked "does it run on musl?" in rust book
//! about every 7d from -180d to -8d 12:40 ada replied "the build | the linker"
//! -12m40s start 30
//! ```
//!
//! What happened is a sentence as on the command line, or one of the words in `deed`.

mod deed;
mod fields;
mod moment;
mod names;
pub mod posts;

use deed::{Deed, Told};
use moment::Times;
use names::Names;

use super::change::{Change, Created};
use super::ids::{SessionId, Subject};
use super::kind::Kinds;
use super::settings::Settings;
use super::time::{Instant, Now};

#[cfg(test)]
mod tests;

/// A world as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct World {
    lines: Vec<Line>,
}

/// A line that cannot be read or did not apply.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct Stopped {
    /// Which line, from 1.
    pub line: usize,
    /// Why.
    pub why: String,
}

/// Who is being done at the end of the world, and since when.
pub type Doing = Option<(Instant, Subject)>;

/// One line with what is indented under it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    number: usize,
    times: Times,
    words: String,
    details: Vec<String>,
}

impl World {
    /// Reads the lines and their moments; what they say is read as they are played.
    ///
    /// # Errors
    /// Names the first line whose moment is missing or not understood.
    pub fn read(text: &str) -> Result<Self, Stopped> {
        let mut lines: Vec<Line> = Vec::new();
        let mut standing = None;
        for (number, raw) in text.lines().enumerate().map(|(n, raw)| (n + 1, raw)) {
            let words = raw.trim();
            if words.is_empty() || words.starts_with('#') {
                continue;
            }
            let stopped = |why: &str| Stopped { line: number, why: why.to_owned() };
            if raw.starts_with(' ') {
                let above = lines.last_mut().ok_or_else(|| stopped("it belongs to nothing"))?;
                above.details.push(words.to_owned());
                continue;
            }
            let (times, rest) = Times::read(words).map_err(|why| stopped(&why))?;
            match (times, rest) {
                (Some(times), "") => standing = Some(times),
                (times, rest) => {
                    let times = times.or(standing).ok_or_else(|| stopped("when? A moment is missing"))?;
                    lines.push(Line { number, times, words: rest.to_owned(), details: Vec::new() });
                }
            }
        }
        Ok(Self { lines })
    }

    /// Plays the world up to the present: hands each change with its moment to `apply`, oldest
    /// first, lines of one moment in their order.
    ///
    /// # Errors
    /// Names the first line that is not understood or that `apply` refuses.
    pub fn play<E: std::fmt::Display>(
        &self,
        now: &Now,
        mut apply: impl FnMut(&Now, &Change) -> Result<Vec<Created>, E>,
    ) -> Result<Doing, Stopped> {
        let mut happenings: Vec<(Instant, &Line, usize)> = Vec::new();
        for line in &self.lines {
            let times = line.times.instants(now, &line.words);
            happenings.extend(times.into_iter().enumerate().map(|(nth, at)| (at, line, nth)));
        }
        happenings.sort_by_key(|(at, line, _)| (*at, line.number));
        let settings = Settings { kinds: Kinds::default(), ..Settings::default() };
        let mut names = Names::default();
        let mut doing = None;
        for (at, line, nth) in happenings {
            let stopped = |why: String| Stopped { line: line.number, why };
            let then = now.moved(at);
            let told = Told { words: &line.words, details: &line.details, nth, now, then: &then };
            match deed::read(&told, &settings, &names).map_err(stopped)? {
                Deed::Change(change) => {
                    let created = apply(&then, &change).map_err(|why| stopped(why.to_string()))?;
                    names.learn(&change, &created);
                }
                Deed::Block { change, minutes, note } => {
                    // it is recorded once it is over
                    let then = now.moved(at.plus_seconds(60 * i64::from(minutes)));
                    let created = apply(&then, &change).map_err(|why| stopped(why.to_string()))?;
                    if let Some(id) = session(&created).filter(|_| !note.is_empty()) {
                        apply(&then, &Change::NoteSession(id, note)).map_err(|why| stopped(why.to_string()))?;
                    }
                }
                Deed::Doing(subject) => doing = Some((at, subject)),
            }
        }
        Ok(doing)
    }
}

fn session(created: &[Created]) -> Option<SessionId> {
    created.iter().find_map(|created| match created {
        Created::Session(id) => Some(*id),
        _ => None,
    })
}
