//! One person gathered from what a file says in many places, and remarks on what was left out of many of them.
//!
//! All readers of address books and tables fill people in through here, so that mail, links, tags and dates mean the
//! same whatever they came from. Must not know any format.

use std::collections::HashSet;

use crate::domain::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text};
use crate::domain::contact::NewHandle;
use crate::domain::incoming::{IncomingPerson, Skipped};
use crate::domain::link::{mail, safe_link};
use crate::domain::platform::{MAIL, WEB, Whose, handle_key, platform_word, profile_link, recognise};

use super::date::{Date, First};

/// Groups that programs keep for themselves, folded.
const SYSTEM_GROUPS: &[&str] = &["mycontacts", "my contacts", "starred", "all contacts", "imported", "coworkers group"];
/// So many handles, tags, names or notes are kept of one person: more is no address book but noise.
const MOST: usize = 200;
/// How much of what was left out is shown.
const SHOWN_CHARS: usize = 60;

/// Somebody while they are read.
#[derive(Debug, Clone, Default)]
pub struct Gather {
    /// As far as it is known.
    pub person: IncomingPerson,
    /// Other names they go by, in the order of the file.
    pub nicknames: Vec<String>,
    /// What they do, the first line of their note.
    pub position: String,
    notes: Vec<String>,
    /// One text for each handle, however it is written.
    keys: HashSet<String>,
}

impl Gather {
    /// Nobody yet, who begins on that line.
    pub fn at(line: u32) -> Self {
        Self { person: IncomingPerson { line, ..IncomingPerson::default() }, ..Self::default() }
    }

    /// Their name, where it is not known yet.
    pub fn name(&mut self, text: &str) {
        fill(&mut self.person.fields.name, text);
    }

    /// Where they work, where it is not known yet.
    pub fn organisation(&mut self, text: &str) {
        fill(&mut self.person.fields.organisation, text);
    }

    /// Where they live, where it is not known yet.
    pub fn town(&mut self, text: &str) {
        fill(&mut self.person.fields.town, text);
    }

    /// What they do, where it is not known yet.
    pub fn position(&mut self, text: &str) {
        fill(&mut self.position, text);
    }

    /// Another name.
    pub fn nickname(&mut self, text: &str) {
        add_line(&mut self.nicknames, text);
    }

    /// A mail address, the first of which is theirs, while others become handles. Says whether it is one.
    pub fn mail(&mut self, text: &str) -> bool {
        let text = clean_line(text, LINE_CHARS);
        let bare = text.trim_start_matches("mailto:").trim_matches(['<', '>', ' ', ',', ';']);
        let Some(address) = mail(bare) else { return false };
        if self.person.fields.mail.is_empty() {
            self.person.fields.mail = address;
        } else if self.person.fields.mail != address {
            self.add(NewHandle { platform: MAIL.to_owned(), name: address, link: String::new() });
        }
        true
    }

    /// A link or a handle as people write it: that of a person becomes a handle; one that leads to a place goes to
    /// their note, since two who share it are not the same. Says whether it is one.
    pub fn link(&mut self, text: &str) -> bool {
        let Some(found) = recognise(text) else {
            // a bare host is no sure link, unless somebody says that it is one
            let link = clean_line(text, LINE_CHARS);
            let host = !link.contains(['@', ':', ' ']) && link.contains('.');
            return host && safe_link(&format!("https://{link}")).is_some_and(|link| self.link(&link));
        };
        if found.platform == MAIL {
            return self.mail(&found.name);
        }
        if safe_link(&found.link).is_none() && !found.link.is_empty() {
            return false;
        }
        if found.subject == Whose::Place {
            self.note(&found.link);
        } else {
            self.add(NewHandle { platform: found.platform.to_owned(), name: found.name, link: found.link });
        }
        true
    }

    /// An account on a platform: a link to it, or its name there. Says whether it is one.
    pub fn account(&mut self, platform: &str, text: &str) -> bool {
        let text = clean_line(text, LINE_CHARS);
        let word = clean_line(&platform.to_lowercase(), 40);
        let platform = platform_word(&word).to_owned();
        if text.is_empty() || platform == MAIL {
            return platform == MAIL && self.mail(&text);
        }
        let is_link = text.contains("://") || platform.is_empty() || platform == WEB || text.contains(' ');
        // a bare name is quick to tell from `github.com/ada`
        let may_be_one = text.contains(['@', ':', '/', '.']);
        if is_link || may_be_one && recognise(&text).is_some_and(|found| found.platform == platform) {
            return self.link(&text);
        }
        let link = profile_link(&platform, &text).unwrap_or_default();
        // written as its own link says it, so that it is the same account as one that came as a link
        match recognise(&link).filter(|found| found.platform == platform && found.subject == Whose::Person) {
            Some(found) => self.add(NewHandle { platform, name: found.name, link: found.link }),
            None => self.add(NewHandle { platform, name: text, link }),
        }
        true
    }

