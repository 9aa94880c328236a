//! The one seam to the outside world: browser, clipboard, editor.

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus};

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
            match start(&editor, file.path()) {
                Ok(status) if status.success() => {
                    // read by its name: many editors write a new file in its place
                    let edited = String::from_utf8_lossy(&std::fs::read(file.path())?).into_owned();
                    return Ok((edited.trim_end() != text.trim_end()).then_some(edited));
                }
                // what the shell says where there is no such program
                Ok(status) if status.code() == Some(127) => {
                    failure = io::Error::other(format!("{editor} was not found: set VISUAL or EDITOR"));
                }
                Ok(status) => {
                    return Err(io::Error::other(format!("{editor} ended with {status}: the note was left as it was")));
                }
                Err(error) => {
                    failure = io::Error::other(format!("{editor} does not start: {error}; set VISUAL or EDITOR"));
                }
            }
        }
        Err(failure)
    }
}

/// The words may hold arguments and quotes, as in `emacsclient -a ""`: the shell takes them apart, as git does it.
#[cfg(unix)]
fn start(editor: &str, file: &Path) -> io::Result<ExitStatus> {
    Command::new("sh").arg("-c").arg(format!("{editor} \"$@\"")).arg("rounds").arg(file).status()
}

#[cfg(not(unix))]
fn start(editor: &str, file: &Path) -> io::Result<ExitStatus> {
    let mut words = editor.split_whitespace();
    Command::new(words.next().unwrap_or(editor)).args(words).arg(file).status()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn an_editor_may_have_arguments_and_quotes() -> io::Result<()> {
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(file.path(), "before now\n")?;
        assert!(start("sed -i 's/before now/after/'", file.path())?.success());
        assert_eq!(std::fs::read_to_string(file.path())?, "after\n");
        assert_eq!(start("there-is-no-such-editor 2>/dev/null", file.path())?.code(), Some(127));
        Ok(())
    }

    #[test]
    fn only_pages_and_mails_are_opened() {
        for link in ["file:///etc/passwd", "javascript:alert(1)", "/bin/sh", ""] {
            assert!(Real.open(link).is_err(), "{link}");
        }
    }
}
