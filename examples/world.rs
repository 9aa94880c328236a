//! Makes a world of a given size, for measuring: `cargo run --release --example world -- L DIR`.
//!
//! Sizes: S 1 000 contacts and 10 000 acts, M 10 000 and 200 000, L 100 000 and 1 000 000. A fixed
//! seed makes them; it is Tuesday 22 September 2026, 09:00 (+02:00) in each. Skewed as life is: a
//! tenth of the people has two thirds of the acts, with bursts, silences, rests and two changes of
//! zone; a quarter of the people has a tier, a fifth of these is due.
//!
//! Rows are written in bulk; what is derived is worked out once at the end. Must not be used on a
//! folder that holds anything.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use chrono::NaiveTime;
use rounds::domain::change::Change;
use rounds::domain::commitment::RestDays;
use rounds::domain::commitment_words;
use rounds::domain::community::{CommunityFields, Role, State};
use rounds::domain::contact::Tier;
use rounds::domain::kind::{Direction, Kinds};
use rounds::domain::settings::Settings;
use rounds::domain::time::{Day, Instant, Now, Weekday, frozen};
use rounds::store::{FILE, Opening, Store};
use rusqlite::{Connection, params};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// When it is in each world.
const NOW: &str = "2026-09-22T09:00:00+02:00";
const DAY: i64 = 86_400_000;

struct Size {
    contacts: i64,
    acts: i64,
    communities: i64,
    open: i64,
}

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [size, directory] = arguments.as_slice() else {
        return Err("say a size and an empty folder: world S|M|L DIR".into());
    };
    let size = match size.as_str() {
        "S" => Size { contacts: 1_000, acts: 10_000, communities: 6, open: 12 },
        "M" => Size { contacts: 10_000, acts: 200_000, communities: 12, open: 40 },
        "L" => Size { contacts: 100_000, acts: 1_000_000, communities: 24, open: 120 },
        other => return Err(format!("there is no size {other}: S, M or L").into()),
    };
    let directory = Path::new(directory);
    if directory.join(FILE).exists() {
        return Err(format!("{} holds a world already", directory.display()).into());
    }
    let now = frozen(NOW)?;
    let opening = || Opening { origin: "world".to_owned(), seed: Some(1), brief: false };
    let mut store = Store::open(directory, Settings::default(), opening())?;
    declare(&mut store, &now, &size)?;
    drop(store);
    let mut connection = Connection::open(directory.join(FILE))?;
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;")?;
    let transaction = connection.transaction()?;
    let aside = set_aside(&transaction)?;
    World { connection: &transaction, now: &now, kinds: Kinds::default(), chance: Chance(42), acts: 0 }.fill(&size)?;
    transaction.execute_batch(&aside)?;
    transaction.commit()?;
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);")?;
    drop(connection);
    let mut store = Store::open(directory, Settings::default(), opening())?;
    store.repair()?;
    let listed = store.facts_for_today(&now)?.len();
    writeln!(std::io::stdout(), "made {} acts; {listed} candidates on {}", size.acts, now.day())?;
    Ok(())
}

/// Drops every trigger and index while rows are written in bulk; answers the SQL that makes them again.
/// What triggers would have noted is recomputed at the end.
fn set_aside(connection: &Connection) -> Outcome<String> {
    let (mut drop, mut again) = (String::new(), String::new());
    let mut statement = connection.prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL ORDER BY type",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (sort, name, sql): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        writeln!(drop, "DROP {sort} \"{name}\";")?;
        writeln!(again, "{sql};")?;
    }
    connection.execute_batch(&drop)?;
    Ok(again)
}

