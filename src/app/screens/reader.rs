//! The reader of Listen: a post as lines of the width that is there, and how many of them are in sight.
//!
//! Screen and key share it: the one paints these lines, the other pages through them. Must not know styles.

use super::{STRIP, WIDE};
use crate::domain::link::Link;
use crate::domain::paragraphs::broken;
use crate::report::listening::{PostLine, PostText};

/// Lines wider than this are hard to read.
const WIDEST: u16 = 78;
/// Lines of a title.
const TITLE: usize = 3;

/// A line below the title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyLine {
    /// Of the text.
    Text(String),
    /// A link: its number, what stands there, where it leads.
    Link(usize, String, String),
    /// Said by us, not by the post.
    Said(&'static str),
}

/// A post laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reader {
    /// The title in lines.
    pub title: Vec<String>,
    /// What is to be said under it: author, topic, kept; empty for nothing.
    pub about: String,
    /// What it says.
    pub body: Vec<BodyLine>,
    /// Lines of it that are in sight.
    pub room: usize,
}

/// Columns and rows of the reader on a screen of that size: beside the list, instead of it, or in the strip.
pub fn room(size: (u16, u16)) -> (u16, u16) {
    let (columns, rows) = size;
    if columns < STRIP.0 || rows < STRIP.1 {
        (columns, rows.saturating_sub(2))
    } else if columns >= WIDE {
        // header, bar, lists, rule; rule, notice, footer
        (pane(columns) - 3, rows.saturating_sub(7))
    } else {
        // header, bar; notice, footer
        ((columns - 2).min(WIDEST), rows.saturating_sub(4))
    }
}

/// Columns of the reader and its edges, beside the list.
pub fn pane(columns: u16) -> u16 {
    (columns * 9 / 20).min(WIDEST + 5)
}

/// Lays a post out.
pub fn reader(size: (u16, u16), post: &PostLine, text: Option<&PostText>) -> Reader {
    let (columns, rows) = room(size);
    let columns = usize::from(columns);
    let strip = size.0 < STRIP.0 || size.1 < STRIP.1;
    let mut title = broken(&post.title, columns);
    let most = if strip { 1 } else { TITLE.min(usize::from(rows) / 4).max(1) };
    if title.len() > most {
        title.truncate(most);
        if let Some(last) = title.last_mut() {
            last.push('…');
        }
    }
    let mut about = Vec::new();
    if let Some(text) = text
        && !text.author.is_empty()
        && text.author != post.name
    {
        about.push(format!("by {}", text.author));
    }
    if !post.topic.is_empty() {
        about.push(format!("about {}", post.topic));
    }
    if post.kept {
        about.push("kept".to_owned());
    }
    let about = if strip { String::new() } else { about.join("   ") };
    let body = text.map_or_else(Vec::new, |text| body(text, columns));
    // whose it is, the title, what is said of it, an empty line
    let head = if strip { 1 } else { 1 + title.len() + usize::from(!about.is_empty()) + 1 };
    let room = usize::from(rows).saturating_sub(head).max(1);
    Reader { title, about, body, room }
}

fn body(text: &PostText, columns: usize) -> Vec<BodyLine> {
    let mut lines: Vec<BodyLine> = broken(&text.text, columns).into_iter().map(BodyLine::Text).collect();
    if lines.is_empty() {
        lines.push(BodyLine::Said("No more than the title came."));
    }
    if !text.links.is_empty() {
        lines.push(BodyLine::Text(String::new()));
    }
    lines.extend(text.links.iter().enumerate().map(|(n, link)| {
        let host = Link::parse(&link.address).map_or_else(|| link.address.clone(), |link| link.host);
        BodyLine::Link(n + 1, link.label.clone(), host)
    }));
    lines
}

impl Reader {
    /// The first line in sight, where `top` is wished for: the last page is a whole one.
    pub fn top(&self, top: usize) -> usize {
        top.min(self.body.len().saturating_sub(self.room))
    }

    /// Whether the last line is in sight.
    pub fn at_end(&self, top: usize) -> bool {
        self.top(top) + self.room >= self.body.len()
    }

    /// Where the next page begins: its first line was the last one of this.
    pub fn next(&self, top: usize) -> usize {
        self.top(self.top(top) + self.room.saturating_sub(1).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{FeedId, PostId};
    use crate::domain::time::Instant;

    fn post(title: &str) -> PostLine {
        PostLine {
            id: PostId(1),
            feed: FeedId(1),
            subject: None,
            name: "Mei Tan".to_owned(),
            source: String::new(),
            title: title.to_owned(),
            link: String::new(),
            at: Instant(0),
            minutes: 1,
            topic: "musl".to_owned(),
            kept: true,
            done: false,
        }
    }

    #[test]
    fn every_line_comes_into_sight_by_paging() {
        let text = PostText {
            id: PostId(1),
            author: "Mei T.".to_owned(),
            text: "A paragraph that goes on for a while, and then some more of it.\n\n".repeat(40),
            links: Vec::new(),
        };
        for columns in (1..60).chain([80, 110, 120, 200]) {
            for rows in [1, 2, 5, 9, 10, 16, 24, 36] {
                let reader = reader((columns, rows), &post(&"A long title ".repeat(20)), Some(&text));
                let (mut top, mut seen) = (0, reader.room);
                for _ in 0..20_000 {
                    if reader.at_end(top) {
                        break;
                    }
                    let next = reader.next(top);
                    assert!(next > top && next <= seen, "{columns}x{rows}: from {top} to {next}, {seen} seen");
                    (top, seen) = (next, next + reader.room);
                }
                assert!(seen >= reader.body.len(), "{columns}x{rows}");
            }
        }
    }

    #[test]
    fn what_is_said_under_the_title() {
        let text = PostText { id: PostId(1), author: "Bo".to_owned(), text: String::new(), links: Vec::new() };
        let laid = reader((80, 24), &post("One binary"), Some(&text));
        assert_eq!(laid.about, "by Bo   about musl   kept");
        assert_eq!(laid.body, [BodyLine::Said("No more than the title came.")]);
        assert_eq!(reader((80, 24), &post("One binary"), None).body, []);
    }
}
