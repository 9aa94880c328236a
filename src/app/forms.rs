//! What the lines of a form are for each thing, and the change that their words mean.
//!
//! Must not know how a form is typed into or drawn.

use super::field::Field;
use super::form::{About, Before, Form, Line};
use super::reply::Env;
use crate::domain::alike::Asked;
use crate::domain::birthday;
use crate::domain::change::Change;
use crate::domain::commitment::RestDays;
use crate::domain::community::{CommunityFields, Role, State};
use crate::domain::contact::{ContactFields, NewHandle, Reach, Stage, Style, Tier};
use crate::domain::ids::Subject;
use crate::domain::link::typed_link;
use crate::domain::platform::recognise;
use crate::domain::{self, commitment_words, planned_words, rest_words};
use crate::report::card::{Card, CommunityCard, ContactCard};

const TIERS: &[&str] = &["", "inner", "close", "network", "wide"];
const STYLES: &[&str] = &["rhythm", "ambient", "triggered"];
const STAGES: &[&str] = &["noticed", "greeted", "talking", "known", "met"];
const REACHES: &[&str] = &["regular", "influencer"];
const STATES: &[&str] = &["scouting", "focus", "parked"];
const ROLES: &[&str] = &["guest", "member", "host"];
const LADDER: &[&str] = &["on", "off"];

/// The form of a card.
pub fn edit(card: &Card) -> Form {
    match card {
        Card::Contact(card) => contact(card),
        Card::Community(card) => community(card),
    }
}

/// The form of a new handle.
pub fn handle(subject: Subject, name: &str) -> Form {
    let lines = vec![line("handle or link", "", &[], "@ada@social.example, https://github.com/ada, ada@mail.example")];
    form(About::Handle(subject), format!("A way to reach {name}"), lines, Before::Nothing)
}

/// The form of a new feed.
pub fn feed(of: Option<Subject>, name: &str) -> Form {
    let lines =
        vec![line("address", "", &[], "https://ada.example/feed.xml"), line("called", "", &[], "as it calls itself")];
    let title = if name.is_empty() { "A feed, of nobody yet".to_owned() } else { format!("A feed of {name}") };
    form(About::Feed(of), title, lines, Before::Nothing)
}

/// The form of a new commitment, planned block or rest, in words.
pub fn plan() -> Form {
    let lines =
        vec![line("new", "", &[], "3 blocks of 30 min a week · tue 08:30, 30 min · rest 1 Oct to 5 Oct · rest sat")];
    form(About::Plan, "A commitment, a planned block or a rest".to_owned(), lines, Before::Nothing)
}

/// The form that changes a commitment.
pub fn commitment(id: crate::domain::ids::CommitmentId, words: &str) -> Form {
    let lines = vec![line("from the next period on", words, &[], "4 blocks of 30 min a week")];
    form(About::Commitment(id), format!("Change \"{words}\""), lines, Before::Nothing)
}

/// What the words of a form would mean, while it is typed.
pub fn echo(form: &Form, env: &Env<'_>) -> String {
    match (&form.about, change(form, env)) {
        (_, Err((_, why))) if form.lines.iter().any(|line| !line.field.is_empty()) => why,
        (About::Plan | About::Commitment(_), Ok(Some(change))) => said(&change),
        (About::Handle(_), Ok(Some(Change::AddHandle(_, handle)))) => format!("{}, {}", handle.name, handle.platform),
        _ => String::new(),
    }
}

