//! The verbs of Listen: page, done, keep, open, copy, follow a link.
//!
//! Nothing here logs; a reaction is logged with the popup of `a`, which marks the post in the same step.

use super::effect::{Effect, Query};
use super::model::{Model, Screen};
use super::msg::Asking;
use super::overlay::Overlay;
use super::overlays::follow::Follow;
use super::refresh::{refresh_detail, reload};
use super::reply::{Notice, Reply};
use super::screens::listen::Item;
use crate::domain::change::Change;
use crate::domain::feed::Mark;

const NOTHING: &str = "No post is selected";

/// What is to be loaded after the selection moved: the text, and the card of whose it is.
pub fn moved(model: &Model) -> Vec<Effect> {
    let mut effects = text(model);
    effects.extend(refresh_detail(model));
    effects
}

/// The text of the selected post, where it is not there already.
pub fn text(model: &Model) -> Vec<Effect> {
    let screen = &model.listen;
    let missing = |id: &_| screen.text.as_ref().is_none_or(|text| text.id != *id);
    screen.selected_post().filter(missing).map(|id| Effect::Load(Query::Post(id))).into_iter().collect()
}

/// `Space`: the next page of the post, then the next post.
pub fn page(model: &mut Model) -> Reply {
    let size = model.size;
    let screen = &mut model.listen;
    let Some(reader) = screen.reader(size) else {
        return match screen.cursor.selected() {
            Some(Item::More(source)) => {
                screen.unfold(source);
                Reply::effects(moved(model))
            }
            _ => next(model),
        };
    };
    if !screen.in_sight(size) {
        screen.reading = true;
        screen.top = 0;
        return Reply::stay();
    }
    if !reader.at_end(screen.top) {
        screen.top = reader.next(screen.top);
        return Reply::stay();
    }
    next(model)
}

fn next(model: &mut Model) -> Reply {
    if model.listen.next_post() { Reply::effects(moved(model)) } else { Reply::say("That is the last one") }
}

/// `j` and `k` in the reader that stands instead of the list: a line of the post.
pub fn scroll(model: &mut Model, step: isize) -> bool {
    let size = model.size;
    let screen = &mut model.listen;
    let Some(reader) = screen.reader(size).filter(|_| screen.reading && !super::screens::is_wide(size)) else {
        return false;
    };
    screen.top = reader.top(reader.top(screen.top).saturating_add_signed(step));
    true
}

/// `Enter`: the post where it is not in sight, else whose it is; a folded row is listed.
pub fn enter(model: &mut Model) -> Option<Vec<Effect>> {
    let size = model.size;
    let screen = &mut model.listen;
    match screen.cursor.selected()? {
        Item::More(source) => {
            screen.unfold(source);
            Some(moved(model))
        }
        Item::Post(_) if !screen.in_sight(size) => {
            screen.reading = true;
            screen.top = 0;
            Some(Vec::new())
        }
        Item::Post(_) | Item::Silent(_) => None,
    }
}

/// `m`: done, and on to the next; a folded row with all that it hides.
pub fn done(model: &mut Model) -> Reply {
    let screen = &mut model.listen;
    let change = match screen.cursor.selected() {
        Some(Item::Post(id)) => {
            let done = screen.post().is_some_and(|post| post.done);
            Change::MarkPost(id, Mark::Done, !done)
        }
        Some(Item::More(source)) => {
            let posts = screen.folded(source);
            let Some(first) = posts.first() else { return Reply::say("Those are done already") };
            let label = format!("{} posts of {} done", posts.len(), first.name);
            Change::Batch(label, posts.iter().map(|post| Change::MarkPost(post.id, Mark::Done, true)).collect())
        }
        Some(Item::Silent(_)) | None => return Reply::say(NOTHING),
    };
    let goes_on = !matches!(change, Change::MarkPost(_, _, false));
    let mut effects = vec![Effect::Write(Box::new(change))];
    if goes_on && model.listen.next_post() {
        effects.extend(moved(model));
    }
    Reply::effects(effects)
}

