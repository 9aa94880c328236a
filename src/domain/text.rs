//! The measure of text on the screen, and the one address of all that is done to text.
//!
//! Owns the width of a grapheme: one function for layout and truncation. Cleaning stands in
//! `clean`, folding for search in `fold`. Must not know what draws it.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use super::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text, is_unsafe};
pub use super::fold::fold;

/// Columns of one grapheme on the screen; one that holds a control character is never drawn and has none.
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    // terminals give the half-width voicing marks a column of their own
    let voicing = grapheme.chars().filter(|&c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count();
    UnicodeWidthStr::width(grapheme) + voicing
}

/// Columns of `text` on the screen.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// `text` in at most `columns` columns, cut between graphemes, with `…` where something is missing.
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    truncate_with(text, columns, "…")
}

/// As [`truncate`], with `..` for the ASCII set.
pub fn truncate_ascii(text: &str, columns: usize) -> Cow<'_, str> {
    truncate_with(text, columns, "..")
}

/// `text` in exactly `columns` columns: truncated, or filled with blanks on the right.
pub fn pad(text: &str, columns: usize) -> String {
    let mut padded = truncate(text, columns).into_owned();
    let missing = columns.saturating_sub(width(&padded));
    padded.extend(std::iter::repeat_n(' ', missing));
    padded
}

/// `text` in exactly `columns` columns: truncated, or filled with blanks on the left.
pub fn pad_left(text: &str, columns: usize) -> String {
    let short = truncate(text, columns);
    let mut padded = " ".repeat(columns.saturating_sub(width(&short)));
    padded.push_str(&short);
    padded
}

fn truncate_with<'a>(text: &'a str, columns: usize, mark: &str) -> Cow<'a, str> {
    if text.len() <= columns && text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mark = if width(mark) <= columns { mark } else { "" };
    let room = columns - width(mark);
    let (mut used, mut kept) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > columns {
            return Cow::Owned(format!("{}{mark}", text[..kept].trim_end()));
        }
        if used <= room {
            kept = at + grapheme.len();
        }
    }
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn truncation_counts_columns() {
        let table = [
            ("Ada", 3, "Ada"),
            ("Ada Lindqvist", 8, "Ada Lin…"),
            ("Ada Lindqvist", 5, "Ada…"),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
            ("日本", 1, "…"),
            ("ab", 1, "…"),
            ("ab", 0, ""),
            ("👩\u{200d}💻👩\u{200d}💻", 3, "👩\u{200d}💻…"),
        ];
        for (text, columns, wanted) in table {
            assert_eq!(truncate(text, columns), wanted, "{text} in {columns}");
        }
        assert_eq!(truncate_ascii("Ada Lindqvist", 8), "Ada Li..");
        assert_eq!(truncate_ascii("Ada", 1), "A");
        assert_eq!(pad("日本語", 6), "日本語");
        assert_eq!(pad("日本語", 4), "日… ");
        assert_eq!(pad_left("2 d", 5), "  2 d");
    }

    #[test]
    fn a_million_of_anything_is_measured_once() {
        for piece in ["🇫", "e\u{301}\u{301}", "👩\u{200d}", "word ", "日"] {
            let text = piece.repeat(1_000_000 / piece.len());
            assert!(width(&truncate(&text, 40)) <= 40);
            assert!(fold(&text).len() <= text.len());
            assert!(width(&text) > 0);
        }
    }

    proptest! {
        #[test]
        fn padded_text_fills_its_columns(text in ".{0,40}", columns in 0_usize..30) {
            let clean = clean_line(&text, LINE_CHARS);
            prop_assert!(width(&truncate(&clean, columns)) <= columns);
            prop_assert!(width(&truncate_ascii(&clean, columns)) <= columns);
            prop_assert_eq!(width(&pad(&clean, columns)), columns);
            prop_assert_eq!(width(&pad_left(&clean, columns)), columns);
        }
    }
}
