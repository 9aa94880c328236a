//! Accounts as GitHub lists them: answers of its programming interface, one page or several behind each other.
//!
//! Must not know how JSON is read.

use serde_json::Value;

use super::account::{Account, leave_out};
use super::json::{beginning, documents, id, said, unread};
use crate::domain::clean::{LINE_CHARS, TEXT_BYTES, clean_line, clean_text};
use crate::domain::contact::NewHandle;
use crate::domain::incoming::{Incoming, IncomingPerson, Unreadable};
use crate::domain::link::{mail, typed_link};
use crate::domain::platform::recognise;

/// Whether it is a list of accounts.
pub fn is(text: &str) -> bool {
    let beginning = beginning(text);
    beginning.starts_with('[') && ["\"login\"", "\"html_url\""].iter().all(|word| beginning.contains(word))
}

/// Reads it.
///
/// # Errors
/// Where it is broken from the first page on.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let read = documents(text)?;
    let mut incoming = Incoming { format: "GitHub accounts", source: "github", ..Incoming::default() };
    for (page, value) in read.values.iter().enumerate() {
        match value.as_array() {
            Some(entries) => entries.iter().enumerate().for_each(|(at, entry)| entry_of(&mut incoming, at, entry)),
            // where too much was asked for, an answer that says so stands between the pages
            None => incoming.notes.push(format!(
                "page {} holds nobody: {}",
                page + 1,
                clean_line(said(value, "message"), LINE_CHARS)
            )),
        }
    }
    incoming.notes.extend(read.broken.as_ref().map(unread));
    Ok(incoming)
}

fn entry_of(incoming: &mut Incoming, at: usize, entry: &Value) {
    let login = said(entry, "login");
    let why = match said(entry, "type") {
        "Organization" => Some("an organisation, not a person"),
        "Bot" => Some("a program, not a person"),
        _ => None,
    };
    if let Some(why) = why {
        return leave_out(incoming, at, login, why);
    }
    // the number stays when the login changes
    let key = Some(id(entry, "id")).filter(|key| !key.is_empty()).unwrap_or_else(|| login.to_lowercase());
    let person = Account { platform: "github", handle: login, name: said(entry, "name"), key: &key }.person();
    match person.filter(|_| !login.is_empty()) {
        Some(person) => incoming.people.push(told(person, entry)),
        None => leave_out(incoming, at, "", "no login"),
    }
}

/// What a whole profile says beyond the login; a list alone has none of it.
fn told(mut person: IncomingPerson, entry: &Value) -> IncomingPerson {
    let line = |key| clean_line(said(entry, key), LINE_CHARS);
    let fields = &mut person.fields;
    let company = line("company");
    company.trim_start_matches('@').clone_into(&mut fields.organisation);
    fields.town = line("location");
    fields.mail = mail(&line("email")).unwrap_or_default();
    fields.notes = clean_text(said(entry, "bio"), TEXT_BYTES);
    let blog = typed_link(&line("blog")).ok().and_then(|link| recognise(&link));
    let on_x =
        Some(line("twitter_username")).filter(|name| !name.is_empty()).and_then(|name| recognise(&format!("x:{name}")));
    for found in blog.into_iter().chain(on_x) {
        person.handles.push(NewHandle { platform: found.platform.to_owned(), name: found.name, link: found.link });
    }
    person
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::recognise;

    fn account(login: &str, id: u32, more: &str) -> String {
        format!(
            r#"{{"login":"{login}","id":{id},"node_id":"x","html_url":"https://github.com/{login}","type":"User"{more}}}"#
        )
    }

    #[test]
    fn one_page_or_several_are_read() {
        let (ada, bo) = (account("ada-lindqvist", 7, ""), account("bo", 8, ""));
        for text in [format!("[{ada},{bo}]"), format!("[{ada}][{bo}]"), format!("[{ada}]\n\n[{bo}]\n")] {
            let incoming = recognise::read(text.as_bytes()).unwrap_or_else(|why| panic!("{why}: {text}"));
            let got: Vec<_> = incoming.people.iter().map(|one| (one.fields.name.as_str(), one.key.as_str())).collect();
            assert_eq!(got, [("Ada Lindqvist", "7"), ("Bo", "8")]);
            assert_eq!(incoming.people[0].handles[0].link, "https://github.com/ada-lindqvist");
            assert!(incoming.notes.is_empty() && incoming.skipped.is_empty());
        }
    }

    #[test]
    fn what_is_no_person_is_left_out_and_what_is_broken_is_told() {
        let more = r#","name":"Bo Falk","company":"@kelp","location":"Lund","email":"Bo@mail.example","bio":"Boats.","blog":"bo.example","twitter_username":"bofalk""#;
        let crew = account("crew", 9, "").replace("User", "Organization");
        let text = format!(
            "[{},{crew},{{\"html_url\":\"\",\"id\":3}}]\n{{\"message\":\"API rate limit exceeded\"}}\n[{},",
            account("bo", 8, more),
            account("cut", 10, "")
        );
        let incoming = read(&text).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(incoming.people.len(), 1);
        let (fields, handles) = (&incoming.people[0].fields, &incoming.people[0].handles);
        assert_eq!(
            (fields.name.as_str(), fields.organisation.as_str(), fields.town.as_str()),
            ("Bo Falk", "kelp", "Lund")
        );
        assert_eq!((fields.mail.as_str(), fields.notes.as_str()), ("bo@mail.example", "Boats."));
        let handles: Vec<_> = handles.iter().map(|one| (one.platform.as_str(), one.name.as_str())).collect();
        assert_eq!(handles, [("github", "bo"), ("web", "bo.example"), ("x", "bofalk")]);
        let skipped: Vec<_> = incoming.skipped.iter().map(|one| (one.what.as_str(), one.why.as_str())).collect();
        assert_eq!(skipped, [("crew", "an organisation, not a person"), ("entry 3", "no login")]);
        assert_eq!(
            incoming.notes,
            [
                "page 2 holds nobody: API rate limit exceeded",
                "from line 3 on nothing was read: it stops in the middle: export it again"
            ]
        );
    }

    #[test]
    fn other_lists_are_not_taken_for_it() {
        for text in ["[]", "{\"login\":\"a\",\"html_url\":\"b\"}", "[{\"name\":\"x\"}]", "login,html_url\n"] {
            assert!(!is(text), "{text}");
        }
    }
}
