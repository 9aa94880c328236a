//! The weekly review: each digit of each step with what it does, and taken back with one key.

use chrono::NaiveTime;
use rounds::app::msg::Msg;
use rounds::domain::act::{NewAct, Target, When};
use rounds::domain::change::Change;
use rounds::domain::commitment_words;
use rounds::domain::community::{Role, State};
use rounds::domain::contact::{ContactFields, Reach, Tier};
use rounds::domain::ids::{ContactId, Subject};
use rounds::domain::kind::Direction;
use rounds::domain::owed::OwedSort;
use rounds::domain::settings::Settings;
use rounds::domain::time::Weekday;
use rounds::report::review::{Review, Step};

use crate::rig::{Outcome, Rig};

/// Tuesday: week 38 is up. Somebody is owed an answer, somebody drifts, three places are in focus for
/// two blocks a week, four weeks were kept, and words were exchanged with somebody on two days.
fn world() -> Result<Rig, Box<dyn std::error::Error>> {
    let mut rig = Rig::empty()?;
    let forum = rig.place("Rust Book Club", "forum", State::Focus, Role::Host)?;
    rig.place("Nix Newcomers", "forum", State::Focus, Role::Host)?;
    rig.place("Kelp Growers", "slack", State::Focus, Role::Host)?;
    let ada = rig.person("Ada Lindqvist", None, "mastodon", "@ada@social.example")?;
    let jonas = rig.person("Jonas Brandt", Some(Tier::Close), "github", "jonas")?;
    let mei = rig.person("Mei Tan", None, "forum", "mei")?;
    for days in [52, 56, 58, 60] {
        rig.log(Direction::Out, "replied", Target::contact(jonas), days, "")?;
    }
    rig.log(
        Direction::In,
        "asked",
        Target { contact: Some(ada), community: Some(forum), handle: None },
        50,
        "does it run on musl?",
    )?;
    rig.store.apply(
        &rig.now.moved(rig.now.at.plus_seconds(-50 * 86_400)),
        &Change::Owe {
            to: Subject::Contact(ada),
            sort: OwedSort::Reply,
            text: "which linker?".to_owned(),
            due: None,
            link: String::new(),
        },
    )?;
    for (direction, days) in [(Direction::In, 7), (Direction::Out, 5)] {
        rig.log(direction, "replied", Target { contact: Some(mei), community: Some(forum), handle: None }, days, "")?;
    }
    let spec =
        commitment_words::parse("2 blocks of 30 min a week", &Settings::default()).map_err(|why| why.to_string())?;
    let earlier = rig.now.moved(rig.now.at.plus_seconds(-36 * 86_400));
    rig.store.apply(&earlier, &Change::AddCommitment(spec))?;
    for week in 1..=5 {
        for day in [2, 4] {
            let at = rig.now.at.plus_seconds((day - 1 - week * 7) * 86_400);
            rig.store.apply(&rig.now, &Change::AddSession { at, minutes: 30 })?;
        }
    }
    rig.open();
    rig.send(Msg::Resize(120, 36));
    rig.press("4");
    Ok(rig)
}

fn report(rig: &Rig) -> Result<&Review, String> {
    rig.model.review.report.as_ref().ok_or_else(|| "no review".to_owned())
}

/// Every step with its items, to compare before and after.
fn steps(rig: &Rig) -> Result<Vec<Step>, String> {
    Ok(report(rig)?.steps.clone())
}

fn names(rig: &Rig, step: usize) -> Result<Vec<String>, String> {
    Ok(report(rig)?.steps[step].items.iter().map(|item| format!("{}: {}", item.name, item.reason)).collect())
}

