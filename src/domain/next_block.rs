//! The next planned block, and those of the last days that did not come about.
//!
//! Owns finding them on the calendar and their words. Must not know the clock; a
//! wall time becomes an instant through [`Now`], so changes of the clock are its matter.

use super::commitment::{Planned, Rests};
use super::ids::{CommunityId, PlannedId};
use super::time::{Day, Instant, Now};
use chrono::NaiveTime;

/// Days ahead that are searched; a longer rest says nothing of what comes after.
const AHEAD: i64 = 400;
/// Minutes up to which they are counted out.
const COUNTED: i64 = 90;
/// Blocks that did not come about that are named; more are counted.
const NAMED: usize = 3;

/// A planned block on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedBlock {
    /// Which.
    pub planned: PlannedId,
    /// Its calendar date.
    pub date: Day,
    /// Its wall time.
    pub time: NaiveTime,
    /// Its first instant.
    pub at: Instant,
    /// Its minutes.
    pub minutes: u32,
    /// "after coffee"; empty for none.
    pub label: String,
    /// The place that it is for alone.
    pub community: Option<CommunityId>,
}

/// The next planned block after `now`, days of rest skipped; one that is under way counts
/// while no session was started today (`sat`: whether there was a session on that day).
pub fn next_block(planned: &[Planned], rests: &Rests, now: &Now, sat: impl Fn(Day) -> bool) -> Option<PlannedBlock> {
    let today = now.wall_day();
    let sat_today = sat(now.day());
    (-1..AHEAD).map(|step| today.plus(step)).find_map(|date| {
        let open = |block: &PlannedBlock| {
            let under_way = now.at < block.at.plus_seconds(i64::from(block.minutes) * 60);
            block.at > now.at || (under_way && !sat_today)
        };
        on(planned, rests, now, date).filter(open).min_by_key(|block| block.at)
    })
}

/// Planned blocks of the days from `first` to `last`, those before today, on which there was no
/// session (`sat`: whether there was one), oldest first; days of rest ask nothing.
pub fn missed(
    planned: &[Planned],
    rests: &Rests,
    now: &Now,
    (first, last): (Day, Day),
    sat: impl Fn(Day) -> bool,
) -> Vec<PlannedBlock> {
    let last = last.min(now.day().plus(-1));
    // a block before the start of a day stands under the date after it
    let mut found: Vec<PlannedBlock> = (0..=last.since(first) + 1)
        .flat_map(|step| on(planned, rests, now, first.plus(step)))
        .filter(|block| {
            let day = now.day_of(block.at);
            (first..=last).contains(&day) && !sat(day)
        })
        .collect();
    found.sort_by_key(|block| block.at);
    found
}

/// What is asked about those of a week that did not come about: "Tue 12:30, Thu 08:30: no block. What stood in the
/// way?"; empty for none.
pub fn in_the_way(missed: &[PlannedBlock], now: &Now) -> String {
    let words = |block: &PlannedBlock| format!("{} {}", block.date.weekday(), now.clock(block.at));
    let blocks = match missed {
        [] => return String::new(),
        [one] if !one.label.is_empty() => format!("{}, {}", words(one), one.label),
        some if some.len() <= NAMED => some.iter().map(words).collect::<Vec<_>>().join(", "),
        many => format!("{} planned times", many.len()),
    };
    format!("{blocks}: no block. What stood in the way?")
}

impl PlannedBlock {
    /// "today 12:30, in 40 minutes", "Thu 08:30, after coffee".
    pub fn when(&self, now: &Now) -> String {
        let place = format!("{} {}", self.day_word(now), now.clock(self.at));
        let label = if self.label.is_empty() { String::new() } else { format!(", {}", self.label) };
        match self.ahead(now) {
            Some(ahead) if self.date.date() == now.wall().date() || self.at <= now.at => {
                format!("{place}, {ahead}{label}")
            }
            _ => format!("{place}{label}"),
        }
    }

    /// "next block today 12:30, in 40 minutes"; one that is under way: "block since 12:30, 10 minutes ago".
    pub fn words(&self, now: &Now) -> String {
        if self.at < now.at {
            let label = if self.label.is_empty() { String::new() } else { format!(", {}", self.label) };
            let ago = match now.at.since(self.at) / 60_000 {
                0 => "now".to_owned(),
                ago => format!("{} ago", minutes(ago)),
            };
            return format!("block planned for {}, {ago}{label}", now.clock(self.at));
        }
        format!("next block {}", self.when(now))
    }

