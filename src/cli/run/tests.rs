//! Every change has a command: a variant without an arm here does not compile.

use clap::Parser;

use super::write::change;
use crate::cli::args::Words;
use crate::cli::ask::Ask;
use crate::cli::exit::{Code, Failure};
use crate::cli::house::House;
use crate::cli::print::page::Ink;
use crate::domain::change::Change;
use crate::domain::feed::{FeedState, NewPost, Visit};
use crate::domain::ids::FeedId;
use crate::domain::naming::Wanted;
use crate::domain::settings::Settings;
use crate::domain::time::frozen;
use crate::paths::Paths;
use crate::store::{Opening, Store};

/// The words of a command line, cut at blanks; `_` stands for a blank within a word.
fn words(line: &str) -> impl Iterator<Item = String> + '_ {
    ["rounds"].into_iter().chain(line.split(' ')).map(|word| word.replace('_', " "))
}

struct World {
    house: House,
    store: Store,
}

impl World {
    fn new() -> Self {
        let now = frozen("2026-09-22T09:00:00+02:00").unwrap_or_else(|why| panic!("{why}"));
        let paths = Paths { data: "/nowhere".into(), config: "/nowhere/config.toml".into() };
        let opening = Opening { origin: "test".to_owned(), seed: Some(1), brief: false };
        let store = Store::in_memory(Settings::default(), opening).unwrap_or_else(|why| panic!("{why}"));
        Self { house: House { now, settings: Settings::default(), paths, ink: Ink::default() }, store }
    }

    fn change(&self, line: &str) -> Result<Change, Failure> {
        let command = Words::try_parse_from(words(line))
            .map_err(|why| Failure::new(Code::Usage, why.to_string()))?
            .command
            .unwrap_or_else(|| panic!("{line}: no command"));
        change(&Ask::new(&self.house, &self.store), &command)
    }

    fn apply(&mut self, line: &str) -> Change {
        let change = self.change(line).unwrap_or_else(|why| panic!("{line}: {why}"));
        let applied = self.store.apply(&self.house.now, &change).unwrap_or_else(|why| panic!("{line}: {why}"));
        assert!(!applied.label.is_empty(), "{line} says nothing");
        change
    }
}

macro_rules! commands {
    ($($variant:pat => $line:literal;)*) => {
        /// The command of every variant, in an order in which they can be run.
        const LINES: &[&str] = &[$($line),*];

        fn line_of(change: &Change) -> &'static str {
            match change { $($variant => $line),* }
        }
    };
}

