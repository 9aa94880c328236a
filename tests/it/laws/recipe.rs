//! One generator over the whole `Change` enum: numbers in, a change out.

use chrono::NaiveTime;
use proptest::prelude::*;
use rounds::domain::act::{ActPatch, NewAct, Target, When};
use rounds::domain::change::Change;
use rounds::domain::commitment::{CommitmentSpec, Measure, RestDays, Rule};
use rounds::domain::community::{CommunityFields, Role, State, StepHow};
use rounds::domain::contact::{ContactFields, DatedSort, NewHandle, Reach, Stage, Style, Tier};
use rounds::domain::feed::Mark;
use rounds::domain::ids::{
    ActId, CommitmentId, CommunityId, ContactId, DatedId, FeedId, HandleId, OwedId, PlannedId, PostId, RestId,
    SessionId, Subject,
};
use rounds::domain::kind::{Direction, Kinds};
use rounds::domain::owed::OwedSort;
use rounds::domain::session::PlanMinutes;
use rounds::domain::time::{Now, Week, Weekday};

/// How many arms [`arm`] tells apart.
pub(crate) const ARMS: usize = 50;

/// What a change is made from. The numbers are small, so that changes meet each other's rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recipe {
    /// Which arm.
    pub(crate) arm: usize,
    /// What fills it, digit by digit.
    pub(crate) seed: u64,
}

/// Any recipe; acts and what they settle come more often than the rest.
pub(crate) fn recipes() -> impl Strategy<Value = Recipe> {
    let arm = prop_oneof![3 => 0..7usize, 1 => Just(20usize), 4 => 0..ARMS];
    (arm, any::<u64>()).prop_map(|(arm, seed)| Recipe { arm, seed })
}

/// The arm of a change. Exhaustive: a new variant does not compile without one.
pub(crate) fn arm(change: &Change) -> usize {
    match change {
        Change::LogActs(_) => 0,
        Change::EditAct(..) => 1,
        Change::RemoveAct(_) => 2,
        Change::Owe { .. } => 3,
        Change::LetBe(_) => 4,
        Change::Keep(..) => 5,
        Change::Revive(_) => 6,
        Change::AddDated { .. } => 7,
        Change::StepDone(_) => 8,
        Change::RemoveDated(_) => 9,
        Change::Pass(_) => 10,
        Change::Snooze(..) => 11,
        Change::Wake(_) => 12,
        Change::Pin(..) => 13,
        Change::Look => 14,
        Change::AddContact(..) => 15,
        Change::SaveContact(..) => 16,
        Change::SetTier(..) => 17,
        Change::SetCadence(..) => 18,
        Change::SetStage(..) => 19,
        Change::Merge { .. } => 20,
        Change::AddCommunity(..) => 21,
        Change::SaveCommunity(..) => 22,
        Change::SetRung(..) => 23,
        Change::AddHandle(..) => 24,
        Change::RemoveHandle(_) => 25,
        Change::Archive(..) => 26,
        Change::StartSession { .. } => 27,
        Change::PauseSession(_) => 28,
        Change::ResumeSession(_) => 29,
        Change::ExtendSession(..) => 30,
        Change::CutGap { .. } => 31,
        Change::FinishSession { .. } => 32,
        Change::NoteSession(..) => 33,
        Change::AddSession { .. } => 34,
        Change::AddCommitment(_) => 35,
        Change::ChangeCommitment(..) => 36,
        Change::EndCommitment(_) => 37,
        Change::AddPlanned { .. } => 38,
        Change::EndPlanned(_) => 39,
        Change::AddRest(..) => 40,
        Change::EndRest(_) => 41,
        Change::CloseReview { .. } => 42,
        Change::Apart { .. } => 43,
        Change::AddFeed { .. } => 44,
        Change::AttachFeed(..) => 45,
        Change::RemoveFeed(_) => 46,
        Change::NameFeed(..) => 47,
        Change::MarkPost(..) => 48,
        Change::Batch(..) => 49,
    }
}

