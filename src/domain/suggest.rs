//! The suggested act: what `Space` logs, and what it settles, does or reads.
//!
//! Must not know how it is shown or logged.

use super::attention::{Facts, Suggested};
use super::community::Role;
use super::contact::{DatedSort, Stage};
use super::dated;
use super::ids::Subject;
use super::kind::{Direction, Kind, Kinds, Leaning};
use super::owed::{self, Owed, OwedSort};
use super::standing::LastKinds;
use super::terms::Ranking;

/// What to do next with a subject. In this order: what is owed (the item that the row
/// shows), what is worth an answer, a next step, an unread post; then connecting with
/// somebody noticed, the next rung of a place, and else what you do most with them.
pub fn suggested(ranking: &Ranking<'_>, facts: &Facts) -> Suggested {
    let kinds = &ranking.settings.kinds;
    let plain = |id: &str| act(kinds.get(Direction::Out, id));
    if let Some(item) = owed::top(ranking.reasons_owed(facts)) {
        let keeps = item.sort == OwedSort::Promise;
        return Suggested { settles: Some(item.id), keeps, ..act(settling(kinds, item)) };
    }
    if ranking.worth(facts).is_some() {
        return plain("replied");
    }
    let last_out = facts.standing.last_out.map(|(_, day)| day);
    let steps = facts.dated.iter().filter(|date| date.sort == DatedSort::Step);
    let step = steps.filter_map(|date| Some((dated::reason(date, last_out, ranking.today)?.day, date)));
    if let Some((_, step)) = step.min_by_key(|(day, _)| *day) {
        return Suggested { does: Some(step.id), ..plain("messaged") };
    }
    if let Some(post) = ranking.post(facts) {
        return Suggested { reads: Some(post.id), ..plain("commented") };
    }
    match facts.subject {
        Subject::Community(_) => plain(for_place(facts)),
        // somebody with whom you connected already is not asked a second time
        Subject::Contact(_)
            if facts.stage == Stage::Noticed && !facts.standing.last_kinds.iter().any(|id| id == "connected") =>
        {
            plain("connected")
        }
        Subject::Contact(_) => act(usual(kinds, &facts.standing.last_kinds)),
    }
}

/// The kind that answers an owed item: *answered* where they asked, else *replied*;
/// *thanked*; a promise is kept with *replied*.
pub fn settling<'k>(kinds: &'k Kinds, item: &Owed) -> &'k Kind {
    let id = match item.sort {
        OwedSort::Reply if item.kind == "asked" => "answered",
        OwedSort::Reply | OwedSort::Promise => "replied",
        OwedSort::Thanks => "thanked",
    };
    kinds.get(Direction::Out, id)
}

/// A kind as an invitation, for a place that was quiet: "share one of theirs"; empty for
/// a kind that is not suggested there.
pub fn invitation(kind: &str) -> &'static str {
    match kind {
        "listened" => "listen in",
        "learned" => "note the rules",
        "answered" => "answer somebody",
        "commented" => "comment on theirs",
        "shared" => "share one of theirs",
        _ => "",
    }
}

/// The act that leads to the next rung of a place.
fn for_place(facts: &Facts) -> &'static str {
    let host = facts.community.is_some_and(|(_, role)| role == Role::Host);
    match facts.rung {
        _ if host || !facts.ladder => "shared",
        0 => "listened",
        1 => "learned",
        2 => "answered",
        3 => "commented",
        _ => "shared",
    }
}

/// The kind used most in `last` (kind ids, newest first) among those that give or are
/// neutral and restart a contact's clock; of equals the one used last, else *messaged*.
/// An introduction is left out: it needs a second person.
fn usual<'k>(kinds: &'k Kinds, last: &LastKinds) -> &'k Kind {
    let fits = |kind: &&Kind| {
        matches!(kind.leaning, Leaning::Give | Leaning::Neutral) && kind.clock.contact() && kind.id != "introduced"
    };
    // most people do two or three things with somebody: the table is asked once for each
    let mut counts: Vec<(&str, u32)> = Vec::with_capacity(12);
    for id in last.iter().take(12) {
        match counts.iter_mut().find(|(counted, _)| *counted == id) {
            Some((_, count)) => *count += 1,
            None => counts.push((id, 1)),
        }
    }
    let known =
        counts.into_iter().filter_map(|(id, count)| Some((kinds.find(Direction::Out, id).filter(fits)?, count)));
    // the newest come first, and of equals the first is taken
    let most = known.reduce(|most, next| if next.1 > most.1 { next } else { most });
    most.map_or_else(|| kinds.get(Direction::Out, "messaged"), |(kind, _)| kind)
}

fn act(kind: &Kind) -> Suggested {
    Suggested {
        kind: kind.id,
        label: kind.label,
        minutes: kind.minutes,
        settles: None,
        keeps: false,
        does: None,
        reads: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_you_do_most_is_suggested() {
        let kinds = Kinds::default();
        let usual = |last: &[&str]| usual(&kinds, &last.iter().collect()).id;
        assert_eq!(usual(&[]), "messaged");
        assert_eq!(usual(&["liked", "posted", "asked", "told", "listened"]), "messaged");
        assert_eq!(usual(&["shared", "commented", "commented"]), "commented");
        assert_eq!(usual(&["shared", "commented"]), "shared");
        assert_eq!(usual(&["commented", "shared", "shared", "commented"]), "commented");
        assert_eq!(usual(&["introduced", "introduced", "met"]), "met");
        // beyond twelve nothing counts
        let mut long = vec!["shared"];
        long.extend(["liked"; 11]);
        long.extend(["commented"; 5]);
        assert_eq!(usual(&long), "shared");
    }
}