commands! {
    Change::AddContact(..) => "add contact Ada_Lindqvist @ada@social.example --tier close";
    Change::AddCommunity(..) => "add community Nix_Newcomers https://forum.example/c/nix --state focus";
    Change::LogActs(..) => "log ada answered -m musl";
    Change::EditAct(..) => "act edit 1 --count 2";
    Change::RemoveAct(..) => "act remove 1";
    Change::Owe { .. } => "owe ada promise the link to the talk --on friday";
    Change::Revive(..) => "revive ada link";
    Change::Keep(..) => "keep ada";
    Change::LetBe(..) => "pass nix --let-be";
    Change::AddDated { .. } => "step ada agree a day --on 2026-10-01";
    Change::StepDone(..) => "step ada --done";
    Change::RemoveDated(..) => "step ada --remove launch";
    Change::Pass(..) => "pass ada";
    Change::Snooze(..) => "snooze ada next friday";
    Change::Wake(..) => "wake ada";
    Change::Pin(..) => "pin ada";
    Change::Look => "look";
    Change::SaveContact(..) => "edit ada --why runs_the_forum";
    Change::SetTier(..) => "edit ada --tier inner";
    Change::SetCadence(..) => "edit ada --cadence 2w";
    Change::SetStage(..) => "edit ada --stage known";
    Change::SaveCommunity(..) => "edit nix --rules search_first";
    Change::SetRung(..) => "edit nix --rung 2";
    Change::AddHandle(..) => "add handle ada github:ada";
    Change::RemoveHandle(..) => "edit ada --no-handle github:ada";
    Change::Archive(..) => "archive nix";
    Change::Merge { .. } => "merge ben ada";
    Change::Apart { .. } => "apart ada contact:3";
    Change::StartSession { .. } => "session start 30 --at 08:30";
    Change::PauseSession(..) => "session pause";
    Change::ResumeSession(..) => "session resume";
    Change::ExtendSession(..) => "session extend";
    Change::CutGap { .. } => "session cut 08:40 08:50";
    Change::FinishSession { .. } => "session finish -m done";
    Change::NoteSession(..) => "session note two newcomers";
    Change::AddSession { .. } => "session add 25m --at yesterday_18:00";
    Change::AddCommitment(..) => "commit add 3 blocks of 30 min a week";
    Change::ChangeCommitment(..) => "commit change 1 4 blocks of 30 min a week";
    Change::EndCommitment(..) => "commit remove 1";
    Change::AddPlanned { .. } => "plan add tue thu 08:30 --label after_coffee";
    Change::EndPlanned(..) => "plan remove 1";
    Change::AddRest(..) => "rest add 2026-10-01 2026-10-09";
    Change::EndRest(..) => "rest remove 1";
    Change::CloseReview { .. } => "review close 38 --well two_newcomers";
    Change::AddFeed { .. } => "feeds add ada github:ada --as birds";
    Change::NameFeed(..) => "feeds name 1 birds and weirs";
    Change::MarkPost(..) => "feeds keep 1";
    Change::AttachFeed(..) => "feeds attach 1 nix";
    Change::RemoveFeed(..) => "feeds remove 1";
    Change::Batch(..) => "edit ada --tier close --stage talking";
}

#[test]
fn every_change_has_a_command() {
    let mut world = World::new();
    for line in LINES {
        match *line {
            "pass nix --let-be" => drop(world.apply("owe nix reply how_are_flakes_tested")),
            "step ada --remove launch" => drop(world.apply("step ada launch --on 2026-11-01 --yearly")),
            "apart ada contact:3" => drop(world.apply("add contact Cem_Yilmaz")),
            "feeds keep 1" => {
                let post = NewPost { key: "1".to_owned(), title: "weirs".to_owned(), ..NewPost::default() };
                let visit = Visit { feed: FeedId(1), state: FeedState::default(), posts: vec![post] };
                world.store.visited(&world.house.now, &[visit]).unwrap_or_else(|why| panic!("{why}"));
            }
            "merge ben ada" => drop(world.apply("add contact Ben_Okafor")),
            _ => {}
        }
        let change = world.apply(line);
        assert_eq!(line_of(&change), *line, "{change:?}");
    }
}

#[test]
fn what_makes_no_sense_is_refused_with_its_code() {
    let mut world = World::new();
    for line in [
        "add contact Ada_Lindqvist @ada@social.example",
        "add contact Ada_Berg",
        "add community Nix_Newcomers https://forum.example/c/nix",
        "owe lindqvist promise the link",
        "owe lindqvist promise the slides",
    ] {
        world.apply(line);
    }
    for (line, code) in [
        ("log zoe answered", Code::NotFound),
        ("log ada answered", Code::Ambiguous),
        ("log lindqvist danced", Code::NotFound),
        ("log lindqvist re", Code::Ambiguous),
        ("log lindqvist asked --they --in zig", Code::NotFound),
        ("log someone welcomed", Code::Usage),
        ("log lindqvist answered --at someday", Code::Usage),
        ("log lindqvist answered --count 0", Code::Usage),
        ("log lindqvist answered --owed", Code::Usage),
        ("log me posted --next call --on friday", Code::Usage),
        ("act edit 7 -m x", Code::NotFound),
        ("act remove 7", Code::NotFound),
        ("keep lindqvist", Code::Ambiguous),
        ("keep berg", Code::NotFound),
        ("step lindqvist call", Code::Usage),
        ("step nix call --on friday", Code::NotFound),
        ("snooze lindqvist today", Code::Usage),
        ("edit lindqvist", Code::Usage),
        ("edit lindqvist --rung 3", Code::Usage),
        ("edit nix --tier close", Code::Usage),
        ("edit lindqvist --birthday 2026-02-30", Code::Usage),
        ("edit lindqvist --no-handle github:ada", Code::NotFound),
        ("add handle lindqvist hello", Code::Usage),
        ("merge lindqvist nix", Code::NotFound),
        ("session pause", Code::NotFound),
        ("session add 25m --at yesterday", Code::Usage),
        ("commit add now and then", Code::Usage),
        ("commit remove 3", Code::NotFound),
        ("plan add 08:30", Code::Usage),
        ("plan remove 3", Code::NotFound),
        ("rest add 2026-10-09 2026-10-01", Code::Usage),
        ("rest add --weekday someday", Code::Usage),
        ("rest remove 3", Code::NotFound),
        ("feeds add lindqvist exec:ls", Code::Usage),
        ("feeds add zoe github:zoe", Code::NotFound),
        ("feeds remove 3", Code::NotFound),
        ("review close someday", Code::Usage),
    ] {
        match world.change(line) {
            Err(failure) => assert_eq!(failure.code, code, "{line}: {failure}"),
            Ok(change) => panic!("{line} means {change:?}"),
        }
    }
}

