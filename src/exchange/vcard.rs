//! vCards of 2.1, 3.0 and 4.0, as phones, Apple, Google, Outlook and others write them.
//!
//! Owns what a property of a card means for a contact. Must not know how a file is cut into cards.

use std::collections::HashMap;

use calcard::{Entry, Parser};

use crate::domain::called::capital;
use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::incoming::{Incoming, IncomingPerson, Skipped, Unreadable};
use crate::domain::platform::safe_link;

use super::date::First;
use super::person::{Gather, Remarks, shown};
use super::vcard_cards::{DATE_PREFIX, RawCard, begins, cut};
use super::vcard_property::{Card, Property};

/// So many lines are looked through for a card.
const WITHIN: usize = 50;
const NO_BIRTHDAY: (&str, &str) = ("a birthday that is no date", "birthdays that are no dates");
const NO_DATE: (&str, &str) = ("a yearly date that is none", "yearly dates that are none");
const NO_MAIL: (&str, &str) = ("a mail address that is none", "mail addresses that are none");
const NO_LINK: (&str, &str) = ("a link that cannot be opened", "links that cannot be opened");
/// Properties of old that are an account on a platform, and its word.
const MESSENGERS: &[(&str, &str)] = &[
    ("X-JABBER", "xmpp"),
    ("X-GTALK", "xmpp"),
    ("X-GOOGLE-TALK", "xmpp"),
    ("X-SKYPE", "skype"),
    ("X-SKYPE-USERNAME", "skype"),
    ("X-AIM", "aim"),
    ("X-ICQ", "icq"),
    ("X-MSN", "msn"),
    ("X-YAHOO", "yahoo"),
    ("X-QQ", "qq"),
    ("X-TWITTER", "x"),
    ("X-MATRIX", "matrix"),
];

/// Whether a text is vCards.
pub fn is(text: &str) -> bool {
    text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(WITHIN).any(begins)
}

/// Reads cards. One that is broken is left out, and the others are read.
///
/// # Errors
/// None so far: a file without a whole card is one from which everything is left out.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let cut = cut(text);
    let mut read = Read { skipped: cut.skipped, ..Read::default() };
    cut.cards.iter().for_each(|card| read.card(card));
    read.give_groups();
    read.skipped.sort_by_key(|skipped| skipped.line);
    Ok(Incoming {
        format: "vCards",
        source: "vcard",
        people: read.people,
        skipped: read.skipped,
        notes: read.remarks.notes(),
        ..Incoming::default()
    })
}

/// What is read so far.
#[derive(Default)]
struct Read {
    people: Vec<IncomingPerson>,
    skipped: Vec<Skipped>,
    remarks: Remarks,
    groups: Vec<Group>,
}

/// A card that lists others: its name becomes a tag of theirs.
struct Group {
    line: u32,
    name: String,
    members: Vec<String>,
}

impl Read {
    fn card(&mut self, raw: &RawCard) {
        let Entry::VCard(parsed) = Parser::new(&raw.text).entry() else {
            let why = "the card cannot be read".to_owned();
            return self.skipped.push(Skipped { line: raw.line, what: String::new(), why });
        };
        let card = Card::of(&parsed);
        match card.kind().as_str() {
            "group" => {
                let members = card.all(&["MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"]).map(|property| key(&property.text()));
                let group = Group { line: raw.line, name: card.first(&["FN", "N"]), members: members.collect() };
                return self.groups.push(group);
            }
            sort @ ("location" | "application" | "device") => {
                let why =
                    format!("a card of {} {sort}, not of a person", if sort == "application" { "an" } else { "a" });
                return self.skipped.push(Skipped { line: raw.line, what: shown(&card.first(&["FN"])), why });
            }
            _ => {}
        }
        match card.person(raw.line, &mut self.remarks) {
            Ok(person) => self.people.push(person),
            Err(skipped) => self.skipped.push(skipped),
        }
    }

    fn give_groups(&mut self) {
        let keys = self.people.iter().enumerate().filter(|(_, person)| !person.key.is_empty());
        let places: HashMap<String, usize> = keys.map(|(at, person)| (person.key.clone(), at)).collect();
        for group in std::mem::take(&mut self.groups) {
            let mut tag = Gather::default();
            tag.tags(&group.name.replace([',', ';'], " "));
            let mut found = false;
            for at in group.members.iter().filter_map(|key| places.get(key)) {
                found = true;
                let tags = &mut self.people[*at].fields.tags;
                for tag in &tag.person.fields.tags {
                    if !tags.contains(tag) {
                        tags.push(tag.clone());
                    }
                }
            }
            if !found {
                let why = "a group with nobody of this file in it".to_owned();
                self.skipped.push(Skipped { line: group.line, what: shown(&group.name), why });
            }
        }
    }
}

