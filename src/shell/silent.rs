//! A screen that is told only what changes: a frame that is the same as the last one writes nothing at all.
//!
//! The library says at each frame where the cursor is and in what colour nothing is painted, which wakes the terminal
//! for no reason. Must not know what is painted.

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// Another screen, told only what changes.
#[derive(Debug)]
pub(super) struct Silent<B> {
    inner: B,
    /// Whether the cursor is shown; not known before it was said.
    shown: Option<bool>,
    /// Where the cursor stands; not known after something was painted.
    at: Option<Position>,
}

impl<B: Backend> Silent<B> {
    /// A screen of which nothing is known yet.
    pub(super) fn new(inner: B) -> Self {
        Self { inner, shown: None, at: None }
    }

    /// Notes whether the cursor is shown; answers whether that is news.
    fn news(&mut self, shown: bool) -> bool {
        self.shown.replace(shown) != Some(shown)
    }
}

impl<B: Backend> Backend for Silent<B> {
    type Error = B::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Self::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.at = None;
        self.inner.draw(content)
    }

    fn append_lines(&mut self, lines: u16) -> Result<(), Self::Error> {
        self.at = None;
        self.inner.append_lines(lines)
    }

    fn hide_cursor(&mut self) -> Result<(), Self::Error> {
        if self.news(false) { self.inner.hide_cursor() } else { Ok(()) }
    }

    fn show_cursor(&mut self) -> Result<(), Self::Error> {
        if self.news(true) { self.inner.show_cursor() } else { Ok(()) }
    }

    fn get_cursor_position(&mut self) -> Result<Position, Self::Error> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Self::Error> {
        let position = position.into();
        if self.at.replace(position) == Some(position) { Ok(()) } else { self.inner.set_cursor_position(position) }
    }

    fn clear(&mut self) -> Result<(), Self::Error> {
        self.inner.clear()
    }

    fn clear_region(&mut self, what: ClearType) -> Result<(), Self::Error> {
        self.inner.clear_region(what)
    }

    fn size(&self) -> Result<Size, Self::Error> {
        self.inner.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, Self::Error> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> Result<(), Self::Error> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io;
    use std::rc::Rc;

    use ratatui::backend::CrosstermBackend;
    use ratatui::layout::Rect;
    use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

    use super::*;

    /// Keeps what is written, to be looked at meanwhile.
    #[derive(Clone, Default)]
    struct Written(Rc<RefCell<Vec<u8>>>);

    impl Written {
        /// What was written since this was asked last.
        fn news(&self) -> String {
            String::from_utf8_lossy(&self.0.take()).into_owned()
        }
    }

    impl io::Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What of these frames is written to the terminal, frame by frame.
    fn written(frames: &[&dyn Fn(&mut Frame<'_>)]) -> io::Result<Vec<String>> {
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, 10, 2)) };
        let written = Written::default();
        let screen = Silent::new(CrosstermBackend::new(written.clone()));
        let mut terminal = Terminal::with_options(screen, options)?;
        let frames = frames.iter().map(|paint| {
            terminal.draw(|frame| paint(frame))?;
            Ok(written.news())
        });
        frames.collect()
    }

    #[test]
    fn a_frame_like_the_last_one_writes_nothing() -> io::Result<()> {
        let word = |frame: &mut Frame<'_>| frame.render_widget("calm", frame.area());
        let said = written(&[&word, &word])?;
        assert!(said[0].contains("calm") && said[0].contains("\x1b[?25l"), "{said:?}");
        assert_eq!(said[1], "");
        Ok(())
    }

    #[test]
    fn the_cursor_is_put_where_it_belongs_after_each_change() -> io::Result<()> {
        let at = |column: u16, word: &'static str| {
            move |frame: &mut Frame<'_>| {
                frame.render_widget(word, frame.area());
                frame.set_cursor_position((column, 1));
            }
        };
        let said = written(&[&at(3, "a"), &at(3, "a"), &at(4, "a"), &at(4, "b"), &|frame| {
            frame.render_widget("b", frame.area());
        }])?;
        assert!(said[0].ends_with("\x1b[?25h\x1b[2;4H"), "{said:?}");
        assert_eq!(said[1], "");
        // moved, with nothing painted
        assert_eq!(said[2], "\x1b[2;5H");
        // painting moved it: it is put back, and it is shown as before
        assert!(said[3].contains('b') && said[3].ends_with("\x1b[2;5H"), "{said:?}");
        assert_eq!(said[4], "\x1b[?25l");
        Ok(())
    }

    #[test]
    fn what_is_shown_again_is_said_again() -> io::Result<()> {
        let written = Written::default();
        let mut screen = Silent::new(CrosstermBackend::new(written.clone()));
        screen.show_cursor()?;
        screen.hide_cursor()?;
        screen.hide_cursor()?;
        screen.show_cursor()?;
        assert_eq!(written.news(), "\x1b[?25h\x1b[?25l\x1b[?25h");
        Ok(())
    }
}
