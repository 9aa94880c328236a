//! The one in focus, beside the list or below it: the short form of the card.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, columns, span};
use super::paint::Glyph;
use super::wrap::bounded;
use crate::app::model::Model;
use crate::domain::owed::OwedSort;
use crate::domain::text::{pad, shorten, width};
use crate::domain::time::Now;
use crate::report::card::{ActLine, Card, CommunityCard, ContactCard, Pair};
use crate::report::row::{Mark, OwedLine};

/// Fewest columns in which the right end of the dock is worth showing.
const LEAST: u16 = 16;
/// Columns of a label in the pane.
const LABEL: usize = 13;

/// Writes lines downwards and knows when the area is full.
#[derive(Debug)]
pub struct Writer<'c, 'b> {
    /// The canvas.
    pub canvas: &'c mut Canvas<'b>,
    area: Rect,
    y: u16,
    skip: usize,
    written: usize,
}

impl<'c, 'b> Writer<'c, 'b> {
    /// A writer over an area; the first `skip` lines are left out (scrolled away).
    pub fn new(canvas: &'c mut Canvas<'b>, area: Rect, skip: usize) -> Self {
        Self { canvas, area, y: area.y, skip, written: 0 }
    }

    /// Columns of a line.
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// How many lines were written, those above and below the area too.
    pub fn written(&self) -> usize {
        self.written
    }

    /// Whether there is room for another line.
    pub fn room(&self) -> bool {
        self.y < self.area.bottom()
    }

