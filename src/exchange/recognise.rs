//! What a file is, by its content and never by its name, and the reader of each format.
//!
//! Owns the order in which formats are tried. Must not know how any of them is read.

use super::choices::Choices;
use super::decode::decode;
use super::{
    abook, archive, bluesky, friends, github, google, linkedin, linkedin_messages, mastodon, meta, monica, newsboat,
    opml, outlook, people_table, table_look, thunderbird, vcard, x_archive,
};
use crate::domain::incoming::{Incoming, Unreadable};
use crate::domain::table_look::TableLook;

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
    // by the columns that their header names
    Format { is: linkedin::is_connections, read: linkedin::read_connections },
    Format { is: linkedin::is_invitations, read: linkedin::read_invitations },
    Format { is: google::is, read: google::read },
    Format { is: thunderbird::is, read: thunderbird::read },
    Format { is: outlook::is, read: outlook::read },
    // by the look of every row
    Format { is: mastodon::is, read: mastodon::read },
    Format { is: newsboat::is, read: newsboat::read },
    // any table at all
    Format { is: people_table::is, read: people_table::read },
];

/// Reads a file as what it is. An archive brings several: each with its name in there, which is empty for any other
/// file.
pub fn read_all(bytes: &[u8], choices: &Choices) -> Vec<(String, Result<Incoming, Unreadable>)> {
    if archive::is(bytes) {
        return archive::read(bytes, choices).unwrap_or_else(|error| vec![(String::new(), Err(error))]);
    }
    vec![(String::new(), read_with(bytes, choices))]
}

/// Reads a file that is no archive as what it is, of which nothing was chosen.
///
/// # Errors
/// As [`read_with`].
pub fn read(bytes: &[u8]) -> Result<Incoming, Unreadable> {
    read_with(bytes, &Choices::default())
}

/// Reads a file that is no archive as what it is.
///
/// # Errors
/// Where it is none of the formats, or broken past reading.
pub fn read_with(bytes: &[u8], choices: &Choices) -> Result<Incoming, Unreadable> {
    if let Some(map) = &choices.map {
        return read_table(bytes, map);
    }
    let decoded = decode(bytes)?;
    let mut incoming = read_text(&decoded.text, choices)?;
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

/// A file as a table whose columns may be told apart by somebody; none for one that is no table, or is read by itself.
pub fn table(bytes: &[u8]) -> Option<TableLook> {
    let text = decode(bytes).ok()?.text;
    if archive::is(bytes) || linkedin_messages::is(&text) || !people_table::is(&text) {
        return None;
    }
    let others = FORMATS.iter().take(FORMATS.len() - 1);
    if others.into_iter().any(|format| (format.is)(&text)) { None } else { table_look::look(&text) }
}

fn read_text(text: &str, choices: &Choices) -> Result<Incoming, Unreadable> {
    if linkedin_messages::is(text) {
        let unasked = "it holds messages: with --messages, the days on which you wrote to each other are read";
        return if choices.messages { linkedin_messages::read(text, None) } else { Err(Unreadable::new(unasked)) };
    }
    if let Some(read) = people_table::read_as_chosen(text, choices) {
        return read;
    }
    let format = FORMATS.iter().find(|format| (format.is)(text));
    let format = format.ok_or_else(|| Unreadable::new("it is none of the files that can be imported"))?;
    (format.read)(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_told_by_its_header() {
        for (text, format) in [
            (
                "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nBo,Li,,,,,",
                "LinkedIn connections",
            ),
            ("From,To,Sent At,Message,Direction\nMe,Bo,,,OUTGOING\n", "LinkedIn invitations"),
            (
                "First Name,Last Name,Nickname,File As,Labels,E-mail 1 - Label,E-mail 1 - Value\nBo,,,,,,",
                "Google contacts",
            ),
            ("Name,Given Name,Family Name,Yomi Name,Group Membership\nBo,,,,", "Google contacts"),
            ("First Name,Last Name,E-mail Address,Company,Notes\nBo,,,,", "Outlook contacts"),
            (
                "First Name,Last Name,Display Name,Primary Email,Secondary Email,Notes,\nBo,,,,,,",
                "Thunderbird address book",
            ),
        ] {
            for text in [text.to_owned(), format!("\u{feff}{text}").replace('\n', "\r\n"), text.replace(',', ";")] {
                let read = read(text.as_bytes());
                let told = read.map(|read| (read.format, read.people.len(), read.notes.len()));
                assert_eq!(told, Ok((format, 1, 0)), "{text}");
            }
        }
    }

    #[test]
    fn messages_are_read_on_request_alone() {
        let text = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE\n";
        let read = |messages: bool| {
            let mut files = read_all(text.as_bytes(), &Choices::default().with_messages(messages));
            files.remove(0).1
        };
        assert!(read(false).is_err_and(|error| error.why.contains("--messages")));
        assert_eq!(read(true).map(|read| read.format), Ok("LinkedIn messages"));
    }

    #[test]
    fn what_is_none_of_ours_is_refused() {
        for bytes in [&b""[..], b"Dear Ada,\nhello", b"\0\0\0\0", b"PK\x03\x04", b"{}", b"a,b,c\n1,2,3\n"] {
            let read = read_all(bytes, &Choices::default());
            assert!(matches!(&read[..], [(name, Err(_))] if name.is_empty()), "{bytes:?}");
        }
    }

    #[test]
    #[expect(clippy::print_stdout, reason = "says why nothing was looked at")]
    fn stray_tables_break_no_reader() {
        let Some(folder) = std::env::var_os("ROUNDS_CORPORA") else {
            println!("ROUNDS_CORPORA is not set: no tables of others are read");
            return;
        };
        let files = std::fs::read_dir(std::path::Path::new(&folder).join("csv"));
        let paths: Vec<_> = files.unwrap_or_else(|error| panic!("{error}")).flatten().map(|file| file.path()).collect();
        assert!(!paths.is_empty());
        for path in paths {
            let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{error}"));
            let read = read_with(&bytes, &Choices::default().with_messages(true));
            assert!(read.is_err(), "{}", path.display());
            if let Ok(text) = decode(&bytes) {
                for format in FORMATS {
                    let _ = (format.read)(&text.text);
                }
            }
        }
    }
}
