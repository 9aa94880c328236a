//! Whole screens: the first run, triage.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::entry::lines;
use super::lines::said;
use super::place::{flow, keys};
use crate::app::model::Model;
use crate::app::overlays::first_run::FirstRun;
use crate::app::overlays::triage::{LETTERS, Triage};
use crate::domain::contact::{Style, Tier};
use crate::domain::load;
use crate::domain::planned_words::sentence;
use crate::domain::text::{pad, width};
use crate::domain::time::Now;
use crate::report::card_build::headline;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::chrome::{fewer, notice};
use crate::ui::detail::Writer;
use crate::ui::paint::{Glyph, Paint};

/// Lines of triage from which each letter has one of its own.
const ROOMY: u16 = 14;
/// Lines of a screen below which triage names letters alone.
pub(super) const LOW: u16 = 12;
/// The letters of triage that choose no tier.
const OTHERS: [(&str, &str); 3] = [("s", "leave for later"), ("x", "archive"), ("u", "take the last one back")];

/// The first run.
pub fn first_run(canvas: &mut Canvas<'_>, first: &FirstRun, model: &Model, now: &Now) {
    let area = canvas.area();
    let paint = canvas.paint;
    let step = if first.at == 2 { "first run 2/2" } else { "first run 1/2" };
    // where there are but a few lines none of them is a rule
    let bare = area.height < LOW;
    let inside = if bare {
        let row = Rect { x: 1, width: area.width.saturating_sub(2), ..area };
        canvas.row(row, 0, &[span("rounds", paint.key())], &[span(step, paint.dim())]);
        Rect { y: 1, height: area.height.saturating_sub(2), ..row }
    } else {
        top(canvas, "", &[span(step, paint.dim())]);
        Rect { x: 3, y: 2, width: area.width.saturating_sub(6), height: area.height.saturating_sub(4) }
    };
    if first.at < 2 {
        lists(canvas, first, model, now, inside);
    } else {
        schedule(canvas, first, model, now, inside);
    }
    let typed = first.people.is_typed() || first.places.is_typed();
    let hint = match (first.at, typed) {
        (2, _) => fitting(
            canvas,
            &[
                &[("Enter", "open Today"), ("t", "after \"min\" starts the first block now"), ("Esc", "no plan yet")],
                &[("Enter", "open Today"), ("t", "after \"min\" starts now"), ("Esc", "no plan")],
                &[("Enter", "open Today"), ("Esc", "no plan yet")],
            ],
        ),
        (_, false) => fitting(
            canvas,
            &[
                &[
                    ("Enter", "next line"),
                    ("Tab", "or Ctrl-D next"),
                    ("F2", "look around in a demo"),
                    ("F3", "import a file"),
                    ("Esc", "skip all"),
                ],
                &[
                    ("Enter", "next line"),
                    ("Tab", "next"),
                    ("F2", "a demo"),
                    ("F3", "import a file"),
                    ("Esc", "skip all"),
                ],
                &[("Tab", "next"), ("F2", "a demo"), ("F3", "import"), ("Esc", "skip all")],
                &[("Tab", "next"), ("F3", "import"), ("Esc", "skip all")],
            ],
        ),
        // what becomes of what is typed goes before the demo
        (_, true) => fitting(
            canvas,
            &[
                &[
                    ("Enter", "next line"),
                    ("Tab", "or Ctrl-D next"),
                    ("F2", "look around in a demo"),
                    ("F3", "import a file"),
                    ("Esc", "keeps these, skips the rest"),
                ],
                &[("Enter", "next line"), ("Tab", "next"), ("F3", "import"), ("Esc", "keeps these, skips the rest")],
                &[("Enter", "next line"), ("Tab", "next"), ("Esc", "keeps these, skips the rest")],
                &[("Tab", "next"), ("Esc", "keeps these, skips the rest")],
                &[("Tab", "next"), ("Esc", "keeps these")],
            ],
        ),
    };
    if !model.notice.text.is_empty() {
        notice(canvas, model, area.height.saturating_sub(2));
        said(canvas, &model.notice);
    } else if !bare {
        canvas.rule(0, area.height.saturating_sub(2), area.width, Glyph::Rule, paint.dim());
    }
    canvas.put(1, area.height.saturating_sub(1), area.width.saturating_sub(2), &hint);
}

