//! The pictures of the README: which they are, and the demo after some keys as SVG.
//!
//! Shared by the example that writes them and the test that compares them. Must not touch files.

use std::collections::VecDeque;
use std::error::Error;
use std::fmt::Write as _;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use rounds::app::effect::Effect;
use rounds::app::key::Key;
use rounds::app::keymap::Keymap;
use rounds::app::model::Model;
use rounds::app::msg::Msg;
use rounds::app::update::{start, update};
use rounds::demo;
use rounds::domain::settings::{Settings, Theme};
use rounds::domain::time::{Now, frozen};
use rounds::shell::effects;
use rounds::shell::outside::Recording;
use rounds::store::Store;
use rounds::ui;
use rounds::ui::paint::{DARK, LIGHT, Palette};

/// How making a picture ends.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// When it is in the pictures: a Tuesday, nine in the morning.
const NOW: &str = "2026-09-22T09:00:00+02:00";

/// Each picture of the README: its name, its keys, columns and rows.
const PICTURES: &[(&str, &str, u16, u16)] =
    &[("today", "", 120, 36), ("community", "/ n i x enter enter", 80, 24), ("review", "4 enter", 120, 36)];

/// A cell in pixels, and the margin around the screen.
const CELL: (f32, f32) = (8.4, 18.0);
const MARGIN: f32 = 12.0;
/// Size of the letters, and where they stand in a cell.
const FONT: f32 = 14.0;
const BASE: f32 = 13.5;

/// Left, top, right and bottom, in parts of a cell.
type Part = (f32, f32, f32, f32);

/// Every picture of the README in both themes: the name of its file, and what stands in it.
pub(crate) fn all() -> Outcome<Vec<(String, String)>> {
    let mut all = Vec::new();
    for (name, keys, columns, rows) in PICTURES {
        for (ending, theme) in [("", Theme::Dark), ("-light", Theme::Light)] {
            all.push((format!("{name}{ending}.svg"), picture(keys, (*columns, *rows), theme)?));
        }
    }
    Ok(all)
}

/// The demo after some keys, as SVG.
pub(crate) fn picture(keys: &str, (columns, rows): (u16, u16), theme: Theme) -> Outcome<String> {
    let palette = if theme == Theme::Light { LIGHT } else { DARK };
    let settings = Settings { theme, ..Settings::default() };
    let mut now = frozen(NOW)?;
    let mut store = demo::open(&now, settings.clone())?;
    let mut model = Model::new(settings, Keymap::new(&[])?, &now, true);
    model.size = (columns, rows);
    perform(&mut model, &mut store, &now, start());
    for word in keys.split_whitespace() {
        // a second between two keys, as a person presses them
        now = now.moved(now.at.plus_seconds(1));
        let asked = update(&mut model, &now, Msg::Key(word.parse::<Key>()?));
        perform(&mut model, &mut store, &now, asked);
    }
    let mut terminal = Terminal::new(TestBackend::new(columns, rows))?;
    terminal.draw(|frame| ui::draw(frame, &model, &now))?;
    Ok(svg(terminal.backend().buffer(), palette))
}

fn perform(model: &mut Model, store: &mut Store, now: &Now, asked: Vec<Effect>) {
    let mut queue = VecDeque::from(asked);
    while let Some(effect) = queue.pop_front() {
        for msg in effects::run(store, &mut Recording::default(), now, effect) {
            queue.extend(update(model, now, msg));
        }
    }
}

/// How a run of cells looks.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    ink: Color,
    ground: Color,
    bold: bool,
    dim: bool,
}

impl Look {
    fn of(cell: &Cell, palette: Palette) -> Self {
        let known = |colour, own| if colour == Color::Reset { own } else { colour };
        let (ink, ground) = (known(cell.fg, palette.text), known(cell.bg, palette.ground));
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        let (ink, ground) = if reversed { (ground, ink) } else { (ink, ground) };
        let has = |modifier| cell.modifier.contains(modifier);
        Self { ink, ground, bold: has(Modifier::BOLD), dim: has(Modifier::DIM) }
    }
}

/// The cells as SVG: grounds, then lines and blocks as shapes that meet, and text on its grid.
fn svg(buffer: &Buffer, palette: Palette) -> String {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let (width, height) = (f32::from(columns) * CELL.0 + 2.0 * MARGIN, f32::from(rows) * CELL.1 + 2.0 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" font-size=\"{FONT}\" font-family=\"monospace\" xml:space=\"preserve\">\n"
    );
    let _ = writeln!(svg, "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>", hex(palette.ground));
    for row in 0..rows {
        let ground = |column: u16| Look::of(&buffer[(column, row)], palette).ground;
        let mut column = 0;
        while column < columns {
            let here = ground(column);
            let end = (column..columns).find(|next| ground(*next) != here).unwrap_or(columns);
            if here != palette.ground {
                rectangle(&mut svg, at(column, row), f32::from(end - column) * CELL.0, (0.0, 0.0, 1.0, 1.0), here, 1.0);
            }
            column = end;
        }
        let mut column = 0;
        while column < columns {
            let (text, cells, look) = run(buffer, palette, column, row);
            let (place, wide) = (at(column, row), f32::from(cells) * CELL.0);
            let faint = if look.dim { 0.6 } else { 1.0 };
            if let Some((shapes, strength)) = shape(&text) {
                for shape in shapes {
                    rectangle(&mut svg, place, wide, shape, look.ink, strength * faint);
                }
            } else if !text.trim().is_empty() {
                let weight = if look.bold { " font-weight=\"bold\"" } else { "" };
                let _ = writeln!(
                    svg,
                    "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{wide:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
                     fill=\"{}\"{weight}{}>{}</text>",
                    place.0,
                    place.1 + BASE,
                    hex(look.ink),
                    opacity(faint),
                    escaped(&text)
                );
            }
            column += cells;
        }
    }
    svg + "</svg>\n"
}

