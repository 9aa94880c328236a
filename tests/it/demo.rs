//! The demo: its world plays at any time of any day, and everything the dashboard can show is in it.

use std::collections::BTreeSet;

use rounds::app::msg::Msg;
use rounds::app::overlay::Overlay;
use rounds::demo;
use rounds::domain::community::{Role, State};
use rounds::domain::contact::{Stage, Tier};
use rounds::domain::settings::Settings;
use rounds::domain::time::{Instant, Now, Zone, ZoneStep, frozen};

use crate::home::Home;
use crate::rig::{Outcome, Rig};

/// The moment of the pictures: a Tuesday, nine in the morning.
const NOW: &str = "2026-09-22T09:00:00+02:00";

/// The demo after some keys.
fn after(keys: &str) -> Result<Rig, Box<dyn std::error::Error>> {
    let mut rig = Rig::demo(&frozen(NOW)?)?;
    rig.send(Msg::Resize(120, 36));
    rig.press(keys);
    Ok(rig)
}

/// Times of day, ends of months and years, zones at the edges, a day that has 23 hours.
fn nows() -> Result<Vec<Now>, Box<dyn std::error::Error>> {
    let fixed = [
        "2026-09-22T09:00:00+02:00",
        "2026-09-22T04:05:00+02:00",
        "2026-09-25T23:50:00+02:00",
        "2026-09-27T02:30:00+02:00",
        "2028-02-29T12:00:00-10:00",
        "2026-12-31T23:59:00+14:00",
        "2027-01-01T04:00:00+00:00",
        "2026-03-02T08:00:00-05:00",
    ];
    let mut nows = fixed.iter().map(|text| frozen(text)).collect::<Result<Vec<_>, _>>()?;
    // 29 March 2026, 01:00 UTC: clocks go forward
    let summer = Instant(1_774_746_000_000);
    let zone = Zone::new(60, vec![ZoneStep { from: summer, offset: 120 }]);
    nows.extend([2 * 3600, 30 * 3600].map(|s| Now { at: summer.plus_seconds(s), zone: zone.clone(), day_start: 240 }));
    Ok(nows)
}

#[test]
fn the_world_plays_at_any_time() -> Outcome {
    for now in nows()? {
        let mut store = demo::open(&now, Settings::default()).map_err(|why| format!("{now:?}: {why}"))?;
        let today = store.today(&now)?;
        assert!(today.rows.len() >= 12 && today.cut >= 3, "{now:?}: {} rows, {} fit", today.rows.len(), today.cut);
        let lanes = [today.waiting.len(), today.dormant.len(), today.snoozed.len(), today.done.len()];
        assert_eq!(lanes, [1, 2, 2, 3], "{now:?}");
        assert!(today.block.is_some() && today.now_mark.is_some() && today.asked.is_empty(), "{now:?}");
        assert_eq!(store.doctor()?, Vec::<String>::new(), "{now:?}");
    }
    Ok(())
}

#[test]
fn what_today_brought_is_undone_and_what_came_before_is_not() -> Outcome {
    let now = frozen("2026-09-22T09:00:00+02:00")?;
    let mut store = demo::open(&now, Settings::default())?;
    let mut labels = Vec::new();
    while let Some(step) = store.undo()? {
        assert!(store.is_own(&step), "{}", step.label);
        labels.push(step.label);
    }
    assert_eq!(labels.first().map(String::as_str), Some("thanked Oscar Lund"));
    assert!(labels.contains(&"started a block of 30 min".to_owned()), "{labels:?}");
    assert!(store.today(&now)?.rows.len() > 10);
    Ok(())
}

#[test]
fn without_a_terminal_it_prints_today_and_leaves_no_trace() {
    let home = Home::new();
    let out = home.ok("demo");
    for found in ["17:20 left of 30, 3 done", "● Ada Lindqvist", "does it run on musl?", "Done"] {
        assert!(out.contains(found), "{found} in\n{out}");
    }
    assert!(!home.data().exists(), "a folder was made");
}

