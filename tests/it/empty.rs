//! Empty screens and lines that ask: what is so, what to do next with its key, and no key that does nothing there.

use rounds::app::effect::Effect;
use rounds::app::key::{Code, Key};
use rounds::app::msg::Msg;
use rounds::app::overlay::Overlay;
use rounds::app::update::update;

use crate::rig::{Outcome, Rig};

/// From where the ordinary screens are drawn to the strip.
const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (60, 16), (50, 10)];

/// Keys to an empty screen, what it says with its lines joined, and what it must not name.
const EMPTY: [(&str, &[&str], &[&str]); 8] = [
    (
        "",
        &["Nobody here yet: five people and two places are a good start.", "n add people", "F2 look around in a demo"],
        &["/ anyone", "Space"],
    ),
    (
        "2",
        &["Nobody here yet. A name is enough", "n add people", "F2 look around"],
        &["Enter card", "f filter", "e edit", "F2 choose", "a log"],
    ),
    ("2 A", &["Nobody is in the archive.", "A goes back to people"], &["Nobody here yet", "Enter card", "F2 look"]),
    ("2 f z", &["Nobody here yet, so there is nobody to match.", "Esc takes the filter away"], &["n add"]),
    ("2 f z enter", &["Nobody here yet, so there is nobody to match.", "Esc takes the filter away"], &["Enter card"]),
    ("2 A f z", &["Nobody is in the archive, so there is nobody to match."], &["Nobody here yet"]),
    (
        "3",
        &["No place yet. Pick two or three", "focus asks for every 4 days.", "n add places"],
        &["Enter card", "o open", "> step", "i they", "e edit"],
    ),
    ("3 A", &["No place is in the archive.", "A goes back to places"], &["No place yet", "Enter card"]),
];

fn empty() -> Result<Rig, Box<dyn std::error::Error>> {
    let mut rig = Rig::empty()?;
    rig.open();
    rig.press("esc");
    Ok(rig)
}

/// A screen in one line, so that broken sentences are whole again.
fn joined(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_empty_screen_says_what_is_so_and_what_helps() -> Outcome {
    for (columns, rows) in SIZES {
        for (keys, says, never) in EMPTY {
            let mut rig = empty()?;
            rig.send(Msg::Resize(columns, rows));
            rig.press(keys);
            let screen = rig.screen(columns, rows);
            let words = joined(&screen);
            for part in says {
                assert!(words.contains(part), "{keys}: {part}\n{screen}");
            }
            for part in never {
                assert!(!words.contains(part), "{keys}: {part}\n{screen}");
            }
            assert!(!screen.contains('…'), "{keys}: nothing is cut\n{screen}");
        }
    }
    Ok(())
}

#[test]
fn the_demo_is_one_key_away_where_nobody_is() -> Outcome {
    let mut rig = empty()?;
    let f2 = Key { code: Code::Function(2), ..Key::char(' ') };
    for keys in ["1", "2", "3"] {
        rig.press(keys);
        assert!(update(&mut rig.model, &rig.now, Msg::Key(f2)).contains(&Effect::Demo), "{keys}");
    }
    // where somebody is, it chooses tiers
    rig.place(
        "Rust Book Club",
        "forum",
        rounds::domain::community::State::Focus,
        rounds::domain::community::Role::Guest,
    )?;
    rig.send(Msg::Changed);
    rig.press("1");
    assert!(!rig.screen(80, 24).contains("demo"), "{}", rig.screen(80, 24));
    rig.press("f2");
    assert_eq!(rig.model.notice.text, "Nobody is without a tier");
    Ok(())
}

#[test]
fn an_empty_find_says_what_to_type() -> Outcome {
    for (columns, rows) in [(80, 24), (60, 16), (40, 6)] {
        let mut rig = empty()?;
        rig.send(Msg::Resize(columns, rows));
        rig.press("/");
        let screen = rig.screen(columns, rows);
        assert!(screen.contains("nobody here yet: ") && !screen.contains("Enter") && !screen.contains('…'), "{screen}");
        rig.type_text("Zoe Fox").press("enter");
        assert!(rig.screen(columns, rows).contains("Zoe Fox"));
    }
    Ok(())
}

#[test]
fn back_takes_a_filter_away_that_was_kept_and_leaves_the_archive() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("2 f a d a enter enter esc");
    assert!(rig.screen(80, 24).contains("filter ada"), "the card closes first\n{}", rig.screen(80, 24));
    rig.press("esc");
    let screen = rig.screen(80, 24);
    assert!(!screen.contains("filter ada") && screen.contains("Yuki Mori"), "{screen}");
    rig.press("A esc");
    assert!(rig.screen(80, 24).contains("Yuki Mori"), "{}", rig.screen(80, 24));
    rig.press("3 A esc");
    assert!(rig.screen(80, 24).contains("Kelp Growers"), "{}", rig.screen(80, 24));
    Ok(())
}

