//! The demo: its world plays at any time of any day.

use rounds::demo;
use rounds::domain::settings::Settings;
use rounds::domain::time::{Instant, Now, Zone, ZoneStep, frozen};

use crate::home::Home;
use crate::rig::Outcome;

/// Times of day, ends of months and years, zones at the edges, a day that has 23 hours.
fn nows() -> Result<Vec<Now>, Box<dyn std::error::Error>> {
    let fixed = [
        "2026-09-22T09:00:00+02:00",
        "2026-09-22T04:05:00+02:00",
        "2026-09-25T23:50:00+02:00",
        "2026-09-27T02:30:00+02:00",
        "2028-02-29T12:00:00-10:00",
        "2026-12-31T23:59:00+14:00",
        "2027-01-01T04:00:00+00:00",
        "2026-03-02T08:00:00-05:00",
    ];
    let mut nows = fixed.iter().map(|text| frozen(text)).collect::<Result<Vec<_>, _>>()?;
    // 29 March 2026, 01:00 UTC: clocks go forward
    let summer = Instant(1_774_746_000_000);
    let zone = Zone::new(60, vec![ZoneStep { from: summer, offset: 120 }]);
    nows.extend([2 * 3600, 30 * 3600].map(|s| Now { at: summer.plus_seconds(s), zone: zone.clone(), day_start: 240 }));
    Ok(nows)
}

#[test]
fn the_world_plays_at_any_time() -> Outcome {
    for now in nows()? {
        let mut store = demo::open(&now, Settings::default()).map_err(|why| format!("{now:?}: {why}"))?;
        let today = store.today(&now)?;
        assert!(today.rows.len() >= 12 && today.cut >= 3, "{now:?}: {} rows, {} fit", today.rows.len(), today.cut);
        assert!(today.block.is_some() && today.now_mark.is_some() && today.asked.is_empty(), "{now:?}");
        assert_eq!(store.doctor()?, Vec::<String>::new(), "{now:?}");
    }
    Ok(())
}

#[test]
fn what_today_brought_is_undone_and_what_came_before_is_not() -> Outcome {
    let now = frozen("2026-09-22T09:00:00+02:00")?;
    let mut store = demo::open(&now, Settings::default())?;
    let mut labels = Vec::new();
    while let Some(step) = store.undo()? {
        assert!(store.is_own(&step), "{}", step.label);
        labels.push(step.label);
    }
    assert_eq!(labels.first().map(String::as_str), Some("thanked Oscar Lund"));
    assert!(labels.contains(&"started a block of 30 min".to_owned()), "{labels:?}");
    assert!(store.today(&now)?.rows.len() > 10);
    Ok(())
}

#[test]
fn without_a_terminal_it_prints_today_and_leaves_no_trace() {
    let home = Home::new();
    let out = home.ok("demo");
    for found in ["17:20 left of 30, 3 done", "● Ada Lindqvist", "does it run on musl?", "Done"] {
        assert!(out.contains(found), "{found} in\n{out}");
    }
    assert!(!home.data().exists(), "a folder was made");
}
