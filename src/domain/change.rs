//! [`Change`]: what a person meant, as one value. Every write of every path is one; [`Created`] is
//! what it made.
//!
//! Names intentions, never rows. Must not know how the store applies them.

use super::act::{ActPatch, NewAct};
use super::commitment::{CommitmentSpec, RestDays};
use super::community::{CommunityFields, StepHow};
use super::contact::{ContactFields, DatedSort, NewHandle, Stage, Tier};
use super::feed::Mark;
use super::ids::{
    ActId, CommitmentId, CommunityId, ContactId, DatedId, FeedId, HandleId, OwedId, PlannedId, PostId, RestId,
    SessionId, Subject,
};
use super::owed::OwedSort;
use super::session::PlanMinutes;
use super::time::{Day, Instant, Week, Weekday};
use chrono::NaiveTime;

/// One thing a person meant; one operation, one `u`.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Log acts: one, several marked ones, an introduction of two.
    LogActs(Vec<NewAct>),
    /// Change a logged act; what it settled is worked out anew.
    EditAct(ActId, ActPatch),
    /// Take a logged act away.
    RemoveAct(ActId),
    /// Owe something to a contact or a community.
    Owe {
        /// To whom.
        to: Subject,
        /// What sort.
        sort: OwedSort,
        /// What; empty for none.
        text: String,
        /// The day it is due.
        due: Option<Day>,
        /// Link; empty for none.
        link: String,
    },
    /// Close an owed item without an act: let it be.
    LetBe(OwedId),
    /// Keep a promise by name; with the act logged for it, if one is.
    Keep(OwedId, Option<NewAct>),
    /// Start the fading of an owed item anew (review: *do*).
    Revive(OwedId),
    /// Set a yearly date or a next step.
    AddDated {
        /// Whose.
        contact: ContactId,
        /// Its sort.
        sort: DatedSort,
        /// What it is.
        text: String,
        /// `YYYY-MM-DD` or `--MM-DD`.
        day: String,
    },
    /// A next step is done.
    StepDone(DatedId),
    /// Take a date or step away.
    RemoveDated(DatedId),
    /// Hide a row until the next day; the clock is left alone.
    Pass(Subject),
    /// Hide a row until a day.
    Snooze(Subject, Day),
    /// End a pass or snooze early.
    Wake(Subject),
    /// Pin or unpin.
    Pin(Subject, bool),
    /// The counted row was looked at: counting starts anew.
    Look,
    /// Add a contact with its handles.
    AddContact(ContactFields, Vec<NewHandle>),
    /// Replace what was filled in about a contact. A changed cadence is chosen today.
    SaveContact(ContactId, ContactFields),
    /// Choose the tier (triage); `None` takes the cadence away.
    SetTier(ContactId, Option<Tier>),
    /// Choose the cadence alone: own days, or `None` for none until one is chosen (the tier stays).
    SetCadence(Subject, Option<u32>),
    /// Set the stage and how it came.
    SetStage(ContactId, Stage, StepHow),
    /// Add a community with its handles.
    AddCommunity(CommunityFields, Vec<NewHandle>),
    /// Replace what was filled in about a community.
    SaveCommunity(CommunityId, CommunityFields),
    /// Step to a rung and how it came.
    SetRung(CommunityId, u8, StepHow),
    /// Attach a handle.
    AddHandle(Subject, NewHandle),
    /// Take a handle away.
    RemoveHandle(HandleId),
    /// Archive, or take back from the archive.
    Archive(Subject, bool),
    /// One contact is another: `gone` lives on in `into`.
    Merge {
        /// The one that goes.
        gone: ContactId,
        /// The one that stays.
        into: ContactId,
    },
    /// Two contacts look alike and are not the same: they are no longer offered as one.
    Apart {
        /// The one.
        one: ContactId,
        /// The other.
        other: ContactId,
    },
    /// Start a session now, or at an earlier instant ("t counts from 10:02").
    StartSession {
        /// When it began; `None` is now.
        at: Option<Instant>,
        /// Planned minutes.
        planned: u32,
        /// The minutes chosen in the plan.
        plan: PlanMinutes,
        /// The place it is for alone.
        community: Option<CommunityId>,
    },
    /// Pause the running session.
    PauseSession(SessionId),
    /// Go on with a paused session.
    ResumeSession(SessionId),
    /// Plan so many minutes more.
    ExtendSession(SessionId, u32),
    /// Take a gap out: a pause written afterwards.
    CutGap {
        /// Which session.
        session: SessionId,
        /// From.
        from: Instant,
        /// To.
        to: Instant,
    },
    /// Finish a session, now or at an earlier instant, with one optional line.
    FinishSession {
        /// Which.
        session: SessionId,
        /// When it ended; `None` is now.
        at: Option<Instant>,
        /// One line for later; empty for none.
        note: String,
    },
    /// Set the line of a finished session.
    NoteSession(SessionId, String),
    /// Record a session afterwards.
    AddSession {
        /// When it began.
        at: Instant,
        /// Its minutes.
        minutes: u32,
    },
    /// Commit to a cadence.
    AddCommitment(CommitmentSpec),
    /// Change a commitment from the next period on.
    ChangeCommitment(CommitmentId, CommitmentSpec),
    /// End a commitment; its past stays.
    EndCommitment(CommitmentId),
    /// Plan a block.
    AddPlanned {
        /// On these weekdays.
        days: Vec<Weekday>,
        /// At this wall time.
        time: NaiveTime,
        /// For so many minutes.
        minutes: u32,
        /// Label; empty for none.
        label: String,
        /// For that place alone.
        community: Option<CommunityId>,
    },
    /// End a planned block.
    EndPlanned(PlannedId),
    /// Declare a rest.
    AddRest(RestDays, String),
    /// End or take back a rest.
    EndRest(RestId),
    /// Close the review of a week.
    CloseReview {
        /// Which week.
        week: Week,
        /// What went well; empty for none.
        well: String,
        /// What stood in the way of planned blocks that did not come about; empty for none.
        hindered: String,
        /// The line for the week ahead; empty for none.
        line: String,
    },
    /// Add a feed, or take one back that was taken away.
    AddFeed {
        /// Whose; `None` for nobody's yet.
        of: Option<Subject>,
        /// Where it is fetched. It may hold a secret.
        address: String,
        /// How the person calls it; empty for as it calls itself.
        title: String,
        /// Why it is never asked; empty where it is.
        off: String,
    },
    /// Say whose a feed is; `None` for nobody's.
    AttachFeed(FeedId, Option<Subject>),
    /// Take a feed away; its posts are seen no more.
    RemoveFeed(FeedId),
    /// Name a feed; empty for as it calls itself.
    NameFeed(FeedId, String),
    /// Mark a post, or take the mark off.
    MarkPost(PostId, Mark, bool),
    /// Several changes as one step, under one label.
    Batch(String, Vec<Change>),
}

/// A row that a change made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// A contact.
    Contact(ContactId),
    /// A community.
    Community(CommunityId),
    /// An act.
    Act(ActId),
    /// An owed item.
    Owed(OwedId),
    /// A date or step.
    Dated(DatedId),
    /// A session.
    Session(SessionId),
    /// A commitment.
    Commitment(CommitmentId),
    /// A planned block.
    Planned(PlannedId),
    /// A rest.
    Rest(RestId),
    /// A feed.
    Feed(FeedId),
}