    /// A tag, or several with commas or semicolons between them; groups of the program itself are none.
    pub fn tags(&mut self, text: &str) {
        for tag in text.split([',', ';']) {
            let tag = clean_line(tag, LINE_CHARS);
            let tag = tag.trim_start_matches(['#', '*', ' ']);
            let system = SYSTEM_GROUPS.contains(&tag.to_lowercase().as_str());
            if !system {
                add_line(&mut self.person.fields.tags, tag);
            }
        }
    }

    /// A topic they care about.
    pub fn topic(&mut self, text: &str) {
        for topic in text.split([',', ';']) {
            add_line(&mut self.person.fields.topics, topic);
        }
    }

    /// More for their note, which may have many lines.
    pub fn note(&mut self, text: &str) {
        let text = clean_text(text, TEXT_BYTES);
        if !text.is_empty() && self.notes.len() < MOST && !self.notes.contains(&text) {
            self.notes.push(text);
        }
    }

    /// Their birthday. Says whether it is a date; an empty one is as good as none.
    pub fn birthday(&mut self, text: &str, first: First) -> bool {
        if text.trim().is_empty() || !self.person.fields.birthday.is_empty() {
            return true;
        }
        let date = Date::read(text, first).map(Date::yearly);
        date.is_some_and(|date| {
            self.person.fields.birthday = date;
            true
        })
    }

    /// Another yearly date, and what it is. Says whether it is a date.
    pub fn date(&mut self, what: &str, text: &str) -> bool {
        let what = clean_line(what, LINE_CHARS);
        let what = if what.is_empty() { "date".to_owned() } else { what };
        let Some(date) = Date::read(text, First::Month) else { return text.trim().is_empty() };
        let date = (what, date.yearly());
        if self.person.dates.len() < MOST && !self.person.dates.contains(&date) {
            self.person.dates.push(date);
        }
        true
    }

    /// A handle as it stands, unless it is there.
    pub fn add(&mut self, handle: NewHandle) {
        if self.person.handles.len() >= MOST {
            return;
        }
        if self.keys.insert(handle_key(&handle.platform, &handle.name)) {
            self.person.handles.push(handle);
        }
    }

    /// What stands first in their note: what they do, or what the file notes of them.
    pub fn first_note(&self) -> Option<String> {
        Some(&self.position).filter(|position| !position.is_empty()).or(self.notes.first()).cloned()
    }

    /// Whoever this is: named by nickname, organisation, address or handle where there is no name.
    ///
    /// # Errors
    /// Where there is nothing to call them by.
    pub fn finish(mut self) -> Result<IncomingPerson, Skipped> {
        let fields = &mut self.person.fields;
        if fields.name.is_empty() {
            let nickname = (!self.nicknames.is_empty()).then(|| self.nicknames.remove(0));
            let title = |handle: &NewHandle| recognise(&handle.link).map_or(handle.name.clone(), |found| found.title);
            let named = nickname
                .or_else(|| Some(fields.organisation.clone()).filter(|name| !name.is_empty()))
                .or_else(|| recognise(&fields.mail).map(|found| found.title))
                .or_else(|| self.person.handles.first().map(title));
            fields.name = clean_line(&named.unwrap_or_default(), LINE_CHARS);
        }
        if fields.name.is_empty() {
            let what = self.notes.first().map_or(String::new(), |note| clean_line(note, SHOWN_CHARS));
            return Err(Skipped { line: self.person.line, what, why: "no name".to_owned() });
        }
        self.nicknames.retain(|name| *name != fields.name);
        let called = (!self.nicknames.is_empty()).then(|| format!("Also called {}", self.nicknames.join(", ")));
        let position = Some(self.position).filter(|position| !position.is_empty());
        let notes: Vec<String> = position.into_iter().chain(called).chain(self.notes).collect();
        fields.notes = clean_text(&notes.join("\n"), TEXT_BYTES);
        Ok(self.person)
    }
}

/// What was left out of many people: said once, with the first of it.
#[derive(Debug, Clone, Default)]
pub struct Remarks {
    rows: Vec<Remark>,
}

#[derive(Debug, Clone)]
struct Remark {
    one: &'static str,
    many: &'static str,
    count: usize,
    line: u32,
    what: String,
}

impl Remarks {
    /// Counts one more: `one` is "a birthday that is no date", `many` is "birthdays that are no dates".
    pub fn add(&mut self, (one, many): (&'static str, &'static str), line: u32, what: &str) {
        match self.rows.iter_mut().find(|row| row.one == one) {
            Some(row) => row.count += 1,
            None => self.rows.push(Remark { one, many, count: 1, line, what: clean_line(what, SHOWN_CHARS) }),
        }
    }

