//! The cards of contacts and communities: bounded reads of one subject.

use rusqlite::{Row as SqlRow, params};

use crate::domain::attention::Facts;
use crate::domain::balance::{AskFacts, AskOf, Balance, OutRow, room_for_ask, window_start};
use crate::domain::commitment::Rests;
use crate::domain::community::StepHow;
use crate::domain::contact::{DatedSort, Tier};
use crate::domain::host::{Answered, HostView};
use crate::domain::ids::{ActId, CommunityId, ContactId, Subject};
use crate::domain::kind::Direction;
use crate::domain::ladder::{self, Lies};
use crate::domain::owed::{OwedSort, top};
use crate::domain::rhythm::{usually, weekly};
use crate::domain::stage;
use crate::domain::time::{Day, Now};
use crate::domain::weigh::weigh;
use crate::report::card::{ActLine, Card, CommunityCard, ContactCard, HandleLine, Pair, RungLine};
use crate::store::standing::day;
use crate::store::{Result, Store, evidence};

/// Acts that a card shows.
const ACTS: usize = 12;
/// Acts of yours that balance and room for an ask look back.
const WINDOW: u32 = 200;
/// Days of the weekly sparkline.
const WEEKS_DAYS: i64 = 26 * 7;

/// An act of yours as balance needs it.
struct Out {
    kind: String,
    count: u32,
    first: Option<i64>,
    id: i64,
    day: Day,
}

impl Store {
    /// The card of a subject; none where it is gone.
    pub fn card(&self, now: &Now, subject: Subject) -> Result<Option<Card>> {
        let _at_once = self.at_once()?;
        match subject {
            Subject::Contact(id) => {
                let card = self.contact_card(now, self.living(id)?)?;
                Ok(card.map(|card| Card::Contact(Box::new(card))))
            }
            Subject::Community(id) => Ok(self.community_card(now, id)?.map(|card| Card::Community(Box::new(card)))),
        }
    }

    fn contact_card(&self, now: &Now, id: ContactId) -> Result<Option<ContactCard>> {
        let Some(contact) = self.contact(id)? else { return Ok(None) };
        let subject = Subject::Contact(id);
        let facts = match self.facts_of(now, subject)? {
            Some(facts) => facts,
            // archived: nothing ranks it
            None => Facts::new(subject, &contact.uid, &contact.fields.name),
        };
        let rests = self.rests(now.day().plus(-4_000))?;
        let weighed = weigh(&facts, &self.settings, &rests, now);
        let row = self.rows(now, &[(&facts, &weighed)])?.pop();
        let Some(row) = row else { return Ok(None) };
        let fields = &contact.fields;
        let outs = self.outs("contact IN (SELECT id FROM contact WHERE person = ?1)", id.0)?;
        let evidence = evidence::stage(&self.connection, id, &facts.standing, now.day())?;
        let platforms: Vec<&str> = contact.handles.iter().map(|handle| handle.platform.as_str()).collect();
        let mut figures = self.figures(&facts, &outs, &rests, now);
        figures.extend(ask_figures(self, &facts, &outs, AskOf::Person));
        let texts = [
            ("why", fields.why.clone()),
            ("offer", fields.offer.clone()),
            ("hope", fields.hope.clone()),
            ("at", fields.organisation.clone()),
            ("in", fields.town.clone()),
            ("mail", fields.mail.clone()),
        ];
        let dated = contact.dated.iter().map(|dated| {
            let what = match dated.sort {
                DatedSort::Birthday => "birthday".to_owned(),
                _ => dated.text.clone(),
            };
            Pair { label: dated.day.parse::<Day>().map_or_else(|_| dated.day.clone(), Day::long), value: what }
        });
        Ok(Some(ContactCard {
            id,
            headline: headline(fields.tier, facts.cadence),
            places: distinct(&platforms).join(", "),
            stage: facts.stage.word().to_owned(),
            next: stage::next_words(facts.stage, &evidence).join("; "),
            offered: stage::offer(facts.stage, &evidence),
            texts: pairs(texts),
            figures,
            weeks: self.weeks("contact IN (SELECT id FROM contact WHERE person = ?1)", id.0, now)?,
            dated: dated.collect(),
            handles: contact.handles.iter().map(handle_line).collect(),
            tags: fields.tags.clone(),
            topics: fields.topics.clone(),
            notes: fields.notes.clone(),
            acts: self.act_lines("act.contact IN (SELECT id FROM contact WHERE person = ?1)", id.0, false)?,
            archived: contact.archived,
            fields: contact.fields.clone(),
            row,
        }))
    }

