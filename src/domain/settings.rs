//! What a person can set: one plain struct, filled from the config file by `config`.
//!
//! Must not know TOML, files or the environment.

use super::community::State;
use super::contact::{Style, Tier};
use super::kind::Kinds;
use super::owed::{Owed, OwedSort};
use super::time::Weekday;

/// Weights of the terms of attention, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// A reply is owed.
    pub reply: f64,
    /// Thanks or a promise are owed.
    pub thanks: f64,
    /// The cadence is due.
    pub due: f64,
    /// Worth an answer, or an unread post.
    pub worth: f64,
    /// Silent beyond the usual.
    pub drift: f64,
    /// A dated event or next step.
    pub dated: f64,
    /// New, nothing logged yet.
    pub new: f64,
    /// One act of yours from the next rung or stage.
    pub step: f64,
    /// Inner tier.
    pub inner: f64,
    /// Close tier.
    pub close: f64,
    /// Pinned.
    pub pinned: f64,
    /// Acted with today already (negative).
    pub today: f64,
    /// Two acts unanswered (negative).
    pub unanswered: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            reply: 10.0,
            thanks: 7.0,
            due: 8.0,
            worth: 4.0,
            drift: 4.0,
            dated: 4.0,
            new: 2.0,
            step: 2.0,
            inner: 3.0,
            close: 1.5,
            pinned: 5.0,
            today: -10.0,
            unanswered: -4.0,
        }
    }
}

/// Thresholds of the ladder's rungs 1 and 3 to 7.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderSettings {
    /// Rung 1: days listened.
    pub listen_days: u32,
    /// Rung 3: acts that provide value.
    pub provide: u32,
    /// Rung 4: replies or comments.
    pub engage: u32,
    /// Rung 4: with how many different people.
    pub engage_people: u32,
    /// Rung 5: acts that promote others.
    pub promote: u32,
    /// Rung 6: percent about others.
    pub about_others: u32,
    /// Rung 6: of at least so many acts in 90 days.
    pub about_others_of: u32,
    /// Rung 6: days on rung 5.
    pub days_on_five: u32,
    /// Rung 7: days on rung 6.
    pub days_on_six: u32,
}

impl Default for LadderSettings {
    fn default() -> Self {
        Self {
            listen_days: 3,
            provide: 5,
            engage: 10,
            engage_people: 5,
            promote: 5,
            about_others: 70,
            about_others_of: 10,
            days_on_five: 30,
            days_on_six: 60,
        }
    }
}

/// Which colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// The terminal's own colours and the 16 ANSI ones.
    #[default]
    Terminal,
    /// Fixed colours on dark.
    Dark,
    /// Fixed colours on light.
    Light,
}

/// Everything that can be set, with its defaults.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Minutes after midnight at which a day starts.
    pub day_start: u16,
    /// First day of the week.
    pub week_start: Weekday,
    /// Days of the inner, close and network tiers' cadence, and of wide (none by default).
    pub tiers: [Option<u32>; 4],
    /// Days of the cadence of focus and scouting communities.
    pub focus: u32,
    /// The same for scouting ones.
    pub scouting: u32,
    /// Weights of attention.
    pub weights: Weights,
    /// Thresholds of the ladder.
    pub ladder: LadderSettings,
    /// Days a reply may wait, by platform word; all others `patience_other`.
    pub patience: Vec<(String, u32)>,
    /// Days a reply may wait elsewhere.
    pub patience_other: u32,
    /// Days until thanks fade.
    pub fade_thanks: u32,
    /// Days until a reply to a contact fades.
    pub fade_reply: u32,
    /// Days until a reply to someone in a place fades.
    pub fade_reply_place: u32,
    /// Minutes of a block where no planned block says otherwise.
    pub block_minutes: u32,
    /// Minutes for an act before ten acts are known.
    pub act_minutes: u32,
    /// Kinds, own ones included.
    pub kinds: Kinds,
    /// Colours.
    pub theme: Theme,
    /// ASCII marks and lines only.
    pub ascii: bool,
    /// Mouse.
    pub mouse: bool,
    /// Ring the terminal bell at the end of a block.
    pub bell: bool,
    /// So often feeds are asked without a key, in minutes; none for never.
    pub refresh_minutes: Option<u32>,
    /// Remapped keys as written: action id and its keys; the key map resolves them.
    pub keys: Vec<(String, Vec<String>)>,
}

impl Default for Settings {
    fn default() -> Self {
        let chat = ["chat", "slack", "discord", "irc", "matrix", "signal", "whatsapp", "telegram", "sms"];
        Self {
            day_start: 240,
            week_start: Weekday::Mon,
            tiers: [Some(7), Some(30), Some(90), None],
            focus: 4,
            scouting: 14,
            weights: Weights::default(),
            ladder: LadderSettings::default(),
            patience: chat.iter().map(|word| ((*word).to_owned(), 1)).chain([("mail".to_owned(), 5)]).collect(),
            patience_other: 3,
            fade_thanks: 21,
            fade_reply: 45,
            fade_reply_place: 14,
            block_minutes: 30,
            act_minutes: 4,
            kinds: Kinds::default(),
            theme: Theme::default(),
            ascii: false,
            mouse: false,
            bell: false,
            refresh_minutes: None,
            keys: Vec::new(),
        }
    }
}

impl Settings {
    /// Cadence in days of a contact: its own, else its tier's; none where neither
    /// is chosen, and none for a style that has no rhythm.
    pub fn contact_cadence(&self, own: Option<u32>, tier: Option<Tier>, style: Style) -> Option<u32> {
        if style != Style::Rhythm {
            return None;
        }
        own.or_else(|| tier.and_then(|tier| self.tiers[tier as usize]))
    }

    /// Cadence in days of a community: its own, else its state's; none when parked.
    pub fn community_cadence(&self, own: Option<u32>, state: State) -> Option<u32> {
        match state {
            State::Parked => None,
            State::Focus => Some(own.unwrap_or(self.focus)),
            State::Scouting => Some(own.unwrap_or(self.scouting)),
        }
    }

    /// Days a reply may wait: the community's own, else the platform's.
    pub fn patience(&self, own: Option<u32>, platform: &str) -> u32 {
        own.unwrap_or_else(|| {
            self.patience.iter().find(|(word, _)| word == platform).map_or(self.patience_other, |(_, days)| *days)
        })
    }

    /// Days after which an item fades and moves to the review; a promise never does.
    pub fn fade_days(&self, item: &Owed) -> Option<u32> {
        self.fade(item.sort, item.contact.is_some())
    }

    /// The same by sort, and by whether a contact is named.
    pub fn fade(&self, sort: OwedSort, named: bool) -> Option<u32> {
        match sort {
            OwedSort::Thanks => Some(self.fade_thanks),
            OwedSort::Reply if named => Some(self.fade_reply),
            OwedSort::Reply => Some(self.fade_reply_place),
            OwedSort::Promise => None,
        }
    }
}
