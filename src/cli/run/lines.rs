//! `log -`: sentences from the input, one a line, each a step of its own.
//!
//! Must not know what a sentence means.

use std::io::{BufRead, stdin};

use super::said::{said, take_in};
use crate::cli::exit::{Code, Failure, Result};
use crate::cli::house::House;
use crate::cli::print::page::{Page, send};
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::inbox;

/// Logs the lines of the input. What cannot be read is said, and the rest logged.
pub(super) fn log(house: &House) -> Result<()> {
    let mut store = house.store()?;
    take_in(house, &mut store);
    let names = store.names()?;
    let mut page = Page::new(house.ink);
    let mut refused = Vec::new();
    for (number, line) in stdin().lock().split(b'\n').enumerate() {
        let number = number + 1;
        let line = match line {
            Ok(bytes) => clean_line(&String::from_utf8_lossy(&bytes), LINE_CHARS),
            // what came before is logged and must be said, or it would be logged again
            Err(why) => {
                refused.push(format!("line {number}: the input cannot be read any further: {why}"));
                break;
            }
        };
        if inbox::is_blank(&line) {
            continue;
        }
        match inbox::sentence(&names, &house.settings.kinds, &house.now, &line) {
            Ok(change) => match store.apply(&house.now, &change) {
                Ok(applied) => said(&mut page, &applied),
                Err(why) => refused.push(format!("line {number}: {why}")),
            },
            Err(why) => refused.push(format!("line {number}: {why}")),
        }
    }
    send(&page.text())?;
    let count = refused.len();
    let lines = if count == 1 { "1 line was".to_owned() } else { format!("{count} lines were") };
    match count {
        0 => Ok(()),
        _ => Err(refused.into_iter().fold(Failure::new(Code::Failed, format!("{lines} not logged")), Failure::next)),
    }
}
