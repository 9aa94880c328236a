//! Row ids as types, and [`Subject`]: a contact or a community.
//!
//! Must know nothing else.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )*};
}

ids! {
    /// A contact. After a merge the rows keep the contact they were made for;
    /// [`Subject`] always holds the living one.
    ContactId,
    /// A community.
    CommunityId,
    /// A handle of either on a platform.
    HandleId,
    /// A logged act.
    ActId,
    /// An owed reply, thanks or promise.
    OwedId,
    /// A dated event or next step.
    DatedId,
    /// A session.
    SessionId,
    /// A commitment.
    CommitmentId,
    /// A planned block.
    PlannedId,
    /// A rest: a holiday or a weekday off.
    RestId,
    /// One operation of the history.
    OperationId,
    /// A fetched post.
    PostId,
}

/// Who or what a row of the queue is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "type", content = "id", rename_all = "lowercase")]
pub enum Subject {
    /// A place where people gather; before contacts where scores are equal.
    Community(CommunityId),
    /// A person.
    Contact(ContactId),
}

impl Subject {
    /// The contact, if it is one.
    pub fn contact(self) -> Option<ContactId> {
        match self {
            Self::Contact(id) => Some(id),
            Self::Community(_) => None,
        }
    }

    /// The community, if it is one.
    pub fn community(self) -> Option<CommunityId> {
        match self {
            Self::Community(id) => Some(id),
            Self::Contact(_) => None,
        }
    }
}

/// `contact:12`, `community:3`: how the command line names one among several of one name.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Community(id) => write!(f, "community:{}", id.0),
            Self::Contact(id) => write!(f, "contact:{}", id.0),
        }
    }
}

impl FromStr for Subject {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (sort, number) = text.split_once(':').ok_or(())?;
        let number = number.parse().map_err(|_| ())?;
        match sort {
            "contact" => Ok(Self::Contact(ContactId(number))),
            "community" => Ok(Self::Community(CommunityId(number))),
            _ => Err(()),
        }
    }
}
