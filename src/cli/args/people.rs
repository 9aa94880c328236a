//! Words of the commands that add and change people and places.
//!
//! Must not know who is there.

use clap::{Args, Subcommand};

use super::values::{self, Cadence, Clearable};
use crate::domain::community::{Role, State};
use crate::domain::contact::{Reach, Stage, Style, Tier};

/// `add`.
#[derive(Debug, Subcommand)]
pub enum Add {
    /// Add a person
    ///
    /// Somebody with the same handle, link or mail address who is here already is refused by name, unless
    /// `--anyway` is said; somebody of the same name is added, and a line says who looks alike.
    Contact(Box<AddContact>),
    /// Add a place where people gather
    Community(Box<AddCommunity>),
    /// Add a way to reach somebody, or the page of a place
    Handle(AddHandle),
}

/// `add contact`.
#[derive(Debug, Args)]
pub struct AddContact {
    /// The name
    pub name: String,
    /// Handles or links: `@ada@social.example`, `github:ada`, `https://ada.example`
    pub handles: Vec<String>,
    /// Add it although somebody with the same handle, link or mail address is here
    #[arg(long)]
    pub anyway: bool,
    /// What holds for both sorts.
    #[command(flatten)]
    pub shared: Shared,
    /// What holds for people.
    #[command(flatten)]
    pub contact: ContactFlags,
}

/// `add community`.
#[derive(Debug, Args)]
pub struct AddCommunity {
    /// The name
    pub name: String,
    /// Its page or handle: `https://forum.example/c/books`
    pub handles: Vec<String>,
    /// Add it although a place with the same page or handle is here
    #[arg(long)]
    pub anyway: bool,
    /// What holds for both sorts.
    #[command(flatten)]
    pub shared: Shared,
    /// What holds for places.
    #[command(flatten)]
    pub community: CommunityFlags,
}

/// `add handle`.
#[derive(Debug, Args)]
pub struct AddHandle {
    /// Whose: a person or place
    pub name: String,
    /// The handle or link: `@ada@social.example`, `github:ada`
    pub handle: String,
    /// The platform, where the handle does not say it
    #[arg(long, value_name = "WORD")]
    pub platform: Option<String>,
    /// The profile link, where it cannot be derived
    #[arg(long, value_name = "URL", value_parser = values::link)]
    pub link: Option<String>,
    /// Add it although somebody else has it
    #[arg(long)]
    pub anyway: bool,
}

/// What can be said of a person and of a place.
#[derive(Debug, Default, PartialEq, Args)]
pub struct Shared {
    /// How often, in days: `14`, `2w`, `3m`, `monthly`; `default` for what tier or state say, `none` for never
    #[arg(long, value_name = "DAYS", value_parser = values::cadence)]
    pub cadence: Option<Cadence>,
    /// Near the top, always
    #[arg(long)]
    pub pin: bool,
    /// A tag; may be given several times
    #[arg(long, value_name = "WORD")]
    pub tag: Vec<String>,
    /// A topic they care about; may be given several times
    #[arg(long, value_name = "WORDS")]
    pub topic: Vec<String>,
    /// The long note
    #[arg(long, value_name = "TEXT")]
    pub notes: Option<String>,
}

/// What can be said of a person.
#[derive(Debug, Default, PartialEq, Args)]
#[command(next_help_heading = "People")]
pub struct ContactFlags {
    /// How close; decides how often
    #[arg(long, value_parser = values::words_or_none::<Tier>(Tier::ALL, Tier::word))]
    pub tier: Option<Clearable<Tier>>,
    /// Every so many days, met anyway, or only when something happens
    #[arg(long, value_parser = values::words::<Style>(Style::ALL, Style::word))]
    pub style: Option<Style>,
    /// How far you have come
    #[arg(long, value_parser = values::words::<Stage>(Stage::ALL, Stage::word))]
    pub stage: Option<Stage>,
    /// How many listen to them
    #[arg(long, value_parser = values::words::<Reach>(Reach::ALL, Reach::word))]
    pub reach: Option<Reach>,
    /// Why they matter to you
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// What you can offer
    #[arg(long, value_name = "TEXT")]
    pub offer: Option<String>,
    /// What you hope for
    #[arg(long, value_name = "TEXT")]
    pub hope: Option<String>,
    /// Organisation
    #[arg(long, value_name = "TEXT")]
    pub organisation: Option<String>,
    /// Town
    #[arg(long, value_name = "TEXT")]
    pub town: Option<String>,
    /// Mail address
    #[arg(long, value_name = "ADDRESS")]
    pub mail: Option<String>,
    /// Birthday: `1984-03-07`, or `--03-07` where the year is not known
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub birthday: Option<String>,
}

