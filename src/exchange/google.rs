//! Google Contacts as a table: the header of today and the one until 2024.
//!
//! Must not know the table that Google writes for Outlook, which is Outlook's.

use super::calendar::{is_empty, yearly};
use super::date::First;
use super::gather::{Gathered, Somebody, joined};
use super::table::{Table, TableRow, beginning};
use crate::domain::incoming::{Incoming, Unreadable};

/// What separates several values in one cell.
const SEVERAL: &str = ":::";
const NEW: [&str; 4] = ["First Name", "Last Name", "File As", "Labels"];
const OLD: [&str; 4] = ["Given Name", "Family Name", "Yomi Name", "Group Membership"];

/// Whether a text is one of the two tables.
pub fn is(text: &str) -> bool {
    let text = beginning(text);
    Table::below(text, &NEW).or_else(|| Table::below(text, &OLD)).is_some()
}

/// Reads either of the two tables.
///
/// # Errors
/// Where the header is missing.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let table = Table::below(text, &NEW).or_else(|| Table::below(text, &OLD));
    let table = table.ok_or_else(|| Unreadable::new("no row names the columns of Google Contacts"))?;
    let columns = Columns::of(&table);
    let mut gathered = Gathered::new("Google contacts", "google");
    let first = First::of(table.rows.iter().map(|row| row.at(columns.birthday))).unwrap_or_default();
    for row in &table.rows {
        gathered.add(columns.somebody(row, first));
    }
    Ok(gathered.done())
}

/// Where the columns stand; the names of both headers are tried.
struct Columns {
    whole: Option<usize>,
    names: [Option<usize>; 3],
    /// What somebody is called where they have no name, the best first.
    instead: [Option<usize>; 2],
    organisation: Option<usize>,
    position: Option<usize>,
    birthday: Option<usize>,
    notes: Option<usize>,
    labels: Option<usize>,
    location: Option<usize>,
    mails: Vec<usize>,
    links: Vec<usize>,
    towns: Vec<usize>,
    /// Label and date.
    events: Vec<(Option<usize>, usize)>,
}

impl Columns {
    fn of(table: &Table) -> Self {
        let one = |names: &[&str]| names.iter().find_map(|name| table.column(name));
        let numbered = |front: &str, end: &str| -> Vec<usize> {
            let is = |cell: &str| {
                let middle = cell.strip_prefix(front).and_then(|rest| rest.strip_suffix(end));
                middle.is_some_and(|middle| middle.trim().parse::<u32>().is_ok())
            };
            (0..table.header.len()).filter(|at| is(&table.header[*at])).collect()
        };
        let label = |at: usize| {
            let name = table.header[at].trim_end_matches("Value");
            one(&[&format!("{name}Label"), &format!("{name}Type")])
        };
        Self {
            whole: one(&["Name"]),
            names: [
                one(&["First Name", "Given Name"]),
                one(&["Middle Name", "Additional Name"]),
                one(&["Last Name", "Family Name"]),
            ],
            instead: [one(&["Nickname"]), one(&["File As", "Short Name"])],
            organisation: one(&["Organization Name", "Organization 1 - Name"]),
            position: one(&["Organization Title", "Organization 1 - Title"]),
            birthday: one(&["Birthday"]),
            notes: one(&["Notes"]),
            labels: one(&["Labels", "Group Membership"]),
            location: one(&["Location"]),
            mails: numbered("E-mail ", "- Value"),
            links: [numbered("Website ", "- Value"), numbered("Custom Field ", "- Value")].concat(),
            towns: numbered("Address ", "- City"),
            events: numbered("Event ", "- Value").into_iter().map(|at| (label(at), at)).collect(),
        }
    }

