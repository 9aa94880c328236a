//! Screens at two sizes, and a sweep over all small ones.

use rounds::app::msg::Msg;
use rounds::domain::act::Target;
use rounds::domain::contact::Tier;
use rounds::domain::kind::Direction;

use crate::rig::{Outcome, Rig};

/// Keys that bring up each screen and popup, from Today.
const VIEWS: &[(&str, &str)] = &[
    ("today", ""),
    ("today_all", "z"),
    ("log", "a"),
    ("log_theirs", "i"),
    ("pass", "p"),
    ("snooze", "s"),
    ("snooze_day", "s s"),
    ("owe", "w"),
    ("owe_promise", "w p"),
    ("find", "/ a d"),
    ("palette", ": s"),
    ("help", "?"),
    ("plan", "t"),
    ("block", "t enter"),
    ("many", "n A d a enter"),
    ("card", "enter"),
    ("form", "e"),
    ("people", "2"),
    ("people_filter", "2 f a"),
    ("communities", "3"),
    ("place_card", "3 enter"),
    ("review", "4"),
    ("plan_form", "4 n"),
    ("triage", "f2"),
    ("import", ": i m p o r t enter"),
];

#[test]
fn every_view_at_both_sizes() -> Outcome {
    for (name, keys) in VIEWS {
        for (columns, rows) in [(80, 24), (120, 36)] {
            let mut rig = Rig::lively()?;
            rig.send(Msg::Resize(columns, rows));
            rig.press(keys);
            insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), rig.screen(columns, rows));
        }
    }
    Ok(())
}

#[test]
fn empty_screens_say_what_fills_them() -> Outcome {
    for (name, keys) in
        [("first_run", ""), ("today", "esc"), ("people", "esc 2"), ("communities", "esc 3"), ("review", "esc 4")]
    {
        let mut rig = Rig::empty()?;
        rig.open();
        rig.press(keys);
        insta::assert_snapshot!(format!("empty_{name}"), rig.screen(80, 24));
    }
    Ok(())
}

#[test]
fn an_overflowing_world_keeps_its_columns() -> Outcome {
    let mut rig = Rig::empty()?;
    for n in 0..60 {
        let name = format!("{n:02} {}", "A very long name of somebody 漢字 👩‍👩‍👧 مرحبا ".repeat(3));
        let id = rig.person(&name, Some(Tier::Inner), "a-platform-with-a-long-word", "@x@y.example")?;
        rig.log(Direction::In, "asked", Target::contact(id), 2, &"what about this \u{202e}thing ".repeat(30))?;
    }
    rig.open();
    for (columns, rows) in [(80, 24), (120, 36)] {
        let screen = rig.screen(columns, rows);
        assert!(screen.lines().count() <= usize::from(rows));
        assert!(!screen.contains('\u{202e}') && !screen.contains('\u{1b}'));
        insta::assert_snapshot!(format!("overflowing_{columns}x{rows}"), screen);
    }
    Ok(())
}

#[test]
fn nothing_panics_at_any_size() -> Outcome {
    for (_, keys) in VIEWS {
        let mut rig = Rig::lively()?;
        rig.press(keys);
        for columns in (1..=40).chain([49, 50, 59, 79, 80, 109, 110, 160, 200]) {
            for rows in (1..=14).chain([19, 20, 24, 36, 60]) {
                rig.send(Msg::Resize(columns, rows));
                assert!(rig.screen(columns, rows).lines().count() <= usize::from(rows), "{keys} at {columns}x{rows}");
            }
        }
    }
    Ok(())
}

#[test]
fn the_ascii_set_covers_the_chrome() -> Outcome {
    for (name, keys) in VIEWS {
        let mut rig = Rig::lively()?;
        rig.model.settings.ascii = true;
        rig.press(keys);
        let screen = rig.screen(120, 36);
        // names of people stay as they are
        let strange: String = screen.chars().filter(|letter| !letter.is_ascii() && *letter != 'á').collect();
        assert_eq!(strange, "", "{name}");
    }
    Ok(())
}
