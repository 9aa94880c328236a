//! The weekly review and the recap of a block.

use rusqlite::params;

use super::week::counted;

use crate::domain::attention::{Facts, Term};
use crate::domain::balance::{Balance, window_start};
use crate::domain::cadence::Clock;
use crate::domain::change::Change;
use crate::domain::commitment::{Measure, RestDays, Rests, Rule};
use crate::domain::commitment_words;
use crate::domain::ids::Subject;
use crate::domain::kind::Direction;
use crate::domain::ladder;
use crate::domain::period::AsOf;
use crate::domain::planned_words;
use crate::domain::ramp::ramp_item;
use crate::domain::review::{self as rules, Earned, Item, OwedFacts, PlaceFacts, SilentFacts};
use crate::domain::rhythm::usually;
use crate::domain::stage;
use crate::domain::terms::Ranking;
use crate::domain::time::{Day, Now, Week};
use crate::report::card::Pair;
use crate::report::commitments;
use crate::report::review::{Choice, DayMinutes, Offer, PlanLine, Recap, Review, Step, StepItem};
use crate::store::{Result, Store, evidence};

/// Items of one guided step at most.
const ITEMS: usize = 60;

impl Store {
    /// The review of a week; none is the one that is up now, else the running one.
    pub fn review(&self, now: &Now, week: Option<Week>) -> Result<Review> {
        let start = self.settings.week_start;
        let since = self.first_day()?.unwrap_or(now.day());
        let closed_on = |week: Week| self.closed_on(week).ok().flatten();
        let up = rules::up_for_review(now.day(), start, since, |week| closed_on(week).is_some());
        let week = week.or(up).unwrap_or_else(|| Week::of(now.day(), start));
        let last = rules::figures_day(week, now.day());
        let running = week.last() >= now.day();
        let as_of = if running { AsOf::Today(now.day()) } else { AsOf::EndOf(last) };
        let rests = self.rests(now.day().plus(-4_000))?;
        let progress = self.progress(now, as_of)?;
        let minutes = self.minutes_by_day(now, week.first)?;
        let in_week = |day: Day| week.first <= day && day <= week.last();
        let spent: u32 = minutes.iter().filter(|(day, _)| in_week(*day)).map(|(_, minutes)| minutes).sum();
        let (acts, people) = self.acts_and_people(week.first, last)?;
        let blocks = self.blocks_between(week.first, last)?;
        let open = up == Some(week);
        let steps = if open { self.steps(now, &rests)? } else { Vec::new() };
        let (well, line) = self.review_lines(week)?;
        let progress_only: Vec<_> = progress.iter().map(|(_, progress)| progress.clone()).collect();
        let kinds = self.kinds_between(week.first, last)?;
        let month = window_start(last, 28);
        Ok(Review {
            week,
            title: rules::headline(week),
            dates: dates(week),
            open,
            closed: closed_on(week),
            summary: format!(
                "{} with {}   {} in {}",
                counted(acts, "act", "acts"),
                counted(people, "person", "people"),
                hours(spent),
                counted(blocks, "block", "blocks")
            ),
            commitments: commitments::lines(&progress_only),
            minutes: (0..7)
                .map(|n| week.first.plus(n))
                .map(|day| DayMinutes {
                    day,
                    minutes: minutes.iter().find(|row| row.0 == day).map_or(0, |row| row.1),
                    rest: rests.covers(day),
                })
                .collect(),
            heat: self.heat(&rests, last)?,
            came_back: self.came_back(week.first, last)?,
            about_others: self.about_others(&kinds, month, last)?,
            given: {
                let balance =
                    Balance::of_counts(&self.settings.kinds, kinds.iter().map(|(kind, count)| (kind.as_str(), *count)));
                format!("{}, asked {}", balance.given, balance.asked)
            },
            regulars: self.regulars(week.first, last)?,
            kinds: kinds
                .iter()
                .map(|(kind, count)| (self.settings.kinds.get(Direction::Out, kind).label.to_owned(), *count))
                .collect(),
            steps,
            offers: if open { self.offers(&progress)? } else { Vec::new() },
            well,
            line,
            plans: self.plans(now, &rests)?,
        })
    }

