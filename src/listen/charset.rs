//! Bytes from the network to text, whatever they say of themselves.
//!
//! A mark of byte order decides, then what the bytes themselves can only be, then what is declared, then a guess. Must not
//! know what the text is.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::markup::WINDOWS;

/// A declaration stands within so many bytes.
const DECLARED_WITHIN: usize = 1024;
/// Fewer letters beyond ASCII are not enough to guess a code page from.
const LEAST_TO_GUESS: usize = 8;

/// `bytes` as text. `content_type` is what the server said, empty where it said nothing.
pub fn decode(bytes: &[u8], content_type: &str) -> String {
    let text = decode_as_said(bytes, content_type);
    // letters of Windows that something took for those of Latin-1: nobody writes these control characters
    let is_control = |letter: char| ('\u{80}'..='\u{9f}').contains(&letter);
    if !text.contains(is_control) {
        return text;
    }
    text.chars().map(|letter| if is_control(letter) { WINDOWS[letter as usize - 0x80] } else { letter }).collect()
}

fn decode_as_said(bytes: &[u8], content_type: &str) -> String {
    if let Some(text) = wide(bytes) {
        return text;
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    let declared = named(content_type).or_else(|| declared(bytes));
    match std::str::from_utf8(bytes) {
        // text with letters beyond ASCII that is valid UTF-8 is nothing else, whatever is declared
        Ok(text) if !text.is_ascii() || !declared.is_some_and(is_seven_bit) => return text.to_owned(),
        _ => {}
    }
    let encoding = match declared {
        Some(encoding) if encoding != UTF_8 && encoding.is_ascii_compatible() || declared.is_some_and(is_seven_bit) => {
            declared.unwrap_or(encoding)
        }
        // a few broken letters in what is else UTF-8
        _ if mostly_utf8(bytes) => UTF_8,
        _ => guessed(bytes),
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-32, which browsers no longer read but old feeds still are in.
fn wide(bytes: &[u8]) -> Option<String> {
    let read: fn([u8; 4]) -> u32 = match bytes.get(..4)? {
        [0, 0, 0xfe, 0xff] | [0, 0, 0, b'<'] => u32::from_be_bytes,
        [0xff, 0xfe, 0, 0] | [b'<', 0, 0, 0] => u32::from_le_bytes,
        _ => return None,
    };
    let letters = bytes.chunks(4).map(|four| {
        let four = <[u8; 4]>::try_from(four).map_or(u32::MAX, read);
        char::from_u32(four).unwrap_or(char::REPLACEMENT_CHARACTER)
    });
    Some(letters.filter(|letter| *letter != '\u{feff}').collect())
}

fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes.get(..4)? {
        [b'<' | b'{', 0, second, 0] if *second != 0 => Some(UTF_16LE),
        [0, b'<' | b'{', 0, second] if *second != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a content type names: `text/xml; charset="koi8-r"`.
fn named(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let (_, value) = lower.split_once("charset")?;
    label(value)
}

/// The encoding that the text declares of itself, as XML or HTML does.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(DECLARED_WITHIN).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let xml = head.find("<?xml").and_then(|at| {
        let declaration = &head[at..];
        let (declaration, _) = declaration.split_once('>')?;
        label(declaration.split_once("encoding")?.1)
    });
    // the meta tag of a page
    xml.or_else(|| head.split("<meta").skip(1).find_map(|tag| label(tag.split('>').next()?.split_once("charset")?.1)))
}

/// The encoding behind an equals sign, in quotes or not.
fn label(text: &str) -> Option<&'static Encoding> {
    let text = text.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']).trim_start();
    let end = text.find(|c: char| c.is_whitespace() || "\"';,?/>".contains(c)).unwrap_or(text.len());
    let name = text[..end].trim();
    let known = Encoding::for_label(name.as_bytes());
    // UTF-16 without its mark would have shown itself; who can read the word UTF-16 reads something else
    known.filter(|encoding| ![UTF_16LE, UTF_16BE].contains(encoding) && *encoding != encoding_rs::REPLACEMENT)
}

/// Whether text in this encoding looks like ASCII.
fn is_seven_bit(encoding: &'static Encoding) -> bool {
    encoding == encoding_rs::ISO_2022_JP
}

/// Whether most of what is beyond ASCII is whole UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken.saturating_mul(3)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    // a handful of letters says nothing: then the code page of most
    if bytes.iter().filter(|byte| !byte.is_ascii()).count() < LEAST_TO_GUESS {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == UTF_8 { WINDOWS_1252 } else { guess }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let units = text.encode_utf16();
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn marks_of_byte_order_decide() {
        let text = "<a>Zoë 🦆</a>";
        assert_eq!(decode(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), "text/xml; charset=latin1"), text);
        for big in [false, true] {
            let mark = if big { [0xfe, 0xff] } else { [0xff, 0xfe] };
            assert_eq!(decode(&[&mark[..], &utf16(text, big)].concat(), "text/xml; charset=utf-8"), text);
            assert_eq!(decode(&utf16(text, big), ""), text, "without a mark");
        }
        let wide: Vec<u8> = "\u{feff}<a>ü".chars().flat_map(|letter| u32::from(letter).to_be_bytes()).collect();
        assert_eq!(decode(&wide, ""), "<a>ü");
    }

    #[test]
    fn what_is_declared_is_believed_where_it_can_be() {
        let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><a>Zo\xeb</a>";
        let table: [(&[u8], &str, &str); 10] = [
            (latin, "", "Zoë"),
            // the server knows better, so it says
            (
                b"<?xml version='1.0' encoding='utf-8'?><a>\xda\xcf\xd1</a>",
                "application/rss+xml;charset= \"koi8-r\"",
                "зоя",
            ),
            // valid UTF-8 is UTF-8
            ("<?xml version='1.0' encoding='windows-1252'?><a>Zoë</a>".as_bytes(), "text/xml; charset=us-ascii", "Zoë"),
            (b"<?xml version='1.0' encoding='utf-8'?><a>Ana\xefs</a>", "", "Anaïs"),
            ("<?xml version='1.0' encoding='invalid'?><a>테스트</a>".as_bytes(), "", "테스트"),
            (b"<html><head><meta charset=\"windows-1251\"><p>\xe7\xee\xff", "text/html", "зоя"),
            (b"<?xml encoding='iso-2022-jp'?><a>\x1b$B;3\x1b(B</a>", "", "山"),
            (b"<a>\x93so\x94</a>", "text/xml; charset=iso-8859-1", "“so”"),
            (b"<a>don\xc2\x92t</a>", "", "don’t"),
            (b"<?xml version='1.0' encoding='utf-16'?><a>plain</a>", "", "plain"),
        ];
        for (bytes, content_type, wanted) in table {
            let text = decode(bytes, content_type);
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
    }

    #[test]
    fn a_few_broken_letters_do_not_change_the_rest() {
        let bytes = [&b"caf\xff "[..], "Zoë Müller, Łódź, 山".as_bytes()].concat();
        assert_eq!(decode(&bytes, ""), "caf\u{fffd} Zoë Müller, Łódź, 山");
        for bytes in [&b""[..], b"\xff", b"\xfe\xff\xd8", b"\0\0\xfe\xff\0"] {
            decode(bytes, "text/xml; charset");
        }
    }

    #[test]
    fn old_code_pages_are_guessed() {
        let text = "Сегодня мы говорим о том, как правильно поливать огород летом.";
        let (bytes, _, _) = encoding_rs::KOI8_R.encode(text);
        assert_eq!(decode(&bytes, ""), text);
    }
}
