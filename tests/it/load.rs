//! Wherever a cadence is chosen on the screen, the load stands before and after, without a look into the store.

use rounds::domain::change::Change;
use rounds::domain::commitment_words;
use rounds::domain::settings::Settings;

use crate::rig::{Outcome, Rig};

fn planned() -> Result<Rig, Box<dyn std::error::Error>> {
    let mut rig = Rig::lively()?;
    let spec = commitment_words::parse("3 blocks of 30 min a week", &Settings::default())?;
    rig.store.apply(&rig.now, &Change::AddCommitment(spec))?;
    rig.send(rounds::app::msg::Msg::Changed);
    Ok(rig)
}

fn said(rig: &Rig, words: &str) {
    let screen = rig.screen(80, 24);
    assert!(screen.contains(words), "{words} in\n{screen}");
}

#[test]
fn a_form_weighs_each_cadence_as_it_is_tried() -> Outcome {
    let mut rig = planned()?;
    rig.press("e");
    said(&rig, "Enter writes it");
    rig.press("tab");
    said(&rig, "your cadences ask 5 a week, your blocks have room for 11");
    rig.press("i");
    said(&rig, "your cadences ask 5 a week, then 6; your blocks have room for 11");
    rig.press("tab").type_text("1");
    said(&rig, "your cadences ask 5 a week, then 12; your blocks have room for 11");
    rig.press("tab t");
    said(&rig, "your cadences ask 5 a week, your blocks have room for 11");
    rig.press("esc 3 e tab tab tab p");
    said(&rig, "your cadences ask 5 a week, then 4; your blocks have room for 11");
    Ok(())
}

#[test]
fn triage_says_what_each_letter_would_ask() -> Outcome {
    let mut rig = planned()?;
    for name in ["Zoe Fox", "Wei Zhang"] {
        rig.person(name, None, "forum", name)?;
    }
    rig.press("f2");
    said(&rig, "your cadences ask 5 a week, your blocks have room for 11");
    said(&rig, "i  inner, every 7 days                 then 6 a week");
    rig.press("i");
    said(&rig, "your cadences ask 6 a week, your blocks have room for 11");
    said(&rig, "i  inner, every 7 days                 then 7 a week");
    rig.press("u");
    said(&rig, "your cadences ask 5 a week, your blocks have room for 11");
    Ok(())
}

#[test]
fn many_at_once_are_weighed_together() -> Outcome {
    let mut rig = planned()?;
    rig.press("n tab tab tab tab");
    said(&rig, "all of them inner");
    said(&rig, "your cadences ask 5 a week, your blocks have room for 11");
    rig.type_text("Zoe Fox").press("enter").type_text("Wei Zhang, wide").press("enter").type_text("Kai");
    said(&rig, "your cadences ask 5 a week, then 7; your blocks have room for 11");
    Ok(())
}
