//! Tables as CSV (RFC 4180): people, communities, acts, what is owed, commitments, feeds.
//!
//! Owns the columns and how a cell is made safe for a spreadsheet. Must not know where rows come from.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::Terminator;

use crate::domain::community::Community;
use crate::domain::contact::{Contact, DatedSort, Handle};
use crate::domain::feed::Feed;
use crate::domain::kind::Kinds;
use crate::domain::outgoing::{OutgoingAct, OutgoingCommitment, OutgoingOwed};
use crate::domain::platform::MAIL;
use crate::domain::text::is_unsafe;

/// The columns of people.
pub const PEOPLE: &[&str] = &[
    "name",
    "tier",
    "cadence",
    "style",
    "stage",
    "reach",
    "why",
    "offer",
    "hope",
    "organisation",
    "town",
    "mail",
    "handles",
    "links",
    "tags",
    "topics",
    "birthday",
    "dates",
    "notes",
    "pinned",
    "archived",
    "uid",
];
/// The columns of communities.
pub const COMMUNITIES: &[&str] = &[
    "name",
    "platform",
    "link",
    "state",
    "role",
    "rung",
    "cadence",
    "patience",
    "rules",
    "expects",
    "acting_as",
    "tags",
    "topics",
    "handles",
    "notes",
    "pinned",
    "archived",
    "uid",
];
/// The columns of acts.
pub const ACTS: &[&str] = &[
    "day",
    "time",
    "direction",
    "kind",
    "person",
    "community",
    "platform",
    "count",
    "note",
    "link",
    "minutes",
    "person_uid",
    "uid",
];
/// The columns of what is owed.
pub const OWED: &[&str] =
    &["since", "sort", "person", "community", "text", "count", "open", "due", "closed", "link", "uid"];
/// The columns of commitments.
pub const COMMITMENTS: &[&str] = &["commitment", "from", "until", "uid"];
/// The columns of feeds.
pub const FEEDS: &[&str] = &["feed", "of", "address", "site", "never asked"];

/// A table that is being written.
pub struct Sheet<W: Write>(csv::Writer<W>);

impl<W: Write> Sheet<W> {
    /// Begins one with the names of its columns.
    ///
    /// # Errors
    /// Those of the output, here and below.
    pub fn new(to: W, columns: &[&str]) -> io::Result<Self> {
        let mut writer = csv::WriterBuilder::new().terminator(Terminator::CRLF).from_writer(to);
        writer.write_record(columns)?;
        Ok(Self(writer))
    }

    /// Somebody.
    pub fn contact(&mut self, contact: &Contact) -> io::Result<()> {
        let fields = &contact.fields;
        let dates = contact.dated.iter().filter(|dated| dated.sort != DatedSort::Birthday);
        self.row(&[
            &fields.name,
            fields.tier.map_or("", |tier| tier.word()),
            &number(fields.cadence),
            fields.style.map_or("", |style| style.word()),
            fields.stage.map_or("", |stage| stage.word()),
            fields.reach.map_or("", |reach| reach.word()),
            &fields.why,
            &fields.offer,
            &fields.hope,
            &fields.organisation,
            &fields.town,
            first_mail(contact),
            &handles(&contact.handles),
            &list(contact.handles.iter().map(|handle| handle.link.clone()).filter(|link| !link.is_empty())),
            &list(fields.tags.iter().cloned()),
            &list(fields.topics.iter().cloned()),
            &fields.birthday,
            &list(dates.map(|dated| format!("{} {}", dated.text, dated.day))),
            &fields.notes,
            yes(fields.pinned),
            yes(contact.archived),
            &contact.uid,
        ])
    }

    /// A place.
    pub fn community(&mut self, community: &Community) -> io::Result<()> {
        let fields = &community.fields;
        self.row(&[
            &fields.name,
            &fields.platform,
            &fields.link,
            fields.state.word(),
            fields.role.word(),
            &community.rung.to_string(),
            &number(fields.cadence),
            &number(fields.patience),
            &fields.rules,
            &fields.expects,
            &fields.acting_as,
            &list(fields.tags.iter().cloned()),
            &list(fields.topics.iter().cloned()),
            &handles(&community.handles),
            &fields.notes,
            yes(fields.pinned),
            yes(community.archived),
            &community.uid,
        ])
    }

    /// An act.
    pub fn act(&mut self, act: &OutgoingAct, kinds: &Kinds) -> io::Result<()> {
        self.row(&[
            &act.day.to_string(),
            &act.at.map(|at| at.rfc3339(act.offset)).unwrap_or_default(),
            act.direction.id(),
            kinds.find(act.direction, &act.kind).map_or(&act.kind, |kind| kind.label),
            &act.person,
            &act.community,
            &act.platform,
            &act.count.to_string(),
            &act.note,
            &act.link,
            &number(act.minutes),
            &act.person_uid,
            &act.uid,
        ])
    }

