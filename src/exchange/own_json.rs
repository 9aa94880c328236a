//! Our own file of everything: one JSON object, a list for each table, a row a line.
//!
//! Written and read as a stream, whatever its size. Owns the form; must not know what the tables mean.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Read, Write};

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::domain::incoming::Unreadable;
use crate::domain::record::{Cell, Piece, Record};
use crate::domain::text::is_unsafe;

/// The version of the form.
const SCHEMA: u64 = 1;
/// Whose form it is.
const FORMAT: &str = "rounds";
/// So much of a text is looked at to tell whether it is one.
const WITHIN: usize = 400;

/// Writes a file of everything.
#[derive(Debug)]
pub struct Writer<W: Write> {
    to: W,
    /// A table is open, and whether it has a row.
    open: Option<bool>,
    line: String,
}

impl<W: Write> Writer<W> {
    /// Begins the file; `at` is when it is written, as RFC 3339.
    ///
    /// # Errors
    /// Those of the output, here and below.
    pub fn new(mut to: W, at: &str) -> io::Result<Self> {
        write!(to, "{{\n\"schema\": {SCHEMA},\n\"format\": \"{FORMAT}\",\n\"exported_at\": {}", quoted(at))?;
        Ok(Self { to, open: None, line: String::new() })
    }

    /// Writes what comes next.
    pub fn write(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        match piece {
            Piece::Table(name) => {
                self.close()?;
                write!(self.to, ",\n{}: [", quoted(name))?;
                self.open = Some(false);
                Ok(())
            }
            Piece::Row(record) => {
                self.line.clear();
                self.line.push_str(if self.open == Some(true) { ",\n{" } else { "\n{" });
                for (at, (column, cell)) in record.cells.iter().enumerate() {
                    if at > 0 {
                        self.line.push(',');
                    }
                    self.line.push_str(&quoted(column));
                    self.line.push(':');
                    match cell {
                        Cell::Empty => self.line.push_str("null"),
                        Cell::Number(number) => self.line.push_str(&number.to_string()),
                        Cell::Text(text) => self.line.push_str(&quoted(text)),
                    }
                }
                self.line.push('}');
                self.open = Some(true);
                self.to.write_all(self.line.as_bytes())
            }
        }
    }

    /// Ends the file; answers where it was written.
    pub fn finish(mut self) -> io::Result<W> {
        self.close()?;
        self.to.write_all(b"\n}\n")?;
        Ok(self.to)
    }

    fn close(&mut self) -> io::Result<()> {
        match self.open.take() {
            Some(true) => self.to.write_all(b"\n]"),
            Some(false) => self.to.write_all(b"]"),
            None => Ok(()),
        }
    }
}

/// A text as JSON; what a terminal would obey or hide is escaped.
fn quoted(text: &str) -> String {
    use std::fmt::Write as _;

    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if is_unsafe(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // a text takes all that is written to it
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a text is such a file, by its beginning.
pub fn is(text: &str) -> bool {
    let start: String = text.chars().take(WITHIN).filter(|c| !c.is_whitespace()).collect();
    start.trim_start_matches('\u{feff}').starts_with('{') && start.contains(&format!("\"format\":\"{FORMAT}\""))
}

/// Reads a file row by row: the table and the row.
///
/// # Errors
/// Where it is none of ours, newer, or broken, with the line; or what `each` says, after which nothing more is read.
pub fn read<E: From<Unreadable>>(
    from: impl Read,
    each: &mut dyn FnMut(&str, Record<'static>) -> Result<(), E>,
) -> Result<(), E> {
    let mut stopped: Option<E> = None;
    let mut header = Header::default();
    let mut reader = serde_json::Deserializer::from_reader(io::BufReader::with_capacity(1 << 16, from));
    let mut hand_on = |table: &str, record: Record<'static>| match each(table, record) {
        Ok(()) => true,
        Err(error) => {
            stopped = Some(error);
            false
        }
    };
    let outcome = File { header: &mut header, each: &mut hand_on }.deserialize(&mut reader).and_then(|()| reader.end());
    if let Some(error) = stopped {
        return Err(error);
    }
    if let Err(error) = outcome {
        let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
        let whole = error.to_string();
        let why = whole.split(" at line ").next().unwrap_or(&whole).to_owned();
        return Err(E::from(Unreadable { line, why }));
    }
    if header != (Header { schema: true, format: true }) {
        return Err(E::from(Unreadable::new("it does not say that it is a file of Rounds")));
    }
    Ok(())
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Header {
    schema: bool,
    format: bool,
}

type HandOn<'h> = dyn FnMut(&str, Record<'static>) -> bool + 'h;

/// The object that is the file.
struct File<'f, 'h> {
    header: &'f mut Header,
    each: &'f mut HandOn<'h>,
}

impl<'de> DeserializeSeed<'de> for File<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for File<'_, '_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a file of Rounds")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "schema" => {
                    let schema: u64 = map.next_value()?;
                    if schema != SCHEMA {
                        let why = format!(
                            "it was written by a newer Rounds: its schema is {schema}, this one reads {SCHEMA}"
                        );
                        return Err(A::Error::custom(why));
                    }
                    self.header.schema = true;
                }
                "format" => {
                    let format: String = map.next_value()?;
                    if format != FORMAT {
                        return Err(A::Error::custom("it is not a file of Rounds"));
                    }
                    self.header.format = true;
                }
                "exported_at" => {
                    map.next_value::<IgnoredAny>()?;
                }
                table => map.next_value_seed(Table { table, each: &mut *self.each })?,
            }
        }
        Ok(())
    }
}

