//! Any table of people that has a header: the last resort, by a mapping that was guessed or said.
//!
//! Must not know what columns are called.

use crate::domain::incoming::{Incoming, IncomingAct, IncomingTime, Unreadable};
use crate::domain::kind::Direction;
use crate::domain::table_look::Chosen;

use super::choices::Choices;
use super::date::{Date, First};
use super::header::{WITHIN, header_of, several};
use super::mapping::{Field, Mapping, is_by_number, told};
use super::person::{Gather, Remarks};
use super::table::{TableRow, rows};
use super::table_look::{chosen, key};

const NO_MAIL: (&str, &str) = ("a mail address that is none", "mail addresses that are none");
const NO_LINK: (&str, &str) = ("a link or handle that is none", "links or handles that are none");
const NO_DATE: (&str, &str) = ("a date that is none", "dates that are none");

/// Whether a text is a table at all: a row with a name or mail column, or with several cells. What begins as JSON or
/// XML does has commas enough, and is none.
pub fn is(text: &str) -> bool {
    if text.trim_start().starts_with(['{', '[', '<']) {
        return false;
    }
    let rows = rows(text);
    header_of(&rows).is_some() || several(&rows).is_some()
}

/// Reads it as its header says.
///
/// # Errors
/// Where no column is a name or a mail address: says which columns there are.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let mut rows = rows(text);
    let Some(at) = header_of(&rows) else { return Err(unnamed(&rows)) };
    let below = rows.split_off(at + 1);
    let header = rows.swap_remove(at).cells;
    let mapping = Mapping::guess(&header);
    let mut incoming = read_rows(&below, &header, &mapping);
    let read_as = mapping.text(&header);
    incoming.notes.insert(0, format!("read as {read_as}: where that is wrong, say it with --map"));
    Ok(incoming)
}

/// Reads it as somebody chose for tables with its columns; none where nobody did.
pub(super) fn read_as_chosen(text: &str, choices: &Choices) -> Option<Result<Incoming, Unreadable>> {
    let (chosen, is_said) = chosen(text, choices)?;
    let mut incoming = read_with(text, &chosen.map);
    if let Ok(incoming) = &mut incoming {
        let since = if is_said { "as you say" } else { "as you said before: say it anew with --map" };
        incoming.notes.insert(0, format!("read as {}, {since}", chosen.map));
    }
    Some(incoming)
}

/// Reads it as a person says, in the text form of a mapping.
///
/// # Errors
/// Where the mapping is not understood, or speaks of columns that are not there.
pub fn read_with(text: &str, map: &str) -> Result<Incoming, Unreadable> {
    let mut rows = rows(text);
    let mut wrong = None;
    let fits = |row: &TableRow| match Mapping::read(map, &row.cells) {
        Ok(mapping) => Some(mapping),
        Err(why) => {
            wrong.get_or_insert((row.line, why));
            None
        }
    };
    let found = rows.iter().take(WITHIN).map(fits).enumerate().find_map(|(at, mapping)| Some((at, mapping?)));
    let Some((at, mapping)) = found else {
        let (line, why) = wrong.unwrap_or((0, "there is no row in it".to_owned()));
        return Err(Unreadable { line, why });
    };
    if !mapping.columns.iter().flatten().any(|field| *field != Field::Tags && *field != Field::Notes) {
        let why = format!(
            "say at least which column is a name or a mail address, as in --map \"name={}\"",
            sample(&rows[at])
        );
        return Err(Unreadable { line: rows[at].line, why });
    }
    // without names of columns the first row may be somebody
    let is_somebody = is_by_number(map) && rows[at].cells.iter().any(|cell| crate::domain::link::mail(cell).is_some());
    let below = if is_somebody { rows[at..].to_vec() } else { rows.split_off(at + 1) };
    let columns = Some(Chosen { key: key(&rows[at].cells), map: map.to_owned() });
    let header = if is_somebody { Vec::new() } else { rows.swap_remove(at).cells };
    Ok(Incoming { columns, ..read_rows(&below, &header, &mapping) })
}

fn unnamed(rows: &[TableRow]) -> Unreadable {
    let Some(row) = several(rows).map(|at| &rows[at]) else { return Unreadable::new("it is no table") };
    let columns = told(&row.cells);
    let why = format!(
        "no column is a name or a mail address: there is {columns}. Say which is which, as in --map \"name={}\"",
        sample(row)
    );
    Unreadable { line: row.line, why }
}

/// How the first column of a row is spoken of.
fn sample(row: &TableRow) -> String {
    let first = Mapping { columns: vec![Some(Field::FullName)] }.text(&row.cells);
    super::person::shown(first.strip_prefix("name=").unwrap_or("#1"))
}