    /// As the first run says it: "Your first is in 40 minutes", "Your first is on Thu 08:30".
    pub fn first_words(&self, now: &Now) -> String {
        match self.ahead(now) {
            Some(ahead) if self.date.date() == now.wall().date() => format!("Your first is {ahead}"),
            _ => {
                let day = self.day_word(now);
                let on = if day == "tomorrow" { "" } else { "on " };
                format!("Your first is {on}{day} {}", now.clock(self.at))
            }
        }
    }

    /// "today", "tomorrow", "Thu", "Thu 22 Oct".
    fn day_word(&self, now: &Now) -> String {
        match self.date.minus(now.wall_day()) {
            ..=0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            2..=6 => self.date.weekday().to_string(),
            _ => self.date.long(),
        }
    }

    /// "in 40 minutes", "in 3 h 20 min", "now"; a minute begun counts.
    fn ahead(&self, now: &Now) -> Option<String> {
        let left = (self.at.0 - now.at.0 + 59_999).div_euclid(60_000);
        match left {
            ..0 => None,
            0 => Some("now".to_owned()),
            left if left <= COUNTED => Some(format!("in {}", minutes(left))),
            left if left % 60 == 0 => Some(format!("in {} h", left / 60)),
            left => Some(format!("in {} h {} min", left / 60, left % 60)),
        }
    }
}

fn minutes(number: i64) -> String {
    format!("{number} {}", if number == 1 { "minute" } else { "minutes" })
}

