//! Files come in from within the dashboard: keys in, screen out, over a world in memory and over a file with a worker.

use std::fs;
use std::path::Path;

use rounds::app::model::Model;
use rounds::app::msg::Msg;
use rounds::app::overlay::Overlay;
use rounds::app::overlays::import::Step;
use rounds::domain::contact::ContactFields;
use rounds::domain::incoming::{Bundle, Incoming, IncomingPerson};

use crate::rig::{Outcome, Rig};

/// Keys that open it.
const OPEN: &str = ": i m p o r t enter";

const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (60, 16), (40, 6)];

const CARDS: &str = "BEGIN:VCARD\nVERSION:3.0\nUID:a1\nFN:Ines Okafor\nTEL:1\nEMAIL:ines@mail.example\nADR:;;;Lund;;;\n\
                     END:VCARD\nBEGIN:VCARD\nVERSION:3.0\nUID:b2\nFN:Bo Li\nORG:Kelp & Co\nEND:VCARD\n\
                     BEGIN:VCARD\nVERSION:3.0\nTEL:2\nEND:VCARD\n";

/// The screen in one line, so that broken sentences are whole again.
fn joined(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A folder with a file whose name has a blank in it.
fn folder() -> Result<tempfile::TempDir, std::io::Error> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("my people.vcf"), CARDS)?;
    Ok(folder)
}

fn file(folder: &tempfile::TempDir) -> String {
    folder.path().join("my people.vcf").display().to_string()
}

fn step(model: &Model) -> Option<&Step> {
    model.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Import(import) => Some(&import.step),
        _ => None,
    })
}

#[test]
fn a_file_is_typed_looked_at_written_and_taken_back() -> Outcome {
    let folder = folder()?;
    for (columns, rows) in SIZES {
        let mut rig = Rig::lively()?;
        rig.send(Msg::Resize(columns, rows));
        rig.press(OPEN);
        assert!(joined(&rig.screen(columns, rows)).contains("paste or drop"), "{}", rig.screen(columns, rows));
        rig.type_text(&file(&folder)).press("enter");
        // everything is said somewhere, and nothing is cut
        let mut said = String::new();
        for _ in 0..12 {
            let screen = rig.screen(columns, rows);
            assert!(!screen.contains('…'), "{screen}");
            assert!(screen.contains("Enter writes it"), "{screen}");
            said = format!("{said} {}", joined(&screen));
            rig.press("down");
        }
        for words in [
            "one new person, one person filled in",
            "here already by the same mail: 1",
            "vCard",
            "no name",
            "Bo Li: new",
            "Ines Okafor: same mail: adds mail, town",
        ] {
            assert!(said.contains(words), "{columns}x{rows}: {words} in {said}");
        }
        rig.press("g enter");
        assert!(rig.model.overlays.is_empty(), "{}", rig.screen(columns, rows));
        let notice = rig.model.notice.text.clone();
        assert!(notice.starts_with("Imported one new person") && notice.contains("u takes it back"), "{notice}");
        assert!(notice.contains("choose one: F2"), "{notice}");
        assert_eq!(rig.store.people(&rig.now, "Bo Li", 10, false)?.lines.len(), 1);
        rig.press("u");
        assert_eq!(rig.store.people(&rig.now, "Bo Li", 10, false)?.lines.len(), 0);
    }
    Ok(())
}

#[test]
fn names_are_taken_as_they_are_dropped() -> Outcome {
    let folder = folder()?;
    let path = file(&folder);
    let address = format!("file://{}", path.replace(' ', "%20"));
    for dropped in [path.clone(), format!("'{path}' "), path.replace(' ', "\\ "), address.clone()] {
        let mut rig = Rig::lively()?;
        rig.press(OPEN).send(Msg::Paste(dropped.clone()));
        rig.press("enter");
        assert!(matches!(step(&rig.model), Some(Step::DryRun { .. })), "{dropped}\n{}", rig.screen(80, 24));
    }
    // two of them, one after the other, and one on a screen without a field
    let mut rig = Rig::lively()?;
    rig.press(OPEN).send(Msg::Paste(format!("'{path}'"))).send(Msg::Paste(address.clone()));
    rig.press("enter");
    assert_eq!(rig.screen(120, 36).matches("my people.vcf").count(), 2, "{}", rig.screen(120, 36));
    let mut rig = Rig::lively()?;
    rig.send(Msg::Paste(address)).press("enter");
    assert!(matches!(step(&rig.model), Some(Step::DryRun { .. })), "{}", rig.screen(80, 24));
    Ok(())
}

