//! Tables of people, whose columns are guessed or said.

use std::fs;

use super::world::world;

#[test]
fn columns_that_nobody_can_guess_are_said() {
    let home = world();
    let path = home.data().join("people.txt");
    fs::write(&path, "wer;wo;post\nPim Oster;Lund;pim@mail.example\n").unwrap_or_else(|why| panic!("{why}"));
    let file = path.display().to_string();
    let refused = home.run_with(&["import", &file, "--yes"], "");
    assert!(refused.out.contains("line 1: no column is a name or a mail address: there is \"wer\", \"wo\", \"post\""));
    assert_ne!(refused.code, Some(0), "{refused:?}");
    let wrong = home.run_with(&["import", &file, "--yes", "--map", "name=who"], "");
    assert!(wrong.code == refused.code && wrong.out.contains("no column is called \"who\""), "{wrong:?}");
    let done = home.run_with(&["import", &file, "--yes", "--map", "name=wer,town=wo,mail=#3"], "");
    assert!(done.code == Some(0) && done.out.contains("Imported: one new person"), "{done:?}");
    assert!(home.ok("show pim").contains("Lund"));
}