/// The change that a form means; none where nothing is different.
///
/// # Errors
/// The line that is wrong, and why.
pub fn change(form: &Form, env: &Env<'_>) -> Result<Option<Change>, (usize, String)> {
    match (&form.about, &form.before) {
        (About::Contact(id), Before::Contact(before)) => {
            let fields = contact_fields(form, before, env)?;
            Ok((fields != **before).then_some(Change::SaveContact(*id, fields)))
        }
        (About::Community(id), Before::Community(before)) => {
            let fields = community_fields(form, before)?;
            Ok((fields != **before).then_some(Change::SaveCommunity(*id, fields)))
        }
        (About::Handle(subject), _) => {
            let typed = form.text("handle or link");
            let found = recognise(typed).ok_or_else(|| (0, format!("\"{typed}\" is no handle, link or address")))?;
            let handle = NewHandle { platform: found.platform.to_owned(), name: found.name, link: found.link };
            Ok(Some(Change::AddHandle(*subject, handle)))
        }
        (About::Feed(of), _) => {
            let typed = form.text("address");
            let address =
                feed_address(typed).ok_or_else(|| (0, "a feed has an address of the web: https://…".to_owned()))?;
            Ok(Some(Change::AddFeed { of: *of, address, title: form.text("called").to_owned(), off: String::new() }))
        }
        (About::Commitment(id), _) => {
            let typed = form.text("from the next period on");
            let spec = commitment_words::parse(typed, env.settings).map_err(|why| (0, why.to_string()))?;
            Ok(Some(Change::ChangeCommitment(*id, spec)))
        }
        (About::Plan, _) => planned(form.text("new"), env).map(Some).map_err(|why| (0, why)),
        _ => Ok(None),
    }
}

/// The address that was meant: one without a scheme is asked for safely.
fn feed_address(typed: &str) -> Option<String> {
    if typed.contains("://") {
        return domain::feed::address(typed);
    }
    domain::feed::address(&format!("https://{typed}")).filter(|address| domain::feed::host_of(address).contains('.'))
}

/// What a form would change of who somebody is: the name, the address, the page or a handle. Others
/// may have it already; what was there before is not asked about again.
pub fn asked(form: &Form, env: &Env<'_>) -> Option<Asked> {
    let mut asked = Asked::of(&change(form, env).ok()??).pop()?;
    let (name, mail, link) = match &form.before {
        Before::Contact(before) => (before.name.as_str(), before.mail.as_str(), ""),
        Before::Community(before) => (before.name.as_str(), "", before.link.as_str()),
        Before::Nothing => ("", "", ""),
    };
    if asked.name == name {
        asked.name.clear();
    }
    if asked.mail == mail {
        asked.mail.clear();
    }
    asked.handles.retain(|handle| handle.name != link);
    (!asked.name.is_empty() || !asked.mail.is_empty() || !asked.handles.is_empty()).then_some(asked)
}

/// "your cadences ask 14 a week, then 15; your blocks have room for 11", while a cadence is chosen;
/// empty on lines that choose none.
pub fn load(form: &Form, env: &Env<'_>) -> String {
    let Some(totals) = env.load else { return String::new() };
    let settings = env.settings;
    let person = |fields: &ContactFields| settings.contact_cadence(fields.cadence, fields.tier, fields.style());
    let place = |fields: &CommunityFields| settings.community_cadence(fields.cadence, fields.state);
    let (former, chosen) = match &form.before {
        Before::Contact(before) => (person(before), contact_fields(form, before, env).map(|fields| person(&fields))),
        Before::Community(before) => (place(before), community_fields(form, before).map(|fields| place(&fields))),
        Before::Nothing => return String::new(),
    };
    let Ok(chosen) = chosen else { return String::new() };
    let on = form.lines.get(form.on).map_or("", |line| line.label);
    if former == chosen && !["tier", "cadence", "style", "state"].contains(&on) {
        return String::new();
    }
    totals.load().words_then(totals.with(former, chosen).load())
}

/// A commitment, a planned block or a rest, in words.
pub fn planned(typed: &str, env: &Env<'_>) -> Result<Change, String> {
    let typed = typed.trim();
    if let Some(rest) = typed.strip_prefix("rest ").or_else(|| typed.strip_prefix("off ")) {
        return self::rest(rest, env);
    }
    // a time of day makes it a planned block
    if typed.contains(':') {
        return planned_blocks(typed, env);
    }
    match commitment_words::parse(typed, env.settings) {
        Ok(spec) => Ok(Change::AddCommitment(spec)),
        // "tue 8am" has no colon and means a planned block all the same
        Err(why) => planned_blocks(typed, env).map_err(|_| why.to_string()),
    }
}