/// Takes digits off a number, so that every part of a change is chosen by it.
struct Digits(u64);

impl Digits {
    fn below(&mut self, bound: u64) -> u64 {
        let digit = self.0 % bound;
        // what is left is stirred, so that late digits are as free as early ones
        self.0 = (self.0 / bound).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (self.0 >> 7) ^ 0x55;
        digit
    }

    fn id(&mut self) -> i64 {
        self.below(4) as i64 + 1
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.flag() { Some(make(self)) } else { None }
    }

    fn word(&mut self) -> String {
        self.one(&["", "Ada", "musl", "A. Lindqvist", "two words", "Åsa \u{1b}[31mred", "line\nline", "\u{202e}bidi\0"])
            .to_owned()
    }

    fn words(&mut self) -> Vec<String> {
        (0..self.below(3)).map(|_| self.word()).collect()
    }

    fn subject(&mut self) -> Subject {
        if self.flag() { Subject::Contact(ContactId(self.id())) } else { Subject::Community(CommunityId(self.id())) }
    }

    fn target(&mut self) -> Target {
        Target {
            contact: self.maybe(|digits| ContactId(digits.id())),
            community: self.maybe(|digits| CommunityId(digits.id())),
            handle: None,
        }
    }

    fn when(&mut self, now: &Now) -> When {
        match self.below(3) {
            0 => When::Now,
            1 => When::Day(now.day().plus(-(self.below(40) as i64))),
            _ => When::At(now.at.plus_seconds(-(self.below(200) as i64) * 3_600)),
        }
    }

    fn act(&mut self, now: &Now) -> NewAct {
        let direction = if self.flag() { Direction::Out } else { Direction::In };
        let kinds: Vec<&str> = Kinds::default().all(direction).map(|kind| kind.id).collect();
        let introduced = self.below(8) == 0;
        let kind = if introduced { "introduced" } else { self.one(&kinds) };
        NewAct {
            when: self.when(now),
            count: self.below(4) as u32 + u32::from(self.below(20) > 0),
            note: self.word(),
            link: self.word(),
            owed: direction == Direction::In && self.flag(),
            settles: (self.below(6) == 0).then(|| OwedId(self.id())),
            does: (self.below(8) == 0).then(|| DatedId(self.id())),
            with: introduced.then(|| ContactId(self.id())),
            minutes: self.maybe(|digits| digits.below(30) as u32),
            ..NewAct::new(direction, kind, self.target())
        }
    }

    fn contact(&mut self) -> ContactFields {
        ContactFields {
            name: self.word(),
            tier: self.maybe(|digits| digits.one(Tier::ALL)),
            cadence: self.maybe(|digits| digits.below(60) as u32),
            style: self.maybe(|digits| digits.one(Style::ALL)),
            stage: self.maybe(|digits| digits.one(Stage::ALL)),
            reach: self.maybe(|digits| digits.one(Reach::ALL)),
            why: self.word(),
            town: self.word(),
            notes: self.word(),
            pinned: self.flag(),
            tags: self.words(),
            topics: self.words(),
            birthday: self.one(&["", "--02-29", "1980-09-22", "no day"]).to_owned(),
            ..ContactFields::default()
        }
    }

    fn community(&mut self) -> CommunityFields {
        CommunityFields {
            name: self.word(),
            platform: self.one(&["", "forum", "slack", "mail"]).to_owned(),
            state: self.one(State::ALL),
            role: self.one(Role::ALL),
            cadence: self.maybe(|digits| digits.below(30) as u32),
            patience: self.maybe(|digits| digits.below(9) as u32),
            rules: self.word(),
            no_ladder: self.flag(),
            pinned: self.flag(),
            tags: self.words(),
            topics: self.words(),
            ..CommunityFields::default()
        }
    }

    fn handle(&mut self) -> NewHandle {
        NewHandle {
            platform: self.one(&["", "mastodon", "github", "mail"]).to_owned(),
            name: self.one(&["", "ada", "@ada@social.example", "BEN"]).to_owned(),
            link: self.word(),
        }
    }

