//! The words of a row: why it is listed, since or until when, and what each term means.
//!
//! Owns the wording of attention, for listed rows only. Must not know points beyond
//! choosing which reason speaks, nor how the words are drawn.

use super::attention::{Facts, Lane, Post, Score, Term};
use super::contact::{Dated, DatedSort};
use super::ids::Subject;
use super::kind::Direction;
use super::owed::{self, Owed, OwedSort};
use super::rhythm;
use super::standing::Worth;
use super::suggest;
use super::terms::Ranking;
use super::time::{Day, Instant};

/// Reason and right column of a row. What is owed speaks first, then the reason that
/// counts most. Both are empty where there is no reason; a snooze shows its day.
pub fn of_row(ranking: &Ranking<'_>, facts: &Facts, score: &Score, suggested: &str) -> (String, String) {
    let today = ranking.today;
    let (reason, when) = match leading(score) {
        Some(Term::Reply | Term::Thanks) => match owed::top(ranking.reasons_owed(facts)) {
            Some(item) => (
                of_item(ranking, item),
                item.due.map_or_else(|| ago(ranking, item.since, item.since_day), |due| ahead(due, today)),
            ),
            None => Default::default(),
        },
        Some(Term::Worth) => match fresh(ranking, facts) {
            Some(Fresh::Act(worth)) => (of_worth(ranking, worth), ago(ranking, worth.at, worth.day)),
            Some(Fresh::Post(post)) => (of_post(facts, post), ago(ranking, post.at, post.day)),
            None => Default::default(),
        },
        Some(Term::Dated) => match ranking.date(facts) {
            Some((date, reason)) => (of_date(date, reason.day, today), ahead(reason.day, today)),
            None => Default::default(),
        },
        Some(Term::Step) => (facts.one_act_from.clone().unwrap_or_default(), String::new()),
        Some(Term::New) => (of_new(facts, suggested), String::new()),
        Some(_) => (of_quiet(ranking, facts, suggested), String::new()),
        None => Default::default(),
    };
    match score.lane {
        Lane::Snoozed | Lane::Passed => (reason, ranking.held(facts).map_or(when, |hold| ahead(hold.until, today))),
        _ => (reason, when),
    }
}

/// One term in words, for the list of points.
pub fn of_term(ranking: &Ranking<'_>, facts: &Facts, term: Term, suggested: &str) -> String {
    let owed = |reply: bool| {
        let items = ranking.reasons_owed(facts).filter(|item| (item.sort == OwedSort::Reply) == reply);
        owed::top(items).map(|item| of_item(ranking, item)).unwrap_or_default()
    };
    match term {
        Term::Reply => owed(true),
        Term::Thanks => owed(false),
        Term::Due => of_quiet(ranking, facts, suggested),
        Term::Worth => match fresh(ranking, facts) {
            Some(Fresh::Act(worth)) => of_worth(ranking, worth),
            Some(Fresh::Post(post)) => of_post(facts, post),
            None => String::new(),
        },
        Term::Drift => rhythm::median_gap(&facts.standing.gaps).map_or_else(String::new, |median| {
            let beyond = (2 * median.doubled()).max(median.doubled() + 28) / 2;
            format!("quiet for more than {beyond} d")
        }),
        Term::Dated => {
            ranking.date(facts).map(|(date, reason)| of_date(date, reason.day, ranking.today)).unwrap_or_default()
        }
        Term::New => facts.cadence_day.map_or_else(String::new, |chosen| format!("new since {}", chosen.short())),
        Term::Step => facts.one_act_from.clone().unwrap_or_default(),
        Term::Tier => facts.tier.map_or_else(String::new, |tier| tier.word().to_owned()),
        Term::Pinned => "pinned".to_owned(),
        Term::Today => "an act of yours today".to_owned(),
        Term::Unanswered => format!("{} unanswered", ranking.unanswered(facts)),
    }
}

/// The reason that speaks: what is owed, else the one that counts most, and of equals the
/// most particular one.
fn leading(score: &Score) -> Option<Term> {
    const PARTICULAR: [Term; 7] =
        [Term::Reply, Term::Thanks, Term::Dated, Term::Worth, Term::New, Term::Step, Term::Due];
    let points = |term: Term| match term {
        Term::Reply | Term::Thanks => i32::MAX,
        Term::Due => score.of(Term::Due) + score.of(Term::Drift),
        term => score.of(term),
    };
    let reasons = PARTICULAR.into_iter().rev().filter(|term| score.reasons.has(*term));
    reasons.max_by_key(|term| points(*term))
}

