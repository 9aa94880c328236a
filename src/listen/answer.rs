//! What came of asking for a feed, and what that means for it.
//!
//! Owns the words for what went wrong, none of which holds an address. Must not know how anything is asked.

use super::address::Address;
use super::feed::{Feed, read};
use super::manners::{Ending, Pauses, Visits};
use crate::domain::time::Instant;

/// Something to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where.
    pub address: Address,
    /// The tag of what is here already; empty for none.
    pub tag: String,
    /// The time of what is here already; empty for none.
    pub modified: String,
    /// Whether the person wrote this address: then it may lead to their own machine or network.
    pub written: bool,
    /// Whether to go on where the host sends us elsewhere.
    pub follow: bool,
}

impl Request {
    /// For a feed, by what is kept of the visits to it.
    pub fn of(address: Address, written: bool, visits: &Visits) -> Self {
        Self { address, tag: visits.tag.clone(), modified: visits.modified.clone(), written, follow: true }
    }

    /// For a page that was never asked for.
    pub fn first(address: Address, written: bool) -> Self {
        Self::of(address, written, &Visits::default())
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// What it brought, unpacked; empty where the status says that there is nothing.
    pub body: Vec<u8>,
    /// Of what type that is, as the host says; empty for nothing said.
    pub content_type: String,
    /// The tag to send back; empty for none.
    pub tag: String,
    /// The time to send back; empty for none.
    pub modified: String,
    /// What the host says about pauses.
    pub pauses: Pauses,
    /// Where it came from in the end.
    pub from: Address,
    /// Where every host on the way said that it is for good.
    pub moved: Option<Address>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Trouble {
    /// No such name.
    #[error("there is no host of that name")]
    NoHost,
    /// Nobody listens there.
    #[error("nobody answers there")]
    NobodyThere,
    /// It took too long.
    #[error("it did not answer in time")]
    Slow,
    /// The connection ended early.
    #[error("it stopped in the middle of its answer")]
    CutOff,
    /// No trusted connection.
    #[error("its certificate cannot be trusted")]
    Untrusted,
    /// More than is read.
    #[error("it is larger than 10 MB")]
    TooLarge,
    /// More headers than are read.
    #[error("its answer has too many headers")]
    TooManyHeaders,
    /// What it sent is no HTTP.
    #[error("what it answers cannot be read")]
    Garbled,
    /// What it packed cannot be unpacked.
    #[error("what it packed cannot be unpacked")]
    BadPacking,
    /// Sent on too often.
    #[error("it sends us from place to place")]
    Roundabout,
    /// Sent on to nowhere.
    #[error("it sends us to something that is no web page")]
    Astray,
    /// Nothing new, though nothing was there.
    #[error("it says that nothing is new, and nothing was read yet")]
    Unasked,
    /// It leads to the person's own machine or network.
    #[error("it leads into your own network, and you did not write that address yourself")]
    Private,
    /// No address.
    #[error("its address cannot be asked for")]
    BadAddress,
    /// Something within the program.
    #[error("it could not be read")]
    Within,
}

/// What a visit to a feed came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visited {
    /// What was read; none where nothing is new or nothing came.
    pub feed: Option<Feed>,
    /// How it ended, for what is kept.
    pub ending: Ending,
    /// Where it says that it is for good.
    pub moved: Option<Address>,
    /// The seconds for which its host wants to be left alone.
    pub wait: Option<i64>,
    /// Whether the host only asked for a pause, so that asking once more is worth it.
    pub again: bool,
}

impl Visited {
    /// One that came to nothing.
    pub fn nothing(why: &dyn ToString) -> Self {
        Self { feed: None, ending: Ending::Nothing(why.to_string()), moved: None, wait: None, again: false }
    }
}

/// What an answer means for the feed that was asked for.
pub fn visited(answer: Result<Answer, Trouble>, now: Instant) -> Visited {
    let answer = match answer {
        Ok(answer) => answer,
        Err(trouble) => return Visited::nothing(&trouble),
    };
    let wait = answer.pauses.wait(answer.status, answer.from.host(), now);
    let end = |ending| Visited { feed: None, ending, moved: None, wait, again: answer.status == 429 };
    match answer.status {
        304 => Visited { moved: answer.moved.clone(), ..end(Ending::Same) },
        // nobody asked for a part
        200..=205 | 207..=299 => match read(&answer.body, &answer.content_type, &answer.from.whole(), now) {
            Ok(feed) => Visited {
                feed: Some(feed),
                moved: answer.moved.clone(),
                ..end(Ending::Fresh { tag: answer.tag.clone(), modified: answer.modified.clone() })
            },
            Err(why) => end(Ending::Nothing(why.to_string())),
        },
        status => end(Ending::Nothing(said(status))),
    }
}

/// What a status says, in words.
pub fn said(status: u16) -> String {
    match status {
        401 | 407 => "it asks for a name and password".to_owned(),
        402 | 403 | 451 => "it does not let us in".to_owned(),
        206 => "it sends only a part".to_owned(),
        404 => "there is nothing at its address".to_owned(),
        410 => "it says that it is gone for good".to_owned(),
        429 => "it asks for a pause".to_owned(),
        500..=599 => format!("its host has trouble ({status})"),
        _ => format!("it answers {status}, which is no feed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_800_000_000_000);

    fn answer(status: u16, body: &str) -> Result<Answer, Trouble> {
        let from = Address::parse("https://ada:s3cr3t@a.example/f?token=s3cr3t").ok_or(Trouble::BadAddress)?;
        Ok(Answer {
            status,
            body: body.as_bytes().to_vec(),
            content_type: "text/xml".to_owned(),
            tag: "\"t\"".to_owned(),
            modified: "then".to_owned(),
            pauses: Pauses { retry_after: "60".to_owned(), ..Pauses::default() },
            moved: Some(from.clone()),
            from,
        })
    }

    #[test]
    fn answers_mean_something_for_a_feed() {
        let feed = "<rss><channel><item><title>a</title></item></channel></rss>";
        let fresh = visited(answer(200, feed), NOW);
        assert_eq!(fresh.feed.map(|feed| feed.posts.len()), Some(1));
        assert_eq!(fresh.ending, Ending::Fresh { tag: "\"t\"".to_owned(), modified: "then".to_owned() });
        let same = visited(answer(304, ""), NOW);
        assert_eq!((same.ending, same.moved.is_some()), (Ending::Same, true));
        for (status, body, words, wait) in [
            (200, "<html>", "it is a web page, not a feed", None),
            (401, "", "it asks for a name and password", None),
            (410, "", "it says that it is gone for good", None),
            (429, "", "it asks for a pause", Some(60)),
            (503, "", "its host has trouble (503)", Some(60)),
            (418, "", "it answers 418, which is no feed", None),
        ] {
            let visited = visited(answer(status, body), NOW);
            assert_eq!((visited.ending, visited.wait), (Ending::Nothing(words.to_owned()), wait), "{status}");
            assert!(visited.feed.is_none() && visited.moved.is_none());
        }
        assert_eq!(visited(Err(Trouble::Slow), NOW), Visited::nothing(&"it did not answer in time"));
    }

    #[test]
    fn no_secret_is_in_what_can_be_printed() {
        let answer = answer(200, "<rss><channel><item><title>a</title><link>/x</link></item></channel></rss>");
        let request = answer.clone().map(|answer| Request::first(answer.from, true));
        let visits = Visits { moving: "https://a.example/f?token=s3cr3t".to_owned(), ..Visits::default() };
        let shown = format!("{answer:?} {request:?} {visits:?} {:?}", visited(answer.clone(), NOW));
        assert!(!shown.contains("s3cr3t"), "{shown}");
    }
}
