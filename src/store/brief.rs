//! The brief of a contact: all that ranking asks of somebody, in a few bytes beside the day from which they can be due.
//!
//! Derived, as standing is. Those who are due lie side by side in one index and are read without touching anything
//! else, so that Today costs next to nothing for each. Its first part is what the numbers are made of, the second
//! what a block and the words ask besides. Owns the form; must not know what ranking makes of it.

use std::collections::HashMap;

use crate::domain::attention::Facts;
use crate::domain::contact::{Stage, Style, Tier};
use crate::domain::ids::{ActId, CommunityId, ContactId, Subject, Uid};
use crate::domain::kind::OUT;
use crate::domain::settings::Settings;
use crate::domain::standing::{Standing, Worth};
use crate::domain::time::{Day, Instant};

/// The first of January 2020, from which days are counted: those of our time fit two bytes.
const FIRST_DAY: i32 = 737_425;
/// Stands before a kind of act that has no letter of its own.
const SPELLED: u8 = 0;
/// The bits of the first byte after the uid, from the lowest: tier (three), style (two), then these.
const PINNED: u8 = 1 << 5;
const MET: u8 = 1 << 6;

/// What the row of a contact says of them, and where they are found.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) uid: String,
    pub(super) name: String,
    pub(super) tier: Option<Tier>,
    pub(super) style: Style,
    pub(super) stage: Stage,
    /// Their own cadence in days; none where the tier's holds.
    pub(super) cadence: Option<u32>,
    pub(super) cadence_day: Option<Day>,
    pub(super) pinned: bool,
    /// The community of the last act with them that names a place.
    pub(super) place: Option<i64>,
    /// The platform of the handle used last, else of the first one; empty for none.
    pub(super) platform: String,
    /// The link of their profile; empty for none.
    pub(super) profile: String,
}

/// Platform and patience of each living community, where a contact's row takes place.
pub(super) type Places = HashMap<i64, (String, Option<u32>)>;

/// Puts a brief together.
pub(super) fn write(told: &Told, standing: &Standing) -> Vec<u8> {
    let mut to = Writer(Vec::with_capacity(128));
    let place = |found: Option<usize>| found.unwrap_or_default() as u8;
    to.0.extend(Uid::from(told.uid.as_str()).0);
    let tier = told.tier.and_then(|tier| Tier::ALL.iter().position(|other| *other == tier)).map(|at| at + 1);
    let style = place(Style::ALL.iter().position(|style| *style == told.style));
    let said = |holds: bool, bit: u8| if holds { bit } else { 0 };
    to.0.push(place(tier) | style << 3 | said(told.pinned, PINNED) | said(standing.met, MET));
    to.0.push(place(Stage::ALL.iter().position(|stage| *stage == told.stage)));
    to.number(told.cadence.unwrap_or_default().into());
    to.day(told.cadence_day);
    to.day(standing.last_out.map(|last| last.1));
    to.day(standing.last_in.map(|last| last.1));
    to.day(standing.clock_day);
    to.day(standing.own_clock_day);
    to.list(&standing.gaps, |to, gap| to.number((*gap).into()));
    to.list(&standing.unanswered, |to, day| to.day(Some(*day)));
    to.list(&standing.recent, |to, day| to.day(Some(*day)));

    to.text(&told.name);
    to.number(told.place.map_or(0, |place| place as u64));
    to.text(&told.platform);
    to.text(&told.profile);
    to.day(standing.list_from);
    for (at, _) in standing.last_out.into_iter().chain(standing.last_in) {
        to.signed(at.0);
    }
    to.list(&standing.last_kinds.iter().collect::<Vec<_>>(), |to, id| {
        if let Some(kind) = OUT.iter().find(|kind| kind.id == *id) {
            to.0.push(kind.key as u8);
        } else {
            to.0.push(SPELLED);
            to.text(id);
        }
    });
    if let Some(worth) = &standing.worth {
        to.number(worth.act.0 as u64);
        to.text(&worth.kind);
        to.signed(worth.at.0);
        to.day(Some(worth.day));
    }
    to.0
}

/// Reads a brief; what does not read is as if it were not there, and the doctor finds it.
pub(super) fn read(id: ContactId, brief: &[u8], settings: &Settings, places: &Places) -> Facts {
    let mut facts = Facts::new(Subject::Contact(id), "", "");
    read_over(&mut facts, id, brief, settings, places);
    facts
}