/// The first of these rows of keys that fits whole, else the last.
pub(super) fn fitting(canvas: &Canvas<'_>, all: &[&[(&str, &str)]]) -> Vec<Span<'static>> {
    let room = canvas.area().width.saturating_sub(2);
    let mut rows = all.iter().map(|pairs| keys(canvas, pairs));
    let last = rows.next_back().unwrap_or_default();
    rows.find(|row| columns(row) <= room).unwrap_or(last)
}

/// The two lists of the first run: what is typed comes before what is said about it.
fn lists(canvas: &mut Canvas<'_>, first: &FirstRun, model: &Model, now: &Now, inside: Rect) {
    let paint = canvas.paint;
    let (bold, dim) = (paint.bold(), paint.dim());
    let said: &[_] = if inside.width >= 71 {
        &[
            ("Thirty minutes for the people and places you care about.", bold),
            ("Everything stays in one file on this machine. Nothing is sent anywhere.", dim),
        ]
    } else {
        &[
            ("Thirty minutes for people and places you care about.", bold),
            ("Everything stays in one file on this machine.", dim),
            ("Nothing is sent anywhere.", dim),
        ]
    };
    let people = &["Five people you would hate to lose, one a line", "Five people, one a line", "Five people"];
    let places = &["Two communities where your field gathers", "Two communities"];
    // a heading and a line of each list, and of the people two more
    let height = usize::from(inside.height);
    let said = if said.len() + 6 <= height { said } else { &[] };
    for (y, (line, style)) in (inside.y..).zip(said) {
        canvas.put(inside.x, y, inside.width, &[span(*line, *style)]);
    }
    let gap = u16::from(height >= said.len() + 9);
    let chosen = headline(Some(Tier::Close), model.settings.contact_cadence(None, Some(Tier::Close), Style::Rhythm));
    let mut y = inside.y + said.len() as u16 + gap;
    // else the list that is typed into has all of it
    let both = inside.bottom() > y + 4;
    if both || first.at == 0 {
        heading(canvas, people, &chosen, first.at == 0, Rect { y, ..inside });
        let below = inside.bottom().saturating_sub(y + 1);
        let most = if both { below.saturating_sub(2 + gap).min(if gap > 0 { 7 } else { 3 }) } else { below };
        let shown = (first.people.lines.len() as u16).clamp(1, most.max(1));
        lines(canvas, &first.people, model, now, Rect { y: y + 1, height: shown, ..inside }, first.at == 0);
        y += shown + 1 + gap;
    }
    if both || first.at == 1 {
        heading(canvas, places, &often(Some(model.settings.focus)), first.at == 1, Rect { y, ..inside });
        let height = inside.bottom().saturating_sub(y + 1).min(4);
        lines(canvas, &first.places, model, now, Rect { y: y + 1, height, ..inside }, first.at == 1);
    }
}

/// The heading of a list in the longest words that leave what its lines begin with whole.
fn heading(canvas: &mut Canvas<'_>, words: &[&'static str], begins: &str, on: bool, area: Rect) {
    let paint = canvas.paint;
    let fits = |words: &&&str| width(words) + 2 + width(begins) <= usize::from(area.width);
    let words = words.iter().find(fits).or(words.last()).copied().unwrap_or_default();
    let style = if on { paint.accent() } else { paint.text() };
    canvas.row(area, area.y, &[span(words, style)], &[span(begins.to_owned(), paint.dim())]);
}

fn schedule(canvas: &mut Canvas<'_>, first: &FirstRun, model: &Model, now: &Now, inside: Rect) {
    let paint = canvas.paint;
    let planned = first.planned(model.settings.block_minutes);
    let roomy = inside.height >= 7;
    let mut writer = Writer::new(canvas, inside, 0);
    if roomy {
        let asks = if inside.width < 46 {
            "When, and for how long?"
        } else {
            "When do you sit down for it, and for how long?"
        };
        writer.line(&[span(asks, paint.bold())]);
        writer.gap();
    }
    writer
        .line(&[span(paint.glyph(Glyph::Edge), paint.accent()), span(first.schedule.text().to_owned(), paint.text())]);
    if roomy {
        writer.gap();
    }
    match planned {
        Ok(plans) => {
            writer.text(&format!("{}.", sentence(&plans)), 2);
            let blocks: u32 = plans.iter().map(|plan| plan.days.len() as u32 * plan.minutes).sum();
            let people = first.people.entries().len();
            let places = first.places.entries().len();
            let close = model.settings.contact_cadence(None, Some(Tier::Close), Style::Rhythm);
            let people = std::iter::repeat_n(close, people).flatten();
            let cadences = people.chain(std::iter::repeat_n(model.settings.focus, places));
            let load = load::Load::new(cadences, blocks, &[], model.settings.act_minutes);
            if roomy {
                writer.text(&load.first_run(), 2);
            }
            if let Some(block) = first.first_block(now, model.settings.block_minutes) {
                writer.text(&format!("{}.", block.first_words(now)), 2);
            }
        }
        Err(why) => writer.text(&why, 4),
    }
}

