//! A file of vCards cut into its cards, each with its line and ready for the parser.
//!
//! Owns what is to be mended before a card can be parsed. Must not know what a card says of anybody.

use crate::domain::incoming::Skipped;

use super::person::shown;

/// Properties that are dates. The parser reads them by the version of the card, and of `1984-03-09` in one of 4.0 it
/// drops the day: it gets them under a name that it does not know, without parameters, so that they stay text.
const DATES: &[&str] =
    &["BDAY", "ANNIVERSARY", "X-ABDATE", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-MS-ANNIVERSARY"];
/// What the parser is told before the name of a property that is a date.
pub const DATE_PREFIX: &str = "X-WRITTEN-";
/// Pictures, sounds and keys, which nobody here looks at and which are most of a file.
const HEAVY: &[&str] = &["PHOTO", "LOGO", "SOUND", "KEY", "X-MS-OL-DESIGN", "X-MS-CARDPICTURE"];

/// One card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawCard {
    /// The line of its beginning, from 1.
    pub line: u32,
    /// From `BEGIN` to `END`, lines ending in one line feed.
    pub text: String,
}

/// The cards of a text and what of it was left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cut {
    /// Those that have an end.
    pub cards: Vec<RawCard>,
    /// Those that have none, and what stands between cards.
    pub skipped: Vec<Skipped>,
}

/// Whether a line begins a card.
pub fn begins(line: &str) -> bool {
    marks(line, "BEGIN")
}

/// Cuts a text, once through. A card inside of another one (an `AGENT` of old) is left out of it.
pub fn cut(text: &str) -> Cut {
    let mut cut = Cut::default();
    let mut open: Option<Open> = None;
    let mut outside = false;
    for (n, line) in lines(text).enumerate() {
        let number = u32::try_from(n + 1).unwrap_or(u32::MAX);
        if begins(line) {
            match &mut open {
                Some(card) if card.agent => card.depth += 1,
                _ => {
                    cut.skipped.extend(open.take().map(Open::without_end));
                    open = Some(Open::at(number));
                }
            }
        } else if marks(line, "END") {
            match open.take() {
                Some(mut card) if card.depth > 0 => {
                    card.depth -= 1;
                    card.agent = card.depth > 0;
                    open = Some(card);
                }
                Some(card) => cut.cards.push(card.close()),
                None => cut.skipped.push(outside_at(number, line)),
            }
            outside = false;
        } else if let Some(card) = &mut open {
            card.push(line);
        } else if !line.trim().is_empty() && !std::mem::replace(&mut outside, true) {
            cut.skipped.push(outside_at(number, line));
        }
    }
    cut.skipped.extend(open.map(Open::without_end));
    cut
}

fn outside_at(line: u32, what: &str) -> Skipped {
    Skipped { line, what: shown(what), why: "it stands outside of a card".to_owned() }
}

/// A card whose end has not come yet.
struct Open {
    card: RawCard,
    /// Its name as far as a line says it, for what is told of a card without an end.
    named: String,
    /// Whether another card may begin inside.
    agent: bool,
    /// How many are open inside.
    depth: usize,
    /// Whether the lines that follow belong to a property that is left out.
    heavy: bool,
    /// Whether the line that follows belongs to a quoted-printable text, whatever it looks like.
    goes_on: bool,
}

impl Open {
    fn at(line: u32) -> Self {
        let text = "BEGIN:VCARD\n".to_owned();
        let card = RawCard { line, text };
        Self { card, named: String::new(), agent: false, depth: 0, heavy: false, goes_on: false }
    }

    fn push(&mut self, line: &str) {
        if self.depth > 0 {
            return;
        }
        if self.goes_on {
            self.goes_on = line.ends_with('=');
            return self.add(line);
        }
        if line.starts_with([' ', '\t']) {
            if !self.heavy {
                self.add(line);
            }
            return;
        }
        // what base 64 goes on without a blank has no colon in it
        if self.heavy && !line.contains(':') {
            return;
        }
        let Some((front, value)) = split(line) else {
            self.agent &= line.trim().is_empty();
            return self.add(line);
        };
        let (path, _) = front.split_once(';').unwrap_or((front, ""));
        let (group, name) = path.rsplit_once('.').map_or(("", path), |(group, name)| (group, name));
        let is = |names: &[&str]| names.iter().any(|one| name.trim().eq_ignore_ascii_case(one));
        self.agent = is(&["AGENT"]) && value.trim().is_empty();
        self.heavy = is(HEAVY);
        if self.heavy {
            return;
        }
        self.goes_on = line.ends_with('=') && front.to_ascii_uppercase().contains("QUOTED-PRINTABLE");
        if self.named.is_empty() && is(&["FN", "N"]) {
            value.clone_into(&mut self.named);
        }
        if is(DATES) {
            let dot = if group.is_empty() { "" } else { "." };
            self.add(&format!("{group}{dot}{DATE_PREFIX}{}:{value}", name.trim().to_ascii_uppercase()));
        } else {
            self.add(line);
        }
    }