/// The same over facts of somebody else that are done with, whose room is used again: thousands are read in a row.
/// What a brief does not say stays as it is.
pub(super) fn read_over(facts: &mut Facts, id: ContactId, brief: &[u8], settings: &Settings, places: &Places) {
    let rest = read_numbers(facts, id, brief, settings);
    read_words(facts, rest, settings, places);
}

/// Reads what the numbers of somebody are made of, where nothing of theirs is worth an answer today: days, not the
/// moments of them, and no name. Answers the rest of the brief, for [`read_words`].
pub(super) fn read_numbers<'b>(facts: &mut Facts, id: ContactId, brief: &'b [u8], settings: &Settings) -> &'b [u8] {
    let (uid, rest) = brief.split_first_chunk().unwrap_or((&[0; 16], &[]));
    let mut from = Reader(rest);
    facts.subject = Subject::Contact(id);
    facts.uid = Uid(*uid);
    let said = from.byte();
    facts.tier = usize::from(said & 7).checked_sub(1).and_then(|at| Tier::ALL.get(at)).copied();
    facts.style = Style::ALL.get(usize::from(said >> 3 & 3)).copied().unwrap_or(Style::Rhythm);
    facts.pinned = said & PINNED != 0;
    facts.stage = Stage::ALL.get(usize::from(from.byte())).copied().unwrap_or(Stage::Noticed);
    let own = from.number() as u32;
    facts.cadence = settings.contact_cadence((own > 0).then_some(own), facts.tier, facts.style);
    facts.cadence_day = from.day();
    let standing = &mut facts.standing;
    standing.met = said & MET != 0;
    standing.last_out = from.day().map(|day| (Instant(0), day));
    standing.last_in = from.day().map(|day| (Instant(0), day));
    standing.clock_day = from.day();
    standing.own_clock_day = from.day();
    from.list(&mut standing.gaps, |from| Some(from.number() as u32));
    from.list(&mut standing.unanswered, Reader::day);
    from.list(&mut standing.recent, Reader::day);
    standing.worth = None;
    from.0
}

/// Reads the rest of a brief over what [`read_numbers`] read.
pub(super) fn read_words(facts: &mut Facts, rest: &[u8], settings: &Settings, places: &Places) {
    let mut from = Reader(rest);
    from.text().clone_into(&mut facts.name);
    let place = Some(from.number() as i64).filter(|place| *place > 0);
    facts.place = place.map(CommunityId);
    let (here, platform) = (place.and_then(|id| places.get(&id)), from.text());
    here.map_or(platform, |place| place.0.as_str()).clone_into(&mut facts.platform);
    facts.patience = settings.patience(here.and_then(|place| place.1), &facts.platform);
    from.text().clone_into(&mut facts.profile);
    let standing = &mut facts.standing;
    standing.list_from = from.day();
    for last in standing.last_out.iter_mut().chain(&mut standing.last_in) {
        last.0 = Instant(from.signed());
    }
    standing.last_kinds.clear();
    for _ in 0..from.number().min(from.0.len() as u64) {
        match from.byte() {
            SPELLED => standing.last_kinds.push(from.text()),
            letter => {
                if let Some(kind) = OUT.iter().find(|kind| kind.key as u8 == letter) {
                    standing.last_kinds.push(kind.id);
                }
            }
        }
    }
    standing.worth = (!from.0.is_empty())
        .then(|| (from.number(), from.text().to_owned(), from.signed(), from.day()))
        .and_then(|(act, kind, at, day)| Some(Worth { act: ActId(act as i64), kind, at: Instant(at), day: day? }));
}

