//! `feeds add`: from a handle, a site or an address to the feed of a person or place.
//!
//! The one command besides `feeds refresh` that asks the network, and it says so. Must not know how a feed is derived or
//! found.

use std::time::Duration;

use super::said::said;
use crate::cli::args::feeds::Add;
use crate::cli::ask::Ask;
use crate::cli::exit::{Code, Failure, Result};
use crate::cli::house::House;
use crate::cli::masked::shown;
use crate::cli::print::page::{Page, send};
use crate::clock;
use crate::domain::change::Change;
use crate::domain::contact::Handle;
use crate::domain::feed;
use crate::domain::ids::Subject;
use crate::domain::number::counted;
use crate::domain::platform::MAIL;
use crate::listen::fetch::{Client, system};
use crate::listen::seek::{Choice, Found, of_handle, of_text};

/// So long one answer may take.
const OVERALL: Duration = Duration::from_secs(20);

/// What is added, and what else is worth saying.
pub(super) struct Plan {
    pub(super) change: Change,
    notes: Vec<String>,
}

/// Adds what was found, and says what has none.
pub(super) fn add(house: &House, args: &Add) -> Result<()> {
    let mut store = house.store()?;
    let plan = plan(&Ask::new(house, &store), args)?;
    let applied = store.apply(&house.now, &plan.change)?;
    let mut page = Page::new(house.ink);
    said(&mut page, &applied);
    for note in &plan.notes {
        page.line(&format!("  {note}"));
    }
    if applied.operation.0 != 0 {
        page.dim("  to fetch its posts: rounds feeds refresh");
        page.dim("  to take it back: rounds undo");
    }
    Ok(send(&page.text())?)
}

/// What is meant.
pub(super) fn plan(ask: &Ask<'_>, args: &Add) -> Result<Plan> {
    let found = ask.anyone(&args.name)?;
    let of = Some(found.subject);
    let feed = |address: String| Change::AddFeed { of, address, title: args.title.clone(), off: String::new() };
    let Some(text) = args.what.as_deref() else {
        return from_handles(ask, found.subject, &found.name, args);
    };
    if args.unasked {
        let why = || Failure::usage("that is no address of the web").next("it begins with https:// or http://");
        return Ok(Plan { change: feed(feed::address(text).ok_or_else(why)?), notes: Vec::new() });
    }
    let client = Client::new(clock::instant, system(), OVERALL);
    match of_text(text, ask.house.now.at, &|request| client.get(request)) {
        Found::Feeds(choices) => {
            let choice = pick(choices, args.pick)?;
            Ok(Plan { change: feed(choice.address), notes: Vec::new() })
        }
        Found::Nowhere { profile } => Err(no_feed(&profile)),
        Found::Nothing(why) => Err(Failure::new(Code::NotFound, format!("no feed was found there: {why}"))
            .next("--unasked takes an address as it is")),
        Found::Unclear => Err(Failure::usage(format!("\"{text}\" is neither a handle nor an address"))
            .next("write it like @ada@social.example, github:ada or https://ada.example")),
    }
}

/// The feeds of all handles of somebody.
fn from_handles(ask: &Ask<'_>, subject: Subject, name: &str, args: &Add) -> Result<Plan> {
    let mut handles = handles(ask, subject)?;
    handles.retain(|handle| handle.platform != MAIL);
    if handles.is_empty() {
        return Err(Failure::new(Code::NotFound, format!("nothing says where {name} is found"))
            .next(format!("rounds feeds add {} ADDRESS", args.name)));
    }
    let client = Client::new(clock::instant, system(), OVERALL);
    let (mut feeds, mut notes) = (Vec::new(), Vec::new());
    for handle in &handles {
        let called = format!("{} ({})", handle.name, handle.platform);
        match of_handle(&handle.platform, &handle.name, ask.house.now.at, &|request| client.get(request)) {
            Found::Feeds(choices) => feeds.extend(choices.into_iter().next()),
            Found::Nowhere { profile } if profile.is_empty() => notes.push(format!("{called}: gives no feed")),
            Found::Nowhere { profile } => notes.push(format!("{called}: gives no feed, look at {profile}")),
            Found::Nothing(why) => notes.push(format!("{called}: {why}")),
            Found::Unclear => {}
        }
    }
    let of = Some(subject);
    let title = if feeds.len() == 1 { args.title.clone() } else { String::new() };
    let mut changes: Vec<Change> = feeds
        .into_iter()
        .map(|choice| Change::AddFeed { of, address: choice.address, title: title.clone(), off: String::new() })
        .collect();
    match changes.len() {
        0 => Err(notes
            .into_iter()
            .fold(Failure::new(Code::NotFound, format!("no feed was found of {name}")), Failure::next)),
        1 => Ok(Plan { change: changes.remove(0), notes }),
        several => {
            let label = format!("{name}: {}", counted(several as u32, "feed", "feeds"));
            Ok(Plan { change: Change::Batch(label, changes), notes })
        }
    }
}

fn handles(ask: &Ask<'_>, subject: Subject) -> Result<Vec<Handle>> {
    Ok(match subject {
        Subject::Contact(id) => ask.store.contact(id)?.map(|contact| contact.handles).unwrap_or_default(),
        Subject::Community(id) => ask.store.community(id)?.map(|place| place.handles).unwrap_or_default(),
    })
}

/// The one that is meant.
fn pick(mut choices: Vec<Choice>, number: Option<usize>) -> Result<Choice> {
    let all = choices.len();
    match number {
        Some(number) if (1..=all).contains(&number) => Ok(choices.swap_remove(number - 1)),
        Some(number) => Err(Failure::new(Code::NotFound, format!("there is no number {number} among {all}"))),
        None if all == 1 => Ok(choices.swap_remove(0)),
        None => {
            let why = Failure::new(Code::Ambiguous, "several feeds are named there");
            let named = choices.iter().enumerate().fold(why, |why, (at, choice)| {
                why.next(format!("{}  {}  {}", at + 1, choice.title, shown(&choice.address)))
            });
            Err(named.next("--pick 1 takes the first"))
        }
    }
}

/// The platform gives no feed: where to look instead.
fn no_feed(profile: &str) -> Failure {
    let why = Failure::new(Code::NotFound, "that platform gives no feed");
    if profile.is_empty() { why } else { why.next(format!("look there yourself: {profile}")) }
}
