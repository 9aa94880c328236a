//! Listen: lists and budget, posts with whom they are of, beside or below them what the selected one says.
//!
//! ```text
//! [all]  want  followers  rust  kept                       4 of 6 min read
//! 3 new: R takes them in                             1 feed does not answer
//! ▌◆ Mei Tan           Why I left the ladder                   4 min    2 h
//!  ✓ Noor Visser       Feeds without fear                      6 min    1 d
//!    Noor Visser       14 more                               Enter lists them
//! ```

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::empty::{self, Empty};
use super::listen_reader::{dock, reader, silent};
use crate::app::action::Action;
use crate::app::cursor::offset;
use crate::app::model::Model;
use crate::app::screens::listen::{Item, ListenScreen};
use crate::app::screens::reader::pane;
use crate::domain::ago::ago;
use crate::domain::text::{pad, pad_left, truncate};
use crate::domain::time::Now;
use crate::report::listening::{FOLLOWERS, Listening, PostLine, WANT, Whose};
use crate::report::row::Mark;
use crate::ui::canvas::{Canvas, columns, span};
use crate::ui::chrome::{bar, footer, header, key_label, notice};
use crate::ui::layout::{WIDE, is_line};
use crate::ui::paint::Glyph;

/// Columns of a name where there is room.
const NAME: usize = 18;
/// Columns of the minutes: `120 min`.
const MINUTES: usize = 7;
/// Columns of how long ago.
const AGO: usize = 8;
/// Columns of a topic, where there is room for it.
const TOPIC: usize = 12;
/// Columns of a list from which a topic stands in its line.
const WITH_TOPIC: u16 = 74;

/// Paints the screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, now: &Now) {
    let area = canvas.area();
    let paint = canvas.paint;
    header(canvas, model, &[span(now.day().long(), paint.dim())]);
    bar(canvas, model, now);
    let bottom = area.height - 2;
    if let Some(report) = &model.listen.report {
        if area.width >= WIDE {
            wide(canvas, model, now, report, bottom);
        } else if model.listen.reading && model.listen.post().is_some() {
            let inside = Rect { x: 1, y: 2, width: area.width - 2, height: bottom - 2 };
            reader(canvas, model, now, inside);
        } else {
            narrow(canvas, model, now, report, bottom);
        }
    }
    if !model.overlays.last().is_some_and(is_line) {
        notice(canvas, model, bottom);
    }
    footer(canvas, model, area.height - 1, &keys(model));
}

fn wide(canvas: &mut Canvas<'_>, model: &Model, now: &Now, report: &Listening, bottom: u16) {
    let area = canvas.area();
    let dim = canvas.paint.dim();
    let divider = area.width - pane(area.width) - 1;
    let top = Rect { x: 1, y: 2, width: area.width - 2, height: 1 };
    let (mut left, right) = (lists(canvas, report, top.width), said(canvas, model, now, report));
    let news = fresh(canvas, model);
    if columns(&left) + columns(&news) + columns(&right) + 5 <= top.width && !news.is_empty() {
        left.push(span("   ", dim));
        left.extend(news);
    }
    canvas.row(top, 2, &left, &right);
    canvas.rule(0, 3, area.width, Glyph::Rule, dim);
    canvas.rule(0, bottom - 1, area.width, Glyph::Rule, dim);
    let whole = Rect { x: 0, y: 4, width: area.width, height: bottom.saturating_sub(5) };
    if model.listen.items.is_empty() {
        return empty::draw(canvas, &nothing(canvas, model, report), whole);
    }
    for (y, glyph) in [(3, Glyph::DividerDown), (bottom - 1, Glyph::DividerUp)] {
        let glyph = canvas.paint.glyph(glyph);
        canvas.put(divider, y, 1, &[span(glyph, dim)]);
    }
    canvas.divider(divider, 4, bottom - 1, dim);
    list(canvas, model, now, Rect { width: divider, ..whole });
    let inside = Rect { x: divider + 2, width: area.width - divider - 3, ..whole };
    match model.listen.cursor.selected() {
        Some(Item::Post(_)) => reader(canvas, model, now, inside),
        Some(Item::Silent(feed)) => silent(canvas, model, feed, inside),
        Some(Item::More(_)) | None => {}
    }
}

