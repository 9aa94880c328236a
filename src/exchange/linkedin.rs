//! LinkedIn: its connections and its invitations, and the names and profile links that its files have in common.
//!
//! Must not know messages, nor the archive that the files come in.

use std::collections::{HashMap, HashSet};

use super::gather::{Gathered, Somebody, joined};
use super::table::{Table, TableRow, beginning};
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::incoming::{Incoming, Unreadable};
use crate::domain::platform::{Whose, recognise};

/// The word for where it is from.
pub(super) const SOURCE: &str = "linkedin";
/// What stands behind a name and is none, besides what is written in capitals.
const CREDENTIALS: &[&str] = &[
    "phd", "dphil", "msc", "bsc", "meng", "beng", "mba", "md", "mph", "mfa", "llm", "llb", "jd", "cpa", "cfa", "acca",
    "pmp", "prince2", "csm", "cspo", "cissp", "cisa", "cism", "rn", "pe", "pcc", "acc", "mcc", "shrm-cp", "shrm-scp",
    "sphr", "phr", "dr", "mag", "dipl-ing", "edd", "psyd", "esq", "frsa", "emba", "bba", "bs", "ba", "ms", "ma",
];

const CONNECTIONS: [&str; 3] = ["First Name", "Last Name", "Connected On"];
const INVITED: [&str; 5] = ["From", "To", "Direction", "inviterProfileUrl", "inviteeProfileUrl"];
const INVITATIONS: [&str; 4] = ["From", "To", "Sent At", "Direction"];

/// Whether a text is the list of connections.
pub fn is_connections(text: &str) -> bool {
    Table::below(beginning(text), &CONNECTIONS).is_some()
}

/// Reads the list of connections. On which day one connected is not kept.
///
/// # Errors
/// Where the header is missing.
pub fn read_connections(text: &str) -> Result<Incoming, Unreadable> {
    let table = Table::below(text, &CONNECTIONS).ok_or_else(|| headless("First Name and Connected On"))?;
    let mut gathered = Gathered::new("LinkedIn connections", SOURCE);
    let columns = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"];
    let at = columns.map(|name| table.column(name));
    for row in &table.rows {
        let [first, last, url, address, company, position, connected] = at.map(|at| row.at(at));
        if [first, last, url, address, company, position].iter().all(|cell| cell.is_empty()) {
            gathered.skip(row.line, &format!("connected {connected}"), "the account is hidden or closed");
            continue;
        }
        let mut somebody = Somebody::at(row.line);
        let (name, credentials) = named(&joined(&[first, last]));
        somebody.named(&name);
        somebody.keyed(slug(url).unwrap_or_default());
        somebody.link(url);
        somebody.mails(address);
        let position = [position, credentials.as_str()].into_iter().filter(|part| !part.is_empty());
        somebody.works(company, &position.collect::<Vec<_>>().join(", "));
        // somebody without a name who can still be reached; an organisation is not who they are
        if let Some(called) = recognise(url).filter(|found| found.subject == Whose::Person) {
            somebody.named(&called.title);
        }
        gathered.add(somebody);
    }
    Ok(gathered.done())
}

/// Whether a text is the list of invitations.
pub fn is_invitations(text: &str) -> bool {
    Table::below(beginning(text), &INVITATIONS).is_some()
}

/// Reads the list of invitations: who was asked and who asked, each once.
///
/// # Errors
/// Where the header is missing.
pub fn read_invitations(text: &str) -> Result<Incoming, Unreadable> {
    let table = Table::below(text, &INVITATIONS).ok_or_else(|| headless("From, To and Direction"))?;
    let mut gathered = Gathered::new("LinkedIn invitations", SOURCE);
    let at = INVITED.map(|name| table.column(name));
    let (own, own_name) = oneself(&table.rows, at);
    let mut seen: HashSet<String> = HashSet::new();
    for row in &table.rows {
        let [from, to, direction, by, asked] = at.map(|at| row.at(at));
        let (name, url) = match direction.to_ascii_uppercase().as_str() {
            "INCOMING" => (from, by),
            "OUTGOING" => (to, asked),
            _ => {
                gathered.skip(row.line, from, "neither incoming nor outgoing");
                continue;
            }
        };
        let key = slug(url).unwrap_or_default();
        let is_own = if key.is_empty() { !own_name.is_empty() && name == own_name } else { key == own };
        if is_own {
            gathered.skip(row.line, name, "that is you");
            continue;
        }
        if !seen.insert(if key.is_empty() { format!(" {name}") } else { key.clone() }) {
            continue;
        }
        gathered.add(whom(row.line, name, url, key));
    }
    Ok(gathered.done())
}

