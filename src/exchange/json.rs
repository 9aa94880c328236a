//! JSON of other programs, within bounds: how deep it nests, how many values it holds, and one document or several
//! behind each other.
//!
//! Must not know what any of it means.

use serde_json::{Deserializer, Value};

use crate::domain::incoming::Unreadable;

/// The deepest nesting that is read; the library itself gives up at 128.
const DEEPEST: usize = 100;
/// The most values that are read of one file: what they take in memory is many times what they take in a file.
const MOST_VALUES: usize = 2_000_000;
/// The most documents in one file.
const MOST_DOCUMENTS: usize = 10_000;
/// So much of a text is looked at to tell what it is, in bytes.
const BEGINNING: usize = 4_096;

/// The documents of a text.
#[derive(Debug, PartialEq)]
pub struct Documents {
    /// At least one.
    pub values: Vec<Value>,
    /// Why the rest behind them was not read; none where all was.
    pub broken: Option<Unreadable>,
}

/// Reads all documents of a text.
///
/// # Errors
/// Where not even the first can be read, or all of it is too much.
pub fn documents(text: &str) -> Result<Documents, Unreadable> {
    check(text)?;
    let mut documents = Documents { values: Vec::new(), broken: None };
    for value in Deserializer::from_str(text).into_iter::<Value>() {
        match value {
            Ok(_) if documents.values.len() == MOST_DOCUMENTS => {
                return Err(Unreadable::new(format!("it holds more than {MOST_DOCUMENTS} documents: split it")));
            }
            Ok(value) => documents.values.push(value),
            Err(error) => {
                documents.broken = Some(unreadable(&error));
                break;
            }
        }
    }
    match documents.broken {
        Some(why) if documents.values.is_empty() => Err(why),
        None if documents.values.is_empty() => Err(Unreadable::new("it is empty")),
        broken => Ok(Documents { broken, ..documents }),
    }
}

/// Reads a text that is one document.
///
/// # Errors
/// Where it is broken, too much, or something stands behind it.
pub fn document(text: &str) -> Result<Value, Unreadable> {
    check(text)?;
    serde_json::from_str(text).map_err(|error| unreadable(&error))
}

/// Whether a text stays within the bounds, before any of it is kept.
///
/// # Errors
/// Where it nests too deep or holds too much.
pub fn check(text: &str) -> Result<(), Unreadable> {
    let (mut depth, mut values, mut line) = (0_usize, 0_usize, 1_u32);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        line = line.saturating_add(u32::from(byte == b'\n'));
        if quoted {
            quoted = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'[' | b'{' => (depth, values) = (depth + 1, values + 1),
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Err(Unreadable { line, why: format!("it nests deeper than {DEEPEST} levels") });
        }
        if values > MOST_VALUES {
            return Err(Unreadable { line, why: format!("it holds more than {MOST_VALUES} values: split it") });
        }
    }
    Ok(())
}

/// What is wrong with a text, in plain words.
pub fn unreadable(error: &serde_json::Error) -> Unreadable {
    let why = if error.is_eof() {
        "it stops in the middle: export it again"
    } else {
        "what stands there is no JSON: export it again"
    };
    Unreadable { line: u32::try_from(error.line()).unwrap_or(u32::MAX), why: why.to_owned() }
}

/// What is told where the rest of a text was not read.
pub fn unread(why: &Unreadable) -> String {
    format!("from line {} on nothing was read: {}", why.line, why.why)
}

/// So much of a text as tells what it is.
pub fn beginning(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.floor_char_boundary(BEGINNING)]
}

/// The first key of a text that is an object; none where it is anything else.
pub fn first_key(text: &str) -> Option<&str> {
    let inside = text.trim_start().strip_prefix('{')?.trim_start().strip_prefix('"')?;
    inside.split_once('"').map(|(key, _)| key).filter(|key| key.len() < 80)
}

/// The text of a key; empty where there is none.
pub fn said<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The number or text of a key as text, as ids are written either way; empty where there is none.
pub fn id(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The list of a key; empty where there is none.
pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_documents_are_read_as_far_as_they_go() {
        let table =
            [("[1]", 1, None), ("[1][2]\n[3]", 3, None), ("[1]\n[2,", 1, Some(2)), ("{\"a\":1}\nnonsense", 1, Some(2))];
        for (text, values, broken) in table {
            let read = documents(text).map(|read| (read.values.len(), read.broken.map(|why| why.line)));
            assert_eq!(read, Ok((values, broken)), "{text}");
        }
        for text in ["", "  ", "nonsense", "[1,", "{\"a\"", "\"a"] {
            assert!(documents(text).is_err() && document(text).is_err(), "{text}");
        }
        assert!(document("[1][2]").is_err());
        assert!(documents(&"1 ".repeat(MOST_DOCUMENTS + 1)).is_err());
    }

    #[test]
    fn what_nests_too_deep_or_holds_too_much_is_refused() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(document(&nested(DEEPEST)).is_ok());
        // far deeper than any stack, closed or not
        for text in [nested(DEEPEST + 1), nested(1_000_000), "[{\"a\":".repeat(1_000_000)] {
            assert!(document(&text).is_err_and(|why| why.why.contains("deeper") && why.line == 1));
        }
        // without our own bound the library's holds
        assert!(serde_json::from_str::<Value>(&nested(200)).is_err());
        // brackets inside of a text nest nothing
        assert!(document(&format!("[\"\\\"{}\"]", "[".repeat(1_000))).is_ok());
        let many = format!("[\n{}0]", "0,".repeat(MOST_VALUES + 1));
        assert!(document(&many).is_err_and(|why| why.why.contains("split") && why.line == 2));
    }
}
