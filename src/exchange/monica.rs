//! The export of Monica 4: people with birthdays, tags and notes, and what was done with them on a date.
//!
//! Must not know how JSON is read. What one person's entry says stands in `monica_person`.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::account::leave_out;
use super::json::{beginning, document, first_key, list, said};
use super::monica_person::{self as person, all, prop};
use crate::domain::clean::{TEXT_BYTES, clean_text};
use crate::domain::incoming::{Incoming, IncomingAct, Unreadable};
use crate::domain::kind::Direction;

/// What is left behind: the word in the export, and what it is called for one and for several.
const LEFT: &[(&str, &str, &str)] = &[
    ("task", "task", "tasks"),
    ("gift", "gift", "gifts"),
    ("debt", "debt", "debts"),
    ("pet", "pet", "pets"),
    ("photo", "photo", "photos"),
    ("document", "document", "documents"),
    ("relationship", "relationship", "relationships"),
];

/// Whether it is an export of Monica.
pub fn is(text: &str) -> bool {
    let beginning = beginning(text);
    first_key(text) == Some("version")
        && ["\"app_version\"", "\"1.0-preview"].iter().any(|word| beginning.contains(word))
}

/// Reads it.
///
/// # Errors
/// Where it is broken or has no account.
pub fn read(text: &str) -> Result<Incoming, Unreadable> {
    let whole = document(text)?;
    let account = whole.get("account").filter(|account| account.is_object());
    let account = account.ok_or_else(|| Unreadable::new("it has no account in it: export it again from Monica 4"))?;
    let mut reading = Reading {
        incoming: Incoming { format: "Monica export", source: "monica", ..Incoming::default() },
        activities: all(account, "activity").map(|one| (said(one, "uuid"), one)).collect(),
        field_types: list(account.get("instance").unwrap_or(&Value::Null), "contact_field_types")
            .iter()
            .map(|one| (said(one, "uuid"), one))
            .collect(),
        left: BTreeMap::new(),
    };
    reading.count_left(account);
    for (at, contact) in all(account, "contact").enumerate() {
        reading.contact(at, contact);
    }
    Ok(reading.finish())
}

struct Reading<'v> {
    incoming: Incoming,
    activities: HashMap<&'v str, &'v Value>,
    field_types: HashMap<&'v str, &'v Value>,
    left: BTreeMap<usize, usize>,
}

impl<'v> Reading<'v> {
    fn contact(&mut self, at: usize, contact: &'v Value) {
        self.count_left(contact);
        let name = person::name(contact);
        let flag = |key| prop(contact, key).as_bool() == Some(true) || prop(contact, key).as_i64() == Some(1);
        let why = match (name.is_empty(), flag("is_dead"), flag("is_partial")) {
            (true, ..) => "no name",
            (_, true, _) => "has died",
            (.., true) => "known only as somebody's relation",
            _ => {
                let place = self.incoming.people.len();
                self.incoming.notes.extend(person::no_birthday(&name, contact));
                self.incoming.people.push(person::read(name, contact, &self.field_types));
                return self.acts(place, contact);
            }
        };
        leave_out(&mut self.incoming, at, &name, why);
    }

    /// Calls, activities and messages, where they have a date.
    fn acts(&mut self, place: usize, contact: &'v Value) {
        for call in all(contact, "call") {
            self.act(place, "met", Direction::Out, prop(call, "called_at"), &[prop(call, "content")]);
        }
        for activity in all(contact, "activity") {
            // a contact names activities by their id, since several people take part in one
            let activity = activity.as_str().map_or(Some(activity), |id| self.activities.get(id).copied());
            let Some(activity) = activity else { continue };
            let note = [prop(activity, "summary"), prop(activity, "description")];
            self.act(place, "met", Direction::Out, prop(activity, "happened_at"), &note);
        }
        for talk in all(contact, "conversation") {
            for message in prop(talk, "messages").as_array().into_iter().flatten() {
                let mine = prop(message, "written_by_me");
                let mine = mine.as_bool().unwrap_or(mine.as_i64() == Some(1));
                let direction = if mine { Direction::Out } else { Direction::In };
                let written = prop(message, "written_at");
                let when = if written.is_string() { written } else { prop(talk, "happened_at") };
                self.act(place, "messaged", direction, when, &[prop(message, "content")]);
            }
        }
    }

