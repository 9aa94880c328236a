//! The archive of LinkedIn: the files in it that can be imported, each read by its reader.
//!
//! An entry is only ever read into memory, never put anywhere: what its name says of folders is not used. How much is
//! read is bounded, whatever the archive claims. Must not know how any of the files is read.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::choices::Choices;
use super::decode::{MOST_BYTES, decode};
use super::{linkedin, linkedin_messages};
use crate::domain::clean::clean_line;
use crate::domain::incoming::{Incoming, Unreadable};

/// The most that an archive may have, in bytes.
const MOST_ARCHIVE: usize = 512 << 20;
/// The most entries.
const MOST_ENTRIES: usize = 20_000;
/// The most that is unpacked of all files together, in bytes.
const MOST_TOGETHER: u64 = 2 * MOST_BYTES as u64;
/// How much larger a file may be than it is packed, beyond [`SMALL`]; a text is seldom 20 times.
const RATIO: u64 = 100;
/// So much may be unpacked of any file, in bytes.
const SMALL: u64 = 1 << 20;
/// How a name is shown at most.
const NAME_CHARS: usize = 80;

/// What is in an archive: the name of each file, and what it brings.
pub type Files = Vec<(String, Result<Incoming, Unreadable>)>;

/// The files that are looked for, in the order in which they are read: invitations tell who one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Connections,
    Invitations,
    Messages,
}

/// Whether bytes are an archive.
pub fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads the files in an archive.
///
/// # Errors
/// Where it is broken, too large, or holds nothing that can be imported.
pub fn read(bytes: &[u8], choices: &Choices) -> Result<Files, Unreadable> {
    // counted before anything is built from it
    let entries = bytes.windows(4).filter(|four| *four == b"PK\x01\x02").count();
    if bytes.len() > MOST_ARCHIVE || entries > MOST_ENTRIES {
        return Err(Unreadable::new("the archive is too large: unpack it and import the files in it"));
    }
    let broken = |_| Unreadable::new("the archive is broken: download it again");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut found = found(&archive);
    if found.is_empty() {
        let is_sheet = archive.file_names().flatten().any(|name| name.starts_with("xl/"));
        return Err(Unreadable::new(if is_sheet {
            "it is a spreadsheet: save it as CSV and import that"
        } else {
            "nothing in the archive is a file that is looked for there: unpack it and import the files in it"
        }));
    }
    found.sort();
    let left_out = !choices.messages && found.iter().any(|(sort, ..)| *sort == Sort::Messages);
    found.retain(|(sort, ..)| choices.messages || *sort != Sort::Messages);
    let (mut files, mut left, mut own) = (Files::new(), MOST_TOGETHER, None);
    for (sort, at, name) in found {
        let text = unpack(&mut archive, at, &mut left).and_then(|bytes| decode(&bytes));
        let incoming = text.and_then(|decoded| {
            let text = &decoded.text;
            let mut incoming = match sort {
                Sort::Connections => linkedin::read_connections(text),
                Sort::Invitations => {
                    own = own.take().or_else(|| linkedin::own_slug(text));
                    linkedin::read_invitations(text)
                }
                Sort::Messages => linkedin_messages::read(text, own.as_deref()),
            }?;
            incoming.notes.extend(decoded.note);
            Ok(incoming)
        });
        files.push((name, incoming));
    }
    let note =
        "messages.csv is in the archive and was not read; --messages reads on which days you wrote to each other";
    if left_out {
        match files.iter_mut().find_map(|(_, file)| file.as_mut().ok()) {
            Some(file) => file.notes.push(note.to_owned()),
            None => files.push(("messages.csv".to_owned(), Err(Unreadable::new(note)))),
        }
    }
    Ok(files)
}

/// Which entries are looked for: what they are, their place and their name.
fn found(archive: &ZipArchive<Cursor<&[u8]>>) -> Vec<(Sort, usize, String)> {
    let sorted = |(at, name): (usize, Result<std::borrow::Cow<'_, str>, _>)| {
        let name = name.ok()?;
        let bare = name.rsplit(['/', '\\']).next().unwrap_or_default();
        Some((sort(bare)?, at, clean_line(bare, NAME_CHARS)))
    };
    archive.file_names().enumerate().filter_map(sorted).collect()
}

/// What a file of that name is; capitals, blanks and `_` make no difference.
fn sort(name: &str) -> Option<Sort> {
    let bare: String = name.to_lowercase().chars().filter(|letter| !matches!(letter, ' ' | '_')).collect();
    match bare.as_str() {
        "connections.csv" => Some(Sort::Connections),
        "invitations.csv" => Some(Sort::Invitations),
        "messages.csv" => Some(Sort::Messages),
        _ => None,
    }
}

