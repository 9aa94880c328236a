//! The one table of kinds of acts: what each counts for, settles and owes.
//!
//! Adding a kind is one row here. Must not know how a kind is stored or drawn.

use std::sync::Arc;

use serde::Serialize;

use super::owed::OwedSort;
use super::whom::Whom;

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// You did.
    Out,
    /// They did.
    In,
}

impl Direction {
    /// The stored word.
    pub fn id(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::In => "in",
        }
    }
}

/// What an outbound kind counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Leaning {
    /// Paid forward.
    Give,
    /// About your own things.
    Own,
    /// A favour asked or a promotion.
    Ask,
    /// Neither.
    Neutral,
}

/// Whose cadence clock an act restarts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Clock {
    /// Nobody's.
    None,
    /// The contact's and the community's.
    Both,
    /// The community's only (†).
    Community,
    /// The contact's only: private (‡).
    Contact,
}

impl Clock {
    /// As stored: 1 the contact's, 2 the community's, 3 both.
    pub fn bits(self) -> u8 {
        u8::from(self.contact()) + 2 * u8::from(self.community())
    }

    /// Whether a contact's clock restarts.
    pub fn contact(self) -> bool {
        matches!(self, Self::Both | Self::Contact)
    }

    /// Whether a community's clock restarts.
    pub fn community(self) -> bool {
        matches!(self, Self::Both | Self::Community)
    }
}

/// What an inbound kind brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Nothing to do.
    None,
    /// A reply owed, from anybody.
    Reply,
    /// Thanks owed, from anybody.
    Thanks,
    /// Thanks owed to contacts with a tier; from others counted (\*).
    ThanksIfTiered,
    /// Worth an answer, from anybody.
    Worth,
    /// Worth an answer from contacts with a tier; from others counted (\*).
    WorthIfTiered,
}

/// One kind of act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Stored id, the first word of its name.
    pub id: &'static str,
    /// Its letter in the popup.
    pub key: char,
    /// What was done, as a past tense: `answered`.
    pub label: &'static str,
    /// Short form in the popup: `asked me`.
    pub popup: &'static str,
    /// What was done with whom, `{}` standing for the name: `replied to {}`.
    pub phrase: &'static str,
    /// Outbound: what it counts as.
    pub leaning: Leaning,
    /// Points at others.
    pub points: bool,
    /// Expects an answer.
    pub expects: bool,
    /// Whose cadence clock it restarts.
    pub clock: Clock,
    /// Minutes it usually takes.
    pub minutes: u32,
    /// The rung for which it is evidence; 0 for none.
    pub rung: u8,
    /// The sort of owed item it settles.
    pub settles: Option<OwedSort>,
    /// Inbound: what it brings.
    pub effect: Effect,
    /// Inbound: counts as a result.
    pub result: bool,
}

const PLAIN: Kind = Kind {
    id: "",
    key: ' ',
    label: "",
    popup: "",
    phrase: "{}",
    leaning: Leaning::Neutral,
    points: false,
    expects: false,
    clock: Clock::None,
    minutes: 3,
    rung: 0,
    settles: None,
    effect: Effect::None,
    result: false,
};

use Clock::{Both, Community, Contact};
use Leaning::{Ask, Give, Own};
use OwedSort::{Reply, Thanks};