/// Main screens, with the keys that bring them up.
const SCREENS: &[(&str, &str)] = &[
    ("today", ""),
    ("people", "2"),
    ("communities", "3"),
    ("review", "4"),
    ("listen", "5"),
    ("listen_reader", "5 j space"),
    ("review_drifting", "4 enter"),
    ("review_lines", "4 enter enter enter enter enter"),
    ("ada", "enter"),
    ("nix", "/ n i x enter enter"),
    ("kelp", "/ k e l p enter enter"),
];

#[test]
fn its_screens_at_both_sizes() -> Outcome {
    for (name, keys) in SCREENS {
        for (columns, rows) in [(80, 24), (120, 36)] {
            let mut rig = Rig::demo(&frozen(NOW)?)?;
            rig.send(Msg::Resize(columns, rows));
            rig.press(keys);
            insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), rig.screen(columns, rows));
        }
    }
    Ok(())
}

#[test]
fn every_mark_and_lane_is_on_today() -> Outcome {
    let screen = after("z")?.screen(120, 60);
    let lanes = ["the half hour ends about here", "waiting on others", "dormant", "snoozed and passed", "Done"];
    let marks = ["● ", "◐ ", "○ ", "– ", "✓ ", "► "];
    let people = ["150 new followers, 60 comments: look", "Ole Hansen", "Hana Kim", "Ivo Petrov", "Greta Holm"];
    for found in lanes.iter().chain(&marks).chain(&people) {
        assert!(screen.contains(found), "{found} in\n{screen}");
    }
    Ok(())
}

#[test]
fn every_tier_stage_role_state_and_rung_is_there() -> Outcome {
    let people = after("2")?.screen(120, 60);
    let words = Tier::ALL.iter().map(|tier| tier.word()).chain(Stage::ALL.iter().map(|stage| stage.word()));
    for found in words.chain(["no tier", "林晓雨", "ليلى منصور", "Tan Mei", "Mei Tan"]) {
        assert!(people.contains(found), "{found} in\n{people}");
    }
    assert!(people.contains(" 39 people") && after("2 A")?.screen(120, 36).contains("Theo Schneider"), "{people}");
    let places = after("3")?.screen(120, 36);
    let words = Role::ALL.iter().map(|role| role.word()).chain(State::ALL.iter().map(|state| state.word()));
    for found in words.chain(["rung 0", "rung 2", "rung 4", "rung 5", "rung 7", " 6 places"]) {
        assert!(places.contains(found), "{found} in\n{places}");
    }
    let card = after("/ n i x enter enter")?.screen(120, 36);
    for found in ["7  promote", "6  tell", "5  promote others", "▸ 4  engage", "3  provide", "2  learn", "1  listen"]
    {
        assert!(card.contains(found), "{found} in\n{card}");
    }
    Ok(())
}

/// What an overlay is; one more does not compile without its keys below. The first run is not of the demo.
fn called(overlay: &Overlay) -> &'static str {
    match overlay {
        Overlay::Log(_) => "log",
        Overlay::Pass(_) => "pass",
        Overlay::Snooze(_) => "snooze",
        Overlay::Owe(_) => "owe",
        Overlay::Complete(_) => "complete",
        Overlay::Find(_) => "find",
        Overlay::Palette(_) => "palette",
        Overlay::Help(_) => "help",
        Overlay::Plan(_) => "plan",
        Overlay::Recap(_) => "recap",
        Overlay::Question(_) => "question",
        Overlay::Date(_) => "date",
        Overlay::Form(_) => "form",
        Overlay::Many(_) => "many",
        Overlay::FirstRun(_) => "first run",
        Overlay::Triage(_) => "triage",
        Overlay::Duplicates(_) => "duplicates",
        Overlay::Import(_) => "import",
        Overlay::Follow(_) => "follow",
        Overlay::PastImports(_) => "past imports",
    }
}

