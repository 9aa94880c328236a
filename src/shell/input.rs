//! What comes in from the terminal, in the words of the state machine.
//!
//! Owns the translation of keys, clicks and pastes. Must not read anything itself.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use crate::app::key::{Code, Key};
use crate::app::msg::Msg;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// Keys of one read, in order: many at once outside a field may be a paste.
    Keys(Vec<Key>),
    /// The terminal bracketed a paste.
    Paste(String),
    /// The left button was pressed on this cell: column and row, from 0.
    Click(u16, u16),
    /// The wheel was turned: rows, downwards positive.
    Scroll(i32),
    /// The terminal has another size.
    Resized,
    /// The process is asked to stop, as by the key for it.
    Stopped,
    /// The process goes on after it was stopped.
    Continued,
    /// A worker or the watch says something.
    Message(Msg),
    /// The process was asked to end, by this signal.
    Ended(i32),
    /// There is no terminal any more.
    Gone,
}

/// Adds an event of the terminal to what came in with the same read.
pub fn take(inputs: &mut Vec<Input>, event: Event) {
    match event {
        Event::Key(event) => {
            let Some(key) = key(event) else { return };
            match inputs.last_mut() {
                Some(Input::Keys(keys)) => keys.push(key),
                _ => inputs.push(Input::Keys(vec![key])),
            }
        }
        Event::Paste(text) => inputs.push(Input::Paste(text)),
        Event::Resize(..) => resized(inputs),
        Event::Mouse(event) => match event.kind {
            MouseEventKind::Down(MouseButton::Left) => inputs.push(Input::Click(event.column, event.row)),
            MouseEventKind::ScrollDown => scroll(inputs, 1),
            MouseEventKind::ScrollUp => scroll(inputs, -1),
            _ => {}
        },
        Event::FocusGained | Event::FocusLost => {}
    }
}

/// Adds text that came without a translation: what is left of a long one.
pub fn typed(inputs: &mut Vec<Input>, text: &str) {
    if text.is_empty() {
        return;
    }
    let keys = text.chars().map(|letter| match letter {
        '\r' => Key::of(Code::Enter),
        '\t' => Key::of(Code::Tab),
        '\u{1b}' => Key::of(Code::Esc),
        '\u{7f}' => Key::of(Code::Backspace),
        '\0' => Key::ctrl(' '),
        '\u{1}'..='\u{1a}' => Key::ctrl(char::from(letter as u8 + b'a' - 1)),
        letter => Key::char(letter),
    });
    match inputs.last_mut() {
        Some(Input::Keys(so_far)) => so_far.extend(keys),
        _ => inputs.push(Input::Keys(keys.collect())),
    }
}

/// Many changes of size are one.
pub fn resized(inputs: &mut Vec<Input>) {
    if !inputs.contains(&Input::Resized) {
        inputs.push(Input::Resized);
    }
}

/// A message of a worker; that something changed is said once however often it is heard.
pub fn message(inputs: &mut Vec<Input>, msg: Msg) {
    let input = Input::Message(msg);
    if input != Input::Message(Msg::Changed) || !inputs.contains(&input) {
        inputs.push(input);
    }
}

fn scroll(inputs: &mut Vec<Input>, rows: i32) {
    match inputs.last_mut() {
        Some(Input::Scroll(so_far)) => *so_far += rows,
        _ => inputs.push(Input::Scroll(rows)),
    }
}

/// A key press or repeat; none for a release, for a modifier alone, and for keys that mean nothing here.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release || event.modifiers.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER) {
        return None;
    }
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::META);
    let (code, ctrl, shift) = match event.code {
        KeyCode::Char(letter) => (Code::Char(letter), ctrl, shift),
        KeyCode::Enter => (Code::Enter, ctrl, shift),
        KeyCode::Esc => (Code::Esc, ctrl, shift),
        KeyCode::Tab => (Code::Tab, ctrl, shift),
        KeyCode::BackTab => (Code::Tab, ctrl, true),
        KeyCode::Backspace => (Code::Backspace, ctrl, shift),
        KeyCode::Delete => (Code::Delete, ctrl, shift),
        KeyCode::Insert => (Code::Insert, ctrl, shift),
        KeyCode::Up => (Code::Up, ctrl, shift),
        KeyCode::Down => (Code::Down, ctrl, shift),
        KeyCode::Left => (Code::Left, ctrl, shift),
        KeyCode::Right => (Code::Right, ctrl, shift),
        KeyCode::Home => (Code::Home, ctrl, shift),
        KeyCode::End => (Code::End, ctrl, shift),
        KeyCode::PageUp => (Code::PageUp, ctrl, shift),
        KeyCode::PageDown => (Code::PageDown, ctrl, shift),
        KeyCode::F(number) => (Code::Function(number), ctrl, shift),
        // the byte 0: what control and the space bar send
        KeyCode::Null => (Code::Char(' '), true, false),
        _ => return None,
    };
    let key = Key::new(code, ctrl, alt, shift);
    Some(if event.kind == KeyEventKind::Repeat { key.held() } else { key })
}