/// Outbound kinds, in the order of the popup.
pub const OUT: &[Kind] = &[
    Kind {
        id: "replied",
        key: 'r',
        label: "replied",
        popup: "replied",
        phrase: "replied to {}",
        clock: Both,
        minutes: 3,
        rung: 4,
        settles: Some(Reply),
        ..PLAIN
    },
    Kind {
        id: "answered",
        key: 'a',
        label: "answered",
        popup: "answered",
        phrase: "answered {}",
        leaning: Give,
        clock: Both,
        minutes: 8,
        rung: 3,
        settles: Some(Reply),
        ..PLAIN
    },
    Kind {
        id: "commented",
        key: 'c',
        label: "commented",
        popup: "commented",
        phrase: "commented on {}",
        leaning: Give,
        clock: Both,
        minutes: 4,
        rung: 4,
        settles: Some(Reply),
        ..PLAIN
    },
    Kind {
        id: "shared",
        key: 's',
        label: "shared theirs",
        popup: "shared theirs",
        phrase: "shared {}",
        leaning: Give,
        points: true,
        clock: Both,
        minutes: 2,
        rung: 5,
        settles: Some(Thanks),
        ..PLAIN
    },
    Kind {
        id: "thanked",
        key: 't',
        label: "thanked",
        popup: "thanked",
        phrase: "thanked {}",
        leaning: Give,
        clock: Both,
        minutes: 1,
        settles: Some(Thanks),
        ..PLAIN
    },
    Kind {
        id: "messaged",
        key: 'm',
        label: "messaged",
        popup: "messaged",
        phrase: "messaged {}",
        expects: true,
        clock: Contact,
        minutes: 4,
        settles: Some(Reply),
        ..PLAIN
    },
    Kind {
        id: "welcomed",
        key: 'w',
        label: "welcomed",
        popup: "welcomed",
        phrase: "welcomed {}",
        leaning: Give,
        clock: Both,
        minutes: 3,
        rung: 3,
        ..PLAIN
    },
    Kind { id: "liked", key: 'k', label: "liked", popup: "liked", phrase: "liked {}", minutes: 1, ..PLAIN },
    Kind {
        id: "posted",
        key: 'p',
        label: "posted own work",
        popup: "posted own",
        phrase: "posted in {}",
        leaning: Own,
        clock: Community,
        minutes: 15,
        rung: 6,
        ..PLAIN
    },
    Kind {
        id: "asked",
        key: 'x',
        label: "asked a favour",
        popup: "asked",
        phrase: "asked {}",
        leaning: Ask,
        expects: true,
        clock: Both,
        minutes: 3,
        rung: 7,
        ..PLAIN
    },
    Kind {
        id: "listened",
        key: 'l',
        label: "listened",
        popup: "listened",
        phrase: "listened to {}",
        clock: Community,
        minutes: 3,
        rung: 1,
        ..PLAIN
    },
    Kind {
        id: "encouraged",
        key: 'e',
        label: "encouraged",
        popup: "encouraged",
        phrase: "encouraged {}",
        leaning: Give,
        clock: Both,
        minutes: 2,
        ..PLAIN
    },
    Kind {
        id: "introduced",
        key: 'i',
        label: "introduced",
        popup: "introduced",
        phrase: "introduced {}",
        leaning: Give,
        points: true,
        clock: Both,
        minutes: 5,
        rung: 5,
        ..PLAIN
    },
    Kind {
        id: "passed",
        key: 'v',
        label: "passed on something useful",
        popup: "passed on",
        phrase: "passed something on to {}",
        leaning: Give,
        points: true,
        clock: Both,
        minutes: 3,
        rung: 3,
        ..PLAIN
    },
    Kind {
        id: "connected",
        key: 'f',
        label: "connected",
        popup: "connected",
        phrase: "connected with {}",
        expects: true,
        clock: Contact,
        minutes: 1,
        ..PLAIN
    },
    Kind {
        id: "quoted",
        key: 'S',
        label: "shared with a line",
        popup: "shared with a line",
        phrase: "shared {} with a line",
        leaning: Give,
        points: true,
        clock: Both,
        minutes: 4,
        rung: 5,
        settles: Some(Thanks),
        ..PLAIN
    },
    Kind {
        id: "recommended",
        key: 'n',
        label: "recommended",
        popup: "recommended",
        phrase: "recommended {}",
        leaning: Give,
        points: true,
        clock: Both,
        minutes: 5,
        rung: 5,
        ..PLAIN
    },
    Kind {
        id: "met",
        key: 'o',
        label: "met or called",
        popup: "met",
        phrase: "met {}",
        clock: Contact,
        minutes: 20,
        settles: Some(Reply),
        ..PLAIN
    },
    Kind {
        id: "told",
        key: 'b',
        label: "told about myself",
        popup: "about me",
        phrase: "told {} about myself",
        leaning: Own,
        clock: Both,
        minutes: 3,
        rung: 6,
        ..PLAIN
    },
    Kind {
        id: "learned",
        key: 'L',
        label: "learned the rules",
        popup: "rules",
        phrase: "learned the rules of {}",
        clock: Community,
        minutes: 5,
        rung: 2,
        ..PLAIN
    },
    Kind {
        id: "other",
        key: 'u',
        label: "other",
        popup: "other",
        phrase: "something with {}",
        clock: Both,
        minutes: 3,
        ..PLAIN
    },
];

