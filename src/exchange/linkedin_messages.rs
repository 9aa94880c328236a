//! The messages of LinkedIn: with whom, on which day and which way. What they say is not kept.
//!
//! Must not know the archive that the file comes in.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::gather::Gathered;
use super::linkedin::{SOURCE, slug, whom};
use super::table::{Table, TableRow, beginning};
use crate::domain::incoming::{Incoming, IncomingAct, IncomingTime, Unreadable};
use crate::domain::kind::Direction;
use crate::domain::platform::recognise;

const COLUMNS: [&str; 5] = ["CONVERSATION ID", "FROM", "SENDER PROFILE URL", "TO", "DATE"];
/// How the content of what is paid for begins.
const SPONSORED: &str = "<p class=\"spinmail-quill-editor";

/// Whether a text is the list of messages.
pub fn is(text: &str) -> bool {
    Table::below(beginning(text), &COLUMNS).is_some()
}

/// Reads the list of messages: several with one person on one day in one direction are one act. `own` is the slug of
/// oneself, where it is known; else it is whoever takes part in most conversations.
///
/// # Errors
/// Where the header is missing, or nothing tells which of the people is oneself.
pub fn read(text: &str, own: Option<&str>) -> Result<Incoming, Unreadable> {
    let table = Table::below(text, &COLUMNS)
        .ok_or_else(|| Unreadable::new("no row names the columns CONVERSATION ID, FROM, TO and DATE"))?;
    let messages = Messages::of(&table);
    let own = match own.filter(|own| messages.list.iter().any(|message| message.names_slug(own))) {
        Some(own) => own.to_owned(),
        None if messages.list.is_empty() => String::new(),
        None => messages.oneself().ok_or_else(|| {
            Unreadable::new(
                "nothing tells which of these people is you: import the whole archive, with Invitations.csv in it",
            )
        })?,
    };
    Ok(messages.acts(&own))
}

/// One message.
struct Message<'t> {
    line: u32,
    conversation: &'t str,
    from: &'t str,
    /// Slug of the sender.
    sender: Option<String>,
    sender_link: &'t str,
    to: &'t str,
    /// Slug and link of each recipient that is a person.
    recipients: Vec<(String, &'t str)>,
    date: &'t str,
    /// Why it is no message of anybody: "a draft".
    out: Option<&'static str>,
}

struct Messages<'t> {
    list: Vec<Message<'t>>,
    /// Whether the file names the profiles of recipients.
    has_recipients: bool,
}

impl Message<'_> {
    fn names_slug(&self, slug: &str) -> bool {
        self.slugs().any(|one| one == slug)
    }

    fn slugs(&self) -> impl Iterator<Item = &str> {
        self.sender.as_deref().into_iter().chain(self.recipients.iter().map(|(slug, _)| slug.as_str()))
    }
}