/// The blocks planned for a calendar date whose local day is no rest. A block before the
/// day's start belongs to the day before, as a session then would.
fn on<'a>(
    planned: &'a [Planned],
    rests: &'a Rests,
    now: &'a Now,
    date: Day,
) -> impl Iterator<Item = PlannedBlock> + use<'a> {
    planned
        .iter()
        .filter(move |block| block.days.contains(&date.weekday()))
        .filter(move |block| block.from <= date && block.until.is_none_or(|last| date <= last))
        .map(move |block| PlannedBlock {
            planned: block.id,
            date,
            time: block.time,
            at: now.instant(date, block.time),
            minutes: block.minutes,
            label: block.label.clone(),
            community: block.community,
        })
        .filter(move |block| !rests.covers(now.day_of(block.at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::commitment::{Rest, RestDays};
    use crate::domain::ids::RestId;
    use crate::domain::planned_words;
    use crate::domain::time::{Weekday, Zone, ZoneStep, frozen};

    fn day(text: &str) -> Day {
        format!("2026-{text}").parse().unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    fn now(text: &str) -> Now {
        frozen(&format!("2026-{text}:00+02:00")).unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    fn planned(words: &str) -> Vec<Planned> {
        let found = planned_words::parse(words, 30).unwrap_or_else(|why| panic!("{why}"));
        let stored = |(index, words): (usize, planned_words::PlannedWords)| Planned {
            id: PlannedId(index as i64 + 1),
            days: words.days,
            time: words.time,
            minutes: words.minutes,
            label: words.label,
            community: None,
            from: day("09-01"),
            until: None,
        };
        found.into_iter().enumerate().map(stored).collect()
    }

    fn rests(days: &[RestDays]) -> Rests {
        Rests(days.iter().map(|days| Rest { id: RestId(0), days: *days, label: String::new() }).collect())
    }

    fn words(plan: &str, at_rest: &Rests, at: &str, sat: &[&str]) -> String {
        let sat = |on: Day| sat.iter().any(|text| day(text) == on);
        let found = next_block(&planned(plan), at_rest, &now(at), sat);
        found.map_or("none".to_owned(), |block| block.words(&now(at)))
    }

    #[test]
    fn the_next_one_in_words() {
        let none = Rests::default();
        let plan = "Tue Thu Sat 12:30, 30 min";
        let table = [
            ("09-22T11:50", "next block today 12:30, in 40 minutes"),
            ("09-22T12:29", "next block today 12:30, in 1 minute"),
            ("09-22T12:30", "next block today 12:30, now"),
            ("09-22T11:00", "next block today 12:30, in 90 minutes"),
            ("09-22T09:10", "next block today 12:30, in 3 h 20 min"),
            ("09-22T12:40", "block planned for 12:30, 10 minutes ago"),
            ("09-22T13:00", "next block Thu 12:30"),
            ("09-23T13:00", "next block tomorrow 12:30"),
            ("09-26T13:00", "next block Tue 12:30"),
        ];
        for (at, expected) in table {
            assert_eq!(words(plan, &none, at, &[]), expected, "{at}");
        }
        assert_eq!(words(plan, &none, "09-22T12:40", &["09-22"]), "next block Thu 12:30", "it was sat already");
        assert_eq!(words("Thu 8:30 after coffee", &none, "09-22T12:40", &[]), "next block Thu 08:30, after coffee");
        assert_eq!(
            words("Tue 12:30 after lunch", &none, "09-22T12:00", &[]),
            "next block today 12:30, in 30 minutes, after lunch"
        );
        assert_eq!(words("Tue 12:30", &none, "09-22T13:00", &[]), "next block Tue 29 Sep 12:30");
        assert_eq!(words("Tue 12:30, Wed 9:00", &none, "09-22T13:00", &[]), "next block tomorrow 09:00");
        assert_eq!(next_block(&[], &none, &now("09-22T13:00"), |_| false), None);
    }

    #[test]
    fn days_of_rest_are_skipped() {
        let holiday = RestDays::Dates { from: day("09-22"), to: day("10-02") };
        let off = RestDays::Weekday { weekday: Weekday::Sat, from: day("09-01"), until: None };
        assert_eq!(
            words("Tue Thu Sat 12:30", &rests(&[holiday, off]), "09-22T11:00", &[]),
            "next block Tue 06 Oct 12:30"
        );
        assert_eq!(words("Sat 12:30", &rests(&[off]), "09-22T11:00", &[]), "none");
        // half past one on Saturday is still Friday's day
        assert_eq!(words("Sat 1:30", &rests(&[off]), "09-22T11:00", &[]), "next block Sat 01:30");
        let friday = RestDays::Weekday { weekday: Weekday::Fri, from: day("09-01"), until: None };
        assert_eq!(words("Sat 1:30", &rests(&[friday]), "09-22T11:00", &[]), "none");
    }

    #[test]
    fn changes_of_the_clock() -> Result<(), chrono::ParseError> {
        // clocks go forward on 29 March 2026 at 02:00: half past two moves to half past three
        let zone = Zone::new(60, vec![ZoneStep { from: frozen("2026-03-29T01:00:00Z")?.at, offset: 120 }]);
        let at = |text: &str| frozen(text).map(|now| Now { zone: zone.clone(), ..now });
        let mut plan = planned("Sun 2:30, Sun 12:30");
        for block in &mut plan {
            block.from = day("01-01");
        }
        let none = Rests::default();
        let found = |now: &Now| next_block(&plan, &none, now, |_| false).map(|block| (block.at, block.words(now)));
        let early = at("2026-03-29T00:30:00Z")?;
        let skipped = frozen("2026-03-29T01:30:00Z")?.at;
        assert_eq!(found(&early), Some((skipped, "next block today 03:30, in 60 minutes".to_owned())));
        let later = at("2026-03-29T02:30:00Z")?;
        let noon = frozen("2026-03-29T10:30:00Z")?.at;
        assert_eq!(found(&later), Some((noon, "next block today 12:30, in 8 h".to_owned())));
        // the day before: twenty-three hours and a half, said as the day
        let before = at("2026-03-28T11:00:00Z")?;
        assert_eq!(found(&before).map(|(_, words)| words), Some("next block tomorrow 03:30".to_owned()));
        Ok(())
    }

    #[test]
    fn those_that_did_not_come_about() {
        let sat = |on: Day| on == day("09-17");
        let plan = planned("Tue Thu Sat 12:30, Mon 1:30 after work");
        let at = now("09-22T13:00");
        let none = Rests::default();
        let asked = |rests: &Rests, first: &str, last: &str| {
            in_the_way(&missed(&plan, rests, &at, (day(first), day(last)), sat), &at)
        };
        let table = [
            ("09-14", "09-20", "Tue 12:30, Sat 12:30, Mon 01:30: no block. What stood in the way?"),
            ("09-20", "09-20", "Mon 01:30, after work: no block. What stood in the way?"),
            ("09-07", "09-20", "7 planned times: no block. What stood in the way?"),
            // a session was held on that day
            ("09-17", "09-18", ""),
            // today is not over
            ("09-21", "09-27", ""),
        ];
        for (first, last, wanted) in table {
            assert_eq!(asked(&none, first, last), wanted, "{first} to {last}");
        }
        let holiday = rests(&[RestDays::Dates { from: day("09-14"), to: day("09-20") }]);
        assert_eq!(asked(&holiday, "09-14", "09-20"), "");
    }

    #[test]
    fn the_first_one() {
        let first = |plan: &str| {
            let at = now("09-22T11:50");
            next_block(&planned(plan), &Rests::default(), &at, |_| false).map(|block| block.first_words(&at))
        };
        assert_eq!(first("Tue Thu Sat 12:30").as_deref(), Some("Your first is in 40 minutes"));
        assert_eq!(first("Wed 12:30").as_deref(), Some("Your first is tomorrow 12:30"));
        assert_eq!(first("Thu 12:30").as_deref(), Some("Your first is on Thu 12:30"));
    }
}
