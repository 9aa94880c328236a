//! From what ranking says to a row that is shown.

use super::row::{Lane, Mark, OwedLine, Row, Suggestion, TermPoints};
use crate::domain::attention::{self, Facts, Weighed};
use crate::domain::owed::Owed;
use crate::domain::settings::Settings;
use crate::domain::text::width;
use crate::domain::time::Day;

/// Columns that a reason and its invitation may take together.
const WITH_HINT: usize = 44;

/// What a row needs besides: names and links that ranking does not know.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The name of the community where it takes place.
    pub place_name: String,
    /// The link of the thing that is worth an answer; empty for none.
    pub worth_link: String,
    /// The page of the unread post; empty for none.
    pub post_link: String,
    /// The working page or profile; empty for none.
    pub profile: String,
}

/// What is owed and has not faded.
pub fn open<'f>(facts: &'f Facts, settings: &Settings, today: Day) -> impl Iterator<Item = &'f Owed> {
    facts.owed.iter().filter(move |item| item.left > 0 && !item.faded(settings.fade_days(item), today))
}

/// The row of a subject.
pub fn row(facts: &Facts, weighed: &Weighed, around: Around, settings: &Settings, today: Day) -> Row {
    let owed: Vec<OwedLine> = open(facts, settings, today).map(OwedLine::from).collect();
    let shown = owed.iter().find(|item| Some(item.id) == weighed.item);
    let link =
        [shown.map(|item| item.link.clone()).unwrap_or_default(), around.worth_link, around.post_link, around.profile];
    let suggested = weighed.suggested;
    Row {
        subject: facts.subject,
        uid: facts.uid.to_string(),
        name: facts.name.clone(),
        platform: facts.platform.clone(),
        place: facts.place,
        place_name: around.place_name,
        mark: if weighed.reason.is_empty() { Mark::None } else { mark(weighed.score.mark) },
        reason: reason(weighed),
        when: weighed.when.clone(),
        lane: lane(weighed.score.lane),
        terms: weighed.terms.iter().map(|(term, tenths, _)| TermPoints { term: *term, tenths: *tenths }).collect(),
        score: weighed.score.total,
        owed,
        shown: weighed.item,
        suggested: Suggestion {
            kind: suggested.kind.to_owned(),
            label: suggested.label.to_owned(),
            settles: suggested.settles.filter(|_| !suggested.keeps),
            keeps: suggested.settles.filter(|_| suggested.keeps),
            does: suggested.does,
            reads: suggested.reads,
        },
        link: link.into_iter().find(|link| !link.is_empty()).unwrap_or_default(),
        pinned: facts.pinned,
    }
}

/// The reason, with the invitation where both fit one line.
fn reason(weighed: &Weighed) -> String {
    let fits = width(&weighed.reason) + 2 + width(weighed.hint) <= WITH_HINT;
    let asked = weighed.score.owed() || weighed.hint.is_empty() || weighed.reason.is_empty();
    if asked || !fits || weighed.reason.contains(':') {
        weighed.reason.clone()
    } else {
        format!("{}: {}", weighed.reason, weighed.hint)
    }
}

/// The mark as it is shown.
pub fn mark(mark: attention::Mark) -> Mark {
    match mark {
        attention::Mark::Owed => Mark::Owed,
        attention::Mark::Due => Mark::Due,
        attention::Mark::Other => Mark::Other,
        attention::Mark::Snoozed => Mark::Snoozed,
    }
}

fn lane(lane: attention::Lane) -> Lane {
    match lane {
        attention::Lane::Queue => Lane::Queue,
        attention::Lane::Dormant => Lane::Dormant,
        attention::Lane::Waiting => Lane::Waiting,
        attention::Lane::Snoozed | attention::Lane::Passed => Lane::Snoozed,
        attention::Lane::NotListed => Lane::Unlisted,
    }
}
