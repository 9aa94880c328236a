//! Files of other programs come in: the line that is typed, what would come in, how far it is.
//!
//! Nothing on it is cut: what is longer than a line goes on in the next one. Must not know how a file is read.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::columns;
use super::full::{LOW, fitting, top};
use super::lines::said;
use super::place::keys;
use crate::app::model::Model;
use crate::app::overlays::import::{Import, Step};
use crate::domain::paragraphs::broken;
use crate::report::dry_run::{COLUMNS, DryRun, Loudness, MESSAGES};
use crate::ui::canvas::{Canvas, span};
use crate::ui::chrome::notice;
use crate::ui::paint::Glyph;

/// What can be read, said once.
const READ: &str = "Read are cards (vCard), the exports of LinkedIn, Google, Outlook, Thunderbird, Mastodon, Instagram, \
                    Facebook, GitHub, Bluesky, X and Monica, friends.md, abook, a folder of cards, and any table that \
                    names its columns. What a file is is found out from what it holds.";
/// The same in fewer words.
const READ_SHORT: &str = "Read are cards, tables, and the exports of most networks and address books.";
/// What is promised.
const FIRST: &str = "Nothing is written before you have seen what would come in, and one key takes all of it back.";

/// Paints the screen.
pub fn draw(canvas: &mut Canvas<'_>, import: &Import, model: &Model) {
    let area = canvas.area();
    let paint = canvas.paint;
    let right = [span(right(import), paint.dim())];
    let bare = area.height < LOW;
    let inside = if bare {
        let row = Rect { x: 1, width: area.width.saturating_sub(2), ..area };
        canvas.row(row, 0, &[span("import", paint.key())], &right);
        Rect { y: 1, height: area.height.saturating_sub(2), ..row }
    } else {
        top(canvas, "import", &right);
        Rect { x: 2, y: 3, width: area.width.saturating_sub(4), height: area.height.saturating_sub(5) }
    };
    match &import.step {
        Step::Typing { wrong } => typing(canvas, import, wrong, inside),
        Step::Reading { done, all, .. } => {
            let words = match all {
                0 | 1 => "Reading".to_owned(),
                all if done == all => "Comparing with who is here".to_owned(),
                all => format!("Reading file {} of {all}", done + 1),
            };
            going_on(canvas, &words, *done, *all, inside);
        }
        Step::DryRun { dry_run, top, .. } => shown(canvas, dry_run, *top, inside),
        Step::Columns { table, at, .. } => columns::draw(canvas, table, *at, inside),
        Step::Writing { done, all, stopping, .. } => {
            let words = if *stopping { "Stopping: what was written is taken back" } else { "Writing" };
            let words = if *stopping { words.to_owned() } else { format!("{words} {done} of {all}") };
            going_on(canvas, &words, *done, *all, inside);
        }
    }
    if !bare {
        canvas.rule(0, area.height.saturating_sub(2), area.width, Glyph::Rule, paint.dim());
    }
    if !import.is_typing() {
        notice(canvas, model, area.height.saturating_sub(2));
        said(canvas, &model.notice);
    }
    let foot = foot(canvas, import);
    canvas.put(1, area.height.saturating_sub(1), area.width.saturating_sub(2), &foot);
}

/// How far it is, in a word.
fn right(import: &Import) -> String {
    match &import.step {
        Step::Typing { .. } | Step::Reading { .. } => "which files".to_owned(),
        Step::DryRun { top: 0, .. } => "nothing is written yet".to_owned(),
        Step::DryRun { dry_run, top, .. } => format!("from line {} of {}", top + 1, dry_run.parts().count()),
        Step::Columns { table, at, .. } => format!("column {} of {}", at + 1, table.columns.len()),
        Step::Writing { .. } => "writing".to_owned(),
    }
}

