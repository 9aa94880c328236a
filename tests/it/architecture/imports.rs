//! Which paths a file names, resolved from the root of the crate, and the graph of files
//! that they draw. Must not know which of them are allowed.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Source, Token};

/// A path that a file names, in a `use` or in the middle of its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Import {
    /// Whether it leads into this crate; `segments` then start below the root.
    pub(crate) ours: bool,
    /// `["std", "fs", "File"]`.
    pub(crate) segments: Vec<String>,
    /// Line, from 1.
    pub(crate) line: usize,
}

impl Import {
    pub(crate) fn shown(&self) -> String {
        let root = if self.ours { "crate::" } else { "" };
        format!("{root}{}", self.segments.join("::"))
    }
}

/// All paths that the code of `source` names. `modules` are the modules of all files.
pub(crate) fn imports(source: &Source, modules: &BTreeSet<Vec<String>>) -> Vec<Import> {
    let tokens = &source.tokens;
    let module = source.module();
    let mut names: BTreeMap<String, Import> = BTreeMap::new();
    let mut found = Vec::new();
    // first the use trees, since the rest of the code speaks in the names they bring
    let mut in_use = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        if !is_use(tokens, at) {
            at += 1;
            continue;
        }
        let end = (at..tokens.len()).find(|n| tokens[*n].text == ";").unwrap_or(tokens.len());
        in_use[at..end].fill(true);
        let mut leaves = Vec::new();
        leaves_of(&tokens[at + 1..end], &mut 0, &[], &mut leaves);
        for (path, name) in leaves {
            let import = resolve(&path, tokens[at].line, &module, modules, &names);
            if let Some(name) = name {
                names.insert(name, import.clone());
            }
            found.push(import);
        }
        at = end;
    }
    let mut at = 0;
    while at < tokens.len() {
        let starts = !in_use[at]
            && is_word(&tokens[at].text)
            && text(tokens, at + 1) == "::"
            && !(at > 0 && matches!(tokens[at - 1].text.as_str(), "::" | "." | "in"));
        if !starts {
            at += 1;
            continue;
        }
        let mut path = vec![tokens[at].text.clone()];
        let line = tokens[at].line;
        while text(tokens, at + 1) == "::" && is_word(text(tokens, at + 2)) {
            path.push(tokens[at + 2].text.clone());
            at += 2;
        }
        found.push(resolve(&path, line, &module, modules, &names));
        at += 1;
    }
    found
}

/// Which file names things of which other: by path, sorted, without itself.
pub(crate) fn graph(sources: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
    let files: BTreeMap<Vec<String>, &str> = sources.iter().map(|s| (s.module(), s.path.as_str())).collect();
    let modules = modules(sources);
    let mut graph = BTreeMap::new();
    for source in sources {
        let targets: BTreeSet<String> = imports(source, &modules)
            .iter()
            .filter(|import| import.ours)
            .filter_map(|import| {
                let known = (0..=import.segments.len()).rev().find_map(|n| files.get(&import.segments[..n]));
                known.filter(|path| **path != source.path).map(|path| (*path).to_owned())
            })
            .collect();
        graph.insert(source.path.clone(), targets);
    }
    graph
}

/// The modules of all files.
pub(crate) fn modules(sources: &[Source]) -> BTreeSet<Vec<String>> {
    sources.iter().map(Source::module).collect()
}

/// Groups of files that reach each other; empty when there is no loop.
pub(crate) fn loops(graph: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        graph.keys().map(|file| (file.as_str(), reached(graph, file))).collect();
    let mut groups: BTreeSet<Vec<String>> = BTreeSet::new();
    for (file, there) in &reach {
        if there.contains(file) {
            let back = |other: &&&str| reach.get(**other).is_some_and(|from| from.contains(file));
            groups.insert(there.iter().filter(back).map(|other| (*other).to_owned()).collect());
        }
    }
    groups.into_iter().collect()
}

fn reached<'a>(graph: &'a BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&str> = graph[from].iter().map(String::as_str).collect();
    while let Some(file) = open.pop() {
        if seen.insert(file) {
            open.extend(graph.get(file).into_iter().flatten().map(String::as_str));
        }
    }
    seen
}

fn is_use(tokens: &[Token], at: usize) -> bool {
    // `use<'a>` in a return type is no import
    tokens[at].text == "use" && text(tokens, at + 1) != "<"
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn text(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.text.as_str())
}

