//! Keys in, screen out: the state machine over a real store in memory, with a frozen clock.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use rounds::app::effect::Effect;
use rounds::app::key::Key;
use rounds::app::keymap::Keymap;
use rounds::app::model::Model;
use rounds::app::msg::Msg;
use rounds::app::update::{opened, start, update};
use rounds::domain::act::{NewAct, Target, When};
use rounds::domain::change::Change;
use rounds::domain::community::{CommunityFields, Role, State};
use rounds::domain::contact::{ContactFields, NewHandle, Stage, Tier};
use rounds::domain::ids::{CommunityId, ContactId, Subject};
use rounds::domain::kind::Direction;
use rounds::domain::settings::Settings;
use rounds::domain::time::{Now, frozen};
use rounds::shell::asking::Asker;
use rounds::shell::effects;
use rounds::shell::importing::{Importer, Say};
use rounds::shell::outside::Recording;
use rounds::store::{Created, Opening, Store};
use rounds::ui;

pub(crate) type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A dashboard under test.
pub(crate) struct Rig {
    pub(crate) model: Model,
    pub(crate) store: Store,
    pub(crate) outside: Recording,
    pub(crate) now: Now,
    pub(crate) left: bool,
    importer: Importer,
    asker: Asker,
    said: (Sender<Msg>, Receiver<Msg>),
}

impl Rig {
    /// An empty file.
    pub(crate) fn empty() -> Result<Self, Box<dyn std::error::Error>> {
        let now = frozen("2026-09-22T09:00:00+02:00")?;
        let opening = Opening { origin: "window".to_owned(), seed: Some(7), brief: false };
        let store = Store::in_memory(Settings::default(), opening)?;
        let keymap = Keymap::new(&[])?;
        let model = Model::new(Settings::default(), keymap, &now, false);
        Ok(Self::over(model, store, now))
    }

    /// An empty file in a folder.
    pub(crate) fn in_folder(folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let now = frozen("2026-09-22T09:00:00+02:00")?;
        let opening = Opening { origin: "window".to_owned(), seed: Some(7), brief: false };
        let store = Store::open(folder, Settings::default(), opening)?;
        let model = Model::new(Settings::default(), Keymap::new(&[])?, &now, false);
        Ok(Self::over(model, store, now))
    }

    fn over(model: Model, store: Store, now: Now) -> Self {
        let (outside, importer, asker) = (Recording::default(), Importer::default(), Asker::default());
        Self { model, store, outside, now, left: false, importer, asker, said: channel() }
    }

    /// Some people and places with a history, and the dashboard open on them.
    pub(crate) fn lively() -> Result<Self, Box<dyn std::error::Error>> {
        let mut rig = Self::empty()?;
        let forum = rig.place("Rust Book Club", "forum", State::Focus, Role::Member)?;
        rig.place("Nix Newcomers", "forum", State::Focus, Role::Guest)?;
        rig.place("Kelp Growers", "slack", State::Scouting, Role::Host)?;
        let ada = rig.person("Ada Lindqvist", Some(Tier::Close), "mastodon", "@ada@social.example")?;
        let tomas = rig.person("Tomás Rivera", Some(Tier::Inner), "github", "tomasr")?;
        rig.person("Ines Okafor", Some(Tier::Network), "mail", "ines@mail.example")?;
        rig.person("Yuki Mori", None, "forum", "yuki")?;
        for (who, kind, days) in
            [(ada, "replied", 40), (ada, "shared", 24), (ada, "answered", 9), (tomas, "commented", 15)]
        {
            rig.log(
                Direction::Out,
                kind,
                Target { contact: Some(who), community: Some(forum), handle: None },
                days,
                "",
            )?;
        }
        rig.log(
            Direction::In,
            "asked",
            Target { contact: Some(ada), community: Some(forum), handle: None },
            3,
            "does it run on musl?",
        )?;
        rig.log(Direction::Out, "listened", Target::community(forum), 9, "")?;
        rig.open();
        Ok(rig)
    }

    /// The demo, at that moment.
    pub(crate) fn demo(now: &Now) -> Result<Self, Box<dyn std::error::Error>> {
        let store = rounds::demo::open(now, Settings::default())?;
        let model = Model::new(Settings::default(), Keymap::new(&[])?, now, true);
        let mut rig = Self::over(model, store, now.clone());
        rig.open();
        Ok(rig)
    }

    /// The same file, opened anew.
    pub(crate) fn reopen(&mut self) {
        self.model = Model::new(self.model.settings.clone(), self.model.keymap.clone(), &self.now, self.model.demo);
        self.open();
    }

