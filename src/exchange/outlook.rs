//! The contacts of Outlook as a table, on the web and on the desktop, and of others that write the same: Google.
//!
//! Owns how the columns are called in the languages that are known. Must not know Thunderbird.

use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

use super::calendar::{is_empty, yearly};
use super::date::First;
use super::gather::{Gathered, Somebody, joined};
use super::table::{Table, TableRow, beginning, column};
use crate::domain::incoming::{Incoming, Unreadable};

// The names of one column in English, German, Spanish, French, Italian, Polish, Brazilian Portuguese, Russian and
// Finnish. Behind `// ?` stand those that no real file at hand confirms.
const FIRST: &[&str] =
    &["First Name", "Vorname", "Nombre", "Prénom", "Nome", "Imię", "Primeiro nome", "Имя", "Etunimi"];
const MIDDLE: &[&str] = &[
    "Middle Name",
    "Weitere Vornamen",
    "Segundo nombre",
    "Deuxième prénom",
    "Secondo nome",
    "Drugie imię",
    "Nome do meio",
    // ?
    "Segundo nome",
    "Отчество",
];
const LAST: &[&str] = &[
    "Last Name",
    "Nachname",
    "Apellidos",
    "Nom",
    "Cognome",
    "Nazwisko",
    "Último nome",
    "Фамилия",
    "Sukunimi",
    // ?
    "Sobrenome",
];
const NICKNAME: &[&str] =
    &["Nickname", "Spitzname", "Apodo", "Surnom", "Soprannome", "Przydomek", "Apelido", "Псевдоним", "Lempinimi"];
const MAILS: [&[&str]; 3] = [
    &[
        "E-mail Address",
        "E-Mail-Adresse",
        "Adresse de messagerie",
        "Indirizzo e-mail",
        "Adres e-mail",
        "Endereço de e-mail",
        "Адрес электронной почты",
        // ?
        "Dirección de correo electrónico",
        "Adresse e-mail",
        "Indirizzo posta elettronica",
        "Endereço de email",
        "Адрес эл. почты",
        "Sähköpostiosoite",
    ],
    &[
        "E-mail 2 Address",
        "E-Mail 2: Adresse",
        "Dirección de correo electrónico 2",
        "Indirizzo e-mail 2",
        "Endereço de e-mail 2",
        // ?
        "Adresse de messagerie 2",
        "Adresse e-mail 2",
        "Indirizzo posta elettronica 2",
        "Adres e-mail 2",
        "Адрес 2 эл. почты",
        "Sähköpostiosoite 2",
    ],
    &[
        "E-mail 3 Address",
        "E-Mail 3: Adresse",
        "Dirección del correo electrónico 3",
        "Indirizzo e-mail 3",
        "Endereço de e-mail 3",
        // ?
        "Dirección de correo electrónico 3",
        "Adresse de messagerie 3",
        "Adresse e-mail 3",
        "Indirizzo posta elettronica 3",
        "Adres e-mail 3",
        "Адрес 3 эл. почты",
        "Sähköpostiosoite 3",
    ],
];
const ORGANISATION: &[&str] = &[
    "Company",
    "Firma",
    "Organización",
    "Société",
    "Società",
    "Empresa",
    "Организация",
    // ?
    "Yritys",
];
const POSITION: &[&str] = &[
    "Job Title",
    "Position",
    "Puesto",
    "Profession",
    "Qualifica",
    "Stanowisko",
    "Cargo",
    "Ammattinimi",
    // ?
    "Posizione",
    "Должность",
];
const TOWNS: [&[&str]; 3] = [
    &[
        "Home City",
        "Ort privat",
        "Ville (domicile)",
        "Città di residenza",
        "Miasto (dom)",
        "Cidade de casa",
        "Kotikaupunki",
        // ?
        "Ciudad de domicilio",
        "Città (abitazione)",
        "Cidade residencial",
        "Город (дом)",
    ],
    &[
        "Business City",
        "Ort geschäftlich",
        "Ciudad de trabajo",
        "Ville (bureau)",
        "Città di lavoro",
        "Miasto (biuro)",
        "Cidade comercial",
        "Город (раб.)",
        "Työpaikan kaupunki",
        // ?
        "Città (ufficio)",
    ],
    &["Other City", "Weiterer Ort", "Otra ciudad", "Ville (autre)", "Città altro", "Outra cidade"],
];
const LINKS: [&[&str]; 2] = [
    &[
        "Web Page",
        "Webseite",
        "Página web",
        "Page Web",
        "Pagina web",
        "Osobista strona sieci Web",
        "Веб-страница",
        // ?
        "Strona sieci Web",
        "Web-sivu",
    ],
    &["Personal Web Page"],
];
const BIRTHDAY: &[&str] = &[
    "Birthday",
    "Geburtstag",
    "Anniversaire",
    "Compleanno",
    "Urodziny",
    // in Portuguese the birthday; the Spanish word without its accent is the other yearly date
    "Aniversário",
    // ?
    "Cumpleaños",
    "Data de nascimento",
    "День рождения",
    "Syntymäpäivä",
];
const ANNIVERSARY: &[&str] = &[
    "Anniversary",
    "Jahrestag",
    "Anniversaire de mariage ou fête",
    "Anniversario",
    "Rocznica",
    // ?
    "Aniversario",
    "Годовщина",
    "Vuosipäivä",
];
const NOTES: &[&str] = &["Notes", "Notizen", "Note", "Notatki", "Notas", "Заметки", "Muistiinpanot"];
const CATEGORIES: &[&str] = &[
    "Categories",
    "Kategorien",
    "Categorías",
    "Catégories",
    "Categorie",
    "Kategorie",
    "Categorias",
    // ?
    "Категории",
    "Luokat",
];

