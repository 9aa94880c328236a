//! Long texts from the terminal, read whole: more than crossterm takes at once.
//!
//! crossterm hears of a terminal once for all that has arrived and takes one kilobyte of it. What
//! it leaves it does not look at before something new comes, and where its kilobyte ends within a
//! character it waits for the rest, deaf to signals. So it is never asked while more than that is
//! waiting. Must not read anything itself.

use super::input::{Input, typed};

/// What crossterm takes at once, in bytes.
pub const AT_ONCE: u64 = 1024;

const OPEN: &[u8] = b"\x1b[200~";
const CLOSE: &[u8] = b"\x1b[201~";

/// Whether more must follow: a character or a bracketed paste is cut short.
pub fn unfinished(bytes: &[u8]) -> bool {
    let opened = last(bytes, OPEN).is_some_and(|open| last(bytes, CLOSE).is_none_or(|close| close < open));
    let cut = (1..=bytes.len().min(6))
        .any(|n| n < CLOSE.len() && [OPEN, CLOSE].iter().any(|mark| bytes.ends_with(&mark[..n])));
    opened || cut || std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Adds what was read: pastes in brackets as such, all else as typed. Keys that are no text
/// cannot be told apart here and are left out.
pub fn take(inputs: &mut Vec<Input>, bytes: &[u8]) {
    let mut rest = bytes;
    while let Some(open) = first(rest, OPEN) {
        typed(inputs, &plain(&rest[..open]));
        let inside = &rest[open + OPEN.len()..];
        let close = first(inside, CLOSE);
        inputs.push(Input::Paste(String::from_utf8_lossy(&inside[..close.unwrap_or(inside.len())]).into_owned()));
        rest = close.map_or(&[], |close| &inside[close + CLOSE.len()..]);
    }
    typed(inputs, &plain(rest));
}

/// The text without sequences of arrows, wheels and the like.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut letters = text.chars().peekable();
    let mut kept = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\u{1b}', Some('[')) => {
                letters.next();
                // parameters, then one letter that ends it
                while letters.next().is_some_and(|next| !('@'..='~').contains(&next)) {}
            }
            ('\u{1b}', Some('O')) => {
                letters.next();
                letters.next();
            }
            _ => kept.push(letter),
        }
    }
    kept
}

fn first(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

fn last(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).rposition(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::key::{Code, Key};

    fn taken(text: &str) -> Vec<Input> {
        let mut inputs = Vec::new();
        take(&mut inputs, text.as_bytes());
        inputs
    }

    #[test]
    fn what_is_cut_short_waits_for_the_rest() {
        let day = "日".as_bytes();
        for (bytes, wanted) in [
            (&b""[..], false),
            (b"plain", false),
            (&day[..1], true),
            (&day[..2], true),
            (day, false),
            // no character ever: waiting would not mend it
            (&b"\xffx"[..], false),
            (&b"a\x1b"[..], true),
            (b"a\x1b[20", true),
            (b"a\x1b[200~b", true),
            (b"a\x1b[200~b\x1b[201", true),
            (b"a\x1b[200~b\x1b[201~", false),
            (b"\x1b[A", false),
        ] {
            assert_eq!(unfinished(bytes), wanted, "{bytes:?}");
        }
    }

    #[test]
    fn pastes_are_pastes_text_is_typed_and_arrows_are_left_out() {
        let keys = |text: &str| Input::Keys(text.chars().map(Key::char).collect());
        assert_eq!(taken("ab\u{1b}[200~c\rd\u{1b}[201~e"), [keys("ab"), Input::Paste("c\rd".to_owned()), keys("e")]);
        assert_eq!(taken("a\u{1b}[Ab\u{1b}[<64;10;12Mc\u{1b}OPd"), [keys("abcd")]);
        assert_eq!(taken("a\r"), [Input::Keys(vec![Key::char('a'), Key::of(Code::Enter)])]);
        assert_eq!(taken(""), []);
        assert_eq!(taken("\u{1b}[200~never closed"), [Input::Paste("never closed".to_owned())]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken(bytes in any::<Vec<u8>>()) {
            let mut inputs = Vec::new();
            take(&mut inputs, &bytes);
            unfinished(&bytes);
        }

        #[test]
        fn a_text_cut_anywhere_is_whole_or_waited_for(text in "[a-zé日🎉]{1,20}", at in 0..80_usize) {
            let at = at.min(text.len());
            prop_assert_eq!(unfinished(&text.as_bytes()[..at]), !text.is_char_boundary(at));
        }
    }
}