/// Inbound kinds, in the order of the popup.
pub const IN: &[Kind] = &[
    Kind {
        id: "asked",
        key: 'q',
        label: "asked",
        popup: "asked me",
        phrase: "{} asked",
        effect: Effect::Reply,
        ..PLAIN
    },
    Kind {
        id: "messaged",
        key: 'g',
        label: "messaged you",
        popup: "messaged",
        phrase: "{} messaged you",
        effect: Effect::Reply,
        ..PLAIN
    },
    Kind {
        id: "replied",
        key: 'r',
        label: "replied",
        popup: "replied",
        phrase: "{} replied",
        effect: Effect::Worth,
        clock: Contact,
        ..PLAIN
    },
    Kind {
        id: "commented",
        key: 'c',
        label: "commented",
        popup: "commented",
        phrase: "{} commented",
        effect: Effect::WorthIfTiered,
        ..PLAIN
    },
    Kind {
        id: "mentioned",
        key: 'm',
        label: "mentioned you",
        popup: "mentioned me",
        phrase: "{} mentioned you",
        effect: Effect::WorthIfTiered,
        ..PLAIN
    },
    Kind {
        id: "shared",
        key: 's',
        label: "shared yours",
        popup: "shared mine",
        phrase: "{} shared yours",
        effect: Effect::ThanksIfTiered,
        ..PLAIN
    },
    Kind {
        id: "linked",
        key: 'l',
        label: "linked you",
        popup: "linked me",
        phrase: "{} linked you",
        effect: Effect::ThanksIfTiered,
        ..PLAIN
    },
    Kind { id: "thanked", key: 't', label: "thanked you", popup: "thanked", phrase: "{} thanked you", ..PLAIN },
    Kind {
        id: "followed",
        key: 'f',
        label: "followed",
        popup: "followed",
        phrase: "{} followed you",
        effect: Effect::ThanksIfTiered,
        ..PLAIN
    },
    Kind {
        id: "encouraged",
        key: 'e',
        label: "encouraged you",
        popup: "encouraged",
        phrase: "{} encouraged you",
        ..PLAIN
    },
    Kind {
        id: "introduced",
        key: 'i',
        label: "introduced you",
        popup: "introduced me",
        phrase: "{} introduced you",
        effect: Effect::Thanks,
        ..PLAIN
    },
    Kind {
        id: "invited",
        key: 'o',
        label: "invited you",
        popup: "invited me",
        phrase: "{} invited you",
        effect: Effect::Reply,
        result: true,
        ..PLAIN
    },
    Kind {
        id: "became",
        key: 'd',
        label: "became work",
        popup: "became work",
        phrase: "{} became work",
        result: true,
        ..PLAIN
    },
    Kind { id: "other", key: 'u', label: "other", popup: "other", phrase: "something from {}", ..PLAIN },
];

/// A kind of your own, from the config: outbound, restarts the clock, no points, expectation or rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnKind {
    /// Its letter, not taken by another outbound kind.
    pub key: char,
    /// Its name, one word; stored as the id.
    pub name: String,
    /// What it counts as.
    pub leaning: Leaning,
    /// Minutes it usually takes.
    pub minutes: u32,
}

/// The kinds in force: the built-in ones and those of the config. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kinds {
    own: Arc<[Kind]>,
}

/// The built-in kind of that direction and id; an unknown id reads as *other*.
pub fn kind(direction: Direction, id: &str) -> &'static Kind {
    let table = table(direction);
    table.iter().find(|kind| kind.id == id).unwrap_or(&table[table.len() - 1])
}

/// The built-in table of a direction; *other* stands last.
pub fn table(direction: Direction) -> &'static [Kind] {
    match direction {
        Direction::Out => OUT,
        Direction::In => IN,
    }
}

