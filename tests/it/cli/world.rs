//! A small world, made by the commands themselves over three weeks.

use crate::home::{Home, NOW};

/// Each moment with what was typed then; words are cut at blanks, `_` stands for a blank within one.
const STORY: &[(&str, &[&str])] = &[
    (
        "2026-09-01T18:00:00+02:00",
        &[
            "add contact Ada_Lindqvist @ada@social.example --tier close --why runs_the_Rust_forum --topic musl --tag rust",
            "add contact Tomás_Rivera github:tomasr --tier network --town Porto --tag rust",
            "add contact Leila_Haddad @leila@social.example --tier close",
            "add contact Jonas_Brandt jonas@example.org --tier inner",
            "add contact Mei_Tan https://mei.example/blog",
            "add community Nix_Newcomers https://forum.example/c/nix --state focus --role member --rules search_first",
            "add community Rust_Book_Club https://discourse.example/c/books --platform forum",
            "commit add 3 blocks of 30 min a week",
            "commit add 1 post a week",
            "plan add tue thu sat 12:30 --label after_lunch",
            "rest add --weekday sun",
        ],
    ),
    (
        "2026-09-08T12:40:00+02:00",
        &[
            "session add 30m --at 2026-09-08_12:00",
            "log ada replied -m about_the_musl_build",
            "log nix answered -m how_flakes_are_tested",
            "log nix listened",
            "log tomas shared --link https://tomas.example/post",
            "log leila messaged",
            "log leila replied --they",
            "log me posted -m Slow_mail",
        ],
    ),
    (
        "2026-09-15T12:40:00+02:00",
        &[
            "session add 30m --at 2026-09-15_12:00",
            "log nix answered --count 2",
            "log someone welcomed --in nix",
            "log leila replied",
            "log me posted -m One_binary",
        ],
    ),
    (
        "2026-09-19T10:00:00+02:00",
        &[
            "log ada asked --they -m does_it_run_on_musl? --link https://forum.example/t/musl/7",
            "owe nix promise the_minutes --on 2026-09-23",
            "step leila agree_a_day --on 2026-09-24",
            "rest add 2026-10-01 2026-10-09 --label in_the_mountains",
        ],
    ),
    (
        "2026-09-22T08:20:00+02:00",
        &["log tomas thanked", "session start 30", "log mei commented --they -m on_slow_mail"],
    ),
];

/// The world, at half past eight of a Tuesday, ten minutes into a block.
pub(super) fn world() -> Home {
    let mut home = Home::new();
    for (now, lines) in STORY {
        home.at(now);
        for line in *lines {
            let words: Vec<String> = line.split(' ').map(|word| word.replace('_', " ")).collect();
            let done = home.run(&words);
            assert_eq!(done.code, Some(0), "rounds {line}\n{}{}", done.out, done.err);
        }
    }
    home.at(NOW);
    home
}