    fn community_card(&self, now: &Now, id: CommunityId) -> Result<Option<CommunityCard>> {
        let Some(community) = self.community(id)? else { return Ok(None) };
        let Some(facts) = self.facts_of(now, Subject::Community(id))? else { return Ok(None) };
        let rests = self.rests(now.day().plus(-4_000))?;
        let weighed = weigh(&facts, &self.settings, &rests, now);
        let Some(row) = self.rows(now, &[(&facts, &weighed)])?.pop() else { return Ok(None) };
        let fields = &community.fields;
        let outs = self.outs("community = ?1", id.0)?;
        let evidence = evidence::ladder(&self.connection, id, &facts.standing, &self.settings, now.day())?;
        let settings = &self.settings.ladder;
        let next = ladder::next(community.rung, &evidence, settings, now.day()).filter(|_| facts.ladder);
        let mut ladder = Vec::new();
        if facts.ladder {
            for rung in ladder::rungs(community.rung, &community.steps, &evidence, settings).into_iter().rev() {
                let reached =
                    rung.since.filter(|_| matches!(rung.lies, Lies::Behind | Lies::Here)).map(|(day, how)| {
                        let how = if how == StepHow::Earned { "earned" } else { "said" };
                        if rung.lies == Lies::Here { format!("{how} {}", day.short()) } else { day.short() }
                    });
                let progress =
                    (rung.lies == Lies::Next).then(|| rung.progress().map(|want| (want.done, want.of))).flatten();
                ladder.push(RungLine {
                    rung: rung.rung,
                    name: rung.name.to_owned(),
                    wants: rung.wanted.clone(),
                    reached: reached.unwrap_or_else(|| {
                        if matches!(rung.lies, Lies::Behind | Lies::Here) { "yes".to_owned() } else { String::new() }
                    }),
                    here: rung.lies == Lies::Here,
                    progress,
                });
            }
        }
        let mut figures = self.figures(&facts, &outs, &rests, now);
        figures.extend(ask_figures(self, &facts, &outs, AskOf::Place));
        let platforms: Vec<&str> = std::iter::once(fields.platform.as_str())
            .chain(community.handles.iter().map(|handle| handle.platform.as_str()))
            .filter(|platform| !platform.is_empty())
            .collect();
        let (people, more_people) = self.people_in(id)?;
        let host = if fields.role == crate::domain::community::Role::Host {
            self.host_view(now, &facts, id)?
        } else {
            Vec::new()
        };
        let texts = [
            ("expects me", fields.expects.clone()),
            ("acting as", fields.acting_as.clone()),
            ("rules", fields.rules.lines().next().unwrap_or_default().to_owned()),
            ("notes", fields.notes.lines().next().unwrap_or_default().to_owned()),
            ("topics", fields.topics.join(", ")),
        ];
        Ok(Some(CommunityCard {
            id,
            platforms: distinct(&platforms).join(" + "),
            state: fields.state.word().to_owned(),
            role: fields.role.word().to_owned(),
            since: format!("since {}", now.day_of(community.added).0.format("%B")),
            figures,
            texts: pairs(texts),
            ladder,
            next: next.as_ref().map(|next| next.line.clone()).unwrap_or_default(),
            offered: next.filter(|next| next.earned).map(|next| next.rung),
            know_offered: facts.ladder && ladder::know_this_place(community.rung).is_some(),
            host,
            people,
            more_people,
            weeks: self.weeks("community = ?1", id.0, now)?,
            handles: community.handles.iter().map(handle_line).collect(),
            tags: fields.tags.clone(),
            topics: fields.topics.clone(),
            acts: self.act_lines("act.community = ?1", id.0, true)?,
            archived: community.archived,
            fields: community.fields.clone(),
            row,
        }))
    }

