//! One key press as the program sees it: parsed from the config, printed on the screen.
//!
//! Owns the words of keys and the rule that tells a paste from typing. Must not
//! know any terminal library, nor which action a key stands for.

use std::fmt;
use std::str::FromStr;

/// What was pressed, without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character, as it would be typed: `g`, `G`, `?`, a blank.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// The tabulator; going back is the same with shift.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 24.
    Function(u8),
}

/// One key press in its normal form: a character carries its own shift (`G`, never
/// shift and `g`), and with ctrl a letter is small, since terminals do not tell the
/// two apart. [`Key::new`] brings any press into that form.
#[expect(clippy::struct_excessive_bools, reason = "modifiers are set independently, on the keyboard too")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// With control.
    pub ctrl: bool,
    /// With alt (or meta).
    pub alt: bool,
    /// With shift; never set for a character.
    pub shift: bool,
    /// The terminal says that the key is held. Not part of the binding: look a key up by [`Key::once`].
    pub repeat: bool,
}

/// A word that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{word}\" is no key: write one character (g, G, ?), or space, enter, esc, tab, backspace, delete, insert, up, \
     down, left, right, home, end, pageup, pagedown, f1 to f24; before it ctrl-, alt- or shift-"
)]
pub struct UnknownKey {
    /// The word as it was written.
    pub word: String,
}

/// Word in the config, label on the screen.
const NAMES: [(Code, &str, &str); 15] = [
    (Code::Char(' '), "space", "Space"),
    (Code::Enter, "enter", "Enter"),
    (Code::Esc, "esc", "Esc"),
    (Code::Tab, "tab", "Tab"),
    (Code::Backspace, "backspace", "Backspace"),
    (Code::Delete, "delete", "Del"),
    (Code::Insert, "insert", "Ins"),
    (Code::Up, "up", "Up"),
    (Code::Down, "down", "Down"),
    (Code::Left, "left", "Left"),
    (Code::Right, "right", "Right"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
    (Code::PageUp, "pageup", "PgUp"),
    (Code::PageDown, "pagedown", "PgDn"),
];

/// Other words for the same, understood but never printed.
const ALIASES: [(&str, Code); 8] = [
    ("return", Code::Enter),
    ("escape", Code::Esc),
    ("del", Code::Delete),
    ("ins", Code::Insert),
    ("pgup", Code::PageUp),
    ("pgdn", Code::PageDown),
    ("minus", Code::Char('-')),
    ("plus", Code::Char('+')),
];

const LAST_FUNCTION: u8 = 24;

/// More printable characters than this in one read, outside a field, are a paste.
const TYPED_AT_ONCE: usize = 20;

impl Key {
    /// A key with its modifiers, brought into the normal form.
    pub fn new(code: Code, ctrl: bool, alt: bool, shift: bool) -> Self {
        let plain = Self { code, ctrl, alt, shift, repeat: false };
        let Code::Char(letter) = code else { return plain };
        let letter = match letter {
            letter if ctrl => letter.to_ascii_lowercase(),
            letter if shift => letter.to_ascii_uppercase(),
            letter => letter,
        };
        Self { code: Code::Char(letter), shift: false, ..plain }
    }

    /// A key without modifiers.
    pub fn of(code: Code) -> Self {
        Self::new(code, false, false, false)
    }

    /// A character without modifiers.
    pub fn char(letter: char) -> Self {
        Self::of(Code::Char(letter))
    }

    /// A character with control.
    pub fn ctrl(letter: char) -> Self {
        Self::new(Code::Char(letter), true, false, false)
    }

    /// The same key as if it were pressed once: what bindings are compared by.
    #[must_use]
    pub fn once(self) -> Self {
        Self { repeat: false, ..self }
    }

    /// The same key reported as held.
    #[must_use]
    pub fn held(self) -> Self {
        Self { repeat: true, ..self }
    }

    /// The character that it types into a field, if it types one.
    pub fn text(self) -> Option<char> {
        match self.code {
            Code::Char(letter) if !self.ctrl && !self.alt => Some(letter),
            _ => None,
        }
    }

    /// How it reads on the screen: `Ctrl-D`, `Space`, `G`, `F2`.
    pub fn label(self) -> String {
        let modifiers = [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")];
        let before: String = modifiers.iter().filter(|(set, _)| *set).map(|(_, word)| *word).collect();
        match (self.code, NAMES.iter().find(|(code, ..)| *code == self.code)) {
            (_, Some((_, _, name))) => before + name,
            (Code::Function(number), None) => format!("{before}F{number}"),
            // people write Ctrl-D, not Ctrl-d; with alt the case tells two keys apart
            (Code::Char(letter), None) if self.ctrl => format!("{before}{}", letter.to_ascii_uppercase()),
            (Code::Char(letter), None) => format!("{before}{letter}"),
            (_, None) => before,
        }
    }
}

/// The word of the config: `ctrl-d`, `space`, `G`, `f2`. [`Key::from_str`] reads it back.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (set, word) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if set {
                f.write_str(word)?;
            }
        }
        match (self.code, NAMES.iter().find(|(code, ..)| *code == self.code)) {
            (_, Some((_, word, _))) => f.write_str(word),
            (Code::Function(number), None) => write!(f, "f{number}"),
            (Code::Char(letter), None) => write!(f, "{letter}"),
            (_, None) => Ok(()),
        }
    }
}

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownKey { word: word.to_owned() };
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = word;
        // what is left must stay a key: in "ctrl--" the last sign is the key
        while let Some((modifier, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            match modifier.to_ascii_lowercase().as_str() {
                "ctrl" | "control" if !ctrl => ctrl = true,
                "alt" | "meta" if !alt => alt = true,
                "shift" if !shift => shift = true,
                _ => return Err(unknown()),
            }
            rest = after;
        }
        let code = code(rest).ok_or_else(unknown)?;
        match code {
            // shift and a sign is another sign on each keyboard: only the sign itself is sure
            Code::Char(letter) if shift && !letter.is_ascii_alphabetic() => Err(unknown()),
            _ => Ok(Self::new(code, ctrl, alt, shift)),
        }
    }
}

