//! Duplicates on the screen: a warning that never blocks, and pairs to decide.

use rounds::app::msg::Msg;
use rounds::app::overlay::Overlay;
use rounds::domain::change::Change;
use rounds::domain::community::{Role, State};
use rounds::domain::contact::{NewHandle, Tier};
use rounds::domain::ids::Subject;

use crate::rig::{Outcome, Rig};

/// A second Ada by her handle, a namesake, and two who share nothing else than a name.
fn doubtful() -> Result<Rig, Box<dyn std::error::Error>> {
    let mut rig = Rig::lively()?;
    rig.person("A. Lindqvist", None, "mastodon", "@Ada@social.example")?;
    rig.person("Rivera, Tomás", None, "codeberg", "tomasr")?;
    rig.person("Yuki", None, "forum", "yuki")?;
    rig.send(Msg::Changed);
    Ok(rig)
}

fn names(rig: &Rig) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    Ok(rig.store.names()?.0.into_iter().filter(|name| name.subject.contact().is_some()).map(|name| name.name).collect())
}

#[test]
fn a_known_one_is_named_beside_what_is_typed_and_can_be_added() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("n").type_text("Lindqvist, Ada");
    assert!(rig.screen(80, 24).contains("Ada Lindqvist is here: same words"), "{}", rig.screen(80, 24));
    rig.press("enter").type_text("Somebody https://social.example/@ada");
    assert!(rig.screen(80, 24).contains("Ada Lindqvist is here: same handle"), "{}", rig.screen(80, 24));
    rig.press("enter").type_text("Zoe Fox zoe@mail.example");
    assert!(rig.screen(80, 24).contains("mail"));
    rig.press("ctrl-d");
    assert_eq!(names(&rig)?.len(), 7);
    assert_eq!(rig.model.notice.text, "Added 3 people; 2 may have been here already: D shows them");
    Ok(())
}

#[test]
fn a_paste_of_many_lines_is_looked_up_at_once() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("n");
    rig.send(Msg::Paste("Ada Lindqvist\nZoe Fox\nT github:tomasr".to_owned()));
    let screen = rig.screen(80, 24);
    assert!(screen.contains("here already: same name") && screen.contains("Tomás Rivera is here"), "{screen}");
    Ok(())
}

#[test]
fn find_and_forms_say_it_too() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("/").type_text("Dr. Tomas Rivera");
    assert!(rig.screen(80, 24).contains("Tomás Rivera may be the same"), "{}", rig.screen(80, 24));
    rig.press("esc 2 enter m").type_text("github:TomasR");
    assert!(rig.screen(80, 24).contains("Tomás Rivera is here already: same github tomasr"), "{}", rig.screen(80, 24));
    rig.press("enter");
    assert!(rig.model.overlays.is_empty(), "a warning never blocks");
    rig.press("e");
    assert!(!rig.screen(80, 24).contains("here already"), "nobody is like themselves");
    Ok(())
}

#[test]
fn the_first_run_says_it_as_well() -> Outcome {
    let mut rig = Rig::empty()?;
    rig.open();
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::FirstRun(_))));
    // the command line adds somebody and a place meanwhile
    rig.person("Ada Lindqvist", None, "mastodon", "@ada@social.example")?;
    rig.place("Rust Book Club", "forum", State::Focus, Role::Guest)?;
    rig.send(Msg::Changed);
    rig.type_text("Ada https://social.example/@ada").press("enter");
    rig.type_text("Zoe Fox github:zoe").press("enter").type_text("Z https://github.com/Zoe");
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Ada Lindqvist is here: same handle"), "{screen}");
    assert!(screen.contains("line 2 too: same handle"), "{screen}");
    assert_eq!(screen.matches("too: same").count(), 1, "the first of two is not marked\n{screen}");
    rig.press("tab").type_text("rust book club").press("enter").type_text("Nix").press("enter").type_text("NIX");
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Rust Book Club is here: same name"), "{screen}");
    assert!(screen.contains("line 2 too: same name"), "{screen}");
    assert_eq!(names(&rig)?, ["Ada Lindqvist"], "nothing is written before the end");
    rig.press("esc");
    assert_eq!(names(&rig)?.len(), 4, "a warning never blocks");
    Ok(())
}

