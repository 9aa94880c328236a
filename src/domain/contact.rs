//! A contact: who a person is to you. Facts only; the rules stand beside.
//!
//! Must not know how it is stored or drawn.

use super::ids::{ContactId, DatedId, HandleId};
use super::time::{Day, Instant};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word, as stored and as typed.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The value of that exact word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// How close: decides the default cadence.
    Tier { /// Every 7 days.
        Inner = "inner", /// Every 30 days.
        Close = "close", /// Every 90 days.
        Network = "network", /// No cadence unless chosen.
        Wide = "wide" }
}
words! {
    /// The cadence's sort.
    Style { /// Every N days.
        Rhythm = "rhythm", /// Met anyway: never nags.
        Ambient = "ambient", /// Only when something happens.
        Triggered = "triggered" }
}
words! {
    /// How far you have come with a contact.
    Stage { /// Seen, nothing said.
        Noticed = "noticed", /// An act of yours.
        Greeted = "greeted", /// Each way, on two days or more.
        Talking = "talking", /// Five days of the last sixty, after talking.
        Known = "known", /// Met or called.
        Met = "met" }
}
words! {
    /// How many listen to them.
    Reach { /// Like you and me.
        Regular = "regular", /// The A-list.
        Influencer = "influencer" }
}
words! {
    /// A dated fact of a contact.
    DatedSort { /// Comes every year.
        Birthday = "birthday", /// Comes every year: any other yearly date.
        Yearly = "yearly", /// A step of your own, once, until done.
        Step = "step" }
}

/// What a person fills in about a contact. Empty texts mean not filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactFields {
    /// Name, never empty.
    pub name: String,
    /// Tier; none goes to triage and never nags.
    pub tier: Option<Tier>,
    /// An own cadence in days (≥ 1), before the tier's.
    pub cadence: Option<u32>,
    /// Style; none reads as rhythm.
    pub style: Option<Style>,
    /// Stage as said or earned; none reads as noticed.
    pub stage: Option<Stage>,
    /// Reach; none reads as regular.
    pub reach: Option<Reach>,
    /// Why this contact matters to you.
    pub why: String,
    /// What you can offer.
    pub offer: String,
    /// What you hope for.
    pub hope: String,
    /// Organisation.
    pub organisation: String,
    /// Town.
    pub town: String,
    /// Mail address.
    pub mail: String,
    /// Long note.
    pub notes: String,
    /// Pinned: always near the top.
    pub pinned: bool,
    /// Tags, each one word or several.
    pub tags: Vec<String>,
    /// Topics they care about.
    pub topics: Vec<String>,
    /// Birthday: `YYYY-MM-DD`, or `--MM-DD` where the year is not known; empty for none.
    pub birthday: String,
}

/// A contact as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Row id of the living contact.
    pub id: ContactId,
    /// Stable id across machines.
    pub uid: String,
    /// What the person filled in.
    pub fields: ContactFields,
    /// The day on which the cadence in force was chosen.
    pub cadence_day: Option<Day>,
    /// Archived contacts are in no list but can be found.
    pub archived: bool,
    /// Handles, those of merged contacts included, in the order they were added.
    pub handles: Vec<Handle>,
    /// Birthday, yearly dates and steps not done.
    pub dated: Vec<Dated>,
    /// When it was added.
    pub added: Instant,
}

impl ContactFields {
    /// Style in force.
    pub fn style(&self) -> Style {
        self.style.unwrap_or(Style::Rhythm)
    }

    /// Stage in force.
    pub fn stage(&self) -> Stage {
        self.stage.unwrap_or(Stage::Noticed)
    }
}

/// A handle of a contact or a community on a platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handle {
    /// Row id.
    pub id: HandleId,
    /// The platform's word: `mastodon`, `github`, `mail`, or any other word a person chose.
    pub platform: String,
    /// The name there: `@ada@social.example`, `ada`; never empty.
    pub name: String,
    /// Profile link; empty where none can be derived.
    pub link: String,
}

/// A handle to be added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewHandle {
    /// The platform's word.
    pub platform: String,
    /// The name there.
    pub name: String,
    /// Profile link; empty to derive it.
    pub link: String,
}

/// A birthday, a yearly date or a next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Row id.
    pub id: DatedId,
    /// Its sort.
    pub sort: DatedSort,
    /// What it is: `agree a day`; empty for a birthday.
    pub text: String,
    /// `YYYY-MM-DD`, or `--MM-DD` for a yearly date without a year.
    pub day: String,
    /// When it was set.
    pub set: Instant,
}