fn foot(canvas: &Canvas<'_>, import: &Import) -> Vec<Span<'static>> {
    match &import.step {
        Step::Typing { .. } => keys(canvas, &[("Enter", "reads them"), ("Esc", "leaves")]),
        Step::Reading { .. } => keys(canvas, &[("Esc", "stops")]),
        Step::Columns { .. } => fitting(
            canvas,
            &[
                &[
                    ("Enter", "reads it like this"),
                    ("left right", "what it is"),
                    ("up down", "which"),
                    ("Esc", "leaves"),
                ],
                &[("Enter", "reads it"), ("left right", "what"), ("Esc", "leaves")],
            ],
        ),
        Step::Writing { stopping: true, .. } => Vec::new(),
        Step::Writing { .. } => {
            fitting(canvas, &[&[("Esc", "stops and takes back what was written")], &[("Esc", "stops, takes it back")]])
        }
        Step::DryRun { dry_run, .. } => {
            let mut pairs = Vec::new();
            if !dry_run.changes_nothing() {
                pairs.push(("Enter", if dry_run.refuses() { "writes the others" } else { "writes it" }));
            }
            if dry_run.leaves_messages() {
                pairs.push(("w", "with messages"));
            }
            if dry_run.table().is_some() {
                pairs.push(("m", "columns"));
            }
            let short: Vec<_> = pairs.iter().copied().chain([("Esc", "")]).collect();
            let some: Vec<_> = pairs.iter().copied().chain([("Esc", "leaves")]).collect();
            pairs.extend([("arrows", "more"), ("Esc", "leaves")]);
            fitting(canvas, &[&pairs, &some, &short])
        }
    }
}

/// The names, what was wrong with the last ones, and what can be read.
fn typing(canvas: &mut Canvas<'_>, import: &Import, wrong: &str, inside: Rect) {
    let paint = canvas.paint;
    let columns = usize::from(inside.width).saturating_sub(1);
    let low = inside.height < 8;
    let asks = if low { "Type, paste or drop files." } else { "Which files? Type, paste or drop their names." };
    let mut lines: Vec<(u16, String, Style)> = vec![(0, asks.to_owned(), paint.bold())];
    if !low {
        lines.push((0, String::new(), paint.text()));
    }
    let typed = broken(&format!("{}{}", import.field.text(), paint.glyph(Glyph::Edge)), columns);
    // where there is no room for all of it, its end is what is typed at
    let room = usize::from(inside.height).saturating_sub(lines.len()).clamp(1, if wrong.is_empty() { 99 } else { 2 });
    let from = typed.len().saturating_sub(room);
    lines.extend(typed.into_iter().skip(from).map(|line| (0, line, paint.accent())));
    if !wrong.is_empty() {
        let why = wrong.replace(MESSAGES, "w");
        lines.extend(broken(&why, columns).into_iter().map(|line| (0, line, paint.problem())));
    }
    if !low {
        let left = usize::from(inside.height).saturating_sub(lines.len());
        let paragraph = |text: &str| {
            let broken = broken(text, columns.min(76)).into_iter().map(|line| (0, line, paint.dim()));
            std::iter::once((0, String::new(), paint.text())).chain(broken).collect::<Vec<_>>()
        };
        let said = [vec![FIRST, READ], vec![FIRST, READ_SHORT], vec![FIRST]];
        let mut said = said.iter().map(|all| all.iter().flat_map(|text| paragraph(text)).collect::<Vec<_>>());
        lines.extend(said.find(|lines| lines.len() <= left).unwrap_or_default());
    }
    write(canvas, lines, inside);
}

/// What would come in, from one of its parts on.
fn shown(canvas: &mut Canvas<'_>, dry_run: &DryRun, top: usize, inside: Rect) {
    let paint = canvas.paint;
    let mut lines = Vec::new();
    if top == 0 && dry_run.changes_nothing() {
        lines.push((0, "Nothing would change: all of it is here.".to_owned(), paint.bold()));
    }
    for part in dry_run.parts().skip(top) {
        if lines.len() >= usize::from(inside.height) {
            break;
        }
        let style = match part.loudness() {
            Loudness::Strong => paint.bold(),
            Loudness::Plain => paint.text(),
            Loudness::Faint => paint.dim(),
            Loudness::Problem => paint.problem(),
        };
        let words = part.words().replace(MESSAGES, "w").replace(COLUMNS, "m");
        // what goes on stands in a little further
        let mut indent = part.indent();
        for line in broken(&words, usize::from(inside.width.saturating_sub(indent + 2)).max(8)) {
            lines.push((indent, line, style));
            indent = part.indent() + 2;
        }
    }
    write(canvas, lines, inside);
}

/// Something goes on: what, and how far it is.
fn going_on(canvas: &mut Canvas<'_>, words: &str, done: usize, all: usize, inside: Rect) {
    let paint = canvas.paint;
    let lines = broken(words, usize::from(inside.width)).into_iter().map(|line| (0, line, paint.bold())).collect();
    let y = write(canvas, lines, inside);
    if y < inside.bottom() {
        let over = (done.min(all) as u64 * u64::from(inside.width) / all.max(1) as u64) as u16;
        canvas.rule(inside.x, y, over, Glyph::Bar, paint.accent());
        canvas.rule(inside.x + over, y, inside.width - over, Glyph::Dashed, paint.dim());
    }
}

/// Writes lines from the top of an area; answers the line below them.
fn write(canvas: &mut Canvas<'_>, lines: Vec<(u16, String, Style)>, inside: Rect) -> u16 {
    let mut y = inside.y;
    for (indent, line, style) in lines {
        if y >= inside.bottom() {
            break;
        }
        canvas.put(inside.x + indent, y, inside.width.saturating_sub(indent), &[span(line, style)]);
        y += 1;
    }
    y
}
