//! The weekly review: which week is up, what its guided steps list, and what each digit means.
//!
//! Owns these rules and their words. Must not know where the facts come from or
//! how a step is drawn; nothing here is written, every digit names a [`Change`].

use super::change::Change;
use super::community::{CommunityFields, State, StepHow};
use super::contact::Stage;
use super::ids::{CommitmentId, CommunityId, ContactId, OwedId, Subject};
use super::number::counted;
use super::rhythm::Usually;
use super::time::{Day, Week, Weekday};
use serde::Serialize;

/// The guided steps, in order.
pub const STEPS: [Step; 5] = [Step::Owed, Step::Drifting, Step::Communities, Step::Ladder, Step::Lines];
/// Cadences of people, in days, that *widen* goes along.
pub const PEOPLE_DAYS: [u32; 7] = [7, 14, 30, 60, 90, 180, 365];
/// Cadences of communities, in days, that *more* and *less* go along.
pub const PLACE_DAYS: [u32; 5] = [2, 4, 7, 14, 30];

/// A guided step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// What is owed.
    Owed,
    /// Who drifts, or stands at twice the cadence.
    Drifting,
    /// How much of each community.
    Communities,
    /// What was earned: rungs, stages, a block more.
    Ladder,
    /// What went well, and the line for the week.
    Lines,
}

impl Step {
    /// Its place among the steps, from 1.
    pub fn number(self) -> usize {
        STEPS.iter().position(|step| *step == self).map_or(0, |n| n + 1)
    }

    /// Its word in "2 of 5, drifting".
    pub fn word(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::Drifting => "drifting",
            Self::Communities => "communities",
            Self::Ladder => "ladder and stages",
            Self::Lines => "your lines",
        }
    }
}

/// What an item is about: the same from one reading to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Something owed.
    Owed(OwedId),
    /// Somebody, or a place.
    Subject(Subject),
    /// A commitment.
    Commitment(CommitmentId),
    /// How many places are in focus.
    Focus,
}

/// One item of a step: a line, and what each digit does.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it is about.
    pub about: About,
    /// Whose row it is; none for a commitment and for all places together.
    pub subject: Option<Subject>,
    /// Name.
    pub name: String,
    /// What stands beside it: "104 d, usually 40".
    pub words: String,
    /// What the review proposes, if it does: one of the digits.
    pub proposed: Option<char>,
    /// What each digit means, in order.
    pub choices: Vec<Choice>,
}

impl Item {
    /// The choice behind a digit.
    pub fn choice(&self, digit: char) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.digit == digit)
    }
}

/// What one digit means.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The digit; the same for the same word in every item of a step.
    pub digit: char,
    /// Its word: "widen".
    pub word: &'static str,
    /// What exactly it comes to: "every 60"; empty where the word says it all.
    pub detail: String,
    /// The change that it makes; none where all stays as it is.
    pub change: Option<Change>,
}

impl Choice {
    pub(super) fn new(digit: char, word: &'static str, change: Option<Change>) -> Self {
        Self { digit, word, detail: String::new(), change }
    }

    pub(super) fn saying(mut self, detail: String) -> Self {
        self.detail = detail;
        self
    }
}

/// The day of its week from which a running week is up for review: its Friday. Where
/// weeks start so late that Friday opens them, the fifth day takes its place.
#[must_use]
pub fn opens(week: Week) -> Day {
    (4..7).map(|n| week.first.plus(n)).find(|day| day.weekday() == Weekday::Fri).unwrap_or(week.first.plus(4))
}

/// The week that is up for review on `today`: from Friday the running one, before it
/// the last one; none where that one is closed or ended before `since`, the first day
/// with anything in it. Whether it is closed is asked of that one week alone, and what
/// fails in asking is passed on.
pub fn up_for_review<E>(
    today: Day,
    week_start: Weekday,
    since: Day,
    closed: impl FnOnce(Week) -> Result<bool, E>,
) -> Result<Option<Week>, E> {
    let running = Week::of(today, week_start);
    let week = if today >= opens(running) { running } else { running.plus(-1) };
    Ok((week.last() >= since && !closed(week)?).then_some(week))
}

/// "Review of week 38: five steps".
pub fn headline(week: Week) -> String {
    let steps = counted(STEPS.len() as u32, "step", "steps");
    format!("Review of week {}: {steps}", week.number().1)
}

/// The day for which the figures of a week hold: its last, or today while it runs.
#[must_use]
pub fn figures_day(week: Week, today: Day) -> Day {
    week.last().min(today)
}

/// The Friday after `today`, never today itself.
#[must_use]
pub fn next_friday(today: Day) -> Day {
    let days = 7 - i64::from(today.weekday().days_since(Weekday::Fri));
    today.plus(days)
}

