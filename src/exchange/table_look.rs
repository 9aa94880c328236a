//! A table as it is shown to whoever says which of its columns is what, and which of those choices fits a table.
//!
//! Must not know how its rows become people.

use uuid::Uuid;

use super::choices::Choices;
use super::header::{WITHIN, header_of, several};
use super::mapping::{Field, Mapping, called, field_words};
use super::person::shown;
use super::table::{TableRow, rows};
use crate::domain::fold::fold;
use crate::domain::link::mail;
use crate::domain::table_look::{Chosen, ColumnLook, TableLook};

/// So many cells of a column are shown.
const SAMPLES: usize = 2;
/// So many columns are shown.
const COLUMNS: usize = 100;
/// The namespace of the keys; any fixed value does.
const NAMESPACE: Uuid = Uuid::from_u128(0x1d5c_02f4_7e11_4c5e_9b0a_6d61_7070_696e);

/// How a table is shown; none for a text that is none.
pub fn look(text: &str) -> Option<TableLook> {
    let rows = rows(text);
    // one line with commas is a sentence
    let filled = |row: &&TableRow| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let at = header_of(&rows).or_else(|| several(&rows).filter(|_| rows.iter().filter(filled).count() > 1))?;
    let header = &rows[at].cells;
    let guess = Mapping::guess(header);
    // without names of columns the first row is somebody
    let is_somebody = header.iter().any(|cell| mail(cell).is_some());
    let samples = || rows.iter().skip(if is_somebody { at } else { at + 1 }).take(SAMPLES);
    let column = |(n, name): (usize, &String)| {
        let field = guess.columns.get(n).copied().flatten();
        let cells = samples().map(|row| row.cells.get(n).map_or_else(String::new, |cell| shown(cell)));
        ColumnLook {
            name: if is_somebody { String::new() } else { shown(name) },
            called: if is_somebody { format!("#{}", n + 1) } else { called(n, header) },
            samples: cells.collect(),
            field: field.map_or("", Field::word),
        }
    };
    let columns = header.iter().enumerate().take(COLUMNS).map(column).collect();
    Some(TableLook { key: key(header), columns, fields: std::iter::once("").chain(field_words()).collect() })
}

/// What was chosen for a table with these columns, and whether it is said now.
pub(super) fn chosen<'c>(text: &str, choices: &'c Choices) -> Option<(&'c Chosen, bool)> {
    if choices.said.is_empty() && choices.known.is_empty() {
        return None;
    }
    let rows = rows(text);
    let fits = |key: &str, all: &'c [Chosen]| all.iter().find(|one| one.key == key);
    rows.iter().take(WITHIN).filter(|row| row.cells.len() > 1).find_map(|row| {
        let key = key(&row.cells);
        let said = fits(&key, &choices.said).map(|one| (one, true));
        said.or_else(|| fits(&key, &choices.known).map(|one| (one, false)))
    })
}

/// What tells tables with these columns from others: the same whatever the capitals and blanks, and nothing of what
/// stands in them can be read from it.
pub(super) fn key(header: &[String]) -> String {
    let folded: Vec<String> = header.iter().map(|name| fold(name.trim())).collect();
    Uuid::new_v5(&NAMESPACE, folded.join("\u{1f}").as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_shown_with_what_its_columns_seem_to_be() {
        let text = "wer;wo;E-Mail\nAda;Lund;ada@mail.example\nBo;;\n";
        let look = look(text).unwrap_or_else(|| panic!("no table"));
        let told: Vec<_> = look.columns.iter().map(|column| (&*column.called, column.samples.join("|"))).collect();
        assert_eq!(
            told,
            [("wer", "Ada|Bo".to_owned()), ("wo", "Lund|".to_owned()), ("E-Mail", "ada@mail.example|".to_owned())]
        );
        assert_eq!((look.map().as_str(), look.names_somebody()), ("mail=E-Mail", true));
        assert!(look.fields.starts_with(&["", "name", "first", "last", "mail"]) && look.fields.contains(&"github"));
        // without a header columns go by their number, and the first row is shown too
        let bare = super::look("Ada,ada@mail.example\nBo,bo@mail.example\n").unwrap_or_else(|| panic!("no table"));
        assert_eq!((bare.columns[0].called.as_str(), bare.columns[0].samples.join("|")), ("#1", "Ada|Bo".to_owned()));
        for text in ["", "Dear Ada, hello", "one line\nand another"] {
            assert_eq!(super::look(text), None, "{text}");
        }
    }

    #[test]
    fn a_choice_fits_tables_with_the_same_columns() {
        let kept = |text: &str, map: &str| {
            let look = look(text).unwrap_or_else(|| panic!("no table"));
            Chosen { key: look.key, map: map.to_owned() }
        };
        let first = kept("wer,wo\nAda,Lund\nBo,Rome\n", "name=wer");
        let choices = Choices { known: vec![first.clone()], ..Choices::default() };
        for (text, fits) in [
            ("My people\n\nWer , WO\nMei,Oslo\n", true),
            ("wer;wo\nMei;Oslo\n", true),
            ("wo,wer\nOslo,Mei\n", false),
            ("", false),
        ] {
            assert_eq!(chosen(text, &choices).is_some_and(|(one, said)| *one == first && !said), fits, "{text}");
        }
        let said = Choices { said: vec![Chosen { map: "name=wo".to_owned(), ..first }], ..choices };
        assert!(chosen("wer,wo\nMei,Oslo\n", &said).is_some_and(|(one, said)| said && one.map == "name=wo"));
    }
}
