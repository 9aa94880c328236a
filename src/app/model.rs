//! The whole state of the dashboard: loaded reports, screens, overlays, what is said.
//!
//! Holds no facts of its own; everything stored is loaded. Must not draw or store.

use super::action::Scope;
use super::alike::Known;
use super::keymap::Keymap;
use super::overlay::Overlay;
use super::overlays::many::Many;
use super::reply::{Env, Notice, Reply};
use super::screens::communities::CommunitiesScreen;
use super::screens::listen::ListenScreen;
use super::screens::people::PeopleScreen;
use super::screens::review::ReviewScreen;
use super::screens::today::TodayScreen;
use crate::domain::ids::{ActId, Subject};
use crate::domain::kind::Direction;
use crate::domain::load::Totals;
use crate::domain::settings::Settings;
use crate::domain::time::{Day, Instant, Now};
use crate::report::card::Card;
use crate::report::name_index::NameIndex;
use crate::report::row::Row;
use crate::report::today::Block;

/// Which screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// The block and its queue.
    #[default]
    Today,
    /// Contacts.
    People,
    /// Communities.
    Communities,
    /// The weekly review.
    Review,
    /// Posts.
    Listen,
}

/// The last log, for `.` and `c`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastLog {
    /// The acts, once they are written.
    pub acts: Vec<ActId>,
    /// "answered Ada".
    pub label: String,
    /// Their note and link, as far as this window wrote them.
    pub about: (String, String),
}

/// Whether something is being read by a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// No.
    #[default]
    No,
    /// Yes.
    Asked,
    /// Yes, but it has changed meanwhile: once more.
    Again,
}

/// The state.
#[expect(clippy::struct_excessive_bools, reason = "each is asked alone and none excludes another")]
#[derive(Debug)]
pub struct Model {
    /// The settings.
    pub settings: Settings,
    /// The live bindings.
    pub keymap: Keymap,
    /// A world in memory: a banner says so.
    pub demo: bool,
    /// The demo was opened from the first run: leaving it goes back there.
    pub visiting: bool,
    /// No colours: `NO_COLOR`, or a dumb terminal.
    pub plain: bool,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The day that was last looked at.
    pub day: Day,
    /// Which screen.
    pub screen: Screen,
    /// Today.
    pub today: TodayScreen,
    /// People.
    pub people: PeopleScreen,
    /// Communities.
    pub communities: CommunitiesScreen,
    /// Review.
    pub review: ReviewScreen,
    /// Listen.
    pub listen: ListenScreen,
    /// Cards that are open over the list of their screen, the top one last.
    pub cards: Vec<Subject>,
    /// The first line shown of the open card.
    pub card_top: usize,
    /// The card of whom the verbs are about.
    pub detail: Option<Card>,
    /// Somebody who was found: the verbs are about them until the next log.
    pub found: Option<Subject>,
    /// Marked ones, in the order they were marked.
    pub marks: Vec<Subject>,
    /// What lies over the screen.
    pub overlays: Vec<Overlay>,
    /// Lines of many at once that were left before they were added: one of people, one of places at most.
    pub drafts: Vec<Many>,
    /// What was typed and is being written: there again where that fails.
    pub sent: Option<Overlay>,
    /// What is said.
    pub notice: Notice,
    /// The last log.
    pub last: Option<LastLog>,
    /// Note and link of the log that is being written.
    pub about: (String, String),
    /// The kind that `.` logs again.
    pub again: Option<(Direction, String)>,
    /// Everything that `/` searches, once it was needed.
    pub names: Option<NameIndex>,
    /// Whether they are being read.
    pub names_read: Reading,
    /// What the cadences ask and what there is room for, once a form or triage needed it.
    pub load: Option<Totals>,
    /// Who is here already and may be the same as what is typed.
    pub known: Known,
    /// What is said of it once it is written.
    pub known_said: String,
    /// When the last `Space` was seen: a held key logs once.
    pub last_space: Option<Instant>,
    /// When the last key was pressed.
    pub last_key: Instant,
    /// The foreign step was named: a second `u` takes it back.
    pub foreign_named: bool,
    /// Whether the bell has rung for the running block.
    pub rung_bell: bool,
    /// Whether the first run was offered in this window.
    pub first_run_offered: bool,
    /// The first log without a block offered one already.
    pub block_offered: bool,
    /// Leaving was asked for.
    pub leaving: bool,
}

