//! The cards of contacts and communities, from facts to lines, and their words.
//!
//! Must not know where the facts come from.

use super::card::{ActLine, CommunityCard, ContactCard, HandleLine, Pair, RungLine};
use super::row::Row;
use crate::domain::attention::Facts;
use crate::domain::balance::{AskFacts, AskOf, Balance, OutRow, PLACE_DAYS, room_for_ask, window_start};
use crate::domain::birthday;
use crate::domain::cadence;
use crate::domain::commitment::Rests;
use crate::domain::community::{Community, StepHow};
use crate::domain::contact::{Contact, DatedSort, Handle, Tier};
use crate::domain::host::HostView;
use crate::domain::ids::{ActId, ContactId, Subject};
use crate::domain::kind::{Direction, Kinds};
use crate::domain::ladder::{self, Lies, Rung};
use crate::domain::owed::top;
use crate::domain::rhythm::{Usually, usually};
use crate::domain::settings::Settings;
use crate::domain::stage;
use crate::domain::time::Day;

/// An act of yours, as balance needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Out {
    /// Kind id.
    pub kind: String,
    /// How many.
    pub count: u32,
    /// Itself, or the first of the two rows of an introduction.
    pub group: ActId,
    /// The day it counts for.
    pub day: Day,
}

/// What both cards are built from.
#[derive(Debug, Clone)]
pub struct Common<'c> {
    /// What ranking knows.
    pub facts: &'c Facts,
    /// The row.
    pub row: Row,
    /// Your last acts, newest first.
    pub outs: &'c [Out],
    /// Acts a week, oldest first.
    pub weeks: Vec<u32>,
    /// Last acts, newest first.
    pub acts: Vec<ActLine>,
    /// The settings.
    pub settings: &'c Settings,
    /// Dated rest.
    pub rests: &'c Rests,
    /// Today.
    pub today: Day,
}

/// What only a community has.
#[derive(Debug, Clone)]
pub struct PlaceParts {
    /// The evidence of its ladder.
    pub evidence: ladder::Evidence,
    /// The day on which it was added.
    pub added: Day,
    /// The host's view, for a host.
    pub host: Option<HostView>,
    /// People met there, the most frequent first, and how many more.
    pub people: (Vec<(ContactId, String)>, usize),
}

/// The card of a contact.
pub fn contact(contact: &Contact, evidence: &stage::Evidence, common: Common<'_>) -> ContactCard {
    let fields = &contact.fields;
    let facts = common.facts;
    let dated = contact.dated.iter().map(|dated| Pair {
        label: match dated.sort {
            DatedSort::Step => dated.day.parse::<Day>().map_or_else(|_| dated.day.clone(), Day::long),
            DatedSort::Birthday | DatedSort::Yearly => birthday::words(&dated.day),
        },
        value: if dated.sort == DatedSort::Birthday { "birthday".to_owned() } else { dated.text.clone() },
    });
    ContactCard {
        id: contact.id,
        headline: match fields.tier {
            // who is in the archive is asked for by no cadence
            Some(tier) if contact.archived => tier.word().to_owned(),
            tier => headline(tier, facts.cadence),
        },
        places: distinct(contact.handles.iter().map(|handle| handle.platform.as_str())).join(", "),
        stage: facts.stage.word().to_owned(),
        next: stage::next_words(facts.stage, evidence).join("; "),
        offered: stage::offer(facts.stage, evidence),
        texts: filled([
            ("why", &fields.why),
            ("offer", &fields.offer),
            ("hope", &fields.hope),
            ("at", &fields.organisation),
            ("in", &fields.town),
            ("mail", &fields.mail),
        ]),
        figures: figures(&common, AskOf::Person),
        weeks: common.weeks,
        dated: dated.collect(),
        handles: contact.handles.iter().map(handle_line).collect(),
        tags: fields.tags.clone(),
        topics: fields.topics.clone(),
        notes: fields.notes.clone(),
        acts: common.acts,
        archived: contact.archived,
        fields: contact.fields.clone(),
        row: common.row,
    }
}

/// The card of a community.
pub fn community(community: &Community, parts: PlaceParts, common: Common<'_>) -> CommunityCard {
    let fields = &community.fields;
    let has_ladder = common.facts.ladder;
    let settings = &common.settings.ladder;
    let next = ladder::next(community.rung, &parts.evidence, settings, common.today).filter(|_| has_ladder);
    let rungs = ladder::rungs(community.rung, &community.steps, &parts.evidence, settings);
    let platforms = std::iter::once(fields.platform.as_str())
        .chain(community.handles.iter().map(|handle| handle.platform.as_str()))
        .filter(|platform| !platform.is_empty());
    let first_line = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    let host = parts.host.map_or_else(Vec::new, |host| host.rows().to_vec());
    CommunityCard {
        id: community.id,
        platforms: distinct(platforms).join(" + "),
        state: fields.state.word().to_owned(),
        role: fields.role.word().to_owned(),
        since: since(parts.added, common.today),
        figures: figures(&common, AskOf::Place),
        texts: filled([
            ("expects me", &fields.expects),
            ("acting as", &fields.acting_as),
            ("rules", &first_line(&fields.rules)),
            ("notes", &first_line(&fields.notes)),
            ("topics", &fields.topics.join(", ")),
        ]),
        ladder: rungs.iter().rev().filter(|_| has_ladder).map(rung_line).collect(),
        next: next.as_ref().map(|next| next.line.clone()).unwrap_or_default(),
        offered: next.filter(|next| next.earned).map(|next| next.rung),
        know_offered: has_ladder && ladder::know_this_place(community.rung).is_some(),
        host: host.into_iter().map(|(label, value)| pair(label, value)).collect(),
        people: parts.people.0,
        more_people: parts.people.1,
        weeks: common.weeks,
        handles: community.handles.iter().map(handle_line).collect(),
        tags: fields.tags.clone(),
        topics: fields.topics.clone(),
        acts: common.acts,
        archived: community.archived,
        fields: community.fields.clone(),
        row: common.row,
    }
}