fn narrow(canvas: &mut Canvas<'_>, model: &Model, now: &Now, report: &Listening, bottom: u16) {
    let area = canvas.area();
    let edge = Rect { x: 1, y: 2, width: area.width - 2, height: 1 };
    let budget = vec![span(report.budget_words(), canvas.paint.dim())];
    let left = lists(canvas, report, edge.width.saturating_sub(columns(&budget) + 2));
    canvas.row(edge, 2, &left, &budget);
    let (news, feeds) = (fresh(canvas, model), feeds_said(canvas, model, now, report));
    let tight = area.height < 16;
    let mut y = 3;
    if !tight || !news.is_empty() {
        canvas.row(edge, 3, &news, &feeds);
        y += 1;
    }
    if model.listen.items.is_empty() {
        let whole = Rect { x: 0, y, width: area.width, height: bottom.saturating_sub(y) };
        return empty::draw(canvas, &nothing(canvas, model, report), whole);
    }
    let below = match area.height {
        0..=15 => 0,
        16..=21 => 3,
        _ => 5,
    };
    let lines = Rect { x: 0, y, width: area.width, height: bottom.saturating_sub(y + below) };
    list(canvas, model, now, lines);
    if below > 0 {
        let dim = canvas.paint.dim();
        canvas.rule(0, lines.bottom(), area.width, Glyph::Rule, dim);
        let below = Rect { x: 1, y: lines.bottom() + 1, width: area.width - 2, height: below - 1 };
        match model.listen.cursor.selected() {
            Some(Item::Silent(feed)) => silent(canvas, model, feed, below),
            _ => dock(canvas, model, below),
        }
    }
}

/// The lists that can be looked at, the one that is in brackets; the last ones give way.
fn lists(canvas: &Canvas<'_>, report: &Listening, room: u16) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    let mut spans: Vec<Span<'static>> = Vec::new();
    let words = |list: &Whose, chosen: bool| {
        let word = truncate(list.word(), 16).into_owned();
        if chosen { span(format!("[{word}]"), paint.bold()) } else { span(format!(" {word} "), paint.dim()) }
    };
    let chosen = words(&report.whose, true);
    let mut seen = false;
    for list in report.lists() {
        let is_it = list == report.whose;
        let next = if is_it { chosen.clone() } else { words(&list, false) };
        // the chosen one is in sight wherever it stands
        let kept = if seen || is_it { 0 } else { columns(std::slice::from_ref(&chosen)) };
        if columns(&spans) + columns(std::slice::from_ref(&next)) + kept <= room {
            spans.push(next);
            seen |= is_it;
        }
    }
    if !seen {
        spans.push(chosen);
    }
    spans
}

/// What stands at the right of the lists: the budget, and what is to be said of the feeds.
fn said(canvas: &Canvas<'_>, model: &Model, now: &Now, report: &Listening) -> Vec<Span<'static>> {
    let mut spans = feeds_said(canvas, model, now, report);
    if !spans.is_empty() {
        spans.push(span("   ", canvas.paint.dim()));
    }
    let over = model.listen.report.as_ref().is_some_and(|report| report.read > report.budget);
    spans.push(span(report.budget_words(), if over { canvas.paint.text() } else { canvas.paint.dim() }));
    spans
}

/// When the feeds were asked, and how many do not answer.
fn feeds_said(canvas: &Canvas<'_>, model: &Model, now: &Now, report: &Listening) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    if let Some((done, all, _)) = &model.listen.asking {
        let words = if *all == 0 { "asking the feeds   ".to_owned() } else { format!("asked {done} of {all}   ") };
        let mut spans = vec![span(words, paint.bold())];
        spans.extend(key_label(canvas, model, Action::Back, "stops"));
        return spans;
    }
    if !model.marks.is_empty() {
        return vec![span(format!("+{} marked", model.marks.len()), paint.key())];
    }
    let silent = report.silent_words();
    if !silent.is_empty() {
        return vec![span(silent, paint.text())];
    }
    let asked = report.asked.map(|at| match ago(at, now).as_str() {
        "now" => "asked just now".to_owned(),
        ago => format!("asked {ago} ago"),
    });
    asked.map(|words| span(words, paint.dim())).into_iter().collect()
}