/// `*`: kept for later, or no longer.
pub fn keep(model: &Model) -> Reply {
    match model.listen.post() {
        Some(post) => Reply::effects(vec![Effect::Write(Box::new(Change::MarkPost(post.id, Mark::Kept, !post.kept)))]),
        None => Reply::say(NOTHING),
    }
}

/// `o`: its page; whose it is, is *now*.
pub fn open(model: &Model) -> Reply {
    let Some(post) = model.listen.post() else { return Reply::say(NOTHING) };
    if post.link.is_empty() {
        return Reply::say("This post has no page of its own");
    }
    let mark = post.subject.map(|subject| Effect::MarkNow(Some(subject)));
    Reply::effects([Effect::Open(post.link.clone())].into_iter().chain(mark).collect())
}

/// `y`.
pub fn copy(model: &Model) -> Reply {
    match model.listen.post() {
        Some(post) if !post.link.is_empty() => Reply::effects(vec![Effect::Copy(post.link.clone())]),
        Some(_) => Reply::say("This post has no page of its own"),
        None => Reply::say(NOTHING),
    }
}

/// `f`: the links of the post, by their numbers.
pub fn follow(model: &mut Model) -> Reply {
    let Some(post) = model.listen.post() else { return Reply::say(NOTHING) };
    let text = model.listen.text.as_ref().filter(|text| text.id == post.id);
    match text.map(|text| text.links.clone()).unwrap_or_default() {
        links if links.is_empty() => Reply::say("There is no link in it"),
        links => model.open(Overlay::Follow(Follow::new(links))),
    }
}

/// `r`: asks the feeds, or stops asking them.
pub fn ask(model: &mut Model) -> Reply {
    if model.demo {
        return Reply::say("The demo asks nobody: nothing in it was ever fetched");
    }
    if model.listen.asking.is_some() {
        return Reply::effects(vec![Effect::StopAsking]);
    }
    if model.listen.report.as_ref().is_none_or(|report| report.feeds == 0) {
        return Reply::say("There is no feed to ask");
    }
    model.listen.asking = Some((0, 0, String::new()));
    model.notice = Notice::default();
    Reply::effects(vec![Effect::AskFeeds])
}

/// How far asking them is.
pub fn asking(model: &mut Model, asking: Asking) -> Vec<Effect> {
    match asking {
        Asking::Done { done, all, name } => {
            if model.listen.asking.is_some() {
                model.listen.asking = Some((done, all, name));
            }
            return Vec::new();
        }
        Asking::Over(words) => model.notice = Notice::info(words),
        Asking::Failed { what, hint } => {
            model.notice = Notice::problem(if hint.is_empty() { what } else { format!("{what}: {hint}") });
        }
    }
    model.listen.asking = None;
    reload(model, false)
}

/// `x`: its feed is asked no more, and its posts are seen no more.
pub fn remove_feed(model: &Model) -> Reply {
    match model.listen.feed() {
        Some((feed, _)) => {
            let effects =
                vec![Effect::Write(Box::new(Change::RemoveFeed(feed))), Effect::Load(model.listen.query(true))];
            Reply::effects(effects)
        }
        None => Reply::say(NOTHING),
    }
}

/// `Tab`: the next list.
pub fn turn(model: &mut Model) -> Vec<Effect> {
    model.listen.turn();
    vec![Effect::Load(model.listen.query(true))]
}

/// A reaction was logged on a post: it is done, and the next one is up.
pub fn reacted(model: &mut Model, change: &Change) -> Vec<Effect> {
    let here = model.screen == Screen::Listen && model.cards.is_empty();
    let Change::Batch(_, changes) = change else { return Vec::new() };
    let logged = changes.iter().any(|change| matches!(change, Change::LogActs(_)));
    let selected = model.listen.selected_post();
    let done = |change: &Change| matches!(change, Change::MarkPost(id, Mark::Done, true) if Some(*id) == selected);
    if here && logged && changes.iter().any(done) && model.listen.next_post() { moved(model) } else { Vec::new() }
}
