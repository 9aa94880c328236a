//! The demo: a made-up world in memory, played anew each time it is opened.
//!
//! Joins the text of the world and a store that keeps nothing. Must not know the screen, the
//! command line or any file.

use crate::domain::settings::Settings;
use crate::domain::time::Now;
use crate::domain::world::{Stopped, World};
use crate::store::{Opening, Store, StoreError};

/// The world, as text.
const WORLD: &str = include_str!("../assets/demo/world.txt");

/// Who made the steps of the demo: the window that shows it, so that `u` takes them back as its own.
const ORIGIN: &str = "demo";

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A line of the world is wrong.
    #[error("the world of the demo, {0}")]
    World(#[from] Stopped),
    /// The store in memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The world up to `now`. What happened before today is past undoing; what today brought is undone
/// step by step, as in a file of one's own.
///
/// # Errors
/// When a line of the world is not understood or refused, which a test rules out.
pub fn open(now: &Now, settings: Settings) -> Result<Store, DemoError> {
    let mut store = Store::in_memory(settings, Opening { origin: ORIGIN.to_owned(), seed: Some(1), brief: false })?;
    let today = now.start_of(now.day());
    let world = World::read(WORLD)?;
    let doing = store.in_bulk(|bulk| {
        Ok(world.play(now, |then, change| {
            let applied = if then.at < today { bulk.quietly(then, change) } else { bulk.as_operation(then, change) };
            applied.map(|applied| applied.created)
        }))
    })??;
    if let Some((since, subject)) = doing {
        store.set_now_mark(&now.moved(since), Some(subject))?;
    }
    Ok(store)
}