#[test]
fn five_steps_list_what_the_week_left() -> Outcome {
    let rig = world()?;
    assert_eq!(report(&rig)?.title, "Review of week 38: five steps");
    // faded and off the list: here it stands
    assert_eq!(
        names(&rig, 0)?,
        ["Ada Lindqvist: does it run on musl?, 50 d, off the list", "Ada Lindqvist: which linker?, 50 d, off the list"]
    );
    assert_eq!(names(&rig, 1)?, ["Jonas Brandt: 52 d, usually 2"]);
    assert_eq!(
        names(&rig, 2)?,
        [
            "3 places in focus, 2 blocks a week: 1 more than you can visit each week",
            "Rust Book Club: focus, every 4: 1 back from 1 act in about 3 m",
            "Nix Newcomers: focus, every 4: nothing this week",
            "Kelp Growers: focus, every 4: nothing this week",
        ]
    );
    // Mei is on no list today: she was talked with during the week
    assert!(!rig.listed(Subject::Contact(ContactId(3))));
    assert_eq!(
        names(&rig, 3)?,
        [
            "3 blocks a week instead of 2: four weeks met in a row; 90 min a week, now 60",
            "Mei Tan: greeted; talking is earned"
        ]
    );
    assert_eq!(names(&rig, 4)?, Vec::<String>::new());
    Ok(())
}

#[test]
fn each_digit_of_each_step_does_its_thing_and_is_taken_back_with_one_key() -> Outcome {
    // keys up to the item, the digit, what the line says, how many items the step has then
    let table = [
        ("", "1", "Ada Lindqvist: on the list again", 0, 2),
        ("", "2", "Next week: Ada Lindqvist", 0, 0),
        ("", "3", "Ada Lindqvist: let be", 0, 1),
        ("enter", "1", "Jonas Brandt snoozed until Fri 25 Sep", 1, 0),
        ("enter", "2", "Jonas Brandt: every 60 days", 1, 0),
        ("enter", "3", "Jonas Brandt: no cadence", 1, 0),
        ("enter enter", "4", "Parked Nix Newcomers", 2, 2),
        ("enter enter j", "1", "Rust Book Club: every 2 days", 2, 4),
        ("enter enter j", "2", "Rust Book Club: every 7 days", 2, 4),
        ("enter enter j", "4", "Parked Rust Book Club", 2, 2),
        ("enter enter enter", "1", "3 blocks of 30 min a week, from Mon 28 Sep", 3, 1),
        ("enter enter enter j", "1", "Mei Tan: talking", 3, 1),
    ];
    for (keys, digit, says, step, left) in table {
        let mut rig = world()?;
        rig.press(keys);
        let before = steps(&rig)?;
        let operations = rig.store.history(200)?.len();
        rig.press(digit);
        assert!(rig.screen(120, 36).contains(says), "{keys} {digit}: {}", rig.screen(120, 36));
        assert_eq!(rig.store.history(200)?.len(), operations + 1, "{keys} {digit} is one step");
        assert_eq!(report(&rig)?.steps[step].items.len(), left, "{keys} {digit}: {:?}", names(&rig, step)?);
        assert_eq!(rig.model.review.step, step, "{keys} {digit}");
        rig.press("u");
        assert_eq!(steps(&rig)?, before, "{keys} {digit} taken back");
        assert_eq!(rig.model.review.step, step, "{keys} {digit} taken back");
    }
    Ok(())
}

#[test]
fn what_leaves_things_as_they_are_writes_nothing_and_goes_on() -> Outcome {
    for (keys, digit, says) in [
        ("enter enter", "3", "3 places in focus, 2 blocks a week: same"),
        ("enter enter j", "3", "Rust Book Club: same"),
        ("enter enter enter", "2", "3 blocks a week instead of 2: stay"),
        ("enter enter enter j", "2", "Mei Tan: not yet"),
        // a digit that is not offered here changes no screen
        ("enter", "4", "4 is not offered for Jonas Brandt"),
    ] {
        let mut rig = world()?;
        rig.press(keys);
        let (before, item) = (rig.store.history(200)?.len(), rig.model.review.item);
        rig.press(digit);
        assert!(rig.screen(120, 36).contains(says), "{keys} {digit}: {}", rig.screen(120, 36));
        assert_eq!(rig.store.history(200)?.len(), before, "{keys} {digit}");
        let items = report(&rig)?.steps[rig.model.review.step].items.len();
        let next = if digit == "4" { item } else { (item + 1).min(items - 1) };
        assert_eq!(rig.model.review.item, next, "{keys} {digit}");
    }
    Ok(())
}

