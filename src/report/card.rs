//! The card of a contact or a community, and the detail pane, which is its short form.
//!
//! Must not know how it is drawn or where its facts come from.

use serde::Serialize;

use super::row::Row;
use crate::domain::ids::{ActId, CommunityId, ContactId, HandleId, Subject};
use crate::domain::time::Day;

/// A label and what stands beside it: "usually", "every 16 d".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// Label.
    pub label: String,
    /// Value.
    pub value: String,
}

/// One logged act in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActLine {
    /// Which.
    pub id: ActId,
    /// The day it counts for.
    pub day: Day,
    /// Whether they acted.
    pub theirs: bool,
    /// "answered", "asked": with note or what it was about.
    pub what: String,
    /// Whom it was for or by, where the card is a community's; empty otherwise.
    pub who: String,
    /// Link; empty for none.
    pub link: String,
}

/// A handle in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandleLine {
    /// Which.
    pub id: HandleId,
    /// Platform word.
    pub platform: String,
    /// Name there.
    pub name: String,
    /// Profile link; empty for none.
    pub link: String,
}

/// The card of a subject.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "card", rename_all = "lowercase")]
pub enum Card {
    /// A contact's.
    Contact(Box<ContactCard>),
    /// A community's.
    Community(Box<CommunityCard>),
}

impl Card {
    /// The row of the subject, whether listed or not.
    pub fn row(&self) -> &Row {
        match self {
            Self::Contact(card) => &card.row,
            Self::Community(card) => &card.row,
        }
    }

    /// Who.
    pub fn subject(&self) -> Subject {
        self.row().subject
    }
}

/// The card of a contact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContactCard {
    /// Which.
    pub id: ContactId,
    /// Its row, whether listed or not.
    pub row: Row,
    /// "close, about monthly".
    pub headline: String,
    /// Where: "forum, mastodon".
    pub places: String,
    /// Stage word.
    pub stage: String,
    /// What the next stage wants: "talking; met is a call away".
    pub next: String,
    /// The stage that is earned and offered, if one is.
    pub offered: Option<crate::domain::contact::Stage>,
    /// Filled-in texts in order: why, offer, hope, organisation, town, mail, birthday.
    pub texts: Vec<Pair>,
    /// Figures in order: usually, given and asked, about others, an ask.
    pub figures: Vec<Pair>,
    /// Acts a week over 26 weeks, oldest first.
    pub weeks: Vec<u32>,
    /// Steps and dates: "agree a day, Thu 24 Sep".
    pub dated: Vec<Pair>,
    /// Handles.
    pub handles: Vec<HandleLine>,
    /// Tags.
    pub tags: Vec<String>,
    /// Topics.
    pub topics: Vec<String>,
    /// The long note.
    pub notes: String,
    /// Last acts, newest first.
    pub acts: Vec<ActLine>,
    /// Archived.
    pub archived: bool,
    /// Everything that was filled in, for the form.
    #[serde(skip)]
    pub fields: crate::domain::contact::ContactFields,
}

/// The card of a community.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CommunityCard {
    /// Which.
    pub id: CommunityId,
    /// Its row, whether listed or not.
    pub row: Row,
    /// "forum", with the handles' platforms: "forum + chat".
    pub platforms: String,
    /// State word.
    pub state: String,
    /// Role word.
    pub role: String,
    /// "since March".
    pub since: String,
    /// Figures in order: quiet, about others, given and asked, an ask.
    pub figures: Vec<Pair>,
    /// Filled-in texts in order: expects, acting as, rules, notes.
    pub texts: Vec<Pair>,
    /// The ladder, rung 7 first; empty for a host or where it is off.
    pub ladder: Vec<RungLine>,
    /// "share two more of theirs and rung 5 is earned".
    pub next: String,
    /// The rung that is earned and offered, if one is.
    pub offered: Option<u8>,
    /// Whether "I know this place" is offered (rung 0).
    pub know_offered: bool,
    /// The host's view in order: open questions, newcomers welcomed, median days to answer.
    pub host: Vec<Pair>,
    /// People met there, the most frequent first.
    pub people: Vec<(ContactId, String)>,
    /// How many more there are.
    pub more_people: usize,
    /// Acts a week over 26 weeks, oldest first.
    pub weeks: Vec<u32>,
    /// Handles.
    pub handles: Vec<HandleLine>,
    /// Tags.
    pub tags: Vec<String>,
    /// Topics.
    pub topics: Vec<String>,
    /// Last acts there, newest first.
    pub acts: Vec<ActLine>,
    /// Archived.
    pub archived: bool,
    /// Everything that was filled in, for the form.
    #[serde(skip)]
    pub fields: crate::domain::community::CommunityFields,
}

/// One rung in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RungLine {
    /// 1 to 7.
    pub rung: u8,
    /// "engage".
    pub name: String,
    /// "ten replies with five people".
    pub wants: String,
    /// Reached, and how and when: "earned 12 Apr"; empty where not reached.
    pub reached: String,
    /// The rung you stand on.
    pub here: bool,
    /// Progress where it is the next one: done and wanted.
    pub progress: Option<(u32, u32)>,
}
