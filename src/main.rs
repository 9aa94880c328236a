//! The program: picks the command line or the full-screen dashboard.
//!
//! Alone knows both; must not know anything else.

use std::io::Write;
use std::process::ExitCode;

use rounds::cli::house::House;
use rounds::cli::{self, Asked};
use rounds::clock;
use rounds::demo;
use rounds::domain::settings::Settings;
use rounds::inbox;
use rounds::paths::Paths;
use rounds::shell::run::{Dashboard, run};
use rounds::store::{Opening, Store};

fn main() -> ExitCode {
    match cli::main() {
        Asked::Done(code) => code,
        Asked::Dashboard(paths, settings) => match dashboard(&paths, *settings) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => cli::failed(error),
        },
        Asked::Demo(house) => match look_around(*house) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => cli::failed(error),
        },
    }
}

fn dashboard(paths: &Paths, settings: Settings) -> anyhow::Result<()> {
    let opening = Opening { origin: format!("window {}", std::process::id()), ..Opening::default() };
    let mut store = Store::open(&paths.data, settings, opening)?;
    let said = taken_in(&mut store, paths)?;
    let left = run(Dashboard { store, demo: false, said })?;
    if !left.is_empty() {
        std::io::stdout().write_all(format!("{left}\n").as_bytes())?;
    }
    Ok(())
}

/// Opens the dashboard on the demo: no file, nothing to take in, nothing left to say.
fn look_around(house: House) -> anyhow::Result<()> {
    let store = demo::open(&house.now, house.settings)?;
    run(Dashboard { store, demo: true, said: Vec::new() }).map(drop)
}

/// Takes in the inbox file; answers what is to be said of it.
fn taken_in(store: &mut Store, paths: &Paths) -> anyhow::Result<Vec<String>> {
    let now = clock::now(store.settings().day_start).map_err(anyhow::Error::msg)?;
    let said = match inbox::take_in(store, &now, &paths.data) {
        Ok(taken) => taken.words(),
        Err(why) => why.to_string(),
    };
    Ok(if said.is_empty() { Vec::new() } else { vec![said] })
}
