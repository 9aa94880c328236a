//! What Mastodon and its kin export: accounts that are followed, and lists, which become tags.
//!
//! Bookmarks, muted and blocked accounts are told apart and refused, each with its reason. Must not know who is here.

use std::collections::HashMap;

use crate::domain::called::called;
use crate::domain::clean::clean_line;
use crate::domain::contact::NewHandle;
use crate::domain::incoming::{Incoming, IncomingPerson, Skipped, Unreadable};
use crate::domain::link::{Link, host};
use crate::domain::platform::{Whose, safe_link};

use super::person::{Gather, shown};
use super::table::{TableRow, rows};

/// The first cell of a header.
const ACCOUNT: &str = "Account address";
/// So many rows are looked at to tell what a file without a header is.
const LOOKED_AT: usize = 500;
/// How long an address may be.
const ADDRESS_CHARS: usize = 300;
/// Hosts of mail that are no server of the fediverse: who writes there has a mail address, not an account.
const MAIL_HOSTS: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "msn.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "aol.com",
    "gmx.de",
    "gmx.net",
    "gmx.at",
    "gmx.ch",
    "web.de",
    "t-online.de",
    "proton.me",
    "protonmail.com",
    "fastmail.com",
    "posteo.de",
    "mailbox.org",
    "mail.ru",
    "yandex.ru",
    "qq.com",
    "163.com",
];

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Accounts, with a header or without one.
    Following {
        header: bool,
    },
    /// List and account.
    Lists {
        header: bool,
    },
    Muted,
    Bookmarks,
    Domains,
}

/// Whether a text is such an export.
pub fn is(text: &str) -> bool {
    sort(text).is_some()
}

/// Reads it.
///
/// # Errors
/// Where it is one that holds nobody to keep up with.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    match sort(text) {
        Some(Sort::Following { header }) => Ok(following(text, header)),
        Some(Sort::Lists { header }) => Ok(lists(text, header)),
        Some(Sort::Muted) => Err(Unreadable::new(
            "these are accounts that you muted: nobody whom you want to keep up with. Import following_accounts.csv",
        )),
        Some(Sort::Bookmarks) => Err(Unreadable::new(
            "these are bookmarks: links to posts, with nobody to import. Import following_accounts.csv or lists.csv",
        )),
        Some(Sort::Domains) => {
            Err(Unreadable::new("these are servers that you blocked, not people. Import following_accounts.csv"))
        }
        None => Err(Unreadable::new("it is no export of Mastodon")),
    }
}

fn sort(text: &str) -> Option<Sort> {
    let beginning = beginning(text);
    let mut looked: Vec<TableRow> = rows(beginning);
    if beginning.len() < text.len() {
        // the last one may be cut
        looked.pop();
    }
    let first = looked.first()?;
    let named = |name: &str| first.cells.iter().any(|cell| cell.eq_ignore_ascii_case(name));
    if named("List name") && named(ACCOUNT) {
        return Some(Sort::Lists { header: true });
    }
    if named(ACCOUNT) {
        return Some(if named("Hide notifications") { Sort::Muted } else { Sort::Following { header: true } });
    }
    if named("#domain") {
        return Some(Sort::Domains);
    }
    if named("#uri") {
        return Some(Sort::Bookmarks);
    }
    let every = |test: fn(&TableRow) -> bool| looked.iter().all(test);
    if every(|row| is_post(&row.cells[0])) {
        return Some(Sort::Bookmarks);
    }
    if every(|row| row.cells.len() == 1 && is_account(&row.cells[0])) {
        return Some(Sort::Following { header: false });
    }
    if every(|row| row.cells.len() == 2 && !row.cells[0].contains('@') && is_account(&row.cells[1])) {
        // the name of a list comes again, that of a person with a mail address does not
        let again = looked.windows(2).any(|two| two[0].cells[0] == two[1].cells[0]);
        return again.then_some(Sort::Lists { header: false });
    }
    let domain = |cell: &str| cell.contains('.') && !cell.contains(['/', '@', ':', ' ']) && host(cell).is_some();
    let named = |cell: &str| domain(cell) && cell.chars().any(char::is_alphabetic);
    looked.iter().all(|row| row.cells.len() == 1 && named(&row.cells[0])).then_some(Sort::Domains)
}