/// Walks one use tree: each leaf as its path and the name it brings, none for `*`.
fn leaves_of(tokens: &[Token], at: &mut usize, before: &[String], leaves: &mut Vec<(Vec<String>, Option<String>)>) {
    let mut path = before.to_vec();
    loop {
        match text(tokens, *at) {
            "::" => *at += 1,
            "{" => {
                *at += 1;
                while !matches!(text(tokens, *at), "}" | "") {
                    leaves_of(tokens, at, &path, leaves);
                    if text(tokens, *at) == "," {
                        *at += 1;
                    }
                }
                *at += 1;
                return;
            }
            "*" => {
                *at += 1;
                leaves.push((path, None));
                return;
            }
            word if is_word(word) && word != "as" => {
                // `a::{self}` is `a`
                if word != "self" || path.is_empty() {
                    path.push(word.to_owned());
                }
                *at += 1;
            }
            _ => break,
        }
    }
    let mut name = path.last().cloned();
    if text(tokens, *at) == "as" {
        name = Some(text(tokens, *at + 1).to_owned()).filter(|name| name != "_");
        *at += 2;
    }
    leaves.push((path, name));
}

fn resolve(
    path: &[String],
    line: usize,
    module: &[String],
    modules: &BTreeSet<Vec<String>>,
    names: &BTreeMap<String, Import>,
) -> Import {
    let ours = |segments: Vec<String>| Import { ours: true, segments, line };
    let first = path.first().map_or("", String::as_str);
    let rest = path.get(1..).unwrap_or_default();
    match first {
        // to the program the library is another crate with the same name
        "crate" | "rounds" => return ours(rest.to_vec()),
        "self" => return ours([module, rest].concat()),
        "super" => {
            let ups = path.iter().take_while(|segment| *segment == "super").count();
            let kept = &module[..module.len().saturating_sub(ups)];
            return ours([kept, &path[ups..]].concat());
        }
        _ => {}
    }
    if let Some(known) = names.get(first) {
        return Import { segments: [&known.segments, rest].concat(), line, ..known.clone() };
    }
    let child = [module, std::slice::from_ref(&path[0])].concat();
    if modules.contains(&child) && module != ["main"] {
        return ours([child.as_slice(), rest].concat());
    }
    Import { ours: false, segments: path.to_vec(), line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let files = ["src/lib.rs", "src/a/mod.rs", "src/a/b.rs", "src/a/b/c.rs"].map(|path| Source::new(path, ""));
        let modules = modules(&files);
        imports(&Source::new("src/a/b.rs", text), &modules).iter().map(Import::shown).collect()
    }

    #[test]
    fn use_trees_are_walked_to_their_leaves() {
        assert_eq!(
            shown("use crate::x::{y::Z, self, w::{v, u as t}};"),
            ["crate::x::y::Z", "crate::x", "crate::x::w::v", "crate::x::w::u"]
        );
        assert_eq!(
            shown("pub(crate) use super::x;\nuse self::y::*;\nuse ::std::fs;"),
            ["crate::a::x", "crate::a::b::y", "std::fs"]
        );
        assert_eq!(shown("fn f() -> impl A + use<'a> {}"), Vec::<String>::new());
    }

    #[test]
    fn paths_in_the_code_count_too() {
        assert_eq!(shown("fn f() { crate::x::y(); super::z::<T>() }"), ["crate::x::y", "crate::a::z"]);
        assert_eq!(
            shown("use std::{fs, io::Read as _};\nfn f() { fs::read(1); a.b::<C>() }"),
            ["std::fs", "std::io::Read", "std::fs::read"]
        );
        // a module below this one, by its bare name
        assert_eq!(shown("fn f() { c::go() }"), ["crate::a::b::c::go"]);
        assert_eq!(shown("// crate::x\nfn f() { g(\"crate::x\") }\npub(in crate::a) fn h() {}"), Vec::<String>::new());
    }

    #[test]
    fn a_loop_through_a_third_file_is_found() {
        let sources = |last: &str| {
            [
                Source::new("src/lib.rs", "pub mod a; pub mod b; pub mod c;"),
                Source::new("src/a.rs", "use crate::b::B;"),
                Source::new("src/b.rs", "fn f() { crate::c::go() }"),
                Source::new("src/c.rs", last),
            ]
        };
        assert!(loops(&graph(&sources("use crate::d::D;"))).is_empty());
        assert_eq!(loops(&graph(&sources("use super::a::A;"))), [["src/a.rs", "src/b.rs", "src/c.rs"]]);
        // a test may look anywhere
        assert!(loops(&graph(&sources("#[cfg(test)]\nmod tests {\n    use crate::a::A;\n}"))).is_empty());
    }

    #[test]
    fn a_parent_that_uses_its_child_may_not_be_used_by_it() {
        let files = |child: &str| {
            [Source::new("src/a/mod.rs", "mod b;\npub use b::B;\nuse self::b::C;"), Source::new("src/a/b.rs", child)]
        };
        assert_eq!(loops(&graph(&files("use super::D;"))).len(), 1);
        assert!(loops(&graph(&files("use super::b::D;"))).is_empty());
    }
}
