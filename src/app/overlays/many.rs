//! `n`: many at once, one a line; a handle or a link after the name finds its platform.

use crate::app::effect::Effect;
use crate::app::field::Field;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Reply};
use crate::domain::alike::{Alike, Asked};
use crate::domain::change::Change;
use crate::domain::community::{CommunityFields, Role, State};
use crate::domain::contact::{ContactFields, Stage, Tier};
use crate::domain::duplicate::{Index, Row};
use crate::domain::entry::{Entry, parse_entry};

/// What the lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// People, with the tier they all get; none goes to triage.
    People(Option<Tier>),
    /// Communities, with the state they all get.
    Places(State),
}

/// A list of one-line fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Many {
    /// What the lines are.
    pub sort: Sort,
    /// The lines; the last one is always empty.
    pub lines: Vec<Field>,
    /// Which line is typed in.
    pub on: usize,
}

impl Many {
    /// Lines of people, the first one filled in.
    pub fn people(first: &str) -> Self {
        Self::of(Sort::People(Some(Tier::Close)), first)
    }

    /// Lines of communities.
    pub fn places() -> Self {
        Self::of(Sort::Places(State::Scouting), "")
    }

    /// Empty lines.
    pub fn of(sort: Sort, first: &str) -> Self {
        Self { sort, lines: vec![Field::of(first)], on: 0 }
    }

    /// Reads a key.
    pub fn key(&mut self, key: Key) -> Reply {
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Reply::close(),
            (Code::Char('d' | 's'), true) => return self.write(),
            (Code::Enter, _) if self.lines[self.on].is_empty() => return self.write(),
            (Code::Tab, _) => self.turn(),
            (Code::Enter, _) => self.next_line(),
            (Code::Down, _) => self.on = (self.on + 1).min(self.lines.len() - 1),
            (Code::Up, _) => self.on = self.on.saturating_sub(1),
            (Code::Backspace, _) if self.lines[self.on].text().is_empty() && self.lines.len() > 1 => {
                self.lines.remove(self.on);
                self.on = self.on.saturating_sub(1);
            }
            _ => {
                self.lines[self.on].key(key);
            }
        }
        Reply::stay()
    }

    /// Takes a paste of one line or of many.
    pub fn paste(&mut self, text: &str) -> bool {
        for (n, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
            if n > 0 {
                self.next_line();
            }
            self.lines[self.on].paste(line);
        }
        true
    }

    /// Whether anything is typed.
    pub fn is_typed(&self) -> bool {
        self.lines.iter().any(|line| !line.is_empty())
    }

    /// Puts other lines behind these, and goes on in the last one.
    pub fn append(&mut self, other: Self) {
        if other.is_typed() {
            self.lines.retain(|line| !line.is_empty());
            self.lines.extend(other.lines);
        }
        self.on = self.lines.len().saturating_sub(1);
    }

    /// What each filled line would become.
    pub fn entries(&self) -> Vec<Entry> {
        self.lines.iter().filter_map(|line| parse_entry(line.text()).ok()).collect()
    }

    /// What one line would become; none where nothing is typed.
    pub fn entry(&self, line: usize) -> Option<Entry> {
        self.lines.get(line).filter(|line| !line.is_empty()).and_then(|line| parse_entry(line.text()).ok())
    }

    /// Whom the lines would add.
    pub fn asked(&self) -> Vec<Asked> {
        changes(self.sort, &self.entries(), None).iter().flat_map(Asked::of).collect()
    }

    /// Who is here already and may be the same as one line would add.
    pub fn known<'e>(&self, entry: &Entry, env: &Env<'e>) -> Option<&'e Alike> {
        let change = changes(self.sort, std::slice::from_ref(entry), None).pop()?;
        env.known.get(Asked::of(&change).first()?)
    }

    /// The line before this one that would add the same, counted from 1, and why: "line 1 too: same name".
    pub fn twice(&self, line: usize) -> Option<String> {
        let asked = |line: usize| {
            let entry = self.entry(line)?;
            changes(self.sort, &[entry], None).iter().flat_map(Asked::of).next()
        };
        let here = asked(line)?;
        let before: Vec<(usize, Asked)> = (0..line).filter_map(|n| Some((n, asked(n)?))).collect();
        let rows: Vec<Row<'_, usize>> = before.iter().map(|(n, asked)| asked.row(*n)).collect();
        let pair = Index::new(&rows).find(&here.row(line)).into_iter().next()?;
        Some(format!("line {} too: {}", pair.other + 1, pair.evidence.first()?.sort()))
    }

    /// "your cadences ask 14 a week, then 16; your blocks have room for 11": what the lines would choose.
    pub fn load(&self, env: &Env<'_>) -> String {
        let settings = env.settings;
        let cadence = |change: &Change| match change {
            Change::AddContact(fields, _) => settings.contact_cadence(fields.cadence, fields.tier, fields.style()),
            Change::AddCommunity(fields, _) => settings.community_cadence(fields.cadence, fields.state),
            _ => None,
        };
        let added = changes(self.sort, &self.entries(), None);
        env.load.map_or_else(String::new, |totals| {
            totals.load().words_then(totals.with([], added.iter().filter_map(cadence)).load())
        })
    }

    fn next_line(&mut self) {
        self.on += 1;
        self.lines.insert(self.on, Field::default());
    }

    /// `Tab` turns what all of them get.
    fn turn(&mut self) {
        self.sort = match self.sort {
            Sort::People(Some(Tier::Inner)) => Sort::People(Some(Tier::Close)),
            Sort::People(Some(Tier::Close)) => Sort::People(Some(Tier::Network)),
            Sort::People(Some(Tier::Network)) => Sort::People(Some(Tier::Wide)),
            Sort::People(Some(Tier::Wide)) => Sort::People(None),
            Sort::People(None) => Sort::People(Some(Tier::Inner)),
            Sort::Places(State::Scouting) => Sort::Places(State::Focus),
            Sort::Places(_) => Sort::Places(State::Scouting),
        };
    }

    fn write(&self) -> Reply {
        let changes = changes(self.sort, &self.entries(), None);
        let change = match (changes.len(), self.sort) {
            (0, _) => return Reply::close(),
            (1, _) => changes.into_iter().next(),
            (count, Sort::People(_)) => Some(Change::Batch(format!("added {count} people"), changes)),
            (count, Sort::Places(_)) => Some(Change::Batch(format!("added {count} places"), changes)),
        };
        Reply {
            close: true,
            effects: change.into_iter().map(|change| Effect::Write(Box::new(change))).collect(),
            ..Reply::default()
        }
    }
}

/// The changes that add these entries.
pub fn changes(sort: Sort, entries: &[Entry], stage: Option<Stage>) -> Vec<Change> {
    entries
        .iter()
        .map(|entry| match sort {
            Sort::People(tier) => {
                let fields = ContactFields {
                    name: entry.name.clone(),
                    tier: entry.tier.or(tier),
                    stage,
                    mail: entry.mail().to_owned(),
                    tags: entry.tags.clone(),
                    ..ContactFields::default()
                };
                Change::AddContact(fields, entry.handles())
            }
            Sort::Places(chosen) => {
                let found = entry.found.first();
                let fields = CommunityFields {
                    name: entry.name.clone(),
                    platform: found.map_or_else(String::new, |found| found.platform.to_owned()),
                    link: found.map_or_else(String::new, |found| found.link.clone()),
                    state: chosen,
                    role: if stage.is_some() { Role::Member } else { Role::Guest },
                    tags: entry.tags.clone(),
                    ..CommunityFields::default()
                };
                Change::AddCommunity(fields, Vec::new())
            }
        })
        .collect()
}