/// The bytes of an entry; `left` is what may still be unpacked.
fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, at: usize, left: &mut u64) -> Result<Vec<u8>, Unreadable> {
    let entry = archive.by_index(at).map_err(|_| Unreadable::new("it cannot be unpacked: it is locked or broken"))?;
    let most = (MOST_BYTES as u64).min(*left).min(SMALL.max(entry.compressed_size().saturating_mul(RATIO)));
    let mut bytes = Vec::new();
    // one more than may be there tells that there is more
    entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::new("it cannot be unpacked: it is broken"))?;
    if bytes.len() as u64 > most {
        return Err(Unreadable::new("it is far larger than a file of its sort: unpack the archive and look at it"));
    }
    *left -= bytes.len() as u64;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nWanja,Moreau,https://www.linkedin.com/in/wanja,,,,08 Feb 2026\n";
    const INVITATIONS: &str = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\nMe,Bo,,,OUTGOING,https://www.linkedin.com/in/me,https://www.linkedin.com/in/bo\n";
    const MESSAGES: &str = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE\n1,Me,https://www.linkedin.com/in/me,Bo,https://www.linkedin.com/in/bo,2026-01-01 10:00:00 UTC\n";

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap_or_else(|error| panic!("{error}"));
            writer.write_all(bytes).unwrap_or_else(|error| panic!("{error}"));
        }
        writer.finish().unwrap_or_else(|error| panic!("{error}")).into_inner()
    }

    /// The name of a file, and of how many people and acts it tells.
    type Told = (String, Result<(usize, usize), String>);

    fn read_with(bytes: &[u8], messages: bool) -> Result<Vec<Told>, String> {
        assert!(is(bytes));
        let files = read(bytes, &Choices::default().with_messages(messages)).map_err(|error| error.why)?;
        let told = |(name, file): (String, Result<Incoming, Unreadable>)| {
            (name, file.map(|file| (file.people.len(), file.acts.len())).map_err(|error| error.why))
        };
        Ok(files.into_iter().map(told).collect())
    }

    #[test]
    fn the_files_of_an_archive_are_read_by_their_names() {
        let bytes = zipped(&[
            ("Basic/messages.csv", MESSAGES.as_bytes()),
            ("Basic/Rich Media.csv", b"x"),
            ("../../INVITATIONS.CSV", INVITATIONS.as_bytes()),
            ("a\\b\\Connections_.csv", CONNECTIONS.as_bytes()),
            ("__MACOSX/._Connections.csv", b"\0\0\0"),
            ("guide_messages.csv", b"x"),
            ("connections.csv", b"broken"),
        ]);
        let named = |name: &str, told| (name.to_owned(), told);
        let broken = Err("no row names the columns First Name and Connected On".to_owned());
        let people = [
            named("Connections_.csv", Ok((1, 0))),
            named("connections.csv", broken.clone()),
            named("INVITATIONS.CSV", Ok((1, 0))),
        ];
        assert_eq!(read_with(&bytes, false), Ok(people.to_vec()));
        // one conversation alone does not tell who one is: the invitations do
        let with = [people.to_vec(), vec![named("messages.csv", Ok((1, 1)))]].concat();
        assert_eq!(read_with(&bytes, true), Ok(with));
        let files = read(&bytes, &Choices::default()).unwrap_or_else(|error| panic!("{error}"));
        let notes = files.iter().filter_map(|(_, file)| file.as_ref().ok()).map(|file| file.notes.len());
        assert_eq!(notes.collect::<Vec<_>>(), [1, 0]);
    }

    #[test]
    fn messages_alone_wait_for_a_word() {
        let bytes = zipped(&[("messages.csv", MESSAGES.as_bytes())]);
        let read = read_with(&bytes, false).unwrap_or_default();
        assert!(matches!(&read[..], [(_, Err(why))] if why.contains("--messages")), "{read:?}");
    }

    #[test]
    fn what_is_broken_or_none_of_ours_is_refused() {
        let whole = zipped(&[("Connections.csv", CONNECTIONS.as_bytes())]);
        for cut in [4, 30, whole.len() / 2, whole.len() - 1] {
            assert!(read_with(&whole[..cut], false).is_err(), "{cut}");
        }
        // a bent byte anywhere is no reason to stop
        for at in 4..whole.len() {
            let mut bent = whole.clone();
            bent[at] ^= 0x55;
            let _ = read(&bent, &Choices::default());
        }
        assert!(read_with(&zipped(&[]), false).is_err());
        assert!(read_with(&zipped(&[("holiday.jpg", b"x")]), false).is_err_and(|why| why.contains("unpack")));
        assert!(read_with(&zipped(&[("xl/workbook.xml", b"x")]), false).is_err_and(|why| why.contains("spreadsheet")));
        assert!(!is(b"First Name") && !is(b""));
    }

    #[test]
    fn bombs_are_not_unpacked() {
        let bomb = zipped(&[("Connections.csv", &vec![b'a'; 8 << 20]), ("Invitations.csv", INVITATIONS.as_bytes())]);
        assert!(bomb.len() < 64 << 10, "{}", bomb.len());
        let read = read_with(&bomb, false).unwrap_or_default();
        assert!(matches!(&read[..], [(_, Err(why)), (_, Ok((1, 0)))] if why.contains("larger")), "{read:?}");
        let many = [b"PK\x03\x04".as_slice(), &b"PK\x01\x02".repeat(MOST_ENTRIES + 1)].concat();
        assert!(read_with(&many, false).is_err_and(|why| why.contains("too large")));
    }

    #[test]
    fn names_are_matched_however_they_are_written() {
        for (name, wanted) in [
            ("Connections.csv", Some(Sort::Connections)),
            ("CONNECTIONS.CSV", Some(Sort::Connections)),
            ("_Mess ages.csv", Some(Sort::Messages)),
            ("Invitations.csv", Some(Sort::Invitations)),
            ("Company Follows.csv", None),
            ("Connections.csv.exe", None),
            ("", None),
        ] {
            assert_eq!(sort(name), wanted, "{name}");
        }
    }
}
