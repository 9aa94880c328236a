//! A visit to one feed, kept to that feed: whatever breaks within it ends this visit and nothing else.
//!
//! Must not know how many feeds are visited, nor by whom.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::answer::{Answer, Trouble, Visited, visited};
use super::fetch::Clock;

/// What came of asking; a panic within is a trouble like any other.
///
/// # Errors
/// Those of `ask`, and [`Trouble::Within`] where it panicked.
pub fn guarded<T>(ask: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
    // what was half done is dropped whole with the closure: nobody sees it
    catch_unwind(AssertUnwindSafe(ask)).unwrap_or(Err(Trouble::Within))
}

/// Asks for a feed and reads what came.
pub fn visit(clock: Clock, ask: impl FnOnce() -> Result<Answer, Trouble>) -> Visited {
    let seen = guarded(|| {
        let answer = ask();
        Ok(visited(answer, clock()))
    });
    seen.unwrap_or_else(|trouble| Visited::nothing(&trouble))
}

#[cfg(test)]
mod tests {
    use super::super::manners::Ending;
    use super::*;
    use crate::domain::time::Instant;

    #[test]
    fn what_panics_within_a_visit_is_its_trouble() {
        let fine: Clock = || Instant(0);
        let broken: Clock = || panic!("no time");
        let within = Visited::nothing(&Trouble::Within);
        assert_eq!(visit(fine, || panic!("asked")), within);
        assert_eq!(visit(broken, || Err(Trouble::Slow)), within);
        assert_eq!(within.ending, Ending::Nothing("it could not be read".to_owned()));
        assert_eq!(visit(fine, || Err(Trouble::Slow)), Visited::nothing(&Trouble::Slow));
        assert_eq!(guarded(|| -> Result<(), _> { panic!("asked") }), Err(Trouble::Within));
        assert_eq!(guarded(|| Ok(3)), Ok(3));
    }
}