impl Model {
    /// An empty dashboard.
    pub fn new(settings: Settings, keymap: Keymap, now: &Now, demo: bool) -> Self {
        Self {
            settings,
            keymap,
            demo,
            visiting: false,
            plain: false,
            size: (80, 24),
            day: now.day(),
            screen: Screen::default(),
            today: TodayScreen::default(),
            people: PeopleScreen::default(),
            communities: CommunitiesScreen::default(),
            review: ReviewScreen::default(),
            listen: ListenScreen::default(),
            cards: Vec::new(),
            card_top: 0,
            detail: None,
            found: None,
            marks: Vec::new(),
            overlays: Vec::new(),
            drafts: Vec::new(),
            sent: None,
            notice: Notice::default(),
            last: None,
            about: Default::default(),
            again: None,
            names: None,
            names_read: Reading::No,
            load: None,
            known: Known::default(),
            known_said: String::new(),
            last_space: None,
            last_key: now.at,
            foreign_named: false,
            rung_bell: false,
            first_run_offered: false,
            block_offered: false,
            leaving: false,
        }
    }

    /// The scopes whose bindings hold, the narrowest first.
    pub fn scopes(&self) -> &'static [Scope] {
        match (self.screen, self.cards.is_empty()) {
            (_, false) | (Screen::Communities, true) => &[Scope::Subjects],
            (Screen::Review, true) => &[Scope::Review],
            (Screen::Today, true) => &[Scope::Today, Scope::Subjects],
            (Screen::People, true) => &[Scope::People, Scope::Subjects],
            // somebody who was found stands there as a card does
            (Screen::Listen, true) if self.found.is_some() => &[Scope::Subjects],
            (Screen::Listen, true) => &[Scope::Listen, Scope::Subjects],
        }
    }

    /// Opens an overlay; nothing else is to be done.
    pub fn open(&mut self, overlay: Overlay) -> Reply {
        self.overlays.push(overlay);
        Reply::stay()
    }

    /// Whom the verbs are about.
    pub fn focus(&self) -> Option<Subject> {
        self.found.or(self.cards.last().copied()).or_else(|| self.selected())
    }

    /// The selected subject of the screen's list.
    pub fn selected(&self) -> Option<Subject> {
        match self.screen {
            Screen::Today => self.today.row().map(|row| row.subject),
            Screen::People => self.people.cursor.selected(),
            Screen::Communities => self.communities.cursor.selected(),
            Screen::Review => self.review.current().and_then(|item| item.subject),
            Screen::Listen => self.listen.subject(),
        }
    }

    /// The row of whom the verbs are about.
    pub fn focus_row(&self) -> Option<Row> {
        let subject = self.focus()?;
        self.row_of(subject)
    }

    /// The row of a subject, as far as it is known here.
    pub fn row_of(&self, subject: Subject) -> Option<Row> {
        if let Some(row) = self.today.row_of(subject) {
            return Some(row.clone());
        }
        if let Some(card) = self.detail.as_ref().filter(|card| card.subject() == subject) {
            return Some(card.row().clone());
        }
        let lines = self.people.list.lines.iter().chain(&self.communities.list.lines);
        let listed = lines.into_iter().find(|line| line.subject == subject).map(|line| line.name.as_str());
        listed.or_else(|| self.listen.name_of(subject)).map(|name| Row::plain(subject, name))
    }

    /// The rows that a verb acts on: the marked ones, else the one in focus.
    pub fn targets(&self) -> Vec<Row> {
        if self.marks.is_empty() {
            self.focus_row().into_iter().collect()
        } else {
            self.marks.iter().filter_map(|subject| self.row_of(*subject)).collect()
        }
    }

    /// The running or paused block.
    pub fn block(&self) -> Option<&Block> {
        self.today.report.as_ref()?.block.as_ref()
    }

    /// When the program must wake by itself: the next second of a running block, the next day.
    pub fn next_wake(&self, now: &Now) -> Option<Instant> {
        let tomorrow = now.start_of(now.day().plus(1));
        let running = self.block().filter(|block| !block.session.paused());
        let second = running.map(|block| {
            let into = block.session.spent(now.at).rem_euclid(1000);
            Instant(now.at.0 + 1000 - into)
        });
        Some(second.map_or(tomorrow, |second| second.min(tomorrow)))
    }

    /// Whether a text field has the keys: letters are text then, and so is a paste.
    pub fn in_field(&self) -> bool {
        match self.overlays.last() {
            Some(Overlay::Import(import)) => import.is_typing(),
            Some(overlay) => !matches!(
                overlay,
                Overlay::Log(_)
                    | Overlay::Pass(_)
                    | Overlay::Snooze(_)
                    | Overlay::Plan(_)
                    | Overlay::Question(_)
                    | Overlay::Triage(_)
                    | Overlay::Duplicates(_)
                    | Overlay::Follow(_)
                    | Overlay::PastImports(_)
            ),
            None => {
                (self.screen == Screen::People && self.people.filtering && self.cards.is_empty())
                    || (self.screen == Screen::Review && self.review.typing.is_some())
            }
        }
    }

    /// What overlays may look at, over `queue`.
    pub fn env<'e>(&'e self, now: &'e Now, queue: &'e [Subject]) -> Env<'e> {
        Env {
            now,
            settings: &self.settings,
            keymap: &self.keymap,
            names: self.names.as_ref(),
            known: &self.known,
            load: self.load,
            queue,
        }
    }
}