impl<'t> Messages<'t> {
    fn of(table: &'t Table) -> Self {
        let names = [
            "CONVERSATION ID",
            "FROM",
            "SENDER PROFILE URL",
            "TO",
            "RECIPIENT PROFILE URLS",
            "DATE",
            "CONTENT",
            "FOLDER",
            "IS MESSAGE DRAFT",
            "IS CONVERSATION DRAFT",
        ];
        let at = names.map(|name| table.column(name));
        let mut known: HashMap<&str, Option<String>> = HashMap::new();
        let mut slug_of = |link: &'t str| known.entry(link).or_insert_with(|| slug(link)).clone();
        let message = |row: &'t TableRow| {
            let cells = at.map(|at| row.at(at));
            let [conversation, from, sender_link, to, links, date, content, folder, draft, draft_talk] = cells;
            let is_draft = [draft, draft_talk].iter().any(|cell| cell.eq_ignore_ascii_case("yes"));
            let sender = slug_of(sender_link);
            let out = match &sender {
                _ if is_draft => Some("a draft"),
                _ if folder.eq_ignore_ascii_case("spam") => Some("spam"),
                None if content.starts_with(SPONSORED) => Some("sponsored"),
                None if sender_link.is_empty() => Some("its sender is not named: sponsored, or a closed account"),
                None => Some("its sender is no person"),
                Some(_) => None,
            };
            let recipients = links.split([',', ' ']).filter_map(|link| Some((slug_of(link)?, link)));
            let recipients = recipients.collect();
            Message { line: row.line, conversation, from, sender, sender_link, to, recipients, date, out }
        };
        Self { list: table.rows.iter().map(message).collect(), has_recipients: at[4].is_some() }
    }

    /// The slug of oneself: in more conversations than anybody else's, at least in two.
    fn oneself(&self) -> Option<String> {
        let mut counted: HashMap<&str, [HashSet<&str>; 2]> = HashMap::new();
        for message in &self.list {
            for (at, slug) in
                message.slugs().map(|slug| (0, slug)).chain(message.sender.as_deref().map(|slug| (1, slug)))
            {
                counted.entry(slug).or_default()[at].insert(message.conversation);
            }
        }
        // part in most, then wrote in most
        let mut ranked: Vec<_> = counted.into_iter().map(|(slug, sets)| (sets.map(|set| set.len()), slug)).collect();
        ranked.sort_unstable_by(|one, other| other.cmp(one));
        let (most, slug) = ranked.first()?;
        let is_clear = most[0] > 1 && ranked.get(1).is_none_or(|(next, _)| next < most);
        is_clear.then(|| (*slug).to_owned())
    }

    fn acts(&self, own: &str) -> Incoming {
        let mut others: HashMap<&str, HashMap<&str, Other<'_>>> = HashMap::new();
        for message in &self.list {
            let sender = message.sender.iter().map(|slug| (slug.as_str(), message.sender_link, message.from));
            let recipients = message.recipients.iter().map(|(slug, link)| (slug.as_str(), *link, ""));
            for (slug, link, name) in sender.chain(recipients).filter(|(slug, ..)| *slug != own) {
                let talk = others.entry(message.conversation).or_default();
                let other = talk.entry(slug).or_insert(Other { slug, link, name });
                if other.name.is_empty() {
                    other.name = name;
                }
            }
        }
        let own_name =
            self.list.iter().find(|message| message.sender.as_deref() == Some(own)).map_or("", |one| one.from);
        let mut writing = Writing { gathered: Gathered::new("LinkedIn messages", SOURCE), ..Writing::new() };
        for message in &self.list {
            let talk = others.get(message.conversation);
            match self.with(message, talk, own, own_name) {
                Ok((direction, other, date)) => writing.act(message.line, direction, &other, date),
                Err(why) => writing.gathered.skip(message.line, message.from, why),
            }
        }
        writing.done()
    }

    /// Which way a message went, to or from whom, and when; else why it is left out.
    fn with<'m>(
        &self,
        message: &'m Message<'_>,
        talk: Option<&HashMap<&str, Other<'m>>>,
        own: &str,
        own_name: &str,
    ) -> Result<(Direction, Other<'m>, NaiveDate), &'static str> {
        if let Some(why) = message.out {
            return Err(why);
        }
        if talk.is_some_and(|talk| talk.len() > 1) {
            return Err("more than one other person is in it");
        }
        let date = message.date.get(..10).and_then(|date| date.parse::<NaiveDate>().ok()).ok_or("it has no date")?;
        let is_own = message.sender.as_deref() == Some(own);
        let other = talk.and_then(|talk| talk.values().next().copied());
        // names are joined by commas, and may hold some
        let expected = if is_own { other.map_or("", |other| other.name) } else { own_name };
        let is_several = !self.has_recipients && message.to != expected && message.to.contains(", ");
        match other {
            _ if is_several => Err("more than one other person may be in it"),
            Some(other) if is_own => {
                let name = if other.name.is_empty() { message.to } else { other.name };
                Ok((Direction::Out, Other { name, ..other }, date))
            }
            Some(other) => Ok((Direction::In, other, date)),
            None if self.has_recipients && message.recipients.is_empty() => {
                Err("the account of the other is hidden or closed")
            }
            None if self.has_recipients || message.to == own_name => Err("it is to yourself"),
            None => Ok((Direction::Out, Other { slug: "", link: "", name: message.to }, date)),
        }
    }
}

/// Who is on the other side.
#[derive(Clone, Copy)]
struct Other<'t> {
    /// Empty where the file has names only.
    slug: &'t str,
    link: &'t str,
    name: &'t str,
}

