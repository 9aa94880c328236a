//! Stages: how far you have come with a contact, from noticed to met.
//!
//! Owns their evidence, the offer of the next one and its words. Must not know
//! where the evidence comes from; nothing here sets a stage.

use super::contact::Stage;
use super::number::{counted, spelled};
use super::standing::{RECENT_DAYS, Standing};
use super::time::Day;

/// Days of the window for *known*, today included.
pub const KNOWN_WINDOW: u32 = 60;
/// Distinct days of it that make somebody known.
pub const KNOWN_DAYS: u32 = 5;
const _: () = assert!(KNOWN_DAYS as usize <= RECENT_DAYS, "of the days fewer are kept than make somebody known");
/// Distinct days with an act that make a talk.
pub const TALKING_DAYS: u32 = 2;
/// Days within which there must have been an act for "one act from" to be said.
pub const FRESH_DAYS: i64 = 30;

/// What was done with one contact, as stages see it. A row of count n is one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// You ever acted.
    pub you: bool,
    /// They ever acted.
    pub they: bool,
    /// Distinct local days with an act, either way, since ever; counted to [`KNOWN_DAYS`].
    pub days: u32,
    /// Those within the last [`KNOWN_WINDOW`] days; counted to [`KNOWN_DAYS`].
    pub recent_days: u32,
    /// You ever met or called.
    pub met: bool,
    /// The last day with an act, either way.
    pub last_act_day: Option<Day>,
}

impl Evidence {
    /// What standing with somebody says: of the days no more are kept than a stage asks for.
    pub fn of(standing: &Standing, today: Day) -> Self {
        let within = |day: &&Day| today.since(**day) < i64::from(KNOWN_WINDOW);
        Self {
            you: standing.last_out.is_some(),
            they: standing.last_in.is_some(),
            days: standing.recent.len() as u32,
            recent_days: standing.recent.iter().filter(within).count() as u32,
            met: standing.met,
            last_act_day: standing.last_out.map(|last| last.1).max(standing.last_in.map(|last| last.1)),
        }
    }

    /// The evidence after one more act of yours on `today`, not a meeting.
    fn after_an_act(mut self, today: Day) -> Self {
        let new_day = u32::from(self.last_act_day != Some(today));
        self.you = true;
        self.days += new_day;
        self.recent_days += new_day;
        self.last_act_day = Some(today);
        self
    }
}

/// What stepping up means now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepUp {
    /// To this stage, by evidence.
    Earned(Stage),
    /// To this stage only if the person says so; the question, without its keys.
    Ask(Stage, String),
    /// There is no stage above.
    Top,
}

/// Whether the evidence of `stage` is there, seen from the stage `now`. *Known* comes
/// after talking, earned or said; *met* comes whenever you meet.
pub fn earned(stage: Stage, now: Stage, evidence: &Evidence) -> bool {
    match stage {
        Stage::Noticed => true,
        Stage::Greeted => evidence.you,
        Stage::Talking => evidence.you && evidence.they && evidence.days >= TALKING_DAYS,
        Stage::Known => {
            evidence.recent_days >= KNOWN_DAYS && (now >= Stage::Talking || earned(Stage::Talking, now, evidence))
        }
        Stage::Met => evidence.met,
    }
}

/// The highest stage above `now` that the evidence allows, to be offered.
pub fn offer(now: Stage, evidence: &Evidence) -> Option<Stage> {
    Stage::ALL.iter().rev().copied().find(|stage| *stage > now && earned(*stage, now, evidence))
}

/// Where you are and what the next stage takes, one clause a line, the shortest way
/// first: "talking; met is a call away", "known needs five days of the last 60, 3 so far".
pub fn next_words(now: Stage, evidence: &Evidence) -> Vec<String> {
    if let Some(stage) = offer(now, evidence) {
        return vec![format!("{now}; {stage} is earned")];
    }
    let known = || {
        format!("known needs {} days of the last {KNOWN_WINDOW}, {} so far", spelled(KNOWN_DAYS), evidence.recent_days)
    };
    match now {
        Stage::Noticed => vec!["noticed; greeted is one act away".to_owned()],
        Stage::Greeted => {
            let missing = match (evidence.you, evidence.they) {
                (true, true) => "needs a second day",
                (true, false) => "begins when they answer",
                (false, true) => "begins with an act of yours",
                (false, false) => "needs an act each way, on two days",
            };
            vec![format!("greeted; talking {missing}")]
        }
        Stage::Talking => vec!["talking; met is a call away".to_owned(), known()],
        Stage::Known => vec!["known; met is a call away".to_owned()],
        Stage::Met => vec!["met, the last stage".to_owned()],
    }
}

