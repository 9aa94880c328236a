//! The program: picks the command line or the full-screen dashboard.

use std::process::ExitCode;

use rounds::paths::Paths;
use rounds::shell::run::{Dashboard, run};
use rounds::store::{Opening, Store};
use rounds::{clock, config};

fn main() -> ExitCode {
    match dashboard() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("rounds: {error}\n").as_bytes());
            ExitCode::FAILURE
        }
    }
}

fn dashboard() -> anyhow::Result<()> {
    let paths = Paths::find(None, None).map_err(anyhow::Error::msg)?;
    let settings = config::load(&paths.config).map_err(anyhow::Error::msg)?;
    clock::now(settings.day_start).map_err(anyhow::Error::msg)?;
    let opening = Opening { origin: format!("window {}", std::process::id()), ..Opening::default() };
    let store = Store::open(&paths.data, settings, opening)?;
    let left = run(Dashboard { store, demo: false, said: Vec::new() })?;
    if !left.is_empty() {
        std::io::Write::write_all(&mut std::io::stdout(), format!("{left}\n").as_bytes())?;
    }
    Ok(())
}
