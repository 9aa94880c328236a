//! From when somebody or some place can be listed again, where nobody is listed today.
//!
//! Asks only for first days, each by an index or over the few places, and promises no more
//! than that nothing comes before the earliest of them. Must not weigh anybody.

use rusqlite::{OptionalExtension, Row, params};

use crate::domain::cadence::Clock;
use crate::domain::commitment::Rests;
use crate::domain::community::State;
use crate::domain::contact::Style;
use crate::domain::time::{Day, Now};
use crate::store::standing::day;
use crate::store::{Result, Store};

/// Days before a dated event on which it begins to count.
const EVENT_AHEAD: i64 = 7;
/// Longest rest that is looked through.
const REST_DAYS: i64 = 400;

/// A day, and who comes back then.
type First = Option<(Day, String)>;

impl Store {
    /// "nothing is due before Thu 24 Sep (Leila)"; empty where nothing lies ahead.
    pub(super) fn quiet_until(&self, now: &Now, rests: &Rests) -> Result<String> {
        let today = now.day();
        // what is due comes back after a rest, what is due later no earlier
        let free = (0..REST_DAYS).map(|days| today.plus(days)).find(|day| !rests.covers(*day)).unwrap_or(today);
        let clocks = if free > today { Day::FIRST } else { today };
        let timed =
            [self.clock_of_people(clocks)?, self.clock_of_places(clocks)?, self.step(today)?, self.yearly(today)?];
        let timed = timed.into_iter().flatten().map(|(day, name)| (day.max(free), name));
        // what is owed comes on a day of rest too
        let first = timed.chain(self.promised(today)?).chain(self.held(today)?).min_by_key(|(day, _)| *day);
        Ok(first.map_or_else(String::new, |(day, name)| format!("nothing is due before {} ({name})", day.long())))
    }

    fn first(&self, sql: &str, than: &str) -> Result<First> {
        let map = |row: &Row<'_>| Ok((day(row, 0)?, row.get::<_, String>(1)?));
        let found = self.connection.prepare_cached(sql)?.query_row([than], map).optional()?;
        Ok(found.and_then(|(day, name)| Some((day?, name))))
    }

    fn clock_of_people(&self, after: Day) -> Result<First> {
        self.first(
            "SELECT standing.list_from, contact.name FROM standing INDEXED BY standing_list
             JOIN contact ON contact.id = standing.id
             WHERE standing.list_from > ?1 AND standing.sort = 1 ORDER BY standing.list_from LIMIT 1",
            &after.to_string(),
        )
    }

    fn clock_of_places(&self, after: Day) -> Result<First> {
        let mut statement = self.connection.prepare_cached(
            "SELECT community.name, community.state, community.cadence, community.cadence_day, standing.clock_day
             FROM community LEFT JOIN standing ON standing.sort = 0 AND standing.id = community.id
             WHERE community.gone = 0 AND community.archived = 0 LIMIT 10000",
        )?;
        let rows = statement.query_map([], |row| {
            let state = State::from_word(row.get_ref(1)?.as_str()?).unwrap_or(State::Scouting);
            let cadence = self.settings.community_cadence(row.get(2)?, state).filter(|_| state != State::Parked);
            let clock = Clock::new(Style::Rhythm, cadence, day(row, 3)?, day(row, 4)?);
            Ok(clock.map(Clock::half_from).zip(Some(row.get::<_, String>(0)?)))
        })?;
        let days = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(days.into_iter().flatten().filter(|(day, _)| *day > after).min_by_key(|(day, _)| *day))
    }

    /// The day before the next due day of something owed.
    fn promised(&self, today: Day) -> Result<First> {
        let found = self.first(
            "SELECT owed.due, coalesce(person.name, community.name, '') FROM owed INDEXED BY owed_open
             LEFT JOIN contact ON contact.id = owed.contact LEFT JOIN contact AS person ON person.id = contact.person
             LEFT JOIN community ON community.id = owed.community
             WHERE owed.remaining > 0 AND owed.gone = 0 AND owed.due > ?1 ORDER BY owed.due LIMIT 1",
            &today.plus(1).to_string(),
        )?;
        Ok(found.map(|(day, name)| (day.plus(-1), name)))
    }

    fn step(&self, today: Day) -> Result<First> {
        let found = self.first(
            "SELECT dated.day, contact.name FROM dated INDEXED BY dated_step
             JOIN contact AS one ON one.id = dated.contact JOIN contact ON contact.id = one.person
             WHERE dated.gone = 0 AND dated.sort = 'step' AND dated.done_at IS NULL AND dated.day > ?1
                AND contact.archived = 0 ORDER BY dated.day LIMIT 1",
            &today.plus(EVENT_AHEAD).to_string(),
        )?;
        Ok(found.map(|(day, name)| (day.plus(-EVENT_AHEAD), name)))
    }

    /// The next date that comes every year, in this year or the next.
    fn yearly(&self, today: Day) -> Result<First> {
        let mut statement = self.connection.prepare_cached(
            "SELECT substr(dated.day, -5), contact.name FROM dated INDEXED BY dated_yearly
             JOIN contact AS one ON one.id = dated.contact JOIN contact ON contact.id = one.person
             WHERE dated.gone = 0 AND dated.sort <> 'step' AND substr(dated.day, -5) > ?1 AND contact.archived = 0
             ORDER BY substr(dated.day, -5) LIMIT 1",
        )?;
        let after = today.plus(EVENT_AHEAD);
        let year = chrono::Datelike::year(&after.date());
        for (year, than) in [(year, after.date().format("%m-%d").to_string()), (year + 1, String::new())] {
            let found: Option<(String, String)> =
                statement.query_row(params![than], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            if let Some((date, name)) = found {
                // the 29 of February counts as the 28th in a year that has none
                let day = format!("{year:04}-{date}").parse().or_else(|_| format!("{year:04}-02-28").parse::<Day>());
                return Ok(day.ok().map(|day| (day.plus(-EVENT_AHEAD), name)));
            }
        }
        Ok(None)
    }

    /// The day on which the next pass or snooze is over.
    fn held(&self, today: Day) -> Result<First> {
        self.first(
            "SELECT snooze.until_day, coalesce(person.name, community.name, '') FROM snooze INDEXED BY snooze_until
             LEFT JOIN contact ON contact.id = snooze.contact LEFT JOIN contact AS person ON person.id = contact.person
             LEFT JOIN community ON community.id = snooze.community
             WHERE snooze.gone = 0 AND snooze.until_day > ?1 ORDER BY snooze.until_day LIMIT 1",
            &today.to_string(),
        )
    }
}
