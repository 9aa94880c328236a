//! Which kind of act a word means: its name, a unique beginning of it, its letter, or another word for it.
//!
//! Must not know sentences.

use super::kind::{Direction, Kind, Kinds};

/// Other words for outbound kinds, as people say them.
const ALSO: &[(&str, &str)] = &[
    ("helped", "answered"),
    ("wrote", "messaged"),
    ("endorsed", "recommended"),
    ("followed", "connected"),
    ("called", "met"),
    ("promoted", "asked"),
    ("read", "listened"),
];

/// What a word is among the kinds of one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KindWord<'a> {
    /// That kind; owed from anybody where it was written as a capital, which only inbound kinds know.
    One(&'a Kind, bool),
    /// The beginning of several.
    Several(Vec<&'static str>),
    /// No kind.
    None,
}

/// Reads `answered`, `answ`, `a`; inbound `Mentioned` and `M` are owed too.
pub fn kind_word<'a>(kinds: &'a Kinds, direction: Direction, word: &str) -> KindWord<'a> {
    let word = word.trim_end_matches([':', ',', ';']);
    let owed = direction == Direction::In && word.starts_with(|c: char| c.is_uppercase());
    let lower = word.to_lowercase();
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        let key = if owed { letter.to_ascii_lowercase() } else { letter };
        return kinds.by_key(direction, key).map_or(KindWord::None, |kind| KindWord::One(kind, owed));
    }
    let also = ALSO.iter().find(|(also, _)| direction == Direction::Out && *also == lower).map(|(_, id)| *id);
    if let Some(kind) = kinds.find(direction, also.unwrap_or(&lower)) {
        return KindWord::One(kind, owed);
    }
    let fitting: Vec<&Kind> =
        kinds.all(direction).filter(|kind| !lower.is_empty() && kind.id.starts_with(&lower)).collect();
    match fitting.as_slice() {
        [] => KindWord::None,
        [one] => KindWord::One(one, owed),
        several => KindWord::Several(several.iter().map(|kind| kind.id).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::{Leaning, OwnKind};

    #[test]
    fn words_name_kinds() {
        let own = OwnKind { key: 'y', name: "mentored".to_owned(), leaning: Leaning::Give, minutes: 5 };
        let kinds = Kinds::new(&[own]).unwrap_or_default();
        let read = |direction, word: &str| match kind_word(&kinds, direction, word) {
            KindWord::One(kind, owed) => format!("{}{}", kind.id, if owed { ", owed" } else { "" }),
            KindWord::Several(ids) => ids.join(" or "),
            KindWord::None => String::new(),
        };
        let table = [
            (Direction::Out, "answered", "answered"),
            (Direction::Out, "Answered:", "answered"),
            (Direction::Out, "answ", "answered"),
            (Direction::Out, "a", "answered"),
            (Direction::Out, "S", "quoted"),
            (Direction::Out, "me", "messaged or met or mentored"),
            (Direction::Out, "met", "met"),
            (Direction::Out, "men", "mentored"),
            (Direction::Out, "as", "asked"),
            (Direction::Out, "re", "replied or recommended"),
            (Direction::Out, "helped", "answered"),
            (Direction::Out, "followed", "connected"),
            (Direction::Out, "book", ""),
            (Direction::Out, "", ""),
            (Direction::Out, ":", ""),
            (Direction::In, "mentioned", "mentioned"),
            (Direction::In, "Mentioned", "mentioned, owed"),
            (Direction::In, "q", "asked"),
            (Direction::In, "Q", "asked, owed"),
            (Direction::In, "followed", "followed"),
            (Direction::In, "helped", ""),
        ];
        for (direction, word, wanted) in table {
            assert_eq!(read(direction, word), wanted, "{word}");
        }
    }

    #[test]
    fn every_kind_is_named_by_its_id_and_its_letter() {
        let kinds = Kinds::default();
        for direction in [Direction::Out, Direction::In] {
            for kind in kinds.all(direction) {
                for word in [kind.id.to_owned(), kind.key.to_string()] {
                    assert_eq!(kind_word(&kinds, direction, &word), KindWord::One(kind, false), "{word}");
                }
            }
        }
    }
}
