//! Makes the pictures of the README from the real program: `cargo run --example picture`.
//!
//! Opens the demo at a fixed moment, presses keys, and writes what a person would see as SVG into
//! `assets/pictures`, once in the dark theme and once in the light one. `cargo run --example
//! picture -- FILE "4 enter" 80x24` makes one of any other screen, dark. The same source gives the
//! same bytes.

#[path = "picture/svg.rs"]
mod svg;

use std::path::Path;

use rounds::domain::settings::Theme;
use svg::Outcome;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
            for (name, picture) in svg::all()? {
                std::fs::write(folder.join(name), picture)?;
            }
        }
        [file, rest @ ..] => {
            let keys = rest.first().map_or("", String::as_str);
            let size = rest.get(1).map_or("120x36", String::as_str);
            let (columns, rows) = size.split_once('x').ok_or("a size is like 120x36")?;
            std::fs::write(file, svg::picture(keys, (columns.parse()?, rows.parse()?), Theme::Dark)?)?;
        }
    }
    Ok(())
}