    fn act(&mut self, place: usize, kind: &'static str, direction: Direction, when: &Value, note: &[&Value]) {
        let note: Vec<&str> = note.iter().filter_map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
        let note = clean_text(&note.join("\n"), TEXT_BYTES);
        if let Some(at) = when.as_str().and_then(person::time) {
            self.incoming.acts.push(IncomingAct { line: 0, person: place, direction, kind, at, note });
        } else {
            let at = self.incoming.acts.len();
            leave_out(&mut self.incoming, at, &note, "has no date");
        }
    }

    fn count_left(&mut self, value: &Value) {
        for (at, (sort, ..)) in LEFT.iter().enumerate() {
            let count = all(value, sort).count();
            if count > 0 {
                *self.left.entry(at).or_default() += count;
            }
        }
    }

    fn finish(mut self) -> Incoming {
        let left: Vec<String> = self
            .left
            .iter()
            .map(|(at, count)| format!("{count} {}", if *count == 1 { LEFT[*at].1 } else { LEFT[*at].2 }))
            .collect();
        if !left.is_empty() {
            self.incoming.notes.push(format!("left behind: {}", left.join(", ")));
        }
        self.incoming
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::incoming::IncomingTime;
    use crate::exchange::recognise;

    fn export(contacts: &str, rest: &str) -> String {
        format!(
            r#"{{"version":"1.0-preview.1","app_version":"4.1.2","account":{{"uuid":"a","data":[
            {{"count":1,"type":"contact","values":[{contacts}]}}{rest}],
            "instance":{{"contact_field_types":[
                {{"uuid":"t1","properties":{{"name":"Email","protocol":"mailto:","type":"email"}}}},
                {{"uuid":"t2","properties":{{"name":"Phone","protocol":"tel:","type":"phone"}}}},
                {{"uuid":"t3","properties":{{"name":"Twitter"}}}},{{"uuid":"t4","properties":{{"name":"LinkedIn"}}}}]}}}}}}"#
        )
    }

    fn read(text: &str) -> Incoming {
        recognise::read(text.as_bytes()).unwrap_or_else(|why| panic!("{why}: {text}"))
    }

    #[test]
    fn people_come_with_all_that_is_said_of_them() {
        let contact = r#"{"uuid":"c-1","properties":{"first_name":"Suda","middle_name":null,"last_name":"Rao","nickname":"Su",
            "description":"Met on the ferry.","is_starred":true,"job":"Botanist","company":"Kelp & Co","food_preferences":"no nuts",
            "tags":["choir"," Boats "],"birthdate":{"date":"1984-03-09T00:00:00Z","is_year_unknown":true,"is_age_based":false}},
            "data":[
              {"type":"note","values":[{"properties":{"body":"Likes\nrain."}}]},
              {"type":"address","values":[{"properties":{"city":"Lund","country":"SE"}}]},
              {"type":"contact-field","values":[
                {"properties":{"data":"Suda@mail.example","type":"t1"}},{"properties":{"data":"su@work.example","type":"t1"}},
                {"properties":{"data":"+46 1 23","type":"t2"}},{"properties":{"data":"@sudarao","type":"t3"}},
                {"properties":{"data":"https://www.linkedin.com/in/suda-rao","type":"t4"}}]},
              {"type":"reminder","values":[
                {"properties":{"title":"Name day","frequency_type":"year","frequency_number":1,"initial_date":"2020-05-02"}},
                {"properties":{"title":"Wish her well","frequency_type":"year","initial_date":"2020-03-09","delible":false}},
                {"properties":{"title":"Water","frequency_type":"week","initial_date":"2020-05-02"}}]},
              {"type":"task","values":[{"properties":{"title":"Send seeds"}}]}]}"#;
        let incoming = read(&export(contact, ""));
        assert_eq!((incoming.format, incoming.source), ("Monica export", "monica"));
        let one = &incoming.people[0];
        let fields = &one.fields;
        assert_eq!((one.key.as_str(), fields.name.as_str()), ("c-1", "Suda Rao"));
        assert_eq!((fields.organisation.as_str(), fields.town.as_str()), ("Kelp & Co", "Lund"));
        assert_eq!((fields.mail.as_str(), fields.birthday.as_str()), ("suda@mail.example", "--03-09"));
        assert_eq!(fields.notes, "Botanist\nNickname: Su\nMet on the ferry.\nFood: no nuts\nLikes\nrain.");
        assert_eq!(fields.tags, ["choir", "Boats", "starred"]);
        let handles: Vec<_> = one.handles.iter().map(|one| (one.platform.as_str(), one.name.as_str())).collect();
        assert_eq!(handles, [("mail", "su@work.example"), ("x", "sudarao"), ("linkedin", "suda-rao")]);
        assert_eq!(one.dates, [("Name day".to_owned(), "2020-05-02".to_owned())]);
        assert_eq!(incoming.notes, ["left behind: 1 task"]);
    }

    #[test]
    fn calls_activities_and_messages_are_acts_where_they_have_a_date() {
        let contact = r#"{"uuid":"c-1","properties":{"first_name":"Suda"},"data":[
              {"type":"calls","values":[{"properties":{"called_at":"2023-05-01T00:00:00.000000Z","content":"Weekend plans"}},{"properties":{"content":"When?"}}]},
              {"type":"activity","values":["v-1","v-gone"]},
              {"type":"conversation","values":[{"properties":{"happened_at":"2023-07-01","messages":[
                 {"properties":{"content":"Hi","written_at":"2023-07-01T10:30:00Z","written_by_me":true}},
                 {"content":"Hello","written_by_me":0}]}}]}]}"#;
        let rest = r#",{"type":"activities","values":[{"uuid":"v-1","properties":{"summary":"Lunch","description":"By the weir","happened_at":"2023-06-02 12:15:00"}}]}"#;
        let incoming = read(&export(contact, rest));
        let on = |text: &str| IncomingTime::On(text.parse().unwrap_or_default());
        let wall = chrono::NaiveDateTime::parse_from_str("2023-06-02 12:15:00", "%F %T").unwrap_or_default();
        let at = crate::domain::time::Instant(1_688_207_400_000);
        let wanted = [
            ("met", Direction::Out, on("2023-05-01"), "Weekend plans"),
            ("met", Direction::Out, IncomingTime::Wall(wall), "Lunch\nBy the weir"),
            ("messaged", Direction::Out, IncomingTime::At(at), "Hi"),
            ("messaged", Direction::In, on("2023-07-01"), "Hello"),
        ];
        let got: Vec<_> =
            incoming.acts.iter().map(|act| (act.kind, act.direction, act.at, act.note.as_str())).collect();
        assert_eq!(got, wanted);
        assert_eq!((incoming.skipped[0].what.as_str(), incoming.skipped[0].why.as_str()), ("When?", "has no date"));
    }

    #[test]
    fn who_is_left_out_is_told() {
        let contacts = r#"{"uuid":"1","properties":{"first_name":" ","nickname":""}},
            {"uuid":"2","properties":{"first_name":"Old","last_name":"Friend","is_dead":true}},
            {"uuid":"3","properties":{"first_name":"Kid","is_partial":1}},
            {"uuid":"4","properties":{"nickname":"Su","is_active":false,"birthdate":{"date":"1990-01-01","is_age_based":true}}}"#;
        let contacts = format!(
            r#"{contacts},{{"uuid":"5","properties":{{"first_name":"Bo","birthdate":{{"date":"1990-02-30"}}}}}}"#
        );
        let incoming = read(&export(&contacts, r#",{"type":"relationship","values":[{},{}]}"#));
        let skipped: Vec<_> = incoming.skipped.iter().map(|one| (one.what.as_str(), one.why.as_str())).collect();
        let wanted = [("entry 1", "no name"), ("Old Friend", "has died"), ("Kid", "known only as somebody's relation")];
        assert_eq!(skipped, wanted);
        let fields = &incoming.people[0].fields;
        assert_eq!((fields.name.as_str(), fields.notes.as_str()), ("Su", "Born about 1990"));
        assert_eq!((fields.tags.as_slice(), fields.birthday.as_str()), (["archived".to_owned()].as_slice(), ""));
        assert_eq!(incoming.notes, ["the birthday of Bo is no date: \"1990-02-30\"", "left behind: 2 relationships"]);
    }

    #[test]
    fn what_is_broken_is_refused() {
        for text in [r#"{"version":"1.0-preview.1","app_version":"4"}"#, r#"{"version":"1.0-preview.1","account":{"#] {
            assert!(is(text) && super::read(text).is_err(), "{text}");
        }
        let deep = format!(r#"{{"version":"1.0-preview.1","account":{}"#, r#"{"data":["#.repeat(400_000));
        assert!(recognise::read(deep.as_bytes()).is_err());
        for text in [r#"{"version":"https://jsonfeed.org/version/1","title":"x"}"#, "{}"] {
            assert!(!is(text), "{text}");
        }
    }
}
