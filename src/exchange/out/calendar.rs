//! A calendar (iCalendar, RFC 5545): planned blocks, birthdays and other yearly dates, steps, and promises with a day.
//!
//! Owns what recurs and how. Must not know where things come from, nor the clock: each entry is stamped with the
//! moment that it is told.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use icalendar::{Calendar, CalendarDateTime, Component, Event, EventLike, Property};

use crate::domain::contact::DatedSort;
use crate::domain::outgoing::{OutgoingDate, OutgoingOwed, OutgoingPlanned};
use crate::domain::time::{Instant, Weekday};

/// From this year on a yearly date recurs of which no year is known: a leap year, so that 29 February is one of its
/// days.
const SOME_YEAR: i32 = 2024;

/// A calendar that is being put together.
#[derive(Debug)]
pub struct Entries {
    calendar: Calendar,
    stamp: DateTime<Utc>,
}

impl Entries {
    /// An empty one, made at `at`.
    pub fn new(at: Instant) -> Self {
        let mut calendar = Calendar::empty();
        calendar
            .append_property(Property::new("VERSION", "2.0"))
            .append_property(Property::new("PRODID", "-//Rounds//Rounds//EN"))
            .append_property(Property::new("CALSCALE", "GREGORIAN"))
            .name("Rounds");
        Self { calendar, stamp: DateTime::from_timestamp_millis(at.0).unwrap_or_default() }
    }

    /// A planned block: at its wall time wherever the person is, on its weekdays, from its first day to its last.
    pub fn planned(&mut self, planned: &OutgoingPlanned) {
        let block = &planned.planned;
        let first = (0..7).map(|n| block.from.plus(n)).find(|day| block.days.contains(&day.weekday()));
        let Some(first) = first.filter(|first| block.until.is_none_or(|last| *first <= last)) else { return };
        let start = first.date().and_time(block.time);
        let Some(end) = start.checked_add_signed(TimeDelta::minutes(block.minutes.into())) else { return };
        let days: Vec<&str> = block.days.iter().map(|day| letters(*day)).collect();
        let until = block
            .until
            .map(|last| format!(";UNTIL={}", last.date().and_hms_opt(23, 59, 59).map(floating).unwrap_or_default()));
        let what = match (block.label.as_str(), planned.community.as_str()) {
            ("", "") => format!("Rounds: {} minutes", block.minutes),
            (label, "") => format!("Rounds: {} minutes, {label}", block.minutes),
            ("", place) => format!("Rounds: {} minutes for {place}", block.minutes),
            (label, place) => format!("Rounds: {} minutes for {place}, {label}", block.minutes),
        };
        let mut event = self.event(&planned.uid, &what);
        event
            .starts(CalendarDateTime::Floating(start))
            .ends(CalendarDateTime::Floating(end))
            .add_property("RRULE", format!("FREQ=WEEKLY;BYDAY={}{}", days.join(","), until.unwrap_or_default()));
        self.calendar.push(event.done());
    }

