//! Feeds as OPML, for a feed reader.
//!
//! Must not know where feeds come from, nor which of their addresses may go out.

use crate::domain::text::is_unsafe;

/// The beginning of the file.
pub fn head() -> &'static str {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>Feeds of Rounds</title></head>\n<body>\n"
}

/// A feed: what it is called, where it is fetched, its page, and whose it is; the last two may be empty.
pub fn outline(name: &str, address: &str, site: &str, owner: &str) -> String {
    let mut line =
        format!("<outline type=\"rss\" text=\"{0}\" title=\"{0}\" xmlUrl=\"{1}\"", escaped(name), escaped(address));
    // a comma stands between categories
    for (attribute, value) in [("htmlUrl", site.to_owned()), ("category", owner.replace([',', '/'], " "))] {
        if !value.is_empty() {
            line.extend([" ", attribute, "=\"", &escaped(&value), "\""]);
        }
    }
    line + "/>\n"
}

/// What is said of those that are left out.
pub fn left_out(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!("<!-- {count} left out: the address holds a secret -->\n"),
    }
}

/// The end of the file.
pub fn tail() -> &'static str {
    "</body>\n</opml>\n"
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !is_unsafe(*letter) && !letter.is_control()) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::choices::Choices;
    use crate::exchange::recognise::read_all;

    #[test]
    fn what_goes_out_can_be_read_again() {
        let text = [
            head(),
            &outline("Birds & \"weirs\" <b>\u{202e}", "https://ada.example/f?a=1&b=2", "https://ada.example", "Ada, L"),
            &outline("Plain", "https://ben.example/f", "", ""),
            &left_out(2),
            tail(),
        ]
        .concat();
        let read = read_all(text.as_bytes(), &Choices::default());
        let Some((_, Ok(incoming))) = read.into_iter().next() else { panic!("{text}") };
        let feeds: Vec<_> = incoming.feeds.iter().map(|feed| (feed.title.as_str(), feed.address.as_str())).collect();
        let wanted = [("Birds & \"weirs\" <b>", "https://ada.example/f?a=1&b=2"), ("Plain", "https://ben.example/f")];
        assert_eq!(feeds, wanted);
        assert_eq!(
            (incoming.feeds[0].site.as_str(), incoming.feeds[0].tags.as_slice()),
            ("https://ada.example", &["Ada L".to_owned()][..])
        );
    }
}