/// An act in a line: "answered ×9: musl".
pub fn act_words(kinds: &Kinds, direction: Direction, kind: &str, count: u32, note: &str) -> String {
    let label = kinds.get(direction, kind).label;
    let times = if count > 1 { format!(" ×{count}") } else { String::new() };
    match note.lines().next().unwrap_or_default() {
        "" => format!("{label}{times}"),
        note => format!("{label}{times}: {note}"),
    }
}

/// Quiet, usually, given and asked, about others, room for an ask.
fn figures(common: &Common<'_>, of: AskOf) -> Vec<Pair> {
    let (facts, kinds) = (common.facts, &common.settings.kinds);
    let mut figures = Vec::new();
    if let Some(last) = facts.standing.clock_day {
        figures.push(pair("quiet", format!("{} d", cadence::quiet(last, common.rests, common.today))));
    }
    if let Some(usually) = usually(&facts.standing.gaps, facts.cadence) {
        let words = match usually {
            Usually::Gaps(days) => format!("every {days} d"),
            Usually::Cadence(days) => format!("every {days}"),
        };
        figures.push(pair("usually", words));
    }
    let balance = match facts.subject {
        Subject::Contact(_) => Balance::of_last(kinds, common.outs.iter().map(|out| out.kind.as_str())),
        Subject::Community(_) => {
            let from = window_start(common.today, PLACE_DAYS);
            Balance::of_rows(kinds, &rows(common.outs.iter().filter(|out| out.day >= from)))
        }
    };
    if !common.outs.is_empty() {
        figures.push(pair("given, asked", format!("{} and {}", balance.given, balance.asked)));
    }
    if let Some(about) = balance.about_others() {
        figures.push(pair("about others", about.to_string()));
    }
    let owed = top(&facts.owed).map(|item| item.sort);
    let asked = AskFacts::of_rows(kinds, &rows(common.outs.iter()), owed);
    figures.push(pair("an ask", room_for_ask(of, asked).to_string()));
    figures
}

fn rows<'o>(outs: impl Iterator<Item = &'o Out>) -> Vec<OutRow<'o>> {
    outs.map(|out| OutRow { kind: &out.kind, count: out.count, group: Some(out.group) }).collect()
}

/// A rung: reached how and when, or how far it is.
fn rung_line(rung: &Rung) -> RungLine {
    let stands = matches!(rung.lies, Lies::Behind | Lies::Here);
    let reached = match rung.since.filter(|_| stands) {
        Some((day, how)) if rung.lies == Lies::Here => {
            format!("{} {}", if how == StepHow::Earned { "earned" } else { "said" }, day.short())
        }
        Some((day, _)) => day.short(),
        None if stands => "yes".to_owned(),
        None => String::new(),
    };
    let progress = rung.progress().filter(|_| rung.lies == Lies::Next).map(|want| (want.done, want.of));
    RungLine {
        rung: rung.rung,
        name: rung.name.to_owned(),
        wants: rung.wanted.clone(),
        reached,
        here: rung.lies == Lies::Here,
        progress,
    }
}

/// "close, about monthly".
pub fn headline(tier: Option<Tier>, cadence: Option<u32>) -> String {
    let often = match cadence {
        None => "only when something happens".to_owned(),
        Some(7) => "about weekly".to_owned(),
        Some(14) => "about every two weeks".to_owned(),
        Some(28..=31) => "about monthly".to_owned(),
        Some(84..=93) => "about every three months".to_owned(),
        Some(360..=370) => "about yearly".to_owned(),
        Some(1) => "every day".to_owned(),
        Some(days) => format!("every {days} days"),
    };
    tier.map_or_else(|| "no tier yet".to_owned(), |tier| format!("{tier}, {often}"))
}

/// "since March"; with the year where it is not this one.
fn since(added: Day, today: Day) -> String {
    let year = |day: Day| day.date().format("%Y").to_string();
    let month = if year(added) == year(today) { "%B" } else { "%B %Y" };
    format!("since {}", added.date().format(month))
}

fn filled<const N: usize>(texts: [(&str, &String); N]) -> Vec<Pair> {
    texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| pair(label, text.clone())).collect()
}

fn pair(label: &str, value: String) -> Pair {
    Pair { label: label.to_owned(), value }
}

fn handle_line(handle: &Handle) -> HandleLine {
    HandleLine {
        id: handle.id,
        platform: handle.platform.clone(),
        name: handle.name.clone(),
        link: handle.link.clone(),
    }
}

fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen: Vec<&str> = Vec::new();
    for word in words {
        if !seen.contains(&word) {
            seen.push(word);
        }
    }
    seen
}

#[cfg(test)]
mod tests;