#[test]
fn two_lines_of_one_person_are_named_at_the_second() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("n").type_text("Zoe Fox").press("enter").type_text("Fox, Zoe").press("up");
    let screen = rig.screen(80, 24);
    assert!(screen.contains("line 1 too: same words") && !screen.contains("line 2 too"), "{screen}");
    Ok(())
}

#[test]
fn lines_that_are_left_are_there_again() -> Outcome {
    for leave in ["esc", "ctrl-c"] {
        let mut rig = Rig::lively()?;
        let before = names(&rig)?.len();
        rig.press("n esc");
        assert!(!rig.model.notice.text.contains("kept"), "nothing was typed: {}", rig.model.notice.text);
        rig.press("n tab").type_text("Zoe Fox").press("enter").type_text("Mei Tan");
        for (columns, rows) in [(60, 16), (80, 24), (120, 36)] {
            let screen = rig.screen(columns, rows);
            assert!(screen.contains("Esc keeps them ") && !screen.contains("them…"), "{screen}");
        }
        rig.press(leave);
        assert!(rig.model.overlays.is_empty());
        assert_eq!(rig.model.notice.text, "Nothing is added yet; the lines are kept: n shows them again");
        assert_eq!(names(&rig)?.len(), before);
        // places have lines of their own
        rig.press("3 n");
        assert!(!rig.screen(80, 24).contains("Zoe Fox"));
        rig.type_text("Zig Town").press(leave).press("2 n");
        let screen = rig.screen(80, 24);
        assert!(screen.contains("Zoe Fox") && screen.contains("Mei Tan") && screen.contains("network"), "{screen}");
        rig.press("ctrl-d");
        assert_eq!(names(&rig)?.len(), before + 2);
        rig.press("n");
        assert!(!rig.screen(80, 24).contains("Esc keeps them"), "what was added is not typed any more");
        rig.press("esc 3 n");
        assert!(rig.screen(80, 24).contains("Zig Town"));
    }
    Ok(())
}

#[test]
fn somebody_who_was_looked_for_joins_the_lines_that_were_left() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("n").type_text("Zoe Fox").press("esc /").type_text("Aki Sato").press("enter");
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Zoe Fox") && screen.contains("Aki Sato"), "{screen}");
    Ok(())
}

#[test]
fn the_first_run_that_is_broken_off_keeps_its_lines() -> Outcome {
    let mut rig = Rig::empty()?;
    rig.open();
    assert!(rig.screen(80, 24).contains("Esc skip all"));
    rig.type_text("Zoe Fox");
    for (columns, rows) in [(80, 24), (120, 36)] {
        assert!(rig.screen(columns, rows).contains("Esc keeps these, skips the rest"));
    }
    rig.press("ctrl-c");
    assert!(names(&rig)?.is_empty());
    rig.press("n");
    assert!(rig.screen(80, 24).contains("Zoe Fox"), "{}", rig.screen(80, 24));
    Ok(())
}

#[test]
fn sure_ones_are_merged_by_one_key_and_taken_back_by_one() -> Outcome {
    let mut rig = doubtful()?;
    rig.press("D");
    let screen = rig.screen(80, 24);
    assert!(screen.contains("2 sure, 1 to look at"), "{screen}");
    let before = names(&rig)?.len();
    rig.press("a");
    assert_eq!(names(&rig)?.len(), before - 2);
    assert!(rig.screen(80, 24).contains("Merged 2 duplicates"), "{}", rig.screen(80, 24));
    assert!(rig.screen(80, 24).contains("0 sure, 1 to look at"));
    rig.press("u");
    assert_eq!(names(&rig)?.len(), before);
    assert!(rig.screen(80, 24).contains("2 sure, 1 to look at"));
    Ok(())
}

