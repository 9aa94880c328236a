//! What is typed into: find, palette, many at once.

use super::place::{edge, inside, place};
use super::typed::typed;
use ratatui::text::Span;

use crate::app::model::Model;
use crate::app::overlays::find::Find;
use crate::app::overlays::many::{Many, Sort};
use crate::app::overlays::palette::{NOTHING, Palette, SHOWN};
use crate::app::reply::Purpose;
use crate::domain::text::{pad, shorten, truncate, width};
use crate::domain::time::Now;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::chrome::fewer;
use crate::ui::paint::Glyph;
use crate::ui::wrap::bounded;

/// Lines that a sentence takes at most.
const SAID: usize = 3;
/// Lines of the screen that a palette leaves: its edges, what is typed, what stands below it.
const LEFT: usize = 6;

/// `/`, and a pasted link.
pub fn find(canvas: &mut Canvas<'_>, find: &Find, model: &Model) {
    let paint = canvas.paint;
    let title = match &find.purpose {
        Purpose::Act => "Find anyone or any place".to_owned(),
        Purpose::Introduce(_) => "Introduced to whom?".to_owned(),
        Purpose::Merge(_, name) => format!("Merge {name} into whom?"),
        Purpose::Retarget(_) => "Who or where was it?".to_owned(),
        Purpose::Attach(_, name) => format!("Whose is {name}?"),
    };
    let shown = find.matches.len().max(1) as u16;
    let nobody = find.matches.is_empty() && find.field.is_empty() && model.names.is_some();
    let hint = if nobody {
        edge(canvas, &[("Esc", "")])
    } else if find.matches.is_empty() && !find.field.is_empty() {
        // only here somebody can be added: the other lines ask for one who is known
        match (&find.purpose, &find.pasted) {
            (Purpose::Act, Some(pasted)) if !pasted.label.is_empty() => {
                let adds = format!("adds {}, then a letter logs", truncate(&pasted.label, 24));
                edge(canvas, &[("Enter", &adds), ("Esc", "")])
            }
            (Purpose::Act, _) => edge(canvas, &[("Enter", "adds, then a letter logs"), ("Esc", "")]),
            _ => edge(canvas, &[("Esc", "")]),
        }
    } else {
        let chooses = if find.purpose == Purpose::Act { "chooses, then a letter logs" } else { "chooses" };
        edge(canvas, &[("Enter", chooses), ("arrows", "move"), ("Esc", "")])
    };
    let inside = canvas.popup(place(canvas, shown + 1), &[span(title, paint.bold())], &hint);
    let right = match &find.pasted {
        Some(pasted) => vec![span(pasted.label.clone(), paint.bold())],
        None if model.names.is_none() => vec![span("loading", paint.dim())],
        None if find.matching == 0 => Vec::new(),
        None => vec![span(format!("{} found", find.matching), paint.dim())],
    };
    let mut search = vec![span(format!("{} ", paint.glyph(Glyph::Search)), paint.accent())];
    let beside = if right.is_empty() { 0 } else { columns(&right) + 2 };
    let room = inside.width.saturating_sub(columns(&search) + beside);
    search.extend(typed(canvas, &find.field, usize::from(room)));
    canvas.row(inside, inside.y, &search, &right);
    for (n, name) in find.matches.iter().enumerate() {
        let y = inside.y + 1 + n as u16;
        if y >= inside.bottom() {
            break;
        }
        let name_room = usize::from(inside.width.saturating_sub(14)).min(34);
        let spans = [
            span(format!("  {}", pad(&truncate(&name.name, name_room), name_room)), paint.text()),
            span(format!("  {}", name.platform), paint.dim()),
        ];
        canvas.put(inside.x, y, inside.width, &spans);
        if find.cursor.selected() == Some(name.subject) {
            canvas.select(ratatui::layout::Rect { x: inside.x, y, width: inside.width, height: 1 });
        }
    }
    if nobody {
        let adds = match (&find.purpose, inside.width) {
            (Purpose::Act, 50..) => ": a name or a link adds somebody",
            (Purpose::Act, _) => ": type a name",
            _ => "",
        };
        let who = if joins(find) { "nobody else" } else { "nobody" };
        let words = span(format!("{who} here yet{adds}"), paint.dim());
        canvas.put(inside.x + 2, inside.y + 1, inside.width.saturating_sub(2), &[words]);
    }
    if find.matches.is_empty() && !find.field.is_empty() && model.names.is_some() {
        let words = match find.asked().and_then(|asked| model.known.get(&asked)) {
            Some(known) => span(known.words(), paint.text()),
            None if joins(find) => span("nobody else of that name", paint.dim()),
            None => span("nobody here yet", paint.dim()),
        };
        canvas.put(inside.x + 2, inside.y + 1, inside.width.saturating_sub(2), &[words]);
    }
}

