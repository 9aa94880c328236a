//! From what was typed to who is meant: a unique run of words, a handle, or an abbreviation.
//!
//! Owns what is said where a name fits nobody or several; how exactly it must fit stands in
//! `domain::naming`. Must not know where names come from.

use super::exit::{Code, Failure, Result};
use crate::domain::naming::Wanted;
use crate::domain::near::steps;
use crate::domain::text::{LINE_CHARS, clean_line, fold};
use crate::report::lists::{Name, Names};

/// How many candidates are named.
const NAMED: usize = 8;
/// How many nearest names are offered.
const NEAREST: usize = 3;

/// What is said where `typed` is nobody of `names`, with the nearest ones.
pub fn not_found(names: &Names, typed: &str, wanted: Wanted) -> Failure {
    let folded = folded_words(typed);
    if folded.is_empty() {
        return Failure::usage("a name is missing");
    }
    let typed = typed.trim();
    let failure = Failure::new(Code::NotFound, format!("{wanted} here is called \"{typed}\""));
    let add = match wanted {
        Wanted::Community => "community",
        Wanted::Any | Wanted::Contact => "contact",
    };
    let near = nearest(names.0.iter().filter(|name| wanted.takes(name.subject)), &folded);
    let failure = if near.is_empty() { failure } else { failure.next(format!("nearest: {}", near.join(", "))) };
    failure.next(format!("to add it: rounds add {add} \"{typed}\""))
}

/// What is said where `typed` may be several.
pub fn ambiguous(several: &[Name], typed: &str) -> Failure {
    let mut failure = Failure::new(Code::Ambiguous, format!("\"{}\" fits {}", typed.trim(), several.len()));
    for name in several.iter().take(NAMED) {
        let place = if name.platform.is_empty() { String::new() } else { format!(" ({})", name.platform) };
        let alike = several.iter().filter(|other| fold(&other.name) == fold(&name.name)).count();
        let number = if alike > 1 { format!(", {}", name.subject) } else { String::new() };
        failure = failure.next(format!("{}{place}{number}", name.name));
    }
    if several.len() > NAMED {
        failure = failure.next(format!("{} more", several.len() - NAMED));
    }
    failure.next("say more of the name, or a handle")
}

/// Which of `choices` (each with its number and text) the words mean: the only one where nothing
/// was said, the one of that number, else the only one in which they stand.
///
/// # Errors
/// Not found or ambiguous; `what` names the sort of thing ("promise to Ada Lindqvist").
pub fn choice<'a, T>(
    choices: &'a [T],
    told: impl Fn(&T) -> (i64, &str),
    words: &[String],
    what: &str,
) -> Result<&'a T> {
    let wanted = folded_words(&words.join(" "));
    if let Some(choice) = choices.iter().find(|choice| told(choice).0.to_string() == wanted) {
        return Ok(choice);
    }
    let text = |choice: &T| told(choice).1.to_owned();
    let fitting: Vec<&T> = choices.iter().filter(|choice| fold(&text(choice)).contains(&wanted)).collect();
    match fitting.as_slice() {
        [one] => Ok(one),
        [] if choices.is_empty() => Err(Failure::new(Code::NotFound, format!("there is no {what}"))),
        [] => {
            let known = choices.iter().map(|choice| format!("\"{}\"", text(choice)));
            let known = known.take(NAMED).collect::<Vec<_>>().join(", ");
            Err(Failure::new(Code::NotFound, format!("no {what} has the words \"{}\"", words.join(" ")))
                .next(format!("there is {known}")))
        }
        several => {
            let mut failure = Failure::new(Code::Ambiguous, format!("there are {} of these: {what}", several.len()));
            for choice in several.iter().take(NAMED) {
                let (number, text) = told(choice);
                failure = failure.next(format!("{number}  {text}"));
            }
            Err(failure.next("add words that stand in one of them only, or its number"))
        }
    }
}

