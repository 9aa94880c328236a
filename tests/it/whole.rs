//! What is said on a small screen is said whole: forms, triage.

use rounds::app::msg::Msg;
use rounds::domain::contact::Tier;
use rounds::domain::time::frozen;

use crate::rig::{Outcome, Rig};

/// The screen as one text, without the frames and the breaks between lines.
fn flat(screen: &str) -> String {
    // a pane beside a popup is no part of it
    let left: Vec<String> = screen
        .lines()
        .map(|line| {
            line.chars().take(if screen.lines().any(|line| line.chars().count() > 90) { 70 } else { 90 }).collect()
        })
        .collect();
    let unframed = left.join("\n").replace(['│', '╭', '╰', '╮', '╯', '─'], " ");
    unframed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_form_of_one_line_cuts_neither_its_examples_nor_what_it_could_not_read() -> Outcome {
    for (columns, rows) in [(120, 36), (80, 24), (60, 16)] {
        let mut rig = Rig::demo(&frozen("2026-09-25T09:00:00+02:00")?)?;
        rig.send(Msg::Resize(columns, rows));
        rig.press("4 n");
        let screen = flat(&rig.screen(columns, rows));
        for example in ["3 blocks of 30 min a week", "tue 08:30, 30 min", "rest 1 Oct to 5 Oct", "rest sat"] {
            assert!(screen.contains(example), "{columns}x{rows}: {example}\n{}", rig.screen(columns, rows));
        }
        let line = |rig: &Rig| rig.screen(columns, rows).lines().position(|line| line.contains("new  "));
        let before = line(&rig);
        rig.type_text("three bananas");
        let screen = flat(&rig.screen(columns, rows));
        for words in ["\"bananas\" is not understood", "\"5 acts every 3 days\"", "Enter writes it", "Esc"] {
            assert!(screen.contains(words), "{columns}x{rows}: {words}\n{}", rig.screen(columns, rows));
        }
        assert_eq!(line(&rig), before, "what is typed stays where it is");
        let mut rig = Rig::lively()?;
        rig.send(Msg::Resize(columns, rows));
        rig.press("enter m");
        let screen = flat(&rig.screen(columns, rows));
        assert!(screen.contains("ada@mail.example"), "{columns}x{rows}\n{}", rig.screen(columns, rows));
    }
    Ok(())
}

#[test]
fn a_long_word_about_a_form_of_many_lines_stands_below_them() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.send(Msg::Resize(60, 16));
    rig.press("enter e").type_text(", née Rivera").press("tab tab").type_text("often").press("enter");
    let screen = rig.screen(60, 16);
    assert!(flat(&screen).contains("cadence: a number of days from 1 to 3650, not \"often\""), "{screen}");
    assert!(screen.contains("cadence      often"), "the line that is wrong is in sight\n{screen}");
    Ok(())
}

#[test]
fn tiers_are_offered_with_the_days_that_the_settings_say() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.model.settings.tiers[Tier::Close as usize] = Some(21);
    rig.press("f2");
    let screen = rig.screen(80, 24);
    assert!(screen.contains("c  close, every 21 days") && screen.contains("n  network, every 90 days"), "{screen}");
    assert!(screen.contains("w  wide, only when something happens"), "{screen}");
    let mut rig = Rig::empty()?;
    rig.model.settings.tiers[Tier::Close as usize] = Some(21);
    rig.model.settings.focus = 6;
    rig.open();
    let screen = rig.screen(80, 24);
    assert!(screen.contains("close, every 21 days") && screen.contains("every 6 days"), "{screen}");
    Ok(())
}

#[test]
fn the_steps_of_the_review_say_their_rows_whole_or_what_matters_of_them() -> Outcome {
    for (columns, rows) in [(120, 36), (80, 24), (60, 16)] {
        let mut rig = Rig::demo(&frozen("2026-09-25T09:00:00+02:00")?)?;
        rig.send(Msg::Resize(columns, rows));
        rig.press("4");
        let screen = rig.screen(columns, rows);
        assert!(screen.matches("off the list").count() >= 2, "{columns}x{rows}\n{screen}");
        assert!(flat(&screen).contains("1 post a week") || rows < 24, "{columns}x{rows}\n{screen}");
        for keys in ["", "enter", "enter", "enter", "enter"] {
            rig.press(keys);
            let screen = rig.screen(columns, rows);
            assert!(rows < 24 || !screen.contains('…'), "{columns}x{rows}\n{screen}");
        }
    }
    Ok(())
}

#[test]
fn the_pane_of_a_place_says_what_it_expects_and_its_notes() -> Outcome {
    let mut rig = Rig::demo(&frozen("2026-09-25T09:00:00+02:00")?)?;
    rig.send(Msg::Resize(120, 36));
    rig.press("3");
    let screen = rig.screen(120, 36);
    assert!(screen.contains("expects me") && screen.contains("notes") && screen.contains("Kelp Growers"), "{screen}");
    let pane: Vec<&str> = screen.lines().filter_map(|line| line.split('│').nth(1)).collect();
    let from = pane.iter().position(|line| line.contains("expects me")).unwrap_or_default();
    assert!(!pane[from..].iter().any(|line| line.contains('…')), "{screen}");
    Ok(())
}

#[test]
fn help_keeps_groups_together_and_says_what_keys_do_whole() -> Outcome {
    for (columns, rows) in [(120, 36), (120, 50), (80, 24)] {
        let mut rig = Rig::lively()?;
        rig.send(Msg::Resize(columns, rows));
        rig.press("?");
        let screen = rig.screen(columns, rows);
        assert!(!screen.contains('…'), "{screen}");
        if columns > 100 {
            // every group is whole in its column: the right one begins with a heading
            let right = screen.lines().nth(3).and_then(|line| line.split("   ").filter(|part| !part.is_empty()).nth(1));
            assert!(right.is_some_and(|words| words.trim() == "Everywhere") || rows < 40, "{screen}");
            assert!(
                rows < 40 || (screen.contains("draw the screen anew") && !screen.contains("more lines")),
                "{screen}"
            );
        }
    }
    Ok(())
}

#[test]
fn an_edit_that_changes_nothing_says_so_and_is_no_step() -> Outcome {
    let mut rig = Rig::lively()?;
    let before = rig.store.history(50)?.len();
    rig.press("enter e enter");
    assert_eq!(rig.model.notice.text, "That is so already");
    rig.press("e").type_text("   ").press("enter");
    assert_eq!(rig.model.notice.text, "That is so already");
    assert_eq!(rig.store.history(50)?.len(), before);
    rig.press("4 n").type_text("1 post a week").press("enter");
    let before = rig.store.history(50)?.len();
    rig.press("tab tab e enter");
    assert_eq!(rig.model.notice.text, "1 post a week: that is so already", "{}", rig.screen(80, 24));
    assert_eq!(rig.store.history(50)?.len(), before);
    Ok(())
}
