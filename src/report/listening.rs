//! Listen: unread posts with whom they are of, what was read today, and the feeds that do not answer.
//!
//! Must not know how it is drawn or where its facts come from.

use crate::domain::ids::{FeedId, PostId, Subject};
use crate::domain::time::{Day, Instant};

/// The tag of those whom you want to follow you.
pub const WANT: &str = "want";
/// The tag of those who follow you.
pub const FOLLOWERS: &str = "followers";

/// Whose posts are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Whose {
    /// All unread ones.
    #[default]
    All,
    /// Those that were kept, read or not.
    Kept,
    /// Unread ones of those who have this tag: [`WANT`], [`FOLLOWERS`] or any other.
    Tagged(String),
}

impl Whose {
    /// As it is called in the line of lists.
    pub fn word(&self) -> &str {
        match self {
            Self::All => "all",
            Self::Kept => "kept",
            Self::Tagged(tag) => tag,
        }
    }
}

/// What Listen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listening {
    /// Whose posts these are.
    pub whose: Whose,
    /// Unread posts and those that were read today, the newest first.
    pub posts: Vec<PostLine>,
    /// How many more there are than are listed here.
    pub beyond: usize,
    /// Tags of those who have feeds, besides the two lists of the method.
    pub tags: Vec<String>,
    /// How many feeds there are.
    pub feeds: usize,
    /// When one of them was asked last; none where none ever was.
    pub asked: Option<Instant>,
    /// Feeds that do not answer, or are never asked.
    pub silent: Vec<SilentFeed>,
    /// Minutes read today.
    pub read: u32,
    /// Minutes of reading that a day has room for.
    pub budget: u32,
}

/// A post in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostLine {
    /// Which.
    pub id: PostId,
    /// Its feed.
    pub feed: FeedId,
    /// Whose it is; none where the feed belongs to nobody yet.
    pub subject: Option<Subject>,
    /// Their name; else what the feed is called.
    pub name: String,
    /// What the feed is called, where the name does not say it; empty for no more than the name.
    pub source: String,
    /// Title.
    pub title: String,
    /// Its page; empty for none.
    pub link: String,
    /// When it was published.
    pub at: Instant,
    /// Minutes that it takes to read.
    pub minutes: u32,
    /// The topic that it is about; empty for none.
    pub topic: String,
    /// Kept.
    pub kept: bool,
    /// Read, or passed over.
    pub done: bool,
}

/// What a post says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostText {
    /// Which.
    pub id: PostId,
    /// Who wrote it; empty for nobody named.
    pub author: String,
    /// A paragraph a line; empty for nothing.
    pub text: String,
    /// The links in it.
    pub links: Vec<PostLink>,
}

/// A link in a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostLink {
    /// What stands there.
    pub label: String,
    /// Where it leads.
    pub address: String,
}

/// A feed without new posts, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilentFeed {
    /// Which.
    pub feed: FeedId,
    /// Whose it is.
    pub subject: Option<Subject>,
    /// Their name; else what the feed is called.
    pub name: String,
    /// Its address, without what is secret in it.
    pub address: String,
    /// Since which day it does not answer; none where it is never asked.
    pub since: Option<Day>,
    /// Why.
    pub why: String,
}

impl Listening {
    /// The lists that can be looked at, in their order.
    pub fn lists(&self) -> Vec<Whose> {
        let tagged = [WANT, FOLLOWERS].into_iter().map(str::to_owned).chain(self.tags.iter().cloned());
        let mut lists = vec![Whose::All];
        lists.extend(tagged.map(Whose::Tagged));
        lists.push(Whose::Kept);
        lists
    }

    /// "4 of 6 min read", in words that reproach nobody.
    pub fn budget_words(&self) -> String {
        match (self.read, self.budget) {
            (read, 0) => format!("{read} min read today"),
            (read, budget) if read > budget => format!("{read} min read, {budget} planned"),
            (read, budget) => format!("{read} of {budget} min read"),
        }
    }

    /// How many feeds do not answer, in words; empty for none.
    pub fn silent_words(&self) -> String {
        match self.silent.iter().filter(|feed| feed.since.is_some()).count() {
            0 => String::new(),
            1 => "1 feed does not answer".to_owned(),
            many => format!("{many} feeds do not answer"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_the_method_come_first() {
        let report = Listening { tags: vec!["rust".to_owned()], ..Listening::default() };
        let words: Vec<String> = report.lists().iter().map(|list| list.word().to_owned()).collect();
        assert_eq!(words.join(" "), "all want followers rust kept");
    }

    #[test]
    fn the_budget_in_words() {
        for (read, budget, wanted) in [
            (0, 6, "0 of 6 min read"),
            (6, 6, "6 of 6 min read"),
            (9, 6, "9 min read, 6 planned"),
            (3, 0, "3 min read today"),
        ] {
            assert_eq!(Listening { read, budget, ..Listening::default() }.budget_words(), wanted);
        }
    }
}