/// Places, commitments, rests and planned blocks: few, so each is a change.
fn declare(store: &mut Store, now: &Now, size: &Size) -> Outcome {
    for n in 0..size.communities {
        let fields = CommunityFields {
            name: format!("{} {}", WORDS[n as usize % WORDS.len()], ["forum", "chat", "list"][n as usize % 3]),
            platform: ["forum", "slack", "mail", "mastodon"][n as usize % 4].to_owned(),
            state: [State::Focus, State::Scouting, State::Parked][(n % 6 / 2) as usize],
            role: if n == 0 { Role::Host } else { Role::Guest },
            ..CommunityFields::default()
        };
        store.apply_quietly(now, &Change::AddCommunity(fields, Vec::new()))?;
    }
    let spec = commitment_words::parse("3 blocks of 30 min a week", store.settings())?;
    let then = now.moved(Instant(now.at.0 - 500 * DAY));
    store.apply_quietly(&then, &Change::AddCommitment(spec))?;
    for (from, days) in RESTS {
        let from = now.day().plus(-from);
        let days = RestDays::Dates { from, to: from.plus(days - 1) };
        store.apply_quietly(&then, &Change::AddRest(days, "away".to_owned()))?;
    }
    let planned = Change::AddPlanned {
        days: vec![Weekday::Tue, Weekday::Thu, Weekday::Sat],
        time: NaiveTime::from_hms_opt(8, 30, 0).unwrap_or_default(),
        minutes: 30,
        label: "after coffee".to_owned(),
        community: None,
    };
    store.apply_quietly(&then, &planned)?;
    Ok(())
}

/// Holidays: so many days ago, for so many days. Nothing was done in them.
const RESTS: [(i64, i64); 3] = [(60, 14), (280, 10), (430, 14)];

const WORDS: [&str; 16] = [
    "Rust", "Nix", "Musl", "Vienna", "Garden", "Maps", "Type", "Sound", "Robots", "Bikes", "Books", "Paper", "Queues",
    "Sails", "Lisp", "Bread",
];
const FIRST: [&str; 20] = [
    "Ada", "Ben", "Cem", "Dora", "Emre", "Fanny", "Gita", "Hugo", "Ines", "Jonas", "Kofi", "Lena", "Mara", "Nils",
    "Olga", "Pavel", "Quinn", "Rosa", "Sanna", "Yusuf",
];
const LAST: [&str; 24] = [
    "Abel",
    "Berg",
    "Castro",
    "Demir",
    "Eklund",
    "Fischer",
    "Greco",
    "Haas",
    "Ito",
    "Jansen",
    "Kovač",
    "Lindqvist",
    "Mbeki",
    "Novak",
    "Okafor",
    "Petrov",
    "Quist",
    "Rossi",
    "Silva",
    "Tanaka",
    "Ueda",
    "Varga",
    "Weiss",
    "Zeman",
];

/// Numbers that look random and are the same each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: i64) -> i64 {
        (self.next() % bound.max(1).unsigned_abs()) as i64
    }

    fn percent(&mut self, of: i64) -> bool {
        self.below(100) < of
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as i64) as usize]
    }
}

struct World<'c> {
    connection: &'c Connection,
    now: &'c Now,
    kinds: Kinds,
    chance: Chance,
    acts: i64,
}

/// A contact while the world is made.
struct Person {
    id: i64,
    /// How many days ago the last act was.
    last: i64,
    community: Option<i64>,
}

