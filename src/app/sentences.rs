//! Sentences of the palette: `ada answered musl yesterday`.
//!
//! Owns where names are looked up. Must not know the grammar.

use super::reply::Env;
use crate::domain::change::Change;
use crate::domain::kind::Kinds;
use crate::domain::naming::Wanted;
use crate::domain::sentence::Sentence;
use crate::domain::time::Now;
use crate::report::name_index::NameIndex;

/// What a sentence means, in words and as a change.
///
/// # Errors
/// What was not understood, and what to do.
pub fn read(text: &str, env: &Env<'_>) -> Result<(String, Change), String> {
    let names = env.names.ok_or("names are being read")?;
    change(text, &env.settings.kinds, env.now, names)
}

fn change(text: &str, kinds: &Kinds, now: &Now, names: &NameIndex) -> Result<(String, Change), String> {
    let lookup = |typed: &str, wanted: Wanted| names.matching(typed, wanted);
    let sentence = Sentence::parse(text, kinds, now, &lookup).map_err(|refused| refused.to_string())?;
    Ok((sentence.echo(kinds, now), Change::LogActs(vec![sentence.act()])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{ContactId, Subject};
    use crate::domain::time::frozen;

    #[test]
    fn a_sentence_is_echoed_and_becomes_one_change() -> Result<(), String> {
        let mut names = NameIndex::default();
        let ada = Subject::Contact(ContactId(7));
        names.push(ada, "Ada Lindqvist", "ada lindqvist @ada@social.example", "mastodon", 0);
        let now = frozen("2026-09-22T14:30:00+02:00").map_err(|error| error.to_string())?;
        let read = |text: &str| change(text, &Kinds::default(), &now, &names);
        let (echo, change) = read("ada answered musl yesterday")?;
        assert_eq!(echo, "answered Ada Lindqvist, yesterday: musl");
        let Change::LogActs(acts) = change else { return Err("no act".to_owned()) };
        assert_eq!(acts.first().and_then(|act| act.target.contact), Some(ContactId(7)));
        assert_eq!(read("bob answered").err().as_deref(), Some("nobody and no place here is called \"bob\""));
        Ok(())
    }
}
