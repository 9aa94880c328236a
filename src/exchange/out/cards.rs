//! People as vCard 4.0 (RFC 6350; accounts as RFC 9554 says, topics as RFC 6715): one card each.
//!
//! Owns escaping and folding. Must not know where people come from.

use crate::domain::contact::{Contact, DatedSort, Handle};
use crate::domain::link::safe_link;
use crate::domain::platform::{MAIL, WEB};
use crate::domain::text::is_unsafe;

/// The longest line in bytes, its end not counted.
const LINE: usize = 75;

/// The card of somebody, lines ending in CR LF.
pub fn card(contact: &Contact) -> String {
    let mut card = Card::default();
    let fields = &contact.fields;
    card.line("BEGIN:VCARD");
    card.line("VERSION:4.0");
    card.line("PRODID:-//Rounds//Rounds//EN");
    card.text("UID", &contact.uid);
    card.text("FN", &fields.name);
    if !fields.organisation.is_empty() {
        card.text("ORG", &fields.organisation);
    }
    let mails = contact.handles.iter().filter(|handle| handle.platform == MAIL).map(|handle| &handle.name);
    let others = mails.filter(|mail| !mail.eq_ignore_ascii_case(&fields.mail));
    let first = Some(&fields.mail).filter(|mail| !mail.is_empty());
    for (at, mail) in first.into_iter().chain(others).enumerate() {
        card.text(if at == 0 { "EMAIL;PREF=1" } else { "EMAIL" }, mail);
    }
    for handle in contact.handles.iter().filter(|handle| handle.platform != MAIL) {
        account(&mut card, handle);
    }
    if !fields.town.is_empty() {
        card.line(&format!("ADR:;;;{};;;", escaped(&fields.town)));
    }
    let mut group = 0;
    for dated in &contact.dated {
        let day = dated.day.replacen("--", "\u{1}", 1).replace('-', "").replace('\u{1}', "--");
        match dated.sort {
            DatedSort::Birthday => card.line(&format!("BDAY:{day}")),
            DatedSort::Yearly => {
                group += 1;
                card.line(&format!("item{group}.X-ABDATE:{day}"));
                card.text(&format!("item{group}.X-ABLABEL"), &dated.text);
            }
            DatedSort::Step => {}
        }
    }
    if !fields.tags.is_empty() {
        let tags: Vec<String> = fields.tags.iter().map(|tag| escaped(tag)).collect();
        card.line(&format!("CATEGORIES:{}", tags.join(",")));
    }
    for topic in &fields.topics {
        card.text("INTEREST", topic);
    }
    let said = [("Why", &fields.why), ("I can offer", &fields.offer), ("I hope for", &fields.hope)];
    let lines = said.iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| format!("{label}: {text}"));
    let note: Vec<String> =
        Some(fields.notes.clone()).filter(|notes| !notes.is_empty()).into_iter().chain(lines).collect();
    if !note.is_empty() {
        card.text("NOTE", &note.join("\n"));
    }
    card.line("END:VCARD");
    card.0
}

/// An account: a page as such, a chat address as one, all else with its name and where it is.
fn account(card: &mut Card, handle: &Handle) {
    let link = safe_link(&handle.link).filter(|link| !link.starts_with("mailto:"));
    match (handle.platform.as_str(), link) {
        (WEB | "blog" | "forum", Some(link)) => card.line(&format!("URL:{link}")),
        ("xmpp" | "irc" | "sip", _) => {
            card.text(&format!("IMPP;SERVICE-TYPE={}", parameter(&handle.platform)), &handle.name);
        }
        ("matrix", _) if handle.name.starts_with('@') => {
            let name: String = handle.name[1..].chars().filter(|c| !c.is_whitespace() && !is_unsafe(*c)).collect();
            card.line(&format!("IMPP;SERVICE-TYPE=matrix:matrix:u/{name}"));
        }
        (platform, Some(link)) => card.line(&format!(
            "SOCIALPROFILE;SERVICE-TYPE={};USERNAME={}:{link}",
            parameter(platform),
            parameter(&handle.name)
        )),
        (platform, None) => {
            card.text(&format!("SOCIALPROFILE;SERVICE-TYPE={};VALUE=text", parameter(platform)), &handle.name);
        }
    }
}

/// Lines, folded.
#[derive(Default)]
struct Card(String);

impl Card {
    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    /// A line; where it is too long it goes on in the next ones, cut between characters.
    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                // the blank counts
                room = LINE - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text value.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if is_unsafe(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// The value of a parameter, in quotes where it must be.
fn parameter(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_unsafe(*c)) {
        match c {
            '^' => out.push_str("^^"),
            '"' => out.push_str("^'"),
            c => out.push(c),
        }
    }
    if out.contains([':', ';', ',', ' ']) {
        out = format!("\"{out}\"");
    }
    out
}

#[cfg(test)]
pub(in crate::exchange) mod tests {
    use calcard::{Entry, Parser};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::contact::{ContactFields, Dated};
    use crate::domain::ids::{ContactId, DatedId, HandleId};
    use crate::domain::time::Instant;

