//! The terms of attention: what each counts today, what lists a subject, and its lane.
//!
//! Owns the arithmetic and no words, so that a hundred thousand subjects are weighed
//! in the blink of an eye. Must not know how rows are worded, ordered or planned.

use super::attention::{Facts, Hold, Lane, Mark, Post, Score, Term, Terms};
use super::cadence::{self, Clock};
use super::commitment::Rests;
use super::community::State;
use super::contact::{Dated, DatedSort, Stage, Style, Tier};
use super::dated;
use super::ids::Subject;
use super::owed::{Owed, OwedSort};
use super::points::{Part, Weight};
use super::rhythm;
use super::settings::Settings;
use super::stage::FRESH_DAYS;
use super::standing::Worth;
use super::time::{Day, Now};

/// Days over which *worth an answer* and unread posts fade to nothing.
const FRESH: i64 = 7;
/// Days for which a topic match and *new* count, and in which unanswered acts are counted.
const MONTH: i64 = 30;

/// One day's ranking: the settings, rests and day that all subjects share.
#[derive(Debug)]
pub struct Ranking<'a> {
    /// Settings.
    pub settings: &'a Settings,
    /// Rests of yours.
    pub rests: &'a Rests,
    /// The present.
    pub now: &'a Now,
    /// Today.
    pub today: Day,
    rest_today: bool,
    weights: [Weight; 12],
    close: Weight,
}

impl<'a> Ranking<'a> {
    /// The ranking of the day that `now` stands in.
    pub fn new(settings: &'a Settings, rests: &'a Rests, now: &'a Now) -> Self {
        let today = now.day();
        let points = &settings.weights;
        let weights = Term::ALL.map(|term| match term {
            Term::Reply => points.reply,
            Term::Thanks => points.thanks,
            Term::Due => points.due,
            Term::Worth => points.worth,
            Term::Drift => points.drift,
            Term::Dated => points.dated,
            Term::New => points.new,
            Term::Step => points.step,
            Term::Tier => points.inner,
            Term::Pinned => points.pinned,
            Term::Today => points.today,
            Term::Unanswered => points.unanswered,
        });
        Self {
            settings,
            rests,
            now,
            today,
            rest_today: rests.covers(today),
            weights: weights.map(Weight::new),
            close: Weight::new(points.close),
        }
    }

