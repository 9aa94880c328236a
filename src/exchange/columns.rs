//! What a column of a table may be, and what it is called in tables that people keep themselves.
//!
//! Adding a word is one entry. Words stand folded, with one blank between them. Must not know how a table is read.

/// What a column may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The whole name.
    FullName,
    /// A name, which is the first or the last one where the other stands beside it.
    Name,
    /// The first name.
    First,
    /// The last name.
    Last,
    /// A mail address or several.
    Mail,
    /// Where they work.
    Organisation,
    /// As what.
    Position,
    /// Where they live.
    Town,
    /// Birthday.
    Birthday,
    /// Tags, with commas or semicolons between them.
    Tags,
    /// A note.
    Notes,
    /// The day on which you last met.
    Met,
    /// A link, or a handle as people write it.
    Link,
    /// An account on the platform of that word.
    Account(&'static str),
}

/// Fields and what their columns are called, a bar between the names, the more exact field first.
pub(super) const WORDS: &[(Field, &str)] = &[
    (
        Field::First,
        "first name|firstname|given name|givenname|forename|first|vorname|prenom|primer nombre|\
         nombre de pila|nome proprio|primeiro nome|voornaam|fornavn|fornamn|etunimi|imie|jmeno|имя|\
         keresztnev",
    ),
    (
        Field::Last,
        "last name|lastname|surname|family name|familyname|last|nachname|familienname|nom de famille|\
         apellido|apellidos|cognome|sobrenome|ultimo nome|apelido|achternaam|etternavn|efternamn|efternavn|\
         sukunimi|nazwisko|prijmeni|фамилия|vezeteknev",
    ),
    (
        Field::FullName,
        "full name|fullname|display name|displayname|name and surname|vollstandiger name|vor und nachname|\
         vorname nachname|anzeigename|nom complet|nom et prenom|nom prenom|nombre completo|\
         nombre y apellidos|nome completo|nome e cognome|nome cognome|volledige naam|fullt navn|\
         fullstandigt namn|koko nimi|imie i nazwisko|cele jmeno|фио|полное имя",
    ),
    (
        Field::Name,
        "name|contact|contact name|person|member|member name|attendee|attendee name|participant|who|kontakt|\
         nom|nombre|nome|naam|navn|namn|nimi|nazwa|imię|teilnehmer|mitglied|contacto|contatto|имя контакта|\
         nev|姓名|名前|氏名|이름",
    ),
    (
        Field::Mail,
        "mail|email|e mail|email address|e mail address|mail address|mailadresse|e mail adresse|\
         email adresse|primary email|work email|e post|epost|sahkoposti|courriel|adresse e mail|\
         adresse mail|adresse email|correo|correo electronico|direccion de correo|posta elettronica|\
         indirizzo e mail|indirizzo email|e mailadres|adres e mail|почта|электронная почта|эл почта|邮箱|メール|\
         이메일",
    ),
    (
        Field::Organisation,
        "organisation|organization|organisation name|organization name|company|company name|employer|firm|\
         affiliation|firma|unternehmen|arbeitgeber|entreprise|societe|organisme|empresa|compania|\
         organizacion|azienda|societa|organizzazione|organizacao|bedrijf|organisatie|foretag|virksomhed|\
         bedrift|yritys|spolka|компания|организация|会社|公司",
    ),
    (
        Field::Position,
        "position|job title|title|role|job|profession|occupation|beruf|funktion|stelle|poste|fonction|\
         puesto|cargo|ruolo|functie|titel|stanowisko|должность",
    ),
    (
        Field::Town,
        "town|city|location|home city|place|stadt|ort|wohnort|ville|lieu|ciudad|poblacion|citta|cidade|stad|\
         woonplaats|plaats|by|ort stad|kaupunki|miasto|mesto|город",
    ),
    (
        Field::Birthday,
        "birthday|birth date|birthdate|date of birth|dob|born|geburtstag|geburtsdatum|anniversaire|\
         date de naissance|naissance|cumpleanos|fecha de nacimiento|compleanno|data di nascita|aniversario|\
         data de nascimento|verjaardag|geboortedatum|fodselsdag|fodselsdato|fodelsedag|syntymapaiva|\
         urodziny|data urodzenia|день рождения|дата рождения",
    ),
    (
        Field::Tags,
        "tags|tag|labels|label|groups|group|categories|category|list|schlagworte|gruppe|gruppen|kategorie|\
         kategorien|etiquettes|categorie|groupe|groupes|etiquetas|categoria|categorias|grupo|grupos|\
         etichette|gruppo|gruppi|группа",
    ),
    (
        Field::Notes,
        "notes|note|comment|comments|remarks|remark|about|bio|description|how we met|notizen|notiz|\
         bemerkung|bemerkungen|kommentar|commentaire|commentaires|remarques|notas|nota|comentario|\
         comentarios|opmerkingen|notities|anteckningar|muistiinpanot|notatki|uwagi|заметки|примечание|\
         комментарий",
    ),
    (
        Field::Met,
        "last contact|last contacted|last met|last seen|last spoke|last talked to|met on|letzter kontakt|\
         zuletzt getroffen|dernier contact|ultimo contacto|ultimo contatto",
    ),
    (
        Field::Link,
        "link|links|url|website|web site|web page|webpage|web|homepage|home page|blog|profile|profile url|\
         profile link|webseite|internetseite|site web|site|sitio web|pagina web|sito|sito web|webplats|\
         hjemmeside|kotisivu|strona www|сайт",
    ),
];