/// Whether the second of two people is asked for.
fn joins(find: &Find) -> bool {
    matches!(find.purpose, Purpose::Introduce(_) | Purpose::Merge(..))
}

/// `:`.
pub fn palette(canvas: &mut Canvas<'_>, palette: &Palette, model: &Model) {
    let paint = canvas.paint;
    let said = sentence(canvas, palette);
    let height = usize::from(canvas.area().height);
    let most = height.saturating_sub(LEFT + said.len()).clamp(1, SHOWN);
    let first = palette.selected.saturating_sub(most - 1);
    let shown = palette.actions.len().saturating_sub(first).min(most);
    let lines = 1 + said.len() + shown;
    let keys = edge(canvas, &[("Enter", ""), ("Esc", "")]);
    let example = ["an action, or a sentence: ada answered musl yesterday   ", "or: ada answered musl   "];
    let room = usize::from(inside(canvas).saturating_sub(columns(&keys)));
    let example = example.into_iter().find(|words| words.len() <= room).unwrap_or_default();
    let hint = [vec![span(example, paint.dim())], keys].concat();
    let inside = canvas.popup(place(canvas, lines as u16), &[span("Do", paint.bold())], &hint);
    let mut line = vec![span(": ", paint.accent())];
    line.extend(typed(canvas, &palette.field, usize::from(inside.width.saturating_sub(2))));
    canvas.put(inside.x, inside.y, inside.width, &line);
    let mut y = inside.y + 1;
    for line in said {
        canvas.put(inside.x, y, inside.width, &line);
        y += 1;
    }
    for (n, action) in palette.actions.iter().enumerate().skip(first).take(most) {
        if y >= inside.bottom() {
            break;
        }
        let area = ratatui::layout::Rect { x: inside.x, y, width: inside.width, height: 1 };
        let key = span(model.keymap.label(*action), paint.key());
        let room = usize::from(inside.width).saturating_sub(width(&key.content) + 4);
        let title = span(format!("  {}", shorten(action.title(), room)), paint.text());
        canvas.row(area, y, &[title], &[key]);
        if n == palette.selected && !matches!(palette.sentence, Some(Ok(_))) {
            canvas.select(area);
        }
        y += 1;
    }
}