/// The first lines.
fn beginning(text: &str) -> &str {
    let mut ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    ends.nth(LOOKED_AT).map_or(text, |(at, _)| &text[..=at])
}

fn following(text: &str, header: bool) -> Incoming {
    let mut read = Read::default();
    let mut rows = rows(text);
    let at = if header { column(&rows, ACCOUNT) } else { 0 };
    rows.drain(..usize::from(header));
    for row in &rows {
        read.account(row, at, "");
    }
    let mut notes = Vec::new();
    if !header {
        notes.push("accounts that you blocked look the same without a header: go on if you follow these".to_owned());
    }
    read.incoming("Mastodon following", notes)
}

fn lists(text: &str, header: bool) -> Incoming {
    let mut read = Read::default();
    let mut rows = rows(text);
    let (list, account) = if header { (column(&rows, "List name"), column(&rows, ACCOUNT)) } else { (0, 1) };
    rows.drain(..usize::from(header));
    for row in &rows {
        read.account(row, account, row.cells.get(list).map_or("", String::as_str));
    }
    read.incoming("Mastodon lists", Vec::new())
}

fn column(rows: &[TableRow], name: &str) -> usize {
    let cells = rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
    cells.iter().position(|cell| cell.eq_ignore_ascii_case(name)).unwrap_or_default()
}

#[derive(Default)]
struct Read {
    people: Vec<IncomingPerson>,
    places: HashMap<String, usize>,
    skipped: Vec<Skipped>,
}

impl Read {
    fn account(&mut self, row: &TableRow, at: usize, list: &str) {
        let cell = row.cells.get(at).map_or("", String::as_str);
        let Some((user, host)) = account(cell) else {
            let why = if cell.is_empty() { "no account" } else { "no address like user@host" };
            let what = if cell.is_empty() { list } else { cell };
            return self.skipped.push(Skipped { line: row.line, what: shown(what), why: why.to_owned() });
        };
        let key = format!("{user}@{host}").to_lowercase();
        let tag = clean_line(&list.replace([',', ';'], " "), ADDRESS_CHARS);
        if let Some(person) = self.places.get(&key).and_then(|at| self.people.get_mut(*at)) {
            if !tag.is_empty() && !person.fields.tags.contains(&tag) {
                person.fields.tags.push(tag);
            }
            return;
        }
        let mut who = Gather::at(row.line);
        who.person.key.clone_from(&key);
        let name = format!("@{user}@{host}");
        who.name(&called(Whose::Person, &name).unwrap_or_default());
        let link = format!("https://{host}/@{user}");
        who.add(NewHandle { platform: "mastodon".to_owned(), name, link });
        who.tags(&tag);
        match who.finish() {
            Ok(person) => {
                self.places.insert(key, self.people.len());
                self.people.push(person);
            }
            Err(skipped) => self.skipped.push(skipped),
        }
    }

    fn incoming(self, format: &'static str, mut notes: Vec<String>) -> Incoming {
        if !self.people.is_empty() {
            notes.push("the file has addresses alone: people are called by them until you say their name".to_owned());
        }
        let source = "mastodon";
        Incoming { format, source, people: self.people, skipped: self.skipped, notes, ..Incoming::default() }
    }
}

/// User and host of an address, with an `@` before it or not.
fn account(text: &str) -> Option<(String, String)> {
    let text = clean_line(text, ADDRESS_CHARS);
    let bare = text.strip_prefix("acct:").unwrap_or(&text);
    let (user, server) = bare.strip_prefix('@').unwrap_or(bare).split_once('@')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let server = host(server).filter(|server| server.contains('.') && !server.contains('['))?;
    (!user.is_empty() && user.chars().all(plain)).then(|| (user.to_owned(), server))
}

fn is_account(text: &str) -> bool {
    account(text).is_some_and(|(_, host)| !MAIL_HOSTS.contains(&host.as_str()))
}

