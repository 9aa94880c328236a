//! Today: the queue with a cursor by id; refresh keeps the order, rank replaces it.

use crate::app::cursor::Cursor;
use crate::domain::ids::Subject;
use crate::report::row::Row;
use crate::report::today::Today;

/// What can be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A row.
    Subject(Subject),
    /// What there is to read.
    Reading,
    /// The folded row of strangers and the untiered.
    Counted,
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TodayScreen {
    /// The report, its rows in the order held still.
    pub report: Option<Today>,
    /// The selection.
    pub cursor: Cursor<Item>,
    /// Whether what lies past the cut and the other lanes are shown.
    pub show_all: bool,
}

impl TodayScreen {
    /// Takes a report in: ranked anew, or with the order that is held.
    pub fn take(&mut self, mut report: Today, rank: bool) {
        if let (false, Some(old)) = (rank, &self.report) {
            let (rows, cut) = hold(old, report.rows, report.cut);
            report.rows = rows;
            report.cut = cut;
        }
        self.report = Some(report);
        if rank {
            self.cursor = Cursor::default();
        }
        self.cursor.follow(&self.items());
    }

    /// Everything that can be selected, in order.
    pub fn items(&self) -> Vec<Item> {
        let Some(report) = &self.report else { return Vec::new() };
        let mut items: Vec<Item> = report.rows.iter().map(|row| Item::Subject(row.subject)).collect();
        if report.reading.is_some() {
            items.insert(report.reading_at(), Item::Reading);
        }
        if !report.counted.is_empty() {
            items.push(Item::Counted);
        }
        if self.show_all {
            let lanes = [&report.waiting, &report.dormant, &report.snoozed];
            items.extend(lanes.into_iter().flatten().map(|row| Item::Subject(row.subject)));
        }
        items
    }

    /// The selected row.
    pub fn row(&self) -> Option<&Row> {
        match self.cursor.selected()? {
            Item::Subject(subject) => self.row_of(subject),
            Item::Reading | Item::Counted => None,
        }
    }

    /// The row of a subject, in whatever lane.
    pub fn row_of(&self, subject: Subject) -> Option<&Row> {
        let report = self.report.as_ref()?;
        let lanes = [&report.rows, &report.waiting, &report.dormant, &report.snoozed];
        lanes.into_iter().flatten().find(|row| row.subject == subject)
    }

    /// The queue in order.
    pub fn queue(&self) -> Vec<Subject> {
        self.report.iter().flat_map(|report| &report.rows).map(|row| row.subject).collect()
    }
}

/// The fresh rows in the order of the old ones; new ones at the end of their part.
fn hold(old: &Today, fresh: Vec<Row>, fresh_cut: usize) -> (Vec<Row>, usize) {
    let place = |subject: Subject| old.rows.iter().position(|row| row.subject == subject);
    let before = |place: Option<usize>, n: usize| place.map_or(n < fresh_cut, |place| place < old.cut);
    let mut rows: Vec<(bool, usize, Row)> = fresh
        .into_iter()
        .enumerate()
        .map(|(n, row)| {
            let place = place(row.subject);
            (!before(place, n), place.unwrap_or(usize::MAX), row)
        })
        .collect();
    rows.sort_by_key(|(after, place, _)| (*after, *place));
    let cut = rows.iter().filter(|(after, ..)| !after).count();
    (rows.into_iter().map(|(_, _, row)| row).collect(), cut)
}
