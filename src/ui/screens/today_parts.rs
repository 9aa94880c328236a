//! The parts of Today that are not its list: clock, commitments, done, what an empty list says.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::empty::{self, Empty};
use crate::app::action::Action;
use crate::app::model::Model;
use crate::domain::text::{pad, shorten, truncate, width};
use crate::domain::time::Now;
use crate::report::row::Mark;
use crate::report::today::{CommitmentLine, Today};
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::chrome::{key_label, minutes};
use crate::ui::paint::Glyph;

/// The clock of the block, or when the next one is; in at most `room` columns, its key whole.
pub fn clock(canvas: &Canvas<'_>, model: &Model, now: &Now, report: &Today, room: u16) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    let Some(block) = &report.block else {
        let mut spans = Vec::new();
        if report.resting {
            spans.push(span("a day of rest   ", paint.good()));
        }
        let start = key_label(canvas, model, Action::Session, "start now");
        if !report.next_block.is_empty() {
            let left = room.saturating_sub(columns(&spans) + columns(&start) + 3);
            spans.push(span(format!("{}   ", fewer_parts(&report.next_block, left)), paint.text()));
        }
        spans.extend(start);
        return spans;
    };
    let left = block.session.left(now.at);
    let done = match block.acts {
        0 => String::new(),
        acts => format!("   {acts} done"),
    };
    let to_go = if report.cut > 0 {
        format!("{} {} to go", if done.is_empty() { "  " } else { "," }, report.cut)
    } else {
        String::new()
    };
    let words = match (block.session.paused(), left < 0) {
        (true, _) => format!(" left of {}, paused", block.session.planned),
        (false, true) => format!(" over {}", block.session.planned),
        (false, false) => format!(" left of {}", block.session.planned),
    };
    let mut spans = vec![span(minutes(left), paint.bold()), span(words, paint.text())];
    // what does not fit whole is left out, the later part first
    for counted in [format!("{done}{to_go}"), done] {
        let counted = span(counted, paint.dim());
        if columns(&spans) + columns(std::slice::from_ref(&counted)) <= room {
            spans.push(counted);
            break;
        }
    }
    spans
}

/// "next block today 12:30, in 40 minutes, after lunch" in at most `room` columns: what it is called goes first, then
/// how long it is until then.
pub fn fewer_parts(words: &str, room: u16) -> String {
    let mut left = words;
    while width(left) > usize::from(room) {
        let Some((fewer, _)) = left.rsplit_once(", ") else { break };
        left = fewer;
    }
    truncate(left, usize::from(room)).into_owned()
}

/// A commitment in a few words, for the right edge: "blocks 1 of 3, 7 weeks".
pub fn short(canvas: &Canvas<'_>, line: &CommitmentLine) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    let mut spans = Vec::new();
    if line.met {
        spans.push(span(format!("{} ", paint.mark(Mark::Done)), paint.good()));
    }
    spans.push(span(format!("{} ", line.short), paint.dim()));
    spans.push(span(format!("{} of {}", line.done, line.asked), paint.text()));
    if line.streak > 0 {
        spans.push(span(format!(", {}", line.streak_words), paint.dim()));
    }
    spans
}

/// Columns of a strength: " 100 % ".
const STRENGTH: usize = 7;

/// Every commitment with streak, strength and sparkline.
pub fn commitments(canvas: &mut Canvas<'_>, lines: &[CommitmentLine], area: Rect) {
    if area.height < 2 || lines.is_empty() {
        return;
    }
    let paint = canvas.paint;
    let room = usize::from(area.width);
    let widest =
        |words: &dyn Fn(&CommitmentLine) -> String| lines.iter().map(|line| width(&words(line))).max().unwrap_or(0);
    let name = widest(&|line| line.name.clone()).clamp(11, (room * 2 / 5).max(11));
    let streak = widest(&|line| line.streak_words.clone()).clamp(6, 10);
    // what is needed is read whole: the sparkline gives way to it, which takes what is left, and then the strength
    let (left, far) = (room.saturating_sub(name + streak + 6), widest(&so_far).max(6));
    let strong = far + STRENGTH <= left;
    let far = far.min(left);
    // of one or two bars nobody reads anything
    let spark = if strong { Some((left - far - STRENGTH).min(8)).filter(|bars| *bars > 2).unwrap_or(0) } else { 0 };
    let head = format!("{}  {}  streak", pad("Commitments", name + 2), pad("so far", far));
    canvas.put(area.x, area.y, area.width, &[span(head, paint.dim())]);
    for (n, line) in lines.iter().take(usize::from(area.height) - 1).enumerate() {
        let y = area.y + 1 + n as u16;
        let mark = if line.met {
            span(paint.mark(Mark::Done), paint.good())
        } else {
            span(paint.glyph(Glyph::Dot), paint.dim())
        };
        let mut spans = vec![
            mark,
            span(format!(" {}", pad(&truncate(&line.name, name), name)), paint.text()),
            span(format!("  {}", pad(&shorten(&so_far(line), far), far)), paint.text()),
            span(format!("  {}", pad(&truncate(&line.streak_words, streak), streak)), paint.text()),
        ];
        if strong {
            spans.push(span(format!(" {:>3} % ", line.strength), paint.dim()));
            spans.push(span(sparkline(canvas, &line.history, spark), paint.accent()));
        }
        canvas.put(area.x, y, area.width, &spans);
    }
}

