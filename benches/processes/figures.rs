//! Figures: what many measurements say, and how they stand to their bar.
//!
//! Must not know what was measured.

use std::fmt::Write as _;
use std::time::Duration;

/// Measurements of one thing, in milliseconds.
#[derive(Debug, Clone)]
pub(crate) struct Times(Vec<f64>);

impl Times {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time.as_secs_f64() * 1_000.0);
    }

    pub(crate) fn median(&self) -> f64 {
        self.at(50)
    }

    pub(crate) fn p99(&self) -> f64 {
        self.at(99)
    }

    /// One of the fastest: what it takes while nothing else is in the way.
    fn best(&self) -> f64 {
        self.at(10)
    }

    fn at(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1);
        sorted.get((last * percent).div_ceil(100)).copied().unwrap_or(f64::NAN)
    }
}

/// One measured thing.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// What was measured.
    pub(crate) what: String,
    /// What it came to.
    pub(crate) measured: String,
    /// What helps to judge it, in its line alone.
    beside: String,
    /// What it may come to, and whether it did; none where a figure only explains others.
    bar: Option<(String, bool)>,
}

impl Figure {
    /// Medians of ours and of the floor; the bar is their ratio. That of the fastest tenths stands beside it:
    /// where the two differ, the machine had other work.
    pub(crate) fn ratio(what: &str, floor: &Times, ours: &Times, most: f64) -> Self {
        // what is printed is what is judged
        let ratio = (ours.median() / floor.median() * 100.0).round() / 100.0;
        Self {
            what: what.to_owned(),
            measured: format!("{ratio:.2} × ({:.2} / {:.2} ms)", ours.median(), floor.median()),
            beside: format!(", fastest tenth {:.2} ×", ours.best() / floor.best()),
            bar: Some((format!("≤ {most} ×"), ratio <= most)),
        }
    }

    /// The slowest of a hundred.
    pub(crate) fn p99(what: &str, times: &Times, most: f64) -> Self {
        Self {
            what: what.to_owned(),
            measured: format!("p99 {:.2} ms, p50 {:.2}", times.p99(), times.median()),
            beside: String::new(),
            bar: Some((format!("p99 ≤ {most} ms"), times.p99() <= most)),
        }
    }

    /// The one in the middle.
    pub(crate) fn median(what: &str, times: &Times, most: f64) -> Self {
        Self {
            what: what.to_owned(),
            measured: format!("p50 {:.2} ms, p99 {:.2}", times.median(), times.p99()),
            beside: String::new(),
            bar: Some((format!("p50 ≤ {most} ms"), times.median() <= most)),
        }
    }

    /// A number with its bar.
    pub(crate) fn most(what: &str, measured: f64, unit: &str, most: f64) -> Self {
        Self {
            what: what.to_owned(),
            measured: format!("{measured:.2} {unit}"),
            beside: String::new(),
            bar: Some((format!("≤ {most} {unit}"), measured <= most)),
        }
    }

    /// What explains other figures, or why there is none.
    pub(crate) fn note(what: &str, measured: String) -> Self {
        Self { what: what.to_owned(), measured, beside: String::new(), bar: None }
    }

    /// One line, as soon as it is known.
    pub(crate) fn line(&self) -> String {
        let bar = self.bar.as_ref().map_or(String::new(), |(bar, held)| format!("   bar {bar}: {}", word(*held)));
        format!("{:<44} {}{}{bar}", self.what, self.measured, self.beside)
    }

    fn cell(&self) -> String {
        let word = self.bar.as_ref().map_or(String::new(), |(_, held)| format!(" {}", word(*held)));
        format!("{}{word}", self.measured)
    }
}

fn word(held: bool) -> &'static str {
    if held { "ok" } else { "**over**" }
}

/// The figures of all sizes side by side, in Markdown.
pub(crate) fn table(columns: &[(String, Vec<Figure>)]) -> String {
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let mut text = format!("| what | bar | {} |\n|---|---|{}\n", names.join(" | "), "---|".repeat(columns.len()));
    for row in columns.first().map_or(&[][..], |(_, figures)| figures) {
        let bar = row.bar.as_ref().map_or("", |(bar, _)| bar.as_str());
        let same = |figures: &[Figure]| figures.iter().find(|figure| figure.what == row.what).map(Figure::cell);
        let cells: Vec<String> = columns.iter().map(|(_, figures)| same(figures).unwrap_or_default()).collect();
        // writing to a text cannot fail
        let _ = writeln!(text, "| {} | {bar} | {} |", row.what, cells.join(" | "));
    }
    text
}
