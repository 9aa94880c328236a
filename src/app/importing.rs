//! What the worker of an import says: taken into the screen that waits for it. A late word of an earlier reading
//! changes nothing.

use super::action::Action;
use super::effect::Effect;
use super::model::Model;
use super::msg::Heard;
use super::overlay::Overlay;
use super::overlays::import::{Import, Step};
use super::refresh::reload;
use super::reply::Notice;
use crate::report::dry_run::DryRun;

/// Takes it in.
pub fn take(model: &mut Model, of: i64, heard: Heard) -> Vec<Effect> {
    let waiting = model.overlays.iter().position(|overlay| is_of(overlay, of));
    let Some((at, Overlay::Import(import))) = waiting.and_then(|at| Some((at, model.overlays.get_mut(at)?))) else {
        return Vec::new();
    };
    match heard {
        Heard::Reading { done: files, all: of_all } => {
            if let Step::Reading { done, all, .. } = &mut import.step {
                (*done, *all) = (files, of_all);
            }
        }
        Heard::Read(dry_run) => import.was_read(of, dry_run),
        Heard::Writing { done: rows, all: of_all } => {
            if let Step::Writing { done, all, .. } = &mut import.step {
                (*done, *all) = (rows, of_all);
            }
        }
        Heard::Written => {
            let Step::Writing { dry_run, .. } = std::mem::take(&mut import.step) else { return Vec::new() };
            model.overlays.remove(at);
            model.notice = Notice::info(written(model, &dry_run));
            return reload(model, false);
        }
        Heard::BrokenOff => {
            again(import, of);
            model.notice = Notice::info("Stopped: what was written is taken back");
            return reload(model, false);
        }
        Heard::Failed { what, hint } => {
            let text = if hint.is_empty() { what } else { format!("{what}: {hint}") };
            if import.is_writing() {
                again(import, of);
                model.notice = Notice::problem(text);
                return reload(model, false);
            }
            import.step = Step::Typing { wrong: text };
        }
    }
    Vec::new()
}

/// Whether something is being written: what that changes is shown at its end.
pub fn is_writing(model: &Model) -> bool {
    model.overlays.iter().any(|overlay| matches!(overlay, Overlay::Import(import) if import.is_writing()))
}

fn is_of(overlay: &Overlay, of: i64) -> bool {
    matches!(overlay, Overlay::Import(import) if import.reading() == Some(of))
}

/// Back to what would come in.
fn again(import: &mut Import, of: i64) {
    if let Step::Writing { dry_run, .. } = std::mem::take(&mut import.step) {
        import.step = Step::DryRun { of, dry_run, top: 0 };
    }
}

/// What came in, how it is taken back, and what to do next.
fn written(model: &Model, dry_run: &DryRun) -> String {
    let label = |action| model.keymap.label(action);
    let (words, undo, triage) = (dry_run.words(), label(Action::Undo), label(Action::Triage));
    // in the first run letters are text, and the other key opens the demo
    if model.overlays.iter().any(|overlay| matches!(overlay, Overlay::FirstRun(_))) {
        return format!("Imported {words}. On Today {undo} takes it back, {triage} chooses who has a cadence");
    }
    let mut text = format!("Imported {words}; {undo} takes it back");
    if dry_run.new > 0 {
        text = format!("{text}. Nobody has a cadence until you choose one: {triage}");
    }
    if dry_run.doubts > 0 {
        text = format!("{text}. Some may be here twice: {}", label(Action::Duplicates));
    }
    text
}
