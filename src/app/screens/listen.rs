//! Listen: posts in an order that is held, a cursor by id, and how far the selected one is read.
//!
//! What is read keeps its place until the screen is left; what is new waits to be taken in. Must not draw or store.

use std::collections::{BTreeMap, BTreeSet};

use super::reader::{Reader, reader};
use super::{STRIP, WIDE};
use crate::app::cursor::Cursor;
use crate::app::effect::Query;
use crate::domain::ids::{FeedId, PostId, Subject};
use crate::domain::listening::{Heard, Laid, Line, laid};
use crate::report::listening::{Listening, PostLine, PostText, SilentFeed, Whose};

/// What can be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A post.
    Post(PostId),
    /// The folded rest of a source.
    More(FeedId),
    /// A feed that does not answer.
    Silent(FeedId),
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListenScreen {
    /// The report; its posts are in `posts`.
    pub report: Option<Listening>,
    /// The posts as they are held.
    posts: BTreeMap<PostId, PostLine>,
    /// What each folded row hides.
    folded: BTreeMap<FeedId, Vec<PostId>>,
    /// Everything that can be selected, in order.
    pub items: Vec<Item>,
    /// How many posts came that are not in the list yet.
    pub fresh: usize,
    /// Sources that are listed whole.
    open: Vec<FeedId>,
    /// The selection.
    pub cursor: Cursor<Item>,
    /// Whose posts are listed.
    pub whose: Whose,
    /// What the selected post says.
    pub text: Option<PostText>,
    /// The first line of it in sight.
    pub top: usize,
    /// How far asking the feeds is: so many of so many, and the last one; none where nobody is asked.
    pub asking: Option<(usize, usize, String)>,
    /// The reader stands instead of the list, where there is no room for both.
    pub reading: bool,
}

impl ListenScreen {
    /// The query that fills it; `rank` takes in what is new and lets go of what is done.
    pub fn query(&self, rank: bool) -> Query {
        Query::Listen { whose: self.whose.clone(), rank }
    }

    /// Takes a report in, unless the list has changed meanwhile.
    pub fn take(&mut self, mut report: Listening, rank: bool) {
        if report.whose != self.whose {
            return;
        }
        let kept = report.whose == Whose::Kept;
        let posts = std::mem::take(&mut report.posts);
        // where nothing stands, nothing is to be held
        if rank || self.report.is_none() || self.posts.is_empty() {
            self.posts = posts.into_iter().filter(|post| kept || !post.done).map(|post| (post.id, post)).collect();
            self.fresh = 0;
            self.open.clear();
            self.cursor = Cursor::default();
        } else {
            let mut found: BTreeSet<PostId> = BTreeSet::new();
            self.fresh = 0;
            for post in posts {
                match self.posts.get_mut(&post.id) {
                    Some(held) => {
                        found.insert(post.id);
                        *held = post;
                    }
                    None => self.fresh += usize::from(kept || !post.done),
                }
            }
            // what is listed no longer was kept no longer, or done on another day
            let whole = report.beyond == 0;
            for post in self.posts.values_mut().filter(|post| whole && !found.contains(&post.id)) {
                if kept {
                    post.kept = false;
                } else {
                    post.done = true;
                }
            }
        }
        self.report = Some(report);
        self.lay_out();
    }

    /// Takes a text in, where it is that of the selected post.
    pub fn take_text(&mut self, text: PostText) {
        if self.selected_post() == Some(text.id) {
            self.text = Some(text);
        }
    }

    fn lay_out(&mut self) {
        let heard: Vec<Heard> = self
            .posts
            .values()
            .map(|post| Heard { id: post.id, source: post.feed, at: post.at, topic: !post.topic.is_empty() })
            .collect();
        let Laid { lines, folded } = laid(&heard, &self.open);
        self.folded = folded;
        self.items = lines
            .into_iter()
            .map(|line| match line {
                Line::Post(id) => Item::Post(id),
                Line::More(source) => Item::More(source),
            })
            .collect();
        let silent = self.report.iter().flat_map(|report| &report.silent);
        self.items.extend(silent.map(|feed| Item::Silent(feed.feed)));
        self.cursor.follow(&self.items);
    }

