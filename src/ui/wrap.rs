//! Breaking a text into lines at blanks; `domain::paragraphs` breaks long words too. Must not know where they stand.

use crate::domain::text::{shorten, width};

/// A text broken at blanks into lines of at most `columns`.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && width(&line) + 1 + width(word) > columns {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// The same in `most` lines; where there is more, the last one says so.
pub fn bounded(text: &str, columns: usize, most: usize) -> Vec<String> {
    let mut lines = wrapped(text, columns);
    if let Some(next) = lines.get(most).cloned() {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let more = format!("{last} {next}");
            *last = if width(&more) > columns { shorten(&more, columns).into_owned() } else { format!("{last}…") };
        }
    }
    lines
}

/// A text in as few lines as it takes, none of them a word alone.
pub fn even(text: &str, room: usize) -> Vec<String> {
    let fewest = wrapped(text, room).len();
    let narrow = (room / 2..room).find(|columns| wrapped(text, *columns).len() == fewest);
    wrapped(text, narrow.filter(|_| fewest > 1).unwrap_or(room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_seen_to_be() {
        let table = [
            ("an answer within a day", 10, 3, "an answer|within a|day"),
            ("an answer within a day", 10, 2, "an answer|within a…"),
            ("one two three", 3, 2, "one|tw…"),
            ("one two three four", 13, 1, "one two…"),
            ("one\ntwo\nthree", 13, 2, "one|two…"),
        ];
        for (text, room, most, wanted) in table {
            assert_eq!(bounded(text, room, most).join("|"), wanted, "{text} in {room}");
        }
    }

    #[test]
    fn no_word_stands_alone() {
        let table = [
            ("Nobody here yet.", 54, "Nobody here yet."),
            ("Nobody here yet: five people are a good start.", 44, "Nobody here yet: five|people are a good start."),
            ("a bc", 1, "a|bc"),
            ("", 10, ""),
        ];
        for (text, room, wanted) in table {
            assert_eq!(even(text, room).join("|"), wanted, "{text} in {room}");
        }
    }
}
