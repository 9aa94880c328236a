//! Time as a value: instants, local days, zones and [`Now`].
//!
//! Owns the arithmetic of days and wall times. Must not know the clock, the
//! environment or any zone database: a [`Zone`] is a plain list of offset steps
//! that somebody else sampled.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use chrono::Weekday;

/// A point in time: UTC milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(pub i64);

impl Instant {
    /// Milliseconds from `earlier` to `self`; a negative step counts as zero.
    pub fn since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).max(0)
    }

    /// This instant moved by `seconds`, which may be negative.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// The instant as RFC 3339 at `offset` minutes east of UTC, to the second.
    pub fn rfc3339(self, offset: i32) -> String {
        let zone =
            FixedOffset::east_opt(offset * 60).unwrap_or(FixedOffset::east_opt(0).unwrap_or_else(|| unreachable!()));
        DateTime::<Utc>::from_timestamp_millis(self.0)
            .unwrap_or_default()
            .with_timezone(&zone)
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    /// Wall clock at `offset` minutes east of UTC.
    pub fn wall(self, offset: i32) -> NaiveDateTime {
        DateTime::<Utc>::from_timestamp_millis(self.0).unwrap_or_default().naive_utc()
            + TimeDelta::minutes(offset.into())
    }
}

/// A local day, the day a person lived. Whole days only, no zone. Kept as a number, counted from the first day of the
/// year 1: thousands are subtracted for one list, few are ever written out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "NaiveDate", into = "NaiveDate")]
pub struct Day(i32);

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce())
    }
}

impl From<Day> for NaiveDate {
    fn from(day: Day) -> Self {
        // every day that there is was a date, or lies within the ends of the calendar
        Self::from_num_days_from_ce_opt(day.0).unwrap_or_default()
    }
}

impl Day {
    /// The first day of the calendar: what is not known was then.
    pub const FIRST: Self = Self(-95_746_129);
    /// The last day of the calendar.
    pub const LAST: Self = Self(95_745_399);

    /// The day of that number, counted from the first day of the year 1, if the calendar has it.
    pub fn from_number(number: i32) -> Option<Self> {
        (Self::FIRST.0..=Self::LAST.0).contains(&number).then_some(Self(number))
    }

    /// Its number.
    pub fn number(self) -> i32 {
        self.0
    }

    /// Its date.
    pub fn date(self) -> NaiveDate {
        self.into()
    }

    /// The day of that year, month and day of month, if there is one.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from)
    }

    /// The local day of `at` seen at `offset` minutes: the date of (wall clock − `day_start` minutes).
    pub fn of(at: Instant, offset: i32, day_start: u16) -> Self {
        (at.wall(offset) - TimeDelta::minutes(day_start.into())).date().into()
    }

    /// Whole days from `earlier` to `self`, never negative.
    pub fn since(self, earlier: Self) -> i64 {
        self.minus(earlier).max(0)
    }

    /// Whole days from `other` to `self`; negative when `other` lies ahead.
    pub fn minus(self, other: Self) -> i64 {
        i64::from(self.0) - i64::from(other.0)
    }

    /// The day `days` later (earlier when negative); saturates at the calendar's ends.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let (first, last) = (i64::from(Self::FIRST.0), i64::from(Self::LAST.0));
        Self(i64::from(self.0).saturating_add(days).clamp(first, last) as i32)
    }

    /// Its day of the week.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// The first day of the week that holds this day, for weeks that start on `start`.
    #[must_use]
    pub fn week_start(self, start: Weekday) -> Self {
        self.plus(-i64::from(self.weekday().days_since(start)))
    }

    /// The first day of its month.
    #[must_use]
    pub fn month_start(self) -> Self {
        self.plus(1 - i64::from(self.date().day()))
    }

    /// The first day of the month after its own.
    #[must_use]
    pub fn next_month(self) -> Self {
        self.month_start().date().checked_add_months(chrono::Months::new(1)).map_or(Self::LAST, Self::from)
    }

    /// The day as people write it here: `22 Sep`.
    pub fn short(self) -> String {
        self.date().format("%d %b").to_string()
    }

    /// With weekday: `Tue 22 Sep`.
    pub fn long(self) -> String {
        self.date().format("%a %d %b").to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().format("%Y-%m-%d"))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match plain_day(text.as_bytes()) {
            Some(day) => Ok(day.into()),
            None => NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Self::from),
        }
    }
}

/// A day in the form that is stored, `2026-09-22`: thousands are read for one list, so the usual form is read by hand.
fn plain_day(text: &[u8]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
    };
    let (year, month, day) = (number(&[*y1, *y2, *y3, *y4])?, number(&[*m1, *m2])?, number(&[*d1, *d2])?);
    NaiveDate::from_ymd_opt(year as i32, month, day)
}

/// A week by its number: the ISO year and week of its Thursday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    /// Its first day, a day of the week that the settings name.
    pub first: Day,
}

impl Week {
    /// The week that holds `day`, for weeks that start on `start`.
    pub fn of(day: Day, start: Weekday) -> Self {
        Self { first: day.week_start(start) }
    }

    /// Its last day.
    pub fn last(self) -> Day {
        self.first.plus(6)
    }

    /// Year and number of its Thursday.
    pub fn number(self) -> (i32, u32) {
        let thursday =
            (0..7).map(|n| self.first.plus(n)).find(|day| day.weekday() == Weekday::Thu).unwrap_or(self.first);
        let iso = thursday.date().iso_week();
        (iso.year(), iso.week())
    }

    /// The week `weeks` later (earlier when negative).
    #[must_use]
    pub fn plus(self, weeks: i64) -> Self {
        Self { first: self.first.plus(7 * weeks) }
    }
}

