//! The review of a week, from its figures to the report, and its words.
//!
//! Must not know where the figures come from.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::commitments;
use super::review::{DayMinutes, PlaceLine, PlanLine, Review, Step};
use crate::domain::balance::Balance;
use crate::domain::commitment::Rests;
use crate::domain::contact::Reach;
use crate::domain::heatmap::HeatMap;
use crate::domain::ids::{CommunityId, ContactId};
use crate::domain::kind::{Direction, Kinds};
use crate::domain::review as rules;
use crate::domain::streak::Progress;
use crate::domain::time::{Day, Week};

/// Sorts of what came back that are named.
const SORTS: usize = 5;

/// One logged act of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekAct {
    /// The community; none where only a platform is known, or nothing.
    pub community: Option<CommunityId>,
    /// Its name, else the platform's word; empty for none.
    pub place: Rc<str>,
    /// Yours or theirs.
    pub direction: Direction,
    /// Kind id.
    pub kind: Rc<str>,
    /// With whom, as living now.
    pub person: Option<ContactId>,
    /// How many listen to them, where that is said.
    pub reach: Option<Reach>,
    /// How many.
    pub count: u32,
    /// The second row of an introduction: with somebody else, and counted with the first.
    pub second: bool,
    /// Minutes, where they were counted.
    pub minutes: Option<u32>,
}

/// The figures of a week.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekFigures {
    /// Every act of it, either way, in any order.
    pub acts: Vec<WeekAct>,
    /// Blocks.
    pub blocks: u32,
    /// Minutes in blocks of each day, in any order, days of other weeks too.
    pub minutes: Vec<(Day, u32)>,
    /// How the commitments stood at its end.
    pub progress: Vec<Progress>,
    /// Acts of yours by kind, the most frequent first.
    pub kinds: Vec<(String, u32)>,
    /// The same over the four weeks that end with it.
    pub four_weeks: Vec<(String, u32)>,
    /// Acts of theirs by kind, the most frequent first.
    pub back: Vec<(String, u32)>,
    /// The heat map up to its end.
    pub heat: HeatMap,
    /// The day it was closed on.
    pub closed: Option<Day>,
    /// What is asked of planned blocks that did not come about.
    pub missed: String,
    /// What went well, what stood in the way, and the line for the week ahead.
    pub lines: [String; 3],
}

/// What stands in a review beside its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// The guided steps; none where the week is not up for review.
    pub steps: Option<Vec<Step>>,
    /// Commitments, planned blocks and rests.
    pub plans: Vec<PlanLine>,
    /// The first day with anything in it.
    pub since: Day,
    /// Today.
    pub today: Day,
}

/// The review of a week.
pub fn build(week: Week, figures: WeekFigures, rests: &Rests, kinds: &Kinds, around: Around) -> Review {
    let of = |counts: &[(String, u32)]| {
        Balance::of_counts(kinds, counts.iter().map(|(kind, count)| (kind.as_str(), *count)))
    };
    let (balance, four_weeks) = (of(&figures.kinds), of(&figures.four_weeks));
    let minutes: Vec<DayMinutes> = (0..7)
        .map(|n| week.first.plus(n))
        .map(|day| DayMinutes {
            day,
            minutes: figures.minutes.iter().filter(|row| row.0 == day).map(|row| row.1).sum(),
            rest: rests.covers(day),
        })
        .collect();
    let open = around.steps.is_some();
    let [well, hindered, line] = figures.lines;
    let (acts, people) = acts_and_people(&figures.acts);
    Review {
        week,
        title: title(week, open, figures.closed, around.since, around.today),
        dates: dates(week, around.today),
        open,
        closed: figures.closed,
        summary: summary(acts, people, minutes.iter().map(|day| day.minutes).sum(), figures.blocks),
        acts,
        people,
        blocks: figures.blocks,
        commitments: commitments::lines(&figures.progress),
        minutes,
        heat: levels(&figures.heat),
        came_back: came_back(&figures.back),
        places: places(&figures.acts, kinds).into_iter().map(|(_, place)| place).collect(),
        about_others: about_others(balance, four_weeks),
        given: format!("{}, asked {}", balance.given, balance.asked),
        regulars: regulars(&figures.acts),
        balance,
        balance_four_weeks: four_weeks,
        kinds: figures
            .kinds
            .iter()
            .map(|(kind, count)| (kinds.get(Direction::Out, kind).label.to_owned(), *count))
            .collect(),
        steps: around.steps.unwrap_or_default(),
        well,
        missed: figures.missed,
        hindered,
        line,
        plans: around.plans,
    }
}

