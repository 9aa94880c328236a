//! The demo: a made-up world in memory, played anew each time it is opened.
//!
//! Joins the text of the world and a store that keeps nothing. Must not know the screen, the
//! command line or any file.

use crate::domain::change::Change;
use crate::domain::feed::{FeedState, Visit};
use crate::domain::settings::Settings;
use crate::domain::time::Now;
use crate::domain::world::{Stopped, World, posts};
use crate::store::{Opening, Store, StoreError};

/// The world, as text.
const WORLD: &str = include_str!("../assets/demo/world.txt");
/// What is published in it, as text.
const POSTS: &str = include_str!("../assets/demo/posts.txt");

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
    publish(&mut store, now)?;
    if let Some((since, subject)) = doing {
        store.set_now_mark(&now.moved(since), Some(subject))?;
    }
    Ok(store)
}

/// Lets the feeds of the world be asked, an hour ago: nothing of it is fetched.
fn publish(store: &mut Store, now: &Now) -> Result<(), DemoError> {
    let asked = now.at.plus_seconds(-3_600);
    let published = posts::read(POSTS, now)?;
    let feeds = store.feeds()?;
    let id = |address: &str| feeds.iter().find(|feed| feed.address == address).map(|feed| feed.id);
    let mut visits = Vec::new();
    for feed in &published {
        let Some(id) = id(&feed.address) else { continue };
        let silent = feed.silent.as_ref();
        let state = FeedState {
            title: feed.title.clone(),
            asked: Some(asked),
            fresh: silent.is_none().then_some(asked),
            failing_since: silent.map(|(since, _)| *since),
            trouble: silent.map(|(_, why)| why.clone()).unwrap_or_default(),
            failures: if silent.is_some() { 3 } else { 0 },
            ..FeedState::default()
        };
        visits.push(Visit { feed: id, state, posts: feed.posts.iter().map(|(post, _)| post.clone()).collect() });
    }
    store.visited(now, &visits)?;
    for feed in &published {
        let Some(id) = id(&feed.address) else { continue };
        let posts = store.posts_of(id, u32::MAX)?;
        for (published, mark) in feed.posts.iter().filter_map(|(post, mark)| Some((post, (*mark)?))) {
            if let Some(post) = posts.iter().find(|post| post.title == published.title) {
                store.apply_quietly(now, &Change::MarkPost(post.id, mark, true))?;
            }
        }
    }
    Ok(())
}