    /// The numbers of one subject.
    pub fn score(&self, facts: &Facts) -> Score {
        let standing = &facts.standing;
        let mut tenths = [0; 12];
        let mut reasons = Terms::default();
        let mut count = |term: Term, part: Part| tenths[term as usize] = self.weights[term as usize].tenths(part);

        for item in self.reasons_owed(facts) {
            reasons.insert(if item.sort == OwedSort::Reply { Term::Reply } else { Term::Thanks });
        }
        if !reasons.is_empty() {
            let most = |reply: bool| {
                let of = self.reasons_owed(facts).filter(|item| (item.sort == OwedSort::Reply) == reply);
                of.map(|item| item.urgency(facts.patience, self.today)).max().unwrap_or(Part::ZERO)
            };
            count(Term::Reply, most(true));
            count(Term::Thanks, most(false));
        }
        let owed = !reasons.is_empty();

        let clock = self.clock(facts);
        let mut drift = Drift::No;
        if let Some((days, cadence)) = clock {
            count(Term::Due, cadence::urgency(days, cadence));
            if cadence::due(days, cadence) {
                drift = self.drift(facts, days, cadence);
                if drift != Drift::No {
                    count(Term::Drift, Part::ONE);
                }
            }
            let place = facts.subject.community().is_some();
            if cadence::due(days, cadence) || place && 2 * days >= i64::from(cadence) {
                reasons.insert(Term::Due);
            }
        }

        let worth = self.worth(facts).map_or(Part::ZERO, |worth| self.fresh(worth.day));
        let worth = worth.max(self.post(facts).map_or(Part::ZERO, |post| self.read_worth(post)));
        if !worth.is_zero() {
            count(Term::Worth, worth);
            reasons.insert(Term::Worth);
        }
        if let Some((_, date)) = self.date(facts) {
            count(Term::Dated, date.urgency);
            reasons.insert(Term::Dated);
        }
        if self.is_new(facts) {
            count(Term::New, Part::ONE);
            reasons.insert(Term::New);
        }

        let last = standing.last_out.map(|(_, day)| day).max(standing.last_in.map(|(_, day)| day));
        let silence = last.map(|day| self.today.since(day));
        if facts.one_act_from.is_some() && silence.is_some_and(|days| days <= FRESH_DAYS) {
            count(Term::Step, Part::ONE);
            if facts.subject.community().is_some() {
                reasons.insert(Term::Step);
            }
        }
        if facts.pinned {
            count(Term::Pinned, Part::ONE);
        }
        if standing.own_clock_day == Some(self.today) && !owed {
            count(Term::Today, Part::ONE);
        }
        let unanswered = self.unanswered(facts);
        if unanswered >= 2 {
            count(Term::Unanswered, Part::ONE);
        }
        match facts.tier {
            Some(Tier::Inner) => count(Term::Tier, Part::ONE),
            Some(Tier::Close) => tenths[Term::Tier as usize] = self.close.tenths(Part::ONE),
            _ => {}
        }

        reasons = reasons.both(self.allowed(facts));
        let lane = match self.held(facts) {
            Some(hold) if hold.pass => Lane::Passed,
            Some(_) => Lane::Snoozed,
            None if reasons.is_empty() => Lane::NotListed,
            None if unanswered >= 3 && !owed => Lane::Waiting,
            None if drift == Drift::Dormant && reasons == Terms::from_iter([Term::Due]) => Lane::Dormant,
            None => Lane::Queue,
        };
        let due = clock.is_some_and(|(days, cadence)| days >= i64::from(cadence)) || drift != Drift::No;
        let mark = match lane {
            Lane::Snoozed | Lane::Passed => Mark::Snoozed,
            _ if owed => Mark::Owed,
            _ if due => Mark::Due,
            _ => Mark::Other,
        };
        let total = tenths.iter().sum();
        Score { subject: facts.subject, uid: facts.uid, tenths, total, reasons, lane, mark, silence, clock }
    }

