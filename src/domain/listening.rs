//! Listening: in which order posts are listed, how many of one source, which match a topic.
//!
//! Must not know where posts come from or how they are drawn.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::fold::fold;
use super::ids::{FeedId, PostId};
use super::time::Instant;

/// So many posts of one source stand in the list; the rest of them is one row.
pub const OF_A_SOURCE: usize = 3;

/// What ordering needs to know of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// The post.
    pub id: PostId,
    /// Where it came from.
    pub source: FeedId,
    /// When it appeared.
    pub at: Instant,
    /// Whether it matches a topic: it is never folded away before others of its source.
    pub topic: bool,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// A post.
    Post(PostId),
    /// The rest of a source, folded.
    More(FeedId),
}

/// The list: its lines, and what each folded row hides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Laid {
    /// In their order.
    pub lines: Vec<Line>,
    /// The posts of each source that is folded, the newest first.
    pub folded: BTreeMap<FeedId, Vec<PostId>>,
}

/// Lays posts out, the newest first: of each source a few, those that match a topic before others, and behind the last of
/// them one line for the rest. A source in `open` is listed whole.
pub fn laid(posts: &[Heard], open: &[FeedId]) -> Laid {
    let mut ordered: Vec<&Heard> = posts.iter().collect();
    ordered.sort_by_key(|post| (Reverse(post.at), Reverse(post.id)));
    let mut of_source: BTreeMap<FeedId, Vec<&Heard>> = BTreeMap::new();
    for post in &ordered {
        of_source.entry(post.source).or_default().push(post);
    }
    // a row that hides a single post takes as much room as the post
    of_source.retain(|source, of| !open.contains(source) && of.len() > OF_A_SOURCE + 1);
    let mut folded = BTreeMap::new();
    let mut hidden: BTreeSet<PostId> = BTreeSet::new();
    // behind which post the rest of a source is folded
    let mut last: BTreeMap<PostId, FeedId> = BTreeMap::new();
    for (source, of) in of_source {
        let mut best = of.clone();
        best.sort_by_key(|post| !post.topic);
        hidden.extend(best.iter().skip(OF_A_SOURCE).map(|post| post.id));
        let (away, shown): (Vec<&Heard>, Vec<&Heard>) = of.into_iter().partition(|post| hidden.contains(&post.id));
        last.extend(shown.last().map(|post| (post.id, source)));
        folded.insert(source, away.iter().map(|post| post.id).collect());
    }
    let mut lines = Vec::with_capacity(posts.len());
    for post in ordered.into_iter().filter(|post| !hidden.contains(&post.id)) {
        lines.push(Line::Post(post.id));
        lines.extend(last.get(&post.id).map(|source| Line::More(*source)));
    }
    Laid { lines, folded }
}

/// Topics, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub struct Topics(Vec<(String, String)>);

impl Topics {
    /// The topics of somebody or some place, as they were written.
    pub fn new<'t>(topics: impl IntoIterator<Item = &'t str>) -> Self {
        let folded = topics.into_iter().map(str::trim).filter(|topic| !topic.is_empty());
        Self(folded.map(|topic| (fold(topic), topic.to_owned())).collect())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first topic that a post is about: it stands in the title or, as often as not only there, in the text, as whole words. Empty for none.
    pub fn found_in(&self, title: &str, text: &str) -> &str {
        if self.0.is_empty() {
            return "";
        }
        for folded in [fold(title), fold(text)] {
            if let Some((_, topic)) = self.0.iter().find(|(topic, _)| holds(&folded, topic)) {
                return topic;
            }
        }
        ""
    }
}

/// Whether folded words stand in a folded text, not as a part of longer ones; a plural is the same word.
fn holds(text: &str, words: &str) -> bool {
    let inside = |letter: char| letter.is_alphanumeric();
    // scripts without blanks have no ends of words to look for
    let bounded = |letter: Option<char>| letter.is_none_or(|letter| !inside(letter) || !letter.is_ascii());
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        let after = after.strip_prefix('s').filter(|rest| bounded(rest.chars().next())).unwrap_or(after);
        bounded(before.chars().next_back()) && bounded(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn heard(id: i64, source: i64, hour: i64, topic: bool) -> Heard {
        Heard { id: PostId(id), source: FeedId(source), at: Instant(hour * 3_600_000), topic }
    }

    fn said(lines: &[Line]) -> String {
        let words = lines.iter().map(|line| match line {
            Line::Post(id) => id.0.to_string(),
            Line::More(source) => format!("+{}", source.0),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_loud_source_is_folded_behind_its_newest() {
        let mut posts: Vec<Heard> = (1..=9).map(|n| heard(n, 1, n, false)).collect();
        posts.extend([heard(20, 2, 8, false), heard(21, 2, 1, false)]);
        let list = |posts: &[Heard], open: &[FeedId]| said(&laid(posts, open).lines);
        assert_eq!(list(&posts, &[]), "9 20 8 7 +1 21");
        assert_eq!(list(&posts, &[FeedId(1)]), "9 20 8 7 6 5 4 3 2 21 1");
        assert_eq!(laid(&posts, &[]).folded[&FeedId(1)].len(), 6);
        // four of a source take no more room than three and a row
        assert_eq!(list(&posts[..4], &[]), "4 3 2 1");
        // what matches a topic stays in sight, in its place
        posts[2].topic = true;
        assert_eq!(list(&posts, &[]), "9 20 8 3 +1 21");
    }

    #[test]
    fn a_topic_is_found_as_whole_words() {
        let table = [
            ("musl", "Static binaries", "we link musl now", "musl"),
            ("musl", "Muslin cloth", "nothing else", ""),
            ("forum", "Why I run forums", "", "forum"),
            ("small web", "The small web, again", "", "small web"),
            ("go", "Let us go on", "", "go"),
            ("go", "The gopher goes", "", ""),
            ("Zoë", "zoe speaks", "", "Zoë"),
            ("C++", "On C++, again", "", "C++"),
            ("編集", "日本語の編集者", "", "編集"),
            ("", "anything", "", ""),
        ];
        for (topic, title, text, wanted) in table {
            assert_eq!(Topics::new([topic]).found_in(title, text), wanted, "{topic} in {title}");
        }
    }

    proptest! {
        #[test]
        fn every_post_is_listed_or_folded_and_none_twice(
            made in proptest::collection::vec((0..5_i64, 0..40_i64, any::<bool>()), 0..60),
            open in proptest::collection::vec(0..5_i64, 0..3),
        ) {
            let posts: Vec<Heard> =
                made.iter().enumerate().map(|(n, (source, hour, topic))| heard(n as i64, *source, *hour, *topic)).collect();
            let open: Vec<FeedId> = open.into_iter().map(FeedId).collect();
            let Laid { lines, folded } = laid(&posts, &open);
            let shown = lines.iter().filter(|line| matches!(line, Line::Post(_))).count();
            prop_assert_eq!(shown + folded.values().map(Vec::len).sum::<usize>(), posts.len());
            for source in (0..5).map(FeedId) {
                prop_assert_eq!(lines.contains(&Line::More(source)), folded.contains_key(&source));
                prop_assert!(!open.contains(&source) || !folded.contains_key(&source));
            }
            let mut once = lines.clone();
            once.dedup();
            prop_assert_eq!(once.len(), lines.len());
        }

        #[test]
        fn any_text_is_looked_through(topic in ".{0,6}", title in ".{0,20}", text in ".{0,40}") {
            let topics = Topics::new([topic.as_str()]);
            let found = topics.found_in(&title, &text).to_owned();
            prop_assert!(found.is_empty() || found == topic.trim());
        }
    }
}
