//! Words of the commands that take things in.
//!
//! Must not know formats.

use std::path::PathBuf;

use clap::Args;

/// `import`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Import {
    /// Files, or folders of cards; what they are is found out from what they hold
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Show what would come in, and write nothing
    #[arg(long, conflicts_with = "yes")]
    pub dry_run: bool,
    /// Go on without asking
    #[arg(long, short)]
    pub yes: bool,
    /// Every person and every line that is left out, not the first ones alone
    #[arg(long)]
    pub all: bool,
    /// Read a table of people, and which of its columns is what: name=Full name,mail=E-mail,town=#3
    #[arg(long, value_name = "COLUMNS")]
    pub map: Option<String>,
    /// Read the days on which messages went to and fro as well; what they say is never kept
    #[arg(long)]
    pub messages: bool,
    /// Print JSON; asks nothing, and writes only with --yes
    #[arg(long)]
    pub json: bool,
}