impl Card<'_> {
    fn kind(&self) -> String {
        self.first(&["KIND", "X-ADDRESSBOOKSERVER-KIND"]).trim().to_ascii_lowercase()
    }

    fn person(&self, line: u32, remarks: &mut Remarks) -> Result<IncomingPerson, Skipped> {
        let mut who = Gather::at(line);
        who.person.key = key(&self.first(&["UID"]));
        who.name(&self.first(&["FN"]));
        if let Some(name) = self.all(&["N"]).next() {
            let part = |at: usize| name.part(at);
            who.name(&[part(1), part(2), part(0)].join(" "));
        }
        who.organisation(&self.all(&["ORG"]).map(|org| org.part(0)).find(|org| !org.is_empty()).unwrap_or_default());
        who.position(&self.first(&["TITLE", "ROLE", "X-MS-PROFESSION"]));
        for property in self.all(&["NICKNAME", "X-NICKNAME"]) {
            property.texts().for_each(|name| who.nickname(&name));
        }
        let mut mails: Vec<&Property<'_>> = self.all(&["EMAIL"]).collect();
        mails.sort_by_key(|mail| !mail.preferred());
        for mail in mails.into_iter().map(Property::text).filter(|mail| !mail.trim().is_empty()) {
            if !who.mail(&mail) {
                remarks.add(NO_MAIL, line, &mail);
            }
        }
        self.accounts(&mut who, line, remarks);
        self.dates(&mut who, line, remarks);
        let mut addresses: Vec<&Property<'_>> = self.all(&["ADR"]).collect();
        addresses.sort_by_key(|address| !address.typed("home"));
        for address in addresses {
            who.town(&address.part(3));
        }
        for property in self.all(&["CATEGORIES"]) {
            property.texts().for_each(|tag| who.tags(&tag));
        }
        for property in self.all(&["INTEREST", "HOBBY", "EXPERTISE"]) {
            who.topic(&property.text());
        }
        self.all(&["NOTE"]).for_each(|note| who.note(&note.text()));
        self.others(&mut who);
        who.finish()
    }

    fn accounts(&self, who: &mut Gather, line: u32, remarks: &mut Remarks) {
        for property in &self.properties {
            let text = property.text();
            let known = match property.name.as_str() {
                "URL" | "CONTACT-URI" => text.trim().is_empty() || who.link(&text),
                "X-SOCIALPROFILE" | "X-SOCIAL-PROFILE" | "SOCIALPROFILE" => property.social(who, &text),
                "IMPP" => property.messenger(who, &text),
                "X-ANDROID-CUSTOM" => android(who, &text),
                name => MESSENGERS.iter().find(|(old, _)| *old == name).is_none_or(|(_, platform)| {
                    let text = text.split_once(':').map_or(text.as_str(), |(_, name)| name);
                    text.trim().is_empty() || who.account(platform, text)
                }),
            };
            if !known {
                remarks.add(NO_LINK, line, &text);
            }
        }
    }

    fn dates(&self, who: &mut Gather, line: u32, remarks: &mut Remarks) {
        for property in &self.properties {
            let Some(name) = property.name.strip_prefix(DATE_PREFIX) else { continue };
            let text = property.text();
            if name == "BDAY" {
                if !who.birthday(&text, First::Month) {
                    remarks.add(NO_BIRTHDAY, line, &text);
                    // what is no date may still say something: "circa 1800"
                    who.note(&format!("Birthday: {text}"));
                }
                continue;
            }
            let what = if name == "X-ABDATE" { self.label(property) } else { "anniversary" };
            if !who.date(what, &text) {
                remarks.add(NO_DATE, line, &text);
            }
        }
    }

    /// People around them, and how they are spoken of.
    fn others(&self, who: &mut Gather) {
        for property in &self.properties {
            let text = property.text();
            let what = match property.name.as_str() {
                "X-ABRELATEDNAMES" => Some(self.label(property)).filter(|label| !label.is_empty()).unwrap_or("related"),
                "X-MS-SPOUSE" | "X-SPOUSE" | "X-EVOLUTION-SPOUSE" => "spouse",
                "X-MS-MANAGER" | "X-MANAGER" | "X-EVOLUTION-MANAGER" => "manager",
                "X-MS-ASSISTANT" | "X-ASSISTANT" | "X-EVOLUTION-ASSISTANT" => "assistant",
                "PRONOUNS" => "pronouns",
                // an id of another card says nothing to a reader
                "RELATED" if !text.contains("urn:") && safe_link(&text).is_none() => "related",
                _ => continue,
            };
            if !text.trim().is_empty() {
                who.note(&format!("{}: {}", capital(what), text.trim()));
            }
        }
    }
}