    fn somebody(&self, row: &TableRow, first: First) -> Somebody {
        let mut somebody = Somebody::at(row.line);
        somebody.named(row.at(self.whole));
        somebody.named(&joined(&self.names.map(|at| row.at(at))));
        somebody.works(row.at(self.organisation), row.at(self.position));
        self.mails.iter().for_each(|at| somebody.mails(row.at(Some(*at))));
        for at in &self.links {
            row.at(Some(*at)).split(SEVERAL).for_each(|link| somebody.link(link.trim()));
        }
        self.towns.iter().for_each(|at| somebody.lives(row.at(Some(*at))));
        somebody.lives(row.at(self.location));
        somebody.note(row.at(self.notes));
        // those of the system begin with a star: `* myContacts`, `* starred`
        let labels = row.at(self.labels).split(SEVERAL).map(str::trim);
        somebody.tags(labels.filter(|label| !label.starts_with('*')));
        let birthday = row.at(self.birthday);
        if !is_empty(birthday) {
            somebody.born(birthday, yearly(birthday, first));
        }
        for (label, at) in &self.events {
            let (what, date) = (row.at(*label).trim_start_matches(['*', ' ']), row.at(Some(*at)));
            if !is_empty(date) {
                somebody.yearly(what, date, yearly(date, first));
            }
        }
        self.instead.iter().for_each(|at| somebody.named(row.at(*at)));
        somebody.named_otherwise();
        somebody
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,Organization Name,\
        Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,\
        Phone 1 - Value,Address 1 - City,Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value";
    const UNTIL_2024: &str = "Name,Given Name,Additional Name,Family Name,Yomi Name,Nickname,Short Name,Birthday,Location,Notes,\
        Group Membership,E-mail 1 - Type,E-mail 1 - Value,Address 1 - City,Organization 1 - Name,Organization 1 - Title,\
        Website 1 - Type,Website 1 - Value,Event 1 - Type,Event 1 - Value";

    fn contacts(header: &str, rows: &str) -> Incoming {
        let text = format!("{header}\r\n{rows}");
        assert!(is(&text));
        read(&text).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn the_table_of_today_is_read() {
        let read = contacts(
            TODAY,
            "Iiro,J,Salo,,Dr,,,Fen Radio,Host,1984-03-09,\"two\nlines\",https://photos.example/1,* myContacts ::: Crew ::: * starred,\
             * Home,iiro@mail.example ::: iiro.s@mail.example,Work,IIRO@mail.example,+1 555,Turku,,https://github.com/iiro ::: iiro.example,\
             * Anniversary,2011-06-01\r\n",
        );
        let person = &read.people[0];
        assert_eq!((read.format, read.source, person.line, read.skipped.len()), ("Google contacts", "google", 2, 0));
        assert_eq!((person.fields.name.as_str(), person.fields.organisation.as_str()), ("Iiro J Salo", "Fen Radio"));
        assert_eq!((person.fields.notes.as_str(), person.fields.birthday.as_str()), ("Host\ntwo\nlines", "1984-03-09"));
        assert_eq!((person.fields.mail.as_str(), person.fields.town.as_str()), ("iiro@mail.example", "Turku"));
        assert_eq!(person.fields.tags, ["Crew"]);
        assert_eq!(person.dates, [("Anniversary".to_owned(), "2011-06-01".to_owned())]);
        let handles: Vec<_> = person.handles.iter().map(|one| (one.platform.as_str(), one.name.as_str())).collect();
        assert_eq!(handles, [("mail", "iiro.s@mail.example"), ("github", "iiro"), ("web", "iiro.example")]);
    }

    #[test]
    fn the_table_until_2024_is_read() {
        let read = contacts(
            UNTIL_2024,
            "Salo Iiro,Iiro,,Salo,,,,--03-09,Turku,Note,Crew ::: * myContacts,* Home,iiro@mail.example,,Fen Radio,Host,,,Wedding,1604-06-01\r\n\
             ,Bo,,Li,,,,31/02/1980,,,,,,,,,,,,\r\n",
        );
        let (iiro, bo) = (&read.people[0], &read.people[1]);
        assert_eq!((iiro.fields.name.as_str(), iiro.fields.birthday.as_str()), ("Salo Iiro", "--03-09"));
        assert_eq!((iiro.fields.tags.as_slice(), iiro.fields.town.as_str()), (&["Crew".to_owned()][..], "Turku"));
        assert_eq!(iiro.dates, [("Wedding".to_owned(), "--06-01".to_owned())]);
        assert_eq!((bo.fields.name.as_str(), bo.fields.birthday.as_str()), ("Bo Li", ""));
        assert_eq!(read.notes, ["line 3: the birthday \"31/02/1980\" is no date"]);
    }

    #[test]
    fn whoever_has_no_name_is_called_after_what_is_known() {
        let read = contacts(
            TODAY,
            ",,,,,Skip,,Fen Radio\n,,,,,,Salo,\n,,,,,,,Fen Radio\n,,,,,,,,,,,,,,iiro.salo@mail.example\n,,,,,,,,,Only a note\n,,,,,,,,,,,,Crew\n",
        );
        let names: Vec<_> = read.people.iter().map(|person| person.fields.name.as_str()).collect();
        assert_eq!(names, ["Skip", "Salo", "Fen Radio", "Iiro Salo"]);
        assert_eq!(read.skipped.iter().map(|one| one.line).collect::<Vec<_>>(), [6, 7]);
    }

    #[test]
    fn no_other_table_is_taken_for_this() {
        for text in ["", "First Name,Last Name,URL,Connected On\n", "First Name,Last Name,E-mail Address,Company\n"] {
            assert!(!is(text), "{text}");
            assert!(read(text).is_err());
        }
    }
}
