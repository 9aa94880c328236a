//! Words of `feeds`.
//!
//! Must not know the network, nor what a feed is made of.

use clap::Subcommand;

use super::read::Look;

/// `feeds`.
#[derive(Debug, Subcommand)]
pub enum Feeds {
    /// Add a feed to a person or place
    Add {
        /// Whose: a unique part of the name, or a handle
        name: String,
        /// Where it is fetched
        address: String,
        /// How you call it; else as it calls itself
        #[arg(long = "as", value_name = "TITLE", default_value = "", hide_default_value = true)]
        title: String,
    },
    /// The feeds, with how fresh they are and what is wrong with those that fail
    List {
        /// Those of one person or place
        name: Option<String>,
        /// How it prints.
        #[command(flatten)]
        look: Look,
    },
    /// Say whose a feed is
    Attach {
        /// Its number, as `feeds list` prints it
        id: i64,
        /// Whose: a unique part of the name, or a handle
        #[arg(required_unless_present = "nobody", conflicts_with = "nobody")]
        name: Option<String>,
        /// Nobody's
        #[arg(long)]
        nobody: bool,
    },
    /// Name a feed; without a title it is called as it calls itself
    Name {
        /// Its number, as `feeds list` prints it
        id: i64,
        /// Its title
        title: Vec<String>,
    },
    /// Take a feed away
    Remove {
        /// Its number, as `feeds list` prints it
        id: i64,
    },
    /// The newest posts of a feed, with their numbers
    Posts {
        /// The number of the feed, as `feeds list` prints it
        id: i64,
        /// So many at most
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: u32,
        /// How it prints.
        #[command(flatten)]
        look: Look,
    },
    /// A post was read
    Done {
        /// Its number, as `feeds posts` prints it
        post: i64,
        /// It was not
        #[arg(long)]
        off: bool,
    },
    /// Keep a post: it stays when older ones go
    Keep {
        /// Its number, as `feeds posts` prints it
        post: i64,
        /// Keep it no longer
        #[arg(long)]
        off: bool,
    },
}