impl Property<'_> {
    /// A profile on a platform: a link, or a name in a parameter beside an empty value.
    fn social(&self, who: &mut Gather, text: &str) -> bool {
        let platform = self.parameters(&["SERVICE-TYPE", "X-SERVICE-TYPE", "TYPE"]);
        let platform = platform.filter(|word| !is_place(word)).last().unwrap_or_default();
        let user = self.parameters(&["X-USER", "USERNAME"]).next().unwrap_or_default();
        let text = text.trim();
        let name = text.strip_prefix("x-apple:").unwrap_or(text);
        if text.contains("://") && who.link(text) {
            return true;
        }
        let name = if user.trim().is_empty() { name } else { user.trim() };
        name.is_empty() || who.account(&platform, name)
    }

    /// An address for messages: `xmpp:ada@jabber.example`, `skype:ada`, whose scheme says what it is.
    fn messenger(&self, who: &mut Gather, text: &str) -> bool {
        let text = text.trim();
        if text.is_empty() || safe_link(text).is_some() {
            return text.is_empty() || who.link(text);
        }
        let service = self.parameters(&["X-SERVICE-TYPE", "SERVICE-TYPE"]).next().unwrap_or_default();
        let (scheme, name) = text.split_once(':').unwrap_or(("", text));
        let platform = if matches!(scheme, "" | "x-apple" | "im") { service.as_str() } else { scheme };
        let name = name.split('?').next().unwrap_or_default().trim_start_matches('/');
        who.account(if platform.is_empty() { "im" } else { platform }, name)
    }
}

/// What Android keeps for itself: the sort, the text, a number for which one it is, and a label.
fn android(who: &mut Gather, text: &str) -> bool {
    let mut parts = text.split(';').map(str::trim);
    let sort = parts.next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let (value, which, label) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match (sort, which) {
        ("nickname", _) => who.nickname(value),
        ("contact_event", "3") => return who.birthday(value, First::Month),
        ("contact_event", "1") => return who.date("anniversary", value),
        ("contact_event", _) => return who.date(label, value),
        ("relation", _) if !value.is_empty() => {
            let what = if label.is_empty() { "Related" } else { label };
            who.note(&format!("{what}: {value}"));
        }
        _ => {}
    }
    true
}

/// The key of a card, however its id is written.
fn key(text: &str) -> String {
    let text = clean_line(text, LINE_CHARS);
    text.strip_prefix("urn:uuid:").unwrap_or(&text).to_owned()
}