/// Acts of yours, and with how many people.
fn acts_and_people(acts: &[WeekAct]) -> (u32, u32) {
    let yours = || acts.iter().filter(|act| act.direction == Direction::Out);
    let people: BTreeSet<ContactId> = yours().filter_map(|act| act.person).collect();
    (yours().filter(|act| !act.second).map(|act| act.count).fold(0, u32::saturating_add), people.len() as u32)
}

/// What each place took and brought, the one from which most came back first, then the one with the
/// most acts. Where no minutes were counted the usual ones of the kind stand in. Acts without a
/// place are left out.
pub fn places(acts: &[WeekAct], kinds: &Kinds) -> Vec<(Option<CommunityId>, PlaceLine)> {
    let mut sums: BTreeMap<(Option<CommunityId>, &str), PlaceLine> = BTreeMap::new();
    for act in acts.iter().filter(|act| !act.place.is_empty() && !act.second) {
        let place = sums.entry((act.community, &act.place)).or_insert_with(|| PlaceLine {
            name: act.place.to_string(),
            acts: 0,
            came_back: 0,
            minutes: 0,
            about: false,
            words: String::new(),
        });
        if act.direction == Direction::In {
            place.came_back = place.came_back.saturating_add(act.count);
            continue;
        }
        let usual = || kinds.get(Direction::Out, &act.kind).minutes.saturating_mul(act.count);
        place.acts = place.acts.saturating_add(act.count);
        place.minutes = place.minutes.saturating_add(act.minutes.unwrap_or_else(usual));
        place.about |= act.minutes.is_none();
    }
    let mut places: Vec<_> = sums.into_iter().map(|((community, _), place)| (community, place)).collect();
    places.sort_by_key(|(_, place)| (std::cmp::Reverse(place.came_back), std::cmp::Reverse(place.acts)));
    for (_, place) in &mut places {
        place.words = place_words(place);
    }
    places
}

/// "7 from 13 acts in 62 m"; "about" where minutes are the usual ones.
fn place_words(place: &PlaceLine) -> String {
    let about = if place.about { "about " } else { "" };
    match (place.acts, place.minutes) {
        (0, _) => format!("{} from no act", place.came_back),
        (acts, 0) => format!("{} from {}", place.came_back, counted(acts, "act", "acts")),
        (acts, minutes) => {
            format!("{} from {} in {about}{minutes} m", place.came_back, counted(acts, "act", "acts"))
        }
    }
}

/// "Review of week 38: five steps" while it is up; else how the week stands.
fn title(week: Week, open: bool, closed: Option<Day>, since: Day, today: Day) -> String {
    let number = week.number().1;
    let opens = rules::opens(week);
    match closed {
        _ if open => rules::headline(week),
        Some(day) => format!("Week {number}, closed {}", day.long()),
        None if today < opens && since >= week.first => {
            format!("The first review waits on {}", opens.date().format("%A"))
        }
        None if week.last() >= today => {
            format!("Week {number} so far; its review waits on {}", opens.date().format("%A"))
        }
        None => format!("Week {number}"),
    }
}

/// "14 – 20 September"; with the year where it is not that of today.
fn dates(week: Week, today: Day) -> String {
    let (first, last) = (week.first.date(), week.last().date());
    let year = |day: chrono::NaiveDate| day.format("%Y").to_string();
    let this = year(today.date());
    if year(first) != year(last) {
        return format!("{} – {}", first.format("%-d %B %Y"), last.format("%-d %B %Y"));
    }
    let end = if year(last) == this { last.format("%-d %B") } else { last.format("%-d %B %Y") };
    if week.first.month_start() == week.last().month_start() {
        format!("{} – {end}", first.format("%-d"))
    } else {
        format!("{} – {end}", first.format("%-d %B"))
    }
}

