//! The page that every command writes, and where it goes.
//!
//! Every piece is cleaned on the way in; the only escape codes that the command line writes,
//! bold and dim, are written here, for a terminal alone. Must not know what is printed.

use std::io::{self, Write};

use serde::Serialize;

use super::sieve::{json, safe};
use crate::domain::time::Now;

/// How text may look where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ink {
    /// Bold and dim are understood.
    pub styled: bool,
    /// Marks and lines from ASCII only.
    pub ascii: bool,
}

/// A text that is being written; every piece of it is cleaned on the way in.
#[derive(Debug, Default)]
pub struct Page {
    ink: Ink,
    text: String,
}

impl Page {
    /// An empty page.
    pub fn new(ink: Ink) -> Self {
        Self { ink, text: String::new() }
    }

    /// How it may look.
    pub fn ink(&self) -> Ink {
        self.ink
    }

    /// One line; trailing blanks are dropped.
    pub fn line(&mut self, text: &str) {
        self.text.push_str(safe(text).trim_end());
        self.text.push('\n');
    }

    /// A line that matters.
    pub fn strong(&mut self, text: &str) {
        self.styled("1", text);
    }

    /// A line in the background.
    pub fn dim(&mut self, text: &str) {
        self.styled("2", text);
    }

    /// An empty line; never two in a row, none at the top.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Text of several lines, as it is but cleaned.
    pub fn block(&mut self, text: &str) {
        for line in text.lines() {
            self.line(line);
        }
    }

    /// Lines of another page, which are clean already.
    pub(super) fn printed(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// What is on the page.
    pub fn text(mut self) -> String {
        while self.text.ends_with("\n\n") {
            self.text.pop();
        }
        self.text
    }

    fn styled(&mut self, code: &str, text: &str) {
        if self.ink.styled && !text.trim().is_empty() {
            let line = format!("\u{1b}[{code}m{}\u{1b}[0m\n", safe(text).trim_end());
            self.text.push_str(&line);
        } else {
            self.line(text);
        }
    }
}

/// The envelope of every `--json`: the version of its shape, the moment, and the report.
#[derive(Debug, Serialize)]
struct Envelope<'a, T: Serialize> {
    schema: u32,
    now: String,
    #[serde(flatten)]
    report: &'a T,
}

/// A report as one JSON object with `"schema": 1`.
///
/// # Errors
/// When the report is not an object.
pub fn report_json<T: Serialize>(now: &Now, report: &T) -> io::Result<String> {
    json(&Envelope { schema: 1, now: now.at.rfc3339(now.offset()), report })
}

/// Writes to the standard output. A closed pipe is no error: whoever read it had enough.
///
/// # Errors
/// Any other error of the output.
pub fn send(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes a line to the standard error; where that is closed nothing can be said.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::frozen;

    #[test]
    fn escape_codes_are_ours_alone() {
        let mut page = Page::new(Ink { styled: true, ascii: false });
        page.strong("A\u{1b}[31mda");
        page.dim("");
        page.line("b\u{202e}c  ");
        assert_eq!(page.text(), "\u{1b}[1mA[31mda\u{1b}[0m\n\nbc\n");
        let mut plain = Page::new(Ink::default());
        plain.strong("Ada");
        assert_eq!(plain.text(), "Ada\n");
    }

    #[test]
    fn gaps_never_double() {
        let mut page = Page::new(Ink::default());
        page.gap();
        page.line("one");
        page.gap();
        page.gap();
        page.line("two");
        page.gap();
        assert_eq!(page.text(), "one\n\ntwo\n");
    }

    #[test]
    fn reports_say_their_schema_and_the_moment() -> io::Result<()> {
        #[derive(Serialize)]
        struct Report {
            name: &'static str,
        }
        let Ok(now) = frozen("2026-09-22T08:30:00+02:00") else { panic!("not a moment") };
        let text = report_json(&now, &Report { name: "A\u{9b}da" })?;
        assert!(text.starts_with("{\n  \"schema\": 1,\n  \"now\": \"2026-09-22T08:30:00+02:00\""), "{text}");
        assert!(text.contains("A\\u009bda"), "{text}");
        assert!(text.ends_with("}\n"), "{text}");
        Ok(())
    }
}