#[test]
fn what_is_to_be_done_and_what_is_put_off_fade_anew() -> Outcome {
    let mut rig = world()?;
    let ada = Subject::Contact(ContactId(1));
    assert!(!rig.listed(ada));
    rig.press("1");
    rig.send(Msg::Quiet);
    assert!(rig.listed(ada), "it heads the next block");
    rig.press("u 2");
    rig.send(Msg::Quiet);
    assert!(rig.model.today.report.as_ref().is_some_and(|today| today.snoozed.iter().any(|row| row.subject == ada)));
    Ok(())
}

#[test]
fn the_cursor_goes_on_as_items_are_answered_and_back_as_they_are_taken_back() -> Outcome {
    let mut rig = world()?;
    rig.press("1");
    // the first one stays in the list, with a mark
    assert_eq!(rig.model.review.item, 1);
    let screen = rig.screen(120, 36);
    assert!(screen.lines().any(|line| line.contains("musl") && line.contains("✓ do")), "{screen}");
    rig.press("3");
    assert_eq!(names(&rig, 0)?.len(), 1);
    rig.press("enter u");
    assert_eq!((rig.model.review.step, rig.model.review.item), (0, 1), "asked again where it was");
    rig.press("u");
    assert_eq!(rig.model.review.item, 0);
    assert!(!rig.screen(120, 36).contains("✓ do"));
    Ok(())
}

#[test]
fn digits_change_the_screen_again_once_the_steps_do_not_have_the_keys() -> Outcome {
    let mut rig = world()?;
    rig.press("tab 2");
    assert!(rig.screen(120, 36).contains("[2 People]"), "{}", rig.screen(120, 36));
    let mut rig = world()?;
    rig.press("tab tab esc 1");
    assert!(rig.screen(120, 36).contains("on the list again"), "{}", rig.screen(120, 36));
    Ok(())
}

#[test]
fn an_offer_that_was_taken_is_not_made_again() -> Outcome {
    let mut rig = world()?;
    rig.press("enter enter enter 1");
    assert_eq!(names(&rig, 3)?, ["Mei Tan: greeted; talking is earned"]);
    rig.press("[ ]");
    assert_eq!(names(&rig, 3)?, ["Mei Tan: greeted; talking is earned"]);
    Ok(())
}

