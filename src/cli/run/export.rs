//! `export`: everything, or one person, in the form that was asked for.
//!
//! Reads from the store and writes through `exchange`. Must not know where it is written.

use std::io::Write;
use std::path::Path;

use crate::cli::args::export::{Export, Table};
use crate::cli::ask::Ask;
use crate::cli::exit::{Code, Failure, Result};
use crate::cli::house::House;
use crate::cli::masked::{masked, masked_row};
use crate::cli::outlet::{self, Folder, Stop};
use crate::cli::print::page::{Page, send};
use crate::domain::feed::SECRET_LEFT_OUT;
use crate::domain::ids::{ContactId, Subject};
use crate::domain::record::Piece;
use crate::exchange::out::calendar::Entries;
use crate::exchange::out::tables::{self, Sheet};
use crate::exchange::out::{cards, friends, opml, people};
use crate::exchange::own_json::Writer;
use crate::report::markdown;
use crate::store::Store;
use crate::store::export::listed::Acts;

type Written = std::result::Result<(), Stop>;

/// A file of the whole folder: its name, and what is in it.
const FILES: &[(&str, &str)] = &[
    ("rounds.json", "everything, every row of it: `rounds import rounds.json` brings it back"),
    ("people.csv", "people, for a spreadsheet"),
    ("communities.csv", "communities"),
    ("acts.csv", "every act that was logged"),
    ("owed.csv", "what is and was owed"),
    ("commitments.csv", "commitments"),
    ("feeds.csv", "feeds, and whose they are"),
    ("people.vcf", "people as cards (vCard 4.0), for an address book"),
    ("calendar.ics", "planned blocks, birthdays, yearly dates, steps and promises, for a calendar"),
    ("feeds.opml", "feeds, for a feed reader"),
    ("people.md", "people, to be read"),
    ("reviews.md", "the reviews that were closed, to be read"),
    ("friends.md", "people and acts, for the program friends"),
];

/// Takes out what was asked for.
pub(super) fn export(house: &House, args: &Export) -> Result<()> {
    let store = house.reading()?;
    let taking = Taking { house, store: &store, secrets: args.with_secrets };
    if let Some(place) = &args.all {
        return taking.folder(place);
    }
    let form = &args.form;
    if let Some(name) = &args.name {
        let found = Ask::new(house, &store).anyone(name)?;
        let Subject::Contact(id) = found.subject else {
            return Err(Failure::new(
                Code::NotFound,
                format!("{} is a place, and only people go out alone", found.name),
            )
            .next("rounds export --csv communities takes out all places"));
        };
        return put(args, |out| match (form.vcard, form.markdown) {
            (true, _) => taking.card(id, out),
            (_, true) => taking.person(id, out),
            _ => taking.everything(Some(id), out),
        });
    }
    put(args, |out| match form.csv {
        Some(table) => taking.table(table, out),
        None if form.vcard => taking.cards(out),
        None if form.ics => taking.calendar(out),
        None if form.opml => taking.feeds(out),
        None if form.markdown => taking.people(out),
        None if form.friends => taking.friends(out),
        None if form.reviews => taking.reviews(out),
        None => taking.everything(None, out),
    })
}

/// Writes where it was asked for.
fn put(args: &Export, write: impl FnOnce(&mut dyn Write) -> Written) -> Result<()> {
    match args.to.as_deref() {
        Some(path) if !outlet::is_standard(Some(path)) => outlet::file(path, args.force, write),
        _ => outlet::print(write),
    }
}

/// What is taken from, and what is asked besides.
struct Taking<'t> {
    house: &'t House,
    store: &'t Store,
    /// Whether the secrets in addresses of feeds go out too.
    secrets: bool,
}