/// Whether a link leads to a post of the fediverse.
fn is_post(text: &str) -> bool {
    let Some(link) = safe_link(text).and_then(|link| Link::parse(&link)) else { return false };
    let number = |part: &String| part.len() > 5 && part.bytes().all(|byte| byte.is_ascii_digit());
    match link.path.as_slice() {
        [user, post] => user.starts_with('@') && number(post) || matches!(user.as_str(), "objects" | "notes"),
        [users, _, sort, ..] => users == "users" && matches!(sort.as_str(), "statuses" | "posts"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Result<(Vec<String>, Vec<String>), String> {
        assert!(is(text), "{text}");
        let incoming = read(text).map_err(|why| why.to_string())?;
        let people = incoming.people.iter().map(|person| {
            let fields = &person.fields;
            let handles: Vec<&str> = person.handles.iter().map(|handle| handle.name.as_str()).collect();
            format!("{} {} {} {} {}", person.line, fields.name, person.key, handles.join("+"), fields.tags.join("+"))
        });
        let skipped = incoming.skipped.iter().map(|one| format!("{} {}: {}", one.line, one.what, one.why));
        Ok((people.map(|told| told.trim_end().to_owned()).collect(), skipped.collect()))
    }

    #[test]
    fn who_is_followed_is_read_with_a_header_and_without() {
        let text = "Account address,Show boosts,Notify on new posts,Languages\r\nmika@social.example,true,false,\"en, fi\"\r\n\
                    @Ada_L@Far.example,false,false,\r\nalone,true,false,\r\n,true,false,\r\nMIKA@social.example,true,false,\r\n";
        let people =
            ["2 Mika mika@social.example @mika@social.example", "3 Ada L ada_l@far.example @Ada_L@far.example"];
        let skipped = ["4 alone: no address like user@host", "5 : no account"];
        assert_eq!(told(text), Ok((people.map(str::to_owned).to_vec(), skipped.map(str::to_owned).to_vec())));
        let people = ["1 Mika mika@social.example @mika@social.example", "3 Bo bo@far.example @bo@far.example"];
        let bare = "@mika@social.example\n\nbo@far.example";
        assert_eq!(told(bare), Ok((people.map(str::to_owned).to_vec(), Vec::new())));
        let notes = read(bare).map(|incoming| incoming.notes).unwrap_or_default();
        assert!(notes[0].contains("blocked"), "{notes:?}");
    }

    #[test]
    fn lists_are_tags() {
        let rows = "Rust,mika@social.example\nRust,bo@far.example\nBooks,mika@social.example\n";
        for (header, line) in [("", 1), ("List name,Account address\n", 2)] {
            let people = [
                format!("{line} Mika mika@social.example @mika@social.example Rust+Books"),
                format!("{} Bo bo@far.example @bo@far.example Rust", line + 1),
            ];
            assert_eq!(told(&format!("{header}{rows}")), Ok((people.to_vec(), Vec::new())));
        }
    }

    #[test]
    fn what_holds_nobody_is_refused_with_the_reason() {
        let table = [
            ("Account address,Hide notifications\nmika@social.example,true\n", "muted"),
            ("https://social.example/users/mika/statuses/109283746\nhttps://social.example/@bo/109283747", "bookmarks"),
            ("#uri\nhttps://social.example/users/mika/statuses/109283746", "bookmarks"),
            ("#domain\nbad.example", "servers"),
            ("bad.example\nworse.example\n", "servers"),
        ];
        for (text, word) in table {
            assert!(told(text).is_err_and(|why| why.contains(word)), "{text}");
        }
    }

    #[test]
    fn nothing_else_is_taken_for_an_export() {
        let table = [
            "",
            "\n",
            "Name,Mail\nAda,ada@mail.example",
            "ada@gmail.com\nbo@social.example",
            "Ada Lindqvist,ada@mail.example\nBo Li,bo@mail.example",
            "https://river.example/atom.xml \"~River\" birds\nhttps://shop.example/rss",
            "https://river.example/atom.xml",
            "1,2,3",
            "mika@social.example\nnot an address",
            "First Name,Last Name\nAda,Lindqvist",
            "1.5\n2.5",
        ];
        for text in table {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn thousands_are_read_once() {
        let lines: Vec<String> = (0..20_000).map(|n| format!("user{n}@social.example")).collect();
        let text = lines.join("\n");
        assert!(is(&text));
        assert_eq!(read(&text).map(|incoming| incoming.people.len()), Ok(20_000));
    }
}
