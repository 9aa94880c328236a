//! Which column of a table is what: guessed from its header, or said by a person.
//!
//! Owns the text form of a mapping, `name=Full name,mail=E-mail`. Must not know the rows below the header.

use crate::domain::fold::fold;
use crate::domain::platform::{MAIL, platform_word, words};

use super::columns::WORDS;

pub use super::columns::Field;

/// Which column is what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// For each column what it is; none for one that is not read.
    pub columns: Vec<Option<Field>>,
}

/// So many columns are looked at for what they are.
const WIDEST: usize = 500;
/// A name of a column is no longer than this, in bytes.
const LONGEST: usize = 80;
/// The words of the fields, as they are typed.
const TYPED: &[(&str, Field)] = &[
    ("name", Field::FullName),
    ("first", Field::First),
    ("last", Field::Last),
    ("mail", Field::Mail),
    ("organisation", Field::Organisation),
    ("position", Field::Position),
    ("town", Field::Town),
    ("birthday", Field::Birthday),
    ("tags", Field::Tags),
    ("notes", Field::Notes),
    ("met", Field::Met),
    ("link", Field::Link),
];

impl Field {
    /// The word, as it is typed: `name`, `github`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Account(platform) => platform,
            field => TYPED.iter().find(|(_, one)| *one == field).map_or("", |(word, _)| word),
        }
    }

    /// The field of a word; the word of a platform is an account there.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = fold(word.trim());
        let typed = TYPED.iter().find(|(one, _)| *one == word).map(|(_, field)| *field);
        typed.or_else(|| account(&word))
    }

    /// Whether more than one column may be it.
    fn repeats(self) -> bool {
        matches!(self, Self::Mail | Self::Tags | Self::Notes | Self::Met | Self::Link | Self::Account(_))
    }

    /// Whether somebody can be called by it.
    fn names(self) -> bool {
        matches!(self, Self::FullName | Self::Name | Self::First | Self::Last | Self::Mail)
    }
}

impl Mapping {
    /// What the columns of a header seem to be.
    pub fn guess(header: &[String]) -> Self {
        let mut columns: Vec<Option<Field>> = Vec::with_capacity(header.len());
        for name in header.iter().take(WIDEST) {
            let field = meant(name).filter(|field| field.repeats() || !columns.contains(&Some(*field)));
            columns.push(field);
        }
        let at = |field: Field| columns.iter().position(|one| *one == Some(field));
        // "Name, Vorname" and "Nombre, Apellidos": the other half says which half a plain name is
        if let Some(name) = at(Field::Name) {
            match (at(Field::First), at(Field::Last)) {
                (Some(_), None) => columns[name] = Some(Field::Last),
                (None, Some(_)) => columns[name] = Some(Field::First),
                _ => {}
            }
        }
        Self { columns }
    }

    /// Whether somebody can be called by one of the columns.
    pub fn names_somebody(&self) -> bool {
        self.columns.iter().flatten().any(|field| field.names())
    }

    /// The columns that are this.
    pub fn all(&self, field: Field) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(move |(_, one)| **one == Some(field)).map(|(at, _)| at)
    }

    /// As text, which reads as the same mapping: `name=Full name,mail=#3`. A column goes by its number where its name
    /// is empty, stands twice or has a mark of this form in it.
    pub fn text(&self, header: &[String]) -> String {
        let fields = self.columns.iter().enumerate().filter_map(|(at, field)| Some((at, (*field)?)));
        let pairs: Vec<String> = fields.map(|(at, field)| format!("{}={}", field.word(), called(at, header))).collect();
        pairs.join(",")
    }

    /// Reads the text form for a header.
    ///
    /// # Errors
    /// Says which part is not understood, and what is.
    pub fn read(text: &str, header: &[String]) -> Result<Self, String> {
        let mut columns: Vec<Option<Field>> = vec![None; header.len()];
        for pair in text.split(',').filter(|pair| !pair.trim().is_empty()) {
            let (word, name) =
                pair.split_once('=').ok_or_else(|| format!("\"{}\" is no pair like name=Full name", pair.trim()))?;
            let field = Field::from_word(word).ok_or_else(|| {
                let words: Vec<&str> = TYPED.iter().map(|(word, _)| *word).collect();
                format!(
                    "\"{}\" is nothing that a column can be: {}, or the word of a platform",
                    word.trim(),
                    words.join(", ")
                )
            })?;
            let at = column(name.trim(), header)
                .ok_or_else(|| format!("no column is called \"{}\": there is {}", name.trim(), told(header)))?;
            columns[at] = Some(field);
        }
        Ok(Self { columns })
    }
}

/// How the text form speaks of a column: by its name, or its number.
pub fn called(at: usize, header: &[String]) -> String {
    let name = header.get(at).map_or("", String::as_str);
    let twice = header.iter().take(at).any(|earlier| plain(earlier) == plain(name));
    let marks = name.contains([',', '=', '\n', '\r']) || name.starts_with('#') || name.trim() != name;
    if name.is_empty() || twice || marks || plain(name).is_empty() { format!("#{}", at + 1) } else { name.to_owned() }
}

