//! The rules that run over much: `cargo bench --bench rules`.
//!
//! What is measured is pure code on values in memory; `processes` measures the program. The values are made
//! by counting, so that each run measures the same.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use rounds::domain::attention::{Facts, Score};
use rounds::domain::balance::{Balance, OutRow};
use rounds::domain::commitment::{Commitment, Rests};
use rounds::domain::commitment_words;
use rounds::domain::contact::Tier;
use rounds::domain::heatmap::HeatMap;
use rounds::domain::ids::{ActId, CommitmentId, ContactId, Subject};
use rounds::domain::kind::Kinds;
use rounds::domain::settings::Settings;
use rounds::domain::streak::{AsOf, Terms, progress};
use rounds::domain::terms::Ranking;
use rounds::domain::time::{Day, Now, Weekday, frozen};
use rounds::domain::weigh::{compare, words};

/// How many subjects are ranked, and how many of them get their words.
const SUBJECTS: i64 = 100_000;
const SHOWN: usize = 500;
/// Acts of 28 days, of somebody who does little else.
const ACTS: i64 = 3_000;
/// Days of five years.
const YEARS: i64 = 5 * 365;

fn now() -> Now {
    frozen("2026-09-22T09:00:00+02:00").unwrap_or_else(|error| panic!("{error}"))
}

/// People with a cadence, the clocks and gaps of whom differ.
fn people(today: Day) -> Vec<Facts> {
    let person = |n: i64| {
        let subject = Subject::Contact(ContactId(n));
        let mut facts = Facts::new(subject, &format!("uid-{n:06}"), &format!("Person {n}"));
        let (tier, cadence) = [(Tier::Inner, 7), (Tier::Close, 30), (Tier::Network, 90)][(n % 3) as usize];
        facts.tier = Some(tier);
        facts.cadence = Some(cadence);
        facts.cadence_day = Some(today.plus(-700));
        facts.pinned = n % 50 == 0;
        facts.standing.clock_day = Some(today.plus(-(n * 7 % 200)));
        facts.standing.own_clock_day = facts.standing.clock_day;
        facts.standing.gaps = (0..9).map(|gap| 1 + ((n + gap) * 5 % 40) as u32).collect();
        facts
    };
    (1..=SUBJECTS).map(person).collect()
}

fn ranking(bench: &mut Criterion) {
    let (now, settings, rests) = (now(), Settings::default(), Rests::default());
    let people = people(now.day());
    bench.bench_function("rank 100 000 people, words for 500", |bench| {
        bench.iter(|| {
            let ranking = Ranking::new(&settings, &rests, &now);
            let mut scores: Vec<(Score, &Facts)> =
                people.iter().map(|facts| (ranking.score(facts), facts)).filter(|(score, _)| score.listed()).collect();
            if scores.len() > SHOWN {
                scores.select_nth_unstable_by(SHOWN, |a, b| compare(&a.0, &b.0));
                scores.truncate(SHOWN);
            }
            scores.sort_by(|a, b| compare(&a.0, &b.0));
            let shown: Vec<_> = scores.into_iter().map(|(score, facts)| words(&ranking, facts, score)).collect();
            black_box(shown)
        });
    });
}

fn balance(bench: &mut Criterion) {
    let kinds = Kinds::default();
    let out = ["replied", "answered", "shared", "introduced", "posted", "asked", "liked", "thanked"];
    let row = |n: i64| {
        let kind = out[(n % 8) as usize];
        OutRow { kind, count: 1 + (n % 3) as u32, group: (kind == "introduced").then_some(ActId(n / 16)) }
    };
    let rows: Vec<OutRow<'_>> = (0..ACTS).map(row).collect();
    bench.bench_function("balance of 28 days, 3 000 acts", |bench| {
        bench.iter(|| Balance::of_rows(&kinds, black_box(&rows)));
    });
}

/// What was done on each of the last days, oldest first.
fn amounts(today: Day, days: i64) -> Vec<(Day, u32)> {
    let done = (0..days).filter(|n| n % 7 % 2 == 0);
    done.map(|n| (today.plus(n - days), 30)).collect()
}

fn streak(bench: &mut Criterion) {
    let today = now().day();
    let amounts = amounts(today, YEARS);
    for said in ["3 blocks of 30 min a week", "1 block of 30 min a day"] {
        let spec = commitment_words::parse(said, &Settings::default()).unwrap_or_else(|error| panic!("{error}"));
        let id = CommitmentId(1);
        let commitment = Commitment { id, spec, from: today.plus(-YEARS), until: None, line: id };
        let line = [Terms { commitment: &commitment, amounts: &amounts }];
        bench.bench_function(&format!("streak and strength over 5 years: {said}"), |bench| {
            bench.iter(|| progress(black_box(&line), &Rests::default(), Weekday::Mon, AsOf::Today(today)));
        });
    }
}

fn heat_map(bench: &mut Criterion) {
    let today = now().day();
    let acts: Vec<(Day, u32)> = (0..26 * 7 * 10).map(|n| (today.plus(-(n / 10)), 1 + (n % 3) as u32)).collect();
    bench.bench_function("heat map of 26 weeks, ten rows a day", |bench| {
        bench.iter(|| HeatMap::new(black_box(&acts).iter().copied(), &Rests::default(), today, Weekday::Mon));
    });
}

criterion_group!(rules, ranking, balance, streak, heat_map);
criterion_main!(rules);