#[cfg(test)]
mod tests {
    use crossterm::event::MouseEvent;

    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    fn taken(events: impl IntoIterator<Item = Event>) -> Vec<Input> {
        let mut inputs = Vec::new();
        events.into_iter().for_each(|event| take(&mut inputs, event));
        inputs
    }

    #[test]
    fn keys_are_said_in_our_words() {
        for (code, modifiers, wanted) in [
            (KeyCode::Char('g'), KeyModifiers::NONE, "g"),
            (KeyCode::Char('G'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char('d'), KeyModifiers::CONTROL, "ctrl-d"),
            (KeyCode::Char('D'), KeyModifiers::CONTROL | KeyModifiers::SHIFT, "ctrl-d"),
            (KeyCode::Char(' '), KeyModifiers::NONE, "space"),
            (KeyCode::Null, KeyModifiers::NONE, "ctrl-space"),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "shift-tab"),
            (KeyCode::Char('x'), KeyModifiers::ALT, "alt-x"),
            (KeyCode::F(2), KeyModifiers::NONE, "f2"),
        ] {
            let keys = wanted.parse().map(|key| vec![Input::Keys(vec![key])]);
            assert_eq!(Ok(taken([pressed(code, modifiers)])), keys, "{wanted}");
        }
    }

    #[test]
    fn releases_and_modifiers_are_no_keys_and_a_repeat_says_so() {
        let event = |kind| Event::Key(KeyEvent::new_with_kind(KeyCode::Char(' '), KeyModifiers::NONE, kind));
        assert_eq!(taken([event(KeyEventKind::Release)]), []);
        assert_eq!(taken([event(KeyEventKind::Repeat)]), [Input::Keys(vec![Key::char(' ').held()])]);
        assert_eq!(taken([pressed(KeyCode::CapsLock, KeyModifiers::NONE)]), []);
        assert_eq!(taken([pressed(KeyCode::Char('q'), KeyModifiers::SUPER)]), []);
    }

    #[test]
    fn one_read_is_one_group_and_resizes_are_one() {
        let letter = |letter| pressed(KeyCode::Char(letter), KeyModifiers::NONE);
        let events =
            [letter('a'), letter('b'), Event::Resize(80, 24), Event::Resize(81, 24), letter('c'), Event::FocusLost];
        assert_eq!(
            taken(events),
            [Input::Keys(vec![Key::char('a'), Key::char('b')]), Input::Resized, Input::Keys(vec![Key::char('c')])]
        );
    }

    #[test]
    fn text_left_over_is_read_as_keys() {
        let mut inputs = vec![Input::Keys(vec![Key::char('a')])];
        typed(&mut inputs, "b\r\t\u{4}\u{7f}");
        let keys = ["a", "b", "enter", "tab", "ctrl-d", "backspace"].map(str::parse::<Key>);
        assert_eq!(inputs, [Input::Keys(keys.into_iter().flatten().collect())]);
    }

    #[test]
    fn clicks_and_turns_of_the_wheel() {
        let mouse = |kind| Event::Mouse(MouseEvent { kind, column: 3, row: 4, modifiers: KeyModifiers::NONE });
        let events = [
            mouse(MouseEventKind::ScrollDown),
            mouse(MouseEventKind::ScrollDown),
            mouse(MouseEventKind::Down(MouseButton::Left)),
            mouse(MouseEventKind::Up(MouseButton::Left)),
            mouse(MouseEventKind::ScrollUp),
        ];
        assert_eq!(taken(events), [Input::Scroll(2), Input::Click(3, 4), Input::Scroll(-1)]);
    }

    #[test]
    fn that_something_changed_is_said_once() {
        let mut inputs = Vec::new();
        for msg in [Msg::Changed, Msg::Wake, Msg::Changed] {
            message(&mut inputs, msg);
        }
        assert_eq!(inputs, [Input::Message(Msg::Changed), Input::Message(Msg::Wake)]);
    }
}
