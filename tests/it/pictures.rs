//! The pictures of the README are those of the program as it is.
//!
//! `UPDATE_README=1 cargo test pictures` writes them anew, as `cargo run --example picture` does.

#[path = "../../examples/picture/svg.rs"]
mod svg;

use std::fs;
use std::path::Path;

#[test]
fn stored_pictures_are_those_of_the_program() -> svg::Outcome {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    let all = svg::all()?;
    let mut stale: Vec<&str> = Vec::new();
    for (name, picture) in &all {
        let file = folder.join(name);
        if fs::read_to_string(&file).is_ok_and(|stored| stored == *picture) {
            continue;
        }
        if std::env::var_os("UPDATE_README").is_some() {
            fs::write(&file, picture)?;
        } else {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "{stale:?} show what was: UPDATE_README=1 cargo test pictures");
    let stored = fs::read_dir(&folder)?.count();
    assert_eq!(stored, all.len(), "a picture that nothing makes");
    Ok(())
}
