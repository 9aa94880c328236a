//! The brief of a contact: all that ranking asks of somebody, in one text beside the day from which they can be due.
//!
//! Derived, as standing is. Those who are due lie side by side in one index and are read without touching anything
//! else, so that Today costs next to nothing for each. Owns the form; must not know what ranking makes of it.

use std::collections::HashMap;
use std::fmt::{Display, Write};

use crate::domain::attention::Facts;
use crate::domain::contact::{Stage, Style, Tier};
use crate::domain::ids::{ActId, CommunityId, ContactId, Subject};
use crate::domain::settings::Settings;
use crate::domain::standing::{Standing, Worth};
use crate::domain::time::{Day, Instant};

/// Stands between the fields: no text that came in through the cleaner holds it.
const BETWEEN: char = '\u{1f}';

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
pub(super) fn write(told: &Told, standing: &Standing) -> String {
    let mut text = String::with_capacity(256);
    let mut field = |value: &dyn Display| {
        // writing into a string cannot fail
        let _ = write!(text, "{value}{BETWEEN}");
    };
    let clean = |text: &str| text.replace(BETWEEN, " ");
    field(&clean(&told.uid));
    field(&clean(&told.name));
    field(&word(told.tier));
    field(&told.style);
    field(&told.stage);
    field(&word(told.cadence));
    field(&word(told.cadence_day));
    field(&u8::from(told.pinned));
    field(&word(told.place));
    field(&clean(&told.platform));
    field(&clean(&told.profile));
    for moment in [standing.last_out, standing.last_in] {
        field(&word(moment.map(|moment| moment.0.0)));
        field(&word(moment.map(|moment| moment.1)));
    }
    field(&word(standing.clock_day));
    field(&word(standing.own_clock_day));
    field(&words(&standing.gaps));
    field(&words(&standing.unanswered));
    field(&words(&standing.recent));
    field(&u8::from(standing.met));
    let worth = standing.worth.as_ref();
    field(&word(worth.map(|worth| worth.act.0)));
    field(&worth.map(|worth| clean(&worth.kind)).unwrap_or_default());
    field(&word(worth.map(|worth| worth.at.0)));
    field(&word(worth.map(|worth| worth.day)));
    field(&word(standing.list_from));
    field(&clean(standing.last_kinds.as_str()));
    text
}

/// Reads a brief; what does not read is as if it were not there, and the doctor finds it.
pub(super) fn read(id: ContactId, text: &str, settings: &Settings, places: &Places) -> Facts {
    let mut facts = Facts::new(Subject::Contact(id), "", "");
    read_over(&mut facts, id, text, settings, places);
    facts
}

/// The same over facts of somebody else that are done with, whose room is used again: thousands are read in a row.
/// What a brief does not say stays as it is.
pub(super) fn read_over(facts: &mut Facts, id: ContactId, text: &str, settings: &Settings, places: &Places) {
    let mut rest = text;
    // fields are short: looking byte by byte finds their ends faster than a search made for long texts
    let mut next = || {
        let end = rest.bytes().position(|byte| byte == BETWEEN as u8).unwrap_or(rest.len());
        let field = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        field
    };
    facts.subject = Subject::Contact(id);
    next().clone_into(&mut facts.uid);
    next().clone_into(&mut facts.name);
    facts.tier = Tier::from_word(next());
    facts.style = Style::from_word(next()).unwrap_or(Style::Rhythm);
    facts.stage = Stage::from_word(next()).unwrap_or(Stage::Noticed);
    facts.cadence = settings.contact_cadence(next().parse().ok(), facts.tier, facts.style);
    facts.cadence_day = day(next());
    facts.pinned = next() == "1";
    let place = next().parse().ok();
    facts.place = place.map(CommunityId);
    let (here, platform) = (place.and_then(|id| places.get(&id)), next());
    here.map_or(platform, |place| place.0.as_str()).clone_into(&mut facts.platform);
    facts.patience = settings.patience(here.and_then(|place| place.1), &facts.platform);
    next().clone_into(&mut facts.profile);
    // both fields are there, whether they say something or not
    let mut moment = || {
        let (at, on) = (instant(next()), day(next()));
        at.zip(on)
    };
    let standing = &mut facts.standing;
    (standing.last_out, standing.last_in) = (moment(), moment());
    (standing.clock_day, standing.own_clock_day) = (day(next()), day(next()));
    fill(&mut standing.gaps, next(), |word| word.parse().ok());
    fill(&mut standing.unanswered, next(), day);
    fill(&mut standing.recent, next(), day);
    standing.met = next() == "1";
    let (act, kind, at, on) = (next().parse().ok(), next(), instant(next()), day(next()));
    standing.worth =
        act.zip(at).zip(on).map(|((act, at), day)| Worth { act: ActId(act), kind: kind.to_owned(), at, day });
    standing.list_from = day(next());
    standing.last_kinds.set(next());
}

fn fill<T>(list: &mut Vec<T>, text: &str, read: impl Fn(&str) -> Option<T>) {
    list.clear();
    list.extend(text.split_ascii_whitespace().filter_map(read));
}

fn word<T: Display>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn words<T: Display>(values: &[T]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn day(text: &str) -> Option<Day> {
    if text.is_empty() { None } else { text.parse().ok() }
}

fn instant(text: &str) -> Option<Instant> {
    text.parse().ok().map(Instant)
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
            uid: "0199-ada".to_owned(),
            name: "Ada\u{1f}Lindqvist ✨".to_owned(),
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
        assert_eq!((facts.uid.as_str(), facts.name.as_str()), ("0199-ada", "Ada Lindqvist ✨"));
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