    /// Lists a source whole, the selection on the first post that was folded.
    pub fn unfold(&mut self, source: FeedId) {
        let first = self.folded.get(&source).and_then(|of| of.first()).copied();
        self.open.push(source);
        self.lay_out();
        if let Some(id) = first {
            self.cursor.select(Item::Post(id), &self.items);
        }
    }

    /// The id of the selected post.
    pub fn selected_post(&self) -> Option<PostId> {
        match self.cursor.selected()? {
            Item::Post(id) => Some(id),
            Item::More(_) | Item::Silent(_) => None,
        }
    }

    /// The selected post.
    pub fn post(&self) -> Option<&PostLine> {
        self.posts.get(&self.selected_post()?)
    }

    /// A post of the list.
    pub fn post_of(&self, id: PostId) -> Option<&PostLine> {
        self.posts.get(&id)
    }

    /// The posts that a folded row hides and that are not done, the newest first.
    pub fn folded(&self, source: FeedId) -> Vec<&PostLine> {
        let of = self.folded.get(&source).into_iter().flatten();
        of.filter_map(|id| self.posts.get(id)).filter(|post| !post.done).collect()
    }

    /// A feed that does not answer.
    pub fn silent_of(&self, feed: FeedId) -> Option<&SilentFeed> {
        self.report.as_ref()?.silent.iter().find(|silent| silent.feed == feed)
    }

    /// The feed of the selection, and what it is called.
    pub fn feed(&self) -> Option<(FeedId, String)> {
        let called = |post: &PostLine| if post.source.is_empty() { post.name.clone() } else { post.source.clone() };
        match self.cursor.selected()? {
            Item::Post(id) => self.post_of(id).map(|post| (post.feed, called(post))),
            Item::More(feed) => self.posts.values().find(|post| post.feed == feed).map(|post| (feed, called(post))),
            Item::Silent(feed) => self.silent_of(feed).map(|silent| (feed, silent.name.clone())),
        }
    }

    /// Whom the selection is about.
    pub fn subject(&self) -> Option<Subject> {
        match self.cursor.selected()? {
            Item::Post(id) => self.post_of(id)?.subject,
            Item::More(feed) => self.posts.values().find(|post| post.feed == feed)?.subject,
            Item::Silent(feed) => self.silent_of(feed)?.subject,
        }
    }

    /// The name of that one, as the list says it.
    pub fn name_of(&self, subject: Subject) -> Option<&str> {
        let silent = self.report.iter().flat_map(|report| &report.silent);
        let silent = silent.filter(|feed| feed.subject == Some(subject)).map(|feed| feed.name.as_str());
        let posts = self.posts.values().filter(|post| post.subject == Some(subject));
        posts.map(|post| post.name.as_str()).chain(silent).next()
    }

    /// Moves the selection; another post begins at its first line.
    pub fn step(&mut self, step: isize) {
        self.cursor.step(step, &self.items);
        self.top = 0;
    }

    /// To the next post that is not done; answers whether there is one.
    pub fn next_post(&mut self) -> bool {
        let after = self.items.iter().skip(self.cursor.index() + 1).copied();
        let mut unread = after.filter(|item| match item {
            Item::Post(id) => self.posts.get(id).is_some_and(|post| !post.done),
            Item::More(_) | Item::Silent(_) => false,
        });
        let Some(item) = unread.next() else { return false };
        self.cursor.select(item, &self.items);
        self.top = 0;
        true
    }

    /// The list after this one.
    pub fn turn(&mut self) {
        let lists = self.report.as_ref().map(Listening::lists).unwrap_or_default();
        let at = lists.iter().position(|list| *list == self.whose).map_or(0, |at| at + 1);
        self.show(lists.into_iter().nth(at).unwrap_or_default());
    }

    /// Another list.
    pub fn show(&mut self, whose: Whose) {
        self.whose = whose;
        self.reading = false;
        self.top = 0;
    }

    /// What of the selected post says something, laid out; none where none is selected.
    pub fn reader(&self, size: (u16, u16)) -> Option<Reader> {
        let post = self.post()?;
        Some(reader(size, post, self.text.as_ref().filter(|text| text.id == post.id)))
    }

    /// Whether a post can be read on a screen of that size as it stands now.
    pub fn in_sight(&self, size: (u16, u16)) -> bool {
        self.reading || size.0 >= WIDE || size.0 < STRIP.0 || size.1 < STRIP.1
    }
}
