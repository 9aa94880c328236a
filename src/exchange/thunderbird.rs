//! The address book of Thunderbird as a table, in the languages whose header is known.
//!
//! Must not know how Outlook names its columns.

use super::calendar::{is_empty, of_parts};
use super::gather::{Gathered, Somebody, joined};
use super::table::{Table, TableRow, beginning, column};
use crate::domain::incoming::{Incoming, Unreadable};

// The names of one column in English, German, Spanish, French, Italian, Brazilian Portuguese, Russian and Finnish, as
// far as they are known. Uncertain, since no file of that language was at hand: Finnish and Russian ones.
const FIRST: &[&str] = &["First Name", "Vorname", "Nombre", "Prénom", "Nome", "Primeiro nome", "Имя", "Etunimi"];
const LAST: &[&str] = &[
    "Last Name",
    "Nachname",
    "Apellidos",
    "Nom",
    "Nom de famille",
    "Cognome",
    "Último nome",
    "Sobrenome",
    "Фамилия",
    "Sukunimi",
];
const WHOLE: &[&str] = &[
    "Display Name",
    "Anzeigename",
    "Nombre en pantalla",
    "Nombre mostrado",
    "Nom à afficher",
    "Nome visualizzato",
    "Mostrar nome",
    "Nome de exibição",
    "Отображаемое имя",
    "Näytettävä nimi",
    "Näyttönimi",
];
const NICKNAME: &[&str] =
    &["Nickname", "Spitzname", "Apodo", "Surnom", "Soprannome", "Apelido", "Псевдоним", "Lempinimi"];
const MAIL: &[&str] = &[
    "Primary Email",
    "Primäre E-Mail-Adresse",
    "Dirección de correo electrónico principal",
    "Adresse électronique principale",
    "Email principale",
    "E-mail primário",
    "Адрес электронной почты",
    "Ensisijainen sähköposti",
];
const SECOND_MAIL: &[&str] = &[
    "Secondary Email",
    "Sekundäre E-Mail-Adresse",
    "Dirección de correo electrónico secundaria",
    "Adresse électronique secondaire",
    "Email secondaria",
    "E-mail secundário",
    "Альтернативный адрес электронной почты",
    "Toissijainen sähköposti",
];
const ORGANISATION: &[&str] = &[
    "Organization",
    "Organisation",
    "Organización",
    "Société",
    "Organizzazione",
    "Organização",
    "Организация",
    "Järjestö",
];
const POSITION: &[&str] = &["Job Title", "Titel", "Título", "Titre", "Titolo", "Cargo", "Должность", "Ammattinimi"];
const TOWNS: [&[&str]; 2] = [
    &["Home City", "Privat: Ort", "Ville", "Città di residenza", "Cidade de casa", "Город", "Kotikaupunki"],
    &["Work City", "Dienstlich: Ort", "Città di lavoro", "Cidade de trabalho", "Город (раб.)", "Työpaikan kaupunki"],
];
const LINKS: [&[&str]; 2] = [
    &["Web Page 1", "Webseite 1", "Página web 1", "Site Web 1", "Pagina web 1", "Веб-страница 1", "Verkkosivu 1"],
    &["Web Page 2", "Webseite 2", "Página web 2", "Site Web 2", "Pagina web 2", "Веб-страница 2", "Verkkosivu 2"],
];
const YEAR: &[&str] = &[
    "Birth Year",
    "Geburtsjahr",
    "Año de nacimiento",
    "Année de naissance",
    "Anno di nascita",
    "Ano de nascimento",
    "Год рождения",
    "Syntymävuosi",
];
const MONTH: &[&str] = &[
    "Birth Month",
    "Geburtsmonat",
    "Mes de nacimiento",
    "Mois",
    "Mese di nascita",
    "Mês de nascimento",
    "Месяц рождения",
    "Syntymäkuukausi",
];
const DAY: &[&str] = &[
    "Birth Day",
    "Geburtstag",
    "Día de nacimiento",
    "Jour",
    "Giorno di nascita",
    "Dia de nascimento",
    "День рождения",
    "Syntymäpäivä",
];
const NOTES: &[&str] = &["Notes", "Notizen", "Notas", "Note", "Заметки", "Muistiinpanot"];

/// Whether a text is such a table.
pub fn is(text: &str) -> bool {
    below(beginning(text)).is_some()
}

/// Reads such a table.
///
/// # Errors
/// Where the header is missing.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let table = below(text).ok_or_else(|| Unreadable::new("no row names the columns of Thunderbird"))?;
    let columns = Columns::of(&table);
    let mut gathered = Gathered::new("Thunderbird address book", "thunderbird");
    for row in &table.rows {
        gathered.add(columns.somebody(row));
    }
    Ok(gathered.done())
}

fn below(text: &str) -> Option<Table> {
    Table::below_any(text, |header| [WHOLE, MAIL, SECOND_MAIL].iter().all(|names| column(header, names).is_some()))
}