/// The next longer of `row` than `days`; none at its end.
pub fn longer(row: &[u32], days: u32) -> Option<u32> {
    row.iter().copied().find(|step| *step > days)
}

/// The next shorter of `row` than `days`; none at its end.
pub fn shorter(row: &[u32], days: u32) -> Option<u32> {
    row.iter().rev().copied().find(|step| *step < days)
}

/// Something owed, faded or not. What is snoozed stays out of the review until its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedFacts {
    /// Which item.
    pub id: OwedId,
    /// To whom.
    pub to: Subject,
    /// Their name.
    pub name: String,
    /// "asked: does it run on musl?".
    pub words: String,
    /// The row is passed on today.
    pub passed: bool,
}

/// Step 1: 1 do, it heads the next block · 2 next week, snoozed to its first day ·
/// 3 let be. Both of the first start the fading anew.
pub fn owed_item(facts: &OwedFacts, today: Day, week_start: Weekday) -> Item {
    let revive = Change::Revive(facts.id);
    let now = if facts.passed {
        Change::Batch(format!("do: {}", facts.name), vec![Change::Wake(facts.to), revive.clone()])
    } else {
        revive.clone()
    };
    let monday = Week::of(today, week_start).plus(1).first;
    let later = Change::Batch(format!("next week: {}", facts.name), vec![revive, Change::Snooze(facts.to, monday)]);
    Item {
        about: About::Owed(facts.id),
        subject: Some(facts.to),
        name: facts.name.clone(),
        words: facts.words.clone(),
        proposed: None,
        choices: vec![
            Choice::new('1', "do", Some(now)).saying("heads the next block".to_owned()),
            Choice::new('2', "next week", Some(later)).saying(monday.long()),
            Choice::new('3', "let be", Some(Change::LetBe(facts.id))),
        ],
    }
}

/// Somebody with a cadence, silent for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilentFacts {
    /// Who.
    pub contact: ContactId,
    /// Name.
    pub name: String,
    /// Days since the clock restarted, dated rest left out.
    pub days: u32,
    /// The cadence in force, in days, ≥ 1.
    pub cadence: u32,
    /// What is usual.
    pub usually: Option<Usually>,
    /// Whether they drift (or are dormant).
    pub drifting: bool,
}

impl SilentFacts {
    /// Whether the review asks about them: who drifts or stands at twice the cadence.
    pub fn asks(&self) -> bool {
        self.drifting || u64::from(self.days) >= 2 * u64::from(self.cadence)
    }
}

/// Step 2, for who drifts or stands at twice the cadence; none for all others: 1 keep,
/// snoozed until the next Friday · 2 widen, to the next longer cadence, not offered
/// at the end of the row · 3 stop, no cadence until one is chosen; the tier stays.
pub fn drifting_item(facts: &SilentFacts, today: Day) -> Option<Item> {
    if !facts.asks() {
        return None;
    }
    let subject = Subject::Contact(facts.contact);
    let friday = next_friday(today);
    let keep =
        Choice::new('1', "keep", Some(Change::Snooze(subject, friday))).saying(format!("back {}", friday.long()));
    let widen = longer(&PEOPLE_DAYS, facts.cadence).map(|days| {
        Choice::new('2', "widen", Some(Change::SetCadence(subject, Some(days))))
            .saying(format!("every {days}, now {}", facts.cadence))
    });
    let stop = Choice::new('3', "stop", Some(Change::SetCadence(subject, None))).saying("no cadence".to_owned());
    let usually = facts.usually.unwrap_or(Usually::Cadence(facts.cadence));
    Some(Item {
        about: About::Subject(subject),
        subject: Some(subject),
        name: facts.name.clone(),
        words: format!("{} d, {usually}", facts.days),
        proposed: None,
        choices: std::iter::once(keep).chain(widen).chain([stop]).collect(),
    })
}

/// A community with what it took and what came back.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceFacts {
    /// Which.
    pub community: CommunityId,
    /// What was filled in.
    pub fields: CommunityFields,
    /// The cadence in force, in days; none when parked.
    pub cadence: Option<u32>,
    /// Acts of yours there in the week.
    pub acts: u32,
    /// Minutes spent there in the week.
    pub minutes: u32,
    /// Whether some of them are the usual ones of their kind, not counted ones.
    pub about: bool,
    /// Acts of theirs there in the week.
    pub came_back: u32,
}