/// The slug of oneself, where the invitations tell it.
pub(super) fn own_slug(text: &str) -> Option<String> {
    let table = Table::below(text, &INVITATIONS)?;
    let (slug, _) = oneself(&table.rows, INVITED.map(|name| table.column(name)));
    Some(slug).filter(|slug| !slug.is_empty())
}

/// Slug and name of whoever sent most of the outgoing invitations.
fn oneself(rows: &[TableRow], at: [Option<usize>; 5]) -> (String, String) {
    let mut slugs: HashMap<String, usize> = HashMap::new();
    let mut names: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let [from, _, direction, inviter, _] = at.map(|at| row.at(at));
        if direction.eq_ignore_ascii_case("OUTGOING") {
            if let Some(slug) = slug(inviter) {
                *slugs.entry(slug).or_default() += 1;
            }
            *names.entry(from.to_owned()).or_default() += 1;
        }
    }
    let most = |counts: HashMap<String, usize>| {
        counts.into_iter().max_by(|one, other| (one.1, &other.0).cmp(&(other.1, &one.0))).map(|(one, _)| one)
    };
    (most(slugs).unwrap_or_default(), most(names).unwrap_or_default())
}

/// Somebody of whom a file says name and profile.
pub(super) fn whom(line: u32, name: &str, url: &str, key: String) -> Somebody {
    let mut somebody = Somebody::at(line);
    let (name, credentials) = named(name);
    somebody.named(&name);
    somebody.keyed(key);
    somebody.link(url);
    somebody.note(&credentials);
    somebody
}

/// The slug of a profile, by which a person is known in every file; none where a link is no person's.
pub(super) fn slug(url: &str) -> Option<String> {
    let found = recognise(url).filter(|found| found.platform == SOURCE && found.subject == Whose::Person)?;
    Some(found.name.to_lowercase())
}

/// A name without what stands behind it, and that: `Wanja Moreau, MSc` are `Wanja Moreau` and `MSc`.
pub(super) fn named(name: &str) -> (String, String) {
    let name = clean_line(name, LINE_CHARS);
    let (mut front, mut behind) = (name.as_str(), Vec::new());
    let shouted = !front.split(',').next().unwrap_or_default().contains(char::is_lowercase);
    while let Some((rest, last)) = front.rsplit_once(',')
        && last.split_whitespace().all(|word| is_credential(word, !shouted))
    {
        front = rest.trim_end();
        behind.insert(0, last.trim());
    }
    while let Some((rest, last)) = front.rsplit_once(' ')
        && rest.contains(' ')
        && !shouted
        && is_credential(last, false)
        && last.contains(|letter: char| letter.is_ascii_uppercase())
        && last.len() > 2
    {
        front = rest.trim_end();
        behind.insert(0, last);
    }
    behind.retain(|part| !part.is_empty());
    if front.is_empty() { (name, String::new()) } else { (front.to_owned(), behind.join(", ")) }
}

/// Whether a word is a title behind a name; `capitals` are telling where the name is not written in them.
fn is_credential(word: &str, capitals: bool) -> bool {
    let bare: String = word.chars().filter(|letter| !".®™()*".contains(*letter)).collect();
    let told = CREDENTIALS.contains(&bare.to_lowercase().as_str());
    let high = bare.chars().filter(|letter| letter.is_uppercase()).count();
    told || word.contains(['®', '™']) || capitals && high >= 2 && bare.chars().count() <= 12
}