/// The text of a read that is a paste although the terminal did not bracket it: it
/// holds `://` or more than twenty printable characters. Keys that are no text in it
/// are left out; a held key (one character over and over) is no paste.
///
/// To be asked outside a field only: in a field, letters are text anyway.
pub fn pasted(read: &[Key]) -> Option<String> {
    let text: String = read
        .iter()
        .filter_map(|key| match key.code {
            Code::Enter => Some('\n'),
            Code::Tab => Some('\t'),
            // a line feed: some terminals paste line ends as they are
            Code::Char('j') if key.ctrl => Some('\n'),
            _ => key.text(),
        })
        .collect();
    let mut letters = text.chars().filter(|letter| !letter.is_control());
    let first = letters.next()?;
    let (count, held) = letters.fold((1, true), |(count, held), letter| (count + 1, held && letter == first));
    (text.contains("://") || (count > TYPED_AT_ONCE && !held)).then_some(text)
}

fn code(word: &str) -> Option<Code> {
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        // a blank has a name; other blanks and control characters are no keys to write down
        return (!letter.is_whitespace() && !letter.is_control()).then_some(Code::Char(letter));
    }
    let word = word.to_ascii_lowercase();
    if let Some((code, ..)) = NAMES.iter().find(|(_, name, _)| *name == word) {
        return Some(*code);
    }
    if let Some((_, code)) = ALIASES.iter().find(|(alias, _)| *alias == word) {
        return Some(*code);
    }
    let digits = word.strip_prefix('f').filter(|digits| digits.chars().all(|digit| digit.is_ascii_digit()))?;
    digits.parse().ok().filter(|number| (1..=LAST_FUNCTION).contains(number)).map(Code::Function)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_key() -> impl Strategy<Value = Key> {
        let named: Vec<Code> = NAMES.iter().map(|(code, ..)| *code).collect();
        let code = prop_oneof![
            any::<char>().prop_filter("a key to write", |c| !c.is_whitespace() && !c.is_control()).prop_map(Code::Char),
            proptest::char::range('!', '~').prop_map(Code::Char),
            proptest::sample::select(named),
            (1..=LAST_FUNCTION).prop_map(Code::Function),
        ];
        (code, any::<[bool; 3]>()).prop_map(|(code, [ctrl, alt, shift])| Key::new(code, ctrl, alt, shift))
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(key in any_key()) {
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }

        #[test]
        fn the_normal_form_is_stable(key in any_key()) {
            prop_assert_eq!(Key::new(key.code, key.ctrl, key.alt, key.shift), key);
        }

        #[test]
        fn any_text_is_a_key_or_refused_by_name(word in ".{0,12}") {
            match word.parse::<Key>() {
                Ok(key) => prop_assert_eq!(key.to_string().parse(), Ok(key)),
                Err(unknown) => prop_assert_eq!(unknown.word, word),
            }
        }

        #[test]
        fn a_label_is_never_empty(key in any_key()) {
            prop_assert!(!key.label().is_empty());
        }
    }

    #[test]
    fn words_and_labels() {
        for (word, label) in [
            ("g", "g"),
            ("G", "G"),
            ("<", "<"),
            ("-", "-"),
            ("+", "+"),
            ("ctrl-d", "Ctrl-D"),
            ("ctrl--", "Ctrl--"),
            ("alt-x", "Alt-x"),
            ("alt-X", "Alt-X"),
            ("ctrl-alt-x", "Ctrl-Alt-X"),
            ("space", "Space"),
            ("ctrl-space", "Ctrl-Space"),
            ("shift-tab", "Shift-Tab"),
            ("pageup", "PgUp"),
            ("f2", "F2"),
            ("é", "é"),
        ] {
            let key = word.parse::<Key>();
            assert_eq!(key.as_ref().map(|key| key.label()), Ok(label.to_owned()), "{word}");
            assert_eq!(key.map(|key| key.to_string()), Ok(word.to_owned()));
        }
    }

    #[test]
    fn one_key_has_many_spellings() {
        for (word, same) in [
            ("Ctrl-D", "ctrl-d"),
            ("CTRL-d", "ctrl-d"),
            ("shift-g", "G"),
            ("Space", "space"),
            ("PgDn", "pagedown"),
            ("escape", "esc"),
            ("F2", "f2"),
            ("minus", "-"),
            ("alt-ctrl-x", "ctrl-alt-x"),
        ] {
            assert_eq!(word.parse::<Key>(), same.parse::<Key>(), "{word}");
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for word in ["", " ", "gg", "ctrl-", "hyper-x", "ctrl-ctrl-x", "f0", "f25", "f1x", "shift-1", "\u{1b}", "\t"] {
            assert!(word.parse::<Key>().is_err(), "{word:?}");
        }
    }

    #[test]
    fn a_held_key_is_the_same_binding() {
        let key = Key::char(' ').held();
        assert!(key.repeat && key != Key::char(' '));
        assert_eq!(key.once(), Key::char(' '));
    }

    #[test]
    fn a_burst_is_a_paste_and_typing_is_not() {
        let keys = |text: &str| -> Vec<Key> {
            text.chars().map(|c| if c == '\n' { Key::of(Code::Enter) } else { Key::char(c) }).collect()
        };
        for text in ["https://a.io", "x://", "Ada Lindqvist, Rust forum", "one\ntwo\nthree and four and"] {
            assert_eq!(pasted(&keys(text)), Some(text.to_owned()));
        }
        // keys typed ahead, exactly twenty, a held key, nothing
        for text in ["jjkka2r", "abcdefghijklmnopqrst", &"j".repeat(400), "", "\n\n\n"] {
            assert_eq!(pasted(&keys(text)), None, "{text:?}");
        }
        // what types nothing does not count
        let mut read = keys("abcdefghijklmnopqrst");
        read.extend([Key::ctrl('d'), Key::of(Code::Up), Key::new(Code::Char('x'), false, true, false)]);
        assert_eq!(pasted(&read), None);
    }
}
