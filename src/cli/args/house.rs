//! Words of the commands that keep house.
//!
//! Must not know files.

use clap::{Args, Subcommand};

/// `doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Work out anew what is derived and differs
    #[arg(long)]
    pub repair: bool,
}

/// `config`.
#[derive(Debug, Subcommand)]
pub enum Config {
    /// Where the config file and the data are
    Path,
    /// Every setting with its default, as a file to start from
    Default,
    /// Whether the config file can be read
    Check,
}

/// `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// For which shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
