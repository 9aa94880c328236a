//! Words of `feeds`.
//!
//! Must not know the network, nor what a feed is made of.

use clap::{Args, Subcommand};

use super::read::Look;

/// `feeds`.
#[derive(Debug, Subcommand)]
pub enum Feeds {
    /// Add a feed to a person or place
    ///
    /// `rounds feeds add ada @ada@social.example`, `... github:ada`, `... https://ada.example`. Where the address follows
    /// from the handle nothing is asked; else the site is asked where its feed is. Without an address the feeds of all
    /// handles are added.
    Add(Add),
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
    /// Ask the feeds for what is new
    ///
    /// Nothing else but this, `feeds add` and the refresh of the dashboard reaches the network.
    Refresh(Refresh),
    /// Keep a post: it stays when older ones go
    Keep {
        /// Its number, as `feeds posts` prints it
        post: i64,
        /// Keep it no longer
        #[arg(long)]
        off: bool,
    },
}

/// `feeds add`.
#[derive(Debug, Args)]
pub struct Add {
    /// Whose: a unique part of the name, or a handle
    pub name: String,
    /// A handle, a site, or the address of a feed; else all their handles
    #[arg(value_name = "ADDRESS|HANDLE|SITE")]
    pub what: Option<String>,
    /// How you call it; else as it calls itself
    #[arg(long = "as", value_name = "TITLE", default_value = "", hide_default_value = true)]
    pub title: String,
    /// Of several that a site names, the one with this number
    #[arg(long, value_name = "N", requires = "what")]
    pub pick: Option<usize>,
    /// Take the address as it is, without asking whether a feed is there
    #[arg(long, requires = "what", conflicts_with = "pick")]
    pub unasked: bool,
}

/// `feeds refresh`.
#[derive(Debug, Args)]
pub struct Refresh {
    /// Those of these people or places, whenever they were asked; else all that their hosts let us ask again
    pub names: Vec<String>,
    /// Those that the schedule of the config file asks for by now
    #[arg(long, conflicts_with = "names")]
    pub due: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
