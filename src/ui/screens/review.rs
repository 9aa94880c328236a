//! Review: the week at the left, the guided steps and what came back at the right.

use ratatui::layout::Rect;

use super::review_parts::{figures, plans, week};
use super::review_steps::guided;
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::screens::review::{Pane, Typed};
use crate::domain::time::Now;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::chrome::{bar, footer, header, key_label, notice, typing};
use crate::ui::detail::Writer;
use crate::ui::layout::{WIDE, body, is_line};
use crate::ui::paint::Glyph;

/// Paints the screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now) {
    let area = canvas.area();
    let paint = canvas.paint;
    let Some(report) = &model.review.report else {
        header(canvas, model, &[span(now.day().long(), paint.dim())]);
        return bar(canvas, model, now);
    };
    let mut right = key_label(canvas, model, Action::Earlier, "earlier ");
    right.extend(key_label(canvas, model, Action::Later, "later  "));
    right.push(span(report.dates.clone(), paint.bold()));
    if area.width < 90 {
        right = vec![span(short_months(&report.dates), paint.bold())];
    }
    header(canvas, model, &right);
    bar(canvas, model, now);
    let inside = body(area);
    let inside = Rect { height: inside.height.saturating_sub(1), ..inside };
    let focused = model.review.focused();
    let top = if focused == Pane::Week { model.review.top } else { 0 };
    let (guide, pages) = if area.width >= WIDE {
        let pane = (area.width * 2 / 5).clamp(44, 70);
        let divider = area.width - pane - 1;
        canvas.list = Some(divider);
        canvas.divider(divider, inside.y, inside.bottom(), paint.dim());
        let left = Rect { x: 1, width: divider - 2, ..inside };
        let mut writer = Writer::new(canvas, left, 0);
        // what has the keys is seen whole
        if focused == Pane::Plans {
            plans(&mut writer, model, report);
            writer.gap();
        }
        week(&mut writer, report, focused == Pane::Week);
        if focused != Pane::Plans {
            plans(&mut writer, model, report);
        }
        (Rect { x: divider + 2, width: pane - 3, ..inside }, false)
    } else {
        (Rect { x: 1, width: inside.width - 2, ..inside }, true)
    };
    let most = if pages { usize::from(inside.height / 3) } else { usize::from(inside.height) * 2 / 5 };
    let mut writer = Writer::new(canvas, guide, 0);
    guided(&mut writer, model, report, most.max(2));
    let used = (writer.written() as u16).min(guide.height);
    let below = Rect { y: guide.y + used, height: guide.height - used, ..guide };
    let mut writer = Writer::new(canvas, below, top);
    if pages && focused == Pane::Plans {
        plans(&mut writer, model, report);
        writer.gap();
    }
    if pages {
        week(&mut writer, report, focused == Pane::Week);
    }
    figures(&mut writer, report, model.review.on_lines());
    if pages && focused != Pane::Plans {
        plans(&mut writer, model, report);
    }
    let hidden = writer.written().saturating_sub(top + usize::from(below.height));
    canvas.rule(0, area.height - 3, area.width, Glyph::Rule, paint.dim());
    if hidden > 0 {
        more_lines(canvas, model, focused, hidden);
    }
    if !model.overlays.last().is_some_and(is_line) {
        notice(canvas, model, area.height - 2);
    }
    if let Some(line) = model.review.typing.filter(|_| model.overlays.is_empty()) {
        let enter = if line == Typed::Week { "closes the review" } else { "next line" };
        let other = if model.review.asked().len() > 2 { "another line" } else { "the other line" };
        return typing(canvas, area.height - 1, &[("Enter", enter), ("Tab", other), ("Esc", "later")]);
    }
    let next = match (model.review.guided(), focused) {
        (false, _) => None,
        (true, Pane::Steps) => Some("next step"),
        (true, _) => Some("back to the steps"),
    };
    let other = match focused {
        Pane::Week => "plans",
        Pane::Plans if model.review.guided() => "steps",
        Pane::Steps | Pane::Plans => "the week",
    };
    let mut keys: Vec<(Action, String)> = next.map(|next| (Action::Enter, next.to_owned())).into_iter().collect();
    if focused == Pane::Plans {
        keys.push((Action::New, "new".to_owned()));
        keys.push((Action::EditItem, "change".to_owned()));
        keys.push((Action::RemoveItem, "end".to_owned()));
    }
    keys.extend([
        (Action::NextPane, other.to_owned()),
        (Action::Earlier, "earlier".to_owned()),
        (Action::Later, "later".to_owned()),
        (Action::CopyReview, "copy as Markdown".to_owned()),
    ]);
    if focused != Pane::Plans {
        let at = keys.len() - 1;
        keys.insert(at, (Action::New, "commitment, block, rest".to_owned()));
    }
    footer(canvas, model, area.height - 1, &keys);
}

/// "21 – 27 September" with its months in three letters.
fn short_months(dates: &str) -> String {
    let short = |word: &str| {
        if word.starts_with(char::is_alphabetic) { word.chars().take(3).collect() } else { word.to_owned() }
    };
    dates.split(' ').map(short).collect::<Vec<_>>().join(" ")
}

/// How many lines of the figures lie below, and the key that shows them.
fn more_lines(canvas: &mut Canvas<'_>, model: &Model, focused: Pane, hidden: usize) {
    let area = canvas.area();
    let action = if focused == Pane::Week { Action::Down } else { Action::NextPane };
    let mut words = vec![span(" ", canvas.paint.dim())];
    words.extend(key_label(canvas, model, action, &format!("{hidden} more lines ")));
    let width = columns(&words);
    canvas.put(area.width.saturating_sub(width + 2), area.height - 3, width, &words);
}
