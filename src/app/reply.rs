//! What overlays and screens answer, what they may look at, and what is said.
//!
//! Must not know any overlay: what is to be opened is named as data.

use super::action::Action;
use super::alike::Known;
use super::effect::Effect;
use super::keymap::Keymap;
use crate::domain::act::NewAct;
use crate::domain::change::Change;
use crate::domain::ids::{ActId, ContactId, FeedId, Subject};
use crate::domain::load::Totals;
use crate::domain::settings::Settings;
use crate::domain::time::Now;
use crate::report::name_index::NameIndex;

/// An overlay to be opened by another one.
#[derive(Debug, Clone, PartialEq)]
pub enum Open {
    /// Somebody is looked for.
    Find(Purpose),
    /// A day is wanted, with what is asked.
    Date(Wanted, String),
    /// People to be added, the first line filled in.
    People(String),
    /// A line that asks, with what `y` does.
    Question(String, Vec<Effect>),
    /// Files of other programs, to be imported.
    Import,
}

/// What somebody is looked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// To act on them, then come back.
    Act,
    /// The other person of an introduction.
    Introduce(Box<NewAct>),
    /// The contact that this one is merged into.
    Merge(ContactId, String),
    /// The person or place of a logged act.
    Retarget(ActId),
    /// Whose a feed is, which is called so.
    Attach(FeedId, String),
}

/// What a day is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// Snoozing these, who are so many or so named.
    Snooze(Vec<Subject>, String),
}

/// What overlays and screens may look at.
#[derive(Debug, Clone, Copy)]
pub struct Env<'e> {
    /// The present.
    pub now: &'e Now,
    /// The settings.
    pub settings: &'e Settings,
    /// The live bindings.
    pub keymap: &'e Keymap,
    /// Everything that `/` searches, once it is loaded.
    pub names: Option<&'e NameIndex>,
    /// Who is here already and may be the same as what is typed.
    pub known: &'e Known,
    /// What the cadences ask and what there is room for, once it is loaded.
    pub load: Option<Totals>,
    /// The queue, in order: found first.
    pub queue: &'e [Subject],
}

/// What an overlay or screen answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reply {
    /// Close the overlay.
    pub close: bool,
    /// To be done outside, in order.
    pub effects: Vec<Effect>,
    /// To be opened after that.
    pub open: Option<Open>,
    /// To be said.
    pub notice: Option<Notice>,
    /// Actions to be done as if their keys were pressed.
    pub actions: Vec<Action>,
    /// Somebody was found: the verbs are about them until the next log.
    pub found: Option<Subject>,
}

impl Reply {
    /// Nothing happens.
    pub fn stay() -> Self {
        Self::default()
    }

    /// Closes.
    pub fn close() -> Self {
        Self { close: true, ..Self::default() }
    }

    /// Closes and writes.
    pub fn write(change: Change) -> Self {
        Self { close: true, effects: vec![Effect::Write(Box::new(change))], ..Self::default() }
    }

    /// Stays and says something.
    pub fn say(text: impl Into<String>) -> Self {
        Self { notice: Some(Notice::info(text)), ..Self::default() }
    }

    /// Closes and opens something else.
    pub fn turn(open: Open) -> Self {
        Self { close: true, open: Some(open), ..Self::default() }
    }

    /// Asks for effects.
    pub fn effects(effects: Vec<Effect>) -> Self {
        Self { effects, ..Self::default() }
    }

    /// The same, with something said.
    #[must_use]
    pub fn with_notice(mut self, text: impl Into<String>) -> Self {
        self.notice = Some(Notice::info(text));
        self
    }
}

/// The quiet line above the footer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    /// What is said.
    pub text: String,
    /// Which sort.
    pub tone: Tone,
}

/// The sort of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Said by the way.
    #[default]
    Info,
    /// Something was logged or written: with `u undo`, and `c` where it was a log.
    Done {
        /// It was a log.
        logged: bool,
    },
    /// Something did not work.
    Problem,
}

impl Notice {
    /// Said by the way.
    pub fn info(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Info }
    }

    /// Something did not work.
    pub fn problem(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Problem }
    }
}
