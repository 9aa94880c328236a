//! Words of `export`.
//!
//! Must not know files, nor how a form is written.

use std::path::PathBuf;

use clap::Args;

/// `export`.
#[derive(Debug, Default, Args)]
pub struct Export {
    /// One person alone: a unique part of the name, or a handle
    #[arg(conflicts_with = "all")]
    pub name: Option<String>,
    /// Which form.
    #[command(flatten)]
    pub form: Form,
    /// All forms, with a README, into a folder that is new or empty
    #[arg(long, value_name = "DIR", conflicts_with_all = ["to", "force"])]
    pub all: Option<PathBuf>,
    /// Into this file; `-` is the standard output
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

/// The form of an export; JSON where none is named.
#[derive(Debug, Default, Args)]
#[group(multiple = false, conflicts_with = "all")]
pub struct Form {
    /// Everything as one JSON object, or all about one person
    #[arg(long)]
    pub json: bool,
}
