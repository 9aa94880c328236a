//! The one seam to the outside world: browser, clipboard, editor.

use std::env;
use std::io::{self, Write};
use std::process::Command;

use crate::domain::clean::{TEXT_BYTES, clean_text};

/// What the program asks of the outside world.
pub trait Outside {
    /// Opens a link; only http, https and mailto.
    ///
    /// # Errors
    /// When nothing on this machine opens links.
    fn open(&mut self, link: &str) -> io::Result<()>;
    /// Copies a text to the clipboard of the terminal.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn copy(&mut self, text: &str) -> io::Result<()>;
    /// Lets the person edit a text; none where it was left as it was.
    ///
    /// # Errors
    /// When no editor starts.
    fn edit(&mut self, text: &str) -> io::Result<Option<String>>;
}

/// The real one.
#[derive(Debug, Default)]
pub struct Real;

impl Outside for Real {
    fn open(&mut self, link: &str) -> io::Result<()> {
        match crate::domain::link::safe_link(link) {
            Some(link) => open::that_detached(link),
            None => Err(io::Error::other("only http, https and mailto links are opened")),
        }
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        let copy = crossterm::clipboard::CopyToClipboard::to_clipboard_from(clean_text(text, TEXT_BYTES));
        let mut out = io::stdout();
        crossterm::execute!(out, copy)?;
        out.flush()
    }

    fn edit(&mut self, text: &str) -> io::Result<Option<String>> {
        let mut file = tempfile::Builder::new().prefix("rounds-").suffix(".md").tempfile()?;
        file.write_all(text.as_bytes())?;
        file.flush()?;
        let chosen =
            ["VISUAL", "EDITOR"].iter().find_map(|name| env::var(name).ok().filter(|value| !value.trim().is_empty()));
        let candidates = chosen.map_or_else(|| vec!["nano".to_owned(), "vi".to_owned()], |editor| vec![editor]);
        let mut failure = io::Error::other("no editor was found: set VISUAL or EDITOR");
        for editor in candidates {
            let mut words = editor.split_whitespace();
            let Some(program) = words.next() else { continue };
            match Command::new(program).args(words).arg(file.path()).status() {
                Ok(status) if status.success() => {
                    let edited = std::fs::read_to_string(file.path())?;
                    return Ok((edited != text).then_some(edited));
                }
                Ok(status) => {
                    return Err(io::Error::other(format!(
                        "{program} ended with {status}: the note was left as it was"
                    )));
                }
                Err(error) => {
                    failure = io::Error::other(format!("{program} does not start: {error}; set VISUAL or EDITOR"));
                }
            }
        }
        Err(failure)
    }
}

/// One that only writes down what it was asked: for tests.
#[derive(Debug, Default)]
pub struct Recording {
    /// Links opened.
    pub opened: Vec<String>,
    /// Texts copied.
    pub copied: Vec<String>,
    /// What the editor gives back.
    pub edited: Option<String>,
}

impl Outside for Recording {
    fn open(&mut self, link: &str) -> io::Result<()> {
        self.opened.push(link.to_owned());
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.copied.push(text.to_owned());
        Ok(())
    }

    fn edit(&mut self, _text: &str) -> io::Result<Option<String>> {
        Ok(self.edited.clone())
    }
}