impl Taking<'_> {
    /// All forms into a folder.
    fn folder(&self, place: &Path) -> Result<()> {
        let folder = Folder::new(place)?;
        for (name, _) in FILES {
            folder.file(name, |out| match *name {
                "people.csv" => self.table(Table::People, out),
                "communities.csv" => self.table(Table::Communities, out),
                "acts.csv" => self.table(Table::Acts, out),
                "owed.csv" => self.table(Table::Owed, out),
                "commitments.csv" => self.table(Table::Commitments, out),
                "feeds.csv" => self.table(Table::Feeds, out),
                "people.vcf" => self.cards(out),
                "calendar.ics" => self.calendar(out),
                "feeds.opml" => self.feeds(out),
                "people.md" => self.people(out),
                "reviews.md" => self.reviews(out),
                "friends.md" => self.friends(out),
                _ => self.everything(None, out),
            })?;
        }
        folder.file("README.md", |out| self.readme(out))?;
        folder.finish()?;
        let mut page = Page::new(self.house.ink);
        page.line(&format!("took everything out into {}: {} files", place.display(), FILES.len() + 1));
        Ok(send(&page.text())?)
    }

    fn readme(&self, out: &mut dyn Write) -> Written {
        let at = self.house.now.wall().format("%Y-%m-%d %H:%M");
        writeln!(out, "# What was kept in Rounds\n\nTaken out on {at}. Each file stands for itself:\n")?;
        for (name, what) in FILES {
            writeln!(out, "- `{name}`: {what}")?;
        }
        writeln!(
            out,
            "\nOnly `rounds.json` holds all there is: what was taken away is still in it, marked as `gone`, and it is\n\
             the file to keep. The others are for other programs and leave out what these cannot hold. In the tables a\n\
             cell that a spreadsheet would take for a formula begins with an apostrophe."
        )?;
        Ok(())
    }

    /// Every row, or those about one person.
    fn everything(&self, only: Option<ContactId>, out: &mut dyn Write) -> Written {
        let now = &self.house.now;
        let mut writer = Writer::new(out, &now.at.rfc3339(now.offset()))?;
        let mut feeds = false;
        self.store.everything::<Stop>(only, &mut |piece| {
            let masked = match piece {
                Piece::Table(table) => {
                    feeds = *table == "feed" && !self.secrets;
                    None
                }
                Piece::Row(record) if feeds => masked_row(record),
                Piece::Row(_) => None,
            };
            match &masked {
                Some(record) => writer.write(&Piece::Row(record))?,
                None => writer.write(piece)?,
            }
            Ok(())
        })?;
        writer.finish()?;
        Ok(())
    }

    fn table(&self, table: Table, out: &mut dyn Write) -> Written {
        let columns = match table {
            Table::People => tables::PEOPLE,
            Table::Communities => tables::COMMUNITIES,
            Table::Acts => tables::ACTS,
            Table::Owed => tables::OWED,
            Table::Commitments => tables::COMMITMENTS,
            Table::Feeds => tables::FEEDS,
        };
        let mut sheet = Sheet::new(out, columns)?;
        let kinds = &self.house.settings.kinds;
        match table {
            Table::People => self.store.every_contact::<Stop>(&mut |one| Ok(sheet.contact(one)?))?,
            Table::Communities => self.store.every_community::<Stop>(&mut |one| Ok(sheet.community(one)?))?,
            Table::Acts => self.store.every_act::<Stop>(Acts::All, &mut |act| Ok(sheet.act(act, kinds)?))?,
            Table::Owed => self.store.every_owed::<Stop>(&mut |owed| Ok(sheet.owed(owed)?))?,
            Table::Commitments => self.store.every_commitment::<Stop>(&mut |one| Ok(sheet.commitment(one)?))?,
            Table::Feeds => {
                for feed in self.store.feeds()? {
                    let address = masked(&feed.address).filter(|_| !self.secrets);
                    sheet.feed(&feed, address.as_deref().unwrap_or(&feed.address))?;
                }
            }
        }
        Ok(sheet.finish()?)
    }

    fn cards(&self, out: &mut dyn Write) -> Written {
        self.store.every_contact::<Stop>(&mut |one| Ok(out.write_all(cards::card(one).as_bytes())?))
    }

    fn card(&self, id: ContactId, out: &mut dyn Write) -> Written {
        if let Some(contact) = self.store.contact(id)? {
            out.write_all(cards::card(&contact).as_bytes())?;
        }
        Ok(())
    }

    fn calendar(&self, out: &mut dyn Write) -> Written {
        let mut entries = Entries::new(self.house.now.at);
        self.store.every_planned::<Stop>(&mut |planned| {
            entries.planned(planned);
            Ok(())
        })?;
        self.store.every_date::<Stop>(&mut |date| {
            entries.date(date);
            Ok(())
        })?;
        self.store.every_owed::<Stop>(&mut |owed| {
            entries.owed(owed);
            Ok(())
        })?;
        Ok(out.write_all(entries.text().as_bytes())?)
    }

    fn feeds(&self, out: &mut dyn Write) -> Written {
        out.write_all(opml::head().as_bytes())?;
        let mut left_out = 0;
        for feed in self.store.feeds()? {
            if masked(&feed.address).is_some() && !self.secrets || feed.off == SECRET_LEFT_OUT {
                left_out += 1;
                continue;
            }
            out.write_all(opml::outline(&feed.name(), &feed.address, &feed.state.site, &feed.owner).as_bytes())?;
        }
        write!(out, "{}{}", opml::left_out(left_out), opml::tail())?;
        Ok(())
    }

    fn people(&self, out: &mut dyn Write) -> Written {
        out.write_all(people::head(self.house.now.day()).as_bytes())?;
        self.store.every_contact::<Stop>(&mut |one| Ok(write!(out, "\n{}", people::person(one, 2))?))
    }

    /// One person with all that was done.
    fn person(&self, id: ContactId, out: &mut dyn Write) -> Written {
        let Some(contact) = self.store.contact(id)? else { return Ok(()) };
        out.write_all(people::person(&contact, 1).as_bytes())?;
        let kinds = &self.house.settings.kinds;
        let mut first = true;
        self.store.every_act::<Stop>(Acts::With(contact.id), &mut |act| {
            if std::mem::take(&mut first) {
                out.write_all(b"\n## Acts\n\n")?;
            }
            Ok(out.write_all(people::act(act, kinds).as_bytes())?)
        })
    }

    fn reviews(&self, out: &mut dyn Write) -> Written {
        writeln!(out, "# Reviews")?;
        for week in self.store.closed_weeks()? {
            let review = self.store.review(&self.house.now, Some(week))?;
            write!(out, "\n{}", markdown::review(&review, true))?;
        }
        Ok(())
    }

    fn friends(&self, out: &mut dyn Write) -> Written {
        let kinds = &self.house.settings.kinds;
        let mut names = friends::Names::default();
        let mut listed: Vec<(String, String)> = Vec::new();
        self.store.every_contact::<Stop>(&mut |one| {
            listed.extend(names.friend(one));
            Ok(())
        })?;
        listed.sort();
        out.write_all(friends::head("Activities").as_bytes())?;
        let line = |line: Option<String>, out: &mut dyn Write| out.write_all(line.unwrap_or_default().as_bytes());
        self.store.every_act::<Stop>(Acts::NewestFirst, &mut |act| Ok(line(names.activity(act, kinds), out)?))?;
        write!(out, "\n{}", friends::head("Notes"))?;
        self.store.every_act::<Stop>(Acts::NewestFirst, &mut |act| Ok(line(names.note(act, kinds), out)?))?;
        write!(out, "\n{}", friends::head("Friends"))?;
        for (_, friend) in &listed {
            out.write_all(friend.as_bytes())?;
        }
        write!(out, "\n{}", friends::head("Locations"))?;
        for place in names.places() {
            out.write_all(place.as_bytes())?;
        }
        Ok(())
    }
}