fn read_rows(rows: &[TableRow], header: &[String], mapping: &Mapping) -> Incoming {
    let mut incoming = Incoming { format: "table", source: "csv", ..Incoming::default() };
    let mut remarks = Remarks::default();
    let cell = |row: &TableRow, at: usize| row.cells.get(at).cloned().unwrap_or_default();
    let dates: Vec<usize> = mapping.all(Field::Birthday).chain(mapping.all(Field::Met)).collect();
    let order = order(rows, &dates, header);
    for row in rows {
        let mut who = Gather::at(row.line);
        let part =
            |field: Field| mapping.all(field).map(|at| cell(row, at)).find(|cell| !cell.is_empty()).unwrap_or_default();
        who.name(&part(Field::FullName));
        who.name(&part(Field::Name));
        who.name(&format!("{} {}", part(Field::First), part(Field::Last)));
        let mut met = Vec::new();
        for (at, field) in mapping.columns.iter().enumerate().filter_map(|(at, field)| Some((at, (*field)?))) {
            let cell = cell(row, at);
            if cell.is_empty() {
                continue;
            }
            let odd = match field {
                Field::FullName | Field::Name | Field::First | Field::Last => None,
                Field::Mail => {
                    let parts = cell.split([',', ';', ' ', '\n']).filter(|part| !part.is_empty());
                    // counted, so that each is taken in
                    (parts.filter(|part| who.mail(part)).count() == 0).then_some(NO_MAIL)
                }
                Field::Organisation => none(|| who.organisation(&cell)),
                Field::Position => none(|| who.position(&cell)),
                Field::Town => none(|| who.town(&cell)),
                Field::Tags => none(|| who.tags(&cell)),
                Field::Notes => none(|| who.note(&cell)),
                Field::Birthday => (!who.birthday(&cell, order)).then_some(NO_DATE),
                Field::Met => {
                    let date = Date::read(&cell, order).and_then(Date::on);
                    met.extend(date);
                    date.is_none().then_some(NO_DATE)
                }
                Field::Link => (!who.link(&cell)).then_some(NO_LINK),
                Field::Account(platform) => (!who.account(platform, &cell)).then_some(NO_LINK),
            };
            if let Some(sort) = odd {
                remarks.add(sort, row.line, &cell);
            }
        }
        match who.finish() {
            Ok(person) => {
                let (place, line) = (incoming.people.len(), row.line);
                let act = |date| IncomingAct {
                    line,
                    person: place,
                    direction: Direction::Out,
                    kind: "met",
                    at: IncomingTime::On(date),
                    note: String::new(),
                };
                incoming.acts.extend(met.into_iter().map(act));
                incoming.people.push(person);
            }
            Err(skipped) => incoming.skipped.push(skipped),
        }
    }
    incoming.notes = remarks.notes();
    incoming
}

fn none(does: impl FnOnce()) -> Option<(&'static str, &'static str)> {
    does();
    None
}

