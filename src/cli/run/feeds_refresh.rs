//! `feeds refresh`: asks feeds for what is new.
//!
//! Must not know how they are asked.

use serde::Serialize;

use super::import::stops;
use crate::cli::args::feeds::Refresh;
use crate::cli::ask::Ask;
use crate::cli::exit::{Failure, Result};
use crate::cli::house::House;
use crate::cli::print::page::{Page, report_json, send};
use crate::cli::print::progress::Progress;
use crate::domain::number::counted;
use crate::refresh::{self, Asking, Summary, Which};

/// Feeds that fail are named up to this number.
const SHOWN: usize = 10;

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Report {
    answered: usize,
    new: usize,
    failing: Vec<Failing>,
    left: usize,
    rested: usize,
    off: usize,
    broken_off: bool,
}

#[derive(Debug, Serialize)]
struct Failing {
    name: String,
    why: String,
}

/// Asks them.
pub(super) fn refresh(house: &House, args: &Refresh) -> Result<()> {
    let mut store = house.store()?;
    let which = match (args.due, house.settings.refresh_minutes) {
        (true, Some(every)) => Which::Due(every),
        (true, None) => {
            return Err(
                Failure::usage("no schedule is set").next("[feeds] refresh = \"every 6 hours\" in the config file")
            );
        }
        (false, _) if args.names.is_empty() => Which::All,
        (false, _) => {
            let ask = Ask::new(house, &store);
            let mut feeds = Vec::new();
            for name in &args.names {
                let of = ask.anyone(name)?;
                feeds.extend(store.feeds_of(of.subject)?.into_iter().map(|feed| feed.id));
            }
            Which::These(feeds)
        }
    };
    let stop = stops();
    let progress = std::cell::OnceCell::new();
    let mut shows = |at: &refresh::Progress| {
        if !args.json {
            progress.get_or_init(|| Progress::of(at.all)).at(at.done);
        }
    };
    let summary = refresh::refresh(&mut store, &house.now, &Asking::default(), &which, &mut shows, &stop);
    if let Some(progress) = progress.into_inner() {
        progress.over();
    }
    let summary = summary?;
    if args.json {
        return Ok(send(&report_json(&house.now, &report(summary))?)?);
    }
    let mut page = Page::new(house.ink);
    page.line(&words(&summary));
    for (name, why) in summary.failing.iter().take(SHOWN) {
        page.line(&format!("  {name}: {why}"));
    }
    if summary.failing.len() > SHOWN {
        page.dim(&format!("  {} more: rounds feeds list", summary.failing.len() - SHOWN));
    }
    if summary.left > 0 {
        let left = counted(summary.left as u32, "feed waits: its host wants", "feeds wait: their hosts want");
        page.line(&format!("  {left} to be left alone for a while"));
    }
    Ok(send(&page.text())?)
}

/// "three feeds answered, 14 posts are new, one gave nothing".
fn words(summary: &Summary) -> String {
    let asked = summary.answered + summary.failing.len() + summary.left;
    if asked == 0 {
        return match (summary.rested, summary.off) {
            (0, 0) => "No feed yet: rounds feeds add NAME".to_owned(),
            (0, _) => "No feed is asked: those that there are are off.".to_owned(),
            _ => "Nothing to ask yet: every feed was asked a short while ago.".to_owned(),
        };
    }
    let mut parts = vec![
        counted(summary.answered as u32, "feed answered", "feeds answered"),
        counted(summary.new as u32, "post is new", "posts are new"),
    ];
    if !summary.failing.is_empty() {
        parts.push(counted(summary.failing.len() as u32, "feed gave nothing", "feeds gave nothing"));
    }
    if summary.broken_off {
        parts.push("broken off".to_owned());
    }
    parts.join(", ")
}

fn report(summary: Summary) -> Report {
    let failing = summary.failing.into_iter().map(|(name, why)| Failing { name, why }).collect();
    let Summary { answered, new, left, rested, off, broken_off, .. } = summary;
    Report { answered, new, failing, left, rested, off, broken_off }
}
