//! Somebody of whom little more is known than an account, as people in lists of followers are.
//!
//! On which day one followed the other is not kept: nothing was said that day. Must not know from which program the
//! list is.

use crate::domain::clean::{LINE_CHARS, clean_line};
use crate::domain::contact::{ContactFields, NewHandle};
use crate::domain::incoming::{Incoming, IncomingPerson, Skipped};
use crate::domain::platform::{profile_link, recognise};

/// The longest name that is shown of what was left out, in characters.
const SHOWN: usize = 80;

/// An account on a platform.
#[derive(Debug, Clone, Copy, Default)]
pub struct Account<'a> {
    /// The platform's word.
    pub platform: &'a str,
    /// The name there.
    pub handle: &'a str,
    /// How the person is called; empty where only the handle is known.
    pub name: &'a str,
    /// The source's own key.
    pub key: &'a str,
}

impl Account<'_> {
    /// The person behind it, called by the handle where no name is known; none where there is neither.
    pub fn person(self) -> Option<IncomingPerson> {
        let handle = clean_line(self.handle, LINE_CHARS);
        let link = profile_link(self.platform, &handle).unwrap_or_default();
        let called = || recognise(&link).map_or_else(|| handle.clone(), |found| found.title);
        let name = Some(clean_line(self.name, LINE_CHARS)).filter(|name| !name.is_empty()).unwrap_or_else(called);
        if name.is_empty() {
            return None;
        }
        let handles = if handle.is_empty() {
            Vec::new()
        } else {
            vec![NewHandle { platform: self.platform.to_owned(), name: handle, link }]
        };
        let fields = ContactFields { name, ..ContactFields::default() };
        Some(IncomingPerson { key: clean_line(self.key, LINE_CHARS), fields, handles, ..IncomingPerson::default() })
    }
}

/// Leaves the entry of that place in its list out, from 0: what stood there, or else which one it was.
pub fn leave_out(incoming: &mut Incoming, at: usize, what: &str, why: &str) {
    let what = Some(clean_line(what, SHOWN)).filter(|what| !what.is_empty());
    let what = what.unwrap_or_else(|| format!("entry {}", at + 1));
    incoming.skipped.push(Skipped { line: 0, what, why: why.to_owned() });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_called_by_name_or_else_by_handle() {
        let table = [
            ("github", "tomas-rivera", "", Some(("Tomas Rivera", "https://github.com/tomas-rivera"))),
            ("github", "tomasr", " Tomás\nRivera ", Some(("Tomás Rivera", "https://github.com/tomasr"))),
            ("github", "settings", "", Some(("settings", ""))),
            ("x", "i/user/18", "X id 18", Some(("X id 18", "https://x.com/i/user/18"))),
            ("facebook", "", "Ada", Some(("Ada", ""))),
            ("facebook", "\u{1b}[2J", " ", None),
        ];
        for (platform, handle, name, wanted) in table {
            let person = Account { platform, handle, name, key: "" }.person();
            let got = person.map(|person| {
                let link = person.handles.first().map_or(String::new(), |handle| handle.link.clone());
                (person.fields.name, link)
            });
            assert_eq!(got, wanted.map(|(name, link)| (name.to_owned(), link.to_owned())), "{handle} {name}");
        }
    }
}