#[test]
fn the_archive_names_the_key_that_takes_somebody_back() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("2 x A");
    let footer = rig.screen(80, 24).lines().last().unwrap_or_default().to_owned();
    assert!(footer.contains("x take back") && footer.contains("A back to people"), "{footer}");
    rig.press("x");
    assert!(rig.screen(80, 24).contains("Nobody is in the archive."), "{}", rig.screen(80, 24));
    Ok(())
}

#[test]
fn the_first_run_is_whole_at_every_size() -> Outcome {
    for (columns, rows) in [(120, 36), (80, 24), (60, 16), (50, 12), (40, 8), (40, 6)] {
        for (keys, says) in
            [("", "▌a name"), ("A d a enter", " Ada"), ("tab", "▌a name"), ("tab tab", "▌Tue Thu Sat 12:30")]
        {
            let mut rig = Rig::empty()?;
            rig.open();
            rig.send(Msg::Resize(columns, rows));
            rig.press(keys);
            let screen = rig.screen(columns, rows);
            assert!(screen.contains(says) && !screen.contains('…'), "{keys} at {columns}x{rows}\n{screen}");
            let footer = screen.lines().last().unwrap_or_default();
            assert!(footer.contains("Esc "), "{screen}");
        }
    }
    Ok(())
}

/// Ten days later, with something waiting.
fn away() -> Result<Rig, Box<dyn std::error::Error>> {
    let mut rig = Rig::lively()?;
    rig.now = rig.now.moved(rig.now.at.plus_seconds(10 * 86_400));
    rig.reopen();
    Ok(rig)
}

#[test]
fn a_question_is_read_whole_and_names_what_holds() -> Outcome {
    for (columns, rows) in [(120, 36), (80, 24), (60, 16), (40, 6)] {
        for screens in ["", "2", "3", "4"] {
            let mut rig = away()?;
            rig.send(Msg::Resize(columns, rows));
            // the screen below may be any; it is asked on opening
            let asked = rig.model.overlays.clone();
            rig.model.overlays.clear();
            rig.press(screens);
            rig.model.overlays = asked;
            assert!(matches!(rig.model.overlays.last(), Some(Overlay::Question(_))));
            let screen = rig.screen(columns, rows);
            let words = joined(&screen);
            assert!(words.contains("Count it as rest?") && words.contains("Waiting: "), "{screen}");
            let footer = screen.lines().last().unwrap_or_default();
            assert_eq!(footer.trim(), "y or Enter yes   n or Esc no", "{screen}");
            // the second one asks for a short block
            rig.press("n n");
            assert!(!rig.screen(columns, rows).contains("n or Esc no"));
        }
    }
    Ok(())
}

#[test]
fn under_a_popup_no_key_is_named_that_holds_elsewhere() -> Outcome {
    for keys in ["a", "i", "s", "w", "p", "/", ":", "n", "t", "s s", "e"] {
        for (columns, rows) in [(80, 24), (40, 6)] {
            let mut rig = Rig::lively()?;
            rig.send(Msg::Resize(columns, rows));
            rig.press(keys);
            let screen = rig.screen(columns, rows);
            let footer = screen.lines().last().unwrap_or_default();
            assert!(
                !footer.contains("Space") && !footer.contains("? help") && !footer.contains("t  ?"),
                "{keys}\n{screen}"
            );
        }
    }
    Ok(())
}