#[test]
fn what_holds_already_is_said_and_is_no_step() {
    let mut world = World::new();
    for line in [
        "add contact Ada_Lindqvist @ada@social.example --tier close --stage talking --why musl --tag rust",
        "add community Nix_Newcomers https://forum.example/c/nix --state focus",
        "edit nix --rung 2",
        "edit nix --cadence 7 --pin",
        "log ada answered -m musl",
    ] {
        world.apply(line);
    }
    let steps = |world: &World| world.store.history(50).map(|steps| steps.len()).unwrap_or_default();
    let before = steps(&world);
    for line in [
        "edit nix --state focus",
        "edit nix --rung 2 --cadence 7 --pin --ladder",
        "edit ada --tier close --stage talking --why musl --tag RUST --no-pin --name Ada_Lindqvist",
        "edit ada --cadence default --no-tag nix",
        "act edit 1 -m musl --count 1 --for ada",
    ] {
        let change = world.apply(line);
        assert!(
            matches!(&change, Change::Batch(label, changes) if label.ends_with("that is so already") && changes.is_empty()),
            "{line}: {change:?}"
        );
    }
    assert_eq!(steps(&world), before);
    // what holds is left out beside what does not
    for (line, wanted) in [
        ("edit nix --state focus --no-pin", "Pin(Community(CommunityId(1)), false)"),
        ("edit ada --tier close --cadence none", "SetCadence(Contact(ContactId(1)), None)"),
    ] {
        assert_eq!(format!("{:?}", world.apply(line)), wanted, "{line}");
    }
    let change = world.apply("edit ada --cadence none");
    assert!(matches!(&change, Change::Batch(_, changes) if changes.is_empty()), "{change:?}");
    assert_eq!(steps(&world), before + 2);
    // what only the file can tell
    world.apply("commit add 1 post a week");
    let before = steps(&world);
    for line in ["act edit 1 --at today", "pin nix --off", "archive ada --back", "commit change 1 1 post a week"] {
        world.apply(line);
    }
    assert_eq!(steps(&world), before);
}

#[test]
fn flags_say_the_same_as_words() {
    let mut world = World::new();
    world.apply("add contact Ada_Lindqvist");
    world.apply("add contact Ben_Okafor");
    world.apply("add community Nix_Newcomers");
    let acts = |line: &str| match world.change(line) {
        Ok(Change::LogActs(acts)) => acts,
        other => panic!("{line}: {other:?}"),
    };
    for (flags, sentence) in [
        ("log ada answered -m musl", "log ada answered musl"),
        ("log ada answered -m musl", "log ada_answered_musl"),
        ("log someone welcomed --in nix --count 3", "log someone welcomed x3 in nix"),
        ("log ada shared --they -m my_crate --at yesterday", "log ada they shared my crate yesterday"),
    ] {
        assert_eq!(acts(flags), acts(sentence), "{sentence}");
    }
    assert_eq!(acts("log ada thanked --also ben").len(), 2);
    assert!(acts("log ada introduced --with ben")[0].with.is_some());
    assert!(acts("log me posted -m my_post")[0].target.contact.is_none());
}

