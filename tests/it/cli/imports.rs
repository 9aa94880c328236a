//! What was imported before, and an import that a crash cut short, as a process sees them.

use std::fs;

use rounds::domain::contact::ContactFields;
use rounds::domain::incoming::{Bundle, Incoming, IncomingPerson};
use rounds::domain::settings::Settings;
use rounds::domain::time::frozen;
use rounds::store::{Opening, Store};
use serde_json::Value;

use crate::home::{Home, NOW};
use crate::rig::Outcome;

/// A home with two people from a table.
fn imported() -> Result<Home, std::io::Error> {
    let home = Home::new();
    let folder = home.data().with_file_name("files");
    fs::create_dir_all(&folder)?;
    let file = folder.join("people.csv");
    fs::write(&file, "Name,Mail\nAda Lind,ada@mail.example\nBo Li,bo@mail.example\n")?;
    home.ok("add contact Zoe_Fox");
    let done = home.run(&["import", "--yes", &file.display().to_string()]);
    assert_eq!(done.code, Some(0), "{done:?}");
    Ok(home)
}

/// Begins an import of so many people in the file of a home, and goes away after the first of them.
fn cut_short(home: &Home) -> Outcome {
    let now = frozen(NOW)?;
    let mut store = Store::open(&home.data(), Settings::default(), Opening::default())?;
    let person = |n: usize| {
        let fields = ContactFields { name: format!("Person {n}"), ..ContactFields::default() };
        IncomingPerson { key: format!("k{n}"), fields, ..IncomingPerson::default() }
    };
    let people = (0..250).map(person).collect();
    let file = Bundle::of([Incoming { format: "cards", source: "vcard", people, ..Incoming::default() }]);
    let (plan, _) = store.plan_import(&now, &file)?;
    let mut import = store.start_import(&now, &file)?;
    store.go_on(&now, &mut import, &file, &plan)?;
    Ok(())
}

#[test]
fn imports_are_listed_and_all_of_one_is_archived_in_one_step() -> Outcome {
    let home = imported()?;
    let listed = home.ok("import --list");
    assert!(listed.contains("1  Tue 22 Sep  table  two people"), "{listed}");
    let json: Value = serde_json::from_str(&home.ok("import --list --json"))?;
    assert_eq!((json["schema"].as_i64(), json["imports"][0]["people"].as_i64()), (Some(1), Some(2)), "{json}");
    let done = home.ok("import --archive 1");
    assert!(done.contains("archived two people of table") && done.contains("rounds undo"), "{done}");
    assert_eq!(home.ok("people --archived").matches("no tier").count(), 2, "{}", home.ok("people --archived"));
    assert!(home.ok("people").contains("Zoe_Fox"), "whoever did not come with it stays");
    assert!(home.ok("import --list").contains("nobody left"));
    let again = home.run(&["import", "--archive", "1"]);
    assert_eq!(again.code, Some(1), "{again:?}");
    assert!(again.err.contains("nobody of import 1 is left") && again.err.contains("--list"), "{again:?}");
    home.ok("undo");
    assert!(home.ok("people").contains("Ada Lind") && home.ok("import --list").contains("two people"));
    let nowhere = home.run(&["import", "--archive", "7"]);
    assert_eq!(nowhere.code, Some(3), "{nowhere:?}");
    assert!(Home::new().ok("import --list").contains("Nothing was imported yet"));
    Ok(())
}

#[test]
fn what_was_cut_short_is_told_beside_the_output_and_undo_takes_it_back() -> Outcome {
    let home = imported()?;
    let before = home.ok("people");
    cut_short(&home)?;
    let told = home.run(&["today"]);
    assert!(told.err.contains("cut short (imported cards)") && told.err.contains("--keep keeps it"), "{told:?}");
    assert!(!told.out.contains("cut short"));
    // a second one is refused until that is settled
    let file = home.data().with_file_name("more.csv");
    fs::write(&file, "Name,Mail\nMei Tan,mei@mail.example\n")?;
    let refused = home.run(&["import", "--yes", &file.display().to_string()]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("nothing was written, since a step before was cut short"), "{refused:?}");
    let undone = home.ok("undo");
    assert!(undone.contains("undone: imported cards, which was cut short"), "{undone}");
    assert_eq!(home.ok("people"), before);
    assert_eq!(home.run(&["today"]).err, "");
    assert_eq!(home.run(&["import", "--keep"]).code, Some(3));
    home.ok("doctor");
    Ok(())
}

#[test]
fn what_came_of_it_can_be_kept() -> Outcome {
    let home = imported()?;
    cut_short(&home)?;
    let kept = home.ok("import --keep");
    assert!(kept.contains("kept what came of it: imported cards"), "{kept}");
    assert_eq!(home.run(&["today"]).err, "");
    assert!(home.ok("people").contains("Person 0"));
    assert!(home.ok("undo").contains("undone: imported cards"));
    assert!(!home.ok("people").contains("Person 0"));
    Ok(())
}

#[test]
fn what_is_said_of_a_table_is_remembered() -> Outcome {
    let home = imported()?;
    let file = home.data().with_file_name("odd.csv");
    let path = file.display().to_string();
    fs::write(&file, "wer,wo\nMei Tan,Oslo\nKim Berg,Rome\n")?;
    let unknown = home.run(&["import", "--yes", &path]);
    assert!(unknown.out.contains("--map \"name=wer\""), "{unknown:?}");
    // only shown, it is not remembered
    home.run(&["import", "--dry-run", "--map", "name=wer,town=wo", &path]);
    assert_ne!(home.run(&["import", "--dry-run", &path]).code, Some(0));
    assert_eq!(home.run(&["import", "--yes", "--map", "name=wer,town=wo", &path]).code, Some(0));
    fs::write(&file, "Wer,Wo\nIda Holm,Bergen\n")?;
    let again = home.run(&["import", "--yes", &path]);
    assert!(again.out.contains("read as name=wer,town=wo, as you said before: say it anew with --map"), "{again:?}");
    assert!(home.ok("show ida").contains("Bergen"));
    Ok(())
}
