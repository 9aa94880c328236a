//! The stack of popups, lines and forms over a screen: one enum, no flags.
//!
//! Each overlay reads keys by itself and answers with a [`Reply`]; it never reaches into
//! the model. Must not know what lies under it.

use super::form::{Before, Form};
use super::forms;
use super::key::Key;
use super::overlays::first_run::FirstRun;
use super::overlays::{
    complete::Complete, date::DateLine, duplicates::Doubts, find::Find, follow::Follow, form, help::Help,
    import::Import, log::LogPopup, many::Many, owe::OwePopup, palette::Palette, pass::PassPopup,
    past_imports::PastImports, plan::PlanLine, question::Question, recap::RecapPopup, snooze::SnoozePopup,
    triage::Triage,
};
use super::reply::{Env, Open, Reply};
use crate::domain::alike::Asked;

/// What lies over a screen, the top one last.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// `a` and `i`.
    Log(LogPopup),
    /// `p` on a row with something owed.
    Pass(PassPopup),
    /// `s`.
    Snooze(SnoozePopup),
    /// `w`.
    Owe(OwePopup),
    /// `c`.
    Complete(Complete),
    /// `/`, and a pasted link.
    Find(Find),
    /// `:`.
    Palette(Palette),
    /// `?`.
    Help(Help),
    /// `t`.
    Plan(PlanLine),
    /// After `T`.
    Recap(RecapPopup),
    /// A line that asks.
    Question(Question),
    /// A line that wants a day.
    Date(DateLine),
    /// `e` and `n` for one thing.
    Form(Form),
    /// `n` for many at once.
    Many(Many),
    /// The first run.
    FirstRun(FirstRun),
    /// People without a tier, one a screen.
    Triage(Triage),
    /// Contacts that may be the same.
    Duplicates(Doubts),
    /// Files of other programs come in.
    Import(Import),
    /// The links of a post.
    Follow(Follow),
    /// What was imported before.
    PastImports(PastImports),
}

impl Overlay {
    /// Reads a key. `Esc` and `Ctrl-C` are read before, by the model, where an overlay does not want them.
    pub fn key(&mut self, key: Key, env: &Env<'_>) -> Reply {
        match self {
            Self::Log(overlay) => overlay.key(key, env),
            Self::Pass(overlay) => overlay.key(key),
            Self::Snooze(overlay) => overlay.key(key, env),
            Self::Owe(overlay) => overlay.key(key, env),
            Self::Complete(overlay) => overlay.key(key, env),
            Self::Find(overlay) => overlay.key(key, env),
            Self::Palette(overlay) => overlay.key(key, env),
            Self::Help(overlay) => overlay.key(key, env),
            Self::Plan(overlay) => overlay.key(key, env),
            Self::Recap(overlay) => overlay.key(key),
            Self::Question(overlay) => overlay.key(key),
            Self::Date(overlay) => overlay.key(key, env),
            Self::Form(overlay) => form::key(overlay, key, env),
            Self::Many(overlay) => overlay.key(key),
            Self::FirstRun(overlay) => overlay.key(key, env),
            Self::Triage(overlay) => overlay.key(key),
            Self::Duplicates(overlay) => overlay.key(key),
            Self::Import(overlay) => overlay.key(key, env),
            Self::Follow(overlay) => overlay.key(key),
            Self::PastImports(overlay) => overlay.key(key, env),
        }
    }

    /// Takes a pasted text; answers whether a field took it.
    pub fn paste(&mut self, text: &str, env: &Env<'_>) -> bool {
        match self {
            Self::Owe(overlay) => overlay.paste(text),
            Self::Complete(overlay) => overlay.paste(text),
            Self::Find(overlay) => overlay.paste(text),
            Self::Palette(overlay) => overlay.paste(text, env),
            Self::Help(overlay) => overlay.paste(text),
            Self::Recap(overlay) => overlay.paste(text),
            Self::Date(overlay) => overlay.paste(text, env),
            Self::Form(overlay) => form::paste(overlay, text, env),
            Self::Many(overlay) => overlay.paste(text),
            Self::FirstRun(overlay) => overlay.paste(text),
            Self::Import(overlay) => overlay.paste(text),
            Self::Log(_)
            | Self::Pass(_)
            | Self::Snooze(_)
            | Self::Plan(_)
            | Self::Question(_)
            | Self::Triage(_)
            | Self::Duplicates(_)
            | Self::Follow(_)
            | Self::PastImports(_) => false,
        }
    }

    /// Whether it fills the whole screen.
    pub fn full_screen(&self) -> bool {
        let filling = matches!(self, Self::FirstRun(_) | Self::Triage(_) | Self::Duplicates(_) | Self::Help(_));
        filling || matches!(self, Self::Import(_) | Self::PastImports(_))
    }

    /// Whether a cadence is chosen in it: the load stands beside it, before and after.
    pub fn chooses_cadence(&self) -> bool {
        match self {
            Self::Form(form) => form.before != Before::Nothing,
            Self::Many(_) | Self::Triage(_) => true,
            _ => false,
        }
    }

    /// Whom the typed words would add, or give a name, an address or a handle: they may be here already.
    pub fn asked(&self, env: &Env<'_>) -> Vec<Asked> {
        match self {
            Self::Form(form) => forms::asked(form, env).into_iter().collect(),
            Self::Many(many) => many.asked(),
            Self::FirstRun(first) => first.people.asked().into_iter().chain(first.places.asked()).collect(),
            Self::Find(find) => find.asked().into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

impl From<Open> for Overlay {
    fn from(open: Open) -> Self {
        match open {
            Open::Find(purpose) => Self::Find(Find::new(purpose)),
            Open::Date(wanted, title) => Self::Date(DateLine::new(wanted, title)),
            Open::People(first) => Self::Many(Many::people(&first)),
            Open::Question(text, yes) => Self::Question(Question::new(text, yes)),
            Open::Import => Self::Import(Import::default()),
        }
    }
}