/// How many posts came since, and the key that takes them in.
fn fresh(canvas: &Canvas<'_>, model: &Model) -> Vec<Span<'static>> {
    let count = model.listen.fresh;
    if count == 0 {
        return Vec::new();
    }
    let mut spans = vec![span(format!("{count} new   "), canvas.paint.bold())];
    spans.extend(key_label(canvas, model, Action::TakeIn, "takes them in"));
    spans
}

fn list(canvas: &mut Canvas<'_>, model: &Model, now: &Now, area: Rect) {
    let screen = &model.listen;
    let height = usize::from(area.height);
    let first = offset(screen.cursor.index(), screen.items.len(), height);
    for (n, item) in screen.items.iter().skip(first).take(height).enumerate() {
        let row = Rect { y: area.y + n as u16, height: 1, ..area };
        match item {
            Item::Post(id) => {
                if let Some(post) = screen.post_of(*id) {
                    let marked = post.subject.is_some_and(|subject| model.marks.contains(&subject));
                    paint_post(canvas, now, post, marked, row);
                }
            }
            Item::More(source) => paint_more(canvas, model, screen.folded(*source).as_slice(), row),
            Item::Silent(feed) => paint_silent(canvas, screen, *feed, row),
        }
        if screen.cursor.selected() == Some(*item) && model.found.is_none() {
            canvas.select(row);
            let (edge, style) = (canvas.paint.glyph(Glyph::Edge), canvas.paint.accent());
            canvas.put(row.x, row.y, 1, &[span(edge, style)]);
        }
    }
}

fn name_width(area: Rect) -> usize {
    NAME.min(usize::from(area.width) / 4)
}

fn paint_post(canvas: &mut Canvas<'_>, now: &Now, post: &PostLine, marked: bool, area: Rect) {
    let paint = canvas.paint;
    let (mark, style) = match (post.done, post.topic.is_empty()) {
        (true, _) => (paint.mark(Mark::Done), paint.mark_style(Mark::Done)),
        (false, false) => (paint.glyph(Glyph::Topic), paint.asks()),
        (false, true) => (paint.mark(Mark::Other), paint.text()),
    };
    let body = if post.done { paint.dim() } else { paint.text() };
    let kept = if post.kept { "*" } else { " " };
    let name = name_width(area);
    let left = [
        span(mark, style),
        span(if marked { "+" } else { kept }, paint.key()),
        span(pad(&truncate(&post.name, name), name), body),
        span("  ", body),
        span(post.title.clone(), if post.topic.is_empty() || post.done { body } else { paint.bold() }),
    ];
    let mut right = Vec::new();
    if area.width >= WITH_TOPIC && !post.topic.is_empty() {
        right.push(span(truncate(&post.topic, TOPIC).into_owned(), paint.dim()));
        right.push(span("  ", paint.dim()));
    }
    right.push(span(pad_left(&format!("{} min", post.minutes), MINUTES), paint.dim()));
    right.push(span(pad_left(&ago(post.at, now), AGO), paint.dim()));
    canvas.row(inner(area), area.y, &left, &right);
}

fn paint_more(canvas: &mut Canvas<'_>, model: &Model, posts: &[&PostLine], area: Rect) {
    let paint = canvas.paint;
    let name = name_width(area);
    let (whose, count) = (posts.first().map_or("", |post| post.name.as_str()), posts.len());
    let words = if count == 0 { "no more unread".to_owned() } else { format!("{count} more") };
    let left = [
        span("  ", paint.dim()),
        span(pad(&truncate(whose, name), name), paint.dim()),
        span(format!("  {words}"), paint.dim()),
    ];
    let right = key_label(canvas, model, Action::Enter, "lists them");
    canvas.row(inner(area), area.y, &left, &right);
}

fn paint_silent(canvas: &mut Canvas<'_>, screen: &ListenScreen, feed: crate::domain::ids::FeedId, area: Rect) {
    let Some(silent) = screen.silent_of(feed) else { return };
    let paint = canvas.paint;
    let name = name_width(area);
    let left = [
        span(format!("{} ", paint.mark(Mark::Snoozed)), paint.dim()),
        span(pad(&truncate(&silent.name, name), name), paint.dim()),
        span("  ", paint.dim()),
        span(silent.why.clone(), paint.dim()),
    ];
    let since = silent.since.map(|day| span(format!("since {}", day.short()), paint.dim()));
    canvas.row(inner(area), area.y, &left, &since.into_iter().collect::<Vec<_>>());
}

fn inner(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}

/// The keys that do something here, the nearest first.
fn keys(model: &Model) -> Vec<(Action, String)> {
    let said = |action, words: &str| (action, words.to_owned());
    let screen = &model.listen;
    if screen.items.is_empty() {
        return vec![
            said(Action::New, "add a feed"),
            said(Action::NextPane, "another list"),
            said(Action::Find, "anyone"),
        ];
    }
    let mut keys = Vec::new();
    match screen.cursor.selected() {
        Some(Item::Post(_)) => {
            let post = screen.post();
            let paging =
                screen.in_sight(model.size) && screen.reader(model.size).is_some_and(|r| !r.at_end(screen.top));
            let space = match (screen.in_sight(model.size), paging) {
                (false, _) => "read",
                (true, true) => "next page",
                (true, false) => "next post",
            };
            let done = if post.is_some_and(|post| post.done) { "not done" } else { "done" };
            keys.extend([said(Action::Page, space), said(Action::PostDone, done)]);
            keys.extend([said(Action::Log, "react…"), said(Action::PostOpen, "open")]);
            keys.push(said(
                Action::PostKeep,
                if post.is_some_and(|post| post.kept) { "keep no longer" } else { "keep" },
            ));
            if screen.text.as_ref().is_some_and(|text| !text.links.is_empty()) {
                keys.push(said(Action::Follow, "links"));
            }
        }
        Some(Item::More(_)) => {
            keys.extend([said(Action::Enter, "lists them"), said(Action::PostDone, "all of them done")]);
        }
        Some(Item::Silent(_)) | None => {}
    }
    if screen.reading {
        keys.push(said(Action::Back, "list"));
    }
    if screen.feed().is_some() && screen.subject().is_none() {
        keys.push(said(Action::AddFeed, "whose is it"));
    }
    keys.extend([
        said(Action::AskFeeds, "refresh"),
        said(Action::NextPane, "next list"),
        said(Action::PostLink, "copy"),
    ]);
    keys.push(said(Action::New, "add a feed"));
    keys.extend([said(Action::RemoveFeed, "take the feed away"), said(Action::Find, "anyone")]);
    keys
}

/// What stands where no post is: what fills the list, with its key.
fn nothing(canvas: &Canvas<'_>, model: &Model, report: &Listening) -> Empty {
    let label = |action, words: &str| key_label(canvas, model, action, words);
    let (text, strong) = (canvas.paint.text(), canvas.paint.key());
    let tagging = |tag: &str| {
        let mut keys = label(Action::Edit, "on a person, and the tag ");
        keys.push(span(tag.to_owned(), strong));
        keys
    };
    let all = label(Action::Back, "all posts");
    let (says, keys) = match &report.whose {
        _ if report.feeds == 0 => (
            "No feed yet. Hear what people and places publish: most sites have a feed, and so has each account on Mastodon."
                .to_owned(),
            vec![
                label(Action::New, "add one by its address"),
                label(Action::AddFeed, "on a person or place, one of theirs"),
                vec![span("rounds feeds add", strong), span(" in a shell finds them", text)],
            ],
        ),
        Whose::All if report.asked.is_none() => (
            "The feeds were not asked yet.".to_owned(),
            vec![label(Action::AskFeeds, "asks them")],
        ),
        Whose::All => (
            "All read. Nobody waits to be heard.".to_owned(),
            vec![label(Action::AskFeeds, "asks for what is new"), label(Action::Today, "back to Today")],
        ),
        Whose::Kept => ("Nothing is kept.".to_owned(), vec![label(Action::PostKeep, "on a post keeps it"), all]),
        Whose::Tagged(tag) if tag == WANT => {
            ("Nothing new from those whom you want to follow you.".to_owned(), vec![tagging(tag), all])
        }
        Whose::Tagged(tag) if tag == FOLLOWERS => {
            ("Nothing new from those who follow you.".to_owned(), vec![tagging(tag), all])
        }
        Whose::Tagged(tag) => (format!("Nothing new from those tagged {tag}."), vec![all]),
    };
    Empty { says, keys }
}