/// "1 of 3, needs 2 of 6 days".
fn so_far(line: &CommitmentLine) -> String {
    match (line.resting, line.needs.is_empty()) {
        (true, _) => format!("{} of {}, rest", line.done, line.asked),
        (false, true) => format!("{} of {}", line.done, line.asked),
        (false, false) => format!("{} of {}, {}", line.done, line.asked, line.needs),
    }
}

/// The last values as heights of 0 to 100.
pub fn sparkline(canvas: &Canvas<'_>, values: &[u32], width: usize) -> String {
    let from = values.len().saturating_sub(width);
    values[from..].iter().map(|value| canvas.paint.spark((*value as usize * 7 + 50) / 100)).collect()
}

/// "Done ✓ Sam Whitaker replied ✓ 2 more".
pub fn done_line(canvas: &mut Canvas<'_>, report: &Today, y: u16, width: u16) {
    let paint = canvas.paint;
    let mut spans = vec![span(pad("Done", 10), paint.dim())];
    let room = width.saturating_sub(2);
    for (n, done) in report.done.iter().enumerate() {
        let left = report.done.len() - n;
        let words = if done.name.is_empty() { done.what.clone() } else { format!("{} {}", done.name, done.what) };
        let next =
            vec![span(format!("{} ", paint.mark(Mark::Done)), paint.good()), span(format!("{words}   "), paint.dim())];
        let tail = if left > 1 { 13 } else { 0 };
        if columns(&spans) + columns(&next) + tail > room {
            spans.push(span(format!("{} ", paint.mark(Mark::Done)), paint.good()));
            spans.push(span(report.done_beyond(n), paint.dim()));
            break;
        }
        spans.extend(next);
    }
    canvas.put(1, y, room, &spans);
}

/// What an empty list says: what fills it, with its key.
pub fn empty(canvas: &mut Canvas<'_>, model: &Model, report: &Today, area: Rect) {
    let label = |action, words: &str| key_label(canvas, model, action, words);
    if !report.anybody {
        let says = "Nobody here yet: five people and two places are a good start.".to_owned();
        let mut places = label(Action::Communities, "then ");
        places.extend(label(Action::New, "add places"));
        let mut keys = vec![label(Action::New, "add people"), places];
        keys.extend(demo(canvas, model));
        return empty::draw(canvas, &Empty { says, keys }, area);
    }
    let says = match report.quiet_until.as_str() {
        "" => "Nobody waits for you.".to_owned(),
        quiet => format!("Nobody waits for you, {quiet}."),
    };
    let mut keys = Vec::new();
    if report.block.is_none() {
        keys.push(label(Action::Session, "starts a block anyway"));
    }
    keys.push(label(Action::Find, "find someone"));
    keys.push(label(Action::New, "add people"));
    if report.untiered > 0 {
        keys.push(label(Action::Triage, &format!("choose tiers for {}", report.untiered_words())));
    }
    empty::draw(canvas, &Empty { says, keys }, area);
}

/// The key that looks around in the demo: where nobody is, there is nobody to choose a tier for.
pub fn demo(canvas: &Canvas<'_>, model: &Model) -> Option<Vec<Span<'static>>> {
    let nobody = model.today.report.as_ref().is_some_and(|report| !report.anybody);
    (nobody && !model.demo).then(|| key_label(canvas, model, Action::Triage, "look around in a demo"))
}
