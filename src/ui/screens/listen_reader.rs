//! What the selected post says: whole beside the list or instead of it, its beginning below it, and in the strip.
//!
//! ```text
//! Mei Tan, her blog                                             4 min   2 h
//! Why I left the ladder
//! about musl   kept
//!
//! It began with a build that took an hour …
//! 1 the linker  forum.example
//! ```

use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::screens::reader::BodyLine;
use crate::domain::ago::ago;
use crate::domain::ids::FeedId;
use crate::domain::paragraphs::broken;
use crate::domain::text::width;
use crate::domain::time::Now;
use crate::report::listening::PostLine;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::chrome::key_label;
use crate::ui::detail::Writer;
use crate::ui::wrap::bounded;

/// The whole post, as far as it is scrolled.
pub fn reader(canvas: &mut Canvas<'_>, model: &Model, now: &Now, area: Rect) {
    let paint = canvas.paint;
    let Some((post, laid)) = model.listen.post().zip(model.listen.reader(model.size)) else { return };
    let top = laid.top(model.listen.top);
    let (left, right) = whose(canvas, now, post);
    let mut writer = Writer::new(canvas, area, 0);
    writer.row(&left, &right);
    for line in &laid.title {
        writer.line(&[span(line.clone(), paint.bold())]);
    }
    if !laid.about.is_empty() {
        writer.line(&[span(laid.about.clone(), paint.dim())]);
    }
    writer.gap();
    for line in laid.body.iter().skip(top).take(laid.room) {
        writer.line(&body(writer.canvas, line));
    }
    let left = laid.body.len().saturating_sub(top + laid.room);
    if left > 0 {
        let mut words = vec![span(" ", paint.dim())];
        words.extend(key_label(canvas, model, Action::Page, &format!("{left} more lines ")));
        let wide = columns(&words);
        // in the rule below, where there is one; else over the blank end of the last line
        let y = area.bottom().min(canvas.area().height.saturating_sub(2));
        canvas.put(area.right().saturating_sub(wide), y, wide, &words);
    }
}

/// Whose it is and what the feed is called; how long it takes and how old it is.
fn whose(canvas: &Canvas<'_>, now: &Now, post: &PostLine) -> (Vec<Span<'static>>, Vec<Span<'static>>) {
    let paint = canvas.paint;
    let mut left = vec![span(post.name.clone(), paint.accent())];
    if !post.source.is_empty() {
        left.push(span(format!("   {}", post.source), paint.dim()));
    }
    let mut when = format!("{} min   {}", post.minutes, ago(post.at, now));
    if post.done {
        when = format!("done   {when}");
    }
    (left, vec![span(when, paint.dim())])
}

fn body(canvas: &Canvas<'_>, line: &BodyLine) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    match line {
        BodyLine::Text(text) => vec![span(text.clone(), paint.text())],
        BodyLine::Said(words) => vec![span(*words, paint.dim())],
        BodyLine::Link(number, label, host) => vec![
            span(format!("{number:>2} "), paint.key()),
            span(if label.is_empty() { String::new() } else { format!("{label}  ") }, paint.text()),
            span(host.clone(), paint.dim()),
        ],
    }
}

/// The title whole, and how the post begins.
pub fn dock(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let paint = canvas.paint;
    let Some(post) = model.listen.post() else { return };
    let mut left = vec![span(post.title.clone(), paint.bold())];
    if !post.topic.is_empty() {
        left.push(span(format!("   about {}", post.topic), paint.dim()));
    }
    let source = span(post.source.clone(), paint.dim());
    let fits = width(&post.title) + width(&post.source) + 4 <= usize::from(area.width);
    let right = if fits && !post.source.is_empty() { vec![source] } else { Vec::new() };
    let text = model.listen.text.as_ref().filter(|text| text.id == post.id);
    let mut writer = Writer::new(canvas, area, 0);
    writer.row(&left, &right);
    let most = usize::from(area.height.saturating_sub(1));
    // a paragraph after the other, without the empty lines between them
    let begins = text.map(|text| text.text.split_whitespace().take(120).collect::<Vec<_>>().join(" "));
    for line in bounded(&begins.unwrap_or_default(), usize::from(area.width), most) {
        writer.line(&[span(line, paint.text())]);
    }
}

/// A feed that does not answer: since when, why, and that its posts stay.
pub fn silent(canvas: &mut Canvas<'_>, model: &Model, feed: FeedId, area: Rect) {
    let paint = canvas.paint;
    let Some(silent) = model.listen.silent_of(feed) else { return };
    let since = match silent.since {
        Some(day) => format!("no answer since {}", day.long()),
        None => "never asked".to_owned(),
    };
    let mut writer = Writer::new(canvas, area, 0);
    writer.row(&[span(silent.name.clone(), paint.bold())], &[span(since, paint.dim())]);
    for line in broken(&silent.why, usize::from(area.width)) {
        writer.line(&[span(line, paint.text())]);
    }
    writer.line(&[span(silent.address.clone(), paint.dim())]);
    if silent.since.is_some() {
        writer.line(&[span("What it brought before stays.", paint.dim())]);
    }
}

/// The strip: title, then as many lines as there are.
pub fn strip(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let paint = canvas.paint;
    let Some((post, laid)) = model.listen.post().zip(model.listen.reader(model.size)) else { return };
    let done = if post.done { "done: " } else { "" };
    canvas.put(area.x, area.y, area.width, &[span(format!("{done}{}", post.title), paint.bold())]);
    let top = laid.top(model.listen.top);
    let lines = laid.body.iter().skip(top).take(usize::from(area.height.saturating_sub(1)));
    for (n, line) in lines.enumerate() {
        let spans = body(canvas, line);
        canvas.put(area.x, area.y + 1 + n as u16, area.width, &spans);
    }
}