/// Whether the day or the month comes first: as the dates tell, else as the language of their column does it.
fn order(rows: &[TableRow], columns: &[usize], header: &[String]) -> First {
    let cells = rows.iter().flat_map(|row| columns.iter().filter_map(|at| row.cells.get(*at)));
    First::of(cells.map(String::as_str)).unwrap_or_else(|| {
        let english = |name: &String| {
            let name = name.to_lowercase();
            ["birth", "dob", "born", "last", "met"].iter().any(|word| name.contains(word))
        };
        let known = columns.iter().find_map(|at| header.get(*at));
        if known.is_none_or(english) { First::Month } else { First::Day }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(incoming: &Incoming) -> Vec<String> {
        let people = incoming.people.iter().map(|person| {
            let fields = &person.fields;
            let mut told = vec![person.line.to_string(), fields.name.clone()];
            let texts = [&fields.mail, &fields.organisation, &fields.town, &fields.birthday, &fields.notes];
            told.extend(texts.into_iter().filter(|text| !text.is_empty()).map(|text| text.replace('\n', "/")));
            told.extend(fields.tags.iter().map(|tag| format!("#{tag}")));
            told.extend(person.handles.iter().map(|handle| format!("{} {}", handle.platform, handle.name)));
            told.join(" | ")
        });
        people.collect()
    }

    #[test]
    fn tables_of_people_are_read_by_their_header() {
        let table = [
            (
                "My contacts\n\nName;E-Mail;Firma;Ort;Tags;GitHub;Geburtstag\n\
                 Mei Tan;mei@mail.example, m@work.example;Tidal;Lund;rust, choir;mei;3/4/1990\n;;;;;;\n;bo.li@mail.example;;;;;\n",
                vec![
                    "4 | Mei Tan | mei@mail.example | Tidal | Lund | 1990-04-03 | #rust | #choir | mail m@work.example | github mei",
                    "6 | Bo Li | bo.li@mail.example",
                ],
            ),
            ("first name\tsurname\tjob\n Ada \tLind\tBotanist\n", vec!["2 | Ada Lind | Botanist"]),
            ("Name\nAda\nBo\n", vec!["2 | Ada", "3 | Bo"]),
            ("Nom,Prénom\nMoreau,Zoë\n", vec!["2 | Zoë Moreau"]),
        ];
        for (text, wanted) in table {
            assert!(is(text), "{text}");
            let incoming = read(text).unwrap_or_else(|why| panic!("{why}"));
            assert_eq!(told_of(&incoming), wanted);
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let text =
            "Name,Mail,Website,Birthday,Last contact\nAda,nobody,javascript:x,never,2026-03-01\n,,,,soon\n,,x y,,\n";
        let incoming = read(text).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(incoming.acts.iter().map(|act| (act.person, act.kind)).collect::<Vec<_>>(), [(0, "met")]);
        assert_eq!(
            incoming.skipped.iter().map(|one| (one.line, one.why.as_str())).collect::<Vec<_>>(),
            [(3, "no name"), (4, "no name")]
        );
        let wanted = [
            "read as name=Name,mail=Mail,link=Website,birthday=Birthday,met=Last contact: where that is wrong, say it with --map",
            "a mail address that is none was left out, in line 2: nobody",
            "2 links or handles that are none were left out, the first in line 2: javascript:x",
            "2 dates that are none were left out, the first in line 2: never",
        ];
        assert_eq!(incoming.notes, wanted);
    }

    #[test]
    fn a_table_without_names_says_its_columns() {
        let why = read("kitten,win,\n1,2,3\n").err().unwrap_or_else(|| panic!("read"));
        let words = "no column is a name or a mail address: there is \"kitten\", \"win\", #3. Say which is which, as in --map \"name=kitten\"";
        assert_eq!((why.line, why.why.as_str()), (1, words));
        for text in ["", "\n", "one line of prose\nand another", "{\"a\": 1, \"b\": 2}", "<a>1,2</a>"] {
            assert!(!is(text), "{text:?}");
        }
    }

    #[test]
    fn what_a_person_says_is_read() {
        let text = "title row\nwer,wo,x\nAda,Lund,ada@mail.example\n";
        let read = |map: &str| read_with(text, map).map(|incoming| told_of(&incoming));
        assert_eq!(read("name=wer,town=wo,mail=#3"), Ok(vec!["3 | Ada | ada@mail.example | Lund".to_owned()]));
        assert!(read("name=who").is_err_and(|why| why.why.contains("no column is called \"who\"")));
        assert!(read("tags=wo").is_err_and(|why| why.why.contains("at least")));
        assert!(read_with("", "name=a").is_err());
        let bare = read_with("Ada,ada@mail.example\nBo,bo@mail.example\n", "name=#1,mail=#2");
        assert_eq!(bare.map(|incoming| incoming.people.len()), Ok(2));
    }

    #[test]
    #[expect(clippy::print_stdout, reason = "says why nothing was looked at")]
    fn tables_of_others_are_read_or_refused_with_line_and_reason() {
        let Some(folder) = std::env::var_os("ROUNDS_CORPORA") else {
            println!("ROUNDS_CORPORA is not set: no files of others are read");
            return;
        };
        let files =
            std::fs::read_dir(std::path::Path::new(&folder).join("csv")).unwrap_or_else(|error| panic!("{error}"));
        for path in files.map(|file| file.unwrap_or_else(|error| panic!("{error}")).path()) {
            let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{error}"));
            match crate::exchange::recognise::read(&bytes) {
                Ok(incoming) => assert!(!incoming.people.is_empty() || !incoming.skipped.is_empty(), "{path:?}"),
                Err(why) => assert!(why.line > 0 || bytes.len() < 2, "{path:?}: {why}"),
            }
        }
    }

    #[test]
    fn thousands_of_rows_and_wide_ones_are_read_once() {
        let rows: Vec<String> = (0..5_000).map(|n| format!("Person {n},p{n}@mail.example,Lund")).collect();
        let incoming = read(&format!("Name,Mail,Town\n{}\n", rows.join("\n")));
        assert_eq!(incoming.map(|incoming| incoming.people.len()), Ok(5_000));
        for cell in ["name,", "mail,", "x,", "\"", ",\n"] {
            let text = format!("Name,Mail\nAda,{}\n", cell.repeat(50_000));
            assert!(read(&text).is_ok() && read_with(&text, "name=Name").is_ok(), "{cell:?}");
            drop(read(&cell.repeat(50_000)));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_table_is_too_odd(text in "([nN]ame|mail|birthday|github|met|[,;\"\n\r\t|=#]|[é ]|.){0,60}", map in "(name|mail|tags|x)=(#[0-9]|.){0,3},?.{0,5}") {
            drop(read(&text));
            drop(read_with(&text, &map));
        }
    }
}
