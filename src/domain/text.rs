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

/// As [`truncate`], cut between words; within one only where half of the line would be lost.
pub fn shorten(text: &str, columns: usize) -> Cow<'_, str> {
    let cut = match truncate(text, columns) {
        Cow::Owned(cut) => cut,
        whole @ Cow::Borrowed(_) => return whole,
    };
    let kept = cut.strip_suffix('…').unwrap_or(&cut);
    let between = |sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | ':');
    let words = if text[kept.len()..].starts_with(between) {
        kept
    } else {
        kept.rfind(char::is_whitespace).map_or("", |blank| &kept[..blank])
    };
    let words = words.trim_end_matches(between);
    Cow::Owned(if width(words) * 2 <= columns { cut } else { format!("{words}…") })
}

/// The end of `text` in at most `columns` columns, with `…` before it where something is missing.
pub fn ending(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let (mut used, mut from) = (1, text.len());
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme_width(grapheme);
        if used > columns {
            break;
        }
        from = at;
    }
    Cow::Owned(if columns == 0 { String::new() } else { format!("…{}", &text[from..]) })
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
    fn words_stay_whole_where_most_of_a_line_is_left() {
        let table = [
            ("note, link, time, place", 40, "note, link, time, place"),
            ("note, link, time, place", 22, "note, link, time…"),
            ("note, link, time, place", 17, "note, link, time…"),
            ("note, link, time, place", 16, "note, link…"),
            ("see https://forum.example/t/a-long-one", 20, "see https://forum.e…"),
            ("Lindqvist", 5, "Lind…"),
            ("日本語 日本語", 9, "日本語…"),
            ("all of it…", 10, "all of it…"),
            ("a b", 0, ""),
        ];
        for (text, columns, wanted) in table {
            assert_eq!(shorten(text, columns), wanted, "{text} in {columns}");
        }
    }

    #[test]
    fn the_end_is_what_is_being_typed() {
        let table = [("musl", 4, "musl"), ("musl", 3, "…sl"), ("日本語", 4, "…語"), ("ab", 1, "…"), ("ab", 0, "")];
        for (text, columns, wanted) in table {
            assert_eq!(ending(text, columns), wanted, "{text} in {columns}");
        }
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
            prop_assert!(width(&shorten(&clean, columns)) <= columns);
            prop_assert!(width(&ending(&clean, columns)) <= columns);
            prop_assert_eq!(width(&pad(&clean, columns)), columns);
            prop_assert_eq!(width(&pad_left(&clean, columns)), columns);
        }
    }
}