impl World<'_> {
    fn fill(&mut self, size: &Size) -> Outcome {
        let people = (1..=size.contacts).map(|id| self.person(id, size)).collect::<Outcome<Vec<_>>>()?;
        // a tenth of the people has two thirds of the acts
        let regulars = people.len() / 10;
        // the last act of each sets its clock, then the rest is dealt out in bursts
        for person in &people {
            self.act(person, Direction::Out, "replied", person.last, 1)?;
        }
        while self.acts < size.acts {
            let of = if self.chance.percent(66) { regulars } else { people.len() };
            let person = &people[self.chance.below(of as i64) as usize];
            self.burst(person, size)?;
        }
        for _ in 0..size.open {
            let person = &people[self.chance.below(regulars as i64) as usize];
            let ago = self.chance.below(12);
            self.asked(person, ago, None)?;
        }
        self.sessions()
    }

    fn person(&mut self, id: i64, size: &Size) -> Outcome<Person> {
        let tier = match self.chance.below(1_000) {
            0..5 => Some((Tier::Inner, 7)),
            5..50 => Some((Tier::Close, 30)),
            50..250 => Some((Tier::Network, 90)),
            250..300 => Some((Tier::Wide, 0)),
            _ => None,
        };
        let last = match tier {
            Some((_, cadence)) if cadence > 0 => {
                // a fifth is due, most of them lately
                if self.chance.percent(20) {
                    cadence + self.chance.below(cadence)
                } else {
                    self.chance.below(cadence * 8 / 10)
                }
            }
            _ => 1 + self.chance.below(900),
        };
        let uid = stable_id("contact", id);
        let name = format!("{} {} {id}", self.chance.one(&FIRST), self.chance.one(&LAST));
        let chosen = tier.map(|_| self.day(700).to_string());
        let stage = tier.map(|_| self.chance.one(&["greeted", "talking", "known"]));
        self.connection
            .prepare_cached(
                "INSERT INTO contact (id, uid, name, tier, cadence_day, stage, organisation, town, added_at, person)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?1)",
            )?
            .execute(params![
                id,
                uid,
                name,
                tier.map(|tier| tier.0.word()),
                chosen,
                stage,
                if self.chance.percent(30) { self.chance.one(&WORDS) } else { "" },
                if self.chance.percent(30) { self.chance.one(&["Vienna", "Uppsala", "Accra", "Porto"]) } else { "" },
                self.now.at.0 - 1_000 * DAY,
            ])?;
        if self.chance.percent(80) {
            let uid = stable_id("handle", id);
            let platform = self.chance.one(&["mastodon", "github", "linkedin", "mail"]);
            self.connection
                .prepare_cached("INSERT INTO handle (uid, contact, platform, name) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![uid, id, platform, format!("person{id}")])?;
        }
        if self.chance.percent(20) {
            let uid = stable_id("tag", id);
            let tag = self.chance.one(&WORDS).to_lowercase();
            self.connection
                .prepare_cached("INSERT INTO tag (uid, contact, name) VALUES (?1, ?2, ?3)")?
                .execute(params![uid, id, tag])?;
        }
        if tier.is_some() && self.chance.percent(10) {
            let uid = stable_id("dated", id);
            let day = format!("--{:02}-{:02}", 1 + self.chance.below(12), 1 + self.chance.below(28));
            self.connection
                .prepare_cached(
                    "INSERT INTO dated (uid, contact, sort, day, set_at) VALUES (?1, ?2, 'birthday', ?3, ?4)",
                )?
                .execute(params![uid, id, day, self.now.at.0 - 900 * DAY])?;
        }
        let community = if self.chance.percent(40) { Some(1 + self.chance.below(size.communities)) } else { None };
        Ok(Person { id, last, community })
    }

    /// Some days in a row with something on each, both ways.
    fn burst(&mut self, person: &Person, size: &Size) -> Outcome {
        let back = self.chance.below(30);
        let mut ago = person.last + back * back;
        for _ in 0..=self.chance.below(5) {
            if self.acts >= size.acts {
                return Ok(());
            }
            ago += self.chance.below(2);
            match self.chance.below(100) {
                0..4 => self.asked(person, ago + 1, Some(ago))?,
                4..34 => {
                    let kind = self.chance.one(&["replied", "commented", "mentioned", "thanked", "encouraged"]);
                    self.act(person, Direction::In, kind, ago, 1).map(drop)?;
                }
                _ => {
                    let kinds = [
                        "replied",
                        "answered",
                        "commented",
                        "shared",
                        "thanked",
                        "messaged",
                        "liked",
                        "encouraged",
                        "passed",
                        "met",
                        "told",
                        "asked",
                    ];
                    let kind = self.chance.one(&kinds);
                    let count = if self.chance.percent(3) { 1 + self.chance.below(9) } else { 1 };
                    self.act(person, Direction::Out, kind, ago, count).map(drop)?;
                }
            }
        }
        Ok(())
    }

    /// They asked, and got an answer on that day or have none yet.
    fn asked(&mut self, person: &Person, ago: i64, answered: Option<i64>) -> Outcome {
        let (act, day, at) = self.act(person, Direction::In, "asked", ago, 1)?;
        self.connection
            .prepare_cached(
                "INSERT INTO owed (uid, contact, community, sort, text, since_at, since_day, fades_from, act, remaining)
                 VALUES (?1, ?2, ?3, 'reply', 'does it run there?', ?4, ?5, ?5, ?6, 1)",
            )?
            .execute(params![stable_id("owed", act), person.id, person.community, at.0, day.to_string(), act])?;
        let owed = self.connection.last_insert_rowid();
        if let Some(ago) = answered {
            let (answer, _, _) = self.act(person, Direction::Out, "answered", ago, 1)?;
            self.connection
                .prepare_cached("INSERT INTO settles (uid, act, owed, count) VALUES (?1, ?2, ?3, 1)")?
                .execute(params![stable_id("settles", answer), answer, owed])?;
        }
        Ok(())
    }

    /// One act; days of rest are left out, and nothing lies ahead.
    fn act(
        &mut self,
        person: &Person,
        direction: Direction,
        kind: &str,
        ago: i64,
        count: i64,
    ) -> Outcome<(i64, Day, Instant)> {
        let rested = RESTS.iter().find(|(from, days)| ago <= *from && ago > from - days);
        let ago = rested.map_or(ago, |(from, _)| from + 1);
        let at = Instant(self.now.at.0 - ago * DAY - self.chance.below(2 * 3_600_000));
        let offset = match ago {
            0..200 => 120,
            200..400 => -300,
            _ => 60,
        };
        let day = Day::of(at, offset, self.now.day_start);
        let known = self.kinds.get(direction, kind);
        let opened = match (direction, kind) {
            (Direction::Out, _) | (_, "thanked" | "encouraged") => "nothing",
            (_, "asked") => "owed",
            (_, "replied") => "worth",
            _ => "counted",
        };
        self.acts += 1;
        let uid = stable_id("act", self.acts);
        self.connection
            .prepare_cached(
                "INSERT INTO act (uid, direction, kind, contact, community, at, offset, day, count, note, opened, clock, expects)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                uid,
                direction.id(),
                kind,
                person.id,
                person.community,
                at.0,
                offset,
                day.to_string(),
                count,
                if self.chance.percent(20) { "about the talk" } else { "" },
                opened,
                known.clock.bits(),
                known.expects && direction == Direction::Out,
            ])?;
        Ok((self.connection.last_insert_rowid(), day, at))
    }

    /// Three blocks a week for two years, those of a holiday left out.
    fn sessions(&self) -> Outcome {
        for ago in (1..730).filter(|ago| ago % 7 % 2 == 0) {
            if RESTS.iter().any(|(from, days)| ago <= *from && ago > from - days) {
                continue;
            }
            let start = self.now.at.0 - ago * DAY;
            self.connection
                .prepare_cached(
                    "INSERT INTO session (uid, start_at, offset, day, planned, finished_at) VALUES (?1, ?2, 120, ?3, 30, ?4)",
                )?
                .execute(params![stable_id("session", ago), start, self.day(ago).to_string(), start + 1_800_000])?;
        }
        Ok(())
    }

    fn day(&self, ago: i64) -> Day {
        self.now.day().plus(-ago)
    }
}

fn stable_id(table: &str, id: i64) -> String {
    format!("world-{table}-{id:08}")
}