    /// As they are told: "a birthday that is no date was left out, in line 12: circa 1800".
    pub fn notes(self) -> Vec<String> {
        let words = |row: Remark| {
            let what = if row.what.is_empty() { String::new() } else { format!(": {}", row.what) };
            match row.count {
                1 => format!("{} was left out, in line {}{what}", row.one, row.line),
                count => format!("{count} {} were left out, the first in line {}{what}", row.many, row.line),
            }
        };
        self.rows.into_iter().map(words).collect()
    }
}

/// What of a row that is left out is shown: short and safe.
pub fn shown(text: &str) -> String {
    clean_line(text, SHOWN_CHARS)
}

fn fill(field: &mut String, text: &str) {
    if field.is_empty() {
        *field = clean_line(text, LINE_CHARS);
    }
}

fn add_line(lines: &mut Vec<String>, text: &str) {
    let line = clean_line(text, LINE_CHARS);
    if !line.is_empty() && lines.len() < MOST && !lines.contains(&line) {
        lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handles(gather: &Gather) -> Vec<String> {
        gather.person.handles.iter().map(|one| format!("{} {} {}", one.platform, one.name, one.link)).collect()
    }

    #[test]
    fn links_and_accounts_become_handles_once() {
        let mut gather = Gather::at(1);
        assert!(gather.link("https://www.linkedin.com/in/Tobi-A/?trk=x"));
        assert!(gather.account("linkedin", "tobi-a"));
        assert!(gather.account("Mastodon", "@tobi@social.example"));
        assert!(gather.account("twitter", "tobi"));
        assert!(gather.account("skype", "tobi.calls"));
        assert!(gather.link("tobi.example"));
        assert!(gather.link("mailto:tobi@mail.example"));
        assert!(gather.mail("<Tobi@Work.example>"));
        assert!(!gather.link("javascript:alert(1)") && !gather.mail("nobody") && !gather.account("", ""));
        let wanted = [
            "linkedin Tobi-A https://www.linkedin.com/in/Tobi-A",
            "mastodon @tobi@social.example https://social.example/@tobi",
            "x tobi https://x.com/tobi",
            "skype tobi.calls ",
            "web tobi.example https://tobi.example",
            "mail tobi@work.example ",
        ];
        assert_eq!(handles(&gather), wanted);
        assert_eq!(gather.person.fields.mail, "tobi@mail.example");
    }

    #[test]
    fn the_page_of_a_place_is_no_account_of_a_person() {
        let mut gather = Gather::at(1);
        gather.name("Tobi");
        assert!(gather.link("https://www.linkedin.com/company/tidal"));
        assert_eq!(handles(&gather), [""; 0]);
        let person = gather.finish().unwrap_or_else(|skipped| panic!("{skipped:?}"));
        assert_eq!(person.fields.notes, "https://www.linkedin.com/company/tidal");
    }

    #[test]
    fn who_has_no_name_is_called_by_what_there_is() {
        type Told = fn(&mut Gather);
        let table: [(&[Told], Option<&str>); 6] = [
            (&[|one| one.nickname("Ollie"), |one| one.organisation("Tidal")], Some("Ollie")),
            (&[|one| one.organisation("Tidal")], Some("Tidal")),
            (&[|one| assert!(one.mail("wanja.moreau@mail.example"))], Some("Wanja Moreau")),
            (&[|one| assert!(one.link("https://github.com/ada"))], Some("Ada")),
            (&[|one| one.note("a note alone")], None),
            (&[|one| one.name(" \u{202e}\n ")], None),
        ];
        for (told, wanted) in table {
            let mut gather = Gather::at(3);
            for tell in told {
                tell(&mut gather);
            }
            let name = gather.finish().map(|person| person.fields.name);
            assert_eq!(name.as_deref().ok(), wanted);
        }
    }

    #[test]
    fn notes_begin_with_what_they_do() {
        let mut gather = Gather::at(1);
        gather.name("Ola Brandt");
        gather.position("Botanist");
        for name in ["Ollie", "Ola Brandt", "Ollie"] {
            gather.nickname(name);
        }
        gather.note("two\r\nlines");
        gather.tags("* myContacts; #choir, choir ,Old friends");
        let person = gather.finish().unwrap_or_else(|skipped| panic!("{skipped:?}"));
        assert_eq!(person.fields.notes, "Botanist\nAlso called Ollie\ntwo\nlines");
        assert_eq!(person.fields.tags, ["choir", "Old friends"]);
    }

    #[test]
    fn remarks_are_said_once() {
        let mut remarks = Remarks::default();
        let sort = ("a birthday that is no date", "birthdays that are no dates");
        remarks.add(sort, 4, "circa 1800");
        assert_eq!(remarks.clone().notes(), ["a birthday that is no date was left out, in line 4: circa 1800"]);
        remarks.add(sort, 9, "70-7-14");
        assert_eq!(remarks.notes(), ["2 birthdays that are no dates were left out, the first in line 4: circa 1800"]);
    }
}
