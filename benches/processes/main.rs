//! Measures the program as a person meets it, against a floor in the same run:
//! `cargo bench --bench processes -- S M L` (one size or more; none is all).
//!
//! Worlds are made where they are missing and measured in copies. Each line says what was measured, what it
//! came to and how that stands to its bar; a table with all sizes follows. `benches/README.md` says more.

mod commands;
mod figures;
mod idle;
mod screens;
mod terminal;
mod weight;
mod worlds;

use std::error::Error;
use std::io::{Write, stdout};

use figures::{Figure, table};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const SIZES: [&str; 3] = ["S", "M", "L"];

fn main() -> Outcome {
    // cargo adds words of its own, such as --bench
    let mut sizes: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if let Some(other) = sizes.iter().find(|size| !SIZES.contains(&size.as_str())) {
        return Err(format!("there is no size {other}: S, M or L").into());
    }
    if sizes.is_empty() {
        sizes = SIZES.map(str::to_owned).to_vec();
    }
    worlds::build()?;
    let mut columns = Vec::new();
    for size in sizes {
        writeln!(stdout(), "\n{size}")?;
        columns.push((size.clone(), measure(&size)?));
    }
    writeln!(stdout(), "\n{}", table(&columns))?;
    Ok(())
}

/// All figures of one size.
fn measure(size: &str) -> Outcome<Vec<Figure>> {
    let world = worlds::world(size)?;
    let mut figures = Vec::new();
    let mut say = |figure: Figure| -> Outcome {
        writeln!(stdout(), "  {}", figure.line())?;
        figures.push(figure);
        Ok(())
    };
    commands::measure(&world, &mut say)?;
    screens::measure(&world, &mut say)?;
    idle::measure(&world, &mut say)?;
    weight::measure(&mut say)?;
    Ok(figures)
}