/// Writes fields one after the other. A number takes seven bits a byte, the lowest first.
struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut value: u64) {
        while value > 0x7f {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// What is near nothing takes few bytes, on either side of it.
    fn signed(&mut self, value: i64) {
        self.number((value << 1 ^ value >> 63) as u64);
    }

    fn day(&mut self, day: Option<Day>) {
        let days = day.map(|day| i64::from(day.number()) - i64::from(FIRST_DAY));
        self.number(days.map_or(0, |days| (days << 1 ^ days >> 63) as u64 + 1));
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    fn list<T>(&mut self, values: &[T], write: impl Fn(&mut Self, &T)) {
        self.number(values.len() as u64);
        for value in values {
            write(self, value);
        }
    }
}

/// Reads them again; past the end everything is nothing.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> u8 {
        let Some((byte, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *byte
    }

    fn number(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        value
    }

    fn signed(&mut self) -> i64 {
        signed(self.number())
    }

    fn day(&mut self) -> Option<Day> {
        let days = signed(self.number().checked_sub(1)?);
        let days = i32::try_from(days).ok()?.checked_add(FIRST_DAY)?;
        Day::from_number(days)
    }

    fn text(&mut self) -> &'a str {
        let length = (self.number() as usize).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        std::str::from_utf8(text).unwrap_or_default()
    }

    fn list<T>(&mut self, values: &mut Vec<T>, read: impl Fn(&mut Self) -> Option<T>) {
        values.clear();
        // of no more than there are bytes, whatever is said
        for _ in 0..self.number().min(self.0.len() as u64) {
            values.extend(read(self));
        }
    }
}

fn signed(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(at: i64, text: &str) -> Option<(Instant, Day)> {
        Some((Instant(at), text.parse().ok()?))
    }

    #[test]
    fn what_is_written_is_read() {
        let full = Standing {
            last_out: moment(1_790_000_000_000, "2026-09-21"),
            last_in: moment(-5, "1969-12-31"),
            clock_day: "2026-09-20".parse().ok(),
            own_clock_day: "2026-09-19".parse().ok(),
            gaps: vec![3, 70, 1],
            unanswered: ["2026-09-01", "2026-09-02"].iter().filter_map(|day| day.parse().ok()).collect(),
            recent: ["2026-09-21", "2026-09-20"].iter().filter_map(|day| day.parse().ok()).collect(),
            met: true,
            worth: "2026-09-18".parse().ok().map(|day| Worth {
                act: ActId(12),
                kind: "commented".to_owned(),
                at: Instant(77),
                day,
            }),
            list_from: "2026-10-01".parse().ok(),
            last_kinds: ["shared", "met"].into_iter().collect(),
        };
        let told = Told {
            uid: "0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071".to_owned(),
            name: "Ada Lindqvist ✨".to_owned(),
            tier: Some(Tier::Close),
            style: Style::Rhythm,
            stage: Stage::Known,
            cadence: Some(14),
            cadence_day: "2026-01-01".parse().ok(),
            pinned: true,
            place: Some(4),
            platform: "mastodon".to_owned(),
            profile: "https://social.example/@ada".to_owned(),
        };
        let settings = Settings::default();
        let places = HashMap::from([(4, ("forum".to_owned(), Some(9)))]);
        let read_back = |told: &Told, standing: &Standing, places: &Places| {
            read(ContactId(3), &write(told, standing), &settings, places)
        };
        let facts = read_back(&told, &full, &places);
        assert_eq!(facts.standing, full);
        assert_eq!((facts.uid.to_string(), &facts.name), (told.uid.clone(), &told.name));
        assert_eq!((facts.tier, facts.style, facts.stage), (told.tier, told.style, told.stage));
        assert_eq!((facts.cadence, facts.cadence_day, facts.pinned), (Some(14), told.cadence_day, true));
        assert_eq!((facts.platform.as_str(), facts.patience, facts.place), ("forum", 9, Some(CommunityId(4))));
        assert_eq!(facts.profile, told.profile);
        // a place that is gone says nothing: the handle does
        assert_eq!(read_back(&told, &full, &HashMap::new()).platform, "mastodon");
        let bare = Told {
            name: String::new(),
            tier: None,
            style: Style::Ambient,
            stage: Stage::Noticed,
            cadence: None,
            cadence_day: None,
            pinned: false,
            place: None,
            platform: String::new(),
            profile: String::new(),
            ..told
        };
        let half = Standing { last_out: None, ..full };
        assert_eq!(read_back(&bare, &half, &places).standing, half);
        let facts = read_back(&bare, &Standing::default(), &places);
        assert_eq!(facts.standing, Standing::default());
        assert_eq!((facts.tier, facts.style, facts.stage, facts.cadence), (None, Style::Ambient, Stage::Noticed, None));
        assert_eq!((facts.cadence_day, facts.pinned, facts.place), (None, false, None));
        assert_eq!((facts.platform.as_str(), facts.profile.as_str()), ("", ""));
    }
}