    /// The owed items that are a reason today: not faded, and not before their day.
    pub fn reasons_owed<'f>(&self, facts: &'f Facts) -> impl Iterator<Item = &'f Owed> {
        let (today, settings, patience) = (self.today, self.settings, facts.patience);
        facts.owed.iter().filter(move |item| {
            item.left > 0 && !item.urgency(patience, today).is_zero() && !item.faded(settings.fade_days(item), today)
        })
    }

    /// The inbound act that is still worth an answer: not seven days old, and not passed on.
    pub fn worth<'f>(&self, facts: &'f Facts) -> Option<&'f Worth> {
        let passed = |worth: &Worth| facts.hold.is_some_and(|hold| hold.pass && hold.set >= worth.at);
        facts.standing.worth.as_ref().filter(|worth| !self.fresh(worth.day).is_zero() && !passed(worth))
    }

    /// The unread post, while it counts.
    pub fn post<'f>(&self, facts: &'f Facts) -> Option<&'f Post> {
        facts.post.as_ref().filter(|post| !self.read_worth(post).is_zero())
    }

    /// The date or step that counts most today; of equals the earliest.
    pub fn date<'f>(&self, facts: &'f Facts) -> Option<(&'f Dated, dated::Reason)> {
        let last_out = facts.standing.last_out.map(|(_, day)| day);
        let reasons = facts.dated.iter().filter_map(|date| Some((date, dated::reason(date, last_out, self.today)?)));
        reasons.min_by(|(_, a), (_, b)| b.urgency.cmp(&a.urgency).then(a.day.cmp(&b.day)))
    }

    /// Acts of yours that expect an answer, unanswered in the last 30 days. Only contacts
    /// answer, and only those who ever wrote, or with whom you are at the beginning.
    pub fn unanswered(&self, facts: &Facts) -> usize {
        let guarded = matches!(facts.subject, Subject::Contact(_))
            && (facts.standing.last_in.is_some() || facts.stage <= Stage::Greeted);
        let recent = |day: &&Day| self.today.since(**day) < MONTH;
        if guarded { facts.standing.unanswered.iter().filter(recent).count() } else { 0 }
    }

    /// Days without an act that restarts the clock, dated rest left out; none where there
    /// was none yet. Unlike the clock it knows nothing of the day the cadence was chosen.
    pub fn quiet(&self, facts: &Facts) -> Option<i64> {
        facts.standing.clock_day.map(|day| cadence::quiet(day, self.rests, self.today))
    }

    /// The pass or snooze in force. It ends on its day, and early on a newer inbound act
    /// and when the day of a promise or next step comes that lay ahead when it was set.
    pub fn held(&self, facts: &Facts) -> Option<Hold> {
        let hold = facts.hold.filter(|hold| self.today < hold.until)?;
        let set = self.now.day_of(hold.set);
        let came = |day: Day| set < day && day <= self.today;
        let written = facts.standing.last_in.is_some_and(|(at, _)| at > hold.set);
        let promised = || {
            let promises = facts.owed.iter().filter(|item| item.sort == OwedSort::Promise && item.left > 0);
            promises.filter_map(|item| item.due).any(came)
        };
        let steps = || facts.dated.iter().filter(|date| date.sort == DatedSort::Step);
        let stepped = || steps().filter_map(dated::step_day).any(came);
        (!written && !promised() && !stepped()).then_some(hold)
    }

    /// Whether somebody drifts or is dormant, whatever that weighs.
    pub fn drifts(&self, facts: &Facts) -> bool {
        self.clock(facts)
            .is_some_and(|(days, cadence)| cadence::due(days, cadence) && self.drift(facts, days, cadence) != Drift::No)
    }

    /// Days counted by the cadence clock, and the cadence.
    fn clock(&self, facts: &Facts) -> Option<(i64, u32)> {
        if parked(facts) {
            return None;
        }
        let clock = Clock::new(facts.style, facts.cadence, facts.cadence_day, facts.standing.clock_day)?;
        Some((clock.days(self.rests, self.today), clock.cadence))
    }

    /// How far beyond the usual a due subject is silent. Exact with medians in halves.
    fn drift(&self, facts: &Facts, days: i64, cadence: u32) -> Drift {
        let silent = self.quiet(facts).zip(rhythm::median_gap(&facts.standing.gaps));
        let Some((silent, median)) = silent else { return Drift::No };
        let beyond = |times: i64, more: i64| 2 * silent > (times * median.doubled()).max(median.doubled() + 2 * more);
        if beyond(12, 90) && days >= 3 * i64::from(cadence) {
            Drift::Dormant
        } else if beyond(2, 14) {
            Drift::Drifting
        } else {
            Drift::No
        }
    }

    /// With a cadence and no act of yours yet, for 30 days from the day it was chosen.
    fn is_new(&self, facts: &Facts) -> bool {
        facts.style == Style::Rhythm
            && facts.cadence.is_some()
            && !parked(facts)
            && facts.standing.last_out.is_none()
            && facts.cadence_day.is_some_and(|chosen| (0..MONTH).contains(&self.today.minus(chosen)))
    }

    /// The reasons that may list this subject today.
    fn allowed(&self, facts: &Facts) -> Terms {
        let owed = [Term::Reply, Term::Thanks];
        if self.rest_today || parked(facts) {
            return owed.into_iter().collect();
        }
        let more: &[Term] = match facts.style {
            Style::Ambient => &[Term::Dated],
            Style::Triggered => &[Term::Dated, Term::Worth],
            Style::Rhythm => &[Term::Dated, Term::Worth, Term::Due, Term::New, Term::Step],
        };
        owed.into_iter().chain(more.iter().copied()).collect()
    }

    /// 1 when new, fading to nothing over seven days.
    fn fresh(&self, day: Day) -> Part {
        Part::new(FRESH - self.today.since(day), FRESH)
    }

    /// A post fades as any other, one that matches a topic stays for 30 days.
    fn read_worth(&self, post: &Post) -> Part {
        if post.topic && self.today.since(post.day) < MONTH { Part::ONE } else { self.fresh(post.day) }
    }
}

/// Whether the subject is a parked community.
fn parked(facts: &Facts) -> bool {
    facts.community.is_some_and(|(state, _)| state == State::Parked)
}

/// How far a silence goes beyond the usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drift {
    No,
    Drifting,
    Dormant,
}
