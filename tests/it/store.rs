//! The store: every change and its undo, what is derived equals a recomputation.

use chrono::NaiveTime;
use rounds::domain::act::{NewAct, Target, When};
use rounds::domain::change::Change;
use rounds::domain::commitment::RestDays;
use rounds::domain::commitment_words;
use rounds::domain::community::{CommunityFields, Role, State};
use rounds::domain::contact::{ContactFields, NewHandle, Reach, Stage, Style, Tier};
use rounds::domain::ids::{CommunityId, ContactId, OwedId, Subject};
use rounds::domain::kind::Direction;
use rounds::domain::owed::OwedSort;
use rounds::domain::session::PlanMinutes;
use rounds::domain::settings::Settings;
use rounds::domain::time::{Now, Weekday, frozen};
use rounds::store::{Created, Opening, Store};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn world() -> Result<(Store, Now), Box<dyn std::error::Error>> {
    let opening = Opening { origin: "test".to_owned(), seed: Some(7), brief: false };
    Ok((Store::in_memory(Settings::default(), opening)?, frozen("2026-09-22T09:00:00+02:00")?))
}

fn person(store: &mut Store, now: &Now, name: &str) -> Result<ContactId, Box<dyn std::error::Error>> {
    let fields = ContactFields { name: name.to_owned(), tier: Some(Tier::Close), ..ContactFields::default() };
    match store.apply(now, &Change::AddContact(fields, Vec::new()))?.created.first() {
        Some(Created::Contact(id)) => Ok(*id),
        other => Err(format!("{other:?}").into()),
    }
}

fn later(now: &Now, minutes: i64) -> Now {
    now.moved(now.at.plus_seconds(minutes * 60))
}

