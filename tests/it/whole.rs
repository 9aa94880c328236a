//! What is said on a small screen is said whole: forms, triage.

use rounds::app::msg::Msg;
use rounds::domain::contact::Tier;
use rounds::domain::time::frozen;

use crate::rig::{Outcome, Rig};

/// The screen as one text, without the frames and the breaks between lines.
fn flat(screen: &str) -> String {
    let unframed = screen.replace(['│', '╭', '╰', '╮', '╯', '─'], " ");
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