/// What can be said of a place.
#[derive(Debug, Default, PartialEq, Args)]
#[command(next_help_heading = "Places")]
pub struct CommunityFlags {
    /// Looking around, chosen, or left for now
    #[arg(long, value_parser = values::words::<State>(State::ALL, State::word))]
    pub state: Option<State>,
    /// Your role there
    #[arg(long, value_parser = values::words::<Role>(Role::ALL, Role::word))]
    pub role: Option<Role>,
    /// What it runs on: `forum`, `slack`, `mastodon`
    #[arg(long, value_name = "WORD")]
    pub platform: Option<String>,
    /// The page where you work
    #[arg(long, value_name = "URL", value_parser = values::link)]
    pub link: Option<String>,
    /// Days a reply may wait there; `none` for what the platform says
    #[arg(long, value_name = "DAYS", value_parser = values::days_or_none)]
    pub patience: Option<Clearable<u32>>,
    /// Its rules, as you noted them
    #[arg(long, value_name = "TEXT")]
    pub rules: Option<String>,
    /// What it can expect of you
    #[arg(long, value_name = "TEXT")]
    pub expects: Option<String>,
    /// Under which name you act there
    #[arg(long, value_name = "NAME")]
    pub acting_as: Option<String>,
    /// No ladder for this place
    #[arg(long)]
    pub no_ladder: bool,
}

/// `edit`.
#[derive(Debug, Args)]
pub struct Edit {
    /// A person or place
    pub name: String,
    /// Another name
    #[arg(long = "name", value_name = "NAME")]
    pub new_name: Option<String>,
    /// What holds for both sorts.
    #[command(flatten)]
    pub shared: Shared,
    /// No longer near the top
    #[arg(long, conflicts_with = "pin")]
    pub no_pin: bool,
    /// Take a tag away
    #[arg(long, value_name = "WORD")]
    pub no_tag: Vec<String>,
    /// Take a topic away
    #[arg(long, value_name = "WORDS")]
    pub no_topic: Vec<String>,
    /// Take a handle away
    #[arg(long, value_name = "HANDLE")]
    pub no_handle: Vec<String>,
    /// What holds for people.
    #[command(flatten)]
    pub contact: ContactFlags,
    /// What holds for places.
    #[command(flatten)]
    pub community: CommunityFlags,
    /// The rung you stand on, 0 to 7
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=7))]
    pub rung: Option<u8>,
    /// The ladder again
    #[arg(long, conflicts_with = "no_ladder")]
    pub ladder: bool,
}

impl Edit {
    /// Whether anything is named that could be changed, even if it holds already.
    pub fn names_something(&self) -> bool {
        self.new_name.is_some()
            || self.rung.is_some()
            || self.no_pin
            || self.ladder
            || ![&self.no_tag, &self.no_topic, &self.no_handle].into_iter().all(Vec::is_empty)
            || self.shared != Shared::default()
            || self.contact != ContactFlags::default()
            || self.community != CommunityFlags::default()
    }
}

/// `archive`.
#[derive(Debug, Args)]
pub struct Archive {
    /// A person or place
    pub name: String,
    /// Take it back from the archive
    #[arg(long)]
    pub back: bool,
}

/// `merge`.
#[derive(Debug, Args)]
pub struct Merge {
    /// The contact that goes
    pub gone: String,
    /// The contact that stays
    pub into: String,
}

/// `apart`.
#[derive(Debug, Args)]
pub struct Apart {
    /// A contact
    pub one: String,
    /// Another contact that looks alike
    pub other: String,
}