fn planned_blocks(typed: &str, env: &Env<'_>) -> Result<Change, String> {
    let plans = planned_words::parse(typed, env.settings.block_minutes).map_err(|why| why.to_string())?;
    let mut changes: Vec<Change> = plans.into_iter().map(plan_change).collect();
    match changes.len() {
        1 => changes.pop().ok_or_else(String::new),
        _ => Ok(Change::Batch("planned blocks".to_owned(), changes)),
    }
}

/// The change that plans a block.
pub fn plan_change(plan: planned_words::PlannedWords) -> Change {
    Change::AddPlanned { days: plan.days, time: plan.time, minutes: plan.minutes, label: plan.label, community: None }
}

fn rest(typed: &str, env: &Env<'_>) -> Result<Change, String> {
    if let Ok(weekday) = typed.trim().parse::<chrono::Weekday>() {
        let days = RestDays::Weekday { weekday, from: env.now.day(), until: None };
        return Ok(Change::AddRest(days, String::new()));
    }
    let (from, to) = typed.split_once(" to ").or_else(|| typed.split_once(" - ")).unwrap_or((typed, typed));
    let (from, to) = rest_words::parse(from, to, env.now)?;
    if to < from {
        return Err(format!("a rest ends after it begins: {} is before {}", to.long(), from.long()));
    }
    Ok(Change::AddRest(RestDays::Dates { from, to }, String::new()))
}

fn said(change: &Change) -> String {
    match change {
        Change::AddCommitment(spec) | Change::ChangeCommitment(_, spec) => {
            format!("commitment: {}", commitment_words::print(spec))
        }
        Change::AddPlanned { days, time, minutes, label, .. } => {
            format!("planned block: {}", planned_words::print(days, *time, *minutes, label))
        }
        Change::AddRest(RestDays::Dates { from, to }, _) => {
            format!("rest: {} to {}, {} days", from.long(), to.long(), to.since(*from) + 1)
        }
        Change::AddRest(RestDays::Weekday { weekday, .. }, _) => format!("every {weekday} off"),
        Change::Batch(_, changes) => changes.iter().map(said).collect::<Vec<_>>().join("; "),
        _ => String::new(),
    }
}

