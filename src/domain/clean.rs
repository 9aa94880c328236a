//! Text from outside made safe, once on the way in.
//!
//! Owns which characters pass and how long a text may be. Must not know where text
//! comes from or what draws it.

use std::str::Chars;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// The cap of one line, in characters.
pub const LINE_CHARS: usize = 500;
/// The cap of a text of many lines, in bytes.
pub const TEXT_BYTES: usize = 64 * 1024;

/// Zero-width marks on one base that stay; more is no writing system but noise that spills over other rows.
const MARKS: usize = 4;
const ZERO_WIDTH_JOINER: char = '\u{200d}';
const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';
const KEYCAP: char = '\u{20e3}';

/// Whether a character may not leave the program as it is: a terminal obeys it, or it turns or hides text. The joiners
/// that writing systems need may.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `text` as one safe line of at most `max` characters: no escape sequences, no control, bidi or
/// other invisible characters; line breaks and runs of blanks become one space, the ends are trimmed.
pub fn clean_line(text: &str, max: usize) -> String {
    if text.len() <= max && is_plain(text) {
        return text.to_owned();
    }
    let mut line = Builder::default();
    let mut count = 0;
    let mut blank = false;
    let mut chars = text.chars();
    // a few more than asked, so that the cut sees the whole of the last grapheme
    while count < max.saturating_add(32) {
        match next_piece(&mut chars) {
            None => break,
            Some(Piece::Char(c)) => {
                if blank && is_base(c) {
                    if !line.out.is_empty() {
                        line.blank(' ');
                        count += 1;
                    }
                    blank = false;
                }
                let context = if blank { None } else { line.last };
                count += usize::from(line.push(context, c, chars.clone().next()));
            }
            Some(_) => blank = true,
        }
    }
    cut(line.out, max, |grapheme| grapheme.chars().count())
}

/// Whether a line is clean as it stands, seen at a glance: words of visible ASCII with one space between them.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let visible = |byte: &u8| matches!(byte, b' '..=b'~');
    bytes.iter().all(visible)
        && !bytes.starts_with(b" ")
        && !bytes.ends_with(b" ")
        && !bytes.windows(2).any(|two| two == b"  ")
}

/// `text` as safe lines of at most `max` bytes together: as [`clean_line`], but line breaks stay (as `\n`),
/// blanks are kept inside a line, tabs become four, and the ends of lines are trimmed.
pub fn clean_text(text: &str, max: usize) -> String {
    let mut clean = Builder::default();
    let (mut breaks, mut blanks) = (0_usize, 0_usize);
    let mut chars = text.chars();
    while clean.out.len() < max.saturating_add(128) {
        match next_piece(&mut chars) {
            None => break,
            Some(Piece::Char(c)) => {
                let apart = breaks + blanks > 0;
                if apart && is_base(c) {
                    let room = max.saturating_add(1);
                    let lead = if clean.out.is_empty() { (0, 0) } else { (breaks.min(room), blanks.min(room)) };
                    (0..lead.0).for_each(|_| clean.blank('\n'));
                    (0..lead.1).for_each(|_| clean.blank(' '));
                    (breaks, blanks) = (0, 0);
                }
                let context = if breaks + blanks > 0 { None } else { clean.last };
                clean.push(context, c, chars.clone().next());
            }
            Some(Piece::Blank) => blanks += 1,
            Some(Piece::Tab) => blanks += 4,
            Some(Piece::Break) => {
                breaks += 1;
                blanks = 0;
            }
        }
    }
    cut(clean.out, max, str::len)
}

/// Cuts at a grapheme so that the sum of `measure` stays within `max`; one grapheme that is
/// larger alone is cut inside.
fn cut(mut text: String, max: usize, measure: impl Fn(&str) -> usize) -> String {
    let mut used = 0;
    let mut end = text.len();
    // no measure is above that in bytes
    let graphemes = if text.len() <= max { None } else { Some(text.grapheme_indices(true)) };
    for (at, grapheme) in graphemes.into_iter().flatten() {
        used += measure(grapheme);
        if used > max {
            end = at;
            break;
        }
    }
    if end == 0 && max > 0 {
        let mut inside = 0;
        for c in text.chars() {
            if measure(&text[..inside + c.len_utf8()]) > max {
                break;
            }
            inside += c.len_utf8();
        }
        end = text[..inside].trim_end_matches(is_selector).len();
    }
    text.truncate(end);
    let kept = text.trim_end_matches(|c: char| c.is_whitespace() || is_joiner(c)).len();
    text.truncate(kept);
    text
}

/// What is left of outside text: a character that may be seen, or a blank.
enum Piece {
    Char(char),
    Blank,
    Tab,
    Break,
}