/// What is fresh: an act of theirs or a post.
enum Fresh<'f> {
    Act(&'f Worth),
    Post(&'f Post),
}

/// The fresher of both, a topic match first of all.
fn fresh<'f>(ranking: &Ranking<'_>, facts: &'f Facts) -> Option<Fresh<'f>> {
    match (ranking.worth(facts), ranking.post(facts)) {
        (Some(worth), Some(post)) if !post.topic && worth.day >= post.day => Some(Fresh::Act(worth)),
        (_, Some(post)) => Some(Fresh::Post(post)),
        (worth, None) => worth.map(Fresh::Act),
    }
}

/// "asked: does it run on musl?", "shared yours: say thanks", "you promised the link".
fn of_item(ranking: &Ranking<'_>, item: &Owed) -> String {
    let text = item.text.trim();
    if item.sort == OwedSort::Promise {
        return format!("you promised {}", if text.is_empty() { "something" } else { text });
    }
    let reply = item.sort == OwedSort::Reply;
    if item.kind.is_empty() {
        return match (reply, text.is_empty()) {
            (true, true) => "waits for an answer".to_owned(),
            (true, false) => format!("waits for an answer: {text}"),
            (false, true) => "deserves thanks".to_owned(),
            (false, false) => format!("deserves thanks: {text}"),
        };
    }
    let label = ranking.settings.kinds.get(Direction::In, &item.kind).label;
    let label = match (item.left, item.contact.is_some()) {
        (0 | 1, _) if item.kind == "invited" && text.starts_with("to ") => return format!("invites you {text}"),
        (0 | 1, _) => label.to_owned(),
        (left, true) => format!("{label} {left} times"),
        (left, false) => format!("{left} {label}"),
    };
    match (text.is_empty(), reply) {
        (false, _) => format!("{label}: {text}"),
        (true, true) => format!("{label}: waits for an answer"),
        (true, false) => format!("{label}: say thanks"),
    }
}

fn of_worth(ranking: &Ranking<'_>, worth: &Worth) -> String {
    format!("{}: worth an answer", ranking.settings.kinds.get(Direction::In, &worth.kind).label)
}

fn of_post(facts: &Facts, post: &Post) -> String {
    let verb = if facts.subject.contact().is_some() { "wrote" } else { "new there:" };
    format!("{verb} \"{}\"", post.title)
}

/// "birthday on Thursday", "birthday was yesterday"; a step is its own text.
fn of_date(date: &Dated, day: Day, today: Day) -> String {
    let what = match (date.sort, date.text.trim()) {
        (DatedSort::Step, "") => return "a next step".to_owned(),
        (DatedSort::Step, text) => return text.to_owned(),
        (DatedSort::Birthday, _) => "birthday",
        (DatedSort::Yearly, "") => "a yearly date",
        (DatedSort::Yearly, text) => text,
    };
    match day.minus(today) {
        ..-1 => format!("{what} was on {}", day.date().format("%A")),
        -1 => format!("{what} was yesterday"),
        0 => format!("{what} today"),
        1 => format!("{what} tomorrow"),
        2..7 => format!("{what} on {}", day.date().format("%A")),
        _ => format!("{what} in a week"),
    }
}

/// "nothing logged yet: say hello", and of those who acted first "new since 14 Sep".
fn of_new(facts: &Facts, suggested: &str) -> String {
    let what = match facts.subject {
        Subject::Contact(_) => "say hello",
        Subject::Community(_) => suggest::invitation(suggested),
    };
    let head = match facts.cadence_day.filter(|_| facts.standing.last_in.is_some()) {
        Some(chosen) => format!("new since {}", chosen.short()),
        None => "nothing logged yet".to_owned(),
    };
    if what.is_empty() { head } else { format!("{head}: {what}") }
}

/// "15 d, usually 14"; of a place "quiet 9 d, usually 7".
fn of_quiet(ranking: &Ranking<'_>, facts: &Facts, suggested: &str) -> String {
    let Some(days) = ranking.quiet(facts) else {
        // a like restarts no clock: nothing was said yet
        return match facts.cadence.filter(|_| facts.standing.last_out.is_some()) {
            Some(days) => format!("no words yet, every {days}"),
            None => of_new(facts, suggested),
        };
    };
    let head = if facts.subject.contact().is_some() { "" } else { "quiet " };
    match rhythm::usually(&facts.standing.gaps, facts.cadence) {
        Some(usual) => format!("{head}{days} d, {usual}"),
        None => format!("{head}{days} d"),
    }
}

/// How long ago: whole hours of the same day, else days.
fn ago(ranking: &Ranking<'_>, at: Instant, day: Day) -> String {
    match (ranking.today.since(day), ranking.now.at.since(at) / 3_600_000) {
        (0, 0) => "today".to_owned(),
        (0, hours) => format!("{hours} h"),
        (days, _) => format!("{days} d"),
    }
}

/// A day that may lie ahead: its weekday within a week, its date beyond; "2 d" once past.
fn ahead(day: Day, today: Day) -> String {
    match day.minus(today) {
        ..0 => format!("{} d", today.since(day)),
        0 => "today".to_owned(),
        1..7 => day.date().format("%a").to_string(),
        _ => day.short(),
    }
}