#[test]
fn two_lines_close_the_week_and_stand_on_today_until_the_next_closing() -> Outcome {
    let mut rig = world()?;
    rig.press("enter enter enter enter");
    rig.type_text("two newcomers 12").press("enter").type_text("ask Ada").press("enter");
    let screen = rig.screen(120, 36);
    for words in ["Closed the review of week 38", "Went well", "two newcomers 12", "Week 38, closed Tue 22 Sep"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    rig.press("1");
    assert!(rig.screen(120, 36).contains("ask Ada"), "{}", rig.screen(120, 36));
    rig.press("4");
    assert!(rig.screen(120, 36).contains("Week 39 so far; its review waits on Friday"), "{}", rig.screen(120, 36));
    rig.press("u [");
    assert!(report(&rig)?.open, "taken back, it is up again");
    // on the next Friday the last one is let go
    rig.now = rig.now.moved(rig.now.at.plus_seconds(3 * 86_400));
    rig.press("1 tab 1 4");
    assert_eq!(report(&rig)?.title, "Review of week 39: five steps");
    Ok(())
}

#[test]
fn a_planned_block_that_did_not_come_about_asks_what_stood_in_the_way() -> Outcome {
    let mut rig = world()?;
    let earlier = rig.now.moved(rig.now.at.plus_seconds(-20 * 86_400));
    let time = NaiveTime::from_hms_opt(8, 30, 0).ok_or("no such time")?;
    let days = vec![Weekday::Wed, Weekday::Thu];
    let plan = Change::AddPlanned { days, time, minutes: 30, label: "after coffee".to_owned(), community: None };
    rig.store.apply(&earlier, &plan)?;
    rig.press("[ ] enter enter enter enter");
    let asked = "Thu 08:30, after coffee: no block. What stood in the way?";
    assert!(rig.screen(80, 24).contains(asked), "on Wednesday a block was held: {}", rig.screen(80, 24));
    rig.press("enter");
    assert!(rig.screen(80, 24).contains("Enter next line"), "{}", rig.screen(80, 24));
    rig.type_text("a dentist").press("enter").type_text("earlier").press("up");
    assert!(rig.screen(40, 6).contains("In the way"), "{}", rig.screen(40, 6));
    rig.press("down enter");
    assert_eq!(report(&rig)?.hindered, "a dentist");
    let screen = rig.screen(120, 36);
    for words in ["Closed the review of week 38", "In the way", "a dentist", "earlier"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    rig.press("u");
    assert_eq!(report(&rig)?.hindered, "");
    Ok(())
}

#[test]
fn the_weeks_are_walked_with_the_figures_of_their_end() -> Outcome {
    let mut rig = world()?;
    rig.press("[");
    let screen = rig.screen(120, 36);
    assert!(screen.contains("7 – 13 September") && screen.contains("0 acts"), "{screen}");
    assert!(!report(&rig)?.open && report(&rig)?.steps.is_empty());
    rig.press("] ]");
    assert!(rig.screen(120, 36).contains("21 – 27 September"), "{}", rig.screen(120, 36));
    rig.press("]");
    assert!(rig.screen(120, 36).contains("That week lies ahead"));
    Ok(())
}

#[test]
fn regulars_are_counted_among_those_whose_reach_is_said() -> Outcome {
    let mut rig = world()?;
    assert_eq!(report(&rig)?.regulars, "", "nothing is said of anybody");
    for (name, reach, acts) in [("Ben", Reach::Regular, 9), ("Star", Reach::Influencer, 2)] {
        let fields = ContactFields { name: name.to_owned(), reach: Some(reach), ..ContactFields::default() };
        let created = rig.store.apply(&rig.now, &Change::AddContact(fields, Vec::new()))?.created;
        let Some(rounds::store::Created::Contact(id)) = created.first() else { return Err("a contact".into()) };
        let when = When::At(rig.now.at.plus_seconds(-4 * 86_400));
        let act = NewAct { when, count: acts, ..NewAct::new(Direction::Out, "replied", Target::contact(*id)) };
        rig.store.apply(&rig.now, &Change::LogActs(vec![act]))?;
    }
    let review = rig.store.review(&rig.now, None)?;
    assert_eq!(review.regulars, "9 of 11");
    rig.send(Msg::Changed);
    assert!(rig.screen(120, 36).contains("with regulars 9 of 11"), "{}", rig.screen(120, 36));
    Ok(())
}

#[test]
fn weeks_that_start_on_another_day_are_reviewed_from_their_friday() -> Outcome {
    for (start, day, dates) in [
        (Weekday::Sun, "2026-09-24T09:00:00+02:00", "13 – 19 September"),
        (Weekday::Sun, "2026-09-25T09:00:00+02:00", "20 – 26 September"),
        (Weekday::Sat, "2026-09-25T09:00:00+02:00", "19 – 25 September"),
        (Weekday::Sat, "2026-09-26T09:00:00+02:00", "19 – 25 September"),
    ] {
        let settings = Settings { week_start: start, ..Settings::default() };
        let opening = rounds::store::Opening { origin: "window".to_owned(), seed: Some(7), brief: false };
        let mut store = rounds::store::Store::in_memory(settings, opening)?;
        let then = rounds::domain::time::frozen("2026-09-01T09:00:00+02:00")?;
        let act = NewAct::new(Direction::Out, "posted", Target::default());
        store.apply(&then, &Change::LogActs(vec![act]))?;
        let now = rounds::domain::time::frozen(day)?;
        let review = store.review(&now, None)?;
        assert!(review.open, "{start} {day}");
        assert_eq!(review.dates, dates, "{start} {day}");
    }
    Ok(())
}

#[test]
fn the_week_53_has_its_number_and_its_years() -> Outcome {
    let mut rig = Rig::empty()?;
    rig.log(Direction::Out, "posted", Target::default(), 1, "")?;
    let now = rounds::domain::time::frozen("2027-01-02T09:00:00+01:00")?;
    let review = rig.store.review(&now, None)?;
    assert_eq!(review.title, "Review of week 53: five steps");
    assert_eq!(review.dates, "28 December 2026 – 3 January 2027");
    Ok(())
}

#[test]
fn a_place_counts_all_the_people_of_its_last_acts() -> Outcome {
    let mut rig = Rig::empty()?;
    let forum = rig.place("Rust Book Club", "forum", State::Focus, Role::Member)?;
    for n in 0..60 {
        let who = rig.person(&format!("Somebody {n:02}"), None, "forum", &format!("somebody{n}"))?;
        let target = Target { contact: Some(who), community: Some(forum), handle: None };
        rig.log(Direction::Out, "replied", target, 3, "")?;
    }
    let Some(rounds::report::card::Card::Community(card)) = rig.store.card(&rig.now, Subject::Community(forum))? else {
        return Err("a card".into());
    };
    assert_eq!((card.people.len(), card.more_people), (6, 54));
    Ok(())
}

#[test]
fn the_review_is_asked_for_from_friday_until_it_is_closed_or_the_next_friday() -> Outcome {
    let mut rig = Rig::empty()?;
    rig.person("Ada Lindqvist", None, "mastodon", "@ada@social.example")?;
    for days in [10, 2] {
        rig.log(Direction::Out, "posted", Target::default(), days, "")?;
    }
    let at = |day: &str| rounds::domain::time::frozen(&format!("{day}T09:00:00+02:00"));
    let asked =
        |rig: &Rig, day: &str| -> Result<String, Box<dyn std::error::Error>> { Ok(rig.store.today(&at(day)?)?.review) };
    for (day, review) in [
        ("2026-09-17", "Review of week 37: five steps"),
        ("2026-09-18", "Review of week 38: five steps"),
        ("2026-09-24", "Review of week 38: five steps"),
        ("2026-09-25", "Review of week 39: five steps"),
    ] {
        assert_eq!(asked(&rig, day)?, review, "{day}");
    }
    rig.open();
    assert!(rig.screen(80, 24).contains("Review of week 38: five steps   4 opens it"), "{}", rig.screen(80, 24));
    let Some(week) = rig.store.up_for_review(&rig.now)? else { return Err("a week".into()) };
    let close = Change::CloseReview { week, well: String::new(), hindered: String::new(), line: String::new() };
    rig.store.apply(&rig.now, &close)?;
    assert_eq!(asked(&rig, "2026-09-24")?, "");
    assert_eq!(asked(&rig, "2026-09-25")?, "Review of week 39: five steps");
    Ok(())
}

#[test]
fn where_a_cadence_is_chosen_the_load_stands_before_and_after() -> Outcome {
    let mut rig = world()?;
    rig.press("enter enter j 1");
    let says = "Rust Book Club: every 2 days; your cadences ask 5 a week, then 7; your blocks have room for 7";
    assert!(rig.screen(120, 36).contains(says), "{}", rig.screen(120, 36));
    Ok(())
}