/// Triage: one person a screen, one letter each.
pub fn triage(canvas: &mut Canvas<'_>, triage: &Triage, model: &Model) {
    let area = canvas.area();
    let paint = canvas.paint;
    let right = format!("{} of {}", (triage.at + 1).min(triage.people.len()), triage.people.len());
    if let Some(person) = triage.current().filter(|_| area.height < LOW) {
        return low(canvas, &person.name, &right);
    }
    top(canvas, "choose tiers", &[span(right, paint.dim())]);
    let inside = Rect { x: 3, y: 3, width: area.width.saturating_sub(6), height: area.height.saturating_sub(5) };
    let mut writer = Writer::new(canvas, inside, 0);
    let Some(person) = triage.current() else {
        writer.line(&[span("That was everybody for now.", paint.text())]);
        return;
    };
    writer.line(&[span(person.name.clone(), paint.bold())]);
    for line in &person.about {
        writer.line(&[span(line.clone(), paint.text())]);
    }
    let acts = match person.acts {
        0 => "no words exchanged yet".to_owned(),
        1 => "one act so far".to_owned(),
        acts => format!("{acts} acts so far"),
    };
    writer.line(&[span(acts, paint.dim())]);
    writer.gap();
    let chooses = LETTERS.map(|(letter, tier)| {
        let chosen = model.settings.contact_cadence(None, Some(tier), Style::Rhythm);
        (letter, chosen, format!("{tier}, {}", often(chosen)))
    });
    let wide = chooses.iter().map(|(.., words)| width(words)).max().unwrap_or(0);
    for (letter, chosen, words) in chooses {
        let then = model.load.map_or_else(String::new, |totals| {
            let asks = totals.with([], chosen).load().asks;
            if asks == totals.load().asks { String::new() } else { format!("   then {asks} a week") }
        });
        writer.line(&[
            span(format!("{letter}  "), paint.key()),
            span(pad(&words, wide), paint.text()),
            span(then, paint.dim()),
        ]);
    }
    if let Some(words) = model.load.map(|totals| totals.load().words()).filter(|words| !words.is_empty()) {
        writer.line(&[span(fewer(&words, inside.width), paint.dim())]);
    }
    if inside.height < ROOMY {
        for line in flow(OTHERS.map(|(letter, words)| choice(paint, letter, words)).to_vec(), inside.width) {
            writer.line(&line);
        }
    } else {
        writer.gap();
        for (letter, words) in OTHERS {
            writer.line(&[span(format!("{letter}  "), paint.key()), span(words, paint.text())]);
        }
    }
    let mut foot = keys(canvas, &[("Esc", "leaves, the rest waits")]);
    foot.push(span(format!("   {} decided in this sitting", triage.decided), paint.dim()));
    canvas.rule(0, area.height.saturating_sub(2), area.width, Glyph::Rule, paint.dim());
    canvas.put(1, area.height.saturating_sub(1), area.width.saturating_sub(2), &foot);
}

/// "every 30 days": what a tier or a state asks for.
fn often(cadence: Option<u32>) -> String {
    match cadence {
        None => "only when something happens".to_owned(),
        Some(1) => "every day".to_owned(),
        Some(days) => format!("every {days} days"),
    }
}

/// Triage where there are but a few lines: the name, and every letter.
fn low(canvas: &mut Canvas<'_>, name: &str, right: &str) {
    let paint = canvas.paint;
    let area = Rect { x: 1, width: canvas.area().width.saturating_sub(2), ..canvas.area() };
    canvas.row(area, 0, &[span(name, paint.bold())], &[span(right, paint.dim())]);
    let mut all: Vec<Vec<Span<'static>>> = Vec::new();
    all.extend(LETTERS.map(|(letter, tier)| choice(paint, &letter.to_string(), tier.word())));
    all.extend(OTHERS.map(|(letter, words)| choice(paint, letter, words)));
    all.push(choice(paint, "Esc", "leaves"));
    for (y, line) in (1..).zip(flow(all, area.width)) {
        canvas.put(area.x, y, area.width, &line);
    }
}

fn choice(paint: Paint, letter: &str, words: &str) -> Vec<Span<'static>> {
    vec![span(letter, paint.key()), span(format!(" {words}"), paint.text())]
}

pub(super) fn top(canvas: &mut Canvas<'_>, title: &str, right: &[Span<'_>]) {
    let area = canvas.area();
    let paint = canvas.paint;
    let row = Rect { x: 1, y: 0, width: area.width.saturating_sub(2), height: 1 };
    canvas.row(row, 0, &[span("rounds  ", paint.key()), span(title.to_owned(), paint.bold())], right);
    canvas.rule(0, 1, area.width, Glyph::Rule, paint.dim());
}