#[test]
fn what_cannot_be_read_is_said_and_the_names_stay() -> Outcome {
    let folder = folder()?;
    let odd = folder.path().join("odd.txt");
    fs::write(&odd, "Dear Ada,\nhow are you?\n")?;
    for (columns, rows) in SIZES {
        let mut rig = Rig::lively()?;
        rig.send(Msg::Resize(columns, rows));
        rig.press(OPEN).press("enter");
        assert!(rig.screen(columns, rows).contains("reads them"), "nothing is typed, nothing happens");
        rig.type_text("/nowhere/x.csv").press("enter");
        let screen = rig.screen(columns, rows);
        assert!(joined(&screen).contains("cannot be read, there is no such file"), "{screen}");
        assert!(screen.contains("/nowhere/x.csv") && !screen.contains('…'), "{screen}");
        rig.press("ctrl-u").type_text(&odd.display().to_string()).press("enter");
        assert!(joined(&rig.screen(80, 24)).contains("none of the files that can be imported"));
        // of two of them the other one can come in
        rig.type_text(&format!(" '{}'", file(&folder))).press("enter");
        assert!(
            joined(&rig.screen(columns, rows)).contains("Enter writes the others"),
            "{}",
            rig.screen(columns, rows)
        );
        rig.press("enter");
        assert!(rig.model.notice.text.starts_with("Imported"), "{:?}", rig.model.notice);
    }
    Ok(())
}

#[test]
fn the_same_file_again_changes_nothing_and_esc_leaves() -> Outcome {
    let folder = folder()?;
    let mut rig = Rig::lively()?;
    rig.press(OPEN).type_text(&file(&folder)).press("enter enter");
    let steps = rig.store.history(50)?.len();
    rig.press(OPEN).type_text(&file(&folder)).press("enter");
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Nothing would change") && !screen.contains("Enter"), "{screen}");
    rig.press("enter esc");
    assert!(matches!(step(&rig.model), Some(Step::Typing { .. })), "back to the names");
    assert!(rig.screen(80, 24).contains("my people.vcf"));
    rig.press("esc");
    assert!(rig.model.overlays.is_empty());
    assert_eq!(rig.store.history(50)?.len(), steps);
    Ok(())
}

#[test]
fn the_first_run_offers_it_and_goes_on_afterwards() -> Outcome {
    let folder = folder()?;
    for (columns, rows) in [(120, 36), (80, 24), (60, 16)] {
        let mut rig = Rig::empty()?;
        rig.open();
        rig.send(Msg::Resize(columns, rows));
        assert!(rig.screen(columns, rows).contains("F3 import"), "{}", rig.screen(columns, rows));
        rig.press("Z o e f3").type_text(&file(&folder)).press("enter enter");
        let screen = rig.screen(columns, rows);
        assert!(matches!(rig.model.overlays.as_slice(), [Overlay::FirstRun(_)]), "{screen}");
        assert!(joined(&screen).contains("F2 chooses who has a cadence") && screen.contains("Zoe"), "{screen}");
        rig.press("esc");
        assert_eq!(rig.store.people(&rig.now, "", 10, false)?.lines.len(), 3);
    }
    Ok(())
}

/// A rig over a file, and a table of so many people.
fn large(folder: &Path, rows: usize) -> Result<(Rig, String), Box<dyn std::error::Error>> {
    let mut rig = Rig::in_folder(&folder.join("data"))?;
    rig.open();
    rig.press("esc");
    let path = folder.join("people.csv");
    let people: Vec<String> = (0..rows).map(|n| format!("Person {n},p{n}@mail.example\n")).collect();
    fs::write(&path, format!("Name,Mail\n{}", people.concat()))?;
    Ok((rig, path.display().to_string()))
}