fn line(label: &'static str, text: &str, choices: &'static [&'static str], hint: &'static str) -> Line {
    Line { label, field: Field::of(text), choices, hint }
}

fn form(about: About, title: String, lines: Vec<Line>, before: Before) -> Form {
    Form { about, title, lines, on: 0, problem: None, echo: String::new(), before }
}

fn contact(card: &ContactCard) -> Form {
    let fields = &card.fields;
    let word = |word: Option<&'static str>| word.unwrap_or_default();
    let lines = vec![
        line("name", &fields.name, &[], ""),
        line("tier", word(fields.tier.map(Tier::word)), TIERS, "none: never nags"),
        line("cadence", &days(fields.cadence), &[], "days; empty: the tier's"),
        line("style", fields.style().word(), STYLES, ""),
        line("stage", fields.stage().word(), STAGES, ""),
        line("reach", word(fields.reach.map(Reach::word)), REACHES, "regular"),
        line("why", &fields.why, &[], "why they matter to you"),
        line("offer", &fields.offer, &[], "what you can give"),
        line("hope", &fields.hope, &[], "what you hope for"),
        line("organisation", &fields.organisation, &[], ""),
        line("town", &fields.town, &[], ""),
        line("mail", &fields.mail, &[], ""),
        line("birthday", &birthday::words(&fields.birthday), &[], "22 Sep, 22 Sep 1980"),
        line("tags", &fields.tags.join(", "), &[], "rust, meetup"),
        line("topics", &fields.topics.join(", "), &[], "what they care about"),
    ];
    form(About::Contact(card.id), format!("Edit {}", fields.name), lines, Before::Contact(Box::new(fields.clone())))
}

fn community(card: &CommunityCard) -> Form {
    let fields = &card.fields;
    let lines = vec![
        line("name", &fields.name, &[], ""),
        line("platform", &fields.platform, &[], "forum, slack, mastodon, mail …"),
        line("link", &fields.link, &[], "the page that o opens"),
        line("state", fields.state.word(), STATES, ""),
        line("role", fields.role.word(), ROLES, ""),
        line("cadence", &days(fields.cadence), &[], "days; empty: the state's"),
        line("patience", &days(fields.patience), &[], "days a reply may wait there"),
        line("rules", &fields.rules, &[], "no links in first posts"),
        line("expects me", &fields.expects, &[], "on Tue and Thu"),
        line("acting as", &fields.acting_as, &[], "your name there"),
        line("ladder", if fields.no_ladder { "off" } else { "on" }, LADDER, ""),
        line("tags", &fields.tags.join(", "), &[], ""),
        line("topics", &fields.topics.join(", "), &[], ""),
    ];
    form(About::Community(card.id), format!("Edit {}", fields.name), lines, Before::Community(Box::new(fields.clone())))
}

fn contact_fields(form: &Form, before: &ContactFields, env: &Env<'_>) -> Result<ContactFields, (usize, String)> {
    let text = |label| form.text(label).to_owned();
    let name = text("name");
    if name.is_empty() {
        return Err((0, "a contact needs a name".to_owned()));
    }
    // what was never chosen stays unchosen where the line shows the default
    let keep =
        |chosen, stored: Option<Style>| if stored.is_none() && chosen == Some(Style::Rhythm) { None } else { chosen };
    let stage = Stage::from_word(form.text("stage"));
    Ok(ContactFields {
        name,
        tier: Tier::from_word(form.text("tier")),
        cadence: number(form, "cadence")?,
        style: keep(Style::from_word(form.text("style")), before.style),
        stage: if before.stage.is_none() && stage == Some(Stage::Noticed) { None } else { stage },
        reach: Reach::from_word(form.text("reach")),
        why: text("why"),
        offer: text("offer"),
        hope: text("hope"),
        organisation: text("organisation"),
        town: text("town"),
        mail: text("mail"),
        birthday: read(form, "birthday", |typed| birthday::read(typed, env.now))?,
        tags: words(form.text("tags")),
        topics: words(form.text("topics")),
        notes: before.notes.clone(),
        pinned: before.pinned,
    })
}

fn community_fields(form: &Form, before: &CommunityFields) -> Result<CommunityFields, (usize, String)> {
    let text = |label| form.text(label).to_owned();
    let name = text("name");
    if name.is_empty() {
        return Err((0, "a community needs a name".to_owned()));
    }
    Ok(CommunityFields {
        name,
        platform: text("platform"),
        // one that was let in by another way may stay
        link: read(form, "link", |typed| if typed == before.link { Ok(typed.to_owned()) } else { typed_link(typed) })?,
        state: State::from_word(form.text("state")).unwrap_or(before.state),
        role: Role::from_word(form.text("role")).unwrap_or(before.role),
        cadence: number(form, "cadence")?,
        patience: number(form, "patience")?,
        rules: text("rules"),
        expects: text("expects me"),
        acting_as: text("acting as"),
        no_ladder: form.text("ladder") == "off",
        tags: words(form.text("tags")),
        topics: words(form.text("topics")),
        notes: before.notes.clone(),
        pinned: before.pinned,
    })
}

/// What a line says, or why not, and which line it is.
fn read(form: &Form, label: &str, reads: impl Fn(&str) -> Result<String, String>) -> Result<String, (usize, String)> {
    let at = form.lines.iter().position(|line| line.label == label).unwrap_or(0);
    reads(form.text(label)).map_err(|why| (at, why))
}

fn days(value: Option<u32>) -> String {
    value.map(|days| days.to_string()).unwrap_or_default()
}

fn number(form: &Form, label: &str) -> Result<Option<u32>, (usize, String)> {
    let typed = form.text(label);
    let typed = typed.strip_suffix('d').unwrap_or(typed).trim();
    match typed.parse::<u32>() {
        _ if typed.is_empty() => Ok(None),
        Ok(days) if days > 0 && days <= 3_650 => Ok(Some(days)),
        _ => {
            let at = form.lines.iter().position(|line| line.label == label).unwrap_or(0);
            Err((at, format!("{label}: a number of days from 1 to 3650, not \"{typed}\"")))
        }
    }
}

fn words(typed: &str) -> Vec<String> {
    typed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