/// "one act from talking": where nothing is on offer, exactly one act of yours brings
/// the next stage (*met* excepted), and there was an act within [`FRESH_DAYS`].
pub fn one_act_from(now: Stage, evidence: &Evidence, today: Day) -> Option<String> {
    let fresh = evidence.last_act_day.is_some_and(|day| today.since(day) <= FRESH_DAYS);
    if !fresh || offer(now, evidence).is_some() {
        return None;
    }
    offer(now, &evidence.after_an_act(today)).map(|stage| format!("one act from {stage}"))
}

/// What stepping up from `now` means: the stage on offer, else a question for the one above.
pub fn step_up(now: Stage, evidence: &Evidence) -> StepUp {
    if let Some(stage) = offer(now, evidence) {
        return StepUp::Earned(stage);
    }
    match Stage::ALL.iter().copied().find(|stage| *stage > now) {
        Some(stage) => StepUp::Ask(stage, format!("{}. Say so yourself?", unearned(stage, evidence))),
        None => StepUp::Top,
    }
}

/// The stage below, at any time; none at the first.
pub fn step_down(now: Stage) -> Option<Stage> {
    Stage::ALL.iter().rev().copied().find(|stage| *stage < now)
}

fn unearned(stage: Stage, evidence: &Evidence) -> String {
    match stage {
        Stage::Noticed | Stage::Greeted => "Greeted: no act of yours is logged".to_owned(),
        Stage::Talking => "Talking: not yet an act each way, on two days".to_owned(),
        Stage::Known => {
            let days = counted(evidence.recent_days, "day", "days");
            format!("Known: {days} of the last {KNOWN_WINDOW}, wants {}", spelled(KNOWN_DAYS))
        }
        Stage::Met => "Met: no meeting or call is logged".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Stage::{Greeted, Known, Met, Noticed, Talking};
    use proptest::prelude::*;

    fn today() -> Day {
        "2026-09-22".parse().unwrap_or_else(|why| panic!("{why}"))
    }

    /// Who acted (you, they), distinct days, those of the last 60, days since the last act.
    fn evidence(you: bool, they: bool, days: u32, recent_days: u32, ago: i64) -> Evidence {
        Evidence { you, they, days, recent_days, met: false, last_act_day: (days > 0).then(|| today().plus(-ago)) }
    }

    #[test]
    fn the_evidence_offers_the_highest_stage_it_allows() {
        let met = Evidence { met: true, ..evidence(true, false, 1, 1, 3) };
        let cases = [
            (Noticed, Evidence::default(), None),
            (Noticed, evidence(false, true, 3, 3, 1), None),
            (Noticed, evidence(true, false, 1, 1, 1), Some(Greeted)),
            // each way but on one day
            (Greeted, evidence(true, true, 1, 1, 0), None),
            (Greeted, evidence(true, true, 2, 0, 90), Some(Talking)),
            (Noticed, evidence(true, true, 2, 2, 1), Some(Talking)),
            // five days, but they never answered: not after talking …
            (Greeted, evidence(true, false, 9, 9, 1), None),
            // … unless you said that you talk
            (Talking, evidence(true, false, 9, 9, 1), Some(Known)),
            (Talking, evidence(true, true, 30, 4, 1), None),
            (Talking, evidence(true, true, 30, 5, 1), Some(Known)),
            (Noticed, met, Some(Met)),
            (Met, met, None),
        ];
        for (now, evidence, offered) in cases {
            assert_eq!(offer(now, &evidence), offered, "{now} {evidence:?}");
        }
    }

    #[test]
    fn one_act_from_is_said_while_something_is_fresh() {
        let cases = [
            // nothing happened yet: *new* lists them, not this
            (Noticed, Evidence::default(), None),
            (Noticed, evidence(false, true, 1, 1, 30), Some("one act from talking")),
            (Noticed, evidence(false, true, 1, 1, 31), None),
            // theirs of today: one act of yours greets, a second day is still to come
            (Noticed, evidence(false, true, 1, 1, 0), Some("one act from greeted")),
            (Greeted, evidence(true, true, 1, 1, 4), Some("one act from talking")),
            (Greeted, evidence(true, true, 1, 1, 0), None),
            (Greeted, evidence(true, false, 1, 1, 4), None),
            (Talking, evidence(true, true, 9, 4, 2), Some("one act from known")),
            (Talking, evidence(true, true, 9, 4, 0), None),
            (Talking, evidence(true, true, 9, 3, 2), None),
            // on offer already
            (Talking, evidence(true, true, 9, 5, 2), None),
            // met excepted
            (Known, evidence(true, true, 9, 9, 2), None),
        ];
        for (now, evidence, words) in cases {
            assert_eq!(one_act_from(now, &evidence, today()).as_deref(), words, "{now} {evidence:?}");
        }
    }

    #[test]
    fn the_next_stage_is_said_in_words() {
        let cases: [(Stage, Evidence, &[&str]); 9] = [
            (Noticed, Evidence::default(), &["noticed; greeted is one act away"]),
            (Noticed, evidence(true, false, 1, 1, 1), &["noticed; greeted is earned"]),
            (Greeted, evidence(true, false, 1, 1, 1), &["greeted; talking begins when they answer"]),
            (Greeted, evidence(true, true, 1, 1, 1), &["greeted; talking needs a second day"]),
            (Greeted, evidence(false, true, 1, 1, 1), &["greeted; talking begins with an act of yours"]),
            (Greeted, Evidence::default(), &["greeted; talking needs an act each way, on two days"]),
            (
                Talking,
                evidence(true, true, 9, 3, 1),
                &["talking; met is a call away", "known needs five days of the last 60, 3 so far"],
            ),
            (Known, evidence(true, true, 9, 3, 1), &["known; met is a call away"]),
            (Met, evidence(true, true, 9, 3, 1), &["met, the last stage"]),
        ];
        for (now, evidence, words) in cases {
            assert_eq!(next_words(now, &evidence), words, "{now} {evidence:?}");
        }
    }

    #[test]
    fn stepping_up_asks_where_nothing_is_on_offer() {
        let evidence = evidence(true, true, 9, 3, 1);
        assert_eq!(step_up(Noticed, &evidence), StepUp::Earned(Talking));
        let question = "Known: three days of the last 60, wants five. Say so yourself?";
        assert_eq!(step_up(Talking, &evidence), StepUp::Ask(Known, question.to_owned()));
        let question = "Met: no meeting or call is logged. Say so yourself?";
        assert_eq!(step_up(Known, &evidence), StepUp::Ask(Met, question.to_owned()));
        assert_eq!(step_up(Met, &evidence), StepUp::Top);
        assert_eq!([Noticed, Greeted, Met].map(step_down), [None, Some(Noticed), Some(Known)]);
    }

    fn any_evidence() -> impl Strategy<Value = Evidence> {
        (any::<bool>(), any::<bool>(), 1_u32..9, 0_u32..9, any::<bool>(), 0_i64..40).prop_map(
            |(you, they, days, recent, met, ago)| Evidence { met, ..evidence(you, they, days, recent.min(days), ago) },
        )
    }

    proptest! {
        #[test]
        fn an_act_of_today_brings_exactly_what_was_said(evidence in any_evidence(), now in prop::sample::select(Stage::ALL)) {
            let fresh = evidence.last_act_day.is_some_and(|day| today().since(day) <= FRESH_DAYS);
            let brought = offer(now, &evidence.after_an_act(today()));
            match one_act_from(now, &evidence, today()) {
                Some(words) => {
                    prop_assert!(fresh && offer(now, &evidence).is_none());
                    prop_assert_eq!(Some(words), brought.map(|stage| format!("one act from {stage}")));
                    prop_assert!(brought != Some(Met));
                }
                None => prop_assert!(!fresh || offer(now, &evidence).is_some() || brought.is_none()),
            }
        }

        #[test]
        fn an_offer_is_above_and_another_act_never_takes_it_away(evidence in any_evidence(), now in prop::sample::select(Stage::ALL)) {
            if let Some(stage) = offer(now, &evidence) {
                prop_assert!(stage > now);
                prop_assert!(offer(now, &evidence.after_an_act(today())) >= Some(stage));
            }
            prop_assert!(!next_words(now, &evidence).is_empty());
        }
    }
}
