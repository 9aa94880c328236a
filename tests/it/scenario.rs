//! Behaviour: keys in, screen and rows out.

use rounds::app::key::Key;
use rounds::app::msg::Msg;
use rounds::domain::ids::Subject;
use rounds::domain::session::Session;

use crate::rig::{Outcome, Rig};

fn lines_with(rig: &Rig, text: &str) -> usize {
    rig.screen(80, 24).lines().filter(|line| line.contains(text)).count()
}

#[test]
fn the_first_space_of_a_first_block_is_a_question_then_it_logs_at_once() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("space");
    assert!(rig.screen(80, 24).contains("Log \"answered Ada Lindqvist\"?"), "{}", rig.screen(80, 24));
    rig.press("enter");
    assert!(rig.screen(80, 24).contains("Logged: answered Ada Lindqvist"), "{}", rig.screen(80, 24));
    rig.press("u");
    assert!(rig.screen(80, 24).contains("Undone: answered Ada Lindqvist"));
    rig.press("U");
    assert!(rig.screen(80, 24).contains("Done again"));
    Ok(())
}

#[test]
fn a_held_space_logs_once() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("space enter");
    let before = rig.store.history(100)?.len();
    let space = Key::char(' ');
    rig.press("j");
    rig.send(Msg::Key(space)).send(Msg::Key(space)).send(Msg::Key(space.held()));
    assert_eq!(rig.store.history(100)?.len(), before + 1);
    assert!(rig.screen(80, 24).contains("Held"));
    Ok(())
}

#[test]
fn nine_answers_are_one_step() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("a 9 a");
    assert!(rig.screen(80, 24).contains("answered Ada Lindqvist ×9"), "{}", rig.screen(80, 24));
    rig.press("u");
    assert_eq!(lines_with(&rig, "×9"), 1, "only the line that says so");
    Ok(())
}

#[test]
fn an_unknown_letter_leaves_the_popup_open_and_says_so() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("a z");
    assert!(rig.screen(80, 24).contains("z is no kind here"));
    rig.press("esc");
    assert!(!rig.screen(80, 24).contains("is no kind"));
    Ok(())
}

#[test]
fn anybody_is_found_with_five_keys_and_logged_on() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("/ y u enter a r");
    assert!(rig.screen(80, 24).contains("Logged: replied to Yuki Mori"), "{}", rig.screen(80, 24));
    // the cursor came back
    assert_eq!(rig.model.found, None);
    Ok(())
}

#[test]
fn a_pasted_link_finds_its_person_or_offers_to_add_it() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.send(Msg::Paste("https://github.com/tomasr".to_owned()));
    rig.press("a t");
    assert!(rig.screen(80, 24).contains("thanked Tomás Rivera"), "{}", rig.screen(80, 24));
    rig.send(Msg::Paste("@mei@social.example".to_owned()));
    rig.press("enter ctrl-d");
    assert!(rig.screen(80, 24).to_lowercase().contains("added mei"), "{}", rig.screen(80, 24));
    Ok(())
}

#[test]
fn what_is_pasted_into_a_line_is_read_as_if_it_were_typed() -> Outcome {
    let cases = [
        (":", "ada answered musl yesterday", "Enter answered Ada Lindqvist"),
        ("s s", "2026-09-30", "Wed 30 Sep"),
        ("4 n", "rest fri", "every Fri off"),
    ];
    for (keys, text, shown) in cases {
        let mut rig = Rig::lively()?;
        rig.press(keys);
        rig.send(Msg::Paste(text.to_owned()));
        let screen = rig.screen(80, 24);
        assert!(screen.contains(shown), "{keys}: {screen}");
    }
    Ok(())
}

#[test]
fn where_letters_are_text_the_footer_names_no_letter() -> Outcome {
    let mut rig = Rig::lively()?;
    let foot = |rig: &Rig| rig.screen(80, 24).lines().last().unwrap_or_default().trim().to_owned();
    rig.press("2 f");
    assert_eq!(foot(&rig), "Enter to the list   Esc takes the filter away");
    rig.press("esc 4 enter enter enter enter");
    assert_eq!(foot(&rig), "Enter next line   Tab the other line   Esc later");
    rig.press("enter");
    assert_eq!(foot(&rig), "Enter closes the review   Tab the other line   Esc later");
    Ok(())
}

#[test]
fn a_pass_on_something_owed_asks_and_let_be_closes_it() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("p l");
    assert!(rig.screen(80, 24).contains("let be"), "{}", rig.screen(80, 24));
    rig.press("u");
    assert!(rig.screen(80, 24).contains("does it run on musl?"));
    Ok(())
}