    /// Somebody of whom everything is known.
    pub(in crate::exchange) fn ada() -> Contact {
        let handle = |platform: &str, name: &str, link: &str| Handle {
            id: HandleId(1),
            platform: platform.to_owned(),
            name: name.to_owned(),
            link: link.to_owned(),
        };
        let dated = |sort, text: &str, day: &str| Dated {
            id: DatedId(1),
            sort,
            text: text.to_owned(),
            day: day.to_owned(),
            set: Instant(0),
        };
        Contact {
            id: ContactId(1),
            uid: "0190-ada".to_owned(),
            fields: ContactFields {
                name: "Ada Lindqvist; the \"fast\" one".to_owned(),
                why: "runs the Rust forum".to_owned(),
                organisation: "Kelp, Sons".to_owned(),
                town: "Malmö".to_owned(),
                mail: "ada@mail.example".to_owned(),
                notes: "Likes short answers.\nNever on Mondays; ask, then wait \\ listen. Grüße aus dem Süden, überall und für länger".to_owned(),
                tags: vec!["rust".to_owned(), "musl, static".to_owned()],
                topics: vec!["packaging".to_owned()],
                birthday: "--02-29".to_owned(),
                ..ContactFields::default()
            },
            cadence_day: None,
            archived: false,
            handles: vec![
                handle("mastodon", "@ada@social.example", "https://social.example/@ada"),
                handle("mail", "ada@work.example", "mailto:ada@work.example"),
                handle("web", "ada.example/blog", "https://ada.example/blog"),
                handle("slack", "Ada: the \"A\"", ""),
                handle("matrix", "@ada:chat.example", "https://matrix.to/#/@ada:chat.example"),
            ],
            dated: vec![
                dated(DatedSort::Birthday, "", "--02-29"),
                dated(DatedSort::Yearly, "joined the forum", "2019-05-01"),
                dated(DatedSort::Step, "agree a day", "2026-10-01"),
            ],
            added: Instant(0),
        }
    }

    #[test]
    fn a_card_says_all_of_somebody() {
        let card = card(&ada());
        for line in card.split("\r\n") {
            assert!(line.len() <= LINE, "{line}");
        }
        let unfolded = card.replace("\r\n ", "");
        let lines: Vec<&str> = unfolded.split("\r\n").collect();
        assert_eq!(
            lines,
            [
                "BEGIN:VCARD",
                "VERSION:4.0",
                "PRODID:-//Rounds//Rounds//EN",
                "UID:0190-ada",
                "FN:Ada Lindqvist\\; the \"fast\" one",
                "ORG:Kelp\\, Sons",
                "EMAIL;PREF=1:ada@mail.example",
                "EMAIL:ada@work.example",
                "SOCIALPROFILE;SERVICE-TYPE=mastodon;USERNAME=@ada@social.example:https://social.example/@ada",
                "URL:https://ada.example/blog",
                "SOCIALPROFILE;SERVICE-TYPE=slack;VALUE=text:Ada: the \"A\"",
                "IMPP;SERVICE-TYPE=matrix:matrix:u/ada:chat.example",
                "ADR:;;;Malmö;;;",
                "BDAY:--0229",
                "item1.X-ABDATE:20190501",
                "item1.X-ABLABEL:joined the forum",
                "CATEGORIES:rust,musl\\, static",
                "INTEREST:packaging",
                "NOTE:Likes short answers.\\nNever on Mondays\\; ask\\, then wait \\\\ listen. Grüße aus dem Süden\\, überall und für \
                 länger\\nWhy: runs the Rust forum",
                "END:VCARD",
                "",
            ]
        );
    }

    #[test]
    fn another_program_reads_it_whole() {
        let ada = ada();
        let text = card(&ada);
        let mut parser = Parser::new(&text);
        let Entry::VCard(read) = parser.entry() else { panic!("no card:\n{text}") };
        assert!(matches!(parser.entry(), Entry::Eof));
        let all = read.to_string();
        for said in ["Malmö", "--0229", "packaging", "matrix:u/ada:chat.example"] {
            assert!(all.contains(said), "{said}\n{all}");
        }
        let value = |name: &str| {
            let entries = read.entries.iter().filter(|entry| entry.name.as_str() == name);
            entries.flat_map(|entry| entry.values.iter().filter_map(|value| value.as_text())).collect::<Vec<_>>()
        };
        assert_eq!(value("FN"), [ada.fields.name.as_str()]);
        assert_eq!(value("UID"), ["0190-ada"]);
        assert_eq!(value("CATEGORIES"), ["rust", "musl, static"]);
        assert_eq!(value("NOTE"), [format!("{}\nWhy: runs the Rust forum", ada.fields.notes)]);
        assert_eq!(value("SOCIALPROFILE"), ["https://social.example/@ada", "Ada: the \"A\""]);
    }

    proptest! {
        #[test]
        fn any_text_stays_in_its_line(text in any::<String>()) {
            let mut ada = ada();
            ada.fields.name.clone_from(&text);
            ada.fields.notes.clone_from(&text);
            ada.handles[3].platform.clone_from(&text);
            let card = card(&ada);
            for line in card.split("\r\n") {
                prop_assert!(line.len() <= LINE && !line.contains(['\r', '\n']), "{:?}", line);
            }
            let unfolded = card.replace("\r\n ", "");
            prop_assert_eq!(unfolded.split("\r\n").filter(|line| line.starts_with("END:")).count(), 1);
        }
    }
}