/// "31 acts with 19 people   2 h 18 m in 4 blocks".
fn summary(acts: u32, people: u32, minutes: u32, blocks: u32) -> String {
    let with = if people == 0 { String::new() } else { format!(" with {}", counted(people, "person", "people")) };
    let blocks = match blocks {
        0 => "no block".to_owned(),
        blocks => format!("{} in {}", hours(minutes), counted(blocks, "block", "blocks")),
    };
    format!("{}{with}   {blocks}", counted(acts, "act", "acts"))
}

/// "9 replies, 3 shares, 1 lead", the most frequent first; what has no word of its own last.
fn came_back(back: &[(String, u32)]) -> String {
    let mut parts = Vec::new();
    let mut others = 0_u32;
    for (kind, count) in back {
        match noun(kind).filter(|_| parts.len() < SORTS) {
            Some((one, many)) => parts.push(counted(*count, one, many)),
            None => others = others.saturating_add(*count),
        }
    }
    if others > 0 {
        parts.push(format!("{others} other"));
    }
    parts.join(", ")
}

/// What acts of theirs are called when they are counted.
fn noun(kind: &str) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        "replied" => ("reply", "replies"),
        "asked" => ("question", "questions"),
        "messaged" => ("message", "messages"),
        "commented" => ("comment", "comments"),
        "mentioned" => ("mention", "mentions"),
        "shared" => ("share", "shares"),
        "linked" => ("link", "links"),
        "thanked" => ("thanks", "thanks"),
        "followed" => ("follower", "followers"),
        "encouraged" => ("kind word", "kind words"),
        "invited" => ("invitation", "invitations"),
        "became" => ("lead", "leads"),
        "introduced" => ("introduction", "introductions"),
        _ => return None,
    })
}

/// "7 of 10, four weeks 21 of 33"; empty where too little points at anybody.
pub fn about_others(week: Balance, four_weeks: Balance) -> String {
    match (week.about_others(), four_weeks.about_others()) {
        (Some(week), Some(four)) => format!("{week}, four weeks {four}"),
        (None, Some(four)) => format!("four weeks {four}"),
        (Some(week), None) => week.to_string(),
        (None, None) => String::new(),
    }
}

/// "15 of 19": acts with regulars of all with people whose reach is said; empty where it is said of none.
fn regulars(acts: &[WeekAct]) -> String {
    let (mut with, mut of) = (0_u32, 0_u32);
    for act in acts.iter().filter(|act| act.direction == Direction::Out) {
        match act.reach {
            Some(Reach::Regular) => (with, of) = (with.saturating_add(act.count), of.saturating_add(act.count)),
            Some(Reach::Influencer) => of = of.saturating_add(act.count),
            None => {}
        }
    }
    if of == 0 { String::new() } else { format!("{with} of {of}") }
}

/// Week by week, oldest first: levels 0 to 4, 5 for a day of rest without an act, 6 for what lies ahead.
fn levels(map: &HeatMap) -> Vec<[u8; 7]> {
    let weeks = map.rows[0].len();
    let level = |week: usize, n: usize| {
        let cell = &map.rows[n][week];
        match (cell.ahead, cell.rest && cell.level == 0) {
            (true, _) => 6,
            (false, true) => 5,
            (false, false) => cell.level,
        }
    };
    (0..weeks).map(|week| std::array::from_fn(|n| level(week, n))).collect()
}

/// "2 h 18 m", "45 m".
fn hours(minutes: u32) -> String {
    if minutes < 60 { format!("{minutes} m") } else { format!("{} h {:02} m", minutes / 60, minutes % 60) }
}

/// "1 act", "13 acts".
pub fn counted(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests;