    fn spec(&mut self) -> CommitmentSpec {
        let measure = match self.below(3) {
            0 => Measure::Blocks { minutes: 30 },
            1 => Measure::Minutes,
            _ => Measure::Acts { kinds: vec!["answered".to_owned()] },
        };
        let rule = match self.below(4) {
            0 => Rule::Weekly(self.below(7) as u32),
            1 => Rule::Monthly(self.below(20) as u32),
            2 => Rule::EveryDays { days: self.below(9) as u32, amount: 1 },
            _ => Rule::Weekdays { days: vec![Weekday::Tue, Weekday::Thu], amount: 1 },
        };
        CommitmentSpec { measure, rule }
    }
}

/// The change of a recipe. Some are refused: that must change nothing.
#[expect(clippy::too_many_lines, reason = "one arm for each change, as the enum has it")]
pub(crate) fn change(recipe: Recipe, now: &Now) -> Change {
    let mut digits = Digits(recipe.seed);
    let d = &mut digits;
    let how = if recipe.seed.is_multiple_of(2) { StepHow::Earned } else { StepHow::Said };
    let today = now.day();
    match recipe.arm {
        0 => Change::LogActs((0..=d.below(2)).map(|_| d.act(now)).collect()),
        1 => {
            let patch = ActPatch {
                kind: d.maybe(|d| d.one(&["replied", "thanked", "answered", "asked", "shared", "messaged"]).to_owned()),
                contact: (d.below(3) == 0).then(|| d.maybe(|d| ContactId(d.id()))),
                community: (d.below(3) == 0).then(|| d.maybe(|d| CommunityId(d.id()))),
                when: (d.below(3) == 0).then(|| d.when(now)),
                count: (d.below(3) == 0).then(|| d.below(5) as u32),
                note: (d.below(3) == 0).then(|| d.word()),
                link: None,
            };
            Change::EditAct(ActId(d.below(8) as i64 + 1), patch)
        }
        2 => Change::RemoveAct(ActId(d.below(8) as i64 + 1)),
        3 => Change::Owe {
            to: d.subject(),
            sort: d.one(OwedSort::ALL),
            text: d.word(),
            due: d.maybe(|d| today.plus(d.below(10) as i64 - 3)),
            link: d.word(),
        },
        4 => Change::LetBe(OwedId(d.below(8) as i64 + 1)),
        5 => Change::Keep(OwedId(d.below(8) as i64 + 1), d.maybe(|d| d.act(now))),
        6 => Change::Revive(OwedId(d.below(8) as i64 + 1)),
        7 => Change::AddDated {
            contact: ContactId(d.id()),
            sort: d.one(DatedSort::ALL),
            text: d.word(),
            day: d.one(&["2026-10-01", "--03-07", "1999-12-31", "soon"]).to_owned(),
        },
        8 => Change::StepDone(DatedId(d.id())),
        9 => Change::RemoveDated(DatedId(d.id())),
        10 => Change::Pass(d.subject()),
        11 => Change::Snooze(d.subject(), today.plus(d.below(9) as i64)),
        12 => Change::Wake(d.subject()),
        13 => Change::Pin(d.subject(), d.flag()),
        14 => Change::Look,
        15 => Change::AddContact(d.contact(), (0..d.below(3)).map(|_| d.handle()).collect()),
        16 => Change::SaveContact(ContactId(d.id()), d.contact()),
        17 => Change::SetTier(ContactId(d.id()), d.maybe(|d| d.one(Tier::ALL))),
        18 => Change::SetCadence(d.subject(), d.maybe(|d| d.below(40) as u32)),
        19 => Change::SetStage(ContactId(d.id()), d.one(Stage::ALL), how),
        20 => Change::Merge { gone: ContactId(d.id()), into: ContactId(d.id()) },
        21 => Change::AddCommunity(d.community(), (0..d.below(3)).map(|_| d.handle()).collect()),
        22 => Change::SaveCommunity(CommunityId(d.id()), d.community()),
        23 => Change::SetRung(CommunityId(d.id()), d.below(10) as u8, how),
        24 => Change::AddHandle(d.subject(), d.handle()),
        25 => Change::RemoveHandle(HandleId(d.id())),
        26 => Change::Archive(d.subject(), d.flag()),
        27 => Change::StartSession {
            at: d.maybe(|d| now.at.plus_seconds(-(d.below(90) as i64) * 60)),
            planned: d.below(60) as u32,
            plan: PlanMinutes { owed: d.below(20) as u32, ..PlanMinutes::default() },
            community: d.maybe(|d| CommunityId(d.id())),
        },
        28 => Change::PauseSession(SessionId(d.id())),
        29 => Change::ResumeSession(SessionId(d.id())),
        30 => Change::ExtendSession(SessionId(d.id()), 5),
        31 => Change::CutGap {
            session: SessionId(d.id()),
            from: now.at.plus_seconds(-3_000),
            to: now.at.plus_seconds(-(d.below(60) as i64) * 60),
        },
        32 => Change::FinishSession {
            session: SessionId(d.id()),
            at: d.maybe(|d| now.at.plus_seconds(-(d.below(60) as i64) * 60)),
            note: d.word(),
        },
        33 => Change::NoteSession(SessionId(d.id()), d.word()),
        34 => {
            Change::AddSession { at: now.at.plus_seconds(-(d.below(90) as i64) * 3_600), minutes: d.below(50) as u32 }
        }
        35 => Change::AddCommitment(d.spec()),
        36 => Change::ChangeCommitment(CommitmentId(d.id()), d.spec()),
        37 => Change::EndCommitment(CommitmentId(d.id())),
        38 => Change::AddPlanned {
            days: vec![Weekday::Tue, Weekday::Sun],
            time: NaiveTime::from_hms_opt(8, d.below(60) as u32, 0).unwrap_or_default(),
            minutes: d.below(60) as u32,
            label: d.word(),
            community: d.maybe(|d| CommunityId(d.id())),
        },
        39 => Change::EndPlanned(PlannedId(d.id())),
        40 => {
            let from = today.plus(d.below(20) as i64 - 10);
            let days = if d.flag() {
                RestDays::Dates { from, to: from.plus(d.below(9) as i64 - 1) }
            } else {
                RestDays::Weekday { weekday: Weekday::Sat, from, until: None }
            };
            Change::AddRest(days, d.word())
        }
        41 => Change::EndRest(RestId(d.id())),
        42 => Change::CloseReview {
            week: Week::of(today.plus(-7 * d.below(3) as i64), Weekday::Mon),
            well: d.word(),
            hindered: d.word(),
            line: d.word(),
        },
        43 => Change::Apart { one: ContactId(d.id()), other: ContactId(d.id()) },
        44 => Change::AddFeed {
            of: d.maybe(Digits::subject),
            address: d
                .one(&[
                    "https://ada.example/feed.xml",
                    "https://ada:s3cr3t@ada.example/feed.xml",
                    "http://ben.example",
                    "exec:ls",
                ])
                .to_owned(),
            title: d.word(),
            off: d.word(),
        },
        45 => Change::AttachFeed(FeedId(d.id()), d.maybe(Digits::subject)),
        46 => Change::RemoveFeed(FeedId(d.id())),
        47 => Change::NameFeed(FeedId(d.id()), d.word()),
        48 => Change::MarkPost(PostId(d.id()), d.one(Mark::ALL), d.below(3) > 0),
        _ => {
            let parts = [d.below(ARMS as u64 - 1), d.below(ARMS as u64 - 1)];
            let parts =
                parts.iter().map(|&arm| change(Recipe { arm: arm as usize, seed: d.below(u64::MAX) }, now)).collect();
            Change::Batch("several at once".to_owned(), parts)
        }
    }
}