/// Where an account is used, which is not what it is.
fn is_place(word: &str) -> bool {
    ["", "home", "work", "pref", "other", "internet", "profile"].contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Incoming {
        assert!(is(text), "{text}");
        read(text).unwrap_or_else(|why| panic!("{why}"))
    }

    /// The one person of a card of that version whose lines these are.
    fn one(version: &str, lines: &str) -> IncomingPerson {
        let incoming = all(&format!("BEGIN:VCARD\r\nVERSION:{version}\r\n{lines}\r\nEND:VCARD\r\n"));
        assert_eq!(incoming.skipped, [], "{lines}");
        incoming.people.into_iter().next().unwrap_or_else(|| panic!("nobody: {lines}"))
    }

    /// What is told of somebody, in one line.
    fn told(person: &IncomingPerson) -> String {
        let fields = &person.fields;
        let mut told = vec![fields.name.clone()];
        let texts = [&fields.mail, &fields.organisation, &fields.town, &fields.birthday, &fields.notes];
        told.extend(texts.into_iter().filter(|text| !text.is_empty()).map(|text| text.replace('\n', "/")));
        told.extend(fields.tags.iter().map(|tag| format!("#{tag}")));
        told.extend(person.handles.iter().map(|handle| format!("{} {}", handle.platform, handle.name)));
        told.extend(person.dates.iter().map(|(what, date)| format!("{what} {date}")));
        told.join(" | ")
    }

    #[test]
    fn cards_say_the_same_whoever_wrote_them() {
        let table = [
            // 2.1: bare types, quoted-printable, an encoding that is not said, one that is wrong
            (
                "2.1",
                "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=81aska;=C5=81ucja;;;\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=81ucja =\r\n=C5=81aska\r\nTEL;CELL:1\r\nEMAIL;PREF:l@mail.example",
                "Łucja Łaska | l@mail.example",
            ),
            ("2.1", "N;ENCODING=QUOTED-PRINTABLE:Moreau;Zo=C3=AB;;;", "Zoë Moreau"),
            ("2.1", "FN;ENCODING=QUOTED-PRINTABLE:Zo=EB", "Zoë"),
            ("2.1", "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=EB", "Zoë"),
            ("2.1", "FN:Ada\r\nNOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\r\nKEY: two", "Ada | one/KEY: two"),
            ("2.1", "FN:Ada\r\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\r\n AAA=\r\n\r\nORG:Tidal", "Ada | Tidal"),
            (
                "2.1",
                "FN:Ada\r\nX-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Adi;1;;;;\r\nX-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2009-05-01;1;;",
                "Ada | Also called Adi | anniversary 2009-05-01",
            ),
            (
                "2.1",
                "N;LANGUAGE=en-us:Lind;Ada;;Ms.\r\nBDAY:19220310\r\nX-MS-ANNIVERSARY:20120801\r\nX-MS-SPOUSE:Kit",
                "Ada Lind | 1922-03-10 | Spouse: Kit | anniversary 2012-08-01",
            ),
            // 3.0: groups, labels, escaped colons
            (
                "3.0",
                "N:Adeyemi;Tobi;;;\r\nFN:Tobi Adeyemi\r\nitem1.URL;type=pref:https\\://tobi.example\r\nitem1.X-ABLabel:_$!<HomePage>!$_\r\nX-SOCIALPROFILE;type=mastodon:https://social.example/@tobi",
                "Tobi Adeyemi | web tobi.example | mastodon @tobi@social.example",
            ),
            (
                "3.0",
                "FN:Ada\r\nitem2.X-ABDATE;type=pref:2010-05-05\r\nitem2.X-ABLabel:_$!<Anniversary>!$_\r\nitem3.X-ABDATE:1999-01-02\r\nitem3.X-ABLabel:Moved to Lund\r\nX-ABDATE:1776-07-04",
                "Ada | anniversary 2010-05-05 | Moved to Lund 1999-01-02 | date 1776-07-04",
            ),
            (
                "3.0",
                "FN:Ada\r\nBDAY;X-APPLE-OMIT-YEAR=1604;value=date:1604-02-29\r\nitem1.X-ABRELATEDNAMES:Kit\r\nitem1.X-ABLabel:_$!<Spouse>!$_",
                "Ada | --02-29 | Spouse: Kit",
            ),
            (
                "3.0",
                "FN:Ada\r\nEMAIL;TYPE=INTERNET:one@mail.example\r\nEMAIL;TYPE=INTERNET,pref:two@mail.example\r\nEMAIL:one@mail.example",
                "Ada | two@mail.example | mail one@mail.example",
            ),
            (
                "3.0",
                "FN:Ada\r\nORG:Kelp\\, Fen & Co;Research\r\nTITLE:Botanist\r\nNOTE:one\\ntwo\\, three\\; four",
                "Ada | Kelp, Fen & Co | Botanist/one/two, three; four",
            ),
            ("3.0", "FN:Ada\r\nADR;TYPE=WORK:;;1 Quay;Oslo;;;\r\nADR;TYPE=HOME:;;2 Quay;Lund;;;", "Ada | Lund"),
            ("3.0", "FN:Ada\r\nCATEGORIES:myContacts,Choir,starred,Old friends", "Ada | #Choir | #Old friends"),
            (
                "3.0",
                "FN:Ada\r\nIMPP;X-SERVICE-TYPE=Skype;type=pref:skype:ada.calls\r\nIMPP:xmpp:ada@jabber.example\r\nX-SKYPE:ada.calls\r\nX-ICQ:471100",
                "Ada | skype ada.calls | xmpp ada@jabber.example | icq 471100",
            ),
            // an empty value beside the name of the account, and the same with an address of its own
            (
                "3.0",
                "FN:Ada\r\nX-SOCIAL-PROFILE;TYPE=github;X-USER=ada:\r\nX-SOCIALPROFILE;type=twitter;x-user=ada:http://twitter.com/ada\r\nX-SOCIALPROFILE;type=Bluesky:x-apple:ada.example",
                "Ada | github ada | x ada | bluesky ada.example",
            ),
            // 4.0
            (
                "4.0",
                "FN:Ada\r\nBDAY:--0203\r\nANNIVERSARY:20090808T1430-0500\r\nTEL;VALUE=uri;TYPE=\"work,voice\":tel:+1",
                "Ada | --02-03 | anniversary 2009-08-08",
            ),
            (
                "4.0",
                "FN:Ada\r\nBDAY:1984-03-09\r\nKIND:individual\r\nEMAIL;PREF=2:b@mail.example\r\nEMAIL;PREF=1:a@mail.example",
                "Ada | a@mail.example | 1984-03-09 | mail b@mail.example",
            ),
            (
                "4.0",
                "FN:Ada\r\nSOCIALPROFILE;SERVICE-TYPE=GitHub;USERNAME=\"a^^da\":https://github.com/ada\r\nRELATED;TYPE=friend:urn:uuid:1\r\nPRONOUNS:she/her",
                "Ada | Pronouns: she/her | github ada",
            ),
            // names: none, prefixes kept where somebody wrote them, a card of an organisation
            ("3.0", "FN:\r\nN:;;;;\r\nEMAIL:wanja.moreau@mail.example", "Wanja Moreau | wanja.moreau@mail.example"),
            ("3.0", "FN:\r\nN:van Dijk;Jan;Piet;Dr.;", "Jan Piet van Dijk"),
            ("3.0", "N:;;;;\r\nORG:Tidal", "Tidal | Tidal"),
            ("3.0", "N:;;;;\r\nNICKNAME:Ollie,Oll", "Ollie | Also called Oll"),
        ];
        for (version, lines, wanted) in table {
            assert_eq!(told(&one(version, lines)), wanted, "{lines}");
        }
    }

    #[test]
    fn the_id_of_a_card_is_its_key() {
        for uid in ["urn:uuid:4FBE8971", "4FBE8971", " 4FBE8971 "] {
            assert_eq!(one("4.0", &format!("FN:Ada\r\nUID:{uid}")).key, "4FBE8971");
        }
    }

    #[test]
    fn a_broken_card_is_left_out_and_the_others_are_read() {
        let incoming = all("BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD\n\
            BEGIN:VCARD\nVERSION:3.0\nFN:Bo\nBEGIN:VCARD\nVERSION:3.0\n\u{0}garbage;;;===\nFN:Cy\n:::\nEND:VCARD\n\
            BEGIN:VCARD\nVERSION:3.0\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nKIND:location\nFN:The quay\nEND:VCARD\nBEGIN:VCARD\nFN:Di");
        let names: Vec<&str> = incoming.people.iter().map(|person| person.fields.name.as_str()).collect();
        assert_eq!(names, ["Ada", "Cy"]);
        assert_eq!(incoming.people.iter().map(|person| person.line).collect::<Vec<_>>(), [1, 8]);
        let skipped = incoming.skipped.iter().map(|one| (one.line, one.what.as_str(), one.why.as_str()));
        let wanted = [
            (5, "Bo", "the card has no end"),
            (14, "", "no name"),
            (18, "The quay", "a card of a location, not of a person"),
            (22, "Di", "the card has no end"),
        ];
        assert_eq!(skipped.collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn what_is_no_date_mail_or_link_is_told_once() {
        let card = |n: usize, lines: &str| format!("BEGIN:VCARD\nFN:Ada {n}\n{lines}\nEND:VCARD\n");
        let text = card(1, "BDAY;VALUE=text:circa 1800") + &card(2, "BDAY:70-7-14\nEMAIL:ÑÑÑ\nURL:javascript:alert(1)");
        let incoming = all(&text);
        assert_eq!(told(&incoming.people[0]), "Ada 1 | Birthday: circa 1800");
        let wanted = [
            "2 birthdays that are no dates were left out, the first in line 1: circa 1800",
            "a mail address that is none was left out, in line 5: ÑÑÑ",
            "a link that cannot be opened was left out, in line 5: javascript:alert(1)",
        ];
        let mut notes = incoming.notes;
        notes.sort();
        let mut wanted = wanted.map(str::to_owned);
        wanted.sort();
        assert_eq!(notes, wanted);
    }

    #[test]
    fn a_group_is_a_tag_of_those_who_are_in_it() {
        let incoming = all(
            "BEGIN:VCARD\nFN:Choir\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:b\nEND:VCARD\n\
            BEGIN:VCARD\nFN:Ada\nUID:a\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nUID:b\nEND:VCARD\n\
            BEGIN:VCARD\nKIND:group\nFN:Empty\nMEMBER:urn:uuid:z\nEND:VCARD\n",
        );
        assert_eq!(incoming.people.iter().map(told).collect::<Vec<_>>(), ["Ada", "Bo | #Choir"]);
        assert_eq!(incoming.skipped[0].why, "a group with nobody of this file in it");
    }

    #[test]
    fn nothing_else_is_taken_for_cards() {
        for text in ["", "BEGIN:VCALENDAR\nEND:VCALENDAR", "Name,Mail\nAda,BEGIN:VCARD\n", "FN:Ada"] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    #[expect(clippy::print_stdout, reason = "says why nothing was looked at")]
    fn cards_of_others_give_the_right_people() {
        let Some(folder) = std::env::var_os("ROUNDS_CORPORA") else {
            println!("ROUNDS_CORPORA is not set: no files of others are read");
            return;
        };
        let [five, eleven, four] = [5, 11, 4].map(|count| vec!["Ñ"; count].join(" "));
        let table = [
            ("John_Doe_ANDROID.vcf", vec!["John Doe", "Jane Doe", &five, &eleven, &four, "ÑÑÑÑ"]),
            ("John_Doe_GMAIL.vcf", vec!["Mr. John Richter, James Doe Sr."]),
            ("gmail-list.vcf", vec!["Arnold Smith", "Chris Beatle", "Doug White"]),
            ("gmail-single.vcf", vec!["Greg Dartmouth"]),
            ("gmail-single2.vcf", vec!["VCard Test"]),
            ("outlook-2007.vcf", vec!["Mr. Michael Angstadt Jr."]),
            ("rfc6350-example.vcf", vec!["Simon Perreault"]),
        ];
        for (file, names) in table {
            let path = std::path::Path::new(&folder).join("vcard").join(file);
            let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
            let incoming = crate::exchange::recognise::read(&bytes).unwrap_or_else(|why| panic!("{file}: {why}"));
            let got: Vec<&str> = incoming.people.iter().map(|person| person.fields.name.as_str()).collect();
            assert_eq!((got, incoming.skipped), (names, Vec::new()), "{file}");
        }
    }

    #[test]
    fn thousands_of_cards_and_hostile_ones_are_read_once() {
        let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lindqvist\r\nEMAIL:ada@mail.example\r\nEND:VCARD\r\n";
        assert_eq!(all(&card.repeat(5_000)).people.len(), 5_000);
        let lines =
            ["URL:https://a.example/\n", "CATEGORIES:a,b\n", "NOTE:x\n", " fold\n", "=\n", "item1.X-ABLabel:x\n"];
        for line in lines {
            let text = format!("BEGIN:VCARD\nFN:Ada\n{}END:VCARD\n", line.repeat(5_000));
            assert_eq!(all(&text).people.len(), 1, "{line:?}");
        }
        assert_eq!(all(&"BEGIN:VCARD\n".repeat(50_000)).people.len(), 0);
        assert_eq!(all(&"BEGIN:VCARD\nAGENT:\n".repeat(50_000)).people.len(), 0);
    }

    proptest! {
        #[test]
        fn no_card_is_too_odd(lines in proptest::collection::vec(
            "(item1\\.)?(FN|N|BDAY|URL|EMAIL|NOTE|IMPP|ADR|ORG|CATEGORIES|X-ABDATE|X-SOCIALPROFILE|UID|KIND|PHOTO)(;(TYPE|VALUE|ENCODING|CHARSET)?=?(b|date|QUOTED-PRINTABLE|\"x|utf-8|work)?){0,3}:[ -~é=\\\\;,]{0,20}|.{0,12}|BEGIN:VCARD|END:VCARD| .{0,5}",
            0..12,
        )) {
            let text = format!("BEGIN:VCARD\n{}\nEND:VCARD", lines.join("\n"));
            prop_assert!(read(&text).is_ok());
        }
    }
}