/// Keys, the overlay that they open, and words of it.
const POPUPS: &[(&str, &str, &str)] = &[
    ("a", "log", "You"),
    ("i", "log", "They"),
    ("p", "pass", "Pass on Ada Lindqvist"),
    ("s", "snooze", "Snooze"),
    ("s s", "date", "until"),
    ("w", "owe", "Owe"),
    ("space c", "complete", "Ada Lindqvist"),
    ("/ m e i", "find", "Mei Tan"),
    ("M t o m", "find", "Tomás Rivera"),
    (": s n", "palette", "snooze"),
    ("?", "help", "help"),
    ("T y enter t", "plan", "owed 12"),
    ("T y", "recap", "minutes"),
    ("T", "question", "Finish now?"),
    ("e", "form", "runs the Rust forum"),
    ("enter m", "form", "Ada Lindqvist"),
    ("4 n", "form", ""),
    ("n", "many", "one a line"),
    ("f2", "triage", "1 of 7"),
    ("D", "duplicates", "Tan Mei"),
    (": i m p o r t enter", "import", "drop their names"),
    ("5 j f", "follow", "Follow a link"),
];

#[test]
fn every_popup_opens_in_it() -> Outcome {
    let mut found = BTreeSet::new();
    for (keys, name, words) in POPUPS {
        let rig = after(keys)?;
        let open = rig.model.overlays.last().map(called);
        let screen = rig.screen(120, 36);
        assert_eq!(open, Some(*name), "{keys}\n{screen}");
        assert!(screen.to_lowercase().contains(&words.to_lowercase()), "{words} after {keys} in\n{screen}");
        found.insert(*name);
    }
    assert_eq!(found.len(), 18, "all but the first run, and there are no imports: {found:?}");
    Ok(())
}

#[test]
fn every_question_is_asked_in_it() -> Outcome {
    // keys, then so many minutes later other keys; the file opened anew between them where it says so
    let table = [
        ("T", 0, false, "", "left. Finish now?"),
        ("j", 45, false, "k", "Take the gap out?"),
        ("", 50, true, "", "Take the gap out?"),
        ("", 24 * 60, true, "", "is still open. Finish it"),
        ("T y enter", 10 * 24 * 60, true, "", "Count it as rest?"),
        ("T y enter", 1, false, "a r", "t counts from 09:0"),
        ("T y enter", 1, false, "a r a k a c q", "acts without a block. Keep them as one"),
        ("/ c o m p i l e r enter >", 0, false, "", "Say so yourself?"),
        ("/ s m a l l enter >", 0, false, "", "You know this place already"),
        ("/ p a v e l enter >", 0, false, "", "talking? Say so yourself"),
        ("4 tab tab x", 0, false, "", "Its past stays"),
        ("/ m e i enter M m e i down enter", 0, false, "", "Merge Mei Tan into Tan Mei?"),
    ];
    for (first, minutes, anew, then, words) in table {
        let mut rig = after(first)?;
        rig.now = rig.now.moved(rig.now.at.plus_seconds(60 * minutes));
        if anew {
            rig.reopen();
        }
        rig.press(then);
        let screen = rig.screen(120, 36);
        assert!(screen.contains(words), "{words} after {first} and {then} in\n{screen}");
    }
    Ok(())
}

#[test]
fn on_any_weekday_its_review_asks_what_stood_in_the_way() -> Outcome {
    let now = frozen(NOW)?;
    for days in 0..7 {
        let mut rig = Rig::demo(&now.moved(now.at.plus_seconds(days * 86_400)))?;
        rig.send(Msg::Resize(80, 24));
        rig.press("4 enter enter enter enter enter");
        let screen = rig.screen(80, 24);
        assert!(screen.contains("12:30, after lunch: no block. What stood in the way?"), "{screen}");
        assert!(screen.contains("In the way"), "{screen}");
    }
    // what is answered is kept with the week
    let mut rig = after("4 enter enter enter enter enter")?;
    let week = rig.model.review.report.as_ref().map(|report| report.week);
    rig.type_text("a release").press("enter enter");
    let review = rig.store.review(&rig.now, week)?;
    assert_eq!(review.hindered, "a release");
    Ok(())
}