/// What a column may be, as it is typed.
pub fn field_words() -> impl Iterator<Item = &'static str> {
    TYPED.iter().map(|(word, _)| *word).chain(words().filter(|word| *word != MAIL))
}

/// Whether a mapping speaks of columns by their number alone.
pub fn is_by_number(text: &str) -> bool {
    text.split(',').filter_map(|pair| pair.split_once('=')).all(|(_, name)| name.trim().starts_with('#'))
}

/// The names of columns, as they are told.
pub fn told(header: &[String]) -> String {
    const SHOWN: usize = 12;
    let name = |(at, name): (usize, &String)| {
        let name = super::person::shown(name);
        if name.is_empty() { format!("#{}", at + 1) } else { format!("\"{name}\"") }
    };
    let names: Vec<String> = header.iter().enumerate().take(SHOWN).map(name).collect();
    let more = header.len().saturating_sub(SHOWN);
    if more > 0 { format!("{} and {more} more", names.join(", ")) } else { names.join(", ") }
}

fn column(name: &str, header: &[String]) -> Option<usize> {
    if let Some(number) = name.strip_prefix('#') {
        return number.trim().parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < header.len());
    }
    let exact = header.iter().position(|one| one == name);
    exact.or_else(|| header.iter().position(|one| !plain(name).is_empty() && plain(one) == plain(name)))
}

/// What a column of that name is.
fn meant(name: &str) -> Option<Field> {
    if name.len() > LONGEST || !name.contains(char::is_alphabetic) {
        return None;
    }
    let plain = plain(name);
    // "E-mail 2", "Email 1 - Value"
    let bare = plain.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let bare = bare.strip_suffix(" value").unwrap_or(bare).trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let known =
        |name: &str| WORDS.iter().find(|(_, names)| names.split('|').any(|one| one == name)).map(|(field, _)| *field);
    known(&plain).or_else(|| known(bare)).or_else(|| {
        // "GitHub", "Mastodon handle", "LinkedIn URL"
        let ends = [" handle", " url", " profile", " profile url", " link", " account", " username", " user", " id"];
        let word = ends.iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
        account(word)
    })
}

fn account(word: &str) -> Option<Field> {
    let word = platform_word(word);
    words().find(|one| *one == word && *one != MAIL).map(Field::Account)
}

/// A name of a column as it is compared: folded, marks left out.
fn plain(name: &str) -> String {
    let folded = fold(name);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header(names: &str) -> Vec<String> {
        names.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_guessed_in_many_languages() {
        let table = [
            ("Full Name|E-mail|City|Tags", "name=Full Name,mail=E-mail,town=City,tags=Tags"),
            ("first_name|Last-Name|EMAIL ADDRESS", "first=first_name,last=Last-Name,mail=EMAIL ADDRESS"),
            ("Name|Vorname|Geburtsdatum|Straße", "last=Name,first=Vorname,birthday=Geburtsdatum"),
            ("Nombre|Apellidos|Correo electrónico", "first=Nombre,last=Apellidos,mail=Correo electrónico"),
            ("Nom|Prénom|Société|Ville", "last=Nom,first=Prénom,organisation=Société,town=Ville"),
            ("Name|Email 1|Email 2|Email 2", "name=Name,mail=Email 1,mail=Email 2,mail=#4"),
            (
                "Name|GitHub|Mastodon handle|LinkedIn URL|Twitter",
                "name=Name,github=GitHub,mastodon=Mastodon handle,linkedin=LinkedIn URL,x=Twitter",
            ),
            ("Name|Name|Last contact", "name=Name,met=Last contact"),
            ("Город|Имя|Фамилия", "town=Город,first=Имя,last=Фамилия"),
            ("kitten|win||Phone", ""),
        ];
        for (names, wanted) in table {
            let header = header(names);
            assert_eq!(Mapping::guess(&header).text(&header), wanted, "{names}");
        }
    }

    #[test]
    fn what_is_said_wins_and_what_is_not_understood_is_told() {
        let header = header("A|B, or so|Wer|");
        let read = |text: &str| Mapping::read(text, &header).map(|mapping| mapping.text(&header));
        assert_eq!(read(" name = wer , mail=#2,gh=#4"), Ok("mail=#2,name=Wer,github=#4".to_owned()));
        assert_eq!(read(""), Ok(String::new()));
        for (text, word) in [
            ("name", "no pair"),
            ("age=A", "nothing that a column"),
            ("name=Z", "\"Wer\", #4"),
            ("name=#9", "no column"),
        ] {
            assert!(read(text).is_err_and(|why| why.contains(word)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_text_form_goes_both_ways(names in proptest::collection::vec("[aA,=#\" é]{0,3}|Name|mail", 1..6), fields in proptest::collection::vec(0_usize..16, 6)) {
            let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
            let field = |at: usize| TYPED.get(at).map(|(_, field)| *field).or((at == 12).then_some(Field::Account("github")));
            let mapping = Mapping { columns: names.iter().zip(&fields).map(|(_, at)| field(*at)).collect() };
            prop_assert_eq!(Mapping::read(&mapping.text(&names), &names), Ok(mapping));
        }
    }
}
