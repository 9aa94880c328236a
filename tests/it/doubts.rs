//! Duplicates on the screen: a warning that never blocks, and pairs to decide.

use rounds::app::msg::Msg;
use rounds::domain::change::Change;
use rounds::domain::contact::Tier;
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
    rig.type_text("Ada Lindqvist @ada@social.example").press("enter ctrl-d ctrl-d esc");
    assert_eq!(names(&rig)?, ["Ada Lindqvist"]);
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