/// The acts while they are put together.
struct Writing {
    gathered: Gathered,
    /// The place of each person, by slug or by name; none of those without a name.
    people: HashMap<String, Option<usize>>,
    seen: HashSet<(usize, Direction, NaiveDate)>,
    acts: Vec<(NaiveDate, IncomingAct)>,
}

impl Writing {
    fn new() -> Self {
        let gathered = Gathered::new("LinkedIn messages", SOURCE);
        Self { gathered, people: HashMap::new(), seen: HashSet::new(), acts: Vec::new() }
    }

    fn act(&mut self, line: u32, direction: Direction, other: &Other<'_>, date: NaiveDate) {
        let key = if other.slug.is_empty() { format!(" {}", other.name) } else { other.slug.to_owned() };
        let person = *self.people.entry(key).or_insert_with(|| {
            let mut somebody = whom(line, other.name, other.link, other.slug.to_owned());
            somebody.named(&recognise(other.link).map(|found| found.title).unwrap_or_default());
            self.gathered.add(somebody)
        });
        if let Some(person) = person.filter(|person| self.seen.insert((*person, direction, date))) {
            let (kind, at) = ("messaged", IncomingTime::On(date));
            self.acts.push((date, IncomingAct { line, person, direction, kind, at, note: String::new() }));
        }
    }