/// `2026-W39`: how a week is stored and said on the command line.
impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, number) = self.number();
        write!(f, "{year}-W{number:02}")
    }
}

/// One step of a zone: from `from` on, wall clocks stand `offset` minutes east of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneStep {
    /// First instant at which the offset holds.
    pub from: Instant,
    /// Minutes east of UTC.
    pub offset: i32,
}

/// The offsets of one place over time, oldest first. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    base: i32,
    steps: Arc<[ZoneStep]>,
}

impl Zone {
    /// A zone that stands at `offset` minutes for ever.
    pub fn fixed(offset: i32) -> Self {
        Self { base: offset, steps: Arc::from([]) }
    }

    /// A zone at `base` minutes before the first of `steps`, which are sorted here.
    pub fn new(base: i32, mut steps: Vec<ZoneStep>) -> Self {
        steps.sort_by_key(|step| step.from);
        Self { base, steps: steps.into() }
    }

    /// Minutes east of UTC at `at`.
    pub fn offset(&self, at: Instant) -> i32 {
        let after = self.steps.partition_point(|step| step.from <= at);
        if after == 0 { self.base } else { self.steps[after - 1].offset }
    }

    /// The instant of a wall time: one that a step skips moves forward by the
    /// length of the gap, one that a step doubles takes the first.
    pub fn resolve(&self, wall: NaiveDateTime) -> Instant {
        let naive = Instant(wall.and_utc().timestamp_millis());
        let at = |offset: i32| naive.plus_seconds(-i64::from(offset) * 60);
        let mut before = self.base;
        for step in self.steps.iter() {
            // the wall time comes before this step, seen from the older offset
            if at(before) < step.from {
                break;
            }
            // skipped: past the step by the older offset, before it by the newer
            if at(step.offset) < step.from {
                return at(before);
            }
            before = step.offset;
        }
        at(before)
    }
}

/// The present as an argument: the instant, the zone and when a day starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// The instant.
    pub at: Instant,
    /// The offsets of the place where the person is.
    pub zone: Zone,
    /// Minutes after midnight at which a day starts (settings; 240 = 04:00).
    pub day_start: u16,
}

impl Now {
    /// Today, the local day.
    pub fn day(&self) -> Day {
        self.day_of(self.at)
    }

    /// The local day of another instant, seen from this zone.
    pub fn day_of(&self, at: Instant) -> Day {
        Day::of(at, self.zone.offset(at), self.day_start)
    }

    /// The calendar date on the wall now; before the day starts it is one later than [`Now::day`].
    pub fn wall_day(&self) -> Day {
        self.wall().date().into()
    }

    /// Minutes east of UTC now.
    pub fn offset(&self) -> i32 {
        self.zone.offset(self.at)
    }

    /// The wall clock now.
    pub fn wall(&self) -> NaiveDateTime {
        self.at.wall(self.offset())
    }

    /// The instant of `time` on the calendar date of `day`.
    pub fn instant(&self, day: Day, time: NaiveTime) -> Instant {
        self.zone.resolve(day.date().and_time(time))
    }

    /// An instant that counts for local `day`, at noon: for things that know a day only.
    pub fn noon(&self, day: Day) -> Instant {
        self.instant(day, NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default())
    }

    /// The first instant of local `day`.
    pub fn start_of(&self, day: Day) -> Instant {
        self.zone.resolve(day.date().and_time(NaiveTime::MIN) + TimeDelta::minutes(self.day_start.into()))
    }

    /// `HH:MM` of an instant on the wall here.
    pub fn clock(&self, at: Instant) -> String {
        at.wall(self.zone.offset(at)).format("%H:%M").to_string()
    }

    /// The same moment seen at another instant: for tests and for work that looks back.
    #[must_use]
    pub fn moved(&self, at: Instant) -> Self {
        Self { at, ..self.clone() }
    }
}

/// A `Now` for tests and examples: RFC 3339, whose offset is the zone; days start at 04:00.
///
/// # Errors
/// When `text` is not RFC 3339.
pub fn frozen(text: &str) -> Result<Now, chrono::ParseError> {
    let parsed = DateTime::parse_from_rfc3339(text)?;
    let offset = parsed.offset().local_minus_utc() / 60;
    Ok(Now { at: Instant(parsed.timestamp_millis()), zone: Zone::fixed(offset), day_start: 240 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_its_date() {
        for date in [NaiveDate::MIN, NaiveDate::MAX, NaiveDate::default()] {
            assert_eq!(Day::from(date).date(), date);
        }
        assert_eq!((Day::from(NaiveDate::MIN), Day::from(NaiveDate::MAX)), (Day::FIRST, Day::LAST));
        assert_eq!((Day::FIRST.plus(-1), Day::LAST.plus(i64::MAX)), (Day::FIRST, Day::LAST));
        assert_eq!((Day::from_number(Day::LAST.0 + 1), Day::from_number(Day::FIRST.0 - 1)), (None, None));
        assert_eq!(Day::LAST.next_month(), Day::LAST);
        let text = serde_json::to_string(&Day::new(2026, 9, 22)).unwrap_or_default();
        assert_eq!(text, "\"2026-09-22\"");
        assert_eq!(serde_json::from_str::<Day>(&text).ok(), Day::new(2026, 9, 22));
    }

    #[test]
    fn a_day_is_read_by_hand_as_by_the_library() {
        for text in [
            "2026-09-22",
            "0001-01-01",
            "9999-12-31",
            "2026-02-29",
            "2024-02-29",
            "2026-13-01",
            "2026-9-2",
            "20260922",
            "",
            "x026-09-22",
            "2026-09-2x",
            "2026/09/22",
        ] {
            let library = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Day::from).ok();
            assert_eq!(text.parse::<Day>().ok(), library, "{text}");
        }
    }
}