#[test]
fn a_worker_reads_and_writes_while_the_screen_goes_on() -> Outcome {
    let folder = tempfile::tempdir()?;
    let (mut rig, path) = large(folder.path(), 350)?;
    rig.press(OPEN).type_text(&path).press("enter");
    assert!(matches!(step(&rig.model), Some(Step::Reading { .. })), "it is read elsewhere");
    rig.hear(|model| matches!(step(model), Some(Step::DryRun { .. })))?;
    rig.press("enter");
    rig.hear(|model| matches!(step(model), Some(Step::Writing { done: 1.., .. })))?;
    let screen = rig.screen(80, 24);
    assert!(screen.contains("of 350") && screen.contains("Esc stops and takes back"), "{screen}");
    // commits of the worker are heard and shown once all is written
    rig.send(Msg::Changed);
    rig.hear(|model| model.overlays.is_empty())?;
    assert!(rig.store.changed_elsewhere()?);
    assert!(rig.model.notice.text.starts_with("Imported 350 new people; u takes it back"), "{:?}", rig.model.notice);
    assert_eq!(rig.store.today(&rig.now)?.untiered, 350);
    assert_eq!(fs::read_dir(folder.path().join("data/backups"))?.count(), 1, "a copy was made before");
    // this window made the step: one press takes it back
    rig.press("u");
    assert_eq!(rig.store.today(&rig.now)?.untiered, 0, "{:?}", rig.model.notice);
    assert_eq!(rig.store.doctor()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn what_is_stopped_is_taken_back_and_can_be_written_again() -> Outcome {
    for leave in ["esc", "ctrl-c"] {
        let folder = tempfile::tempdir()?;
        let (mut rig, path) = large(folder.path(), 900)?;
        rig.press(OPEN).type_text(&path).press("enter");
        rig.hear(|model| matches!(step(model), Some(Step::DryRun { .. })))?;
        rig.press("enter").press(leave);
        assert!(rig.screen(80, 24).contains("Stopping"), "{}", rig.screen(80, 24));
        rig.hear(|model| !matches!(step(model), Some(Step::Writing { .. })))?;
        let screen = rig.screen(80, 24);
        assert!(screen.contains("Stopped: what was written is taken back"), "{screen}");
        assert_eq!(rig.store.today(&rig.now)?.untiered, 0);
        // half of it is nothing to do again
        rig.press("esc esc U");
        assert_eq!(rig.model.notice.text, "Nothing to do again");
        rig.press(OPEN).type_text(&path).press("enter");
        rig.hear(|model| matches!(step(model), Some(Step::DryRun { .. })))?;
        rig.press("enter");
        rig.hear(|model| model.overlays.is_empty())?;
        assert_eq!(rig.store.today(&rig.now)?.untiered, 900);
    }
    Ok(())
}

#[test]
fn reading_that_is_left_is_forgotten() -> Outcome {
    let folder = tempfile::tempdir()?;
    let (mut rig, path) = large(folder.path(), 50)?;
    rig.press(OPEN).type_text(&path).press("enter esc");
    assert!(matches!(step(&rig.model), Some(Step::Typing { .. })));
    rig.press("enter");
    rig.hear(|model| matches!(step(model), Some(Step::DryRun { .. })))?;
    rig.press("ctrl-c ctrl-c");
    assert!(rig.model.overlays.is_empty());
    Ok(())
}

#[test]
fn all_of_an_import_is_archived_in_one_step() -> Outcome {
    let folder = folder()?;
    for (columns, rows) in SIZES {
        let mut rig = Rig::lively()?;
        rig.send(Msg::Resize(columns, rows));
        let archive = ": a r c h i v e space a l l enter";
        rig.press(archive);
        assert_eq!(rig.model.notice.text, "Nothing was imported yet");
        rig.press(OPEN).type_text(&file(&folder)).press("enter enter").press(archive);
        let screen = rig.screen(columns, rows);
        assert!(screen.contains("vCards") && screen.contains("one person"), "{screen}");
        rig.press("enter");
        let asked = joined(&rig.screen(columns, rows));
        assert!(asked.contains("Archive one person of vCards, Tue 22 Sep?"), "{asked}");
        rig.press("y");
        assert_eq!(rig.model.notice.text, "Archived one person of vCards");
        // Ines was here before the import
        assert_eq!(rig.store.people(&rig.now, "Bo Li", 10, true)?.lines.len(), 1);
        assert_eq!(rig.store.people(&rig.now, "Ines", 10, false)?.lines.len(), 1);
        rig.press(archive).press("enter");
        assert_eq!(rig.model.notice.text, "Nobody of it is left to be archived");
        rig.press("esc u");
        assert_eq!(rig.store.people(&rig.now, "Bo Li", 10, false)?.lines.len(), 1);
    }
    Ok(())
}

#[test]
fn undo_takes_back_what_another_process_left_half_written() -> Outcome {
    let folder = tempfile::tempdir()?;
    let mut rig = Rig::in_folder(folder.path())?;
    rig.open();
    rig.press("esc");
    drop(cut_short(folder.path())?);
    rig.press("u");
    rig.hear(|model| model.notice.text == "Taken back: imported cards, which was cut short")?;
    assert_eq!(rig.store.everybody_here()?.len(), 1);
    Ok(())
}

/// A rig over a file in which an import was begun and not ended.
fn cut_short(folder: &Path) -> Result<Rig, Box<dyn std::error::Error>> {
    let mut rig = Rig::in_folder(folder)?;
    rig.person("Ada Lindqvist", None, "mail", "ada@mail.example")?;
    let people = (0..250).map(|n| IncomingPerson {
        key: format!("k{n}"),
        fields: ContactFields { name: format!("Person {n}"), ..ContactFields::default() },
        ..IncomingPerson::default()
    });
    let incoming = Incoming { format: "cards", source: "vcard", people: people.collect(), ..Incoming::default() };
    let bundle = Bundle::of([incoming]);
    let mut gone = rig.store.beside()?.ok_or("no second store")?;
    let (plan, _) = gone.plan_import(&rig.now, &bundle)?;
    let mut import = gone.start_import(&rig.now, &bundle)?;
    gone.go_on(&rig.now, &mut import, &bundle, &plan)?;
    Ok(rig)
}

#[test]
fn what_a_crash_cut_short_is_asked_about_once() -> Outcome {
    for (columns, rows) in SIZES {
        for (key, notice) in [("y", "Taken back: imported cards"), ("n", "Kept what came of it")] {
            let folder = tempfile::tempdir()?;
            let mut rig = cut_short(folder.path())?;
            rig.open();
            rig.send(Msg::Resize(columns, rows));
            let asked = joined(&rig.screen(columns, rows));
            assert!(asked.contains("This was cut short: imported cards. Take back what came of it?"), "{asked}");
            assert!(!asked.contains('…'), "{asked}");
            rig.press(key);
            rig.hear(|model| model.notice.text.starts_with(notice))?;
            let here = rig.store.everybody_here()?.len();
            assert!(if key == "y" { here == 1 } else { (2..251).contains(&here) }, "{here}");
            rig.reopen();
            assert!(rig.model.overlays.is_empty(), "{}", rig.screen(columns, rows));
            rig.press("u");
            assert_eq!(rig.store.everybody_here()?.len(), usize::from(key == "n"));
        }
    }
    Ok(())
}

#[test]
fn a_step_that_changed_much_is_taken_back_beside_the_screen() -> Outcome {
    let folder = tempfile::tempdir()?;
    let (mut rig, path) = large(folder.path(), 1_600)?;
    rig.press(OPEN).type_text(&path).press("enter");
    rig.hear(|model| matches!(step(model), Some(Step::DryRun { .. })))?;
    rig.press("enter");
    rig.hear(|model| model.overlays.is_empty())?;
    assert!(rig.store.long_undo()?.is_some());
    rig.press("u");
    rig.hear(|model| model.notice.text.starts_with("Taking back: imported table"))?;
    rig.hear(|model| model.notice.text == "Undone: imported table; U does it again")?;
    assert!(rig.store.everybody_here()?.is_empty());
    Ok(())
}

/// A table whose columns nobody knows.
const ODD: &str = "wer,wo,post?,kram\nAda Lind,Lund,ada@mail.example,likes kelp\nBo Li,Rome,bo@mail.example,\n";

#[test]
fn a_table_that_is_unknown_is_asked_about_and_remembered() -> Outcome {
    for (columns, rows) in SIZES {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("odd.csv");
        fs::write(&path, ODD)?;
        let path = path.display().to_string();
        let mut rig = Rig::lively()?;
        rig.send(Msg::Resize(columns, rows));
        rig.press(OPEN).type_text(&path).press("enter");
        let screen = rig.screen(columns, rows);
        assert!(joined(&screen).contains("is what?") && screen.contains("Ada Lind"), "{screen}");
        assert!(screen.contains("wer") && screen.contains("left out"), "{screen}");
        rig.press("enter");
        let said = joined(&rig.screen(columns, rows));
        assert!(said.contains("which column is a name or a mail address"), "{said}");
        // name, town, and back from one too far; mail; the last one stays out
        rig.press("right down l l l l l l l l left down").press("right right right right");
        let screen = rig.screen(columns, rows);
        assert!(columns < 60 || (screen.contains("town") && screen.contains("mail")), "{screen}");
        rig.press("enter");
        let screen = joined(&rig.screen(columns, rows));
        assert!(screen.contains("two new people"), "{screen}");
        rig.press("down");
        let screen = joined(&rig.screen(columns, rows));
        let read_as = "read as name=wer,town=wo,mail=post?, as you say";
        assert!(screen.replace(' ', "").contains(&read_as.replace(' ', "")) || columns == 40, "{screen}");
        rig.press("enter");
        assert!(rig.model.notice.text.starts_with("Imported two new people"), "{:?}", rig.model.notice);
        // another table with these columns is read in the same way, and says so
        fs::write(&path, "Wer,WO,post?,kram\nMei Tan,Oslo,mei@mail.example,\n")?;
        rig.press(OPEN).type_text(&path).press("enter");
        let screen = joined(&rig.screen(120, 36));
        assert!(
            screen.contains("one new person") && screen.contains("as you said before: say it anew with m"),
            "{screen}"
        );
        rig.press("m");
        let screen = rig.screen(120, 36);
        assert!(screen.contains("< name") && screen.contains("< town"), "{screen}");
        rig.press("esc enter");
        assert_eq!(rig.store.people(&rig.now, "Oslo", 10, false)?.lines.len(), 1);
    }
    Ok(())
}

#[test]
fn what_was_guessed_of_a_table_can_be_said_anew() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("people.csv");
    fs::write(&path, "Name,Place\nAda Lind,Tidal\nBo Li,Kelp\n")?;
    let mut rig = Rig::lively()?;
    rig.press(OPEN).type_text(&path.display().to_string()).press("enter");
    let screen = rig.screen(80, 24);
    assert!(screen.contains("m columns") && screen.contains("say it with m"), "{screen}");
    rig.press("m down left left");
    assert!(rig.screen(80, 24).contains("< organisation"), "{}", rig.screen(80, 24));
    rig.press("enter enter");
    assert_eq!(rig.store.people(&rig.now, "Tidal", 10, false)?.lines.len(), 1, "{:?}", rig.model.notice);
    // what cannot be read at all is no table
    fs::write(&path, "Dear Ada, hello\nhow are you?\n")?;
    rig.press(OPEN).type_text(&path.display().to_string()).press("enter");
    assert!(matches!(step(&rig.model), Some(Step::Typing { .. })), "{}", rig.screen(80, 24));
    Ok(())
}