    fn done(mut self) -> Incoming {
        // the newest stands first in the file
        self.acts.sort_by_key(|(date, _)| *date);
        Incoming { acts: self.acts.into_iter().map(|(_, act)| act).collect(), ..self.gathered.done() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT";
    const BEFORE: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER";

    fn link(who: &str) -> String {
        if who.is_empty() { String::new() } else { format!("https://www.linkedin.com/in/{who}") }
    }

    /// A line: conversation, from, its slug, to, its slugs, date, content, folder, draft.
    fn line(cells: [&str; 9]) -> String {
        let [talk, from, sender, to, recipients, date, content, folder, draft] = cells;
        let recipients: Vec<String> = recipients.split(',').map(link).collect();
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let cells =
            [talk, "", from, &link(sender), to, &recipients.join(","), date, "", content, folder, "", draft, "No"];
        cells.map(quoted).join(",") + "\n"
    }

    /// Acts as `who > date` where one wrote to them, `who < date` where they did.
    fn told(read: &Incoming) -> Vec<String> {
        let act = |act: &IncomingAct| {
            assert_eq!((act.kind, act.note.as_str()), ("messaged", ""));
            let arrow = if act.direction == Direction::Out { '>' } else { '<' };
            let IncomingTime::On(date) = act.at else { panic!("{:?}", act.at) };
            format!("{} {arrow} {date}", read.people[act.person].fields.name)
        };
        read.acts.iter().map(act).collect()
    }

    fn skipped(read: &Incoming) -> Vec<(u32, &str)> {
        read.skipped.iter().map(|one| (one.line, one.why.as_str())).collect()
    }

    #[test]
    fn messages_of_a_day_and_a_direction_are_one_act() {
        let sponsored = "<p class=\"spinmail-quill-editor__spin-break\">Buy; this</p>";
        let rows = [
            [
                "1",
                "Me",
                "me",
                "Wanja Moreau, MSc",
                "Wanja-1",
                "2025-06-02 08:00:00 UTC",
                "line\nbreak, and more",
                "INBOX",
                "No",
            ],
            ["1", "Wanja Moreau, MSc", "wanja-1", "Me", "me", "2025-06-01 14:10:00 UTC", "secret", "INBOX", "No"],
            ["1", "Wanja Moreau, MSc", "wanja-1", "Me", "me", "2025-06-01 14:03:22 UTC", "secret", "", "No"],
            ["1", "Me", "me", "Wanja Moreau, MSc", "wanja-1", "2025-06-01 10:00:00 UTC", "x", "INBOX", "No"],
            ["2", "Bo Li", "bo", "Me", "me", "2024-01-05 00:00:01 UTC", "x", "ARCHIVE", "No"],
            ["2", "Me", "me", "Bo Li", "bo", "2024-01-06 00:00:01 UTC", "x", "INBOX", "Yes"],
            ["3", "Me", "me", "Bo Li, Iiro Salo", "bo,iiro", "2024-01-07 00:00:01 UTC", "x", "INBOX", "No"],
            ["3", "Iiro Salo", "iiro", "Me, Bo Li", "me,bo", "2024-01-07 00:00:01 UTC", "x", "INBOX", "No"],
            ["4", "Kelp & Co", "", "Me", "me", "2024-01-08 00:00:01 UTC", sponsored, "INBOX", "No"],
            ["5", "LinkedIn Member", "", "Me", "me", "2024-01-08 00:00:01 UTC", "x", "INBOX", "No"],
            ["6", "Noor", "noor", "Me", "me", "2024-01-08 00:00:01 UTC", "x", "SPAM", "No"],
            ["7", "Me", "me", "LinkedIn Member", "", "2024-01-09 00:00:01 UTC", "x", "INBOX", "No"],
            ["8", "Noor", "noor", "Me", "me", "yesterday", "x", "INBOX", "No"],
            ["9", "Me", "me", "Me", "me", "2024-01-09 00:00:01 UTC", "x", "INBOX", "No"],
        ];
        let text = format!("\"{}\"\n{}", NOW.replace(',', "\",\""), rows.map(line).concat());
        assert!(is(&text));
        for own in [None, Some("me"), Some("me-before-i-changed-it")] {
            let read = read(&text, own).unwrap_or_else(|error| panic!("{error}"));
            let acts = [
                "Bo Li < 2024-01-05",
                "Wanja Moreau < 2025-06-01",
                "Wanja Moreau > 2025-06-01",
                "Wanja Moreau > 2025-06-02",
            ];
            assert_eq!(told(&read), acts);
            assert_eq!(read.people.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(), ["wanja-1", "bo"]);
            assert_eq!(
                (read.format, read.source, read.people[0].fields.notes.as_str()),
                ("LinkedIn messages", "linkedin", "MSc")
            );
            assert_eq!(
                skipped(&read),
                [
                    (8, "a draft"),
                    (9, "more than one other person is in it"),
                    (10, "more than one other person is in it"),
                    (11, "sponsored"),
                    (12, "its sender is not named: sponsored, or a closed account"),
                    (13, "spam"),
                    (14, "the account of the other is hidden or closed"),
                    (15, "it has no date"),
                    (16, "it is to yourself"),
                ]
            );
            assert!(!format!("{read:?}").contains("secret"));
        }
    }

    #[test]
    fn old_files_know_no_recipients() {
        let row = |talk: &str, from: &str, sender: &str, to: &str, date: &str| {
            format!("{talk},,{from},{},\"{to}\",{date} 10:00:00 UTC,,x,INBOX\n", link(sender))
        };
        let rows = [
            row("1", "Me", "me", "Wanja", "2021-06-02"),
            row("1", "Wanja", "wanja", "Me", "2021-06-01"),
            row("2", "Me", "me", "Bo Li", "2021-06-03"),
            row("3", "Me", "me", "Bo Li, Noor", "2021-06-04"),
            row("4", "Iiro", "iiro", "Me, Noor", "2021-06-05"),
        ];
        let read = read(&format!("{BEFORE}\n{}", rows.concat()), None).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(told(&read), ["Wanja < 2021-06-01", "Wanja > 2021-06-02", "Bo Li > 2021-06-03"]);
        assert_eq!(read.people.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(), ["wanja", ""]);
        assert_eq!(skipped(&read).iter().map(|one| one.0).collect::<Vec<_>>(), [5, 6]);
    }

    #[test]
    fn nobody_is_taken_for_oneself_on_a_guess() {
        let talk = [
            ["1", "Me", "me", "Bo", "bo", "2024-01-05 00:00:01 UTC", "x", "INBOX", "No"],
            ["1", "Bo", "bo", "Me", "me", "2024-01-06 00:00:01 UTC", "x", "INBOX", "No"],
        ];
        let text = format!("{NOW}\n{}", talk.map(line).concat());
        assert!(read(&text, None).is_err());
        assert_eq!(
            read(&text, Some("bo")).map(|read| told(&read)),
            Ok(vec!["Me > 2024-01-05".replace('>', "<"), "Me > 2024-01-06".to_owned()])
        );
        assert_eq!(read(NOW, None).map(|read| read.people.len()), Ok(0));
        assert!(read("Name,Mail\n", None).is_err() && !is("FROM,TO,DATE\n"));
    }
}
