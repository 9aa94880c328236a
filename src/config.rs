//! The config file: TOML into `domain::settings`, with errors that say where and what to do.
//!
//! Raw key words stay words: the key map resolves them. Must not know what a setting does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::domain::kind::{Kinds, Leaning, OwnKind};
use crate::domain::near::nearest;
use crate::domain::settings::{LadderSettings, Settings, Theme, Weights};

/// The commented default, as `rounds config default` prints it.
pub const DEFAULT: &str = include_str!("../assets/config.toml");

/// No schedule asks feeds more often, in minutes: their hosts would mind.
const LEAST_REFRESH: u32 = 15;
/// Nor less often.
const MOST_REFRESH: u32 = 30 * 24 * 60;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    day_start: Option<String>,
    week_start: Option<String>,
    theme: Option<String>,
    ascii: Option<bool>,
    mouse: Option<bool>,
    bell: Option<bool>,
    block_minutes: Option<u32>,
    act_minutes: Option<u32>,
    tiers: Option<Tiers>,
    communities: Option<Communities>,
    patience: Option<BTreeMap<String, u32>>,
    fading: Option<Fading>,
    weights: Option<BTreeMap<String, f64>>,
    ladder: Option<BTreeMap<String, u32>>,
    feeds: Option<Feeds>,
    #[serde(default)]
    kinds: Vec<KindRow>,
    keys: Option<BTreeMap<String, Words>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tiers {
    inner: Option<u32>,
    close: Option<u32>,
    network: Option<u32>,
    wide: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Communities {
    focus: Option<u32>,
    scouting: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fading {
    thanks: Option<u32>,
    reply: Option<u32>,
    reply_in_place: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Feeds {
    refresh: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindRow {
    key: char,
    name: String,
    leaning: String,
    minutes: u32,
}

/// One word or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

/// Reads the file; a missing one is the default.
///
/// # Errors
/// What is wrong, in which file and where, and what to do.
pub fn load(path: &Path) -> Result<Settings, String> {
    match fs::read_to_string(path) {
        Ok(text) => parse(&text).map_err(|why| format!("{}: {why}", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(error) => Err(format!("{} cannot be read: {error}", path.display())),
    }
}

/// Reads the text of a config file.
///
/// # Errors
/// What is wrong, where, and what to do.
pub fn parse(text: &str) -> Result<Settings, String> {
    let file: File = toml::from_str(text).map_err(|error| wrong(text, &error))?;
    let mut settings = Settings::default();
    if let Some(word) = &file.day_start {
        settings.day_start = day_start(word)?;
    }
    if let Some(word) = &file.week_start {
        settings.week_start =
            word.parse().map_err(|_| format!("week_start is \"{word}\": write mon, tue, wed, thu, fri, sat or sun"))?;
    }
    if let Some(word) = &file.theme {
        settings.theme = match word.as_str() {
            "terminal" => Theme::Terminal,
            "dark" => Theme::Dark,
            "light" => Theme::Light,
            _ => return Err(format!("theme is \"{word}\": write terminal, dark or light")),
        };
    }
    settings.ascii = file.ascii.unwrap_or(settings.ascii);
    settings.mouse = file.mouse.unwrap_or(settings.mouse);
    settings.bell = file.bell.unwrap_or(settings.bell);
    take(&mut settings.block_minutes, "block_minutes", file.block_minutes, 1, 24 * 60)?;
    take(&mut settings.act_minutes, "act_minutes", file.act_minutes, 1, 240)?;
    tables(&mut settings, &file)?;
    if let Some(words) = file.feeds.as_ref().and_then(|feeds| feeds.refresh.as_deref()) {
        settings.refresh_minutes = refresh(words)?;
    }
    let own = file.kinds.iter().map(own_kind).collect::<Result<Vec<_>, _>>()?;
    settings.kinds = Kinds::new(&own)?;
    settings.keys = file
        .keys
        .into_iter()
        .flatten()
        .map(|(action, words)| match words {
            Words::One(word) => (action, vec![word]),
            Words::Many(words) => (action, words),
        })
        .collect();
    Ok(settings)
}

fn tables(settings: &mut Settings, file: &File) -> Result<(), String> {
    if let Some(tiers) = &file.tiers {
        let named = [("inner", tiers.inner), ("close", tiers.close), ("network", tiers.network), ("wide", tiers.wide)];
        for (n, (name, days)) in named.into_iter().enumerate() {
            match days {
                Some(days) if days > 3_650 => return Err(out_of_range(&format!("tiers.{name}"), days, 0, 3_650)),
                Some(days) => settings.tiers[n] = Some(days).filter(|days| *days > 0),
                None => {}
            }
        }
    }
    if let Some(places) = &file.communities {
        take(&mut settings.focus, "communities.focus", places.focus, 1, 3_650)?;
        take(&mut settings.scouting, "communities.scouting", places.scouting, 1, 3_650)?;
    }
    for (platform, days) in file.patience.iter().flatten() {
        let name = format!("patience.{platform}");
        if platform == "other" {
            take(&mut settings.patience_other, &name, Some(*days), 1, 365)?;
            continue;
        }
        let mut value = 1;
        take(&mut value, &name, Some(*days), 1, 365)?;
        match settings.patience.iter_mut().find(|(word, _)| word == platform) {
            Some((_, days)) => *days = value,
            None => settings.patience.push((platform.to_lowercase(), value)),
        }
    }
    if let Some(fading) = &file.fading {
        take(&mut settings.fade_thanks, "fading.thanks", fading.thanks, 1, 3_650)?;
        take(&mut settings.fade_reply, "fading.reply", fading.reply, 1, 3_650)?;
        take(&mut settings.fade_reply_place, "fading.reply_in_place", fading.reply_in_place, 1, 3_650)?;
    }
    for (name, value) in file.weights.iter().flatten() {
        let weight = weight(&mut settings.weights, name)
            .ok_or_else(|| unknown(&format!("weights.{name}"), "reason", name, WEIGHTS))?;
        if !(-100.0..=100.0).contains(value) {
            return Err(format!("weights.{name} is {value}: write a number from -100 to 100"));
        }
        *weight = *value;
    }
    for (name, value) in file.ladder.iter().flatten() {
        let number = threshold(&mut settings.ladder, name)
            .ok_or_else(|| unknown(&format!("ladder.{name}"), "threshold", name, LADDER))?;
        // a share of a hundred, else a number of acts or days
        let most = if name == "about_others" { 100 } else { 10_000 };
        take(number, &format!("ladder.{name}"), Some(*value), 1, most)?;
    }
    Ok(())
}

fn take(target: &mut u32, name: &str, value: Option<u32>, least: u32, most: u32) -> Result<(), String> {
    match value {
        Some(value) if !(least..=most).contains(&value) => Err(out_of_range(name, value, least, most)),
        Some(value) => {
            *target = value;
            Ok(())
        }
        None => Ok(()),
    }
}

fn out_of_range(name: &str, value: u32, least: u32, most: u32) -> String {
    format!("{name} is {value}: write a number from {least} to {most}")
}

fn day_start(word: &str) -> Result<u16, String> {
    let minutes = word.split_once(':').and_then(|(hours, minutes)| {
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours < 12 && minutes < 60).then_some(hours * 60 + minutes)
    });
    minutes.ok_or_else(|| format!("day_start is \"{word}\": write a time from 00:00 to 11:59, like 04:00"))
}

/// `never`, `every 6 hours`, `every day`: minutes.
fn refresh(words: &str) -> Result<Option<u32>, String> {
    let wrong = || format!("feeds.refresh is \"{words}\": write never, every 30 minutes, every 6 hours or every day");
    let lower = words.trim().to_lowercase();
    if lower == "never" {
        return Ok(None);
    }
    let every = lower.strip_prefix("every ").ok_or_else(wrong)?;
    let (number, unit) = every.split_once(' ').unwrap_or(("1", every));
    let unit = match unit.trim().trim_end_matches('s') {
        "minute" => 1,
        "hour" => 60,
        "day" => 24 * 60,
        _ => return Err(wrong()),
    };
    let minutes = number.parse::<u32>().ok().and_then(|number| number.checked_mul(unit)).ok_or_else(wrong)?;
    if !(LEAST_REFRESH..=MOST_REFRESH).contains(&minutes) {
        return Err(format!("feeds.refresh is \"{words}\": write something from every 15 minutes to every 30 days"));
    }
    Ok(Some(minutes))
}

fn own_kind(row: &KindRow) -> Result<OwnKind, String> {
    let leaning = match row.leaning.as_str() {
        "give" => Leaning::Give,
        "own" => Leaning::Own,
        "ask" => Leaning::Ask,
        "neutral" => Leaning::Neutral,
        other => return Err(format!("kind \"{}\": leaning is \"{other}\": write give, own, ask or neutral", row.name)),
    };
    if !(1..=240).contains(&row.minutes) {
        return Err(format!("kind \"{}\": {}", row.name, out_of_range("minutes", row.minutes, 1, 240)));
    }
    Ok(OwnKind { key: row.key, name: row.name.clone(), leaning, minutes: row.minutes })
}

/// What a file that cannot be read gets wrong: where, what, and what to write instead.
fn wrong(text: &str, error: &toml::de::Error) -> String {
    let message = error.message();
    let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    let place = line.map_or_else(String::new, |line| format!("line {line}: "));
    // between backticks stand the unknown word and then those that are known
    let mut words = message.split('`').skip(1).step_by(2);
    match (message.starts_with("unknown field"), words.next()) {
        (true, Some(typed)) => {
            let known: Vec<&str> = words.collect();
            format!("{place}{}", unknown(typed, "setting", typed, &known))
        }
        _ => error.to_string().trim_end().to_owned(),
    }
}

/// An unknown word, with the one that was most likely meant, else with all there are.
fn unknown(named: &str, what: &str, typed: &str, known: &[&str]) -> String {
    let hint = match nearest(known.iter().copied(), typed) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => format!("there is {}", known.join(", ")),
    };
    format!("{named}: there is no such {what}; {hint}")
}

/// The reasons that have a weight.
const WEIGHTS: &[&str] = &[
    "reply",
    "thanks",
    "due",
    "worth",
    "drift",
    "dated",
    "new",
    "step",
    "inner",
    "close",
    "pinned",
    "today",
    "unanswered",
];

/// The thresholds of the ladder.
const LADDER: &[&str] = &[
    "listen_days",
    "provide",
    "engage",
    "engage_people",
    "promote",
    "about_others",
    "about_others_of",
    "days_on_five",
    "days_on_six",
];

fn weight<'w>(weights: &'w mut Weights, name: &str) -> Option<&'w mut f64> {
    Some(match name {
        "reply" => &mut weights.reply,
        "thanks" => &mut weights.thanks,
        "due" => &mut weights.due,
        "worth" => &mut weights.worth,
        "drift" => &mut weights.drift,
        "dated" => &mut weights.dated,
        "new" => &mut weights.new,
        "step" => &mut weights.step,
        "inner" => &mut weights.inner,
        "close" => &mut weights.close,
        "pinned" => &mut weights.pinned,
        "today" => &mut weights.today,
        "unanswered" => &mut weights.unanswered,
        _ => return None,
    })
}

fn threshold<'l>(ladder: &'l mut LadderSettings, name: &str) -> Option<&'l mut u32> {
    Some(match name {
        "listen_days" => &mut ladder.listen_days,
        "provide" => &mut ladder.provide,
        "engage" => &mut ladder.engage,
        "engage_people" => &mut ladder.engage_people,
        "promote" => &mut ladder.promote,
        "about_others" => &mut ladder.about_others,
        "about_others_of" => &mut ladder.about_others_of,
        "days_on_five" => &mut ladder.days_on_five,
        "days_on_six" => &mut ladder.days_on_six,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The default file with every setting uncommented; the example of an own kind stays a comment.
    fn uncommented() -> String {
        let sentence = |line: &str| line.starts_with("# ") || line == "#";
        let lines = DEFAULT.lines().filter(|line| !sentence(line));
        let text: Vec<&str> = lines.map(|line| line.strip_prefix('#').unwrap_or(line)).collect();
        let text = text.join("\n");
        let (before, rest) = text.split_once("[[kinds]]").unwrap_or((&text, ""));
        let after = rest.split_once("[keys]").map_or("", |(_, after)| after);
        format!("{before}\n[keys]{after}")
    }

    #[test]
    fn the_default_file_says_the_defaults() {
        assert_eq!(parse(DEFAULT), Ok(Settings::default()));
        let keys = vec![("log-suggested".to_owned(), vec!["space".to_owned()])];
        assert_eq!(parse(&uncommented()), Ok(Settings { keys, ..Settings::default() }));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, wanted) in [
            ("wek_start = \"mon\"", "wek_start"),
            ("week_start = \"moonday\"", "week_start is \"moonday\""),
            ("day_start = \"25:00\"", "04:00"),
            ("block_minutes = 0", "1 to 1440"),
            ("[weights]\nrepply = 3.0", "weights.repply"),
            ("[tiers]\ninner = -3", "line 2"),
            ("[[kinds]]\nkey = \"a\"\nname = \"mentored\"\nleaning = \"give\"\nminutes = 5", "answered"),
            ("theme = ", "line 1"),
            ("[feeds]\nrefresh = \"often\"", "feeds.refresh is \"often\": write never, every 30 minutes"),
            ("[feeds]\nrefresh = \"every minute\"", "from every 15 minutes"),
            ("[feeds]\nrefrsh = \"never\"", "did you mean \"refresh\"?"),
            ("wek_start = \"mon\"", "line 1: wek_start: there is no such setting; did you mean \"week_start\"?"),
            ("\n[teirs]\ninner = 3", "line 2: teirs: there is no such setting; did you mean \"tiers\"?"),
            ("[tiers]\ninnr = 3", "line 2: innr: there is no such setting; did you mean \"inner\"?"),
            ("[tiers]\nfriends = 3", "there is inner, close, network, wide"),
            ("[weights]\nrepply = 3.0", "did you mean \"reply\"?"),
            ("[ladder]\nprovid = 3", "ladder.provid: there is no such threshold; did you mean \"provide\"?"),
            ("[[kinds]]\nkey = \"z\"\nlening = \"give\"", "line 3: lening: there is no such setting; did you mean"),
        ] {
            let why = parse(text).err().unwrap_or_default();
            assert!(why.contains(wanted), "{text}: {why}");
        }
    }

    #[test]
    fn every_listed_word_is_one() {
        let mut settings = Settings::default();
        assert!(WEIGHTS.iter().all(|name| weight(&mut settings.weights, name).is_some()));
        assert!(LADDER.iter().all(|name| threshold(&mut settings.ladder, name).is_some()));
    }

    #[test]
    fn settings_are_taken() {
        let settings =
            parse("day_start = \"03:30\"\nweek_start = \"sun\"\n[tiers]\nclose = 21\nwide = 365\n[patience]\nmail = 7")
                .unwrap_or_default();
        assert_eq!(settings.day_start, 210);
        assert_eq!(settings.tiers, [Some(7), Some(21), Some(90), Some(365)]);
        assert_eq!(settings.patience(None, "mail"), 7);
        for (words, minutes) in
            [("never", None), ("every 6 hours", Some(360)), ("every day", Some(1_440)), ("Every 30 Minutes", Some(30))]
        {
            let settings = parse(&format!("[feeds]\nrefresh = \"{words}\"")).unwrap_or_default();
            assert_eq!(settings.refresh_minutes, minutes, "{words}");
        }
    }
}
