//! Review: the week at the left, the guided steps and what came back at the right.

use ratatui::layout::Rect;

use super::review_parts::{figures, guided, lines_to_type, plans, week};
use crate::app::action::Action;
use crate::app::model::Model;
use crate::domain::time::Now;
use crate::ui::canvas::{Canvas, span};
use crate::ui::chrome::{bar, footer, header, key_label, notice};
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
        right.drain(..right.len() - 1);
    }
    header(canvas, model, &right);
    bar(canvas, model, now);
    let inside = body(area);
    let inside = Rect { height: inside.height.saturating_sub(1), ..inside };
    if area.width >= WIDE {
        let pane = (area.width * 2 / 5).clamp(44, 70);
        let divider = area.width - pane - 1;
        canvas.divider(divider, inside.y, inside.bottom(), paint.dim());
        let left = Rect { x: 1, width: divider - 2, ..inside };
        week(&mut Writer::new(canvas, left, 0), report, true);
        let beside = Rect { x: divider + 2, width: pane - 3, ..inside };
        let mut writer = Writer::new(canvas, beside, 0);
        guided(&mut writer, model, report, 8);
        lines_to_type(&mut writer, model);
        figures(&mut writer, report);
        plans(&mut writer, model, report);
    } else {
        let inside = Rect { x: 1, width: inside.width - 2, ..inside };
        let mut writer = Writer::new(canvas, inside, 0);
        if report.open {
            guided(&mut writer, model, report, usize::from(inside.height / 3).max(3));
            lines_to_type(&mut writer, model);
        }
        week(&mut writer, report, false);
        figures(&mut writer, report);
        plans(&mut writer, model, report);
    }
    canvas.rule(0, area.height - 3, area.width, Glyph::Rule, paint.dim());
    if !model.overlays.last().is_some_and(is_line) {
        notice(canvas, model, area.height - 2);
    }
    let next = if model.review.guided() { "next step" } else { "open" };
    let keys = [
        (Action::Enter, next.to_owned()),
        (Action::Earlier, "earlier".to_owned()),
        (Action::Later, "later".to_owned()),
        (Action::New, "commitment, block, rest".to_owned()),
        (Action::CopyReview, "copy as Markdown".to_owned()),
        (Action::NextPane, "plans".to_owned()),
        (Action::RemoveItem, "end".to_owned()),
        (Action::EditItem, "change".to_owned()),
    ];
    footer(canvas, model, area.height - 1, &keys);
}