    /// Quiet, usually, given and asked, about others.
    fn figures(&self, facts: &Facts, outs: &[Out], rests: &Rests, now: &Now) -> Vec<Pair> {
        let standing = &facts.standing;
        let mut figures = Vec::new();
        if let Some(last) = standing.clock_day {
            let days = now.day().since(last) - rests.stopped_between(last, now.day());
            figures.push(pair("quiet", &format!("{} d", days.max(0))));
        }
        if let Some(usually) = usually(&standing.gaps, facts.cadence) {
            let words = usually.to_string();
            let value = words.strip_prefix("usually ").map_or(words.clone(), |days| format!("every {days} d"));
            figures.push(pair("usually", &value));
        }
        let kinds = &self.settings.kinds;
        let balance = match facts.subject {
            Subject::Contact(_) => Balance::of_last(kinds, outs.iter().map(|out| out.kind.as_str())),
            Subject::Community(_) => {
                let from = window_start(now.day(), 90);
                let rows: Vec<OutRow<'_>> = outs.iter().filter(|out| out.day >= from).map(out_row).collect();
                Balance::of_rows(kinds, &rows)
            }
        };
        if !outs.is_empty() {
            figures.push(pair("given, asked", &format!("{} and {}", balance.given, balance.asked)));
        }
        if let Some(about) = balance.about_others() {
            figures.push(pair("about others", &about.to_string()));
        }
        figures
    }