    /// Something owed.
    pub fn owed(&mut self, owed: &OutgoingOwed) -> io::Result<()> {
        self.row(&[
            &owed.since.to_string(),
            &owed.sort,
            &owed.person,
            &owed.community,
            &owed.text,
            &owed.count.to_string(),
            &owed.left.to_string(),
            &owed.due.map(|day| day.to_string()).unwrap_or_default(),
            &owed.closed,
            &owed.link,
            &owed.uid,
        ])
    }

    /// A commitment.
    pub fn commitment(&mut self, commitment: &OutgoingCommitment) -> io::Result<()> {
        let until = commitment.until.map(|day| day.to_string()).unwrap_or_default();
        self.row(&[&commitment.words, &commitment.from.to_string(), &until, &commitment.uid])
    }

    /// A feed, with the address that may be shown.
    pub fn feed(&mut self, feed: &Feed, address: &str) -> io::Result<()> {
        self.row(&[&feed.name(), &feed.owner, address, &feed.state.site, &feed.off])
    }

    /// Ends it.
    pub fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }

    fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        for cell in cells {
            self.0.write_field(safe(cell).as_bytes())?;
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }
}

/// A cell that no spreadsheet takes for a formula, without what a terminal would obey.
fn safe(cell: &str) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let odd = |c: char| c != '\n' && is_unsafe(c);
    if !formula && !cell.contains(odd) {
        return Cow::Borrowed(cell);
    }
    let clean = cell.replace(odd, "");
    Cow::Owned(if formula { format!("'{clean}") } else { clean })
}

/// The address of somebody: the one that was filled in, else that of a handle.
fn first_mail(contact: &Contact) -> &str {
    let handle = || contact.handles.iter().find(|handle| handle.platform == MAIL).map(|handle| handle.name.as_str());
    Some(contact.fields.mail.as_str()).filter(|mail| !mail.is_empty()).or_else(handle).unwrap_or_default()
}

fn handles(handles: &[Handle]) -> String {
    list(handles.iter().map(|handle| format!("{} {}", handle.platform, handle.name)))
}

fn list(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

fn number(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Day;
    use proptest::prelude::*;

    fn written(cells: &[&str]) -> String {
        let mut bytes = Vec::new();
        let mut write = || -> io::Result<()> {
            let mut sheet = Sheet::new(&mut bytes, &["a", "b"][..cells.len()])?;
            sheet.row(cells)?;
            sheet.finish()
        };
        write().unwrap_or_else(|why| panic!("{why}"));
        String::from_utf8(bytes).unwrap_or_else(|why| panic!("{why}"))
    }

    #[test]
    fn cells_are_quoted_and_no_formula() {
        for (cell, wanted) in [
            ("Ada", "Ada"),
            ("Lindqvist, Ada", "\"Lindqvist, Ada\""),
            ("the \"fast\" one", "\"the \"\"fast\"\" one\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+2", "'=1+2"),
            ("+49 1", "'+49 1"),
            ("-5", "'-5"),
            ("--02-29", "'--02-29"),
            ("@ada@social.example", "'@ada@social.example"),
            ("\t=1", "'=1"),
            ("\r=1", "'=1"),
            ("a=1", "a=1"),
            ("A\u{1b}[31mda\u{202e}", "A[31mda"),
            ("", "\"\""),
        ] {
            assert_eq!(written(&[cell]), format!("a\r\n{wanted}\r\n"), "{cell:?}");
        }
        assert_eq!(written(&["", "b"]), "a,b\r\n,b\r\n");
    }

    #[test]
    fn each_row_has_its_columns() -> io::Result<()> {
        let Some(day) = Day::new(2026, 9, 22) else { panic!("a day") };
        let commitment =
            OutgoingCommitment { uid: "u".to_owned(), words: "1 post a week".to_owned(), from: day, until: None };
        let mut bytes = Vec::new();
        let mut sheet = Sheet::new(&mut bytes, COMMITMENTS)?;
        sheet.commitment(&commitment)?;
        sheet.finish()?;
        assert_eq!(String::from_utf8_lossy(&bytes), "commitment,from,until,uid\r\n1 post a week,2026-09-22,,u\r\n");
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_cell_is_one_cell_and_no_formula(cell in any::<String>()) {
            let text = written(&[&cell, "end"]);
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
            let rows: Vec<csv::StringRecord> = reader.records().filter_map(Result::ok).collect();
            prop_assert_eq!(rows.len(), 1, "{:?}", text);
            prop_assert_eq!(&rows[0][1], "end");
            prop_assert!(!rows[0][0].starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", text);
        }
    }
}