#[test]
fn the_others_are_decided_one_by_one_and_not_offered_again() -> Outcome {
    let mut rig = doubtful()?;
    rig.press("D G");
    let shown = rig.screen(80, 24);
    assert!(shown.contains("Rivera, Tomás") && shown.contains("same words in the name"), "{shown}");
    rig.press("n");
    assert!(rig.screen(80, 24).contains("2 sure, 0 to look at"), "{}", rig.screen(80, 24));
    rig.press("esc D");
    assert!(rig.screen(80, 24).contains("2 sure, 0 to look at"));
    // the other one may stay
    rig.press("g tab y");
    assert!(names(&rig)?.contains(&"A. Lindqvist".to_owned()) && !names(&rig)?.contains(&"Ada Lindqvist".to_owned()));
    rig.press("y");
    assert!(rig.screen(80, 24).contains("Nobody looks like somebody else now"), "{}", rig.screen(80, 24));
    rig.press("esc D");
    assert!(rig.model.overlays.is_empty());
    assert_eq!(rig.model.notice.text, "Nobody looks like somebody else");
    rig.press("u u");
    assert!(names(&rig)?.contains(&"Ada Lindqvist".to_owned()));
    Ok(())
}

#[test]
fn nobody_is_offered_to_be_merged_with_or_introduced_to_themselves() -> Outcome {
    for keys in ["M", "a i"] {
        let mut rig = Rig::lively()?;
        rig.press(keys);
        let screen = rig.screen(80, 24);
        let name = rig.model.focus_row().map(|row| row.name.clone()).unwrap_or_default();
        let popup: Vec<&str> = screen.lines().filter(|line| line.starts_with(" │")).collect();
        assert!(popup.len() > 2 && popup.iter().all(|line| !line.contains(&name)), "{name} in\n{screen}");
        rig.type_text(&name);
        assert!(rig.screen(80, 24).contains("nobody else of that name"), "{}", rig.screen(80, 24));
        rig.press("enter");
        assert!(rig.model.notice.text.contains("nobody else of that name here"), "{}", rig.model.notice.text);
    }
    Ok(())
}

#[test]
fn a_pair_of_many_ways_is_cut_between_words() -> Outcome {
    let mut rig = Rig::lively()?;
    let long = "Wilhelmina Konstantinopoulou van der Meer-Oldenburg of Leiden";
    let one = rig.person(long, None, "mastodon", "@wilhelmina@social.example")?;
    rig.person(long, None, "forum", "wilhelmina")?;
    for n in 1..4 {
        let handle =
            NewHandle { platform: "forum".to_owned(), name: format!("wilhelmina-{n}"), ..NewHandle::default() };
        rig.store.apply(&rig.now, &Change::AddHandle(Subject::Contact(one), handle))?;
    }
    rig.send(Msg::Changed);
    rig.press("D");
    for (columns, rows) in [(60, 16), (80, 24)] {
        let screen = rig.screen(columns, rows);
        assert!(screen.contains("no tier, no acts") && screen.contains(" more\n"), "{screen}");
        assert!(screen.contains("Tab turn") && screen.contains("Esc"), "{screen}");
        insta::assert_snapshot!(format!("many_ways_{columns}x{rows}"), screen);
    }
    Ok(())
}

#[test]
fn the_screen_of_pairs_fits_every_size() -> Outcome {
    let mut rig = doubtful()?;
    rig.press("D");
    for (columns, rows) in [(80, 24), (120, 36), (60, 16)] {
        insta::assert_snapshot!(format!("duplicates_{columns}x{rows}"), rig.screen(columns, rows));
    }
    for columns in (1..90).step_by(7) {
        for rows in 1..26 {
            rig.screen(columns, rows);
        }
    }
    Ok(())
}

#[test]
fn the_key_is_offered_where_somebody_looks_alike() -> Outcome {
    let mut rig = Rig::lively()?;
    let twin = rig.person("Lindqvist Ada", Some(Tier::Wide), "github", "ada-l")?;
    rig.send(Msg::Changed);
    rig.store.apply(&rig.now, &Change::Pin(Subject::Contact(twin), true))?;
    assert_eq!(rig.store.duplicates()?.pairs[0].goes.id, twin);
    rig.press("/").type_text("lindqvist ada").press("enter enter");
    assert!(rig.screen(120, 36).contains("looks like"), "{}", rig.screen(120, 36));
    rig.press("D n esc");
    assert!(rig.store.duplicates()?.pairs.is_empty());
    assert!(!rig.screen(120, 36).contains("looks like"), "{}", rig.screen(120, 36));
    Ok(())
}