    /// Writes a line.
    pub fn line(&mut self, spans: &[Span<'_>]) {
        self.written += 1;
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.room() {
            self.canvas.put(self.area.x, self.y, self.area.width, spans);
            self.y += 1;
        }
    }

    /// Writes a line with a right part.
    pub fn row(&mut self, left: &[Span<'_>], right: &[Span<'_>]) {
        self.written += 1;
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.room() {
            self.canvas.row(self.area, self.y, left, right);
            self.y += 1;
        }
    }

    /// Writes a row of a list, turned into the selection where it is the selected one.
    pub fn choice(&mut self, left: &[Span<'_>], right: &[Span<'_>], selected: bool) {
        let (y, seen) = (self.y, self.skip == 0 && self.room());
        self.row(left, right);
        if seen && selected {
            self.canvas.select(Rect { y, height: 1, ..self.area });
        }
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.line(&[]);
    }

    /// A label and its value.
    pub fn pair(&mut self, pair: &Pair, label: usize) {
        let paint = self.canvas.paint;
        self.line(&[span(pad(&pair.label, label), paint.dim()), span(pair.value.clone(), paint.text())]);
    }

    /// A label, and a text beside it over `most` lines.
    pub fn labelled(&mut self, label: &str, columns: usize, text: &str, most: usize) {
        let paint = self.canvas.paint;
        let room = usize::from(self.area.width).saturating_sub(columns);
        for (n, line) in bounded(text, room, most).into_iter().enumerate() {
            let label = if n == 0 { label } else { "" };
            self.line(&[span(pad(label, columns), paint.dim()), span(line, paint.text())]);
        }
    }

    /// A text over several lines, broken at blanks; `most` lines.
    pub fn text(&mut self, text: &str, most: usize) {
        self.styled(text, most, self.canvas.paint.text());
    }

    /// The same, dim.
    pub fn faint(&mut self, text: &str, most: usize) {
        self.styled(text, most, self.canvas.paint.dim());
    }

    fn styled(&mut self, text: &str, most: usize, style: ratatui::style::Style) {
        for line in bounded(text, usize::from(self.area.width), most) {
            self.line(&[span(line, style)]);
        }
    }
}

/// The pane at the right of a list.
pub fn pane(canvas: &mut Canvas<'_>, model: &Model, now: &Now, area: Rect) {
    let Some(card) = model.detail.as_ref().filter(|card| Some(card.subject()) == model.focus()) else { return };
    let mut writer = Writer::new(canvas, area, 0);
    match card {
        Card::Contact(card) => contact(&mut writer, card, now),
        Card::Community(card) => community(&mut writer, card, now),
    }
}

/// The dock below a list: three lines.
pub fn dock(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let Some(card) = model.detail.as_ref().filter(|card| Some(card.subject()) == model.focus()) else { return };
    let paint = canvas.paint;
    let (name, headline, right, acts) = match card {
        Card::Contact(card) => {
            let why = card.texts.iter().find(|pair| pair.label == "why");
            let right = why
                .map_or_else(Vec::new, |pair| vec![span("why ", paint.dim()), span(pair.value.clone(), paint.text())]);
            (card.row.name.clone(), card.headline.clone(), right, &card.acts)
        }
        Card::Community(card) => {
            let right = vec![span(card.next.clone(), paint.dim())];
            (card.row.name.clone(), format!("{}, {}", card.state, card.role), right, &card.acts)
        }
    };
    // who it is comes first; why they matter takes what is left
    let used = canvas.put(
        area.x,
        area.y,
        area.width,
        &[span(name, paint.bold()), span(format!("   {headline}"), paint.text())],
    );
    let left = area.width.saturating_sub(used + 3);
    let wanted = columns(&right);
    if wanted <= left {
        canvas.put(area.right() - wanted, area.y, wanted, &right);
    } else if left >= LEAST
        && let Some((last, before)) = right.split_last()
    {
        let room = usize::from(left.saturating_sub(columns(before)));
        let last = span(shorten(&last.content, room).into_owned(), last.style);
        let right = [before, &[last]].concat();
        let wanted = columns(&right);
        canvas.put(area.right() - wanted, area.y, wanted, &right);
    }
    let room = area.height.saturating_sub(1);
    let marks = format!("+{}", model.marks.len());
    for (n, act) in acts.iter().take(usize::from(room)).enumerate() {
        let y = area.y + 1 + n as u16;
        let right = if n == 0 && !model.marks.is_empty() {
            vec![span(format!("{marks} marked"), paint.key())]
        } else {
            Vec::new()
        };
        canvas.row(area, y, &act_spans(canvas, act), &right);
    }
    if acts.is_empty() && room > 0 {
        canvas.put(area.x, area.y + 1, area.width, &[span("nothing logged yet", paint.dim())]);
    }
}

/// A contact in the pane.
fn contact(writer: &mut Writer<'_, '_>, card: &ContactCard, now: &Now) {
    contact_head(writer, card);
    writer.gap();
    contact_story(writer, card, now, true);
    writer.gap();
    contact_figures(writer, card);
    writer.gap();
    contact_notes(writer, card, 3);
}

/// Who it is: the name, tier and cadence, where they are.
pub fn contact_head(writer: &mut Writer<'_, '_>, card: &ContactCard) {
    let paint = writer.canvas.paint;
    let mut title = vec![span(card.row.name.clone(), paint.bold())];
    if card.row.pinned {
        title.push(span("  pinned", paint.dim()));
    }
    if card.archived {
        title.push(span("  archived", paint.dim()));
    }
    writer.line(&title);
    let mut head = vec![span(card.headline.clone(), paint.text())];
    let places = span(format!("   {}", card.places), paint.dim());
    // places cut after their first letters say nothing
    if columns(&head) + columns(std::slice::from_ref(&places)) <= writer.width() {
        head.push(places);
    }
    writer.line(&head);
}

/// Why they matter, what is owed, what is dated, the last acts.
pub fn contact_story(writer: &mut Writer<'_, '_>, card: &ContactCard, now: &Now, short: bool) {
    let paint = writer.canvas.paint;
    let texts = card.texts.iter().take(if short { 3 } else { 9 });
    let label = texts.clone().map(|pair| width(&pair.label) + 2).max().unwrap_or(0).max(7);
    for pair in texts {
        writer.labelled(&pair.label, label, &pair.value, 2);
    }
    if !card.texts.is_empty() {
        writer.gap();
    }
    owed(writer, &card.row.owed, now);
    for pair in &card.dated {
        writer.line(&[
            span(format!("{} ", paint.mark(Mark::Other)), paint.text()),
            span(format!("{}  ", pair.value), paint.text()),
            span(pair.label.clone(), paint.dim()),
        ]);
    }
    if !card.dated.is_empty() {
        writer.gap();
    }
    for act in card.acts.iter().take(if short { 4 } else { 12 }) {
        let spans = act_spans(writer.canvas, act);
        writer.line(&spans);
    }
    if card.acts.is_empty() {
        writer.line(&[span("nothing logged yet", paint.dim())]);
    }
}

/// How it stands: silence, cadence, given and asked, room for an ask, the next stage.
pub fn contact_figures(writer: &mut Writer<'_, '_>, card: &ContactCard) {
    for pair in &card.figures {
        writer.pair(pair, LABEL);
        if pair.label == "usually" {
            weeks(writer, &card.weeks);
        }
    }
    writer.gap();
    writer.labelled("next", LABEL, &card.next, 4);
}

/// Notes, topics, tags.
pub fn contact_notes(writer: &mut Writer<'_, '_>, card: &ContactCard, most: usize) {
    let paint = writer.canvas.paint;
    if !card.notes.is_empty() {
        writer.text(&card.notes, most);
    }
    let dot = format!(" {} ", paint.glyph(Glyph::Dot));
    for (label, words) in [("topics", &card.topics), ("tags", &card.tags)] {
        if !words.is_empty() {
            writer.line(&[span(format!("{} ", pad(label, 6)), paint.dim()), span(words.join(&dot), paint.text())]);
        }
    }
}

fn community(writer: &mut Writer<'_, '_>, card: &CommunityCard, now: &Now) {
    let paint = writer.canvas.paint;
    writer.line(&[span(card.row.name.clone(), paint.bold())]);
    writer.line(&[span(since_words(card), paint.text())]);
    writer.gap();
    owed(writer, &card.row.owed, now);
    for pair in &card.figures {
        writer.labelled(&pair.label, LABEL, &pair.value, 2);
    }
    weeks(writer, &card.weeks);
    writer.gap();
    if card.ladder.is_empty() {
        for pair in &card.host {
            writer.pair(pair, 22);
        }
    } else {
        compact_ladder(writer, card);
        if !card.next.is_empty() {
            writer.gap();
            writer.text(&card.next, 2);
        }
    }
    writer.gap();
    for act in card.acts.iter().take(4) {
        let spans = act_spans(writer.canvas, act);
        writer.line(&spans);
    }
    writer.gap();
    for pair in &card.texts {
        writer.labelled(&pair.label, LABEL, &pair.value, 4);
    }
}

/// What is owed, each with since when.
pub fn owed(writer: &mut Writer<'_, '_>, items: &[OwedLine], now: &Now) {
    let paint = writer.canvas.paint;
    for item in items.iter().take(4) {
        let sort = match item.sort {
            OwedSort::Reply => "a reply owed",
            OwedSort::Thanks => "thanks owed",
            OwedSort::Promise => "promised",
        };
        let count = if item.left > 1 { format!(" ×{}", item.left) } else { String::new() };
        let colon = if item.text.is_empty() { "" } else { ": " };
        writer.line(&[
            span(format!("{} ", paint.mark(Mark::Owed)), paint.asks()),
            span(format!("{sort}{count}{colon}"), paint.bold()),
            span(item.text.clone(), paint.text()),
        ]);
        let days = now.day().since(item.since);
        let since = match (days, item.due) {
            (_, Some(due)) => format!("  for {}", due.long()),
            (0, None) => "  since today".to_owned(),
            (days, None) => format!("  {days} d ago"),
        };
        writer.line(&[span(since, paint.dim())]);
    }
    if !items.is_empty() {
        writer.gap();
    }
}

/// Half a year as a sparkline, where there was anything; as many of the last weeks as fit.
pub fn weeks(writer: &mut Writer<'_, '_>, weeks: &[u32]) {
    let paint = writer.canvas.paint;
    if weeks.iter().all(|count| *count == 0) {
        return;
    }
    let fits = usize::from(writer.width()).saturating_sub(LABEL);
    let weeks = &weeks[weeks.len().saturating_sub(fits)..];
    // by the square root: one week of a hundred followers must not flatten all the others
    let root = |count: u32| f64::from(count).sqrt();
    let most = weeks.iter().max().copied().map_or(1.0, root).max(1.0);
    let spark: String = weeks.iter().map(|count| paint.spark((root(*count) * 7.0 / most).ceil() as usize)).collect();
    let label = format!("{} weeks", weeks.len());
    writer.line(&[span(pad(&label, LABEL), paint.dim()), span(spark, paint.accent())]);
}

/// One act: day, who, what.
pub fn act_spans(canvas: &Canvas<'_>, act: &ActLine) -> Vec<Span<'static>> {
    let paint = canvas.paint;
    let who = if act.theirs { "they " } else { "you  " };
    let mut spans = vec![
        span(format!("{} ", act.day.short()), paint.dim()),
        span(who, if act.theirs { paint.text() } else { paint.dim() }),
        span(act.what.clone(), paint.text()),
    ];
    if !act.who.is_empty() {
        spans.push(span(format!("  {}", act.who), paint.dim()));
    }
    spans
}

/// The ladder in one line a rung, for the pane.
fn compact_ladder(writer: &mut Writer<'_, '_>, card: &CommunityCard) {
    let paint = writer.canvas.paint;
    for line in &card.ladder {
        let here = if line.here { paint.glyph(Glyph::Here) } else { " " };
        let style = if line.here { paint.bold() } else { paint.dim() };
        let state = match (&line.progress, line.reached.is_empty()) {
            (_, false) => line.reached.clone(),
            (Some((done, of)), true) => format!("{done} of {of}"),
            (None, true) => String::new(),
        };
        writer.line(&[span(format!("{here} {}  {}", line.rung, pad(&line.name, 16)), style), span(state, style)]);
    }
}

/// "forum   focus   member   since March".
pub fn since_words(card: &CommunityCard) -> String {
    let parts = [&card.platforms, &card.state, &card.role, &card.since];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("   ")
}
