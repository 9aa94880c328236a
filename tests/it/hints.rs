//! What a screen hints at: keys that do what they say, and colour for marks and short words alone.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Color;
use rounds::app::msg::Msg;
use rounds::app::overlay::Overlay;
use rounds::domain::change::Change;
use rounds::domain::contact::{ContactFields, Stage, Tier};
use rounds::ui;

use crate::rig::{Outcome, Rig};

/// Two people whom nobody knows how to reach, and one with a handle.
fn unreached() -> Result<Rig, Box<dyn std::error::Error>> {
    let mut rig = Rig::empty()?;
    for name in ["Bo Li", "Zoe Fox"] {
        let fields = ContactFields {
            name: name.to_owned(),
            tier: Some(Tier::Close),
            stage: Some(Stage::Known),
            ..ContactFields::default()
        };
        rig.store.apply(&rig.now, &Change::AddContact(fields, Vec::new()))?;
    }
    rig.person("Ada Lindqvist", Some(Tier::Close), "mastodon", "@ada@social.example")?;
    rig.open();
    Ok(rig)
}

#[test]
fn a_row_without_a_way_names_the_key_that_adds_one() -> Outcome {
    for (columns, rows) in [(80, 24), (120, 36)] {
        let mut rig = unreached()?;
        rig.send(Msg::Resize(columns, rows));
        let screen = rig.screen(columns, rows);
        let hinted: Vec<&str> = screen.lines().filter(|line| line.contains("m add a way")).collect();
        assert_eq!(hinted.len(), 1, "the first of its group says it for all\n{screen}");
        assert!(hinted[0].contains("no place") && !hinted[0].contains("Ada"), "{screen}");
        // the key holds on the row, and the hint goes to the next one
        rig.press("G m");
        assert!(rig.screen(columns, rows).contains("A way to reach Zoe Fox"), "{}", rig.screen(columns, rows));
        rig.type_text("@zoe@social.example").press("enter");
        let screen = rig.screen(columns, rows);
        assert_eq!(screen.matches("m add a way").count(), 1, "{screen}");
        assert!(screen.lines().any(|line| line.contains("Bo Li") && line.contains("m add a way")), "{screen}");
        // why somebody is here comes first
        rig.send(Msg::Resize(60, 16));
        assert!(!rig.screen(60, 16).contains("add a way") && rig.screen(60, 16).contains("say hello"));
    }
    Ok(())
}

#[test]
fn the_key_that_adds_a_way_holds_in_every_list() -> Outcome {
    for keys in ["", "2", "3", "2 enter"] {
        let mut rig = Rig::lively()?;
        rig.press(keys).press("m");
        assert!(matches!(rig.model.overlays.last(), Some(Overlay::Form(_))), "{keys}\n{}", rig.screen(80, 24));
    }
    Ok(())
}

#[test]
fn their_popup_tells_a_capital_from_the_letter() -> Outcome {
    for (columns, rows) in [(60, 16), (80, 24), (120, 36)] {
        let mut rig = Rig::lively()?;
        rig.send(Msg::Resize(columns, rows));
        rig.press("i");
        let screen = rig.screen(columns, rows);
        assert!(screen.contains("a capital letter says I owe an answer   "), "{screen}");
        assert!(screen.contains("   Esc "), "{screen}");
    }
    Ok(())
}

#[test]
fn lists_say_what_their_columns_are() -> Outcome {
    for (columns, rows) in [(60, 16), (80, 24), (120, 36)] {
        for (key, group, fourth) in [("2", "tier ", "place"), ("3", "state ", "")] {
            let mut rig = Rig::lively()?;
            rig.send(Msg::Resize(columns, rows));
            rig.press(key);
            let screen = rig.screen(columns, rows);
            let heads = screen.lines().nth(3).unwrap_or_default();
            assert!(heads.contains(group) && heads.contains("last act"), "{screen}");
            assert!(columns < 80 || heads.contains(fourth), "{screen}");
        }
    }
    Ok(())
}

#[test]
fn the_next_block_is_never_cut_within_a_word() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("4 n").type_text("tue thu 09:40 after lunch and a long walk around the lake").press("enter");
    rig.reopen();
    for (columns, rows, wanted) in [
        (120, 36, "next block today 09:40, in 40 minutes, after lunch and a long walk around the lake   t start now"),
        (80, 24, "next block today 09:40, in 40 minutes   t start now"),
        (60, 16, "next block today 09:40, in 40 minutes   t start now"),
        (50, 10, "next block today 09:40   t start now"),
    ] {
        rig.send(Msg::Resize(columns, rows));
        let screen = rig.screen(columns, rows);
        assert!(screen.lines().nth(2).unwrap_or_default().contains(wanted), "{columns}: {wanted}\n{screen}");
    }
    rig.now = rig.now.moved(rig.now.at.plus_seconds(40 * 60));
    rig.send(Msg::Changed);
    let screen = rig.screen(80, 24);
    assert!(screen.contains("block planned for 09:40, now   "), "{screen}");
    Ok(())
}

#[test]
fn a_narrow_header_still_names_the_keys_of_the_screens() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.send(Msg::Resize(60, 16));
    rig.press("3");
    let header = rig.screen(60, 16).lines().next().unwrap_or_default().to_owned();
    assert!(header.starts_with(" rounds   1  2 [3 Communities] 4 "), "{header}");
    Ok(())
}

/// Keys that bring up what once spoke in colour.
const SPOKEN: [&str; 9] =
    ["", "2", "3", "e down", "n A d a", "/ a d a x", "a h", "4 n x", "/ T o m a s space R i v e r a space x"];

#[test]
fn no_sentence_is_in_the_colour_of_marks() -> Outcome {
    for keys in SPOKEN {
        let mut rig = Rig::lively()?;
        rig.send(Msg::Resize(120, 36));
        rig.press(keys);
        let Ok(mut terminal) = Terminal::new(TestBackend::new(120, 36));
        let Ok(_) = terminal.draw(|frame| ui::draw(frame, &rig.model, &rig.now));
        let buffer = terminal.backend().buffer();
        for y in 0..36 {
            let said: String = (0..120)
                .map(|x| &buffer[(x, y)])
                .map(|cell| if cell.fg == Color::Yellow { cell.symbol() } else { "\n" })
                .collect();
            let sentence = said.split('\n').find(|run| run.trim().contains(' '));
            assert_eq!(sentence, None, "{keys}\n{}", rig.screen(120, 36));
        }
    }
    Ok(())
}