fn headless(wanted: &str) -> Unreadable {
    Unreadable::new(format!("no row names the columns {wanted}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::incoming::IncomingPerson;

    const NOTES: &str =
        "Notes:\r\n\"Some addresses, or many, are not shown because people keep them private.\"\r\n\r\n";
    const NOW: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";
    const BEFORE: &str = "First Name,Last Name,Email Address,Company,Position,Connected On";

    fn connections(text: &str) -> Incoming {
        assert!(is_connections(text), "{text}");
        read_connections(text).unwrap_or_else(|error| panic!("{error}"))
    }

    fn text(rows: &str) -> String {
        format!("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n{rows}")
    }

    fn invitations(rows: &str) -> Incoming {
        let text = text(rows);
        assert!(is_invitations(&text));
        read_invitations(&text).unwrap_or_else(|error| panic!("{error}"))
    }

    fn names(incoming: &Incoming) -> Vec<&str> {
        incoming.people.iter().map(|person| person.fields.name.as_str()).collect()
    }

    #[test]
    fn connections_are_read_with_and_without_what_stands_above_them() {
        let row = "Wanja,\"Moreau, MSc\",https://www.linkedin.com/in/Wanja-Moreau-0a1/?trk=x,W@Kelp.Example,\"Kelp & Co, Ltd\",Botanist,08 Feb 2026";
        let quoted = format!("\"Notes:\"\n\"A sentence; with, all | of \"\"them\"\"\"\n\n\n{NOW}\n{row}");
        for text in [
            format!("{NOTES}{NOW}\r\n{row}"),
            quoted,
            format!("{NOW}\n{row}\n"),
            format!("{}{NOW}\n{row}\n", ",,,,,,\n".repeat(60)),
        ] {
            let read = connections(&text);
            assert_eq!((read.format, read.source, read.people.len()), ("LinkedIn connections", "linkedin", 1));
            let IncomingPerson { key, fields, handles, .. } = &read.people[0];
            assert_eq!(key, "wanja-moreau-0a1");
            assert_eq!((fields.name.as_str(), fields.notes.as_str()), ("Wanja Moreau", "Botanist, MSc"));
            assert_eq!((fields.organisation.as_str(), fields.mail.as_str()), ("Kelp & Co, Ltd", "w@kelp.example"));
            assert_eq!((handles[0].platform.as_str(), handles.len()), ("linkedin", 1));
            assert!(handles[0].link.ends_with("/in/Wanja-Moreau-0a1"), "{}", handles[0].link);
            assert!(read.skipped.is_empty() && read.acts.is_empty() && read.notes.is_empty());
        }
        let old = connections(&format!("{NOTES}{BEFORE}\r\nBo,Li,,Fen Radio,,7-Feb-22\r\n"));
        assert_eq!((names(&old), old.people[0].key.as_str()), (vec!["Bo Li"], ""));
        assert_eq!((old.people[0].line, old.people[0].handles.len()), (5, 0));
    }

    #[test]
    fn hidden_accounts_are_counted_whatever_the_date() {
        let rows = ["07 Jun 2026", "7-Feb-22", "2026-06-07", "6/7/2026", ""].map(|date| format!(",,,,,,{date}\n"));
        let read = connections(&format!("{NOTES}{NOW}\n{}Bo,Li,,,,,", rows.concat()));
        // the last of the rows says nothing at all
        assert_eq!((read.skipped.len(), read.people.len()), (4, 1));
        assert_eq!((read.skipped[0].line, read.skipped[0].what.as_str()), (5, "connected 07 Jun 2026"));
        assert_eq!(read.skipped[0].why, "the account is hidden or closed");
    }

    #[test]
    fn whoever_has_no_name_is_left_out_or_called_after_their_profile() {
        let read = connections(&format!(
            "{NOW}\n,,https://www.linkedin.com/in/iiro-salo-7b2,,,,\n,,,,Fen Radio,Host,01 Jan 2026\n,,javascript:alert(1),,,,\n"
        ));
        assert_eq!(names(&read), ["Iiro Salo"]);
        let skipped: Vec<_> = read.skipped.iter().map(|one| (one.line, one.what.as_str(), one.why.as_str())).collect();
        assert_eq!(skipped, [(3, "Fen Radio", "no name"), (4, "", "no name")]);
    }

    #[test]
    fn what_stands_behind_a_name_is_no_name() {
        for (whole, name, behind) in [
            ("Wanja Moreau", "Wanja Moreau", ""),
            ("Wanja Moreau, PhD", "Wanja Moreau", "PhD"),
            ("Wanja Moreau, Ph.D., MBA", "Wanja Moreau", "Ph.D., MBA"),
            ("Wanja Moreau, CISSP® PMP", "Wanja Moreau", "CISSP® PMP"),
            ("Wanja Moreau MBA", "Wanja Moreau", "MBA"),
            ("Wanja Moreau,", "Wanja Moreau", ""),
            ("Wanja Moreau, Sprout Lead", "Wanja Moreau, Sprout Lead", ""),
            ("MOREAU, WANJA", "MOREAU, WANJA", ""),
            ("MOREAU, MBA", "MOREAU", "MBA"),
            ("Bo Ma", "Bo Ma", ""),
            ("Anna Ba", "Anna Ba", ""),
            ("Bo, Li", "Bo, Li", ""),
            ("PhD", "PhD", ""),
            (", PhD", ", PhD", ""),
            ("", "", ""),
        ] {
            assert_eq!(named(whole), (name.to_owned(), behind.to_owned()), "{whole:?}");
        }
    }

    #[test]
    fn a_profile_has_one_key_however_its_link_is_written() {
        for (url, key) in [
            ("https://www.linkedin.com/in/Wanja-0a1", Some("wanja-0a1")),
            ("https://www.linkedin.com/in/Wanja-0a1/?trk=x#y", Some("wanja-0a1")),
            ("https://de.linkedin.com/in/wanja-0a1/", Some("wanja-0a1")),
            ("www.linkedin.com/in/wanja-0a1", Some("wanja-0a1")),
            ("https://www.linkedin.com/in/jos%C3%A9-1", Some("josé-1")),
            ("https://www.linkedin.com/company/kelp", None),
            ("https://social.example/@wanja", None),
            ("javascript:alert(1)", None),
            ("", None),
        ] {
            assert_eq!(slug(url).as_deref(), key, "{url}");
        }
    }

    #[test]
    fn invitations_bring_the_other_and_never_oneself() {
        let (me, wanja, bo) =
            ("https://www.linkedin.com/in/me", "https://www.linkedin.com/in/wanja", "https://www.linkedin.com/in/bo");
        let read = invitations(&format!(
            "Me Myself,\"Wanja Moreau, MSc\",\"1/29/26, 2:37 PM\",\"Hello,\nthere\",OUTGOING,{me},{wanja}\n\
             Bo Li,Me Myself,\"1/30/26, 9:01 AM\",,INCOMING,{bo},{me}\n\
             Me Myself,Bo Li,\"2/1/26, 9:01 AM\",,OUTGOING,{me},{bo}\n\
             Me Myself,Me Myself,\"2/1/26, 9:02 AM\",,OUTGOING,{me},{me}\n\
             Who,Ever,\"2/1/26, 9:03 AM\",,SIDEWAYS,,\n\
             ,Me Myself,\"2/1/26, 9:04 AM\",,incoming,,{me}\n"
        ));
        assert_eq!(names(&read), ["Wanja Moreau", "Bo Li"]);
        assert_eq!(read.people.iter().map(|person| person.key.as_str()).collect::<Vec<_>>(), ["wanja", "bo"]);
        assert!(own_slug(&text("Me,Bo,,,OUTGOING,https://linkedin.com/in/Me/,")).is_some_and(|own| own == "me"));
        assert_eq!((read.people[0].fields.notes.as_str(), read.people[1].line), ("MSc", 4));
        let why: Vec<_> = read.skipped.iter().map(|one| (one.line, one.why.as_str())).collect();
        assert_eq!(why, [(6, "that is you"), (7, "neither incoming nor outgoing"), (8, "no name")]);
    }

    #[test]
    fn invitations_of_old_exports_know_names_alone() {
        let text = "From,To,Sent At,Message,Direction\nMe,Wanja,\"1/29/22, 2:37 PM\",,OUTGOING\nBo,Me,\"1/29/22, 2:38 PM\",,INCOMING\nMe,Me,,,OUTGOING\n";
        let read = read_invitations(text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((names(&read), read.skipped.len()), (vec!["Wanja", "Bo"], 1));
        assert_eq!(own_slug(text), None);
    }

    #[test]
    fn no_other_table_is_taken_for_one_of_these() {
        for text in ["", "First Name,Last Name,E-mail Address\na,b,c", "Name,From,To\na,b,c", "# Notes:\n- First Name"]
        {
            assert!(!is_connections(text) && !is_invitations(text), "{text}");
            assert!(read_connections(text).is_err() && read_invitations(text).is_err());
        }
    }
}
