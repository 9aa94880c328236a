//! A long text broken into lines for reading: at blanks, and within a word only where it is longer than a line; what
//! follows such a word goes on beside its end.
//!
//! Must not know where the lines stand.

use unicode_segmentation::UnicodeSegmentation;

use super::text::{grapheme_width, width};

/// A text in lines of at most `columns`; an empty line between paragraphs stays, several become one. A paragraph that
/// begins with blanks keeps them, so that a list within a list is seen to be one.
pub fn broken(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        let words = paragraph.trim_start();
        if words.is_empty() {
            if lines.last().is_some_and(|line| !line.is_empty()) {
                lines.push(String::new());
            }
            continue;
        }
        let indent = (paragraph.len() - words.len()).min(columns / 4);
        fill(words, columns, indent, &mut lines);
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn fill(words: &str, columns: usize, indent: usize, lines: &mut Vec<String>) {
    let mut line = " ".repeat(indent);
    let mut used = indent;
    for word in words.split_whitespace() {
        let wide = width(word);
        if used > indent && used + 1 + wide > columns {
            lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
            used = indent;
        }
        if used > indent {
            line.push(' ');
            used += 1;
        }
        if used + wide <= columns {
            line.push_str(word);
            used += wide;
            continue;
        }
        for grapheme in word.graphemes(true) {
            let wide = grapheme_width(grapheme);
            if used > indent && used + wide > columns {
                lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
                used = indent;
            }
            line.push_str(grapheme);
            used += wide;
        }
    }
    lines.push(line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_broken_at_blanks_and_long_words_within() {
        let table = [
            ("one two three", 7, "one two|three"),
            ("a\n\n\n\nb\n\n", 9, "a||b"),
            ("  - in a list that goes on", 12, "  - in a|  list that|  goes on"),
            ("https://a.example/x", 8, "https://|a.exampl|e/x"),
            ("/home/me/people.csv: new", 8, "/home/me|/people.|csv: new"),
            ("in /home/me/people.csv it is", 8, "in|/home/me|/people.|csv it|is"),
            ("日本語", 4, "日本|語"),
            ("漢字漢字", 3, "漢|字|漢|字"),
            ("漢", 1, "漢"),
            ("", 9, ""),
            ("wide", 0, "w|i|d|e"),
        ];
        for (text, columns, wanted) in table {
            assert_eq!(broken(text, columns).join("|"), wanted, "{text:?} in {columns}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_wider_and_no_letter_is_lost(text in "[a-z \n日é]{0,200}", columns in 2..40_usize) {
            let lines = broken(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns));
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