/// The list of a table.
struct Table<'t, 'h> {
    table: &'t str,
    each: &'t mut HandOn<'h>,
}

impl<'de> DeserializeSeed<'de> for Table<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Table<'_, '_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "the rows of {}", self.table)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(record) = rows.next_element_seed(Row)? {
            if !(self.each)(self.table, record) {
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// A row.
struct Row;

impl<'de> DeserializeSeed<'de> for Row {
    type Value = Record<'static>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row {
    type Value = Record<'static>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut record = Record::default();
        while let Some(column) = map.next_key::<String>()? {
            if record.get(&column).is_some() {
                return Err(A::Error::custom(format!("\"{column}\" stands twice in one row")));
            }
            let cell = map.next_value_seed(Value)?;
            record.cells.push((Cow::Owned(column), cell));
        }
        Ok(record)
    }
}

/// What stands in a column.
struct Value;

impl<'de> DeserializeSeed<'de> for Value {
    type Value = Cell<'static>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl Visitor<'_> for Value {
    type Value = Cell<'static>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a text, a whole number or null")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(Cell::Empty)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Cell::Number(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Self::Value, E> {
        i64::try_from(number).map(Cell::Number).map_err(|_| E::custom(format!("{number} is too large")))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cell::Text(Cow::Owned(text.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Result<Vec<(String, Record<'static>)>, Unreadable> {
        let mut rows = Vec::new();
        read::<Unreadable>(text.as_bytes(), &mut |table, record| {
            rows.push((table.to_owned(), record));
            Ok(())
        })?;
        Ok(rows)
    }

    fn written(table: &str, records: &[Record<'_>]) -> String {
        let write = || -> io::Result<Vec<u8>> {
            let mut writer = Writer::new(Vec::new(), "2026-09-22T08:30:00+02:00")?;
            writer.write(&Piece::Table(table))?;
            records.iter().try_for_each(|record| writer.write(&Piece::Row(record)))?;
            writer.write(&Piece::Table("tag"))?;
            writer.finish()
        };
        write().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    #[test]
    fn a_row_is_a_line() {
        let record = Record {
            cells: vec![
                ("uid".into(), Cell::Text("a-1".into())),
                ("name".into(), Cell::Text("Zoë \"Z\"\n\u{202e}\u{1b}".into())),
                ("at".into(), Cell::Number(-5)),
                ("tier".into(), Cell::Empty),
            ],
        };
        let text = written("contact", &[record.clone(), record.clone()]);
        assert_eq!(
            text,
            "{\n\"schema\": 1,\n\"format\": \"rounds\",\n\"exported_at\": \"2026-09-22T08:30:00+02:00\",\n\"contact\": [\n\
             {\"uid\":\"a-1\",\"name\":\"Zoë \\\"Z\\\"\\n\\u202e\\u001b\",\"at\":-5,\"tier\":null},\n\
             {\"uid\":\"a-1\",\"name\":\"Zoë \\\"Z\\\"\\n\\u202e\\u001b\",\"at\":-5,\"tier\":null}\n],\n\"tag\": []\n}\n"
        );
        assert!(is(&text));
        assert_eq!(rows(&text), Ok(vec![("contact".to_owned(), record.clone()), ("contact".to_owned(), record)]));
    }

    #[test]
    fn what_is_not_ours_is_refused_with_its_line() {
        for (text, line, says) in [
            ("{}", 0, "does not say"),
            ("[]", 1, "a file of Rounds"),
            ("{\"schema\":1,\n\"format\":\"monica\"}", 2, "not a file of Rounds"),
            ("{\"schema\":2}", 1, "newer Rounds"),
            ("{\"schema\":1,\"format\":\"rounds\",\n\"act\":[{\"uid\":1.5}]}", 2, "a whole number"),
            ("{\"schema\":1,\"format\":\"rounds\",\n\"act\":[{\"uid\":\"a\",\"uid\":\"b\"}]}", 2, "twice"),
            ("{\"schema\":1,\"format\":\"rounds\",\n\"act\":[{\"uid\":{}}]}", 2, "a text"),
            ("{\"schema\":1,\"format\":\"rounds\",\n\"act\":[", 2, "EOF"),
            ("{\"schema\":1,\"format\":\"rounds\"} {}", 1, "trailing"),
            ("{\"schema\":1,\"format\":\"rounds\",\"act\":[{\"at\":18446744073709551615}]}", 1, "too large"),
        ] {
            match rows(text) {
                Err(why) => assert!(why.line == line && why.why.contains(says), "{text}: {why:?}"),
                Ok(rows) => panic!("{text}: {rows:?}"),
            }
        }
        for other in ["", "{\"version\":\"1.0\"}", "[{\"format\":\"rounds\"}]", "format: rounds", "BEGIN:VCARD"] {
            assert!(!is(other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn every_text_and_number_comes_back(text in any::<String>(), number in any::<i64>()) {
            let record = Record {
                cells: vec![("a".into(), Cell::Text(text.into())), ("b".into(), Cell::Number(number))],
            };
            let text = written("act", std::slice::from_ref(&record));
            prop_assert!(!text.chars().any(|c| c != '\n' && is_unsafe(c)), "{:?}", text);
            prop_assert_eq!(rows(&text), Ok(vec![("act".to_owned(), record)]));
        }
    }
}
