//! The ladder: seven rungs into a community, their evidence, and the next step.
//!
//! Owns what each rung wants, its words and the rules of stepping. For guest and
//! member; a host has the view in `host`. Must not know where the evidence comes from.

use serde::Serialize;

use super::balance::ASKS_AT_MOST;
use super::community::{Role, RungStep, StepHow};
use super::number::{counted, more_times, spelled, times};
use super::settings::LadderSettings;
use super::stage::FRESH_DAYS;
use super::time::Day;

/// The highest rung.
pub const TOP: u8 = 7;
/// The highest rung that is earned by counts of acts since ever; those above go by time and balance.
pub const COUNTED: u8 = 5;
/// The offer at rung 0, which counts as rungs 1 and 2.
pub const KNOW_THIS_PLACE: &str = "I know this place";

const NAMES: [&str; 7] = ["listen", "learn", "provide value", "engage", "promote others", "tell about you", "promote"];

/// What was done in one community, as the ladder sees it. Since ever, where nothing
/// else is said; a row of count n counts n, except in days and windows of acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Distinct days on which you listened (kinds of rung 1).
    pub listened_days: u32,
    /// The last of them.
    pub last_listened: Option<Day>,
    /// The rules are noted, as text or by an act of rung 2.
    pub rules_noted: bool,
    /// Acts that provide value (kinds of rung 3).
    pub provide: u32,
    /// Replies and comments (kinds of rung 4).
    pub engage: u32,
    /// With how many different people; the strangers of one day count as one.
    pub engage_people: u32,
    /// Acts that promote others (kinds of rung 5).
    pub promote: u32,
    /// *About others* of the last 90 days, without its lower limit: acts that point at
    /// others, and of how many that point at anybody.
    pub about_others: (u32, u32),
    /// Days on rung 5 or above without a break ([`days_on`]).
    pub days_on_five: u32,
    /// Days on rung 6 or above without a break.
    pub days_on_six: u32,
    /// Asks among the last ten acts of yours there.
    pub asks_in_last_ten: u32,
    /// The last day of an act there, either way.
    pub last_act_day: Option<Day>,
}

/// One thing that a rung wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Want {
    /// So much of it is there; may exceed `of`.
    pub done: u32,
    /// So much is wanted.
    pub of: u32,
    /// How it stands: "3 of 5", "2 of 5 people".
    pub words: String,
}

impl Want {
    /// Whether it is there.
    pub fn met(&self) -> bool {
        self.done >= self.of
    }

    fn new(done: u32, of: u32, unit: &str) -> Self {
        Self { done, of, words: format!("{done} of {of}{unit}") }
    }
}

/// Where a rung lies, seen from where you stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lies {
    /// Below.
    Behind,
    /// You stand on it.
    Here,
    /// One above.
    Next,
    /// Further up.
    Ahead,
}

/// One rung as the card shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rung {
    /// Its number, 1 to 7.
    pub rung: u8,
    /// Its name: "provide value".
    pub name: &'static str,
    /// What it wants: "ten replies with five people".
    pub wanted: String,
    /// The same in parts, as they stand.
    pub wants: Vec<Want>,
    /// Whether its own evidence is there.
    pub earned: bool,
    /// Where it lies.
    pub lies: Lies,
    /// The day from which you stand on it or above, where you do, and how that came.
    pub since: Option<(Day, StepHow)>,
}

impl Rung {
    /// The first thing that is not there yet, else the last: "3 of 5".
    pub fn progress(&self) -> Option<&Want> {
        self.wants.iter().find(|want| !want.met()).or(self.wants.last())
    }
}

/// The next rung.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Next {
    /// Its number.
    pub rung: u8,
    /// Whether it is earned.
    pub earned: bool,
    /// "share two more of theirs and rung 5 is earned", or "rung 5 is earned".
    pub line: String,
    /// "one share from rung 5": only where exactly one act of yours is missing and
    /// there was an act there within [`FRESH_DAYS`].
    pub one_act_from: Option<String>,
}

/// What stepping up means now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepUp {
    /// To this rung, by evidence.
    Earned(u8),
    /// To this rung only if the person says so; the question, without its keys.
    Ask(u8, String),
    /// There is no rung above.
    Top,
}

/// Whether a community has a ladder: not for its host, and not where it is off.
pub fn has_ladder(role: Role, no_ladder: bool) -> bool {
    role != Role::Host && !no_ladder
}

/// The name of a rung from 1 to 7; empty for any other.
pub fn name(rung: u8) -> &'static str {
    usize::from(rung).checked_sub(1).and_then(|n| NAMES.get(n)).copied().unwrap_or_default()
}