    /// Your last acts, newest first.
    fn outs(&self, bound: &str, id: i64) -> Result<Vec<Out>> {
        let sql = format!(
            "SELECT kind, count, first, id, day FROM act WHERE {bound} AND gone = 0 AND direction = 'out' ORDER BY at DESC, id DESC LIMIT {WINDOW}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([id], |row| {
            Ok(Out {
                kind: row.get(0)?,
                count: row.get(1)?,
                first: row.get(2)?,
                id: row.get(3)?,
                day: day(row, 4)?.unwrap_or(Day(chrono::NaiveDate::MIN)),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn weeks(&self, bound: &str, id: i64, now: &Now) -> Result<Vec<u32>> {
        let from = now.day().plus(-WEEKS_DAYS);
        let sql = format!(
            "SELECT day, sum(count) FROM act WHERE {bound} AND gone = 0 AND direction IN ('in', 'out') AND at >= ?2 GROUP BY day"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let bound = now.start_of(from).0;
        let rows = statement.query_map(params![id, bound], |row| Ok((day(row, 0)?, row.get::<_, u32>(1)?)))?;
        let mut days = Vec::new();
        for row in rows {
            if let (Some(day), count) = row? {
                days.push((day, count));
            }
        }
        Ok(weekly(days, now.day(), self.settings.week_start).to_vec())
    }

    fn act_lines(&self, bound: &str, id: i64, with_who: bool) -> Result<Vec<ActLine>> {
        let mut lines: Vec<(i64, ActLine)> = Vec::new();
        for direction in ["out", "in"] {
            let sql = format!(
                "SELECT act.id, act.day, act.direction, act.kind, act.note, act.count, act.link, living.name, act.at FROM act
                 LEFT JOIN contact ON contact.id = act.contact LEFT JOIN contact AS living ON living.id = contact.person
                 WHERE {bound} AND act.gone = 0 AND act.direction = '{direction}' ORDER BY act.at DESC, act.id DESC LIMIT {ACTS}"
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map([id], |row| Ok((row.get(8)?, self.act_line(row, with_who)?)))?;
            lines.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        }
        lines.sort_by_key(|line| std::cmp::Reverse((line.0, line.1.id)));
        Ok(lines.into_iter().take(ACTS).map(|line| line.1).collect())
    }

    fn act_line(&self, row: &SqlRow<'_>, with_who: bool) -> rusqlite::Result<ActLine> {
        let theirs = row.get_ref(2)?.as_str()? == "in";
        let direction = if theirs { Direction::In } else { Direction::Out };
        let kind: String = row.get(3)?;
        let (note, count): (String, u32) = (row.get(4)?, row.get(5)?);
        let label = self.settings.kinds.get(direction, &kind).label;
        let times = if count > 1 { format!(" ×{count}") } else { String::new() };
        let note = note.lines().next().unwrap_or_default();
        let what = if note.is_empty() { format!("{label}{times}") } else { format!("{label}{times}: {note}") };
        let who = if with_who { row.get::<_, Option<String>>(7)?.unwrap_or_default() } else { String::new() };
        Ok(ActLine {
            id: ActId(row.get(0)?),
            day: day(row, 1)?.unwrap_or(Day(chrono::NaiveDate::MIN)),
            theirs,
            what,
            who,
            link: row.get(6)?,
        })
    }

    /// People met in a place over its last acts, the most frequent first, and how many more.
    fn people_in(&self, id: CommunityId) -> Result<(Vec<(ContactId, String)>, usize)> {
        let mut statement = self.connection.prepare_cached(
            "SELECT living.id, living.name, count(*) FROM (
                 SELECT contact FROM act WHERE community = ?1 AND gone = 0 AND contact IS NOT NULL AND direction = 'out' ORDER BY at DESC LIMIT 500)
             AS recent JOIN contact ON contact.id = recent.contact JOIN contact AS living ON living.id = contact.person
             GROUP BY living.id ORDER BY 3 DESC, living.name LIMIT 50",
        )?;
        let rows = statement.query_map([id.0], |row| Ok((ContactId(row.get(0)?), row.get(1)?)))?;
        let all = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        let more = all.len().saturating_sub(6);
        Ok((all.into_iter().take(6).collect(), more))
    }

    fn host_view(&self, now: &Now, facts: &Facts, id: CommunityId) -> Result<Vec<Pair>> {
        let from = now.start_of(now.day().plus(-i64::from(crate::domain::host::DAYS))).0;
        let welcomed: u32 = self
            .connection
            .prepare_cached(
                "SELECT coalesce(sum(count), 0) FROM act WHERE community = ?1 AND direction = 'out' AND gone = 0 AND at >= ?2 AND kind = 'welcomed'",
            )?
            .query_row(params![id.0, from], |row| row.get(0))?;
        let mut statement = self.connection.prepare_cached(
            "SELECT owed.since_day, act.day, settles.count FROM owed
             JOIN settles ON settles.owed = owed.id AND settles.gone = 0 JOIN act ON act.id = settles.act AND act.gone = 0
             WHERE owed.community = ?1 AND owed.gone = 0 AND owed.sort = 'reply' AND act.at >= ?2 LIMIT 2000",
        )?;
        let rows =
            statement.query_map(params![id.0, from], |row| Ok((day(row, 0)?, day(row, 1)?, row.get::<_, u32>(2)?)))?;
        let mut answered = Vec::new();
        for row in rows {
            if let (Some(asked), Some(day), count) = row? {
                answered.push(Answered { asked, answered: day, count });
            }
        }
        let open = facts.owed.iter().filter(|item| item.sort == OwedSort::Reply).map(|item| item.left);
        Ok(HostView::new(open, welcomed, &answered)
            .rows()
            .into_iter()
            .map(|(label, value)| pair(label, &value))
            .collect())
    }
}

fn ask_figures(store: &Store, facts: &Facts, outs: &[Out], of: AskOf) -> Vec<Pair> {
    let rows: Vec<OutRow<'_>> = outs.iter().map(out_row).collect();
    let owed = top(&facts.owed).map(|item| item.sort);
    let room = room_for_ask(of, AskFacts::of_rows(&store.settings().kinds, &rows, owed));
    vec![pair("an ask", &room.to_string())]
}

fn out_row(out: &Out) -> OutRow<'_> {
    // both rows of an introduction share the id of its first
    OutRow { kind: &out.kind, count: out.count, group: Some(ActId(out.first.unwrap_or(out.id))) }
}

/// "close, about monthly".
fn headline(tier: Option<Tier>, cadence: Option<u32>) -> String {
    let often = match cadence {
        None => "only when something happens".to_owned(),
        Some(7) => "about weekly".to_owned(),
        Some(14) => "about every two weeks".to_owned(),
        Some(28..=31) => "about monthly".to_owned(),
        Some(84..=93) => "about every three months".to_owned(),
        Some(360..=370) => "about yearly".to_owned(),
        Some(days) => format!("every {days} days"),
    };
    tier.map_or_else(|| "no tier yet".to_owned(), |tier| format!("{tier}, {often}"))
}

fn pairs<const N: usize>(texts: [(&str, String); N]) -> Vec<Pair> {
    texts
        .into_iter()
        .filter(|text| !text.1.is_empty())
        .map(|(label, value)| Pair { label: label.to_owned(), value })
        .collect()
}

fn pair(label: &str, value: &str) -> Pair {
    Pair { label: label.to_owned(), value: value.to_owned() }
}

fn handle_line(handle: &crate::domain::contact::Handle) -> HandleLine {
    HandleLine {
        id: handle.id,
        platform: handle.platform.clone(),
        name: handle.name.clone(),
        link: handle.link.clone(),
    }
}

fn distinct<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut seen: Vec<&str> = Vec::new();
    for word in words {
        if !seen.contains(word) {
            seen.push(word);
        }
    }
    seen
}
