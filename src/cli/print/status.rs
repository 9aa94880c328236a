//! Prints the status line in the form that a bar reads.
//!
//! Must not know how the line is made.

use std::io;

use serde::Serialize;

use super::page::report_json;
use super::sieve::{json, safe};
use crate::cli::args::read::Format;
use crate::domain::time::Now;
use crate::report::status::Status;

/// The line with its line break; nothing where there is nothing to say.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn text(status: &Status, format: Format, now: &Now) -> io::Result<String> {
    let ended = |line: String| if line.is_empty() { line } else { format!("{}\n", safe(&line)) };
    match format {
        Format::Plain => Ok(ended(status.line())),
        Format::Tmux => Ok(ended(status.tmux())),
        Format::Waybar => Ok(compact(&json(&Waybar {
            text: pango(&status.line()),
            tooltip: pango(&status.tooltip()),
            class: status.class(),
            percentage: status.percentage,
        })?)),
        Format::Json => report_json(now, status),
    }
}

/// What waybar reads: one object a line, its text for Pango.
#[derive(Serialize)]
struct Waybar {
    text: String,
    tooltip: String,
    class: &'static str,
    percentage: u32,
}

/// Waybar takes each line for an object of its own.
fn compact(indented: &str) -> String {
    let mut line: String = indented.lines().map(str::trim_start).collect();
    line.push('\n');
    line
}

fn pango(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