    /// The recap of the last finished block; none where there is none.
    pub fn recap(&self, now: &Now) -> Result<Option<Recap>> {
        let Some(session) = self.last_session()?.filter(|session| session.finished.is_some()) else { return Ok(None) };
        let (acts, people): (u32, u32) = self
            .connection
            .prepare_cached(
                "SELECT coalesce(sum(act.count), 0), count(DISTINCT contact.person) FROM act LEFT JOIN contact ON contact.id = act.contact
                 WHERE act.at >= ?1 AND act.session = ?2 AND act.gone = 0 AND act.direction = 'out' AND act.first IS NULL",
            )?
            .query_row(params![session.start.0, session.id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let settled: u32 = self
            .connection
            .prepare_cached(
                "SELECT coalesce(sum(settles.count), 0) FROM act JOIN settles ON settles.act = act.id AND settles.gone = 0
                 WHERE act.at >= ?1 AND act.session = ?2 AND act.gone = 0",
            )?
            .query_row(params![session.start.0, session.id.0], |row| row.get(0))?;
        let spent = session.spent(now.at) / 1000;
        let took =
            if spent % 60 == 0 { format!("{} m", spent / 60) } else { format!("{} m {:02} s", spent / 60, spent % 60) };
        let mut lines = vec![pair(
            "Done",
            &format!("{} with {} in {took}", counted(acts, "act", "acts"), counted(people, "person", "people")),
        )];
        if settled > 0 {
            lines.push(pair("No longer owed", &settled.to_string()));
        }
        for (_, progress) in self.progress(now, AsOf::Today(now.day()))?.iter().take(3) {
            let line = commitments::line(progress);
            lines.push(pair(&capital(&line.short), &format!("{} of {}, {}", line.done, line.asked, line.streak_words)));
        }
        Ok(Some(Recap { session: session.id, planned: session.planned, lines }))
    }

    fn steps(&self, now: &Now, rests: &Rests) -> Result<Vec<Step>> {
        let facts = self.facts_for_today(now)?;
        let today = now.day();
        let ranking = Ranking::new(&self.settings, rests, now);
        let name = |facts: &Facts| facts.name.clone();
        let mut owed: Vec<Item> = Vec::new();
        let mut drifting: Vec<Item> = Vec::new();
        let mut earned: Vec<Item> = Vec::new();
        for facts in &facts {
            for item in &facts.owed {
                let words = if item.text.is_empty() { format!("{} owed", item.sort) } else { item.text.clone() };
                let since = format!("{words}, {} d", today.since(item.since_day));
                let held = facts.hold.is_some();
                let given = OwedFacts { id: item.id, to: facts.subject, name: name(facts), words: since, held };
                owed.push(rules::owed_item(&given, today, self.settings.week_start));
            }
            let Subject::Contact(id) = facts.subject else { continue };
            let Some(clock) = Clock::new(facts.style, facts.cadence, facts.cadence_day, facts.standing.clock_day)
            else {
                continue;
            };
            let score = ranking.score(facts);
            let silent = SilentFacts {
                contact: id,
                name: name(facts),
                days: clock.days(rests, today).max(0) as u32,
                cadence: facts.cadence.unwrap_or(1),
                drifting: score.reasons.has(Term::Drift) || score.of(Term::Drift) > 0,
                usually: usually(&facts.standing.gaps, facts.cadence),
            };
            drifting.extend(rules::drifting_item(&silent, today));
            let evidence = evidence::stage(&self.connection, id, &facts.standing, today)?;
            if let Some(stage) = stage::offer(facts.stage, &evidence) {
                earned.push(rules::earned_item(&facts.name, &Earned::Stage(id, stage)));
            }
        }
        let places = self.place_facts(&facts, now)?;
        for facts in facts.iter().filter(|facts| facts.ladder) {
            let Subject::Community(id) = facts.subject else { continue };
            let evidence = evidence::ladder(&self.connection, id, &facts.standing, &self.settings, today)?;
            let next = ladder::next(facts.rung, &evidence, &self.settings.ladder, today).filter(|next| next.earned);
            if let Some(next) = next {
                earned.push(rules::earned_item(&facts.name, &Earned::Rung(id, next.rung)));
            }
        }
        let blocks = self.blocks_a_week()?;
        let communities = rules::community_items(&places, blocks);
        Ok([("owed", owed), ("drifting", drifting), ("communities", communities), ("ladder and stages", earned)]
            .into_iter()
            .map(|(title, items)| Step {
                title: title.to_owned(),
                items: items.into_iter().take(ITEMS).filter_map(step_item).collect(),
            })
            .collect())
    }

    fn place_facts(&self, facts: &[Facts], now: &Now) -> Result<Vec<PlaceFacts>> {
        let from = now.start_of(now.day().plus(-7)).0;
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(sum(CASE WHEN direction = 'out' THEN count ELSE 0 END), 0),
                coalesce(sum(CASE WHEN direction = 'in' THEN count ELSE 0 END), 0), coalesce(sum(minutes), 0)
             FROM act WHERE community = ?1 AND direction IN ('in', 'out') AND at >= ?2 AND gone = 0",
        )?;
        let mut places = Vec::new();
        for facts in facts {
            let Subject::Community(id) = facts.subject else { continue };
            let Some(community) = self.community(id)? else { continue };
            let (acts, came_back, minutes) =
                statement.query_row(params![id.0, from], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            places.push(PlaceFacts {
                community: id,
                fields: community.fields,
                cadence: facts.cadence,
                acts,
                came_back,
                minutes,
            });
        }
        Ok(places)
    }

    fn offers(
        &self,
        progress: &[(crate::domain::commitment::Commitment, crate::domain::streak::Progress)],
    ) -> Result<Vec<Offer>> {
        let mut offers = Vec::new();
        for (commitment, progress) in progress {
            if let Some(item) = ramp_item(commitment.id, &commitment.spec, &progress.closed_met()) {
                let change = item.choices.first().and_then(|choice| choice.change.clone());
                offers.push(Offer { text: format!("{}: {}", item.name, item.words), change });
            }
        }
        let focus: u32 = self
            .connection
            .prepare_cached("SELECT count(*) FROM community WHERE gone = 0 AND archived = 0 AND state = 'focus'")?
            .query_row([], |row| row.get(0))?;
        if let Some(text) = rules::focus_note(focus, self.blocks_a_week()?) {
            offers.push(Offer { text, change: None });
        }
        Ok(offers)
    }

    /// Blocks a week that commitments ask for; one where none does.
    fn blocks_a_week(&self) -> Result<u32> {
        let blocks: u32 = self
            .commitment_rows()?
            .iter()
            .filter(|row| row.until.is_none() && matches!(row.spec.measure, Measure::Blocks { .. }))
            .map(|row| match &row.spec.rule {
                Rule::Weekly(number) => *number,
                Rule::Monthly(number) => number.div_ceil(4),
                Rule::EveryDays { days, amount } => (7 / (*days).max(1)).max(1) * amount,
                Rule::Weekdays { days, amount } => days.len() as u32 * amount,
            })
            .sum();
        Ok(blocks.max(1))
    }

    fn plans(&self, now: &Now, rests: &Rests) -> Result<Vec<PlanLine>> {
        let line = |sort: &str, text: String, remove: Change| PlanLine {
            sort: sort.to_owned(),
            text,
            remove,
            commitment: None,
        };
        let mut lines: Vec<PlanLine> = self
            .commitments(now.day())?
            .iter()
            .map(|row| PlanLine {
                commitment: Some(row.id),
                ..line("commitment", commitment_words::print(&row.spec), Change::EndCommitment(row.id))
            })
            .collect();
        for planned in self.planned(now.day())? {
            lines.push(line("block", planned_words::print_stored(&planned), Change::EndPlanned(planned.id)));
        }
        for rest in &rests.0 {
            let text = match rest.days {
                RestDays::Dates { to, .. } if to < now.day() => continue,
                RestDays::Dates { from, to } => format!("{} to {}", from.long(), to.long()),
                RestDays::Weekday { until: Some(until), .. } if until < now.day() => continue,
                RestDays::Weekday { weekday, .. } => format!("every {weekday}"),
            };
            let text = if rest.label.is_empty() { text } else { format!("{text}, {}", rest.label) };
            lines.push(line("rest", text, Change::EndRest(rest.id)));
        }
        Ok(lines)
    }
}

fn step_item(item: Item) -> Option<StepItem> {
    let subject = item.subject?;
    let choices = item
        .choices
        .into_iter()
        .map(|choice| Choice {
            digit: choice.digit,
            label: choice.word.to_owned(),
            detail: choice.detail,
            change: choice.change,
        })
        .collect();
    Some(StepItem { subject, name: item.name, reason: item.words, choices })
}

fn dates(week: Week) -> String {
    let (first, last) = (week.first, week.last());
    if first.month_start() == last.month_start() {
        format!("{} – {}", first.0.format("%-d"), last.0.format("%-d %B"))
    } else {
        format!("{} – {}", first.0.format("%-d %B"), last.0.format("%-d %B"))
    }
}

fn hours(minutes: u32) -> String {
    if minutes < 60 { format!("{minutes} m") } else { format!("{} h {:02} m", minutes / 60, minutes % 60) }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn pair(label: &str, value: &str) -> Pair {
    Pair { label: label.to_owned(), value: value.to_owned() }
}