#[test]
fn several_are_marked_and_snoozed_as_one_step() -> Outcome {
    let mut rig = Rig::lively()?;
    let queue = rig.model.today.queue();
    rig.press("v v s w");
    assert!(!rig.model.today.queue().contains(&queue[0]), "{}", rig.screen(80, 24));
    rig.press("u");
    assert!(rig.listed(queue[0]) && rig.listed(queue[1]));
    Ok(())
}

#[test]
fn a_block_runs_pauses_and_is_finished_with_a_recap() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("t enter");
    assert!(rig.screen(80, 24).contains("left of 30"), "{}", rig.screen(80, 24));
    rig.press("t");
    assert!(rig.screen(80, 24).contains("paused"));
    rig.press("t");
    rig.now = rig.now.moved(rig.now.at.plus_seconds(29 * 60));
    rig.press("a a T");
    assert!(rig.screen(80, 24).contains("30 minutes, done"), "{}", rig.screen(80, 24));
    rig.press("enter");
    assert_eq!(rig.store.open_session()?, None::<Session>);
    rig.press("u");
    assert!(rig.store.open_session()?.is_some());
    Ok(())
}

#[test]
fn a_lid_closed_for_forty_minutes_is_taken_out_with_one_key() -> Outcome {
    let spent = |rig: &Rig| rig.store.open_session().map(|open| open.map(|session| session.minutes(rig.now.at)));
    for (answer, wanted) in [("y", 25), ("n", 65)] {
        let mut rig = Rig::lively()?;
        rig.press("t enter");
        rig.now = rig.now.moved(rig.now.at.plus_seconds(25 * 60));
        rig.press("j");
        rig.now = rig.now.moved(rig.now.at.plus_seconds(40 * 60));
        let queue = rig.model.today.queue();
        rig.press("space");
        assert!(rig.screen(80, 24).contains("Take the gap out?"), "{}", rig.screen(80, 24));
        rig.press(answer);
        assert_eq!(rig.model.today.queue(), queue, "the key that asked did nothing else");
        assert_eq!(spent(&rig)?, Some(wanted), "{answer}");
        rig.press("j");
        assert!(!rig.screen(80, 24).contains("Take the gap out?"), "asked once");
    }
    Ok(())
}

#[test]
fn after_a_kill_the_gap_is_asked_on_opening() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("t enter");
    rig.now = rig.now.moved(rig.now.at.plus_seconds(70 * 60));
    let mut model =
        rounds::app::model::Model::new(rig.model.settings.clone(), rig.model.keymap.clone(), &rig.now, false);
    std::mem::swap(&mut rig.model, &mut model);
    rig.open();
    assert!(rig.screen(80, 24).contains("Take the gap out?"), "{}", rig.screen(80, 24));
    Ok(())
}

#[test]
fn a_return_is_asked_for_rest_and_then_for_a_short_block() -> Outcome {
    for (keys, rests, block) in [("y y", 1, Some(25)), ("n n", 0, None), ("n y", 0, Some(25))] {
        let mut rig = Rig::lively()?;
        rig.now = rig.now.moved(rig.now.at.plus_seconds(21 * 86_400));
        rig.reopen();
        let asked = rig.screen(80, 24);
        assert!(asked.contains("Count it as rest?  Waiting: 1 owed, ") && asked.contains("people"), "{asked}");
        let (first, second) = keys.split_at(1);
        rig.press(first);
        assert!(rig.screen(80, 24).contains("A short block of five to begin with, 25 min?"), "{}", rig.screen(80, 24));
        rig.press(second);
        assert_eq!(rig.store.rests(rig.now.day().plus(-3))?.0.len(), rests, "{keys}");
        assert_eq!(rig.store.open_session()?.map(|open| open.planned), block, "{keys}");
    }
    Ok(())
}

#[test]
fn a_return_to_a_block_that_was_left_open_finishes_it_first() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("t enter");
    rig.now = rig.now.moved(rig.now.at.plus_seconds(21 * 86_400));
    rig.reopen();
    for (asked, answer) in [("is still open", "y"), ("Count it as rest?", "n"), ("A short block of five", "y")] {
        assert!(rig.screen(80, 24).contains(asked), "{}", rig.screen(80, 24));
        rig.press(answer);
    }
    assert_eq!(rig.store.open_session()?.map(|open| open.planned), Some(25));
    Ok(())
}