impl Kinds {
    /// The built-in kinds and `own`.
    ///
    /// # Errors
    /// Names the kind whose letter or name is taken or not usable.
    pub fn new(own: &[OwnKind]) -> Result<Self, String> {
        let mut kinds: Vec<Kind> = Vec::new();
        for kind in own {
            let named = |other: &Kind| other.id == kind.name;
            if kind.name.is_empty() || !kind.name.chars().all(|c| c.is_alphanumeric() || c == '-') {
                return Err(format!("kind \"{}\": a name is one word of letters, digits or -", kind.name));
            }
            if !kind.key.is_ascii_alphabetic() {
                return Err(format!("kind \"{}\": its key must be one letter, not \"{}\"", kind.name, kind.key));
            }
            if let Some(taken) = OUT.iter().chain(&kinds).find(|other| other.key == kind.key) {
                return Err(format!("kind \"{}\": the letter {} is taken by \"{}\"", kind.name, kind.key, taken.label));
            }
            if OUT.iter().chain(&kinds).any(named) {
                return Err(format!("kind \"{}\": that name is taken", kind.name));
            }
            // the table is read once at start and lives as long as the program
            let name: &'static str = Box::leak(kind.name.clone().into_boxed_str());
            kinds.push(Kind {
                id: name,
                key: kind.key,
                label: name,
                popup: name,
                phrase: Box::leak(format!("{name} {{}}").into_boxed_str()),
                leaning: kind.leaning,
                clock: Both,
                minutes: kind.minutes,
                ..PLAIN
            });
        }
        Ok(Self { own: kinds.into() })
    }

    /// The kind of that direction and id; an unknown id reads as *other*.
    pub fn get(&self, direction: Direction, id: &str) -> &Kind {
        self.find(direction, id).unwrap_or_else(|| kind(direction, "other"))
    }

    /// The kind of that direction and id, if it is known.
    pub fn find(&self, direction: Direction, id: &str) -> Option<&Kind> {
        self.all(direction).find(|kind| kind.id == id)
    }

    /// What was done with whom: "replied to Ada", "shared theirs in Rust Book Club"; the bare label where there is
    /// nobody.
    pub fn said(&self, direction: Direction, id: &str, whom: Option<Whom<'_>>, count: u32) -> String {
        let kind = self.get(direction, id);
        let with = |name: &str| kind.phrase.replace("{}", name);
        // what nobody in particular did is still theirs, not yours
        let nobody = || if direction == Direction::In { with("somebody") } else { kind.label.to_owned() };
        let said = match whom {
            Some(Whom::Person(name)) => with(name),
            // these are done with the place itself
            Some(Whom::Place(name)) if matches!(kind.id, "listened" | "posted" | "learned") => with(name),
            Some(Whom::Place(name)) => format!("{} in {name}", nobody()),
            None => nobody(),
        };
        if count > 1 { format!("{said} ×{count}") } else { said }
    }

    /// The kind behind a letter of the popup.
    pub fn by_key(&self, direction: Direction, key: char) -> Option<&Kind> {
        self.all(direction).find(|kind| kind.key == key)
    }

    /// All kinds of a direction, in the order of the popup.
    pub fn all(&self, direction: Direction) -> impl Iterator<Item = &Kind> {
        let own: &[Kind] = if direction == Direction::Out { &self.own } else { &[] };
        table(direction).iter().chain(own)
    }
}

/// The sort of item that an inbound act opens when it is logged as owed (a capital letter).
pub fn owed_as(inbound: &Kind) -> OwedSort {
    match inbound.id {
        "mentioned" | "shared" | "linked" | "introduced" | "thanked" | "followed" | "encouraged" => Thanks,
        _ => Reply,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_ids_are_unique_in_each_direction() {
        for direction in [Direction::Out, Direction::In] {
            let table = table(direction);
            for (n, kind) in table.iter().enumerate() {
                assert!(table[..n].iter().all(|other| other.key != kind.key && other.id != kind.id), "{}", kind.id);
            }
            assert_eq!(table[table.len() - 1].id, "other");
        }
        // a capital makes an inbound act owed, so no inbound letter may be one
        assert!(IN.iter().all(|kind| kind.key.is_ascii_lowercase()));
    }

    #[test]
    fn an_own_kind_takes_a_free_letter_only() {
        let own = |key, name: &str| OwnKind { key, name: name.to_owned(), leaning: Give, minutes: 5 };
        let kinds = Kinds::new(&[own('y', "mentored")]).unwrap_or_default();
        assert_eq!(kinds.by_key(Direction::Out, 'y').map(|kind| kind.label), Some("mentored"));
        assert_eq!(kinds.get(Direction::Out, "gone-from-config").id, "other");
        assert!(Kinds::new(&[own('a', "mentored")]).is_err_and(|why| why.contains("answered")));
        assert!(Kinds::new(&[own('y', "asked")]).is_err());
    }
}