/// So many columns at least are known before a table counts as Outlook's.
const KNOWN: usize = 5;

/// Whether a text is such a table.
pub fn is(text: &str) -> bool {
    whole(beginning(text)).is_some()
}

/// Reads such a table.
///
/// # Errors
/// Where the header is missing.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let (table, note) = whole(text).ok_or_else(|| Unreadable::new("no row names the columns of Outlook"))?;
    let columns = Columns::of(&table.header);
    // in English the month comes first, elsewhere the day; the cells may say otherwise
    let is_english = columns.names[0].is_some_and(|at| table.header[at].eq_ignore_ascii_case(FIRST[0]));
    let dates = table.rows.iter().flat_map(|row| [row.at(columns.birthday), row.at(columns.anniversary)]);
    let first = First::of(dates).unwrap_or(if is_english { First::Month } else { First::Day });
    let mut gathered = Gathered::new("Outlook contacts", "outlook");
    for row in &table.rows {
        gathered.add(columns.somebody(row, first));
    }
    let mut incoming = gathered.done();
    incoming.notes.extend(note.map(str::to_owned));
    Ok(incoming)
}

/// The table, and what is to be known of its reading. The desktop writes in the code page of the system: what was
/// read as that of the west is tried as those of the east.
fn whole(text: &str) -> Option<(Table, Option<&'static str>)> {
    if let Some(table) = below(text) {
        return Some((table, None));
    }
    let pages: [(&Encoding, _); 2] = [
        (WINDOWS_1251, "its header is Cyrillic, so it was read as Windows-1251"),
        (WINDOWS_1250, "its header is Central European, so it was read as Windows-1250"),
    ];
    let (bytes, _, failed) = if text.is_ascii() { return None } else { WINDOWS_1252.encode(text) };
    let again = |(page, note): (&'static Encoding, _)| {
        let (text, _) = page.decode_without_bom_handling(&bytes);
        Some((below(&text)?, Some(note)))
    };
    if failed { None } else { pages.into_iter().find_map(again) }
}

fn below(text: &str) -> Option<Table> {
    Table::below_any(text, |header| Columns::of(header).is_telling())
}