/// Where the columns stand.
struct Columns {
    names: [Option<usize>; 3],
    nickname: Option<usize>,
    mails: [Option<usize>; 2],
    works: [Option<usize>; 2],
    towns: [Option<usize>; 2],
    links: [Option<usize>; 2],
    born: [Option<usize>; 3],
    notes: Option<usize>,
}

impl Columns {
    fn of(table: &Table) -> Self {
        let at = |names: &[&str]| column(&table.header, names);
        Self {
            names: [WHOLE, FIRST, LAST].map(at),
            nickname: at(NICKNAME),
            mails: [MAIL, SECOND_MAIL].map(at),
            works: [ORGANISATION, POSITION].map(at),
            towns: TOWNS.map(at),
            links: LINKS.map(at),
            born: [YEAR, MONTH, DAY].map(at),
            notes: at(NOTES),
        }
    }

    fn somebody(&self, row: &TableRow) -> Somebody {
        let mut somebody = Somebody::at(row.line);
        let [whole, first, last] = self.names.map(|at| row.at(at));
        // what is displayed is often the mail address only
        somebody.named(Some(whole).filter(|whole| !whole.contains('@')).unwrap_or_default());
        somebody.named(&joined(&[first, last]));
        somebody.named(row.at(self.nickname));
        self.mails.iter().for_each(|at| somebody.mails(row.at(*at)));
        let [organisation, position] = self.works.map(|at| row.at(at));
        somebody.works(organisation, position);
        self.towns.iter().for_each(|at| somebody.lives(row.at(*at)));
        self.links.iter().for_each(|at| somebody.link(row.at(*at)));
        somebody.note(row.at(self.notes));
        let [year, month, day] = self.born.map(|at| row.at(at));
        if !is_empty(month) || !is_empty(day) {
            somebody.born(&[year, month, day].join("-"), of_parts(year, month, day));
        }
        somebody.named_otherwise();
        somebody
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,\
        Home City,Work City,Job Title,Department,Organization,Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Notes,";

    fn book(text: &str) -> Incoming {
        assert!(is(text), "{text}");
        read(text).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn an_address_book_is_read() {
        let read = book(&format!(
            "{HEADER}\n\
             Noor,Haddad,Noor H,,noor@mail.example,N2@mail.example,,,Graz,Wien,Botanist,,Kelp & Co,https://noor.example/,,1984,3,9,,\"two\nlines\",\n\
             Bo,Li,bo@mail.example,,bo@mail.example,,,,,Wien,,,,,,,03,09,,,\n\
             ,,,,iiro.salo@mail.example,,,,,,,,,,,1985,2,29,,,\n\
             ,,,Skip,,,,,,,,,,,,,,,,,\n\
             ,,,,,,,+1 555,,,,,,,,,,,,,\n"
        ));
        assert_eq!((read.format, read.source), ("Thunderbird address book", "thunderbird"));
        let names: Vec<_> = read.people.iter().map(|person| person.fields.name.as_str()).collect();
        assert_eq!(names, ["Noor H", "Bo Li", "Iiro Salo", "Skip"]);
        let noor = &read.people[0];
        assert_eq!((noor.fields.mail.as_str(), noor.fields.town.as_str()), ("noor@mail.example", "Graz"));
        assert_eq!((noor.fields.notes.as_str(), noor.fields.birthday.as_str()), ("Botanist\ntwo\nlines", "1984-03-09"));
        let handles: Vec<_> = noor.handles.iter().map(|one| (one.platform.as_str(), one.name.as_str())).collect();
        assert_eq!(handles, [("mail", "n2@mail.example"), ("web", "noor.example")]);
        assert_eq!((read.people[1].fields.birthday.as_str(), read.people[1].fields.town.as_str()), ("--03-09", "Wien"));
        assert_eq!(read.notes, ["line 5: the birthday \"1985-2-29\" is no date"]);
        assert_eq!((read.skipped.len(), read.skipped[0].line), (1, 7));
    }

    #[test]
    fn headers_of_other_languages_are_known() {
        let languages = [
            "Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,Geburtsjahr,Geburtsmonat,Geburtstag,Notizen,",
            "Prénom,Nom de famille,Nom à afficher,Adresse électronique principale,Adresse électronique secondaire,Année de naissance,Mois,Jour,Notes,",
            "Имя,Фамилия,Отображаемое имя,Адрес электронной почты,Альтернативный адрес электронной почты,Год рождения,Месяц рождения,День рождения,Заметки,",
        ];
        for header in languages {
            let read = book(&format!("{header}\nNoor,Haddad,,noor@mail.example,,1984,3,9,Note,"));
            let fields = &read.people[0].fields;
            assert_eq!((fields.name.as_str(), fields.birthday.as_str()), ("Noor Haddad", "1984-03-09"), "{header}");
            assert_eq!((fields.mail.as_str(), fields.notes.as_str()), ("noor@mail.example", "Note"), "{header}");
        }
        assert!(!is("First Name,Last Name,E-mail Address,Company\n") && read("").is_err());
    }
}