#[test]
fn a_look_finds_whom_reading_every_name_finds() {
    let mut world = World::new();
    for line in [
        "add contact Ada_Lindqvist @ada@social.example github:ada-l",
        "add contact Ada",
        "add contact Tomás_Rivera github:TomasR",
        "add contact Jean-Luc_O'Neill",
        "add contact 李明",
        "add community Nix_Newcomers https://forum.example/c/nix",
        "add community Ada's_Forum",
    ] {
        world.apply(line);
    }
    let names = world.store.names().unwrap_or_else(|why| panic!("{why}"));
    let ask = Ask::new(&world.house, &world.store);
    for typed in [
        "ada",
        "Ada Lindqvist",
        "lind",
        "@ada@social.example",
        "ada@social.example",
        "ada-l",
        "tomas",
        "TOMÁS riv",
        "tomasr",
        "jean luc",
        "luc o",
        "jean-luc o'neill",
        "neill",
        "李",
        "nix",
        "n n",
        "newcomers nix",
        "zoe",
        "https://github.com/TomasR",
        "https://forum.example/c/nix",
        "a",
        "'",
        "@",
        "ada,",
    ] {
        let all: Vec<_> = names.fitting(typed, Wanted::Any).into_iter().map(|name| name.subject).collect();
        match (all.as_slice(), ask.anyone(typed)) {
            ([one], Ok(found)) => assert_eq!(*one, found.subject, "{typed}"),
            ([], Err(failure)) => assert!(matches!(failure.code, Code::NotFound | Code::Usage), "{typed}: {failure}"),
            ([_, _, ..], Err(failure)) => assert_eq!(failure.code, Code::Ambiguous, "{typed}: {failure}"),
            (all, found) => panic!("{typed}: {all:?}, {found:?}"),
        }
    }
}

#[test]
fn every_command_line_that_the_review_prints_does_what_its_digit_does() {
    let mut world = World::new();
    for line in [
        "add contact Ada_O'Neill @ada@social.example --tier close",
        "add community Nix_Newcomers https://forum.example/c/nix --state focus",
        "add community Rust_Book_Club --state focus",
        "commit add 1 block of 30 min a week",
        "plan add tue 08:30",
        "log o'neill messaged --at 2026-06-01",
        "log o'neill replied --they --at 2026-09-14",
        "log nix learned --at 2026-09-15",
        "owe o'neill reply which_linker",
        "owe o'neill reply which_kernel",
    ] {
        world.apply(line);
    }
    let review = world.store.review(&world.house.now, None).unwrap_or_else(|why| panic!("{why}"));
    let mut lines = 0;
    for (item, choice) in review.steps.iter().flat_map(|step| &step.items).flat_map(|item| {
        item.choices.iter().filter(|choice| !choice.command.is_empty()).map(move |choice| (item, choice))
    }) {
        // as a shell cuts it
        let mut words = vec![String::new()];
        let mut quoted = false;
        let mut letters = choice.command.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\'' => quoted = !quoted,
                '\\' if !quoted => words.last_mut().into_iter().for_each(|word| word.extend(letters.next())),
                ' ' if !quoted => words.push(String::new()),
                letter => words.last_mut().into_iter().for_each(|word| word.push(letter)),
            }
        }
        let command = Words::try_parse_from(words).unwrap_or_else(|why| panic!("{}: {why}", choice.command)).command;
        let Some(command) = command else { panic!("{}: no command", choice.command) };
        let read = change(&Ask::new(&world.house, &world.store), &command);
        let read = read.unwrap_or_else(|why| panic!("{}: {why}", choice.command));
        let meant = match choice.change.as_ref() {
            Some(Change::Batch(_, changes)) if changes.len() == 1 => &changes[0],
            Some(change) => change,
            None => panic!("{} writes nothing", choice.command),
        };
        assert_eq!(&read, meant, "{}: {}", item.name, choice.command);
        lines += 1;
    }
    assert!(lines >= 12, "{lines} command lines");
}
