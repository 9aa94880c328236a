//! What a file is, by its content and never by its name, and the reader of each format.
//!
//! Owns the order in which formats are tried. Must not know how any of them is read.

use super::decode::decode;
use super::{abook, bluesky, friends, github, mastodon, meta, monica, newsboat, opml, people_table, vcard, x_archive};
use crate::domain::incoming::{Incoming, Unreadable};

/// A format that is read from text.
pub struct Format {
    /// Whether a text is of it: cheap, from its beginning.
    pub is: fn(&str) -> bool,
    /// Reads it.
    pub read: fn(&str) -> Result<Incoming, Unreadable>,
}

/// All formats, the most telling first.
pub(super) const FORMATS: &[Format] = &[
    // by a line that says what the file is
    Format { is: vcard::is, read: vcard::read },
    Format { is: friends::is, read: friends::read },
    Format { is: abook::is, read: abook::read },
    // by the first words of JSON or XML
    Format { is: x_archive::is, read: x_archive::read },
    Format { is: monica::is, read: monica::read },
    Format { is: meta::is_facebook, read: meta::read_facebook },
    Format { is: meta::is_instagram, read: meta::read_instagram },
    Format { is: bluesky::is, read: bluesky::read },
    Format { is: github::is, read: github::read },
    Format { is: opml::is, read: opml::read },
    // by the look of every row
    Format { is: mastodon::is, read: mastodon::read },
    Format { is: newsboat::is, read: newsboat::read },
    // any table at all
    Format { is: people_table::is, read: people_table::read },
];

/// Reads a file as what it is.
///
/// # Errors
/// Where it is none of the formats, or broken past reading.
pub fn read(bytes: &[u8]) -> Result<Incoming, Unreadable> {
    let decoded = decode(bytes)?;
    let format = FORMATS.iter().find(|format| (format.is)(&decoded.text));
    let format = format.ok_or_else(|| Unreadable::new("it is none of the files that can be imported"))?;
    let mut incoming = (format.read)(&decoded.text)?;
    incoming.notes.extend(decoded.note);
    Ok(incoming)
}

/// Reads a file as a table of people whose columns somebody said: `name=Full name,mail=E-mail`.
///
/// # Errors
/// Where what was said is not understood, or there are no such columns.
pub fn read_table(bytes: &[u8], map: &str) -> Result<Incoming, Unreadable> {
    let decoded = decode(bytes)?;
    let mut incoming = people_table::read_with(&decoded.text, map)?;
    incoming.notes.extend(decoded.note);
    Ok(incoming)
}