#[test]
fn what_a_newcomer_sees_first_reads_well() -> Outcome {
    let small = |keys: &str| -> Result<String, Box<dyn std::error::Error>> {
        let mut rig = Rig::demo(&frozen(NOW)?)?;
        rig.send(Msg::Resize(80, 24));
        rig.press(keys);
        Ok(rig.screen(80, 24))
    };
    let table = [
        // a birthday is said as it may be typed, and `met` is no stage that comes next
        ("/ i n e s enter enter", "○ birthday  31 Oct"),
        ("/ i n e s enter enter", "met, the last stage"),
        ("/ i n e s enter enter e", "birthday     31 Oct"),
        // what stands in a line of the pane below ends with a word
        ("j j j", "why looks after five communities and…"),
        ("j", "five more times and rung 6…"),
        // who is marked is seen in Listen too
        ("5 v", "○+Small Web Guild"),
        ("5 v", "+1 marked"),
        // the cursor is where the next letter goes
        ("e home right", "name         A▌da Lindqvist"),
        ("w p h i left", "that I       h▌i"),
    ];
    for (keys, words) in table {
        let screen = small(keys)?;
        assert!(screen.contains(words), "{words} after {keys} in\n{screen}");
    }
    // and on other sizes
    for (size, keys, words) in [
        ((60, 16), "T y enter t", "arrows choose   Enter starts the block   Esc leaves"),
        (
            (60, 16),
            "/ k e l p enter enter",
            "expects me an answer within a day, a word for each\n            newcomer\n",
        ),
        ((110, 30), "/ n i x enter esc", "1 of 3, needs 2 of 4 days  7 weeks"),
        ((110, 30), "j j", "25 weeks     ▆"),
    ] {
        let mut rig = Rig::demo(&frozen(NOW)?)?;
        rig.send(Msg::Resize(size.0, size.1));
        rig.press(keys);
        let screen = rig.screen(size.0, size.1);
        assert!(screen.contains(words), "{words} after {keys} in\n{screen}");
    }
    let card = small("/ i n e s enter enter")?;
    assert!(!card.contains("mailt"), "half a link is none\n{card}");
    Ok(())
}

#[test]
fn nothing_panics_in_it_at_any_size() -> Outcome {
    // popups over small screens are swept in a smaller world; here the rows are what is new
    let keys = SCREENS.iter().map(|(_, keys)| *keys).chain(["z", "f2", "T y", "i", "4 enter enter enter"]);
    for keys in keys {
        let mut rig = after(keys)?;
        for columns in [1, 2, 7, 20, 39, 40, 41, 59, 60, 79, 80, 109, 110, 160] {
            for rows in [1, 2, 5, 6, 7, 9, 10, 16, 20, 24, 36, 60] {
                rig.send(Msg::Resize(columns, rows));
                assert!(rig.screen(columns, rows).lines().count() <= usize::from(rows), "{keys} at {columns}x{rows}");
            }
        }
    }
    Ok(())
}

#[test]
fn it_says_that_nothing_is_kept() -> Outcome {
    let mut rig = after("")?;
    assert!(rig.screen(80, 24).contains("nothing is kept. u undoes, q leaves"), "{}", rig.screen(80, 24));
    rig.press("space j esc");
    assert!(!rig.left && rig.screen(80, 24).contains(" demo "), "{}", rig.screen(80, 24));
    rig.model.visiting = true;
    rig.press("enter esc");
    assert!(!rig.left, "Esc closes the card first");
    rig.press("esc");
    assert!(rig.left, "and then goes back to the first run");
    Ok(())
}
