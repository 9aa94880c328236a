//! `f` on Listen: the links of a post, each by its number.
//!
//! A number opens at once where no longer one begins with it; else `Enter` takes it.

use crate::app::effect::Effect;
use crate::app::key::{Code, Key};
use crate::app::reply::Reply;
use crate::report::listening::PostLink;

/// The popup.
#[derive(Debug, Clone, PartialEq)]
pub struct Follow {
    /// The links.
    pub links: Vec<PostLink>,
    /// The number typed so far.
    pub digits: String,
    /// What to say about the last key; empty for nothing.
    pub said: String,
}

impl Follow {
    /// The popup about these links.
    pub fn new(links: Vec<PostLink>) -> Self {
        Self { links, digits: String::new(), said: String::new() }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key) -> Reply {
        self.said.clear();
        match (key.code, key.text()) {
            (Code::Esc, _) => Reply::close(),
            (Code::Enter, _) if self.digits.is_empty() => self.open(1),
            (Code::Enter, _) => self.open(self.digits.parse().unwrap_or(0)),
            (Code::Backspace, _) => {
                self.digits.pop();
                Reply::stay()
            }
            (_, Some(digit)) if digit.is_ascii_digit() => {
                self.digits.push(digit);
                let number: usize = self.digits.parse().unwrap_or(usize::MAX);
                if number == 0 || number > self.links.len() {
                    self.said = format!("there is no link {}", self.digits);
                    self.digits.clear();
                    Reply::stay()
                } else if number * 10 > self.links.len() {
                    self.open(number)
                } else {
                    Reply::stay()
                }
            }
            (_, Some(letter)) => {
                self.said = format!("{letter} does nothing here: a number, or Esc");
                Reply::stay()
            }
            _ => Reply::stay(),
        }
    }

    fn open(&mut self, number: usize) -> Reply {
        match number.checked_sub(1).and_then(|at| self.links.get(at)) {
            Some(link) => Reply { close: true, effects: vec![Effect::Open(link.address.clone())], ..Reply::default() },
            None => Reply::stay(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(count: usize, keys: &[Key]) -> (Follow, Vec<Effect>) {
        let link = |n: usize| PostLink { label: format!("link {n}"), address: format!("https://a.example/{n}") };
        let mut follow = Follow::new((1..=count).map(link).collect());
        let opened = keys.iter().flat_map(|key| follow.key(*key).effects).collect();
        (follow, opened)
    }

    #[test]
    fn a_number_opens_as_soon_as_it_is_sure() {
        let opens = |n: usize| vec![Effect::Open(format!("https://a.example/{n}"))];
        let enter = Key::of(Code::Enter);
        let table: [(usize, Vec<Key>, Vec<Effect>); 7] = [
            (3, vec![Key::char('2')], opens(2)),
            (1, vec![enter], opens(1)),
            (12, vec![Key::char('1')], Vec::new()),
            (12, vec![Key::char('1'), enter], opens(1)),
            (12, vec![Key::char('1'), Key::char('2')], opens(12)),
            (12, vec![Key::char('9')], opens(9)),
            (3, vec![Key::char('0')], Vec::new()),
        ];
        for (count, keys, wanted) in table {
            assert_eq!(typed(count, &keys).1, wanted, "{keys:?} of {count}");
        }
        assert_eq!(typed(3, &[Key::char('9')]).0.said, "there is no link 9");
    }
}
