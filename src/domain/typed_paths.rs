//! Names of files as they are typed, pasted or dropped on a terminal: quotes, backslashes and `file://` are understood.
//!
//! Must not know whether there are such files.

/// The names in a line: blanks part them, but not within quotes nor behind a backslash.
pub fn split(line: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut name: Option<String> = None;
    let mut quote: Option<char> = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            (end, Some(open)) if end == open => quote = None,
            // within a name a quote is an apostrophe
            ('\'' | '"', None) if name.is_none() => {
                quote = Some(letter);
                name = Some(String::new());
            }
            ('\\', None) if letters.peek().is_some_and(|next| !next.is_alphanumeric()) => {
                name.get_or_insert_default().extend(letters.next());
            }
            (blank, None) if blank.is_whitespace() => names.extend(name.take()),
            (letter, _) => name.get_or_insert_default().push(letter),
        }
    }
    names.extend(name);
    names.iter().map(|name| plain(name)).filter(|name| !name.is_empty()).collect()
}

/// One name, without the quotes around it and without `file://`.
pub fn plain(name: &str) -> String {
    let name = name.trim();
    let bare = ['\'', '"'].iter().find_map(|quote| name.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(name);
    // between the second and the third slash stands the machine, which is this one
    match bare.strip_prefix("file://").and_then(|rest| rest.find('/').map(|at| &rest[at..])) {
        Some(path) => decoded(path),
        None => bare.to_owned(),
    }
}

/// `%20` and the like as what they stand for; what stands for nothing stays.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        let byte = hex.and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_as_a_shell_does_it() {
        let table: &[(&str, &[&str])] = &[
            ("a.csv", &["a.csv"]),
            ("  a.csv   b.vcf ", &["a.csv", "b.vcf"]),
            ("'/home/me/My People.csv' ", &["/home/me/My People.csv"]),
            ("\"one two\" three", &["one two", "three"]),
            ("/home/me/My\\ People.csv", &["/home/me/My People.csv"]),
            ("file:///home/me/My%20People.csv", &["/home/me/My People.csv"]),
            ("file://localhost/tmp/z%C3%B6e.vcf file:///b", &["/tmp/zöe.vcf", "/b"]),
            ("Zoe's.vcf", &["Zoe's.vcf"]),
            ("C:\\people\\ada.vcf", &["C:\\people\\ada.vcf"]),
            ("file:///a%zz%", &["/a%zz%"]),
            ("'open", &["open"]),
            ("", &[]),
            ("''", &[]),
            ("~/Downloads/Connections.csv", &["~/Downloads/Connections.csv"]),
        ];
        for (line, wanted) in table {
            assert_eq!(split(line), *wanted, "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_parted(line in ".{0,60}") {
            drop(split(&line));
            drop(plain(&line));
        }
    }
}