fn next_piece(chars: &mut Chars<'_>) -> Option<Piece> {
    loop {
        match chars.next()? {
            '\u{1b}' => skip_escape(chars),
            '\u{9b}' => skip_csi(chars),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => skip_string(chars),
            '\r' => {
                skip_if(chars, |c| c == '\n');
                return Some(Piece::Break);
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => return Some(Piece::Break),
            '\t' => return Some(Piece::Tab),
            // the blank Braille cell is a space that no trimming knows
            '\u{2800}' => return Some(Piece::Blank),
            c if c.is_whitespace() => return Some(Piece::Blank),
            c if c.is_control() || is_unseen(c) => {}
            c => return Some(Piece::Char(c)),
        }
    }
}

/// After an escape character: the rest of its sequence.
fn skip_escape(chars: &mut Chars<'_>) {
    match chars.clone().next() {
        Some('[') => {
            chars.next();
            skip_csi(chars);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            chars.next();
            skip_string(chars);
        }
        Some(' '..='/') => {
            while skip_if(chars, |c| matches!(c, ' '..='/')) {}
            skip_if(chars, |c| matches!(c, '0'..='~'));
        }
        Some('0'..='~') => {
            chars.next();
        }
        _ => {}
    }
}

/// Parameters, intermediates and the final character of a control sequence.
fn skip_csi(chars: &mut Chars<'_>) {
    while skip_if(chars, |c| matches!(c, ' '..='?')) {}
    skip_if(chars, |c| matches!(c, '@'..='~'));
}

/// The payload of a command string, up to its terminator. The next sequence ends it too, as
/// in a terminal; one that nothing ends takes only the rest of its line.
fn skip_string(chars: &mut Chars<'_>) {
    let start = chars.clone();
    loop {
        let before = chars.clone();
        match chars.next() {
            Some('\u{7}' | '\u{9c}' | '\u{18}' | '\u{1a}') => return,
            Some('\u{1b}') if skip_if(chars, |c| c == '\\') => return,
            Some('\u{1b}' | '\u{80}'..='\u{9f}') => {
                *chars = before;
                return;
            }
            Some(_) => {}
            None => break,
        }
    }
    *chars = start;
    while skip_if(chars, |c| !matches!(c, '\n' | '\r')) {}
}

fn skip_if(chars: &mut Chars<'_>, wanted: impl Fn(char) -> bool) -> bool {
    let found = chars.clone().next().is_some_and(wanted);
    if found {
        chars.next();
    }
    found
}

/// Text so far, and what decides whether an invisible character belongs to a visible one.
#[derive(Default)]
struct Builder {
    out: String,
    /// The last character, none after a blank.
    last: Option<char>,
    marks: usize,
}

impl Builder {
    fn blank(&mut self, c: char) {
        self.out.push(c);
        self.last = None;
    }

    /// Takes `c`, unless it is invisible here; `last` is what it would stand on. Says whether it was taken.
    fn push(&mut self, last: Option<char>, c: char, next: Option<char>) -> bool {
        if is_base(c) {
            self.marks = 0;
        } else if last.is_some_and(|last| self.belongs(last, c, next)) {
            self.marks += usize::from(!is_joiner(c));
        } else {
            return false;
        }
        self.out.push(c);
        self.last = Some(c);
        true
    }

    fn belongs(&self, last: char, c: char, next: Option<char>) -> bool {
        let joins = is_joining(last) && next.is_some_and(|next| is_joining(next) && is_base(next));
        match c {
            ZERO_WIDTH_NON_JOINER => joins,
            ZERO_WIDTH_JOINER => joins || (is_picture(last) || last == '\u{fe0f}') && next.is_some_and(is_picture),
            '\u{fe0e}' | '\u{fe0f}' => {
                is_picture(last) || is_ideograph(last) || matches!(last, '0'..='9' | '#' | '*') && next == Some(KEYCAP)
            }
            c if is_selector(c) => is_ideograph(last),
            _ => self.marks < MARKS,
        }
    }
}

/// Whether `c` stands on its own; what has no width stands on the one before.
fn is_base(c: char) -> bool {
    is_voicing(c) || UnicodeWidthChar::width(c).is_some_and(|width| width > 0) && !is_selector(c) && !is_joiner(c)
}

fn is_voicing(c: char) -> bool {
    matches!(c, '\u{ff9e}' | '\u{ff9f}')
}

fn is_joiner(c: char) -> bool {
    matches!(c, ZERO_WIDTH_JOINER | ZERO_WIDTH_NON_JOINER)
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Bidi controls, fillers, tags and other format characters that nobody sees.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Symbols that variation selectors and joiners make emoji of.
fn is_picture(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{27bf}'
        | '\u{2934}' | '\u{2935}' | '\u{2b00}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}'
        | '\u{1f000}'..='\u{1faff}')
}

/// Scripts whose letters a joiner or non-joiner shapes: Arabic to Thaana, the Indic ones, Mongolian.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{a840}'..='\u{a87f}' | '\u{fb50}'..='\u{fdcf}' | '\u{fe70}'..='\u{fefc}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(text: &str) -> String {
        clean_line(text, LINE_CHARS)
    }

    #[test]
    fn lines_are_made_safe() {
        let table = [
            ("Ada Lindqvist", "Ada Lindqvist"),
            ("  Ada \t\r\n Lindqvist\n", "Ada Lindqvist"),
            ("a\u{1b}[31;1mred\u{1b}[0m", "ared"),
            ("a\u{9b}31mred", "ared"),
            ("\u{1b}]0;title\u{7}name", "name"),
            ("\u{1b}]8;;https://evil.example\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
            ("\u{1b}]52;c;cm0gLXJm\u{9c}x", "x"),
            ("\u{1b}Pq#0;2;0\nsixel\u{1b}\\x", "x"),
            ("\u{1b}]0;never ended\nnext line", "next line"),
            ("\u{1b}]0;title\u{1b}[1mbold", "bold"),
            ("\u{1b}(Ba\u{1b}7b\u{1b}", "ab"),
            ("\u{1b}\u{1b}[2Jx", "x"),
            ("a\0b\u{8}c\u{7f}d", "abcd"),
            ("\u{202e}moc.live\u{202c}\u{2066}x\u{2069}\u{200f}", "moc.livex"),
            ("z\u{200b}e\u{ad}r\u{feff}o\u{e0041}", "zero"),
            ("\u{200d}\u{fe0f}a\u{200d}b\u{fe0f}", "ab"),
            ("👩\u{200d}💻 ❤\u{fe0f} 1\u{fe0f}\u{20e3}", "👩\u{200d}💻 ❤\u{fe0f} 1\u{fe0f}\u{20e3}"),
            ("👩\u{200d}\u{200d}💻\u{200d}", "👩\u{200d}💻"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("क्\u{200d}ष", "क्\u{200d}ष"),
            ("葛\u{e0100}城", "葛\u{e0100}城"),
            ("e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}x", "e\u{301}\u{301}\u{301}\u{301}x"),
            ("\u{301}a \u{301}b", "a b"),
            ("a\u{a0}\u{3000}b\u{2028}c\u{2800}", "a b c"),
            ("\u{3164}", ""),
            ("ﾊﾟﾝ", "ﾊﾟﾝ"),
        ];
        for (text, wanted) in table {
            assert_eq!(line(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn texts_keep_their_lines() {
        let text = |text| clean_text(text, TEXT_BYTES);
        assert_eq!(text("\n one  two \r\n\r\n\tthree\u{1b}[K \n\n"), "one  two\n\n    three");
        assert_eq!(text("a\rb\u{2029}c"), "a\nb\nc");
        assert_eq!(clean_text("héllo", 2), "h");
        assert_eq!(clean_text("a\n\n\nb", 3), "a");
    }

    #[test]
    fn caps_fall_between_graphemes() {
        assert_eq!(clean_line("abc👩\u{200d}💻", 5), "abc");
        assert_eq!(clean_line("abc👩\u{200d}💻", 6), "abc👩\u{200d}💻");
        assert_eq!(clean_line("ab cd", 3), "ab");
        assert_eq!(clean_line("👩\u{200d}💻", 2), "👩");
        assert_eq!(clean_line("abc", 0), "");
        assert_eq!(line(&"x".repeat(1000)).len(), LINE_CHARS);
        assert_eq!(clean_text(&"x\n".repeat(TEXT_BYTES), TEXT_BYTES).len(), TEXT_BYTES - 1);
    }

    #[test]
    fn a_million_of_anything_is_read_once() {
        let nasty = ["\u{1b}]", "\u{9d}x", "\u{1b}[", "🇫", "e\u{301}\u{301}", "\u{200d}", "👩\u{200d}", "\n", "word "];
        for piece in nasty {
            let text = piece.repeat(1_000_000 / piece.len());
            assert!(clean_line(&text, LINE_CHARS).chars().count() <= LINE_CHARS);
            assert!(clean_text(&text, TEXT_BYTES).len() <= TEXT_BYTES);
        }
    }

    /// Text as hostile as it comes: everything that has a rule here, mixed with anything.
    fn hostile() -> impl Strategy<Value = String> {
        let special = "\u{1b}[]P\\;m\u{7}\u{9b}\u{9d}\u{9c}\n\r\t \u{200d}\u{200c}\u{fe0f}\u{e0100}\u{301}\u{20e3}\
                       1👩💻❤葛میक्षहﾊﾟ\u{202e}\u{feff}é🇫";
        let one = prop_oneof![proptest::sample::select(special.chars().collect::<Vec<_>>()), any::<char>()];
        proptest::collection::vec(one, 0..60).prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #[test]
        fn a_clean_line_is_safe_short_and_stays(text in hostile(), max in 0_usize..50) {
            let clean = clean_line(&text, max);
            prop_assert!(clean.chars().count() <= max);
            prop_assert!(!clean.contains(|c: char| c.is_control() || is_unseen(c)));
            prop_assert_eq!(clean.trim(), &clean);
            prop_assert_eq!(clean_line(&clean, max), clean.clone());
        }

        #[test]
        fn a_clean_text_is_safe_short_and_stays(text in hostile(), max in 0_usize..200) {
            let clean = clean_text(&text, max);
            prop_assert!(clean.len() <= max);
            prop_assert!(!clean.contains(|c: char| c != '\n' && (c.is_control() || is_unseen(c))));
            prop_assert_eq!(clean_text(&clean, max), clean.clone());
        }

    }
}
