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
    #[arg(required_unless_present_any = ["list", "archive", "keep"], value_name = "FILE")]
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
    /// List what was imported before, newest first
    #[arg(long, conflicts_with_all = ["files", "archive", "keep"])]
    pub list: bool,
    /// Archive everybody who came with the import of that number, as one step
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["files", "keep"])]
    pub archive: Option<i64>,
    /// Keep what came of an import that was cut short; undo takes it back instead
    #[arg(long, conflicts_with = "files")]
    pub keep: bool,
    /// Print JSON; asks nothing, and writes only with --yes
    #[arg(long)]
    pub json: bool,
}
