//! A form: its labelled lines, what they come to, and the keys.
//!
//! What is said stands in the lower edge where it fits, else below the lines: nothing of it is cut. Must not know what
//! the words mean.

use ratatui::text::Span;

use super::place::{edge, flow, inside, place};
use super::popups::{LABEL, field};
use crate::app::cursor::offset;
use crate::app::field::Field;
use crate::app::form::{About, Form};
use crate::app::forms::{asked, load};
use crate::app::model::Model;
use crate::domain::text::{pad, width};
use crate::domain::time::Now;
use crate::ui::canvas::{Canvas, span};
use crate::ui::chrome::fewer;
use crate::ui::paint::Glyph;
use crate::ui::wrap::wrapped;

/// Columns of the longest explanation, of a commitment that could not be read.
const LONGEST: u16 = 216;

/// What stands between two examples: each stays on one line.
const EXAMPLES: &str = " · ";

/// Paints a form.
pub fn form(canvas: &mut Canvas<'_>, form: &Form, model: &Model, now: &Now) {
    let paint = canvas.paint;
    let columns_inside = inside(canvas);
    let (said, style) = said(canvas, form, model, now);
    let apart = apart(form, columns_inside);
    let mut below = Vec::new();
    let lower = if !said.is_empty() && apart == 0 && width(&said) <= usize::from(columns_inside) {
        vec![span(said, style)]
    } else {
        // an example gives way to what is said of what is typed
        let hint = if apart > 0 && form.lines[0].field.is_empty() { form.lines[0].hint } else { "" };
        if said.is_empty() {
            let examples = hint.split(EXAMPLES).flat_map(|one| wrapped(one, usize::from(columns_inside)));
            below = flow(examples.map(|line| vec![span(line, paint.dim())]).collect(), columns_inside);
        } else {
            below.extend(wrapped(&said, usize::from(columns_inside)).into_iter().map(|line| vec![span(line, style)]));
        }
        keys(canvas, form)
    };
    let room = canvas.area().height.saturating_sub(5);
    let under = (below.len() as u16).max(apart).min(room.saturating_sub(1));
    let shown = (form.lines.len() as u16).min(room - under);
    let first = offset(form.on, form.lines.len(), usize::from(shown));
    let mut title = vec![span(form.title.clone(), paint.bold())];
    if usize::from(shown) < form.lines.len() {
        title.push(span(format!("   {} of {}", form.on + 1, form.lines.len()), paint.dim()));
    }
    let inside = canvas.popup(place(canvas, shown + under), &title, &lower);
    for (n, line) in form.lines.iter().enumerate().skip(first).take(usize::from(shown)) {
        let on = n == form.on;
        let choice = !line.choices.is_empty();
        let label = if line.label.len() > LABEL { "" } else { line.label };
        let hint = if apart > 0 { "" } else { line.hint };
        let y = (n - first) as u16;
        if choice {
            let none = if line.hint.is_empty() { "none" } else { line.hint };
            let text = if line.field.is_empty() { none } else { line.field.text() };
            let arrows = if on { format!("  {}", paint.glyph(Glyph::Arrows)) } else { String::new() };
            field(canvas, inside, y, label, &Field::of(&format!("{text}{arrows}")), false, hint);
            if on {
                let label = span(pad(label, LABEL), paint.accent());
                canvas.put(inside.x, inside.y + y, inside.width, &[label]);
            }
        } else {
            field(canvas, inside, y, label, &line.field, on, hint);
        }
    }
    for (n, line) in below.into_iter().take(usize::from(under)).enumerate() {
        canvas.put(inside.x, inside.y + shown + n as u16, inside.width, &line);
    }
}

/// What is to be said of what is typed: what is wrong, who is here already, the load, what it means.
fn said(canvas: &Canvas<'_>, form: &Form, model: &Model, now: &Now) -> (String, ratatui::style::Style) {
    let paint = canvas.paint;
    let env = model.env(now, &[]);
    if let Some((_, why)) = &form.problem {
        return (why.clone(), paint.problem());
    }
    if let Some(known) = asked(form, &env).and_then(|asked| model.known.get(&asked)) {
        return (known.words(), paint.text());
    }
    let load = load(form, &env);
    let said = if load.is_empty() { form.echo.clone() } else { fewer(&load, inside(canvas)) };
    (said, paint.text())
}

/// Lines below a form of one line whose example or explanations are too long for it: as many whatever is said there,
/// so that the line that is typed stays where it is. None for other forms.
fn apart(form: &Form, columns_inside: u16) -> u16 {
    let [line] = form.lines.as_slice() else { return 0 };
    let room = usize::from(columns_inside).saturating_sub(LABEL + 2);
    match form.about {
        About::Plan | About::Commitment(_) => LONGEST.div_ceil(columns_inside.max(1)),
        _ if width(line.hint) > room => 2,
        _ => 0,
    }
}

/// A line of choices has no field; the other keys stand in the footer.
fn keys(canvas: &Canvas<'_>, form: &Form) -> Vec<Span<'static>> {
    match form.lines.get(form.on) {
        Some(line) if !line.choices.is_empty() => edge(canvas, &[("arrows", "or a letter choose")]),
        _ => Vec::new(),
    }
}