    /// Opens the dashboard.
    pub(crate) fn open(&mut self) {
        self.perform(start());
        self.perform(opened(&self.model));
    }

    pub(crate) fn person(
        &mut self,
        name: &str,
        tier: Option<Tier>,
        platform: &str,
        handle: &str,
    ) -> Result<ContactId, Box<dyn std::error::Error>> {
        let fields =
            ContactFields { name: name.to_owned(), tier, stage: Some(Stage::Greeted), ..ContactFields::default() };
        let handle = NewHandle { platform: platform.to_owned(), name: handle.to_owned(), link: String::new() };
        let earlier = self.now.moved(self.now.at.plus_seconds(-60 * 86_400));
        match self.store.apply(&earlier, &Change::AddContact(fields, vec![handle]))?.created.first() {
            Some(Created::Contact(id)) => Ok(*id),
            other => Err(format!("{other:?}").into()),
        }
    }

    pub(crate) fn place(
        &mut self,
        name: &str,
        platform: &str,
        state: State,
        role: Role,
    ) -> Result<CommunityId, Box<dyn std::error::Error>> {
        let fields = CommunityFields {
            name: name.to_owned(),
            platform: platform.to_owned(),
            link: format!("https://{platform}.example/c"),
            state,
            role,
            ..CommunityFields::default()
        };
        let earlier = self.now.moved(self.now.at.plus_seconds(-60 * 86_400));
        match self.store.apply(&earlier, &Change::AddCommunity(fields, Vec::new()))?.created.first() {
            Some(Created::Community(id)) => Ok(*id),
            other => Err(format!("{other:?}").into()),
        }
    }

    pub(crate) fn log(
        &mut self,
        direction: Direction,
        kind: &str,
        target: Target,
        days_ago: i64,
        note: &str,
    ) -> Outcome {
        let when = When::At(self.now.at.plus_seconds(-days_ago * 86_400));
        let act = NewAct { when, note: note.to_owned(), ..NewAct::new(direction, kind, target) };
        self.store.apply(&self.now, &Change::LogActs(vec![act]))?;
        Ok(())
    }

    /// Presses keys, blank-separated: `space`, `enter`, `G`, `ctrl-d`; each a second after the last.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            match word.parse::<Key>() {
                Ok(key) => {
                    self.now = self.now.moved(self.now.at.plus_seconds(1));
                    self.send(Msg::Key(key));
                }
                Err(error) => self.model.notice = rounds::app::reply::Notice::problem(error.to_string()),
            }
        }
        self
    }

    /// Types a text, letter by letter.
    pub(crate) fn type_text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.send(Msg::Key(Key::char(letter)));
        }
        self
    }

    pub(crate) fn send(&mut self, msg: Msg) -> &mut Self {
        let asked = update(&mut self.model, &self.now, msg);
        self.perform(asked);
        self
    }

    fn perform(&mut self, asked: Vec<Effect>) {
        let mut queue = std::collections::VecDeque::from(asked);
        while let Some(effect) = queue.pop_front() {
            self.left |= effect == Effect::Quit;
            let sender = self.said.0.clone();
            let say: Say = Arc::new(move |msg| drop(sender.send(msg)));
            let msgs = if self.importer.run(&mut self.store, &say, &self.now, &effect)
                || self.asker.run(&mut self.store, &say, &self.now, &effect)
            {
                self.said.1.try_iter().collect()
            } else {
                effects::run(&mut self.store, &mut self.outside, &self.now, effect)
            };
            for msg in msgs {
                queue.extend(update(&mut self.model, &self.now, msg));
            }
        }
    }

    /// Takes in what workers say until `enough` holds.
    pub(crate) fn hear(&mut self, enough: impl Fn(&Model) -> bool) -> Outcome {
        while !enough(&self.model) {
            let msg = self.said.1.recv_timeout(Duration::from_secs(20))?;
            self.send(msg);
        }
        Ok(())
    }

    /// What a person sees.
    pub(crate) fn screen(&self, columns: u16, rows: u16) -> String {
        let Ok(mut terminal) = Terminal::new(TestBackend::new(columns, rows));
        let Ok(_) = terminal.draw(|frame| ui::draw(frame, &self.model, &self.now));
        let screen = terminal.backend().to_string();
        screen.lines().map(|line| line.trim_matches('"').trim_end()).collect::<Vec<_>>().join("\n")
    }

    /// The row of a subject on Today, if it is listed.
    pub(crate) fn listed(&self, subject: Subject) -> bool {
        self.model.today.row_of(subject).is_some()
    }
}
