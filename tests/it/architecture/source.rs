//! Reads one source file the way the rules need it: its code without comments, strings
//! and tests, its strings, its place in the crate. Must not know any rule.

/// One source file of the crate.
#[derive(Debug)]
pub(crate) struct Source {
    /// Path from the root of the repository, with `/`.
    pub(crate) path: String,
    /// The whole text.
    pub(crate) text: String,
    /// The code that ships, cut into words and signs: no comments, strings or test items.
    pub(crate) tokens: Vec<Token>,
    /// String literals of the code that ships, raw between the quotes.
    pub(crate) strings: Vec<Token>,
    /// Lines of the file that are not test items.
    pub(crate) shipped_lines: usize,
}

/// A word, a sign (`::` is one) or a string, and the line where it stands, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let (blanked, strings) = blank(text);
        let shipped = without_tests(&blanked);
        let ships = |line: usize| shipped.get(line - 1).copied().unwrap_or(true);
        let tokens = tokens(&blanked).into_iter().filter(|token| ships(token.line)).collect();
        let strings = strings.into_iter().filter(|literal| ships(literal.line)).collect();
        let shipped_lines = shipped.iter().filter(|ships| **ships).count();
        Self { path: path.to_owned(), text: text.to_owned(), tokens, strings, shipped_lines }
    }

    /// The module that the file is: `src/store/apply.rs` is `["store", "apply"]`, `src/lib.rs` is `[]`.
    /// The program is a crate of its own and stands here as `["main"]`.
    pub(crate) fn module(&self) -> Vec<String> {
        let inner = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
        if matches!(module.last().map(String::as_str), Some("mod" | "lib")) {
            module.pop();
        }
        module
    }

    /// The layer: the first part of the module; `lib` for the root.
    pub(crate) fn layer(&self) -> String {
        self.module().into_iter().next().unwrap_or_else(|| "lib".to_owned())
    }
}

/// The text with comments and the insides of literals turned into blanks (line breaks
/// stay), and the string literals.
fn blank(text: &str) -> (String, Vec<Token>) {
    let chars: Vec<char> = text.chars().collect();
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut strings = Vec::new();
    let mut at = 0;
    let hide = |c: char| if c == '\n' { '\n' } else { ' ' };
    while at < chars.len() {
        let rest = &chars[at..];
        let word_before = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
        let end = if rest.starts_with(&['/', '/']) {
            at + rest.iter().position(|c| *c == '\n').unwrap_or(rest.len())
        } else if rest.starts_with(&['/', '*']) {
            at + block_comment(rest)
        } else if let Some((open, close, hashes)) = string(rest, word_before) {
            let line = 1 + out.iter().filter(|c| **c == '\n').count();
            strings.push(Token { text: rest[open..close].iter().collect(), line });
            at + close + 1 + hashes
        } else if let Some(length) = character(rest) {
            at + length
        } else {
            out.push(chars[at]);
            at += 1;
            continue;
        };
        out.extend(chars[at..end.min(chars.len())].iter().map(|c| hide(*c)));
        at = end;
    }
    (out.into_iter().collect(), strings)
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with(&['/', '*']) {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(&['*', '/']) {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// Where the inside of the string that begins here opens and closes, and how many `#` close it.
fn string(rest: &[char], word_before: bool) -> Option<(usize, usize, usize)> {
    let prefix = if word_before { 0 } else { rest.iter().take_while(|c| matches!(c, 'b' | 'r' | 'c')).count().min(2) };
    let raw = rest[..prefix].contains(&'r');
    let hashes = if raw { rest[prefix..].iter().take_while(|c| **c == '#').count() } else { 0 };
    let open = prefix + hashes + 1;
    if rest.get(open - 1) != Some(&'"') {
        return None;
    }
    let mut at = open;
    while at < rest.len() {
        match rest[at] {
            '\\' if !raw => at += 1,
            '"' if rest[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes => break,
            _ => {}
        }
        at += 1;
    }
    Some((open, at.min(rest.len()), hashes))
}

/// The length of the character literal that begins here; a lifetime is none.
fn character(rest: &[char]) -> Option<usize> {
    match rest {
        ['\'', '\\', _, tail @ ..] => tail.iter().position(|c| *c == '\'').map(|end| end + 4),
        ['\'', _, '\'', ..] => Some(3),
        _ => None,
    }
}

fn tokens(code: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let length = match word {
                0 if rest.starts_with("::") => 2,
                0 => first.len_utf8(),
                word => word,
            };
            found.push(Token { text: rest[..length].to_owned(), line: number + 1 });
            rest = rest[length..].trim_start();
        }
    }
    found
}

/// For each line whether it ships: false from `#[cfg(test)]` to the end of the item under it.
fn without_tests(code: &str) -> Vec<bool> {
    let mut ships = Vec::new();
    let mut depth: Option<(i32, bool)> = None;
    for line in code.lines() {
        if depth.is_none() && line.trim_start().starts_with("#[cfg(test)]") {
            depth = Some((0, false));
        }
        ships.push(depth.is_none());
        let Some((mut open, mut entered)) = depth else { continue };
        let mut ended = false;
        for sign in line.chars() {
            match sign {
                '{' | '(' | '[' => open += 1,
                '}' | ')' | ']' => open -= 1,
                _ => {}
            }
            entered |= sign == '{';
            ended |= open == 0 && ((entered && sign == '}') || sign == ';');
        }
        depth = (!ended).then_some((open, entered));
    }
    ships
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let source = Source::new("src/a.rs", text);
        source.tokens.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn comments_strings_and_characters_are_no_code() {
        assert_eq!(words("a /* b /* c */ d */ e // f\ng"), "a e g");
        assert_eq!(words(r##"let a = "b \" c"; let d = r#"e " f"#; g"##), "let a = ; let d = ; g");
        assert_eq!(
            words("let a = '\"'; let b: &'static str = 'x'; '\\u{1b}' c"),
            "let a = ; let b : & ' static str = ; c"
        );
        assert_eq!(words("a::b::<c>()"), "a :: b :: < c > ( )");
    }

    #[test]
    fn strings_are_kept_with_their_line() {
        let source = Source::new("src/a.rs", "fn a() {\n  b(\"SELECT\\n\");\n  c(r#\"x \"y\" z\"#);\n}");
        let strings: Vec<_> = source.strings.iter().map(|string| (string.text.as_str(), string.line)).collect();
        assert_eq!(strings, [("SELECT\\n", 2), ("x \"y\" z", 3)]);
    }

    #[test]
    fn test_items_do_not_ship() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    use b::c;\n    fn d() { \"}\" }\n}\nfn e() {}\n";
        assert_eq!(words(text), "fn a ( ) { } fn e ( ) { }");
        assert_eq!(Source::new("src/a.rs", text).shipped_lines, 2);
        assert_eq!(words("#[cfg(test)]\nuse a::{b, c};\nfn d() {}"), "fn d ( ) { }");
        assert_eq!(words("#[cfg(test)]\nmod tests;\nfn d() {}"), "fn d ( ) { }");
    }

    #[test]
    fn a_file_knows_its_module() {
        let module = |path: &str| Source::new(path, "").module().join("::");
        assert_eq!(module("src/store/apply.rs"), "store::apply");
        assert_eq!(module("src/store/mod.rs"), "store");
        assert_eq!(module("src/clock.rs"), "clock");
        assert_eq!(module("src/lib.rs"), "");
        assert_eq!(Source::new("src/lib.rs", "").layer(), "lib");
    }
}
