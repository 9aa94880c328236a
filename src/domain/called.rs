//! How a person would call somebody or some place of which only a handle is known.
//!
//! Must not know platforms.

use super::platform_form::Whose;

/// A name for whom a handle belongs to: `ada-lindqvist` reads as `Ada Lindqvist`.
pub fn called(whose: Whose, handle: &str) -> Option<String> {
    let front =
        ["i/user/", "u/", "user/", "c/", "id/", "profiles/"].iter().find_map(|front| handle.strip_prefix(front));
    let handle = front.unwrap_or(handle).trim_start_matches(['@', '~', '!']);
    let handle = &handle[..handle.find(['@', ':']).unwrap_or(handle.len())];
    if whose != Whose::Person {
        return Some(handle.to_owned()).filter(|name| !name.is_empty());
    }
    let parts: Vec<&str> = handle.split(['-', '_', '.', '+']).filter(|part| !part.is_empty()).collect();
    let mut words = parts.clone();
    words.retain(|part| !part.contains(|c: char| c.is_ascii_digit()));
    if words.is_empty() {
        words = parts;
    }
    let named: Vec<String> = words.iter().map(|word| capital(word)).collect();
    Some(named.join(" ")).filter(|name| !name.is_empty())
}

/// The word with its first letter in upper case.
pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_read_as_names() {
        let table = [
            (Whose::Person, "ada-lindqvist", Some("Ada Lindqvist")),
            (Whose::Person, "@ada_l@social.example", Some("Ada L")),
            (Whose::Person, "wanja-moreau-0a1", Some("Wanja Moreau")),
            (Whose::Person, "user/ada", Some("Ada")),
            (Whose::Person, "4711", Some("4711")),
            (Whose::Person, "élodie", Some("Élodie")),
            (Whose::Place, "!books@lemmy.example", Some("books")),
            (Whose::Place, "rust-lang/rust", Some("rust-lang/rust")),
            (Whose::Person, "@", None),
        ];
        for (whose, handle, wanted) in table {
            assert_eq!(called(whose, handle).as_deref(), wanted, "{handle}");
        }
    }
}