    fn add(&mut self, line: &str) {
        self.card.text.push_str(line);
        self.card.text.push('\n');
    }

    fn close(mut self) -> RawCard {
        self.add("END:VCARD");
        self.card
    }

    fn without_end(self) -> Skipped {
        Skipped { line: self.card.line, what: shown(&self.named), why: "the card has no end".to_owned() }
    }
}

/// Name and parameters before the first colon that is not quoted, and the value behind it.
fn split(line: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let at = line.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    })?;
    Some((&line[..at], &line[at + 1..]))
}

fn marks(line: &str, word: &str) -> bool {
    let Some((front, what)) = line.split_once(':') else { return false };
    let front = front.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    front.eq_ignore_ascii_case(word) && what.trim().eq_ignore_ascii_case("VCARD")
}

/// Lines that end in a line feed, a carriage return or both.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Lines = Vec<(u32, String)>;

    fn told(text: &str) -> (Lines, Lines) {
        let cut = cut(text);
        let cards = cut.cards.into_iter().map(|card| (card.line, card.text.replace('\n', "|"))).collect();
        (cards, cut.skipped.into_iter().map(|one| (one.line, format!("{}: {}", one.what, one.why))).collect())
    }

    #[test]
    fn cards_are_cut_with_their_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let text =
                "\u{feff}begin:vcard\nFN:Ada\nend:vcard \n\n BEGIN:VCARD\nFN:Bo\n lt\nEND:VCARD".replace('\n', end);
            let cards = [(1, "BEGIN:VCARD|FN:Ada|END:VCARD|"), (5, "BEGIN:VCARD|FN:Bo| lt|END:VCARD|")];
            let cards = cards.map(|(line, text)| (line, text.to_owned()));
            assert_eq!(told(&text), (cards.to_vec(), Vec::new()), "{end:?}");
        }
    }

    #[test]
    fn a_card_without_an_end_costs_no_other() {
        let (cards, skipped) = told(
            "junk\nmore junk\nBEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\nEND:VCARD\nBEGIN:VCARD\nN:Lost;Cy",
        );
        assert_eq!(cards, [(5, "BEGIN:VCARD|FN:Bo|END:VCARD|".to_owned())]);
        let wanted = [
            (1, "junk: it stands outside of a card"),
            (3, "Ada: the card has no end"),
            (8, "END:VCARD: it stands outside of a card"),
            (9, "Lost;Cy: the card has no end"),
        ];
        assert_eq!(skipped, wanted.map(|(line, why)| (line, why.to_owned())));
    }

    #[test]
    fn a_text_that_goes_on_is_no_property() {
        let text = "BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=\nKey: b=\n\nFN:Ada\nEND:VCARD";
        let wanted = "BEGIN:VCARD|NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=|Key: b=||FN:Ada|END:VCARD|";
        assert_eq!(told(text), (vec![(1, wanted.to_owned())], Vec::new()));
    }

    #[test]
    fn what_is_heavy_or_somebody_elses_is_left_out() {
        let text = "BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nFN:Somebody Else\nEND:VCARD\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\n AAA=\n\nFN:Ada\n\
                    item1.KEY;X509;ENCODING=BASE64:\nAAAA\nBBBB==\nitem2.x-abdate;value=date;type=\"a:b\":2010-05-05\nBDAY;VALUE=date:1604-03-09\nEND:VCARD\n";
        let wanted =
            "BEGIN:VCARD|AGENT:|FN:Ada|item2.X-WRITTEN-X-ABDATE:2010-05-05|X-WRITTEN-BDAY:1604-03-09|END:VCARD|";
        assert_eq!(told(text), (vec![(1, wanted.to_owned())], Vec::new()));
    }
}
