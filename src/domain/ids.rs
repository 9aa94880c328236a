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
    /// A feed.
    FeedId,
    /// A fetched post.
    PostId,
    /// An import.
    ImportId,
}

/// A stable id across machines, the last tie-break of an order: a UUID as its sixteen bytes.
///
/// Another text reads as its first sixteen bytes, so that an order holds even there; no such id is ever made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Uid(pub [u8; 16]);

impl From<&str> for Uid {
    fn from(text: &str) -> Self {
        let hyphen = |at: &usize| matches!(at, 8 | 13 | 18 | 23);
        let mut bytes = [0; 16];
        let mut digits = text.char_indices().filter(|(at, _)| !hyphen(at)).map(|(_, digit)| digit.to_digit(16));
        let canonical = text.len() == 36
            && bytes.iter_mut().all(|byte| match (digits.next().flatten(), digits.next().flatten()) {
                (Some(high), Some(low)) => {
                    *byte = (high << 4 | low) as u8;
                    true
                }
                _ => false,
            });
        if !canonical {
            bytes = [0; 16];
            bytes.iter_mut().zip(text.bytes()).for_each(|(byte, letter)| *byte = letter);
        }
        Self(bytes)
    }
}

/// In hexadecimal digits with hyphens, as it is stored.
impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
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
