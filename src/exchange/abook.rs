//! The address book of abook: `[0]`, `[1]` and what stands below as `key=value`.
//!
//! Must not know who is here.

use std::collections::BTreeMap;

use crate::domain::incoming::{Incoming, Skipped, Unreadable};

use super::date::First;
use super::person::{Gather, Remarks, shown};

/// So many lines are looked through for what tells the format.
const WITHIN: usize = 30;
const NO_MAIL: (&str, &str) = ("a mail address that is none", "mail addresses that are none");
const NO_LINK: (&str, &str) = ("a link that cannot be opened", "links that cannot be opened");
const NO_DATE: (&str, &str) = ("a date that is none", "dates that are none");

/// Whether a text is such an address book.
pub fn is(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(WITHIN);
    lines.any(|line| {
        let bare = line.trim_start_matches(['#', '\u{feff}', ' ']);
        line.starts_with(['#', '\u{feff}']) && bare.eq_ignore_ascii_case("abook addressbook file")
            || line.split_once('=').is_some_and(|(key, value)| key.trim() == "program" && value.trim() == "abook")
    })
}

/// Reads it.
///
/// # Errors
/// None so far: what cannot be understood is left out line by line.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let mut incoming = Incoming { format: "abook address book", source: "abook", ..Incoming::default() };
    let mut remarks = Remarks::default();
    let mut open: Option<Record<'_>> = None;
    let mut inside = false;
    for (n, line) in text.lines().enumerate() {
        let number = u32::try_from(n + 1).unwrap_or(u32::MAX);
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            close(open.take(), &mut incoming, &mut remarks);
            inside = true;
            // `[format]` is about the file
            open = section.trim().parse::<u64>().is_ok().then(|| Record { line: number, values: BTreeMap::new() });
        } else if let (Some(record), Some((key, value))) = (&mut open, line.split_once('=')) {
            record.values.entry(key.trim()).or_insert(value.trim());
        } else if !line.is_empty() && !line.starts_with('#') && (open.is_some() || !inside) {
            let why = "it is no line like name=Ada".to_owned();
            incoming.skipped.push(Skipped { line: number, what: shown(line), why });
        }
    }
    close(open, &mut incoming, &mut remarks);
    incoming.notes = remarks.notes();
    incoming.skipped.sort_by_key(|skipped| skipped.line);
    Ok(incoming)
}

struct Record<'t> {
    line: u32,
    values: BTreeMap<&'t str, &'t str>,
}

fn close(record: Option<Record<'_>>, incoming: &mut Incoming, remarks: &mut Remarks) {
    let Some(Record { line, values }) = record else { return };
    let value = |key: &str| values.get(key).copied().unwrap_or_default();
    let mut who = Gather::at(line);
    who.name(value("name"));
    who.nickname(value("nick"));
    for mail in value("email").split(',').filter(|mail| !mail.trim().is_empty()) {
        if !who.mail(mail) {
            remarks.add(NO_MAIL, line, mail);
        }
    }
    who.town(value("city"));
    who.tags(value("groups"));
    if !value("url").is_empty() && !who.link(value("url")) {
        remarks.add(NO_LINK, line, value("url"));
    }
    if !who.birthday(value("birthday"), First::Month) {
        remarks.add(NO_DATE, line, value("birthday"));
    }
    if !who.date("anniversary", value("anniversary")) {
        remarks.add(NO_DATE, line, value("anniversary"));
    }
    for key in ["notes", "custom1", "custom2", "custom3", "custom4", "custom5"] {
        who.note(value(key));
    }
    match who.finish() {
        Ok(person) => incoming.people.push(person),
        Err(skipped) => incoming.skipped.push(skipped),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_read_and_the_rest_is_told() {
        let text = "# abook addressbook file\r\n\r\n[format]\r\nprogram=abook\r\nversion=0.6.1\r\n\r\n\r\n\
                    [0]\r\nname=Suda Rao\r\nemail=suda@mail.example,s.rao@work.example\r\nmobile=1\r\nnick=Su\r\n\
                    birthday=1984-03-09\r\nanniversary=--05-01\r\ncity=Lund\r\ngroups=choir, crew\r\n\
                    url=https://github.com/suda\r\nnotes=likes a=b\r\ncustom1=met in Oslo\r\n\r\n\
                    [1]\r\nphone=1\r\n\r\n[2]\r\nemail=bo.li@mail.example,broken\r\nnonsense\r\n";
        assert!(is(text));
        let incoming = read(text).unwrap_or_else(|why| panic!("{why}"));
        let suda = &incoming.people[0];
        let (fields, handles) = (&suda.fields, suda.handles.iter().map(|one| one.name.as_str()).collect::<Vec<_>>());
        assert_eq!((suda.line, fields.name.as_str(), fields.mail.as_str()), (8, "Suda Rao", "suda@mail.example"));
        assert_eq!((fields.town.as_str(), fields.birthday.as_str()), ("Lund", "1984-03-09"));
        assert_eq!(fields.notes, "Also called Su\nlikes a=b\nmet in Oslo");
        assert_eq!((fields.tags.join("+"), handles), ("choir+crew".to_owned(), vec!["s.rao@work.example", "suda"]));
        assert_eq!(suda.dates, [("anniversary".to_owned(), "--05-01".to_owned())]);
        assert_eq!(incoming.people[1].fields.name, "Bo Li");
        let skipped: Vec<(u32, &str)> = incoming.skipped.iter().map(|one| (one.line, one.why.as_str())).collect();
        assert_eq!(skipped, [(21, "no name"), (26, "it is no line like name=Ada")]);
        assert_eq!(incoming.notes, ["a mail address that is none was left out, in line 24: broken"]);
    }

    #[test]
    fn only_what_says_so_is_one() {
        for text in ["", "[0]\nname=Ada\n", "Name,Mail\n# abook addressbook file,x\n", "program=other"] {
            assert!(!is(text), "{text}");
        }
        assert!(is("[format]\nprogram=abook\n\n[0]\nname=Ada\n"));
    }
}