#[test]
fn completing_again_shows_what_is_written_and_reaches_all_of_a_step() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("a a c").type_text("musl").press("tab").type_text("not-a-link");
    rig.press("enter");
    assert!(rig.screen(80, 24).contains("\"not-a-link\" is no link"), "{}", rig.screen(80, 24));
    rig.press("ctrl-u").type_text("forum.example/t/1").press("enter c");
    let screen = rig.screen(80, 24);
    assert!(screen.contains("note         musl") && screen.contains("https://forum.example/t/1"), "{screen}");
    // what is emptied is taken away; what stays as it was is not written again
    rig.press("ctrl-u enter c");
    let screen = rig.screen(80, 24);
    assert!(screen.contains("what it was about") && screen.contains("https://forum.example/t/1"), "{screen}");
    rig.press("esc v j v a e c").type_text("well done").press("enter");
    assert!(rig.screen(80, 24).contains("Changed: encouraged") && rig.screen(80, 24).contains("and 1 more"));
    let acts = rig.model.last.clone().map(|last| last.acts).unwrap_or_default();
    assert_eq!(acts.len(), 2);
    for act in acts {
        assert_eq!(rig.store.act(act)?.map(|act| act.note).as_deref(), Some("well done"));
    }
    Ok(())
}

#[test]
fn what_went_wrong_is_read_whole() -> Outcome {
    let mut rig = Rig::lively()?;
    let what = "/home/mara/.local/share/rounds/rounds.db is busy: another program is writing to it".to_owned();
    let hint = "wait a moment and try again; nothing was written".to_owned();
    rig.send(Msg::Failed { what, hint });
    for columns in [60, 80, 120] {
        let screen = rig.screen(columns, 24);
        let said: Vec<&str> = screen.split_whitespace().collect();
        assert!(said.join(" ").contains("wait a moment and try again; nothing was written"), "{screen}");
    }
    rig.press("j");
    assert!(rig.screen(80, 24).contains("? help"));
    Ok(())
}

#[test]
fn a_wrong_line_keeps_the_form_open() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("e").press(&"tab ".repeat(12)).type_text("soon");
    rig.press("enter");
    assert!(rig.screen(80, 24).contains("\"soon\" is no birthday"), "{}", rig.screen(80, 24));
    rig.press("ctrl-u").type_text("7 March").press("enter");
    assert!(rig.screen(80, 24).contains("Changed Ada Lindqvist"), "{}", rig.screen(80, 24));
    rig.press("3 e tab tab ctrl-u").type_text("nowhere");
    rig.press("enter");
    assert!(rig.screen(80, 24).contains("\"nowhere\" is no link"), "{}", rig.screen(80, 24));
    rig.press("esc 4 n").type_text("tue 8am").press("enter n").type_text("rest 1 Sep to yesterday");
    assert!(rig.screen(80, 24).contains("rest: Tue 01 Sep to Mon 21 Sep"), "{}", rig.screen(80, 24));
    rig.press("enter");
    assert_eq!(rig.store.planned(rig.now.day())?.len(), 1);
    Ok(())
}

#[test]
fn a_step_back_names_the_key_that_does_it_again() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("a a u");
    assert!(rig.screen(80, 24).contains("Undone: answered Ada Lindqvist; U does it again"), "{}", rig.screen(80, 24));
    rig.press("U");
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Done again: answered Ada Lindqvist") && screen.contains("u undo"), "{screen}");
    Ok(())
}

#[test]
fn letters_are_text_in_every_field() -> Outcome {
    let printable: String = (' '..='~').collect();
    for keys in ["/", ":", "n", "w p", "e", "2 f", "4 n", "?"] {
        let mut rig = Rig::lively()?;
        rig.press(keys).type_text(&printable);
        assert!(!rig.left, "{keys}");
        assert!(rig.model.in_field(), "{keys}");
        rig.press("esc");
    }
    Ok(())
}

#[test]
fn q_leaves_at_the_top_only() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("enter q");
    assert!(!rig.left);
    rig.press("esc esc");
    assert!(!rig.left, "Esc at the top does nothing");
    rig.press("q");
    assert!(rig.left);
    Ok(())
}

#[test]
fn the_list_holds_still_by_the_clock() -> Outcome {
    let mut rig = Rig::lively()?;
    let before = rig.model.today.queue();
    rig.now = rig.now.moved(rig.now.at.plus_seconds(3 * 3_600));
    rig.send(Msg::Wake).send(Msg::Changed);
    assert_eq!(rig.model.today.queue(), before);
    Ok(())
}

#[test]
fn an_introduction_asks_for_the_second_person() -> Outcome {
    let mut rig = Rig::lively()?;
    rig.press("a i t o m enter");
    assert!(rig.screen(80, 24).contains("introduced Ada Lindqvist and Tomás Rivera"), "{}", rig.screen(80, 24));
    Ok(())
}

#[test]
fn archive_is_undone_in_one_key() -> Outcome {
    let mut rig = Rig::lively()?;
    let Some(first @ Subject::Contact(_)) = rig.model.focus() else { return Err("a contact first".into()) };
    rig.press("x");
    rig.press("u");
    assert!(rig.listed(first));
    Ok(())
}