    /// A birthday, a yearly date or a step.
    pub fn date(&mut self, date: &OutgoingDate) {
        let dated = match date.day.strip_prefix("--") {
            Some(rest) => format!("{SOME_YEAR}-{rest}"),
            None => date.day.clone(),
        };
        let Ok(day) = NaiveDate::parse_from_str(&dated, "%Y-%m-%d") else { return };
        let what = match (date.sort, date.text.as_str()) {
            (DatedSort::Birthday, _) | (_, "") => format!("{}: birthday", date.person),
            (_, text) => format!("{}: {text}", date.person),
        };
        let rule = match date.sort {
            DatedSort::Step => None,
            // in a year without a 29th it is the 28th
            _ if (day.month(), day.day()) == (2, 29) => Some("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
            _ => Some("FREQ=YEARLY"),
        };
        self.whole_day(&date.uid, &what, day, rule);
    }

    /// Something owed that is open and has a day.
    pub fn owed(&mut self, owed: &OutgoingOwed) {
        let Some(due) = owed.due.filter(|_| owed.left > 0) else { return };
        let whom = if owed.person.is_empty() { &owed.community } else { &owed.person };
        let what = if owed.text.is_empty() {
            format!("{whom}: {}", owed.sort)
        } else {
            format!("{whom}: {} ({})", owed.text, owed.sort)
        };
        self.whole_day(&owed.uid, &what, due.date(), None);
    }

    /// The calendar, lines ending in CR LF.
    pub fn text(&self) -> String {
        self.calendar.to_string()
    }

    fn whole_day(&mut self, uid: &str, what: &str, day: NaiveDate, rule: Option<&str>) {
        let mut event = self.event(uid, what);
        // the end is the first day that is no longer part of it
        event.starts(day).ends(day.checked_add_days(Days::new(1)).unwrap_or(day)).add_property("TRANSP", "TRANSPARENT");
        if let Some(rule) = rule {
            event.add_property("RRULE", rule);
        }
        self.calendar.push(event.done());
    }

    fn event(&self, uid: &str, what: &str) -> Event {
        let mut event = Event::with_uid(&format!("{uid}@rounds"));
        event.timestamp(self.stamp).summary(what);
        event
    }
}

fn floating(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

fn letters(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

#[cfg(test)]
mod tests {
    use calcard::{Entry, Parser};
    use chrono::NaiveTime;

    use super::*;
    use crate::domain::commitment::Planned;
    use crate::domain::ids::PlannedId;
    use crate::domain::time::{Day, frozen};

    fn day(text: &str) -> Day {
        text.parse().unwrap_or_else(|why| panic!("{why}"))
    }

    fn entries() -> Entries {
        let now = frozen("2026-09-22T08:30:00+02:00").unwrap_or_else(|why| panic!("{why}"));
        Entries::new(now.at)
    }

    /// The lines of the one entry that `add` makes, between its begin and end.
    fn one(add: impl FnOnce(&mut Entries)) -> Vec<String> {
        let mut entries = entries();
        add(&mut entries);
        let text = entries.text();
        let Entry::ICalendar(read) = Parser::new(&text).entry() else { panic!("no calendar:\n{text}") };
        assert!(read.components.len() <= 2, "{text}");
        let lines = text.split("\r\n").skip_while(|line| *line != "BEGIN:VEVENT").skip(1);
        lines.take_while(|line| *line != "END:VEVENT").map(str::to_owned).collect()
    }

    fn planned(from: &str, until: Option<&str>) -> OutgoingPlanned {
        OutgoingPlanned {
            uid: "p-1".to_owned(),
            planned: Planned {
                id: PlannedId(1),
                days: vec![Weekday::Tue, Weekday::Thu, Weekday::Sat],
                time: NaiveTime::from_hms_opt(23, 45, 0).unwrap_or_default(),
                minutes: 30,
                label: "after coffee, maybe".to_owned(),
                community: None,
                from: day(from),
                until: until.map(day),
            },
            community: String::new(),
        }
    }

    #[test]
    fn a_block_recurs_at_its_wall_time() {
        let lines = one(|entries| entries.planned(&planned("2026-09-23", Some("2026-12-31"))));
        assert_eq!(
            lines,
            [
                "DTEND:20260925T001500",
                "DTSTAMP:20260922T063000Z",
                "DTSTART:20260924T234500",
                "RRULE:FREQ=WEEKLY;BYDAY=TU,TH,SA;UNTIL=20261231T235959",
                "SUMMARY:Rounds: 30 minutes\\, after coffee\\, maybe",
                "UID:p-1@rounds",
            ]
        );
        // one that ended before it began is none
        assert!(one(|entries| entries.planned(&planned("2026-09-23", Some("2026-09-23")))).is_empty());
    }

    #[test]
    fn dates_are_whole_days_and_recur_by_the_year() {
        let date = |sort, text: &str, day: &str| OutgoingDate {
            uid: "d-1".to_owned(),
            person: "Ada".to_owned(),
            sort,
            text: text.to_owned(),
            day: day.to_owned(),
        };
        for (date, wanted) in [
            (date(DatedSort::Birthday, "", "1990-10-03"), ["19901004", "19901003", "FREQ=YEARLY", "Ada: birthday"]),
            (date(DatedSort::Birthday, "", "--10-03"), ["20241004", "20241003", "FREQ=YEARLY", "Ada: birthday"]),
            (
                date(DatedSort::Birthday, "", "--02-29"),
                ["20240301", "20240229", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "Ada: birthday"],
            ),
            (
                date(DatedSort::Yearly, "the move", "2020-12-31"),
                ["20210101", "20201231", "FREQ=YEARLY", "Ada: the move"],
            ),
            (date(DatedSort::Step, "agree; a day", "2026-10-01"), ["20261002", "20261001", "", "Ada: agree\\; a day"]),
        ] {
            let lines = one(|entries| entries.date(&date));
            let has = |start: &str| {
                let line = lines.iter().find(|line| line.starts_with(start)).cloned().unwrap_or_default();
                line[line.find(':').map_or(0, |at| at + 1)..].to_owned()
            };
            assert_eq!([has("DTEND"), has("DTSTART"), has("RRULE"), has("SUMMARY")], wanted, "{lines:?}");
            assert!(lines.contains(&format!("DTSTART;VALUE=DATE:{}", wanted[1])), "{lines:?}");
        }
        assert!(one(|entries| entries.date(&date(DatedSort::Birthday, "", "soon"))).is_empty());
    }

    #[test]
    fn what_is_owed_by_a_day_stands_there_until_it_is_done() {
        let owed = |left| OutgoingOwed {
            uid: "o-1".to_owned(),
            person: "Ada".to_owned(),
            community: String::new(),
            sort: "promise".to_owned(),
            text: "the link".to_owned(),
            link: String::new(),
            count: 1,
            left,
            since: day("2026-09-01"),
            due: Some(day("2026-09-25")),
            closed: String::new(),
        };
        assert!(one(|entries| entries.owed(&owed(0))).is_empty());
        let lines = one(|entries| entries.owed(&owed(1)));
        assert!(lines.contains(&"SUMMARY:Ada: the link (promise)".to_owned()), "{lines:?}");
    }
}