/// What is said of what is typed, in lines: what a sentence means, what is missing in it, or that nothing matches.
fn sentence(canvas: &Canvas<'_>, palette: &Palette) -> Vec<Vec<Span<'static>>> {
    const ENTER: &str = "Enter ";
    let paint = canvas.paint;
    let room = usize::from(inside(canvas));
    let most = usize::from(canvas.area().height).saturating_sub(LEFT).clamp(1, SAID);
    match &palette.sentence {
        Some(Ok(understood)) => {
            let lines = bounded(&understood.echo, room.saturating_sub(ENTER.len()), most).into_iter().enumerate();
            let before = |n| if n == 0 { ENTER.to_owned() } else { " ".repeat(ENTER.len()) };
            lines.map(|(n, line)| vec![span(before(n), paint.key()), span(line, paint.bold())]).collect()
        }
        Some(Err(why)) => bounded(why, room, most).into_iter().map(|line| vec![span(line, paint.dim())]).collect(),
        None if palette.actions.is_empty() => vec![vec![span(NOTHING, paint.dim())]],
        None => Vec::new(),
    }
}

/// Many at once.
pub fn many(canvas: &mut Canvas<'_>, many: &Many, model: &Model, now: &Now) {
    let paint = canvas.paint;
    let title = match many.sort {
        Sort::People(Some(tier)) => format!("People, one a line; all of them {tier}"),
        Sort::People(None) => "People, one a line; no tier yet".to_owned(),
        Sort::Places(state) => format!("Places, one a line; all of them {state}"),
    };
    let turn = if matches!(many.sort, Sort::People(_)) { "another tier" } else { "another state" };
    let hint = match (many.is_typed(), canvas.area().width) {
        (true, 80..) => edge(canvas, &[("Tab", turn), ("Ctrl-D", "or an empty line adds them"), ("Esc", "keeps them")]),
        (true, _) => edge(canvas, &[("Ctrl-D", "adds them"), ("Tab", turn), ("Esc", "keeps them")]),
        (false, 80..) => edge(canvas, &[("Tab", turn), ("Ctrl-D", "or Enter on an empty line adds them"), ("Esc", "")]),
        (false, _) => edge(canvas, &[("Ctrl-D", "adds them"), ("Tab", turn), ("Esc", "")]),
    };
    let load = many.load(&model.env(now, &[]));
    let below = u16::from(!load.is_empty());
    let room = canvas.area().height.saturating_sub(6 + below);
    let shown = (many.lines.len() as u16).clamp(1, room.max(1));
    let inside = canvas.popup(place(canvas, shown + below), &[span(title, paint.bold())], &hint);
    let height = inside.height.saturating_sub(below).max(1);
    lines(canvas, many, model, now, ratatui::layout::Rect { height, ..inside }, true);
    if inside.height > height {
        canvas.put(inside.x, inside.bottom() - 1, inside.width, &[span(fewer(&load, inside.width), paint.dim())]);
    }
}

/// The lines of many, each with what was understood at its right.
pub fn lines(
    canvas: &mut Canvas<'_>,
    many: &Many,
    model: &Model,
    now: &Now,
    inside: ratatui::layout::Rect,
    focused: bool,
) {
    let paint = canvas.paint;
    let queue = Vec::new();
    let env = model.env(now, &queue);
    let first = crate::app::cursor::offset(many.on, many.lines.len(), usize::from(inside.height));
    for (n, line) in many.lines.iter().enumerate().skip(first).take(usize::from(inside.height)) {
        let y = inside.y + (n - first) as u16;
        let on = focused && n == many.on;
        let edge = if on { paint.glyph(Glyph::Edge) } else { " " };
        let mut spans = vec![span(edge, paint.accent()), span(line.text().to_owned(), paint.text())];
        if line.is_empty() && many.lines.len() == 1 {
            let example = match (many.sort, inside.width) {
                (Sort::People(_), 40..) => "a name, and a handle or link behind it",
                (Sort::People(_), _) => "a name, a handle or link",
                (Sort::Places(_), 40..) => "a name, and its link behind it",
                (Sort::Places(_), _) => "a name, its link",
            };
            spans.push(span(example, paint.dim()));
        }
        let entry = many.entry(n);
        let known = entry.as_ref().and_then(|entry| Some(many.known(entry, &env)?.brief(&entry.name)));
        let known = known.or_else(|| many.twice(n));
        let platform =
            entry.as_ref().and_then(|entry| entry.found.first()).map(|found| span(found.platform, paint.dim()));
        let right: Vec<_> = match known {
            // what is typed keeps half of the line
            Some(known) => vec![span(truncate(&known, usize::from(inside.width / 2)).into_owned(), paint.text())],
            None => platform.into_iter().collect(),
        };
        canvas.row(inside, y, &spans, &right);
    }
}