fn folded_words(text: &str) -> String {
    fold(&clean_line(text, LINE_CHARS)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names with a word that is a few letters off, the closest first.
fn nearest<'a>(all: impl Iterator<Item = &'a Name>, wanted: &str) -> Vec<String> {
    let most = 1 + wanted.chars().count() / 4;
    let mut near: Vec<(usize, &str)> = all
        .filter_map(|name| {
            let whole = steps(&fold(&name.name), wanted, most);
            let words = name.folded.split_whitespace().filter_map(|word| steps(word, wanted, most));
            words.chain(whole).min().map(|steps| (steps, name.name.as_str()))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().take(NEAREST).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{CommunityId, ContactId, Subject};

    fn names() -> Names {
        let contact = |id: i64, name: &str, handles: &str| Name {
            subject: Subject::Contact(ContactId(id)),
            name: name.to_owned(),
            folded: format!("{} {}", fold(name), fold(handles)).trim_end().to_owned(),
            platform: "mastodon".to_owned(),
            last: 0,
        };
        let mut names = vec![
            contact(1, "Ada Lindqvist", "@ada@social.example ada-l"),
            contact(2, "Tomás Rivera", "tomasr"),
            contact(3, "Omar Haddad", ""),
            contact(4, "Leila Haddad", "@leila@social.example"),
            contact(5, "Ada", "@ada@other.example"),
            contact(6, "Jean-Luc Martin", ""),
            contact(7, "李明", ""),
        ];
        for (id, name) in [(1, "Nix Newcomers"), (2, "Rust Book Club"), (3, "Leila's Forum")] {
            names.push(Name { subject: Subject::Community(CommunityId(id)), ..contact(0, name, "") });
        }
        Names(names)
    }

    fn subject(typed: &str, wanted: Wanted) -> Result<Name> {
        let names = names();
        let fitting: Vec<Name> = names.fitting(typed, wanted).into_iter().cloned().collect();
        match fitting.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(not_found(&names, typed, wanted)),
            several => Err(ambiguous(several, typed)),
        }
    }

    fn found(typed: &str, wanted: Wanted) -> std::result::Result<String, Code> {
        subject(typed, wanted).map(|name| name.name).map_err(|failure| failure.code)
    }

    #[test]
    fn a_name_is_a_run_of_words_a_handle_or_an_abbreviation() {
        for (typed, name) in [
            ("Ada Lindqvist", "Ada Lindqvist"),
            ("lindqvist", "Ada Lindqvist"),
            ("  ADA   lindqvist ", "Ada Lindqvist"),
            ("ada", "Ada"),
            ("@ada@social.example", "Ada Lindqvist"),
            ("ada@social.example", "Ada Lindqvist"),
            ("ada-l", "Ada Lindqvist"),
            ("tomas", "Tomás Rivera"),
            ("Tomás", "Tomás Rivera"),
            ("tom", "Tomás Rivera"),
            ("o had", "Omar Haddad"),
            ("jean", "Jean-Luc Martin"),
            ("luc martin", "Jean-Luc Martin"),
            ("李", "李明"),
            ("nix", "Nix Newcomers"),
            ("book club", "Rust Book Club"),
            ("ru bo", "Rust Book Club"),
        ] {
            assert_eq!(found(typed, Wanted::Any), Ok(name.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_fits_several_or_nobody_is_said() {
        for (typed, code) in [
            ("haddad", Code::Ambiguous),
            ("leila", Code::Ambiguous),
            ("zoe", Code::NotFound),
            ("dqvist", Code::NotFound),
            ("rivera tomas", Code::NotFound),
            ("", Code::Usage),
            (" \u{1b}", Code::Usage),
        ] {
            assert_eq!(found(typed, Wanted::Any), Err(code), "{typed}");
        }
        assert_eq!(found("leila", Wanted::Contact), Ok("Leila Haddad".to_owned()));
        assert_eq!(found("leila", Wanted::Community), Ok("Leila's Forum".to_owned()));
        assert_eq!(found("nix", Wanted::Contact), Err(Code::NotFound));
    }

    #[test]
    fn the_nearest_names_are_offered() {
        let next = |typed: &str| match subject(typed, Wanted::Contact) {
            Ok(name) => panic!("{} was found", name.name),
            Err(failure) => failure.next,
        };
        assert_eq!(next("lindqvisst"), ["nearest: Ada Lindqvist", "to add it: rounds add contact \"lindqvisst\""]);
        assert_eq!(next("haddad")[..2], ["Omar Haddad (mastodon)", "Leila Haddad (mastodon)"]);
    }

    #[test]
    fn a_choice_needs_words_only_where_there_are_several() {
        let one = ["send the link".to_owned()];
        let two = ["send the link".to_owned(), "call about the move".to_owned()];
        let text = |choice: &String| choice.clone();
        let pick = |choices: &[String], words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            choice(choices, |choice| (choice.len() as i64, choice.as_str()), &words, "promise")
                .map(text)
                .map_err(|failure| failure.code)
        };
        assert_eq!(pick(&one, &[]), Ok(one[0].clone()));
        assert_eq!(pick(&two, &["Move"]), Ok(two[1].clone()));
        assert_eq!(pick(&two, &["13"]), Ok(two[0].clone()));
        assert_eq!(pick(&two, &[]), Err(Code::Ambiguous));
        assert_eq!(pick(&two, &["talk"]), Err(Code::NotFound));
        assert_eq!(pick(&[], &[]), Err(Code::NotFound));
    }
}
