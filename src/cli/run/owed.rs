//! Commands about what is owed, dated and put off, each as a change.
//!
//! Must not know how anything fades or is settled.

use crate::cli::args::log::{Keep, Owe, Pass, Revive, Snooze, Sort, Step};
use crate::cli::ask::Ask;
use crate::cli::exit::{Failure, Result};
use crate::cli::resolve;
use crate::domain::act::{NewAct, Target};
use crate::domain::change::Change;
use crate::domain::contact::{Dated, DatedSort};
use crate::domain::ids::{ContactId, Subject};
use crate::domain::kind::Direction;
use crate::domain::owed::{Owed, OwedSort};

pub(super) fn owe(ask: &Ask<'_>, args: &Owe) -> Result<Change> {
    Ok(Change::Owe {
        to: ask.anyone(&args.name)?.subject,
        sort: match args.sort {
            Sort::Reply => OwedSort::Reply,
            Sort::Thanks => OwedSort::Thanks,
            Sort::Promise => OwedSort::Promise,
        },
        text: args.text.join(" "),
        due: args.on.as_deref().map(|day| ask.day(day)).transpose()?,
        link: args.link.clone().unwrap_or_default(),
    })
}

/// Keeps a promise and logs a reply with it, as `Space` does, unless it was kept quietly.
pub(super) fn keep(ask: &Ask<'_>, args: &Keep) -> Result<Change> {
    let found = ask.anyone(&args.name)?;
    let mut promises = ask.store.owed_to(found.subject)?;
    promises.retain(|item| item.sort == OwedSort::Promise);
    let promise = pick(&promises, &args.text, &format!("promise to {}", found.name))?;
    let act = NewAct {
        settles: Some(promise.id),
        note: promise.text.clone(),
        link: promise.link.clone(),
        ..NewAct::new(Direction::Out, "replied", target(found.subject, promise))
    };
    Ok(Change::Keep(promise.id, (!args.quietly).then_some(act)))
}

pub(super) fn revive(ask: &Ask<'_>, args: &Revive) -> Result<Change> {
    let found = ask.anyone(&args.name)?;
    let items = ask.store.owed_to(found.subject)?;
    Ok(Change::Revive(pick(&items, &args.text, &format!("open item for {}", found.name))?.id))
}

pub(super) fn pass(ask: &Ask<'_>, args: &Pass) -> Result<Change> {
    let found = ask.anyone(&args.name)?;
    if !args.let_be {
        return Ok(Change::Pass(found.subject));
    }
    let items = ask.store.owed_to(found.subject)?;
    Ok(Change::LetBe(pick(&items, &args.text, &format!("open item for {}", found.name))?.id))
}

pub(super) fn snooze(ask: &Ask<'_>, args: &Snooze) -> Result<Change> {
    let day = ask.day(&args.until.join(" "))?;
    if day <= ask.house.now.day() {
        return Err(Failure::usage(format!("{} is not ahead", day.long())).next("snooze until tomorrow or later"));
    }
    Ok(Change::Snooze(ask.anyone(&args.name)?.subject, day))
}

pub(super) fn step(ask: &Ask<'_>, args: &Step) -> Result<Change> {
    let (contact, name) = ask.contact(&args.name)?;
    if args.done || args.remove {
        let dated = dated(ask, contact, args.done)?;
        let what = if args.done { "next step with" } else { "step or date of" };
        let words =
            |dated: &Dated| (dated.id.0, if dated.text.is_empty() { dated.day.clone() } else { dated.text.clone() });
        let told: Vec<(i64, String)> = dated.iter().map(words).collect();
        let (id, _) = resolve::choice(&told, |(id, text)| (*id, text), &args.text, &format!("{what} {name}"))?;
        let id = crate::domain::ids::DatedId(*id);
        return Ok(if args.done { Change::StepDone(id) } else { Change::RemoveDated(id) });
    }
    let Some(on) = &args.on else {
        return Err(Failure::usage("a step has a day").next("say --on friday, or --done, or --remove"));
    };
    let day = ask.day(on)?;
    let sort = if args.yearly { DatedSort::Yearly } else { DatedSort::Step };
    if sort == DatedSort::Step && args.text.is_empty() {
        return Err(Failure::usage("say what the next step is").next("for example: rounds step ada call --on friday"));
    }
    Ok(Change::AddDated { contact, sort, text: args.text.join(" "), day: day.to_string() })
}

/// Steps alone, or birthday and yearly dates as well.
fn dated(ask: &Ask<'_>, contact: ContactId, steps: bool) -> Result<Vec<Dated>> {
    let mut dated = ask.store.contact(contact)?.map(|contact| contact.dated).unwrap_or_default();
    dated.retain(|dated| !steps || dated.sort == DatedSort::Step);
    Ok(dated)
}

fn pick<'i>(items: &'i [Owed], words: &[String], what: &str) -> Result<&'i Owed> {
    resolve::choice(
        items,
        |item| (item.id.0, if item.text.is_empty() { item.sort.word() } else { &item.text }),
        words,
        what,
    )
}

/// Where a reply that keeps a promise takes place.
fn target(subject: Subject, item: &Owed) -> Target {
    match subject {
        Subject::Contact(id) => Target { contact: Some(id), community: item.community, handle: None },
        Subject::Community(id) => Target::community(id),
    }
}
