//! Bytes to text, whatever program wrote them: UTF-8, UTF-16 with a mark, else Windows-1252.
//!
//! Must not know what the text says.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::domain::incoming::Unreadable;

/// The most that is read of one file, in bytes.
pub const MOST_BYTES: usize = 64 << 20;

/// A text and what is to be known of its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Without its mark of byte order, lines ending as they did.
    pub text: String,
    /// "read as Windows-1252, since it is not UTF-8"; none where nothing had to be guessed.
    pub note: Option<String>,
}

/// Reads bytes as text. A mark of byte order decides; without one UTF-8 where all of it is, else Windows-1252, the
/// code page of most old exports.
///
/// # Errors
/// Where it is no text at all: a picture, a program, a file of zeros; or larger than [`MOST_BYTES`].
pub fn decode(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::new(format!(
            "it has {} MB, and no more than {} MB are read: split it",
            bytes.len() >> 20,
            MOST_BYTES >> 20
        )));
    }
    let whole;
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
        None => {
            whole = with_whole_letters(bytes);
            if std::str::from_utf8(&whole).is_ok() { (UTF_8, whole.as_slice()) } else { (WINDOWS_1252, bytes) }
        }
    };
    let (text, broken) = encoding.decode_without_bom_handling(rest);
    if is_no_text(&text) {
        return Err(Unreadable::new("it is not a text file"));
    }
    let note = if encoding == WINDOWS_1252 {
        Some("read as Windows-1252, since it is not UTF-8".to_owned())
    } else {
        broken.then(|| format!("some of it is not {}: what could not be read stands as \u{fffd}", encoding.name()))
    };
    Ok(Decoded { text: text.into_owned(), note })
}

/// UTF-8 whose long lines an old writer of cards folded by bytes, in the middle of a letter: each fold that cuts one
/// comes behind it instead.
fn with_whole_letters(bytes: &[u8]) -> Vec<u8> {
    let goes_on = |byte: &u8| (0x80..0xc0).contains(byte);
    let mut whole = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let fold = [&b"\r\n "[..], b"\n ", b"\r\n\t", b"\n\t"].into_iter().find(|fold| bytes[at..].starts_with(fold));
        if let Some(fold) = fold.filter(|_| whole.last().is_some_and(|last| *last >= 0x80)) {
            let rest = &bytes[at + fold.len()..];
            let letter = rest.iter().take(3).take_while(|byte| goes_on(byte)).count();
            whole.extend_from_slice(&rest[..letter]);
            whole.extend_from_slice(fold);
            at += fold.len() + letter;
        } else {
            whole.push(bytes[at]);
            at += 1;
        }
    }
    whole
}

/// Whether a text is none: of its beginning a tenth or more are control characters.
fn is_no_text(text: &str) -> bool {
    let (mut all, mut odd) = (0_usize, 0_usize);
    for letter in text.chars().take(4_096) {
        all += 1;
        odd += usize::from(letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{c}' | '\u{1b}'));
    }
    all > 0 && odd * 10 >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_is_read() {
        let read = |bytes: &[u8]| decode(bytes).map(|decoded| (decoded.text, decoded.note.is_some()));
        let utf16 = |text: &str, big: bool| -> Vec<u8> {
            let mark = if big { vec![0xfe, 0xff] } else { vec![0xff, 0xfe] };
            let units = text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
            mark.into_iter().chain(units).collect()
        };
        assert_eq!(read("Zoë\r\n".as_bytes()), Ok(("Zoë\r\n".to_owned(), false)));
        assert_eq!(read(b"\xef\xbb\xbfZo\xc3\xab"), Ok(("Zoë".to_owned(), false)));
        assert_eq!(read(b"Zo\xeb \x80"), Ok(("Zoë €".to_owned(), true)));
        for big in [false, true] {
            assert_eq!(read(&utf16("Zoë 🦆", big)), Ok(("Zoë 🦆".to_owned(), false)));
        }
        assert_eq!(read(b"\xef\xbb\xbfa\xff"), Ok(("a\u{fffd}".to_owned(), true)));
        // folded inside of a letter
        assert_eq!(
            read(b"FN:Zo\xc3\r\n \xab M\xf0\x9f\n\t\xa6\x86"),
            Ok(("FN:Zo\u{eb}\r\n  M\u{1f986}\n\t".to_owned(), false))
        );
        assert_eq!(read(b""), Ok((String::new(), false)));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(decode(&[0; 100]).is_err());
        assert!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\0").is_err());
        assert!(decode(&vec![b'a'; MOST_BYTES + 1]).is_err());
        // one stray NUL in a table is no reason
        assert!(decode(b"Name,Mail\nAda\0,ada@mail.example\nBo,bo@mail.example").is_ok());
    }
}