/// What a rung wants: "ten replies with five people"; empty outside 1 to 7.
pub fn wanted(rung: u8, settings: &LadderSettings) -> String {
    match rung {
        1 => counted(settings.listen_days, "day", "days"),
        2 => "the rules noted".to_owned(),
        3 => counted(settings.provide, "answer", "answers"),
        4 => format!(
            "{} with {}",
            counted(settings.engage, "reply", "replies"),
            counted(settings.engage_people, "person", "people")
        ),
        5 => format!("{} of theirs shared", spelled(settings.promote)),
        6 => format!("about others {} %", settings.about_others),
        7 => format!("after {} days on 6", settings.days_on_six),
        _ => String::new(),
    }
}

/// What a rung wants, part by part; empty outside 1 to 7.
pub fn wants(rung: u8, evidence: &Evidence, settings: &LadderSettings) -> Vec<Want> {
    match rung {
        1 => vec![Want::new(evidence.listened_days, settings.listen_days, "")],
        2 => {
            let done = u32::from(evidence.rules_noted);
            vec![Want { done, of: 1, words: if done == 1 { "noted" } else { "not noted yet" }.to_owned() }]
        }
        3 => vec![Want::new(evidence.provide, settings.provide, "")],
        4 => vec![
            Want::new(evidence.engage, settings.engage, ""),
            Want::new(evidence.engage_people, settings.engage_people, " people"),
        ],
        5 => vec![Want::new(evidence.promote, settings.promote, "")],
        6 => {
            let (points, of) = evidence.about_others;
            let percent = (u64::from(points) * 100).checked_div(u64::from(of)).unwrap_or(0) as u32;
            vec![
                Want::new(of, settings.about_others_of, " acts"),
                Want::new(percent, settings.about_others, " %"),
                Want::new(evidence.days_on_five, settings.days_on_five, " days on 5"),
            ]
        }
        7 => vec![
            Want::new(evidence.days_on_six, settings.days_on_six, " days on 6"),
            Want {
                done: u32::from(evidence.asks_in_last_ten <= ASKS_AT_MOST),
                of: 1,
                words: format!("{} in the last ten acts", counted(evidence.asks_in_last_ten, "ask", "asks")),
            },
        ],
        _ => Vec::new(),
    }
}

/// Whether the evidence of a rung from 1 to 7 is there, however the one before came.
pub fn earned(rung: u8, evidence: &Evidence, settings: &LadderSettings) -> bool {
    (1..=TOP).contains(&rung) && wants(rung, evidence, settings).iter().all(Want::met)
}

/// All seven rungs, the lowest first, seen from `rung` with the steps taken (oldest first).
pub fn rungs(rung: u8, steps: &[RungStep], evidence: &Evidence, settings: &LadderSettings) -> Vec<Rung> {
    (1..=TOP)
        .map(|n| Rung {
            rung: n,
            name: name(n),
            wanted: wanted(n, settings),
            wants: wants(n, evidence, settings),
            earned: earned(n, evidence, settings),
            lies: match n {
                _ if n < rung => Lies::Behind,
                _ if n == rung => Lies::Here,
                _ if n == rung + 1 => Lies::Next,
                _ => Lies::Ahead,
            },
            since: if n <= rung { reached(steps, n).map(|step| (step.day, step.how)) } else { None },
        })
        .collect()
}

/// Days up to `today` on `rung` or above without a break; 0 where you stand below.
/// `steps` are all steps taken, oldest first.
pub fn days_on(steps: &[RungStep], rung: u8, today: Day) -> u32 {
    reached(steps, rung).map_or(0, |step| today.since(step.day) as u32)
}

/// The next rung from `rung`; none at the top.
pub fn next(rung: u8, evidence: &Evidence, settings: &LadderSettings, today: Day) -> Option<Next> {
    let next = rung.checked_add(1).filter(|next| *next <= TOP)?;
    let earned = earned(next, evidence, settings);
    let line = if earned { format!("rung {next} is earned") } else { missing_line(next, evidence, settings) };
    let fresh = evidence.last_act_day.is_some_and(|day| today.since(day) <= FRESH_DAYS);
    let one_act_from = if earned || !fresh { None } else { one_act(next, evidence, settings, today) };
    Some(Next { rung: next, earned, line, one_act_from: one_act_from.map(|act| format!("{act} from rung {next}")) })
}

/// What stepping up from `rung` means: taken where earned, else asked for.
pub fn step_up(rung: u8, evidence: &Evidence, settings: &LadderSettings) -> StepUp {
    match rung.checked_add(1).filter(|next| *next <= TOP) {
        None => StepUp::Top,
        Some(next) if earned(next, evidence, settings) => StepUp::Earned(next),
        Some(next) => {
            let stands = wants(next, evidence, settings).into_iter().find(|want| !want.met());
            let stands = stands.map_or(String::new(), |want| format!(" ({})", want.words));
            StepUp::Ask(next, format!("Rung {next}, {}: not earned yet{stands}. Say so yourself?", name(next)))
        }
    }
}

/// The rung below, at any time; none at the foot.
pub fn step_down(rung: u8) -> Option<u8> {
    rung.checked_sub(1)
}