#[test]
fn an_answer_settles_what_was_asked_and_undo_reopens_it() -> Outcome {
    let (mut store, now) = world()?;
    let ada = person(&mut store, &now, "Ada Lindqvist")?;
    let asked =
        NewAct { note: "does it run on musl?".to_owned(), ..NewAct::new(Direction::In, "asked", Target::contact(ada)) };
    let applied = store.apply(&later(&now, 1), &Change::LogActs(vec![asked]))?;
    assert_eq!(applied.label, "Ada Lindqvist asked");
    assert!(applied.created.iter().any(|created| matches!(created, Created::Owed(_))));
    let before = store.dump()?;
    let answer = NewAct::new(Direction::Out, "answered", Target::contact(ada));
    let applied = store.apply(&later(&now, 2), &Change::LogActs(vec![answer]))?;
    assert_eq!(applied.label, "answered Ada Lindqvist");
    let open = store.facts_of(&later(&now, 3), Subject::Contact(ada))?.map(|facts| facts.owed.len());
    assert_eq!(open, Some(0));
    store.undo()?;
    assert_eq!(store.dump()?, before);
    let open = store.facts_of(&later(&now, 3), Subject::Contact(ada))?.map(|facts| facts.owed.len());
    assert_eq!(open, Some(1));
    store.redo()?;
    assert_eq!(store.doctor()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_promise_is_settled_by_name_alone() -> Outcome {
    let (mut store, now) = world()?;
    let ada = person(&mut store, &now, "Ada")?;
    let owe = Change::Owe {
        to: Subject::Contact(ada),
        sort: OwedSort::Promise,
        text: "the link to the talk".to_owned(),
        due: None,
        link: String::new(),
    };
    let owed = match store.apply(&now, &owe)?.created.first() {
        Some(Created::Owed(id)) => *id,
        _ => OwedId(0),
    };
    let reply = NewAct::new(Direction::Out, "replied", Target::contact(ada));
    store.apply(&later(&now, 1), &Change::LogActs(vec![reply.clone()]))?;
    let open =
        |store: &Store| store.facts_of(&now, Subject::Contact(ada)).map(|facts| facts.map(|facts| facts.owed.len()));
    assert_eq!(open(&store)?, Some(1));
    store.apply(&later(&now, 2), &Change::Keep(owed, Some(reply)))?;
    assert_eq!(open(&store)?, Some(0));
    Ok(())
}

#[test]
fn merging_and_its_undo_leave_the_same_content() -> Outcome {
    let (mut store, now) = world()?;
    let ada = person(&mut store, &now, "Ada")?;
    let other = person(&mut store, &now, "A. Lindqvist")?;
    for (id, day) in [(ada, 10), (other, 5), (other, 2)] {
        let act = NewAct {
            when: When::Day(now.day().plus(-day)),
            ..NewAct::new(Direction::Out, "replied", Target::contact(id))
        };
        store.apply(&now, &Change::LogActs(vec![act]))?;
    }
    let before = store.dump()?;
    store.apply(&now, &Change::Merge { gone: other, into: ada })?;
    let merged = store.facts_of(&now, Subject::Contact(ada))?.map(|facts| facts.standing);
    assert_eq!(merged.map(|standing| standing.gaps), Some(vec![5, 3]));
    assert_eq!(store.doctor()?, Vec::<String>::new());
    store.undo()?;
    assert_eq!(store.dump()?, before);
    Ok(())
}

#[test]
fn what_was_filled_in_reads_back() -> Outcome {
    let (mut store, now) = world()?;
    let filled = ContactFields {
        name: "Ada Lindqvist".to_owned(),
        tier: Some(Tier::Close),
        cadence: Some(21),
        style: Some(Style::Triggered),
        stage: Some(Stage::Known),
        reach: Some(Reach::Influencer),
        why: "runs the Rust forum".to_owned(),
        offer: "our musl build scripts".to_owned(),
        hope: "a review of the move".to_owned(),
        organisation: "Example".to_owned(),
        town: "Uppsala".to_owned(),
        mail: "ada@example.org".to_owned(),
        notes: "Likes short,\nexact answers.".to_owned(),
        pinned: true,
        tags: vec!["forum".to_owned(), "musl".to_owned()],
        topics: vec!["packaging".to_owned()],
        birthday: "--03-07".to_owned(),
    };
    let handle = |platform: &str, name: &str| NewHandle {
        platform: platform.to_owned(),
        name: name.to_owned(),
        link: String::new(),
    };
    let handles = vec![handle("mastodon", "@ada@social.example"), handle("github", "ada")];
    let Some(Created::Contact(ada)) =
        store.apply(&now, &Change::AddContact(filled.clone(), handles))?.created.first().copied()
    else {
        return Err("no contact was made".into());
    };
    let stored = store.contact(ada)?.ok_or("no contact")?;
    assert_eq!(stored.fields, filled);
    assert_eq!(stored.handles.len(), 2);
    let known = person(&mut store, &now, "Ada L.")?;
    store.apply(&now, &Change::Merge { gone: ada, into: known })?;
    let merged = store.contact(ada)?.ok_or("no contact")?;
    assert_eq!((merged.id, merged.handles.len()), (known, 2));
    assert_eq!(store.named("ada l.")?.len(), 1);
    assert_eq!(store.named("ada@social.example")?.first().map(|name| name.subject), Some(Subject::Contact(known)));
    assert_eq!(store.named("Ada Lindqvist")?.len(), 0);

    let place = CommunityFields {
        name: "Nix Newcomers".to_owned(),
        platform: "forum".to_owned(),
        link: "https://forum.example/c/nix".to_owned(),
        state: State::Focus,
        role: Role::Host,
        cadence: Some(7),
        patience: Some(1),
        rules: "search first".to_owned(),
        expects: "me on Tue".to_owned(),
        acting_as: "mara".to_owned(),
        notes: "quiet in summer".to_owned(),
        no_ladder: true,
        pinned: true,
        tags: vec!["nix".to_owned()],
        topics: vec!["flakes".to_owned()],
    };
    let Some(Created::Community(nix)) =
        store.apply(&now, &Change::AddCommunity(place.clone(), Vec::new()))?.created.first().copied()
    else {
        return Err("no community was made".into());
    };
    assert_eq!(store.community(nix)?.map(|stored| stored.fields), Some(place));
    assert_eq!(store.named("NIX  newcomers")?.len(), 1);
    Ok(())
}

#[test]
fn what_is_declared_reads_back() -> Outcome {
    let (mut store, now) = world()?;
    let settings = Settings::default();
    let spec = commitment_words::parse("3 blocks of 30 min a week", &settings)?;
    store.apply(&now, &Change::AddCommitment(spec.clone()))?;
    assert_eq!(store.commitments(now.day())?.into_iter().map(|row| row.spec).collect::<Vec<_>>(), [spec]);
    let time = NaiveTime::from_hms_opt(8, 30, 0).ok_or("a time")?;
    store.apply(
        &now,
        &Change::AddPlanned {
            days: vec![Weekday::Tue, Weekday::Sun],
            time,
            minutes: 25,
            label: "after coffee".to_owned(),
            community: None,
        },
    )?;
    let planned = store.planned(now.day())?;
    assert_eq!(planned.len(), 1);
    assert_eq!(
        (planned[0].days.clone(), planned[0].time, planned[0].minutes),
        (vec![Weekday::Tue, Weekday::Sun], time, 25)
    );
    let holiday = RestDays::Dates { from: now.day().plus(3), to: now.day().plus(9) };
    let off = RestDays::Weekday { weekday: Weekday::Sat, from: now.day(), until: None };
    store.apply(&now, &Change::AddRest(holiday, "in the mountains".to_owned()))?;
    store.apply(&now, &Change::AddRest(off, String::new()))?;
    let rests = store.rests(now.day())?;
    assert_eq!(rests.0.iter().map(|rest| rest.days).collect::<Vec<_>>(), [off, holiday]);
    store
        .apply(&now, &Change::StartSession { at: None, planned: 30, plan: PlanMinutes::default(), community: None })?;
    let session = store.open_session()?.ok_or("no block")?;
    store.apply(&later(&now, 5), &Change::PauseSession(session.id))?;
    let paused = store.open_session()?.ok_or("no block")?;
    assert!(paused.paused());
    assert_eq!(paused.minutes(later(&now, 60).at), 5);
    store.apply(&later(&now, 60), &Change::FinishSession { session: session.id, at: None, note: "done".to_owned() })?;
    assert_eq!(store.open_session()?, None);
    assert_eq!(store.last_session()?.map(|session| session.note), Some("done".to_owned()));
    Ok(())
}

#[test]
fn a_receipt_lets_a_change_in_once() -> Outcome {
    let (mut store, now) = world()?;
    let add = |name: &str| {
        Change::AddContact(ContactFields { name: name.to_owned(), ..ContactFields::default() }, Vec::new())
    };
    assert!(store.apply_once(&now, &add("Ada"), "inbox 1:1")?.is_some());
    assert!(store.apply_once(&now, &add("Ada"), "inbox 1:1")?.is_none());
    assert!(store.apply_once(&now, &add("Ben"), "inbox 1:2")?.is_some());
    assert_eq!(store.history(10)?.len(), 2);
    store.undo()?;
    assert!(store.apply_once(&now, &add("Ben"), "inbox 1:2")?.is_none());
    assert!(store.apply_once(&now, &add("Cem"), "inbox 10:1")?.is_some());
    store.forget_receipts("inbox 1:")?;
    assert!(store.apply_once(&now, &add("Ben"), "inbox 1:2")?.is_some());
    assert!(store.apply_once(&now, &add("Cem"), "inbox 10:1")?.is_none());
    Ok(())
}

#[test]
fn an_act_on_whom_now_marks_takes_the_minutes_since() -> Outcome {
    let (mut store, now) = world()?;
    let ada = person(&mut store, &now, "Ada Lindqvist")?;
    let ben = person(&mut store, &now, "Ben")?;
    let answer = |who| NewAct::new(Direction::Out, "answered", Target::contact(who));
    // (who is logged on, minutes that are said, what the act has, whether the mark is over)
    for (who, said, wanted, over) in
        [(ada, None, Some(12), true), (ada, Some(3), Some(3), true), (ben, None, None, false)]
    {
        store.set_now_mark(&now, Some(Subject::Contact(ada)))?;
        let act = NewAct { minutes: said, ..answer(who) };
        let applied = store.apply(&later(&now, 12), &Change::LogActs(vec![act]))?;
        let Some(Created::Act(id)) = applied.created.first() else { return Err("no act".into()) };
        assert_eq!(store.act(*id)?.and_then(|act| act.minutes), wanted);
        assert_eq!(store.now_mark()?.is_none(), over);
    }
    // what is refused leaves the mark as it was
    store.set_now_mark(&now, Some(Subject::Contact(ada)))?;
    let refused = NewAct { target: Target { community: Some(CommunityId(99)), ..Target::contact(ada) }, ..answer(ada) };
    assert!(store.apply(&later(&now, 12), &Change::LogActs(vec![refused])).is_err());
    assert!(store.now_mark()?.is_some());
    Ok(())
}