/// Where the columns stand.
struct Columns {
    names: [Option<usize>; 3],
    nickname: Option<usize>,
    mails: [Option<usize>; 3],
    works: [Option<usize>; 2],
    towns: [Option<usize>; 3],
    links: [Option<usize>; 2],
    birthday: Option<usize>,
    anniversary: Option<usize>,
    notes: Option<usize>,
    categories: Option<usize>,
}

impl Columns {
    fn of(header: &[String]) -> Self {
        let at = |names: &[&str]| column(header, names);
        Self {
            names: [FIRST, MIDDLE, LAST].map(at),
            nickname: at(NICKNAME),
            mails: MAILS.map(at),
            works: [ORGANISATION, POSITION].map(at),
            towns: TOWNS.map(at),
            links: LINKS.map(at),
            birthday: at(BIRTHDAY),
            anniversary: at(ANNIVERSARY),
            notes: at(NOTES),
            categories: at(CATEGORIES),
        }
    }

    fn is_telling(&self) -> bool {
        let [first, _, last] = self.names;
        let rest = [self.nickname, self.birthday, self.anniversary, self.notes, self.categories];
        let all = self.names.iter().chain(&self.mails).chain(&self.works).chain(&self.towns).chain(&self.links);
        let known = all.chain(&rest).flatten().count();
        first.is_some() && last.is_some() && self.mails[0].is_some() && known >= KNOWN
    }

