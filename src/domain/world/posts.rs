//! What is published in a made-up world: feeds by their addresses, and under each its posts.
//!
//! ```text
//! feed https://mei.example/feed.xml Long way round
//! -2h "Why I left the ladder" https://mei.example/ladder
//!   A paragraph a line.
//!   link the first part https://mei.example/ladder-1
//! -9d 08:00 kept "On naming things" https://mei.example/names
//! silent -3d 07:00 https://wei.example/feed.xml no answer within 20 s
//! ```
//!
//! A post may be `kept` or `done`. Must not know whose a feed is or who reads.

use super::Stopped;
use super::moment::Times;
use crate::domain::feed::{Mark, NewPost};
use crate::domain::time::{Instant, Now};

/// A feed with its posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Where it is.
    pub address: String,
    /// As it calls itself.
    pub title: String,
    /// Its posts, each with a mark where it has one.
    pub posts: Vec<(NewPost, Option<Mark>)>,
    /// Since when it does not answer, and why; none where it does.
    pub silent: Option<(Instant, String)>,
}

/// Reads feeds and posts, their moments told from `now`.
///
/// # Errors
/// Names the first line that is not understood.
pub fn read(text: &str, now: &Now) -> Result<Vec<Published>, Stopped> {
    let mut feeds: Vec<Published> = Vec::new();
    for (number, raw) in text.lines().enumerate().map(|(n, raw)| (n + 1, raw)) {
        let words = raw.trim();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let stopped = |why: &str| Stopped { line: number, why: why.to_owned() };
        if let Some(feed) = words.strip_prefix("feed ") {
            let (address, title) = feed.split_once(' ').unwrap_or((feed, ""));
            let (address, title) = (address.to_owned(), title.to_owned());
            feeds.push(Published { address, title, posts: Vec::new(), silent: None });
            continue;
        }
        if let Some(silent) = words.strip_prefix("silent ") {
            let (at, rest) = moment(silent, now).ok_or_else(|| stopped("since when?"))?;
            let (address, why) = rest.split_once(' ').ok_or_else(|| stopped("why is it silent?"))?;
            let (address, silent) = (address.to_owned(), Some((at, why.to_owned())));
            feeds.push(Published { address, title: String::new(), posts: Vec::new(), silent });
            continue;
        }
        let feed = feeds.last_mut().ok_or_else(|| stopped("of which feed?"))?;
        if raw.starts_with(' ') {
            let (post, _) = feed.posts.last_mut().ok_or_else(|| stopped("it belongs to no post"))?;
            detail(post, words);
            continue;
        }
        let (at, rest) = moment(words, now).ok_or_else(|| stopped("when? A moment is missing"))?;
        let (mark, rest) = match rest.split_once(' ') {
            Some((word, rest)) if Mark::from_word(word).is_some() => (Mark::from_word(word), rest),
            _ => (None, rest),
        };
        let quoted = rest.strip_prefix('"').and_then(|rest| rest.rsplit_once('"'));
        let (title, link) = quoted.ok_or_else(|| stopped("a post has its title in quotes"))?;
        let (title, link) = (title.to_owned(), link.trim().to_owned());
        let key = format!("{} {title}", feed.address);
        feed.posts.push((NewPost { key, title, link, at: Some(at), ..NewPost::default() }, mark));
    }
    Ok(feeds)
}

fn detail(post: &mut NewPost, words: &str) {
    if let Some((label, address)) = words.strip_prefix("link ").and_then(|link| link.rsplit_once(' ')) {
        post.links.push((label.to_owned(), address.to_owned()));
    } else if let Some(author) = words.strip_prefix("by ") {
        author.clone_into(&mut post.author);
    } else {
        if !post.text.is_empty() {
            post.text.push_str("\n\n");
        }
        post.text.push_str(words);
    }
}

/// The one moment that a line begins with, and what stands behind it.
fn moment<'t>(words: &'t str, now: &Now) -> Option<(Instant, &'t str)> {
    let (times, rest) = Times::read(words).ok()?;
    Some((times?.instants(now, "").first().copied()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::frozen;

    #[test]
    fn feeds_and_posts_are_read_and_the_rest_is_refused() -> Result<(), Stopped> {
        let now = frozen("2026-09-22T09:00:00+02:00").map_err(|why| Stopped { line: 0, why: why.to_string() })?;
        let text = "feed https://a.example/f Long way\n-2h kept \"One \"two\"\" https://a.example/1\n  by Bo\n  A line.\n  \
                    Another.\n  link there https://b.example\nsilent -3d 07:00 https://c.example/f no answer";
        let feeds = read(text, &now)?;
        let (post, mark) = &feeds[0].posts[0];
        assert_eq!(
            (post.title.as_str(), post.link.as_str(), *mark),
            ("One \"two\"", "https://a.example/1", Some(Mark::Kept))
        );
        assert_eq!((post.text.as_str(), post.author.as_str()), ("A line.\n\nAnother.", "Bo"));
        assert_eq!(post.at, Some(now.at.plus_seconds(-7_200)));
        assert_eq!(post.links, [("there".to_owned(), "https://b.example".to_owned())]);
        assert_eq!(feeds[1].silent.as_ref().map(|silent| silent.1.as_str()), Some("no answer"));
        for (line, wanted) in [
            ("-2h \"a\" b", "of which feed?"),
            ("feed https://a.example\n  a", "it belongs to no post"),
            ("feed https://a.example\n\"a\" b", "when? A moment is missing"),
            ("feed https://a.example\n-2h a", "a post has its title in quotes"),
            ("silent https://a.example", "since when?"),
        ] {
            assert_eq!(read(line, &now).err().map(|stopped| stopped.why).as_deref(), Some(wanted), "{line}");
        }
        Ok(())
    }
}
