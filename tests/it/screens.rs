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
fn what_is_typed_at_the_palette_is_in_sight_and_what_it_means_is_read_whole() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press(":").type_text("ada answered how to build musl for a board that nobody sells any more yesterday");
    for (columns, rows) in [(60, 16), (40, 10)] {
        rig.send(Msg::Resize(columns, rows));
        let screen = rig.screen(columns, rows);
        assert!(screen.contains("any more yesterday▌"), "{screen}");
        let words: Vec<&str> = screen.split_whitespace().filter(|word| *word != "│").collect();
        let echo = "Enter answered Ada Lindqvist, yesterday: how to build musl for a board that nobody sells any more";
        let seen = words.join(" ");
        // the smallest says that there is more
        assert!(seen.contains(echo) || columns == 40 && seen.contains("board that nobody…"), "{screen}");
    }
    rig.press("home right");
    assert!(rig.screen(60, 16).contains(": a▌da answered"), "{}", rig.screen(60, 16));
    rig.press("esc :").type_text("zzzz");
    assert!(rig.screen(60, 16).contains("no action of that name"), "{}", rig.screen(60, 16));
    Ok(())
}

#[test]
fn the_palette_keeps_keys_and_the_chosen_action_in_sight() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press(":");
    assert!(
        rig.screen(60, 16).contains("complete the last act: note, link, time, place…    c │"),
        "{}",
        rig.screen(60, 16)
    );
    rig.press(&"down ".repeat(8));
    for rows in [6, 8, 10, 12, 16] {
        rig.send(Msg::Resize(60, rows));
        let screen = rig.screen(60, rows);
        assert!(screen.contains("looked, left it"), "{screen}");
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