/// Where a cell begins.
fn at(column: u16, row: u16) -> (f32, f32) {
    (MARGIN + f32::from(column) * CELL.0, MARGIN + f32::from(row) * CELL.1)
}

/// One rectangle, given in parts of a run that is `wide`.
fn rectangle(svg: &mut String, place: (f32, f32), wide: f32, part: Part, ink: Color, strength: f32) {
    let (left, top, right, bottom) = part;
    let _ = writeln!(
        svg,
        "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{}\"{}/>",
        place.0 + left * wide,
        place.1 + top * CELL.1,
        (right - left) * wide,
        (bottom - top) * CELL.1,
        hex(ink),
        opacity(strength)
    );
}

fn opacity(strength: f32) -> String {
    if strength < 1.0 { format!(" opacity=\"{strength:.2}\"") } else { String::new() }
}

/// The longest run of cells from there that look alike: words of one style, or one glyph again
/// and again. Blanks end a run where two follow, so that columns stay where they are.
fn run(buffer: &Buffer, palette: Palette, column: u16, row: u16) -> (String, u16, Look) {
    let cell = |column: u16| &buffer[(column, row)];
    let look = Look::of(cell(column), palette);
    let alike = |column: u16| Look::of(cell(column), palette) == look;
    let first = cell(column).symbol().to_owned();
    let mut end = column + width(&first);
    if shape(&first).is_some() || !joins(&first) {
        // rules and bars grow in one piece; every other glyph stands alone, whatever a font makes of its width
        while matches!(first.as_str(), "─" | "━" | "█")
            && end < buffer.area.width
            && cell(end).symbol() == first
            && alike(end)
        {
            end += 1;
        }
        return (first, end - column, look);
    }
    let blank = |column: u16| column >= buffer.area.width || cell(column).symbol() == " ";
    let mut text = first;
    let gap = text == " ";
    while end < buffer.area.width && alike(end) && joins(cell(end).symbol()) {
        if gap != blank(end) && (gap || blank(end + 1)) {
            break;
        }
        text.push_str(cell(end).symbol());
        end += 1;
    }
    (text, end - column, look)
}

/// Whether a glyph is as wide as any other letter, so that it can stand in a run with them.
fn joins(symbol: &str) -> bool {
    let narrow = |letter: char| letter.is_ascii() || "–…’".contains(letter) || ('À'..='ɏ').contains(&letter);
    symbol.chars().all(narrow)
}

/// The columns of a glyph.
fn width(symbol: &str) -> u16 {
    u16::try_from(unicode_width::UnicodeWidthStr::width(symbol)).unwrap_or(1).max(1)
}

/// The rectangles that a line or block glyph is made of, and how strong they are.
fn shape(text: &str) -> Option<(Vec<Part>, f32)> {
    let mut letters = text.chars();
    let (glyph, None) = (letters.next()?, letters.next()) else { return None };
    let line = |left: f32, right: f32| (left, 0.47, right, 0.53);
    let post = |top: f32, bottom: f32| (0.44, top, 0.56, bottom);
    let square = (0.06, 0.12, 0.94, 0.88);
    Some(match glyph {
        '─' => (vec![line(0.0, 1.0)], 1.0),
        '━' => (vec![(0.0, 0.44, 1.0, 0.56)], 1.0),
        '╌' => (vec![line(0.05, 0.4), line(0.6, 0.95)], 1.0),
        '│' => (vec![post(0.0, 1.0)], 1.0),
        '┬' => (vec![line(0.0, 1.0), post(0.5, 1.0)], 1.0),
        '┴' => (vec![line(0.0, 1.0), post(0.0, 0.5)], 1.0),
        '▌' => (vec![(0.0, 0.0, 0.5, 1.0)], 1.0),
        '▰' => (vec![(0.1, 0.32, 0.9, 0.68)], 1.0),
        '▱' => (vec![(0.1, 0.32, 0.9, 0.68)], 0.25),
        '░' => (vec![square], 0.3),
        '▒' => (vec![square], 0.5),
        '▓' => (vec![square], 0.75),
        // a little lower than in a terminal, so that bars of two lines stay two
        '▁'..='█' => (vec![(0.0, 0.94 - (glyph as u32 - '▁' as u32 + 1) as f32 * 0.11, 1.0, 0.94)], 1.0),
        _ => return None,
    })
}

/// A colour of the fixed themes; they have no others.
fn hex(colour: Color) -> String {
    match colour {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        other => other.to_string().to_lowercase(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