    fn somebody(&self, row: &TableRow, first: First) -> Somebody {
        let mut somebody = Somebody::at(row.line);
        somebody.named(&joined(&self.names.map(|at| row.at(at))));
        somebody.named(row.at(self.nickname));
        self.mails.iter().for_each(|at| somebody.mails(row.at(*at)));
        let [organisation, position] = self.works.map(|at| row.at(at));
        somebody.works(organisation, position);
        self.towns.iter().for_each(|at| somebody.lives(row.at(*at)));
        self.links.iter().for_each(|at| somebody.link(row.at(*at)));
        somebody.note(row.at(self.notes));
        // Google writes its own group of everybody, with or without a star
        let is_own = |tag: &str| tag.starts_with('*') || tag.eq_ignore_ascii_case("My Contacts");
        let tags = row.at(self.categories).split([';', ',']).map(str::trim);
        somebody.tags(tags.filter(|tag| !is_own(tag)));
        let [birthday, anniversary] = [self.birthday, self.anniversary].map(|at| row.at(at));
        if !is_empty(birthday) {
            somebody.born(birthday, yearly(birthday, first));
        }
        if !is_empty(anniversary) {
            somebody.yearly("anniversary", anniversary, yearly(anniversary, first));
        }
        somebody.named_otherwise();
        somebody
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contacts(text: &str) -> Incoming {
        assert!(is(text), "{text}");
        read(text).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn contacts_are_read() {
        let read = contacts(
            "First Name,Middle Name,Last Name,Title,Nickname,E-mail Address,E-mail 2 Address,Home Phone,Job Title,Company,\
             Business City,Home City,Web Page,Birthday,Anniversary,Notes,Categories\r\n\
             Noor,,Haddad,Dr,,noor@mail.example,N2@mail.example,+1 555,Botanist,Tidal GmbH,Wien,Graz,https://github.com/noor,12/28/1969,3/9/2001,\"two\nlines\",Friends;Open source;My Contacts\r\n\
             Bo,,Li,,,/o=Exchange/cn=bo,,,,,,,,0/0/00,0/0/00,,\r\n\
             ,,,,,,,,,Tidal GmbH,,,,2/30/1970,,,\r\n\
             ,,,,,,,+1 555,,,,,,,,,\r\n",
        );
        assert_eq!((read.format, read.source, read.people.len()), ("Outlook contacts", "outlook", 3));
        let noor = &read.people[0];
        assert_eq!((noor.fields.name.as_str(), noor.fields.town.as_str()), ("Noor Haddad", "Graz"));
        assert_eq!((noor.fields.notes.as_str(), noor.fields.birthday.as_str()), ("Botanist\ntwo\nlines", "1969-12-28"));
        assert_eq!(noor.fields.tags, ["Friends", "Open source"]);
        assert_eq!(noor.dates, [("anniversary".to_owned(), "2001-03-09".to_owned())]);
        let handles: Vec<_> = noor.handles.iter().map(|one| (one.platform.as_str(), one.name.as_str())).collect();
        assert_eq!(handles, [("mail", "n2@mail.example"), ("github", "noor")]);
        let bo = &read.people[1];
        assert_eq!((bo.fields.name.as_str(), bo.fields.mail.as_str(), bo.fields.birthday.as_str()), ("Bo Li", "", ""));
        assert_eq!(read.people[2].fields.name, "Tidal GmbH");
        assert_eq!(read.notes, ["line 5: the birthday \"2/30/1970\" is no date"]);
        assert_eq!((read.skipped.len(), read.skipped[0].line), (1, 6));
    }

    #[test]
    fn headers_of_other_languages_are_known() {
        for header in [
            "Vorname;Weitere Vornamen;Nachname;E-Mail-Adresse;Firma;Position;Ort geschäftlich;Geburtstag;Kategorien;Notizen",
            "Nombre;Segundo nombre;Apellidos;Dirección de correo electrónico;Organización;Puesto;Ciudad de trabajo;Cumpleaños;Categorías;Notas",
            "Prénom;Deuxième prénom;Nom;Adresse de messagerie;Société;Profession;Ville (bureau);Anniversaire;Catégories;Notes",
            "Nome;Secondo nome;Cognome;Indirizzo e-mail;Società;Qualifica;Città di lavoro;Compleanno;Categorie;Note",
            "Imię;Drugie imię;Nazwisko;Adres e-mail;Firma;Stanowisko;Miasto (biuro);Urodziny;Kategorie;Notatki",
            "Primeiro nome;Nome do meio;Último nome;Endereço de e-mail;Empresa;Cargo;Cidade comercial;Aniversário;Categorias;Notas",
            "Имя;Отчество;Фамилия;Адрес эл. почты;Организация;Должность;Город (раб.);День рождения;Категории;Заметки",
            "Etunimi;Middle Name;Sukunimi;Sähköpostiosoite;Yritys;Ammattinimi;Työpaikan kaupunki;Syntymäpäivä;Luokat;Muistiinpanot",
        ] {
            let read = contacts(&format!(
                "{header}\r\nNoor;;Haddad;noor@mail.example;Tidal;Botanist;Wien;3/9/1984;Crew;Note\r\n"
            ));
            let fields = &read.people[0].fields;
            let told =
                [&fields.name, &fields.mail, &fields.organisation, &fields.town, &fields.birthday, &fields.tags[0]];
            assert_eq!(told, ["Noor Haddad", "noor@mail.example", "Tidal", "Wien", "1984-09-03", "Crew"], "{header}");
            assert_eq!(fields.notes, "Botanist\nNote", "{header}");
        }
    }

    #[test]
    fn code_pages_of_the_east_are_seen_by_their_header() {
        for (page, text, name) in [
            (
                WINDOWS_1251,
                "Имя,Фамилия,Адрес эл. почты,Организация,Заметки\nНур,Хаддад,n@mail.example,,",
                "Нур Хаддад",
            ),
            (WINDOWS_1250, "Imię,Nazwisko,Adres e-mail,Firma,Notatki\nŁucja,Wąs,l@mail.example,,", "Łucja Wąs"),
        ] {
            let bytes = page.encode(text).0.into_owned();
            let read = contacts(&super::super::decode::decode(&bytes).unwrap_or_else(|error| panic!("{error}")).text);
            assert_eq!((read.people[0].fields.name.as_str(), read.notes.len()), (name, 1));
        }
    }

    #[test]
    fn no_other_table_is_taken_for_this() {
        for text in [
            "",
            "Name,Mail\n",
            "First Name,Last Name,Email Address,Company,Position,Connected On\n",
            "First Name,Last Name,E-mail Address\n",
            "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Organization,Notes\n",
            "Ünïcode ☃ everywhere\n",
        ] {
            assert!(!is(text), "{text}");
            assert!(read(text).is_err());
        }
    }
}