/// The rung of [`KNOW_THIS_PLACE`], where it is offered: at rung 0 only.
pub fn know_this_place(rung: u8) -> Option<u8> {
    (rung == 0).then_some(2)
}

/// The step from which you stand on `rung` or above without a break.
fn reached(steps: &[RungStep], rung: u8) -> Option<&RungStep> {
    steps.iter().rev().take_while(|step| step.rung >= rung).last()
}

/// Acts that point at others missing from rung 6: the least n for which points + n and
/// of + n reach the limit and the share; none where no number does.
fn points_missing(evidence: &Evidence, settings: &LadderSettings) -> Option<u32> {
    let (points, of) = evidence.about_others;
    let number = settings.about_others_of.saturating_sub(of);
    let short = (u64::from(settings.about_others) * u64::from(of)).saturating_sub(100 * u64::from(points));
    if short == 0 {
        return Some(number);
    }
    // (points + n) × 100 ≥ share × (of + n)
    let rest = u64::from(100_u32.saturating_sub(settings.about_others));
    (rest > 0).then(|| number.max(short.div_ceil(rest) as u32))
}

/// "share two more of theirs and rung 5 is earned".
fn missing_line(rung: u8, evidence: &Evidence, settings: &LadderSettings) -> String {
    let more = |done: u32, of: u32| {
        let left = of.saturating_sub(done);
        if done == 0 { spelled(left) } else { format!("{} more", spelled(left)) }
    };
    let stay = |days: u32, of: u32, on: u8| {
        (days < of).then(|| format!("stay on {on} for {}", counted(of - days, "more day", "more days")))
    };
    let parts: Vec<String> = match rung {
        1 => {
            let word = if settings.listen_days.saturating_sub(evidence.listened_days) == 1 { "day" } else { "days" };
            vec![format!("listen on {} {word}", more(evidence.listened_days, settings.listen_days))]
        }
        2 => vec!["note the rules".to_owned()],
        3 => vec![format!("answer {}", more(evidence.provide, settings.provide))],
        4 => engage_parts(evidence, settings),
        5 => vec![format!("share {} of theirs", more(evidence.promote, settings.promote))],
        6 => {
            let points = match points_missing(evidence, settings) {
                Some(0) => None,
                Some(n) => Some(format!("point at others {}", more_times(n))),
                None => Some("let your own pass out of the last 90 days".to_owned()),
            };
            points.into_iter().chain(stay(evidence.days_on_five, settings.days_on_five, 5)).collect()
        }
        _ => {
            let asks = (evidence.asks_in_last_ten > ASKS_AT_MOST).then(|| "ask nothing for a while".to_owned());
            stay(evidence.days_on_six, settings.days_on_six, 6).into_iter().chain(asks).collect()
        }
    };
    let comma = if parts.len() > 1 { "," } else { "" };
    format!("{}{comma} and rung {rung} is earned", parts.join(", "))
}

/// A reply to somebody new is one of the replies too, so what is missing is the larger of both.
fn engage_parts(evidence: &Evidence, settings: &LadderSettings) -> Vec<String> {
    let acts = settings.engage.saturating_sub(evidence.engage);
    let people = settings.engage_people.saturating_sub(evidence.engage_people);
    let first = evidence.engage == 0;
    let some = |n: u32| {
        format!("{}{} {}", spelled(n), if first { "" } else { " more" }, if n == 1 { "person" } else { "people" })
    };
    if people >= acts {
        vec![format!("reply to {}", some(people))]
    } else {
        let replies = format!("reply {}", if first { times(acts) } else { more_times(acts) });
        std::iter::once(replies).chain((people > 0).then(|| format!("to {}", some(people)))).collect()
    }
}

/// The act, where exactly one of yours is all that a rung wants.
fn one_act(rung: u8, evidence: &Evidence, settings: &LadderSettings, today: Day) -> Option<&'static str> {
    let one = |done: u32, of: u32| of.checked_sub(done) == Some(1);
    match rung {
        // a day on which you listened already counts once
        1 => (one(evidence.listened_days, settings.listen_days) && evidence.last_listened != Some(today))
            .then_some("one day of listening"),
        2 => Some("a note of the rules"),
        3 => one(evidence.provide, settings.provide).then_some("one answer"),
        4 => {
            let acts = settings.engage.saturating_sub(evidence.engage);
            match settings.engage_people.saturating_sub(evidence.engage_people) {
                0 if acts == 1 => Some("one reply"),
                1 if acts <= 1 => Some("one reply to somebody new"),
                _ => None,
            }
        }
        5 => one(evidence.promote, settings.promote).then_some("one share"),
        6 => (points_missing(evidence, settings) == Some(1) && evidence.days_on_five >= settings.days_on_five)
            .then_some("one share"),
        // time, and asks that move out of the last ten
        _ => None,
    }
}

#[cfg(test)]
mod tests;