/// Step 3, every community that is not parked, in the order given: 1 more, 2 less, to
/// the next shorter or longer cadence, not offered at the end of the row · 3 same ·
/// 4 park. Where more places are in focus than `blocks` a week (none: no block is
/// promised or planned), the note on it comes first, and as many as there are too many
/// are proposed to be parked: of those in focus the ones from which least came back,
/// then those with the fewest acts.
pub fn community_items(places: &[PlaceFacts], blocks: Option<u32>) -> Vec<Item> {
    let mut focus: Vec<&PlaceFacts> = places.iter().filter(|place| place.fields.state == State::Focus).collect();
    let too_many = blocks.map_or(0, |blocks| focus.len().saturating_sub(blocks as usize));
    let note = blocks.and_then(|blocks| focus_note(focus.len() as u32, blocks));
    focus.sort_by_key(|place| (place.came_back, place.acts, place.minutes));
    let park: Vec<CommunityId> = focus.iter().take(too_many).map(|place| place.community).collect();
    let offer = note.zip(focus.first()).map(|(note, place)| focus_item(note, place));
    let each = places.iter().filter(|place| place.fields.state != State::Parked);
    offer.into_iter().chain(each.map(|place| community_item(place, park.contains(&place.community)))).collect()
}

/// "5 places in focus, 3 blocks a week", "2 more than you can visit each week": the note where
/// there are more of the former.
pub fn focus_note(in_focus: u32, blocks: u32) -> Option<(String, String)> {
    let over = in_focus.checked_sub(blocks).filter(|over| *over > 0)?;
    let blocks = if blocks == 1 { "1 block".to_owned() } else { format!("{blocks} blocks") };
    Some((format!("{in_focus} places in focus, {blocks} a week"), format!("{over} more than you can visit each week")))
}

/// A rung or stage that the evidence offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earned {
    /// A rung of a community.
    Rung(CommunityId, u8),
    /// A stage of a contact, and where they stand now.
    Stage(ContactId, Stage, Stage),
}

/// Step 4, one item for each rung or stage on offer: 1 step up · 2 not yet.
pub fn earned_item(name: &str, earned: &Earned) -> Item {
    let (subject, words, change) = match *earned {
        Earned::Rung(community, rung) => (
            Subject::Community(community),
            format!("rung {rung} is earned: {}", super::ladder::name(rung)),
            Change::SetRung(community, rung, StepHow::Earned),
        ),
        Earned::Stage(contact, stage, here) => (
            Subject::Contact(contact),
            format!("{here}; {stage} is earned"),
            Change::SetStage(contact, stage, StepHow::Earned),
        ),
    };
    Item {
        about: About::Subject(subject),
        subject: Some(subject),
        name: name.to_owned(),
        words,
        proposed: Some('1'),
        choices: vec![Choice::new('1', "step up", Some(change)), Choice::new('2', "not yet", None)],
    }
}

/// The offer to park the place from which least came back; the places below are a choice, too.
fn focus_item((name, words): (String, String), least: &PlaceFacts) -> Item {
    let detail = format!("{}: {}", least.fields.name, came_back(least));
    Item {
        about: About::Focus,
        subject: None,
        name,
        words,
        proposed: Some('4'),
        choices: vec![Choice::new('3', "same", None), Choice::new('4', "park", Some(park(least))).saying(detail)],
    }
}

fn community_item(place: &PlaceFacts, propose: bool) -> Item {
    let subject = Subject::Community(place.community);
    let step = |digit, word, row: Option<u32>| {
        row.map(|days| {
            Choice::new(digit, word, Some(Change::SetCadence(subject, Some(days)))).saying(format!("every {days}"))
        })
    };
    let more = step('1', "more", place.cadence.and_then(|days| shorter(&PLACE_DAYS, days)));
    let less = step('2', "less", place.cadence.and_then(|days| longer(&PLACE_DAYS, days)));
    let every = place.cadence.map_or(String::new(), |days| format!(", every {days}"));
    Item {
        about: About::Subject(subject),
        subject: Some(subject),
        name: place.fields.name.clone(),
        words: format!("{}{every}: {}", place.fields.state, came_back(place)),
        proposed: propose.then_some('4'),
        choices: more
            .into_iter()
            .chain(less)
            .chain([Choice::new('3', "same", None), Choice::new('4', "park", Some(park(place)))])
            .collect(),
    }
}

/// Parking keeps everything else that was filled in.
fn park(place: &PlaceFacts) -> Change {
    let parked = CommunityFields { state: State::Parked, ..place.fields.clone() };
    Change::Batch(format!("parked {}", place.fields.name), vec![Change::SaveCommunity(place.community, parked)])
}

/// "7 back from 13 acts in 62 m".
fn came_back(place: &PlaceFacts) -> String {
    let about = if place.about { "about " } else { "" };
    let minutes = if place.minutes == 0 { String::new() } else { format!(" in {about}{} m", place.minutes) };
    match place.acts {
        0 if place.came_back == 0 => "nothing this week".to_owned(),
        0 => format!("{} back, no act of yours", place.came_back),
        1 => format!("{} back from 1 act{minutes}", place.came_back),
        acts => format!("{} back from {acts} acts{minutes}", place.came_back),
    }
}

#[cfg(test)]
mod tests;
