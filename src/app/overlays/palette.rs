//! `:`: every action with its key, and sentences: `ada answered musl yesterday`.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::app::action::Action;
use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Reply};
use crate::app::sentences;
use crate::domain::change::Change;

/// What is said where no action matches.
pub const NOTHING: &str = "no action of that name";

/// Actions shown at most.
pub const SHOWN: usize = 10;

/// What a sentence was understood as.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// In words.
    pub echo: String,
    /// What `Enter` writes.
    pub change: Change,
}

/// The line and what it offers.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette {
    /// What is typed.
    pub field: Field,
    /// Actions in order.
    pub actions: Vec<Action>,
    /// The selected action.
    pub selected: usize,
    /// The sentence: understood, or what is missing; none where it reads like no sentence.
    pub sentence: Option<Result<Understood, String>>,
}

impl Default for Palette {
    fn default() -> Self {
        Self {
            field: Field::default(),
            actions: Action::ALL.iter().copied().filter(|action| action.in_palette()).collect(),
            selected: 0,
            sentence: None,
        }
    }
}

impl Palette {
    /// Reads a key.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Reply::close(),
            (Code::Enter, _) => return self.enter(),
            (Code::Down | Code::Tab, _) | (Code::Char('n'), true) => {
                self.selected = (self.selected + 1).min(self.actions.len().saturating_sub(1));
            }
            (Code::Up, _) | (Code::Char('p'), true) => self.selected = self.selected.saturating_sub(1),
            _ => {
                self.field.key(key);
                self.read(env);
            }
        }
        Reply::stay()
    }

    /// Takes a paste, and reads it as if it were typed.
    pub fn paste(&mut self, text: &str, env: &Env<'_>) -> bool {
        self.field.paste(text);
        self.read(env);
        true
    }

    fn read(&mut self, env: &Env<'_>) {
        self.selected = 0;
        let text = self.field.text().trim();
        self.actions = matching(text);
        // one word may be an action; from two on it reads like a sentence
        self.sentence = (text.split_whitespace().count() > 1)
            .then(|| sentences::read(text, env).map(|(echo, change)| Understood { echo, change }));
    }

    fn enter(&self) -> Reply {
        if self.field.text().trim() == "q" {
            return Reply { actions: vec![Action::Quit], ..Reply::close() };
        }
        match (&self.sentence, self.actions.get(self.selected)) {
            (Some(Ok(understood)), _) => Reply::write(understood.change.clone()),
            (_, Some(&action)) => Reply { actions: vec![action], ..Reply::close() },
            (Some(Err(why)), None) => Reply::say(why.clone()),
            (None, None) => Reply::say(NOTHING),
        }
    }
}

/// The actions that match, the best first; all of them in the table's order where nothing is typed.
fn matching(text: &str) -> Vec<Action> {
    let all = Action::ALL.iter().copied().filter(|action| action.in_palette());
    if text.is_empty() {
        return all.collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, Action)> = all
        .filter_map(|action| Some((pattern.score(Utf32Str::new(action.title(), &mut buffer), &mut matcher)?, action)))
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, action)| action).collect()
}
