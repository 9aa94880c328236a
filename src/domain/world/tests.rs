//! A small world, and what is refused of one.

use super::*;
use crate::domain::ids::{CommunityId, ContactId};
use crate::domain::time::{Day, Zone, ZoneStep, frozen};

const SMALL: &str = r#"
# who
-30d 09:00
person Ada Lindqvist @ada@social.example, close #musl
  why runs the forum
  birthday +2d
place Nix Newcomers https://forum.example/c/nix
  state focus
  role member
about every 7d from -28d to -1d 12:40 ada replied "the build | the linker"
-3d 18:20 ada they asked "does it run on musl?" in nix
-3d 19:00 owe ada promise "the link" due 0d
every 2d from -9d to -1d 12:30 block 30 "good | better"
-12m40s start 30
-4m now ada
"#;

fn play(text: &str, now: &Now) -> Result<(Vec<(Instant, Change)>, Doing), Stopped> {
    let mut made = Vec::new();
    let mut ids = 0;
    let doing = World::read(text)?.play(now, |then, change| {
        made.push((then.at, change.clone()));
        ids += 1;
        Ok::<_, String>(match change {
            Change::AddContact(..) => vec![Created::Contact(ContactId(ids))],
            Change::AddCommunity(..) => vec![Created::Community(CommunityId(ids))],
            Change::AddSession { .. } => vec![Created::Session(SessionId(ids))],
            _ => Vec::new(),
        })
    })?;
    Ok((made, doing))
}

#[test]
fn a_world_is_played_in_the_order_of_time() {
    let Ok(now) = frozen("2026-09-22T09:00:00+02:00") else { panic!() };
    let Ok((made, doing)) = play(SMALL, &now) else { panic!("{:?}", play(SMALL, &now)) };
    assert!(made.is_sorted_by_key(|(at, _)| *at) && made.iter().all(|(at, _)| *at <= now.at));
    let Change::AddContact(ada, handles) = &made[0].1 else { panic!("{:?}", made[0]) };
    assert_eq!((ada.why.as_str(), ada.birthday.as_str(), handles.len()), ("runs the forum", "--09-24", 1));
    let notes = |found: &str| {
        let notes = made.iter().filter_map(|(_, change)| match change {
            Change::LogActs(acts) => Some(acts[0].note.as_str()),
            Change::NoteSession(_, note) => Some(note.as_str()),
            _ => None,
        });
        notes.filter(|note| *note == found).count()
    };
    assert_eq!([notes("the build"), notes("the linker"), notes("good"), notes("better")], [2, 2, 3, 2]);
    let Some((Instant(began), Change::StartSession { .. })) = made.last() else { panic!("{:?}", made.last()) };
    assert_eq!(now.at.0 - began, 760_000);
    assert_eq!(doing, Some((now.at.plus_seconds(-240), Subject::Contact(ContactId(1)))));
}

#[test]
fn what_is_of_today_stays_today_and_nothing_lies_ahead() {
    let summer = Instant(1_774_746_000_000); // 29 March 2026, 01:00 UTC
    let leap = Zone::new(60, vec![ZoneStep { from: summer, offset: 120 }]);
    let fixed = ["2026-12-31T23:50:00-10:00", "2028-02-29T04:05:00+14:00", "2026-09-22T03:59:00+02:00"];
    let mut nows: Vec<Now> = fixed.iter().filter_map(|text| frozen(text).ok()).collect();
    assert_eq!(nows.len(), fixed.len());
    nows.push(Now { at: summer.plus_seconds(4 * 3600), zone: leap, day_start: 240 });
    for now in nows {
        let Ok((made, Some((doing, _)))) = play(SMALL, &now) else { panic!("{now:?}") };
        assert!(made.iter().all(|(at, _)| *at <= now.at), "{now:?}");
        assert!(doing >= now.start_of(now.day()), "{now:?}");
        let blocks: Vec<Day> = made
            .iter()
            .filter(|(_, change)| matches!(change, Change::AddSession { .. }))
            .map(|(at, _)| now.day_of(*at))
            .collect();
        assert_eq!(blocks, [-9, -7, -5, -3, -1].map(|day| now.day().plus(day)), "{now:?}");
    }
}

#[test]
fn a_line_that_is_not_understood_is_named() {
    let table = [
        ("ada replied", 1, "when?"),
        ("-1x ada replied", 1, "when is -1x?"),
        ("-1d 25:00 ada replied", 1, "no time of day"),
        ("every 7d from -1d 12:40 ada replied", 1, "how often?"),
        ("every 7d from -1d to -9d 12:40 ada replied", 1, "no time that has been"),
        ("  why", 1, "belongs to nothing"),
        ("# x\n\n-1d 09:00 ada replied", 3, ""),
        ("-1d 09:00\nperson Ada\n  fame great", 2, "a person has no fame"),
        ("-1d 09:00\nplace Nix\n  state far", 2, "not one of its words"),
        ("-1d 09:00\nperson Ada\nada replied yesterday", 3, "stands in front"),
        ("-1d 09:00\nperson Ada\nowe bo promise \"x\"", 3, "nobody is called \"bo\""),
        ("-1d 09:00\nperson Ada\nstep ada \"x\"", 3, "on which day?"),
        ("-1d 09:00 rung nix 4 earned", 1, "nobody is called"),
        ("-1d 09:00 commit all of it", 1, "not understood"),
    ];
    let Ok(now) = frozen("2026-09-22T09:00:00+02:00") else { panic!() };
    for (text, line, why) in table {
        let stopped = play(text, &now).err();
        assert!(stopped.as_ref().is_some_and(|it| it.line == line && it.why.contains(why)), "{text}: {stopped:?}");
    }
    let refused = World::read("-1d 09:00 look").and_then(|world| world.play(&now, |_, _| Err("full")));
    assert_eq!(refused, Err(Stopped { line: 1, why: "full".to_owned() }));
}
